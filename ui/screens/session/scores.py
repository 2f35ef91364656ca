"""Everybody's numbers for the room: a dot for each over the scale from 0 to 10. No names, no average."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from models.sessions import SessionView
from ui.screens.session import chalk
from ui.screens.session.words import spread, tr

_FALL = 90.0
"""From how far above its place a dot settles when it is revealed."""


def paint_large(painter: QPainter, view: SessionView, area: QRectF, shown: float) -> None:
    """The numbers of this stage over the whole width."""
    below = 2 * chalk.line_height(40) + 60
    ramp = QRectF(area.left(), area.bottom() - below - 86, area.width(), 30)
    radius = 27.0
    highest = max(Counter(item.value for item in view.scores).values(), default=0)
    if highest:
        radius = max(9.0, min(radius, (ramp.top() - area.top() - 20) / (2.25 * highest)))
    _paint_ramp(painter, view, ramp, size=44)
    paint_dots(painter, view, ramp, radius, shown)
    y = ramp.bottom() + 84
    y += chalk.write(painter, spread(view.scores), area.left(), y, size=44, width=area.width(), bold=True)
    heard = tr("Hear the lowest and the highest first. Nobody has to agree.")
    chalk.write(painter, heard, area.left(), y, size=36, width=area.width(), token="ink2")


def paint_small(painter: QPainter, view: SessionView, area: QRectF) -> None:
    """The numbers kept in sight in the corner of later stages."""
    ramp = QRectF(area.right() - 520, area.bottom() - 64, 520, 16)
    highest = max(Counter(item.value for item in view.scores).values(), default=1)
    radius = max(5.0, min(11.0, (ramp.top() - area.top() - 8) / (2.3 * highest)))
    _paint_ramp(painter, view, ramp, size=chalk.LEAST)
    paint_dots(painter, view, ramp, radius, 1.0)
    width = area.width() - 520 - 56
    y = area.bottom() - 104
    y += chalk.write(painter, spread(view.scores), area.left(), y, width=width, bold=True, most=1)
    chalk.write(painter, tr("Our scale, from 0 to 10"), area.left(), y, width=width, token="ink2", most=1)


def paint_dots(painter: QPainter, view: SessionView, ramp: QRectF, radius: float, shown: float) -> None:
    """A dot for each number, stacked on its step; ``shown`` (0 to 1): how far they have settled, all together."""
    if shown <= 0:
        return
    painter.setPen(Qt.PenStyle.NoPen)
    ink = chalk.colour("ink")
    ink.setAlphaF(min(1.0, shown))
    painter.setBrush(ink)
    stacked: Counter[int] = Counter()
    step = ramp.width() / 11
    for item in view.scores:
        assert item.value is not None
        stacked[item.value] += 1
        y = ramp.top() - 14 - radius - (stacked[item.value] - 1) * 2.25 * radius - (1 - shown) * _FALL
        painter.drawEllipse(QPointF(ramp.left() + (item.value + 0.5) * step, y), radius, radius)


def _paint_ramp(painter: QPainter, view: SessionView, ramp: QRectF, size: int) -> None:
    step = ramp.width() / 11
    painter.setPen(Qt.PenStyle.NoPen)
    for number in range(11):
        painter.setBrush(chalk.ramp(number))
        painter.drawRoundedRect(
            QRectF(ramp.left() + number * step + 3, ramp.top(), step - 6, ramp.height()), ramp.height() / 2,
            ramp.height() / 2,
        )  # fmt: skip
    values = [item.value for item in view.scores if item.value is not None]
    ends = {min(values), max(values)} if values else set()
    for number in sorted({0, 10} | ends):
        chalk.write(painter, str(number), ramp.left() + (number + 0.5) * step, ramp.bottom() + 8, size=size,
                    token="ink" if number in ends else "ink2", bold=number in ends, middle=True)  # fmt: skip
