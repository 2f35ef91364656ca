"""People from one line, as they are said at the table: "Mila 6, Alfie 14 months, Jayden 2016".

The words of a line become a name and the fields of a person. What is not understood stays as it was said, in
``relation`` (or ``species``, ``role``, ``agency``), so nothing that somebody typed is lost.
"""

from __future__ import annotations

import datetime as dt
import re

from models.line_facts import BARE, WITH_WORDS, Fields, Said, as_iso, fact_at, scan

__all__ = ["NOT_KNOWN", "as_iso", "is_nobody_known", "people_from_line", "person_from_line"]

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

_LEAD = re.compile(
    rf"(?:(?P<pet>{_PETS})|(?P<girl>daughter|girl)|(?P<boy>son|boy)|(?P<kin>(?:half-?\s?|step-?)?(?:sister|brother|mum|"
    r"dad)|partner|husband|wife))\s+(?=[^\W\d_])",
    re.IGNORECASE,
)
_NOT_A_NAME = re.compile(r"(?:the|and|of|in|at|on|over|with|from|to|by|not|is|was|who)\b", re.IGNORECASE)


_NAMELESS = re.compile(r"\d|(?:girl|boy|woman|man|female|male)\b", re.IGNORECASE)


def _take_lead(said: Said, text: str) -> str:
    """Take what stands before a name: "dog Biscuit", "son Jack 4", "mum Karen". Answers the text after it."""
    found = _LEAD.match(text)
    if found is None or found[0].strip() == "Cat":
        return text
    after = text[found.end() :]
    both_small = found[0][0].islower() and after[0].islower()
    if (after[0].islower() and not both_small) or _NOT_A_NAME.match(after):
        return text
    if fact_at(Said(said.today, said.in_list), after, 0, WITH_WORDS + BARE):
        return text
    if found["pet"]:
        said.fields.update(kind="pet", species=found["pet"])
    elif found["kin"]:
        said.rest.append(found["kin"])
    else:
        said.fields["gender"] = "female" if found["girl"] else "male"
    return after


def _read_first(said: Said, text: str) -> None:
    """Read the part of a line that begins with the name."""
    text, asides = _without_brackets(text)
    trial = said.copy()
    if _NAMELESS.match(text) and not any(scan(trial, text, named=False)) and {"age_said", "born"} & trial.told:
        said.fields = trial.fields  # "boy 6": somebody without a name
        after: list[str] = []
    else:
        said.name, after = scan(said, _take_lead(said, text), named=True)
    if after:
        said.rest.append(" ".join(after))
    for aside in asides:
        _read_more(said, aside)


def _read_more(said: Said, text: str) -> None:
    """Read a part that tells more of somebody; a number counts only where the part holds nothing but facts."""
    text, asides = _without_brackets(text)
    trial = said.copy()
    if not any(scan(trial, text, named=False)):
        said.fields, said.called = trial.fields, trial.called
        said.births, said.identical, said.alike = trial.births, trial.identical, trial.alike
    else:
        before, after = scan(said, text, named=False, bare=False)
        said.rest.append(" ".join(before + after))
    for aside in asides:
        _read_more(said, aside)


_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")


def _without_brackets(text: str) -> tuple[str, list[str]]:
    asides = [part.strip() for inside in _BRACKETS.findall(text) for part in inside.split(",")]
    return _BRACKETS.sub(" ", text), [aside for aside in asides if aside]


def _finished(said: Said) -> tuple[str, Fields]:
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
    said = Said(today)
    _read_first(said, first)
    for part in more:
        if part:
            _read_more(said, part)
    return _finished(said)


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


def _people(line: str, today: dt.date | None) -> list[Said]:
    people: list[Said] = []
    small = line[:1].islower()
    for part in _COMMA.split(line):
        pieces = re.split(r"(?:^|\s+)(?:and|&|\+)(?:\s+|$)(?!\S+[’']s\b)", part.strip(), flags=re.IGNORECASE)
        kept = ""
        for number, piece in enumerate(pieces):
            if not piece:
                continue
            if not people or _begins(people[-1], piece, small):
                people.append(Said(today, in_list=True))
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


def _begins(current: Said, piece: str, small: bool) -> bool:
    """Whether a part of a list begins somebody new, or tells more of the one before.

    ``small``: the line was begun with a small letter, so names may be too.
    """
    text = _without_brackets(piece)[0]
    trial = Said(current.today, in_list=True)
    words = " ".join(scan(trial, text, named=False, bare=False)[0])
    if trial.called and words.lower() in ("", "baby"):
        # Somebody not born is said without a name; "Noor, stillborn 2016" and "pregnant, due May" are one person.
        undated = current.fields.get("life") == trial.fields["life"] and not {"due", "died", "born"} & current.told
        return bool(words) or (bool(current.fields) and not undated)
    if not words:
        return False
    trial = Said(current.today, in_list=True)
    if is_nobody_known(words) or _take_lead(trial, piece) != piece:
        return True
    if not scan(trial.copy(), text, named=False)[0]:
        return False
    name = " ".join(scan(trial, text, named=True)[0])
    return any(map(str.isalpha, name)) and _is_name(current, name, bool(trial.fields), small)


def _is_name(current: Said, name: str, has_fact: bool, small: bool) -> bool:
    """Whether words are somebody's name, or what the one before is to the family ("mum's sister", "next door")."""
    if _TITLE.match(name):
        return True
    if " " not in name and _RELATIVE.search(name) and _RELATIVE.search(" ".join(current.name)):
        return True  # "mum, dad, nan"
    told = any(kind.search(name) for kind in (_PROFESSIONAL, _FRIEND, _RELATIVE, _LINKING))
    if name[:1].islower() and not has_fact:
        return small and not told and len(name.split()) < 3
    if told:
        return has_fact and not current.rest and not name[:1].islower()
    # Where somebody works follows what they do there.
    return has_fact or not any(map(_PROFESSIONAL.search, current.rest))


def _share_births(people: list[Said], births: int) -> int:
    """Give twins their number and the facts told of only one of them. Answers the last number used."""
    at = 0
    while (first := next((n for n in range(at, len(people)) if people[n].births), None)) is not None:
        count = people[first].births
        if not people[first].name and people[first].called == "Baby":
            # Twins still to be born have no names to tell them apart.
            people[first : first + 1] = [_numbered(people[first], number) for number in range(1, count + 1)]
            people[first].leads = True
        others_follow = people[first].leads or first == at or any(each.births for each in people[first + 1 : first + 2])
        start = first if others_follow else max(at, first + 1 - count)
        together = people[start : start + count]
        if len(together) > 1:
            births += 1
            _share(together, births)
        else:
            together[0].rest.append("twin" if count == 2 else "triplet")
            if together[0].alike:
                together[0].fields.setdefault("gender", together[0].alike)
        at = start + len(together)
    return births


def _numbered(said: Said, number: int) -> Said:
    made = said.copy()
    made.called = f"Baby {number}"
    return made


def _share(together: list[Said], births: int) -> None:
    for key in ("age_said", "born", "life", "due", "died"):
        said = next((each.fields[key] for each in together if each.fields.get(key)), None)
        if said is not None:
            for each in together:
                each.fields.setdefault(key, said)
    alike = next((each.alike for each in together if each.alike), None)
    for each in together:
        each.fields["twins"] = births
        if alike:
            each.fields.setdefault("gender", alike)
        if any(other.identical for other in together):
            each.fields["identical"] = True
