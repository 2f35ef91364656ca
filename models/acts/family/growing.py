"""The family grows as people talk: a partner, parent, child, brother or sister, twin, each in one step.

Somebody new comes as a name and the fields of a person, as :mod:`models.one_line` reads them:
``add_partner(case, mum, *person_from_line("Danny 31 m"), kind="cohabiting")``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy.orm import Session

from models.acts import people
from models.acts.family import lookups
from models.acts.family.lookups import Fields, Newcomer
from models.acts.family.siblings import join_twins
from models.acts.family.unions import LINK_FIELDS, UNION_FIELDS, fill_place, make_link, make_union
from models.casework import Case
from models.entities import ChildLink, Partnership, Person
from models.errors import KnownError
from models.family_views import UNKNOWN_PARTNER
from models.one_line import NOT_KNOWN, is_nobody_known

_TWIN_FIELDS = frozenset({"twins", "identical"})
"""What a line may say of a child beside the person's own fields: the same number for children of one birth."""


def add_partner(
    case: Case, person_id: str, name: str, fields: Fields | None = None, *, kind: str = "unknown", **union: Any
) -> str:
    """Add somebody's partner, as a couple of ``kind`` (with ``begun_on``, ``ended_on``, ``ended_by``, ``note``).

    Returns the new person's id. With a name nobody knows ("", "?", "not known") and nothing else said of them no person
    is added: the couple keeps an empty place, and the id is that of its symbol (``"?" + the union's id``).
    """
    lookups.checked("partnership", {"kind": kind, **union}, UNION_FIELDS - {"first_id", "second_id"})
    with case.edit("Added a partner") as session:
        one = lookups.person(case, session, person_id)
        if _says_nobody(name, fields):
            return UNKNOWN_PARTNER + make_union(case, session, one, None, kind=kind, **union).id
        other = _newcomer(case, session, name, fields)
        make_union(case, session, one, other, kind=kind, **union)
        return other.id


def name_partner(case: Case, union_id: str, name: str, fields: Fields | None = None) -> str:
    """Say who the unknown partner of a union is, as a new person. Returns their id.

    Raises KnownError when both partners are known.
    """
    with case.edit("Named a partner") as session:
        row = lookups.union(case, session, union_id)
        new = _newcomer(case, session, name, fields)
        fill_place(case, session, row, new)
        return new.id


def add_parent(case: Case, child_id: str, name: str, fields: Fields | None = None, *, kind: str = "birth") -> str:
    """Add one parent (``kind``: birth, adopted, foster, kinship, step) and return their id.

    The first makes a union with an empty place; the next of that kind fills the place, or says who a parent is whom
    nobody could name. The first parent becomes a person even where nobody knows them, so that the child hangs from
    somebody; a second one stays an empty place, and the id is that of its symbol. Raises KnownError when both parents
    by birth are known.
    """
    lookups.checked("child_link", {"kind": kind}, LINK_FIELDS)
    with case.edit("Added a parent") as session:
        child = lookups.person(case, session, child_id)
        found = _parents_of(session, child.id, kind)
        row = next((row for row in found if len(lookups.partners(row)) < 2), None)
        if row is not None and _says_nobody(name, fields):
            return UNKNOWN_PARTNER + row.id
        if row is None and (standing_in := _stand_in(session, found)):
            return _become(standing_in, name, fields)
        if row is None and found and kind == "birth":
            raise KnownError(
                "Both parents by birth are here already. Nothing was changed. "
                "Add a foster, adoptive, kinship or step parent as what they are."
            )
        new = _newcomer(case, session, name, fields)
        if row is None:
            make_link(case, session, make_union(case, session, new, None), child, kind=kind)
        else:
            fill_place(case, session, row, new)
        return new.id


def add_parents(
    case: Case, child_id: str, first: Newcomer, second: Newcomer, *, kind: str = "birth", union_kind: str = "unknown"
) -> tuple[str, str]:
    """Add both parents as one step; ``union_kind`` says how they are a couple. Returns their ids."""
    lookups.checked("partnership", {"kind": union_kind}, UNION_FIELDS)
    with case.edit("Added parents") as session:
        lookups.person(case, session, child_id)
        if kind == "birth" and lookups.links_above(session, child_id, kind):
            raise KnownError("This child has a parent by birth already. Nothing was changed. Add the other one alone.")
        one = add_parent(case, child_id, *first, kind=kind)
        other = add_parent(case, child_id, *second, kind=kind)
        lookups.union(case, session, _parents_of(session, child_id, kind)[-1].id).kind = union_kind
        return one, other


def add_children(case: Case, parent_id: str, newcomers: Iterable[Newcomer], *, kind: str = "birth") -> list[str]:
    """Add children below a union, or below a person, in one step. Returns their ids.

    For somebody in no union one is made with an empty place; somebody in one union has them there; somebody in several
    must be asked which (KnownError). ``twins`` and ``identical`` among the fields join children of one birth.
    """
    lookups.checked("child_link", {"kind": kind}, LINK_FIELDS)
    found = list(newcomers)
    with case.edit("Added a child" if len(found) == 1 else f"Added {len(found)} children") as session:
        return _children(case, session, _union_below(case, session, parent_id), found, kind)


