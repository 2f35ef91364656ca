"""The keys of the grid that are not Qt's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

if TYPE_CHECKING:
    from ui.screens.harm.grid import HarmGrid

_CHOICE = QItemSelectionModel.SelectionFlag
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_NONE, _SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
_CTRL, _ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def act_on_key(grid: HarmGrid, event: QKeyEvent) -> bool:
    """Do what a key asks for; False leaves it to Qt (arrows, Home, End, pages, stretching with Shift)."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return _clipboard(grid, event) or _moves(grid, event, held) or _writes(grid, event, held)


def _clipboard(grid: HarmGrid, event: QKeyEvent) -> bool:
    deeds = {
        QKeySequence.StandardKey.Copy: grid.copy, QKeySequence.StandardKey.Cut: grid.cut,
        QKeySequence.StandardKey.Paste: grid.paste, QKeySequence.StandardKey.SelectAll: grid.selectAll,
    }  # fmt: skip
    for key, deed in deeds.items():
        if event.matches(key):
            deed()
            return True
    return False


def _moves(grid: HarmGrid, event: QKeyEvent, held: Qt.KeyboardModifier) -> bool:
    key = event.key()
    if key in _ENTER and held in (_NONE, _SHIFT):
        grid.step(0, -1 if held else 1)
    elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown) and held == _CTRL:
        grid.sheet_wanted.emit(-1 if key == Qt.Key.Key_PageUp else 1)
    elif key == Qt.Key.Key_Space and held in (_CTRL, _SHIFT):
        whole = _CHOICE.Columns if held == _CTRL else _CHOICE.Rows
        grid.selectionModel().select(grid.currentIndex(), _CHOICE.ClearAndSelect | whole)
    elif key == Qt.Key.Key_Escape and held == _NONE and len(grid.selectedIndexes()) > 1:
        grid.selectionModel().setCurrentIndex(grid.currentIndex(), _CHOICE.ClearAndSelect)
    else:
        return False
    return True


def _writes(grid: HarmGrid, event: QKeyEvent, held: Qt.KeyboardModifier) -> bool:
    key, text = event.key(), event.text()
    if key == Qt.Key.Key_F2 and held == _NONE:
        grid.edit_current()
    elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and held == _NONE:
        grid.deeds.empty(grid.chosen())
    elif (key, held) in ((Qt.Key.Key_Down, _ALT), (Qt.Key.Key_F10, _SHIFT)):
        grid.ask_menu()
    elif text and text.isprintable() and not held & (_CTRL | Qt.KeyboardModifier.MetaModifier) and held != _ALT:
        grid.edit_current(text)
    else:
        return False
    return True
