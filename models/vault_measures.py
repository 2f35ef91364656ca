"""The measures of every piece of work in a vault at once, without opening each case: a query for each table."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from models.casework import Desk
from models.measure_definitions import Measures
from models.measures import TABLES, measures
from models.memory import collecting_later
from models.projections import Projector
from models.readers import US, Reader
from models.rows import Row, Rows

_ONLY = {
    "card": "id, case_id, workspace_id, part, state, closed_on, is_quotation, strand_id, danger_id, occurred, due_on, "
            "done_on, CASE WHEN part IN ('danger', 'goal') AND NOT is_quotation THEN text ELSE text <> '' END AS text",
    "card_person": "id, case_id, workspace_id, card_id, role, person_id, words <> '' AS words",
    "score": "id, case_id, workspace_id, round_id, person_id, value, reason <> '' AS reason, higher <> '' AS higher",
    "wording": "id, case_id, workspace_id, person_id, kind, text <> '' AS text",
    "circle_move": "id, case_id, workspace_id, circle_id, person_id, ring, moved_on, position",
    "plan_rule": "id, case_id, workspace_id, version",
    "plan_entry": 'id, case_id, workspace_id, kind, "on", position',
    "network_meeting": "id, case_id, workspace_id, held_on",
    "child_sheet": "id, case_id, workspace_id, child_id",
    "sheet_item": "id, case_id, workspace_id, sheet_id",
    "story": "id, case_id, workspace_id",
    "story_asked": "id, case_id, workspace_id, asked_by_id, asked <> '' AS asked",
}  # fmt: skip
"""Of tables with words in them, the columns measures look at: words only where they are read, else whether there are
any. Pictures and all a family said make most of a vault."""

_WHERE = {
    "card_person": "(role IN ('worried', 'acted', 'seen_by') OR "
                   "role = 'speaker' AND person_id IN (SELECT person_id FROM workspace_child))",
}  # fmt: skip
"""The rows they look at: who else said what is on a card, where a card comes from and whom it is about is many rows."""


AT_ONCE = 6
"""How many cases are read at a time where somebody waits at a screen: that takes about as long as a frame."""


def vault_measures(desk: Desk, reader: Reader = US) -> tuple[Measures, ...]:
    """The measures of all work that is not put away, by the case's name; of what the reader may see.

    For the team only the tables that measures need are read. What another reader may see hangs on all of them, so then
    every case is opened.
    """
    today = desk.now().date()
    with collecting_later():
        if not reader.is_us:
            cases = (desk.open_case(case_id).rows for case_id in desk.case_ids())
            return tuple(each for rows in cases for each in _of_case(rows, today, reader))
        with desk.reading() as connection:
            read = _all_rows(connection)
        return tuple(each for rows in read for each in _of_case(rows, today, US))


def _of_case(rows: Rows, today: dt.date, reader: Reader) -> list[Measures]:
    projector = Projector(rows, today)
    spaces = [row for row in rows.table("workspace").values() if not row["archived_on"]]
    return [measures(projector, row["id"], reader) for row in sorted(spaces, key=lambda r: (r["position"], r["id"]))]


@dataclass
class _Kept:
    """The measures of a case, and what they were worked out from: its newest edit, the day."""

    mark: tuple[int | None, str]
    found: list[Measures]


class Reading:
    """The team's measures of all work, read a few cases at a time; a case that has not changed is not read again.

    ``for reading in …turns():`` comes back after every few cases; then :attr:`found` is what there is so far.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        with desk.reading() as connection:
            marks = connection.exec_driver_sql(
                "SELECT id, (SELECT max(seq) FROM edit WHERE case_id = casefile.id) FROM casefile ORDER BY name, id"
            ).fetchall()
        today = desk.now().date().isoformat()
        self._marks = {case_id: (newest, today) for case_id, newest in marks}
        self._kept: dict[str, _Kept] = desk.kept.setdefault(__name__, {})

    def _stale(self) -> list[str]:
        return [
            case_id for case_id, mark in self._marks.items()
            if case_id not in self._kept or self._kept[case_id].mark != mark
        ]  # fmt: skip

    @property
    def found(self) -> tuple[Measures, ...]:
        """The measures of all work read so far, by the case's name."""
        kept = (self._kept.get(case_id) for case_id in self._marks)
        return tuple(each for one in kept if one is not None for each in one.found)

    @property
    def left(self) -> int:
        """How many cases are still to be read."""
        return len(self._stale())

    def turns(self) -> Iterator[None]:
        """Read on, a few cases each turn."""
        stale = self._stale()
        today = self._desk.now().date()
        while stale:
            some, stale = stale[:AT_ONCE], stale[AT_ONCE:]
            with collecting_later():
                with self._desk.reading() as connection:
                    read = _all_rows(connection, some)
                for rows in read:
                    case_id = next(iter(rows.table("casefile")))
                    self._kept[case_id] = _Kept(self._marks[case_id], _of_case(rows, today, US))
            for gone in set(some) - {next(iter(rows.table("casefile"))) for rows in read}:
                del self._marks[gone]  # erased meanwhile
            yield


def _all_rows(connection: Connection, only: Sequence[str] = ()) -> list[Rows]:
    """The rows that measures look at, by case and in the cases' order; ``only`` some cases ((): all)."""
    these = f"case_id IN ({', '.join('?' * len(only))})" if only else "1"
    # The driver's own cursor: SQLAlchemy's rows would take as long again as reading does.
    cursor = connection.connection.cursor()
    cursor.execute(f"SELECT * FROM casefile WHERE {these.replace('case_id', 'id')} ORDER BY name, id", tuple(only))
    names = [column[0] for column in cursor.description]
    files = [dict(zip(names, line, strict=True)) for line in cursor.fetchall()]
    by_case: dict[str, dict[str, dict[str, Row]]] = {row["id"]: {"casefile": {row["id"]: row}} for row in files}
    for table in TABLES:
        columns, which = _ONLY.get(table, "*"), _WHERE.get(table, "1")
        cursor.execute(f'SELECT {columns} FROM "{table}" WHERE {which} AND {these}', tuple(only))
        names = [column[0] for column in cursor.description]
        case_at, id_at = names.index("case_id"), names.index("id")
        grouped: dict[str, dict[str, Row]] = defaultdict(dict)
        for line in cursor.fetchall():
            grouped[line[case_at]][line[id_at]] = dict(zip(names, line, strict=True))
        for case_id, rows in grouped.items():
            by_case[case_id][table] = rows
    return [Rows(tables) for tables in by_case.values()]
