"""A case taken out of one database: its rows, pictures, journal, words to search, deliveries.

This is the one thing that rewrites the journal: the edits of the case become empty places under their numbers, and the
chain is tied anew from the first of them. Every other case keeps all it had.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Table, text

from models import journal
from models.certificates import Erased
from models.entities import CASE_TABLES, Base, CaseFile

HEADS = "erased-heads"
"""The desk's note of the journal's heads that an erasure replaced: the key file may remember one of them still."""


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
