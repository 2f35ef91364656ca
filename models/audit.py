"""Who did what that touches confidence: opened, printed, sent … The list only grows, and every entry is chained.

Each entry carries a hash over the entry before it and itself; the newest hash is kept a second time under
:data:`HEAD`. So a changed, a missing and a cut-off entry are all found by :func:`verify`. Details hold codes, counts
and ids, never names or words of a case: an entry outlives the case it is about.
"""

from __future__ import annotations

import getpass
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, text

from models.casework import Desk

DEEDS = frozenset(
    "opened exported printed revealed queued sent delivered received merged held erased withdrawn".split()
)
HEAD = "audit head"
"""The desk's note that holds number and hash of the newest entry."""

_FIELDS = ("at", "who", "case_id", "deed", "what", "reader", "detail")


@dataclass(frozen=True)
class AuditLine:
    """One entry. ``at``: ISO, UTC. ``who``: the computer's account. ``reader``: a kind, never a name."""

    seq: int
    at: str
    who: str
    case_id: str | None
    deed: str
    what: str = ""
    reader: str = ""
    detail: str = ""


def note(
    desk: Desk, deed: str, *, case_id: str | None, what: str = "", reader: str = "", detail: str = "", who: str = ""
) -> None:
    """Add an entry; inside an edit or another writing it is saved with that or not at all.

    ``reader`` may be "parent:NAME": only the kind is kept. A read-only vault keeps nothing.
    """
    if desk.vault.read_only:
        return
    if deed not in DEEDS:
        raise ValueError(deed)
    with desk.writing() as session:
        connection = session.connection()
        row: dict[str, Any] = {
            "at": desk.now().isoformat(), "who": who or account(), "case_id": case_id, "deed": deed, "what": what,
            "reader": reader.partition(":")[0], "detail": detail,
        }  # fmt: skip
        seq, before = _head(connection)
        row |= {"seq": seq + 1, "chain": _link(before, seq + 1, row)}
        connection.execute(
            text(
                "INSERT INTO audit_entry (seq, at, who, case_id, deed, what, reader, detail, chain) "
                "VALUES (:seq, :at, :who, :case_id, :deed, :what, :reader, :detail, :chain)"
            ),
            row,
        )
        _keep_head(connection, seq + 1, row["chain"])


def account() -> str:
    """The account of this computer that the app runs under; "" where it cannot be told."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return ""


def entries(desk: Desk, case_id: str | None = None, *, limit: int = 1000) -> tuple[AuditLine, ...]:
    """What was done with a case (None: with all), newest first."""
    where = "WHERE case_id = :case" if case_id else ""
    query = f"SELECT seq, {', '.join(_FIELDS)} FROM audit_entry {where} ORDER BY seq DESC LIMIT :limit"
    with desk.reading() as connection:
        return tuple(AuditLine(*row) for row in connection.execute(text(query), {"case": case_id, "limit": limit}))


def verify(desk: Desk) -> list[str]:
    """What is wrong with the list, in plain sentences; an empty list when it is whole."""
    query = f"SELECT seq, {', '.join(_FIELDS)}, chain FROM audit_entry ORDER BY seq"
    with desk.reading() as connection:
        rows: Iterable[Any] = connection.execute(text(query)).mappings().all()
        head = _head(connection)
    before, last = "", 0
    for row in rows:
        if row["seq"] != last + 1:
            return [f"The list of who did what has a gap after entry {last}."]
        if row["chain"] != _link(before, row["seq"], row):
            return [f"Entry {row['seq']} of the list of who did what was changed after it was written."]
        before, last = row["chain"], row["seq"]
    if (last, before) != head:
        return ["The newest entries of the list of who did what are not there any more."]
    return []


def _head(connection: Connection) -> tuple[int, str]:
    kept = connection.execute(text("SELECT value FROM desk_note WHERE key = :key"), {"key": HEAD}).scalar()
    seq, _, chain = (kept or "0 ").partition(" ")
    return int(seq), chain


def _keep_head(connection: Connection, seq: int, chain: str) -> None:
    query = "INSERT INTO desk_note VALUES (:key, :value) ON CONFLICT(key) DO UPDATE SET value = excluded.value"
    connection.execute(text(query), {"key": HEAD, "value": f"{seq} {chain}"})


def _link(before: str, seq: int, row: Any) -> str:
    body = json.dumps([before, seq, *(row[name] for name in _FIELDS)], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(body.encode("utf-8", "surrogatepass")).hexdigest()
