"""Fonts in a PDF: shaped letters with the text they stand for, embedded as small TrueType programs.

reportlab's own fonts are one glyph to the character, in subsets of 256. These are objects in its document all the same.

A *letter group* (HarfBuzz's cluster: a letter with its dots and vowel signs, a conjunct, a ligature) is one glyph of
the embedded font, with one code of its own. So the ToUnicode map is exact for every script, text copies out as it was
written, and nothing depends on the viewer's shaping.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from reportlab.pdfbase.pdfdoc import (
    BasicFonts,
    PDFArray,
    PDFDictionary,
    PDFDocument,
    PDFName,
    PDFStream,
    PDFString,
    PDFZCompress,
)

from models.drawing import Text
from models.typeset import FACES, Glyph, metrics, shape, subset_font
from models.typeset.fonts import hb_font

Parts = tuple[tuple[int, int, int], ...]
"""The glyphs of a group: (glyph id, x, y) from the group's origin, in font units."""


@dataclass(frozen=True, slots=True)
class Group:
    """A letter group as drawn: its glyphs, the text it stands for, its width in font units.

    ``shift``: how much further right than that it stands, for the line to say (see :data:`_KERN`).
    """

    parts: Parts
    text: str
    advance: int
    shift: int = 0


def letter_groups(text: str, glyphs: tuple[Glyph, ...], upem: int = 1000) -> Iterator[Group]:
    """The groups of a shaped run, in visual order. ``upem``: font units of an em."""
    step = max(1, round(_KERN * upem))
    starts = sorted({glyph.cluster for glyph in glyphs})
    words = {a: text[a:b] for a, b in pairwise([*starts, len(text)])}
    for cluster, members in groupby(glyphs, key=lambda glyph: glyph.cluster):
        parts, pen = [], 0
        for glyph in members:
            parts.append((glyph.gid, pen + glyph.dx, glyph.dy))
            pen += glyph.advance
        kerned = parts[0][1]
        shift = kerned - round(kerned / step) * step
        yield Group(tuple((gid, x - shift, y) for gid, x, y in parts), words[cluster], pen, shift)


_KERN = 0.04
"""Kerning moves right-to-left letters inside their groups. That is part of the glyph in steps of so many ems: said by
the line alone it would read as a space, and with a code for each distance one letter would have more codes than a
reader should meet. What is left is for the line.
"""
_MIRROR = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")
"""Brackets that right-to-left text turns round. A code stands for the sign as seen; readers turn it back."""


