"""Search as you type over every word in the vault (SQLite FTS5), kept in step inside the same transaction."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, text

from models.entities import CASE_TABLES
from models.rows import Change, Row

_INSTALL = (
    "CREATE TABLE IF NOT EXISTS search_entry ("
    "id INTEGER PRIMARY KEY, case_id TEXT NOT NULL, tbl TEXT NOT NULL, key TEXT NOT NULL, body TEXT NOT NULL)",
    "CREATE UNIQUE INDEX IF NOT EXISTS search_entry_key ON search_entry(tbl, key)",
    "CREATE VIRTUAL TABLE IF NOT EXISTS search_text USING fts5("
    "body, content='search_entry', content_rowid='id', tokenize='unicode61 remove_diacritics 2', prefix='1 2 3')",
    # FTS5 would otherwise keep deleted words in its own pages.
    "INSERT INTO search_text(search_text, rank) VALUES ('secure-delete', 1)",
    "CREATE TRIGGER IF NOT EXISTS search_in AFTER INSERT ON search_entry BEGIN "
    "INSERT INTO search_text(rowid, body) VALUES (NEW.id, NEW.body); END",
    "CREATE TRIGGER IF NOT EXISTS search_out AFTER DELETE ON search_entry BEGIN "
    "INSERT INTO search_text(search_text, rowid, body) VALUES ('delete', OLD.id, OLD.body); END",
    "CREATE TRIGGER IF NOT EXISTS search_new AFTER UPDATE ON search_entry BEGIN "
    "INSERT INTO search_text(search_text, rowid, body) VALUES ('delete', OLD.id, OLD.body); "
    "INSERT INTO search_text(rowid, body) VALUES (NEW.id, NEW.body); END",
)

SEARCHED: dict[str, tuple[str, ...]] = {
    model.__tablename__: columns
    for model in CASE_TABLES
    if (columns := tuple(c.name for c in model.__table__.columns if c.info.get("search")))
}
"""The columns of each table whose words can be found."""

RANKED = 1000
"""How many matches, the newest, are put in order of how well they fit."""

_NOT_SEALED = (
    " AND NOT (e.tbl = 'score' AND EXISTS (SELECT 1 FROM score s JOIN round r ON r.id = s.round_id "
    "WHERE s.id = e.key AND r.revealed_at IS NULL)) "
    "AND NOT (e.tbl = 'session_item' AND EXISTS "
    "(SELECT 1 FROM session_item i WHERE i.id = e.key AND NOT i.is_revealed))"
)
"""What somebody wrote in a private round or in silence is not found before everybody's answers are shown together."""

MARK_OPEN, MARK_CLOSE = "\ue000", "\ue001"


@dataclass(frozen=True)
class Hit:
    """Something found. ``snippet`` marks the found words between :data:`MARK_OPEN` and :data:`MARK_CLOSE`."""

    case_id: str
    table: str
    key: str
    snippet: str


def install(connection: Connection) -> None:
    """Create the index; safe to call again."""
    for statement in _INSTALL:
        connection.exec_driver_sql(statement)


def update(connection: Connection, changes: Iterable[Change]) -> None:
    """Bring the index in step with changed rows."""
    for change in changes:
        columns = SEARCHED.get(change.table)
        if not columns:
            continue
        body = _body(change.after, columns)
        if change.before is not None and change.after is not None and body == _body(change.before, columns):
            continue
        key = {"tbl": change.table, "key": change.key}
        if not body:
            connection.execute(text("DELETE FROM search_entry WHERE tbl = :tbl AND key = :key"), key)
            continue
        case_id = change.key if change.table == "casefile" else (change.after or {})["case_id"]
        connection.execute(
            text(
                "INSERT INTO search_entry(case_id, tbl, key, body) VALUES (:case_id, :tbl, :key, :body) "
                "ON CONFLICT(tbl, key) DO UPDATE SET body = excluded.body"
            ),
            key | {"case_id": case_id, "body": body},
        )


def _body(row: Row | None, columns: tuple[str, ...]) -> str:
    return "\n".join(str(row[c]) for c in columns if row.get(c)) if row else ""


def find(connection: Connection, words: str, *, case_id: str | None = None, limit: int = 30) -> list[Hit]:
    """What holds all the words (each as a beginning of a word), best first; [] for nothing to look for."""
    tokens = re.findall(r"\w+", words)
    if not tokens:
        return []
    where = _NOT_SEALED + (" AND e.case_id = :case_id" if case_id else "")
    # One letter matches half the vault, and ranking or cutting snippets of all that would be slow: only the newest
    # matches are ranked, and only the rows shown get a snippet.
    rows = connection.execute(
        text(
            "WITH newest AS (SELECT search_text.rowid AS id, search_text.rank AS place "
            "  FROM search_text JOIN search_entry e ON e.id = search_text.rowid "
            f"  WHERE search_text MATCH :query{where} ORDER BY search_text.rowid DESC LIMIT {RANKED}), "
            "best AS (SELECT id, place FROM newest ORDER BY place, id DESC LIMIT :limit) "
            "SELECT e.case_id, e.tbl, e.key, snippet(search_text, 0, :mark_open, :mark_close, '…', 16) "
            "FROM search_text JOIN search_entry e ON e.id = search_text.rowid "
            "JOIN best ON best.id = search_text.rowid "
            "WHERE search_text MATCH :query AND search_text.rowid IN (SELECT id FROM best) "
            "ORDER BY best.place, best.id DESC"
        ),
        {"query": " ".join(f'"{t}"*' for t in tokens), "case_id": case_id, "limit": limit,
         "mark_open": MARK_OPEN, "mark_close": MARK_CLOSE},
    )  # fmt: skip
    return [Hit(*row) for row in rows]
