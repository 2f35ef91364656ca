"""One meeting, open: when, where, how many came, who; what was asked and said; who does what; how it went."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from models.acts import meetings as acts
from models.meetings import offered_people
from models.thinking_views import MeetingView
from ui.context import CaseContext
from ui.screens.map.facts import DateField
from ui.screens.map.saying import as_stored
from ui.screens.meetings.lines import Lines
from ui.screens.meetings.steps import MeetingSteps
from ui.screens.meetings.who import WhoCame
from ui.screens.meetings.words import title_of, tr
from ui.screens.strands.editable import WordsField
from ui.theme import theme
from ui.widgets import Chip, IconButton, Label, LineField, Menu, column


class CountField(LineField):
    """How many came, as a number; what was typed is told on leaving or Enter. ``said(number or None)``."""

    said = Signal(object)

    def __init__(self) -> None:
        super().__init__(name="meetingCame", heard=tr("How many came"), placeholder=tr("How many?"), height=36)
        self._kept = ""
        self.editingFinished.connect(self._tell)

    def show_count(self, came: int | None) -> None:
        """Show how many; words being typed stay."""
        self._kept = "" if came is None else str(came)
        if not self.hasFocus():
            self.setText(self._kept)

    def _tell(self) -> None:
        typed = self.text().strip()
        if typed == self._kept:
            return
        if typed and not typed.isdecimal():
            self.setText(self._kept)
            return
        self._kept = typed
        self.said.emit(int(typed) if typed else None)


class MeetingSheet(QWidget):
    """The open meeting. Everything is saved on leaving its field."""

    def __init__(self, context: CaseContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("meetingSheet")
        self._context = context
        self.view: MeetingView | None = None
        body = column(self, gap=22)
        head = column(top := QWidget(), gap=12)
        head.addLayout(self._make_head())
        head.addLayout(self._make_facts())
        body.addWidget(top)
        self.who = WhoCame(context)
        self.questions, self.said = Lines(context, "question"), Lines(context, "said")
        self.steps = MeetingSteps(context)
        for part in (self.who, self.questions, self.said, self.steps):
            body.addWidget(part)
        body.addWidget(self._make_note())
        body.addStretch(1)

    def _make_head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme().px(12))
        self.title = Label("", "title")
        row.addWidget(self.title, 1)
        self.planned = Chip(tr("Planned"), icon="calendar-blank", tone="next")
        row.addWidget(self.planned)
        self.more = IconButton("dots-three", tr("More about this meeting"), name="meetingMore")
        self.more.clicked.connect(self._open_menu)
        row.addWidget(self.more)
        return row

    def _make_facts(self) -> QBoxLayout:
        self._facts = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._facts.setSpacing(theme().px(16))
        self.when = DateField("meetingWhen", tr("When is the meeting?"))
        self.when.setPlaceholderText(tr("A day, or “after half-term”"))
        self.when.said.connect(self._keep_when)
        self.place = LineField(name="meetingPlace", heard=tr("Where is it?"), placeholder=tr("Where?"), height=36)
        self.place.editingFinished.connect(self._keep_place)
        self.came = CountField()
        self.came.said.connect(self._keep_came)
        self._boxes: dict[str, QWidget] = {}
        for key, text, field, share in (
            ("when", tr("When"), self.when, 3), ("place", tr("Where"), self.place, 4),
            ("came", tr("How many came"), self.came, 2),
        ):  # fmt: skip
            box = QWidget()
            inner = column(box, gap=4)
            inner.addWidget(Label(text, "caption", "ink2"))
            inner.addWidget(field)
            self._boxes[key] = box
            self._facts.addWidget(box, share, Qt.AlignmentFlag.AlignTop)
        return self._facts

    def _make_note(self) -> QWidget:
        holder = QWidget()
        body: QVBoxLayout = column(holder, gap=8)
        body.addWidget(Label(tr("How it went"), "words", bold=True))
        self.named = WordsField("", name="meetingWho", heard=tr("Who came, in words"), ink="ink2")
        self.named.written.connect(self._keep_who)
        body.addWidget(self.named)
        self.note = WordsField("", name="meetingNote", heard=tr("How it went"),
                               empty=tr("What was good? What was hard? Who was missed?"))  # fmt: skip
        self.note.written.connect(self._keep_note)
        body.addWidget(self.note)
        self._note_box = holder
        return holder

    # ---- what is shown ----------------------------------------------------------------------------------------
    def show_meeting(self, view: MeetingView) -> None:
        """Show the meeting as it stands now; words being written stay. Another meeting gets another sheet."""
        self.view = view
        raw: dict[str, Any] = self._context.case.rows.get("network_meeting", view.id) or {}
        whole = {name: (raw.get(name) or "") == getattr(view, name) for name in ("place", "who", "note")}
        self.title.setText(title_of(view))
        self.planned.setVisible(view.is_planned)
        self.more.setVisible(self._context.lens.is_us)
        self.when.show_date(view.held_on)
        if not self.place.hasFocus():
            self.place.setText(view.place)
        # What a reader may not see is not asked for either, nor may it be written over.
        self.place.setReadOnly(not whole["place"])
        self._boxes["place"].setVisible(whole["place"] or bool(view.place))
        self.came.show_count(view.came)
        self.came.setReadOnly(self._hides_somebody(view))
        self._boxes["came"].setVisible(not view.is_planned)
        self.named.setVisible(bool(view.who))
        self._show_words(self.named, view.who, whole["who"])
        self._show_words(self.note, view.note, whole["note"])
        self.note.setVisible(whole["note"] or bool(view.note))
        self._note_box.setVisible(not view.is_planned or bool(view.note or view.who))
        context = self._context
        offered = offered_people(context.projector, context.workspace_id, context.lens)
        came = {person.person.id for person in view.people if person.person}
        people = sorted((offer.person for offer in offered), key=lambda person: person.id not in came)
        self.who.show_meeting(view, offered)
        for part in (self.questions, self.said, self.steps):
            part.show_meeting(view, people)
        self.said.setVisible(not view.is_planned or any(item.kind == "said" for item in view.items))

    @staticmethod
    def _show_words(field: WordsField, words: str, whole: bool) -> None:
        field.set_words(words)
        field.setEnabled(whole)

    def _hides_somebody(self, view: MeetingView) -> bool:
        return len(self._context.case.rows.where("meeting_person", meeting_id=view.id)) != len(view.people)

    def set_stacked(self, stacked: bool) -> None:
        """Facts and steps one below the other where there is no room side by side."""
        way = QBoxLayout.Direction
        self._facts.setDirection(way.TopToBottom if stacked else way.LeftToRight)
        self.steps.set_stacked(stacked)

    # ---- doing ------------------------------------------------------------------------------------------------
    def _set(self, **fields: object) -> None:
        case, view = self._context.case, self.view
        if view is not None:
            self._context.attempt(lambda: acts.set_meeting(case, view.id, **fields))

    def _keep_when(self, said: str) -> None:
        self._set(held_on=as_stored(said, self._context.projector.today))

    def _keep_place(self) -> None:
        if self.view is not None and self.place.text().strip() != self.view.place and not self.place.isReadOnly():
            self._set(place=self.place.text())

    def _keep_came(self, came: int | None) -> None:
        self._set(came=came)

    def _keep_who(self, text: str) -> None:
        self._set(who=text)

    def _keep_note(self, text: str) -> None:
        self._set(note=text)

    def meeting_menu(self) -> Menu:
        """What else can be done with the meeting (made apart from showing it, so that a test can press it)."""
        menu = Menu(self, name="meetingMenu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        delete = QAction(tr("Delete this meeting; its next steps stay on the map"), menu)
        delete.triggered.connect(self._delete)
        menu.addAction(delete)
        return menu

    def _open_menu(self) -> None:
        self.meeting_menu().popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _delete(self) -> None:
        case, view = self._context.case, self.view
        if view is not None:
            self._context.attempt(lambda: acts.delete_meeting(case, view.id))
            self._context.said_and_undoable(tr("Meeting deleted"))
