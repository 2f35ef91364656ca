"""The facts that stand in what people say of somebody: ages, births, deaths, due dates, gender, twins.

:mod:`models.one_line` puts them together into people. A fact is taken only where nothing said before contradicts it;
every other word is handed back as it was said.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from models import dates

Fields = dict[str, Any]

# Dates

_MONTH = (
    "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    "nov(?:ember)?|dec(?:ember)?)"
)
_YEAR = r"(?:18|19|20)\d\d"
_DATE = (
    rf"(?:{_YEAR}-\d\d-\d\d|{_YEAR}-\d\d|\d{{1,2}}[/.-]\d{{1,2}}[/.-](?:\d{{4}}|\d\d)|\d{{1,2}}/{_YEAR}|"
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?{_MONTH}\.?,?\s+{_YEAR}|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?\s+{_YEAR}|{_YEAR})"
)
_LOOSE = rf"(?:{_DATE}|(?:early|late|mid|spring|summer|autumn|winter|christmas|easter)\s+{_YEAR}|{_MONTH})"
_END = r"(?=$|[\s,.;)?!])"
_UK_DATE = re.compile(r"^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d\d)$")
_SPOKEN = re.compile(r"^(?:(\d{1,2})(?:st|nd|rd|th)?\s+)?([A-Za-z]{3,9})\.?,?\s+(\d{4})$")
_MONTH_FIRST = re.compile(r"^([A-Za-z]{3,9})\s+(\d{1,2})(?:st|nd|rd|th)?\s+(\d{4})$")
_MONTH_AND_YEAR = re.compile(r"^(\d{1,2})/(\d{4})$")
_MONTH_NUMBERS = {name[:3].lower(): number for number, name in enumerate(dates.MONTHS, 1)}


def as_iso(said: str) -> str:
    """A date as typed (23/05/2019, 8/2/16, 23 May 2019, May 2019, 5/2019, 2019) as ISO where it is one.

    Days come before months. Of two-digit years the latest is meant that is no more than a year ahead. Other words stay.
    """
    said = said.strip()
    if found := _UK_DATE.match(said):
        day, month, year = found.groups()
        return _iso(_whole_year(year), int(month), int(day)) or said
    if found := _MONTH_AND_YEAR.match(said):
        return _iso(int(found[2]), int(found[1])) or said
    if (found := _SPOKEN.match(said)) and (month_number := _MONTH_NUMBERS.get(found[2][:3].lower())):
        return _iso(int(found[3]), month_number, int(found[1]) if found[1] else None) or said
    if (found := _MONTH_FIRST.match(said)) and (month_number := _MONTH_NUMBERS.get(found[1][:3].lower())):
        return _iso(int(found[3]), month_number, int(found[2])) or said
    return said


def _iso(year: int, month: int, day: int | None = None) -> str | None:
    whole = f"{year:04}-{month:02}" + (f"-{day:02}" if day is not None else "")
    return whole if dates.parts(whole) else None


def _whole_year(said: str) -> int:
    if len(said) == 4:
        return int(said)
    coming = dt.date.today().year + 1
    return coming - (coming - int(said)) % 100


def _coming(said: str, today: dt.date | None) -> str:
    """A month without a year as the next one of that name; anything else stays."""
    month = _MONTH_NUMBERS.get(said[:3].lower()) if re.fullmatch(_MONTH, said, re.IGNORECASE) else None
    if month is None or today is None:
        return said
    return f"{today.year + (month < today.month):04}-{month:02}"


# One person's words


@dataclass
class Said:
    """What has been understood of somebody so far.

    ``rest``: the words that are no fact. ``called``: what to call somebody without a name ("Baby"). ``births``: 2 for
    twins, 3 for triplets; ``leads``: that was said before the name, so the others follow; ``alike``: the gender
    of all of them. ``in_list``: there may be others.
    """

    today: dt.date | None = None
    in_list: bool = False
    fields: Fields = field(default_factory=dict)
    name: list[str] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)
    called: str = ""
    births: int = 0
    leads: bool = False
    identical: bool = False
    alike: str = ""

    @property
    def told(self) -> set[str]:
        """The fields that hold something."""
        return {key for key, value in self.fields.items() if value}

    def copy(self) -> Said:
        """The same again, to try something on."""
        return replace(self, fields=dict(self.fields), name=list(self.name), rest=list(self.rest))

    def take(self, **facts: Any) -> bool:
        """Take facts that nothing said before contradicts."""
        if any(self.fields.get(key, value) not in (value, None) for key, value in facts.items()):
            return False
        self.fields.update(facts)
        return True


_Take = Callable[[Said, re.Match[str]], bool]


def _take_span(said: Said, match: re.Match[str]) -> bool:
    born, died = match.groups()
    return int(born) <= int(died) and said.take(born=born, died=died, life="dead")


def _take_born(said: Said, match: re.Match[str]) -> bool:
    day = as_iso(match[1])
    return dates.parts(day) is not None and said.take(born=day)


def _take_died(said: Said, match: re.Match[str]) -> bool:
    return said.take(life="dead", died=as_iso(match[1]) if match[1] else said.fields.get("died"))


def _take_due(said: Said, match: re.Match[str]) -> bool:
    said.called = said.called or "Baby"
    due = _coming(as_iso(match[1]), said.today) if match[1] else said.fields.get("due")
    return said.take(life="unborn", due=due)


def _take_lost(said: Said, match: re.Match[str]) -> bool:
    word = match[1].lower()
    life = {"mi": "miscarriage", "st": "stillborn"}.get(word[:2], "abortion")
    said.called = said.called or {"stillborn": "Stillborn baby"}.get(word, word.capitalize())
    day = {"born" if life == "stillborn" else "died": as_iso(match[3])} if match[3] else {}
    weeks = {"age_said": match[2]} if match[2] else {}
    return said.take(life=life, **day, **weeks)


def _take_age(said: Said, match: re.Match[str]) -> bool:
    about, number = match[1], int(match[2])
    return number <= 120 and said.take(age_said=f"about {number}" if about else str(number))


def _take_age_and_gender(said: Said, match: re.Match[str]) -> bool:
    number, letter = int(match[1]), match[2].lower()
    if letter == "m" and number <= 24:
        return said.take(age_said=f"{number}m")  # a boy or a baby: only they know
    return number <= 120 and said.take(age_said=str(number), gender="female" if letter == "f" else "male")


def _take_small_age(said: Said, match: re.Match[str]) -> bool:
    unit = {"d": "day", "w": "week", "m": "month"}[match[2][0].lower()]
    number = int(match[1])
    return said.take(age_said=f"{number} {unit}" + ("" if number == 1 else "s"))


def _take_gender(said: Said, match: re.Match[str]) -> bool:
    word = match[0].lower()
    if word.startswith("trans"):
        female = word.endswith(("girl", "woman", "female"))
        return said.take(gender="female" if female else "male", born_as="male" if female else "female")
    gender = {"f": "female", "g": "female", "w": "female", "m": "male", "b": "male"}.get(word[0], "non_binary")
    return said.take(gender=gender)


def _take_pronouns(said: Said, match: re.Match[str]) -> bool:
    word = match[0].lower()
    first, mixed = word.split("/")[0], word.count("they") + word.count("she") + word.count("he/") > 1
    gender = {"she": "female", "he": "male", "they": "non_binary"}[first]
    known = {} if mixed or "gender" in said.fields else {"gender": gender}
    return said.take(**({"pronouns": word} if "/" in word else {}), **known)


def _take_twins(said: Said, match: re.Match[str]) -> bool:
    if not said.in_list:
        return False
    said.births = 3 if match[2].lower().startswith("trip") else 2
    said.leads = match.start() == 0 and not said.name
    said.identical = said.identical or bool(match[1])
    said.alike = {"b": "male", "g": "female"}.get((match[3] or "-")[0].lower(), said.alike)
    return True


_Kinds = tuple[tuple[re.Pattern[str], _Take], ...]


def _fact(pattern: str, take: _Take, flags: int = re.IGNORECASE) -> tuple[re.Pattern[str], _Take]:
    return re.compile(pattern + _END, flags), take


WITH_WORDS = (
    _fact(rf"({_YEAR})\s*[-–—]\s*({_YEAR})", _take_span),
    _fact(rf"(?:born(?:\s+(?:in|on))?|b\.?|dob:?|\*)\s*({_DATE})", _take_born),
    _fact(rf"(?:died|dead|deceased|passed away|†)(?:\s+(?:in|on))?(?:\s*({_LOOSE}))?", _take_died),
    _fact(rf"d\.?\s*({_DATE})", _take_died),
    _fact(rf"(?:unborn|pregnan(?:t|cy)|expecting|due)(?:[\s,]+(?:due|in|on)\b)*(?:[\s,]*({_LOOSE}))?", _take_due),
    _fact(
        r"(stillborn|stillbirth|miscarriage|miscarried|abortion|termination)(?:\s+at)?(?:\s+(\d{1,2}\s+weeks))?"
        rf"(?:\s+(?:in|on))?(?:\s+({_LOOSE}))?",
        _take_lost,
    ),
    _fact(r"aged?(\s+about)?\s+(\d{1,3})", _take_age),
    _fact(r"(\d{1,2})\s*(days?|weeks?|wks?|months?|mths?|mos?)(?:\s+old)?", _take_small_age),
    _fact(r"trans\s+(?:girl|woman|female|boy|man|male)", _take_gender),
    _fact(r"(?:she|he|they)(?:/(?:hers?|him|his|theirs|them|they|she|he))+", _take_pronouns),
    _fact(r"(identical\s+)?(twins?|triplets)(?:\s+(boys|girls))?(?!\s+of\b)", _take_twins),
)
"""Facts that are told by a word of their own, wherever they stand."""
BARE = (
    _fact(rf"({_DATE})", _take_born),
    _fact(
        r"(about\s+|around\s+|approx\.?\s+|c\.?\s*|~\s*)?(\d{1,3})(?:\s*(?:years?|yrs?|y/?o|y)(?:\s+old)?)?"
        r"(?!\s*(?:min|minute|hour|mile|door|street|km)s?\b)",
        _take_age,
    ),
    _fact(r"(\d{1,3})([fm])", _take_age_and_gender),
    _fact(r"(?:girl|boy|female|male|f|m|nb|non-?binary|enby|woman|man)", _take_gender, 0),
    _fact(r"(?:she|he|they)", _take_pronouns, 0),
)
"""Facts that are only a number or a short word: they count after a name, and where nothing else is said beside them."""
_ALONE = (_fact(r"(?:Girl|Boy|Female|Male|F|M|NB|Non-?binary|Enby)", _take_gender, 0),)
_WORD = re.compile(r"\S+")


def fact_at(said: Said, text: str, at: int, kinds: _Kinds) -> int:
    """Where the fact ends that begins here and was taken; ``at`` itself when there is none."""
    found = ((pattern.match(text, at), take) for pattern, take in kinds)
    return next((match.end() for match, take in found if match and take(said, match)), at)


def scan(said: Said, text: str, *, named: bool, bare: bool = True) -> tuple[list[str], list[str]]:
    """Take the facts of a text. Answers the words before and after the first fact that follows a word.

    ``named``: the words before are a name, so a lone number or letter counts only after one of them.
    """
    before: list[str] = []
    after: list[str] = []
    at, closed = 0, False
    while (word := _WORD.search(text, at)) is not None:
        kinds: _Kinds = WITH_WORDS
        if bare and (before or not named):
            kinds = kinds + BARE if named else kinds + BARE + _ALONE
        at = fact_at(said, text, word.start(), kinds)
        if at > word.start():
            closed = closed or bool(before)
            continue
        at = word.end()
        if word[0].strip(".,;!"):
            (after if closed else before).append(word[0])
    return before, after
