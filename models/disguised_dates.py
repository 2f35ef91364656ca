"""A day in all the ways it is written: "3 May 2016", "3rd of May 2016", "03/05/16", "2016-05-03", "20160503"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from models.plain_letters import plain, squeeze

_MONTHS = ("january february march april may june july august september october november december").split()
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
_ABOUT = (
    r"^(?:born(?: on)?|b\.|d\.?o\.?b\.?|date of birth|birthday)?[\s:]*"
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?"
)
_NUMBERS = re.compile(
    _ABOUT
    + r"(?:(?P<y>\d{4})[\-/.](?P<m>\d\d?)[\-/.](?P<d>\d\d?)|(?P<D>\d\d?)[\-/.](?P<M>\d\d?)[\-/.](?P<Y>\d{4}|\d\d))$"
)
_WORDS = re.compile(
    _ABOUT + r"(?:(?P<d>\d\d?)(?:st|nd|rd|th)? (?:of )?(?P<m>[a-z]{3,9}),? (?P<y>\d{4})"
    r"|(?P<M>[a-z]{3,9}) (?P<D>\d\d?)(?:st|nd|rd|th)?,? (?P<Y>\d{4}))$"
)
_JOINTS = (r"[\s./,:|_\-\u2010-\u2015]{0,3}", r"[\s./:|_\-\u2010-\u2015]{1,3}", r"[./\-\u2010-\u2015]")
"""What may stand between the parts: nearly nothing, something, a sign that dates are written with."""

_OF_LAST_CENTURY = 40


def day_of(value: str) -> dt.date | None:
    """The day a value says and nothing else, "born 3 May 2016" too; days stand before months, as written here."""
    said = " ".join(plain(value).split())
    found = _NUMBERS.match(said) or _WORDS.match(said)
    if found is None:
        return None
    year, month, day = (found[part] or found[part.upper()] for part in "ymd")
    if not month.isdigit():
        months = [number for number, name in enumerate(_MONTHS, 1) if name.startswith(month)]
        if len(months) != 1:
            return None
        month = str(months[0])
    if len(year) == 2:
        year = ("20" if int(year) < _OF_LAST_CENTURY else "19") + year
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None


def date_words(day: dt.date) -> Iterator[tuple[str, re.Pattern[str]]]:
    """Every way to write it: squeezed, with the pattern that must match in a plain text."""
    for parts, joint in dict.fromkeys(_ways(day)):
        pattern = _JOINTS[joint].join(map(re.escape, parts))
        yield "".join(map(squeeze, parts)), re.compile(rf"(?<!\d)(?<!\d[./]){pattern}(?!\d|[.:]\d)")


def _ways(day: dt.date) -> Iterator[tuple[tuple[str, ...], int]]:
    """The parts in each order, with which of the joints they have."""
    year, short, month = str(day.year), f"{day.year % 100:02d}", _MONTHS[day.month - 1]
    two = (f"{day.day:02d}", f"{day.month:02d}")
    # Numbers only go together without anything between them where each has its full width.
    yield (*two, year), 0
    yield (year, two[1], two[0]), 0
    for first in dict.fromkeys((two, (str(day.day), str(day.month)), (two[0], str(day.month)), (str(day.day), two[1]))):
        yield (*first, year), 1
        yield (*first, short), 2
        yield (year, first[1], first[0]), 1
    for name in dict.fromkeys((month, month[:3], "sept" if day.month == 9 else month)):
        for written in (year, short):
            for said in _said(day.day):
                yield (*said, name, written), 0
                yield (*said, "of", name, written), 0
                yield (name, *said, written), 0
                yield (name, "the", *said, written), 0


def _said(day: int) -> Iterator[tuple[str, ...]]:
    ending = "th" if 10 < day < 20 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    yield (str(day),)
    yield (f"{day:02d}",)
    yield (f"{day}{ending}",)
    yield (str(day), ending)
    tens, ones = divmod(day, 10)
    if day in (20, 30):
        yield ("twentieth" if day == 20 else "thirtieth",)
    elif day > 20:
        yield ("twenty" if tens == 2 else "thirty", _ORDINALS[ones - 1])
    else:
        yield (_ORDINALS[day - 1],)
