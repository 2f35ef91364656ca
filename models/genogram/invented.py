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
    """One connected family of this many people (one at least): remarriages, single parents, in-laws with parents of
    their own, relatives who marry, foster and kinship carers beside parents by birth, twins."""
    growing = _Growing(random.Random(f"{people}-{seed}"), people - 2 * (people // 30), dated)
    open_unions = [growing.union(growing.person(1930), *([growing.person(1932)] if people > 1 else []))]
    while growing.room():
        if not open_unions:
            open_unions.append(_restart(growing))
        union = open_unions.pop(growing.chance.randrange(len(open_unions)))
        for child in _children(growing, union):
            open_unions += _partners(growing, child)
    _extra_parents(growing)
    return Pedigree(tuple(growing.persons), tuple(growing.unions), tuple(growing.links))


def _restart(growing: _Growing) -> str:
    """Somebody without a union, as a rule, finds a partner; else somebody begins another union or is a parent alone."""
    taken = {partner for union in growing.unions for partner in union.partners}
    single = [person.id for person in growing.persons if person.id not in taken]
    if single and growing.chance.random() < 0.8:
        someone = growing.chance.choice(single)
        return growing.union(someone, growing.person(growing.born[someone] + growing.chance.randint(-4, 6)))
    someone = growing.chance.choice(growing.persons).id
    if growing.chance.random() < 0.5:
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
    for _ in range(growing.chance.choices((0, 1, 2, 3), (4, 6, 1.5, 0.3))[0]):
        if not growing.room():
            break
        draw = growing.chance.random()
        cousins = [p.id for p in growing.persons if p.id != person and not _related(growing, p.id, person)]
        if draw < 0.01 and cousins:
            found.append(growing.union(person, growing.chance.choice(cousins)))
        elif draw < 0.08:
            found.append(growing.union(person))
        else:
            partner = growing.person(growing.born[person] + growing.chance.randint(-6, 6))
            found.append(growing.union(person, partner))
            if draw > 0.88 and len(growing.persons) + 2 <= growing.limit:
                parents = [growing.person(growing.born[partner] - growing.chance.randint(22, 30)) for _ in range(2)]
                growing.links.append(ChildLink(partner, growing.union(*parents)))
    return found


def _related(growing: _Growing, one: str, other: str) -> bool:
    return abs(growing.born[one] - growing.born[other]) > 12 or any(
        {one, other} <= set(union.partners) for union in growing.unions
    )


def _extra_parents(growing: _Growing) -> None:
    """Some children live with grandparents as well, or with carers from outside the family."""
    for _ in range(len(growing.persons) // 30):
        link = growing.chance.choice(growing.links)
        parents = next(union.partners for union in growing.unions if union.id == link.union)
        above = [each.union for each in growing.links if each.child in parents]
        if above and growing.chance.random() < 0.5:
            growing.links.append(ChildLink(link.child, growing.chance.choice(above), "kinship"))
        else:
            carers = [growing.person(growing.born[link.child] - growing.chance.randint(25, 50)) for _ in range(2)]
            growing.links.append(ChildLink(link.child, growing.union(*carers), "foster"))
