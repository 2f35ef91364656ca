"""A page opened up where something is held back, so that a bar can stand there in the preview.

What stands below a place moves down: in a column only that column, else everything. Plain geometry, without Qt.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from models.drawing import Block, Line, Page, Path, Primitive, Rect, Symbol, Text, flat, moved

_TALL = 0.34
"""Lines and boxes taller than this share of a page are grown where it is opened; smaller ones are not cut through."""
_NEAR = 0.6


@dataclass(frozen=True)
class Box:
    """Where something stands."""

    x1: float
    y1: float
    x2: float
    y2: float

    @property
    def middle(self) -> float:
        """Its middle across."""
        return (self.x1 + self.x2) / 2

    def holds(self, other: Box) -> bool:
        """Whether another is within it."""
        return (
            self.x1 - 1 <= other.x1 and other.x2 <= self.x2 + 1 and self.y1 - 1 <= other.y1 and other.y2 <= self.y2 + 1
        )


@dataclass(frozen=True)
class Bar:
    """Where a bar stands on an opened page, and how many things it stands for."""

    x: float
    y: float
    width: float
    count: int


@dataclass(frozen=True)
class _Cut:
    """A place to open: below ``y``, as wide as ``column``; ``x1`` and ``x2`` are the bar's ends."""

    column: Box
    y: float
    x1: float
    x2: float


def opened(
    page: Page, gaps: Mapping[int, int], high: float, blocks: Sequence[Block] = ()
) -> tuple[Page, tuple[Bar, ...]]:
    """The page with room of *high* below each block of *gaps* (block → how many things), and the bars there.

    *blocks*: the structure of the document, so that no row of a table is cut through.
    """
    if not gaps:
        return page, ()
    placed = [(item, box_of(item)) for item in page.items]
    whole = Box(0, 0, page.width, page.height)
    pieces = _pieces(placed, whole, blocks)
    counts: dict[_Cut, int] = {}
    for block, count in gaps.items():
        anchor = pieces.get(_kept_whole(block, blocks))
        if anchor is not None:
            cut = _cut(placed, pieces.values(), anchor, whole)
            counts[cut] = counts.get(cut, 0) + count
    cuts = sorted(counts, key=lambda cut: cut.y)
    opening = _Opening(whole, cuts, high)
    items = tuple(opening.shifted(item, box) for item, box in placed)
    bars = tuple(Bar(cut.x1, opening.top_of(cut), cut.x2 - cut.x1, counts[cut]) for cut in cuts)
    return Page(page.width, page.height + opening.growth, items), bars


def box_of(item: Primitive) -> Box:
    """Where a primitive stands."""
    if isinstance(item, Line):
        return Box(min(item.x1, item.x2), min(item.y1, item.y2), max(item.x1, item.x2), max(item.y1, item.y2))
    if isinstance(item, Text):
        return Box(item.x, item.y - item.size * 0.8, item.x + item.width, item.y + item.size * 0.25)
    if isinstance(item, Symbol):
        return Box(item.x, item.y, item.x + item.size, item.y + item.size)
    if isinstance(item, Path):
        across = [value for _, values in item.segments for value in values[::2]] or [0.0]
        down = [value for _, values in item.segments for value in values[1::2]] or [0.0]
        return Box(min(across), min(down), max(across), max(down))
    return Box(item.x, item.y, item.x + item.width, item.y + item.height)


def _around(boxes: Iterable[Box]) -> Box:
    found = list(boxes)
    return Box(min(b.x1 for b in found), min(b.y1 for b in found), max(b.x2 for b in found), max(b.y2 for b in found))


def _grows(item: Primitive, box: Box, whole: Box) -> bool:
    """Whether a primitive is a ground or a long line, which is made longer where the page is opened."""
    return isinstance(item, Rect | Line) and box.y2 - box.y1 > _TALL * whole.y2


def _kept_whole(block: int, blocks: Sequence[Block]) -> int:
    """The block that must not be cut through with a block: the row of a table it is in, the line of a list."""
    above: int | None = block
    while above is not None and above < len(blocks):
        if blocks[above].role in ("TR", "LI", "Figure"):
            return above
        above = blocks[above].parent
    return block


