"""A family as plain data: what the layout is made from. No tables, no Qt, no names."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

BirthKey = tuple[int, int, int]
"""(year, month, day); an unknown month or day is 0. Compared as far as both are known (:func:`older`)."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody to place. ``birth`` is None when no year is known; ``sex`` is "male", "female" or anything else."""

    id: str
    birth: BirthKey | None = None
    sex: str = ""
    kind: str = "person"


@dataclass(frozen=True, slots=True)
class Union:
    """A couple, or one parent. ``order`` counts the unions of a person in time (smaller is earlier).

    A partner nobody knows who is still to be drawn ("?") is given as a person of their own.
    """

    id: str
    partners: tuple[str, ...]
    order: int = 0


@dataclass(frozen=True, slots=True)
class ChildLink:
    """A child below a union: ``kind`` is birth, adopted, foster, step or kinship.

    Children of one union with the same ``twins`` stand side by side. ``order`` is the place given by hand among the
    siblings; it outranks the dates of birth of those that have one.
    """

    child: str
    union: str
    kind: str = "birth"
    twins: str | None = None
    order: float | None = None


@dataclass(frozen=True)
class Pedigree:
    """Persons, unions and child links. Raises ValueError when a link names somebody who is not there."""

    persons: tuple[Person, ...]
    unions: tuple[Union, ...] = ()
    links: tuple[ChildLink, ...] = field(default=())

    def __post_init__(self) -> None:
        if len(self.person) != len(self.persons) or len({union.id for union in self.unions}) != len(self.unions):
            raise ValueError("an id is used twice")
        unions = {union.id for union in self.unions}
        for union in self.unions:
            if len(set(union.partners)) != len(union.partners) or not set(union.partners) <= self.person.keys():
                raise ValueError("a union has partners that are not in the family")
        for link in self.links:
            if link.child not in self.person or link.union not in unions:
                raise ValueError("a child link leads nowhere")

    @cached_property
    def person(self) -> dict[str, Person]:
        """Persons by id."""
        return {person.id: person for person in self.persons}

    @cached_property
    def children(self) -> dict[str, tuple[ChildLink, ...]]:
        """Child links by union, in the order they were given; one link for each child."""
        found: dict[str, dict[str, ChildLink]] = {union.id: {} for union in self.unions}
        for link in self.links:
            found[link.union].setdefault(link.child, link)
        return {union: tuple(links.values()) for union, links in found.items()}

    @cached_property
    def members(self) -> dict[str, tuple[str, ...]]:
        """Partners, then children, of every union."""
        return {union.id: (*union.partners, *(link.child for link in self.children[union.id])) for union in self.unions}

    @cached_property
    def unions_of(self) -> dict[str, tuple[Union, ...]]:
        """The unions each person is a partner in, earliest first."""
        found: dict[str, list[Union]] = {person.id: [] for person in self.persons}
        for union in sorted(self.unions, key=lambda each: each.order):
            for partner in union.partners:
                found[partner].append(union)
        return {person: tuple(unions) for person, unions in found.items()}

    @cached_property
    def parents_of(self) -> dict[str, tuple[str, ...]]:
        """The unions each person is a child of."""
        found: dict[str, list[str]] = {person.id: [] for person in self.persons}
        for union, links in self.children.items():
            for link in links:
                found[link.child].append(union)
        return {person: tuple(unions) for person, unions in found.items()}


def older(first: BirthKey | None, second: BirthKey | None) -> bool:
    """Whether the first was certainly born before the second."""
    if first is None or second is None:
        return False
    for one, other in zip(first, second, strict=True):
        if one == 0 or other == 0:
            return False
        if one != other:
            return one < other
    return False
