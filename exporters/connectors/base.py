"""What every way to the case system is: parcels in, outcomes out.

A connector never decides when to try again, and keeps nothing itself: what it must remember between two tries goes
through ``remember`` into the vault. It never overwrites anything, and leaves no part of a file under its final name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol, runtime_checkable

DELIVERED, CONFLICT, REJECTED, LATER, UNKNOWN = "delivered", "conflict", "rejected", "later", "unknown"


@dataclass(frozen=True)
class ParcelPart:
    """A file: ``name`` is safe on every file system and holds nobody's name; ``sha256`` in hexadecimal."""

    number: int
    name: str
    media_type: str
    data: bytes = field(repr=False)
    sha256: str = ""


@dataclass(frozen=True)
class Parcel:
    """A delivery. ``key``: idempotency key (a UUID), the same on every try. ``progress``: what was remembered.

    ``facts``: what a structured system asks for (models' own field names, see ``exporters/mapping.py``).
    """

    key: str
    case_number: str
    what: str
    created_at: str
    parts: tuple[ParcelPart, ...]
    sha256: str
    facts: Mapping[str, Any] = field(default_factory=dict, repr=False)
    progress: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Outcome:
    """How a try ended.

    ``state``: ``delivered`` (only after the hash was read back, or with the server's own receipt), ``conflict`` (there
    is something else under our name: ``theirs`` says what), ``rejected`` (trying again will not help), ``later`` (try
    again, not before ``after`` seconds where the server said so), ``unknown`` (it may have arrived: ask first).
    ``words``: a plain sentence for the worker (what happened, what is safe, what to do), with nothing of the case.
    """

    state: str
    words: str = ""
    receipt: Mapping[str, Any] = field(default_factory=dict)
    theirs: Mapping[str, Any] = field(default_factory=dict)
    after: float | None = None
    code: str = ""


class Trouble(Exception):
    """Ends a connector's work early with an outcome; it never leaves the connector."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(outcome.code)
        self.outcome = outcome


@dataclass(frozen=True)
class Progress:
    """How far a part is: bytes of *total* known to have arrived."""

    part: int
    sent: int
    total: int


class Transit(Protocol):
    """What a connector tells while it works."""

    def progress(self, progress: Progress) -> None:
        """Bytes that are known to have arrived."""

    def remember(self, **what: Any) -> None:
        """Keep something durably for the next try, before going on (JSON-ready values)."""

    def is_stopped(self) -> bool:
        """Whether the worker wants it to stop; the connector then returns ``later``."""


class Connector(Protocol):
    """A way to a case system, made from a connection's settings and credentials."""

    def try_it(self) -> str:
        """Look whether the way is open, leaving nothing behind. A plain sentence; KnownError where it is not."""

    def look(self, parcel: Parcel) -> Outcome | None:
        """What is there of this parcel: delivered, conflict, or None for nothing (or only unfinished parts)."""

    def send(self, parcel: Parcel, transit: Transit) -> Outcome:
        """Deliver. Every fault becomes an outcome; only bugs raise."""


@runtime_checkable
class LeavesParts(Protocol):
    """A connector whose tries can leave something unfinished there."""

    def clear(self, parcel: Parcel) -> bool:
        """Remove what is unfinished there of a parcel that is not to be sent; False where that has to wait.

        What is there under its final name stays. The parts' data may be gone by now.
        """


ConnectorFactory = Callable[[Mapping[str, Any], Mapping[str, Any]], Connector]
"""Makes a connector from settings and secrets. KnownError where they cannot be right."""
