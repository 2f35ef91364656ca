"""The empty Word document that reports are written into: its styles, fonts, list sign and page, and nothing else.

Made here rather than taken from a file that some Word wrote: so nobody's name, machine or preview picture is in it.
Colours are those of the design tokens. Sizes are half points (``w:sz``) and twentieths of a point (everything else).
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from functools import cache

from exporters.painters.theme import colour

FONT = "Atkinson Hyperlegible"
FALLBACK = "Verdana"
"""Named beside the font in the font table: for computers that do not have it."""

TWIPS_MM = 56.6929
A4 = (11906, 16838)
MARGIN = 1021
"""18 mm."""

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_DATE = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class _Style:
    """A paragraph style. ``edge``: colour of a bar at its left; ``box``: of a dashed frame; ``fill``: behind it."""

    id: str
    name: str
    size: float = 11.0
    bold: bool = False
    ink: str = "ink"
    before: int = 0
    after: int = 120
    line: int = 276
    level: int | None = None
    edge: str = ""
    box: str = ""
    fill: str = ""
    indent: int = 0
    numbered: bool = False
    based: str = "Normal"
    in_column: bool = False

    def xml(self) -> str:
        """The style as WordprocessingML."""
        keep = "<w:keepNext/><w:keepLines/>" if self.level is not None else ""
        if self.in_column:
            # What keeps with the next in a table's row keeps the whole row from beginning on a page already begun.
            keep = '<w:keepNext w:val="0"/><w:keepLines w:val="0"/>'
        number = '<w:numPr><w:numId w:val="1"/></w:numPr>' if self.numbered else ""
        outline = f'<w:outlineLvl w:val="{self.level}"/>' if self.level is not None and self.level >= 0 else ""
        shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{_hex(self.fill)}"/>' if self.fill else ""
        based = "" if self.id == "Normal" else f'<w:basedOn w:val="{self.based}"/>'
        following = '<w:next w:val="Normal"/>' if self.level is not None else ""
        default = ' w:default="1"' if self.id == "Normal" else ""
        bold = "<w:b/><w:bCs/>" if self.bold else ""
        size = round(self.size * 2)
        return (
            f'<w:style w:type="paragraph"{default} w:styleId="{self.id}"><w:name w:val="{self.name}"/>'
            f"{based}{following}<w:qFormat/><w:pPr>{keep}{number}{self._borders()}{shade}"
            f'<w:spacing w:before="{self.before}" w:after="{self.after}" w:line="{self.line}" w:lineRule="auto"/>'
            f"{self._indent()}{outline}</w:pPr>"
            f'<w:rPr>{bold}<w:color w:val="{_hex(self.ink)}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
            "</w:style>"
        )

    def _indent(self) -> str:
        if self.numbered:
            return '<w:ind w:left="340" w:hanging="340"/>'
        return f'<w:ind w:left="{self.indent}" w:right="{self.indent}"/>' if self.indent else ""

    def _borders(self) -> str:
        if self.edge:
            left = f'<w:left w:val="single" w:sz="24" w:space="8" w:color="{_hex(self.edge)}"/>'
            return f"<w:pBdr>{left}</w:pBdr>"
        if self.box:
            sides = ("top", "left", "bottom", "right")
            line = f'w:val="dashed" w:sz="6" w:space="4" w:color="{_hex(self.box)}"'
            return f"<w:pBdr>{''.join(f'<w:{side} {line}/>' for side in sides)}</w:pBdr>"
        return ""


def _styles() -> tuple[_Style, ...]:
    return (
        _Style("Normal", "Normal"),
        _Style("Title", "Title", 24, True, after=60, line=252, level=-1),
        _Style("Subtitle", "Subtitle", 11, ink="ink2", after=40),
        _Style("Heading1", "heading 1", 16, True, before=360, after=120, line=252, level=0),
        _Style("Heading2", "heading 2", 12.5, True, before=240, after=80, line=252, level=1),
        _Style(
            "WorryHeading",
            "Worry heading",
            11,
            True,
            "worryInk",
            160,
            60,
            252,
            level=1,
            based="Heading2",
            in_column=True,
        ),
        _Style(
            "WellHeading", "Well heading", 11, True, "wellInk", 160, 60, 252, level=1, based="Heading2", in_column=True
        ),
        _Style(
            "NextHeading", "Next heading", 11, True, "nextInk", 160, 60, 252, level=1, based="Heading2", in_column=True
        ),
        _Style("Statement", "Statement", 11, edge="lineStrong", indent=200),
        _Style("OwnWords", "Own words", 13, after=100, line=288),
        _Style("Different", "Different view", 11, before=60, box="lineStrong", indent=140),
        _Style("ToAsk", "To ask", 11, ink="askInk", before=80, after=160, box="askLine", fill="ask", indent=140),
        _Style("Small", "Small", 9.5, ink="ink2", after=100, line=259),
        _Style("Fill", "To write in", 11, ink="ink2", before=80, after=480),
        _Style("ListBullet", "List Bullet", 11, after=60, numbered=True),
        _Style("Cell", "Cell", 10, after=40, line=259),
        _Style(
            "CellStatement",
            "Cell statement",
            10,
            before=40,
            after=100,
            line=259,
            edge="lineStrong",
            fill="card",
            indent=160,
        ),
        _Style("CellWords", "Cell own words", 11.5, after=60, line=264),
        _Style(
            "CellDifferent", "Cell different view", 10, before=60, after=100, line=259, box="lineStrong", indent=100
        ),
        _Style("CellSmall", "Cell small", 9, ink="ink2", after=80, line=247),
        _Style("CellList", "Cell list", 10, after=40, line=259, numbered=True),
        _Style("CellHead", "Cell heading", 10, True, after=40, line=259),
        _Style("ColumnTitle", "Column title", 13, True, after=40, line=252),
        _Style("Footer", "footer", 8.5, ink="ink2", after=0, line=240),
    )


def _hex(role: str) -> str:
    return colour(role).removeprefix("#")


@cache
def empty_document() -> bytes:
    """The empty document as a file; the same bytes every time."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in _parts().items():
            file.writestr(zipfile.ZipInfo(name, _DATE), text)
    return held.getvalue()


