"""The journal: every changed row of every edit, kept for ever, in a chain.

Triggers made from the tables' metadata copy each changed row (before, after) under the edit that is open, so ORM
writes, plain SQL and cascades are all caught. A write with no edit open is refused by the database itself. The journal
is append-only; each edit carries the hash of itself and the one before, so a torn or doctored journal shows.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, text

from models.entities import CASE_TABLES
from models.rows import Change, Row

_KEPT = "BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END"
_TABLES = (
    "CREATE TABLE IF NOT EXISTS edit ("
    "seq INTEGER PRIMARY KEY, case_id TEXT NOT NULL, label TEXT NOT NULL, at TEXT NOT NULL, "
    "kind TEXT NOT NULL, step INTEGER NOT NULL, reverses INTEGER, merge_key TEXT, chain TEXT)",
    "CREATE INDEX IF NOT EXISTS edit_case ON edit(case_id, seq)",
    "CREATE TABLE IF NOT EXISTS change ("
    "id INTEGER PRIMARY KEY, edit INTEGER NOT NULL REFERENCES edit(seq), tbl TEXT NOT NULL, key TEXT NOT NULL, "
    "before TEXT, after TEXT)",
    "CREATE INDEX IF NOT EXISTS change_edit ON change(edit)",
    "CREATE TABLE IF NOT EXISTS journal_state (one INTEGER PRIMARY KEY CHECK (one = 1), open_edit INTEGER)",
    "INSERT OR IGNORE INTO journal_state VALUES (1, NULL)",
    f"CREATE TRIGGER IF NOT EXISTS edit_is_kept BEFORE DELETE ON edit WHEN OLD.chain IS NOT NULL {_KEPT}",
    f"CREATE TRIGGER IF NOT EXISTS edit_is_final BEFORE UPDATE ON edit WHEN OLD.chain IS NOT NULL {_KEPT}",
    f"CREATE TRIGGER IF NOT EXISTS change_is_kept BEFORE DELETE ON change {_KEPT}",
    f"CREATE TRIGGER IF NOT EXISTS change_is_final BEFORE UPDATE ON change {_KEPT}",
)

BEGIN, DO, UNDO, REDO = "begin", "do", "undo", "redo"


@dataclass(frozen=True)
class EditRecord:
    """One edit as the journal keeps it. ``step`` groups edits that are undone together."""

    seq: int
    case_id: str
    label: str
    at: str
    kind: str
    step: int
    reverses: int | None
    merge_key: str | None


def install(connection: Connection) -> None:
    """Create the journal's tables and (again) the triggers of every journalled table."""
    for statement in _TABLES:
        connection.exec_driver_sql(statement)
    for model in CASE_TABLES:
        for statement in _triggers(model.__table__):  # type: ignore[arg-type]
            connection.exec_driver_sql(statement)


def _triggers(table: Table) -> Iterator[str]:
    def image(side: str) -> str:
        return "json_object(" + ", ".join(f"'{c.name}', {side}.\"{c.name}\"" for c in table.columns) + ")"

    images = {
        "INSERT": ("NEW", "NULL", image("NEW")),
        "UPDATE": ("NEW", image("OLD"), image("NEW")),
        "DELETE": ("OLD", image("OLD"), "NULL"),
    }
    for verb, (side, before, after) in images.items():
        name = f"journal_{table.name}_{verb.lower()}"
        yield f"DROP TRIGGER IF EXISTS {name}"
        same = f" WHEN {image('OLD')} IS NOT {image('NEW')}" if verb == "UPDATE" else ""
        yield (
            f'CREATE TRIGGER {name} AFTER {verb} ON "{table.name}"{same} BEGIN '
            f"INSERT INTO change(edit, tbl, key, before, after) "
            f"VALUES ((SELECT open_edit FROM journal_state), '{table.name}', {side}.id, {before}, {after}); END"
        )


