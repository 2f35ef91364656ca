"""A thing in the hand: its frame and handles, and where it would stand if it were let go now."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap, QPolygonF

from models.picture_views import SceneItemView
from ui.theme import theme
from ui.widgets.drawing_canvas.pieces import Piece
from ui.widgets.drawing_canvas.placing import CORNERS, Placing

FREE = ("words", "bubble")
"""Kinds whose width and height may be pulled apart: their words flow anew."""

MOVE, TURN, TAIL = -1, 4, 5
"""What is gripped, besides the corners 0 to 3. The tail is a bubble's: where it points."""

_OUT, _ABOVE = 10, 34


@dataclass
class Hold:
    """A piece as it was taken up, and where it is now."""

    piece: Piece
    begin: Placing
    now: Placing
    sprite: QPixmap

    def paint(self, painter: QPainter) -> None:
        """Paint it where it is now (the painter in units of the scene)."""
        back, _ = self.begin.matrix().inverted()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setTransform(back * self.now.matrix(), True)
        painter.drawPixmap(self.piece.bounds, self.sprite, QRectF(self.sprite.rect()))
        painter.restore()


def handles(placing: Placing, scale: float, origin: QPointF, size: float) -> list[QPointF]:
    """The four corners and the handle to turn by, in pixels of the widget, a little outside the thing."""
    middle = QPointF(placing.x, placing.y) * scale + origin
    found = []
    for index, (across, down) in enumerate(CORNERS):
        out = _turned(QPointF(math.copysign(_OUT, across), math.copysign(_OUT, down)), placing.rotation)
        found.append(placing.corner(index) * scale + origin + out)
    up = _turned(QPointF(0, -placing.height * scale / 2 - _OUT - _ABOVE), placing.rotation)
    if (middle + up).y() < size:
        up = -up
    found.append(middle + up)
    return found


def tail_at(item: SceneItemView, placing: Placing) -> QPointF | None:
    """Where a bubble points, in the scene; None for what has no tail."""
    if item.kind != "bubble" or item.tail is None:
        return None
    x, y = item.tail
    return placing.turning().map(QPointF(-x if placing.flipped else x, y))


def _turned(offset: QPointF, degrees: float) -> QPointF:
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return QPointF(offset.x() * cos - offset.y() * sin, offset.x() * sin + offset.y() * cos)


def gripped(found: list[QPointF], at: QPointF, reach: float) -> int | None:
    """Which handle is touched: the nearest within reach, or None."""
    distances = [(math.hypot(at.x() - one.x(), at.y() - one.y()), index) for index, one in enumerate(found)]
    nearest, index = min(distances)
    return index if nearest <= reach else None


def paint_handles(painter: QPainter, found: list[QPointF], radius: float) -> None:
    """The frame round what is chosen, its corners, and the handle to turn by."""
    ink, card = theme().color("ink"), theme().color("card")
    corners, turn = found[:4], found[4]
    top = min(
        ((corners[i] + corners[(i + 1) % 4]) * 0.5 for i in (0, 2)),
        key=lambda at: math.hypot(at.x() - turn.x(), at.y() - turn.y()),
    )
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for colour, width in ((card, 5.0), (ink, 2.0)):
        painter.setPen(QPen(colour, width))
        painter.drawPolygon(QPolygonF(corners))
        painter.drawLine(top, turn)
    painter.setPen(QPen(ink, 2))
    painter.setBrush(card)
    for corner in corners:
        painter.drawEllipse(corner, radius, radius)
    painter.setBrush(ink)
    for other in found[4:]:
        painter.drawEllipse(other, radius, radius)
    painter.restore()