def _parts() -> dict[str, str]:
    return {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations(("officeDocument", "word/document.xml")),
        "word/document.xml": _document(),
        "word/_rels/document.xml.rels": _relations(
            ("styles", "styles.xml"), ("settings", "settings.xml"), ("fontTable", "fontTable.xml"),
            ("numbering", "numbering.xml"),
        ),
        "word/styles.xml": _styles_part(),
        "word/settings.xml": _settings(),
        "word/fontTable.xml": _fonts(),
        "word/numbering.xml": _numbering(),
    }  # fmt: skip


def _content_types() -> str:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    parts = {"document": "document.main", "styles": "styles", "settings": "settings", "fontTable": "fontTable",
             "numbering": "numbering"}  # fmt: skip
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{kind}.{type_}+xml"/>' for name, type_ in parts.items()
    )
    return (
        f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relations(*targets: tuple[str, str]) -> str:
    lines = "".join(
        f'<Relationship Id="rId{number}" Type="{_R}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return (
        f'{_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{lines}</Relationships>"
    )


def _document() -> str:
    return (
        f'{_HEAD}<w:document xmlns:w="{W}" xmlns:r="{_R}"><w:body><w:sectPr>'
        f'<w:pgSz w:w="{A4[0]}" w:h="{A4[1]}"/>'
        f'<w:pgMar w:top="{MARGIN}" w:right="{MARGIN}" w:bottom="{MARGIN}" w:left="{MARGIN}" '
        'w:header="567" w:footer="567" w:gutter="0"/></w:sectPr></w:body></w:document>'
    )


def _styles_part() -> str:
    fonts = f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="Arial"/>'
    return (
        f'{_HEAD}<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr>{fonts}'
        '<w:sz w:val="22"/><w:szCs w:val="22"/><w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:widowControl/></w:pPr></w:pPrDefault></w:docDefaults>"
        f"{''.join(style.xml() for style in _styles())}"
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/></w:style>'
        '<w:style w:type="character" w:styleId="Quiet"><w:name w:val="Quiet"/>'
        f'<w:rPr><w:color w:val="{_hex("ink2")}"/></w:rPr></w:style>'
        f"{_table_styles()}</w:styles>"
    )


def _table_styles() -> str:
    cell = '<w:tblCellMar><w:top w:w="60" w:type="dxa"/><w:left w:w="100" w:type="dxa"/>' + (
        '<w:bottom w:w="60" w:type="dxa"/><w:right w:w="100" w:type="dxa"/></w:tblCellMar>'
    )
    rule = f'w:val="single" w:sz="4" w:space="0" w:color="{_hex("line")}"'
    under = f'w:val="single" w:sz="8" w:space="0" w:color="{_hex("lineStrong")}"'
    return (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        f"<w:tblPr>{cell}</w:tblPr></w:style>"
        '<w:style w:type="table" w:styleId="DeskTable"><w:name w:val="Desk table"/><w:basedOn w:val="TableNormal"/>'
        f"<w:tblPr><w:tblBorders><w:bottom {rule}/><w:insideH {rule}/></w:tblBorders>{cell}</w:tblPr>"
        '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/></w:rPr><w:tcPr>'
        f"<w:tcBorders><w:bottom {under}/></w:tcBorders>"
        f'<w:shd w:val="clear" w:color="auto" w:fill="{_hex("sunken")}"/></w:tcPr></w:tblStylePr>'
        '<w:tblStylePr w:type="firstCol"><w:rPr><w:b/><w:bCs/></w:rPr></w:tblStylePr></w:style>'
    )


def _settings() -> str:
    return (
        f'{_HEAD}<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/>'
        "<w:removePersonalInformation/><w:removeDateAndTime/>"
        '<w:defaultTabStop w:val="567"/><w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        '</w:compat><w:themeFontLang w:val="en-GB"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>'
        "</w:settings>"
    )


def _fonts() -> str:
    return (
        f'{_HEAD}<w:fonts xmlns:w="{W}"><w:font w:name="{FONT}"><w:altName w:val="{FALLBACK}"/>'
        '<w:panose1 w:val="020B0604030504040204"/><w:charset w:val="00"/><w:family w:val="swiss"/>'
        '<w:pitch w:val="variable"/></w:font></w:fonts>'
    )


def _numbering() -> str:
    return (
        f'{_HEAD}<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0">'
        '<w:multiLevelType w:val="hybridMultilevel"/>'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:pStyle w:val="ListBullet"/>'
        '<w:lvlText w:val="•"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="340" w:hanging="340"/></w:pPr></w:lvl>'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
