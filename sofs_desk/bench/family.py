"""How quick the family drawing is: arranging invented families, moving over one of three hundred and fifty people."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import networkx as nx

from models.genogram.invented import invent
from sofs_desk.bench.timing import Figure, milliseconds

if TYPE_CHECKING:
    from models.casework import Case, Desk
    from models.genogram import Pedigree

REACHES = {30: 50, 70: 250, 115: 500, 150: 1000, 350: 8000}
"""People → milliseconds a layout may take (the median of invented families)."""


def arrange(people: int) -> Callable[[Path, int], Figure]:
    """A measure of the layout of families this large; control: their generations alone, by networkx."""

    def run(path: Path, repeats: int) -> Figure:
        return _arrange(people, repeats)

    return run


def _arrange(people: int, repeats: int) -> Figure:
    from models.genogram import lay_out

    lay_out(invent(5, 0))  # the solver's own loading is no part of it
    samples, control = [], []
    for seed in range(1, repeats + 1):
        pedigree = invent(people, seed)
        samples.append(milliseconds(lambda family=pedigree: lay_out(family)))  # type: ignore[misc]
        control.append(milliseconds(lambda family=pedigree: _generations(family)))  # type: ignore[misc]
    return Figure(
        f"arrange-{people}", f"a family of {people} people arranged", "ms", "median", REACHES[people], tuple(samples),
        "its generations alone", tuple(control),
    )  # fmt: skip


def _generations(pedigree: Pedigree) -> int:
    graph = nx.DiGraph()
    for union in pedigree.unions:
        for link in pedigree.children[union.id]:
            graph.add_edges_from((partner, link.child) for partner in union.partners)
    return sum(1 for _ in nx.topological_generations(graph))


def make_family(desk: Desk, people: int, seed: int = 1) -> Case:
    """A case holding an invented family of this many people; everybody has a made-up name and an age."""
    from models.entities import ChildLink, Partnership, Person

    case = desk.new_case(f"Family of {people}")
    pedigree = invent(people, seed)
    ids = [person.id for person in pedigree.persons] + [union.id for union in pedigree.unions]
    own = {each: f"{case.id}{each}" for each in ids}
    with case.edit("Brought in a family") as session:
        for number, person in enumerate(pedigree.persons, 1):
            born = "-".join(f"{part:02}" for part in person.birth) if person.birth else None
            session.add(
                Person(
                    id=own[person.id], case_id=case.id, name=f"Person {number}", gender=person.sex or "unknown",
                    born=born, position=float(number), relation="relative",
                )
            )  # fmt: skip
        session.flush()
        for union in pedigree.unions:
            first, second = (*(own[p] for p in union.partners), None, None)[:2]
            session.add(
                Partnership(id=own[union.id], case_id=case.id, first_id=first, second_id=second, kind="married")
            )
        session.flush()
        for link in pedigree.links:
            session.add(
                ChildLink(case_id=case.id, child_id=own[link.child], partnership_id=own[link.union], kind=link.kind)
            )
    return case
