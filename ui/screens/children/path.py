"""The path to the safety house: eleven stones, and the child itself to be put on one."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from models.picture_views import LookView, SheetView
from ui.screens.children.drawn import Drawn, figure_items
from ui.screens.children.words import tr
from ui.screens.scaling.numbers import NumberRow
from ui.theme import theme
from ui.widgets import announce, follow_theme


class Walker(Drawn):
    """The child as it is drawn everywhere, to be dragged along the path. ``dragged(x)``, ``dropped(x)`` of its middle.

    Its twin are the stones: they are pressed, and arrows and digits choose one.
    """

    dragged = Signal(int)
    dropped = Signal(int)

    def __init__(self, look: LookView, parent: QWidget) -> None:
        super().__init__(*figure_items(look), wide=72, high=104, parent=parent)
        self.setObjectName("walker")
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setAccessibleName(tr("{name} on the path").format(name=look.name))
        self._held: QPoint | None = None

    @property
    def is_held(self) -> bool:
        """Whether it is in the hand."""
        return self._held is not None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: take it in the hand."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._held = event.position().toPoint()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Qt: carry it along."""
        if self._held is not None:
            self.dragged.emit(self._middle(event))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt: put it down."""
        if self._held is not None:
            self.setCursor(Qt.CursorShape.OpenHandCursor)
            middle = self._middle(event)
            self._held = None
            self.dropped.emit(middle)

    def _middle(self, event: QMouseEvent) -> int:
        held = self._held or QPoint()
        return self.mapToParent(event.position().toPoint()).x() - held.x() + self.width() // 2


class PathWalk(QWidget):
    """Where do you stand? ``stood(number)``."""

    stood = Signal(int)

    def __init__(self, view: SheetView, look: LookView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("path")
        self.setAccessibleName(tr("Path from 0, not safe yet, to 10, the door. Where do you stand?"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.stones = NumberRow(stones=True, parent=self)
        self.stones.chosen.connect(self._on_chosen)
        self.walker = Walker(look, self)
        self.walker.dragged.connect(self._on_dragged)
        self.walker.dropped.connect(self._on_dropped)
        self._value: int | None = None
        self.show_view(view)
        follow_theme(self._place)

    @property
    def value(self) -> int | None:
        """The stone the child stands on, None before any."""
        return self._value

    def show_view(self, view: SheetView) -> None:
        """Stand where the child stood last; earlier steps are said."""
        steps = [step for step in view.path if step.value is not None]
        self._value = steps[-1].value if steps else None
        for stone in self.stones.buttons:
            stone.setChecked(stone.value == self._value)
        said = "; ".join(tr("{value} on {day}").format(value=step.value, day=step.when) for step in steps)
        self.setAccessibleDescription(said)
        if not self.walker.is_held:
            self._place()

    # ---- places -----------------------------------------------------------------------------------------------
    def sizeHint(self) -> QSize:
        """Qt: the child above its stones."""
        return QSize(theme().px(900), theme().px(72) + self.stones.sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Qt: eleven stones side by side."""
        return QSize(self.stones.minimumSizeHint().width(), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: the stones over the whole width."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        high = self.stones.sizeHint().height()
        self.stones.setGeometry(0, self.height() - high, self.width(), high)
        layout = self.stones.layout()
        if layout is not None:
            layout.activate()
        size = self.walker.sizeHint()
        self.walker.resize(size)
        self._stand_at(self._middle_of(self._value))

    def _middle_of(self, value: int | None) -> int:
        """Where a stone is; before any step the child waits at the beginning of the path."""
        if value is None:
            return self.walker.width() // 2
        stone = self.stones.buttons[value]
        return self.stones.x() + stone.x() + stone.width() // 2

    def _stand_at(self, middle: int) -> None:
        left = min(max(0, middle - self.walker.width() // 2), max(0, self.width() - self.walker.width()))
        top = self.stones.y() + theme().px(26) - self.walker.height()
        if self._value is None and not self.walker.is_held:
            top = 0
        self.walker.move(left, max(0, top))
        self.walker.raise_()

    def _nearest(self, middle: int) -> int:
        return min(range(11), key=lambda value: abs(self._middle_of(value) - middle))

    # ---- doing ------------------------------------------------------------------------------------------------
    def _on_dragged(self, middle: int) -> None:
        self._stand_at(middle)
        near = self._nearest(middle)
        for stone in self.stones.buttons:
            stone.setChecked(stone.value == near)

    def _on_dropped(self, middle: int) -> None:
        self.stones.choose(self._nearest(middle))

    def _on_chosen(self, value: int) -> None:
        self._value = value
        self._place()
        announce(self, tr("You stand on {value}").format(value=value))
        self.stood.emit(value)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the way under the stones."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.stones.geometry())
        y = box.center().y()
        colour = theme().color("selected") if theme().name != "light" else theme().color("#f1e2c3")
        painter.setPen(QPen(colour, box.height() * 0.62, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawLine(QPointF(box.left() + 30, y), QPointF(box.right() - 30, y))
