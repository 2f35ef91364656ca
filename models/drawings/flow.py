"""Text that flows: pieces with a height, stacked in columns, broken over pages where they may be.

A piece can be placed at (x, y), or split at a height: into what still fits and what goes on. Pieces of one paragraph
share its block, so the structure stays whole however the pages fall. Lengths are points, y down.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from models.drawing import Primitive, Rect, Symbol, baseline_in, moved, place_line, place_text
from models.typeset import Line, Paragraph, Span, Style, set_paragraph

Align = Literal["start", "left", "centre", "right"]


@dataclass(frozen=True)
class Piece:
    """Something with a height. ``gap`` is the space above it, unless it is the first of its column or box.

    ``keep_next``: never the last on a page (headings).
    """

    gap: float = 0.0
    keep_next: bool = False

    @property
    def height(self) -> float:
        """How high it is, without the gap."""
        return 0.0

    def split(self, room: float) -> tuple[Piece | None, Piece | None]:
        """(what fits in *room*, the rest). (None, self) when it cannot be broken there."""
        return (self, None) if self.height <= room + 0.01 else (None, self)

    def place(self, x: float, y: float) -> list[Primitive]:
        """Its primitives with its top left corner at (x, y)."""
        return []


@dataclass(frozen=True)
class Words(Piece):
    """A paragraph. ``disc`` is a number in a black disc before the first word (the paragraph is indented for it)."""

    lines: tuple[Line, ...] = ()
    rtl: bool = False
    width: float = 0.0
    line_height: float = 14.0
    size: float = 10.0
    block: int | None = None
    align: Align = "start"
    disc: str = ""

    @property
    def height(self) -> float:
        return sum(self.line_height * line.leading for line in self.lines)

    def split(self, room: float) -> tuple[Piece | None, Piece | None]:
        if self.height <= room + 0.01:
            return self, None
        used, fits = 0.0, 0
        for line in self.lines:
            used += self.line_height * line.leading
            if used > room + 0.01:
                break
            fits += 1
        # No line of a paragraph stands alone at the top or the bottom of a page.
        fits = min(fits, len(self.lines) - 2)
        if fits < 2:
            return None, self
        return replace(self, lines=self.lines[:fits]), replace(self, lines=self.lines[fits:], gap=0.0, disc="")

    def place(self, x: float, y: float) -> list[Primitive]:
        placed: list[Primitive] = []
        for index, line in enumerate(self.lines):
            height = self.line_height * line.leading
            baseline = y + baseline_in(self.size, height)
            left = x + self._shift(line, bool(index == 0 and self.disc))
            if index == 0 and self.disc:
                placed += self._disc(x, baseline)
            placed += place_line(line.runs, left, baseline, self.block)
            y += height
        return placed

    def _shift(self, line: Line, indented: bool) -> float:
        if self.align == "centre":
            return (self.width - line.width) / 2
        if self.align == "right" or (self.align == "start" and self.rtl):
            return self.width - line.width - (disc_indent(self.size) if indented else 0.0)
        return 0.0

    def _disc(self, x: float, baseline: float) -> list[Primitive]:
        left = x + self.width - disc_size(self.size) if self.rtl else x
        return number_disc(self.disc, left, baseline, self.size, self.block)


def disc_size(size: float) -> float:
    """The diameter of a number disc beside text of *size*."""
    return size * 1.3


def disc_indent(size: float) -> float:
    """How far text starts after a number disc's left edge."""
    return disc_size(size) + size * 0.4


def number_disc(label: str, x: float, baseline: float, size: float, block: int | None) -> list[Primitive]:
    """A black disc with a number in it, centred on the small letters of a line."""
    diameter = disc_size(size)
    top = baseline - size * 0.34 - diameter / 2
    style = Style(size * 0.86, bold=True, colour="paper")
    text = place_text(label, style, x + diameter / 2, baseline - size * 0.05, block, "centre")
    # The space keeps the number apart from the first word when copied or read aloud.
    spoken = [*text[:-1], replace(text[-1], joiner=" ")]
    return [Rect(x, top, diameter, diameter, fill="ink", radius=diameter / 2), *spoken]


