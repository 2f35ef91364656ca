"""The ways in which words that must not leave can be written: a postcode without its space, a street without the house,
a phone number with +44, a name the other way round.

Texts are compared after ``plain`` (small letters, no accents, no invisible signs) or ``squeeze`` (letters and digits
only; :mod:`models.plain_letters`), so spaces, line breaks, hyphens, ligatures and full-width digits hide nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from models.disguised_dates import date_words, day_of
from models.disguised_places import SCHOOL, saints, schools, short_streets, street_of, streets
from models.plain_letters import spelt_out, squeeze, tokens

SHORT = 5
"""Values with fewer letters and digits than this only count as whole words (a name such as "Jo" is everywhere)."""
_STREET_ALONE = 9
"""A street shorter than this, squeezed, must stand as words of its own: "Park View" is in "park viewing"."""
_NEAR = 60
"""How many letters may stand between a first name and a school that together say who is meant."""

_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b", re.IGNORECASE)
_PHONE = re.compile(r"[+(]?[\d][\d\s().\-/]{7,}\d")
_ANY_SCHOOL = (
    r"(?<!\w)(?!(?:The|His|Her|My|Our|Your|Their|A|At|Primary|Secondary|High|Infant|Junior|Nursery)\b)"
    r"[A-Z][\w'’]*\s+(?:[A-Z][\w'’]*\s+)?(?i:school|academy|primary|college|nursery)(?!\w)"
)
"""A school that is named: "Oakfield Primary", not "the school"."""
_TITLES = ("mr", "mrs", "ms", "miss", "mx", "dr", "pc", "dc", "sgt", "prof", "rev", "sir", "lady", "nurse")
_ON_ONE_LINE = r"(?:\.\s+|(?:[^\w\n]|_)+)"
"""What may stand between a surname and an initial: in a table the next line is another thing, "F" for female."""
_TITLES_IN_FULL = {"dr": ("doctor",), "prof": ("professor",), "sgt": ("sergeant",), "rev": ("reverend",)}
_SURNAMES = frozenset("hill green park lane vale croft lodge chase close walk gate house court way end".split())
_BEFORE_A_NAME = re.compile(
    r"\b(?:(?:van|von|de|del|della|di|da|dos|la|le|den|der|ten|ter|bin|binti|ibn|al|el|st\.?|mac) )+(?=\S)",
    re.IGNORECASE,
)
"""Small words that belong to the surname behind them."""
_NAME_WORD = re.compile(r"[^\W\d_][^\W\d_'’\-]*(?:['’\-][^\W\d_]+)*\.?")
_NO_NAME = re.compile(
    r"\b(?:school|academy|primary|college|nursery|hospital|clinic|surgery|church|centre|center|service|team|police|"
    r"refuge|the|hall|club|council|trust|infants?|juniors?|house|home)\b", re.IGNORECASE
)  # fmt: skip
_PLATE = re.compile(r"\b[A-Z]{2}\d{2}\s?[A-Z]{3}\b")
_MAIL = re.compile(r"([\w.+\-]+)@([\w\-]+(?:\.[\w\-]+)+)")
_TALKED_OF = 8
"""What stands before an e-mail's @ is looked for alone where it has so many letters and a sign between them."""
_ABROAD = 9
_LOCAL = re.compile(r"^(?:2\d|11\d|1\d1)(?P<local>\d{7,8})$")


@dataclass(frozen=True)
class Needles:
    """What to look for. ``tight``: squeezed, anywhere; ``words``: squeezed with the pattern that must match as words;
    ``near``: a name and a school, squeezed, with the pattern that finds them close together."""

    tight: tuple[str, ...]
    words: tuple[tuple[str, re.Pattern[str]], ...]
    near: tuple[tuple[str, str, re.Pattern[str]], ...] = ()
    written: tuple[re.Pattern[str], ...] = ()
    """Patterns for putting other words in the place of these, longest first."""


@cache
def needles(value: str) -> Needles:
    """Everything a value can be written as."""
    day = day_of(value)
    if day is not None:
        # Never anywhere: "3 May 2016" is in "13 May 2016".
        return Needles((), tuple(date_words(day)), (), (_written_pattern(value),))
    forms = _each(value, *_loose(value))
    exact = _each(*_as_words(value))
    long = [form for form in forms if _stands_out(form)]
    tight = [*map(squeeze, long), *_phone(value)]
    short = [form for form in forms if form not in long]
    words = [(squeeze(form), _word_pattern(form)) for form in (*short, *exact)]
    words += [(squeeze(" ".join(parts)), _apart(parts)) for parts in _initials(value)]
    words += _local_phone(value)
    near = tuple(_with_school(value))
    written = sorted(
        dict.fromkeys((*forms, *exact, *map(" ".join, _initials(value)))), key=lambda form: (-len(form), form)
    )
    return Needles(
        tuple(dict.fromkeys(tight)), tuple(words), near, tuple(_written_pattern(form) for form in written)
    )  # fmt: skip


