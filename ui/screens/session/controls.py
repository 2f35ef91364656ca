"""Leading through the stages: the time left, pause, back, next, and the list of stages. Nothing here names anybody."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from models.session_template import Stage
from ui import icons
from ui.screens.session.clock import LAST_MINUTE, clock_words
from ui.screens.session.state import SessionState
from ui.theme import theme
from ui.widgets import Button, IconButton, Label, column, paint_frame


class TimeLeft(QWidget):
    """The time left of the stage, its bar, and a quiet sentence in the last minute and when it is over."""

    def __init__(self, state: SessionState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self.setObjectName("timeLeft")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        state.clock.ticked.connect(self.update)
        state.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Qt: a large clock, a bar, a line."""
        return QSize(theme().px(200), theme().px(104))

    @property
    def signal(self) -> str:
        """What is said under the bar."""
        clock = self._state.clock
        if clock.left <= 0:
            return self.tr("Time is up. Finish calmly.")
        if clock.is_paused:
            return self.tr("Paused")
        if clock.left <= LAST_MINUTE:
            return self.tr("The last minute")
        return self.tr("left of {minutes} minutes").format(minutes=clock.minutes)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: clock, bar, words."""
        painter, clock, px = QPainter(self), self._state.clock, theme().px
        is_late = clock.left <= LAST_MINUTE and not clock.is_paused
        painter.setPen(theme().color("ink"))
        painter.setFont(theme().font("hero", bold=True, size=46))
        painter.drawText(QRectF(0, 0, self.width(), px(54)), int(Qt.AlignmentFlag.AlignVCenter),
                         clock_words(clock.left))  # fmt: skip
        bar = QRectF(0, px(60), self.width(), px(8))
        paint_frame(painter, bar, fill="selected", radius=px(4))
        part = max(0.0, min(1.0, clock.left / max(1, clock.minutes * 60)))
        if part:
            token = "askLine" if is_late else "ink"
            paint_frame(painter, QRectF(0, px(60), max(px(8), bar.width() * part), px(8)), fill=token, radius=px(4))
        box = QRectF(0, px(74), self.width(), px(28))
        if is_late:
            paint_frame(painter, box, fill="ask", radius=px(6))
            painter.setPen(theme().color("askInk"))
        else:
            painter.setPen(theme().color("ink2"))
        painter.setFont(theme().font("body", bold=is_late))
        painter.drawText(box.adjusted(px(8) if is_late else 0, 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter),
                         self.signal)  # fmt: skip


class StageButton(Button):
    """A stage: done, here, or to come; pressing it goes there."""

    def __init__(self, stage: Stage, parent: QWidget | None = None) -> None:
        super().__init__(stage.title, name=f"stage-{stage.key}", kind="quiet", size="small", parent=parent)
        self.stage = stage
        self.state = "to come"
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Qt: a line."""
        return QSize(theme().px(180), theme().target(36))

    def minimumSizeHint(self) -> QSize:
        """Qt: may be narrow; the words are cut."""
        return QSize(theme().px(120), theme().target(36))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: mark, title, minutes."""
        painter, px, is_here = QPainter(self), theme().px, self.state == "here"
        if is_here or self._hover:
            paint_frame(painter, QRectF(self.rect()), fill="selected" if is_here else "hover", radius=px(8))
        ink = theme().color("ink" if is_here else "ink2")
        icon = {"done": "check-circle", "here": "chat-circle-text"}.get(self.state, "circle")
        icons.paint(painter, icon, QRectF(px(8), (self.height() - px(18)) / 2, px(18), px(18)), ink)
        painter.setPen(ink)
        painter.setFont(theme().font("body", bold=is_here))
        room = QRectF(px(34), 0, self.width() - px(34 + 38), self.height())
        said = painter.fontMetrics().elidedText(self.stage.title, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), said)
        painter.drawText(QRectF(0, 0, self.width() - px(10), self.height()),
                         int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight),
                         str(self.stage.minutes))  # fmt: skip


class Controls(QWidget):
    """Time, pause, back, next, and the stages."""

    def __init__(self, state: SessionState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        body = column(self, gap=8)
        body.addWidget(TimeLeft(state))
        row = QHBoxLayout()
        row.setSpacing(theme().px(6))
        self.pause = Button(self.tr("Pause"), name="pauseClock", icon="clock")
        self.pause.clicked.connect(state.clock.toggle)
        back = IconButton("arrow-left", self.tr("The stage before"), name="stageBack", kind="outline")
        back.clicked.connect(state.back)
        self.next = IconButton("arrow-right", self.tr("The next stage"), name="stageNext", kind="primary")
        self.next.clicked.connect(state.next)
        row.addWidget(self.pause, 1)
        row.addWidget(back)
        row.addWidget(self.next)
        body.addLayout(row)
        body.addSpacing(theme().px(6))
        self._stages = [StageButton(stage) for stage in state.whole.stages]
        for button in self._stages:
            button.clicked.connect(self._go)
            body.addWidget(button)
        minutes = sum(stage.minutes for stage in state.whole.stages)
        body.addWidget(Label(self.tr("{minutes} minutes in all").format(minutes=minutes), "caption", "ink2"))
        state.changed.connect(self.refresh)
        state.clock.ticked.connect(self._on_tick)
        self.refresh()

    def refresh(self) -> None:
        """Which stages are done, and which is here."""
        here = self._state.whole.stages.index(self._state.whole.stage)
        for place, button in enumerate(self._stages):
            button.state = "done" if place < here else "here" if place == here else "to come"
            said = {"done": self.tr("done"), "here": self.tr("now")}.get(button.state, self.tr("to come"))
            button.setAccessibleName(f"{button.stage.title}, {said}")
            button.update()
        self.next.setEnabled(here + 1 < len(self._stages))
        self._on_tick()

    def _on_tick(self) -> None:
        words = self.tr("Go on") if self._state.clock.is_paused else self.tr("Pause")
        if self.pause.text() != words:
            self.pause.setText(words)

    def _go(self) -> None:
        button = self.sender()
        if isinstance(button, StageButton):
            self._state.go(button.stage.key)
