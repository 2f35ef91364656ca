"""The ways in which words that must not leave can be written: a postcode without its space, a street without the house,
a phone number with +44, a name the other way round.

Texts are compared after :func:`plain` (small letters, no accents, no invisible signs) or :func:`squeeze` (letters and
digits only), so spaces, line breaks, hyphens, ligatures and full-width digits hide nothing.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

SHORT = 5
"""Values with fewer letters and digits than this only count as whole words (a name such as "Jo" is everywhere)."""
_STREET_ALONE = 9
"""A street shorter than this, squeezed, must stand as words of its own: "Park View" is in "park viewing"."""
_NEAR = 60
"""How many letters may stand between a first name and a school that together say who is meant."""

_NO_LETTER = re.compile(r"[\W_]+")
_INVISIBLE = re.compile("[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb]")  # fmt: skip  # noqa: E501
_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a\ufe20-\ufe2f]"
)
_HYPHENATED = re.compile(r"[-\u2010\u2011\x02\ufffe]\s*\n\s*|[\x02\ufffe]")
_ALIKE = str.maketrans("авекмнорстухіјѕԁһӏαβεικνορτυχаꓮ", "abekmhopctyxijsdhlabeiknoptuxaa")
_OTHERS = re.compile("[" + "".join(map(chr, _ALIKE)) + "]")
"""Letters of other alphabets that look like Latin ones, in small letters."""
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b", re.IGNORECASE)
_PHONE = re.compile(r"[+(]?[\d][\d\s().\-/]{7,}\d")
_TYPES = {
    "road": ("rd",), "street": ("st", "str"), "avenue": ("ave", "av"), "lane": ("ln", "la"), "close": ("cl",),
    "drive": ("dr", "drv"), "court": ("ct", "crt"), "crescent": ("cres", "cr"), "terrace": ("terr", "ter", "tce"),
    "gardens": ("gdns", "gdn"), "place": ("pl",), "square": ("sq",), "grove": ("gr", "grv", "gro"), "park": ("pk",),
    "way": ("wy",), "row": (), "hill": (), "walk": ("wk",), "mews": (), "rise": (), "view": (), "green": ("grn",),
    "parade": ("pde",), "wharf": (), "yard": ("yd",), "buildings": ("bldgs",), "heights": ("hts",), "end": (),
    "house": ("hse",), "flats": (), "boulevard": ("blvd",), "quay": (), "villas": (), "cottages": ("cotts",),
}  # fmt: skip
_SHORTENED = {short: full for full, shorts in _TYPES.items() for short in shorts}
_STREET = re.compile(
    r"^(?:(?:flat|apartment|apt|unit|room)\s*\w{1,4}[\s,]+)?(?P<number>\d+\s?[a-z]?(?:\s?[-/]\s?\d+)?[\s,]+)?"
    rf"(?P<name>(?:[^\W\d_][\w'’.\-]*\s+){{1,4}}?)(?P<type>{'|'.join((*_TYPES, *_SHORTENED))})\b\.?",
    re.IGNORECASE,
)  # fmt: skip
_NUMBERED = re.compile(r"^\d+\s?[a-z]?[\s,]+(?P<rest>[A-Z][\w'’\-]+(?:\s+[\w'’\-]+){1,3})$")
_SCHOOL = re.compile(r"\b(?:school|academy|primary|college|nursery|infants?|juniors?|pre-?school|kindergarten)\b", re.I)
_ANY_SCHOOL = (
    r"(?<!\w)(?!(?:The|His|Her|My|Our|Your|Their|A|At|Primary|Secondary|High|Infant|Junior|Nursery)\b)"
    r"[A-Z][\w'’]*\s+(?:[A-Z][\w'’]*\s+)?(?i:school|academy|primary|college|nursery)(?!\w)"
)
"""A school that is named: "Oakfield Primary", not "the school"."""
_TITLES = ("mr", "mrs", "ms", "miss", "mx", "dr", "pc", "dc", "sgt", "prof", "rev", "sir", "lady", "nurse")
_NAME_WORD = re.compile(r"[^\W\d_][^\W\d_'’\-]*(?:['’\-][^\W\d_]+)*\.?")
_NO_NAME = re.compile(
    r"\b(?:school|academy|primary|college|nursery|hospital|clinic|surgery|church|centre|center|service|team|police|"
    r"refuge|the|hall|club|council|trust|infants?|juniors?|house|home)\b", re.IGNORECASE
)  # fmt: skip
_MONTHS = ("january february march april may june july august september october november december").split()


@dataclass(frozen=True)
class Needles:
    """What to look for. ``tight``: squeezed, anywhere; ``words``: squeezed with the pattern that must match as words;
    ``near``: a name and a school, squeezed, with the pattern that finds them close together."""

    tight: tuple[str, ...]
    words: tuple[tuple[str, re.Pattern[str]], ...]
    near: tuple[tuple[str, str, re.Pattern[str]], ...] = ()
    written: tuple[re.Pattern[str], ...] = ()
    """Patterns for putting other words in the place of these, longest first."""


def plain(text: str) -> str:
    """Small letters without accents, look-alikes of other alphabets and signs that do not show."""
    if text.isascii():
        return text.lower()
    flat = unicodedata.normalize("NFKD", _INVISIBLE.sub("", text)).casefold()
    if _OTHERS.search(flat):
        flat = flat.translate(_ALIKE)
    return flat if flat.isascii() else _MARKS.sub("", flat)


def unhyphened(text: str) -> str:
    """The text with words joined that a line's end had cut."""
    return _HYPHENATED.sub("", text)


