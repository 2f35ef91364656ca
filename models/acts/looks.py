"""Saying how somebody is drawn, in every picture alike."""

from __future__ import annotations

from sqlalchemy import select

from models.acts.checks import gone
from models.casework import Case
from models.drawings.figures import default_look
from models.entities import PersonLook
from models.looks import sizes
from models.projections import Projector

FIELDS = frozenset("skin hair hair_colour top bottom extras size".split())
"""What makes a look; ``extras`` are several keys."""


def set_look(case: Case, person_id: str, *, origin: object | None = None, **fields: str | tuple[str, ...]) -> None:
    """Change how somebody is drawn: skin, hair, hair_colour, top, bottom, extras, size. The rest stays as it was.

    Changes made one after another, while somebody tries colours, are one step.
    """
    if set(fields) - FIELDS:
        raise ValueError(f"not part of a look: {sorted(set(fields) - FIELDS)}")
    if "size" in fields and fields["size"] not in sizes():
        raise ValueError(f"no such size: {fields['size']}")
    projector = Projector(case.rows, case.desk.now().date())
    person = projector.people.get(person_id)
    if person is None:
        raise gone("This person is no longer in the case", "them")
    with case.edit("Changed how somebody is drawn", merge=f"look:{person_id}", origin=origin) as session:
        look = session.scalars(select(PersonLook).where(PersonLook.person_id == person_id)).first()
        if look is None:
            first = default_look(person)
            look = PersonLook(
                case_id=case.id, person_id=person_id, skin=first.skin, hair=first.hair, hair_colour=first.hair_colour,
                top=first.top, bottom=first.bottom, size=first.size,
            )  # fmt: skip
            session.add(look)
        for name, value in fields.items():
            setattr(look, name, (",".join(value) or None) if isinstance(value, tuple) else value)
