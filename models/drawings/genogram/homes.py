"""Households as soft loops: round everybody who lives there, past everybody who does not.

Each member's symbol and label is a rounded box; members are joined by corridors that go round strangers. Together they
are a field of distances on a grid, blended like drops of water, with strangers pushed out; its zero line is the loop.
"""

from __future__ import annotations

import heapq
import itertools
import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from models.drawing import Path, Segment
from models.drawings.genogram.contours import contours
from models.drawings.genogram.pieces import Box, Point, Scale, overlap
from models.drawings.genogram.presets import Presets

Floats = npt.NDArray[np.float64]

_CELL = 0.09
_ROUTE = 0.18
_PAD = 0.13
_CORRIDOR = 0.27
_BLEND = 0.11
_NARROW = 0.07
"""In units: the grid, the grid corridors are found on, the room round members, half a corridor, how softly shapes run
together, and half of what a corridor keeps even between strangers."""


@dataclass(frozen=True, slots=True)
class Inhabitant:
    """The boxes of a symbol and, where there is one, of its label."""

    symbol: Box
    label: Box | None


@dataclass(frozen=True, slots=True)
class Loop:
    """A home's outline: closed runs of points and the path through them."""

    rings: tuple[tuple[Point, ...], ...]
    segments: tuple[Segment, ...]

    def drawn(self, presets: Presets, scale: Scale) -> Path:
        """The loop as a primitive."""
        home = presets.home
        return Path(self.segments, home.fill, home.colour, scale.unit * 0.0156, scale.dash(home.dash))


class Everybody:
    """All inhabitants of a picture, found by where they stand."""

    def __init__(self, people: Sequence[Inhabitant]) -> None:
        self.people = people
        around = [_around([who.symbol, *([who.label] if who.label else [])]) for who in people]
        self.edges = np.array(around, dtype=float).reshape(-1, 4)
        self.edges[:, 2:] += self.edges[:, :2]


def loop(everybody: Everybody, members: Collection[int], unit: float) -> Loop | None:
    """The loop round those with the numbers *members* that leaves out everybody else. None where there is nobody."""
    if not members:
        return None
    inside = tuple(everybody.people[number] for number in members)
    return _loop(inside, _Region(inside, unit).near(everybody, members), unit)


@lru_cache(maxsize=256)
def _loop(members: tuple[Inhabitant, ...], near: tuple[Inhabitant, ...], unit: float) -> Loop | None:
    # Kept by place alone: a picture is often drawn again with nobody moved.
    region = _Region(members, unit)
    field = _Field(region, members, near, unit).values()
    rings = contours(field, region.left, region.top, unit * _CELL, unit * unit * 0.12)
    return Loop(tuple(rings), tuple(step for ring in rings for step in smooth(ring))) if rings else None


class _Region:
    """The part of the picture a loop may lie in."""

    def __init__(self, members: Sequence[Inhabitant], unit: float) -> None:
        boxes = [box for member in members for box in (member.symbol, member.label) if box]
        room = unit * 0.75
        self.left = min(box[0] for box in boxes) - room
        self.top = min(box[1] for box in boxes) - room
        self.right = max(box[0] + box[2] for box in boxes) + room
        self.bottom = max(box[1] + box[3] for box in boxes) + room

    def near(self, everybody: Everybody, members: Collection[int]) -> tuple[Inhabitant, ...]:
        """Who of all the others stands in the region."""
        edges = everybody.edges
        touching = (
            (edges[:, 0] < self.right) & (edges[:, 2] > self.left)
            & (edges[:, 1] < self.bottom) & (edges[:, 3] > self.top)
        )  # fmt: skip
        return tuple(everybody.people[n] for n in np.flatnonzero(touching).tolist() if n not in members)

    def axes(self, step: float) -> tuple[Floats, Floats]:
        """The grid's x and y."""
        return np.arange(self.left, self.right + step, step), np.arange(self.top, self.bottom + step, step)


