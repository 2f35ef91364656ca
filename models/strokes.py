"""Lines drawn by hand: kept as points with the pen's pressure, drawn as smooth paths.

Lengths are units of the scene. A stroke is kept as text, its points in whole tenths of a unit from its middle and the
pressure in whole hundredths: ``"-120,35,50 -118,36,52"``.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from itertools import islice, pairwise
from math import hypot

from models.drawing import Path, Segment
from models.drawings.inking import Place, Turn
from models.picture_views import Point

ERROR = 0.5
"""How far, in units, a point that is left out may lie from the line."""

HANDLE = 0.5
"""How far a smooth line may leave the straight way between two of its points: at a corner it stays sharp."""

_SOFT = 6.75 * HANDLE
"""How far a place may lie from the way past the one before, so that its curve keeps to :data:`HANDLE`."""

_PRESSED = 4.0
"""A change of pressure from nothing to all counts as much as this many units when points are left out."""

_STEP = 0.04
"""By how much of the pen a line grows before it is drawn with the next wider pen."""

_MOST = 100_000
_POINT = re.compile(r"(-?\d{1,7}),(-?\d{1,7}),(\d{1,3})")


# ---- kept as text -------------------------------------------------------------------------------------------------


def encode(points: Iterable[Point]) -> str:
    """Points as they are kept."""
    return " ".join(f"{round(x * 10)},{round(y * 10)},{round(min(max(p, 0.0), 1.0) * 100)}" for x, y, p in points)


def decode(data: str | None) -> tuple[Point, ...]:
    """Points from what was kept. What is no point is left out: a file from elsewhere may hold anything."""
    return tuple(
        (int(x) / 10, int(y) / 10, min(int(p), 100) / 100) for x, y, p in _POINT.findall((data or "")[: _MOST * 16])
    )


def around(points: Sequence[Point]) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of the points."""
    across, down = [point[0] for point in points], [point[1] for point in points]
    return min(across), min(down), max(across), max(down)


def own_size(points: Sequence[Point]) -> tuple[float, float]:
    """Width and height of the points; never less than one unit, so that everything drawn can be scaled."""
    left, top, right, bottom = around(points)
    return max(right - left, 1.0), max(bottom - top, 1.0)


def grown(points: Sequence[Point], width: float, height: float) -> tuple[float, float]:
    """How many times wider and higher points are drawn than they were made, in a box of this size (0: as made)."""
    across, down = own_size(points)
    return width / across if width > 0 else 1.0, height / down if height > 0 else 1.0


def grown_pen(pen: float, across: float, down: float) -> float:
    """The pen of a line that was made wider and higher."""
    return pen * math.sqrt(across * down)


# ---- fewer points -------------------------------------------------------------------------------------------------


def simplify(points: Sequence[Point], error: float = ERROR) -> tuple[Point, ...]:
    """The points a line needs: all others lie within *error* of the straight lines between them."""
    if len(points) < 3:
        return tuple(points)
    kept = {0, len(points) - 1}
    spans = [(0, len(points) - 1)]
    while spans:
        first, last = spans.pop()
        worst, at = _furthest(points, first, last)
        if worst > error:
            kept.add(at)
            spans += [(first, at), (at, last)]
    return tuple(points[index] for index in sorted(kept))


def _furthest(points: Sequence[Point], first: int, last: int) -> tuple[float, int]:
    """How far off the point is that lies furthest from the line between two others, and which it is."""
    x0, y0, p0 = points[first]
    dx, dy, dp = points[last][0] - x0, points[last][1] - y0, points[last][2] - p0
    long = dx * dx + dy * dy
    worst, at = 0.0, first
    for index in range(first + 1, last):
        x, y, p = points[index]
        x -= x0
        y -= y0
        way = (x * dx + y * dy) / long if long else 0.0
        way = 0.0 if way < 0.0 else 1.0 if way > 1.0 else way
        x -= way * dx
        y -= way * dy
        off = x * x + y * y
        pressed = (p - p0 - way * dp) * _PRESSED
        off = max(off, pressed * pressed)
        if off > worst:
            worst, at = off, index
    return math.sqrt(worst), at


# ---- drawn --------------------------------------------------------------------------------------------------------


def width_at(pen: float, pressure: float) -> float:
    """How wide a pen draws; with half the pressure (a mouse, a finger) as wide as it is."""
    return pen * (0.4 + 1.2 * pressure)


def stroke_paths(points: Sequence[Point], pen: float, colour: str) -> tuple[Path, ...]:
    """A stroke as it is drawn: smooth, wider where the pen was pressed.

    A few paths with round ends, each of one width, lie over one another; so a line that crosses itself stays whole.
    """
    if not points:
        return ()
    if len(points) == 1:
        x, y, pressure = points[0]
        width = width_at(pen, pressure)
        return (Path((("M", (x, y)), ("L", (x + 0.01, y))), stroke=colour, stroke_width=width, round=True),)
    steps = smooth([(x, y) for x, y, _ in points])
    return tuple(
        Path(
            (("M", points[first][:2]), *steps[first + 1 : last + 1]),
            stroke=colour, stroke_width=width_at(pen, level), round=True,
        )
        for first, last, level in _runs(points)
    )  # fmt: skip


