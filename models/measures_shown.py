"""Measures as they are looked at: each with its definition, of one piece of work over time or of all work at once.

Nothing is averaged: all work together is shown as how many stand where, and how many of them are thin.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from models.measure_definitions import Definition, Measures, Value, definitions, shown

GROUPS = ("map", "statements", "voice", "network", "plan", "scores")
"""Parts in which measures stand together, in order."""

_MOST_COLUMNS = 8
_DAYS = ((0, "to 30"), (31, "to 60"), (61, "to 90"), (91, "to 180"), (181, "more"))
_NUMBERS = ((0, "below 1"), (1, "1 to 3"), (3, "3 to 6"), (6, "6 to 9"), (9, "9 up"))
_BANDS = ((0, "0"), (1, "1-2"), (3, "3-4"), (5, "5-9"), (10, "10-19"), (20, "20 up"))


@dataclass(frozen=True)
class Point:
    """A measure on one day (ISO); ``value`` None: nothing tells."""

    on: str
    value: Value
    is_thin: bool


@dataclass(frozen=True)
class Column:
    """How many pieces of work have a value (or one from a stretch of values), and how many of those are thin."""

    words: str
    count: int
    thin: int


@dataclass(frozen=True)
class Share:
    """On one day: of how many pieces of work a measure was thin, not thin, not known."""

    on: str
    thin: int
    fine: int
    unknown: int


class Months:
    """Of how many pieces of work every measure was thin, month by month: counted as they are read, and not kept."""

    def __init__(self) -> None:
        self._counts: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0, 0]))

    def add(self, course: Iterable[Measures]) -> None:
        """Count some more; each at most once a month."""
        known = definitions()
        for found in course:
            value, month = found.values, self._counts[found.as_at[:7]]
            for each in known:
                is_thin = _is_thin(each, value)
                month[each.key][0 if is_thin else 2 if value[each.key] is None else 1] += 1

    def shares(self, key: str) -> tuple[Share, ...]:
        """The counts of one measure, oldest month first."""
        return tuple(Share(month, *self._counts[month][key]) for month in sorted(self._counts))


@dataclass(frozen=True)
class MeasureLine:
    """A measure: what it means, when it is thin (""), what it is now in words, and how it went.

    Of one piece of work ``points`` are filled, of all work ``columns`` and, where the months were read, ``shares``.
    """

    definition: Definition
    thin_where: str
    shown: str
    is_thin: bool
    points: tuple[Point, ...] = ()
    columns: tuple[Column, ...] = ()
    shares: tuple[Share, ...] = ()


def lines_of_work(course: Sequence[Measures]) -> tuple[MeasureLine, ...]:
    """The measures of one piece of work, from its course, oldest first; the last one is how it stands now."""
    known = definitions()
    values = [each.values for each in course]
    lines = []
    for each in known:
        points = [
            Point(found.as_at, value[each.key], each.thin is not None and each.thin.holds(value[each.key], value))
            for found, value in zip(course, values, strict=True)
        ]
        now = points[-1]
        words = shown(each, now.value) or "not known"
        lines.append(MeasureLine(each, _where(each, known), words, now.is_thin, points=tuple(points)))
    return tuple(lines)


def lines_of_all(now: Sequence[Measures], months: Months | None = None) -> tuple[MeasureLine, ...]:
    """The measures of all work: where each piece stands now; with ``months`` also how many were thin month by month."""
    known = definitions()
    values = [each.values for each in now]
    lines = []
    for each in known:
        columns = _columns(each, values)
        thin = sum(column.thin for column in columns)
        shares = months.shares(each.key) if months else ()
        words = _all_words(each, [value[each.key] for value in values], thin)
        lines.append(MeasureLine(each, _where(each, known), words, thin > 0, columns=columns, shares=shares))
    return tuple(lines)


def _where(definition: Definition, known: Sequence[Definition]) -> str:
    return definition.thin.words(known) if definition.thin else ""


def _is_thin(definition: Definition, value: dict[str, Value]) -> bool:
    return definition.thin is not None and definition.thin.holds(value[definition.key], value)


def _all_words(definition: Definition, values: Sequence[Value], thin: int) -> str:
    told = [value for value in values if value is not None]
    if not values:
        return ""
    if definition.kind == "yes_no":
        words = f"{sum(map(bool, told))} of {len(values)}"
    elif not told:
        words = "not known"
    else:
        low, high = (shown(definition, end) for end in (min(told), max(told)))
        words = low if low == high else f"{low} to {high}"
    return f"{words}, {thin} thin" if thin else words


def _columns(definition: Definition, values: Sequence[dict[str, Value]]) -> tuple[Column, ...]:
    """How many stand where, from the lowest value up; not known comes last."""
    places = [_place(definition, value[definition.key]) for value in values]
    if len(set(places)) > _MOST_COLUMNS:
        places = [_stretch(definition, value[definition.key]) for value in values]
    counts = Counter(places)
    thin = Counter(place for place, value in zip(places, values, strict=True) if _is_thin(definition, value))
    return tuple(Column(place[1], counts[place], thin[place]) for place in sorted(counts))


_UNKNOWN = (float("inf"), "–")


def _place(definition: Definition, value: Value) -> tuple[float, str]:
    if value is None:
        return _UNKNOWN
    if definition.kind == "days":
        return _stretch(definition, value)
    if definition.kind == "number":
        return round(float(value), 1), f"{value:.1f}"
    return float(value), shown(definition, value)


def _stretch(definition: Definition, value: Value) -> tuple[float, str]:
    if value is None:
        return _UNKNOWN
    steps = _DAYS if definition.kind == "days" else _NUMBERS if definition.kind == "number" else _BANDS
    least, words = next((least, words) for least, words in reversed(steps) if value >= least)
    return float(least), words
