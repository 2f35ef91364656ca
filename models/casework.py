"""The open vault's cases, and the one way to change them.

``with case.edit("Moved to strengths") as session:`` is the only write path. Leaving the block flushes, journals every
changed row, updates the search index and commits, all in one transaction; subscribers then get a :class:`ChangeSet`.
Undo and redo are edits too, so they are journalled, and work after a restart.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Protocol

from sqlalchemy import Connection, Engine, text
from sqlalchemy.orm import Session

from models import journal, search
from models.base import new_id
from models.entities import CASE_TABLES, CaseFile, PathwayPeriod, Workspace
from models.errors import KnownError
from models.rows import Change, Row, Rows

READ_ONLY = (
    "This vault was made by a newer SofS Desk, so it can be read but not changed. "
    "Nothing was lost. Install the newer version to go on writing."
)
MERGE_WITHIN_SECONDS = 30
"""Repeated edits with the same merge key become one undo step when they follow each other this closely."""


class OpenVault(Protocol):
    """What casework needs of a vault."""

    @property
    def engine(self) -> Engine: ...
    @property
    def read_only(self) -> bool: ...


@dataclass(frozen=True)
class ChangeSet:
    """What an edit changed. ``origin`` is whoever made it (a screen may skip its own), or None."""

    case_id: str
    seq: int
    label: str
    kind: str
    changes: tuple[Change, ...]
    origin: object | None = None

    def keys(self, *tables: str) -> set[str]:
        """Ids of the changed rows of these tables."""
        return {change.key for change in self.changes if change.table in tables}

    def touches(self, *tables: str) -> bool:
        """Whether any row of these tables changed."""
        return any(change.table in tables for change in self.changes)


@dataclass(frozen=True)
class HistoryItem:
    """One line of the history list: an undo step, newest first. ``state``: done, undone."""

    step: int
    label: str
    at: str
    state: str
    last_seq: int


@dataclass
class _Step:
    step: int
    label: str
    at: str
    last_seq: int
    merge_key: str | None = None


@dataclass
class _Stacks:
    """Undo and redo stacks, rebuilt from the journal."""

    done: list[_Step] = field(default_factory=list)
    undone: list[_Step] = field(default_factory=list)

    def remember(self, record: journal.EditRecord) -> None:
        if record.kind == journal.UNDO:
            self.undone.append(self.done.pop())
        elif record.kind == journal.REDO:
            self.done.append(self.undone.pop())
        elif record.kind == journal.DO:
            self.undone.clear()
            if self.done and self.done[-1].step == record.step:
                self.done[-1].last_seq, self.done[-1].at = record.seq, record.at
            else:
                self.done.append(_Step(record.step, record.label, record.at, record.seq, record.merge_key))
        if record.kind != journal.DO and self.done:
            self.done[-1].merge_key = None  # typing after an undo starts a step of its own


class Case:
    """One open case. Not for use from another thread than the one that opened the desk."""

    def __init__(self, desk: Desk, case_id: str, rows: Rows, records: list[journal.EditRecord]) -> None:
        self.desk = desk
        self.id = case_id
        self.rows = rows
        self.kept: dict[str, object] = {}
        """What others have worked out from the case, by name; it is forgotten with the case's words."""
        self._listeners: list[Callable[[ChangeSet], None]] = []
        self._stacks = _Stacks()
        self.last_saved_at = records[-1].at if records else ""
        for record in records:
            self._stacks.remember(record)

    @property
    def row(self) -> Row:
        """The case's own row."""
        row = self.rows.get("casefile", self.id)
        if row is None:
            raise KnownError("This case is no longer in the vault. Nothing else was changed. Go back to the cases.")
        return row

    @contextmanager
    def edit(
        self, label: str, *, merge: str | None = None, follows: bool = False, origin: object | None = None
    ) -> Iterator[Session]:
        """Change the case; everything inside is saved when the block ends, or nothing is.

        An edit inside an edit joins it. Edits following each other with the same ``merge`` key are one undo step. With
        ``follows`` it becomes part of the newest step, whatever that is: what the step brought about by itself.
        Raises KnownError when the vault is read-only or the disk is full; the case is then as before.
        """
        if self.desk.editing is not None:
            if self.desk.editing != self.id:
                raise RuntimeError("an edit of another case is open")
            yield self.desk.session
            return
        step = self._done_last() if follows else self._merge_step(merge)
        with self.desk.transaction(self.id, label, step=step, merge_key=merge) as change:
            yield self.desk.session
        self._committed(change.record, change.changes, origin)

    def _done_last(self) -> int | None:
        return self._stacks.done[-1].step if self._stacks.done and not self._stacks.undone else None

    def _merge_step(self, merge: str | None) -> int | None:
        last = self._stacks.done[-1] if self._stacks.done else None
        if merge is None or last is None or last.merge_key != merge or self._stacks.undone:
            return None
        age = self.desk.now() - dt.datetime.fromisoformat(last.at)
        return last.step if age <= dt.timedelta(seconds=MERGE_WITHIN_SECONDS) else None

    def _committed(self, record: journal.EditRecord, changes: list[Change], origin: object | None) -> None:
        if not changes:
            return
        self.rows.apply(changes)
        self._stacks.remember(record)
        self.last_saved_at = record.at
        changed = ChangeSet(self.id, record.seq, record.label, record.kind, tuple(changes), origin)
        for listener in tuple(self._listeners):
            listener(changed)

    # Undo, redo, history

    @property
    def undo_label(self) -> str | None:
        """What undo would take back, or None."""
        return self._stacks.done[-1].label if self._stacks.done else None

    @property
    def undo_step(self) -> int:
        """The number of the step that undo would take back, 0 for none."""
        return self._stacks.done[-1].step if self._stacks.done else 0

    @property
    def redo_label(self) -> str | None:
        """What redo would bring back, or None."""
        return self._stacks.undone[-1].label if self._stacks.undone else None

    def undo(self, origin: object | None = None) -> str | None:
        """Take back the newest step. Returns its label, or None when there is nothing to undo."""
        if not self._stacks.done:
            return None
        return self._reverse(self._stacks.done[-1], journal.UNDO, origin)

    def redo(self, origin: object | None = None) -> str | None:
        """Bring back the step undone last. Returns its label, or None."""
        if not self._stacks.undone:
            return None
        return self._reverse(self._stacks.undone[-1], journal.REDO, origin)

    def undo_to(self, step: int, origin: object | None = None) -> int:
        """Undo every step newer than this one (0: all). Returns how many were undone."""
        count = 0
        while self._stacks.done and self._stacks.done[-1].step > step:
            self.undo(origin)
            count += 1
        return count

    def redo_to(self, step: int, origin: object | None = None) -> int:
        """Bring back every undone step up to and with this one. Returns how many came back."""
        count = 0
        while any(waiting.step == step for waiting in self._stacks.undone):
            self.redo(origin)
            count += 1
        return count

    def _reverse(self, step: _Step, kind: str, origin: object | None) -> str:
        if self.desk.editing is not None:
            raise RuntimeError("undo inside an edit")
        with self.desk.transaction(self.id, step.label, kind=kind, reverses=step.step) as change:
            connection = self.desk.session.connection()
            changes = journal.changes_of(connection, self.id, step=step.step)
            if kind == journal.REDO:
                changes.reverse()
            journal.replay(connection, changes, backwards=kind == journal.UNDO)
        self._committed(change.record, change.changes, origin)
        return step.label

    def history(self) -> list[HistoryItem]:
        """Every step that can be undone (newest first), led by those that can be redone."""
        undone = [HistoryItem(s.step, s.label, s.at, "undone", s.last_seq) for s in self._stacks.undone]
        done = [HistoryItem(s.step, s.label, s.at, "done", s.last_seq) for s in reversed(self._stacks.done)]
        return undone + done

    # The past

    def rows_at(self, seq: int) -> Rows:
        """The case as it stood right after edit ``seq``."""
        with self.desk.reading() as connection:
            changes = journal.changes_of(connection, self.id, after_seq=seq)
        past = self.rows.copy()
        past.unapply(changes)
        return past

    def seq_at(self, moment: str) -> int:
        """The last edit made at or before a moment (ISO, UTC; a date means the end of that day)."""
        if len(moment) == 10:
            moment += "T23:59:59.999999+00:00"
        with self.desk.reading() as connection:
            query = text("SELECT max(seq) FROM edit WHERE case_id = :c AND at <= :m")
            return connection.execute(query, {"c": self.id, "m": moment}).scalar() or 0

    def subscribe(self, listener: Callable[[ChangeSet], None]) -> Callable[[], None]:
        """Call ``listener`` after every commit; returns the way to stop."""
        self._listeners.append(listener)

        def stop() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return stop


