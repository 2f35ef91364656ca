"""Which row everybody stands on: a linear programme whose optimum is whole by itself (differences only)."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations, pairwise

import networkx as nx

from models.genogram.pedigree import Pedigree
from models.genogram.result import ImpossibleAncestry
from models.genogram.solver import Outcome, Programme

PARTNER_GAP = 8.0
TWIN_GAP = 40.0
KEEP = 0.05
PIN = 200.0


def check_ancestry(pedigree: Pedigree) -> None:
    """Raises ImpossibleAncestry, with the people in the circle, when somebody is their own ancestor."""
    graph = nx.DiGraph()
    for union in pedigree.unions:
        for link in pedigree.children[union.id]:
            graph.add_edges_from((parent, link.child) for parent in union.partners)
    try:
        circle = nx.find_cycle(graph)
    except nx.NetworkXNoCycle:
        return
    raise ImpossibleAncestry(tuple(str(edge[0]) for edge in circle))


def rows(pedigree: Pedigree, before: Mapping[str, int], pinned: Mapping[str, int]) -> dict[str, int]:
    """The row of every person of one connected family: from 0 at the top, or as the pins and the drawing before say.

    Minimises Σ(child − parent) + 8·|gap between partners| with every child below all parents; ``before`` (the rows of
    the drawing before) settles ties. A pin that would put a child above a parent is bent.
    """
    check_ancestry(pedigree)
    programme = Programme()
    row = {person.id: programme.variable() for person in pedigree.persons}
    for union in pedigree.unions:
        children = [link.child for link in pedigree.children[union.id]]
        for parent in union.partners:
            for child in children:
                programme.row([(1.0, row[child]), (-1.0, row[parent])], 1.0)
                programme.cost[row[child]] += 1.0
                programme.cost[row[parent]] -= 1.0
        for one, other in combinations(union.partners, 2):
            programme.distance([(1.0, row[one]), (-1.0, row[other])], PARTNER_GAP)
        if not union.partners:
            for one, other in pairwise(children):
                programme.distance([(1.0, row[one]), (-1.0, row[other])], PARTNER_GAP)
        _twins(programme, pedigree, union.id, row)
    kept = {person: number for person, number in before.items() if person in row and person not in pinned}
    held = {person: number for person, number in pinned.items() if person in row}
    for known, weight in ((kept, KEEP), (held, PIN)):
        for person, number in known.items():
            programme.distance([(1.0, row[person])], weight, -float(number))
    if not kept and not held:
        first = next(iter(row.values()))
        programme.lower[first] = programme.upper[first] = 0.0
    answer = programme.solve(10.0)
    assert answer.outcome is not Outcome.NONE, "generations without a cycle always have an answer"
    found = {person: round(answer.values[number]) for person, number in row.items()}
    top = 0 if kept or held else min(found.values())
    return {person: number - top for person, number in found.items()}


def _twins(programme: Programme, pedigree: Pedigree, union: str, row: Mapping[str, int]) -> None:
    groups: dict[str, list[str]] = {}
    for link in pedigree.children[union]:
        if link.twins is not None:
            groups.setdefault(link.twins, []).append(link.child)
    for group in groups.values():
        for one, other in pairwise(group):
            programme.distance([(1.0, row[one]), (-1.0, row[other])], TWIN_GAP)
