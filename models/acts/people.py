"""Who is in the family's life, and where they live."""

from __future__ import annotations

from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from models.acts.checks import loaded, merge_key
from models.acts.places import GAP
from models.base import new_id
from models.casework import Case
from models.entities import ChildLink, Household, HouseholdMember, Partnership, Person, WorkspaceChild
from models.errors import KnownError

PERSON_FIELDS = frozenset(
    (
        "name known_as kind life gender born_as pronouns species born died due age_said role agency relation note "
        "drawn minutes_away"
    ).split()
)
HOUSEHOLD_FIELDS = frozenset("name address distance note".split())


def _checked(fields: dict[str, Any], allowed: frozenset[str]) -> dict[str, Any]:
    unknown = set(fields) - allowed
    if unknown:
        raise ValueError(f"unknown fields: {sorted(unknown)}")
    return fields


def add_person(case: Case, name: str, *, child_of_workspace: str | None = None, **fields: Any) -> str:
    """Add somebody to the case; with a workspace given, as a child that work is about. Returns the id."""
    if not name.strip():
        raise KnownError("A person needs a name, or a word such as “not known”. Nothing was added.")
    person_id = new_id()
    with case.edit("Added a person") as session:
        # Asked of the session, so that several people added in one edit keep their order.
        last = session.scalar(select(func.max(Person.position)).where(Person.case_id == case.id)) or 0.0
        session.add(
            Person(
                id=person_id, case_id=case.id, name=name.strip(), position=last + GAP,
                **_checked(fields, PERSON_FIELDS),
            )
        )  # fmt: skip
        session.flush()
        if child_of_workspace:
            _link_child(case, session, child_of_workspace, person_id)
    return person_id


def _link_child(case: Case, session: Any, workspace_id: str, person_id: str) -> None:
    children = case.rows.where("workspace_child", workspace_id=workspace_id)
    last = max((c["position"] for c in children), default=0.0)
    session.add(
        WorkspaceChild(
            case_id=case.id, workspace_id=workspace_id, person_id=person_id, position=last + GAP,
            is_index=not children,
        )
    )  # fmt: skip


def set_person(case: Case, person_id: str, **fields: Any) -> None:
    """Change somebody's facts; every screen shows it."""
    with case.edit("Changed a person", merge=merge_key("person", person_id, fields)) as session:
        row = loaded(session, Person, person_id, "That person is no longer in the case", "them")
        for name, value in _checked(fields, PERSON_FIELDS).items():
            setattr(row, name, value)


def set_child(case: Case, workspace_id: str, person_id: str, is_child: bool) -> None:
    """Say whether a workspace is about this child."""
    there = case.rows.where("workspace_child", workspace_id=workspace_id, person_id=person_id)
    if bool(there) == is_child:
        return
    with case.edit("Changed whom the work is about") as session:
        if is_child:
            _link_child(case, session, workspace_id, person_id)
        else:
            session.execute(delete(WorkspaceChild).where(WorkspaceChild.id == there[0]["id"]))


def remove_person(case: Case, person_id: str) -> None:
    """Take somebody out of the case, with their scores and ties; cards keep their words (undo brings all back).

    Their children stay with the other parent, whose partner is then not known.
    """
    with case.edit("Removed a person") as session:
        row = session.get(Person, person_id)
        if row is None:
            return
        _leave_couples(session, person_id)
        _leave_twins(session, person_id)
        session.flush()
        session.delete(row)


def _leave_couples(session: Session, person_id: str) -> None:
    asked = select(Partnership).where((Partnership.first_id == person_id) | (Partnership.second_id == person_id))
    for couple in list(session.scalars(asked.where(Partnership.id.in_(select(ChildLink.partnership_id))))):
        if couple.first_id == person_id and couple.second_id:
            couple.first_id = None
        elif couple.second_id == person_id and couple.first_id:
            couple.second_id = None


def _leave_twins(session: Session, person_id: str) -> None:
    """A twin who is left alone is no twin any more."""
    asked = select(ChildLink).where(ChildLink.child_id == person_id, ChildLink.twins.is_not(None))
    for link in list(session.scalars(asked)):
        others = select(ChildLink).where(
            ChildLink.partnership_id == link.partnership_id, ChildLink.twins == link.twins, ChildLink.id != link.id
        )
        found = list(session.scalars(others))
        if len(found) == 1:
            found[0].twins, found[0].identical = None, False


def add_household(case: Case, name: str, **fields: Any) -> str:
    """Add a home. Returns its id."""
    household_id = new_id()
    with case.edit("Added a home") as session:
        session.add(Household(id=household_id, case_id=case.id, name=name, **_checked(fields, HOUSEHOLD_FIELDS)))
    return household_id


def set_household(case: Case, household_id: str, **fields: Any) -> None:
    """Change a home's facts."""
    with case.edit("Changed a home", merge=merge_key("household", household_id, fields)) as session:
        row = session.get(Household, household_id)
        if row is None:
            raise KnownError("That home is no longer in the case. Nothing was changed.")
        for name, value in _checked(fields, HOUSEHOLD_FIELDS).items():
            setattr(row, name, value)


def remove_household(case: Case, household_id: str) -> None:
    """Take a home out of the case; the people stay."""
    with case.edit("Removed a home") as session:
        row = session.get(Household, household_id)
        if row is not None:
            session.delete(row)


def move_home(case: Case, person_id: str, household_id: str | None, *, on: str | None = None) -> None:
    """Somebody lives in a home from now on (None: nowhere known); where they lived before is kept with its end."""
    day = on or case.desk.now().date().isoformat()
    current = [m for m in case.rows.where("household_member", person_id=person_id) if not m["ended_on"]]
    if any(m["household_id"] == household_id for m in current):
        return
    with case.edit("Moved somebody's home") as session:
        for member in current:
            row = session.get(HouseholdMember, member["id"])
            assert row is not None
            row.ended_on = day
        if household_id:
            session.add(HouseholdMember(case_id=case.id, household_id=household_id, person_id=person_id, begun_on=day))
