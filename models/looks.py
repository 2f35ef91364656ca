"""How people are drawn: everybody the same in every picture, and somebody new with a look of their own at once."""

from __future__ import annotations

import re
from dataclasses import replace

from models.drawings.figures import choices, default_look
from models.picture_views import LookView
from models.projections import Projector
from models.readers import US, Reader, ReaderProjection
from models.rows import Row
from models.views import PersonView

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")

PLAIN = LookView("", "", skin="#d9c3ae", hair="short", hair_colour="#6b625a", top="#9aa3a0", bottom="#6f7875")
"""Somebody of whom nothing is told: a figure as plain as it can be."""


def look_view(projector: Projector, person_id: str | None, reader: Reader = US) -> LookView | None:
    """How somebody is drawn for a reader; None for somebody that reader may not see, or who is not in the case.

    Who has no look yet gets one from age and gender, always the same. Under a public name a person is drawn plainly:
    hair and skin would say what the name does not.
    """
    person = projector.people.get(person_id or "")
    shown = ReaderProjection(projector.rows, reader).person(person)
    if person is None or shown is None:
        return None
    if shown.name != person.name:
        return replace(PLAIN, person_id=shown.id, name=shown.name)
    row = next(iter(projector.rows.where("person_look", person_id=person.id)), None)
    return _kept(row, shown) if row is not None else default_look(person)


def look_views(projector: Projector, reader: Reader = US) -> tuple[LookView, ...]:
    """Everybody of the case who can be drawn, children first, then by name."""
    people = [p for p in projector.people.values() if p.kind != "pet" and p.life in ("alive", "dead", "unknown")]
    people.sort(key=lambda p: (not p.is_child, p.name.casefold(), p.id))
    return tuple(look for p in people if (look := look_view(projector, p.id, reader)) is not None)


def sizes() -> tuple[str, ...]:
    """The sizes somebody can be drawn in."""
    return tuple(choice.key for choice in choices().sizes)


def _kept(row: Row, person: PersonView) -> LookView:
    extras = tuple(part.strip() for part in (row["extras"] or "").split(",") if part.strip())
    size = row["size"] if row["size"] in sizes() else "adult"
    skin, hair, top, bottom = (
        colour_or(row[part], getattr(PLAIN, part)) for part in ("skin", "hair_colour", "top", "bottom")
    )
    return LookView(person.id, person.name, skin, row["hair"], hair, top, bottom, extras, size)


def colour_or(kept: str | None, otherwise: str) -> str:
    """A colour as painters can read it (``#rrggbb``), whatever a file from elsewhere says."""
    return kept if kept and _COLOUR.fullmatch(kept) else otherwise
