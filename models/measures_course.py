"""The measures of work at every month's end since it began: a family at a time, in turns, its journal read once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from models.casework import Case, Desk
from models.errors import KnownError
from models.measure_definitions import Measures
from models.measures import TABLES, measures, month_ends
from models.memory import collecting_later
from models.past import Backwards, Past, today_of
from models.projections import Projector
from models.readers import US
from models.rows import Rows

EDITS_AT_ONCE = 150
"""How many edits of a journal are read in one turn."""

_TABLES = frozenset((*TABLES, "casefile"))


class Course:
    """The course of all work in these cases, for the team; of work that is put away none.

    ``for found in …turns():`` comes back often; ``found`` is mostly empty, and after each case what it gave. A case
    that is not open is not kept in memory, and one that was erased meanwhile gives nothing.
    """

    def __init__(self, desk: Desk, case_ids: Iterable[str]) -> None:
        self._desk = desk
        self._cases = list(dict.fromkeys(case_ids))
        self.done = 0

    @property
    def of(self) -> int:
        """How many cases there are; ``done`` of them are read."""
        return len(self._cases)

    def turns(self) -> Iterator[tuple[Measures, ...]]:
        """Read on, a little each turn."""
        for case_id in self._cases:
            try:
                yield from _turns_of(self._desk, case_id)
            except KnownError:
                if case_id in self._desk.case_ids():
                    raise
            self.done += 1


def vault_course(desk: Desk) -> tuple[Measures, ...]:
    """The measures at every month's end since each piece of work began (at most three years), and today."""
    return tuple(each for found in Course(desk, desk.case_ids()).turns() for each in found)


def case_course(desk: Desk, case_id: str) -> tuple[Measures, ...]:
    """The course of every piece of work in one case."""
    return tuple(each for found in Course(desk, [case_id]).turns() for each in found)


def _turns_of(desk: Desk, case_id: str) -> Iterator[tuple[Measures, ...]]:
    past = Past()
    while past.read_some(desk, case_id, EDITS_AT_ONCE):
        yield ()
    with collecting_later():
        case = desk.glance(case_id)
        past.read_on(case)  # what was written between the turns
        spaces = [row["id"] for row in case.rows.table("workspace").values() if not row["archived_on"]]
        days = {space: frozenset(month_ends(case, space)) for space in spaces}
        moments = _moments(case, past, sorted(frozenset().union(*days.values()), reverse=True))
    found: dict[str, list[Measures]] = {space: [] for space in spaces}
    for day in moments:
        yield ()
        with collecting_later():
            on, projector = day
            for space in spaces:
                if on in days[space]:
                    found[space].append(measures(projector, space))
    yield tuple(each for space in spaces for each in reversed(found[space]))


def _moments(case: Case, past: Past, days: Iterable[str]) -> Iterator[tuple[str, Projector]]:
    """The case on each of these days, newest first, as it stands when this is called."""
    today, date = today_of(case), case.desk.now().date()
    now: Rows = case.rows.copy()
    backwards = Backwards(past, now, only=_TABLES)
    return ((on, Projector(now if on >= today else backwards.rows(on, US), date)) for on in days)
