"""The whiteboard's rows and columns for a table that paints only what is seen."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from models.whiteboard import BOARD, THIN, TITLE, WORKER, BoardCell, BoardColumn, BoardRow, Whiteboard
from models.whiteboard import columns as board_columns
from ui.screens.whiteboard.words import head_words, heard_cell, heard_row, meaning, name_of, under_name

Index = QModelIndex | QPersistentModelIndex
KEYS = (TITLE, WORKER, THIN, *BOARD)
"""What each column is sorted by."""
FIRST = KEYS.index(BOARD[0])
"""The first column that is a measure."""
CELL_ROLE = int(Qt.ItemDataRole.UserRole)
UNDER_ROLE = CELL_ROLE + 1
COUNT_ROLE = CELL_ROLE + 2
"""Of a column's heading: in how many rows it is thin."""
_NOWHERE = QModelIndex()


class BoardModel(QAbstractTableModel):
    """``codes``: by a row's id, how it is called where no name stands."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.view = Whiteboard(board_columns(), (), 0)
        self._counts: dict[str, int] = {}
        self._codes: Mapping[str, str] = {}

    def show_board(self, view: Whiteboard, codes: Mapping[str, str]) -> None:
        """Show another board."""
        self.beginResetModel()
        self.view, self._codes = view, codes
        self._counts = dict(view.thin_counts())
        self.endResetModel()

    def row_at(self, index: Index) -> BoardRow | None:
        """The piece of work in a row."""
        return self.view.rows[index.row()] if 0 <= index.row() < len(self.view.rows) else None

    def code_of(self, row: BoardRow) -> str:
        """How a row is called where no name stands."""
        return self._codes.get(row.id, "")

    def column_of(self, section: int) -> BoardColumn | None:
        """The measure of a column, None for name, worker and how much is thin."""
        return self.view.columns[section - FIRST] if section >= FIRST else None

    def cell_at(self, index: Index) -> BoardCell | None:
        """The measure in a cell."""
        row = self.row_at(index)
        return row.cells[index.column() - FIRST] if row is not None and index.column() >= FIRST else None

    # ---- Qt ---------------------------------------------------------------------------------------------------
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Qt: pieces of work."""
        return 0 if parent.isValid() else len(self.view.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Qt: name, worker, thin, measures."""
        return 0 if parent.isValid() else len(KEYS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt: the words, what a screen reader says, the cell itself."""
        row = self.row_at(index)
        if row is None:
            return None
        cell, key = self.cell_at(index), KEYS[index.column()]
        if role == CELL_ROLE:
            return cell
        if role == UNDER_ROLE:
            return under_name(row) if key == TITLE else ""
        if role == Qt.ItemDataRole.AccessibleTextRole:
            column = self.column_of(index.column())
            if cell is not None and column is not None:
                return heard_cell(cell, column)
            return heard_row(row, self.code_of(row)) if key == TITLE else self._words(row, key)
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.shown if cell is not None else self._words(row, key)
        return None

    def _words(self, row: BoardRow, key: str) -> str:
        if key == TITLE:
            return name_of(row, self.code_of(row))
        return row.worker if key == WORKER else str(len(row.thin))

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:  # fmt: skip
        """Qt: a column's heading, what it means, how often it is thin."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(KEYS):
            return None
        column = self.column_of(section)
        if role == Qt.ItemDataRole.DisplayRole:
            return head_words(KEYS[section], column)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            return meaning(KEYS[section], column)
        if role == COUNT_ROLE:
            return self._counts.get(KEYS[section], 0)
        return None
