"""The outlines of symbols, and where a line from outside meets them."""

from __future__ import annotations

import math
from dataclasses import dataclass

from models.drawing import Line, Path, Primitive, Rect, Segment
from models.drawings.genogram.pieces import Box, Point


@dataclass(frozen=True, slots=True)
class Outline:
    """A symbol's outline: a shape round a centre; ``half`` is half the side of the square it is made for."""

    shape: str
    x: float
    y: float
    half: float

    @property
    def box(self) -> Box:
        """Its bounding box."""
        left, top, right, bottom = self._extent()
        return left, top, right - left, bottom - top

    def _extent(self) -> tuple[float, float, float, float]:
        x, y, r = self.x, self.y, self.half
        if self.shape in ("circle", "square", "soft_square"):
            return x - r, y - r, x + r, y + r
        if self.shape == "dot":
            return x - r * 0.3, y - r * 0.3, x + r * 0.3, y + r * 0.3
        points = self.corners()
        return (
            min(p[0] for p in points), min(p[1] for p in points), max(p[0] for p in points), max(p[1] for p in points),
        )  # fmt: skip

    def corners(self) -> tuple[Point, ...]:
        """The corners; of a round shape those of a fine polygon."""
        x, y, r = self.x, self.y, self.half
        if self.shape in ("square", "soft_square"):
            return (x - r, y - r), (x + r, y - r), (x + r, y + r), (x - r, y + r)
        if self.shape == "diamond":
            r *= 1.15
            return (x, y - r), (x + r, y), (x, y + r), (x - r, y)
        if self.shape == "triangle":
            return (x, y - r * 0.95), (x + r * 1.02, y + r * 0.85), (x - r * 1.02, y + r * 0.85)
        if self.shape == "hexagon":
            turns = [math.radians(60 * step) for step in range(6)]
            return tuple((x + math.cos(turn) * r * 1.1, y + math.sin(turn) * r * 1.1) for turn in turns)
        r = r * 0.3 if self.shape == "dot" else r
        turns = [math.radians(15 * step) for step in range(24)]
        return tuple((x + math.cos(turn) * r, y + math.sin(turn) * r) for turn in turns)

    def reach(self, dx: float, dy: float) -> float:
        """How far from the centre the edge lies in a direction."""
        length = math.hypot(dx, dy)
        if length == 0:
            return self.half
        if self.shape in ("circle", "dot"):
            return self.half * (0.3 if self.shape == "dot" else 1.0)
        if self.shape in ("square", "soft_square"):
            return self.half * length / max(abs(dx), abs(dy))
        ux, uy = dx / length, dy / length
        best = 0.0
        corners = self.corners()
        for (ax, ay), (bx, by) in zip(corners, corners[1:] + corners[:1], strict=True):
            ex, ey = bx - ax, by - ay
            across = ux * ey - uy * ex
            if abs(across) < 1e-9:
                continue
            along = ((ax - self.x) * ey - (ay - self.y) * ex) / across
            part = ((ax - self.x) * uy - (ay - self.y) * ux) / across
            if along > 0 and -1e-6 <= part <= 1 + 1e-6:
                best = max(best, along)
        return best or self.half

    def drawn(self, stroke: float, fill: str = "card", colour: str = "ink") -> Primitive:
        """The outline as a primitive."""
        x, y, r = self.x, self.y, self.half
        if self.shape == "dot":
            return Rect(x - r * 0.3, y - r * 0.3, r * 0.6, r * 0.6, colour, "", r * 0.3)
        if self.shape in ("circle", "square", "soft_square"):
            radius = {"circle": r, "square": 0.0, "soft_square": r * 0.45}[self.shape]
            return Rect(x - r, y - r, r * 2, r * 2, fill, colour, radius, stroke)
        return Path(polygon(self.corners()), fill, colour, stroke)

    def cross(self, stroke: float, kind: str) -> list[Primitive]:
        """An X within the outline, and for "x_bar" a bar below it."""
        if kind == "none" or self.shape == "dot":
            return []
        items: list[Primitive] = []
        if kind in ("x", "x_bar"):
            for (x1, y1), (x2, y2) in self._diagonals():
                items.append(Line(x1, y1, x2, y2, "ink", stroke * 0.85))
        if kind in ("bar", "x_bar"):
            left, top, width, height = self.box
            y = top + height + stroke * 2.2
            items.append(Line(left - stroke, y, left + width + stroke, y, "ink", stroke * 1.2))
        return items

    def _diagonals(self) -> tuple[tuple[Point, Point], tuple[Point, Point]]:
        x, y, r = self.x, self.y, self.half
        if self.shape == "triangle":
            # As wide as the triangle at its foot, so that the X is seen in a small symbol too.
            return ((x - r * 0.66, y + r * 0.6), (x + r * 0.66, y - r * 0.56)), (
                (x - r * 0.66, y - r * 0.56),
                (x + r * 0.66, y + r * 0.6),
            )
        reach = r * {"circle": math.sqrt(0.5), "square": 1.0, "soft_square": 0.87, "hexagon": 0.72}.get(
            self.shape, 0.575
        )
        return ((x - reach, y - reach), (x + reach, y + reach)), ((x - reach, y + reach), (x + reach, y - reach))


def polygon(points: tuple[Point, ...] | list[Point]) -> tuple[Segment, ...]:
    """A closed path through points."""
    first, *rest = points
    return (("M", first), *(("L", point) for point in rest), ("Z", ()))


def open_path(points: tuple[Point, ...] | list[Point]) -> tuple[Segment, ...]:
    """An open path through points."""
    first, *rest = points
    return (("M", first), *(("L", point) for point in rest))