def add_sibling(case: Case, person_id: str, newcomers: Iterable[Newcomer]) -> list[str]:
    """Add brothers and sisters: children of the same parents by birth (else by adoption). Returns their ids.

    Where there are no parents yet they hang from one not known, whom :func:`add_parent` names later.
    """
    found = list(newcomers)
    label = "Added a brother or sister" if len(found) == 1 else f"Added {len(found)} brothers and sisters"
    with case.edit(label) as session:
        link = _own_link(case, session, lookups.person(case, session, person_id))
        return _children(case, session, lookups.union(case, session, link.partnership_id), found, link.kind)


def add_twin(case: Case, person_id: str, name: str, fields: Fields | None = None, *, identical: bool = False) -> str:
    """Add somebody's twin, with the same parents and birth (identical ones the same gender). Returns the id."""
    with case.edit("Added a twin") as session:
        one = lookups.person(case, session, person_id)
        link = _own_link(case, session, one)
        shared = {key: value for key in ("born", "due", "age_said") if (value := getattr(one, key))}
        if one.life == "unborn":
            shared["life"] = one.life
        if identical:
            shared["gender"] = one.gender
        said = _of_person(fields)
        if {"born", "due", "age_said"} & set(said):
            shared = {key: value for key, value in shared.items() if key not in ("born", "due", "age_said")}
        other = _newcomer(case, session, name, shared | said)
        row = lookups.union(case, session, link.partnership_id)
        made = make_link(case, session, row, other, kind=link.kind, begun_on=link.begun_on, ended_on=link.ended_on)
        join_twins(session, [link, made], identical)
        return other.id


def _says_nobody(name: str, fields: Fields | None) -> bool:
    return is_nobody_known(name) and not set(fields or {}) - {"life"}


def _of_person(fields: Fields | None) -> dict[str, Any]:
    return {key: value for key, value in (fields or {}).items() if key not in _TWIN_FIELDS}


def _newcomer(case: Case, session: Session, name: str, fields: Fields | None) -> Person:
    said = _of_person(fields)
    if is_nobody_known(name):
        name, said = NOT_KNOWN, {"life": "unknown"} | said
    found = session.get(Person, people.add_person(case, name, **said))
    assert found is not None
    return found


def _parents_of(session: Session, child_id: str, kind: str) -> list[Partnership]:
    links = lookups.links_above(session, child_id, kind)
    return [row for link in links if (row := session.get(Partnership, link.partnership_id)) is not None]


def _stand_in(session: Session, unions: Iterable[Partnership]) -> Person | None:
    """A parent who is there only because nobody knows them."""
    people_in = (session.get(Person, each) for row in unions for each in lookups.partners(row))
    return next((each for each in people_in if each and is_nobody_known(each.name) and each.life == "unknown"), None)


def _become(standing_in: Person, name: str, fields: Fields | None) -> str:
    """Somebody nobody could name is somebody now."""
    if not is_nobody_known(name):
        standing_in.name, standing_in.life = name.strip(), "alive"
    for key, value in lookups.checked("person", _of_person(fields), people.PERSON_FIELDS).items():
        setattr(standing_in, key, value)
    return standing_in.id


def _own_link(case: Case, session: Session, child: Person) -> ChildLink:
    """The link siblings share: by birth, else by adoption, else one to a parent nobody knows."""
    links = lookups.links_above(session, child.id, "birth") or lookups.links_above(session, child.id, "adopted")
    if links:
        return links[0]
    return make_link(case, session, make_union(case, session, _newcomer(case, session, "", None), None), child)


def _union_below(case: Case, session: Session, parent_id: str) -> Partnership:
    if parent_id.startswith(UNKNOWN_PARTNER) or session.get(Partnership, parent_id) is not None:
        return lookups.union(case, session, parent_id)
    parent = lookups.person(case, session, parent_id)
    there = lookups.unions_of(session, parent.id)
    if len(there) > 1:
        raise KnownError(
            "There is more than one couple here. Nothing was added. Choose the line of the couple whose child it is."
        )
    return there[0] if there else make_union(case, session, parent, None)


def _children(
    case: Case, session: Session, row: Partnership, newcomers: Iterable[Newcomer], kind: str
) -> list[str]:  # fmt: skip
    births: dict[Any, list[tuple[ChildLink, bool]]] = {}
    ids = []
    for name, fields in newcomers:
        child = _newcomer(case, session, name, fields)
        link = make_link(case, session, row, child, kind=kind)
        if fields.get("twins"):
            births.setdefault(fields["twins"], []).append((link, bool(fields.get("identical"))))
        ids.append(child.id)
    for together in births.values():
        if len(together) > 1:
            join_twins(session, [link for link, _ in together], any(identical for _, identical in together))
    return ids
