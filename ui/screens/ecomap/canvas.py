"""The ecomap drawn: choose, move round the home, drop people from the list; everything with keys as well."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QGraphicsScene, QGraphicsView, QWidget

from models.drawings.ecomap_figure import Figure, figure, in_words, nearest_slot, node_words
from models.ecomap import clockwise
from models.family_views import EcomapView
from ui.screens.ecomap.items import BallItem, HomeItem, PlaceItem
from ui.screens.ecomap.words import say
from ui.theme import theme
from ui.widgets import SlimScrollBar, announce

PERSON = "application/x-sofs-person"
"""What is dragged from the list: a person's id."""
_LEAST_SCALE, _MOST_SCALE = 0.92, 1.8
_MARGIN = 18.0


def carried(person_id: str) -> QMimeData:
    """Somebody as they are dragged out of a list."""
    data = QMimeData()
    data.setData(PERSON, person_id.encode())
    return data


class EcomapCanvas(QGraphicsView):
    """``chosen(id)``: somebody's line was chosen ("" for none). ``placed(id, slot)``: moved round the home.

    ``dropped(person id, slot)``: put there from the list. ``removal_asked(id)``, ``edit_asked(id)`` by keys.
    """

    chosen = Signal(str)
    placed = Signal(str, int)
    dropped = Signal(str, int)
    removal_asked = Signal(str)
    edit_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ecomapCanvas")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setScene(QGraphicsScene(self))
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setVerticalScrollBar(SlimScrollBar(Qt.Orientation.Vertical, self))
        self.setHorizontalScrollBar(SlimScrollBar(Qt.Orientation.Horizontal, self))
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("noFocusRing", True)
        self.figure: Figure | None = None
        self.view_data: EcomapView | None = None
        self.balls: dict[str, BallItem] = {}
        self._home: HomeItem | None = None
        self._current, self._zoom = "", 1.0
        self._pressed: tuple[str, QPointF] | None = None
        self._held, self._target = "", -1
        self.may_edit = True
        self._marks: list[PlaceItem] = []
        theme().changed.connect(self._retheme)
        self._retheme()

    # ---- what is shown ----------------------------------------------------------------------------------------
    def show_view(self, view: EcomapView) -> None:
        """Draw a home and what is round it."""
        self._let_go()
        self.view_data, self.figure = view, figure(view)
        self.scene().clear()
        self._home = HomeItem(self.figure)
        self.scene().addItem(self._home)
        self.balls = {}
        for ball in self.figure.balls:
            item = BallItem(ball)
            self.balls[ball.node.id] = item
            self.scene().addItem(item)
        self.setAccessibleName(say("Ecomap"))
        self.setAccessibleDescription(in_words(view))
        self._current = self._current if self._current in self.balls else ""
        self._mark()
        self._fit()

    def choose(self, node_id: str) -> None:
        """Show that somebody's line is chosen, without telling anybody."""
        self._current = node_id if node_id in self.balls else ""
        self._mark()
        if self._current:
            self.ensureVisible(self.balls[self._current])

    @property
    def current(self) -> str:
        """Whose line is chosen, or ""."""
        return self._current

    def zoom_by(self, factor: float) -> None:
        """Larger or smaller than what fits."""
        self._zoom = min(3.0, max(0.5, self._zoom * factor))
        self._fit()

    def _fit(self) -> None:
        if self.figure is None:
            return
        drawn = self.figure
        box = QRectF(QPointF(drawn.left, drawn.top), QPointF(drawn.right, drawn.bottom))
        box = box.adjusted(-_MARGIN, -_MARGIN, _MARGIN, _MARGIN)
        room = self.viewport().size()
        fits = min(room.width() / box.width(), room.height() / box.height())
        least = _LEAST_SCALE * min(theme().factor, 1.5)
        scale = min(_MOST_SCALE * theme().factor, max(least, fits)) * self._zoom
        self.setSceneRect(box)
        self.resetTransform()
        self.scale(scale, scale)

    def _mark(self) -> None:
        for key, item in self.balls.items():
            item.mark(chosen=key == self._current, focused=self.hasFocus())
        if self._home is not None:
            self._home.choose(self._current)

    def _retheme(self) -> None:
        self.setBackgroundBrush(theme().color("canvas"))
        self.scene().update()
        self._fit()

    # ---- places -----------------------------------------------------------------------------------------------
    def places(self) -> int:
        """How many places there are to move to: as many as the rounds have with who is there."""
        most = max((item.ball.node.slot for item in self.balls.values()), default=0)
        return max(8, 1 << most.bit_length()) if most else 8

    def spot_of(self, slot: int) -> QPointF:
        """Where a place lies."""
        return QPointF(*self.figure.spot(slot)) if self.figure is not None else QPointF()

    def _take(self, node_id: str) -> None:
        self._let_go()
        item = self.balls[node_id]
        self._held, self._target = node_id, item.ball.node.slot
        item.hold(True)
        old = PlaceItem(item.ball.radius)
        old.setPos(item.ball.x, item.ball.y)
        self._add_mark(old)

    def _add_mark(self, mark: PlaceItem) -> None:
        self.scene().addItem(mark)
        self._marks.append(mark)

    def _aim(self, slot: int, radius: float = 30.0) -> None:
        """Show where it would come to stand."""
        self._target = slot
        for mark in self._marks[1 if self._held else 0 :]:
            self.scene().removeItem(mark)
        self._marks = self._marks[: 1 if self._held else 0]
        mark = PlaceItem(self.balls[self._held].ball.radius if self._held else radius)
        mark.setPos(self.spot_of(slot))
        self._add_mark(mark)

    def _let_go(self) -> None:
        for mark in self._marks:
            self.scene().removeItem(mark)
        self._marks = []
        held, self._held, self._target, self._pressed = self._held, "", -1, None
        if held in self.balls:
            self.balls[held].hold(False)

    def _put_down(self) -> None:
        held, target = self._held, self._target
        self._let_go()
        if held and self.balls[held].ball.node.slot != target:
            self.placed.emit(held, target)

    # ---- pointer ----------------------------------------------------------------------------------------------
    def node_at(self, at: QPointF) -> str:
        """Whose ball or line lies under a place of the viewport."""
        spot = self.mapToScene(at.toPoint())
        for item in self.scene().items(spot):
            if isinstance(item, BallItem):
                return item.ball.node.id
        return self._home.line_at(spot) if self._home is not None else ""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: choose; a press that moves takes a ball into the hand."""
        if event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        node = self.node_at(event.position())
        self._pressed = (node, event.position()) if node else None
        self._choose(node)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Qt: carry what is in the hand."""
        if self._pressed is not None and not self._held:
            node, start = self._pressed
            if (event.position() - start).manhattanLength() > 8 and self._may_move():
                self._take(node)
        if self._held:
            spot = self.mapToScene(event.position().toPoint())
            self.balls[self._held].setPos(spot)
            self._aim(nearest_slot(spot.x(), spot.y(), range(self.places())))
        else:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt: put it down on the nearest place."""
        self._pressed = None
        if self._held:
            self._put_down()
        else:
            super().mouseReleaseEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Qt: with Ctrl larger or smaller, else scroll."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1.1 if event.angleDelta().y() > 0 else 1 / 1.1)
        else:
            super().wheelEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Qt: people from the list are welcome."""
        if event.mimeData().hasFormat(PERSON) and self._may_move():
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Qt: show the free place they would come to."""
        if event.mimeData().hasFormat(PERSON):
            self._aim(self._free_near(event.position()))
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Qt: no place any more."""
        self._let_go()

    def dropEvent(self, event: QDropEvent) -> None:
        """Qt: somebody from the list comes to the free place nearest to where they were dropped."""
        slot = self._free_near(event.position())
        self._let_go()
        person = bytes(event.mimeData().data(PERSON).data()).decode()
        event.acceptProposedAction()
        self.dropped.emit(person, slot)

    def _free_near(self, at: QPointF) -> int:
        spot = self.mapToScene(at.toPoint())
        taken = {item.ball.node.slot for item in self.balls.values()}
        among = self.places() if len(taken) < self.places() else self.places() * 2
        return nearest_slot(spot.x(), spot.y(), (slot for slot in range(among) if slot not in taken))

    def _may_move(self) -> bool:
        return self.may_edit

    # ---- keys -------------------------------------------------------------------------------------------------
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: arrows choose clockwise and back; M takes up, arrows carry, Enter puts down, Esc puts back."""
        key = event.key()
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}.get(Qt.Key(key))
        if step is not None:
            self._carry(step) if self._held else self._step(step)
        elif key == Qt.Key.Key_M and self._current and not self._held and self._may_move():
            self._take(self._current)
            announce(self, say("Taken up. Arrow keys move it round the home, Enter puts it down, Esc puts it back."))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self._enter()
        elif key == Qt.Key.Key_Escape and self._held:
            self._let_go()
        elif key == Qt.Key.Key_Escape and self._current:
            self._choose("")
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._current and not self._held:
            self.removal_asked.emit(self._current)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_by(1.15)
        elif key == Qt.Key.Key_Minus:
            self.zoom_by(1 / 1.15)
        else:
            super().keyPressEvent(event)

    def _enter(self) -> None:
        if self._held:
            self._put_down()
        elif self._current:
            self.edit_asked.emit(self._current)

    def _step(self, step: int) -> None:
        order = list(self.balls)
        if order:
            at = order.index(self._current) + step if self._current else (0 if step > 0 else -1)
            self._choose(order[at % len(order)])

    def _carry(self, step: int) -> None:
        round_ = sorted(range(self.places()), key=clockwise)
        slot = round_[(round_.index(self._target) + step) % len(round_)]
        self.balls[self._held].setPos(self.spot_of(slot))
        self._aim(slot)

    def _choose(self, node_id: str) -> None:
        if node_id != self._current:
            self.choose(node_id)
            self.chosen.emit(node_id)
            if node_id:
                announce(self, node_words(self.balls[node_id].ball.node))

    # ---- following --------------------------------------------------------------------------------------------
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: fit again."""
        super().resizeEvent(event)
        self._fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt: the chosen ball wears the ring; arriving by Tab chooses the first."""
        super().focusInEvent(event)
        tabbed = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        if tabbed and not self._current and self.balls:
            self._choose(next(iter(self.balls)))
        self._mark()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Qt: nothing stays in the hand."""
        super().focusOutEvent(event)
        self._let_go()
        self._mark()
