"""Erasing a case for good: rows, pictures, search index, journal, outbox and every backup, with a certificate.

This is the one thing that rewrites the journal: the edits of the case become empty places under their numbers, and the
chain is tied anew from the first of them. Every other case keeps all it had.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Table, text

from models import journal
from models.backups import rewrite_each
from models.base import new_id
from models.certificates import Certificate, Erased, keep, number_to_keep
from models.entities import CASE_TABLES, Base, CaseFile
from models.errors import KnownError

if TYPE_CHECKING:
    from models.vault import Vault

__all__ = ["HEADS", "Certificate", "Erased", "Held", "StillOnItsWay", "erase", "erase_rows", "replaced_heads"]

HEADS = "erased-heads"
"""The desk's note of the journal's heads that an erasure replaced: the key file may remember one of them still."""

_UNDER_WAY = ("queued", "sending", "unknown")


class Held(KnownError):
    """A legal hold keeps the case."""

    def __init__(self) -> None:
        super().__init__(
            "This case is under a legal hold, so it was not erased. Nothing was changed. "
            "End the hold first if it is over."
        )


class StillOnItsWay(KnownError):
    """Something of the case waits in the outbox."""

    def __init__(self) -> None:
        super().__init__(
            "Something of this case is still in the outbox, so it was not erased. Nothing was changed. "
            "Wait until it is delivered, or take it out of the outbox first."
        )


def erase(vault: Vault, case_id: str, *, at: str, reason: str) -> Certificate:
    """Erase a case from the vault and from all its backups. ``at``: now, ISO 8601.

    Raises KnownError (no such case, held, on its way, read-only, disk), and then nothing has changed. Close the case
    in every desk first. A backup that cannot be rewritten (damaged, of another version) is taken away.
    """
    with vault.engine.connect() as connection:
        number = number_to_keep(connection, case_id, _must_be_erasable(connection, case_id))
    # Backups first: stopped half-way, the case is still here and erasing it again goes on where it stopped.
    done, removed = rewrite_each(vault, lambda connection: erase_rows(connection, case_id, at))
    certificate = Certificate(new_id()[:8].upper(), number, at, reason, Erased(), done, removed)
    # Kept in the erasure's own transaction: no case goes without its certificate.
    here = vault.erase_rows(case_id, at, lambda connection, here: keep(connection, replace(certificate, here=here)))
    return replace(certificate, here=here)


def _must_be_erasable(connection: Connection, case_id: str) -> str:
    case = connection.execute(text("SELECT number FROM casefile WHERE id = :c"), {"c": case_id}).first()
    if case is None:
        raise KnownError("This case is not in the vault. Nothing was changed.")
    held = "SELECT 1 FROM case_life WHERE case_id = :c AND hold_reason IS NOT NULL"
    if connection.execute(text(held), {"c": case_id}).first():
        raise Held
    states = ", ".join(f"'{state}'" for state in _UNDER_WAY)
    waiting = f"SELECT 1 FROM outbox_item WHERE case_id = :c AND state IN ({states})"
    if connection.execute(text(waiting), {"c": case_id}).first():
        raise StillOnItsWay
    return str(case[0] or "")


def erase_rows(connection: Connection, case_id: str, at: str) -> Erased | None:
    """Take everything of a case out of one database, inside the caller's transaction. None when it holds none of it."""
    here = _count(connection, case_id)
    if here == Erased():
        return None
    _remember_head(connection)
    with _journal_open(connection):
        connection.execute(text("DELETE FROM search_entry WHERE case_id = :c"), {"c": case_id})
        for table in reversed(Base.metadata.sorted_tables):
            if "case_id" in table.columns and table.name != "audit_entry":
                connection.execute(text(f'DELETE FROM "{table.name}" WHERE case_id = :c'), {"c": case_id})
        connection.execute(text("DELETE FROM casefile WHERE id = :c"), {"c": case_id})
        connection.execute(text("DELETE FROM desk_note WHERE key LIKE '%:' || :c"), {"c": case_id})
        _empty_places(connection, case_id, at)
    return here


def _count(connection: Connection, case_id: str) -> Erased:
    def of(query: str) -> int:
        return int(connection.execute(text(f"SELECT count(*) FROM {query}"), {"c": case_id}).scalar() or 0)

    rows = sum(of(f'"{table.name}" WHERE case_id = :c') for table in _journalled()) + of("casefile WHERE id = :c")
    return Erased(
        rows=rows, pictures=of("blob WHERE case_id = :c"), edits=of("edit WHERE case_id = :c"),
        changes=of("change WHERE edit IN (SELECT seq FROM edit WHERE case_id = :c)"),
        found_words=of("search_entry WHERE case_id = :c"), deliveries=of("outbox_item WHERE case_id = :c"),
    )  # fmt: skip


def _journalled() -> list[Table]:
    return [model.__table__ for model in CASE_TABLES if model is not CaseFile]  # type: ignore[misc]


@contextmanager
def _journal_open(connection: Connection) -> Iterator[None]:
    """The journal without its guards, within the caller's transaction; they are back when the block ends."""
    guards = connection.exec_driver_sql(
        "SELECT name FROM sqlite_master WHERE type = 'trigger' "
        "AND (tbl_name IN ('edit', 'change') OR name LIKE 'journal\\_%' ESCAPE '\\')"
    )
    for (name,) in guards.all():
        connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
    yield
    journal.install(connection)


def _empty_places(connection: Connection, case_id: str, at: str) -> None:
    first = connection.execute(text("SELECT min(seq) FROM edit WHERE case_id = :c"), {"c": case_id}).scalar()
    if first is None:
        return
    connection.execute(
        text("DELETE FROM change WHERE edit IN (SELECT seq FROM edit WHERE case_id = :c)"), {"c": case_id}
    )
    connection.execute(
        text(
            "UPDATE edit SET case_id = '', label = 'Erased', at = :at, kind = 'begin', step = seq, reverses = NULL, "
            "merge_key = NULL WHERE case_id = :c"
        ),
        {"c": case_id, "at": at},
    )
    journal.tie_anew(connection, int(first))


# ---- the head that the key file remembers --------------------------------------------------------------------------
def _remember_head(connection: Connection) -> None:
    """Note the head as it is: should the machine stop before the key file has the new one, it is still known."""
    heads = [*replaced_heads(connection), journal.head(connection)]
    query = "INSERT INTO desk_note VALUES (:key, :value) ON CONFLICT(key) DO UPDATE SET value = excluded.value"
    connection.execute(text(query), {"key": HEADS, "value": json.dumps(heads[-20:])})


def replaced_heads(connection: Connection) -> list[tuple[int, str]]:
    """Heads of the journal that an erasure replaced."""
    value = connection.execute(text("SELECT value FROM desk_note WHERE key = :key"), {"key": HEADS}).scalar()
    return [(int(seq), str(chain)) for seq, chain in json.loads(value or "[]")]
