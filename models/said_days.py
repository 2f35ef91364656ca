"""A day as somebody types or says it: "yesterday", "Friday", "20 June", "2/9", or written out."""

from __future__ import annotations

import datetime as dt
import re

from models.dates import MONTHS
from models.line_facts import as_iso

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NEAR = {"today": 0, "yesterday": -1, "tomorrow": 1}
_SHORT = re.compile(r"(?:[a-z]+day,?\s+)?(\d{1,2})(?:st|nd|rd|th)?\s+([a-z]{3,})$|(\d{1,2})[/.](\d{1,2})\.?$")
_WITH_WEEKDAY = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+(?=\d)", re.IGNORECASE)


def day_said(said: str, today: dt.date, *, ahead: bool = False) -> str:
    """The day as ISO, where the words name one; else the words as they are.

    A weekday or a day without its year is the last such day up to today, or the next one where we look ``ahead``.
    """
    plain = said.strip().casefold()
    if plain in _NEAR:
        return (today + dt.timedelta(days=_NEAR[plain])).isoformat()
    name = plain.removeprefix("last ").removeprefix("next ").removeprefix("on ")
    if name in _WEEKDAYS:
        back = (today.weekday() - _WEEKDAYS.index(name)) % 7
        if ahead or plain.startswith("next "):
            return (today + dt.timedelta(days=(7 - back) % 7 or 7)).isoformat()
        return (today - dt.timedelta(days=back or (7 if plain.startswith("last ") else 0))).isoformat()
    if match := _SHORT.match(plain):
        found = _nearest(match, today, ahead)
        if found is not None:
            return found.isoformat()
    return as_iso(_WITH_WEEKDAY.sub("", said.strip()))


def _nearest(match: re.Match[str], today: dt.date, ahead: bool) -> dt.date | None:
    day, name, number, month = match.groups()
    if name:
        names = [index for index, full in enumerate(MONTHS, 1) if full.lower().startswith(name)]
        if not names:
            return None
        place, which = int(day), names[0]
    else:
        place, which = int(number), int(month)
    years = (today.year, today.year + 1) if ahead else (today.year, today.year - 1)
    for year in years:
        try:
            found = dt.date(year, which, place)
        except ValueError:
            continue
        if (found >= today) if ahead else (found <= today):
            return found
    return None
