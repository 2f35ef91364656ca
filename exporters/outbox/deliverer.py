"""Delivering what is due: scanned once more, looked for where it may have arrived, sent, and told how it went.

The network is only used from here, on whichever thread calls :meth:`Deliverer.sync_once`; everything that touches the
vault goes through ``on_desk``, so a window hands it a way to its own thread and is never kept waiting by a server.
"""

from __future__ import annotations

import hashlib
import logging
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Protocol, TypeVar

from exporters.connectors.base import (
    LATER,
    REJECTED,
    UNKNOWN,
    Connector,
    LeavesParts,
    Outcome,
    Parcel,
    ParcelPart,
    Progress,
)
from exporters.connectors.registry import connector_for
from exporters.outbox.scanning import SecretsByReader, scans_for, secrets_now
from models import audit, connections
from models.casework import Desk
from models.connections import Way
from models.errors import KnownError
from models.outbox import PAUSE_CODES, Outbox, Stored
from models.outbox_bytes import AT_ONCE

log = logging.getLogger(__name__)
Answer = TypeVar("Answer")

_ENDS_THE_ROUND = PAUSE_CODES | {"429", "503", "507", "offline", "certificate", "stopped"}
"""After these nothing more is tried over the same connection in this sync."""

HELD = Outcome(
    REJECTED,
    "This copy was held back: since it was made, something in it has been marked as not to be shown. "
    "Nothing was sent. Withdraw it and make a new copy.",
    code="leak",
)


GONE = Outcome(
    REJECTED, "The files of this delivery are not whole any more. Nothing was sent. Withdraw it and make a new copy.",
    code="gone",
)  # fmt: skip


class OnDesk(Protocol):
    """Runs work on the desk's thread and gives back what it returned (or raises what it raised)."""

    def __call__(self, work: Callable[[], Answer], /) -> Answer: ...


def at_once(work: Callable[[], Answer], /) -> Answer:
    """Where there is only one thread."""
    return work()


@dataclass
class Tally:
    """What a sync came to: how many deliveries ended in each state (delivered, conflict, rejected, queued, unknown)."""

    states: dict[str, int] = field(default_factory=dict)

    def count(self, state: str) -> None:
        """One more."""
        self.states[state] = self.states.get(state, 0) + 1

    @property
    def delivered(self) -> int:
        """How many arrived."""
        return self.states.get("delivered", 0)

    @property
    def left(self) -> int:
        """How many did not, whatever the reason."""
        return sum(self.states.values()) - self.delivered


@dataclass(frozen=True)
class _Ready:
    stored: Stored
    way: Way
    secrets: SecretsByReader


