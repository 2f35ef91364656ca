"""What every verb of the family asks first: is it still there, and can it be?

Everything is read from the edit's own session, so verbs may follow each other inside one edit.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.acts.checks import gone
from models.base import CaseRow
from models.casework import Case
from models.entities import ChildLink, Household, Partnership, Person, Tie
from models.errors import KnownError
from models.family_views import UNKNOWN_PARTNER
from models.family_words import CHOICES

Fields = Mapping[str, Any]
Newcomer = tuple[str, Fields]
"""(name, fields) of somebody to add, as :mod:`models.one_line` reads them."""

_Row = TypeVar("_Row", bound=CaseRow)


def _one(case: Case, session: Session, table: type[_Row], key: str, what: str) -> _Row:
    row = session.get(table, key)
    if row is None or row.case_id != case.id:
        raise gone(what)
    return row


def person(case: Case, session: Session, person_id: str) -> Person:
    """The person. Raises KnownError for somebody removed, and for the "?" of a partner nobody has named."""
    if person_id.startswith(UNKNOWN_PARTNER):
        raise KnownError("Nobody knows yet who this is. Nothing was changed. Give them a name first.")
    return _one(case, session, Person, person_id, "That person is no longer in the case")


def union(case: Case, session: Session, union_id: str) -> Partnership:
    """The couple or one parent; also by the id of its unknown partner's symbol. Raises KnownError when it is gone."""
    return _one(case, session, Partnership, union_id.removeprefix(UNKNOWN_PARTNER), "That couple is no longer there")


def child_link(case: Case, session: Session, link_id: str) -> ChildLink:
    """The link of a child. Raises KnownError when it is gone."""
    return _one(case, session, ChildLink, link_id, "That child is no longer joined to these parents")


def tie(case: Case, session: Session, tie_id: str) -> Tie:
    """The tie. Raises KnownError when it is gone."""
    return _one(case, session, Tie, tie_id, "That line is no longer there")


def household(case: Case, session: Session, household_id: str) -> Household:
    """The home. Raises KnownError when it is gone."""
    return _one(case, session, Household, household_id, "That home is no longer in the case")


def checked(table: str, fields: Fields, allowed: frozenset[str]) -> Fields:
    """The fields, when each may be set and holds a word it may hold. Raises ValueError: a mistake in the program."""
    if unknown := set(fields) - allowed:
        raise ValueError(f"unknown fields: {sorted(unknown)}")
    for name, value in fields.items():
        words = CHOICES.get((table, name))
        if words and value is not None and value not in words:
            raise ValueError(f"{table}.{name} cannot be {value!r}")
    return fields


def partners(row: Partnership) -> list[str]:
    """The partners that are known."""
    return [each for each in (row.first_id, row.second_id) if each]


def links_below(session: Session, union_id: str) -> list[ChildLink]:
    """The children of a union, in no order that means anything to people."""
    return list(session.scalars(select(ChildLink).where(ChildLink.partnership_id == union_id).order_by(ChildLink.id)))


def links_above(session: Session, child_id: str, kind: str | None = None) -> list[ChildLink]:
    """The links of a child to its parents (of one kind), those without an end first, then as they were added."""
    asked = select(ChildLink).where(ChildLink.child_id == child_id)
    found = session.scalars(asked if kind is None else asked.where(ChildLink.kind == kind))
    return sorted(found, key=lambda each: (each.ended_on is not None, each.begun_on or "", each.id))


def unions_of(session: Session, person_id: str) -> list[Partnership]:
    """The unions somebody is a partner in."""
    asked = select(Partnership).where((Partnership.first_id == person_id) | (Partnership.second_id == person_id))
    return list(session.scalars(asked.order_by(Partnership.id)))


def descendants(case: Case, session: Session, people: Iterable[str]) -> set[str]:
    """These people, their children by every kind of link, and so on down."""
    asked = (
        select(Partnership.first_id, Partnership.second_id, ChildLink.child_id)
        .join(ChildLink, ChildLink.partnership_id == Partnership.id)
        .where(Partnership.case_id == case.id)
    )
    children: dict[str, list[str]] = {}
    for first, second, child in session.execute(asked):
        for parent in (first, second):
            if parent:
                children.setdefault(parent, []).append(child)
    found: set[str] = set()
    waiting = list(people)
    while waiting:
        if (here := waiting.pop()) not in found:
            found.add(here)
            waiting.extend(children.get(here, ()))
    return found


def refuse_impossible(case: Case, session: Session, parents: Iterable[str | None], children: Iterable[str]) -> None:
    """Raise KnownError when one of the parents is one of the children, or comes after one of them."""
    above, below = {each for each in parents if each}, set(children)
    if above & below:
        raise KnownError("Nobody can be their own parent. Nothing was changed. Choose somebody else.")
    if above & descendants(case, session, below):
        raise KnownError(
            "That would make somebody their own ancestor, which cannot be. Nothing was changed. "
            "Choose somebody else, or take the other parent link away first."
        )
