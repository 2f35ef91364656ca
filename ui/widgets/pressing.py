"""What things that are pressed and paint themselves have in common."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QEnterEvent, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QPushButton

from ui.theme import theme


class Pressable(QPushButton):
    """A plain place to press: Enter presses it, as Space does. Subclasses say how large it is, and paint it."""

    _hover = False
    """Whether the pointer is over it."""

    def corner_radius(self) -> float:
        """The radius a focus ring should follow."""
        return theme().radius()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter presses, as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Qt: under the pointer."""
        self._hover = True
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Qt: no longer under the pointer."""
        self._hover = False
        self.update()
        super().leaveEvent(event)


def paint_line(painter: QPainter, box: QRectF, text: str, role: str, ink: str, *, bold: bool = False) -> bool:
    """Paint one line of words in a role and an ink; whether it had to lose its end in that box."""
    font = theme().font(role, bold=bold)
    painter.setFont(font)
    painter.setPen(theme().color(ink))
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, round(box.width()))
    painter.drawText(box.adjusted(0, 0, 2, 0), Qt.AlignmentFlag.AlignVCenter, shown)
    return shown != text