@dataclass
class _Transaction:
    record: journal.EditRecord
    changes: list[Change]


class Desk:
    """The cases of an open vault."""

    def __init__(self, vault: OpenVault, now: Callable[[], dt.datetime] | None = None) -> None:
        self.vault = vault
        self.session = Session(vault.engine, expire_on_commit=False, autoflush=True)
        self.editing: str | None = None
        self._own_depth = 0
        self._own_writes = False
        self.now = now or (lambda: dt.datetime.now(dt.UTC))
        self._open: dict[str, Case] = {}
        self.kept: dict[str, dict[str, Any]] = {}
        """What others worked out and may keep: under a name of their own, by case."""

    def close(self) -> None:
        """Forget every open case. The vault itself stays open."""
        for case in self._open.values():
            case._listeners.clear()
            case.rows = Rows()
            case.kept.clear()
        self._open.clear()
        self.kept.clear()
        self.session.close()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection for reading; inside an edit or a writing it is that one's own."""
        if self.editing is not None or self._own_depth:
            yield self.session.connection()
            return
        try:
            yield self.session.connection()
        finally:
            self.session.rollback()

    @contextmanager
    def transaction(
        self,
        case_id: str,
        label: str,
        *,
        kind: str = journal.DO,
        step: int | None = None,
        reverses: int | None = None,
        merge_key: str | None = None,
    ) -> Iterator[_Transaction]:
        """One journalled transaction. Only :class:`Case` and :meth:`beginning` use it."""
        if self.vault.read_only:
            raise KnownError(READ_ONLY)
        if self._own_depth:
            raise RuntimeError("an edit inside the desk's own writing")
        self.editing = case_id
        at = self.now().isoformat()
        try:
            connection = self.session.connection()
            seq = journal.open_edit(
                connection, case_id, label, at, kind=kind, step=step, reverses=reverses, merge_key=merge_key
            )
            record = journal.EditRecord(seq, case_id, label, at, kind, step or seq, reverses, merge_key)
            done = _Transaction(record, [])
            yield done
            self.session.flush()
            done.changes.extend(journal.close_edit(connection, seq))
            if done.changes:
                search.update(connection, done.changes)
                self.session.commit()
            elif self._own_writes:
                # The case is as it was, but what the desk wrote beside it (an outbox item) is to stay.
                connection.execute(text("DELETE FROM edit WHERE seq = :seq"), {"seq": seq})
                self.session.commit()
            else:
                self.session.rollback()
        except BaseException:
            self.session.rollback()
            raise
        finally:
            self.editing = None
            self._own_writes = False
            # Rows written behind the session's back (undo, cascades) must not be served from its memory.
            self.session.expire_all()

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Write what is the desk's own (outbox, audit): one transaction, which nothing undoes.

        Inside an edit, or another writing, it joins that: both are saved or neither. Raises KnownError when the vault
        is read-only or the disk is full.
        """
        if self.vault.read_only:
            raise KnownError(READ_ONLY)
        if self.editing is not None or self._own_depth:
            self._own_writes = self.editing is not None
            yield self.session
            return
        self._own_depth += 1
        try:
            yield self.session
            self.session.commit()
        except BaseException:
            self.session.rollback()
            raise
        finally:
            self._own_depth -= 1

    # Cases

    def open_case(self, case_id: str) -> Case:
        """The case, loaded; the same object while the desk is open. Raises KnownError when there is none."""
        if case_id not in self._open:
            self._open[case_id] = self.glance(case_id)
        return self._open[case_id]

    def glance(self, case_id: str) -> Case:
        """The same to be read once and let go: where it is not open it is loaded, and not kept in memory."""
        if case_id in self._open:
            return self._open[case_id]
        with self.reading() as connection:
            rows = load_rows(connection, case_id)
            records = journal.edits_of(connection, case_id)
        if rows.get("casefile", case_id) is None:
            raise KnownError("This case is not in the vault. Nothing was changed.")
        return Case(self, case_id, rows, records)

    def forget(self, case_id: str) -> None:
        """Drop a case from memory (it stays in the vault)."""
        case = self._open.pop(case_id, None)
        for kept in self.kept.values():
            kept.pop(case_id, None)
        if case is not None:
            case._listeners.clear()
            case.kept.clear()

    @contextmanager
    def beginning(self, case_id: str, label: str) -> Iterator[Session]:
        """Write a new case whole (created or imported); this edit cannot be undone, the case can be erased."""
        with self.transaction(case_id, label, kind=journal.BEGIN):
            yield self.session

    def new_case(self, name: str, *, number: str = "", pathway: str = "safety") -> Case:
        """Start a case with one workspace on a pathway (safety, wellbeing, success)."""
        case_id, workspace_id = new_id(), new_id()
        today = self.now().date().isoformat()
        with self.beginning(case_id, "Started the case") as session:
            session.add(CaseFile(id=case_id, name=name, number=number, opened_on=today))
            session.flush()
            session.add(Workspace(id=workspace_id, case_id=case_id, title=name))
            session.flush()
            session.add(PathwayPeriod(case_id=case_id, workspace_id=workspace_id, pathway=pathway, begun_on=today))
        return self.open_case(case_id)

    def case_ids(self) -> list[str]:
        """Ids of all cases, by name."""
        with self.reading() as connection:
            return [row[0] for row in connection.exec_driver_sql("SELECT id FROM casefile ORDER BY name, id")]

    def note(self, key: str) -> str | None:
        """What the desk's owner keeps under a name, or None."""
        with self.reading() as connection:
            row = connection.execute(text("SELECT value FROM desk_note WHERE key = :key"), {"key": key}).first()
        return str(row[0]) if row else None

    def keep_note(self, key: str, value: str) -> None:
        """Keep something that belongs to no case (a read-only vault keeps nothing). Not for use inside an edit."""
        if self.vault.read_only:
            return
        if self.editing is not None:
            raise RuntimeError("a note inside an edit")
        query = "INSERT INTO desk_note VALUES (:key, :value) ON CONFLICT(key) DO UPDATE SET value = excluded.value"
        self.session.execute(text(query), {"key": key, "value": value})
        self.session.commit()

    def search(self, words: str, *, case_id: str | None = None, limit: int = 30) -> list[search.Hit]:
        """Search everything, or one case."""
        with self.reading() as connection:
            return search.find(connection, words, case_id=case_id, limit=limit)


def load_rows(connection: Connection, case_id: str) -> Rows:
    """All rows of a case."""
    tables: dict[str, dict[str, Row]] = {}
    # The driver's own cursor: half of the time would go into making SQLAlchemy's rows.
    cursor = connection.connection.cursor()
    for model in CASE_TABLES:
        name = model.__tablename__
        cursor.execute(f'SELECT * FROM "{name}" WHERE {"id" if name == "casefile" else "case_id"} = ?', (case_id,))
        keys = [column[0] for column in cursor.description]
        place = keys.index("id")
        tables[name] = {row[place]: dict(zip(keys, row, strict=True)) for row in cursor.fetchall()}
    return Rows(tables)
