"""Reading dates as people say them: "about 5 years ago", "summer 2023", "early 2022", "8 to 19 July 2024".

:func:`read` finds the days that such words can mean. Nothing is ever rewritten by it: what was said is what is kept.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
          "November", "December")  # fmt: skip
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_MONTH = "|".join(f"{name[:3]}(?:{name[3:]}|{'t' if name == 'September' else ''})?" for name in MONTHS).lower()
_MONTH = rf"(?:{_MONTH})\.?"
_YEAR = r"(?<![\d/.:-])((?:1[89]|20)\d\d)(?![\d:]|[/.-]\d)"
_SEASONS = {
    "spring": (3, 1, 5, 31), "summer": (6, 1, 8, 31), "autumn": (9, 1, 11, 30), "easter": (3, 22, 4, 25),
    "christmas day": (12, 25, 12, 25), "christmas eve": (12, 24, 12, 24), "boxing day": (12, 26, 12, 26),
    "new year's eve": (12, 31, 12, 31), "new year's day": (1, 1, 1, 1), "new year": (1, 1, 1, 7),
    "christmas": (12, 20, 12, 31), "halloween": (10, 31, 10, 31), "bonfire night": (11, 5, 11, 5),
}  # fmt: skip
"""First and last (month, day). Winter runs over the year's end and stands by itself."""

_SEASON = "|".join(sorted(_SEASONS, key=len, reverse=True))
_THIRDS = {"early": 0, "the beginning of": 0, "beginning of": 0, "the start of": 0, "start of": 0, "mid": 1,
           "the middle of": 1, "middle of": 1, "late": 2, "the end of": 2, "end of": 2}  # fmt: skip
_THIRD = "|".join(sorted(_THIRDS, key=len, reverse=True))
_NUMBERS = {word: number for number, word in enumerate(
    "one two three four five six seven eight nine ten eleven twelve".split(), 1)} | {
    "a": 1, "an": 1, "a couple of": 2, "couple of": 2, "a few": 3, "few": 3, "several": 4, "half a": 0.5,
}  # fmt: skip
_NUMBER = r"\d+(?:\.5)?|" + "|".join(sorted(_NUMBERS, key=len, reverse=True))
_VAGUE = r"\b(?:about|around|roughly|nearly|almost|over|more than|at least|some|maybe|perhaps|circa|c\.)\b"
_UNITS = {"day": 1.0, "week": 7.0, "fortnight": 14.0, "month": 30.44, "year": 365.25}
_UNIT = r"(day|week|fortnight|month|year)s?"


@dataclass(frozen=True)
class Span:
    """The days that words can mean, both included; ``key`` sorts them among other dates ("2023-07", "2024-07-08").

    ``is_open``: the words only say before or after.
    """

    first: dt.date
    last: dt.date
    key: str
    is_open: bool = False


def read(said: str, said_on: dt.date | None = None) -> Span | None:
    """The days that words can mean; None where they tell of none. ``said_on``: what "ago" and "last" are told from."""
    words = re.sub(r"\s+", " ", said.lower().replace("’", "'")).strip()
    outside = re.sub(r"\([^()]*\)", " ", words).strip()
    for text in dict.fromkeys((outside, words)):
        if found := _range(text, said_on) or _single(text, said_on):
            return found
    return None


def month_span(year: int, month: int | None = None) -> Span:
    """A whole month, or a whole year."""
    if month is None:
        return Span(dt.date(year, 1, 1), dt.date(year, 12, 31), f"{year:04}")
    last = calendar.monthrange(year, month)[1]
    return Span(dt.date(year, month, 1), dt.date(year, month, last), f"{year:04}-{month:02}")


def day_span(year: int, month: int, day: int) -> Span:
    """One day. Raises ValueError where there is none of that number."""
    date = dt.date(year, month, day)
    return Span(date, date, date.isoformat())


