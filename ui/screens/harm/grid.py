"""The grid of a harm matrix, with a spreadsheet's keys. A screen reader meets it as a table."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget

from models import pasting
from models.thinking_views import MatrixView
from ui.screens.harm.boxes import HarmBoxes
from ui.screens.harm.deeds import Deeds
from ui.screens.harm.state import HarmState
from ui.screens.harm.words import tr
from ui.screens.harm.writing import Writing
from ui.widgets import IconButton, announce

_CHOICE = QItemSelectionModel.SelectionFlag
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_NONE, _SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
_CTRL, _ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


class HarmGrid(HarmBoxes):
    """The boxes, to be written in.

    ``menu_wanted(place)``: what can be done with the chosen ones; ``sheet_wanted(±1)``: the next behaviour, or the one
    before; ``entered()``: it got the keyboard.
    """

    menu_wanted = Signal(QPoint)
    sheet_wanted = Signal(int)
    entered = Signal()

    def __init__(self, state: HarmState, deeds: Deeds, parent: QWidget | None = None) -> None:
        super().__init__(state, deeds, parent)
        self.setObjectName("harmGrid")
        self.setProperty("noFocusRing", True)  # the current box has the ring
        self.writing = Writing(self)
        self._pressed_current = False
        self.more = IconButton(
            "caret-down", tr("What goes in this box (Alt and down)"), name="harmCellMenu", size="small",
            icon_size=16, parent=self.viewport(),
        )  # fmt: skip
        self.more.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.more.clicked.connect(self.ask_menu)
        self.more.hide()
        self.begin()

    # ---- showing ------------------------------------------------------------------------------------------------
    def show_matrix(self, matrix: MatrixView | None) -> None:
        """Show a matrix; words being written in it stay under the hand."""
        if matrix is None or (self.writing.editor and self.writing.matrix_id != matrix.id):
            self.writing.finish()
        super().show_matrix(matrix)

    @property
    def is_written_in(self) -> bool:
        """Whether a box is open."""
        return self.writing.editor is not None

    def height_in(self, row: int) -> int:
        """How tall the editor in a row must be (0: none there)."""
        return self.writing.height_in(row)

    def rebuilt(self) -> None:
        """Rows or columns are others now: whoever writes stays in their box."""
        self.writing.find_again()

    def place_widgets(self) -> None:
        """Put what floats over the boxes where it belongs."""
        super().place_widgets()
        self.writing.place()
        index = self.currentIndex()
        shown = index.isValid() and index.column() not in self.painter_.closed and not self.is_written_in
        self.more.setVisible(shown)
        if shown:
            box_rect = self.painter_.box(self.visualRect(index).toRectF()).toRect()
            side = self.more.sizeHint()  # its sign stands in the corner, the target reaches a little beyond
            corner = box_rect.bottomRight() - QPoint(side.width() - 3, side.height() - 3)
            self.more.setGeometry(corner.x(), corner.y(), side.width(), side.height())

    # ---- doing --------------------------------------------------------------------------------------------------
    def edit_current(self, typed: str | None = None) -> None:
        """Write in the current box; ``typed`` replaces what is there."""
        index = self.currentIndex()
        if index.isValid():
            self.writing.begin(index.row(), index.column(), typed)

    def copy(self) -> None:
        """Put the chosen boxes on the clipboard: all between the outermost ones, as a spreadsheet does."""
        chosen = self.chosen()
        matrix = self.matrix_model.matrix
        if not chosen or matrix is None:
            return
        rows = range(chosen[0][0], chosen[-1][0] + 1)
        columns = range(min(c for _, c in chosen), max(c for _, c in chosen) + 1)
        words = [[self.harm.edit_words(matrix.cells[row][column]) for column in columns] for row in rows]
        data = QMimeData()
        data.setText(pasting.as_text(words))
        data.setHtml(pasting.as_html(words))
        QApplication.clipboard().setMimeData(data)
        announce(self, tr("Copied"))

    def cut(self) -> None:
        """Copy, then empty."""
        self.copy()
        self.deeds.empty(self.chosen())

    def paste(self) -> None:
        """Put what is on the clipboard into the boxes from the chosen one on."""
        data = QApplication.clipboard().mimeData()
        if data is not None and (data.hasHtml() or data.hasText()):
            self.deeds.paste(self.chosen(), data.html() if data.hasHtml() else "", data.text())

    def ask_menu(self) -> None:
        """Ask for the menu of the chosen boxes."""
        box = self.visualRect(self.currentIndex())
        self.menu_wanted.emit(self.viewport().mapToGlobal(box.bottomLeft()))

    # ---- Qt -----------------------------------------------------------------------------------------------------
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: a spreadsheet's keys; Qt's own move and stretch the choice."""
        if not _act_on_key(self, event):
            super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Qt: Tab goes box by box and leaves after the last."""
        if self.currentIndex().isValid() and self.step(1 if next else -1, 0):
            return True
        return super().focusNextPrevChild(next)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt: there is always a current box. The item view's own handling would paint every box anew."""
        QAbstractScrollArea.focusInEvent(self, event)
        if not self.currentIndex().isValid():
            self.go(0, 0)
        self._mark_current()
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Qt: the ring goes; see above."""
        QAbstractScrollArea.focusOutEvent(self, event)
        self._mark_current()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: pressing the current box again writes in it."""
        index = self.indexAt(event.position().toPoint())
        alone = len(self.selectedIndexes()) < 2 and not event.modifiers()
        left = event.button() == Qt.MouseButton.LeftButton
        self._pressed_current = left and alone and index.isValid() and index == self.currentIndex() and self.hasFocus()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt: see above."""
        super().mouseReleaseEvent(event)
        same = self.indexAt(event.position().toPoint()) == self.currentIndex()
        if self._pressed_current and same and len(self.selectedIndexes()) < 2:
            self.edit_current()
        self._pressed_current = False

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Qt: writes in the box."""
        if self.indexAt(event.position().toPoint()).isValid() and event.button() == Qt.MouseButton.LeftButton:
            self._pressed_current = False
            self.edit_current()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Qt: what can be done with the chosen boxes."""
        index = self.indexAt(event.pos())
        if event.reason() != QContextMenuEvent.Reason.Keyboard and index.isValid():
            if (index.row(), index.column()) not in self.chosen():
                self.go(index.row(), index.column())
            self.menu_wanted.emit(event.globalPos())
        else:
            self.ask_menu()


def _act_on_key(grid: HarmGrid, event: QKeyEvent) -> bool:
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
