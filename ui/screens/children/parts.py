"""The parts of a sheet that things are put into: a house with its roof, or a card."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from models.picture_views import SheetPart
from ui.context import CaseContext
from ui.screens.children.tile import AddBox, ItemTile
from ui.screens.children.words import part_look
from ui.theme import theme
from ui.widgets import FlowLayout, Label, ScrollArea, column, paint_frame


class PartPanel(QWidget):
    """A part with its things below one another and a place to add one. ``added(key)``, ``opened(item id)``.

    ``carried(tile, place)``, ``put_down(tile, place)``: a thing is on its way to another part.

    ``under``: things stand side by side, their words below their pictures.
    """

    added = Signal(str)
    opened = Signal(str)
    carried = Signal(object, QPoint)
    put_down = Signal(object, QPoint)

    def __init__(self, context: CaseContext, part: SheetPart, *, under: bool = False, ink: str = "ink") -> None:
        super().__init__()
        self.setObjectName(f"part-{part.key}")
        self.context, self.key, self._under, self._ink = context, part.key, under, ink
        self.look = part_look(part.key)
        self.is_active = False
        self.tiles: dict[str, ItemTile] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._body = QVBoxLayout(self)
        self._body.setSpacing(theme().px(4))
        self.title = Label(part.title, self.title_role, self.title_ink, align=Qt.AlignmentFlag.AlignHCenter)
        self._body.addWidget(self.title)
        self._body.addSpacing(self.title_gap)
        self._inner = QWidget()
        self._list = column(self._inner, gap=12)
        self._things = QWidget()
        self._rows: QVBoxLayout | FlowLayout
        if under:
            self._rows = FlowLayout(self._things, gap=theme().px(4), row_gap=theme().px(4))
        else:
            self._rows = column(self._things, gap=6)
        self._list.addWidget(self._things)
        self.add = AddBox(part.key, short=under)
        self.add.clicked.connect(self._on_add)
        self._list.addStretch(1)
        self._body.addWidget(ScrollArea(self._inner, name=f"scroll-{part.key}"), 1)
        self._body.addWidget(self.add)  # always in sight, however much is in the part
        self.margins()
        self.setMinimumHeight(theme().px(self.least))
        self.show_part(part)

    @property
    def title_ink(self) -> str:
        """The token the title is written in."""
        return f"{self.look.colour}Ink"

    title_role = "lead"
    least = 190
    """The least height at 100 %: one thing and the place to add another."""
    tall = 68
    """How high a picture beside (or above) words is, at 100 %."""
    hover_token = "hover"

    @property
    def title_gap(self) -> int:
        """What is left free beneath the title."""
        return 0

    def margins(self) -> None:
        """Set where the title and the things stand."""
        self._body.setContentsMargins(*(theme().px(n) for n in (14, 10, 12, 12)))

    def show_part(self, part: SheetPart) -> None:
        """Show what is in it; a thing that is as it was keeps its place and the keyboard."""
        self.setAccessibleName(part.title)
        kept, self.tiles = self.tiles, {}
        while self._rows.takeAt(0) is not None:
            pass
        for item in part.items:
            tile = kept.pop(item.id, None)
            if tile is None or tile.item != item:
                if tile is not None:
                    _drop(tile)
                tile = ItemTile(self.context, item, tall=self.tall, under=self._under, ink=self._ink)
                tile.hover_token = self.hover_token
                tile.clicked.connect(self._on_tile)
                tile.carried.connect(self._on_carried)
                tile.put_down.connect(self._on_put_down)
            self.tiles[item.id] = tile
            self._rows.addWidget(tile)
            tile.show()
        for tile in kept.values():
            _drop(tile)
        self._things.setVisible(bool(self.tiles))
        self._inner.updateGeometry()

    def set_active(self, on: bool) -> None:
        """Whether the bar's tools put things in here."""
        if on != self.is_active:
            self.is_active = on
            self.update()
            if parent := self.parentWidget():
                parent.update()

    def _on_add(self) -> None:
        self.added.emit(self.key)

    def _on_tile(self) -> None:
        tile = self.sender()
        if isinstance(tile, ItemTile):
            self.opened.emit(tile.item.id)

    def _on_carried(self, place: QPoint) -> None:
        self.carried.emit(self.sender(), place)

    def _on_put_down(self, place: QPoint) -> None:
        self.put_down.emit(self.sender(), place)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: a tinted card."""
        paint_frame(QPainter(self), QRectF(self.rect()), fill=f"{self.look.colour}Tint", line=self.look.colour,
                    width=3 if self.is_active else 1.5, radius=theme().radius("sheet"))  # fmt: skip


def _drop(tile: QWidget) -> None:
    tile.hide()
    tile.setParent(None)
    tile.deleteLater()


class HousePanel(PartPanel):
    """A house: the title in its roof, the things inside its walls."""

    title_role = "title"
    least = 310

    @property
    def title_ink(self) -> str:
        """White on the roof."""
        return f"on{self.look.colour.title()}"

    @property
    def title_gap(self) -> int:
        """The eaves."""
        return theme().px(20)

    def _roof(self) -> float:
        """How high the roof is: flatter where the house is narrow."""
        return min(theme().px(118), self.width() * 0.32) if self.width() else theme().px(118)

    def margins(self) -> None:
        """The title low in the roof, the things between the walls."""
        roof = round(self._roof())
        self._body.setContentsMargins(theme().px(30), roof - theme().px(46), theme().px(28), theme().px(14))
        self._body.setSpacing(theme().px(8))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: the roof follows the width."""
        super().resizeEvent(event)
        self.margins()

    def sizeHint(self) -> QSize:
        """Qt: a third of a page."""
        return QSize(theme().px(400), theme().px(540))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: walls and roof as a hand draws them."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = theme().color(self.look.colour)
        wide, high, roof = float(self.width()), float(self.height()), self._roof()
        walls = _bent([(18, roof - 2), (wide - 18, roof), (wide - 19, high - 6), (16, high - 4)])
        _hand(painter, walls, theme().color("card"), colour, 5.0 if self.is_active else 4.0)
        top = _bent([(5, roof), (wide / 2, 6), (wide - 5, roof)])
        _hand(painter, top, colour, colour, 8.0)