@dataclass(slots=True)
class EmbeddedFont:
    """The letter groups of one face that one document uses. Widths are thousandths of an em."""

    face: str
    resource: str
    codes: dict[tuple[Parts, str], int] = field(default_factory=dict)
    widths: dict[int, float] = field(default_factory=dict)

    def code(self, group: Group) -> int:
        """The code (CID) of a group; a lone glyph keeps its own width, kerning is the line's business."""
        key = (group.parts, group.text)
        found = self.codes.get(key)
        if found is None:
            found = self.codes[key] = len(self.codes) + 1
            self.widths[found] = self._advance(group) * 1000 / metrics(self.face).upem
        return found

    def _advance(self, group: Group) -> int:
        if _plain(group.parts):
            width: int = hb_font(self.face).get_glyph_h_advance(group.parts[0][0])
            return width
        return group.advance

    def addObjects(self, document: PDFDocument) -> None:
        """Write the font. reportlab calls this for its delayed fonts, when all pages are drawn."""
        face = FACES[self.face]
        program, gids = self._program()
        style = ("Bold" if face.bold else "") + ("Italic" if face.italic else "")
        digest = hashlib.md5(program, usedforsecurity=False).digest()
        tag = "".join(chr(65 + byte % 26) for byte in digest[:6])
        name = PDFName(f"{tag}+{face.family.replace(' ', '')}-{style or 'Regular'}")
        descendant = {
            "Type": PDFName("Font"),
            "Subtype": PDFName("CIDFontType2"),
            "BaseFont": name,
            "CIDSystemInfo": PDFDictionary(
                {"Registry": PDFString("Adobe"), "Ordering": PDFString("Identity"), "Supplement": 0}
            ),
            "FontDescriptor": document.Reference(self._descriptor(name, program)),
            "DW": 1000,
            "W": PDFArray([1, PDFArray([self.widths[code] for code in range(1, len(self.codes) + 1)])]),
            "CIDToGIDMap": _stream(b"".join(gid.to_bytes(2, "big") for gid in gids)),
        }
        font = {
            "Type": PDFName("Font"),
            "Subtype": PDFName("Type0"),
            "BaseFont": name,
            "Encoding": PDFName("Identity-H"),
            "DescendantFonts": PDFArray([document.Reference(PDFDictionary(descendant))]),
            "ToUnicode": _stream(self._to_unicode().encode("ascii")),
        }
        document.idToObject[BasicFonts][self.resource] = document.Reference(PDFDictionary(font))

    def _program(self) -> tuple[bytes, list[int]]:
        """The TrueType file, and the glyph of each code (0 is "no glyph")."""
        if all(_plain(parts) for parts, _text in self.codes):
            subset = subset_font(self.face, gids={parts[0][0] for parts, _text in self.codes})
            return subset.data, [0, *(subset.gids[parts[0][0]] for parts, _text in self.codes)]
        return self._composed(), list(range(len(self.codes) + 1))

    def _composed(self) -> bytes:
        """A TrueType file made of this document's letter groups, one glyph each, in the order of their codes."""
        from fontTools.fontBuilder import FontBuilder
        from fontTools.pens.transformPen import TransformPen
        from fontTools.pens.ttGlyphPen import TTGlyphPen

        font, measure = hb_font(self.face), metrics(self.face)
        names = [".notdef", *(f"g{code}" for code in self.codes.values())]
        groups: list[Parts] = [((0, 0, 0),), *(parts for parts, _text in self.codes)]
        outlines = {}
        for name, parts in zip(names, groups, strict=True):
            pen = TTGlyphPen(None)
            for gid, x, y in parts:
                font.draw_glyph_with_pen(gid, TransformPen(pen, (1, 0, 0, 1, x, y)))
            outlines[name] = pen.glyph()
        builder = FontBuilder(measure.upem, isTTF=True)
        # The moment of making has no place in the file.
        builder.font.recalcTimestamp = False
        builder.updateHead(created=0, modified=0)
        builder.setupGlyphOrder(names)
        builder.setupGlyf(outlines)
        widths = [600 * measure.upem / 1000, *(w * measure.upem / 1000 for w in self.widths.values())]
        left = builder.font["glyf"]
        builder.setupHorizontalMetrics(
            {name: (round(width), getattr(left[name], "xMin", 0)) for name, width in zip(names, widths, strict=True)}
        )
        builder.setupHorizontalHeader(ascent=measure.ascent, descent=measure.descent)
        builder.setupPost(keepGlyphNames=False)
        held = io.BytesIO()
        builder.save(held)
        return held.getvalue()

    def _descriptor(self, name: str, program: bytes) -> PDFDictionary:
        face, measure = FACES[self.face], metrics(self.face)
        per_mille = 1000 / measure.upem
        ascent, descent = measure.ascent * per_mille, measure.descent * per_mille
        file = _stream(program)
        file.dictionary["Length1"] = len(program)
        return PDFDictionary(
            {
                "Type": PDFName("FontDescriptor"),
                "FontName": name,
                "Flags": 4 + (64 if face.italic else 0),
                "FontBBox": PDFArray([-1000, descent, 3000, ascent]),
                "ItalicAngle": -12 if face.italic else 0,
                "Ascent": ascent,
                "Descent": descent,
                "CapHeight": 680,
                "StemV": 140 if face.bold else 80,
                "FontFile2": file,
            }
        )

    def _to_unicode(self) -> str:
        lines = [
            "/CIDInit /ProcSet findresource begin",
            "12 dict begin",
            "begincmap",
            "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def",
            "/CMapName /Adobe-Identity-UCS def",
            "/CMapType 2 def",
            "1 begincodespacerange",
            "<0000> <FFFF>",
            "endcodespacerange",
        ]
        pairs = [(code, text) for (_parts, text), code in self.codes.items()]
        for start in range(0, len(pairs), 100):
            part = pairs[start : start + 100]
            lines.append(f"{len(part)} beginbfchar")
            lines += [f"<{code:04X}> <{text.encode('utf-16-be').hex().upper()}>" for code, text in part]
            lines.append("endbfchar")
        lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
        return "\n".join(lines)


def _plain(parts: Parts) -> bool:
    return len(parts) == 1 and parts[0][1:] == (0, 0)


def _stream(data: bytes) -> PDFStream:
    return PDFStream(content=data, filters=[PDFZCompress])


def text_operators(item: Text, font: EmbeddedFont, page_height: float) -> str:
    """The operators that draw one run, BT to ET, marked with its language where that is not the document's."""
    per_mille = 1000 / metrics(item.face).upem
    shown: list[str] = []
    pen = place = 0.0
    seen = item.text.translate(_MIRROR) if item.rtl else item.text
    for group in letter_groups(seen, shape(item.text, item.face, item.rtl, item.lang), metrics(item.face).upem):
        stands = place + group.shift * per_mille
        if abs(pen - stands) > 0.4:
            shown.append(f"{pen - stands:.2f}")
            pen = stands
        code = font.code(group)
        shown.append(f"<{code:04X}>")
        pen += font.widths[code]
        place += group.advance * per_mille
    operators = (
        f"BT /{font.resource} {item.size:.3f} Tf 1 0 0 1 {item.x:.3f} {page_height - item.y:.3f} Tm "
        f"[{''.join(shown + _joiner(item, font))}] TJ ET"
    )
    return f"/Span <</Lang ({item.lang})>> BDC {operators} EMC" if item.lang else operators


def _joiner(item: Text, font: EmbeddedFont) -> list[str]:
    """The space a line break swallowed, for whoever copies the text. Right to left it would stand in the way."""
    if not item.joiner or item.rtl:
        return []
    return [f"<{font.code(group):04X}>" for group in letter_groups(item.joiner, shape(item.joiner, item.face))]
