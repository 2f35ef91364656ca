"""Couples, and the children below them: joined, changed, taken apart. Nobody is ever removed by these verbs."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from models import dates
from models.acts.checks import merge_key
from models.acts.family import lookups
from models.acts.family.siblings import place_among, tidy_twins
from models.base import new_id
from models.casework import Case
from models.entities import ChildLink, Partnership, Person
from models.errors import KnownError

UNION_FIELDS = frozenset("kind begun_on ended_on ended_by note first_id second_id".split())
LINK_FIELDS = frozenset("kind begun_on ended_on note partnership_id".split())
PLACEMENTS = ("foster", "kinship")
"""Kinds of care that end when a child moves on to other carers."""


def link_partners(case: Case, a: str, b: str, kind: str = "unknown", **fields: Any) -> str:
    """Make two people a couple. Returns the union's id.

    Raises KnownError for somebody with themselves, and where the two are a couple already that has not ended.
    """
    lookups.checked("partnership", {"kind": kind, **fields}, UNION_FIELDS - {"first_id", "second_id"})
    with case.edit("Made a couple") as session:
        one, other = lookups.person(case, session, a), lookups.person(case, session, b)
        if one is other:
            raise KnownError("Nobody can be their own partner. Nothing was changed. Choose somebody else.")
        if any(b in lookups.partners(each) and not each.ended_on for each in lookups.unions_of(session, a)):
            raise KnownError(
                "These two are a couple here already. Nothing was changed. Choose their line to change it."
            )
        return make_union(case, session, one, other, kind=kind, **fields).id


def make_union(case: Case, session: Session, one: Person | None, other: Person | None, **fields: Any) -> Partnership:
    """Write a union of two people, or of one and somebody not known; a man stands on the left of a woman."""
    made = Partnership(id=new_id(), case_id=case.id, **fields)
    set_sides(made, one, other)
    session.add(made)
    session.flush()
    return made


def set_sides(row: Partnership, one: Person | None, other: Person | None) -> None:
    """Put two partners on their sides: a man left of a woman, an unknown father left of a mother, else as given."""

    def is_right(left: Person | None, right: Person | None) -> bool:
        return (right is not None and right.gender == "male" and (left is None or left.gender != "male")) or (
            right is None and left is not None and left.gender == "female"
        )

    left, right = (other, one) if is_right(one, other) else (one, other)
    row.first_id, row.second_id = left.id if left else None, right.id if right else None


def set_union(case: Case, union_id: str, **fields: Any) -> None:
    """Change a couple: kind, dates, how it ended, note, or who the partners are and who stands left.

    Raises KnownError for what cannot be (own partner, own parent, an ancestor of oneself), and for nobody at all.
    """
    lookups.checked("partnership", fields, UNION_FIELDS)
    with case.edit("Changed a couple", merge=merge_key("union", union_id, fields)) as session:
        row = lookups.union(case, session, union_id)
        first, second = fields.get("first_id", row.first_id), fields.get("second_id", row.second_id)
        coming = [each for each in (first, second) if each and each not in lookups.partners(row)]
        for partner in coming:
            lookups.person(case, session, partner)
        if first and first == second:
            raise KnownError("Nobody can be their own partner. Nothing was changed. Choose somebody else.")
        if not first and not second:
            raise KnownError("A couple needs at least one person. Nothing was changed. Remove the couple instead.")
        below = [each.child_id for each in lookups.links_below(session, row.id)]
        lookups.refuse_impossible(case, session, coming, below)
        for name, value in fields.items():
            setattr(row, name, value)


def set_partner(case: Case, union_id: str, person_id: str) -> None:
    """Say who the unknown partner of a union is. Raises KnownError when both are known, and for what cannot be."""
    with case.edit("Named a partner") as session:
        row = lookups.union(case, session, union_id)
        fill_place(case, session, row, lookups.person(case, session, person_id))


def fill_place(case: Case, session: Session, row: Partnership, new: Person) -> None:
    """Put somebody into the empty place of a union. Raises KnownError as :func:`set_partner` does."""
    known = lookups.partners(row)
    if len(known) == 2:
        raise KnownError("Both partners are known already. Nothing was changed. Remove one of them first.")
    if new.id in known:
        raise KnownError("Nobody can be their own partner. Nothing was changed. Choose somebody else.")
    lookups.refuse_impossible(case, session, [new.id], [each.child_id for each in lookups.links_below(session, row.id)])
    there = session.get(Person, known[0]) if known else None
    set_sides(row, *((new, there) if row.second_id else (there, new)))
    session.flush()


def remove_union(case: Case, union_id: str) -> None:
    """Take a couple apart; the people stay, their children are no longer joined to them."""
    with case.edit("Removed a couple") as session:
        session.delete(lookups.union(case, session, union_id))


def link_child(case: Case, child_id: str, union_id: str, kind: str = "birth", **fields: Any) -> str:
    """Make somebody a child of a union, whatever other parents they have. Returns the link's id.

    Raises KnownError for a child there twice, for their own parent, and for an ancestor of oneself.
    """
    lookups.checked("child_link", {"kind": kind, **fields}, LINK_FIELDS - {"partnership_id"})
    with case.edit("Joined a child to parents") as session:
        row, child = lookups.union(case, session, union_id), lookups.person(case, session, child_id)
        return make_link(case, session, row, child, kind=kind, **fields).id


def make_link(
    case: Case, session: Session, row: Partnership, child: Person, kind: str = "birth", **fields: Any
) -> ChildLink:
    """Write a child's link, in its place among the siblings. Raises KnownError as :func:`link_child` does."""
    siblings = lookups.links_below(session, row.id)
    _refuse_twice(siblings, child.id)
    lookups.refuse_impossible(case, session, lookups.partners(row), [child.id])
    made = ChildLink(id=new_id(), case_id=case.id, child_id=child.id, partnership_id=row.id, kind=kind, **fields)
    # The columns' own defaults come with the flush; the place is reckoned before it.
    made.position = 0.0
    place_among(session, siblings, made, case.desk.now().date())
    session.add(made)
    session.flush()
    return made


