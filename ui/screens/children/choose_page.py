"""Where a child begins: which sheet would you like? And: which part first?"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.drawing import Primitive
from models.drawings.inking import Ink, corners
from models.looks import look_view
from models.picture_views import SheetView
from models.sheets import KINDS, PATH, sheets
from ui.screens.children.deeds import SheetDeeds
from ui.screens.children.drawn import CHILD, Drawn, portrait_items
from ui.screens.children.kit import BigButton, ChildHead, PressBox, page_column
from ui.screens.children.words import count_of, kind_asks, kind_title, number_said, part_look, tr
from ui.theme import theme
from ui.widgets import FlowLayout, Label, ScrollArea, column, paint_frame

Picture = tuple[tuple[Primitive, ...], tuple[float, float]]


def kind_picture(kind: str) -> Picture:
    """A small picture of a kind of sheet, and its box."""
    ink = Ink(pen=3.0)
    if kind == "three_houses":
        for at, colour in ((4, "#a14a12"), (54, "#15766e"), (104, "#3a3f8f")):
            _house(ink, at, colour)
    elif kind == "safety_house":
        ink.line([(6, 92), (52, 86), (96, 90)], 9.0, "#e5cf9f")
        _house(ink, 96, "#15766e")
        for x in (20, 46, 72):
            ink.disc(x, 90, 6, "#ffffff", 2.0)
    else:
        _magic(ink, kind)
    return tuple(ink.paths), (150.0, 108.0)


def _house(ink: Ink, left: float, colour: str) -> None:
    ink.add(corners([(left + 3, 52), (left + 39, 52), (left + 39, 98), (left + 3, 98)], by=0.6), "#fffdf8")
    ink.add(corners([(left - 2, 53), (left + 21, 22), (left + 44, 53)], by=0.6), colour)


def _magic(ink: Ink, kind: str) -> None:
    star = [(104, 12), (110, 29), (128, 30), (114, 41), (119, 58), (104, 48), (89, 58), (94, 41), (80, 30), (98, 29)]
    ink.tube([(62, 100), (100, 44)], 5.0, "#a9764a", 2.4)
    ink.corners(star, "#f9dc84", 2.6, by=0.0)
    if kind == "wizard":
        ink.corners([(14, 84), (38, 18), (46, 18), (66, 84)], "#4c54a8")
        ink.shape([(4, 86), (22, 78), (40, 76), (58, 78), (76, 86), (58, 92), (40, 94), (22, 92)], "#3a4289")
    else:
        for side in (-1, 1):
            ink.shape([(40 + side * 4, 62), (40 + side * 14, 30), (40 + side * 30, 20), (40 + side * 36, 36),
                       (40 + side * 28, 56)], "#e2dcf4")  # fmt: skip
            ink.shape([(40 + side * 4, 66), (40 + side * 24, 68), (40 + side * 30, 82), (40 + side * 16, 90)],
                      "#cfe9f3")  # fmt: skip


class KindTile(PressBox):
    """A kind of sheet to begin, or one to go on with. ``key``: the kind, or the sheet's id."""

    def __init__(self, key: str, kind: str, title: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(name=f"choose-{key}", heard=f"{title}. {words}", parent=parent)
        self.key = key
        body = QVBoxLayout(self)
        body.setContentsMargins(*(theme().px(n) for n in (16, 14, 16, 14)))
        body.setSpacing(theme().px(6))
        middle = Qt.AlignmentFlag.AlignHCenter
        body.addWidget(Drawn(*kind_picture(kind), wide=170, high=122, parent=self), 0, middle)
        body.addWidget(Label(title, "lead", align=middle, parent=self))
        body.addWidget(Label(words, "body", "ink2", align=middle, parent=self))
        body.addStretch(1)
        self.setFixedWidth(theme().px(258))
        self.settle()

    def sizeHint(self) -> QSize:
        """Qt: all of one height."""
        return QSize(theme().px(258), max(theme().px(236), self.heightForWidth(theme().px(258))))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: a card."""
        live = self.underMouse() or self.isDown()
        paint_frame(QPainter(self), QRectF(self.rect()), fill="hover" if live else "card", line="lineStrong",
                    radius=theme().radius("sheet"))  # fmt: skip


class ChoosePage(QWidget):
    """Which sheet? ``begun(kind)``, ``opened(sheet id)``; ``stopped()`` of its head."""

    begun = Signal(str)
    opened = Signal(str)

    def __init__(self, deeds: SheetDeeds, *, narrow: bool = False) -> None:
        super().__init__()
        self.setObjectName("choosePage")
        context, seat = deeds.context, deeds.seat
        look = look_view(context.projector, seat.child_id, CHILD)
        name = look.name if look else ""
        body = page_column(self, narrow=narrow)
        self.head = ChildHead(tr("Hello {name}").format(name=name), who=False, read=False)
        if look:
            body.addWidget(self.head)
        page = QWidget()
        inner = column(page, (6, 6, 6, 6), gap=14)
        top = QHBoxLayout()
        top.setSpacing(theme().px(16))
        if look:
            top.addWidget(Drawn(*portrait_items(look), wide=84, high=84, heard=name))
        top.addWidget(Label(tr("What would you like to do?"), "hero"), 1, Qt.AlignmentFlag.AlignVCenter)
        inner.addLayout(top)
        own = sheets(context.projector, context.workspace_id, CHILD, seat.child_id)
        tiles = [KindTile(kind, kind, kind_title(kind), kind_asks(kind)) for kind in KINDS]
        self.first = tiles[0]
        self._add(inner, tiles, self._begin)
        if own:
            inner.addWidget(Label(tr("Or go on with one of yours"), "childWords"))
            self._add(inner, [_tile_of(view) for view in reversed(own)], self._open)
        inner.addStretch(1)
        body.addWidget(ScrollArea(page, name="chooseScroll"), 1)

    @staticmethod
    def _add(body: QVBoxLayout, tiles: Sequence[KindTile], press: object) -> None:
        holder = QWidget()
        flow = FlowLayout(holder, gap=theme().px(16), row_gap=theme().px(16))
        for tile in tiles:
            tile.clicked.connect(press)
            flow.addWidget(tile)
        body.addWidget(holder)

    def _begin(self) -> None:
        tile = self.sender()
        if isinstance(tile, KindTile):
            self.begun.emit(tile.key)

    def _open(self) -> None:
        tile = self.sender()
        if isinstance(tile, KindTile):
            self.opened.emit(tile.key)


def _tile_of(view: SheetView) -> KindTile:
    words = ", ".join(filter(None, (view.when, number_said(count_of(view)))))
    return KindTile(view.id, view.kind, kind_title(view.kind), words)


class OrderTile(PressBox):
    """A part to be chosen first, second, third; its number in a disc."""

    def __init__(self, key: str, title: str, ask: str) -> None:
        super().__init__(name=f"order-{key}", heard=title)
        self.key, self._title, self.number = key, title, 0
        self._colour = part_look(key).colour
        body = QVBoxLayout(self)
        body.setContentsMargins(*(theme().px(n) for n in (20, 74, 20, 20)))
        middle = Qt.AlignmentFlag.AlignHCenter
        body.addWidget(Label(title, "childTitle", f"{self._colour}Ink", align=middle, parent=self))
        body.addWidget(Label(ask, "words", "ink2", align=middle, parent=self))
        self.setFixedWidth(theme().px(290))
        self.settle()

    def sizeHint(self) -> QSize:
        """Qt: all of one height."""
        return QSize(theme().px(290), max(theme().px(190), self.heightForWidth(theme().px(290))))

    def show_number(self, number: int) -> None:
        """0: not chosen yet."""
        self.number = number
        self.setAccessibleName(f"{self._title}, {number}" if number else self._title)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: a tinted card with its number."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_frame(painter, QRectF(self.rect()), fill=f"{self._colour}Tint", line=self._colour,
                    width=3 if self.number else 1.5, radius=theme().radius("sheet"))  # fmt: skip
        side = theme().px(44)
        disc = QRectF((self.width() - side) / 2, theme().px(18), side, side)
        fill = self._colour if self.number else "card"
        paint_frame(painter, disc, fill=fill, line=self._colour, width=2, radius=side / 2)
        if self.number:
            painter.setPen(theme().color(f"on{self._colour.title()}"))
            painter.setFont(theme().font("childTitle", size=24))
            painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(self.number))


class OrderPage(QWidget):
    """Which part first? ``ordered(parts)`` when all but one are chosen, or as far as the child chose."""

    ordered = Signal(list)

    def __init__(self, view: SheetView, *, narrow: bool = False) -> None:
        super().__init__()
        self.setObjectName("orderPage")
        self._kind, self.chosen = view.kind, []  # type: tuple[str, list[str]]
        body = page_column(self, narrow=narrow)
        self.head = ChildHead(view.title, who=False, read=False)
        body.addWidget(self.head)
        body.addStretch(1)
        middle = Qt.AlignmentFlag.AlignHCenter
        body.addWidget(Label(tr("Which one would you like to do first?"), "hero", align=middle))
        body.addSpacing(theme().px(12))
        holder = QWidget()
        flow = FlowLayout(holder, gap=theme().px(16), row_gap=theme().px(16))
        self.tiles: dict[str, OrderTile] = {}
        for key, (title, ask) in KINDS[view.kind].parts.items():
            if key != PATH:
                self.tiles[key] = OrderTile(key, tr(title), tr(ask))
                self.tiles[key].clicked.connect(self._on_tile)
                flow.addWidget(self.tiles[key])
        self.first = next(iter(self.tiles.values()))
        if narrow:
            body.addWidget(holder)
        else:
            body.addWidget(holder, 0, middle)
        body.addSpacing(theme().px(12))
        start = BigButton(tr("Start anywhere"), name="startAnywhere", kind="outline")
        start.clicked.connect(self._finish)
        body.addWidget(start, 0, middle)
        body.addStretch(2)

    def _on_tile(self) -> None:
        tile = self.sender()
        if not isinstance(tile, OrderTile):
            return
        if tile.key in self.chosen:
            self.chosen.remove(tile.key)
        else:
            self.chosen.append(tile.key)
        for key, each in self.tiles.items():
            each.show_number(self.chosen.index(key) + 1 if key in self.chosen else 0)
        if len(self.chosen) >= len(self.tiles) - 1:
            self._finish()

    def _finish(self) -> None:
        self.ordered.emit(list(self.chosen))