def open_edit(
    connection: Connection,
    case_id: str,
    label: str,
    at: str,
    *,
    kind: str = DO,
    step: int | None = None,
    reverses: int | None = None,
    merge_key: str | None = None,
) -> int:
    """Open an edit and return its number; rows changed from now on are journalled under it."""
    seq = 1 + (connection.exec_driver_sql("SELECT max(seq) FROM edit").scalar() or 0)
    connection.execute(
        text("INSERT INTO edit VALUES (:seq, :case_id, :label, :at, :kind, :step, :reverses, :merge_key, NULL)"),
        {"seq": seq, "case_id": case_id, "label": label, "at": at, "kind": kind, "step": step or seq,
         "reverses": reverses, "merge_key": merge_key},
    )  # fmt: skip
    connection.execute(text("UPDATE journal_state SET open_edit = :seq"), {"seq": seq})
    return seq


def close_edit(connection: Connection, seq: int) -> list[Change]:
    """Seal the open edit into the chain and return what it changed (an empty list: nothing, roll it back)."""
    raw = connection.execute(
        text("SELECT tbl, key, before, after FROM change WHERE edit = :seq ORDER BY id"), {"seq": seq}
    ).all()
    if raw:
        connection.execute(
            text("UPDATE edit SET chain = :chain WHERE seq = :seq"),
            {"chain": _chain(connection, seq, [tuple(r) for r in raw]), "seq": seq},
        )
    connection.exec_driver_sql("UPDATE journal_state SET open_edit = NULL")
    return [_change(tuple(r)) for r in raw]


def _change(raw: Sequence[Any]) -> Change:
    table, key, before, after = raw
    return Change(table, key, json.loads(before) if before else None, json.loads(after) if after else None)


def _chain(connection: Connection, seq: int, raw: list[tuple[Any, ...]]) -> str:
    previous = connection.execute(
        text("SELECT chain FROM edit WHERE seq < :seq ORDER BY seq DESC LIMIT 1"), {"seq": seq}
    ).scalar()
    head = connection.execute(
        text("SELECT seq, case_id, label, at, kind, step, reverses, merge_key FROM edit WHERE seq = :seq"),
        {"seq": seq},
    ).one()
    return _link(previous or "", tuple(head), raw)