def words(
    spans: Sequence[Span],
    width: float,
    line_height: float,
    block: int | None,
    *,
    gap: float = 0.0,
    keep_next: bool = False,
    align: Align = "start",
    disc: str = "",
    rtl: bool | None = None,
) -> Words:
    """Set *spans* as a paragraph of *width*; *rtl* None takes the direction of the first letter."""
    size = spans[0].style.size
    paragraph: Paragraph = set_paragraph(spans, width, rtl=rtl, indent=disc_indent(size) if disc else 0.0)
    if disc and paragraph.rtl:
        # The disc stands at the right: the first line starts at the left edge again.
        first = paragraph.lines[0]
        back = disc_indent(size)
        runs = tuple(replace(run, x=run.x - back) for run in first.runs)
        paragraph = replace(
            paragraph, lines=(replace(first, runs=runs, width=first.width - back), *paragraph.lines[1:])
        )
    return Words(gap, keep_next, paragraph.lines, paragraph.rtl, width, line_height, size, block, align, disc)


@dataclass(frozen=True)
class Stack(Piece):
    """Pieces below one another. ``whole``: goes to the next page rather than be broken, if it fits there at all."""

    children: tuple[Piece, ...] = ()
    whole: bool = False

    @property
    def height(self) -> float:
        return stacked_height(self.children)

    def split(self, room: float) -> tuple[Piece | None, Piece | None]:
        if self.height <= room + 0.01:
            return self, None
        head, tail = split_stack(self.children, room)
        if not head:
            return None, self
        return replace(self, children=head), replace(self, children=tail, gap=0.0)

    def place(self, x: float, y: float) -> list[Primitive]:
        return place_stack(self.children, x, y)


@dataclass(frozen=True)
class Box(Piece):
    """Pieces in a rounded box: a white card, or a dashed one for a different view. ``whole`` as in a stack."""

    children: tuple[Piece, ...] = ()
    width: float = 0.0
    pad_x: float = 10.0
    pad_y: float = 8.0
    fill: str = ""
    stroke: str = ""
    dash: tuple[float, ...] = ()
    radius: float = 8.0
    symbol: str = ""
    symbol_size: float = 0.0
    symbol_colour: str = "ink2"
    rtl: bool = False
    whole: bool = False

    @property
    def height(self) -> float:
        return stacked_height(self.children) + 2 * self.pad_y

    def split(self, room: float) -> tuple[Piece | None, Piece | None]:
        if self.height <= room + 0.01:
            return self, None
        head, tail = split_stack(self.children, room - 2 * self.pad_y)
        if not head:
            return None, self
        return replace(self, children=head), replace(self, children=tail, gap=0.0, symbol="")

    def place(self, x: float, y: float) -> list[Primitive]:
        placed: list[Primitive] = [
            Rect(x, y, self.width, self.height, self.fill, self.stroke, self.radius, 0.8, self.dash)
        ]
        left = x + self.pad_x
        if self.symbol:
            at = x + self.width - self.pad_x - self.symbol_size if self.rtl else left
            placed.append(Symbol(at, y + self.pad_y, self.symbol_size, self.symbol, self.symbol_colour))
        if self.symbol_size and not self.rtl:
            left += self.symbol_size * 1.45
        return placed + place_stack(self.children, left, y + self.pad_y)


