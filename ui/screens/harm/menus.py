"""What can be done with the chosen boxes, and with a whole behaviour; built apart from showing, to be read in tests."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from models.thinking_views import CellView, MatrixColumn, MatrixRow, MatrixView
from ui.screens.harm.grid import HarmGrid
from ui.screens.harm.words import STATES, is_offered, state_word, tr
from ui.widgets import Menu


class CellMenu(Menu):
    """States by letter, then the question, the card, the clipboard. ``asked(row, column)`` asks about a gap."""

    asked = Signal(int, int)

    def __init__(self, grid: HarmGrid, parent: QWidget) -> None:
        super().__init__(parent, name="harmCell")
        self._grid, self._spots = grid, grid.chosen()
        index, matrix = grid.currentIndex(), grid.matrix_model.matrix
        if matrix is None or not index.isValid():
            return
        self._row, self._column = index.row(), index.column()
        cell = matrix.cells[self._row][self._column]
        if self._column in grid.gap_boxes:
            self._add(tr("&Fill in the boxes"), "cellOpen", self._open)
            self._add(tr("Who &will ask?"), "cellWho", self._who)
            self.addSeparator()
        self._add_states(matrix.rows[self._row], matrix.columns[self._column], cell)
        self.addSeparator()
        self._add_rest(matrix, cell)
        self.addSeparator()
        self._add(tr("&Copy"), "cellCopy", grid.copy)
        self._add(tr("&Paste"), "cellPaste", grid.paste)
        self._add(tr("&Empty"), "cellEmpty", self._empty)

    def _add_states(self, row: MatrixRow, column: MatrixColumn, cell: CellView) -> None:
        for state in STATES:
            if is_offered(state, row, column):
                action = self._add(state_word(state), f"state-{state}", self._on_state)
                action.setData(state)
                action.setCheckable(True)
                action.setChecked(cell.state == state)

    def _add_rest(self, matrix: MatrixView, cell: CellView) -> None:
        if cell.is_gap:
            words = tr("Go to its &question") if cell.question_id else tr("Make a &question of it")
            self._add(words, "cellAsk", self._ask)
        if cell.card_id:
            self._add(tr("&Go to the past-harm card"), "cellGoCard", self._go)
        elif any(row[self._column].state == "said" for row in matrix.cells):
            column = matrix.columns[self._column].heading
            words = tr("&Make a past-harm card of “{column}”").format(column=column.replace("&", "&&"))
            self._add(words, "cellCard", self._make_card)

    def _add(self, text: str, name: str, deed: Callable[[], object]) -> QAction:
        action = QAction(text, self)
        action.setObjectName(name)
        action.triggered.connect(deed)
        self.addAction(action)
        return action

    def _on_state(self) -> None:
        action = self.sender()
        if not isinstance(action, QAction):
            return
        if action.data() == "said":
            self._grid.edit_current()
        else:
            self._grid.deeds.set_state(self._spots, str(action.data()))

    def _empty(self) -> None:
        self._grid.deeds.empty(self._spots)

    def _open(self) -> None:
        self._grid.open_column(self._column)

    def _who(self) -> None:
        self._grid.ask_who(self._column)

    def _ask(self) -> None:
        self.asked.emit(self._row, self._column)

    def _make_card(self) -> None:
        matrix = self._grid.matrix_model.matrix
        if matrix is not None:
            self._grid.deeds.card_of_column(matrix.columns[self._column].key)

    def _go(self) -> None:
        cell = self._grid.matrix_model.cell(self._row, self._column)
        if cell is not None:
            self._grid.deeds.go_to_card(cell.card_id)


class MatrixMenu(Menu):
    """What can be done with a whole behaviour. ``strand_wanted()``: choose its strand."""

    strand_wanted = Signal()

    def __init__(self, grid: HarmGrid, parent: QWidget, *, place: int, count: int) -> None:
        super().__init__(parent, name="harmMatrixMenu")
        self._grid = grid
        if place > 0:
            self._add(tr("Move it earlier"), "matrixEarlier", self._earlier)
        if place < count - 1:
            self._add(tr("Move it later"), "matrixLater", self._later)
        self._add(tr("Choose its strand…"), "matrixStrand", self.strand_wanted.emit)
        self.addSeparator()
        self._add(tr("Take this behaviour away"), "matrixDelete", self._delete)

    def _add(self, text: str, name: str, deed: Callable[[], object]) -> None:
        action = QAction(text, self)
        action.setObjectName(name)
        action.triggered.connect(deed)
        self.addAction(action)

    def _id(self) -> str:
        return self._grid.matrix_model.matrix.id if self._grid.matrix_model.matrix else ""

    def _earlier(self) -> None:
        self._grid.deeds.move_matrix(self._id(), -1)

    def _later(self) -> None:
        self._grid.deeds.move_matrix(self._id(), 1)

    def _delete(self) -> None:
        self._grid.deeds.delete_matrix(self._id())
