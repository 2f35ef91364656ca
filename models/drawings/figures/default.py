"""How somebody is drawn before anybody has chosen."""

from __future__ import annotations

import hashlib
import re

from models.drawings.figures.choices import choices
from models.picture_views import LookView
from models.views import PersonView

_MONTHS = re.compile(r"(\d+)\s*(?:months?|weeks?|days?)")
_YEARS = re.compile(r"(\d+)")


def size_of(person: PersonView) -> str:
    """The size that fits an age in words; without one, a child or a grown-up."""
    words = person.age or ""
    if person.life == "unborn" or (_MONTHS.search(words) and not re.search(r"year", words)):
        return "baby"
    found = _YEARS.search(words)
    if found is None:
        return "child" if person.is_child else "adult"
    years = int(found.group(1))
    for under, size in ((2, "baby"), (4, "toddler"), (12, "child"), (18, "teenager"), (66, "adult")):
        if years < under:
            return size
    return "older"


def default_look(person: PersonView) -> LookView:
    """How somebody is drawn until somebody who knows them has chosen; always the same for the same person.

    Size follows age, and hair that of many people of a gender. Everything else is picked by id: nothing is read from a
    name, and nobody's skin, faith or job is guessed. People of one household begin with one skin.
    """
    known = choices()
    size = size_of(person)
    home = person.household or person.id
    tops = [choice.key for choice in known.clothes]
    return LookView(
        person_id=person.id,
        name=person.name,
        skin=_pick(home, "skin", [choice.key for choice in known.skins]),
        hair=_pick(person.id, "hair", _styles(person, size)),
        hair_colour="#d8d4cc" if size == "older" else _pick(home, "hair colour", known.plain_hair_colours),
        top=_pick(person.id, "top", tops),
        bottom=_pick(person.id, "bottom", [choice.key for choice in known.bottoms]),
        extras=("lanyard",) if person.kind == "professional" else (),
        size=size,
    )


def _styles(person: PersonView, size: str) -> list[str]:
    if size == "baby":
        return ["tuft"]
    if person.gender in ("female", "woman", "girl"):
        return ["waves", "short", "bun"] if size == "older" else ["long", "bun", "curly", "ponytail", "short"]
    if person.gender in ("male", "man", "boy"):
        return ["short", "waves", "bald"] if size == "older" else ["short", "curly", "short"]
    return ["short", "curly"]


def _pick(key: str, what: str, from_: list[str]) -> str:
    digest = hashlib.sha256(f"{what}:{key}".encode()).digest()
    return from_[digest[0] % len(from_)]