def _each(*forms: str) -> list[str]:
    """Forms with what stands for them on other keyboards and with the other way to write a saint, each once."""
    more = (spelling for form in forms for spelling in (form, *saints(form)))
    return list(dict.fromkeys(same for form in more for same in _spellings(form) if squeeze(same)))


def _spellings(form: str) -> Iterator[str]:
    yield form
    if not form.isascii() and squeeze(spelt := spelt_out(form)) != squeeze(form):
        yield spelt


def _stands_out(form: str) -> bool:
    """Whether a form is looked for inside of other words too: not "Big Daz", which is in "a big dazzling light"."""
    squeezed = squeeze(form)
    return len(squeezed) >= (_STREET_ALONE if squeezed.isalpha() and len(tokens(form)) > 1 else SHORT)


@cache
def _word_pattern(form: str) -> re.Pattern[str]:
    """For :func:`plain` text: the form as words of its own, also spelt out letter by letter."""
    joined = r"[\W_]*".join(map(re.escape, tokens(form)))
    letters = [re.escape(sign) for sign in "".join(tokens(form))]
    spelt = r"|" + r"[\s.\-_*]".join(letters) if len(letters) > 2 else ""
    return re.compile(rf"(?<![^\W_])(?:{joined}{spelt})(?![^\W_])")


def _apart(parts: tuple[str, ...]) -> re.Pattern[str]:
    """The parts as words that are not written together: "N Mai" is not in "main"."""
    joined = (r"[\W_]*".join(map(re.escape, tokens(part))) for part in parts)
    return re.compile(r"(?<![^\W_])" + _ON_ONE_LINE.join(joined) + r"(?![^\W_])")


