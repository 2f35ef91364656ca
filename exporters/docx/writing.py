"""A report as a Word document (.docx, A4): its sections under real headings, lists, tables with header rows."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section as PageSection
from docx.shared import Emu, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from exporters.docx.packing import packed
from exporters.docx.pictures import scale_picture
from exporters.docx.template import A4, MARGIN, empty_document
from exporters.painters.theme import colour
from models.drawing import speak_lang
from models.reports.content import (
    Block,
    Column,
    Columns,
    Grid,
    Heading,
    Listing,
    Report,
    Run,
    ScalePicture,
    Section,
    Text,
)
from models.typeset import clean, is_rtl_text

_TWIP = 635
"""English metric units in a twentieth of a point."""

_STYLES = {
    "body": "Normal", "statement": "Statement", "quote": "OwnWords", "small": "Small",
    "different": "Different", "ask": "ToAsk", "fill": "Fill",
}  # fmt: skip
_IN_CELLS = {
    "body": "Cell", "statement": "CellStatement", "quote": "CellWords", "small": "CellSmall",
    "different": "CellDifferent", "ask": "ToAsk", "fill": "Fill",
}  # fmt: skip
_HUES = {"worries": "worry", "well": "well", "next": "next"}


@dataclass(frozen=True)
class DocxMeta:
    """What the file says of itself. ``date`` is given by the caller: the same input makes the same bytes."""

    title: str
    date: dt.date


def to_docx(report: Report, meta: DocxMeta) -> bytes:
    """The report as the bytes of a Word file. Nobody's name, machine or program stands in its properties."""
    document = docx.Document(io.BytesIO(empty_document()))
    _properties(document, report, meta)
    _Writer(document).write(report)
    held = io.BytesIO()
    document.save(held)
    return packed(held.getvalue())


def _properties(document: Document, report: Report, meta: DocxMeta) -> None:
    properties = document.core_properties
    day = dt.datetime.combine(meta.date, dt.time())
    properties.title = clean(meta.title)
    properties.language = report.lang
    properties.created = properties.modified = day
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.revision = 1


