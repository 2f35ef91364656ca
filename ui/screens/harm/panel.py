"""Beside the grid: the questions from its gaps, to whom they are, who will ask, and what was answered."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.thinking_views import QuestionView
from ui.screens.harm.deeds import Deeds
from ui.screens.harm.question_row import QuestionRow
from ui.screens.harm.state import HarmState
from ui.screens.harm.words import tr
from ui.theme import theme
from ui.widgets import Button, GrowingTextEdit, IconButton, Label, LinkButton, SidePanel, column


class QuestionsPanel(SidePanel):
    """The side panel. ``wanted(cell id)``: show that box."""

    wanted = Signal(str)

    def __init__(self, state: HarmState, deeds: Deeds, parent: QWidget | None = None) -> None:
        super().__init__(tr("Questions from the gaps"), name="harmPanel", width=300, parent=parent)
        self.close_button.hide()
        self._state, self._deeds = state, deeds
        self.rows: dict[str, QuestionRow] = {}
        self._shown: object = None
        self._moved = False
        self.body.addWidget(
            Label(tr("An empty box is a question for somebody. An answer fills the box."), "caption", "ink2")
        )
        self._open, self._loose, self._answered = (self._section(self.body) for _ in range(3))
        self._add_buttons()
        self._add_foot()
        self.body.addStretch(1)

    def _section(self, into: QVBoxLayout) -> QVBoxLayout:
        holder = QWidget()
        into.addWidget(holder)
        return column(holder, gap=8)

    def _add_buttons(self) -> None:
        self.new_field = GrowingTextEdit(
            "", name="newQuestion", heard=tr("A new question"), single=True,
            placeholder=tr("Shauna, what was different when it did not happen?"),
        )  # fmt: skip
        self.new_field.committed.connect(self._on_new)
        self.new_field.finished.connect(self._close_new)
        self.new_field.hide()
        self.new_link = LinkButton(tr("Add a question"), name="addQuestion", ink="ink2")
        self.new_link.clicked.connect(self.open_new)
        self.every = LinkButton("", name="askEveryGap", ink="ink2")
        self.every.clicked.connect(self._ask_every)
        place = self.body.indexOf(self._answered.parentWidget())
        for offset, widget in enumerate((self.new_field, self.new_link, self.every)):
            self.body.insertWidget(place + offset, widget, 0, Qt.AlignmentFlag(0))
            if widget is not self.new_field:
                self.body.setAlignment(widget, Qt.AlignmentFlag.AlignLeft)
        self.answered_title = Label(tr("Answered"), "label")
        self.body.insertWidget(place + 3, self.answered_title)
        self.loose_title = Label(tr("Other questions"), "label")
        self.body.insertWidget(self.body.indexOf(self._loose.parentWidget()), self.loose_title)

    def _add_foot(self) -> None:
        """What is done with all of them stays in sight."""
        self.foot = QWidget()
        row = QHBoxLayout(self.foot)
        row.setContentsMargins(0, theme().px(8), theme().px(6), theme().px(12))
        row.setSpacing(theme().px(8))
        self.steps = Button(tr("Make them next steps"), name="questionsToSteps", icon="list-checks")
        self.steps.clicked.connect(self._make_steps)
        self.print = IconButton("printer", tr("Print the list"), name="printQuestions", kind="outline")
        self.print.clicked.connect(self._print)
        row.addWidget(self.steps)
        row.addWidget(self.print)
        row.addStretch(1)
        outer = self.layout()
        assert outer is not None
        outer.addWidget(self.foot)

    # ---- showing ----------------------------------------------------------------------------------------------
    def show_questions(self) -> None:
        """Show the questions of the matrix in view, then those of no matrix, then what was answered."""
        matrix = self._state.matrix
        mine = matrix.questions if matrix else ()
        loose, gaps = self._state.view.loose_questions, len(self._state.unasked())
        if (shown := (mine, loose, gaps)) == self._shown and not self._moved:
            return
        self._shown, self._moved = shown, False
        sections = (
            (self._open, [q for q in mine if q.answer is None]), (self._loose, [q for q in loose if q.answer is None]),
            (self._answered, [q for q in (*mine, *loose) if q.answer is not None]),
        )  # fmt: skip
        wanted = {q.id for _, questions in sections for q in questions}
        for key in self.rows.keys() - wanted:
            row = self.rows.pop(key)
            row.hide()
            row.deleteLater()
        for layout, questions in sections:
            self._fill(layout, questions)
        self.loose_title.setVisible(bool(sections[1][1]))
        self.answered_title.setVisible(bool(sections[2][1]))
        waiting = [q for q in self.open_questions() if q.step_id is None]
        self.steps.setVisible(bool(waiting))
        self.foot.setVisible(bool(self.rows))
        self.every.setVisible(gaps > 0)
        self.every.setText(tr("Ask about the other gaps ({count})").format(count=gaps))

    def _fill(self, layout: QVBoxLayout, questions: Sequence[QuestionView]) -> None:
        for place, question in enumerate(questions):
            row = self.rows.get(question.id)
            if row is None:
                row = self.rows[question.id] = QuestionRow(self._state, self._deeds, question)
                row.wanted.connect(self.wanted)
                row.closed.connect(self.show_questions)
            else:
                row.show_question(question)
            if layout.indexOf(row) != place:
                if row.is_busy:
                    self._moved = True  # it goes to its place when the hand has left it
                else:
                    layout.insertWidget(place, row)

    def open_questions(self) -> list[QuestionView]:
        """Those nobody has answered yet: of the matrix in view, and of none."""
        matrix = self._state.matrix
        mine = matrix.questions if matrix else ()
        return [q for q in (*mine, *self._state.view.loose_questions) if q.answer is None]

    # ---- doing ------------------------------------------------------------------------------------------------
    def open_new(self) -> None:
        """Begin a question of one's own."""
        self.new_link.hide()
        self.new_field.show()
        self.new_field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_new(self, text: str) -> None:
        if text:
            self._deeds.add_question(text)

    def _close_new(self) -> None:
        self.new_field.set_kept("")
        self.new_field.hide()
        self.new_link.show()

    def reveal(self, question_id: str) -> None:
        """Bring a question into sight and give it the keyboard."""
        row = self.rows.get(question_id)
        if row is not None:
            row.words.setFocus(Qt.FocusReason.OtherFocusReason)
            row.words.open()

    def _make_steps(self) -> None:
        self._deeds.make_steps([q.id for q in self.open_questions() if q.step_id is None])

    def _ask_every(self) -> None:
        self._deeds.ask_every()

    def _print(self) -> None:
        self._state.context.share("questions")
