"""Where words without a fixed place go: dates on couples' lines, the names of homes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from models.drawing import Primitive, Rect, Text
from models.drawings.genogram.pieces import Box, Point, box_of

Floats = npt.NDArray[np.float64]
Segment = tuple[float, float, float, float]


class Curves:
    """Curves as points, found by the part of the picture they run through."""

    def __init__(self, curves: Iterable[Sequence[Point]] = ()) -> None:
        self._points: list[Floats] = []
        self._boxes: list[tuple[float, float, float, float]] = []
        self._table = np.zeros((0, 4))
        for curve in curves:
            self.add(curve)

    def add(self, curve: Sequence[Point]) -> None:
        """One more."""
        points = np.array(curve, dtype=float).reshape(-1, 2)
        if len(points):
            self._points.append(points)
            self._boxes.append((*points.min(axis=0).tolist(), *points.max(axis=0).tolist()))

    def near(self, reach: tuple[float, float, float, float]) -> list[Floats]:
        """Those whose bounding box touches a part (left, top, right, bottom)."""
        if not self._boxes:
            return []
        if len(self._table) != len(self._boxes):
            self._table = np.array(self._boxes)
        return [self._points[number] for number in np.flatnonzero(_touching(self._table, reach)).tolist()]


class Crowd:
    """What is already in the picture: boxes of words and symbols, and lines."""

    def __init__(self, boxes: Iterable[Box], segments: Iterable[Segment]) -> None:
        self._boxes = [*boxes]
        lines = np.array([*segments], dtype=float).reshape(-1, 4)
        self._lines = np.column_stack(
            (np.minimum(lines[:, 0], lines[:, 2]), np.minimum(lines[:, 1], lines[:, 3]),
             np.maximum(lines[:, 0], lines[:, 2]), np.maximum(lines[:, 1], lines[:, 3]))
        )  # fmt: skip
        self._curves = Curves()
        self._table = np.zeros((0, 4))

    def add(self, box: Box) -> None:
        """One more box of words."""
        self._boxes.append(box)

    def add_curve(self, points: Sequence[Point]) -> None:
        """A loop or a tie, as points close to one another."""
        self._curves.add(points)

    def best(self, size: tuple[float, float], spots: Sequence[tuple[Point, float]], clear: float = 0.0) -> Point:
        """Of middles with a cost of their own, the one where a box of *size* costs least.

        It costs the part of it over words or symbols, and a little for every line nearer than *clear*.
        """
        width, height = size
        middles = np.array([spot for spot, _ in spots])
        left, top = middles[:, 0] - width / 2, middles[:, 1] - height / 2
        reach = (left.min() - clear, top.min() - clear, left.max() + width + clear, top.max() + height + clear)
        near = self._near(reach)
        wide = np.minimum(near[:, 2], left[:, None] + width) - np.maximum(near[:, 0], left[:, None])
        high = np.minimum(near[:, 3], top[:, None] + height) - np.maximum(near[:, 1], top[:, None])
        covered = (np.maximum(wide, 0) * np.maximum(high, 0)).sum(axis=1) / (width * height)
        costs = np.array([own for _, own in spots]) + covered * 10 + (covered > 0)
        lines = _within(self._lines, reach)
        costs += (
            (lines[:, 0] < left[:, None] + width + clear) & (lines[:, 2] > left[:, None] - clear)
            & (lines[:, 1] < top[:, None] + height + clear) & (lines[:, 3] > top[:, None] - clear)
        ).sum(axis=1)  # fmt: skip
        for curve in self._curves.near(reach):
            costs += (
                (curve[:, 0] > left[:, None]) & (curve[:, 0] < left[:, None] + width)
                & (curve[:, 1] > top[:, None]) & (curve[:, 1] < top[:, None] + height)
            ).any(axis=1)  # fmt: skip
        number = int(np.argmin(costs))
        return spots[number][0]

    def _near(self, reach: tuple[float, float, float, float]) -> Floats:
        if len(self._table) != len(self._boxes):
            added = np.array(self._boxes[len(self._table) :], dtype=float).reshape(-1, 4)
            added[:, 2:] += added[:, :2]
            self._table = np.concatenate((self._table, added))
        return _within(self._table, reach)


def _within(edges: Floats, reach: tuple[float, float, float, float]) -> Floats:
    """The rows (left, top, right, bottom) that touch a part of the picture."""
    found: Floats = edges[_touching(edges, reach)]
    return found


def _touching(edges: Floats, reach: tuple[float, float, float, float]) -> npt.NDArray[np.bool_]:
    found: npt.NDArray[np.bool_] = (
        (edges[:, 0] <= reach[2]) & (edges[:, 2] >= reach[0]) & (edges[:, 1] <= reach[3]) & (edges[:, 3] >= reach[1])
    )
    return found


class Backing:
    """Plain ground behind words that a tie runs through, so that they can be read."""

    def __init__(
        self, ties: Iterable[Sequence[Point]], rings: Sequence[Sequence[Point]], ground: str, home: str
    ) -> None:
        self._ties = Curves(ties)
        self._rings = [
            (min(x for x, _ in ring), min(y for _, y in ring), max(x for x, _ in ring), max(y for _, y in ring), ring)
            for ring in rings
        ]
        self._ground, self._home = ground, home

    def behind(self, texts: Iterable[Primitive], unit: float) -> list[Primitive]:
        """The words with a rectangle below each that a tie touches."""
        items = [*texts]
        left, top, width, height = box_of(items)
        pad = unit * 0.06
        near = self._ties.near((left - pad, top - pad, left + width + pad, top + height + pad))
        if not near:
            return items
        points = np.concatenate(near)
        backs: list[Primitive] = []
        for text in items:
            if not isinstance(text, Text):
                continue
            x, y = text.x - unit * 0.02, text.y - text.size * 0.8
            width, height = text.width + unit * 0.04, text.size * 1.08
            touched = (
                (points[:, 0] > x - pad) & (points[:, 0] < x + width + pad)
                & (points[:, 1] > y - pad) & (points[:, 1] < y + height + pad)
            )  # fmt: skip
            if touched.any():
                fill = self._home if self._in_home(x + width / 2, y + height / 2) else self._ground
                backs.append(Rect(x, y, width, height, fill, "", unit * 0.03))
        return [*backs, *items]

    def _in_home(self, x: float, y: float) -> bool:
        return any(
            left < x < right and top < y < bottom and encloses(ring, x, y)
            for left, top, right, bottom, ring in self._rings
        )


def encloses(ring: Sequence[Point], x: float, y: float) -> bool:
    """Whether a place lies within a closed ring."""
    inside = False
    for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            inside = not inside
    return inside


def spots_on_rail(
    rail: tuple[float, float, float], size: tuple[float, float], unit: float, drop: float | None, slash: float | None
) -> list[tuple[Point, float]]:
    """Middles for a couple's dates: above their line where it is free, else below it, beside the children's line."""
    left, right, y = rail
    width, height = size
    middle = (left + right) / 2
    above = y - unit * 0.03 - height / 2
    high = y - unit * 0.125 - height / 2
    below = y + unit * 0.03 + height / 2
    spots: list[tuple[Point, float]] = []
    for part in (0.5, 0.35, 0.65, 0.22, 0.78, 0.1, 0.9):
        x = left + (right - left) * part
        out = max(0.0, left - (x - width / 2), (x + width / 2) - right) / unit
        crossed = slash is not None and abs(slash - x) < width / 2 + unit * 0.06
        own = abs(x - middle) / unit * 0.3 + out * 3
        spots.append(((x, high if crossed else above), own + (0.15 if crossed else 0.0)))
        if not crossed:
            hit = drop is not None and abs(drop - x) < width / 2 + unit * 0.03
            spots.append(((x, below), own + 0.5 + (2.0 if hit else 0.0)))
    return spots


def spots_round(ring: Sequence[Point], size: tuple[float, float], unit: float) -> list[tuple[Point, float]]:
    """Middles for a home's name: below its loop, above it, then at its sides."""
    width, height = size
    gap = unit * 0.06
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    left, right, top, bottom = min(xs), max(xs), min(ys), max(ys)
    middle = (left + right) / 2
    spots: list[tuple[Point, float]] = []
    for part in (0.5, 0.3, 0.7, 0.15, 0.85):
        x = left + (right - left) * part
        near = [point for point in ring if abs(point[0] - x) < width / 2]
        if near:
            low, high = max(y for _, y in near), min(y for _, y in near)
            off = abs(x - middle) / unit * 0.12
            spots.append(((x, low + gap + height / 2), off))
            spots.append(((x, high - gap - height / 2), off + 0.1))
    for part in (0.5, 0.25, 0.75):
        y = top + (bottom - top) * part
        near = [point for point in ring if abs(point[1] - y) < height]
        if near:
            spots.append(((min(x for x, _ in near) - 2 * gap - width / 2, y), 0.9))
            spots.append(((max(x for x, _ in near) + 2 * gap + width / 2, y), 0.9))
    return spots or [((middle, bottom + gap + height / 2), 0.0)]
