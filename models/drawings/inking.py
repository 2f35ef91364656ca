"""Drawing by hand: thick dark outlines, flat colours, nothing quite straight.

Everything is made of paths with a round pen, so that whole figures can be scaled, turned and mirrored. Lengths are
units of whatever is drawn; colours ``#rrggbb``. What wavers does so by where it stands: the same input, the same lines.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from models.drawing import Path, Segment

INK = "#2e2824"
"""The colour of outlines."""

Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Turn:
    """Where something is put: (x, y) becomes (a·x + c·y + e, b·x + d·y + f)."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def scaled(self, x: float, y: float | None = None) -> Turn:
        """Larger by *x* (and *y* downwards) before all that was there."""
        down = x if y is None else y
        return Turn(self.a * x, self.b * x, self.c * down, self.d * down, self.e, self.f)

    def moved(self, x: float, y: float) -> Turn:
        """Further right by *x* and down by *y* before all that was there."""
        e, f = self.at(x, y)
        return Turn(self.a, self.b, self.c, self.d, e, f)

    def turned(self, degrees: float) -> Turn:
        """Turned clockwise before all that was there."""
        cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
        a, b = self.a * cos + self.c * sin, self.b * cos + self.d * sin
        c, d = self.c * cos - self.a * sin, self.d * cos - self.b * sin
        return Turn(a, b, c, d, self.e, self.f)

    def at(self, x: float, y: float) -> Place:
        """Where a point comes to stand."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    @property
    def size(self) -> float:
        """By how much lengths grow."""
        return math.sqrt(abs(self.a * self.d - self.b * self.c))


def put(items: Iterable[Path], turn: Turn, block: int | None = None) -> tuple[Path, ...]:
    """The paths, put where *turn* says; pens grow with them. ``block``: of the page, instead of theirs."""
    size = turn.size
    return tuple(
        Path(
            _turned(item.segments, turn),
            item.fill,
            item.stroke,
            item.stroke_width * size,
            tuple(part * size for part in item.dash),
            item.block if block is None else block,
            item.round,
        )
        for item in items
    )


def _turned(segments: Iterable[Segment], turn: Turn) -> tuple[Segment, ...]:
    # A page of pictures has tens of thousands of points: each step is spelt out, in one loop.
    a, b, c, d, e, f = turn.a, turn.b, turn.c, turn.d, turn.e, turn.f
    made: list[Segment] = []
    for verb, values in segments:
        if len(values) == 6:
            x1, y1, x2, y2, x3, y3 = values
            values = (
                a * x1 + c * y1 + e, b * x1 + d * y1 + f, a * x2 + c * y2 + e, b * x2 + d * y2 + f,
                a * x3 + c * y3 + e, b * x3 + d * y3 + f,
            )  # fmt: skip
        elif values:
            x, y = values
            values = (a * x + c * y + e, b * x + d * y + f)
        made.append((verb, values))
    return tuple(made)


@dataclass(frozen=True, slots=True)
class Extent:
    """The sides of the rectangle round something."""

    left: float
    top: float
    right: float
    bottom: float


def around(items: Iterable[Path]) -> Extent:
    """The rectangle round paths, pens included. Curves are measured at their quarters."""
    xs: list[float] = []
    ys: list[float] = []
    for item in items:
        half = item.stroke_width / 2 if item.stroke else 0.0
        for x, y in _along(item.segments):
            xs += (x - half, x + half)
            ys += (y - half, y + half)
    return Extent(min(xs), min(ys), max(xs), max(ys))


def _along(segments: Iterable[Segment]) -> Iterable[Place]:
    here = (0.0, 0.0)
    for verb, values in segments:
        if verb == "C":
            x1, y1, x2, y2, x3, y3 = values
            for t in (0.25, 0.5, 0.75):
                a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
                yield a * here[0] + b * x1 + c * x2 + d * x3, a * here[1] + b * y1 + c * y2 + d * y3
        if values:
            here = (values[-2], values[-1])
            yield here


def waver(x: float, y: float, by: float = 1.0) -> Place:
    """How far a hand is off at a point: up to *by* each way."""
    return math.sin(x * 12.9898 + y * 4.1414) * by, math.sin(x * 7.233 - y * 9.177) * by


def curve(points: Sequence[Place], *, closed: bool = False) -> tuple[Segment, ...]:
    """A smooth line through all points."""
    count = len(points)
    steps: list[Segment] = [("M", points[0])]
    for index in range(count if closed else count - 1):
        before = points[index - 1] if closed or index else points[index]
        here, there = points[index], points[(index + 1) % count]
        after = points[(index + 2) % count] if closed or index + 2 < count else there
        first = (here[0] + (there[0] - before[0]) / 6, here[1] + (there[1] - before[1]) / 6)
        second = (there[0] - (after[0] - here[0]) / 6, there[1] - (after[1] - here[1]) / 6)
        steps.append(("C", (*first, *second, *there)))
    if closed:
        steps.append(("Z", ()))
    return tuple(steps)


def corners(points: Sequence[Place], *, closed: bool = True, by: float = 0.6) -> tuple[Segment, ...]:
    """Lines from corner to corner that a hand drew: each bends a little in its middle."""
    steps: list[Segment] = [("M", points[0])]
    ends = [*points[1:], points[0]] if closed else list(points[1:])
    here = points[0]
    for there in ends:
        middle = ((here[0] + there[0]) / 2, (here[1] + there[1]) / 2)
        off = waver(*middle, by)
        steps.append(("L", (middle[0] + off[0], middle[1] + off[1])))
        steps.append(("L", there))
        here = there
    if closed:
        steps.append(("Z", ()))
    return tuple(steps)


def round_points(x: float, y: float, rx: float, ry: float, steps: int = 10) -> list[Place]:
    """Points of an ellipse drawn by hand, from its right, clockwise."""
    found = []
    for step in range(steps):
        angle = math.tau * step / steps
        off = waver(x + step, y - step, 0.014)
        found.append((x + rx * (math.cos(angle) + off[0]), y + ry * (math.sin(angle) + off[1])))
    return found


@dataclass(slots=True)
class Ink:
    """Collects the paths of a drawing, from the back to the front."""

    pen: float = 3.2
    outline: str = INK
    paths: list[Path] = field(default_factory=list)

    def shape(self, points: Sequence[Place], fill: str, pen: float | None = None) -> None:
        """A soft closed form through the points."""
        self.add(curve(points, closed=True), fill, pen)

    def corners(self, points: Sequence[Place], fill: str, pen: float | None = None, by: float = 0.6) -> None:
        """A closed form with corners."""
        self.add(corners(points, by=by), fill, pen)

    def box(self, x: float, y: float, width: float, height: float, fill: str, pen: float | None = None) -> None:
        """An upright rectangle."""
        right, bottom = x + width, y + height
        self.corners([(x, y), (right, y), (right, bottom), (x, bottom)], fill, pen)

    def disc(
        self, x: float, y: float, rx: float, fill: str, pen: float | None = None, *, ry: float | None = None
    ) -> None:
        """A disc, or with *ry* an ellipse."""
        self.shape(round_points(x, y, rx, rx if ry is None else ry), fill, pen)

    def dot(self, x: float, y: float, radius: float, colour: str = "", ry: float | None = None) -> None:
        """A small exact disc without an outline."""
        self.paths.append(Path(_ellipse(x, y, radius, ry or radius), fill=colour or self.outline))

    def line(self, points: Sequence[Place], pen: float | None = None, colour: str = "") -> None:
        """A soft line."""
        self.paths.append(self._stroke(curve(points), colour, pen))

    def bent(self, points: Sequence[Place], pen: float | None = None, colour: str = "") -> None:
        """A line with corners."""
        self.paths.append(self._stroke(corners(points, closed=False, by=0.0), colour, pen))

    def tube(
        self, points: Sequence[Place], width: float, colour: str, pen: float | None = None, *, bent: bool = False
    ) -> None:
        """A limb: a thick soft line, or one with corners (*bent*), with an outline round it."""
        edge = self.pen if pen is None else pen
        way = corners(points, closed=False, by=0.0) if bent else curve(points)
        self.paths.append(self._stroke(way, "", width + 2 * edge))
        self.paths.append(self._stroke(way, colour, width))

    def add(self, segments: tuple[Segment, ...], fill: str, pen: float | None = None) -> None:
        """A closed form. A pen of 0 leaves the outline away."""
        width = self.pen if pen is None else pen
        stroke = self.outline if width else ""
        self.paths.append(Path(segments, fill, stroke, width, round=bool(width)))

    def put(self, other: Iterable[Path], turn: Turn) -> None:
        """Another drawing, put somewhere in this one."""
        self.paths += put(other, turn)

    def _stroke(self, segments: tuple[Segment, ...], colour: str, pen: float | None) -> Path:
        return Path(segments, stroke=colour or self.outline, stroke_width=self.pen if pen is None else pen, round=True)


def _ellipse(x: float, y: float, rx: float, ry: float) -> tuple[Segment, ...]:
    kx, ky = rx * 0.5523, ry * 0.5523
    return (
        ("M", (x + rx, y)),
        ("C", (x + rx, y + ky, x + kx, y + ry, x, y + ry)),
        ("C", (x - kx, y + ry, x - rx, y + ky, x - rx, y)),
        ("C", (x - rx, y - ky, x - kx, y - ry, x, y - ry)),
        ("C", (x + kx, y - ry, x + rx, y - ky, x + rx, y)),
        ("Z", ()),
    )


def mixed(colour: str, other: str, part: float) -> str:
    """*colour* with *part* (0–1) of another over it."""
    pairs = [(int(colour[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(a + (b - a) * part):02x}" for a, b in pairs)
