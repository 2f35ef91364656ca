"""The homes of a case: who lives where, named and addressed in place."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from models.acts.people import add_household, remove_household, set_household
from models.rows import Row
from models.secrets import Secrets
from models.views import PersonView
from ui.context import CaseContext
from ui.screens.people.discs import disc_of
from ui.screens.strands.editable import WordsField
from ui.theme import theme
from ui.widgets import Card, Chip, FlowLayout, IconButton, IconMark, Label, LineField, column


class HomeCard(Card):
    """One home with the people who live, sleep or are looked after there."""

    left = Signal()

    def __init__(
        self, context: CaseContext, home: Row, people: list[tuple[PersonView, str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent=parent)
        self.setObjectName(f"home-{home['id']}")
        self._context, self._id = context, str(home["id"])
        body = column(self, (14, 10, 10, 12), gap=4)
        head = QHBoxLayout()
        head.setSpacing(theme().px(8))
        head.addWidget(IconMark("house-line", "ink2"))
        self.name = WordsField(home["name"], name=f"homeName-{self._id}", heard=self.tr("Home"), single=True,
                               editable=context.lens.is_us)  # fmt: skip
        head.addWidget(self.name, 1, Qt.AlignmentFlag.AlignVCenter)
        away = IconButton("trash", self.tr("Remove this home; the people stay"), name=f"removeHome-{self._id}",
                          size="small")  # fmt: skip
        away.clicked.connect(self._remove)
        head.addWidget(away)
        body.addLayout(head)
        self.address = WordsField(
            home["address"] or "", name=f"homeAddress-{self._id}", heard=self.tr("Address"), role="caption", ink="ink2",
            empty=self.tr("Add the address"), single=True, editable=context.lens.is_us,
        )  # fmt: skip
        self.name.written.connect(self._rename)
        self.address.written.connect(self._write_address)
        for field in (self.name, self.address):
            field.closed.connect(self.left)
        if home["address"] or context.lens.is_us:
            body.addWidget(self.address)
        holder = QWidget()
        flow = FlowLayout(holder, gap=theme().px(12), row_gap=theme().px(4))
        for person, kind in people:
            words = {"sleeps": self.tr("{name} (sleeps here)"), "foster": self.tr("{name} (looked after here)")}
            text = words.get(kind, "{name}").format(name=person.name)
            flow.addWidget(Chip(text, tone="plain", person=disc_of(person), initials=person.initials))
        body.addWidget(holder)

    def _rename(self, text: str) -> None:
        case, home_id = self._context.case, self._id
        if text:
            self._context.attempt(lambda: set_household(case, home_id, name=text))

    def _write_address(self, text: str) -> None:
        case, home_id = self._context.case, self._id
        self._context.attempt(lambda: set_household(case, home_id, address=text or None))

    def _remove(self) -> None:
        case, home_id = self._context.case, self._id
        self._context.attempt(lambda: remove_household(case, home_id))
        self._context.said_and_undoable(self.tr("Home removed; the people stay"))


class Homes(QWidget):
    """Every home the lens shows, and a line for a new one. ``left()`` after writing."""

    left = Signal()

    def __init__(self, context: CaseContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("homes")
        self._context = context
        self._body = column(self, gap=8)
        self._body.addWidget(Label(self.tr("Homes"), "label", "ink2"))
        self.cards: list[HomeCard] = []
        self._inner = QWidget()
        self._body.addWidget(self._inner)
        self.add_field = LineField(name="addHome", heard=self.tr("Add a home"), placeholder=self.tr("Add a home"))
        self.add_field.returnPressed.connect(self._add)
        self._body.addWidget(self.add_field)

    def refresh(self, people: dict[str, PersonView]) -> None:
        """Show the homes with those of these people who live there."""
        rows = self._context.case.rows
        inner = QWidget()
        body = column(inner, gap=8)
        self.cards = []
        for home in sorted(rows.table("household").values(), key=lambda h: (h["name"], h["id"])):
            shown = self._shown(home)
            if shown is None:
                continue
            members = rows.where("household_member", household_id=home["id"], ended_on=None)
            there = [(people[m["person_id"]], m["kind"]) for m in members if m["person_id"] in people]
            there.sort(key=lambda pair: list(people).index(pair[0].id))
            card = HomeCard(self._context, shown, there)
            card.left.connect(self.left)
            self.cards.append(card)
            body.addWidget(card)
        self._body.replaceWidget(self._inner, inner)
        self._inner.hide()
        self._inner.deleteLater()
        self._inner = inner

    def _shown(self, home: Row) -> Row | None:
        """The home as the lens allows it: without anything restricted, or not at all."""
        if self._context.lens.is_us:
            return home
        rows = self._context.case.rows
        held = rows.where("restriction", target_table="household", target_id=home["id"])
        if any(not row["target_field"] for row in held):
            return None
        secrets = Secrets.of(rows)
        name = secrets.safe(home["name"])
        hidden = {row["target_field"] for row in held}
        address = None if "address" in hidden else secrets.safe(home["address"])
        return home | {"name": name, "address": address} if name else None

    def _add(self) -> None:
        name, case = self.add_field.text().strip(), self._context.case
        if name:
            self.add_field.clear()
            self._context.attempt(lambda: add_household(case, name))
