"""Somebody in the family: their facts, how they get on with others, and how they belong."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models import dates
from models.acts import family as acts
from models.acts.people import add_household, move_home, set_child, set_person
from models.family_views import GenogramPerson
from models.one_line import as_iso
from ui.screens.family.panel_facts import PersonFacts, facts_of
from ui.screens.family.panel_kit import Choice, FactField, Facts, GenderChoice
from ui.screens.family.panel_page import Page
from ui.screens.family.panel_removing import remove
from ui.screens.family.panel_words import genders, home_kinds, lives, since
from ui.screens.family.person_ties import PersonTies
from ui.screens.family.person_tree import PersonTree
from ui.screens.family.state import FamilyState
from ui.theme import theme
from ui.widgets import Button, FlowLayout, Label, LineField, LinkButton, Switch

DATES = ("born", "died", "due")
NEVER_BORN = ("miscarriage", "abortion", "stillborn")
NEW_HOME, NO_HOME = "new", ""


class PersonPage(Page):
    """One person's page. ``more_changed(bool)`` when the rarer facts are opened or closed."""

    more_changed = Signal(bool)

    def __init__(
        self, state: FamilyState, person: GenogramPerson, *, more: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(state, "personPage", parent)
        self.shown = person
        self.facts = facts_of(state.context, person)
        if not self.named:
            self.facts = PersonFacts({"name": person.person.initials}, veiled=True)
        self._open = self.facts.open if state.may_edit else frozenset()
        self._home: tuple[str, str] | None = None
        self._add_head()
        if self.facts.veiled:
            self.body.addWidget(PersonTies(state, person))
            return
        self._add_facts()
        self._add_more(more)
        self._add_pin()
        if state.may_edit:
            self._add_quick()
        self.ties = PersonTies(state, person)
        self.body.addWidget(self.ties)
        self.tree = PersonTree(state, person)
        self.body.addWidget(self.tree)
        if not person.stands_for:
            self.may_be_held_back("person", person.id)
        if state.may_edit and self._open:
            self._add_removal()

    # ---- making it --------------------------------------------------------------------------------------------
    def _add_head(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme().px(12))
        row.addWidget(self.disc(self.shown.person, 40))
        names = QVBoxLayout()
        names.setSpacing(0)
        name = FactField("name", self.facts["name"], heard=self.tr("Name"), role="lead",
                         editable="name" in self._open)  # fmt: skip
        name.saved.connect(self._write)
        names.addWidget(name)
        wanted = not self.facts.veiled and self.facts["life"] not in NEVER_BORN
        if wanted and (self.facts["relation"] or "relation" in self._open):
            relation = FactField(
                "relation", self.facts["relation"], heard=self.tr("Who they are to the children"), ink="ink2",
                empty=self.tr("Who are they to the children?"), editable="relation" in self._open,
            )  # fmt: skip
            relation.saved.connect(self._write)
            names.addWidget(relation)
        row.addLayout(names, 1)
        self.body.addLayout(row)

    def _add_facts(self) -> None:
        self.grid = Facts()
        life = self.facts["life"]
        if life in NEVER_BORN:
            born = life == "stillborn" and not self.facts["died"]
            self._field("born" if born else "died", self.tr("When"))
            self._field("age_said", self.tr("How far"), empty=self.tr("Say, 11 weeks"))
        elif life == "unborn":
            self._field("due", self.tr("Due"))
        else:
            self._field("born", self.tr("Born"))
            age = self.shown.person.age
            if life == "dead":
                self._field("died", self.tr("Died"))
            elif self.facts["born"] and age:
                self.grid.add(self.tr("Age"), Label(age, "body", wrap=False))
            else:
                self._field("age_said", self.tr("Age"), empty=self.tr("About how old?"))
        if self.facts["kind"] == "pet":
            self._field("species", self.tr("Animal"))
        if life in ("alive", "unknown"):
            self._add_home()
        self.body.addWidget(self.grid)

    def _field(self, key: str, title: str, *, empty: str = "", grid: Facts | None = None) -> None:
        text = self.facts[key]
        may = key in self._open
        if not text and not may:
            return
        field = FactField(key, dates.written(text) if key in DATES else text, heard=title, empty=empty, editable=may)
        field.saved.connect(self._write)
        (grid or self.grid).add(title, field)

    def _add_home(self) -> None:
        """Where they live, and how; a home of the view or a new one."""
        here = ""
        kinds: dict[str, str] = {}
        for home in self.state.view.homes:
            for member in home.members:
                if member.person.id == self.shown.id:
                    kinds[home.id] = member.kind
                    here = home.id if not here or member.kind != "sleeps" else here
        self._home = (here, kinds[here]) if here else None
        words = {home.id: home.name for home in self.state.view.homes}
        words |= {NEW_HOME: self.tr("A new home…"), NO_HOME: self.tr("Not known")}
        if not self.state.may_edit and not here:
            return
        choice = Choice("home", words, here, heard=self.tr("Lives"), editable=self.state.may_edit)
        choice.chosen.connect(self._move)
        holder = QWidget()
        box = QVBoxLayout(holder)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(choice)
        for home in self.state.view.homes:
            if home.id in kinds:
                self._add_stay(box, home.id, kinds[home.id], here)
        self.new_home = LineField(name="newHome", heard=self.tr("A new home"), height=36,
                                  placeholder=self.tr("Nanna Mo's"))  # fmt: skip
        self.new_home.returnPressed.connect(self._move_to_new)
        self.new_home.hide()
        box.addWidget(self.new_home)
        self.grid.add(self.tr("Lives"), holder)

    def _add_stay(self, box: QVBoxLayout, home_id: str, kind: str, here: str) -> None:
        """Since when they live there; that they sleep or are looked after there instead."""
        home = next(h for h in self.state.view.homes if h.id == home_id)
        member = next(m for m in home.members if m.person.id == self.shown.id)
        said = since(member.begun_on)
        if kind == "lives" and home_id == here:
            if said:
                box.addWidget(Label(said, "body", "ink2"))
            return
        how = {"sleeps": self.tr("sleeps here"), "foster": self.tr("looked after here")}.get(kind, "")
        if home_id != here:
            how = f"{home.name}: {how}" if how else home.name
        box.addWidget(Label(", ".join(word for word in (how, said) if word), "body", "ink2"))

    def _add_more(self, shown: bool) -> None:
        """The rarer facts, behind one line."""
        self.more = LinkButton("", name="moreFacts", ink="ink2")
        self.more.clicked.connect(self._toggle_more)
        self.left(self.more)
        self.rare = Facts()
        self._field("known_as", self.tr("Called"), empty=self.tr("What the family calls them"), grid=self.rare)
        self._choice("life", self.tr("Life"), lives())
        gender = GenderChoice("gender", self.facts["gender"], heard=self.tr("Gender"), editable="gender" in self._open)
        gender.chosen.connect(self._write)
        self.rare.add(self.tr("Gender"), gender)
        at_birth = {"": self.tr("The same")} | genders()
        self._choice("born_as", self.tr("At birth"), at_birth)
        self._field("pronouns", self.tr("Pronouns"), grid=self.rare)
        belongs = {"family": self.tr("Family"), "friend": self.tr("Friend or neighbour"), "carer": self.tr("Carer"),
                   "professional": self.tr("Professional"), "pet": self.tr("Pet")}  # fmt: skip
        self._choice("kind", self.tr("Belongs"), belongs)
        if self._home:
            stays = Choice("stays", home_kinds(), self._home[1], heard=self.tr("How they stay there"),
                           editable=self.state.may_edit)  # fmt: skip
            stays.chosen.connect(self._set_stay)
            self.rare.add(self.tr("Stays"), stays)
        self.body.addWidget(self.rare)
        self.index_switch = Switch(self.tr("This work is about them"), name="isIndex", on=self.shown.person.is_child)
        self.index_switch.clicked.connect(self._set_index)
        self.drawn_switch = Switch(self.tr("In the drawing"), name="isDrawn", on=True)
        self.drawn_switch.clicked.connect(self._set_drawn)
        self.switches = (self.index_switch, self.drawn_switch)
        for switch in self.switches:
            switch.setEnabled(self.state.may_edit)
            self.left(switch)
        self._show_more(shown)

    def _choice(self, key: str, title: str, words: dict[str, str]) -> None:
        choice = Choice(key, words, self.facts[key], heard=title, editable=key in self._open)
        choice.chosen.connect(self._write)
        self.rare.add(title, choice)

    def _show_more(self, shown: bool) -> None:
        self.rare.setVisible(shown)
        for switch in self.switches:
            switch.setVisible(shown)
        name = self.shown.person.name
        text = self.tr("Less about {name}") if shown else self.tr("More about {name}")
        self.more.setText(text.format(name=name))

    def _toggle_more(self) -> None:
        shown = self.rare.isHidden()
        self._show_more(shown)
        self.more_changed.emit(shown)

    def _add_pin(self) -> None:
        if self.shown.x is None:
            return
        self.body.addWidget(Label(self.tr("Stays where you put them."), "body", "ink2"))
        if self.state.may_edit:
            free = LinkButton(self.tr("Let it move again"), name="unpin")
            free.clicked.connect(self._unpin)
            self.left(free)

    def _add_quick(self) -> None:
        """Who can be added beside them, each one key or one press."""
        holder = QWidget()
        flow = FlowLayout(holder, gap=theme().px(6), row_gap=theme().px(6))
        words = {"partner": (self.tr("partner"), "P"), "parent": (self.tr("parent"), "A"),
                 "child": (self.tr("child"), "C"), "sibling": (self.tr("sibling"), "S"),
                 "twin": (self.tr("twin"), "T")}  # fmt: skip
        name = self.shown.person.name
        lead = Label(self.tr("Add a"), "body", "ink2", wrap=False)
        lead.setFixedHeight(theme().target(32))
        flow.addWidget(lead)
        for mode, (text, key) in words.items():
            tip = self.tr("Add a {what} of {name} ({key})").format(what=text, name=name, key=key)
            button = Button(text, name=f"add-{mode}", size="small", tip=tip, heard=tip)
            button.setProperty("mode", mode)
            button.clicked.connect(self._quick)
            flow.addWidget(button)
        self.body.addWidget(holder)

    def _add_removal(self) -> None:
        self.body.addSpacing(theme().px(8))
        away = Button(self.tr("Remove from the family"), name="removePerson", kind="quiet", size="small", icon="trash",
                      heard=self.tr("Remove {name} from the family").format(name=self.shown.person.name))  # fmt: skip
        away.clicked.connect(self._remove)
        self.left(away)

    # ---- writing ----------------------------------------------------------------------------------------------
    def _write(self, key: str, text: str) -> None:
        value = as_iso(text) if key in DATES else text
        if key == "name" and not value:
            self.put_back(self.facts["name"])
            self.context.say(self.tr("A person needs a name, or a word such as “not known”."))
            return
        if value != self.facts[key]:
            case, person_id = self.case, self.shown.id
            self.do(lambda: set_person(case, person_id, **{key: value or None}))

    def _quick(self) -> None:
        button = self.sender()
        if isinstance(button, Button):
            self.entry_wanted.emit(str(button.property("mode")), self.shown.id)

    def _move(self, _key: str, home_id: str) -> None:
        if home_id == NEW_HOME:
            self.new_home.show()
            self.new_home.setFocus()
            return
        case, person_id = self.case, self.shown.id
        self.do(lambda: move_home(case, person_id, home_id or None))

    def _set_stay(self, _key: str, kind: str) -> None:
        assert self._home is not None
        case, person_id, home_id = self.case, self.shown.id, self._home[0]
        self.do(lambda: acts.live_in(case, person_id, home_id, kind, also=True))

    def _move_to_new(self) -> None:
        name, case, person_id = self.new_home.text().strip(), self.case, self.shown.id
        if not name:
            return
        label = self.tr("Moved somebody's home")

        def move() -> None:
            with case.edit(label):
                move_home(case, person_id, add_household(case, name))

        self.new_home.clear()
        self.do(move)

    def _set_index(self) -> None:
        case, workspace_id, person_id = self.case, self.context.workspace_id, self.shown.id
        on = self.index_switch.isChecked()
        self.do(lambda: set_child(case, workspace_id, person_id, on))

    def _set_drawn(self) -> None:
        case, person_id, name = self.case, self.shown.id, self.shown.person.name
        on = self.drawn_switch.isChecked()
        self.do(lambda: acts.set_drawn(case, person_id, on))
        self.context.said_and_undoable(self.tr("{name} is no longer in the drawing").format(name=name))

    def _unpin(self) -> None:
        case, person_id = self.case, self.shown.id
        self.do(lambda: acts.unpin(case, person_id))

    def _remove(self) -> None:
        remove(self.state, "person", self.shown.id)
