"""Lines that follow a course: straight or bent, single, triple, dotted, in zigzag, broken off, with arrows."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

from models.drawing import Line, Path, Primitive, Segment

Point = tuple[float, float]
Course = tuple[Point, ...]
"""Points a few units apart, from where the line begins to where it ends."""

_STEP = 4.0


def course(start: Point, bend: Point | None, end: Point) -> Course:
    """From *start* to *end*, straight or (with *bend*) leaving towards that point and turning to the end."""
    chord = math.dist(start, end) if bend is None else math.dist(start, bend) + math.dist(bend, end)
    count = max(2, round(chord / _STEP))
    if bend is None:
        return tuple(_between(start, end, i / count) for i in range(count + 1))
    return tuple(
        _between(_between(start, bend, i / count), _between(bend, end, i / count), i / count) for i in range(count + 1)
    )


def _between(one: Point, other: Point, share: float) -> Point:
    return one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share


def length(way: Sequence[Point]) -> float:
    """How long a course is."""
    return sum(math.dist(a, b) for a, b in itertools.pairwise(way))


def cut(way: Sequence[Point], off: float) -> Course:
    """The course without its last *off* units, counted as the crow flies from its end."""
    end, kept = way[-1], list(way)
    while len(kept) > 2 and math.dist(kept[-2], end) < off:
        kept.pop()
    before = kept[-2]
    near, far = math.dist(kept[-1], end), math.dist(before, end)
    share = (far - off) / (far - near) if far > near else 0.0
    kept[-1] = _between(before, kept[-1], min(1.0, max(0.05, share)))
    return tuple(kept)


def along(way: Sequence[Point], at: float) -> tuple[Point, Point]:
    """(the point *at* units along a course, the direction there as a unit vector)."""
    gone = 0.0
    for a, b in itertools.pairwise(way):
        step = math.dist(a, b)
        if step and gone + step >= at:
            return _between(a, b, (at - gone) / step), ((b[0] - a[0]) / step, (b[1] - a[1]) / step)
        gone += step
    a, b = way[-2], way[-1]
    step = math.dist(a, b) or 1.0
    return b, ((b[0] - a[0]) / step, (b[1] - a[1]) / step)


def beside(way: Sequence[Point], off: float) -> Course:
    """A course *off* units to the right of another (looking along it, y down)."""
    found = []
    for i, (x, y) in enumerate(way):
        (x1, y1), (x2, y2) = way[max(0, i - 1)], way[min(len(way) - 1, i + 1)]
        step = math.dist((x1, y1), (x2, y2)) or 1.0
        found.append((x - (y2 - y1) / step * off, y + (x2 - x1) / step * off))
    return tuple(found)


def stroke(way: Sequence[Point], ink: str, width: float, dash: tuple[float, ...] = ()) -> Primitive:
    """One plain line along a course."""
    if _is_straight(way):
        return Line(*way[0], *way[-1], ink, width, dash)
    first: Segment = ("M", way[0])
    return Path((first, *(("L", point) for point in way[1:])), stroke=ink, stroke_width=width, dash=dash)


def _is_straight(way: Sequence[Point]) -> bool:
    return math.dist(way[0], way[-1]) > length(way) * 0.9999


def triple(way: Sequence[Point], ink: str) -> list[Primitive]:
    """Three lines beside one another: strong."""
    return [stroke(beside(way, off), ink, 1.5) for off in (-3.2, 0.0, 3.2)]


def dotted(way: Sequence[Point], ink: str) -> Primitive:
    """Dots: weak."""
    return stroke(way, ink, 1.6, (1.6, 4.2))


def zigzag(way: Sequence[Point], ink: str, high: float = 4.0, wave: float = 9.0) -> Primitive:
    """Up and down along the course, plain at both ends: stressful."""
    whole = length(way)
    waves = max(1, int((whole - 8.0) // wave))
    start = (whole - waves * wave) / 2
    points = [way[0], along(way, start)[0]]
    for half in range(waves * 2):
        (x, y), (dx, dy) = along(way, start + (half + 0.5) * wave / 2)
        off = high if half % 2 else -high
        points.append((x - dy * off, y + dx * off))
    points += [along(way, whole - start)[0], way[-1]]
    first: Segment = ("M", points[0])
    return Path((first, *(("L", point) for point in points[1:])), stroke=ink, stroke_width=1.4)


def bars(way: Sequence[Point], ink: str) -> list[Primitive]:
    """A line with a gap, a bar at each side of it: broken."""
    whole = length(way)
    (x, y), (dx, dy) = along(way, whole / 2)
    gap, half = min(4.0, whole / 6), 5.5
    # The two halves follow the course up to the gap.
    cut_at = [i for i, point in enumerate(way) if math.dist(point, (x, y)) > gap]
    first = [way[i] for i in cut_at if _before(way, i, whole / 2)]
    second = [way[i] for i in cut_at if not _before(way, i, whole / 2)]
    left, right = (x - dx * gap, y - dy * gap), (x + dx * gap, y + dy * gap)
    drawn: list[Primitive] = [stroke((*first, left), ink, 1.5), stroke((right, *second), ink, 1.5)]
    for px, py in (left, right):
        drawn.append(Line(px - dy * half, py + dx * half, px + dy * half, py - dx * half, ink, 1.5))
    return drawn


def _before(way: Sequence[Point], index: int, at: float) -> bool:
    return length(way[: index + 1]) < at


def arrow(way: Sequence[Point], ink: str, long: float = 9.5, half: float = 4.6) -> Path:
    """A solid head at the end of a course, pointing along it."""
    x, y = way[-1]
    bx, by = next((p for p in reversed(way) if math.dist(p, way[-1]) >= long), way[0])
    step = math.dist((x, y), (bx, by)) or 1.0
    dx, dy = (x - bx) / step, (y - by) / step
    back_x, back_y = x - dx * long, y - dy * long
    wings = ((back_x - dy * half, back_y + dx * half), (back_x + dy * half, back_y - dx * half))
    return Path((("M", (x, y)), ("L", wings[0]), ("L", wings[1]), ("Z", ())), fill=ink)