class _Field:
    """Distances to the loop: negative inside."""

    def __init__(
        self, region: _Region, members: Sequence[Inhabitant], others: Sequence[Inhabitant], unit: float
    ) -> None:
        self.region, self.members, self.others, self.unit = region, members, others, unit
        xs, ys = region.axes(unit * _CELL)
        self.x, self.y = xs[None, :], ys[:, None]

    def values(self) -> Floats:
        """The whole field, smoothed."""
        unit, blend = self.unit, self.unit * _BLEND
        field = np.full((self.y.shape[0], self.x.shape[1]), 1e-12)
        ways = self._corridors()
        boxes = [box for member in self.members for box in (member.symbol, member.label) if box]
        for box in [*boxes, *self._bridges(ways)]:
            part = self._part(box, unit * 0.55)
            field[part] += np.exp(np.minimum((unit * _PAD - self._box(box, part)) / blend, 60))
        for way in ways:
            part = self._part(_around([(x, y, 0.0, 0.0) for x, y in way]), unit * 0.75)
            field[part] += np.exp(np.minimum((unit * _CORRIDOR - self._way(way, part)) / blend, 60))
        field = -blend * np.log(field)
        for other in self.others:
            for shape, gap in ((other.symbol, unit * 0.11), (other.label, unit * 0.05)):
                if shape:
                    part = self._part(shape, gap + unit * 0.1)
                    field[part] = np.maximum(field[part], gap - self._box(shape, part))
        for way in ways:
            part = self._part(_around([(x, y, 0.0, 0.0) for x, y in way]), unit * 0.3)
            field[part] = np.minimum(field[part], self._way(way, part) - unit * _NARROW)
        field = _softened(_softened(field))
        for member in self.members:
            part = self._part(member.symbol, unit * 0.2)
            field[part] = np.minimum(field[part], self._box(member.symbol, part) - unit * 0.07)
        return field

    def _part(self, box: Box, room: float) -> tuple[slice, slice]:
        """The rows and columns of the grid within *room* of a box."""
        step = self.unit * _CELL
        top, left = (box[1] - room - self.region.top) / step, (box[0] - room - self.region.left) / step
        low, right = (
            (box[1] + box[3] + room - self.region.top) / step,
            (box[0] + box[2] + room - self.region.left) / step,
        )
        return slice(max(0, int(top)), max(0, int(low) + 2)), slice(max(0, int(left)), max(0, int(right) + 2))

    def _box(self, box: Box, part: tuple[slice, slice]) -> Floats:
        """How far each place lies from a box."""
        dx = np.abs(self.x[:, part[1]] - (box[0] + box[2] / 2)) - box[2] / 2
        dy = np.abs(self.y[part[0]] - (box[1] + box[3] / 2)) - box[3] / 2
        found: Floats = np.hypot(np.maximum(dx, 0), np.maximum(dy, 0)) + np.minimum(np.maximum(dx, dy), 0)
        return found

    def _way(self, way: Sequence[Point], part: tuple[slice, slice]) -> Floats:
        """How far each place lies from a run of points."""
        xs, ys = self.x[:, part[1]], self.y[part[0]]
        found = np.full((ys.shape[0], xs.shape[1]), 1e9)
        for (ax, ay), (bx, by) in itertools.pairwise(way):
            ex, ey = bx - ax, by - ay
            share = np.clip(((xs - ax) * ex + (ys - ay) * ey) / (ex * ex + ey * ey or 1.0), 0, 1)
            found = np.minimum(found, np.hypot(xs - ax - ex * share, ys - ay - ey * share))
        return found

    # Corridors

    def _corridors(self) -> list[list[Point]]:
        """Ways that join all members, shortest first: straight where nobody stands between, else round them."""
        spots = [(m.symbol[0] + m.symbol[2] / 2, m.symbol[1] + m.symbol[3] / 2) for m in self.members]
        far = {
            (a, b): self._far(spots[a], spots[b]) for a, b in itertools.combinations(range(len(spots)), 2)
        }  # fmt: skip
        joined: set[int] = {0}
        ways: list[list[Point]] = []
        while len(joined) < len(spots):
            _, one, other = min((cost, a, b) for (a, b), cost in far.items() if (a in joined) != (b in joined))
            joined |= {one, other}
            ways.append(self._way_between(spots[one], spots[other]))
        return ways

    def _bridges(self, ways: Sequence[Sequence[Point]]) -> list[Box]:
        """Boxes round neighbours of one row with no stranger between, so that their loop does not pinch in."""
        spots = {(m.symbol[0] + m.symbol[2] / 2, m.symbol[1] + m.symbol[3] / 2): m for m in self.members}
        found = []
        for way in ways:
            one, other = spots[way[0]], spots[way[-1]]
            if len(way) > 2 or abs(way[0][1] - way[-1][1]) > self.unit * 0.5:
                continue
            for parts in ((one.symbol, one.label, other.symbol, other.label), (one.symbol, other.symbol)):
                box = _around([part for part in parts if part])
                if not any(overlap(box, part) for who in self.others for part in (who.symbol, who.label) if part):
                    found.append(box)
                    break
        return found

    def _far(self, one: Point, other: Point) -> float:
        """The distance, longer where a stranger stands between."""
        return math.dist(one, other) * (1.6 if self._blocked(one, other) else 1.0)

    def _blocked(self, one: Point, other: Point) -> bool:
        gap = self.unit * 0.16
        for stranger in self.others:
            x, y, width, height = stranger.symbol
            if _meets(one, other, (x - gap, y - gap, width + 2 * gap, height + 2 * gap)):
                return True
        return any(stranger.label and _meets(one, other, stranger.label) for stranger in self.others)

    def _way_between(self, one: Point, other: Point) -> list[Point]:
        if not self._blocked(one, other):
            return [one, other]
        step = self.unit * _ROUTE
        xs, ys = self.region.axes(step)
        cost = np.ones((len(ys), len(xs)))
        for stranger in self.others:
            for box, pad, weight in ((stranger.symbol, 0.2, 60.0), (stranger.label, 0.1, 9.0)):
                if box:
                    gap = self.unit * pad
                    cost[
                        np.ix_(
                            (ys > box[1] - gap) & (ys < box[1] + box[3] + gap),
                            (xs > box[0] - gap) & (xs < box[0] + box[2] + gap),
                        )
                    ] += weight
        cells = _cheapest(cost.tolist(), self._cell(one, step), self._cell(other, step))
        middle = [(float(xs[column]), float(ys[row])) for row, column in cells[1:-1]]
        return [one, *_averaged(middle), other]

    def _cell(self, point: Point, step: float) -> tuple[int, int]:
        return round((point[1] - self.region.top) / step), round((point[0] - self.region.left) / step)


