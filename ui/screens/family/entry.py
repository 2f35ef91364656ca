"""One line to add people while the family talks: "Mila 6, Alfie 14 months", Enter, and the next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from models import dates
from models.acts import family as acts
from models.acts.people import add_person
from models.casework import Case
from models.family_views import UNKNOWN_PARTNER, UnionView
from models.one_line import people_from_line
from ui.screens.family.panel_kit import Choice
from ui.screens.family.panel_words import genders, listed, lives, parents, say
from ui.screens.family.state import FamilyState
from ui.theme import theme
from ui.widgets import Card, Chip, FlowLayout, IconButton, Label, LineField, announce, clear, column

MODES = ("partner", "parent", "child", "sibling", "twin", "person")
ANOTHER = "another"
"""The choice of a couple that is not there yet: with a partner nobody has named."""
_OF_CHILDREN = ("twins", "identical")


class _Field(LineField):
    """The line itself; Esc leaves it."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Esc closes the line."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class EntryLine(Card):
    """Hidden until :meth:`open`. Enter adds and waits for the next; Esc closes.

    ``opened(mode)``, ``closed()``, ``added(ids)``: the new people's ids.
    """

    opened = Signal(str)
    closed = Signal()
    added = Signal(list)

    def __init__(self, state: FamilyState, parent: QWidget | None = None) -> None:
        super().__init__(line="lineStrong", parent=parent)
        self.setObjectName("entryLine")
        self._state = state
        self.mode, self._person, self._union = "", "", ""
        body = column(self, (16, 8, 16, 12), gap=6)
        head = QHBoxLayout()
        head.setSpacing(theme().px(8))
        self.title = Label("", "body", bold=True, wrap=False)
        head.addWidget(self.title)
        self.couple: Choice | None = None
        self.kind: Choice | None = None
        self._head = head
        head.addStretch(1)
        self.close_button = IconButton("x", self.tr("Close (Esc)"), name="entryClose", size="small")
        self.close_button.clicked.connect(self.close_line)
        head.addWidget(self.close_button)
        body.addLayout(head)
        self.field = _Field(name="entryField", heard=self.tr("Add people"))
        self.field.returnPressed.connect(self.add)
        self.field.textChanged.connect(self._show_chips)
        self.field.left.connect(self.close_line)
        body.addWidget(self.field)
        self._chips = QWidget()
        self._flow = FlowLayout(self._chips, gap=theme().px(6), row_gap=theme().px(6))
        body.addWidget(self._chips)
        self.hint = Label(self.tr("Name, age or year; several with commas. Enter adds, Esc closes."), "caption", "ink2")
        body.addWidget(self.hint)
        self.hide()
        state.changed.connect(self._on_changed)

    # ---- opening and closing ----------------------------------------------------------------------------------
    def open(self, mode: str, id: str = "") -> None:
        """Show the line for adding somebody (``mode``: one of :data:`MODES`) beside a person or a couple."""
        if mode not in MODES:
            raise ValueError(f"no such way to add: {mode}")
        if not self._state.may_edit:
            return
        self.mode, self._union = mode, ""
        self._person = id
        if mode == "child":
            self._union = self._usual_union(id)
        self._place_choice()
        self._place_kind()
        self._say_title()
        self.field.setPlaceholderText(self._example())
        self.field.clear()
        self._show_chips()
        self.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.opened.emit(mode)

    def close_line(self) -> None:
        """Put the line away; what was typed and not added is gone."""
        if self.isHidden():
            return
        self.field.clear()
        self.hide()
        self.closed.emit()

    def unions(self) -> list[UnionView]:
        """The couples somebody is in."""
        return [union for union in self._state.view.unions if self._person in union.partners]

    def _usual_union(self, id: str) -> str:
        """The couple a child most likely belongs to: the one asked for, the one that lasts, or the last."""
        if any(union.id == id for union in self._state.view.unions):
            return id
        own = self.unions()
        lasting = [union for union in own if not union.ended_by]
        return (lasting or own)[-1].id if own else ""

    def _place_choice(self) -> None:
        """Whose child it is, where the person has a couple."""
        self._drop(self.couple)
        self.couple = None
        own = self.unions() if self.mode == "child" else []
        if not own:
            return
        words = {union.id: self._names(union.partners) for union in own}
        words[ANOTHER] = say("{name} and somebody not known yet").format(name=self._name(self._person))
        self.couple = Choice("couple", words, self._union, heard=self.tr("Whose child"))
        self.couple.chosen.connect(self._choose_union)
        self._head.insertWidget(1, self.couple)

    def _place_kind(self) -> None:
        """What kind of couple, or how a child belongs to a parent."""
        self._drop(self.kind)
        self.kind = None
        presets = self._state.presets
        if self.mode == "partner":
            words = {key: line.label for key, line in presets.unions.items()}
            usual = "unknown"
        elif self.mode == "child":
            words = {key: line.label for key, line in presets.children.items()}
            usual = "birth"
        elif self.mode == "parent":
            words = parents()
            usual = "foster" if self._has_parents() else "birth"
        else:
            return
        self.kind = Choice("entryKind", words, usual, heard=self.tr("Kind"))
        self.kind.chosen.connect(self._choose_kind)
        self._head.insertWidget(self._head.count() - 2, self.kind)

    def _has_parents(self) -> bool:
        """Whether both parents by birth are known."""
        births = {c.union for c in self._state.view.children if c.child == self._person and c.kind == "birth"}
        partners = [p for u in self._state.view.unions if u.id in births for p in u.partners]
        return sum(not p.startswith(UNKNOWN_PARTNER) for p in partners) > 1

    def _choose_kind(self, _key: str, value: str) -> None:
        if self.kind is not None:
            self.kind.set_now(value)
        self.field.setFocus()

    def _drop(self, choice: Choice | None) -> None:
        if choice is not None:
            self._head.removeWidget(choice)
            choice.hide()
            choice.deleteLater()

    def _choose_union(self, _key: str, value: str) -> None:
        self._union = value
        if self.couple is not None:
            self.couple.set_now(value)
        self._say_title()
        self.field.setFocus()

    def _say_title(self) -> None:
        name = self._name(self._person)
        union = next((u for u in self._state.view.unions if u.id == self._union), None)
        whose = self._names(union.partners) if union else name
        words = {
            "partner": say("Add a partner of {name}"), "parent": say("Add a parent of {name}"),
            "child": say("Add a child of {whose}"), "sibling": say("Add a brother or sister of {name}"),
            "twin": say("Add a twin of {name}"), "person": say("Add somebody"),
        }  # fmt: skip
        text = words[self.mode].format(name=name, whose=whose)
        self.field.setAccessibleName(say("{what}. Name, age or year; several with commas").format(what=text))
        self.title.setText(say("Add a child of") if self.couple is not None else text)

    def _example(self) -> str:
        examples = {"partner": say("Danny 31"), "parent": say("Carol 59, Gary 60"),
                    "child": say("Mila 6, Alfie 14 months, Jayden 2016"), "sibling": say("Lisa 33, Dean 34"),
                    "twin": say("Ben"), "person": say("Nanna Mo 57, mum's mum")}  # fmt: skip
        return examples[self.mode]

    def _name(self, person_id: str) -> str:
        found = next((p for p in self._state.view.people if p.id == person_id), None)
        if found is None or found.stands_for:
            return say("somebody not known")
        return found.person.name if self._state.options.names else found.person.initials

    def _names(self, people: Sequence[str]) -> str:
        return listed([self._name(each) for each in people])

    # ---- what will be added -----------------------------------------------------------------------------------
    def people(self) -> list[tuple[str, dict[str, Any]]]:
        """Who stands in the line, as names and fields."""
        return people_from_line(self.field.text(), today=self._state.context.services.now().date())

    def _show_chips(self) -> None:
        clear(self._flow)
        for name, fields in self.people():
            chip = Chip(chip_words(name, fields), tone="line", icon="plus", name="entryChip")
            self._flow.addWidget(chip)
            chip.show()
        self._chips.setVisible(self._flow.count() > 0)
        self.hint.setVisible(self._flow.count() == 0)
        self._chips.updateGeometry()

    def add(self) -> None:
        """Add everybody in the line as one step, and wait for the next."""
        people = self.people()
        if not people:
            return
        case, mode = self._state.context.case, self.mode
        ids = self._state.context.attempt(lambda: self._write(case, mode, people))
        if not ids:
            return
        self.field.clear()
        if mode in ("parent", "twin", "partner"):
            self._say_title()
        announce(self, say("Added {names}").format(names=listed([name for name, _ in people])))
        self.added.emit(ids)

    def _write(self, case: Case, mode: str, people: list[tuple[str, dict[str, Any]]]) -> list[str]:
        if mode == "child":
            return self._write_children(case, people)
        if mode == "sibling":
            return acts.add_sibling(case, self._person, people)
        labels = {"partner": say("Added a partner"), "parent": say("Added a parent"), "twin": say("Added a twin"),
                  "person": say("Added a person")}  # fmt: skip
        verbs: dict[str, Callable[..., str]] = {
            "partner": acts.add_partner, "parent": acts.add_parent, "twin": acts.add_twin
        }  # fmt: skip
        with case.edit(labels[mode]):
            if mode == "person":
                return [
                    add_person(case, name, **{k: v for k, v in fields.items() if k not in _OF_CHILDREN})
                    for name, fields in people
                ]
            kind = {"kind": self.kind.now} if self.kind is not None else {}
            return [verbs[mode](case, self._person, name, fields, **kind) for name, fields in people]

    def _write_children(self, case: Case, people: list[tuple[str, dict[str, Any]]]) -> list[str]:
        kind = self.kind.now if self.kind is not None else "birth"
        if self._union != ANOTHER:
            return acts.add_children(case, self._union or self._person, people, kind=kind)
        with case.edit(say("Added a child") if len(people) == 1 else say("Added children")):
            union = acts.add_partner(case, self._person, "")
            ids = acts.add_children(case, union, people, kind=kind)
        self._union = union.removeprefix(UNKNOWN_PARTNER)
        return ids

    def _on_changed(self) -> None:
        """Whoever the line is about may be gone, or may have a couple now."""
        if self.isHidden():
            return
        known = {p.id for p in self._state.view.people} | {u.id for u in self._state.view.unions}
        if self._person and self._person not in known:
            self.close_line()
            return
        if self.mode == "child" and self._union != ANOTHER:
            self._union = self._union if self._union in known else self._usual_union(self._person)
            self._place_choice()
        self._say_title()


def chip_words(name: str, fields: dict[str, Any]) -> str:
    """What will be added, in short: "Mila, 6", "Alfie, 14 months", "Baby, due October 2025"."""
    said = [name or say("Not known")]
    if fields.get("age_said"):
        said.append(str(fields["age_said"]))
    if fields.get("born"):
        said.append(say("born {when}").format(when=dates.written(fields["born"])))
    if fields.get("due"):
        said.append(say("due {when}").format(when=dates.written(fields["due"])))
    if fields.get("died"):
        said.append(say("died {when}").format(when=dates.written(fields["died"])))
    life = fields.get("life")
    if life and life != "alive" and not (life == "dead" and fields.get("died")) and not fields.get("due"):
        said.append(lives()[life].lower())
    if fields.get("gender") in ("female", "male", "non_binary"):
        said.append(genders()[fields["gender"]].lower())
    if fields.get("twins"):
        said.append(say("twin"))
    said += [str(fields[key]) for key in ("relation", "species", "role") if fields.get(key)]
    return ", ".join(said)
