"""A report on paper: the same blocks as in its Word file, on upright A4; the three columns as a page of the map."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from models.drawing import Line, speak_lang
from models.drawings.flow import Art, Box, Item, Piece, Words, words
from models.drawings.look import Copy, Type, look
from models.drawings.map_sheet import map_sheet
from models.drawings.pages import WIDTH, Part, Sheet, Together
from models.drawings.scale_chart import spread_chart
from models.drawings.tables import Cell, TableSetter
from models.reports.content import (
    Block,
    Columns,
    Grid,
    Heading,
    Listing,
    Report,
    ScalePicture,
    Section,
    Text,
)
from models.typeset import Span, Style, is_rtl_text
from models.views import MapView

_BODY = 10.2
_LINES = 3
"""How many lines there are to write an answer on."""
_BOXES = {
    "statement": ("sunken", "", "ink"),
    "different": ("", "lineStrong", "ink"),
    "ask": ("ask", "askLine", "askInk"),
}
"""Kinds of text in a box: what it is filled with, its dashed line, its ink."""


def report_sheet(report: Report, view: MapView, copy: Copy) -> Part:
    """The pages of a report. ``view`` is the map it was made of: its columns are drawn as the map is."""
    parts: list[Part] = []
    waiting: list[Section] = []
    for section in report.sections:
        columns = next((block for block in section.blocks if isinstance(block, Columns)), None)
        if columns is None:
            waiting.append(section)
            continue
        parts += _upright(report, waiting, copy, is_first=not parts)
        parts.append(map_sheet(_only(view, columns), "A4", copy, drafts=True))
        waiting = []
    return Together(report.title, [*parts, *_upright(report, waiting, copy, is_first=not parts)])


def _upright(report: Report, sections: Sequence[Section], copy: Copy, *, is_first: bool) -> list[Part]:
    """Sections that follow one another on upright pages; the first pages carry the report's title."""
    if not sections:
        return []
    sheet = Sheet(report.title, look(_BODY), copy)
    if is_first:
        sheet.head(report.lines)
    for section in sections:
        for number, pieces in enumerate(_Setter(sheet).section(section)):
            sheet.section(pieces, gap=4.0 if number else 9.0)
    return [sheet]


def _only(view: MapView, columns: Columns) -> MapView:
    """The map with the parts that the report brings."""
    kept = {part.key for column in columns.columns for part in column.parts}
    return replace(
        view,
        columns=tuple(
            replace(c, parts=tuple(p if p.key in kept else replace(p, cards=()) for p in c.parts)) for c in view.columns
        ),
    )


class _Setter:
    """Sets sections as pieces."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet, self._look = sheet, sheet.look
        self._structure = sheet.structure
        self._parent = sheet.structure.add("Sect")

    def section(self, section: Section) -> Iterable[list[Piece]]:
        """One section of the report, as a stack of pieces for each of its headings."""
        pieces: list[Piece] = [self._sheet.heading(self._parent, section.title)]
        for index, block in enumerate(section.blocks):
            if isinstance(block, Heading) and index:
                yield pieces
                pieces = []
            pieces += self._block(block)
        yield pieces

    def _block(self, block: Block) -> list[Piece]:
        if isinstance(block, Heading):
            return [self._heading(block.text)]
        if isinstance(block, Text):
            return [self._lines() if block.kind == "fill" else self._text(block)]
        if isinstance(block, Listing):
            return self._listing(block)
        if isinstance(block, Grid):
            return self._grid(block)
        if isinstance(block, ScalePicture):
            figure = self._structure.add("Figure", self._parent, alt=block.words)
            chart = spread_chart(block.round, WIDTH, size=9.4, block=figure)
            return [Art(gap=2.0 * self._look.unit, items=chart.items, tall=chart.height)]
        raise TypeError(type(block).__name__)

    def _heading(self, text: str) -> Words:
        block = self._structure.add("H3", self._parent, lang=speak_lang(text))
        type_ = self._look.part
        span = Span(text, Style(type_.size, bold=True))
        return words([span], WIDTH, type_.line, block, gap=3.0 * self._look.unit, keep_next=True)

    def _lines(self) -> Art:
        """Lines to write on by hand."""
        apart = self._look.body.line * 1.7
        lines = tuple(Line(0.0, apart * (n + 1), WIDTH, apart * (n + 1), "lineStrong", 0.5) for n in range(_LINES))
        return Art(gap=self._look.unit, items=lines, tall=apart * _LINES)

    # ---- words ----------------------------------------------------------------------------------------------------
    def _text(self, text: Text) -> Piece:
        unit = self._look.unit
        edge = _BOXES.get(text.kind)
        if edge is None:
            return self._words(text, WIDTH, gap=(0.5 if text.kind == "small" else 1.8) * unit)
        fill, line, ink = edge
        pad = 3.0 * unit
        body = self._words(text, WIDTH - 2 * pad, ink=ink)
        return Box(
            gap=2.0 * unit, children=(body,), width=WIDTH, pad_x=pad, pad_y=1.8 * unit, fill=fill, stroke=line,
            dash=(2.5, 2.0), radius=2.0 * unit,
        )  # fmt: skip

    def _words(
        self, text: Text, width: float, *, gap: float = 0.0, ink: str = "ink", block: int | None = None
    ) -> Words:
        type_: Type = {"quote": self._look.words, "small": self._look.small}.get(text.kind, self._look.body)
        if block is None:
            block = self._structure.add("P", self._parent, lang=speak_lang(text.text))
        style = Style(type_.size, colour=ink)
        spans = [
            Span(run.text, style.but(bold=run.bold, colour="ink2" if run.quiet else ink), speak_lang(run.text))
            for run in text.runs if run.text
        ] or [Span(" ", style)]  # fmt: skip
        return words(spans, width, type_.line, block, gap=gap, rtl=is_rtl_text(text.text))

    def _listing(self, listing: Listing) -> list[Piece]:
        held = self._structure.add("L", self._parent)
        indent = self._look.body.size * 1.4
        pieces: list[Piece] = []
        for text in listing.items:
            item = self._structure.add("LI", held)
            block = self._structure.add("LBody", item, lang=speak_lang(text.text))
            body = self._words(text, WIDTH - indent, block=block)
            size = self._look.body.size
            pieces.append(
                Item(gap=1.2 * self._look.unit, body=body, symbol="dot-outline", symbol_size=size, indent=indent)
            )
        return pieces

    def _grid(self, grid: Grid) -> list[Piece]:
        total = sum(grid.widths)
        table = TableSetter(
            self._structure, self._parent, self._look, [WIDTH * width / total for width in grid.widths]
        )  # fmt: skip
        return [table.header(grid.headings), *(table.row(_cells(row)) for row in grid.rows)]


def _cells(row: Sequence[str]) -> list[Cell]:
    first, *rest = row
    return [Cell(first, bold=True), *(Cell(text) for text in rest)]
