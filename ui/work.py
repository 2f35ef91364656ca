"""Slow work off the main thread: key derivation, restoring. Nothing in it may touch Qt."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

_running: set[Job] = set()


class Job(QObject):
    """Runs ``work`` in a thread; ``done(result)`` or ``failed(error)`` follows on the main thread, once."""

    done = Signal(object)
    failed = Signal(object)
    _ended = Signal(object, object)

    def __init__(self, work: Callable[[], Any]) -> None:
        super().__init__()
        self._work: Callable[[], Any] | None = work
        self._ended.connect(self._settle)
        self._thread = threading.Thread(target=self._run, name="work", daemon=True)

    def start(self) -> Job:
        """Begin; the job keeps itself alive until it has told."""
        _running.add(self)
        self._thread.start()
        return self

    def wait(self) -> None:
        """Block until the work itself is over (its signals may still be on their way)."""
        self._thread.join()

    def _run(self) -> None:
        work, self._work = self._work, None
        assert work is not None
        try:
            result, error = work(), None
        except Exception as caught:  # told to whoever listens; a bug is raised again on the main thread
            result, error = None, caught
        del work
        self._ended.emit(result, error)

    def _settle(self, result: object, error: Exception | None) -> None:
        _running.discard(self)
        self._thread.join()
        if error is None:
            self.done.emit(result)
        else:
            self.failed.emit(error)
