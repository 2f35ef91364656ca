"""The handle on the line of days: drag it to any day; arrows go from one dated step to the next."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QSlider, QToolTip, QWidget

from models.drawings.trajectory import Trajectory
from models.thinking_views import EventView
from models.timeline import day_of
from ui.screens.timeline.state import TimelineState
from ui.screens.timeline.words import day_heard, heard, tr
from ui.theme import theme
from ui.widgets import announce

_HOLD = 4
"""A dated step gets hold of the dragged handle so near to it (pixels at 100 %)."""


class DaySlider(QSlider):
    """Lies over the line that the drawing holds. A value is a day counted from the first.

    Left and right go from step to step, with Shift from day to day; Home and End to the ends, page keys a month.
    """

    def __init__(self, state: TimelineState, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._state = state
        self._drawn: Trajectory | None = None
        self._events: dict[str, EventView] = {}
        self.setObjectName("timelineDays")
        self.setProperty("noFocusRing", True)
        self.setPageStep(30)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.valueChanged.connect(self._on_value)

    # ---- value ------------------------------------------------------------------------------------------------
    def show_line(self, drawn: Trajectory) -> None:
        """Lie over this drawing's line of days."""
        self._drawn = drawn
        self._events = {event.id: event for event in self._state.view.events}
        self.update()

    def show_state(self) -> None:
        """Show the state's day."""
        state = self._state
        self.blockSignals(True)
        self.setRange(0, (state.last - state.first).days)
        self.setValue((state.day - state.first).days)
        self.blockSignals(False)
        self.setAccessibleName(tr("Day: {day}").format(day=self.spoken()))
        self.setAccessibleDescription(tr("Left and right go to the next dated step, Shift with them to the next day."))
        self.update()

    def spoken(self) -> str:
        """The day in hand with what is dated on it: "17 June 2025, Network meeting, 10 came"."""
        return day_heard(self._state.day, self._state.events_on(self._state.day), self._state.today)

    def _on_value(self, value: int) -> None:
        self._state.show_day(self._state.first + dt.timedelta(days=value))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: see the class."""
        before = self._state.day
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Down: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: 1}
        by = steps.get(Qt.Key(event.key()))
        if by is None:
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._state.show_day(self._state.day + dt.timedelta(days=by))
        else:
            self._state.step(by)
        if self._state.day != before:
            announce(self, self.spoken())

    # ---- pointer ----------------------------------------------------------------------------------------------
    def step_at(self, x: float) -> EventView | None:
        """The dated step drawn under a place; steps close together stand side by side."""
        if self._drawn is None:
            return None
        mark = self._drawn.mark_at(x, self._drawn.lane)
        return self._events.get(mark.event_id) if mark is not None else None

    def x_of(self, day: dt.date) -> float:
        """Where a day stands."""
        return self._drawn.axis.x(day) if self._drawn is not None else 0.0

    def day_at(self, x: float) -> dt.date:
        """The day under a place."""
        return self._drawn.axis.day(x) if self._drawn is not None else self._state.day

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: a press goes to the step under it, else to that day."""
        if event.button() == Qt.MouseButton.LeftButton:
            x = event.position().x()
            step = self.step_at(x)
            day = day_of(step.on) if step is not None else None
            self._state.show_day(day or self.day_at(x))
            self.setSliderDown(True)
            event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Qt: dragging goes to any day; a dated day close by gets hold of it."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            x, hold = event.position().x(), theme().px(_HOLD)
            near = [stop.day for stop in self._state.stops if abs(self.x_of(stop.day) - x) <= hold]
            self._state.show_day(min(near, key=lambda day: abs(self.x_of(day) - x), default=self.day_at(x)))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt: let go; the day is said."""
        self.setSliderDown(False)
        announce(self, self.spoken())
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Qt: the wheel scrolls the page; it turns the days only where the keyboard is."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def event(self, event: QEvent) -> bool:
        """Qt: what is dated under the pointer, as a tip."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            step = self.step_at(event.pos().x())
            if step is not None:
                QToolTip.showText(event.globalPos(), heard(step), self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the handle; the line lies beneath."""
        look, painter = theme(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        spot = QPointF(self.x_of(self._state.day), self.height() / 2)
        radius = look.px(12)
        if self.hasFocus():
            painter.setPen(QPen(look.color("focus"), 2.4))
            painter.setBrush(look.color("canvas"))
            painter.drawEllipse(spot, radius + look.px(4), radius + look.px(4))
        painter.setPen(QPen(look.color("canvas"), look.px(2)))
        painter.setBrush(look.color("nextInk" if self._state.is_ahead else "ink"))
        painter.drawEllipse(spot, radius, radius)
