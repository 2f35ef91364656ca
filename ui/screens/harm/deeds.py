"""What can be done in the harm room: each one act, and where it helps a toast that takes it back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from models import pasting
from models.acts import harm as acts
from models.harm import empty_question, template
from models.harm_pasting import onto_matrix
from models.thinking_views import MatrixRow, MatrixView
from ui.context import CaseContext
from ui.screens.harm.state import HarmState
from ui.screens.harm.words import tr

Spot = tuple[int, int]
"""Row and column of a box."""


class Deeds:
    """The acts behind keys, pointer, menus and the panel."""

    def __init__(self, state: HarmState) -> None:
        self._state = state

    @property
    def _context(self) -> CaseContext:
        return self._state.context

    def _did(self, work: Callable[[], object]) -> bool:
        """Do something; False when it could not be done (a toast has said why)."""
        return bool(self._context.attempt(lambda: (work(),)))

    # ---- boxes ------------------------------------------------------------------------------------------------
    def write(self, matrix_id: str, row: MatrixRow, column_key: str, typed: str) -> None:
        """Write what somebody typed; "not known", "not born", "same" are understood."""
        state, words = template().read(typed, column_key)
        self._write(matrix_id, row, column_key, words, state)

    def put_back(self, matrix_id: str, row: MatrixRow, column_key: str, words: str, state: str) -> None:
        """Put back what stood there before somebody began to write."""
        self._write(matrix_id, row, column_key, words, state)

    def _write(self, matrix_id: str, row: MatrixRow, column_key: str, words: str, state: str) -> None:
        context = self._context
        context.attempt(
            lambda: acts.write_cell(context.case, matrix_id, row, column_key, words, state, reader=context.lens)
        )

    def set_state(self, spots: Sequence[Spot], state: str) -> None:
        """Say of boxes that something is not known, was before a birth, did not happen, was the same as the worst."""
        matrix = self._state.matrix
        if matrix is None:
            return
        changes, gone = [], 0
        for spot in spots:
            cell = matrix.cells[spot[0]][spot[1]]
            gone += cell.state == "said"
            beside = "" if cell.state == "said" else cell.text  # what stands beside a state stays beside it
            changes.append(self._change(matrix, spot, beside, state))
        done = self._block(matrix, spots, changes, "Said what is known")
        if done > 0 and gone:
            self._context.said_and_undoable(tr("The words that stood there are gone."))

    def empty(self, spots: Sequence[Spot]) -> None:
        """Empty boxes in one step."""
        matrix = self._state.matrix
        filled = [s for s in spots if matrix and matrix.cells[s[0]][s[1]].state != "gap"]
        if matrix is not None and filled:
            changes = [self._change(matrix, spot, "", "gap") for spot in filled]
            done = self._block(matrix, filled, changes, "Emptied boxes")
            if done > 1:
                self._context.said_and_undoable(tr("{count} boxes emptied").format(count=done))

    def paste(self, spots: Sequence[Spot], html: str, text: str) -> None:
        """Put what was copied into the boxes from the first chosen one on, or where its own headings say; one step."""
        matrix, context = self._state.matrix, self._context
        table = context.attempt(lambda: pasting.read_table(text, html))
        if matrix is None or not table or not spots:
            return
        top, left = spots[0][0], min(column for _, column in spots)
        chosen = spots[-1][0] - top + 1, max(column for _, column in spots) - left + 1
        placed = onto_matrix(matrix, table, top, left, chosen)
        places = {id(row): number for number, row in enumerate(matrix.rows)}
        columns = {column.key: number for number, column in enumerate(matrix.columns)}
        there = [(places[id(change.row)], columns[change.column_key]) for change in placed.changes]
        before = sum(1 for row, column in there if not matrix.cells[row][column].is_gap)
        done = self._block(matrix, there, placed.changes, "Pasted into the matrix")
        if done >= 0:
            self._say_pasted(done, before, len(placed.left_over) + len(there) - done)

    def _say_pasted(self, done: int, before: int, left_out: int) -> None:
        parts = [tr("Pasted into 1 box.") if done == 1 else tr("Pasted into {count} boxes.").format(count=done)]
        if before:
            parts.append(tr("{count} had words before.").format(count=before))
        if left_out:
            parts.append(tr("{count} did not fit and were left out.").format(count=left_out))
        self._context.said_and_undoable(" ".join(parts))

    @staticmethod
    def _change(matrix: MatrixView, spot: Spot, words: str, state: str) -> acts.CellChange:
        return acts.CellChange(matrix.rows[spot[0]], matrix.columns[spot[1]].key, words, state)

    def _block(
        self, matrix: MatrixView, spots: Sequence[Spot], changes: Sequence[acts.CellChange], label: str
    ) -> int:  # fmt: skip
        """Write several boxes as one step, those that may be written. How many those were, -1 when nothing could be."""
        context = self._context
        may = [c for s, c in zip(spots, changes, strict=True) if self._state.may_write(matrix, *s)]
        if not may:
            return 0
        done = self._did(lambda: acts.write_block(context.case, matrix.id, may, label, reader=context.lens))
        return len(may) if done else -1

    # ---- behaviours -------------------------------------------------------------------------------------------
    def add_matrix(self, behaviour: str, adult_id: str | None) -> str:
        """Begin a behaviour and show it. Returns its id ("" when it has no words)."""
        context = self._context
        made = context.attempt(
            lambda: acts.add_matrix(context.case, context.workspace_id, behaviour, adult_id=adult_id)
        )
        if made:
            self._state.choose(made)
        return str(made or "")

    def set_matrix(self, matrix_id: str, **fields: Any) -> None:
        """Change the words, the person, the strand, how long, how often."""
        context = self._context
        context.attempt(lambda: acts.set_matrix(context.case, matrix_id, reader=context.lens, **fields))

    def move_matrix(self, matrix_id: str, by: int) -> None:
        """Put a behaviour one place earlier (-1) or later (1)."""
        context = self._context
        order = [m.id for m in self._state.view.matrices]
        place = order.index(matrix_id) + (by if by < 0 else by + 1)
        if place >= 0:
            before = order[place] if place < len(order) else None
            context.attempt(lambda: acts.move_matrix(context.case, matrix_id, before))

    def delete_matrix(self, matrix_id: str) -> None:
        """Take a behaviour away with its boxes and questions."""
        context = self._context
        if self._did(lambda: acts.delete_matrix(context.case, matrix_id)):
            context.said_and_undoable(tr("The behaviour and its questions are gone."))

    # ---- questions --------------------------------------------------------------------------------------------
    def ask(self, row: MatrixRow, column_key: str, text: str = "") -> str:
        """Word a gap as a question to the person it suggests. Returns the question's id ("": nothing was asked)."""
        matrix, context = self._state.matrix, self._context
        if matrix is None:
            return ""
        whole = row is matrix.rows[0] and column_key in matrix.whole_gaps
        asked = empty_question(matrix, None if whole else row, column_key, self._state.view.as_at)
        person_id = asked.person.id if asked.person else None
        return str(
            context.attempt(
                lambda: acts.add_question(
                    context.case, context.workspace_id, text or asked.text, matrix_id=matrix.id, row=row,
                    column_key=column_key, person_id=person_id,
                )
            ) or ""
        )  # fmt: skip

    def ask_every(self) -> None:
        """Word every gap as a question, in one step."""
        context, gaps = self._context, self._state.unasked()

        def write() -> None:
            with context.case.edit("Asked about every gap"):
                for row, column_key in gaps:
                    self.ask(row, column_key)

        if self._did(write):
            context.said_and_undoable(tr("{count} questions added").format(count=len(gaps)))

    def add_question(self, text: str) -> None:
        """A question of one's own about the behaviour in view."""
        matrix, context = self._state.matrix, self._context
        matrix_id = matrix.id if matrix else None
        context.attempt(lambda: acts.add_question(context.case, context.workspace_id, text, matrix_id=matrix_id))

    def reword(self, question_id: str, text: str) -> None:
        """Give a question other words."""
        if text:
            self.set_question(question_id, text=text)

    def set_question(self, question_id: str, **fields: Any) -> None:
        """Change to whom a question is, or who will ask."""
        context = self._context
        context.attempt(lambda: acts.set_question(context.case, question_id, reader=context.lens, **fields))

    def ask_column(self, column: int, *, asker_id: str | None = None, text: str = "") -> None:
        """Say who will ask about a whole column, or word its question otherwise; it becomes one if it was none."""
        matrix = self._state.matrix
        if matrix is None:
            return
        kept = self._state.question_of(matrix.columns[column])
        question_id = kept.id if kept else self.ask(matrix.rows[0], matrix.columns[column].key, text)
        fields = {"text": text} if text else {"asker_id": asker_id}
        if question_id and (kept or not text):
            self.set_question(question_id, **fields)

    def reword_column(self, column: int, text: str) -> None:
        """Give the question about a whole column other words."""
        if text:
            self.ask_column(column, text=text)

    def delete_question(self, question_id: str) -> None:
        """Take a question away."""
        context = self._context
        if self._did(lambda: acts.delete_question(context.case, question_id)):
            context.said_and_undoable(tr("Question taken away"))

    def answer(self, question_id: str, answer: str) -> None:
        """Write down an answer: it fills the question's box."""
        context = self._context
        context.attempt(lambda: acts.answer_question(context.case, question_id, answer, reader=context.lens))

    # ---- what becomes of it -----------------------------------------------------------------------------------
    def make_steps(self, question_ids: Sequence[str]) -> None:
        """Make next steps of questions: who asks whom what."""
        context = self._context
        made = context.attempt(lambda: acts.make_steps(context.case, list(question_ids)))
        if made:
            one = tr("A next step was made. It is on the map.")
            many = tr("{count} next steps were made. They are on the map.").format(count=len(made))
            context.said_and_undoable(one if len(made) == 1 else many)

    def card_of_column(self, column_key: str) -> None:
        """Make a past-harm card of a column; its boxes stay linked to it."""
        matrix, context = self._state.matrix, self._context
        if matrix is not None and context.attempt(lambda: acts.harm_card(context.case, matrix.id, column_key)):
            context.said_and_undoable(tr("A past-harm card was made. It is on the map."))

    def card_of_answer(self, question_id: str) -> None:
        """Make a past-harm card of an answer."""
        context = self._context
        if context.attempt(lambda: acts.card_from_answer(context.case, question_id)):
            context.said_and_undoable(tr("A past-harm card was made. It is on the map."))

    def go_to_card(self, card_id: str | None) -> None:
        """Show a card on the map and give it the keyboard."""
        from ui.screens.map import MapScreen

        window = self._window()
        self._context.go("map")
        for screen in window.findChildren(MapScreen) if window is not None and card_id else ():
            if screen.isVisible() and card_id:
                screen.canvas.select([card_id])
                screen.canvas.focus_card(card_id)

    def _window(self) -> QWidget | None:
        parent = self._state.parent()
        return parent.window() if isinstance(parent, QWidget) else None
