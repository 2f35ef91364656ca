"""One question from a gap: its words, to whom, who will ask, and the answer once there is one."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QWidget

from models import dates
from models.thinking_views import QuestionView
from ui.screens.harm.deeds import Deeds
from ui.screens.harm.people_menu import PeopleMenu
from ui.screens.harm.state import HarmState
from ui.screens.harm.words import person_kind, tr
from ui.screens.strands.editable import WordsField
from ui.theme import theme
from ui.widgets import Chip, FlowLayout, IconButton, Label, LinkButton, Menu, Rule, column


class QuestionRow(QWidget):
    """A question in the panel; it stays the same widget while the question lives.

    ``wanted(cell id)`` shows its box; ``closed()`` when an answer was written or left.
    """

    wanted = Signal(str)
    closed = Signal()

    def __init__(self, state: HarmState, deeds: Deeds, view: QuestionView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state, self._deeds, self.view = state, deeds, view
        self.setObjectName(f"question-{view.id}")
        body = column(self, (0, 2, 0, 0), gap=2)
        self.words = WordsField(
            view.text, name=f"questionWords-{view.id}", heard=tr("Question"), role="words", quoted=True
        )
        self.words.written.connect(self._on_words)
        body.addWidget(self.words)
        self._line = QHBoxLayout()
        self._line.setSpacing(theme().px(8))
        self._whom: Chip | None = None
        self.place = Label("", "caption", "ink2")
        self.more = IconButton(
            "dots-three", tr("More about this question"), name=f"questionMore-{view.id}", size="small"
        )
        self.more.clicked.connect(self._open_menu)
        self._line.addWidget(self.place, 1, Qt.AlignmentFlag.AlignVCenter)
        self._line.addWidget(self.more)
        body.addLayout(self._line)
        self.answer = WordsField("", name=f"answer-{view.id}", heard=tr("Answer"), quoted=True)
        self.answer.written.connect(self._on_answer)
        self.answer.closed.connect(self._on_closed)
        body.addWidget(self.answer)
        links = QWidget()
        flow = FlowLayout(links, gap=theme().px(14), row_gap=0)
        self.asker = LinkButton("", name=f"asker-{view.id}", role="caption", ink="ink2")
        self.asker.clicked.connect(self.ask_asker)
        self.answer_link = LinkButton(tr("Write the answer"), name=f"answerLink-{view.id}", role="caption", ink="ink2")
        self.answer_link.clicked.connect(self.open_answer)
        flow.addWidget(self.asker)
        flow.addWidget(self.answer_link)
        body.addWidget(links)
        body.addSpacing(theme().px(6))
        body.addWidget(Rule())
        self.show_question(view)

    def show_question(self, view: QuestionView) -> None:
        """Show another state of it; words being written stay."""
        self.view = view
        self.words.set_words(view.text)
        self._show_whom()
        to = view.to or tr("Whom to ask?")
        notes = [view.place]
        if view.answered_on:
            notes.append(tr("Answered on {day}").format(day=dates.written(view.answered_on)))
        if view.step_id:
            notes.append(tr("a next step"))
        if view.card_id:
            notes.append(tr("on the map"))
        self.place.setText(". ".join(note for note in notes if note))
        self.asker.setText(tr("{name} will ask").format(name=view.asker.name) if view.asker else tr("Who will ask?"))
        self.asker.setVisible(view.answer is None)
        self.answer.set_words(view.answer or "")
        self._settle_answer()
        self.setAccessibleName(f"{view.text} {to}. {view.place}")

    def _show_whom(self) -> None:
        to, person = self.view.to or tr("Whom to ask?"), self.view.person
        kind = person_kind(person) if person else None
        if self._whom is not None and (self._whom.text(), self._whom.person) == (to, kind):
            return
        old, self._whom = self._whom, Chip(
            to, name=f"whom-{self.view.id}", tone="plain" if self.view.to else "ask", person=kind,
            icon="" if person else "user", initials=person.initials if person else "", live=True,
            heard=tr("To whom: {name}. Choose somebody").format(name=to),
        )  # fmt: skip
        self._whom.clicked.connect(self.ask_whom)
        self._line.insertWidget(0, self._whom)
        if old is not None:
            if old.hasFocus():
                self._whom.setFocus(Qt.FocusReason.OtherFocusReason)
            self._line.removeWidget(old)
            old.hide()
            old.deleteLater()

    @property
    def is_busy(self) -> bool:
        """Whether somebody writes the answer just now: then the row stays where it is."""
        return self.answer.editing

    def _on_closed(self) -> None:
        self._settle_answer()
        self.closed.emit()

    def _settle_answer(self) -> None:
        there = bool(self.view.answer) or self.answer.editing
        self.answer.setVisible(there)
        self.answer_link.setVisible(not there)

    def open_answer(self) -> None:
        """Begin to write the answer."""
        self.answer.show()
        self.answer_link.hide()
        self.answer.open()
        if self.answer.editor is not None:
            to = self.view.to or tr("they")
            self.answer.editor.setPlaceholderText(tr("What did {name} say?").format(name=to))

    # ---- doing ------------------------------------------------------------------------------------------------
    def _on_words(self, text: str) -> None:
        self._deeds.reword(self.view.id, text)

    def _on_answer(self, text: str) -> None:
        self._deeds.answer(self.view.id, text)

    def whom_menu(self) -> PeopleMenu:
        """Whom it could be for (built apart, so a test can read it)."""
        menu = PeopleMenu(
            self._state.context, self, name="whomMenu", current=self.view.person.id if self.view.person else "",
            nobody=tr("Nobody in particular"),
        )  # fmt: skip
        menu.picked.connect(self._on_whom)
        return menu

    def asker_menu(self) -> PeopleMenu:
        """Who could ask."""
        menu = PeopleMenu(
            self._state.context, self, name="askerMenu", current=self.view.asker.id if self.view.asker else "",
            nobody=tr("Nobody yet"), children=False,
        )  # fmt: skip
        menu.picked.connect(self._on_asker)
        return menu

    def ask_whom(self) -> None:
        """Choose to whom the question is."""
        self.whom_menu().ask(self.mapToGlobal(self._line.geometry().bottomLeft()))

    def ask_asker(self) -> None:
        """Choose who will ask."""
        self.asker_menu().ask(self.asker.mapToGlobal(self.asker.rect().bottomLeft()))

    def _on_whom(self, person_id: str) -> None:
        self._deeds.set_question(self.view.id, person_id=person_id or None, person_words=None)

    def _on_asker(self, person_id: str) -> None:
        self._deeds.set_question(self.view.id, asker_id=person_id or None)

    def menu(self) -> Menu:
        """What else can be done (built apart, so a test can read it)."""
        menu, view = Menu(self, name="questionMenu"), self.view
        if view.cell_id:
            self._add(menu, tr("Show its box"), "questionBox", self._show_box)
        if view.step_id:
            self._add(menu, tr("Go to the next step"), "questionGoStep", self._go_step)
        elif view.answer is None:
            self._add(menu, tr("Make it a next step"), "questionStep", self._make_step)
        if view.card_id:
            self._add(menu, tr("Go to the past-harm card"), "questionGoCard", self._go_card)
        elif view.answer is not None:
            self._add(menu, tr("Make a past-harm card of the answer"), "questionCard", self._make_card)
        if not view.to or view.person:
            self._add(menu, tr("To whom?"), "questionWhom", self.ask_whom)
        menu.addSeparator()
        self._add(menu, tr("Take the question away"), "questionAway", self._away)
        return menu

    def _add(self, menu: Menu, text: str, name: str, deed: object) -> None:
        action = QAction(text, menu)
        action.setObjectName(name)
        action.triggered.connect(deed)
        menu.addAction(action)

    def _open_menu(self) -> None:
        menu = self.menu()
        menu.exec(self.more.mapToGlobal(QPoint(0, self.more.height())))
        menu.deleteLater()

    def _show_box(self) -> None:
        self.wanted.emit(self.view.cell_id or "")

    def _make_step(self) -> None:
        self._deeds.make_steps([self.view.id])

    def _make_card(self) -> None:
        self._deeds.card_of_answer(self.view.id)

    def _go_step(self) -> None:
        self._deeds.go_to_card(self.view.step_id)

    def _go_card(self) -> None:
        self._deeds.go_to_card(self.view.card_id)

    def _away(self) -> None:
        self._deeds.delete_question(self.view.id)
