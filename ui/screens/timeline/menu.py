"""Everything that can be done with a dated step, as a menu."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from models.thinking_views import EventView
from ui.screens.timeline.words import ROOMS, tr
from ui.widgets import Menu


class EventMenu(Menu):
    """The menu of one step. ``wanted(what, event id)``: change, happened, hold, delete or go.

    ``may``: whether it can be changed here; ``is_us``: whether nobody else looks.
    """

    wanted = Signal(str, str)

    def __init__(self, event: EventView, parent: QWidget, *, may: bool, is_us: bool) -> None:
        super().__init__(parent, name="eventMenu")
        self._event_id = event.id
        if may:
            self.offer(tr("Change"), "change", name="menuChange")
            if event.state != "past":
                self.offer(tr("It happened"), "happened", name="menuHappened")
            if is_us:
                self.offer(tr("Hold back…"), "hold", name="menuHoldBack")
            self.offer(tr("Delete"), "delete", name="menuDelete")
        elif event.source in ROOMS:
            self.offer(tr("Go to where it is kept"), "go", name="menuGo")
        self.chosen.connect(self._tell)

    def _tell(self, what: str) -> None:
        self.wanted.emit(what, self._event_id)
