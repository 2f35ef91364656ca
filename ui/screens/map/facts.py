"""The facts of a card: who, when, which strand, who sees it differently. Each is saved as soon as it is said."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from models import dates
from models.views import CardView, MapView, Mention, PersonView
from ui.screens.map.people_field import PeopleField, empty_flow
from ui.screens.map.saying import as_stored
from ui.screens.map.wording import FACT_QUESTIONS, tr
from ui.widgets import (
    FlowLayout,
    GrowingTextEdit,
    IconMark,
    Label,
    LineField,
    LinkButton,
    StrandBadge,
    Switch,
    announce,
    column,
)

ROLES = ("speaker", "acted", "source", "seen_by", "responsible")

SHOWN: dict[str, tuple[str, ...]] = {
    "past_harm": ("when", "source", "strand", "views"),
    "danger": ("strand", "source", "views"),
    "complicating": ("source", "strand", "views"),
    "strength": ("quotation", "speaker", "source", "strand", "views"),
    "safety": ("danger", "acted", "when", "seen_by", "views"),
    "own_words": ("speaker", "strand"),
    "goal": ("strand", "views"),
    "bottom_line": ("strand", "views"),
    "next_step": ("responsible", "due", "strand"),
}
"""Which facts a card of each part is asked for, in their order."""

FOUR = ("danger", "acted", "when", "seen_by")
"""What existing safety needs, in the order it is asked."""


class DateField(LineField):
    """A date as people say it; what they typed is told when they leave or press Enter."""

    said = Signal(str)

    def __init__(self, name: str, heard: str) -> None:
        super().__init__(name=name, heard=heard, placeholder=tr("A day, or “last summer”"), height=36)
        self._kept = ""
        self.editingFinished.connect(self._tell)

    def show_date(self, stored: str | None) -> None:
        """Show a stored date in words."""
        self._kept = dates.written(stored)
        if not self.hasFocus():
            self.setText(self._kept)

    def _tell(self) -> None:
        if self.text().strip() != self._kept:
            self._kept = self.text().strip()
            self.said.emit(self._kept)


class StrandPick(QWidget):
    """The strands as badges; pressing one ties the card to it, pressing it again unties."""

    picked = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._flow = FlowLayout(self)
        self._shown: tuple[object, ...] = ()
        self._chosen: str | None = None

    def show_strands(self, view: MapView, chosen: str | None) -> None:
        """Show the running strands and which is chosen."""
        running = [s for s in view.strands if not s.closed_on or s.id == chosen]
        key = (chosen, *((s.id, s.number, s.name) for s in running))
        if key == self._shown:
            return
        self._shown, self._chosen = key, chosen
        empty_flow(self._flow)
        for strand in running:
            badge = StrandBadge(strand.number, strand.name, name=f"{self._name}-{strand.id}", live=True,
                                ribbon=strand.id == chosen, bold=strand.id == chosen)  # fmt: skip
            badge.setAccessibleName(
                tr("Strand {number}: {name}").format(number=strand.number, name=strand.name)
                + (tr(", chosen") if strand.id == chosen else "")
            )
            badge.setProperty("strand", strand.id)
            badge.clicked.connect(self._on_pressed)
            self._flow.addWidget(badge)
        if not running:
            self._flow.addWidget(Label(tr("No strand yet."), "caption", "ink2"))

    def focus_first(self) -> None:
        """Go to the chosen badge, else the first."""
        badges = self.findChildren(StrandBadge)
        chosen = [badge for badge in badges if badge.property("strand") == self._chosen]
        for badge in (chosen or badges)[:1]:
            badge.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_pressed(self) -> None:
        badge = self.sender()
        if isinstance(badge, StrandBadge):
            strand = str(badge.property("strand"))
            self.picked.emit(None if strand == self._chosen else strand)


class ViewsField(QWidget):
    """Different views: who sees it differently, and their words."""

    written = Signal(str, str)
    wanted = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = column(self, gap=6)
        self._rows: dict[str, GrowingTextEdit] = {}
        self._labels: list[QWidget] = []
        self.who = PeopleField("differs", tr("Who sees it differently"), single=True)
        self.add = LinkButton(tr("Somebody sees it differently"), name="addView", role="label", icon="chats-circle")
        self._box.addWidget(self.add)
        self._box.addWidget(self.who)
        self.who.hide()
        self.add.clicked.connect(self._ask_who)
        self.who.added.connect(self._on_who)

    def show_views(self, card: CardView, people: Sequence[PersonView]) -> None:
        """Show the card's different views."""
        self.who.show_people((), people)
        ids = [view.id for view in card.disputes]
        if ids != list(self._rows):
            self.forget()
            for index, view in enumerate(card.disputes):
                label = Label(view.who.name if view.who else tr("Somebody"), "caption", "ink2")
                name = view.who.name if view.who else tr("somebody")
                field = GrowingTextEdit(view.words, name=f"view-{view.id}", single=True,
                                        heard=tr("How {name} sees it").format(name=name))  # fmt: skip
                field.setProperty("view", view.id)
                field.committed.connect(self._on_written)
                self._rows[view.id] = field
                self._labels.append(label)
                self._box.insertWidget(2 * index, label)
                self._box.insertWidget(2 * index + 1, field)
        for view in card.disputes:
            if not self._rows[view.id].hasFocus():
                self._rows[view.id].set_kept(view.words)

    def forget(self) -> None:
        """Let go of the last card's views."""
        for old in (*self._rows.values(), *self._labels):
            old.hide()
            old.setParent(None)
            old.deleteLater()
        self._rows, self._labels = {}, []
        self.who.show_people((), ())

    def focus_view(self, view_id: str) -> None:
        """Write one of them."""
        if view_id in self._rows:
            self._rows[view_id].setFocus()
            self._rows[view_id].selectAll()

    def _ask_who(self) -> None:
        self.who.show()
        self.who.field.setFocus()

    def _on_who(self, person_id: object, words: object) -> None:
        self.who.hide()
        self.wanted.emit(str(words) if words else "", person_id)

    def _on_written(self, text: str) -> None:
        field = self.sender()
        if isinstance(field, GrowingTextEdit):
            self.written.emit(str(field.property("view")), text)


