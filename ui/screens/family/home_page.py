"""A home: what it is called, where it is, and who lives, sleeps or is looked after there."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from models.acts import family as acts
from models.acts.people import set_household
from models.family_views import HomeMember, HomeView
from ui.screens.family.panel_facts import open_fields
from ui.screens.family.panel_kit import Choice, FactField, Facts
from ui.screens.family.panel_page import Page
from ui.screens.family.panel_removing import remove
from ui.screens.family.panel_words import home_kinds
from ui.screens.family.state import FamilyState
from ui.theme import theme
from ui.widgets import Button, IconButton, IconMark, Label, LinkButton


class HomePage(Page):
    """One home's page."""

    def __init__(self, state: FamilyState, home: HomeView, parent: QWidget | None = None) -> None:
        super().__init__(state, "homePage", parent)
        self.home = home
        self._open = open_fields(state, "homes", home)
        head = QHBoxLayout()
        head.setSpacing(theme().px(8))
        head.addWidget(IconMark("house-line", "ink2", size=24))
        if self.named:
            name = FactField("name", home.name, heard=self.tr("Home"), role="lead", editable="name" in self._open)
            name.saved.connect(self._write)
            head.addWidget(name, 1)
        else:
            head.addWidget(Label(self.tr("A home"), "lead"), 1)
        self.body.addLayout(head)
        if self.named:
            self._add_facts()
        self.heading(self.tr("Who lives there"))
        for member in home.members:
            self.body.addWidget(self._member_row(member))
        if not home.members:
            self.body.addWidget(Label(self.tr("Nobody yet"), "body", "ink2"))
        if state.may_edit:
            self._add_somebody()
        self.may_be_held_back("household", home.id)
        if "id" in self._open and "members" in self._open:
            away = Button(self.tr("Remove this home"), name="removeHome", kind="quiet", size="small", icon="trash",
                          tip=self.tr("The people stay"))  # fmt: skip
            away.clicked.connect(self._remove)
            self.body.addSpacing(theme().px(8))
            self.left(away)

    def _add_facts(self) -> None:
        grid = Facts()
        titles = {"address": (self.tr("Address"), ""), "distance": (self.tr("How far"), self.tr("6 minutes' walk"))}
        any_shown = False
        for key, (title, empty) in titles.items():
            text = str(getattr(self.home, key) or "")
            if text or key in self._open:
                field = FactField(key, text, heard=title, empty=empty, single=key != "address",
                                  editable=key in self._open)  # fmt: skip
                field.saved.connect(self._write)
                grid.add(title, field)
                any_shown = True
        grid.setVisible(any_shown)
        self.body.addWidget(grid)

    def _member_row(self, member: HomeMember) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(8))
        person = member.person
        row.addWidget(self.disc(person, 24), 0, Qt.AlignmentFlag.AlignTop)
        link = LinkButton(self.name_of(person.id), name=f"go-{person.id}")
        link.setProperty("person", person.id)
        link.clicked.connect(self._go)
        row.addWidget(link, 0, Qt.AlignmentFlag.AlignVCenter)
        how = Choice(f"stay {person.id}", home_kinds(), member.kind, heard=self.tr("How {name} lives here").format(
            name=self.name_of(person.id)), editable=self.state.may_edit)  # fmt: skip
        how.chosen.connect(self._set_kind)
        row.addWidget(how, 1)
        if self.state.may_edit:
            out = IconButton("x", self.tr("{name} no longer lives here").format(name=self.name_of(person.id)),
                             name=f"leave-{person.id}", size="small", icon_size=16)  # fmt: skip
            out.setProperty("person", person.id)
            out.clicked.connect(self._leave)
            row.addWidget(out)
        return holder

    def _add_somebody(self) -> None:
        here = {member.person.id for member in self.home.members}
        words = {"": self.tr("Add somebody")} | {
            p.id: self.name_of(p.id) for p in self.state.view.people
            if p.id not in here and not p.stands_for and p.person.life in ("alive", "unknown")
        }  # fmt: skip
        self.add = Choice("addMember", words, "", heard=self.tr("Who else lives here"))
        self.add.chosen.connect(self._join)
        self.body.addWidget(self.add)

    # ---- writing ----------------------------------------------------------------------------------------------
    def _write(self, key: str, text: str) -> None:
        if key == "name" and not text:
            self.put_back(self.home.name)
            self.context.say(self.tr("A home needs a name, such as “Nanna Mo's”."))
            return
        case, home_id = self.case, self.home.id
        self.do(lambda: set_household(case, home_id, **{key: text or None}))

    def _set_kind(self, key: str, kind: str) -> None:
        case, home_id, person_id = self.case, self.home.id, key.removeprefix("stay ")
        self.do(lambda: acts.live_in(case, person_id, home_id, kind, also=True))

    def _join(self, _key: str, person_id: str) -> None:
        case, home_id = self.case, self.home.id
        self.do(lambda: acts.live_in(case, person_id, home_id))

    def _leave(self) -> None:
        button = self.sender()
        if button is not None:
            case, home_id, person_id = self.case, self.home.id, str(button.property("person"))
            self.do(lambda: acts.leave_home(case, person_id, home_id))

    def _go(self) -> None:
        button = self.sender()
        if button is not None:
            self.state.select("person", str(button.property("person")))

    def _remove(self) -> None:
        remove(self.state, "home", self.home.id)