def _runs(points: Sequence[Point]) -> list[tuple[int, int, float]]:
    """Stretches of nearly the same pressure: the first point, the last, the pressure."""
    runs: list[tuple[int, int, float]] = []
    first, before = 0, points[0][2]
    low = high = before
    for index, point in enumerate(points):
        pressure = (before + point[2]) / 2
        before = point[2]
        if (pressure - low > _STEP or high - pressure > _STEP) and index - 1 > first:
            runs.append((first, index - 1, (low + high) / 2))
            first, low, high = index - 1, pressure, pressure
        if pressure < low:
            low = pressure
        elif pressure > high:
            high = pressure
    runs.append((first, len(points) - 1, (low + high) / 2))
    return runs


def smooth(places: Sequence[Place], *, closed: bool = False) -> tuple[Segment, ...]:
    """A smooth line through all places, sharp where they turn a corner; each step after the first ends at the next."""
    count = len(places)
    steps: list[Segment] = [("M", places[0])]
    if count < 2:
        return tuple(steps)
    leaving, coming = _handles(places, closed)
    joints = zip(leaving, [*coming[1:], coming[0]], [*places[1:], places[0]], strict=True)
    steps += [("C", (*here, *there, *place)) for here, there, place in islice(joints, None if closed else count - 1)]
    if closed:
        steps.append(("Z", ()))
    return tuple(steps)


def _handles(places: Sequence[Place], closed: bool) -> tuple[list[Place], list[Place]]:
    """For each place where the curve heads as it leaves, and where it comes from."""
    count = len(places)
    leaving, coming = list(places), list(places)
    first, last = (0, count) if closed else (1, count - 1)
    x0, y0 = places[first - 1]
    x, y = places[first % count]
    for index in range(first, last):
        x2, y2 = places[(index + 1) % count]
        before, after, through = hypot(x - x0, y - y0), hypot(x2 - x, y2 - y), hypot(x2 - x0, y2 - y0)
        if before and after and through:
            dx, dy = (x2 - x0) / through, (y2 - y0) / through
            # The further the line turns here, the shorter its handles: what was drawn as a corner stays one.
            turned = abs((x2 - x) * dy - (y2 - y) * dx)  # as far from the way on as the place before, too
            ahead = after / 3 if turned <= _SOFT else _SOFT * after / turned / 3
            behind = before / 3 if turned <= _SOFT else _SOFT * before / turned / 3
            leaving[index] = (x + dx * ahead, y + dy * ahead)
            coming[index] = (x - dx * behind, y - dy * behind)
        x0, y0, x, y = x, y, x2, y2
    return leaving, coming


def shape_path(points: Sequence[Point], colour: str, pen: float) -> tuple[Path, ...]:
    """A filled outline; with a pen also its edge, in the same colour, so that it meets the lines around it."""
    if len(points) < 3:
        return ()
    steps = smooth([(x, y) for x, y, _ in points], closed=True)
    return (Path(steps, fill=colour, stroke=colour if pen > 0 else "", stroke_width=max(pen, 0.0), round=pen > 0),)


# ---- rubbed out ---------------------------------------------------------------------------------------------------


def rubbed(
    points: Sequence[Point], pen: float, rubber: Sequence[Place], radius: float
) -> list[tuple[Point, ...]] | None:
    """What is left of a stroke after a rubber went along *rubber*: its pieces; None where it was not touched.

    All are in the same coordinates. A piece of a line shorter than a third of the rubber goes too.
    """
    if not points or not rubber:
        return None
    reach = radius + pen / 2
    left, top, right, bottom = around(points)
    close = [(x, y) for x, y in rubber if left - reach <= x <= right + reach and top - reach <= y <= bottom + reach]
    if not close:
        return None
    fine = _dense(points, max(radius / 3, 1.0))
    gone = [any((x - rx) ** 2 + (y - ry) ** 2 <= reach * reach for rx, ry in close) for x, y, _ in fine]
    if not any(gone):
        return None
    pieces: list[list[Point]] = [[]]
    for point, is_gone in zip(fine, gone, strict=True):
        if is_gone:
            pieces.append([])
        else:
            pieces[-1].append(point)
    return [simplify(piece) for piece in pieces if _length(piece) > radius / 3]


def filled_in(places: Sequence[Place], radius: float) -> list[Place]:
    """The way a rubber went, without gaps a line could slip through."""
    return [(x, y) for x, y, _ in _dense([(x, y, 0.0) for x, y in places], max(radius / 2, 1.0))] if places else []


def placed(points: Iterable[Point], turn: Turn) -> tuple[Point, ...]:
    """Points where a turn puts them."""
    return tuple((*turn.at(x, y), pressure) for x, y, pressure in points)


def _dense(points: Sequence[Point], gap: float) -> list[Point]:
    """The same line with points at most *gap* apart."""
    fine = [points[0]]
    for x, y, p in points[1:]:
        x0, y0, p0 = fine[-1]
        parts = max(1, math.ceil(hypot(x - x0, y - y0) / gap))
        fine += [
            (x0 + (x - x0) * k / parts, y0 + (y - y0) * k / parts, p0 + (p - p0) * k / parts)
            for k in range(1, parts + 1)
        ]
    return fine


def _length(points: Sequence[Point]) -> float:
    return sum(hypot(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(points))
