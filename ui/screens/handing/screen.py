"""Colleagues, handing a case over, and what was received, as three parts of one page."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from exporters.handover import waiting
from ui.screens.desk_page import DeskContext, DeskPage
from ui.screens.handing.giving import GivingPart
from ui.screens.handing.people import PeoplePart
from ui.screens.handing.taking import TakingPart
from ui.screens.handing.words import tr
from ui.widgets import ScrollArea, SegmentedControl


class HandingScreen(DeskPage):
    """``parts``: 0 colleagues, 1 hand over, 2 received. From a case it opens at handing over."""

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(context, tr("Colleagues"), "handingPage", parent)
        names = [tr("Colleagues"), tr("Hand a case over"), tr("Received")]
        self.parts = SegmentedControl(names, name="handingPart", heard=tr("Which part"))
        self.parts.chosen.connect(self.show_part)
        self.body.addWidget(self.parts, 0, Qt.AlignmentFlag.AlignLeft)
        self.people, self.giving, self.taking = PeoplePart(self.desk), GivingPart(context), TakingPart(context)
        self._stack = QStackedWidget()
        for part, name in ((self.people, "people"), (self.giving, "giving"), (self.taking, "taking")):
            part.said.connect(self.said)
            self._stack.addWidget(ScrollArea(part, name=f"{name}Scroll"))
        self.people.changed.connect(self.giving.refresh)
        self.people.changed.connect(self.taking.refresh)
        self.giving.keys_asked.connect(self._to_keys)
        self.body.addWidget(self._stack, 1)
        waits = any(line.state == "waiting" for line in waiting(self.desk))
        self.show_part(1 if context.case_id else 2 if waits else 0)

    def show_part(self, part: int) -> None:
        """Colleagues, handing over, or received."""
        self.parts.set_current(part)
        self._stack.setCurrentIndex(part)

    def _to_keys(self) -> None:
        self.show_part(0)
        self.people.name.setFocus()
