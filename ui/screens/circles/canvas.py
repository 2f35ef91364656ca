"""The picture: everybody in the rings, to drag, to tap, to move by keys."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEasingCurve, QPoint, QPointF, QRectF, Qt, QVariantAnimation, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QFrame, QGraphicsScene, QGraphicsView, QWidget

from models.views import PersonView
from ui.screens.circles.deeds import Deeds
from ui.screens.circles.items import DiscItem, FootprintsItem, OriginItem, RingLabelsItem, RingsItem
from ui.screens.circles.state import CirclesState
from ui.screens.circles.words import ring_name, tr
from ui.theme import theme
from ui.widgets import PersonKind, announce

PERSON_MIME = "application/x-sofs-person"
"""What a person dragged from a list carries: their id."""


def disc_kind(person: PersonView) -> PersonKind:
    """Which disc somebody has."""
    if person.kind == "professional":
        return "professional"
    return "child" if person.is_child else "family"


class CirclesCanvas(QGraphicsView):
    """The rings with everybody in them. Follows the state; changes go through the deeds.

    Drag a disc to another ring. Or: tap a person, tap a ring. Or: arrows choose, M picks up, up and down change the
    ring, Enter drops, Esc puts back; Alt and up or down moves at once; Delete takes out of the circles.
    """

    menu_wanted = Signal(str, QPoint)

    def __init__(self, state: CirclesState, deeds: Deeds, parent: QWidget | None = None) -> None:
        self._ground = QGraphicsScene()
        super().__init__(self._ground, parent)
        self._ground.setParent(self)
        self.state, self._deeds = state, deeds
        self.setObjectName("circlesCanvas")
        self.setAccessibleName(tr("Safety circles"))
        self.setProperty("noFocusRing", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAcceptDrops(True)
        self.setMinimumSize(240, 240)
        self.discs: dict[str, DiscItem] = {}
        self.rings: RingsItem | None = None
        self._footprints: FootprintsItem | None = None
        self._origin: OriginItem | None = None
        self._press: QPoint | None = None
        self._pressed = ""
        self.carried = ""
        self.carried_to = ""
        self._dragging = False
        self._motion = QVariantAnimation(self)
        self._motion.setStartValue(0.0)
        self._motion.setEndValue(1.0)
        self._motion.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._motion.valueChanged.connect(self._on_motion)
        self._ways: dict[str, tuple[QPointF, QPointF]] = {}
        theme().changed.connect(self._retheme)
        self._retheme()

    # ---- showing ----------------------------------------------------------------------------------------------
    def show_view(self) -> None:
        """Draw the state's view; who stood elsewhere before glides there."""
        before = {key: disc.pos() for key, disc in self.discs.items()}
        self._motion.stop()
        self.put_back()
        self._ground.clear()
        self._footprints = self._origin = None
        layout, view = self.state.layout, self.state.view
        self.rings = RingsItem(layout)
        self._ground.addItem(self.rings)
        self._ground.addItem(RingLabelsItem(layout))
        for spot in layout.children:
            self._ground.addItem(DiscItem(spot, "child", spot.person.name if self.state.names else spot.label))
        self.discs = {}
        for spot in layout.people:
            heard = f"{spot.person.name if self.state.names else spot.label}: {ring_name(spot.ring).lower()}"
            disc = DiscItem(spot, disc_kind(spot.person), heard)
            self._ground.addItem(disc)
            self.discs[spot.person.id] = disc
        far = layout.radii[2] + 6
        self._ground.setSceneRect(QRectF(-far, -far, 2 * far, 2 * far))
        self.show_chosen()
        self._fit()
        self._glide(before)
        self.setAccessibleDescription(f"{view.title}. {len(self.discs)}")

    def show_chosen(self) -> None:
        """Mark who is chosen, and draw their footprints."""
        if self._footprints is not None:
            self._ground.removeItem(self._footprints)
            self._footprints = None
        chosen = self.state.chosen
        for key, disc in self.discs.items():
            disc.set_state(chosen=key == chosen, focused=self.hasFocus() and key == chosen, carried=key == self.carried)
        spot = self.state.layout.spot(chosen) if self.state.circle_id else None
        prints = self.state.layout.footprints.get(chosen, ()) if spot else ()
        if spot and prints:
            self._footprints = FootprintsItem(prints, spot)
            self._ground.addItem(self._footprints)

    def _glide(self, before: dict[str, QPointF]) -> None:
        ways = {
            key: (before[key], disc.pos()) for key, disc in self.discs.items() if key in before
            and before[key] != disc.pos()
        }  # fmt: skip
        if not ways or theme().ms() == 0 or not self.isVisible():
            return
        self._ways = ways
        self._motion.setDuration(theme().ms())
        self._motion.start()

    def _on_motion(self, share: float) -> None:
        for key, (start, end) in self._ways.items():
            if disc := self.discs.get(key):
                disc.setPos(start + (end - start) * share)

    def _retheme(self) -> None:
        self.setBackgroundBrush(theme().color("canvas"))
        self._ground.update()

    def _fit(self) -> None:
        rect = self._ground.sceneRect()
        if rect.isEmpty():
            return
        self.resetTransform()
        side = min(self.viewport().width() / rect.width(), self.viewport().height() / rect.height())
        self.scale(side, side)
        self.centerOn(0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: the whole picture is always seen."""
        super().resizeEvent(event)
        self._fit()

    # ---- in the hand ------------------------------------------------------------------------------------------
    @property
    def may_change(self) -> bool:
        """Whether people can be moved: not in the past."""
        return bool(self.state.circle_id) and not self.state.is_past

    def pick_up(self, person_id: str) -> None:
        """Take somebody into the hand, their place outlined."""
        disc = self.discs.get(person_id)
        if disc is None or not self.may_change:
            return
        self.put_back()
        self.carried, self.carried_to = person_id, disc.spot.ring
        self._origin = OriginItem(disc.spot)
        self._ground.addItem(self._origin)
        self.state.choose(person_id)
        self.show_chosen()
        self._aim(disc.spot.ring)

    def _aim(self, ring: str) -> None:
        self.carried_to = ring
        if self.rings is not None:
            self.rings.aim(ring if self.carried else "")

    def aim_by_key(self, inward: bool) -> None:
        """Hold the person in the hand over the next ring."""
        rings = ("inner", "middle", "outer")
        disc = self.discs[self.carried]
        place = rings.index(self.carried_to) + (-1 if inward else 1)
        if not 0 <= place < len(rings):
            return
        self._aim(rings[place])
        spot, layout = disc.spot, self.state.layout
        edges = (0.0, *layout.radii)
        wanted = (edges[place] + edges[place + 1]) / 2 if place else layout.radii[0] * 0.7
        away = max(1.0, (spot.x**2 + spot.y**2) ** 0.5)
        disc.setPos(spot.x / away * wanted, spot.y / away * wanted)
        announce(self, ring_name(rings[place]))

    def drop(self) -> None:
        """Let go: the person stands in the ring under them from today on."""
        person_id, ring = self.carried, self.carried_to
        self.put_back()
        if person_id:
            self._deeds.move(person_id, ring)

    def put_back(self) -> None:
        """Let go without moving anybody."""
        if not self.carried:
            return
        disc = self.discs.get(self.carried)
        self.carried, self._dragging = "", False
        if disc is not None:
            disc.setPos(disc.spot.x, disc.spot.y)
            disc.set_state(chosen=disc.chosen, focused=disc.focused, carried=False)
        if self._origin is not None:
            self._ground.removeItem(self._origin)
            self._origin = None
        self._aim("")

    # ---- pointer ----------------------------------------------------------------------------------------------
    def person_at(self, place: QPoint) -> str:
        """Whose disc lies under a point of the viewport ("" for nobody's)."""
        found = (item for item in self.items(place) if isinstance(item, DiscItem) and item.spot.ring)
        disc = next(found, None)
        return disc.person_id if disc else ""

    def ring_at(self, place: QPoint) -> str:
        """The ring under a point of the viewport; "left" outside."""
        point = self.mapToScene(place)
        return self.state.layout.ring_at(point.x(), point.y())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: a person is chosen; a ring takes the chosen one on release."""
        if event.button() == Qt.MouseButton.LeftButton and self.state.circle_id:
            self._press = event.position().toPoint()
            self._pressed = self.person_at(self._press)
        event.accept()
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Qt: a pressed disc comes along once it was really moved."""
        if self._press is None or not self._pressed:
            return
        place = event.position().toPoint()
        if not self._dragging:
            if (place - self._press).manhattanLength() < QApplication.startDragDistance():
                return
            if not self.may_change:
                return
            self.pick_up(self._pressed)
            self._dragging = bool(self.carried)
        if self._dragging and self.carried in self.discs:
            self.discs[self.carried].setPos(self.mapToScene(place))
            self._aim(self.ring_at(place))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt: drop what is in the hand; a tap chooses a person, then a ring."""
        if event.button() != Qt.MouseButton.LeftButton or self._press is None:
            return
        place, pressed = event.position().toPoint(), self._pressed
        self._press, self._pressed = None, ""
        if self._dragging:
            self.drop()
        elif pressed and pressed != self.state.chosen:
            self.put_back()
            self.state.choose(pressed)
        elif not pressed:
            self._tap_ring(self.ring_at(place))

    def _tap_ring(self, ring: str) -> None:
        there = self.state.person
        self.put_back()
        if ring == "left" or there is None or ring == there.ring or not self.may_change:
            self.state.choose("")
            return
        self._deeds.move(there.person.id, ring)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Qt: everything that can be done with a person."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        person_id = self.state.chosen if by_key else self.person_at(event.pos())
        if person_id in self.discs:
            self.state.choose(person_id)
            disc = self.discs[person_id]
            place = self.mapFromScene(disc.pos()) if by_key else event.pos()
            self.menu_wanted.emit(person_id, self.viewport().mapToGlobal(place))

    # ---- from a list ------------------------------------------------------------------------------------------
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Qt: people may come from the list beside."""
        if event.mimeData().hasFormat(PERSON_MIME) and self.may_change:
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Qt: the ring under the pointer shows that it would take them."""
        ring = self.ring_at(event.position().toPoint())
        if self.rings is not None:
            self.rings.aim("" if ring == "left" else ring)
        event.setAccepted(ring != "left")

    def dropEvent(self, event: QDropEvent) -> None:
        """Qt: they stand there from today on."""
        ring = self.ring_at(event.position().toPoint())
        if self.rings is not None:
            self.rings.aim("")
        person_id = bytes(event.mimeData().data(PERSON_MIME).data()).decode()
        if ring != "left" and person_id and self.may_change:
            event.acceptProposedAction()
            self._deeds.move(person_id, ring)

    # ---- keys -------------------------------------------------------------------------------------------------
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: see the class."""
        deed = self._key(event)
        if deed is None:
            event.ignore()
        else:
            deed()
            event.accept()

    def _key(self, event: QKeyEvent) -> Callable[[], object] | None:
        key, chosen = event.key(), self.state.chosen
        up, down = key == Qt.Key.Key_Up, key == Qt.Key.Key_Down
        if self.carried:
            if up or down:
                return lambda: self.aim_by_key(up)
            ends = {Qt.Key.Key_Return: self.drop, Qt.Key.Key_Enter: self.drop, Qt.Key.Key_Escape: self.put_back}
            return ends.get(Qt.Key(key))
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and (up or down):
            ring = self._deeds.step(chosen, up)
            return (lambda: self._deeds.move(chosen, ring)) if ring else None
        if key in (Qt.Key.Key_Right, Qt.Key.Key_Down):
            return lambda: self.choose_next(1)
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Up):
            return lambda: self.choose_next(-1)
        if key == Qt.Key.Key_M and chosen:
            return lambda: self.pick_up(chosen)
        if key == Qt.Key.Key_Delete and chosen in self.discs:
            return lambda: self._deeds.move(chosen, "left")
        if key == Qt.Key.Key_Escape and chosen:
            return lambda: self.state.choose("")
        return None

    def choose_next(self, step: int) -> None:
        """Choose the next person, ring by ring from the inside."""
        people = self.state.in_order()
        if not people:
            return
        place = people.index(self.state.chosen) + step if self.state.chosen in people else (0 if step > 0 else -1)
        self.state.choose(people[place % len(people)])
        there = self.state.person
        if there is not None:
            announce(self, f"{there.person.name}. {ring_name(there.ring)}")

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt: by keys, somebody is always chosen."""
        super().focusInEvent(event)
        by_key = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        if by_key and not self.state.chosen:
            self.choose_next(1)
        self.show_chosen()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Qt: nobody stays in the hand."""
        super().focusOutEvent(event)
        self.put_back()
        if self.state.circle_id:
            self.show_chosen()