def _pieces(placed: list[tuple[Primitive, Box]], whole: Box, blocks: Sequence[Block]) -> dict[int, Box]:
    """Where each paragraph, row and picture stands, all its parts together; other primitives by themselves (< 0)."""
    boxes: dict[int, list[Box]] = {}
    for number, (item, box) in enumerate(placed):
        inside = {part.block for part in flat([item])} - {None}
        if inside:
            for block in inside:
                boxes.setdefault(_kept_whole(block or 0, blocks), []).append(box)
        elif not _grows(item, box, whole):
            boxes[-1 - number] = [box]
    return {block: _around(found) for block, found in boxes.items()}


def _cut(placed: list[tuple[Primitive, Box]], pieces: Iterable[Box], anchor: Box, whole: Box) -> _Cut:
    """Below which line to open for what follows an anchor: nothing that stands there is cut through."""
    grounds = [box for item, box in placed if _grows(item, box, whole) and isinstance(item, Rect) and box.holds(anchor)]
    narrow = [box for box in grounds if box.x2 - box.x1 < _NEAR * whole.x2]
    column = min(narrow, key=lambda box: box.x2 - box.x1) if narrow else whole
    here = [box for box in pieces if column.x1 <= box.middle <= column.x2]
    y = anchor.y2
    while (below := max((box.y2 for box in here if box.y1 < y - 0.5 and box.y2 > y + 0.5), default=y)) > y:
        y = below
    if column is not whole:
        pad = max(4.0, min(anchor.x1 - column.x1, 14.0))
        return _Cut(column, y, column.x1 + pad, column.x2 - pad)
    inner = _around([box for box in here if box.x2 - box.x1 < 0.96 * whole.x2] or [anchor])
    return _Cut(column, y, max(0.0, inner.x1), min(whole.x2, inner.x2))


class _Opening:
    """How far everything moves."""

    def __init__(self, whole: Box, cuts: list[_Cut], high: float) -> None:
        self._whole, self._cuts, self._high = whole, cuts, high
        self._columns = {cut.column for cut in cuts if cut.column is not whole}
        each = [sum(cut.column == column for cut in cuts) for column in self._columns]
        self._most = max(each, default=0) * high
        self._foot = max((column.y2 for column in self._columns), default=0.0)
        self.growth = self._most + high * sum(cut.column is whole for cut in cuts)

    def top_of(self, cut: _Cut) -> float:
        """Where the room below a cut begins on the opened page."""
        return cut.y + self._above(cut.column.middle, cut.y - 0.6)

    def shifted(self, item: Primitive, box: Box) -> Primitive:
        """A primitive where it stands on the opened page."""
        down = self._above(box.middle, box.y1)
        if _grows(item, box, self._whole):
            longer = self._above(box.middle, box.y2) - down
            if self._columns and box.y2 - 1 <= self._foot and any(abs(box.y2 - c.y2) < 2 for c in self._columns):
                longer = self._most + self._wide(box.y2) - self._wide(box.y1)
            item = _longer(item, longer)
        return moved(item, 0, down) if down else item

    def _wide(self, y: float) -> float:
        return self._high * sum(cut.y <= y + 0.5 for cut in self._cuts if cut.column is self._whole)

    def _above(self, x: float, y: float) -> float:
        """How far what stands at a place moves down: by every bar above it, in its column or as wide as the page."""
        if self._columns and y >= self._foot - 1:
            return self._wide(y) + self._most
        inside = sum(
            cut.y <= y + 0.5 and cut.column.x1 <= x <= cut.column.x2
            for cut in self._cuts if cut.column is not self._whole
        )  # fmt: skip
        return self._wide(y) + self._high * inside


def _longer(item: Primitive, by: float) -> Primitive:
    if isinstance(item, Rect):
        return replace(item, height=item.height + by)
    if isinstance(item, Line):
        return replace(item, y1=item.y1 + by) if item.y1 > item.y2 else replace(item, y2=item.y2 + by)
    return item
