"""Two copies of one case that went on apart, put together again: row by row, column by column.

What only one side changed is taken over; what both changed alike is settled; what both changed differently is a
:class:`Conflict`, shown to the worker, and ours stays until they choose. Nothing that anybody wrote since is lost
because the other side removed it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import Table

from models import journal
from models.casework import Case
from models.entities import CASE_TABLES
from models.photos import Photo, keep_photo
from models.rows import Change, Row, Rows

OURS, THEIRS = "ours", "theirs"
WHOLE = ""
"""Stands for the whole row where one side removed what the other changed."""

_QUIET = {"position", "pinned_x", "pinned_y", "layout"}
"""Where both sides moved something, ours stays and nobody is asked."""

_ONE_OF_A_KIND = {"arrangement": ("kind",), "person_look": ("person_id",)}
"""Tables that have one row for these columns, so that two new rows of the two sides are the same thing."""

TABLES: dict[str, Table] = {model.__tablename__: cast(Table, model.__table__) for model in CASE_TABLES}
_POINTERS: dict[str, tuple[tuple[str, str, bool], ...]] = {
    name: tuple(
        (column.name, key.column.table.name, bool(column.nullable))
        for column in table.columns
        for key in column.foreign_keys
        if key.column.table.name in TABLES
    )
    for name, table in TABLES.items()
}

ConflictKey = tuple[str, str, str]


@dataclass(frozen=True)
class Conflict:
    """What both sides changed differently. ``column`` is :data:`WHOLE` where one of them removed the row.

    ``base``, ``ours``, ``theirs``: the values, or whole rows (None: removed).
    """

    table: str
    key: str
    column: str
    base: Any
    ours: Any
    theirs: Any

    @property
    def id(self) -> ConflictKey:
        """Names it in the worker's choices."""
        return (self.table, self.key, self.column)


@dataclass(frozen=True)
class Merge:
    """What putting the two together does. ``changes`` are in the order they can be written.

    ``kept``: rows that one side removed and that stay because the other side wrote something that belongs to them.
    """

    changes: tuple[Change, ...]
    conflicts: tuple[Conflict, ...]
    kept: tuple[tuple[str, str], ...] = ()

    @property
    def added(self) -> int:
        """Rows that are new to us."""
        return sum(change.before is None for change in self.changes)

    @property
    def removed(self) -> int:
        """Rows of ours that go."""
        return sum(change.after is None for change in self.changes)

    @property
    def changed(self) -> int:
        """Rows of ours that are written anew."""
        return len(self.changes) - self.added - self.removed


def merge(base: Rows | None, ours: Rows, theirs: Rows, choices: Mapping[ConflictKey, str] | None = None) -> Merge:
    """Work out how *theirs* goes into *ours*; nothing is written.

    ``base``: the case as both had it last; None where nothing in common is known, then nothing of ours goes. A choice
    is :data:`OURS` or :data:`THEIRS`; without one ours stays.
    """
    return _Merging(base, ours, theirs, choices or {}).done()


def apply_merge(case: Case, merged: Merge, label: str, photos: Iterable[Photo] = ()) -> None:
    """Write a merge in one step that can be undone."""
    with case.edit(label) as session:
        for photo in photos:
            keep_photo(case.id, session, photo)
        journal.replay(session.connection(), merged.changes, backwards=False)


class _Merging:
    def __init__(self, base: Rows | None, ours: Rows, theirs: Rows, choices: Mapping[ConflictKey, str]) -> None:
        self._base, self._ours, self._theirs, self._choices = base or Rows(), ours, theirs, choices
        self._has_base = base is not None
        self._conflicts: list[Conflict] = []
        self._result = Rows()
        self._kept: list[tuple[str, str]] = []

    def done(self) -> Merge:
        for name in TABLES:
            base, ours, theirs = self._base.table(name), self._ours.table(name), self._theirs.table(name)
            for key in [*ours, *(key for key in theirs if key not in ours)]:
                row = self._row(name, key, base.get(key), ours.get(key), theirs.get(key))
                if row is not None:
                    self._result.table(name)[key] = row
        self._only_one_of_a_kind()
        self._close()
        return Merge(tuple(self._changes()), tuple(self._conflicts), tuple(self._kept))

    def _row(self, name: str, key: str, base: Row | None, ours: Row | None, theirs: Row | None) -> Row | None:
        if ours is not None and theirs is not None:
            return self._columns(name, key, base, ours, theirs)
        if ours is None and theirs is None:
            return None
        # One side has it, the other not: new to the other, or removed by it.
        there = ours if ours is not None else theirs
        if base is None:
            return there
        if there == base:
            return None
        conflict = Conflict(name, key, WHOLE, base, ours, theirs)
        self._conflicts.append(conflict)
        return theirs if self._choices.get(conflict.id) == THEIRS else ours

    def _columns(self, name: str, key: str, base: Row | None, ours: Row, theirs: Row) -> Row:
        merged = dict(ours)
        for column, mine in ours.items():
            yours = theirs.get(column)
            before = base.get(column) if base is not None else None
            if mine == yours or (base is not None and yours == before):
                continue
            if base is not None and mine == before:
                merged[column] = yours
            elif column not in _QUIET:
                conflict = Conflict(name, key, column, before, mine, yours)
                self._conflicts.append(conflict)
                if self._choices.get(conflict.id) == THEIRS:
                    merged[column] = yours
        return merged

    def _only_one_of_a_kind(self) -> None:
        for name, columns in _ONE_OF_A_KIND.items():
            rows = self._result.table(name)
            mine = {tuple(row[c] for c in columns) for key, row in rows.items() if key in self._ours.table(name)}
            for key in [k for k in rows if k not in self._ours.table(name)]:
                if tuple(rows[key][c] for c in columns) in mine:
                    del rows[key]

    def _close(self) -> None:
        """Nothing may point at what is not there: what one side still needs comes back, and is told."""
        waiting = list(self._result)
        while waiting:
            name, row = waiting.pop()
            for column, target, may_be_empty in _POINTERS[name]:
                key = row[column]
                if key is None or self._result.get(target, key) is not None:
                    continue
                found = self._ours.get(target, key) or self._theirs.get(target, key) or self._base.get(target, key)
                if found is not None:
                    self._result.table(target)[key] = found
                    self._kept.append((target, key))
                    waiting.append((target, found))
                elif may_be_empty:
                    row = {**row, column: None}
                    self._result.table(name)[row["id"]] = row
                else:  # cannot be: a row of either side points at a row of that side
                    self._result.table(name).pop(row["id"], None)

    def _changes(self) -> Iterator[Change]:
        for name in TABLES:
            for key, row in self._result.table(name).items():
                before = self._ours.get(name, key)
                if before != row:
                    yield Change(name, key, before, row)
        for name in reversed(TABLES):
            for key, before in self._ours.table(name).items():
                if self._result.get(name, key) is None:
                    yield Change(name, key, before, None)
