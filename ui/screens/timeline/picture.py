"""The line of days with the scores of a strand over it, or the line alone. The drawing is the paper's own.

The drawing is kept as a picture until steps, strand, size or theme change; while the handle is dragged only the veil
over what had not come yet, the line up from the day, and the handle move.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLineF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from models.drawings.scale_chart import round_in_words, scored
from models.drawings.trajectory import Capsule, Trajectory, trajectory, trajectory_in_words
from models.timeline import day_of
from models.views import RoundView
from ui.painter import paint_items
from ui.screens.timeline.marks import shown_on
from ui.screens.timeline.slider import DaySlider
from ui.screens.timeline.state import TimelineState
from ui.screens.timeline.words import tr
from ui.theme import theme
from ui.widgets import announce, follow_theme, paint_focus, paint_frame

_VEIL = 0.4
"""How far what had not come yet is faded: its words can still be read."""


class TimePicture(QWidget):
    """Chart and slider in one. ``chosen(day)`` when a round is pressed. Left and right go from round to round."""

    chosen = Signal(object)

    def __init__(self, state: TimelineState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self.alone = False
        self.drawn: Trajectory | None = None
        self._kept = QPixmap()
        self.setObjectName("timelineChart")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("noFocusRing", True)
        self.slider = DaySlider(state, self)
        follow_theme(self._retheme)

    # ---- what it shows ----------------------------------------------------------------------------------------
    def set_alone(self, alone: bool) -> None:
        """Only the line of days (under another picture), or the scores over it too."""
        self.alone = alone
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus if alone else Qt.FocusPolicy.StrongFocus)
        self._retheme()

    def _retheme(self) -> None:
        down = QSizePolicy.Policy.Fixed if self.alone else QSizePolicy.Policy.Expanding
        self.setSizePolicy(QSizePolicy.Policy.Expanding, down)
        self.setMinimumHeight(theme().px(70) if self.alone else min(theme().px(310), 470))
        self.updateGeometry()
        self.forget()

    def sizeHint(self) -> QSize:
        """Qt: the line, or a chart over it."""
        return QSize(theme().px(500), self.minimumHeight())

    def forget(self) -> None:
        """Draw anew: other steps, another strand, size or theme."""
        self.drawn = None
        self._kept = QPixmap()
        self.update()

    def show_view(self) -> None:
        """Show the state's steps and strand."""
        scale, view = self._state.scale, self._state.view
        name = next((tag.name for tag in view.strands if tag.id == self._state.strand_id), "")
        self.setAccessibleName(tr("Scores over time: {strand}").format(strand=name) if name else tr("Scores over time"))
        self.setAccessibleDescription(trajectory_in_words(view, scale) if scale is not None else tr("No strand yet."))
        self.forget()
        self._lay()

    def show_day(self) -> None:
        """Another day is in hand."""
        self.slider.show_state()
        self.update()

    @property
    def rounds(self) -> list[RoundView]:
        """The rounds drawn, oldest first."""
        scale = self._state.scale
        return [r for r in scored(scale) if day_of(r.held_on)] if scale is not None and not self.alone else []

    # ---- drawing ----------------------------------------------------------------------------------------------
    def _lay(self) -> Trajectory | None:
        """The drawing for the present size (made when asked for)."""
        if self.drawn is None and self.width() > 40 and self.height() > 40:
            scale = None if self.alone else self._state.scale
            size = theme().font("caption").pixelSize()
            self.drawn = trajectory(self._state.view, scale, self.width() - 1.0, float(self.height()), size=float(size))
            tall = theme().target(34)
            self.slider.setGeometry(0, round(self.drawn.lane - tall / 2), self.width(), tall)
            self.slider.show_line(self.drawn)
            self.slider.show_state()
        return self.drawn

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: another size, another drawing."""
        super().resizeEvent(event)
        self.forget()
        self._lay()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the drawing, the veil, the day in hand."""
        drawn = self._lay()
        if drawn is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawPixmap(0, 0, self._pixmap(drawn))
        if not self.rounds and not self.alone:
            self._paint_nobody(painter, drawn)
        x = drawn.axis.x(self._state.day)
        if self._state.is_past:
            painter.fillPath(self._not_yet(drawn, x), theme().color("canvas", _VEIL))
        self._paint_day(painter, drawn, x)

    def _pixmap(self, drawn: Trajectory) -> QPixmap:
        ratio = self.devicePixelRatioF()
        if self._kept.isNull() or self._kept.devicePixelRatioF() != ratio:
            kept = QPixmap(self.size() * ratio)
            kept.setDevicePixelRatio(ratio)
            kept.fill(Qt.GlobalColor.transparent)
            painter = QPainter(kept)
            paint_items(painter, drawn.items, shown_on("card"))
            painter.end()
            self._kept = kept
        return self._kept

    def _paint_nobody(self, painter: QPainter, drawn: Trajectory) -> None:
        painter.setPen(theme().color("ink2"))
        painter.setFont(theme().font("body"))
        box = QRectF(drawn.axis.left, drawn.top, drawn.axis.x(self._state.today) - drawn.axis.left,
                     drawn.bottom - drawn.top)  # fmt: skip
        words = tr("Not scored yet.") if self._state.scale is not None else tr("No strand yet, so no scores.")
        flags = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
        painter.drawText(box, flags, words)

    def _not_yet(self, drawn: Trajectory, x: float) -> QPainterPath:
        """What had not come yet on the day in hand: all to the right of it, but no half of a round."""
        letters = theme().font("caption").pixelSize()
        under = max((mark.size for mark in drawn.marks), default=0.0) * 0.7 + 2
        veil = QPainterPath()
        veil.addRect(QRectF(x, 0, self.width() - x, drawn.lane + under))
        day = self._state.day.isoformat()
        for capsule in drawn.capsules:
            box, whole = self._box(capsule).adjusted(-1.5, -1.5, 1.5, 1.5), QPainterPath()
            whole.addRoundedRect(box, box.width() / 2, box.width() / 2)
            whole.addRect(QRectF(capsule.x - 1.9 * letters, capsule.y - 1.5 * letters, 3.8 * letters, 1.35 * letters))
            veil = veil.united(whole) if capsule.held_on > day else veil.subtracted(whole)
        return veil

    def _paint_day(self, painter: QPainter, drawn: Trajectory, x: float) -> None:
        """The line up from the handle, as far as the round that stands there; the round that held that day."""
        look = theme()
        then = self._state.round_then(self._state.scale) if self._state.scale is not None else None
        capsule = next((c for c in drawn.capsules if then is not None and c.round_id == then.id), None)
        if not self.alone:
            painter.setPen(QPen(look.color("nextInk" if self._state.is_ahead else "ink"), look.px(1.6)))
            aims = [drawn.y(e.target) for e in self._state.events_on(self._state.day) if e.target is not None]
            top = max([self._top_of_line(drawn, x), *(y + look.px(6) for y in aims)])
            painter.drawLine(QLineF(x, top, x, drawn.lane))
        if capsule is not None:
            box = self._box(capsule)
            paint_frame(painter, box, fill=None, line="ink", width=look.px(2.4), radius=box.width() / 2)
            if self.hasFocus():
                paint_focus(painter, box, box.width() / 2)

    @staticmethod
    def _top_of_line(drawn: Trajectory, x: float) -> float:
        """Where the line up from the handle ends: under a round that stands in its way, or under its words."""
        words = 1.9 * theme().font("caption").pixelSize()
        tops = [drawn.top]
        for c in drawn.capsules:
            if c.left - 1 <= x <= c.left + c.width + 1:
                tops.append(c.y + c.height)
            elif abs(x - c.x) <= words:
                tops.append(c.y)
        return max(tops)

    @staticmethod
    def _box(capsule: Capsule) -> QRectF:
        return QRectF(capsule.left, capsule.y, capsule.width, capsule.height)

    # ---- pointer and keys -------------------------------------------------------------------------------------
    def round_at(self, x: float, y: float) -> RoundView | None:
        """The round under a point."""
        capsule = self.drawn.capsule_at(x, y) if self.drawn is not None else None
        return next((r for r in self.rounds if capsule is not None and r.id == capsule.round_id), None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: a press on a round goes to its day; elsewhere to the day under the pointer."""
        if event.button() == Qt.MouseButton.LeftButton and self.drawn is not None:
            found = self.round_at(event.position().x(), event.position().y())
            day = day_of(found.held_on) if found is not None else self.drawn.axis.day(event.position().x())
            self.chosen.emit(day)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Qt: dragging over the chart drags the day."""
        if event.buttons() & Qt.MouseButton.LeftButton and self.drawn is not None:
            self.chosen.emit(self.drawn.axis.day(event.position().x()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: left and right go from round to round, Home and End to the first and the newest."""
        days = [r.held_on for r in self.rounds]
        here = self._state.day.isoformat()
        to = {
            Qt.Key.Key_Left: next((d for d in reversed(days) if d < here), None),
            Qt.Key.Key_Right: next((d for d in days if d > here), None),
            Qt.Key.Key_Home: days[0] if days else None, Qt.Key.Key_End: days[-1] if days else None,
        }  # fmt: skip
        if Qt.Key(event.key()) not in to:
            super().keyPressEvent(event)
            return
        day = to[Qt.Key(event.key())]
        found = next((r for r in self.rounds if r.held_on == day), None)
        if found is not None:
            self.chosen.emit(day_of(found.held_on))
            announce(self, round_in_words(found))

    def event(self, event: QEvent) -> bool:
        """Qt: a round under the pointer in words, as a tip."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            found = self.round_at(event.pos().x(), event.pos().y())
            if found is not None:
                QToolTip.showText(event.globalPos(), round_in_words(found), self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)
