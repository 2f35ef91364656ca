"""One of a few values in a row, by hand or by keys: what numbers and faces have in common."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from ui.theme import theme
from ui.widgets.base import follow_theme

_BY_COMMAND = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class ChoiceButton(QPushButton):
    """One value of a :class:`ChoiceRow`. Subclasses say how large it is and paint it."""

    def __init__(self, value: int, words: str, *, name: str, heard: str, parent: QWidget) -> None:
        super().__init__(words, parent)
        self.value = value
        self.setObjectName(name)
        self.setAccessibleName(heard)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        follow_theme(self.updateGeometry)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: the row decides, so that arrows change the choice."""
        row = self.parentWidget()
        if not (isinstance(row, ChoiceRow) and row.take_key(event)):
            super().keyPressEvent(event)


class ChoiceRow(QWidget):
    """Values side by side, none chosen at first. What is typed, arrows, Home and End choose; Enter confirms.

    ``chosen(int)`` with the value at every choice, ``confirmed()`` on Enter.
    """

    chosen = Signal(int)
    confirmed = Signal()

    def _lay_out(self, buttons: Sequence[ChoiceButton], gap: int) -> None:
        """Show the buttons, in their order; ``gap`` in px at 100 %."""
        self.buttons = list(buttons)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(gap))
        for button in self.buttons:
            button.clicked.connect(self._pressed)
            row.addWidget(button, 1)

    @property
    def value(self) -> int | None:
        """The chosen value, None before any choice."""
        return next((b.value for b in self.buttons if b.isChecked()), None)

    def choose(self, value: int) -> None:
        """Choose a value, as if pressed."""
        for button in self.buttons:
            button.setChecked(button.value == value)
            if button.value == value:
                button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.chosen.emit(value)

    def clear(self) -> None:
        """Choose none."""
        for button in self.buttons:
            button.setChecked(False)

    def _pressed(self) -> None:
        button = self.sender()
        if isinstance(button, ChoiceButton):
            self.choose(button.value)

    def _typed(self, text: str) -> int | None:
        """The value that a typed sign means, if any."""
        raise NotImplementedError

    def take_key(self, event: QKeyEvent) -> bool:
        """Choose by a typed sign, arrow, Home, End, or confirm by Enter; False for any other key."""
        if event.modifiers() & _BY_COMMAND:
            return False
        if (typed := self._typed(event.text())) is not None:
            self.choose(typed)
            return True
        key, last = event.key(), len(self.buttons) - 1
        at = next((place for place, button in enumerate(self.buttons) if button.isChecked()), None)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and at is not None:
            self.confirmed.emit()
            return True
        if key in (Qt.Key.Key_Right, Qt.Key.Key_Up):
            place = 0 if at is None else min(last, at + 1)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Down):
            place = last if at is None else max(0, at - 1)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            place = 0 if key == Qt.Key.Key_Home else last
        else:
            return False
        self.choose(self.buttons[place].value)
        return True