def _loose(first: dt.date, last: dt.date) -> Span:
    """A stretch of days known roughly: it sorts by its middle."""
    middle = first + (last - first) / 2
    return Span(first, last, f"{middle:%Y-%m}" if (last - first).days > 31 else first.isoformat())


# From when to when


def _range(text: str, said_on: dt.date | None) -> Span | None:
    text = re.sub(r"^(?:from|between) ", "", text)
    text = re.sub(rf"\b(\d{{1,2}}) ?[-–—] ?(\d{{1,2}} {_MONTH})", r"\1 to \2", text)
    halves = re.split(r" (?:to|until|till|and|–|—|-) |(?<=\w)[–—](?=\w)", text, maxsplit=1)
    if len(halves) < 2:
        return None
    left, right = halves
    if re.fullmatch(r"now|today|still|this day", right):
        ended = Span(said_on, said_on, said_on.isoformat()) if said_on else None
    else:
        ended = _single(right, said_on)
    begun = _begun(left, right, ended, said_on)
    if begun is None or ended is None or begun.first > ended.last:
        return None
    return Span(begun.first, ended.last, begun.key)


def _begun(left: str, right: str, ended: Span | None, said_on: dt.date | None) -> Span | None:
    """The first half; what it leaves out is in the second: "8 to 19 July 2024", "July to September 2024"."""
    if re.search(r"\d{4}|ago\b|last\b|this\b|yesterday", left) or ended is None:
        return _single(left, said_on)
    month = re.search(_MONTH, right)
    more = f" {month.group()}" if month and re.fullmatch(r"(?:the )?\d{1,2}(?:st|nd|rd|th)?", left) else ""
    return _single(f"{left}{more} {ended.last.year}", said_on)


# One date


def _single(text: str, said_on: dt.date | None) -> Span | None:
    for pattern, make in _PATTERNS:
        for match in pattern.finditer(text):
            try:
                found = make(match, text)
            except ValueError:
                continue
            return _turned(found, text[: match.start()], said_on)
    return _told_from(text, said_on) if said_on else None


def _turned(found: Span, before: str, said_on: dt.date | None) -> Span:
    """ "Before 2020" and "after 2020" leave one end open; "since 2020" lasts until it was said."""
    word = re.search(r"\b(before|after|by|until|till|since)(?: about| around| the)?\s*$", before)
    if word is None:
        return found
    if word.group(1) == "since" and said_on and said_on >= found.first:
        return Span(found.first, said_on, found.key)
    return Span(found.first, found.last, found.key, is_open=True)


def _iso(match: re.Match[str], text: str) -> Span:
    year, month, day = (int(group) if group else 0 for group in match.groups())
    return day_span(year, month, day) if day else month_span(year, _real(month))


def _slashed(match: re.Match[str], text: str) -> Span:
    day, month, year = map(int, match.groups())
    return day_span(year + (2000 if year < 50 else 1900) if year < 100 else year, month, day)


def _month_slashed(match: re.Match[str], text: str) -> Span:
    return month_span(int(match.group(2)), _real(int(match.group(1))))


def _real(month: int) -> int:
    if not 1 <= month <= 12:
        raise ValueError("no such month")
    return month


def _named_day(match: re.Match[str], text: str) -> Span:
    return day_span(int(match["year"]), _month(match["month"]), int(match["day"]))


def _month(name: str) -> int:
    return next(number for number, month in enumerate(MONTHS, 1) if month.lower().startswith(name[:3]))


def _third(match: re.Match[str], text: str) -> Span:
    third, year = _THIRDS[match["third"]], int(match["year"])
    if match["month"]:
        whole = month_span(year, _month(match["month"]))
        first = whole.first.replace(day=(1, 11, 21)[third])
        return _loose(first, whole.last if third == 2 else first + dt.timedelta(days=9))
    return _loose(dt.date(year, (1, 5, 9)[third], 1), month_span(year, (4, 8, 12)[third]).last)


