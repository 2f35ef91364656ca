"""Choosing somebody from the people the lens shows."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QWidget

from ui.context import CaseContext
from ui.screens.people.everybody import shown_people
from ui.widgets import Menu


class PeopleMenu(Menu):
    """Everybody alive who can be asked; ``picked(id)`` ("" for nobody, in the words of ``nobody``)."""

    picked = Signal(str)

    def __init__(
        self, context: CaseContext, parent: QWidget, *, name: str, current: str = "", nobody: str = "",
        children: bool = True,
    ) -> None:  # fmt: skip
        super().__init__(parent, name=name)
        people = [p for p in shown_people(context) if p.kind != "pet" and p.life in ("alive", "unknown")]
        for person in sorted(people, key=lambda p: not p.is_child):
            if children or not person.is_child:
                self._add(f"{person.name}, {person.role}" if person.role else person.name, person.id, current)
        if nobody:
            self.addSeparator()
            self._add(nobody, "", current or "-")
        self.chosen.connect(self._on_chosen)

    def _add(self, text: str, person_id: str, current: str) -> None:
        words = text.replace("&", "&&")
        self.offer(words, person_id, name=f"person-{person_id}", checked=person_id == current)

    def _on_chosen(self, person_id: str) -> None:
        self.picked.emit(person_id)

    def ask(self, place: QPoint) -> None:
        """Open at a place and go when done."""
        self.exec(place)
        self.deleteLater()
