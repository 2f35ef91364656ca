"""Tables on paper: real rows and cells with header scopes, whose rows may go on over a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from models.drawing import Line, Primitive, Structure, speak_lang
from models.drawings.flow import Align, Piece, Words, words
from models.drawings.look import Look
from models.typeset import Span, Style, is_rtl_text


@dataclass(frozen=True)
class TableRow(Piece):
    """Cells beside one another at their distances from the left; broken only where every cell can go on."""

    cells: tuple[tuple[float, Words | None], ...] = ()
    width: float = 0.0
    pad: float = 4.0
    line: str = ""
    """The colour of the line under the row, "" for none."""

    @property
    def height(self) -> float:
        return max((cell.height for _x, cell in self.cells if cell), default=0.0) + 2 * self.pad

    def split(self, room: float) -> tuple[Piece | None, Piece | None]:
        if self.height <= room + 0.01:
            return self, None
        heads: list[tuple[float, Words | None]] = []
        tails: list[tuple[float, Words | None]] = []
        for x, cell in self.cells:
            head, tail = cell.split(room - 2 * self.pad) if cell else (None, None)
            if cell and head is None:
                return None, self
            heads.append((x, head if isinstance(head, Words) else None))
            tails.append((x, tail if isinstance(tail, Words) else None))
        return replace(self, cells=tuple(heads), line=""), replace(self, cells=tuple(tails), gap=0.0)

    def place(self, x: float, y: float) -> list[Primitive]:
        placed = [item for left, cell in self.cells if cell for item in cell.place(x + left, y + self.pad)]
        if self.line:
            bottom = y + self.height
            placed.append(Line(x, bottom, x + self.width, bottom, self.line, 0.6))
        return placed


@dataclass(frozen=True)
class Grid(Piece):
    """A header and its rows; where it goes on over a page the header stands there again, for the eye only."""

    header: TableRow | None = None
    rows: tuple[TableRow, ...] = ()

    @property
    def height(self) -> float:
        return sum(row.height for row in self.all_rows())

    def all_rows(self) -> tuple[TableRow, ...]:
        """The header, if there is one, and the rows."""
        return (self.header, *self.rows) if self.header else self.rows

    def split(self, room: float) -> tuple[Piece | None, Piece | None]:
        if self.height <= room + 0.01 or self.header is None:
            return super().split(room)
        used, fits = self.header.height, 0
        while used + self.rows[fits].height <= room + 0.01:
            used += self.rows[fits].height
            fits += 1
        head, tail = self.rows[:fits], self.rows[fits:]
        if not head:
            part, rest = tail[0].split(room - used)
            if not isinstance(part, TableRow) or not isinstance(rest, TableRow):
                return None, self
            head, tail = (part,), (rest, *tail[1:])
        again = tuple((x, replace(cell, block=None) if cell else None) for x, cell in self.header.cells)
        return replace(self, rows=head), replace(self, gap=0.0, header=replace(self.header, cells=again), rows=tail)

    def place(self, x: float, y: float) -> list[Primitive]:
        placed: list[Primitive] = []
        for row in self.all_rows():
            placed += row.place(x, y)
            y += row.height
        return placed


@dataclass(frozen=True)
class Cell:
    """What stands in a cell. ``size`` 0 is the body's. ``disc``: a number before the first word."""

    text: str
    bold: bool = False
    colour: str = "ink"
    size: float = 0.0
    align: Align = "start"
    disc: str = ""


class TableSetter:
    """Sets one table: columns of given widths (points), a header row, rows led by a header of their own or not."""

    def __init__(self, structure: Structure, parent: int, look: Look, widths: Sequence[float]) -> None:
        self._structure, self._look, self._widths = structure, look, tuple(widths)
        self._table = structure.add("Table", parent)

    def header(self, titles: Sequence[str], *, colour: str = "ink", size: float = 0.0) -> TableRow:
        """The row that names the columns, small unless a ``size`` is given; "" leaves a column without a name."""
        row = self._structure.add("TR", self._table)
        cells = [Cell(title, bold=True, colour=colour, size=size or self._look.small.size) for title in titles]
        placed = tuple(
            (x, self._cell(cell, row, "TH" if cell.text else "TD", width, "Column" if cell.text else ""))
            for x, width, cell in self._columns(cells)
        )
        return TableRow(
            keep_next=True, cells=placed, width=sum(self._widths), pad=self._look.unit, line="lineStrong"
        )  # fmt: skip

    def row(self, cells: Sequence[Cell], *, is_headed: bool = True, gap: float = 0.0) -> TableRow:
        """A row; its first cell is its header unless told otherwise."""
        row = self._structure.add("TR", self._table)
        placed = tuple(
            (x, self._cell(cell, row, "TH" if is_headed and not index else "TD", width,
                           "Row" if is_headed and not index else ""))
            for index, (x, width, cell) in enumerate(self._columns(cells))
        )  # fmt: skip
        return TableRow(gap=gap, cells=placed, width=sum(self._widths), pad=1.6 * self._look.unit, line="line")

    def _columns(self, cells: Sequence[Cell]) -> list[tuple[float, float, Cell]]:
        lefts = [sum(self._widths[:index]) for index in range(len(self._widths))]
        return list(zip(lefts, self._widths, cells, strict=True))

    def _cell(
        self, cell: Cell, row: int, role: Literal["TH", "TD"], width: float, scope: Literal["", "Row", "Column"]
    ) -> Words:
        block = self._structure.add(role, row, scope=scope, lang=speak_lang(cell.text))
        size = cell.size or self._look.body.size
        # An empty cell still is one: a space (one that setting does not drop) keeps its place when read aloud.
        spans = [Span(cell.text.strip() or "\u00a0", Style(size, bold=cell.bold, colour=cell.colour))]
        inner = width - 3.0 * self._look.unit
        return words(spans, inner, size * 1.38, block, align=cell.align, rtl=is_rtl_text(cell.text), disc=cell.disc)
