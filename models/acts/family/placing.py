"""Where people stand in the drawing: put by hand, let go again, drawn or not, taken out of the case."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select

from models.acts import people
from models.acts.family import lookups
from models.acts.family.unions import remove_union
from models.casework import Case
from models.entities import Person
from models.errors import KnownError
from models.family_views import UNKNOWN_PARTNER

_DIGITS = 4
"""Places in the drawing are kept to a ten-thousandth of a symbol."""


def pin(case: Case, person_id: str, x: float, row: int) -> None:
    """Put somebody in a place that Tidy respects: ``x`` in symbols, ``row`` the generation."""
    pin_many(case, {person_id: (x, row)})


def pin_many(case: Case, places: Mapping[str, tuple[float, int]]) -> None:
    """Put several people in their places (id → (x in symbols, row)) as one step."""
    label = "Moved somebody in the drawing" if len(places) == 1 else f"Moved {len(places)} people in the drawing"
    with case.edit(label) as session:
        for person_id, (x, row) in places.items():
            if person_id.startswith(UNKNOWN_PARTNER):
                raise KnownError("Somebody not known moves with their partner. Nothing was changed. Name them first.")
            found = lookups.person(case, session, person_id)
            found.pinned_x, found.pinned_y = round(float(x), _DIGITS), float(row)


def unpin(case: Case, person_id: str) -> None:
    """Let the drawing find somebody's place again."""
    with case.edit("Let somebody move again") as session:
        found = lookups.person(case, session, person_id)
        found.pinned_x = found.pinned_y = None


def unpin_all(case: Case) -> int:
    """Let the drawing find everybody's place again ("Reset"). Returns how many had been put somewhere."""
    with case.edit("Reset the drawing") as session:
        asked = select(Person).where(Person.case_id == case.id, Person.pinned_x.is_not(None))
        found = list(session.scalars(asked))
        for person in found:
            person.pinned_x = person.pinned_y = None
        return len(found)


def set_drawn(case: Case, person_id: str, drawn: bool | None) -> None:
    """Put somebody into the drawing, take them out of it (they stay in the case), or let the rule decide (None)."""
    labels = {True: "Put somebody into the drawing", False: "Took somebody out of the drawing"}
    with case.edit(labels.get(drawn, "Drew somebody as usual") if drawn is not None else "Drew as usual") as session:
        lookups.person(case, session, person_id).drawn = None if drawn is None else int(drawn)


def take_out(case: Case, person_id: str) -> None:
    """Take somebody out of the case. Their children stay with the other parent, whose partner is then not known.

    For the symbol of somebody not known the couple goes. Raises KnownError when it has children.
    """
    if not person_id.startswith(UNKNOWN_PARTNER):
        people.remove_person(case, person_id)
        return
    with case.edit("Removed a couple") as session:
        row = lookups.union(case, session, person_id)
        if lookups.links_below(session, row.id):
            raise KnownError(
                "A child needs this place for a parent not known. Nothing was changed. Take that line away first."
            )
        remove_union(case, row.id)
