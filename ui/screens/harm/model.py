"""A harm matrix as a table: what the grid shows and what a screen reader asks for."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from models.thinking_views import CellView, MatrixView
from ui import fonts
from ui.screens.harm.words import cell_words, heard_cell, tr

Index = QModelIndex | QPersistentModelIndex
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_EDIT = int(Qt.ItemDataRole.EditRole)
_HEARD = int(Qt.ItemDataRole.AccessibleTextRole)
LINKED = int(Qt.ItemDataRole.UserRole)
"""Of a column's heading: whether something in it is on the map."""
_TIP = int(Qt.ItemDataRole.ToolTipRole)


class MatrixModel(QAbstractTableModel):
    """One behaviour's rows and columns. ``show_matrix`` tells the view only what differs."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.matrix: MatrixView | None = None

    def show_matrix(self, matrix: MatrixView | None) -> set[int] | None:
        """Show another state of the matrix: the rows whose boxes changed, or None when everything is new."""
        old, self.matrix = self.matrix, matrix
        if matrix is not None:
            fonts.ensure("".join(cell_words(cell) for row in matrix.cells for cell in row))
        if old is None or matrix is None or _shape(old) != _shape(matrix):
            self.beginResetModel()
            self.endResetModel()
            return None
        changed: set[int] = set()
        for row, (before, after) in enumerate(zip(old.cells, matrix.cells, strict=True)):
            differing = [column for column, pair in enumerate(zip(before, after, strict=True)) if pair[0] != pair[1]]
            if differing:
                changed.add(row)
                self.dataChanged.emit(self.index(row, differing[0]), self.index(row, differing[-1]))
                if any(before[column].card_id != after[column].card_id for column in differing):
                    self.headerDataChanged.emit(Qt.Orientation.Horizontal, differing[0], differing[-1])
        return changed

    def cell(self, row: int, column: int) -> CellView | None:
        """The box there, or None outside the matrix."""
        if self.matrix is None or not (0 <= row < self.rowCount() and 0 <= column < self.columnCount()):
            return None
        return self.matrix.cells[row][column]

    # ---- Qt ---------------------------------------------------------------------------------------------------
    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Qt: as many as the template and the children make."""
        return len(self.matrix.rows) if self.matrix is not None and not parent.isValid() else 0

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """Qt: as many as the template has."""
        return len(self.matrix.columns) if self.matrix is not None and not parent.isValid() else 0

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        """Qt: the words, the words to edit, what is heard."""
        cell = self.cell(index.row(), index.column())
        if cell is None or self.matrix is None:
            return None
        if role == _DISPLAY:
            return cell_words(cell)
        if role == _EDIT:
            return cell.text
        if role == _HEARD:
            return heard_cell(self.matrix, index.row(), index.column())
        if role == _TIP and cell.card_id:
            return tr("On the map as past harm")
        if role == _TIP and not cell.is_gap and cell.text not in ("", cell.shown):
            return cell.text  # a date written out: as it was said
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        """Qt: headings; the prompt of the template as a tip."""
        if self.matrix is None:
            return None
        parts = self.matrix.columns if orientation == Qt.Orientation.Horizontal else self.matrix.rows
        if not 0 <= section < len(parts):
            return None
        heading = parts[section].heading
        if role == LINKED:
            return orientation == Qt.Orientation.Horizontal and any(row[section].card_id for row in self.matrix.cells)
        if role == _HEARD and self.headerData(section, orientation, LINKED):
            return tr("{column}, on the map").format(column=heading)
        if role in (_DISPLAY, _HEARD):
            return heading
        return (parts[section].prompt or None) if role == _TIP else None


def _shape(matrix: MatrixView) -> tuple[object, ...]:
    rows = tuple((row.place, row.heading) for row in matrix.rows)
    return matrix.id, rows, matrix.columns
