"""Days that are often hard: which of them lie ahead of a family, by the rules of ``resources/practice/hard_days.json``.

A ``hard_days.json`` in the authority's practice folder replaces ours whole. A day there is the same every year ("on":
"12-24"), counted from Easter ("easter": -2), a weekday of a month ("nth": 3, "weekday": "sunday", "month": 6; -1 is
the last), or listed ("dates": ["2026-03-20", "2026-03-20/2026-03-22"]). "until" or "last" (days more) says how long it
lasts; "school": true offers it only where a child is of school age. Days of a faith are there only if a file has them.
"""

from __future__ import annotations

import calendar
import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from models import practice
from resources.files import read_text

FILE = "hard_days.json"
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

Span = tuple[dt.date, dt.date]
"""First and last day."""


@dataclass(frozen=True)
class DayRule:
    """One day of the file. ``raw`` holds when it is; ``school``: only for families with a child at school."""

    key: str
    title: str
    school: bool
    raw: tuple[tuple[str, Any], ...]

    def spans(self, year: int) -> Iterator[Span]:
        """Its first and last day in a year (the year of the first)."""
        rule = dict(self.raw)
        if "dates" in rule:
            found = (_listed(text) for text in rule["dates"])
            yield from (span for span in found if span[0].year == year)
            return
        first = _first(rule, year)
        last = first + dt.timedelta(days=int(rule.get("last", 0)))
        if "until" in rule:
            last = on_day(year, *_month_day(rule["until"]))
            last = last if last >= first else on_day(year + 1, *_month_day(rule["until"]))
        yield first, last


@dataclass(frozen=True)
class HardDayRules:
    """What is offered, how far ahead, and how it is worded. ``harm``: one year, several."""

    months_ahead: int
    plan_within_days: int
    birthdays: str
    due: str
    remembering: str
    harm: tuple[str, str]
    days: tuple[DayRule, ...]


def easter(year: int) -> dt.date:
    """Easter Sunday of a year (Gregorian; the anonymous algorithm, Nature 1876)."""
    a, b, c = year % 19, *divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (a + 11 * h) // 319
    r = (2 * e + 2 * i - k - h + m + 32) % 7
    month = (h - m + r + 90) // 25
    return dt.date(year, month, (h - m + r + month + 19) % 32)


def on_day(year: int, month: int, day: int) -> dt.date:
    """A day of a year; 29 February is the 28th where there is none."""
    return dt.date(year, month, min(day, calendar.monthrange(year, month)[1]))


def load(folder: Path | None) -> HardDayRules:
    """The rules: the authority's file where there is one, else ours. Raises KnownError where that file is faulty."""
    return practice.load(
        folder, FILE, _rules, _shipped,
        needs="each day needs a key, a title and when it is", ours="the days that came with the app",
    )  # fmt: skip


def in_force() -> tuple[HardDayRules, str]:
    """The rules to use, and a sentence on what is wrong with the authority's file where ours had to do ("" else)."""
    return practice.in_force(load, _shipped)


@cache
def _shipped() -> HardDayRules:
    return _rules(json.loads(read_text("practice", FILE)))


def _rules(raw: dict[str, Any]) -> HardDayRules:
    # An authority's file may say less: what it leaves out is worded as ours, what it lists is all there is.
    base = raw if "harm" in raw and "birthdays" in raw else json.loads(read_text("practice", FILE)) | raw
    days = tuple(_day(each) for each in base["days"])
    return HardDayRules(
        months_ahead=int(base.get("months_ahead", 6)), plan_within_days=int(base.get("plan_within_days", 42)),
        birthdays=str(base["birthdays"]), due=str(base.get("due") or ""),
        remembering=str(base.get("remembering") or ""),
        harm=(str(base["harm"]["one"]), str(base["harm"]["many"])), days=days,
    )  # fmt: skip


def _day(raw: dict[str, Any]) -> DayRule:
    plain = {key: tuple(value) if isinstance(value, list) else value for key, value in raw.items()}
    if not isinstance(plain["key"], str) or not isinstance(plain["title"], str) or not plain["title"].strip():
        raise TypeError("a day needs a key and a title")
    made = DayRule(plain["key"], plain["title"], bool(plain.get("school")), tuple(sorted(plain.items())))
    list(made.spans(2024))  # what cannot be worked out is found when the file is read, not in front of a family
    return made


def _first(rule: dict[str, Any], year: int) -> dt.date:
    if "easter" in rule:
        return easter(year) + dt.timedelta(days=int(rule["easter"]))
    if "nth" in rule:
        return _nth(year, int(rule["month"]), _WEEKDAYS.index(str(rule["weekday"]).lower()), int(rule["nth"]))
    return on_day(year, *_month_day(rule["on"]))


def _nth(year: int, month: int, weekday: int, nth: int) -> dt.date:
    length = calendar.monthrange(year, month)[1]
    found = [day for day in range(1, length + 1) if dt.date(year, month, day).weekday() == weekday]
    return dt.date(year, month, found[nth if nth < 0 else nth - 1])


def _month_day(text: str) -> tuple[int, int]:
    month, _, day = str(text).partition("-")
    dt.date(2024, int(month), int(day))
    return int(month), int(day)


def _listed(text: str) -> Span:
    first, _, last = str(text).partition("/")
    begun = dt.date.fromisoformat(first)
    return begun, dt.date.fromisoformat(last) if last else begun
