"""A line of days: where a day stands on it, which day is under a point, and things kept from lying on each other."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from models import dates

_MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600)


@dataclass(frozen=True, slots=True)
class Axis:
    """From the day ``first`` at ``left`` to the day ``last`` at ``right``, every day as wide as the next."""

    first: dt.date
    last: dt.date
    left: float
    right: float

    def x(self, day: dt.date) -> float:
        """Where a day stands; days beyond the ends stand at the ends."""
        whole = max((self.last - self.first).days, 1)
        return self.left + (self.right - self.left) * min(max((day - self.first).days / whole, 0.0), 1.0)

    def day(self, x: float) -> dt.date:
        """The day nearest to a point."""
        share = min(max((x - self.left) / max(self.right - self.left, 1e-9), 0.0), 1.0)
        return self.first + dt.timedelta(days=round(share * (self.last - self.first).days))

    def months(self, room: float) -> list[tuple[float, str]]:
        """(x, words) for months at least *room* apart: the first and every January with its year."""
        ticks = self._ticks(room)
        said: list[tuple[float, str]] = []
        year = 0
        for day in ticks:
            name = dates.MONTHS[day.month - 1]
            month = name if len(name) < 6 else name[:3]
            said.append((self.x(day), month if day.year == year else f"{month} {day.year}"))
            year = day.year
        return said

    def _ticks(self, room: float) -> list[dt.date]:
        for step in _MONTH_STEPS:
            found = []
            month = self.first.year * 12 + self.first.month - 1
            month += -month % step if step < 12 else -month % 12
            while month < (self.last.year + 1) * 12 and month // 12 <= dt.MAXYEAR:
                day = dt.date(month // 12, month % 12 + 1, 1)
                if self.first <= day <= self.last:
                    found.append(day)
                month += step
            if all(self.x(two) - self.x(one) >= room for one, two in itertools.pairwise(found)):
                return found
        return found[:1]


def padded(first: dt.date, last: dt.date, left: float, right: float, ends: float) -> Axis:
    """An axis with *ends* points of days to spare before the first and after the last day."""
    whole = max((last - first).days, 30)
    spare = dt.timedelta(days=max(1, round(whole * ends / max(right - left - 2 * ends, 1.0))))
    begin = first - min(spare, first - dt.date.min)
    end = max(last, min(first, dt.date.max - dt.timedelta(30)) + dt.timedelta(30)) if last == first else last
    return Axis(begin, end + min(spare, dt.date.max - end), left, right)


def kept_apart(wanted: Sequence[float], room: float, left: float, right: float) -> list[float]:
    """Places at least *room* apart, in order and as near to the wanted ones (ascending) as can be.

    All lie from *left* to *right*; where there is no such room they share it evenly.
    """
    count = len(wanted)
    if count > 1:
        room = min(room, max(right - left, 0.0) / (count - 1))
    pools: list[tuple[float, int]] = []
    for index, place in enumerate(wanted):
        mean, size = place - index * room, 1
        # Whoever would stand too near joins those before; together they stand round their common middle.
        while pools and pools[-1][0] > mean:
            other, others = pools.pop()
            mean, size = (other * others + mean * size) / (others + size), size + others
        pools.append((mean, size))
    spread = [mean for mean, size in pools for _ in range(size)]
    end = right - (count - 1) * room
    return [min(max(place, left), end) + index * room for index, place in enumerate(spread)]
