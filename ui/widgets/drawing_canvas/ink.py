"""Ink while the pen is down: each movement paints its own piece of the line, nothing else."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QPixmap

from models.picture_views import Point
from models.strokes import width_at

_NEAR = 0.6
"""Pixels: a movement shorter than this adds nothing to see."""


class Ink:
    """A line being drawn on a clear sheet over the page; everything in device-independent pixels."""

    def __init__(self) -> None:
        self.points: list[Point] = []
        self._sheet = QPixmap()
        self._brush = QBrush(QColor("black"))
        self._pen = 6.0
        self._covered = QRectF()
        self.is_wet = False
        """Whether there is ink that the page under it does not show yet."""

    @property
    def is_down(self) -> bool:
        """Whether a line is being drawn."""
        return bool(self.points)

    def use(self, sheet: QPixmap) -> None:
        """Draw on another clear sheet from now on; what is being drawn ends."""
        self._sheet, self.points, self._covered, self.is_wet = sheet, [], QRectF(), False

    def begin(self, at: QPointF, pressure: float, pen: float, brush: QBrush) -> QRect:
        """Put the pen down. Returns the pixels that changed."""
        self._pen, self._brush = pen, brush
        self.points = [(at.x(), at.y(), pressure)]
        self.is_wet = True
        path = QPainterPath(at)
        path.lineTo(at.x() + 0.01, at.y())
        return self._stroke(path, pressure)

    def add(self, at: QPointF, pressure: float) -> QRect:
        """Move the pen. Returns the pixels that changed."""
        x1, y1, last = self.points[-1]
        if abs(at.x() - x1) + abs(at.y() - y1) < _NEAR:
            return QRect()
        before = self.points[-2] if len(self.points) > 1 else self.points[-1]
        self.points.append((at.x(), at.y(), pressure))
        # From the middle of the piece before to the middle of this one the curve is final; on to the pen straight.
        path = QPainterPath(QPointF((before[0] + x1) / 2, (before[1] + y1) / 2))
        path.quadTo(QPointF(x1, y1), QPointF((x1 + at.x()) / 2, (y1 + at.y()) / 2))
        path.lineTo(at)
        return self._stroke(path, (last + pressure) / 2)

    def _stroke(self, path: QPainterPath, pressure: float) -> QRect:
        width = width_at(self._pen, pressure)
        cap, join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
        painter = QPainter(self._sheet)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.strokePath(path, QPen(self._brush, width, Qt.PenStyle.SolidLine, cap, join))
        painter.end()
        area = path.controlPointRect().adjusted(-width, -width, width, width)
        self._covered = self._covered.united(area)
        return area.toAlignedRect()

    def lift(self) -> list[Point]:
        """Take the pen off: the points of the line. Its ink stays to be seen until it is dried."""
        points, self.points = self.points, []
        return points

    def dry(self) -> QRect:
        """Clear the sheet, because the page shows the lines now. Returns the pixels that changed."""
        covered = self._covered.toAlignedRect()
        self.points, self._covered, self.is_wet = [], QRectF(), False
        if not covered.isEmpty():
            painter = QPainter(self._sheet)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
            painter.fillRect(covered, Qt.GlobalColor.transparent)
            painter.end()
        return covered

    def paint(self, painter: QPainter, origin: QPointF) -> None:
        """Paint the line over the page (the painter's clip says which part)."""
        if self.is_wet:
            painter.drawPixmap(origin, self._sheet)
