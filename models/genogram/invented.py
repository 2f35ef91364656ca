"""Invented families of any size, for measuring and testing the layout: the same seed gives the same family."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from models.genogram.pedigree import ChildLink, Pedigree, Person, Union

SEXES = ("male", "female")


@dataclass
class _Growing:
    chance: random.Random
    limit: int
    dated: bool
    persons: list[Person] = field(default_factory=list)
    unions: list[Union] = field(default_factory=list)
    links: list[ChildLink] = field(default_factory=list)
    born: dict[str, int] = field(default_factory=dict)

    def person(self, born: int) -> str:
        name = f"P{len(self.persons) + 1}"
        known = self.dated and self.chance.random() < 0.9
        birth = (born, self.chance.randint(1, 12), self.chance.randint(1, 28)) if known else None
        self.persons.append(Person(name, birth, self.chance.choice(SEXES)))
        self.born[name] = born
        return name

    def union(self, *partners: str) -> str:
        name = f"U{len(self.unions) + 1}"
        self.unions.append(Union(name, partners, len(self.unions)))
        return name

    def room(self) -> bool:
        return len(self.persons) < self.limit


def invent(people: int, seed: int, dated: bool = True) -> Pedigree:
    """One connected family of about this many people: remarriages, single parents, in-laws with families of their own,
    cousins who marry, foster and adoptive parents beside parents by birth, twins, couples across generations."""
    growing = _Growing(random.Random(f"{people}-{seed}"), people, dated)
    first = [growing.person(1930), growing.person(1932)]
    open_unions = [growing.union(*first)]
    while growing.room():
        if not open_unions:
            open_unions.append(_restart(growing))
        union = open_unions.pop(0)
        for child in _children(growing, union):
            open_unions += _partners(growing, child)
    _extra_parents(growing)
    return Pedigree(tuple(growing.persons), tuple(growing.unions), tuple(growing.links))


def _restart(growing: _Growing) -> str:
    someone = growing.chance.choice(growing.persons).id
    if growing.chance.random() < 0.5 and growing.room():
        return growing.union(someone, growing.person(growing.born[someone] + growing.chance.randint(-4, 6)))
    return growing.union(someone)


def _children(growing: _Growing, union: str) -> list[str]:
    partners = next(each.partners for each in growing.unions if each.id == union)
    year = max(growing.born[partner] for partner in partners) + growing.chance.randint(20, 28)
    found: list[str] = []
    for _ in range(growing.chance.choices((0, 1, 2, 3, 4, 6), (1, 3, 4, 3, 2, 1))[0]):
        if not growing.room():
            break
        twins = f"T{len(growing.links)}" if growing.chance.random() < 0.03 else None
        for _ in range(2 if twins else 1):
            if growing.room():
                child = growing.person(year)
                growing.links.append(ChildLink(child, union, twins=twins))
                found.append(child)
        year += growing.chance.randint(1, 5)
    return found


def _partners(growing: _Growing, person: str) -> list[str]:
    found: list[str] = []
    for _ in range(growing.chance.choices((0, 1, 2, 3), (4, 6, 2, 0.5))[0]):
        if not growing.room():
            break
        draw = growing.chance.random()
        cousins = [p.id for p in growing.persons if p.id != person and not _related(growing, p.id, person)]
        if draw < 0.03 and cousins:
            found.append(growing.union(person, growing.chance.choice(cousins)))
        elif draw < 0.1:
            found.append(growing.union(person))
        else:
            partner = growing.person(growing.born[person] + growing.chance.randint(-6, 6))
            found.append(growing.union(person, partner))
            if draw > 0.85 and len(growing.persons) + 2 <= growing.limit:
                parents = [growing.person(growing.born[partner] - growing.chance.randint(22, 30)) for _ in range(2)]
                growing.links.append(ChildLink(partner, growing.union(*parents)))
    return found


def _related(growing: _Growing, one: str, other: str) -> bool:
    return abs(growing.born[one] - growing.born[other]) > 12 or any(
        {one, other} <= set(union.partners) for union in growing.unions
    )


def _extra_parents(growing: _Growing) -> None:
    """Some children live with relatives or others as well, always people at least 18 years older and no descendants."""
    for _ in range(len(growing.persons) // 30):
        link = growing.chance.choice(growing.links)
        fitting = [
            union.id
            for union in growing.unions
            if union.partners and all(growing.born[p] + 18 < growing.born[link.child] for p in union.partners)
        ]
        if fitting:
            chosen = growing.chance.choice(fitting)
            if all((each.child, each.union) != (link.child, chosen) for each in growing.links):
                growing.links.append(ChildLink(link.child, chosen, growing.chance.choice(("foster", "adopted"))))
