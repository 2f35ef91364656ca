"""From the non-zero rule of SVG files to the even-odd rule of our paths.

The two differ where outlines lie over one another and run the same way round: the non-zero rule fills there, even-odd
leaves a gap. So each outline is asked what lies on its two sides: one with filled ground on both changes nothing and
goes; one with nothing outside starts a shape of its own; one with nothing inside is a hole in the shapes around it.
An outline that crosses itself is first taken apart into loops that do not.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from models.drawing import Segment

Segments = tuple[Segment, ...]
_STEPS = np.linspace(0.0, 1.0, 9)[1:]
"""How finely curves are followed when looking what lies where."""
_SPECK = 0.01
"""The area of a loop that is too small to be seen, in a picture some 70 units wide."""


def even_odd(segments: Segments) -> list[Segments]:
    """Paths that, filled by the even-odd rule one over another, fill what *segments* fill by the non-zero rule."""
    parts, outlines = [], []
    for part in _parts(segments):
        outline = _points(part)
        loops = _loops(outline)
        parts += [part] if len(loops) < 2 else [_straight(loop) for loop in loops]
        outlines += [outline] if len(loops) < 2 else loops
    if len(parts) < 2:
        return [segments]
    turns = [np.sign(_area(outline)) for outline in outlines]
    around = [_windings(index, outlines) for index in range(len(parts))]
    if all(_agrees(outside, turn) for outside, turn in zip(around, turns, strict=True)):
        return [segments]
    outers = [index for index, outside in enumerate(around) if turns[index] and np.any(outside == 0)]
    holes = [
        index
        for index, outside in enumerate(around)
        if index not in outers and turns[index] and np.any(outside + turns[index] == 0)
    ]
    return [
        sum((parts[hole] for hole in holes if _is_hole_of(hole, outer, outlines, turns)), parts[outer])
        for outer in outers
    ]


def is_inside(point: tuple[float, float], segments: Segments) -> bool:
    """Whether a point lies on ground that *segments* fill by the even-odd rule."""
    times = sum(int(_winding(_points(part), np.array([point]))[0]) for part in _parts(segments))
    return times % 2 == 1


def middle_of(segments: Segments) -> tuple[float, float]:
    """The middle of the box round a path."""
    points = np.concatenate([_points(part) for part in _parts(segments)] or [np.zeros((1, 2))])
    x, y = (points.min(axis=0) + points.max(axis=0)) / 2
    return float(x), float(y)


def _agrees(outside: Any, turn: float) -> bool:
    """Whether even-odd sees an outline as non-zero does: filled ground, one thick, on one side only, all along."""
    return turn == 0 or bool(np.all((outside == 0) | (outside + turn == 0)) and np.all(outside == outside[0]))


def _is_hole_of(hole: int, outer: int, outlines: list[Any], turns: list[float]) -> bool:
    return turns[hole] == -turns[outer] and bool(np.all(_winding(outlines[outer], outlines[hole]) != 0))


def _parts(segments: Segments) -> list[Segments]:
    """The outlines of a path, each from its move."""
    starts = [index for index, (verb, _) in enumerate(segments) if verb == "M"]
    ends = [*starts[1:], len(segments)]
    return [segments[start:end] for start, end in zip(starts, ends, strict=True) if end - start > 1]


def _points(part: Segments) -> Any:
    """An outline as points close together, n by 2."""
    found = [np.array([part[0][1]])]
    for verb, values in part[1:]:
        if verb == "L":
            found.append(np.array([values]))
        elif verb == "C":
            p0, (p1, p2, p3) = found[-1][-1], np.reshape(values, (3, 2))
            t = _STEPS[:, None]
            found.append((1 - t) ** 3 * p0 + 3 * (1 - t) ** 2 * t * p1 + 3 * (1 - t) * t**2 * p2 + t**3 * p3)
    return np.concatenate(found)


def _area(outline: Any) -> float:
    x, y = outline.T
    return float(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2


def _windings(index: int, outlines: list[Any]) -> Any:
    """How often the other outlines run round points of one of them."""
    here = outlines[index]
    middles = (here + np.roll(here, -1, axis=0)) / 2
    others = [_winding(other, middles) for at, other in enumerate(outlines) if at != index]
    return np.sum(others, axis=0)


# ---- outlines that cross themselves -------------------------------------------------------------------------------


def _loops(outline: Any) -> list[Any]:
    """A closed outline as loops that do not cross themselves; specks left out. Itself alone where it is one."""
    if round(abs(_turns(outline))) == 1:
        return [outline]
    loops = []
    # The way walked so far without what was cut off as a loop: the first *length* rows.
    trail = np.empty((len(outline) * 2 + 2, 2))
    trail[0], length = outline[0], 1
    waiting = [outline[0], *reversed(outline[1:])]
    while waiting:
        place, at = _crossing(trail[:length], waiting[-1])
        if at is None:
            trail[length] = waiting.pop()
        else:
            loops.append(np.vstack([at, trail[place + 1 : length]]))
            length = place + 1
            trail[length] = at
        length += 1
    loops.append(trail[: length - 1].copy())
    return [loop for loop in loops if len(loop) > 2 and abs(_area(loop)) > _SPECK]


def _turns(outline: Any) -> float:
    """How often one turns round while walking along an outline once; once where it does not cross itself."""
    steps = np.diff(outline, axis=0, append=outline[:1])
    steps = steps[np.hypot(*steps.T) > 1e-6]
    ways = np.arctan2(steps[:, 1], steps[:, 0])
    bends = np.diff(ways, append=ways[:1])
    return float(np.sum((bends + np.pi) % (2 * np.pi) - np.pi) / (2 * np.pi))


def _crossing(trail: Any, end: Any) -> tuple[int, Any]:
    """Where the step from a trail's last point to *end* first meets the trail: after which of its points, and where."""
    starts, steps, here = trail[:-2], np.diff(trail[:-1], axis=0), trail[-1]
    way = end - here
    across = steps[:, 0] * way[1] - steps[:, 1] * way[0]
    offset = here - starts
    with np.errstate(divide="ignore", invalid="ignore"):
        along_trail = (offset[:, 0] * way[1] - offset[:, 1] * way[0]) / across
        along_way = (offset[:, 0] * steps[:, 1] - offset[:, 1] * steps[:, 0]) / across
    meets = (along_trail >= 0) & (along_trail < 1) & (along_way > 1e-9) & (along_way < 1 - 1e-9)
    if not meets.any():
        return 0, None
    place = int(np.argmin(np.where(meets, along_way, np.inf)))
    return place, here + way * along_way[place]


def _straight(loop: Any) -> Segments:
    """A loop as a path of straight steps."""
    first, *rest = (tuple(map(float, point)) for point in loop)
    return (("M", first), *(("L", point) for point in rest), ("Z", ()))


def _winding(outline: Any, points: Any) -> Any:
    """How often an outline runs round each of some points, counted as its area is signed."""
    times = np.zeros(len(points), dtype=int)
    # Most outlines lie nowhere near one another.
    near = ((points >= outline.min(axis=0)) & (points <= outline.max(axis=0))).all(axis=1)
    if not near.any():
        return times
    x, y = points[near].T[:, :, None]
    (x1, y1), (x2, y2) = outline.T[:, None, :], np.roll(outline, -1, axis=0).T[:, None, :]
    side = (x2 - x1) * (y - y1) - (x - x1) * (y2 - y1)
    up = (y1 <= y) & (y2 > y) & (side > 0)
    down = (y1 > y) & (y2 <= y) & (side < 0)
    times[near] = up.sum(axis=1).astype(int) - down.sum(axis=1).astype(int)
    return times
