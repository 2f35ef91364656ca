"""An open box: the editor over it, what was there before, and where the words go."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt

from models.thinking_views import CellView, MatrixColumn, MatrixRow
from ui.screens.harm.boxes import HarmBoxes
from ui.screens.harm.editor import CellEditor
from ui.screens.harm.words import tr
from ui.widgets import announce


class Writing(QObject):
    """One box being written in. Words are kept as typing rests and on leaving; Esc puts back what was there."""

    def __init__(self, grid: HarmBoxes) -> None:
        super().__init__(grid)
        self._grid = grid
        self.editor: CellEditor | None = None
        self.matrix_id = ""
        self._row: MatrixRow | None = None
        self._column: MatrixColumn | None = None
        self._before: CellView | None = None
        self._words, self._saved = "", ""
        self._lent = ""

    def begin(self, row: int, column: int, typed: str | None = None) -> None:
        """Open a box; ``typed`` replaces its words (undone by Esc)."""
        self.finish()
        grid, matrix = self._grid, self._grid.matrix_model.matrix
        cell = grid.matrix_model.cell(row, column)
        if matrix is None or cell is None:
            return
        if not grid.harm.may_write(matrix, row, column):
            announce(grid, tr("This box cannot be written in now."))
            return
        self.matrix_id, self._row, self._column = matrix.id, matrix.rows[row], matrix.columns[column]
        self._before, self._words = cell, grid.harm.edit_words(cell)
        self._saved = self._words
        self._open_column(column)
        heard = f"{self._row.heading}, {self._column.heading}"
        editor = CellEditor(
            self._words, row=row, column=column, heard=heard, quick=typed is not None, parent=grid.viewport()
        )
        editor.setPlaceholderText(cell.question or self._row.prompt)
        self.editor = editor
        editor.paused.connect(self._keep)
        editor.committed.connect(self._keep)
        editor.cancelled.connect(self._put_back)
        editor.finished.connect(self._close)
        editor.leaving.connect(self._leave)
        editor.document().documentLayout().documentSizeChanged.connect(self._grow)
        grid.relayout({row})
        editor.show()
        editor.setFocus(Qt.FocusReason.OtherFocusReason)
        editor.selectAll()
        if typed is not None:
            editor.insertPlainText(typed)
        else:
            cursor = editor.textCursor()
            cursor.movePosition(cursor.MoveOperation.End)
            editor.setTextCursor(cursor)

    def _open_column(self, column: int) -> None:
        """A column drawn as one box shows its boxes while somebody writes in one."""
        grid, key = self._grid, self._column.key if self._column else ""
        if column in grid.painter_.closed:
            self._lent = key
            grid.harm.open_column(key)
            grid.show_gaps()
            grid.relayout()

    # ---- where it stands --------------------------------------------------------------------------------------
    def height_in(self, row: int) -> int:
        """How tall the editor in a row must be (0: none there)."""
        if self.editor is None or self.editor.row != row:
            return 0
        return self.editor.sizeHint().height()

    def place(self) -> None:
        """Lay the editor over its box."""
        editor, grid = self.editor, self._grid
        if editor is None:
            return
        index = grid.matrix_model.index(editor.row, editor.column)
        box = grid.painter_.box(grid.visualRect(index).toRectF()).toRect()
        editor.setGeometry(box)

    def _grow(self) -> None:
        if self.editor is not None:
            grid = self._grid
            wide = grid.columnWidth(self.editor.column)
            if grid.needed(self.editor.row, wide) != grid.rowHeight(self.editor.row):
                grid.relayout({self.editor.row})
                grid.scrollTo(grid.matrix_model.index(self.editor.row, self.editor.column))
                grid.place_widgets()

    def find_again(self) -> None:
        """Rows or columns are others now: stay with the box one writes in, or keep the words and close."""
        matrix, editor = self._grid.matrix_model.matrix, self.editor
        if editor is None or matrix is None or self._row is None or self._column is None:
            return
        rows = [n for n, row in enumerate(matrix.rows) if row.place == self._row.place]
        columns = [n for n, column in enumerate(matrix.columns) if column.key == self._column.key]
        if rows and columns:
            editor.row, editor.column = rows[0], columns[0]
            self._grid.go(rows[0], columns[0])
        else:
            self.finish()

    # ---- keeping ----------------------------------------------------------------------------------------------
    def _keep(self, text: str) -> None:
        if text != self._saved and self._row is not None and self._column is not None:
            self._saved = text
            self._grid.deeds.write(self.matrix_id, self._row, self._column.key, text)

    def _put_back(self) -> None:
        before, row, column = self._before, self._row, self._column
        if before is not None and row is not None and column is not None and self._saved != self._words:
            self._saved = self._words
            self._grid.deeds.put_back(self.matrix_id, row, column.key, before.text, before.state)

    def finish(self) -> None:
        """Keep the words and close."""
        if self.editor is not None:
            self.editor.commit()
            self._close()

    def _leave(self, across: int, down: int) -> None:
        grid = self._grid
        self.finish()
        grid.setFocus(Qt.FocusReason.OtherFocusReason)
        grid.step(across, down)

    def _close(self) -> None:
        editor, self.editor = self.editor, None
        if editor is None:
            return
        self._keep(editor.text())  # the kit keeps still when the words are again those it began with
        grid, had_focus = self._grid, editor.hasFocus()
        editor.blockSignals(True)
        editor.hide()
        editor.deleteLater()
        if had_focus:
            grid.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._lent:
            grid.harm.close_column(self._lent)
            self._lent = ""
            grid.show_gaps()
            grid.relayout()
        else:
            grid.relayout({editor.row})
        grid.place_widgets()
