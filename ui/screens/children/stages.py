"""A child's sheet as a place: its parts where a child looks for them, side by side or one at a time."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.drawing import moved
from models.drawings.figures import default_look
from models.drawings.houses.fairy import costume
from models.looks import look_view
from models.picture_views import SheetPart, SheetView
from ui.context import CaseContext
from ui.screens.children.drawn import CHILD, Drawn
from ui.screens.children.kit import Choices
from ui.screens.children.parts import HousePanel, PartPanel, RoofPanel, ZonePanel
from ui.screens.children.path import PathWalk
from ui.screens.children.tile import InHand, ItemTile
from ui.screens.children.words import tr
from ui.theme import theme
from ui.widgets import announce, column, paint_frame


class Stage(QWidget):
    """The parts of a sheet. ``added(part)``, ``opened(item id)``, ``moved(item id, part)``.

    Where there is no room for all side by side one is shown, with a large button for each above.
    """

    added = Signal(str)
    opened = Signal(str)
    moved = Signal(str, str)

    def __init__(self, context: CaseContext, view: SheetView, active: str = "") -> None:
        super().__init__()
        self.setObjectName("childStage")
        self.context, self.view = context, view
        self.panels: dict[str, PartPanel] = {}
        keys = [part.key for part in view.parts]
        self.active = active if active in keys else keys[0]
        self._in_hand: InHand | None = None
        self._outer = column(self, gap=8)
        self.tabs = Choices([(part.key, part.title) for part in view.parts], name="partOf", heard=tr("Show"))
        self.tabs.chosen.connect(self.choose)
        self.tabs.hide()
        self._outer.addWidget(self.tabs)
        self.build()
        for panel in self.panels.values():
            panel.added.connect(self._on_added)
            panel.opened.connect(self._on_opened)
            panel.carried.connect(self._on_carried)
            panel.put_down.connect(self._on_put_down)
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

    def _on_added(self, key: str) -> None:
        self.choose(key)
        self.added.emit(key)

    def _on_opened(self, item_id: str) -> None:
        panel = self.sender()
        if isinstance(panel, PartPanel):
            self.choose(panel.key)
        self.opened.emit(item_id)

    # ---- carrying ---------------------------------------------------------------------------------------------
    def _panel_at(self, place: QPoint) -> PartPanel | None:
        """The part under a place of the screen."""
        there = (p for p in self.panels.values() if p.isVisible() and p.rect().contains(p.mapFromGlobal(place)))
        return next(there, None)

    def _on_carried(self, tile: ItemTile, place: QPoint) -> None:
        if self._in_hand is None:
            self._in_hand = InHand(tile, self)
            self._in_hand.show()
            self._in_hand.raise_()
        self._in_hand.move(self.mapFromGlobal(place) - self._in_hand.rect().center())
        under = self._panel_at(place)
        for panel in self.panels.values():
            panel.set_active(panel is under)

    def _on_put_down(self, tile: ItemTile, place: QPoint) -> None:
        in_hand, self._in_hand = self._in_hand, None
        if in_hand is not None:
            in_hand.hide()
            in_hand.deleteLater()
        under = self._panel_at(place)
        self.choose(under.key if under else self.active)
        if under is not None and under.key != tile.item.part:
            announce(self, tr("Put into {part}").format(part=under.accessibleName()))
            self.moved.emit(tile.item.id, under.key)

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


class MagicStage(Stage):
    """The child as a fairy or a wizard, and three cards: what is good, what is to change, wishes."""

    def build(self) -> None:
        """The child at the left, the cards beside it."""
        row = QHBoxLayout()
        row.setSpacing(theme().px(18))
        context, view = self.context, self.view
        look = look_view(context.projector, view.child.id, CHILD) or default_look(view.child)
        items = tuple(moved(path, 100.0, 206.0) for path in costume(look, view.kind))
        name = tr("{name} as a wizard") if view.kind == "wizard" else tr("{name} as a fairy")
        self.figure = Drawn(items, (200.0, 214.0), wide=300, high=330, heard=name.format(name=view.child.name))
        row.addWidget(self.figure, 0, Qt.AlignmentFlag.AlignBottom)
        for part in view.parts:
            row.addWidget(self.panel(part), 1)
        self._outer.addLayout(row, 1)

    def panel(self, part: SheetPart) -> PartPanel:
        """A tinted card."""
        panel = PartPanel(self.context, part)
        self.panels[part.key] = panel
        return panel

    def _settle(self) -> None:
        super()._settle()
        self.figure.setVisible(self.width() >= self.least)


class SafetyStage(Stage):
    """A safety house: outside the line, visits, the house with its rules in the roof, the path to its door.

    ``stood(number)``: the child stands on a stone.
    """

    stood = Signal(int)

    def build(self) -> None:
        """Each part where it is in the picture; the path beneath."""
        context, view = self.context, self.view
        made = {part.key: self.panel(part) for part in view.parts}
        self._ground = Ground(self)
        row = QHBoxLayout(self._ground)
        row.setContentsMargins(*(theme().px(n) for n in (14, 10, 24, 8)))
        row.setSpacing(theme().px(26))
        row.addWidget(made["outside"], 20)
        row.addWidget(made["visits"], 28)
        home = QVBoxLayout()
        home.setSpacing(0)
        home.addWidget(made["roof"], 38)
        home.addWidget(made["inside"], 62)
        row.addLayout(home, 52)
        self._outer.addWidget(self._ground, 1)
        look = look_view(context.projector, view.child.id, CHILD) or default_look(view.child)
        self.path = PathWalk(view, look)
        self.path.stood.connect(self.stood)
        self._outer.addWidget(self.path)

    def panel(self, part: SheetPart) -> PartPanel:
        """A zone; the roof is one of its own."""
        panel = RoofPanel(self.context, part) if part.key == "roof" else ZonePanel(self.context, part)
        self.panels[part.key] = panel
        return panel

    def show_view(self, view: SheetView) -> None:
        """Show the sheet as it stands now."""
        super().show_view(view)
        self.path.show_view(view)


class Ground(QWidget):
    """Sky, grass, the line and the walls behind the parts of a safety house."""

    def __init__(self, stage: SafetyStage) -> None:
        super().__init__()
        self._stage = stage
        theme().changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: plain surfaces, so that names stay readable."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box, plain = QRectF(self.rect()), theme().name != "light"
        paint_frame(painter, box, fill="card" if plain else theme().color("#f1f8f6"), line="line",
                    radius=theme().radius("sheet"))  # fmt: skip
        panels = self._stage.panels
        if not plain:
            grass = box.adjusted(1, box.height() * 0.8, -1, -1)
            paint_frame(painter, grass, fill=theme().color("#deedd2"), radius=theme().radius("sheet"))
        inside, outside = panels["inside"], panels["outside"]
        if inside.isVisibleTo(self):
            walls = QRectF(inside.geometry()).adjusted(theme().px(14), -8, -theme().px(14), 2)
            chosen = panels["inside"].is_active
            painter.setPen(QPen(theme().color("next" if chosen else "ink"), 5 if chosen else 3))
            painter.setBrush(theme().color("card"))
            painter.drawRect(walls)
        if outside.isVisibleTo(self) and panels["visits"].isVisibleTo(self):
            x = outside.geometry().right() + theme().px(13)
            painter.setPen(QPen(theme().color("worry"), 4, Qt.PenStyle.DashLine, Qt.PenCapStyle.RoundCap))
            painter.drawLine(QPointF(x, 14), QPointF(x, box.height() - 14))


def stage_for(context: CaseContext, view: SheetView, active: str = "") -> Stage:
    """The stage of a sheet's kind."""
    kinds: dict[str, type[Stage]] = {"fairy": MagicStage, "wizard": MagicStage, "safety_house": SafetyStage}
    return kinds.get(view.kind, HousesStage)(context, view, active)
