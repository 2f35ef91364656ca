"""Somebody's facts, each written in place and saved on leaving the field."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from models import dates, pathways
from models.acts.people import add_household, move_home, remove_person, set_child, set_person
from models.one_line import as_iso
from models.rows import Row
from models.views import CardView, PersonView
from ui.context import CaseContext
from ui.restricting import RestrictRow
from ui.screens.people.discs import avatar
from ui.screens.people.words import genders, kinds, lives
from ui.theme import theme
from ui.widgets import Button, GrowingTextEdit, IconMark, Label, LineField, LinkButton, Menu, Rule, Switch, column

_DATES = ("born", "died", "due")


class PersonDetail(QWidget):
    """One person's facts. Made anew for everybody; ``removed()`` after they were taken out of the case."""

    removed = Signal()

    def __init__(self, context: CaseContext, person: PersonView, row: Row, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("personDetail")
        self._context, self.person, self.row = context, person, row
        self.fields: dict[str, LineField | GrowingTextEdit] = {}
        self.menus: dict[str, Button] = {}
        self._body = column(self, (24, 16, 24, 24), gap=12)
        self._add_head()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme().px(14))
        self._grid.setVerticalSpacing(theme().px(10))
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        self._body.addLayout(self._grid)
        self._add_facts()
        self._add_note()
        self._body.addWidget(Rule())
        self._add_home()
        self._body.addWidget(Rule())
        self._add_places()
        if context.lens.is_us:
            self._body.addWidget(Rule())
            self._add_restriction()
        self._body.addStretch(1)

    # ---- making it --------------------------------------------------------------------------------------------
    def _add_head(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme().px(14))
        row.addWidget(avatar(self.person, 56))
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(Label(self.person.name, "title", wrap=False))
        age = self.tr("{age} years old").format(age=self.person.age) if self.person.age.isdecimal() else self.person.age
        names.addWidget(Label(", ".join(p for p in (age, self.person.household) if p), "body", "ink2", wrap=False))
        row.addLayout(names, 1)
        remove = Button(self.tr("Remove"), name="removePerson", kind="quiet", icon="trash",
                        heard=self.tr("Remove {name} from the case").format(name=self.person.name))  # fmt: skip
        remove.clicked.connect(self._remove)
        row.addWidget(remove, 0, Qt.AlignmentFlag.AlignTop)
        self._body.addLayout(row)
        self.child_switch = Switch(
            self.tr("This work is about {name}").format(name=self.person.name), name="isChild",
            on=bool(self._child_links()),
        )  # fmt: skip
        self.child_switch.clicked.connect(self._set_child)
        self._body.addWidget(self.child_switch)

    def _child_links(self) -> list[Row]:
        workspace_id = self._context.workspace_id
        return self._context.case.rows.where("workspace_child", workspace_id=workspace_id, person_id=self.person.id)

    def _add_facts(self) -> None:
        kind, life = self.row["kind"], self.row["life"]
        self._line("name", self.tr("Full name"), 0, 0)
        self._line("known_as", self.tr("What the family calls them"), 0, 1)
        self._choice("kind", self.tr("How they belong"), kinds(), 1, 0)
        if kind == "professional":
            self._line("role", self.tr("Job"), 1, 1)
            self._line("agency", self.tr("Where they work"), 2, 0)
        elif kind == "pet":
            self._line("species", self.tr("What kind of animal"), 1, 1)
        else:
            self._line("relation", self.tr("Who they are to the children"), 1, 1)
        self._choice("life", self.tr("Life"), lives(), 3, 0)
        self._choice("gender", self.tr("Gender"), genders(), 3, 1)
        if life == "unborn":
            self._line("due", self.tr("Due"), 4, 0)
        else:
            self._line("born", self.tr("Born"), 4, 0)
            if life in ("alive", "unknown"):
                self._line("age_said", self.tr("Or about how old"), 4, 1)
            else:
                self._line("died", self.tr("Died"), 4, 1)
        self._line("pronouns", self.tr("Pronouns"), 5, 0)
        self._choice("born_as", self.tr("At birth, where it differs"), {"": self.tr("The same")} | genders(), 5, 1)

    def _cell(self, title: str, field: QWidget, row: int, place: int) -> None:
        side = QVBoxLayout()
        side.setSpacing(theme().px(3))
        side.addWidget(Label(title, "caption", "ink2", wrap=False))
        side.addWidget(field)
        self._grid.addLayout(side, row, place)

    def _line(self, key: str, title: str, row: int, place: int) -> None:
        kept = self.row[key] or ""
        field = LineField(dates.written(kept) if key in _DATES else str(kept), name=f"field-{key}", heard=title)
        field.setProperty("key", key)
        field.editingFinished.connect(self._line_left)
        self.fields[key] = field
        self._cell(title, field, row, place)

    def _choice(self, key: str, title: str, words: dict[str, str], row: int, place: int) -> None:
        now = str(self.row[key] or "")
        button = Button(words.get(now, now), name=f"choose-{key}", menu=True, heard=f"{title}: {words.get(now, now)}")
        button.setProperty("key", key)
        button.clicked.connect(self._open_choice)
        self.menus[key] = button
        holder = QWidget()
        box = QHBoxLayout(holder)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(button)
        box.addStretch(1)
        self._cell(title, holder, row, place)

    def _add_note(self) -> None:
        if not self._context.lens.is_us:
            return
        self._body.addWidget(Label(self.tr("A note for the team"), "caption", "ink2"))
        note = GrowingTextEdit(self.row["note"] or "", name="field-note", heard=self.tr("A note for the team"))
        note.committed.connect(self._note_left)
        note.paused.connect(self._note_left)
        self.fields["note"] = note
        self._body.addWidget(note)

    def _add_home(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme().px(10))
        row.addWidget(IconMark("house-line", "ink2"))
        home = self.person.household
        text = self.tr("Lives at {home}").format(home=home) if home else self.tr("Nobody has said where they live")
        row.addWidget(Label(text, "body"), 1, Qt.AlignmentFlag.AlignVCenter)
        self.move_button = Button(self.tr("Move to"), name="moveHome", menu=True)
        self.move_button.clicked.connect(self._open_homes)
        row.addWidget(self.move_button)
        self._body.addLayout(row)
        self.new_home = LineField(name="newHome", heard=self.tr("A new home"),
                                  placeholder=self.tr("Nanna Mo's, 6 minutes' walk away"))  # fmt: skip
        self.new_home.returnPressed.connect(self._move_to_new)
        self.new_home.hide()
        self._body.addWidget(self.new_home)
        members = self._context.case.rows.where("household_member", person_id=self.person.id)
        for member in sorted(members, key=lambda m: m["ended_on"] or ""):
            place = self._context.case.rows.get("household", member["household_id"])
            if member["ended_on"] and place and self._context.lens.is_us:
                before = self.tr("Before, until {day}: {home}").format(
                    day=dates.written(member["ended_on"]), home=place["name"]
                )
                self._body.addWidget(Label(before, "caption", "ink2"))

    def _add_places(self) -> None:
        """Where they appear: cards that name them, and scores."""
        cards = [card for card in self._context.map_view().cards if _names(card, self.person.id)]
        scores = sum(
            s.person.id == self.person.id and s.state == "given"
            for strand in self._context.map_view().strands
            if strand.scale
            for held in strand.scale.rounds
            if held.revealed
            for s in held.scores
        )
        words = [
            self.tr("on one card") if len(cards) == 1 else self.tr("on {n} cards").format(n=len(cards)),
            self.tr("one score") if scores == 1 else self.tr("{n} scores").format(n=scores),
        ]
        title = self.tr("Where {name} appears: {where}").format(name=self.person.name, where=", ".join(words))
        self._body.addWidget(Label(title, "label"))
        for card in cards[:6]:
            part = pathways.pathway(card.pathway).parts[card.part].title
            text = Label(f"{part}: {card.text}", "body", "ink2", max_lines=2)
            self._body.addWidget(text)
        if cards:
            more = LinkButton(self.tr("Show them on the map"), name="personOnMap")
            more.clicked.connect(self._to_map)
            self._body.addWidget(more)

    def _add_restriction(self) -> None:
        self.restriction = RestrictRow(self._context, "person", self.person.id)
        self._body.addWidget(self.restriction)

    # ---- writing ----------------------------------------------------------------------------------------------
    def _do(self, work: Callable[[], Any]) -> Any:
        return self._context.attempt(work)

    def _line_left(self) -> None:
        field = self.sender()
        if isinstance(field, LineField):
            key = str(field.property("key"))
            text = field.text().strip()
            value = as_iso(text) if key in _DATES else text
            if key == "name" and not value:
                field.setText(self.row["name"])
                self._context.say(self.tr("A person needs a name, or a word such as “not known”."))
                return
            self._write(key, value)

    def _note_left(self, text: str) -> None:
        self._write("note", text)

    def _write(self, key: str, value: str) -> None:
        if value == (self.row[key] or ""):
            return
        self.row = self.row | {key: value or None}
        case, person_id = self._context.case, self.person.id
        self._do(lambda: set_person(case, person_id, **{key: value or None}))

    def choices(self, key: str) -> Menu:
        """The menu of a choice (made apart from showing it, so that a test can press it)."""
        words = {"kind": kinds(), "life": lives(), "gender": genders(),
                 "born_as": {"": self.tr("The same")} | genders()}[key]  # fmt: skip
        menu = Menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for value, text in words.items():
            action = QAction(text, menu)
            action.setCheckable(True)
            action.setChecked(value == (self.row[key] or ""))
            action.setData((key, value))
            action.triggered.connect(self._chosen)
            menu.addAction(action)
        return menu

    def _open_choice(self) -> None:
        button = self.sender()
        if isinstance(button, Button):
            menu = self.choices(str(button.property("key")))
            menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _chosen(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            key, value = action.data()
            self._write(key, value)

    def _set_child(self) -> None:
        case, workspace_id, person_id = self._context.case, self._context.workspace_id, self.person.id
        on = self.child_switch.isChecked()
        self._do(lambda: set_child(case, workspace_id, person_id, on))

    def homes(self) -> Menu:
        """Where they could live (made apart from showing it, so that a test can press it)."""
        menu = Menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        homes = sorted(self._context.case.rows.table("household").values(), key=lambda h: h["name"])
        entries = [(h["name"], h["id"]) for h in homes] + [(self.tr("A new home…"), "new"), (self.tr("Not known"), "")]
        for text, home_id in entries:
            menu.offer(text, home_id)
        menu.chosen.connect(self._move)
        return menu

    def _open_homes(self) -> None:
        self.homes().popup(self.move_button.mapToGlobal(self.move_button.rect().bottomLeft()))

    def _move(self, home_id: str) -> None:
        if home_id == "new":
            self.new_home.show()
            self.new_home.setFocus()
            return
        case, person_id = self._context.case, self.person.id
        self._do(lambda: move_home(case, person_id, home_id or None))

    def _move_to_new(self) -> None:
        name, case, person_id = self.new_home.text().strip(), self._context.case, self.person.id
        if not name:
            return

        def move() -> None:
            with case.edit("Moved somebody's home"):
                move_home(case, person_id, add_household(case, name))

        self._do(move)

    def _remove(self) -> None:
        case, person_id = self._context.case, self.person.id
        self._do(lambda: remove_person(case, person_id))
        self._context.said_and_undoable(self.tr("{name} was taken out of the case").format(name=self.person.name))
        self.removed.emit()

    def _to_map(self) -> None:
        self._context.go("map")


def _names(card: CardView, person_id: str) -> bool:
    """Whether a card names somebody in any of its roles, or gives their different view."""
    mentions = (*card.sources, *card.seen_by, *card.acted, *card.about, *card.worried, *card.responsible)
    people = [m.person for m in mentions] + [card.speaker] + [d.who for d in card.disputes]
    return any(person is not None and person.id == person_id for person in people)