def _refuse_twice(siblings: list[ChildLink], child_id: str) -> None:
    if any(each.child_id == child_id for each in siblings):
        raise KnownError(
            "This child is joined to these parents already. Nothing was changed. Choose their line to change it."
        )


def set_child_link(case: Case, child_link_id: str, **fields: Any) -> None:
    """Change how a child belongs to its parents: kind, dates, note, or (``partnership_id``) to which parents.

    Raises KnownError as :func:`link_child` does.
    """
    lookups.checked("child_link", fields, LINK_FIELDS)
    with case.edit("Changed a child's parents", merge=merge_key("link", child_link_id, fields)) as session:
        link = lookups.child_link(case, session, child_link_id)
        before = link.partnership_id
        after = lookups.union(case, session, fields.get("partnership_id", before))
        if after.id != before:
            siblings = lookups.links_below(session, after.id)
            _refuse_twice(siblings, link.child_id)
            lookups.refuse_impossible(case, session, lookups.partners(after), [link.child_id])
            link.twins, link.identical, link.position = None, False, 0.0
            place_among(session, siblings, link, case.desk.now().date())
        for name, value in ({**fields, "partnership_id": after.id}).items():
            setattr(link, name, value)
        tidy_twins(session, before)


def remove_child_link(case: Case, child_link_id: str) -> None:
    """Say that somebody is not a child of these parents; the person stays."""
    with case.edit("Took a child from parents") as session:
        link = lookups.child_link(case, session, child_link_id)
        union_id = link.partnership_id
        session.delete(link)
        tidy_twins(session, union_id)


def place_with(case: Case, child_id: str, union_id: str, kind: str = "foster", on: str | None = None) -> str:
    """A child is looked after by (``foster``, ``kinship``) or adopted into a family; its birth parents stay.

    Care by somebody else ends on that day (today where none is said); ``on`` None leaves the beginning open. Coming
    back to former carers goes on with the same link, which keeps the earlier dates in its note. Returns the link's id.
    """
    lookups.checked("child_link", {"kind": kind}, LINK_FIELDS)
    with case.edit("Placed a child") as session:
        row, child = lookups.union(case, session, union_id), lookups.person(case, session, child_id)
        there = [each for each in lookups.links_above(session, child_id) if each.partnership_id == row.id]
        for link in lookups.links_above(session, child_id):
            if link.kind in PLACEMENTS and not link.ended_on and link.partnership_id != row.id:
                link.ended_on = on or case.desk.now().date().isoformat()
        if not there:
            return make_link(case, session, row, child, kind=kind, begun_on=on).id
        (link,) = there
        if link.kind not in (*PLACEMENTS, "adopted"):
            _refuse_twice(there, child_id)
        if link.ended_on:
            earlier = f"{link.kind} {dates.span(link.begun_on, link.ended_on)}"
            link.note = f"{link.note}; {earlier}" if link.note else earlier
            link.begun_on = on
        link.kind, link.ended_on = kind, None
        return link.id
