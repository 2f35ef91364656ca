"""The family grows while the worker tells: one line in the console, and the drawing on the wall follows.

Only for the facilitator's own screen: it calls people by their names.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from models.acts import family as acts
from models.acts.people import add_person
from models.one_line import people_from_line
from models.projections import shown_name
from ui.screens.session.state import SessionState
from ui.widgets import Button, FlowLayout, LineField, Menu, announce, column

SOMEBODY = "person"
_TWINS = ("twins", "identical")


class ChoiceButton(Button):
    """A button that shows what is chosen and opens a menu of the others. ``chosen(key)``."""

    chosen = Signal(str)

    def __init__(
        self, name: str, heard: str, choices: Callable[[], Sequence[tuple[str, str]]], parent: QWidget | None = None
    ) -> None:
        self._heard, self._choices = heard, choices
        super().__init__("", name=name, size="small", menu=True, parent=parent)
        self.now = ""
        self.clicked.connect(self._open)

    def choose(self, key: str) -> None:
        """Set what is chosen; the first for one that is not there."""
        choices = dict(self._choices())
        self.now = key if key in choices else next(iter(choices), "")
        self.setText(choices.get(self.now, ""))
        self.setAccessibleName(f"{self._heard}: {self.text()}")

    def menu_of_choices(self) -> Menu:
        """The menu (made apart from showing it, so a test can press it)."""
        menu = Menu(self, name=f"{self.objectName()}Menu")
        for key, words in self._choices():
            menu.offer(words, key)
        menu.chosen.connect(self._on_chosen)
        return menu

    def _open(self) -> None:
        self.menu_of_choices().drop(self)

    def _on_chosen(self, key: str) -> None:
        self.choose(key)
        self.chosen.emit(self.now)


class FamilyLine(QWidget):
    """ "A child of", "Shauna and Danny", "Mila 6, Alfie 14 months", Enter: they are in the case and on the wall."""

    def __init__(self, state: SessionState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        body = column(self, gap=4)
        holder = QWidget()
        flow = FlowLayout(holder)
        self.how = ChoiceButton("familyHow", self.tr("How somebody belongs"), self._ways)
        self.how.chosen.connect(self._on_how)
        self.beside = ChoiceButton("familyBeside", self.tr("To whom"), self._people)
        flow.addWidget(self.how)
        flow.addWidget(self.beside)
        body.addWidget(holder)
        self.words = LineField(name="familyWords", heard=self.tr("Name, age or year; several with commas"),
                               placeholder=self.tr("Name, age or year; several with commas. Enter adds"))  # fmt: skip
        self.words.returnPressed.connect(self._write)
        body.addWidget(self.words)
        self.how.choose("child")
        self.beside.choose("")
        state.changed.connect(self._refresh)

    def _ways(self) -> list[tuple[str, str]]:
        return [
            ("child", self.tr("Add a child of")),
            ("partner", self.tr("Add a partner of")),
            ("parent", self.tr("Add a parent of")),
            ("sibling", self.tr("Add a brother or sister of")),
            (SOMEBODY, self.tr("Add somebody else")),
        ]

    def _people(self) -> list[tuple[str, str]]:
        """Couples first where a child is added, then everybody who can be in the drawing."""
        rows = self._state.context.case.rows
        people = rows.table("person")
        order = sorted(people, key=lambda key: (people[key]["position"], key))
        found = [(key, shown_name(people[key])) for key in order if people[key]["kind"] in ("family", "carer")]
        if self.how.now != "child":
            return found
        couples = []
        for key, row in rows.table("partnership").items():
            both = [shown_name(people[each]) for each in (row["first_id"], row["second_id"]) if each in people]
            one, other, *_ = *both, self.tr("somebody"), self.tr("somebody")
            couples.append((key, self.tr("{one} and {other}").format(one=one, other=other)))
        return [*couples, *found]

    def _refresh(self) -> None:
        self.beside.choose(self.beside.now)

    def _on_how(self, how: str) -> None:
        self.beside.setVisible(how != SOMEBODY)
        self.beside.choose(self.beside.now)
        self.words.setFocus()

    def _write(self) -> None:
        context, how, beside = self._state.context, self.how.now, self.beside.now
        people = people_from_line(self.words.text(), today=context.services.now().date())
        if not people or (how != SOMEBODY and not beside):
            return
        if context.attempt(lambda: self._added(how, beside, people)):
            self.words.clear()
            announce(self, self.tr("Added"))

    def _added(self, how: str, beside: str, people: list[tuple[str, dict[str, Any]]]) -> list[str]:
        case = self._state.context.case
        if how == "child":
            return acts.add_children(case, beside, people)
        if how == "sibling":
            return acts.add_sibling(case, beside, people)
        with case.edit(self.tr("Added to the family in a session")):
            if how == "partner":
                return [acts.add_partner(case, beside, name, fields) for name, fields in people]
            if how == "parent":
                return [acts.add_parent(case, beside, name, fields) for name, fields in people]
            plain = [(name, {k: v for k, v in fields.items() if k not in _TWINS}) for name, fields in people]
            return [add_person(case, name, **fields) for name, fields in plain]
