"""The family's picture: what is drawn and where, how large it is shown, and what a hand is doing with it."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QTransform
from PySide6.QtWidgets import QFrame, QGraphicsScene, QGraphicsView, QWidget

from models.drawings.genogram.pieces import Figure, Piece
from models.genogram.result import Spacing
from ui.screens.family.items import REACH, TOUCH_REACH, PieceItem
from ui.screens.family.motion import Motion, Way
from ui.screens.family.tiles import Tiles
from ui.theme import theme

PIXELS = 96 / 72
"""Pixels to a point of the figure at 100 %."""
LEAST, MOST = 0.08, 4.0
EASY = 0.6
"""A picture opens no smaller than this, so that its words can be read; then it opens on the child."""
STEPS = (0.1, 0.15, 0.25, 0.35, 0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0)
DEPTHS = {"home": 0.0, "line": 10.0, "tie": 20.0, "person": 30.0, "union_label": 40.0, "home_label": 41.0}
LARGE = 250
"""From so many pieces on the picture is kept in tiles."""
MANY = 60
"""When more lines than this change at once they are replaced without fading."""


class Gesture(Protocol):
    """One movement of a hand, in pixels of the viewport."""

    @property
    def changes_picture(self) -> bool:
        """Whether pieces move or are marked while it lasts, so that the picture is painted piece by piece."""

    def start(self, at: QPoint) -> None:
        """It begins here."""

    def move(self, at: QPoint) -> None:
        """It is here now."""

    def finish(self, at: QPoint) -> None:
        """It ends here: do what it means."""

    def cancel(self) -> None:
        """It is not meant: everything as before."""


class FamilyPicture(QGraphicsView):
    """Shows a figure piece by piece. It changes nothing itself: it tells what somebody did.

    ``chosen(kind, id)``; ``joined(person_id)`` the other person while two are being joined; ``pinned(id, x, row)``
    somebody was put somewhere; ``placed(id, x, row)`` somebody was dropped here from a list; ``menu_wanted(global
    position)``; ``zoom_changed(zoom)`` with 1.0 for 100 %.
    """

    chosen = Signal(str, str)
    joined = Signal(str)
    pinned = Signal(str, float, int)
    placed = Signal(str, float, int)
    opened = Signal()
    menu_wanted = Signal(QPoint)
    zoom_changed = Signal(float)
    joining_ended = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setScene(QGraphicsScene(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.MinimalViewportUpdate)
        self.setOptimizationFlag(QGraphicsView.OptimizationFlag.DontAdjustForAntialiasing)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.joining = ""
        self.may_edit = True
        self.unions: frozenset[str] = frozenset()
        self.middle = ""
        self.items_: dict[tuple[str, str], PieceItem] = {}
        self._zoom = 1.0
        self._fitted = EASY
        self._base = QPointF()
        self._figure_box = QRectF()
        self.unit = 72.0
        self._gesture: Gesture | None = None
        self._aimed: PieceItem | None = None
        self._tiles: Tiles | None = None
        self.motion = Motion(self)
        theme().changed.connect(self._retheme)
        self._retheme()

    # ---- showing ------------------------------------------------------------------------------------------------
    def show_figure(self, figure: Figure | None) -> None:
        """Show a figure: what is the same stays, people glide to their new places, lines come in."""
        self.cancel_gesture()
        self.motion.end()
        first = not self.items_
        pieces = {(piece.kind, piece.id): piece for piece in figure.pieces} if figure is not None else {}
        for key in [key for key in self.items_ if key not in pieces]:
            self.scene().removeItem(self.items_.pop(key))
        was = {key: item.anchor for key, item in self.items_.items() if item.is_person}
        changed: list[PieceItem] = []
        self._measure(figure)
        self._choose_tiles(len(pieces))
        for order, (key, piece) in enumerate(pieces.items()):
            item = self.items_.get(key)
            if item is None:
                item = self.items_[key] = PieceItem(piece)
                self.scene().addItem(item)
                changed.append(item)
            elif item.piece != piece:
                item.set_piece(piece)
                changed.append(item)
            item.setPos(self._base)
            item.setZValue(self.depth_of(piece) + order * 1e-4)
        if first:
            if self._fitted:
                self._fit(self._fitted)
            return
        self._move(changed, was)

    def _measure(self, figure: Figure | None) -> None:
        """The layout's (0, 0) is the scene's: a family that grows to the left does not push the picture aside."""
        if figure is None:
            return
        self._base, self.unit = -QPointF(*figure.origin), figure.unit
        self._figure_box = QRectF(self._base.x(), self._base.y(), figure.width, figure.height)
        self.scene().setSceneRect(self._figure_box.adjusted(-60, -60, 60, 60))
        self._make_room()

    def _make_room(self) -> None:
        """Everything can be pushed nearly out of sight; what is in sight stays there whatever else changes."""
        pad = self.viewport().rect()
        before = self.mapToScene(pad.center())
        scale = max(self.transform().m11(), 0.01)
        across, down = 0.8 * pad.width() / scale, 0.8 * pad.height() / scale
        self.setSceneRect(self._figure_box.adjusted(-across, -down, across, down))
        self.scroll_by(self.mapFromScene(before) - pad.center())

    def _choose_tiles(self, pieces: int) -> None:
        """A large picture is kept in tiles; another reader's is forgotten at once."""
        if pieces < LARGE:
            if self._tiles is not None:
                self._tiles.deleteLater()
            self._tiles = None
        elif self._tiles is None:
            self._tiles = Tiles(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: from the tiles where there are any, unless something is on its way."""
        changes = self._gesture is not None and self._gesture.changes_picture
        if self._tiles is None or changes:
            super().paintEvent(event)
            return
        painter = QPainter(self.viewport())
        painter.setClipRegion(event.region())
        self._tiles.paint(painter, QRectF(event.rect()))
        painter.end()

    @property
    def is_painted(self) -> bool:
        """Whether everything in sight is there, none of it standing in."""
        return self._tiles is None or self._tiles.is_ready

    @staticmethod
    def depth_of(piece: Piece) -> float:
        """How far in front a piece lies."""
        return DEPTHS[piece.kind]

    def set_marks(self, *chosen: tuple[str, str]) -> None:
        """Ring what is chosen."""
        for item in self.items_.values():
            item.set_marks(chosen=self.names(item.piece) in chosen, aimed=item is self._aimed)

    def _retheme(self) -> None:
        self.setBackgroundBrush(theme().color("canvas"))
        for item in self.items_.values():
            item.retheme()
        if self._tiles is not None:
            self._tiles.clear()

    # ---- moving to a place --------------------------------------------------------------------------------------
    def _move(self, changed: list[PieceItem], was: dict[tuple[str, str], QPointF]) -> None:
        ways = []
        for item in changed:
            before = was.get((item.piece.kind, item.piece.id))
            if before is not None and (before - item.anchor).manhattanLength() > 0.5:
                ways.append((item, self._base + before - item.anchor, self._base))
        lines = [item for item in changed if not item.is_person]
        self._go(ways, lines if len(lines) <= MANY else [])

    def glide(self, item: PieceItem, to: QPointF) -> None:
        """Move one piece back to where it belongs."""
        self.motion.end()
        self._go([(item, item.pos(), to)], [])

    def settle(self, person_id: str) -> None:
        """Somebody goes back to where the picture has them."""
        item = self.item("person", person_id)
        if item is not None:
            self.glide(item, self._base)

    def _go(self, ways: list[Way], coming: list[PieceItem]) -> None:
        still = not self.isVisible() or self._tiles is not None
        self.motion.start(ways, coming, 0 if still else theme().ms("slow"))

    # ---- places -------------------------------------------------------------------------------------------------
    def point_of(self, x: float, row: int) -> QPointF:
        """Where in the scene a place of the layout is (x in symbols, and a row)."""
        return QPointF(x, row * Spacing().row) * self.unit

    def place_at(self, point: QPointF) -> tuple[float, int]:
        """The place of the layout nearest to a point: x free, the row that of a generation."""
        return round(point.x() / self.unit, 3), round(point.y() / self.unit / Spacing().row)

    def item(self, kind: str, id: str) -> PieceItem | None:
        """The piece of a person, union, child link, tie or home, where it is drawn."""
        return self.items_.get(("line" if kind in ("union", "child") else kind, id))

    def names(self, piece: Piece) -> tuple[str, str]:
        """What a piece stands for: (person, union, child, tie or home; its id)."""
        if piece.kind in ("union_label", "home_label"):
            return piece.kind.removesuffix("_label"), piece.id
        if piece.kind == "line":
            return "union" if piece.id in self.unions else "child", piece.id
        return piece.kind, piece.id

    def people(self) -> list[PieceItem]:
        """Everybody drawn, in reading order."""
        return [item for item in self.items_.values() if item.is_person]

    def person_at(self, at: QPoint) -> PieceItem | None:
        """Whose symbol or name is here (a finger need not hit the symbol itself)."""
        point, reach = self.mapToScene(at), self._reach()
        near = [
            (QPointF(point - item.anchor).manhattanLength(), index)
            for index, item in enumerate(self.people())
            if item.bounds.adjusted(-reach / 2, -reach / 2, reach / 2, reach / 2).contains(point)
        ]
        return self.people()[min(near)[1]] if near else None

    def piece_at(self, at: QPoint) -> PieceItem | None:
        """What is here: somebody first, then a line, then a home's loop."""
        found = self.person_at(at)
        if found is not None:
            return found
        point, reach = self.mapToScene(at), self._reach()
        lines = [item for item in self.items_.values() if not item.is_person and item.is_near(point, reach)]
        return max(lines, key=lambda item: item.zValue(), default=None)

    def _reach(self) -> float:
        return (TOUCH_REACH if theme().touch else REACH) / max(self.transform().m11(), 0.05)

    # ---- zoom and pan -------------------------------------------------------------------------------------------
    @property
    def zoom(self) -> float:
        """How large it is shown; 1.0 is the size of the design at the text size in force."""
        return self._zoom

    def set_zoom(self, zoom: float, about: QPoint | None = None) -> None:
        """Show it larger or smaller, round a point of the viewport (or its middle)."""
        zoom = min(MOST, max(LEAST, zoom))
        at = about if about is not None else self.viewport().rect().center()
        before = self.mapToScene(at)
        self._zoom, self._fitted = zoom, 0.0
        scale = zoom * PIXELS * theme().factor
        self.setTransform(QTransform.fromScale(scale, scale))
        self._make_room()
        self.scroll_by(self.mapFromScene(before) - at)
        self.zoom_changed.emit(zoom)

    def step_zoom(self, way: int, about: QPoint | None = None) -> None:
        """One step nearer (1) or further (-1)."""
        if way > 0:
            self.set_zoom(next((step for step in STEPS if step > self._zoom * 1.01), MOST), about)
        else:
            self.set_zoom(next((step for step in reversed(STEPS) if step < self._zoom * 0.99), LEAST), about)

    def fit(self) -> None:
        """Show everybody, but never larger than the design."""
        self._fit(LEAST)

    def _fit(self, least: float) -> None:
        """Show everybody where that is no smaller than ``least``; else whoever is in the middle of it all."""
        if not self.items_:
            return
        room = self.viewport().rect().adjusted(24, 16, -24, -20)
        box = self._figure_box
        scale = min(room.width() / max(box.width(), 1.0), room.height() / max(box.height(), 1.0))
        zoom = scale / (PIXELS * theme().factor)
        self.set_zoom(min(1.0, max(zoom, least)))
        child = self.item("person", self.middle)
        self.centerOn(child.anchor if child is not None and zoom < least else box.center())
        self._fitted = least

    def scroll_by(self, way: QPoint) -> None:
        """Scroll by pixels."""
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setValue(across.value() + way.x())
        down.setValue(down.value() + way.y())

    def reveal(self, item: PieceItem) -> None:
        """Scroll until a piece is in sight."""
        box = item.bounds
        seen = self.mapToScene(self.viewport().rect().adjusted(12, 12, -12, -12)).boundingRect()
        if not seen.contains(box):
            self.ensureVisible(box, 40, 40)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: a picture that was fitted stays fitted."""
        super().resizeEvent(event)
        self._make_room()
        if self._fitted:
            self._fit(self._fitted)

    # ---- the hand -----------------------------------------------------------------------------------------------
    @property
    def gesture(self) -> Gesture | None:
        """What the hand is doing."""
        return self._gesture

    def begin(self, gesture: Gesture, at: QPoint) -> None:
        """Start a gesture; one under way is called off."""
        self.cancel_gesture()
        self._gesture = gesture
        gesture.start(at)

    def finish_gesture(self, at: QPoint) -> None:
        """The hand has done it."""
        gesture, self._gesture = self._gesture, None
        if gesture is not None:
            gesture.finish(at)

    def cancel_gesture(self) -> bool:
        """Call off what the hand is doing; False when it does nothing."""
        gesture, self._gesture = self._gesture, None
        if gesture is None:
            return False
        gesture.cancel()
        return True

    def choose(self, item: PieceItem) -> None:
        """Somebody or something is chosen."""
        self.chosen.emit(*self.names(item.piece))

    def click(self, item: PieceItem) -> None:
        """A click: choose it; while two people are being joined, it is one of them."""
        if self.joining:
            self.join(item)
        else:
            self.choose(item)

    def click_ground(self) -> None:
        """A click beside everything lets go of what was chosen."""
        if not self.joining:
            self.chosen.emit("", "")

    def join(self, item: PieceItem) -> None:
        """Somebody is one of the two who are being joined."""
        if item.is_person:
            self.joined.emit(item.piece.id)

    def aim_at(self, item: PieceItem | None) -> None:
        """Mark who a line would end at."""
        if item is not self._aimed:
            old, self._aimed = self._aimed, item
            for each in (old, item):
                if each is not None:
                    each.set_marks(chosen=each.is_chosen, aimed=each is item)

    def menu_place(self) -> QPoint:
        """Where a menu asked for by key opens."""
        chosen = next((item for item in self.items_.values() if item.is_chosen), None)
        spot = chosen.anchor if chosen else self.mapToScene(self.viewport().rect().center())
        return self.viewport().mapToGlobal(self.mapFromScene(spot))
