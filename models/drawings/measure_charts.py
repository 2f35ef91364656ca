"""Small charts of measures, as plain primitives from (0, 0): the same on the screen and on paper.

What is thin is dashed and hollow and carries a question mark; no colour alone tells it. A gap in a line is a day of
which the record tells nothing. There is no average.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Sequence
from dataclasses import replace

from models import dates
from models.drawing import Line, Rect, Text, place_text
from models.drawings.time_axis import Axis
from models.measures_shown import Column, MeasureLine, Point, Share
from models.typeset import Style, text_width

_DASH = (2.5, 2.0)
Mark = Line | Rect | Text


def measure_chart(
    line: MeasureLine, width: float, height: float, *, size: float = 8.4, block: int | None = None
) -> tuple[Mark, ...]:
    """The chart of a measure in a box: over time where its course is known, else how many stand where."""
    items: Sequence[Mark] = ()
    if len(line.points) > 1:
        items = _course(line.points, width, height, size, is_yes_no=line.definition.kind == "yes_no")
    elif len(line.shares) > 1:
        items = _months(line.shares, width, height, size)
    elif line.columns:
        items = _stands(line.columns, width, height, size)
    return tuple(replace(item, block=block) for item in items)


def chart_in_words(line: MeasureLine) -> str:
    """The chart said aloud."""
    if len(line.points) > 1:
        steps = [next(group) for _, group in itertools.groupby(line.points, key=lambda point: point.value)]
        said = [f"{_said(point)} from {dates.written(point.on)}" for point in steps[-6:]]
        return "; ".join(said)
    if len(line.shares) > 1:
        first, last = line.shares[0], line.shares[-1]
        return "; ".join(f"{_month(each.on)}: {each.thin} of {_all(each)} thin" for each in (first, last))
    return "; ".join(
        f"{column.words}: {column.count}" + (f", {column.thin} thin" if column.thin else "") for column in line.columns
    )


def _said(point: Point) -> str:
    if isinstance(point.value, bool):
        return "yes" if point.value else "no"
    return "not known" if point.value is None else str(point.value)


def _all(share: Share) -> int:
    return share.thin + share.fine + share.unknown


def _month(said: str) -> str:
    return f"{dates.MONTHS[int(said[5:7]) - 1]} {said[:4]}"


# ---- one piece of work over time ------------------------------------------------------------------------------------


def _course(points: Sequence[Point], width: float, height: float, size: float, *, is_yes_no: bool) -> list[Mark]:
    told = [float(point.value) for point in points if point.value is not None]
    low, high = (0.0, 1.0) if is_yes_no else (min([0.0, *told]), max([1.0, *told]))
    ends = ("no", "yes") if is_yes_no else (f"{low:g}", f"{high:g}")
    left = max(text_width(end, Style(size)) for end in ends) + size * 0.6
    top, bottom, dot = size * 0.6, height - size * 1.9, size * 0.46
    axis = Axis(_day(points[0]), _day(points[-1]), left + dot, width - dot - 1)
    items: list[Mark] = [Line(left, bottom, width, bottom, "line", 0.8), Line(left, top, width, top, "line", 0.5)]
    for end, y in zip(ends, (bottom, top), strict=True):
        items += place_text(end, Style(size, colour="ink2"), left - size * 0.4, y + size * 0.34, align="right")
    places = [(axis.x(_day(point)), bottom - (bottom - top) * _share_of(point, low, high)) for point in points]
    for (one, here), (two, there) in itertools.pairwise(zip(points, places, strict=True)):
        if one.value is not None and two.value is not None:  # a value stands until the next day it was worked out for
            items.append(Line(here[0], here[1], there[0], here[1], "ink2", 1.1))
            if there[1] != here[1]:
                items.append(Line(there[0], here[1], there[0], there[1], "ink2", 1.1))
    for point, (x, y) in zip(points, places, strict=True):
        if point.value is not None:
            items.append(_dot(x, y, dot, is_thin=point.is_thin))
    for x, words in _ends(axis, points):
        items += place_text(words, Style(size, colour="ink2"), x, height - size * 0.35,
                            align="left" if x < width / 2 else "right")  # fmt: skip
    return items


def _share_of(point: Point, low: float, high: float) -> float:
    return (float(point.value or 0) - low) / (high - low)


def _day(point: Point) -> dt.date:
    return dt.date.fromisoformat(point.on)


def _ends(axis: Axis, points: Sequence[Point]) -> list[tuple[float, str]]:
    first, last = _month(points[0].on), _month(points[-1].on)
    return [(axis.left, first), (axis.right, last)] if first != last else [(axis.right, last)]


def _dot(x: float, y: float, radius: float, *, is_thin: bool) -> Rect:
    if is_thin:
        radius *= 1.15
        return Rect(x - radius, y - radius, 2 * radius, 2 * radius, "ask", "askInk", radius, 1.0)
    return Rect(x - radius, y - radius, 2 * radius, 2 * radius, "ink", "", radius)


# ---- all work -------------------------------------------------------------------------------------------------------


def _stands(columns: Sequence[Column], width: float, height: float, size: float) -> list[Mark]:
    most = max(column.count for column in columns)
    top, bottom = size * 1.5, height - size * 1.7
    pitch = min(width / len(columns), size * 6.5)
    items: list[Mark] = [Line(0, bottom, pitch * len(columns), bottom, "line", 0.8)]
    for place, column in enumerate(columns):
        middle, wide = pitch * (place + 0.5), pitch * 0.52
        tall = (bottom - top) * column.count / most
        fine = tall * (column.count - column.thin) / column.count
        items += _pile(middle - wide / 2, bottom, wide, fine, tall - fine)
        said = f"{column.count} ?" if column.thin else str(column.count)
        colour = "askInk" if column.thin else "ink"
        style = Style(size, bold=bool(column.thin), colour=colour)
        items += place_text(said, style, middle, bottom - tall - size * 0.4, align="centre")
        items += place_text(column.words, Style(size, colour="ink2"), middle, height - size * 0.35, align="centre")
    return items


def _months(shares: Sequence[Share], width: float, height: float, size: float) -> list[Mark]:
    most = max(map(_all, shares))
    top, bottom = size * 1.5, height - size * 1.7
    pitch = min(width / len(shares), size * 3.0)
    items: list[Mark] = [Line(0, bottom, pitch * len(shares), bottom, "line", 0.8)]
    for place, share in enumerate(shares):
        wide, left = pitch * 0.66, pitch * (place + 0.17)
        scale = (bottom - top) / most
        items += _pile(left, bottom, wide, share.fine * scale, share.thin * scale)
    last = shares[-1]
    if last.thin:
        y = bottom - (last.fine + last.thin) * (bottom - top) / most - size * 0.4
        style = Style(size, bold=True, colour="askInk")
        items += place_text(f"{last.thin} ?", style, pitch * (len(shares) - 0.5), y, align="centre")
    grey = Style(size, colour="ink2")
    items += place_text(_month(shares[0].on), grey, 0.0, height - size * 0.35)
    items += place_text(_month(last.on), grey, max(pitch * len(shares), size * 16), height - size * 0.35, align="right")
    return items


def _pile(left: float, bottom: float, wide: float, fine: float, thin: float) -> list[Mark]:
    """What is not thin, filled, and upon it what is: hollow and dashed."""
    items: list[Mark] = []
    if fine > 0:
        items.append(Rect(left, bottom - fine, wide, fine, "ink2", "", 1.0))
    if thin > 0:
        items.append(Rect(left, bottom - fine - thin, wide, thin, "ask", "askInk", 1.0, 0.9, _DASH))
    return items
