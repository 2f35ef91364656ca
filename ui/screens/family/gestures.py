"""What a hand does on the family's picture: start, move, finish, cancel. What it means is the canvas's business."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QApplication

from ui.screens.family.items import GhostItem, PieceItem, RubberLine
from ui.screens.family.picture import FamilyPicture, Gesture


class Pan:
    """The ground is pushed about; a press that stays is a click on nothing."""

    changes_picture = False

    def __init__(self, canvas: FamilyPicture, *, clears: bool = True) -> None:
        self._canvas, self._clears = canvas, clears
        self._from = self._last = QPoint()
        self._moved = False

    def start(self, at: QPoint) -> None:
        """The pointer went down on empty ground."""
        self._from = self._last = at

    def move(self, at: QPoint) -> None:
        """Scroll by as much as it moved."""
        if not self._moved and (at - self._from).manhattanLength() < QApplication.startDragDistance():
            return
        if not self._moved:
            self._moved = True
            self._canvas.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        self._canvas.scroll_by(self._last - at)
        self._last = at

    def finish(self, at: QPoint) -> None:
        """A click on the ground lets go of what was chosen."""
        if self._moved:
            self.cancel()
        elif self._clears:
            self._canvas.click_ground()

    def cancel(self) -> None:
        """Stop pushing."""
        self._moved = False
        self._canvas.viewport().unsetCursor()


class PressPiece:
    """A press on something: a click chooses it; somebody who is moved far enough is carried."""

    changes_picture = True

    def __init__(self, canvas: FamilyPicture, item: PieceItem) -> None:
        self._canvas, self._item = canvas, item
        self._from = QPoint()
        self._carry: Gesture | None = None

    def start(self, at: QPoint) -> None:
        """The pointer went down on it."""
        self._from = at

    def move(self, at: QPoint) -> None:
        """Far enough, the press becomes a carrying or, while two people are being joined, a line."""
        if self._carry is None:
            if (at - self._from).manhattanLength() < QApplication.startDragDistance() or not self._item.is_person:
                return
            if not self._canvas.may_edit:
                return
            kind = DrawLine if self._canvas.joining else CarryPerson
            self._carry = kind(self._canvas, self._item)
            self._carry.start(self._from)
        self._carry.move(at)

    def finish(self, at: QPoint) -> None:
        """A click, or the end of what it became."""
        if self._carry is not None:
            self._carry.finish(at)
        else:
            self._canvas.click(self._item)

    def cancel(self) -> None:
        """Put everything back."""
        if self._carry is not None:
            self._carry.cancel()


class CarryPerson:
    """Somebody in the hand. The old place stays outlined; the new one snaps to a generation's row."""

    changes_picture = True

    def __init__(self, canvas: FamilyPicture, item: PieceItem) -> None:
        self._canvas, self._item = canvas, item
        self._from = QPointF()
        self._home = item.pos()
        self._ghosts: list[GhostItem] = []
        self._at: tuple[float, int] | None = None

    @property
    def item(self) -> PieceItem:
        """Who is carried."""
        return self._item

    @property
    def place(self) -> tuple[float, int] | None:
        """Where they would be put: x in symbols, and the row."""
        return self._at

    def start(self, at: QPoint) -> None:
        """Lifted."""
        canvas, item = self._canvas, self._item
        canvas.choose(item)
        self._home = item.pos()
        self._from = canvas.mapToScene(at)
        old = GhostItem(item.symbol)
        canvas.scene().addItem(old)
        self._ghosts = [old]
        item.setZValue(item.zValue() + 40)
        item.setOpacity(0.9)

    def move(self, at: QPoint) -> None:
        """Over another place."""
        self.move_by(self._canvas.mapToScene(at) - self._from)

    def move_by(self, way: QPointF) -> None:
        """Carried this far from the old place, in the scene."""
        canvas, item = self._canvas, self._item
        item.setPos(self._home + way)
        self._at = canvas.place_at(item.anchor)
        box = item.symbol.translated(canvas.point_of(*self._at) - item.anchor)
        if len(self._ghosts) > 1:
            canvas.scene().removeItem(self._ghosts.pop())
        aim = GhostItem(box, aimed=True)
        canvas.scene().addItem(aim)
        self._ghosts.append(aim)

    def finish(self, at: QPoint) -> None:
        """Put down: they stay where they were put."""
        place = self._at
        self._let_go()
        if place is None:
            self._item.setPos(self._home)
        else:
            self._item.setPos(self._home + self._canvas.point_of(*place) - self._symbol_home())
            self._canvas.pinned.emit(self._item.piece.id, *place)

    def cancel(self) -> None:
        """Back to the old place."""
        self._let_go()
        self._canvas.glide(self._item, self._home)

    def _symbol_home(self) -> QPointF:
        return self._item.anchor - self._item.pos() + self._home

    def _let_go(self) -> None:
        for ghost in self._ghosts:
            self._canvas.scene().removeItem(ghost)
        self._ghosts = []
        self._item.setOpacity(1.0)
        self._item.setZValue(self._canvas.depth_of(self._item.piece))


class DrawLine:
    """A line pulled from one person to another."""

    changes_picture = True

    def __init__(self, canvas: FamilyPicture, item: PieceItem) -> None:
        self._canvas, self._item = canvas, item
        self._line: RubberLine | None = None
        self._target: PieceItem | None = None

    def start(self, at: QPoint) -> None:
        """From this person."""
        self._canvas.choose(self._item)
        self._line = RubberLine(self._item.anchor)
        self._canvas.scene().addItem(self._line)

    def move(self, at: QPoint) -> None:
        """To the pointer, or to whoever is under it."""
        under = self._canvas.person_at(at)
        self._target = under if under is not self._item else None
        self._canvas.aim_at(self._target)
        if self._line is not None:
            self._line.reach_to(self._target.anchor if self._target else self._canvas.mapToScene(at))

    def finish(self, at: QPoint) -> None:
        """Joined to whoever was under the pointer, if anybody."""
        target = self._target
        self._let_go()
        if target is not None:
            self._canvas.join(target)

    def cancel(self) -> None:
        """No line."""
        self._let_go()

    def _let_go(self) -> None:
        if self._line is not None:
            self._canvas.scene().removeItem(self._line)
            self._line = None
        self._target = None
        self._canvas.aim_at(None)
