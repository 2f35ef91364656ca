"""Work that needs the open vault and takes longer than a frame: done in small turns on the window's own thread."""

from __future__ import annotations

import time
from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer, Signal

from models.errors import KnownError

AT_MOST = 0.008
"""Seconds after which a turn goes no further: what one step takes comes on top of it."""


class Turns(QObject):
    """Goes through ``steps`` while the window works on. ``stepped()`` after each turn, ``ended()`` after the last one.

    ``failed(error)`` instead for what a person can act on. The vault has one connection: a step reads and lets go.
    """

    stepped = Signal()
    ended = Signal()
    failed = Signal(object)

    def __init__(self, steps: Iterator[object], parent: QObject) -> None:
        super().__init__(parent)
        self._steps: Iterator[object] | None = steps
        self._next = QTimer(self)
        self._next.setInterval(0)
        self._next.timeout.connect(self._go_on)

    @property
    def is_running(self) -> bool:
        """Whether there is more to do."""
        return self._steps is not None

    def start(self) -> Turns:
        """Do the first turn at once; little work is over before anything is painted."""
        self._go_on()
        if self.is_running:
            self._next.start()
        return self

    def stop(self) -> None:
        """Do no more. Nothing is told."""
        self._next.stop()
        self._steps = None

    def _go_on(self) -> None:
        until = time.perf_counter() + AT_MOST
        while self._steps is not None and time.perf_counter() < until:
            try:
                next(self._steps)
            except StopIteration:
                self.stop()
                self.stepped.emit()
                self.ended.emit()
                return
            except KnownError as error:
                self.stop()
                self.failed.emit(error)
                return
        self.stepped.emit()