class FactsForm(QWidget):
    """All facts of one card; only those its part asks for are shown. Nothing here changes the case."""

    people_added = Signal(str, object, object)
    people_removed = Signal(str, str)
    field_set = Signal(str, object)
    view_written = Signal(str, str)
    view_wanted = Signal(str, object)
    all_said = Signal()
    """The last of the four facts was answered here."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = column(self, gap=14)
        self.card: CardView | None = None
        self._today = dt.date.today()
        self._rows: dict[str, QWidget] = {}
        self._fields: dict[str, QWidget] = {}
        self._labels: dict[str, Label] = {}
        self._marks: dict[str, IconMark] = {}
        self._links: dict[str, LinkButton] = {}
        self.asking = ""
        """Which of the four facts is asked just now, where they are asked one by one."""
        self._answered = ""
        self._missing: Sequence[str] = ()
        self.people: dict[str, PeopleField] = {}
        titles = {
            "speaker": tr("Who said it?"), "source": tr("Who says so?"), "acted": tr("Who acted?"),
            "seen_by": tr("Who saw it?"), "responsible": tr("Who will do it?"),
        }  # fmt: skip
        self.when = DateField("factWhen", tr("When was it?"))
        self.due = DateField("factDue", tr("By when?"))
        self.quotation = Switch(tr("Their exact words"), name="factQuotation")
        self.strand, self.danger = StrandPick("factStrand"), StrandPick("factDanger")
        self.views = ViewsField()
        self._add_row("quotation", "", self.quotation)
        for role in ROLES:
            if role == "source":
                self._add_row("when", tr("When was it?"), self.when)
            field = PeopleField(role, titles[role], single=role == "speaker")
            field.added.connect(self._on_added)
            field.removed.connect(self._on_removed)
            self.people[role] = field
            if role == "acted":
                self._add_row("danger", tr("Which danger?"), self.danger)
            self._add_row(role, titles[role], field)
        self._add_row("due", tr("By when?"), self.due)
        self._add_row("strand", tr("Which strand?"), self.strand)
        self._add_row("views", "", self.views)
        self.when.said.connect(self._on_when)
        self.due.said.connect(self._on_due)
        self.quotation.clicked.connect(self._on_quotation)
        self.strand.picked.connect(self._on_strand)
        self.danger.picked.connect(self._on_danger)
        self.views.written.connect(self.view_written)
        self.views.wanted.connect(self.view_wanted)

    def _add_row(self, key: str, title: str, field: QWidget) -> None:
        row = QWidget()
        box = column(row, gap=4)
        if title:
            head = QHBoxLayout()
            head.setSpacing(8)
            mark = IconMark("circle-dashed", "ink2")
            label = Label(title, "body", wrap=True)
            head.addWidget(mark, 0, Qt.AlignmentFlag.AlignVCenter if key in FOUR else Qt.AlignmentFlag.AlignTop)
            head.addWidget(label, 1)
            if key in FOUR:
                link = LinkButton(title, name=f"answer-{key}", ink="ink2", heard=tr("Answer: {ask}").format(ask=title))
                link.setProperty("key", key)
                link.clicked.connect(self._on_link)
                head.addWidget(link, 1, Qt.AlignmentFlag.AlignLeft)
                self._links[key] = link
            box.addLayout(head)
            self._marks[key], self._labels[key] = mark, label
        box.addWidget(field)
        self._rows[key], self._fields[key] = row, field
        self._box.addWidget(row)

    def forget(self) -> None:
        """Let go of the last card: nothing of it stays, not even unseen."""
        self.card = None
        self.asking = ""
        for field in self.people.values():
            field.show_people((), ())
        self.views.forget()
        self.when.show_date(None)
        self.due.show_date(None)

    def show_card(self, card: CardView, view: MapView, people: Sequence[PersonView], *, today: dt.date,
                  four: bool = False, only_ask: bool = False) -> None:  # fmt: skip
        """Show a card's facts; ``four``: the four that existing safety needs, and only those.

        ``only_ask`` shows the questions without their fields (nothing may be changed just now). The four are asked one
        by one while any is missing; a press on a later one asks that first.
        """
        if self.card is None or self.card.id != card.id:
            self.asking = ""
        self.card, self._today = card, today
        wanted = FOUR if four else SHOWN.get(card.part, ())
        for key, row in self._rows.items():
            row.setVisible(key in wanted)
            self._fields[key].setVisible(not only_ask)
        speaker = () if card.speaker is None else (_speaker(card.speaker),)
        mentions = {"speaker": speaker, "source": card.sources, "acted": card.acted, "seen_by": card.seen_by,
                    "responsible": card.responsible}  # fmt: skip
        for role, field in self.people.items():
            field.show_people(mentions[role], people)
        self.when.show_date(card.occurred)
        self.due.show_date(card.due_on)
        self.quotation.setChecked(card.is_quotation)
        self.strand.show_strands(view, card.strand.id if card.strand else None)
        self.danger.show_strands(view, card.danger.id if card.danger else None)
        self.views.show_views(card, people)
        there = {"when": card.occurred, "due": card.due_on, "strand": card.strand, "danger": card.danger, **mentions}
        for key, mark in self._marks.items():
            mark.set_icon("check-circle" if there.get(key) else "circle-dashed", "ink" if there.get(key) else "ink2")
            words = FACT_QUESTIONS.get(key) or self._labels[key].text()
            state = tr("answered") if there.get(key) else tr("not answered yet")
            self._labels[key].setAccessibleName(f"{words} {state}")
        missing = [key for key in FOUR if not there[key]] if four or card.missing else []
        self._ask_one(missing, only_ask=only_ask)

    def _ask_one(self, missing: Sequence[str], *, only_ask: bool) -> None:
        """Open the field of one missing fact; the others wait as links."""
        answered, self._answered = self._answered, ""
        self._missing = missing
        if self.asking not in missing:
            later = [key for key in missing if self.asking and FOUR.index(key) > FOUR.index(self.asking)]
            self.asking = next(iter([*later, *missing]), "")
        for key, link in self._links.items():
            waits = key in missing and key != self.asking and not only_ask
            link.setVisible(waits)
            self._labels[key].setHidden(waits)
            if key in missing and not only_ask:
                self._fields[key].setVisible(not waits)
        if answered and answered not in missing:
            if self.asking:
                self.ask_next()
            else:
                self.all_said.emit()

    def ask_next(self) -> None:
        """Put the keyboard where the fact asked now is answered, and say the question."""
        if not self.asking:
            return
        if self.asking == "danger":
            self.danger.focus_first()
        elif self.asking == "when":
            self.when.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.people[self.asking].field.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, self._labels[self.asking].text())

    def _on_link(self) -> None:
        link = self.sender()
        if isinstance(link, LinkButton):
            self.asking = str(link.property("key"))
            self._ask_one(self._missing, only_ask=False)
            self.ask_next()

    def _note_answer(self, key: str) -> None:
        """Whether the next question may take the keyboard: only from the field that was answered."""
        here = QApplication.focusWidget()
        row = self._rows[key]
        self._answered = key if here is not None and row.isAncestorOf(here) else ""

    # ---- telling ----------------------------------------------------------------------------------------------
    def _on_added(self, person_id: object, words: object) -> None:
        field = self.sender()
        if isinstance(field, PeopleField):
            self._note_answer(field.role)
            self.people_added.emit(field.role, person_id, words)

    def _on_removed(self, mention_id: str) -> None:
        field = self.sender()
        if isinstance(field, PeopleField):
            self.people_removed.emit(field.role, mention_id)

    def _on_when(self, said: str) -> None:
        self._note_answer("when")
        self.field_set.emit("occurred", as_stored(said, self._today) or None)

    def _on_due(self, said: str) -> None:
        self.field_set.emit("due_on", as_stored(said, self._today) or None)

    def _on_quotation(self, on: bool) -> None:
        self.field_set.emit("is_quotation", on)

    def _on_strand(self, strand_id: object) -> None:
        self.field_set.emit("strand_id", strand_id)

    def _on_danger(self, strand_id: object) -> None:
        self._note_answer("danger")
        self.field_set.emit("danger_id", strand_id)


def _speaker(person: PersonView) -> Mention:
    return Mention("speaker", person)