class ZonePanel(PartPanel):
    """A part of a safety house: the place behind it is painted by the stage; people stand there with their names."""

    tall = 84

    def __init__(self, context: CaseContext, part: SheetPart) -> None:
        super().__init__(context, part, under=True)

    def margins(self) -> None:
        """Inside the house the walls need room."""
        side = theme().px(30 if self.key == "inside" else 12)
        self._body.setContentsMargins(side, theme().px(8), side, theme().px(10))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: only a line round it while the tools put things in here; the house has its walls."""
        if self.is_active and self.key != "inside":
            paint_frame(QPainter(self), QRectF(self.rect()), fill=None, line=self.look.colour, width=2, dashed=True,
                        radius=theme().radius("sheet"))  # fmt: skip


class RoofPanel(PartPanel):
    """The rules of the house, in its roof: light on dark."""

    hover_token = "wellInk"
    least = 130

    def __init__(self, context: CaseContext, part: SheetPart) -> None:
        super().__init__(context, part, under=True, ink="onWell")

    @property
    def title_ink(self) -> str:
        """White on the roof."""
        return "onWell"

    def margins(self) -> None:
        """Room beside the slopes."""
        self._body.setContentsMargins(theme().px(70), theme().px(4), theme().px(70), theme().px(14))
        self._body.setSpacing(theme().px(2))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the roof."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide, high, slope = float(self.width()), float(self.height()), theme().px(64)
        roof = _bent([(6, high - 6), (slope, 6), (wide - slope, 6), (wide - 6, high - 6)])
        edge = theme().color("wellInk") if self.is_active else theme().color("well")
        _hand(painter, roof, theme().color("well"), edge, 8.0)


def _bent(points: Sequence[tuple[float, float]]) -> QPainterPath:
    """A closed outline through points, its sides a little bent."""
    path = QPainterPath(QPointF(*points[0]))
    for (x0, y0), (x1, y1) in zip(points, [*points[1:], points[0]], strict=True):
        middle = QPointF((x0 + x1) / 2 + (1.5 if x0 < x1 else -1.0), (y0 + y1) / 2 + 1.2)
        path.quadTo(middle, QPointF(x1, y1))
    path.closeSubpath()
    return path


def _hand(painter: QPainter, path: QPainterPath, fill: QColor, line: QColor, width: float) -> None:
    painter.setPen(QPen(line, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.setBrush(fill)
    painter.drawPath(path)
