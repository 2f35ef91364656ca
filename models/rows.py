"""A case as plain rows in memory: what projections read, now or as it stood at an earlier edit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

Row = dict[str, Any]


@dataclass(frozen=True)
class Change:
    """One changed row. ``before`` is None for a new row, ``after`` None for a removed one."""

    table: str
    key: str
    before: Row | None
    after: Row | None


class Rows:
    """Rows by table and id. Row dicts are shared and must be treated as read-only."""

    def __init__(self, tables: dict[str, dict[str, Row]] | None = None) -> None:
        self._tables: dict[str, dict[str, Row]] = tables if tables is not None else {}
        self.stamp = 0
        """Another number after each change, for those who keep what they worked out from the rows."""

    def table(self, name: str) -> dict[str, Row]:
        """All rows of a table by id."""
        return self._tables.setdefault(name, {})

    def get(self, name: str, key: str | None) -> Row | None:
        """One row, or None."""
        return self.table(name).get(key) if key else None

    def where(self, name: str, **equals: Any) -> list[Row]:
        """Rows whose columns equal the given values, in no particular order."""
        found: Iterable[Row] = self.table(name).values()
        for column, value in equals.items():
            found = [row for row in found if row.get(column) == value]
        return list(found)

    def grouped(self, name: str, column: str) -> dict[Any, list[Row]]:
        """Rows of a table grouped by one column."""
        groups: dict[Any, list[Row]] = {}
        for row in self.table(name).values():
            groups.setdefault(row.get(column), []).append(row)
        return groups

    def __iter__(self) -> Iterator[tuple[str, Row]]:
        for name, rows in self._tables.items():
            for row in rows.values():
                yield name, row

    def copy(self) -> Rows:
        """A copy that can be changed without touching this one; the row dicts themselves are shared."""
        return Rows({name: dict(rows) for name, rows in self._tables.items()})

    def apply(self, changes: Iterable[Change]) -> None:
        """Put changes in, in their order."""
        for change in changes:
            self._put(change.table, change.key, change.after)

    def unapply(self, changes: Iterable[Change]) -> None:
        """Take changes out again; give them newest first."""
        for change in changes:
            self._put(change.table, change.key, change.before)

    def _put(self, table: str, key: str, row: Row | None) -> None:
        rows = self.table(table)
        self.stamp += 1
        if row is None:
            rows.pop(key, None)
        else:
            rows[key] = row
