"""Who lives where, from the drawing."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from models.acts import people
from models.acts.family import lookups
from models.casework import Case
from models.entities import HouseholdMember


def live_in(
    case: Case, person_id: str, household_id: str, kind: str = "lives", *, on: str | None = None, also: bool = False
) -> None:
    """Somebody lives in a home from a day on (today where none is said), or is looked after there (``foster``).

    Where they lived before ends that day, unless they live there ``also``; who only ``sleeps`` there keeps their home.
    Somebody there already changes only how.
    """
    lookups.checked("household_member", {"kind": kind}, frozenset({"kind"}))
    day = on or case.desk.now().date().isoformat()
    with case.edit("Moved somebody's home") as session:
        lookups.person(case, session, person_id)
        lookups.household(case, session, household_id)
        asked = select(HouseholdMember).where(
            HouseholdMember.person_id == person_id, HouseholdMember.ended_on.is_(None)
        )
        current = list(session.scalars(asked))
        here = [member for member in current if member.household_id == household_id]
        for member in current:
            if member not in here and kind != "sleeps" and not also:
                member.ended_on = day
        for member in here:
            member.kind = kind
        if not here:
            session.add(
                HouseholdMember(
                    case_id=case.id, household_id=household_id, person_id=person_id, kind=kind, begun_on=day
                )
            )  # fmt: skip
        session.flush()


def leave_home(case: Case, person_id: str, household_id: str, *, on: str | None = None) -> None:
    """Somebody no longer lives in a home; that they did is kept with its end (not where it began the same day)."""
    day = on or case.desk.now().date().isoformat()
    with case.edit("Took somebody out of a home") as session:
        asked = select(HouseholdMember).where(
            HouseholdMember.person_id == person_id, HouseholdMember.household_id == household_id,
            HouseholdMember.ended_on.is_(None),
        )  # fmt: skip
        for member in list(session.scalars(asked)):
            if member.begun_on == day:
                session.delete(member)
            else:
                member.ended_on = day


def add_home_for(
    case: Case, people_ids: Iterable[str], name: str, *, kind: str = "lives", on: str | None = None
) -> str:
    """Add a home for these people as one step. Returns its id."""
    with case.edit("Added a home") as session:
        household_id = people.add_household(case, name)
        session.flush()
        for person_id in dict.fromkeys(people_ids):
            live_in(case, person_id, household_id, kind, on=on)
        return household_id
