"""The family's picture under hand and keys: what is pressed, pulled, scrolled and dropped, and what that means."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QGestureEvent, QPinchGesture, QWidget

from ui.screens.family.gestures import Pan, PressPiece
from ui.screens.family.keys import CanvasKeys
from ui.screens.family.picture import FamilyPicture
from ui.screens.family.state import FamilyState

PERSON_MIME = "application/x-sofs-person"
"""What a list puts into a drag: the person's id."""


class FamilyCanvas(FamilyPicture):
    """The picture, open to mouse, pen, fingers and keys."""

    def __init__(self, state: FamilyState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.keys = CanvasKeys(self, state)
        self.setObjectName("familyCanvas")
        self.setAccessibleName(self.tr("The family's picture"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAcceptDrops(True)
        self.viewport().grabGesture(Qt.GestureType.PinchGesture)
        self._space = False

    # ---- hand and wheel -----------------------------------------------------------------------------------------
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: something is pressed, or the ground."""
        at = event.position().toPoint()
        if self.keys.is_moving:
            self.keys.put_at(at)
            return
        middle = event.button() == Qt.MouseButton.MiddleButton
        if event.button() != Qt.MouseButton.LeftButton and not middle:
            return
        item = None if middle or self._space else self.piece_at(at)
        self.begin(PressPiece(self, item) if item else Pan(self, clears=not (middle or self._space)), at)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Qt: it moves."""
        at = event.position().toPoint()
        if self._gesture is not None and event.buttons():
            self._gesture.move(at)
        elif self.joining:
            self.aim_at(self.person_at(at))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt: it ends."""
        if event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            self.finish_gesture(event.position().toPoint())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Qt: open what is under the pointer."""
        item = self.piece_at(event.position().toPoint())
        if item is not None and not self.joining:
            self.choose(item)
            self.opened.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Qt: the menu of what is under the pointer, or of what is chosen."""
        self.cancel_gesture()
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            item = self.piece_at(event.pos())
            self.chosen.emit(*(self.names(item.piece) if item else ("", "")))
            self.menu_wanted.emit(event.globalPos())
        else:
            self.menu_wanted.emit(self.menu_place())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Qt: scroll; with Ctrl, zoom about the pointer."""
        turned = event.pixelDelta()
        if turned.isNull():
            turned = QPoint(event.angleDelta().x() // 2, event.angleDelta().y() // 2)
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_zoom(self._zoom * 1.0015 ** event.angleDelta().y(), event.position().toPoint())
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.scroll_by(QPoint(-turned.y(), -turned.x()))
        else:
            self.scroll_by(-turned)
        self._fitted = 0.0
        event.accept()

    def viewportEvent(self, event: QEvent) -> bool:
        """Qt: two fingers zoom and push."""
        if isinstance(event, QGestureEvent):
            pinch = event.gesture(Qt.GestureType.PinchGesture)
            if isinstance(pinch, QPinchGesture):
                self.cancel_gesture()
                middle = self.viewport().mapFromGlobal(pinch.centerPoint().toPoint())
                self.set_zoom(self._zoom * pinch.scaleFactor(), middle)
                self.scroll_by((pinch.lastCenterPoint() - pinch.centerPoint()).toPoint())
                event.accept(pinch)
                return True
        return super().viewportEvent(event)

    # ---- keys ---------------------------------------------------------------------------------------------------
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Space and a pull pan; everything else is told to whoever knows the keys."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space = True
            self.viewport().setCursor(Qt.CursorShape.OpenHandCursor)
            return
        if not self.keys.press(event):
            event.ignore()

    def event(self, event: QEvent) -> bool:
        """Qt: while the picture has the keyboard, a bare letter is its own and no shortcut of the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self.keys.owns(event):
            event.accept()
            return True
        return super().event(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Qt: Space let go."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space = False
            self.viewport().unsetCursor()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Qt: keys held down are forgotten."""
        self._space = False
        super().focusOutEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Qt: Tab goes from person to person, then on."""
        return self.keys.step(1 if forward else -1) or super().focusNextPrevChild(forward)

    # ---- dropping somebody here ---------------------------------------------------------------------------------
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Qt: somebody from a list may be put here."""
        self.dragMoveEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Qt: anywhere."""
        if event.mimeData().hasFormat(PERSON_MIME) and self.may_edit:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Qt: they are put here."""
        if event.mimeData().hasFormat(PERSON_MIME) and self.may_edit:
            event.acceptProposedAction()
            person = bytes(event.mimeData().data(PERSON_MIME).data()).decode()
            self.placed.emit(person, *self.place_at(self.mapToScene(event.position().toPoint())))
