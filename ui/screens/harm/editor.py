"""Writing in a box: the kit's growing editor with the keys of a spreadsheet."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QWidget

from ui.theme import theme
from ui.widgets import GrowingTextEdit

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class CellEditor(GrowingTextEdit):
    """Enter keeps and goes down (Shift: up), Tab across, Alt+Enter a new line, Esc puts back.

    ``leaving(across, down)`` when a key leads to another box. ``row`` and ``column`` say whose words these are.
    In a box begun by typing (``quick``) up and down also lead on, from the first and the last line.
    """

    leaving = Signal(int, int)

    def __init__(self, text: str, *, row: int, column: int, heard: str, quick: bool, parent: QWidget) -> None:
        super().__init__(text, name="harmCellEditor", heard=heard, parent=parent)
        self.row, self.column, self.quick = row, column, quick

    def _pads(self) -> tuple[int, int]:
        """The words begin where they stand in the box."""
        return theme().px(13), theme().px(10)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: see the class."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in _ENTER and held == Qt.KeyboardModifier.AltModifier:
            self.textCursor().insertText("\n")
        elif event.key() in _ENTER and held in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):
            self.leaving.emit(0, -1 if held else 1)
        elif event.key() == Qt.Key.Key_F2:
            self.quick = False
        elif self.quick and not held and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._go_or_move(event)
        else:
            super().keyPressEvent(event)

    def _go_or_move(self, event: QKeyEvent) -> None:
        up = event.key() == Qt.Key.Key_Up
        cursor = self.textCursor()
        if cursor.movePosition(QTextCursor.MoveOperation.Up if up else QTextCursor.MoveOperation.Down):
            super().keyPressEvent(event)
        else:
            self.leaving.emit(0, -1 if up else 1)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Qt: Tab leads to the next box, Shift+Tab to the one before."""
        self.leaving.emit(1 if next else -1, 0)
        return True
