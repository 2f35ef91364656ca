"""A number of the audit: a box that takes digits and arrows, and a row of numbers to press."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui import icons
from ui.screens.audit.words import tr
from ui.theme import theme
from ui.widgets import IconButton, Pressable, follow_theme, paint_frame

_TEN_WITHIN_MS = 900
_LEAST = 48
"""The least side of a number to press, in pixels."""


class ScoreBox(Pressable):
    """Somebody's number. Pressed, it asks for the numbers (``clicked``); digits, arrows and Delete set it at once.

    ``chosen(number or None)``. While numbers are hidden it says only whether there is one.
    """

    chosen = Signal(object)

    def __init__(self, *, name: str, who: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._who = who
        self.value: int | None = None
        self.hidden_number = self.is_given = False
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._one_typed = QTimer(self)
        self._one_typed.setSingleShot(True)
        self._one_typed.setInterval(_TEN_WITHIN_MS)
        follow_theme(self.updateGeometry)

    def show_number(self, value: int | None, heard: str, *, hidden: bool = False, is_given: bool = False) -> None:
        """Show a number, or whether there is one."""
        self.value, self.hidden_number, self.is_given = value, hidden, is_given
        if hidden:
            said = tr("has written") if is_given else tr("has not written yet")
        else:
            said = str(value) if value is not None else tr("no number yet")
        self.setAccessibleName(f"{self._who}, {heard}: {said}" if heard else f"{self._who}: {said}")
        self.setEnabled(not hidden)
        self.update()

    def corner_radius(self) -> float:
        """The radius a focus ring should follow."""
        return theme().px(10)

    def sizeHint(self) -> QSize:
        """Qt: a number one reads across the table."""
        return QSize(max(_LEAST, theme().px(72)), max(_LEAST, theme().px(56)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: digits (1 then 0 quickly is 10), arrows, Delete."""
        key, text = event.key(), event.text()
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            super().keyPressEvent(event)
        elif text.isdecimal() and len(text) == 1:
            ten = text == "0" and self._one_typed.isActive()
            self._one_typed.stop()
            if text == "1":
                self._one_typed.start()
            self.chosen.emit(10 if ten else int(text))
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Right):
            self.chosen.emit(0 if self.value is None else min(10, self.value + 1))
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Left):
            self.chosen.emit(10 if self.value is None else max(0, self.value - 1))
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.chosen.emit(None)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the number on its step's colour, or a dashed gap."""
        painter, box, k = QPainter(self), QRectF(self.rect()), theme().factor
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hidden_number:
            self._paint_hidden(painter, box)
            return
        live = self.underMouse() and self.isEnabled()
        if self.value is None:
            paint_frame(painter, box, fill="ask", line="askLine", radius=10 * k, dashed=True)
            painter.setPen(theme().color("askInk"))
            painter.setFont(theme().font("lead"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "?")
            return
        paint_frame(painter, box, fill="hover" if live else "card", line="lineStrong", radius=10 * k)
        bar = QRectF(10 * k, box.height() - 12 * k, box.width() - 20 * k, 6 * k)
        edge = "lineStrong" if theme().name == "contrast" else None
        paint_frame(painter, bar, fill=theme().ramp(self.value)[0], line=edge, radius=3 * k)
        painter.setPen(theme().color("ink"))
        painter.setFont(theme().font("title", size=28))
        painter.drawText(box.adjusted(0, 0, 0, -8 * k), Qt.AlignmentFlag.AlignCenter, str(self.value))

    def _paint_hidden(self, painter: QPainter, box: QRectF) -> None:
        paint_frame(painter, box, fill="selected", line="line", radius=theme().px(10))
        side = theme().px(22)
        spot = QRectF((box.width() - side) / 2, (box.height() - side) / 2, side, side)
        icons.paint(painter, "check-circle" if self.is_given else "dots-three", spot, theme().color("ink2"))


class _Number(Pressable):
    """One number of the row."""

    def __init__(self, value: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.value = value
        self.setObjectName(f"pick{value}")
        self.setAccessibleName(str(value))
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Qt: what a finger hits."""
        return QSize(max(_LEAST, theme().px(_LEAST)), max(_LEAST, theme().px(_LEAST)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: a card with the colour of its step."""
        painter, box, k = QPainter(self), QRectF(self.rect()), theme().factor
        on = self.isChecked()
        fill = "hover" if self.underMouse() else "card"
        paint_frame(painter, box, fill=fill, line="ink" if on else "lineStrong", width=3 if on else 1, radius=8 * k)
        bar = QRectF(8 * k, box.height() - 10 * k, box.width() - 16 * k, 5 * k)
        edge = "lineStrong" if theme().name == "contrast" else None
        paint_frame(painter, bar, fill=theme().ramp(self.value)[0], line=edge, radius=2.5 * k)
        painter.setPen(theme().color("ink"))
        painter.setFont(theme().font("words", bold=True))
        painter.drawText(box.adjusted(0, 0, 0, -6 * k), Qt.AlignmentFlag.AlignCenter, str(self.value))


class NumberStrip(QWidget):
    """0 to 10 in a row, and taking the number back. ``chosen(number or None)``, ``closed()`` on Esc."""

    chosen = Signal(object)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("numberStrip")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(5))
        row.addStretch(1)
        self.buttons = [_Number(value, self) for value in range(11)]
        for button in self.buttons:
            button.clicked.connect(self._press)
            row.addWidget(button)
        self.none = IconButton("x", tr("No number"), name="pickNone", kind="outline")
        self.none.clicked.connect(self._none)
        row.addWidget(self.none)

    def open_for(self, heard: str, value: int | None) -> None:
        """Ask somebody for a number."""
        self.setAccessibleName(heard)
        for button in self.buttons:
            button.setChecked(button.value == value)
        self.none.setEnabled(value is not None)
        self.show()
        self.buttons[value or 0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _press(self) -> None:
        button = self.sender()
        if isinstance(button, _Number):
            self.chosen.emit(button.value)

    def _none(self) -> None:
        self.chosen.emit(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: arrows go along, digits choose, Esc puts it away."""
        at = next((place for place, button in enumerate(self.buttons) if button.hasFocus()), 0)
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Down: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: 1}
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() in steps:
            self.buttons[max(0, min(10, at + steps[Qt.Key(event.key())]))].setFocus(Qt.FocusReason.TabFocusReason)
        elif event.text().isdecimal() and len(event.text()) == 1:
            self.chosen.emit(int(event.text()))
        else:
            super().keyPressEvent(event)