def squeeze(text: str) -> str:
    """Letters and digits only, as :func:`plain` has them."""
    return _NO_LETTER.sub("", plain(text))


@cache
def needles(value: str) -> Needles:
    """Everything a value can be written as."""
    forms = list(dict.fromkeys(form for form in (value, *_loose(value)) if squeeze(form)))
    exact = list(dict.fromkeys(form for form in _as_words(value) if squeeze(form)))
    tight = [squeeze(form) for form in forms if len(squeeze(form)) >= SHORT]
    tight += list(_phone(value))
    short = [form for form in forms if len(squeeze(form)) < SHORT]
    words = [(squeeze(form), _word_pattern(form)) for form in (*short, *exact)]
    near = tuple(_with_school(value))
    written = sorted(dict.fromkeys((*forms, *exact)), key=lambda form: (-len(form), form))
    return Needles(
        tuple(dict.fromkeys(tight)), tuple(words), near, tuple(_written_pattern(form) for form in written)
    )  # fmt: skip


def _tokens(form: str) -> list[str]:
    return re.findall(r"[^\W_]+", plain(form))


@cache
def _word_pattern(form: str) -> re.Pattern[str]:
    """For :func:`plain` text: the form as words of its own, also spelt out letter by letter."""
    tokens = [re.escape(token) for token in _tokens(form)]
    joined = r"[\W_]*".join(tokens)
    letters = [re.escape(sign) for sign in "".join(_tokens(form))]
    spelt = r"|" + r"[\s.\-_*]".join(letters) if len(letters) > 2 else ""
    return re.compile(rf"(?<![^\W_])(?:{joined}{spelt})(?![^\W_])")


