"""What a genogram is drawn as: pieces that a canvas can pick up one by one and a page can print in order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from models.drawing import Line, Path, Primitive, Rect, Text, moved
from models.typeset import Style

Box = tuple[float, float, float, float]
"""Left, top, width, height in points."""

Point = tuple[float, float]
Kind = Literal["home", "line", "tie", "person", "union_label", "home_label"]

UNIT = 72.0
"""Points for one unit of the layout (a symbol with its label) on paper; 96 pixels on a screen at 100 %."""


@dataclass(frozen=True, slots=True)
class Options:
    """What to show.

    ``size``: points for one unit of the layout (a symbol with its label; people stand 1.2 units apart). ``names`` off
    leaves initials only: no home names, no words that might name somebody. ``tie_kinds``: only ties of these kinds;
    None for all. ``ground``: the colour role of what the figure is painted on.
    """

    ties: bool = True
    homes: bool = True
    names: bool = True
    tie_kinds: frozenset[str] | None = None
    ages: bool = True
    years: bool = True
    size: float = UNIT
    ground: str = "canvas"


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of the picture that stands for one thing of the case.

    ``id`` is that of the person, union, child link (kind "line"), tie or home. ``items`` are in points from the
    figure's top left corner. ``anchor``: a symbol's centre, or where a line can be taken hold of. ``words`` say it in a
    plain sentence. ``ends``: the people (for a child's line the union and the child) it runs between. ``path``: the
    middle of a line as points, for picking it and for its focus ring.
    """

    kind: Kind
    id: str
    items: tuple[Primitive, ...]
    bounds: Box
    words: str
    anchor: Point
    ends: tuple[str, ...] = ()
    path: tuple[Point, ...] = ()


@dataclass(frozen=True)
class Figure:
    """The whole picture, ``pieces`` in painting order. ``origin`` is where the layout's (0, 0) lies, ``unit`` its unit.

    ``used``: keys of the symbols and lines in it, for the legend ("gender:female", "tie:close", "union:married").
    """

    pieces: tuple[Piece, ...]
    width: float
    height: float
    used: tuple[str, ...]
    origin: Point
    unit: float

    @property
    def items(self) -> tuple[Primitive, ...]:
        """All primitives in painting order."""
        return tuple(item for piece in self.pieces for item in piece.items)


@dataclass(frozen=True, slots=True)
class Scale:
    """Lengths of a figure: everything grows with the unit."""

    unit: float

    @property
    def stroke(self) -> float:
        """The width of a symbol's outline and of a family line."""
        return self.unit * 0.0208

    @property
    def thin(self) -> float:
        """The width of a tie."""
        return self.unit * 0.0168

    @property
    def name(self) -> Style:
        """A name."""
        return Style(round(self.unit * 0.151, 2), bold=True)

    @property
    def words(self) -> Style:
        """What stands below a name, and dates on lines."""
        return Style(round(self.unit * 0.13, 2), colour="ink2")

    @property
    def small(self) -> Style:
        """Years beside a symbol."""
        return Style(round(self.unit * 0.117, 2), colour="ink2")

    @property
    def age(self) -> Style:
        """What stands in a symbol."""
        return Style(round(self.unit * 0.16, 2))

    def dash(self, dash: tuple[float, ...]) -> tuple[float, ...]:
        """A preset's dash at this size."""
        return tuple(part * self.unit / UNIT for part in dash)


def box_of(items: Iterable[Primitive]) -> Box:
    """The box round primitives, strokes not counted."""
    left, top, right, bottom = 1e9, 1e9, -1e9, -1e9
    for item in items:
        if isinstance(item, Text):
            x1, y1, x2, y2 = item.x, item.y - item.size * 0.78, item.x + item.width, item.y + item.size * 0.25
        elif isinstance(item, Line):
            x1, x2 = sorted((item.x1, item.x2))
            y1, y2 = sorted((item.y1, item.y2))
        elif isinstance(item, Path):
            xs = [value for _, values in item.segments for value in values[::2]]
            ys = [value for _, values in item.segments for value in values[1::2]]
            x1, x2, y1, y2 = min(xs), max(xs), min(ys), max(ys)
        elif isinstance(item, Rect):
            x1, y1, x2, y2 = item.x, item.y, item.x + item.width, item.y + item.height
        else:
            continue
        left, top, right, bottom = min(left, x1), min(top, y1), max(right, x2), max(bottom, y2)
    return (left, top, right - left, bottom - top) if right >= left else (0.0, 0.0, 0.0, 0.0)


def overlap(one: Box, other: Box) -> float:
    """The area two boxes share."""
    width = min(one[0] + one[2], other[0] + other[2]) - max(one[0], other[0])
    height = min(one[1] + one[3], other[1] + other[3]) - max(one[1], other[1])
    return width * height if width > 0 and height > 0 else 0.0


def shifted(piece: Piece, dx: float, dy: float) -> Piece:
    """The same piece, *dx* to the right and *dy* down."""
    x, y, width, height = piece.bounds
    return replace(
        piece,
        items=tuple(moved(item, dx, dy) for item in piece.items),
        bounds=(x + dx, y + dy, width, height),
        anchor=(piece.anchor[0] + dx, piece.anchor[1] + dy),
        path=tuple((px + dx, py + dy) for px, py in piece.path),
    )
