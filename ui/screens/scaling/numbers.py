"""Choosing a number from 0 to 10: cards for grown-ups, stones with pictures for children. One choice, all by keys."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from ui import icons
from ui.screens.scaling import words
from ui.theme import theme
from ui.widgets import follow_theme, paint_frame

_TEN_WITHIN_MS = 900


class _Number(QPushButton):
    """One number."""

    def __init__(self, value: int, stones: bool, parent: QWidget) -> None:
        super().__init__(str(value), parent)
        self.value, self._stones = value, stones
        self.setObjectName(f"number{value}")
        self.setAccessibleName(str(value))
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        follow_theme(self.updateGeometry)

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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: the row decides, so that arrows change the number."""
        row = self.parentWidget()
        if not (isinstance(row, NumberRow) and row.take_key(event)):
            super().keyPressEvent(event)

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


class NumberRow(QWidget):
    """0 to 10, none chosen at first. Digits, arrows, Home and End choose; Enter says the choice is made.

    ``chosen(int)`` at every choice, ``confirmed()`` on Enter.
    """

    chosen = Signal(int)
    confirmed = Signal()

    def __init__(self, *, stones: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("numbers")
        self.setAccessibleName(words.say("A number from 0 to 10"))
        self._one_typed = QTimer(self)
        self._one_typed.setSingleShot(True)
        self._one_typed.setInterval(_TEN_WITHIN_MS)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(4 if stones else 9))
        self.buttons = [_Number(value, stones, self) for value in range(11)]
        for button in self.buttons:
            button.clicked.connect(self._pressed)
            row.addWidget(button, 1)

    @property
    def value(self) -> int | None:
        """The chosen number, None before any choice."""
        return next((b.value for b in self.buttons if b.isChecked()), None)

    def choose(self, value: int) -> None:
        """Choose a number, as if pressed."""
        for button in self.buttons:
            button.setChecked(button.value == value)
        self.buttons[value].setFocus(Qt.FocusReason.OtherFocusReason)
        self.chosen.emit(value)

    def clear(self) -> None:
        """Choose none."""
        for button in self.buttons:
            button.setChecked(False)

    def _pressed(self) -> None:
        button = self.sender()
        if isinstance(button, _Number):
            self.choose(button.value)

    def take_key(self, event: QKeyEvent) -> bool:
        """Choose by a digit (1 then 0 quickly is 10), arrow, Home, End or Enter; False for any other key."""
        key, text = event.key(), event.text()
        now = self.value
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            return False
        if text.isdecimal() and len(text) == 1:
            ten = text == "0" and self._one_typed.isActive()
            self._one_typed.stop()
            if text == "1":
                self._one_typed.start()
            self.choose(10 if ten else int(text))
        elif key in (Qt.Key.Key_Right, Qt.Key.Key_Up):
            self.choose(0 if now is None else min(10, now + 1))
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Down):
            self.choose(10 if now is None else max(0, now - 1))
        elif key == Qt.Key.Key_Home:
            self.choose(0)
        elif key == Qt.Key.Key_End:
            self.choose(10)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and now is not None:
            self.confirmed.emit()
        else:
            return False
        return True
