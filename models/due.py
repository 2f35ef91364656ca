"""When something is due: days as said ("2025-07-04", "2025-07", "before Christmas") against today."""

from __future__ import annotations

import datetime as dt

from models import dates


def last_day(said: str | None) -> dt.date | None:
    """The last day a date may mean: itself, a month's or a year's end; None for free words and for no date."""
    known = dates.parts(said)
    if known is None or known[0] < 1:
        return None
    year, month, day = known
    if month and day:
        return dt.date(year, month, day)
    if not month or month == 12:
        return dt.date(year, 12, 31)
    return dt.date(year, month + 1, 1) - dt.timedelta(days=1)


def days_until(said: str | None, today: dt.date) -> int | None:
    """Days from today until the last day a date may mean (negative: gone by); None where no day is known."""
    last = last_day(said)
    return (last - today).days if last else None


def is_late(said: str | None, today: dt.date) -> bool:
    """Whether the day has gone by. Today is not late, this month is not; free words never are."""
    days = days_until(said, today)
    return days is not None and days < 0


def is_ahead(said: str | None, today: dt.date) -> bool:
    """Whether a day is still to come: after today, in free words that sort after it, or not known at all."""
    days = days_until(said, today)
    return dates.sort_key(said) > today.isoformat() if days is None else days > 0
