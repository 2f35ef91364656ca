"""Who may see this? Asked of a child, person by person, in words a child understands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.child_calls import called_by
from models.looks import look_view
from models.picture_views import PermissionView
from models.readers import ReaderProjection
from models.views import PersonView
from ui.context import CaseContext
from ui.screens.children.deeds import SheetDeeds
from ui.screens.children.drawn import CHILD, Drawn, portrait_items
from ui.screens.children.kit import BigButton, ChildHead, Choices, page_column
from ui.screens.children.words import called, tr
from ui.theme import theme
from ui.widgets import Card, IconMark, Label, LineField, ScrollArea, column

_AT_FIRST = 6
_NEAR = {"family": 0, "carer": 1, "friend": 2, "professional": 3}


def people_for(context: CaseContext, child_id: str) -> list[PersonView]:
    """Whom a child may be asked about: parents, then the family's grown-ups, friends, those who come for work."""
    projector, rows = context.projector, context.case.rows
    reading = ReaderProjection(rows, CHILD)
    shown = as_called(context, child_id, (reading.person(projector.people.get(key)) for key in rows.table("person")))
    kept = [p for p in shown if p.kind in _NEAR and p.life in ("alive", "unknown") and p.id != child_id]
    return near_first(context, child_id, [p for p in kept if _is_grown(p)])


def as_called(context: CaseContext, child_id: str, people: Iterable[PersonView | None]) -> list[PersonView]:
    """People under the names that a child has for them."""
    projector = context.projector
    called = called_by(projector, child_id, ReaderProjection(projector.rows, CHILD))
    return [replace(person, name=called.get(person.id, person.name)) for person in people if person is not None]


def near_first(context: CaseContext, child_id: str, people: Iterable[PersonView]) -> list[PersonView]:
    """People in the order in which a child thinks of them: parents, the family, friends, those who come for work."""
    parents = _parents_of(context, child_id)
    order = {key: row["position"] for key, row in context.case.rows.table("person").items()}
    return sorted(
        people, key=lambda p: (p.id not in parents, _NEAR.get(p.kind, len(_NEAR)), order.get(p.id, 0.0), p.id)
    )


def _is_grown(person: PersonView) -> bool:
    return not person.is_child and not (person.age.isdecimal() and int(person.age) < 16)


def _parents_of(context: CaseContext, child_id: str) -> set[str]:
    rows = context.case.rows
    unions = {row["id"]: row for row in rows.table("partnership").values()}
    found: set[str] = set()
    for link in rows.where("child_link", child_id=child_id):
        union = unions.get(link.get("partnership_id") or "", {})
        found |= {str(union[key]) for key in ("first_id", "second_id") if union.get(key)}
    return found


class WhoRow(Card):
    """One person (None: everybody else) with yes, no and only sometimes. ``answered(person id, answer, words)``."""

    answered = Signal(str, str, str)

    def __init__(self, person: PersonView | None, picture: QWidget, now: PermissionView | None, counts: str) -> None:
        super().__init__(fill="card", line="line")
        self.person = person
        key = person.id if person else "everybody"
        self.setObjectName(f"who-{key}")
        name = person.name if person else tr("Everybody else")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(*(theme().px(n) for n in (14, 8, 14, 8)))
        row = QHBoxLayout()
        row.setSpacing(theme().px(14))
        row.addWidget(picture)
        named = QVBoxLayout()
        named.setSpacing(0)
        named.addStretch(1)
        named.addWidget(Label(name, "childWords", wrap=True))
        self.from_page = Label(tr("as for the whole page"), "caption", "ink2")
        self.from_page.setVisible(now is None and bool(counts))
        named.addWidget(self.from_page)
        named.addStretch(1)
        row.addLayout(named, 4)
        choices = (("yes", tr("Yes")), ("no", tr("No")), ("when", tr("Only sometimes")))
        self.choices = Choices(choices, name=f"lets-{key}", heard=name, now=counts)
        self.choices.chosen.connect(self._on_choice)
        row.addWidget(self.choices, 6)
        outer.addLayout(row)
        self.when = LineField(
            now.words if now else "", name=f"when-{key}", heard=tr("{name}: when?").format(name=name),
            placeholder=tr("When? “When I'm at football”"), role="childWords", height=52,
        )  # fmt: skip
        self.when.editingFinished.connect(self.keep_words)
        outer.addWidget(self.when)
        self.when.setVisible(bool(now and now.answer == "when"))

    @property
    def _person_id(self) -> str:
        return self.person.id if self.person else ""

    def _on_choice(self, answer: str) -> None:
        self.when.setVisible(answer == "when")
        self.from_page.hide()
        self.answered.emit(self._person_id, answer, self.when.text().strip() if answer == "when" else "")
        if answer == "when":
            self.when.setFocus(Qt.FocusReason.OtherFocusReason)

    def keep_words(self) -> None:
        """Keep the condition as it is written."""
        if not self.when.isHidden():
            self.answered.emit(self._person_id, "when", self.when.text().strip())


