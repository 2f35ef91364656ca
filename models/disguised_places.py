"""Streets, houses and schools in the ways they are written: the street without the house, "Rd" for "Road", "St" for
"Saint", a school without its kind."""

from __future__ import annotations

import re
from collections.abc import Iterator

from models.plain_letters import squeeze

_TYPES = {
    "road": ("rd",), "street": ("st", "str"), "avenue": ("ave", "av"), "lane": ("ln", "la"), "close": ("cl",),
    "drive": ("dr", "drv"), "court": ("ct", "crt"), "crescent": ("cres", "cr"), "terrace": ("terr", "ter", "tce"),
    "gardens": ("gdns", "gdn"), "place": ("pl",), "square": ("sq",), "grove": ("gr", "grv", "gro"), "park": ("pk",),
    "way": ("wy",), "row": (), "hill": (), "walk": ("wk",), "mews": (), "rise": (), "view": (), "green": ("grn",),
    "parade": ("pde",), "wharf": (), "yard": ("yd",), "buildings": ("bldgs",), "heights": ("hts",), "end": (),
    "house": ("hse",), "flats": (), "boulevard": ("blvd",), "quay": (), "villas": (), "cottages": ("cotts",),
    "cottage": ("cott",), "tower": (), "lodge": (), "gate": (), "vale": (), "croft": (), "wynd": (), "brae": (),
    "chase": (), "farm": (),
}  # fmt: skip
_SHORTENED = {short: full for full, shorts in _TYPES.items() for short in shorts}
_STREET = re.compile(
    r"^(?:(?:flat|apartment|apt|unit|room)\s*\w{1,4}(?:[/\-]\w{1,3})?[\s,]+)?(?:no\.?\s*|number\s+)?"
    r"(?P<number>\d+\s?[a-z]?(?:\s?[-/]\s?\d+)?[\s,]+)?"
    rf"(?P<name>(?:[^\W\d_][\w'’.\-]*\s+){{1,4}}?)(?P<type>{'|'.join((*_TYPES, *_SHORTENED))})\b\.?",
    re.IGNORECASE,
)  # fmt: skip
_NUMBERED = re.compile(r"^\d+\s?[a-z]?[\s,]+(?P<rest>[A-Z][\w'’\-]+(?:\s+[\w'’\-]+){1,3})$")
_SCHOOL_WORDS = r"(?:school|academy|primary|college|nursery|infants?|juniors?|pre-?school|kindergarten)"
SCHOOL = re.compile(rf"\b{_SCHOOL_WORDS}\b", re.IGNORECASE)
_OF_SCHOOL = re.compile(
    rf"\s+(?:(?:c\.?\s?of\s?e\.?|r\.?c\.?|catholic|community|high|secondary|junior|infant|and)\s+)*{_SCHOOL_WORDS}"
    rf"(?:\s+(?:and\s+)?{_SCHOOL_WORDS})*$", re.IGNORECASE
)  # fmt: skip
_SAINT = re.compile(r"\bst\b\.?(?=\s+[A-Z])|\bsaint\b", re.IGNORECASE)
_SAINTS_OWN = re.compile(r"(?:st\.?|saint)\s+\S+s", re.IGNORECASE)
_STREET_NAME_ALONE = 7
"""A street's name shorter than this is not looked for without its kind: "14 Park" is in "14 park benches"."""


def street_of(value: str) -> tuple[str, str] | None:
    """A street's name and kind ("Alder", "road") where a value begins with one, else None."""
    found = _STREET.match(value.strip())
    if found is None or not (found["number"] or found["name"].strip()[:1].isupper()):
        return None
    kind = found["type"].casefold().rstrip(".")
    return found["name"].strip(), _SHORTENED.get(kind, kind)


def streets(value: str) -> Iterator[str]:
    """The street without the house, and the house with the street without the town."""
    for part in _addresses(value):
        street = street_of(part)
        if street is None:
            if found := _NUMBERED.match(part):
                yield found["rest"]
            continue
        name, kind = street
        yield f"{name} {kind}"
        if number := _house(part):
            yield f"{number} {name} {kind}"


def short_streets(value: str) -> Iterator[str]:
    """The street with its kind shortened, and with its house alone: these count as words of their own."""
    for part in _addresses(value):
        street = street_of(part)
        if street is not None:
            yield from (f"{street[0]} {short}" for short in _TYPES[street[1]])
            number = _house(part)
            if number and len(squeeze(street[0])) >= _STREET_NAME_ALONE:
                yield f"{number} {street[0]}"


def _addresses(value: str) -> Iterator[str]:
    """What of a value may be a street: its beginning, and each part between commas that is one and nothing else."""
    yield value.strip()
    for part in re.split(r"[,;\n]", value)[1:]:
        found = _STREET.fullmatch(part.strip())
        if found and (found["number"] or found["name"].istitle()):
            yield part.strip()


def _house(part: str) -> str:
    found = _STREET.match(part)
    return (found["number"] or "").strip(" ,") if found else ""


def schools(value: str) -> Iterator[str]:
    """A school said shorter: "Holt Park Primary School" as "Holt Park Primary" and "Holt Park School"."""
    said = value.split(",")[0].strip()
    found = _OF_SCHOOL.search(said)
    name = said[: found.start()] if found else ""
    if not name or len(name.split()) > 3 or not name[:1].isupper():
        return
    for kind in ("Primary", "School", "Academy", "Primary School"):
        yield f"{name} {kind}"
    if _SAINTS_OWN.fullmatch(name):
        yield name  # "at St Brendan's" says which


def saints(form: str) -> Iterator[str]:
    """The same with "Saint" for "St" and the other way round."""
    if _SAINT.search(form):
        yield _SAINT.sub("Saint", form)
        yield _SAINT.sub("St", form)
