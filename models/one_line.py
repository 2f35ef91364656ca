"""People from one line, as they are said at the table: "Mila 6, Alfie 14 months, Jayden 2016".

The words of a line become a name and the fields of a person. What is not understood stays as it was said, in
``relation`` (or ``species``, ``role``, ``agency``), so nothing that somebody typed is lost.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from models import dates

Fields = dict[str, Any]
NOT_KNOWN = "Not known"
"""The name of somebody nobody can name."""

_NOBODY = re.compile(r"(?:\?+|not known|unknown|don[’']?t know|no name|n/k)?$", re.IGNORECASE)
_SAYS_UNKNOWN = re.compile(r"(?:unknown|not known)\b.*|.*\b(?:unknown|not known)|.*\s\?+", re.IGNORECASE)


def is_nobody_known(name: str) -> bool:
    """Whether a name says only that nobody knows it: "", "?", "not known", "unknown"."""
    return _NOBODY.match(name.strip()) is not None


# Words for what somebody is

_PROFESSIONAL = re.compile(
    r"\b(social worker|team manager|health visitor|midwife|nurse|gp|doctor|dr|police|pc|teacher|school|safeguarding|"
    r"idva|family support|support worker|personal adviser|key ?worker|chair|paediatrician|psychologist|therapist|"
    r"counsellor|probation|solicitor|guardian|iro|senco|adviser|advisor|worker|manager)\b",
    re.IGNORECASE,
)
_TITLE = re.compile(r"(PC|Dr)\b")
_FRIEND = re.compile(r"\b(friend|neighbour|next door|coach|mate|godmother|godfather)\b", re.IGNORECASE)
_PETS = r"dog|puppy|cat|kitten|hamster|rabbit|guinea pig|budgie|parrot|pony|horse|pet"
_PET = re.compile(rf"\b({_PETS})\b", re.IGNORECASE)
_CARER = re.compile(r"\b(foster carer|carer)\b", re.IGNORECASE)
_WOMEN = "mum|mother|nan|nanna|granny|grandma|gran|sister|auntie|aunty|aunt|daughter|stepmum|girl|wife|niece"
_MEN = "dad|father|grandad|grandpa|brother|uncle|son|stepdad|boy|husband|nephew"
_FEMALE = re.compile(rf"\b({_WOMEN}|girlfriend|grandmother|mam|mom|woman)\W*$", re.IGNORECASE)
_MALE = re.compile(rf"\b({_MEN}|boyfriend|grandfather|man)\W*$", re.IGNORECASE)
_RELATIVE = re.compile(
    rf"\b({_WOMEN}|{_MEN}|girlfriend|boyfriend|partner|fianc[eé]e?|cousin|twin|baby|child|parent|grandmother|grandfather|"
    r"mam|mom|sibling|stepson|stepdaughter|grandson|granddaughter|carer|friend|neighbour|coach|mate|ex)\W*$",
    re.IGNORECASE,
)
_LINKING = re.compile(
    r"\b(the|of|in|at|on|over|with|from|to|by|next|lives?|living|works?|same)\b|[’']s\b", re.IGNORECASE
)

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


# One person's words


@dataclass
class _Said:
    """What has been understood of somebody so far. ``births``: 2 for twins, 3 for triplets."""

    today: dt.date | None = None
    in_list: bool = False
    fields: Fields = field(default_factory=dict)
    name: list[str] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)
    called: str = ""
    births: int = 0
    identical: bool = False

    def copy(self) -> _Said:
        """The same again, to try something on."""
        return replace(self, fields=dict(self.fields), name=list(self.name), rest=list(self.rest))

    def take(self, **facts: Any) -> bool:
        """Take facts that nothing said before contradicts."""
        if any(self.fields.get(key, value) not in (value, None) for key, value in facts.items()):
            return False
        self.fields.update(facts)
        return True


_Take = Callable[[_Said, re.Match[str]], bool]


def _take_span(said: _Said, match: re.Match[str]) -> bool:
    born, died = match.groups()
    return int(born) <= int(died) and said.take(born=born, died=died, life="dead")


def _take_born(said: _Said, match: re.Match[str]) -> bool:
    day = as_iso(match[1])
    return dates.parts(day) is not None and said.take(born=day)


def _take_died(said: _Said, match: re.Match[str]) -> bool:
    return said.take(life="dead", died=as_iso(match[1]) if match[1] else said.fields.get("died"))


def _take_due(said: _Said, match: re.Match[str]) -> bool:
    said.called = said.called or "Baby"
    due = _coming(as_iso(match[1]), said.today) if match[1] else said.fields.get("due")
    return said.take(life="unborn", due=due)


def _take_lost(said: _Said, match: re.Match[str]) -> bool:
    word = match[1].lower()
    life = {"mi": "miscarriage", "st": "stillborn"}.get(word[:2], "abortion")
    said.called = said.called or {"stillborn": "Stillborn baby"}.get(word, word.capitalize())
    day = {"born" if life == "stillborn" else "died": as_iso(match[3])} if match[3] else {}
    weeks = {"age_said": match[2]} if match[2] else {}
    return said.take(life=life, **day, **weeks)


def _take_age(said: _Said, match: re.Match[str]) -> bool:
    about, number = match[1], int(match[2])
    return number <= 120 and said.take(age_said=f"about {number}" if about else str(number))


def _take_age_and_gender(said: _Said, match: re.Match[str]) -> bool:
    number, letter = int(match[1]), match[2].lower()
    if letter == "m" and number <= 24:
        return said.take(age_said=f"{number}m")  # a boy or a baby: only they know
    return number <= 120 and said.take(age_said=str(number), gender="female" if letter == "f" else "male")


def _take_small_age(said: _Said, match: re.Match[str]) -> bool:
    unit = {"d": "day", "w": "week", "m": "month"}[match[2][0].lower()]
    number = int(match[1])
    return said.take(age_said=f"{number} {unit}" + ("" if number == 1 else "s"))


def _take_gender(said: _Said, match: re.Match[str]) -> bool:
    word = match[0].lower()
    if word.startswith("trans"):
        female = word.endswith(("girl", "woman", "female"))
        return said.take(gender="female" if female else "male", born_as="male" if female else "female")
    gender = {"f": "female", "g": "female", "w": "female", "m": "male", "b": "male"}.get(word[0], "non_binary")
    return said.take(gender=gender)


def _take_pronouns(said: _Said, match: re.Match[str]) -> bool:
    word = match[0].lower()
    first, mixed = word.split("/")[0], word.count("they") + word.count("she") + word.count("he/") > 1
    gender = {"she": "female", "he": "male", "they": "non_binary"}[first]
    known = {} if mixed or "gender" in said.fields else {"gender": gender}
    return said.take(**({"pronouns": word} if "/" in word else {}), **known)


def _take_twins(said: _Said, match: re.Match[str]) -> bool:
    if not said.in_list:
        return False
    said.births = 3 if match[2].lower().startswith("trip") else 2
    said.identical = said.identical or bool(match[1])
    gender = {"b": "male", "g": "female"}.get((match[3] or "-")[0].lower())
    return gender is None or said.take(gender=gender)


_Kinds = tuple[tuple[re.Pattern[str], _Take], ...]


def _fact(pattern: str, take: _Take, flags: int = re.IGNORECASE) -> tuple[re.Pattern[str], _Take]:
    return re.compile(pattern + _END, flags), take


_WITH_WORDS = (
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
_BARE = (
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
_LEAD = re.compile(
    rf"(?:(?P<pet>{_PETS})|(?P<girl>daughter|girl)|(?P<boy>son|boy)|(?P<kin>(?:half-?\s?|step-?)?(?:sister|brother|mum|"
    r"dad)|partner|husband|wife))\s+(?=[^\W\d_])",
    re.IGNORECASE,
)
_NOT_A_NAME = re.compile(r"(?:the|and|of|in|at|on|over|with|from|to|by|not|is|was|who)\b", re.IGNORECASE)


def _fact_at(said: _Said, text: str, at: int, kinds: _Kinds) -> int:
    """Where the fact ends that begins here and was taken; ``at`` itself when there is none."""
    found = ((pattern.match(text, at), take) for pattern, take in kinds)
    return next((match.end() for match, take in found if match and take(said, match)), at)


def _take_lead(said: _Said, text: str) -> str:
    """Take what stands before a name: "dog Biscuit", "son Jack 4", "mum Karen". Answers the text after it."""
    found = _LEAD.match(text)
    if found is None or found[0].strip() == "Cat":
        return text
    after = text[found.end() :]
    both_small = found[0][0].islower() and after[0].islower()
    if (after[0].islower() and not both_small) or _NOT_A_NAME.match(after):
        return text
    if _fact_at(_Said(said.today, said.in_list), after, 0, _WITH_WORDS + _BARE):
        return text
    if found["pet"]:
        said.fields.update(kind="pet", species=found["pet"])
    elif found["kin"]:
        said.rest.append(found["kin"])
    else:
        said.fields["gender"] = "female" if found["girl"] else "male"
    return after


def _scan(said: _Said, text: str, *, named: bool, bare: bool = True) -> tuple[list[str], list[str]]:
    """Take the facts of a text. Answers the words before and after the first fact that follows a word.

    ``named``: the words before are a name, so a lone number or letter counts only after one of them.
    """
    before: list[str] = []
    after: list[str] = []
    at, closed = 0, False
    while (word := _WORD.search(text, at)) is not None:
        kinds: _Kinds = _WITH_WORDS
        if bare and (before or not named):
            kinds = kinds + _BARE if named else kinds + _BARE + _ALONE
        at = _fact_at(said, text, word.start(), kinds)
        if at > word.start():
            closed = closed or bool(before)
            continue
        at = word.end()
        if word[0].strip(".,;!"):
            (after if closed else before).append(word[0])
    return before, after


def _read_first(said: _Said, text: str) -> None:
    """Read the part of a line that begins with the name."""
    text, asides = _without_brackets(text)
    trial = said.copy()
    if not any(_scan(trial, text, named=False)) and not trial.called and {"age_said", "born"} & _told(trial):
        said.fields = trial.fields  # "boy 6": somebody without a name
        after: list[str] = []
    else:
        said.name, after = _scan(said, _take_lead(said, text), named=True)
    if after:
        said.rest.append(" ".join(after))
    for aside in asides:
        _read_more(said, aside)


def _read_more(said: _Said, text: str) -> None:
    """Read a part that tells more of somebody; a number counts only where the part holds nothing but facts."""
    text, asides = _without_brackets(text)
    trial = said.copy()
    if not any(_scan(trial, text, named=False)):
        said.fields, said.called = trial.fields, trial.called
        said.births, said.identical = trial.births, trial.identical
    else:
        before, after = _scan(said, text, named=False, bare=False)
        said.rest.append(" ".join(before + after))
    for aside in asides:
        _read_more(said, aside)


_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")


def _without_brackets(text: str) -> tuple[str, list[str]]:
    asides = [part.strip() for inside in _BRACKETS.findall(text) for part in inside.split(",")]
    return _BRACKETS.sub(" ", text), [aside for aside in asides if aside]


def _finished(said: _Said) -> tuple[str, Fields]:
    """The name and the fields, with what somebody is to the family worked out from the words that are left."""
    fields, name = said.fields, " ".join(said.name)
    if not name and (fields or said.rest):
        name = said.called or "?"
    _take_relation(said.rest, fields, name)
    if name and (is_nobody_known(name) or _SAYS_UNKNOWN.fullmatch(name)):
        fields.setdefault("life", "unknown")
    if re.fullmatch(_PETS, name, re.IGNORECASE):
        fields.setdefault("kind", "pet")
        fields.setdefault("species", name.lower())
    if len(name.split()) == 1 or fields.get("life") == "unknown":
        _take_gender_of(name, fields)
    return name, fields


def _take_relation(rest: list[str], fields: Fields, name: str) -> None:
    words = ", ".join(rest)
    if fields.get("kind") == "pet":
        if words:
            fields["relation"] = words
    elif _PET.search(words):
        fields["kind"], fields["species"] = "pet", words
    elif _CARER.search(words):
        fields["kind"], fields["relation"] = "carer", words
    elif _PROFESSIONAL.search(words) or _TITLE.match(name):
        fields["kind"] = "professional"
        fields["role"] = rest[0] if rest else None
        fields["agency"] = ", ".join(rest[1:]) or None
    elif words:
        fields["kind"] = "friend" if _FRIEND.search(words) else "family"
        fields["relation"] = words
    _take_gender_of(words, fields)


def _take_gender_of(words: str, fields: Fields) -> None:
    if _FEMALE.search(words):
        fields.setdefault("gender", "female")
    elif _MALE.search(words):
        fields.setdefault("gender", "male")


_COMMA = re.compile(r",(?![^(\[]*[)\]])")


def person_from_line(line: str, *, today: dt.date | None = None) -> tuple[str, Fields]:
    """(name, fields) of one person: name first, then age or birth, death, and how they belong, in any order.

    "Sandra Okoro, 62, next door" · "Tess Gilroy, safeguarding lead, Oakfield Primary" · "Baby, due 2025-10-12" ·
    "Mila 6" · "son Jack 4" · "Terry 1959-2018 (mum's dad)". ``today`` makes a date of a month that is still to come
    ("due October"). An empty line has an empty name; somebody nobody can name is "?".
    """
    first, *more = (part.strip() for part in _COMMA.split(" ".join(line.split())))
    said = _Said(today)
    _read_first(said, first)
    for part in more:
        if part:
            _read_more(said, part)
    return _finished(said)


def _coming(said: str, today: dt.date | None) -> str:
    """A month without a year as the next one of that name; anything else stays."""
    month = _MONTH_NUMBERS.get(said[:3].lower()) if re.fullmatch(_MONTH, said, re.IGNORECASE) else None
    if month is None or today is None:
        return said
    return f"{today.year + (month < today.month):04}-{month:02}"


# Several people


def people_from_line(text: str, *, today: dt.date | None = None) -> list[tuple[str, Fields]]:
    """Several people at once, as ``person_from_line`` reads each: "Mila 6, Alfie 14 months and Jayden 2016".

    People are parted by lines, semicolons, commas or "and"; a part that only tells more ("Nan, 70, mum's mum") stays
    with the person before it. Of twins ("twins Amir and Zayn 7") each has the facts of both, the same ``twins`` number
    among the fields, and ``identical`` where it was said; the verbs that add children know what to do with these.
    """
    found: list[tuple[str, Fields]] = []
    births = 0
    for line in re.split(r"[\n\r;\u2028\u2029\x0b\x0c]+", text):
        said = _people(" ".join(line.split()), today)
        births = _share_births(said, births)
        found += [person for each in said if (person := _finished(each))[0]]
    return found


def _people(line: str, today: dt.date | None) -> list[_Said]:
    people: list[_Said] = []
    small = line[:1].islower()
    for part in _COMMA.split(line):
        pieces = re.split(r"(?:^|\s+)(?:and|&|\+)\s+(?!\S+[’']s\b)", part.strip(), flags=re.IGNORECASE)
        kept = ""
        for number, piece in enumerate(pieces):
            if not piece:
                continue
            if not people or _begins(people[-1], piece, small):
                people.append(_Said(today, in_list=True))
                _read_first(people[-1], piece)
                kept = ""
            elif kept and number:
                # "deaf and blind": one thing told of one person, put together again.
                people[-1].rest[-1] = f"{people[-1].rest[-1]} and {piece}"
            else:
                before = len(people[-1].rest)
                _read_more(people[-1], piece)
                kept = piece if len(people[-1].rest) > before else ""
    return people


def _told(said: _Said) -> set[str]:
    return {key for key, value in said.fields.items() if value}


def _begins(current: _Said, piece: str, small: bool) -> bool:
    """Whether a part of a list begins somebody new, or tells more of the one before."""
    trial = _Said(current.today, in_list=True)
    words = " ".join(_scan(trial, _without_brackets(piece)[0], named=False, bare=False)[0])
    if trial.called and not words:
        same = current.fields.get("life") == trial.fields["life"]
        return bool(current.fields) and not (same and not {"due", "died", "born"} & _told(current))
    if trial.called and words.lower() == "baby":
        return True
    if not words:
        return False
    if is_nobody_known(words):
        return True
    trial = _Said(current.today, in_list=True)
    if _take_lead(trial, piece) != piece:
        return True
    name, _ = _scan(trial, _without_brackets(piece)[0], named=True)
    has_fact, words = bool(trial.fields), " ".join(name)
    if not name or not any(map(str.isalpha, words)):
        return False
    if not _scan(_Said(current.today, in_list=True), piece, named=False)[0] and not has_fact:
        return False
    if _TITLE.match(words):
        return True
    told = _PROFESSIONAL.search(words) or _FRIEND.search(words) or _RELATIVE.search(words) or _LINKING.search(words)
    if words[:1].islower() and not has_fact:
        return small and not told and len(name) < 3
    if told:
        return has_fact and not current.fields.get("kind") and not words[:1].islower()
    return has_fact or not any(map(_PROFESSIONAL.search, current.rest))


def _share_births(people: list[_Said], births: int) -> int:
    """Give twins their number and the facts told of only one of them. Answers the last number used."""
    at = 0
    while at < len(people):
        count = next((each.births for each in people[at : at + 3] if each.births), 0)
        first = next((n for n in range(at, len(people)) if people[n].births), len(people))
        if not count and first == len(people):
            break
        count = people[first].births
        if not people[first].name and people[first].called == "Baby":
            # Twins still to be born have no names to tell them apart.
            people[first : first + 1] = [_numbered(people[first], number) for number in range(1, count + 1)]
        start = first if first + count <= len(people) else max(at, len(people) - count)
        together = people[start : start + count]
        if len(together) > 1:
            births += 1
            _share(together, births)
        elif together:
            together[0].rest.append("twin" if count == 2 else "triplet")
        at = max(first + 1, start + count)
    return births


def _numbered(said: _Said, number: int) -> _Said:
    made = said.copy()
    made.called = f"Baby {number}"
    return made


def _share(together: list[_Said], births: int) -> None:
    for key in ("age_said", "born", "life", "due", "died", "gender"):
        known = next((each.fields[key] for each in together if each.fields.get(key)), None)
        for each in together:
            if known is not None and not (key == "gender" and len([e for e in together if e.fields.get(key)]) > 1):
                each.fields.setdefault(key, known)
    for each in together:
        each.fields["twins"] = births
        if any(other.identical for other in together):
            each.fields["identical"] = True
