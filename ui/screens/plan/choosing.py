"""Choosing people of the case by one press: the family first, everybody else behind "More people"."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from models.views import PersonView
from ui.screens.map.face import person_kind
from ui.screens.plan.words import tr
from ui.theme import theme
from ui.widgets import Chip, FlowLayout, LinkButton, clear, column

_FIRST = 8


class PeopleChips(QWidget):
    """People to press. ``pressed(person id)``; with ``keeps`` one stays chosen (pressing it again lets it go)."""

    pressed = Signal(str)

    def __init__(self, *, name: str, heard: str, keeps: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(heard)
        self._name, self._heard, self._keeps = name, heard, keeps
        self.chosen = ""
        self._people: list[PersonView] = []
        self._all = False
        body = column(self, gap=4)
        self._holder = QWidget()
        self._flow = FlowLayout(self._holder, gap=theme().px(6), row_gap=theme().px(6))
        body.addWidget(self._holder)
        self.more = LinkButton(tr("More people"), name=f"{name}More", role="caption", ink="ink2")
        self.more.clicked.connect(self._show_all)
        body.addWidget(self.more)

    def show_people(self, people: Iterable[PersonView], chosen: str = "") -> None:
        """Offer these; ``chosen`` is somebody's id."""
        self._people, self.chosen = list(people), chosen
        self._fill()

    def _fill(self) -> None:
        clear(self._flow)
        shown = self._people if self._all else self._people[:_FIRST]
        picked = next((p for p in self._people if p.id == self.chosen), None)
        if picked is not None and picked not in shown:
            shown = [picked, *shown]
        for person in shown:
            is_chosen = self._keeps and person.id == self.chosen
            heard = f"{self._heard}: {person.name}"
            chip = Chip(
                person.name, name=f"{self._name}-{person.id}", tone="next" if is_chosen else "line", live=True,
                person=person_kind(person), initials=person.initials,
                heard=tr("{who}, chosen").format(who=heard) if is_chosen else heard,
            )  # fmt: skip
            chip.setProperty("person", person.id)
            chip.clicked.connect(self._press)
            self._flow.addWidget(chip)
            chip.show()
        self.more.setVisible(not self._all and len(self._people) > _FIRST)
        self._holder.updateGeometry()

    def _show_all(self) -> None:
        self._all = True
        self._fill()

    def _press(self) -> None:
        chip = self.sender()
        if not isinstance(chip, Chip):
            return
        person_id = str(chip.property("person"))
        if self._keeps:
            self.chosen = "" if person_id == self.chosen else person_id
            held = chip.hasFocus()
            self._fill()
            again = self._holder.findChild(Chip, f"{self._name}-{person_id}")
            if held and again is not None:
                again.setFocus()
        self.pressed.emit(person_id)