class WhoPage(QWidget):
    """Who may see a thing, or ("") the whole sheet. ``back()`` and ``stopped()`` of its head; ``done()``."""

    done = Signal()

    def __init__(self, deeds: SheetDeeds, item_id: str = "", *, narrow: bool = False) -> None:
        super().__init__()
        self.setObjectName("whoPage")
        self._deeds, self._item_id = deeds, item_id
        body = page_column(self, narrow=narrow)
        self.head = ChildHead(tr("Who can see this?"), back=tr("Back"), who=False, read=False)
        body.addWidget(self.head)
        item = deeds.item(item_id) if item_id else None
        about = called(item) if item else tr("Everything on this page, if you do not say otherwise for one thing.")
        body.addWidget(Label(about, "childWords"))
        body.addWidget(self._team_line())
        self._list = QWidget()
        self._rows = column(self._list, (0, 0, 8, 0), gap=8)
        body.addWidget(ScrollArea(self._list, name="whoScroll"), 1)
        self.rows: list[WhoRow] = []
        self._people = people_for(deeds.context, deeds.seat.child_id)
        self.more = BigButton(tr("Somebody else"), name="whoMore", kind="outline", icon="user-plus")
        self.more.clicked.connect(self.show_everybody)
        self._fill(self._first())
        done = BigButton(tr("Done"), name="whoDone", kind="primary", icon="check-circle")
        done.clicked.connect(self.done)
        body.addWidget(done, 0, Qt.AlignmentFlag.AlignRight)

    @property
    def first(self) -> QWidget:
        """What the keyboard goes to."""
        return self.rows[0].choices.buttons["yes"]

    def _team_line(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(8))
        row.addWidget(IconMark("info"))
        name = self._deeds.sitting.made_with or tr("Whoever writes this with you")
        text = tr("{name} keeps it. Those whose work is to keep you safe can read it. Others only if you say yes.")
        row.addWidget(Label(text.format(name=name), "body", "ink2"), 1)
        return holder

    def _answers(self) -> dict[str, PermissionView]:
        item = self._deeds.item(self._item_id) if self._item_id else None
        view = self._deeds.view
        lines = item.may_see if item else view.may_see if view and not self._item_id else ()
        return {line.person.id if line.person else "": line for line in lines}

    def _first(self) -> list[PersonView]:
        answered = self._answers()
        first = self._people[:_AT_FIRST]
        return first + [p for p in self._people[_AT_FIRST:] if p.id in answered]

    def _row(self, person: PersonView | None, picture: QWidget) -> WhoRow:
        """A row with what was said of this thing, else what counts for it because it was said of the whole page."""
        key = person.id if person else ""
        counts = self._deeds.counting(self._item_id or None, key or None)
        return WhoRow(person, picture, self._answers().get(key), counts)

    def _fill(self, people: list[PersonView]) -> None:
        context = self._deeds.context
        for person in people:
            look = look_view(context.projector, person.id, CHILD)
            items, box = portrait_items(look, "calm") if look else ((), (96.0, 96.0))
            self._add(self._row(person, Drawn(items, box, wide=52, high=52)))
        self._add(self._row(None, IconMark("users-three", size=52)))
        self.more.setVisible(len(people) < len(self._people))
        self._rows.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self._rows.addStretch(1)

    def _add(self, row: WhoRow) -> None:
        row.answered.connect(self._on_answer)
        self.rows.append(row)
        self._rows.addWidget(row)

    def show_everybody(self) -> None:
        """Everybody who could be asked about."""
        there = {row.person.id for row in self.rows if row.person}
        context = self._deeds.context
        at = len(there)
        for person in (p for p in self._people if p.id not in there):
            look = look_view(context.projector, person.id, CHILD)
            items, box = portrait_items(look, "calm") if look else ((), (96.0, 96.0))
            row = self._row(person, Drawn(items, box, wide=52, high=52))
            row.answered.connect(self._on_answer)
            self._rows.insertWidget(at, row)
            self.rows.insert(at, row)
            at += 1
        self.more.hide()

    def settle(self) -> None:
        """Keep every condition that is being written."""
        for row in self.rows:
            row.keep_words()

    def _on_answer(self, person_id: str, answer: str, words: str) -> None:
        now = self._answers().get(person_id)
        if now is None or (now.answer, now.words) != (answer, words):
            self._deeds.let_see(self._item_id or None, person_id or None, answer, words)