@cache
def _written_pattern(form: str) -> re.Pattern[str]:
    words = [re.escape(word) for word in re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", form))]
    return re.compile(r"(?<!\w)" + r"[\W_]*".join(words) + r"(?!\w)", re.IGNORECASE)


# ---- the forms ------------------------------------------------------------------------------------------------------


def _loose(value: str) -> Iterator[str]:
    """Forms that may stand anywhere, also inside of other words."""
    yield from _POSTCODE.findall(value)
    yield from (form for form in _streets(value) if len(squeeze(form)) >= _STREET_ALONE)
    yield from _turned_names(value)
    yield from _dates(value)
    if "@" in value:
        yield value.replace("@", " at ").replace(".", " dot ")


def _as_words(value: str) -> Iterator[str]:
    """Forms that only count as words of their own."""
    yield from (form for form in _streets(value) if len(squeeze(form)) < _STREET_ALONE)
    yield from _short_streets(value)
    yield from _initials(value)


def _street_of(value: str) -> tuple[str, str] | None:
    found = _STREET.match(value.strip())
    if found is None or not (found["number"] or found["name"].strip()[:1].isupper()):
        return None
    kind = found["type"].casefold().rstrip(".")
    return found["name"].strip(), _SHORTENED.get(kind, kind)


def _streets(value: str) -> Iterator[str]:
    """The street without the house, and the house with the street without the town."""
    street = _street_of(value)
    if street is None:
        if found := _NUMBERED.match(value.strip()):
            yield found["rest"]
        return
    name, kind = street
    yield f"{name} {kind}"
    number = re.match(r"\s*(\d+\s?[a-z]?)\b", value, re.IGNORECASE)
    if number:
        yield f"{number[1]} {name} {kind}"


def _short_streets(value: str) -> Iterator[str]:
    street = _street_of(value)
    if street is not None:
        yield from (f"{street[0]} {short}" for short in _TYPES[street[1]])


def _name_words(value: str) -> list[str]:
    """First name(s) and surname, where a value is a person's name; else nothing."""
    words = value.split(",")[0].split() if _SCHOOL.search(value) else value.split()
    words = [word for word in words if word.casefold().rstrip(".") not in _TITLES]
    said = " ".join(words)
    is_name = 2 <= len(words) <= 4 and all(_NAME_WORD.fullmatch(w) and w[:1].isupper() for w in words)
    return words if is_name and not _NO_NAME.search(said) and _street_of(said) is None else []


def _turned_names(value: str) -> Iterator[str]:
    words = _name_words(value)
    if words:
        yield f"{words[0]} {words[-1]}"
        yield f"{words[-1]} {words[0]}"
        yield f"{words[-1]} {' '.join(words[:-1])}"
        if "-" in words[-1] or "'" in words[-1] or "’" in words[-1]:
            yield f"{words[0]} {re.split('[-]', words[-1])[-1]}" if "-" in words[-1] else f"{words[0]} {words[-1]}"


def _initials(value: str) -> Iterator[str]:
    words = _name_words(value)
    if words:
        first = [word[0] for word in words[:-1]]
        for letters in dict.fromkeys((" ".join(first), first[0])):
            yield f"{letters} {words[-1]}"
            yield f"{words[-1]} {letters}"


def _phone(value: str) -> Iterator[str]:
    """The number as it is dialled within the country, without its first 0: +44, 0044 and 0 all stand before that."""
    for found in _PHONE.findall(value):
        digits = re.sub(r"\D", "", found)
        digits = re.sub(r"^(?:0044|44)(?=\d{9,10}$|0\d{9,10}$)", "", digits).removeprefix("0")
        if 8 <= len(digits) <= 12:
            yield digits


def _dates(value: str) -> Iterator[str]:
    try:
        day = dt.date.fromisoformat(value.strip())
    except ValueError:
        return
    month = _MONTHS[day.month - 1]
    yield f"{day.day} {month} {day.year}"
    yield f"{month} {day.day} {day.year}"
    yield f"{day.day} {month[:3]} {day.year}"
    yield f"{day.day:02d}/{day.month:02d}/{day.year}"
    yield f"{day.day:02d}{month[:3]}{day.year}"


def _with_school(value: str) -> Iterator[tuple[str, str, re.Pattern[str]]]:
    """A first name with a school: "Jayden Mensah, Oakfield Primary" is told by "Jayden at Oakfield"."""
    if words := _name_words(value):
        pattern = rf"(?<!\w)(?i:{re.escape(words[0])})(?!\w)(?s:.{{0,{_NEAR}}}?){_ANY_SCHOOL}"
        yield squeeze(words[0]), "", re.compile(pattern)
    parts = [part.strip() for part in re.split(r"[,;|(]|\bat\b", value.rstrip(")")) if part.strip()]
    if len(parts) < 2 or not _SCHOOL.search(parts[-1]) or not parts[0][:1].isupper():
        return
    first = next((w for w in parts[0].split() if w.casefold().rstrip(".") not in _TITLES), "")
    school = " ".join(word for word in parts[-1].split() if not _SCHOOL.fullmatch(word)) or parts[-1]
    yield from near(first, school)


def near(first: str, school: str) -> Iterator[tuple[str, str, re.Pattern[str]]]:
    """The two said close together, in either order."""
    one, two = (r"[\W_]*".join(map(re.escape, _tokens(words))) for words in (first, school))
    if one and two:
        between = rf"(?s:.{{0,{_NEAR}}}?)"
        pattern = rf"(?<![^\W_])(?:{one}(?![^\W_]){between}(?<![^\W_]){two}|{two}{between}(?<![^\W_]){one})(?![^\W_])"
        yield squeeze(first), squeeze(school), re.compile(pattern)
