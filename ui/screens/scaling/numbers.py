"""Choosing a number from 0 to 10: cards for grown-ups, stones with pictures for children. One choice, all by keys."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui import icons
from ui.screens.scaling import words
from ui.theme import theme
from ui.widgets import ChoiceButton, ChoiceRow, paint_frame

_TEN_WITHIN_MS = 900


class _Number(ChoiceButton):
    """One number."""

    def __init__(self, value: int, stones: bool, parent: QWidget) -> None:
        super().__init__(value, str(value), name=f"number{value}", heard=str(value), parent=parent)
        self._stones = stones

    def corner_radius(self) -> float:
        """The radius a focus ring should follow."""
        return self.height() / 2 if self._stones else theme().px(14)

    def sizeHint(self) -> QSize:
        """Qt: 116 px tall cards, stones of at least 56 px."""
        return QSize(theme().px(72), max(56, theme().px(84)) if self._stones else theme().px(116))

    def minimumSizeHint(self) -> QSize:
        """Qt: a target that a finger hits."""
        least = 56 if self._stones else 44 if theme().touch else 32
        return QSize(least, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: card or stone."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._stones:
            self._paint_stone(painter)
        else:
            self._paint_card(painter)

    def _paint_card(self, painter: QPainter) -> None:
        chosen, k = self.isChecked(), theme().factor
        line, width = ("ink", 3.0) if chosen else ("lineStrong", 1.0)
        fill = "hover" if self.underMouse() and not chosen else "card"
        paint_frame(painter, QRectF(self.rect()), fill=fill, line=line, width=width, radius=14 * k)
        bar = QRectF(11 * k, self.height() - 17 * k, self.width() - 22 * k, 7 * k)
        edge = "lineStrong" if theme().name == "contrast" else None
        paint_frame(painter, bar, fill=theme().ramp(self.value)[0], line=edge, radius=3.5 * k)
        painter.setPen(theme().color("ink"))
        painter.setFont(theme().font("hero", size=36))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        if chosen:
            side = 24 * k
            spot = QRectF(self.width() - side - 9 * k, 9 * k, side, side)
            icons.paint(painter, "check-circle-fill", spot, theme().color("ink"))

    def _paint_stone(self, painter: QPainter) -> None:
        chosen, k = self.isChecked(), theme().factor
        height = self.height() - 8 * k
        across = min(self.width() - 6 * k, height * 1.2)
        # Stones lie a little up and down, like a path.
        drop = (4 if self.value % 2 else -4) * k
        stone = QRectF((self.width() - across) / 2, 4 * k + drop / 2, across, height - 4 * k)
        fill, ink = theme().ramp(self.value)
        line, width = ("ink", 4.0 * k) if chosen else ("lineStrong", 1.0)
        paint_frame(painter, stone, fill=fill, line=line, width=width, radius=height * 0.46)
        painter.setPen(ink)
        painter.setFont(theme().font("childTitle"))
        painter.drawText(stone, Qt.AlignmentFlag.AlignCenter, self.text())
        if chosen:
            side = 22 * k
            spot = QRectF(stone.right() - side, stone.top(), side, side)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme().color("card"))
            painter.drawEllipse(spot.adjusted(-1, -1, 1, 1))
            icons.paint(painter, "check-circle-fill", spot, theme().color("ink"))


class NumberRow(ChoiceRow):
    """0 to 10. Digits choose: 1 and then 0 quickly is 10."""

    def __init__(self, *, stones: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("numbers")
        self.setAccessibleName(words.say("A number from 0 to 10"))
        self._one_typed = QTimer(self)
        self._one_typed.setSingleShot(True)
        self._one_typed.setInterval(_TEN_WITHIN_MS)
        self._lay_out([_Number(value, stones, self) for value in range(11)], 4 if stones else 9)

    def _typed(self, text: str) -> int | None:
        if not text.isdecimal() or len(text) != 1:
            return None
        ten = text == "0" and self._one_typed.isActive()
        self._one_typed.stop()
        if text == "1":
            self._one_typed.start()
        return 10 if ten else int(text)
