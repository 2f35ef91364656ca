"""What a pointer does on the map, apart from what it means: press, drag and click; finger taps, holds and pinches."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import QObject, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QEventPoint, QTouchEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QScrollArea, QWidget

from ui.screens.map.card import CardWidget
from ui.screens.map.workboard import Workboard

HOLD_MS = 350
"""A finger that rests this long on a card lifts it; one that moves sooner scrolls."""


class PressGesture:
    """Mouse or pen on a card: a click, or, once it has moved far enough, a drag."""

    def __init__(self, canvas: Workboard) -> None:
        self._canvas = canvas
        self._card: CardWidget | None = None
        self._from = QPoint()
        self._modifiers = Qt.KeyboardModifier.NoModifier

    def start(self, card: CardWidget, at: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        """The pointer went down."""
        self._card, self._from, self._modifiers = card, at, modifiers

    def move(self, at: QPoint) -> None:
        """It moved while down."""
        canvas = self._canvas
        if self._card is None:
            return
        if canvas.hand.holding and not canvas.hand.by_keys:
            canvas.hand.move(at)
        elif (at - self._from).manhattanLength() >= QApplication.startDragDistance() and canvas.may_change:
            if canvas.hand.holding:
                canvas.hand.put_back()
            canvas.lift(self._card, self._from)
            canvas.hand.move(at)

    def finish(self, at: QPoint) -> None:
        """It went up: a drop, or a click."""
        card, self._card = self._card, None
        canvas = self._canvas
        if card is None:
            return
        if canvas.hand.holding and not canvas.hand.by_keys:
            canvas.hand.move(at)
            canvas.drop()
        else:
            canvas.click(card, at, self._modifiers)

    def cancel(self) -> None:
        """Forget it; whatever is in the hand goes back."""
        self._card = None
        self._canvas.hand.put_back()


class _Touch(Enum):
    NOTHING = auto()
    WAITING = auto()
    SCROLLING = auto()
    DRAGGING = auto()
    PINCHING = auto()


class TouchGesture(QObject):
    """Fingers: a tap is a click, a swipe scrolls, a held finger lifts the card, two fingers zoom."""

    def __init__(self, canvas: Workboard) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._state = _Touch.NOTHING
        self._card: CardWidget | None = None
        self._scroll: QScrollArea | None = None
        self._from = self._last = QPointF()
        self._spread = 1.0
        self._zoom = 1.0
        self._hold = QTimer(self)
        self._hold.setSingleShot(True)
        self._hold.setInterval(HOLD_MS)
        self._hold.timeout.connect(self._lift)

    def start(self, event: QTouchEvent) -> bool:
        """A finger went down. False leaves it to the widget beneath (buttons, the field being written in)."""
        point = event.points()[0]
        at = point.globalPosition().toPoint()
        under = self._canvas.child_at(at)
        if not isinstance(under, CardWidget) and _wants_pointer(under, self._canvas):
            return False
        self._card = under if isinstance(under, CardWidget) else None
        self._scroll = _scroll_of(under)
        self._from = self._last = point.globalPosition()
        self._state = _Touch.WAITING
        if self._card is not None and self._canvas.may_change:
            self._hold.start()
        if len(event.points()) > 1:
            self._begin_pinch(event.points())
        return True

    def move(self, event: QTouchEvent) -> None:
        """Fingers moved."""
        points = event.points()
        if len(points) > 1 and self._state not in (_Touch.DRAGGING, _Touch.PINCHING):
            self._begin_pinch(points)
        at = points[0].globalPosition()
        if self._state == _Touch.PINCHING and len(points) > 1:
            self._canvas.set_zoom(self._zoom * _distance(points) / self._spread)
        elif self._state == _Touch.DRAGGING:
            self._canvas.hand.move(at.toPoint())
        elif self._state == _Touch.WAITING and (at - self._from).manhattanLength() > QApplication.startDragDistance():
            self._hold.stop()
            self._state = _Touch.SCROLLING
        if self._state == _Touch.SCROLLING:
            self._scroll_by(at - self._last)
        self._last = at

    def finish(self, event: QTouchEvent) -> None:
        """The last finger went up."""
        self._hold.stop()
        state, self._state = self._state, _Touch.NOTHING
        at = event.points()[0].globalPosition().toPoint()
        if state == _Touch.DRAGGING:
            self._canvas.hand.move(at)
            self._canvas.drop()
        elif state == _Touch.WAITING and self._card is not None:
            self._canvas.click(self._card, at, Qt.KeyboardModifier.NoModifier)
        elif state == _Touch.WAITING:
            self._canvas.tap_ground(at)
        self._card = None

    def cancel(self) -> None:
        """The system took the fingers away."""
        self._hold.stop()
        if self._state == _Touch.DRAGGING:
            self._canvas.hand.put_back()
        self._state = _Touch.NOTHING
        self._card = None

    def _begin_pinch(self, points: list[QEventPoint]) -> None:
        self._hold.stop()
        self._state = _Touch.PINCHING
        self._spread = max(_distance(points), 1.0)
        self._zoom = self._canvas.zoom

    def _lift(self) -> None:
        if self._card is not None and self._state == _Touch.WAITING:
            self._state = _Touch.DRAGGING
            self._canvas.lift(self._card, self._from.toPoint())

    def _scroll_by(self, delta: QPointF) -> None:
        if self._scroll is not None:
            bar = self._scroll.verticalScrollBar()
            bar.setValue(bar.value() - round(delta.y()))
        side = self._canvas.outer.horizontalScrollBar()
        side.setValue(side.value() - round(delta.x()))


def _distance(points: list[QEventPoint]) -> float:
    apart = points[0].globalPosition() - points[1].globalPosition()
    return float((apart.x() ** 2 + apart.y() ** 2) ** 0.5)


def _wants_pointer(widget: QWidget | None, canvas: QWidget) -> bool:
    """Whether a widget (or one it lies in) deals with presses itself: a button, a field, a scroll bar."""
    while widget is not None and widget is not canvas:
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not isinstance(widget, CardWidget | QAbstractScrollArea):
            return True
        if widget.inherits("QScrollBar") or widget.inherits("QTextEdit") or widget.inherits("QAbstractButton"):
            return True
        widget = widget.parentWidget()
    return False


def _scroll_of(widget: QWidget | None) -> QScrollArea | None:
    while widget is not None:
        if isinstance(widget, QScrollArea):
            return widget
        widget = widget.parentWidget()
    return None
