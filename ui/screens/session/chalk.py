"""Writing and drawing for the room: the projector's own colours, and no letter smaller than 24 points.

Everything is in px of a screen of 1920 by 1080, whatever theme the facilitator's own window has. Words are set by Qt,
so that every word that reaches the wall can be read back from what was painted.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QTextLayout, QTextOption

from ui import fonts, icons
from ui.theme import tokens

WIDTH, HEIGHT = 1920, 1080
LEAST = 32
"""24 points at 96 dots to the inch: the smallest letter on the wall, in px."""
_LINE = 1.32


def colour(token: str) -> QColor:
    """A colour of the projector's theme, or one that somebody chose to draw with (``#rrggbb``)."""
    if token.startswith("#"):
        return QColor(token)
    return QColor(tokens()["color"]["themes"]["projectorDark"][token])


def ramp(step: int) -> QColor:
    """The colour of scale step 0 to 10."""
    return QColor(tokens()["color"]["scaleRamp"]["onDark"][step])


@lru_cache(maxsize=32)
def font(size: int, bold: bool = False) -> QFont:
    """The application's font, never under :data:`LEAST`."""
    found = fonts.base_font()
    found.setPixelSize(max(LEAST, size))
    found.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    return found


def wide(words: str, size: int, bold: bool = False) -> float:
    """How wide one line is."""
    return QFontMetricsF(font(size, bold)).horizontalAdvance(words)


def line_height(size: int) -> float:
    """From one line to the next."""
    return round(max(LEAST, size) * _LINE)


@lru_cache(maxsize=256)
def _laid(words: str, size: int, bold: bool, width: int, most: int) -> tuple[QTextLayout, int]:
    fonts.ensure(words)
    layout = QTextLayout(words.replace("\n", "\u2028"), font(size, bold))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    count = 0
    while not most or count < most:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        line.setPosition(QPointF(0, count * line_height(size)))
        count += 1
    layout.endLayout()
    return layout, count


def forget() -> None:
    """Drop the lines kept set: part of letting go of a session."""
    _laid.cache_clear()


def height(words: str, size: int, width: float, *, bold: bool = False, most: int = 0) -> float:
    """How high a text is when set in ``width`` (at ``most`` lines)."""
    return _laid(words, size, bold, int(width), most)[1] * line_height(size)


def write(
    painter: QPainter, words: str, x: float, y: float, *, size: int = LEAST, width: float = 0.0, token: str = "ink",
    bold: bool = False, most: int = 0, middle: bool = False,
) -> float:  # fmt: skip
    """Set a text with its top left at (x, y); wrapped in ``width``, at ``most`` lines. Returns its height.

    Without ``width`` it is one line; ``middle`` centres that line on ``x``.
    """
    if not words:
        return 0.0
    painter.setPen(colour(token))
    if width:
        if most and height(words, size, width, bold=bold) > most * line_height(size):
            words = _cut(words, size, bold, width * most * 0.97)
        layout, count = _laid(words, size, bold, int(width), most)
        layout.draw(painter, QPointF(x, y))
        return count * line_height(size)
    fonts.ensure(words)
    painter.setFont(font(size, bold))
    left = x - wide(words, size, bold) / 2 if middle else x
    painter.drawText(QPointF(left, y + QFontMetricsF(font(size, bold)).ascent()), words)
    return line_height(size)


def _cut(words: str, size: int, bold: bool, room: float) -> str:
    return QFontMetricsF(font(size, bold)).elidedText(words, Qt.TextElideMode.ElideRight, room)


def box(painter: QPainter, rect: QRectF, *, token: str = "card", line: str = "", radius: float = 22.0) -> None:
    """A rounded box."""
    painter.setPen(QPen(colour(line), 2) if line else Qt.PenStyle.NoPen)
    painter.setBrush(colour(token))
    painter.drawRoundedRect(rect, radius, radius)


def icon(painter: QPainter, name: str, x: float, y: float, side: float, token: str = "ink2") -> None:
    """An icon in a square with its top left at (x, y)."""
    icons.paint(painter, name, QRectF(x, y, side, side), colour(token))
