"""What can be done with somebody in the circles, without dragging."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from models.acts import circles as acts
from models.circle_words import RINGS
from ui.screens.circles.deeds import Deeds
from ui.screens.circles.state import CirclesState
from ui.screens.circles.words import ring_name, tr
from ui.widgets import Menu


class PersonMenu(Menu):
    """A person's menu (built apart from showing it, so a test can read it)."""

    def __init__(self, parent: QWidget, state: CirclesState, deeds: Deeds, person_id: str) -> None:
        super().__init__(parent, name="circlePersonMenu")
        self._state, self._deeds, self._person_id = state, deeds, person_id
        there = next((p for p in state.view.people if p.person.id == person_id), None)
        if there is None or state.is_past:
            return
        for ring in RINGS:
            text = tr("Move to “{ring}”").format(ring=ring_name(ring))
            self._add(text, f"moveTo-{ring}", ring).setEnabled(ring != there.ring)
        self.addSeparator()
        self._add(tr("Take out of the circles"), "takeOut", "left")
        self._fill_chosen(there.person.name)

    def _add(self, text: str, name: str, ring: str) -> QAction:
        action = QAction(text, self)
        action.setObjectName(name)
        action.setData(ring)
        action.triggered.connect(self._move)
        self.addAction(action)
        return action

    def _fill_chosen(self, name: str) -> None:
        self.addSeparator()
        for child in self._state.view.children:
            action = QAction(tr("{child} chose {name}").format(child=child.name, name=name), self)
            action.setObjectName(f"chosenBy-{child.id}")
            action.setCheckable(True)
            action.setData(child.id)
            action.setChecked(bool(self._chosen_note(child.id)))
            action.triggered.connect(self._choose)
            self.addAction(action)

    def _chosen_note(self, child_id: str) -> str:
        for said in self._state.view.said:
            if said.kind == "chosen" and said.about.id == self._person_id and said.by and said.by.id == child_id:
                return said.id
        return ""

    def _move(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self._deeds.move(self._person_id, str(action.data()))

    def _choose(self) -> None:
        action = self.sender()
        if not isinstance(action, QAction):
            return
        child_id, context = str(action.data()), self._state.context
        note = self._chosen_note(child_id)
        if note:
            context.attempt(lambda: acts.remove_said(context.case, note))
        else:
            circle_id, person_id = self._state.circle_id, self._person_id
            context.attempt(lambda: acts.say(context.case, circle_id, "chosen", person_id, by_id=child_id))
