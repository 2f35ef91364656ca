"""Which behaviour is on the screen, how the lens shows it, and which whole gaps were opened to be filled in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import QObject

from models.casework import ChangeSet
from models.harm import empty_question, harm_view, matrix_view, place_of, template
from models.rows import Row
from models.thinking_views import CellView, HarmView, MatrixColumn, MatrixRow, MatrixView, QuestionView
from ui.context import CaseContext
from ui.screens.harm.words import joined, tr

_PROPERTY = "matrixInView"
LATEST = "recent"
ONE_MATRIX = {"matrix_cell", "open_question"}
"""Tables of which a change leaves every other matrix as it was."""


class HarmState(QObject):
    """The view of the harm matrices as it stands; kept until :meth:`forget` or :meth:`follow`."""

    def __init__(self, context: CaseContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._view: HarmView | None = None
        self._opened: set[str] = set()

    @property
    def view(self) -> HarmView:
        """Every matrix as the lens allows it."""
        if self._view is None:
            self._view = harm_view(self.context.projector, self.context.workspace_id, self.context.lens)
        return self._view

    @property
    def matrix(self) -> MatrixView | None:
        """The matrix on the screen: the one chosen, else the first."""
        matrices = self.view.matrices
        chosen = self.context.property(_PROPERTY)
        return next((m for m in matrices if m.id == chosen), matrices[0] if matrices else None)

    def choose(self, matrix_id: str) -> None:
        """Put another matrix on the screen."""
        self.context.setProperty(_PROPERTY, matrix_id)
        self._opened.clear()

    def forget(self) -> None:
        """Something changed: look anew."""
        self._view = None

    def follow(self, change: ChangeSet) -> None:
        """Look anew at what a change touched: one matrix when only its boxes or questions did."""
        touched = {self._matrix_of(each.table, each.before, each.after) for each in change.changes}
        if self._view is None or touched != {self.matrix.id if self.matrix else None}:
            self.forget()
            return
        (matrix_id,) = touched
        shown = matrix_view(self.context.projector, matrix_id or "", self.context.lens)
        if shown is None:
            self.forget()
            return
        matrices = tuple(shown if m.id == shown.id else m for m in self._view.matrices)
        self._view = replace(self._view, matrices=matrices)

    @staticmethod
    def _matrix_of(table: str, *rows: Row | None) -> str | None:
        ids = {row.get("matrix_id") for row in rows if row is not None}
        return ids.pop() if table in ONE_MATRIX and len(ids) == 1 else None

    # ---- whole columns of gaps --------------------------------------------------------------------------------
    def closed_columns(self) -> tuple[str, ...]:
        """Columns of which nothing is known, drawn as one box."""
        return tuple(key for key in self.matrix.whole_gaps if key not in self._opened) if self.matrix else ()

    def open_column(self, key: str) -> None:
        """Show the boxes of a column one by one."""
        self._opened.add(key)

    def open_all(self) -> None:
        """Show every box of the matrix in view: it is being begun."""
        self._opened.update(self.matrix.whole_gaps if self.matrix else ())

    def close_column(self, key: str) -> None:
        """Draw it as one box again while nothing is known."""
        self._opened.discard(key)

    def question_of(self, column: MatrixColumn) -> QuestionView | None:
        """The open question kept for a whole column, if somebody has worded one."""
        matrix = self.matrix
        if matrix is None:
            return None
        number = next(n for n, each in enumerate(matrix.columns) if each.key == column.key)
        cells = {row[number].id for row in matrix.cells} - {""}
        found = [q for q in matrix.questions if q.answer is None and q.field is None]
        return next((q for q in found if q.cell_id in cells or q.place == column.heading), None)

    def whole_gap(self, column: MatrixColumn) -> tuple[str, str, str]:
        """What the one box of a column says: its question, why it is asked, who will ask ("" for nobody yet)."""
        matrix, kept = self.matrix, self.question_of(column)
        assert matrix is not None
        asked = empty_question(matrix, None, column.key, self.view.as_at)
        words = kept.text if kept else asked.text
        why = tr("Nothing is known here yet.")
        if column.key == LATEST:
            why = tr("We have no most recent time. It may be that there was none.")
        names = [kept.person.name] if kept and kept.person else []
        names += [p.name for p in (matrix.adult, asked.person) if p and p.name not in names]
        if names:
            who = joined(list(dict.fromkeys(names)))
            why = f"{why} {tr('Only {names} can say.').format(names=who)}"
        return words, why, kept.asker.name if kept and kept.asker else ""

    # ---- what may be written ----------------------------------------------------------------------------------
    def may_write(self, matrix: MatrixView, row: int, column: int) -> bool:
        """Whether the lens shows a box as it is kept: words held back from this reader are never written over."""
        if self.context.lens.is_us:
            return True
        cell, kept = matrix.cells[row][column], self._kept(matrix.id, matrix.rows[row], matrix.columns[column].key)
        return kept is None or (kept["text"] == cell.text and kept["state"] == cell.state)

    def _kept(self, matrix_id: str, row: MatrixRow, column_key: str) -> Row | None:
        cells = self.context.case.rows.where("matrix_cell", matrix_id=matrix_id, column_key=column_key)
        return next((cell for cell in cells if place_of(cell) == row.place), None)

    def is_shown_whole(self, table: str, key: str, fields: Iterable[tuple[str, str]]) -> bool:
        """Whether the lens shows these (field, words) of a row as they are kept."""
        kept = self.context.case.rows.get(table, key) or {}
        return self.context.lens.is_us or all((kept.get(field) or "") == words for field, words in fields)

    # ---- questions --------------------------------------------------------------------------------------------
    def edit_words(self, cell: CellView) -> str:
        """What one writes to get a box as it is: its words, or its state with what stands beside it in brackets."""
        if cell.state in ("said", "gap"):
            return cell.text
        word = template().states[cell.state]
        return f"{word} ({cell.text})" if cell.text else word

    def unasked(self) -> list[tuple[MatrixRow, str]]:
        """The gaps no question is kept for, a whole column of them as one: (row, column key)."""
        matrix, found = self.matrix, list[tuple[MatrixRow, str]]()
        if matrix is None:
            return []
        whole = set(matrix.whole_gaps)
        for column in matrix.columns:
            if column.key in whole and matrix.rows and self.question_of(column) is None:
                found.append((matrix.rows[0], column.key))
        for row, cells in zip(matrix.rows, matrix.cells, strict=True):
            for cell in cells:
                asked = cell.question_id or cell.suggested
                if cell.is_gap and not asked and cell.column not in whole:
                    found.append((row, cell.column))
        return found
