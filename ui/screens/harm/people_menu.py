"""Choosing somebody from the people the lens shows."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction
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

    def _add(self, text: str, person_id: str, current: str) -> None:
        action = QAction(text.replace("&", "&&"), self)
        action.setObjectName(f"person-{person_id}")
        action.setData(person_id)
        action.setCheckable(True)
        action.setChecked(person_id == current)
        action.triggered.connect(self._on_picked)
        self.addAction(action)

    def _on_picked(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.picked.emit(str(action.data()))

    def ask(self, place: QPoint) -> None:
        """Open at a place and go when done."""
        self.exec(place)
        self.deleteLater()