def _link(previous: str, head: Sequence[Any], raw: Iterable[Sequence[Any]]) -> str:
    body = json.dumps([previous, list(head), [list(r) for r in raw]], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(body.encode("utf-8", "surrogatepass")).hexdigest()


def head(connection: Connection) -> tuple[int, str]:
    """Number and chain value of the newest edit; (0, "") for an empty journal."""
    row = connection.exec_driver_sql("SELECT seq, chain FROM edit ORDER BY seq DESC LIMIT 1").first()
    return (int(row[0]), str(row[1])) if row else (0, "")


def chain_at(connection: Connection, seq: int) -> str | None:
    """The chain value of one edit, or None if there is no such edit."""
    value = connection.execute(text("SELECT chain FROM edit WHERE seq = :seq"), {"seq": seq}).scalar()
    return str(value) if value is not None else None


def verify_chain(connection: Connection) -> list[str]:
    """Recompute the whole chain. Returns plain sentences about what is wrong; an empty list when all is well."""
    changes: dict[int, list[Sequence[Any]]] = {}
    for row in connection.exec_driver_sql("SELECT edit, tbl, key, before, after FROM change ORDER BY id"):
        changes.setdefault(int(row[0]), []).append(tuple(row[1:]))
    previous, expected = "", 1
    query = "SELECT seq, case_id, label, at, kind, step, reverses, merge_key, chain FROM edit ORDER BY seq"
    for row in connection.exec_driver_sql(query):
        seq, chain = int(row[0]), row[8]
        if seq != expected:
            return [f"The journal misses edit {expected}."]
        if chain != _link(previous, tuple(row[:8]), changes.pop(seq, [])):
            return [f"The journal does not fit together at edit {seq}."]
        previous, expected = chain, seq + 1
    return [f"The journal has changes without an edit ({len(changes)})."] if changes else []


def tie_anew(connection: Connection, first: int) -> None:
    """Compute the chain again from edit ``first`` on. Only erasure does this, with the journal's guards taken off."""
    before = connection.execute(text("SELECT chain FROM edit WHERE seq < :f ORDER BY seq DESC LIMIT 1"), {"f": first})
    previous = str(before.scalar() or "")
    changes: dict[int, list[Sequence[Any]]] = {}
    raw = text("SELECT edit, tbl, key, before, after FROM change WHERE edit >= :f ORDER BY id")
    for row in connection.execute(raw, {"f": first}):
        changes.setdefault(int(row[0]), []).append(tuple(row[1:]))
    query = "SELECT seq, case_id, label, at, kind, step, reverses, merge_key FROM edit WHERE seq >= :f ORDER BY seq"
    for row in connection.execute(text(query), {"f": first}).all():
        previous = _link(previous, tuple(row), changes.pop(int(row[0]), []))
        connection.execute(text("UPDATE edit SET chain = :chain WHERE seq = :seq"), {"chain": previous, "seq": row[0]})


def edits_of(connection: Connection, case_id: str) -> list[EditRecord]:
    """All edits of a case, oldest first."""
    rows = connection.execute(
        text(
            "SELECT seq, case_id, label, at, kind, step, reverses, merge_key FROM edit WHERE case_id = :c ORDER BY seq"
        ),
        {"c": case_id},
    )
    return [EditRecord(*row) for row in rows]


def changes_of(connection: Connection, case_id: str, *, after_seq: int = 0, step: int | None = None) -> list[Change]:
    """Changes of a case made after an edit, or by one undo step; newest first."""
    query = "SELECT c.tbl, c.key, c.before, c.after FROM change c JOIN edit e ON e.seq = c.edit WHERE e.case_id = :case"
    query += " AND e.step = :step AND e.kind IN ('do', 'begin')" if step is not None else " AND e.seq > :after"
    rows = connection.execute(text(query + " ORDER BY c.id DESC"), {"case": case_id, "after": after_seq, "step": step})
    return [_change(tuple(row)) for row in rows]


def dated_changes(
    connection: Connection, case_id: str, *, after_seq: int = 0, at_most: int = -1
) -> list[tuple[int, str, str, Change]]:
    """(edit, when, its kind, change) of a case after an edit, oldest first; of ``at_most`` so many edits (-1: all)."""
    query = (
        "SELECT e.seq, e.at, e.kind, c.tbl, c.key, c.before, c.after FROM change c JOIN "
        "(SELECT seq, at, kind FROM edit WHERE case_id = ? AND seq > ? AND chain IS NOT NULL ORDER BY seq LIMIT ?) e "
        "ON e.seq = c.edit ORDER BY c.id"
    )
    cursor = connection.connection.cursor()
    cursor.execute(query, (case_id, after_seq, at_most))
    return [(row[0], row[1], row[2], _change(row[3:])) for row in cursor.fetchall()]


def replay(connection: Connection, changes: Iterable[Change], *, backwards: bool) -> None:
    """Write the before (backwards) or after images of changes; give them in the order they are to be written."""
    connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    for change in changes:
        target = change.before if backwards else change.after
        source = change.after if backwards else change.before
        if target is None:
            connection.execute(text(f'DELETE FROM "{change.table}" WHERE id = :id'), {"id": change.key})
        elif source is None:
            _insert(connection, change.table, target)
        else:
            sets = ", ".join(f'"{name}" = :{name}' for name in target)
            connection.execute(text(f'UPDATE "{change.table}" SET {sets} WHERE id = :id'), target)


def _insert(connection: Connection, table: str, row: Row) -> None:
    names = ", ".join(f'"{name}"' for name in row)
    binds = ", ".join(f":{name}" for name in row)
    connection.execute(text(f'INSERT INTO "{table}" ({names}) VALUES ({binds})'), row)
