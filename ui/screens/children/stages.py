"""A child's sheet as a place: its parts where a child looks for them, side by side or one at a time."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from models.picture_views import SheetPart, SheetView
from ui.context import CaseContext
from ui.screens.children.kit import Choices
from ui.screens.children.parts import HousePanel, PartPanel
from ui.screens.children.words import tr
from ui.theme import theme
from ui.widgets import column


class Stage(QWidget):
    """The parts of a sheet. ``added(part)``, ``opened(item id)``, ``active_changed(part)``.

    Where there is no room for all side by side one is shown, with a large button for each above.
    """

    added = Signal(str)
    opened = Signal(str)
    active_changed = Signal(str)

    def __init__(self, context: CaseContext, view: SheetView, active: str = "") -> None:
        super().__init__()
        self.setObjectName("childStage")
        self.context, self.view = context, view
        self.panels: dict[str, PartPanel] = {}
        keys = [part.key for part in view.parts]
        self.active = active if active in keys else keys[0]
        self._outer = column(self, gap=8)
        self.tabs = Choices([(part.key, part.title) for part in view.parts], name="partOf", heard=tr("Show"))
        self.tabs.chosen.connect(self.choose)
        self.tabs.hide()
        self._outer.addWidget(self.tabs)
        self.build()
        for panel in self.panels.values():
            panel.added.connect(self._on_added)
            panel.opened.connect(self._on_opened)
        self.choose(self.active)

    def build(self) -> None:
        """Make the panels and put them where they belong."""
        row = QHBoxLayout()
        row.setSpacing(theme().px(24))
        for part in self.view.parts:
            row.addWidget(self.panel(part), 1)
        self._outer.addLayout(row, 1)

    def panel(self, part: SheetPart) -> PartPanel:
        """Make the panel of a part."""
        panel = HousePanel(self.context, part)
        self.panels[part.key] = panel
        return panel

    @property
    def least(self) -> int:
        """The width under which one part is shown at a time."""
        return theme().px(1000)

    def show_view(self, view: SheetView) -> None:
        """Show the sheet as it stands now."""
        self.view = view
        for part in view.parts:
            self.panels[part.key].show_part(part)

    def choose(self, key: str) -> None:
        """The part that the tools put things into."""
        self.active = key
        self.tabs.show_choice(key)
        for each, panel in self.panels.items():
            panel.set_active(each == key)
        self._settle()
        self.active_changed.emit(key)

    def _on_added(self, key: str) -> None:
        self.choose(key)
        self.added.emit(key)

    def _on_opened(self, item_id: str) -> None:
        panel = self.sender()
        if isinstance(panel, PartPanel):
            self.choose(panel.key)
        self.opened.emit(item_id)

    def _settle(self) -> None:
        one = 0 < self.width() < self.least
        self.tabs.setVisible(one)
        for key, panel in self.panels.items():
            panel.setVisible(not one or key == self.active)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: all parts, or one at a time."""
        super().resizeEvent(event)
        self._settle()


class HousesStage(Stage):
    """Three houses side by side."""


def stage_for(context: CaseContext, view: SheetView, active: str = "") -> Stage:
    """The stage of a sheet's kind."""
    return HousesStage(context, view, active)
