"""The family's picture by keys alone: go from person to person, add to them, move them, join them."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence

from models.genogram.result import Spacing
from ui.screens.family.gestures import CarryPerson
from ui.screens.family.items import PieceItem
from ui.screens.family.picture import FamilyPicture
from ui.screens.family.state import FamilyState
from ui.widgets import announce

ENTRIES: dict[int, str] = {
    Qt.Key.Key_P: "partner", Qt.Key.Key_A: "parent", Qt.Key.Key_C: "child", Qt.Key.Key_S: "sibling",
    Qt.Key.Key_T: "twin",
}  # fmt: skip
"""What a letter adds to whoever is chosen."""
ARROWS: dict[int, QPointF] = {
    Qt.Key.Key_Left: QPointF(-1, 0), Qt.Key.Key_Right: QPointF(1, 0),
    Qt.Key.Key_Up: QPointF(0, -1), Qt.Key.Key_Down: QPointF(0, 1),
}  # fmt: skip
ACROSS = 0.4
"""How far one arrow moves somebody, in symbols (with Shift a tenth)."""


class CanvasKeys(QObject):
    """Understands the keys of the canvas. ``entry_wanted(mode, person_id)`` and the others tell what was asked."""

    entry_wanted = Signal(str, str)
    line_wanted = Signal()
    opened = Signal()
    removed = Signal()

    def __init__(self, canvas: FamilyPicture, state: FamilyState) -> None:
        super().__init__(canvas)
        self._canvas, self._state = canvas, state
        self._carried: CarryPerson | None = None
        self._way = QPointF()

    @property
    def is_moving(self) -> bool:
        """Whether somebody is being moved by keys."""
        return self._carried is not None and self._canvas.gesture is self._carried

    def owns(self, event: QKeyEvent) -> bool:
        """Whether a key belongs to the picture before it belongs to the window."""
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        own = {*ENTRIES, *ARROWS, Qt.Key.Key_L, Qt.Key.Key_M, Qt.Key.Key_Delete, Qt.Key.Key_Return, Qt.Key.Key_Enter}
        return plain and (event.key() in own or (event.key() == Qt.Key.Key_Escape and self._has_to_leave))

    @property
    def _has_to_leave(self) -> bool:
        return bool(self._canvas.gesture or self._canvas.joining or self._state.selected[1])

    def press(self, event: QKeyEvent) -> bool:
        """A key; False when it is nobody's business here."""
        key, modifiers = event.key(), event.modifiers()
        plain = not modifiers & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if self.is_moving:
            return self._move(key, bool(modifiers & Qt.KeyboardModifier.ShiftModifier))
        if key == Qt.Key.Key_Escape:
            return self._leave()
        if self._zoom(key, event):
            return True
        if key in ARROWS and plain:
            self._go(ARROWS[key])
            return True
        if key == Qt.Key.Key_Menu or (key == Qt.Key.Key_F10 and modifiers & Qt.KeyboardModifier.ShiftModifier):
            self._canvas.menu_wanted.emit(self._canvas.menu_place())
            return True
        return plain and self._act(key)

    def _act(self, key: int) -> bool:
        kind, chosen = self._state.selected
        if not chosen:
            return False
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            if self._canvas.joining and kind == "person" and key != Qt.Key.Key_F2:
                self._canvas.joined.emit(self._state.selected[1])
            else:
                self.opened.emit()
        elif not self._state.may_edit:
            return False
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        elif kind != "person":
            return False
        elif key in ENTRIES:
            self.entry_wanted.emit(ENTRIES[key], chosen)
        elif key == Qt.Key.Key_L:
            self.line_wanted.emit()
        elif key == Qt.Key.Key_M:
            self.start_moving()
        else:
            return False
        return True

    def _zoom(self, key: int, event: QKeyEvent) -> bool:
        canvas = self._canvas
        if key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal) or event.matches(QKeySequence.StandardKey.ZoomIn):
            canvas.step_zoom(1)
        elif key == Qt.Key.Key_Minus or event.matches(QKeySequence.StandardKey.ZoomOut):
            canvas.step_zoom(-1)
        elif key == Qt.Key.Key_0:
            canvas.fit()
        else:
            return False
        return True

    def _leave(self) -> bool:
        if self._canvas.cancel_gesture():
            return True
        if self._canvas.joining:
            self._canvas.joining_ended.emit()
            return True
        if self._state.selected[1]:
            self._state.select("", "")
            return True
        return False

    # ---- going about ------------------------------------------------------------------------------------------
    def _go(self, way: QPointF) -> None:
        people = self._canvas.people()
        here = self._canvas.item(*self._state.selected)
        if here is None:
            self._choose(people[0] if people else None)
            return
        start = here.anchor
        self._choose(nearest(people, start, way, here))

    def step(self, by: int) -> bool:
        """To the next person in reading order (or the one before); False at either end."""
        people = self._canvas.people()
        here = self._canvas.item(*self._state.selected)
        place = people.index(here) if here in people else (-1 if by > 0 else len(people))
        if self.is_moving or not 0 <= place + by < len(people):
            return False
        self._choose(people[place + by])
        return True

    def _choose(self, item: PieceItem | None) -> None:
        if item is not None:
            self._state.select(item.piece.kind, item.piece.id)
            self._canvas.reveal(item)

    # ---- moving -----------------------------------------------------------------------------------------------
    def start_moving(self) -> None:
        """Take whoever is chosen into the hand: arrows move them, Enter puts them down, Esc puts them back."""
        item = self._canvas.item(*self._state.selected)
        if item is None or not item.is_person or not self._state.may_edit:
            return
        self._carried, self._way = CarryPerson(self._canvas, item), QPointF()
        self._canvas.begin(self._carried, self._middle(item))
        announce(self._canvas, self.tr("Moving. Arrows move, Enter puts down, Escape puts back."))

    def put_at(self, at: QPoint) -> None:
        """Put whoever is in the hand where somebody taps."""
        carried, self._carried = self._carried, None
        if carried is not None:
            carried.move(at)
            self._canvas.finish_gesture(at)

    def _middle(self, item: PieceItem) -> QPoint:
        return self._canvas.mapFromScene(item.anchor)

    def _move(self, key: int, fine: bool) -> bool:
        carried = self._carried
        assert carried is not None
        if key in ARROWS:
            step = ARROWS[key]
            across = ACROSS / 10 if fine else ACROSS
            self._way += QPointF(step.x() * across, step.y() * Spacing().row) * self._canvas.unit
            carried.move_by(self._way)
            self._canvas.reveal(carried.item)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._carried = None
            self._canvas.finish_gesture(QPoint())
            announce(self._canvas, self.tr("Put down. Stays there when the picture is arranged."))
        elif key == Qt.Key.Key_Escape:
            self._carried = None
            self._canvas.cancel_gesture()
            announce(self._canvas, self.tr("Put back."))
        return True


def nearest(people: list[PieceItem], start: QPointF, way: QPointF, here: PieceItem) -> PieceItem | None:
    """Who is nearest in a direction: those straight ahead before those aside."""
    best: tuple[float, PieceItem] | None = None
    for item in people:
        to = item.anchor - start
        ahead = to.x() * way.x() + to.y() * way.y()
        aside = abs(to.x() * way.y()) + abs(to.y() * way.x())
        if item is here or ahead <= 4.0 or aside > 3.0 * ahead:
            continue
        cost = ahead + 2.0 * aside
        if best is None or cost < best[0]:
            best = (cost, item)
    return best[1] if best else None