def _half(match: re.Match[str], text: str) -> Span:
    year, second = int(match["year"]), match["half"] == "second"
    return _loose(dt.date(year, 7 if second else 1, 1), month_span(year, 12 if second else 6).last)


def _season(match: re.Match[str], text: str) -> Span:
    return _in_year(match["season"], int(match["year"]))


def _in_year(season: str, year: int) -> Span:
    month, day, to_month, to_day = _SEASONS[season]
    return _loose(dt.date(year, month, day), dt.date(year, to_month, to_day))


def _winter(match: re.Match[str], text: str) -> Span:
    """ "Winter 2022/23" is one; "winter 2023" may be how the year began or how it ended."""
    year = int(match["year"])
    if match["second"]:
        return _loose(dt.date(year, 12, 1), month_span(year + 1, 2).last)
    return Span(dt.date(year, 1, 1), month_span(year + 1, 2).last, f"{year:04}-12")


def _school_year(match: re.Match[str], text: str) -> Span:
    year = int(match.group(1))
    if int(match.group(2)[-2:]) != (year + 1) % 100:
        raise ValueError("not the year after")
    return _loose(dt.date(year, 9, 1), dt.date(year + 1, 8, 31))


def _decade(match: re.Match[str], text: str) -> Span:
    year = int(match.group(1))
    return Span(dt.date(year, 1, 1), dt.date(year + 9, 12, 31), f"{year:04}")


def _year(match: re.Match[str], text: str) -> Span:
    """A year; a month or a season may stand elsewhere in the words ("the Friday in June, that was 2023")."""
    year = int(match.group(1))
    if month := re.search(rf"\b({_MONTH})(?!\w)", re.sub(r"\bmay (?!\d)", " ", text)):
        return month_span(year, _month(month.group(1)))
    if season := re.search(rf"\b(?:{_SEASON})\b", text):
        return _in_year(season.group(), year)
    return month_span(year)


_Made = Callable[[re.Match[str], str], Span]
_PATTERNS: tuple[tuple[re.Pattern[str], _Made], ...] = tuple(
    (re.compile(pattern), make)
    for pattern, make in (
        (r"(?<![\d/.-])(\d{4})-(\d{2})(?:-(\d{2}))?(?![\d-])", _iso),
        (r"(?<![\d/.-])(\d{1,2})[/.](\d{1,2})[/.](\d{4}|\d{2})(?![\d/.]*\d)", _slashed),
        (r"(?<![\d/.-])(\d{1,2})[/.]((?:1[89]|20)\d\d)(?!\d)", _month_slashed),
        (rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<month>{_MONTH}),? (?P<year>\d{{4}})\b", _named_day),
        (rf"\b(?P<month>{_MONTH}) (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}})\b", _named_day),
        (rf"\b(?P<third>{_THIRD})[ -](?:(?P<month>{_MONTH}),? )?(?P<year>(?:1[89]|20)\d\d)\b(?!/)", _third),
        (r"\b(?P<half>first|second) half of (?P<year>\d{4})\b", _half),
        (r"\bwinter (?:of )?(?P<year>\d{4})(?P<second>\s?[/–-]\s?\d{2,4})?\b", _winter),
        (rf"\b(?P<season>{_SEASON})(?: holidays?| term| time)?,? (?:of |in )?(?P<year>\d{{4}})\b", _season),
        (r"(?<![\d/.-])((?:1[89]|20)\d\d)\s?[/–-]\s?(\d{4}|\d{2})(?![\d/-])", _school_year),
        (r"\b((?:1[89]|20)\d0)'?s\b", _decade),
        (_YEAR, _year),
    )
)


# Told from the day it was said


def _told_from(text: str, on: dt.date) -> Span | None:
    return _ago(text, on) or _this_or_last(text, on) or _latest_named(text, on)