class _Writer:
    """Writes one report into an empty document."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._is_wide = False

    def write(self, report: Report) -> None:
        """Title, lines under it, sections, foot."""
        if report.sections[0].is_wide:
            self._lay(self._document.sections[0], is_wide=True)
        self._say("Title", (Run(report.title),))
        for line in report.lines:
            self._say("Subtitle", (Run(line),))
        for section in report.sections:
            self._section(section)
        self._foot(report.foot)

    @property
    def _width(self) -> int:
        """The width of the text, in twentieths of a point."""
        return (A4[1] if self._is_wide else A4[0]) - 2 * MARGIN

    def _say(self, style: str, runs: Sequence[Run]) -> Paragraph:
        return _say(_styled(self._document.add_paragraph(), style), runs)

    def _section(self, section: Section) -> None:
        if section.is_wide != self._is_wide:
            self._lay(self._document.add_section(WD_SECTION.NEW_PAGE), is_wide=section.is_wide)
        self._say("Heading1", (Run(section.title),))
        for block in section.blocks:
            self._block(block)

    def _lay(self, page: PageSection, *, is_wide: bool) -> None:
        """Lay pages on their side, or set them upright."""
        self._is_wide = is_wide
        page.orientation = WD_ORIENT.LANDSCAPE if is_wide else WD_ORIENT.PORTRAIT
        width, height = (A4[1], A4[0]) if is_wide else A4
        page.page_width, page.page_height = Emu(width * _TWIP), Emu(height * _TWIP)

    def _block(self, block: Block) -> None:
        if isinstance(block, Heading):
            self._say("Heading2", (Run(block.text),))
        elif isinstance(block, Text):
            self._say(_STYLES[block.kind], block.runs)
        elif isinstance(block, Listing):
            for item in block.items:
                self._say("ListBullet", item.runs)
        elif isinstance(block, Grid):
            self._grid(block)
        elif isinstance(block, ScalePicture):
            self._picture(block)
        else:
            self._columns(block)

    def _picture(self, picture: ScalePicture) -> None:
        width = self._width / 20
        data = scale_picture(picture.round, width)
        self._document.add_picture(io.BytesIO(data), width=Pt(width))
        drawn = self._document.inline_shapes[-1]._inline.docPr
        drawn.set("descr", clean(picture.words))
        drawn.set("name", f"Scale {drawn.id}")

    # ---- tables ---------------------------------------------------------------------------------------------------
    def _table(self, rows: int, widths: Sequence[int], about: str, *, first_column: bool) -> Table:
        table: Table = self._document.add_table(rows, len(widths), style="Desk table")
        table.autofit = False
        properties = table._tbl.tblPr
        look = properties.find(qn("w:tblLook"))
        if look is not None:
            properties.remove(look)
        properties.append(_element("w:tblLook", firstRow="1", firstColumn=str(int(first_column)), lastRow="0",
                                   lastColumn="0", noHBand="1", noVBand="1", val="0620"))  # fmt: skip
        properties.append(_element("w:tblDescription", val=clean(about)))
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Emu(width * _TWIP)
        for row in _cells(table):
            for cell, width in zip(row, widths, strict=True):
                cell.width = Emu(width * _TWIP)
        _repeat(table, 0)
        return table

    def _grid(self, grid: Grid) -> None:
        total = sum(grid.widths)
        widths = [round(self._width * width / total) for width in grid.widths]
        table = self._table(1 + len(grid.rows), widths, grid.about, first_column=True)
        for number, (cells, row) in enumerate(zip(_cells(table), (grid.headings, *grid.rows), strict=True)):
            for index, (cell, text) in enumerate(zip(cells, row, strict=True)):
                _say(_first(cell, "Cell" if number and index else "CellHead"), (Run(text),))
            _keep_whole(table, number)
        self._after_table()

    def _columns(self, block: Columns) -> None:
        count = len(block.columns)
        about = "What we are worried about, what is working well, and what needs to happen, beside one another."
        table = self._table(2, [self._width // count] * count, about, first_column=False)
        heads, bodies = _cells(table)
        for column, head, body in zip(block.columns, heads, bodies, strict=True):
            hue = _HUES[column.key]
            _shade(head, f"{hue}Tint2")
            _shade(body, f"{hue}Tint")
            _say(_first(head, "ColumnTitle"), (Run(column.title),))
            self._column(body, column)
        self._after_table()

    def _column(self, cell: _Cell, column: Column) -> None:
        style = f"{_HUES[column.key].capitalize()}Heading"
        first = True
        for part in column.parts:
            paragraph = _first(cell, style) if first else _styled(cell.add_paragraph(), style)
            _say(paragraph, (Run(part.title),))
            first = False
            for block in part.blocks:
                texts = block.items if isinstance(block, Listing) else (block,)
                for text in texts:
                    name = "CellList" if isinstance(block, Listing) else _IN_CELLS[text.kind]
                    _say(_styled(cell.add_paragraph(), name), text.runs)
        if first:
            _say(_first(cell, "Cell"), (Run(column.empty),))

    def _after_table(self) -> None:
        """Word joins tables that nothing stands between."""
        self._say("Small", ())

    # ---- the foot -------------------------------------------------------------------------------------------------
    def _foot(self, words: str) -> None:
        foot = self._document.sections[0].footer
        foot.is_linked_to_previous = False
        paragraph = _styled(foot.paragraphs[0], "Footer")
        _say(paragraph, (Run(f"{words} Page " if words else "Page "),))
        _field(paragraph, "PAGE")
        _say(paragraph, (Run(" of "),))
        _field(paragraph, "NUMPAGES")


# ---- paragraphs ---------------------------------------------------------------------------------------------------
def _styled(paragraph: Paragraph, style: str) -> Paragraph:
    """The paragraph with a style given by its id; python-docx looks names up slowly, one style after another."""
    paragraph._p.style = style
    return paragraph


def _say(paragraph: Paragraph, runs: Sequence[Run]) -> Paragraph:
    """Put words into a paragraph; what is written from right to left, or in another language, is marked as such."""
    whole = "".join(run.text for run in runs)
    if is_rtl_text(whole):
        paragraph._p.get_or_add_pPr().append(_element("w:bidi"))
    for run in runs:
        added = paragraph.add_run(clean(run.text))
        added._r.style = "Quiet" if run.quiet else None
        added.bold = True if run.bold else None
        language = speak_lang(run.text)
        if is_rtl_text(run.text):
            added.font.rtl = True
        if language:
            kind = "bidi" if is_rtl_text(run.text) else "val"
            added._r.get_or_add_rPr().append(_element("w:lang", **{kind: language}))
    return paragraph


def _first(cell: _Cell, style: str) -> Paragraph:
    """The paragraph that every cell begins with."""
    return _styled(cell.paragraphs[0], style)


def _cells(table: Table) -> list[list[_Cell]]:
    """Every row's cells; no cell of ours is joined with another."""
    return [[_Cell(cell, table) for cell in row.tc_lst] for row in table._tbl.tr_lst]


def _field(paragraph: Paragraph, code: str) -> None:
    """A number that Word works out itself."""
    run = paragraph.add_run()
    run._r.append(_element("w:fldChar", fldCharType="begin"))
    words = _element("w:instrText")
    words.text = f" {code} "
    run._r.append(words)
    run._r.append(_element("w:fldChar", fldCharType="separate"))
    shown = OxmlElement("w:t")
    shown.text = "1"
    run._r.append(shown)
    run._r.append(_element("w:fldChar", fldCharType="end"))


def _element(name: str, **values: str) -> Any:
    element = OxmlElement(name)
    for key, value in values.items():
        element.set(qn(f"w:{key}"), value)
    return element


def _shade(cell: _Cell, role: str) -> None:
    shade = _element("w:shd", val="clear", color="auto", fill=colour(role).removeprefix("#"))
    cell._tc.get_or_add_tcPr().append(shade)


def _repeat(table: Table, row: int) -> None:
    """A row that stands at the head of every page the table goes on over."""
    table._tbl.tr_lst[row].get_or_add_trPr().append(_element("w:tblHeader"))


def _keep_whole(table: Table, row: int) -> None:
    table._tbl.tr_lst[row].get_or_add_trPr().insert(0, _element("w:cantSplit"))
