"""Scoring without reading: eleven stones, and faces or weather that follow the number. Drawn here, no files needed."""

from __future__ import annotations

import math
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import theme
from ui.widgets import follow_theme

Pictures = Literal["faces", "weather"]


def paint_face(painter: QPainter, rect: QRectF, value: float) -> None:
    """Paint a face from crying (0) to laughing (10)."""
    mood = value / 5 - 1
    ink = theme().color("ink")
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    side = rect.width()
    painter.setPen(QPen(ink, max(1.5, side / 22)))
    painter.setBrush(theme().ramp(round(4 + value * 0.6))[0])
    painter.drawEllipse(rect.adjusted(2, 2, -2, -2))
    middle = rect.center()
    painter.setPen(Qt.PenStyle.NoPen)
    # The two lightest steps are as pale as paper: eyes and mouth are always drawn in a dark colour.
    dark = QColor("#1D2321")
    painter.setBrush(dark)
    for direction in (-1, 1):
        painter.drawEllipse(
            QPointF(middle.x() + direction * side * 0.17, middle.y() - side * 0.1), side / 18, side / 15
        )
    mouth = QPainterPath(QPointF(middle.x() - side * 0.22, middle.y() + side * (0.18 - 0.06 * mood)))
    mouth.quadTo(
        QPointF(middle.x(), middle.y() + side * (0.18 + 0.24 * mood)),
        QPointF(middle.x() + side * 0.22, middle.y() + side * (0.18 - 0.06 * mood)),
    )
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(dark, max(2.0, side / 20), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawPath(mouth)
    if value < 2:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor("#4C93BD"))
        painter.drawEllipse(QPointF(middle.x() - side * 0.2, middle.y() + side * 0.08), side / 20, side / 13)
    painter.restore()


def paint_weather(painter: QPainter, rect: QRectF, value: float) -> None:
    """Paint the sky from a storm (0) through clouds to plain sunshine (10)."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    side = rect.width()
    if value >= 2:
        _paint_sun(painter, rect.center() + QPointF(side * 0.02, -side * 0.04), side * (0.12 + 0.016 * value), value)
    if value <= 8:
        grey = round(90 + value * 14)
        _paint_cloud(painter, rect.translated(0, side * 0.06), QColor(grey, grey, min(255, grey + 12)))
    if value <= 3:
        painter.setPen(QPen(QColor("#4C93BD"), side / 22, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        for place in (-0.2, 0.0, 0.2):
            x, y = rect.center().x() + place * side, rect.center().y() + side * 0.3
            painter.drawLine(QPointF(x, y), QPointF(x - side * 0.04, y + side * 0.14))
    painter.restore()


def _paint_sun(painter: QPainter, middle: QPointF, radius: float, value: float) -> None:
    painter.setPen(QPen(QColor("#B57A00"), max(1.5, radius / 8), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    if value >= 4:
        for turn in range(8):
            angle = math.pi * turn / 4
            ray = QPointF(math.cos(angle), math.sin(angle))
            painter.drawLine(middle + ray * radius * 1.3, middle + ray * radius * 1.65)
    painter.setBrush(QColor("#F2C04A"))
    painter.drawEllipse(middle, radius, radius)


def _paint_cloud(painter: QPainter, rect: QRectF, fill: QColor) -> None:
    side, middle = rect.width(), rect.center()
    cloud = QPainterPath()
    cloud.setFillRule(Qt.FillRule.WindingFill)
    cloud.addRoundedRect(
        QRectF(middle.x() - side * 0.34, middle.y() + side * 0.02, side * 0.68, side * 0.2), side * 0.1, side * 0.1
    )
    cloud.addEllipse(middle + QPointF(-side * 0.14, side * 0.02), side * 0.15, side * 0.15)
    cloud.addEllipse(middle + QPointF(side * 0.1, -side * 0.02), side * 0.19, side * 0.19)
    painter.setPen(QPen(theme().color("ink"), max(1.5, side / 30)))
    painter.setBrush(fill)
    painter.drawPath(cloud.simplified())


def paint_picture(painter: QPainter, rect: QRectF, value: float, pictures: Pictures) -> None:
    """Paint the picture of a number."""
    (paint_face if pictures == "faces" else paint_weather)(painter, rect, value)


class Picture(QWidget):
    """The picture of one number, ``size`` px at 100 %; it says nothing to a screen reader."""

    def __init__(self, value: float, pictures: Pictures, *, size: int = 64, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value, self._pictures, self._size = value, pictures, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        follow_theme(self.updateGeometry)

    def show_value(self, value: float | None, pictures: Pictures) -> None:
        """Show another one; None leaves the place empty."""
        self._value = -1 if value is None else value
        self._pictures = pictures
        self.update()

    def sizeHint(self) -> QSize:
        """Qt: square."""
        return QSize(theme().px(self._size), theme().px(self._size))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the picture."""
        if self._value >= 0:
            side = min(self.width(), self.height())
            paint_picture(QPainter(self), QRectF(0, 0, side, side), self._value, self._pictures)
