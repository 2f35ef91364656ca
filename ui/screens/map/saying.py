"""Dates as people type them, kept as whole or partly known dates where they are; any other words stay words."""

from __future__ import annotations

import datetime as dt
import re

from models import dates

_MONTHS = {name[:3].lower(): number for number, name in enumerate(dates.MONTHS, 1)}
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WORDS = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th)?\s+)?([a-z]{3,9})\.?\s+(\d{4})$", re.IGNORECASE)
_FIGURES = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{2}|\d{4})$")
_SHORT = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\s+([a-z]{3,9})$", re.IGNORECASE)


def as_stored(said: str, today: dt.date) -> str:
    """ "27 September 2024", "27/9/24", "Sept 2024", "4 July", "Friday" or "tomorrow" as an ISO date or month.

    Days without a year and weekdays mean the next to come (people say them of things to do). Anything else comes back
    as it was said.
    """
    words = said.strip()
    lower = words.lower()
    if lower in ("today", "tomorrow", "yesterday"):
        return (today + dt.timedelta(days={"today": 0, "tomorrow": 1, "yesterday": -1}[lower])).isoformat()
    if lower in _DAYS:
        return (today + dt.timedelta(days=(_DAYS.index(lower) - today.weekday() - 1) % 7 + 1)).isoformat()
    bare = re.sub(rf"^(?:{'|'.join(_DAYS)})\s+", "", words, flags=re.IGNORECASE)
    figures = _FIGURES.match(bare)
    if figures:
        day, month, year = (int(part) for part in figures.groups())
        return _iso(year + 2000 if year < 100 else year, month, day) or words
    named = _WORDS.match(bare)
    if named and named.group(2)[:3].lower() in _MONTHS and _is_month(named.group(2)):
        month = _MONTHS[named.group(2)[:3].lower()]
        return _iso(int(named.group(3)), month, int(named.group(1)) if named.group(1) else None) or words
    short = _SHORT.match(bare)
    if short and _is_month(short.group(2)):
        month, day = _MONTHS[short.group(2)[:3].lower()], int(short.group(1))
        for year in (today.year, today.year + 1):
            found = _iso(year, month, day)
            if found and found >= today.isoformat():
                return found
    return words


def _is_month(word: str) -> bool:
    lower = word.lower()
    return lower == "sept" or any(name.lower() == lower or name[:3].lower() == lower for name in dates.MONTHS)


def _iso(year: int, month: int, day: int | None) -> str:
    try:
        whole = dt.date(year, month, day or 1)
    except ValueError:
        return ""
    return whole.isoformat() if day else whole.isoformat()[:7]
