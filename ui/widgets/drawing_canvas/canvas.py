"""The sheet that is drawn on: pen, finger, mouse and keys."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QEventPoint,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPointingDevice,
    QResizeEvent,
    QTabletEvent,
    QTouchEvent,
    QTransform,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from models.picture_views import Point, SceneItemView, SceneView
from ui.theme import theme
from ui.widgets.base import announce, paint_focus, paint_frame
from ui.widgets.drawing_canvas.deeds import RUBBER, Deeds
from ui.widgets.drawing_canvas.hold import FREE, MOVE, TAIL, TURN, Hold, gripped, handles, paint_handles, tail_at
from ui.widgets.drawing_canvas.ink import Ink
from ui.widgets.drawing_canvas.page import Page
from ui.widgets.drawing_canvas.pieces import place_in, touched
from ui.widgets.drawing_canvas.placing import Placing
from ui.widgets.drawing_canvas.taken_off import fill, rub
from ui.widgets.drawing_canvas.words import name_of, said_of, tr

PEN = 6.0
"""How wide the pen is, in units, at half its pressure."""

_HALF = 0.5
_TAP = 6.0
_STEP, _FINE, _LARGER, _TURN = 10.0, 1.0, 1.1, 15.0


class SceneCanvas(QWidget):
    """A scene that is drawn on with the tool in the hand: choose, pen, fill, rub.

    ``chosen_changed(id)``: another thing is chosen ("" for none); ``write_wanted(id)``: its words are to be written;
    ``placed()``: what is chosen stands elsewhere; ``buttons_wanted()``: the keyboard goes to what can be done with it;
    ``settle_wanted()``: the page has to show what was drawn before anything else is done.
    """

    chosen_changed = Signal(str)
    write_wanted = Signal(str)
    placed = Signal()
    buttons_wanted = Signal()
    settle_wanted = Signal()

    def __init__(self, deeds: Deeds, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sceneCanvas")
        self.setAccessibleName(tr("Picture"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.deeds, self.page, self.ink = deeds, Page(), Ink()
        self.tool, self.colour, self.pen = "pen", "#2e2824", PEN
        self.read_only, self.grip_size, self.hint = False, 44, ""
        self.chosen = ""
        self._hold: Hold | None = None
        self._grip: int | None = None
        self._tail: QPointF | None = None
        self._from = QPointF()
        self._pinch: tuple[QPointF, QPointF] | None = None
        self._fingers_off = False
        self._pen_near = False
        self._rubbing = False
        self._leaving = False
        theme().changed.connect(self.update)

    # ---- the scene --------------------------------------------------------------------------------------------
    def show_scene(self, scene: SceneView | None, blobs: dict[str, bytes]) -> None:
        """Show a scene; the thing that is chosen stays chosen where it is still there."""
        size = self.page.size()
        changed = self.page.show(scene, blobs)
        self.fit()
        if self.page.size() != size:
            self.ink.use(self.page.blank())
        elif self.ink.is_wet and not self.ink.is_down:
            self.update(self.ink.dry().translated(self.origin.toPoint()))
        self.setAccessibleDescription(said_of(scene) if scene else "")
        if self.chosen and self.chosen not in self.page.pieces:
            self._hold = None
            self.choose("")
        if changed is not None or self.chosen:
            self.update()

    def fit(self) -> None:
        """Make the scene as large as there is room."""
        scene = self.page.scene
        if scene is None or self.width() < 2 or self.height() < 2:
            return
        scale = min(self.width() / scene.width, self.height() / scene.height)
        self.page.fit(scale, self.devicePixelRatioF())

    @property
    def origin(self) -> QPointF:
        """The scene's top left corner, in pixels of the widget."""
        size = self.page.size()
        return QPointF((self.width() - size.width()) // 2, (self.height() - size.height()) // 2)

    def unit_at(self, place: QPointF) -> QPointF:
        """A pixel of the widget in units of the scene."""
        return (place - self.origin) * (1 / self.page.scale)

    def box_of(self, item_id: str) -> QRectF:
        """What a thing covers, in pixels of the widget."""
        bounds = self.page.pieces[item_id].bounds
        scaled = QRectF(bounds.topLeft() * self.page.scale, bounds.size() * self.page.scale)
        return scaled.translated(self.origin)

    @property
    def item(self) -> SceneItemView | None:
        """The thing that is chosen."""
        piece = self.page.pieces.get(self.chosen)
        return piece.item if piece else None

    def choose(self, item_id: str) -> None:
        """Choose a thing ("" for none) and say which."""
        self.let_go()
        item_id = item_id if item_id in self.page.pieces else ""
        if item_id == self.chosen:
            return
        self.chosen = item_id
        if item := self.item:
            order = list(self.page.pieces)
            announce(self, tr("{thing}. {n} of {all}").format(
                thing=name_of(item), n=order.index(item_id) + 1, all=len(order)))  # fmt: skip
        self.chosen_changed.emit(item_id)
        self.update()

    # ---- painting ---------------------------------------------------------------------------------------------
    def sizeHint(self) -> QSize:
        """Qt: a story's frame in the studio."""
        return QSize(theme().px(790), theme().px(380))

    def minimumSizeHint(self) -> QSize:
        """Qt: still large enough for a finger."""
        return QSize(theme().px(240), theme().px(120))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: paint at the new size."""
        super().resizeEvent(event)
        size = self.page.size()
        self.fit()
        if self.page.size() != size or self.ink.is_down:
            self.ink.use(self.page.blank())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the page as it is kept, the ink on it, what is in the hand, and what is chosen."""
        painter = QPainter(self)
        origin, size = self.origin, self.page.size()
        frame = QRectF(origin, size)
        painter.save()
        radius = theme().radius("card")
        if not frame.adjusted(radius, radius, -radius, -radius).contains(QRectF(event.rect())):
            inner = QPainterPath()
            inner.addRoundedRect(frame, radius, radius)
            painter.setClipPath(inner)
        painter.drawPixmap(origin, self.page.pixmap)
        self.ink.paint(painter, origin)
        if self._hold is not None:
            painter.translate(origin)
            painter.scale(self.page.scale, self.page.scale)
            self._hold.paint(painter)
        painter.restore()
        if self.ink.is_down:
            return
        self._paint_edges(painter, frame)
        if self.chosen and not self.read_only:
            paint_handles(painter, self._handles(), self.grip_size / 5)

    def _paint_edges(self, painter: QPainter, frame: QRectF) -> None:
        """Round corners, the frame's line, the hint, the focus."""
        radius = theme().radius("card")
        paint_frame(painter, frame, fill=None, line="lineStrong", radius=radius)
        if self.page.scene is not None and not self.page.pieces and self.hint and not self.read_only:
            self._paint_hint(painter, frame)
        if self.hasFocus() and not self.chosen:
            paint_focus(painter, frame.adjusted(4, 4, -4, -4), radius - 2)

    def _paint_hint(self, painter: QPainter, frame: QRectF) -> None:
        painter.setFont(theme().font("words"))
        middle = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        room = frame.adjusted(40, 20, -40, -20)
        text = painter.boundingRect(room, int(middle), self.hint)
        around = text.adjusted(-18, -10, 18, 10)
        paint_frame(painter, around, fill=theme().color("card", 0.86), radius=around.height() / 2)
        painter.setPen(theme().color("ink2"))
        painter.drawText(room, int(middle), self.hint)

    def _handles(self) -> list[QPointF]:
        item = self.page.pieces[self.chosen].item
        placing = self._hold.now if self._hold else Placing.of(item)
        found = handles(placing, self.page.scale, self.origin, self.grip_size / 2)
        tail = self._tail or tail_at(item, placing)
        return found if tail is None else [*found, tail * self.page.scale + self.origin]

    # ---- pointers: all come to down, move, up -----------------------------------------------------------------
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: the mouse."""
        if event.button() == Qt.MouseButton.LeftButton and not self._pen_near:
            self._down(event.position(), _HALF)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Qt: the mouse."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._move(event.position(), _HALF)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt: the mouse."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._up(event.position())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Qt: words are written by pressing twice; drawing quickly is drawing."""
        item = self.item
        if self.tool == "choose" and item is not None and item.kind in FREE:
            self.write_wanted.emit(self.chosen)
        else:
            self.mousePressEvent(event)

    def tabletEvent(self, event: QTabletEvent) -> None:
        """Qt: a pen, with its pressure; its other end rubs out."""
        kind, place = event.type(), event.position()
        if kind == QEvent.Type.TabletPress:
            self._pen_near = True
            self._rubbing = event.pointerType() == QPointingDevice.PointerType.Eraser
            self._down(place, event.pressure())
        elif kind == QEvent.Type.TabletMove and self._pen_near:
            self._move(place, event.pressure())
        elif kind == QEvent.Type.TabletRelease:
            self._up(place)
            self._pen_near = self._rubbing = False
        event.accept()

    def event(self, event: QEvent) -> bool:
        """Qt: fingers come here first."""
        fingers = (QEvent.Type.TouchBegin, QEvent.Type.TouchUpdate, QEvent.Type.TouchEnd, QEvent.Type.TouchCancel)
        if isinstance(event, QTouchEvent) and event.type() in fingers:
            if not self._pen_near:  # a hand that lies on the sheet while the pen draws is no finger
                self._touch(event)
            event.accept()
            return True
        return super().event(event)

    def _touch(self, event: QTouchEvent) -> None:
        points, kind = sorted(event.points(), key=QEventPoint.id), event.type()
        lifted = any(point.state() == QEventPoint.State.Released for point in points)
        if kind == QEvent.Type.TouchCancel:
            self._forget()
        elif kind == QEvent.Type.TouchEnd:
            self._pinch = None
            if self._fingers_off:
                self.let_go()
            else:
                self._up(points[0].position())
            self._fingers_off = False
        elif self._pinch is not None and lifted:
            self._pinch = None
            self.let_go()
        elif len(points) >= 2 and not lifted:
            self._pinched((points[0].position(), points[1].position()))
        elif self._pinch is not None or self._fingers_off:
            self._fingers_off = True  # one of two fingers stays: nothing is drawn with it
        elif kind == QEvent.Type.TouchBegin:
            self._down(points[0].position(), _HALF)
        else:
            self._move(points[0].position(), _HALF)

    def _pinched(self, fingers: tuple[QPointF, QPointF]) -> None:
        """Two fingers carry, scale and turn what is chosen, else what is between them."""
        if self.read_only:
            return
        now = (self.unit_at(fingers[0]), self.unit_at(fingers[1]))
        if self._pinch is None:
            self._forget()
            found = None
            if not self.chosen:
                reach = 22 / self.page.scale
                found = touched(list(self.page.pieces.values()), (now[0] + now[1]) * 0.5, reach)
            if found is not None:
                self.choose(found.item.id)
            self._pinch, self._fingers_off = now, True
            self._take_up()
        elif self._hold is not None:
            self._hold.now = self._hold.begin.pinched(self._pinch, now)
            self.update()

    def _down(self, place: QPointF, pressure: float) -> None:
        if self.read_only or self.page.scene is None:
            return
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._from = place
        tool = "rub" if self._rubbing else self.tool
        if tool != "pen":
            self.settle_wanted.emit()
        if tool == "choose":
            self._take(place)
            return
        self.choose("")
        wide, brush = self.pen * self.page.scale, QBrush(QColor(self.colour))
        if tool == "rub":
            wide, brush = RUBBER * 2 * self.page.scale, self._clean()
            pressure = _HALF
        self.update(self.ink.begin(place - self.origin, pressure, wide, brush).translated(self.origin.toPoint()))

    def _clean(self) -> QBrush:
        """What a rubber leaves: the paper or what is behind everything."""
        behind = self.page.behind.copy()
        ratio = behind.devicePixelRatio()
        behind.setDevicePixelRatio(1.0)
        brush = QBrush(behind)
        brush.setTransform(QTransform.fromScale(1 / ratio, 1 / ratio))
        return brush

    def _move(self, place: QPointF, pressure: float) -> None:
        if self.ink.is_down:
            pressure = _HALF if self._rubbing or self.tool == "rub" else pressure
            self.update(self.ink.add(place - self.origin, pressure).translated(self.origin.toPoint()))
        elif self._grip is not None:
            self._carry(place)

    def _up(self, place: QPointF) -> None:
        if self.ink.is_down:
            scale = self.page.scale
            self._drawn([(x / scale, y / scale, pressure) for x, y, pressure in self.ink.lift()])
            self.update()
        elif self._grip is not None:
            self.let_go()

    def _drawn(self, points: list[Point]) -> None:
        """The pen was taken off."""
        tool = "rub" if self._rubbing else self.tool
        if tool == "pen" and self.deeds.stroke(points, self.colour, self.pen):
            return  # its ink stays until the page shows it: the next line need not wait for that
        self.ink.dry()
        if tool == "rub":
            rub(self.deeds, self.page, points)
        elif tool == "fill" and not fill(self.deeds, self.page, points, self.colour):
            announce(self, tr("There is nothing to fill here"))

    # ---- what is in the hand ----------------------------------------------------------------------------------
    def _take(self, place: QPointF) -> None:
        self.let_go()
        if self.chosen:
            reach = self.grip_size / 2
            self._grip = gripped(self._handles(), place, reach)
            if self._grip is not None:
                return
        found = touched(list(self.page.pieces.values()), self.unit_at(place), self.grip_size / 2 / self.page.scale)
        self.choose(found.item.id if found else "")
        self._grip = MOVE if found else None

    def _take_up(self) -> Hold | None:
        """Have what is chosen in the hand."""
        piece = self.page.pieces.get(self.chosen)
        if piece is None or self.read_only:
            return None
        if self._hold is None:
            placing = Placing.of(piece.item)
            self._hold = Hold(piece, placing, placing, self.page.sprite(piece))
            self.page.lift(self.chosen)
        return self._hold

    def _carry(self, place: QPointF) -> None:
        if self._grip == TAIL:
            self._tail = self.unit_at(place)
            self.update()
            return
        if self._hold is None and math.hypot(place.x() - self._from.x(), place.y() - self._from.y()) < _TAP:
            return
        hold = self._take_up()
        if hold is None:
            return
        at, began = self.unit_at(place), self.unit_at(self._from)
        if self._grip == MOVE:
            hold.now = hold.begin.moved(at.x() - began.x(), at.y() - began.y())
        elif self._grip == TURN:
            middle = QPointF(hold.begin.x, hold.begin.y)
            was, now = began - middle, at - middle
            angle = math.degrees(math.atan2(now.y(), now.x()) - math.atan2(was.y(), was.x()))
            hold.now = hold.begin.turned(angle)
        elif self._grip is not None:
            shift = hold.begin.corner(self._grip) + (at - began)
            hold.now = hold.begin.pulled(self._grip, shift, free=hold.piece.item.kind in FREE)
        self.update()

    def let_go(self) -> None:
        """Put down what is in the hand: one step of the case."""
        hold, self._hold, self._grip = self._hold, None, None
        tail, self._tail = self._tail, None
        if tail is not None and (item := self.item):
            to = place_in(item, tail)
            self.deeds.restyle(item.id, tail=(to.x(), to.y()))
        if hold is None:
            return
        self.deeds.place(hold.piece.item.id, hold.begin.changes(hold.now))
        self.page.lift("")
        self.placed.emit()
        self.update()

    def _forget(self) -> None:
        """What is being drawn or carried was not meant."""
        if self.ink.is_down:
            self.ink.dry()
            self.settle_wanted.emit()
        self._hold, self._grip, self._pinch, self._tail = None, None, None, None
        self.page.lift("")
        self.update()

    def adjust(self, *, grow: float = 1.0, turn: float = 0.0, dx: float = 0.0, dy: float = 0.0) -> None:
        """Change where the chosen thing stands; it is put down by ``let_go`` (a key's release, or a button)."""
        if hold := self._take_up():
            hold.now = hold.now.scaled(grow).turned(turn).moved(dx, dy)
            self.update()

    def flip(self) -> None:
        """Change left and right of the chosen thing."""
        self.let_go()
        if item := self.item:
            self.deeds.place(item.id, {"flipped": not item.flipped})

    def remove(self) -> None:
        """Take the chosen thing out."""
        self._forget()
        if item := self.item:
            self.deeds.remove(item)

    def layer(self, *, front: bool) -> None:
        """The chosen thing in front of all, or behind."""
        self.let_go()
        if self.chosen:
            self.deeds.layer(self.chosen, front=front)
            announce(self, tr("In front of all") if front else tr("Behind all"))

    # ---- keys -------------------------------------------------------------------------------------------------
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: arrows move, + and - scale, [ and ] turn, F flips, page keys layer, Delete removes, Esc lets go."""
        key, text = event.key(), event.text()
        step = _FINE if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else _STEP
        arrows = {
            Qt.Key.Key_Left: (-step, 0.0), Qt.Key.Key_Right: (step, 0.0),
            Qt.Key.Key_Up: (0.0, -step), Qt.Key.Key_Down: (0.0, step),
        }  # fmt: skip
        if key == Qt.Key.Key_Escape and (self.chosen or self.ink.is_down):
            self._forget()
            self.choose("")
            self._leaving = True
        elif not self.chosen or self.read_only:
            super().keyPressEvent(event)
        elif key in arrows:
            dx, dy = arrows[Qt.Key(key)]
            self.adjust(dx=dx, dy=dy)
        elif text in ("+", "=", "-"):
            self.adjust(grow=1 / _LARGER if text == "-" else _LARGER)
        elif text in ("[", "]"):
            self.adjust(turn=-_TURN if text == "[" else _TURN)
        elif not self._other_key(key):
            super().keyPressEvent(event)

    def _other_key(self, key: int) -> bool:
        item = self.item
        if key == Qt.Key.Key_F:
            self.flip()
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.layer(front=key == Qt.Key.Key_PageUp)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and item is not None and item.kind in FREE:
            self.write_wanted.emit(item.id)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.buttons_wanted.emit()
        else:
            return False
        return True

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Qt: what keys moved stays where it is."""
        if not event.isAutoRepeat() and self._grip is None and self._pinch is None:
            self.let_go()
        super().keyReleaseEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Qt: Tab goes through the things, from the back to the front, then on (and on at once after Esc)."""
        if not self.hasFocus():  # a field or button on the sheet asks where to go from there
            return super().focusNextPrevChild(forward)
        order = list(self.page.pieces)
        at = order.index(self.chosen) if self.chosen in order else (-1 if forward else len(order))
        following = at + (1 if forward else -1)
        if self.tool == "choose" and not self._leaving and 0 <= following < len(order) and not self.read_only:
            self.choose(order[following])
            return True
        self.choose("")
        return super().focusNextPrevChild(forward)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt: show where the keyboard is."""
        super().focusInEvent(event)
        self._leaving = False
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Qt: what is in the hand is put down."""
        super().focusOutEvent(event)
        if self._pinch is None:
            self.let_go()
        self.update()
