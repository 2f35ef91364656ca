"""Everything that can be done with a dated step, as a menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAction

from models.thinking_views import EventView
from ui.screens.timeline.words import ROOMS, tr
from ui.widgets import Menu

if TYPE_CHECKING:
    from ui.screens.timeline.screen import TimelineScreen


class EventMenu(Menu):
    """The menu of one step."""

    def __init__(self, screen: TimelineScreen, event: EventView, *, may: bool) -> None:
        super().__init__(screen, name="eventMenu")
        self._screen, self._event = screen, event
        if may:
            self._add(tr("Change"), "menuChange").triggered.connect(self._change)
            if event.state != "past":
                self._add(tr("It happened"), "menuHappened").triggered.connect(self._happened)
            if screen.context.lens.is_us:
                self._add(tr("Hold back…"), "menuHoldBack").triggered.connect(self._hold_back)
            self._add(tr("Delete"), "menuDelete").triggered.connect(self._delete)
        elif event.source in ROOMS:
            self._add(tr("Go to where it is kept"), "menuGo").triggered.connect(self._go)

    def _add(self, words: str, name: str) -> QAction:
        action = QAction(words, self)
        action.setObjectName(name)
        self.addAction(action)
        return action

    def _change(self) -> None:
        self._screen.list.open(self._event.id)

    def _happened(self) -> None:
        self._screen.deeds.happened(self._event.id)

    def _hold_back(self) -> None:
        self._screen.list.hold_back(self._event.id)

    def _delete(self) -> None:
        self._screen.deeds.delete(self._event.id)

    def _go(self) -> None:
        self._screen.context.go(ROOMS[self._event.source])


def event_menu(screen: TimelineScreen, event: EventView, *, may: bool) -> EventMenu:
    """The menu of a step; ``may``: whether it can be changed here."""
    return EventMenu(screen, event, may=may)
