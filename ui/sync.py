"""Sending what waits in the outbox while somebody works: a thread for the network, the window's thread for the vault.

A round begins every few minutes, when a delivery is due, and soon after anything was queued. Without a connection
that is switched on there is no round, and so no use of the network.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import queue
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal
from sqlalchemy import event
from sqlalchemy.orm import Session

from exporters.connectors.registry import connector_for
from models.casework import Desk
from models.connections import Way
from models.entities.sharing import Connection, OutboxItem
from models.errors import KnownError
from models.outbox import Outbox
from models.outbox_state import OutboxState, outbox_state

if TYPE_CHECKING:
    from exporters.connectors.base import Connector
    from exporters.outbox import Deliverer

EVERY_MS = 180_000
"""The longest time between two rounds."""
SHORTEST_MS = 2_000
"""The shortest time between two rounds that nobody asked for."""
SOON_MS = 150
"""How long after a change a round begins: some changes come several at once."""
PATIENCE = 0.5
"""Seconds that stopping waits for a round to end by itself."""

Answer = TypeVar("Answer")
_left: list[threading.Thread] = []
"""Threads that a lock did not wait for: they end at their next word to the vault, which refuses them."""


class _Ended(BaseException):
    """The vault is closed: leaves the deliverer at once. What was being sent is looked for at the next start."""


class _Request:
    """Work for the window's thread, and its answer."""

    def __init__(self, work: Callable[[], Any]) -> None:
        self._work = work
        self._settled = threading.Event()
        self._answer: Any = None
        self._error: BaseException | None = None

    def run(self) -> None:
        """On the window's thread."""
        try:
            self._answer = self._work()
        except Exception as error:
            self._error = error
        self._settled.set()

    def drop(self) -> None:
        """Nothing is done any more."""
        self._error = _Ended()
        self._settled.set()

    def answer(self) -> Any:
        """On the asking thread: what came of it."""
        self._settled.wait()
        if self._error is not None:
            raise self._error
        return self._answer