def _ago(text: str, on: dt.date) -> Span | None:
    if re.search(r"\b(?:yesterday|last night)\b", text):
        return _days_before(on, 1, 0)
    if re.search(r"\b(?:today|tonight|this (?:morning|afternoon|evening))\b", text):
        return _days_before(on, 0, 0)
    told = re.search(rf"((?:\b(?:{_NUMBER})(?: and a half)? {_UNIT}(?: and a half)?(?:,? (?:and )?)?)+) ago\b", text)
    if told is None:
        return None
    days, unit = 0.0, 1.0
    for number, half, name in re.findall(rf"\b({_NUMBER})( and a half)? {_UNIT}", told.group(1)):
        amount = _NUMBERS[number] if number in _NUMBERS else float(number)
        unit = _UNITS[name]
        days += (amount + (0.5 if half else 0.0)) * unit
    if re.search(r"year and a half$", told.group(1).strip()):
        days += 0.5 * _UNITS["year"]
    unit = min(unit, days)  # "half a year ago" is not said to the year
    is_vague = bool(re.search(_VAGUE, text[: told.start()] + " ")) or bool(re.search(r"few|several|couple", told[0]))
    return _days_before(on, days, 0 if unit == 1 and not is_vague else unit * (1 if is_vague else 0.5))


def _days_before(on: dt.date, days: float, give: float) -> Span | None:
    """``days`` before a day, ``give`` days either way, never after it; None where the calendar does not go back so."""
    try:
        first = on - dt.timedelta(days=round(days + give))
        last = min(on, on - dt.timedelta(days=round(days - give)))
    except OverflowError:
        return None
    return _loose(first, last)


def _this_or_last(text: str, on: dt.date) -> Span | None:
    match = re.search(rf"\b(this|last) (year|month|week|winter|{_SEASON}|{'|'.join(DAYS).lower()}|{_MONTH})\b", text)
    if match is None:
        return None
    is_last, name = match.group(1) == "last", match.group(2)
    if name == "year":
        year = on.year - is_last
        return _single(f"{text[: match.start()]} {year}", None) or month_span(year)
    if name == "month":
        whole = month_span(on.year, on.month)
        before = whole.first - dt.timedelta(days=1)
        return month_span(before.year, before.month) if is_last else whole
    if name == "week":
        monday = on - dt.timedelta(days=on.weekday() + 7 * is_last)
        return _loose(monday, monday + dt.timedelta(days=6))
    return _latest_named(f"in {name}", on, is_over=is_last)


def _latest_named(text: str, on: dt.date, *, is_over: bool = False) -> Span | None:
    """The latest day, month or season of a name that had begun by then: "Friday", "in March", "at Christmas".

    ``is_over``: that had ended by then ("last summer").
    """
    if day := re.search(rf"\b({'|'.join(DAYS)})\b", text, re.IGNORECASE):
        back = (on.weekday() - [name.lower() for name in DAYS].index(day.group(1).lower())) % 7
        return _days_before(on, back or 7, 0)
    return next((span for span in _named_by(text, on) if not is_over or span.last < on), None)


def _named_by(text: str, on: dt.date) -> Iterator[Span]:
    day = re.search(rf"\b(\d{{1,2}})(?:st|nd|rd|th)? (?:of )?({_MONTH})(?!\w)", text)
    month = re.search(rf"(?:^|\b(?:in|since|last|this|early|late|mid) )({_MONTH})(?!\w)", text)
    season = re.search(rf"\b(?:{_SEASON})\b", text)
    for year in (on.year, on.year - 1, on.year - 2):
        try:
            if day:
                span = day_span(year, _month(day.group(2)), int(day.group(1)))
            elif month:
                span = month_span(year, _month(month.group(1)))
            elif season:
                span = _in_year(season.group(), year)
            elif "winter" in text.split():
                span = _loose(dt.date(year, 12, 1), month_span(year + 1, 2).last)
            else:
                return
        except ValueError:
            continue
        if span.first <= on:
            yield Span(span.first, min(span.last, on), span.key)