@dataclass(frozen=True)
class Item(Piece):
    """A list item: an icon, and words beside it (the icon to the right of right-to-left words)."""

    body: Words | None = None
    symbol: str = ""
    symbol_size: float = 11.0
    symbol_colour: str = "ink"
    indent: float = 18.0
    label: int | None = None
    """The block the icon belongs to (a list label with a spoken text), None for decoration."""

    @property
    def height(self) -> float:
        return self.body.height if self.body else 0.0

    def split(self, room: float) -> tuple[Piece | None, Piece | None]:
        if self.body is None or self.height <= room + 0.01:
            return self, None
        head, tail = self.body.split(room)
        if not isinstance(head, Words) or not isinstance(tail, Words):
            return None, self
        return replace(self, body=head), replace(self, body=tail, gap=0.0, symbol="")

    def place(self, x: float, y: float) -> list[Primitive]:
        if self.body is None:
            return []
        placed: list[Primitive] = []
        if self.symbol:
            middle = y + self.body.line_height / 2
            left = x + self.body.width + self.indent - self.symbol_size if self.body.rtl else x
            placed.append(
                Symbol(
                    left, middle - self.symbol_size / 2, self.symbol_size, self.symbol, self.symbol_colour, self.label
                )
            )
        return placed + self.body.place(x if self.body.rtl else x + self.indent, y)


@dataclass(frozen=True)
class Art(Piece):
    """Fixed primitives of a given height, drawn from (0, 0); never broken."""

    items: tuple[Primitive, ...] = ()
    tall: float = 0.0

    @property
    def height(self) -> float:
        return self.tall

    def place(self, x: float, y: float) -> list[Primitive]:
        return [moved(item, x, y) for item in self.items]


@dataclass(frozen=True)
class Row(Piece):
    """Pieces beside one another, each at its own distance from the left; as high as the highest, never broken."""

    cells: tuple[tuple[float, Piece], ...] = ()

    @property
    def height(self) -> float:
        return max((piece.height for _x, piece in self.cells), default=0.0)

    def place(self, x: float, y: float) -> list[Primitive]:
        return [item for left, piece in self.cells for item in piece.place(x + left, y)]


def stacked_height(pieces: Sequence[Piece]) -> float:
    """The height of pieces below one another, with the gaps between them."""
    return sum(piece.height + (piece.gap if index else 0.0) for index, piece in enumerate(pieces))


def place_stack(pieces: Sequence[Piece], x: float, y: float) -> list[Primitive]:
    """The primitives of pieces below one another, the first at (x, y)."""
    placed: list[Primitive] = []
    for index, piece in enumerate(pieces):
        y += piece.gap if index else 0.0
        placed += piece.place(x, y)
        y += piece.height
    return placed


def split_stack(pieces: Sequence[Piece], room: float) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """(the pieces that fit in *room*, those that go on); headings go on together with what follows them."""
    head: list[Piece] = []
    used = 0.0
    for index, piece in enumerate(pieces):
        gap = piece.gap if head else 0.0
        if used + gap + piece.height <= room + 0.01:
            head.append(piece)
            used += gap + piece.height
            continue
        part, rest = (None, piece) if _is_whole(piece) else piece.split(room - used - gap)
        tail = [*([rest] if rest else []), *pieces[index + 1 :]]
        if part:
            head.append(part)
        else:
            while head and head[-1].keep_next:
                tail.insert(0, head.pop())
        return tuple(head), tuple(tail)
    return tuple(head), ()


def _is_whole(piece: Piece) -> bool:
    return isinstance(piece, Stack | Box) and piece.whole


def fill_pages(pieces: Sequence[Piece], room: Callable[[int], float]) -> list[tuple[Piece, ...]]:
    """Fill pages of the given room (by page number, from 0) with the pieces, in order; nothing is left out."""
    pages: list[tuple[Piece, ...]] = []
    rest = tuple(pieces)
    while rest:
        height = room(len(pages))
        head, tail = split_stack(rest, height)
        if not head:
            head, tail = _forced(rest, height)
        pages.append(head)
        rest = tail
    return pages


def _forced(rest: tuple[Piece, ...], room: float) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """A page that nothing fits on in one go: break what is otherwise kept whole, else let the first piece stand."""
    count = next((index for index, piece in enumerate(rest) if not piece.keep_next), len(rest) - 1)
    before, piece = rest[:count], rest[count]
    part, tail = piece.split(room - stacked_height(before) - piece.gap)
    if part and tail:
        return (*before, part), (tail, *rest[count + 1 :])
    stop = max(count, 1)
    return rest[:stop], rest[stop:]
