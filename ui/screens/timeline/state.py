"""What the timeline's room looks at: dated steps, the day in hand, the strand. Everything comes through the lens."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from models.thinking_views import DayView, EventView, TimelineView
from models.timeline import day_of
from models.views import MapView, RoundView, ScaleView
from ui.context import CaseContext
from ui.screens.timeline import reading


@dataclass(frozen=True)
class Stop:
    """A day on which there are dated steps, or today (then ``events`` may be empty)."""

    day: dt.date
    events: tuple[EventView, ...]


class TimelineState(QObject):
    """The one state that list, chart, slider and foot share.

    ``changed`` when the steps were read anew, ``day_changed`` when another day is in hand, ``strand_changed``.
    """

    changed = Signal()
    day_changed = Signal()
    strand_changed = Signal()

    def __init__(self, context: CaseContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.strand_id = ""
        self._day: dt.date | None = None
        self._view: TimelineView | None = None
        self._stops: tuple[Stop, ...] = ()
        self._stood: dict[dt.date, DayView] = {}
        self._maps: dict[dt.date, MapView] = {}

    # ---- reading ----------------------------------------------------------------------------------------------
    def forget(self) -> None:
        """Read everything anew (after a change or for another reader); the day stays in hand."""
        self._view = None
        self._stood, self._maps = {}, {}
        if self.strand_id not in [scale.strand_id for scale in self.view.scales]:
            # One that runs and has scores to look at, before one that has not been scored yet.
            best = sorted(self.view.scales, key=lambda s: (s.latest is None, self.is_closed(s)))
            self.strand_id = best[0].strand_id if best else ""
        self._stops = self._all_stops()
        if self._day is not None:
            self._day = min(max(self._day, self.first), self.last)
        self.changed.emit()

    @property
    def view(self) -> TimelineView:
        """The dated steps with every scale."""
        if self._view is None:
            self._view = reading.timeline(self.context)
        return self._view

    @property
    def today(self) -> dt.date:
        """The case's own today."""
        return self.context.projector.today

    @property
    def first(self) -> dt.date:
        """The first day of the line."""
        return day_of(self.view.first) or self.today

    @property
    def last(self) -> dt.date:
        """The last day of the line."""
        return max(day_of(self.view.last) or self.today, self.first)

    # ---- the day in hand --------------------------------------------------------------------------------------
    @property
    def day(self) -> dt.date:
        """The day in hand; today until somebody looks elsewhere."""
        return self._day or min(max(self.today, self.first), self.last)

    def show_day(self, day: dt.date) -> None:
        """Look at a day (an end of the line where it lies beyond)."""
        day = min(max(day, self.first), self.last)
        if day != self.day:
            self._day = None if day == self.today else day
            self.day_changed.emit()

    def step(self, by: int) -> None:
        """Go to the next dated step (1) or the one before (-1)."""
        days = [stop.day for stop in self._stops]
        onward = [day for day in days if (day > self.day if by > 0 else day < self.day)]
        if onward:
            self.show_day(onward[0] if by > 0 else onward[-1])

    @property
    def stops(self) -> tuple[Stop, ...]:
        """The days one steps through: those with dated steps, and today."""
        return self._stops

    def _all_stops(self) -> tuple[Stop, ...]:
        on: dict[dt.date, list[EventView]] = {}
        if self.first <= self.today <= self.last:
            on[self.today] = []
        for event in self.view.events:
            day = day_of(event.on)
            if day is not None and self.first <= day <= self.last:
                on.setdefault(day, []).append(event)
        return tuple(Stop(day, tuple(on[day])) for day in sorted(on))

    def events_on(self, day: dt.date) -> tuple[EventView, ...]:
        """What is dated on a day."""
        return next((stop.events for stop in self._stops if stop.day == day), ())

    @property
    def current(self) -> frozenset[str]:
        """Ids of the steps at which things stood on the day in hand: those of the newest day up to it."""
        # Whether a planned step that went by ever happened is not known: it is reached on its own day only.
        reached = [
            ids for stop in self._stops if stop.day <= self.day
            and (ids := [e.id for e in stop.events if e.state != "ask" or stop.day == self.day])
        ]  # fmt: skip
        return frozenset(reached[-1]) if reached else frozenset()

    @property
    def is_past(self) -> bool:
        """Whether an earlier day than today is in hand."""
        return self.day < self.today

    @property
    def is_ahead(self) -> bool:
        """Whether a day is in hand that has not come yet."""
        return self.day > self.today

    def stood(self) -> DayView:
        """How things stood on the day in hand (kept until the next change)."""
        if self.day not in self._stood:
            self._stood[self.day] = reading.day(self.context, self.day)
        return self._stood[self.day]

    def map_then(self) -> MapView:
        """The map on the day in hand, as today's lens allows it."""
        day = min(self.day, self.today)  # what has not come yet stands as today
        if day not in self._maps:
            self._maps[day] = reading.map_then(self.context, day)
        return self._maps[day]

    # ---- strands ----------------------------------------------------------------------------------------------
    def show_strand(self, strand_id: str) -> None:
        """Look at another strand's scores."""
        if strand_id != self.strand_id:
            self.strand_id = strand_id
            self.strand_changed.emit()

    @property
    def scale(self) -> ScaleView | None:
        """The scale of the strand that is looked at."""
        return next((scale for scale in self.view.scales if scale.strand_id == self.strand_id), None)

    def is_closed(self, scale: ScaleView) -> bool:
        """Whether the strand of a scale is closed."""
        strand = self.context.case.rows.get("strand", scale.strand_id)
        return bool(scale.closed_on or (strand and strand["closed_on"]))

    def round_then(self, scale: ScaleView) -> RoundView | None:
        """The newest scores of a scale on the day in hand."""
        then = [r for r in scale.rounds if r.revealed and r.given and r.held_on <= self.day.isoformat()]
        return then[-1] if then else None
