"""Where a thing stands in a scene, and where it comes to stand when it is pulled, turned or pinched."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QPointF
from PySide6.QtGui import QTransform

from models.picture_views import SceneItemView

LEAST, MOST = 12.0, 4000.0
"""The least and the most width or height, in units, that a thing can be pulled to."""

CORNERS = ((-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5))
"""The corners of a thing's own box, from its middle, in parts of its width and height."""


@dataclass(frozen=True)
class Placing:
    """A middle, a size before turning, degrees clockwise, and whether left and right are changed."""

    x: float
    y: float
    width: float
    height: float
    rotation: float = 0.0
    flipped: bool = False

    @staticmethod
    def of(item: SceneItemView) -> Placing:
        """Where an item stands."""
        wide, high = max(item.width, 1.0), max(item.height, 1.0)
        return Placing(item.x, item.y, wide, high, item.rotation, item.flipped)

    def matrix(self) -> QTransform:
        """From the item's own box (a square of 1 round its middle) to the scene."""
        matrix = QTransform()
        matrix.translate(self.x, self.y)
        matrix.rotate(self.rotation)
        matrix.scale(-self.width if self.flipped else self.width, self.height)
        return matrix

    def turning(self) -> QTransform:
        """From lengths along the item's own edges to the scene: turned and put, neither scaled nor flipped."""
        matrix = QTransform()
        matrix.translate(self.x, self.y)
        matrix.rotate(self.rotation)
        return matrix

    def corner(self, index: int) -> QPointF:
        """A corner of the box in the scene."""
        across, down = CORNERS[index]
        return self.turning().map(QPointF(across * self.width, down * self.height))

    def moved(self, dx: float, dy: float) -> Placing:
        """Further right and down."""
        return replace(self, x=self.x + dx, y=self.y + dy)

    def turned(self, degrees: float) -> Placing:
        """Turned clockwise about its middle."""
        return replace(self, rotation=(self.rotation + degrees) % 360)

    def scaled(self, factor: float) -> Placing:
        """Larger or smaller about its middle, within reason."""
        least, most = LEAST / max(self.width, self.height), MOST / max(self.width, self.height)
        factor = min(max(factor, least), most)
        return replace(self, width=self.width * factor, height=self.height * factor)

    def pulled(self, index: int, to: QPointF, *, free: bool) -> Placing:
        """The corner pulled to a point while the one opposite stays; *free* changes the shape of the box as well."""
        across, down = CORNERS[index]
        fixed = self.corner((index + 2) % 4)
        back, _ = self.turning().inverted()
        reach = back.map(to) - back.map(fixed)
        sign_x, sign_y = (1.0 if across > 0 else -1.0), (1.0 if down > 0 else -1.0)
        if free:
            wide = min(max(reach.x() * sign_x, LEAST * 3), MOST)
            high = min(max(reach.y() * sign_y, LEAST * 2), MOST)
        else:
            along = reach.x() * sign_x * self.width + reach.y() * sign_y * self.height
            factor = along / (self.width**2 + self.height**2)
            grown = self.scaled(factor)
            wide, high = grown.width, grown.height
        middle = back.map(fixed) + QPointF(sign_x * wide / 2, sign_y * high / 2)
        put = self.turning().map(middle)
        return replace(self, x=put.x(), y=put.y(), width=wide, height=high)

    def pinched(self, before: tuple[QPointF, QPointF], after: tuple[QPointF, QPointF]) -> Placing:
        """As two fingers carry it: moved with their middle, scaled by their distance, turned with them."""
        was, now = before[1] - before[0], after[1] - after[0]
        length = math.hypot(was.x(), was.y())
        factor = math.hypot(now.x(), now.y()) / length if length else 1.0
        angle = math.degrees(math.atan2(now.y(), now.x()) - math.atan2(was.y(), was.x()))
        shift = (after[0] + after[1] - before[0] - before[1]) * 0.5
        return self.scaled(factor).turned(angle).moved(shift.x(), shift.y())

    def changes(self, other: Placing) -> dict[str, Any]:
        """What is different in *other*, as :func:`models.acts.scenes.place` takes it."""
        names = ("x", "y", "width", "height", "rotation", "flipped")
        return {name: getattr(other, name) for name in names if getattr(other, name) != getattr(self, name)}