class SyncWorker(QObject):
    """Delivers from one open vault. ``changed(id)`` for a delivery that moved on ("": anything may have changed).

    ``connect`` makes connectors (tests give their own). It works from the moment it is made until :meth:`stop`.
    """

    changed = Signal(str)
    _asked = Signal()
    _moved = Signal(str)
    _over = Signal(object)

    def __init__(
        self, desk: Desk, *, connect: Callable[[Way], Connector] = connector_for, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._connect = desk, connect
        self._outbox = Outbox(desk)
        self._requests: queue.SimpleQueue[_Request] = queue.SimpleQueue()
        self._gate = threading.Lock()
        self._is_stopped = self._is_shut = False
        self._is_serving = False
        self._is_touched = False
        self._wants_more = False
        self._deliverer: Deliverer | None = None
        self._thread: threading.Thread | None = None
        self._offline_since: dt.datetime | None = None
        self._asked.connect(self._serve)
        self._moved.connect(self._on_moved)
        self._over.connect(self._on_over)
        self._next = self._timer(self._begin)
        self._told = self._timer(self._on_touched)
        event.listen(desk.session, "after_flush", self._after_flush)
        event.listen(desk.session, "after_commit", self._after_commit)
        self._state = outbox_state(desk)
        self._note_state()
        self.wake()

    def _timer(self, work: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(work)
        return timer

    # ---- what is shown ----------------------------------------------------------------------------------------
    @property
    def state(self) -> OutboxState:
        """How the outbox stands."""
        return self._state

    @property
    def offline_since(self) -> dt.datetime | None:
        """Since when a server could not be reached while something waits for it."""
        return self._offline_since

    @property
    def is_busy(self) -> bool:
        """Whether a round is under way."""
        return self._thread is not None

    # ---- when -------------------------------------------------------------------------------------------------
    def wake(self) -> None:
        """Begin a round soon (when one is under way: after it)."""
        if self._is_stopped:
            return
        if self._thread is not None:
            self._wants_more = True
        else:
            self._next.start(SOON_MS)

    def _begin(self) -> None:
        if self._is_stopped or self._thread is not None or self._desk.vault.read_only:
            return
        self.refresh()
        if not self._state.connections:
            return
        before = [thread for thread in _left if thread.is_alive()]
        _left[:] = before
        self._thread = threading.Thread(target=self._run, args=(before,), name="sync", daemon=True)
        self._thread.start()

    def _rest(self) -> None:
        """Wait until the next delivery is due, or a few minutes."""
        wait = float(EVERY_MS)
        at = self._outbox.next_at()
        if at is not None:
            due = (dt.datetime.fromisoformat(at) - self._desk.now()).total_seconds() * 1000
            wait = min(wait, max(due, SHORTEST_MS))
        self._next.start(SOON_MS if self._wants_more else int(wait))
        self._wants_more = False

    # ---- the thread -------------------------------------------------------------------------------------------
    def _run(self, before: list[threading.Thread]) -> None:
        # Everything that makes and looks through papers comes along: too much to load while somebody unlocks.
        from exporters.outbox import Deliverer

        error: Exception | None = None
        try:
            with self._gate:
                if self._is_stopped:
                    return
                deliverer = Deliverer(
                    self._desk, on_desk=self._on_desk, connect=self._connect, changed=self._moved.emit
                )
                self._deliverer = deliverer
            for thread in before:
                thread.join()  # only one may work on a vault, and on a server's unfinished files
            deliverer.sync_once()
        except _Ended:
            return
        except Exception as caught:
            error = caught
        with contextlib.suppress(RuntimeError):  # the window may be gone
            self._over.emit(error)

    def _on_desk(self, work: Callable[[], Answer], /) -> Answer:
        request = _Request(work)
        with self._gate:
            if self._is_shut:
                raise _Ended
            self._requests.put(request)
        with contextlib.suppress(RuntimeError):
            self._asked.emit()
        answer: Answer = request.answer()
        return answer

    # ---- the window's thread ----------------------------------------------------------------------------------
    def _serve(self) -> None:
        """One piece of work, then the window has its turn again."""
        with contextlib.suppress(queue.Empty):
            request = self._requests.get_nowait()
            self._is_serving = True
            try:
                request.run()
            finally:
                self._is_serving = False

    def _on_moved(self, item_id: str) -> None:
        self.refresh()
        self.changed.emit(item_id)

    def _on_over(self, error: Exception | None) -> None:
        if self._thread is None or self._is_stopped:
            return
        self._thread.join()
        self._thread = self._deliverer = None
        self.refresh()
        self.changed.emit("")
        self._rest()
        if error is not None and not isinstance(error, KnownError):
            raise error

    def refresh(self) -> None:
        """Count again."""
        self._state = outbox_state(self._desk)
        self._note_state()

    def _note_state(self) -> None:
        if not self._state.is_offline:
            self._offline_since = None
        elif self._offline_since is None:
            self._offline_since = self._desk.now()

    # ---- changes made by anybody else -------------------------------------------------------------------------
    def _after_flush(self, session: Session, _context: object) -> None:
        if not self._is_serving and any(
            isinstance(row, OutboxItem | Connection) for row in (*session.new, *session.dirty, *session.deleted)
        ):
            self._is_touched = True

    def _after_commit(self, _session: Session) -> None:
        if self._is_touched:
            self._is_touched = False
            self._told.start(SOON_MS)

    def _on_touched(self) -> None:
        self.refresh()
        self.changed.emit("")
        self.wake()

    # ---- the end ----------------------------------------------------------------------------------------------
    def stop(self, patience: float = PATIENCE) -> None:
        """End: a round gets ``patience`` seconds to come to a good end; then the vault is shut to it.

        A delivery cut off here is looked for at the next start before it is sent again. Once is enough; afterwards
        nothing of the desk is held.
        """
        with self._gate:
            if self._is_stopped:
                return
            self._is_stopped = True
        self._next.stop()
        self._told.stop()
        event.remove(self._desk.session, "after_flush", self._after_flush)
        event.remove(self._desk.session, "after_commit", self._after_commit)
        thread, until = self._thread, time.monotonic() + patience
        if self._deliverer is not None:
            self._deliverer.stop()
        while thread is not None and thread.is_alive() and time.monotonic() < until:
            with contextlib.suppress(queue.Empty):
                self._requests.get(timeout=0.01).run()
        with self._gate:
            self._is_shut = True
            self._deliverer = self._thread = None
        with contextlib.suppress(queue.Empty):
            while True:
                self._requests.get_nowait().drop()
        if thread is not None:
            thread.join(0.05)
            if thread.is_alive():
                _left.append(thread)