@cache
def _written_pattern(form: str) -> re.Pattern[str]:
    words = [re.escape(word) for word in re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", form))]
    return re.compile(r"(?<!\w)" + r"[\W_]*".join(words) + r"(?!\w)", re.IGNORECASE)


# ---- the forms ------------------------------------------------------------------------------------------------------


def _loose(value: str) -> Iterator[str]:
    """Forms that may stand anywhere, also inside of other words."""
    for found in _POSTCODE.findall(value):
        yield from _mistaken(found)
    yield from _PLATE.findall(value)
    yield from (form for form in streets(value) if len(squeeze(form)) >= _STREET_ALONE)
    yield from _turned_names(value)
    for local, domain in _MAIL.findall(value):
        for said in (local, local.replace(".", " dot ")):
            yield f"{said} {domain}"
            yield f"{said} at {domain}"
            yield f"{said} at {domain.replace('.', ' dot ')}"


def _mistaken(code: str) -> Iterator[str]:
    """A postcode, and with a letter for the digit that looks like it."""
    yield code
    for one, other in ("0O", "O0", "1I", "I1", "1L"):
        if one in code.upper():
            yield code.upper().replace(one, other)


def _as_words(value: str) -> Iterator[str]:
    """Forms that only count as words of their own."""
    yield from (form for form in streets(value) if len(squeeze(form)) < _STREET_ALONE)
    yield from short_streets(value)
    yield from schools(value)
    for local, _domain in _MAIL.findall(value):
        if len(squeeze(local)) >= _TALKED_OF and not local.isalpha():
            yield local


def _name_words(value: str) -> list[str]:
    """First name(s) and surname, where a value is a person's name; else nothing. "van der Berg" is one word of it."""
    said = re.split(r"[,;|(]|\bat\b", value)[0] if SCHOOL.search(value) else value
    if len(parts := said.split(",")) == 2:
        said = f"{parts[1]} {parts[0]}"  # "Berg, Anna"
    words = _BEFORE_A_NAME.sub(lambda found: found[0].replace(" ", "\u00a0"), " ".join(said.split())).split(" ")
    words = [word.replace("\u00a0", " ") for word in words if word.casefold().rstrip(".") not in _TITLES]
    is_name = 2 <= len(words) <= 4 and all(_is_name(word) for word in words)
    is_place = street_of(said) is not None and not _is_also_a_name(said)
    return words if is_name and not _NO_NAME.search(said) and not is_place else []


def _is_also_a_name(said: str) -> bool:
    """Whether what could be a street could be somebody as well: "Anna Green", not "Alder Road"."""
    return said.split()[-1].casefold() in _SURNAMES and not any(map(str.isdigit, said))


def _is_name(word: str) -> bool:
    last = word.split(" ")[-1]
    own = re.sub(r"^(?:al|el|d|l)['’\-]", "", last)
    return bool(_NAME_WORD.fullmatch(last)) and own[:1].isupper()


def _turned_names(value: str) -> Iterator[str]:
    words = _name_words(value)
    if not words:
        return
    surnames = [words[-1], *(words[-1].split("-") if "-" in words[-1][3:] else ()), *words[-2:-1][: len(words) - 3]]
    for surname in surnames:
        yield f"{words[0]} {surname}"
    yield f"{words[-1]} {words[0]}"
    yield f"{words[-1]} {' '.join(words[:-1])}"
    yield " ".join(words)
    if len(words) == 4:
        yield f"{words[2]} {words[3]} {words[0]}"


def _initials(value: str) -> Iterator[tuple[str, str]]:
    """The surname with initials or the title it was given, and the first name with the surname's first letter."""
    words = _name_words(value)
    if not words or street_of(value) is not None:
        return  # "A Green" is in "a green coat"
    first = [word[0] for word in words[:-1]]
    if len(words) == 4:  # two first names and two surnames
        yield f"{words[0][0]} {words[1][0]}", f"{words[2]} {words[3]}"
    parts = [part[0] for word in words[:-1] for part in word.split("-") if part]
    for letters in dict.fromkeys((" ".join(first), " ".join(parts), first[0])):
        for surname in _spellings(words[-1]):
            yield letters, surname
            yield surname, letters
    if words[-1][0].casefold() not in "aios":  # "with Joshua a lot", "Joshua's"
        yield words[0], words[-1][0]
    title = value.split()[0].casefold().rstrip(".")
    if title in _TITLES:
        yield from ((said, words[-1]) for said in (title, *_TITLES_IN_FULL.get(title, ())))


def _local_phone(value: str) -> Iterator[tuple[str, re.Pattern[str]]]:
    """A number as it is dialled within its town."""
    for digits in _phone(value):
        if found := _LOCAL.match(digits):
            inner = r"[\s.\-]?".join(found["local"])
            yield found["local"], re.compile(rf"(?<!\d)(?<!\d[\s().\-])(?<!\d\)\s){inner}(?!\d)")


def _phone(value: str) -> Iterator[str]:
    """The number as it is dialled within the country, without its first 0: +44, 0044 and 0 all stand before that."""
    for found in _PHONE.findall(value):
        digits = re.sub(r"\D", "", found)
        digits = re.sub(r"^(?:0044|44)(?=\d{9,10}$|0\d{9,10}$)", "", digits).removeprefix("0")
        if 8 <= len(digits) <= 12:
            yield digits
        if len(digits) > _ABROAD and re.match(r"\+|00", found):
            yield digits[-_ABROAD:]  # of another country: dialled there without the country's digits


def _with_school(value: str) -> Iterator[tuple[str, str, re.Pattern[str]]]:
    """A first name with a school: "Jayden Mensah, Oakfield Primary" is told by "Jayden at Oakfield"."""
    if words := _name_words(value):
        pattern = rf"(?<!\w)(?i:{re.escape(words[0])})(?!\w)(?s:.{{0,{_NEAR}}}?){_ANY_SCHOOL}"
        yield squeeze(words[0]), "", re.compile(pattern)
    parts = [part.strip() for part in re.split(r"[,;|(]|\bat\b", value.rstrip(")")) if part.strip()]
    if len(parts) < 2 or not SCHOOL.search(parts[-1]) or not parts[0][:1].isupper():
        return
    first = next((w for w in parts[0].split() if w.casefold().rstrip(".") not in _TITLES), "")
    school = " ".join(word for word in parts[-1].split() if not SCHOOL.fullmatch(word)) or parts[-1]
    yield from near(first, school)


def near(first: str, school: str) -> Iterator[tuple[str, str, re.Pattern[str]]]:
    """The two said close together, in either order."""
    one, two = (r"[\W_]*".join(map(re.escape, tokens(words))) for words in (first, school))
    if one and two:
        between = rf"(?s:.{{0,{_NEAR}}}?)"
        pattern = rf"(?<![^\W_])(?:{one}(?![^\W_]){between}(?<![^\W_]){two}|{two}{between}(?<![^\W_]){one})(?![^\W_])"
        yield squeeze(first), squeeze(school), re.compile(pattern)
