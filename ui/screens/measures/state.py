"""What the page of measures reads: all work now, the course of one piece, the months of all; always in turns."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, Signal

from models.casework import Desk
from models.measure_definitions import Measures
from models.measures import measures_on, month_ends
from models.measures_course import Course
from models.measures_shown import MeasureLine, Months, lines_of_all, lines_of_work
from models.vault_measures import Reading
from ui.screens.measures.works import ALL
from ui.turns import Turns


class MeasuresState(QObject):
    """``work_read()`` when all work was measured, ``lines_changed()`` when there is something to show,
    ``going(done, of)`` meanwhile (of 0: nothing is read any more), ``failed(error)``."""

    work_read = Signal()
    lines_changed = Signal()
    going = Signal(int, int)
    failed = Signal(object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.found: tuple[Measures, ...] = ()
        self.key = ALL
        self.lines: tuple[MeasureLine, ...] = ()
        self.months: Months | None = None
        """All work month by month; None until somebody asked for it."""
        self._turns: Turns | None = None
        self._is_counting = False
        self._done = self._of = 0

    @property
    def is_reading(self) -> bool:
        """Whether something is still being read."""
        return self._turns is not None and self._turns.is_running

    @property
    def is_reading_months(self) -> bool:
        """Whether what is being read is all work month by month."""
        return self._is_counting and self.is_reading

    def stop(self) -> None:
        """Read no more."""
        if self._turns is not None:
            self._turns.stop()
            self._turns.deleteLater()
            self._turns = None
        self._is_counting = False

    def _begin(self, steps: Iterator[object], *then: Callable[[], None], is_counting: bool = False) -> None:
        self.stop()
        self._is_counting = is_counting
        self._turns = Turns(steps, self)
        self._turns.stepped.connect(self._tell)
        for each in (self._rest, *then):
            self._turns.ended.connect(each)
        self._turns.failed.connect(self.failed)
        self._turns.start()

    def _tell(self) -> None:
        self.going.emit(self._done, self._of)

    def _rest(self) -> None:
        self.going.emit(0, 0)

    # ---- all work now -----------------------------------------------------------------------------------------
    def read(self) -> None:
        """Measure all work, those cases that changed since the last time."""
        self._begin(self._reading(), self._work_read)

    def _reading(self) -> Iterator[None]:
        reading = Reading(self._desk)
        self._done, self._of = 0, reading.left
        for _ in reading.turns():
            self._done = self._of - reading.left
            yield
        self.found = reading.found

    def _work_read(self) -> None:
        self.work_read.emit()
        self.choose(self.key)

    # ---- one piece of work, or all ----------------------------------------------------------------------------
    def choose(self, key: str) -> None:
        """Look at one piece of work, or at all (:data:`ALL`)."""
        self.key = key if any(each.workspace_id == key for each in self.found) else ALL
        self.stop()
        if self.key == ALL:
            self._show(lines_of_all(self.found, self.months) if self.found else ())
            self._rest()
        else:
            now = next(each for each in self.found if each.workspace_id == self.key)
            self._show(lines_of_work([now]))
            self._begin(self._course_of(now))

    def _show(self, lines: tuple[MeasureLine, ...]) -> None:
        self.lines = lines
        self.lines_changed.emit()

    def _course_of(self, now: Measures) -> Iterator[None]:
        course = []
        for each in self._days_of(now):
            course.append(each)
            yield
        self._show(lines_of_work(course or [now]))

    def _days_of(self, now: Measures) -> Iterator[Measures]:
        case = self._desk.open_case(now.case_id)
        days = month_ends(case, now.workspace_id)
        self._done, self._of = 0, len(days)
        for day in days:
            yield measures_on(case, now.workspace_id, day)
            self._done += 1

    # ---- the months of all ------------------------------------------------------------------------------------
    def read_months(self) -> None:
        """Count all work month by month, a family at a time."""
        self._begin(self._counting(), self._months_read, is_counting=True)

    def stop_months(self) -> None:
        """Count no further; what was counted so far says nothing, and is left."""
        if self.is_reading_months:
            self.stop()
            self._rest()

    def _counting(self) -> Iterator[None]:
        course, months = Course(self._desk, (each.case_id for each in self.found)), Months()
        self._done, self._of = 0, course.of
        for found in course.turns():
            months.add(found)
            self._done = course.done
            yield
        self.months = months

    def _months_read(self) -> None:
        if self.key == ALL:
            self._show(lines_of_all(self.found, self.months))