class Deliverer:
    """Delivers from one open vault. Only one may work on a vault at a time.

    ``changed`` is told the id of each delivery whose state changed, on the calling thread.
    """

    def __init__(
        self,
        desk: Desk,
        *,
        on_desk: OnDesk = at_once,
        connect: Callable[[Way], Connector] = connector_for,
        changed: Callable[[str], None] = lambda _item: None,
        draw: Callable[[], float] = random.random,
    ) -> None:
        self._desk = desk
        self._outbox = Outbox(desk, draw=draw)
        self._on_desk = on_desk
        self._connect = connect
        self._changed = changed
        self._stopped = False

    def stop(self) -> None:
        """Come to an end soon: after the delivery being sent, or within it. May be called from any thread."""
        self._stopped = True

    @property
    def is_stopped(self) -> bool:
        """Whether :meth:`stop` was called."""
        return self._stopped

    def sync_once(self) -> Tally:
        """Try every delivery whose time has come, once. A bug in a connector is raised after all others."""
        tally = Tally()
        bugs: list[Exception] = []
        closed: set[str] = set()
        self._on_desk(self._outbox.recover)
        self._clear_up()
        for item_id, way_id in self._on_desk(self._outbox.due_with_ways):
            if self._stopped:
                break
            if way_id in closed:
                continue
            ready = self._ready(item_id)
            if ready is None:
                continue
            outcome = self._deliver(ready, bugs)
            if outcome is None:
                continue
            if outcome.code in _ENDS_THE_ROUND:
                closed.add(way_id)
            tally.count(self._settle(item_id, outcome))
        while self._on_desk(self._outbox.drop_some):
            pass
        if bugs:
            raise bugs[0]
        return tally

    def _clear_up(self) -> None:
        """Take away what was begun there and is not to be sent; what cannot be done now is done in the next sync."""
        for item_id in self._on_desk(self._outbox.to_clear):
            if not self._stopped and self._is_clear(item_id):
                self._on_desk(partial(self._outbox.remember, item_id, {"cleared": True}))

    def _is_clear(self, item_id: str) -> bool:
        stored = self._on_desk(partial(self._outbox.stored, item_id, ("withdrawn", "rejected")))
        if stored is None:
            return False
        try:
            connector = self._connect(self._on_desk(partial(connections.way, self._desk, stored.connection_id)))
            return not isinstance(connector, LeavesParts) or connector.clear(parcel_of(stored))
        except KnownError:
            return False

    def _parcel(self, stored: Stored) -> Parcel | None:
        """A kept delivery with its bytes, read a little at a time; None where they are not what was queued."""
        parts = []
        for part in stored.parts:
            pieces: list[bytes] = []
            while piece := self._on_desk(partial(self._outbox.bytes_from, part.id, AT_ONCE * len(pieces))):
                pieces.append(piece)
            data = b"".join(pieces)
            if hashlib.sha256(data).hexdigest() != part.sha256:
                return None
            parts.append(ParcelPart(part.number, part.name, part.media_type, data, part.sha256))
        return parcel_of(stored, tuple(parts))

    def _ready(self, item_id: str) -> _Ready | None:
        """Everything one try needs, each a turn of the desk's thread; None when it is not to be sent any more.

        What must not be shown is read last: after it nothing comes between but the last look itself.
        """
        stored = self._on_desk(partial(self._outbox.stored, item_id))
        if stored is None:
            return None
        try:
            way = self._on_desk(partial(connections.way, self._desk, stored.connection_id))
            self._on_desk(partial(self._open, stored.case_id))
            secrets = self._on_desk(partial(secrets_now, self._desk, stored))
        except KnownError:
            return None  # its case was erased, or its connection removed, between two turns
        return _Ready(stored, way, secrets)

    def _open(self, case_id: str) -> None:
        """A case that nobody has open is read in a turn of its own: that is the longest thing there is."""
        self._desk.open_case(case_id)

    def _deliver(self, ready: _Ready, bugs: list[Exception]) -> Outcome | None:
        """Scan and send; None when it was taken back while it was looked through."""
        stored, parcel = ready.stored, self._parcel(ready.stored)
        if parcel is None:
            return GONE
        if any(scan.finds_something() for scan in scans_for(parcel, stored.order, ready.secrets)):
            self._on_desk(lambda: audit.note(self._desk, "held", case_id=stored.case_id, what=stored.what,
                                             detail=f"delivery {stored.id}"))  # fmt: skip
            return HELD
        try:
            connector = self._connect(ready.way)
        except KnownError as known:
            return Outcome(LATER, str(known), code="settings")
        try:
            # A first try has nothing to look for; any other may be there already.
            outcome = connector.look(parcel) if stored.state == "unknown" else None
            if outcome is None:
                if not self._on_desk(lambda: self._outbox.begin(stored.id)):
                    return None
                self._changed(stored.id)
                outcome = connector.send(parcel, _Transit(self, stored.id))
            elif stored.state == "unknown" and outcome.state == LATER:
                # Looking failed, so it is still not known.
                outcome = Outcome(UNKNOWN, outcome.words, after=outcome.after, code=outcome.code)
        except Exception as bug:
            log.error("A connector of kind %s failed: %s", ready.way.kind, type(bug).__name__)
            bugs.append(bug)
            outcome = Outcome(
                UNKNOWN, "Something went wrong in SofS Desk while this was sent. The files are safe here; it is "
                "looked for there before it is tried again.", code="bug",
            )  # fmt: skip
        return outcome

    def _settle(self, item_id: str, outcome: Outcome) -> str:
        """Keep how it went; returns the state it is in now."""

        def settle() -> None:
            self._outbox.settle(
                item_id, outcome.state, outcome.words, receipt=outcome.receipt, theirs=outcome.theirs,
                after=outcome.after, code=outcome.code,
            )  # fmt: skip

        try:
            # Two turns of the desk's thread: together they would be the longest of all.
            self._on_desk(settle)
            state = self._on_desk(lambda: self._outbox.delivery(item_id).line.state)
        except KnownError:
            state = "withdrawn"  # its case was erased while it was on its way
        self._changed(item_id)
        return state


class _Transit:
    """What a connector tells, kept durably before it goes on."""

    def __init__(self, deliverer: Deliverer, item_id: str) -> None:
        self._deliverer = deliverer
        self._item_id = item_id

    def progress(self, progress: Progress) -> None:
        """Bytes that are known to have arrived."""
        outbox = self._deliverer._outbox
        self._deliverer._on_desk(lambda: outbox.progress(self._item_id, progress.part, progress.sent))
        self._deliverer._changed(self._item_id)

    def remember(self, **what: Any) -> None:
        """Keep something for the next try."""
        outbox = self._deliverer._outbox
        self._deliverer._on_desk(lambda: outbox.remember(self._item_id, what))

    def is_stopped(self) -> bool:
        """Whether to come to an end."""
        return self._deliverer.is_stopped


def parcel_of(stored: Stored, parts: tuple[ParcelPart, ...] | None = None) -> Parcel:
    """A kept delivery as connectors take it; without ``parts`` only with the names of its files."""
    if parts is None:
        parts = tuple(ParcelPart(p.number, p.name, p.media_type, b"", p.sha256) for p in stored.parts)
    return Parcel(
        stored.id, stored.case_number, stored.what, stored.created_at, parts, stored.sha256, stored.facts,
        stored.progress,
    )  # fmt: skip
