"""Dates as people say them: whole ("2024-09-27"), partly known ("2019-08", "2022") or free ("summer 2023")."""

from __future__ import annotations

import datetime as dt
import re

from models import said_dates
from models.said_dates import MONTHS

__all__ = [
    "MONTHS",
    "age",
    "as_date",
    "bounds",
    "ends",
    "parts",
    "short",
    "sort_key",
    "span",
    "weekday",
    "within",
    "written",
]

_ISO = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$")
_WITHIN = re.compile(r"(?<![\d-])(\d{4}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)(?![\d-])")


def parts(said: str | None) -> tuple[int, int | None, int | None] | None:
    """(year, month, day) of a whole or partly known date; None for anything else."""
    match = _ISO.match(said.strip()) if said else None
    if not match:
        return None
    began, then, last = match.groups()
    year, month, day = int(began), int(then) if then else None, int(last) if last else None
    try:
        dt.date(max(year, 1), month or 1, day or 1)
    except ValueError:
        return None
    return year, month, day


def as_date(said: str | None) -> dt.date | None:
    """A whole date as a date; None when it is not wholly known."""
    known = parts(said)
    return dt.date(known[0], known[1], known[2]) if known and known[1] and known[2] else None


def written(said: str | None) -> str:
    """The date in words: "27 September 2024", "August 2019", "2022"; free words stay as they are."""
    known = parts(said)
    if known is None:
        return said or ""
    year, month, day = known
    words = [str(day)] if day else []
    if month:
        words.append(MONTHS[month - 1])
    return " ".join([*words, str(year)])


def within(text: str) -> str:
    """A text with the dates kept in it written out: "2019-08 to 2025-01" → "August 2019 to January 2025"."""
    return _WITHIN.sub(lambda found: written(found.group(1)), text)


def bounds(said: str | None, said_on: str | None = None) -> tuple[dt.date, dt.date] | None:
    """The first and the last day that a date as said can mean; None where it does not tell.

    ``said_on``: the day it was said, which "5 years ago" is told from.
    """
    found = said_dates.read(said, as_date(said_on)) if said else None
    return (found.first, found.last) if found and not found.is_open else None


def ends(said: str | None) -> tuple[str | None, str | None]:
    """From when to when, as kept with a card: ("2024-07-08", "2024-07-19") of "2024-07-08 to 2024-07-19"."""
    words = re.sub(r"\s*\([^()]*\)\s*$", "", said or "").strip()
    begun, _, ended = words.partition(" to ")
    if parts(begun) and parts(ended):
        return begun.strip(), ended.strip()
    return (words if parts(words) else (said or "").strip()) or None, None


def span(begun: str | None, ended: str | None) -> str:
    """From when to when, in words."""
    return f"{written(begun)} to {written(ended)}" if begun and ended else written(begun or ended)


def short(said: str | None, today: dt.date) -> str:
    """Day and month, with the year only when it is not this year's: "4 July", "9 December 2024"."""
    date = as_date(said)
    if date is None or date.year != today.year:
        return written(said)
    return f"{date.day} {MONTHS[date.month - 1]}"


def weekday(said: str | None) -> str:
    """ "Friday", or nothing when the day is not known."""
    date = as_date(said)
    return (
        ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")[date.weekday()] if date else ""
    )


def sort_key(said: str | None, said_on: str | None = None) -> str:
    """A key that sorts dates as said ("2023-07", "2024-07-08"); what tells no date comes last."""
    if not said:
        return "9999"
    known = parts(said)
    if known:
        return "-".join([f"{known[0]:04}", *(f"{p:02}" for p in known[1:] if p)])
    found = said_dates.read(said, as_date(said_on))
    return found.key if found else "9998"


def age(born: str | None, on: dt.date) -> str:
    """Age on a day in words: "9", "14 months" (under two years), "3 weeks"; nothing when not known."""
    known = parts(born)
    if known is None:
        return ""
    year, month, day = known
    if not month:
        return str(on.year - year) if on.year >= year else ""
    months = (on.year - year) * 12 + on.month - month - (1 if day and on.day < day else 0)
    if months < 0:
        return ""
    if months == 0 and day:
        weeks = (on - dt.date(year, month, day)).days // 7
        return "1 week" if weeks == 1 else f"{weeks} weeks"
    if months < 24:
        return "1 month" if months == 1 else f"{months} months"
    return str(months // 12)
