"""The time of a stage: how much is left, paused or not. It says so once a second and never flashes."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

LAST_MINUTE = 60
"""From here on the time left is told a little more warmly, in seconds."""
_LOOK_MS = 200


class StageClock(QObject):
    """Counts down the minutes of a stage. ``ticked()`` whenever another second should be shown."""

    ticked = Signal()

    def __init__(self, steady: Callable[[], float] = time.monotonic, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._steady = steady
        self._begun, self._spent, self.minutes = steady(), 0.0, 0
        self.is_paused = True
        self._shown = -1
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._look)

    @property
    def left(self) -> int:
        """Whole seconds left of the stage; negative when it runs over."""
        return round(self.minutes * 60 - self.spent)

    @property
    def spent(self) -> float:
        """Seconds that the stage has run."""
        return self._spent + (0.0 if self.is_paused else self._steady() - self._begun)

    def start(self, minutes: int) -> None:
        """A stage of so many minutes begins."""
        self.minutes, self._spent = minutes, 0.0
        self.resume()

    def take_up(self, minutes: int, spent: float) -> None:
        """A stage that has run so many seconds already; the clock stands until somebody lets it go on."""
        self.pause()
        self.minutes, self._spent = minutes, spent
        self.ticked.emit()

    def pause(self) -> None:
        """Stand still."""
        if not self.is_paused:
            self._spent += self._steady() - self._begun
            self.is_paused = True
            self._timer.stop()
            self.ticked.emit()

    def resume(self) -> None:
        """Go on."""
        self._begun, self.is_paused = self._steady(), False
        self._timer.start()
        self.ticked.emit()

    def toggle(self) -> None:
        """Pause, or go on."""
        if self.is_paused:
            self.resume()
        else:
            self.pause()

    def stop(self) -> None:
        """Nothing is shown any more."""
        self._timer.stop()

    def _look(self) -> None:
        if self.left != self._shown:
            self._shown = self.left
            self.ticked.emit()


def clock_words(seconds: int) -> str:
    """Seconds as a clock shows them: "7:12"; never below nothing."""
    minutes, rest = divmod(max(0, seconds), 60)
    return f"{minutes}:{rest:02}"
