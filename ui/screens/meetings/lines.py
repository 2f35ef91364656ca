"""What was asked at a meeting, with the answers, and what was said: written in place, a new line below the last."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from models.acts import meetings as acts
from models.thinking_views import MeetingItemView, MeetingView
from models.views import PersonView
from ui.context import CaseContext
from ui.screens.meetings.rows import KeyedRows, PersonPick
from ui.screens.meetings.words import tr
from ui.screens.strands.editable import WordsField
from ui.theme import theme
from ui.widgets import Card, GrowingTextEdit, IconButton, Label, column


class NewLine(GrowingTextEdit):
    """A line to write a new one in: Enter or leaving it gives out the words and empties it. ``given(words)``."""

    given = Signal(str)

    def __init__(self, *, name: str, heard: str, placeholder: str) -> None:
        super().__init__(name=name, heard=heard, placeholder=placeholder, single=True)
        self.committed.connect(self._give)

    def _give(self, words: str) -> None:
        self.set_kept("")
        if words.strip():
            self.given.emit(words.strip())


class LineRow(Card):
    """One question with its answer, or something somebody said."""

    def __init__(
        self, context: CaseContext, item: MeetingItemView, people: Sequence[PersonView], *, planned: bool
    ) -> None:
        super().__init__()
        self.setObjectName(f"item-{item.id}")
        self._context, self.item, self.people, self.planned = context, item, people, planned
        row = QHBoxLayout(self)
        row.setContentsMargins(theme().px(16), theme().px(12), theme().px(8), theme().px(12))
        row.setSpacing(theme().px(8))
        body = column(holder := QWidget(), gap=6)
        row.addWidget(holder, 1)
        is_question = item.kind == "question"
        raw: dict[str, Any] = context.case.rows.get("meeting_item", item.id) or {}
        self._whole = {name: (raw.get(name) or "") == getattr(item, name) for name in ("text", "answer")}
        heard = tr("The question") if is_question else tr("What was said")
        self.text = WordsField(
            item.text, name=f"itemText-{item.id}", heard=heard, role="body" if is_question else "words",
            quoted=not is_question, empty=tr("Write it here"), editable=self._whole["text"],
        )  # fmt: skip
        self.text.written.connect(self._keep_text)
        body.addWidget(self.text)
        self.answer: WordsField | None = None
        if is_question and (self._whole["answer"] or item.answer):
            self.answer = WordsField(
                item.answer, name=f"itemAnswer-{item.id}", heard=tr("The answer"), role="words",
                empty=tr("What did they answer?"), editable=self._whole["answer"],
            )  # fmt: skip
            self.answer.written.connect(self._keep_answer)
            body.addWidget(self.answer)
        ask = tr("Who answers?") if is_question else tr("Who said it?")
        self.person = PersonPick(f"itemPerson-{item.id}", ask)
        self.person.picked.connect(self._keep_person)
        body.addWidget(self.person)
        tip = tr("Delete this question") if is_question else tr("Delete these words")
        self.delete = IconButton("trash", tip, name=f"itemDelete-{item.id}", size="small", icon_size=18)
        self.delete.clicked.connect(self._delete)
        self.delete.setVisible(all(self._whole.values()))
        row.addWidget(self.delete, 0, Qt.AlignmentFlag.AlignTop)

    def show_item(self, item: MeetingItemView) -> None:
        """Show what the case says now; words being written stay."""
        self.item = item
        self.text.set_words(item.text)
        if self.answer is not None:
            self.answer.set_words(item.answer)
            # Before the meeting nobody has answered yet, and nothing is missing.
            self.dashed = not item.answer and self._whole["answer"] and not self.planned
            self.set_look(line="askLine" if self.dashed else None)
        self.person.show_person(item.person, self.people)

    # ---- doing ------------------------------------------------------------------------------------------------
    def _set(self, **fields: Any) -> None:
        case, item_id = self._context.case, self.item.id
        self._context.attempt(lambda: acts.set_item(case, item_id, **fields))

    def _keep_text(self, text: str) -> None:
        self._set(text=text)

    def _keep_answer(self, text: str) -> None:
        self._set(answer=text)

    def _keep_person(self, person_id: str | None) -> None:
        self._set(person_id=person_id)

    def _delete(self) -> None:
        case, item_id = self._context.case, self.item.id
        self._context.attempt(lambda: acts.delete_item(case, item_id))
        self._context.said_and_undoable(tr("Deleted"))


class Lines(QWidget):
    """All questions of a meeting, or all that was said (``kind``: question, said)."""

    def __init__(self, context: CaseContext, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"{kind}Lines")
        self._context, self.kind = context, kind
        self._view: MeetingView | None = None
        self._people: Sequence[PersonView] = ()
        body = column(self, gap=8)
        self.title = Label(tr("What was said"), "words", bold=True)
        body.addWidget(self.title)
        self.rows: KeyedRows[MeetingItemView] = KeyedRows(self._make)
        body.addWidget(self.rows)
        ask = tr("A question to ask") if kind == "question" else tr("Something somebody said")
        self.new = NewLine(name=f"new-{kind}", heard=ask, placeholder=ask)
        self.new.given.connect(self._add)
        body.addWidget(self.new)

    def _make(self, item: MeetingItemView) -> QWidget:
        return LineRow(self._context, item, self._people, planned=bool(self._view and self._view.is_planned))

    def show_meeting(self, view: MeetingView, people: Sequence[PersonView]) -> None:
        """Show the lines of the meeting; ``people`` may be named in them."""
        self._view, self._people = view, people
        if self.kind == "question":
            self.title.setText(tr("What to ask") if view.is_planned else tr("What was asked"))
        for row in self.rows.widgets.values():
            if isinstance(row, LineRow):
                row.people, row.planned = people, view.is_planned
        self.rows.show_items([item for item in view.items if item.kind == self.kind])

    def _add(self, words: str) -> None:
        case, view, kind = self._context.case, self._view, self.kind
        if view is not None:
            self._context.attempt(lambda: acts.add_item(case, view.id, kind, words))