def _around(boxes: Sequence[Box]) -> Box:
    left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right, bottom = max(box[0] + box[2] for box in boxes), max(box[1] + box[3] for box in boxes)
    return left, top, right - left, bottom - top


def _meets(one: Point, other: Point, box: Box) -> bool:
    """Whether a straight line touches a box."""
    low, high = 0.0, 1.0
    for start, end, edge, size in ((one[0], other[0], box[0], box[2]), (one[1], other[1], box[1], box[3])):
        along = end - start
        if abs(along) < 1e-9:
            if not edge <= start <= edge + size:
                return False
            continue
        first, last = sorted(((edge - start) / along, (edge + size - start) / along))
        low, high = max(low, first), min(high, last)
    return low <= high


def _cheapest(cost: list[list[float]], start: tuple[int, int], end: tuple[int, int]) -> list[tuple[int, int]]:
    """The cheapest way over a grid of costs, corner to corner allowed."""
    rows, columns = len(cost), len(cost[0])
    best = {start: 0.0}
    came: dict[tuple[int, int], tuple[int, int]] = {}
    heap = [(0.0, 0.0, start)]
    while heap:
        _, so_far, here = heapq.heappop(heap)
        if here == end:
            break
        if so_far > best[here]:
            continue
        for dy in (-1, 0, 1):
            for dx in (-1, 0, 1):
                row, column = here[0] + dy, here[1] + dx
                if not (dy or dx) or not (0 <= row < rows and 0 <= column < columns):
                    continue
                gone = so_far + cost[row][column] * (1.414 if dy and dx else 1.0)
                if gone < best.get((row, column), 1e18):
                    best[row, column] = gone
                    came[row, column] = here
                    guess = gone + math.hypot(row - end[0], column - end[1])
                    heapq.heappush(heap, (guess, gone, (row, column)))
    way = [end]
    while way[-1] != start and way[-1] in came:
        way.append(came[way[-1]])
    return way[::-1]


def _averaged(points: list[Point]) -> list[Point]:
    """Steps of a grid made a gentle line; every second point is enough."""
    if len(points) < 3:
        return points
    soft = [
        ((a[0] + 2 * b[0] + c[0]) / 4, (a[1] + 2 * b[1] + c[1]) / 4)
        for a, b, c in zip(points, points[1:], points[2:], strict=False)
    ]
    return [points[0], *soft[::2], points[-1]]


def _softened(field: Floats) -> Floats:
    """Each place the mean of its neighbourhood: corners become round."""
    wide = np.pad(field, 1, mode="edge")
    rows = wide[:-2] + 2 * wide[1:-1] + wide[2:]
    found: Floats = (rows[:, :-2] + 2 * rows[:, 1:-1] + rows[:, 2:]) / 16
    return found


def smooth(ring: Sequence[Point]) -> list[Segment]:
    """A closed curve through points (Catmull-Rom as cubic curves)."""
    count = len(ring)
    steps: list[Segment] = [("M", ring[0])]
    for n in range(count):
        before, here, there, after = ring[n - 1], ring[n], ring[(n + 1) % count], ring[(n + 2) % count]
        steps.append(
            ("C", (
                round(here[0] + (there[0] - before[0]) / 6, 2), round(here[1] + (there[1] - before[1]) / 6, 2),
                round(there[0] - (after[0] - here[0]) / 6, 2), round(there[1] - (after[1] - here[1]) / 6, 2),
                round(there[0], 2), round(there[1], 2),
            ))
        )  # fmt: skip
    steps.append(("Z", ()))
    return steps
