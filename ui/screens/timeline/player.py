"""The buttons beside the line of time: one step back, play forward, one step on. Nothing plays by itself."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.screens.timeline.state import TimelineState
from ui.screens.timeline.words import day_heard, tr
from ui.theme import theme
from ui.widgets import Button, IconButton, announce

_LEAST_MS, _PER_LETTER_MS, _MOST_MS = 1500, 55, 6000


def pace(state: TimelineState) -> int:
    """How long a day is shown while playing, in milliseconds: time to read what is dated on it."""
    letters = sum(len(event.text) for event in state.events_on(state.day))
    return min(_LEAST_MS + letters * _PER_LETTER_MS, _MOST_MS)


class Player(QWidget):
    """Today, back, play or stop, on. With reduced motion each press of play goes one step on."""

    def __init__(self, state: TimelineState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(4))
        self.back = IconButton("caret-left", tr("The step before"), name="timelineBack", size="small")
        self.play = Button(tr("Play forward"), name="timelinePlay", kind="quiet", size="small")
        self.on = IconButton("caret-right", tr("The next step"), name="timelineOn", size="small")
        self.today = Button(tr("Today"), name="timelineToday", kind="quiet", size="small")
        self.today.clicked.connect(self._today)
        for button in (self.today, self.back, self.play, self.on):
            row.addWidget(button)
        self.back.clicked.connect(self._back)
        self.play.clicked.connect(self._play)
        self.on.clicked.connect(self._on)
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.timeout.connect(self._tick)

    def show_state(self) -> None:
        """Which ways are open from the day in hand."""
        days = [stop.day for stop in self._state.stops]
        self.back.setEnabled(bool(days) and days[0] < self._state.day)
        self.on.setEnabled(bool(days) and days[-1] > self._state.day)
        self.today.setEnabled(self._state.day != self._state.today)
        self.setVisible(len(days) > 1)

    @property
    def is_playing(self) -> bool:
        """Whether it goes on by itself."""
        return self._clock.isActive()

    def _today(self) -> None:
        self.stop()
        self._state.show_day(self._state.today)
        self._say()

    def _back(self) -> None:
        self.stop()
        self._state.step(-1)

    def _on(self) -> None:
        self.stop()
        self._state.step(1)

    def _play(self) -> None:
        if self.is_playing:
            self.stop()
            return
        days = [stop.day for stop in self._state.stops]
        if days and self._state.day >= days[-1]:
            self._state.show_day(days[0])
        else:
            self._state.step(1)
        self._say()
        if theme().ms() and self._state.day < days[-1]:
            self._clock.start(pace(self._state))
            self.play.setText(tr("Stop"))

    def _tick(self) -> None:
        self._state.step(1)
        self._say()
        if self._state.stops and self._state.day < self._state.stops[-1].day:
            self._clock.start(pace(self._state))
        else:
            self.stop()

    def _say(self) -> None:
        state = self._state
        announce(self, day_heard(state.day, state.events_on(state.day), state.today))

    def stop(self) -> None:
        """Stop playing."""
        self._clock.stop()
        self.play.setText(tr("Play forward"))

    def hideEvent(self, event: QHideEvent) -> None:
        """Qt: nothing plays unseen."""
        super().hideEvent(event)
        self.stop()
