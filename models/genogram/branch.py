"""A part of a family too large to be drawn at once: somebody and their nearest relatives."""

from __future__ import annotations

from models.genogram.pedigree import Pedigree, Union


def branch(pedigree: Pedigree, person: str, most: int = 150) -> Pedigree:
    """The ``most`` people nearest to one, counted in steps to partners, parents, siblings and children.

    Unions keep those of their partners and children who are there; unions with only one person left fall away. Raises
    KeyError when the person is not in the family.
    """
    found = {pedigree.person[person].id}
    nearest = [person]
    for here in nearest:
        for union in (*(union.id for union in pedigree.unions_of[here]), *pedigree.parents_of[here]):
            for other in pedigree.members[union]:
                if other not in found and len(found) < most:
                    found.add(other)
                    nearest.append(other)
    unions = {union.id for union in pedigree.unions if sum(m in found for m in pedigree.members[union.id]) > 1}
    return Pedigree(
        tuple(each for each in pedigree.persons if each.id in found),
        tuple(
            Union(union.id, tuple(p for p in union.partners if p in found), union.order)
            for union in pedigree.unions
            if union.id in unions
        ),
        tuple(link for link in pedigree.links if link.union in unions and link.child in found),
    )
