"""The layout of a whole family: rows, order, x, lines; every person exactly once."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import networkx as nx

from models.genogram import generations, layers, ordering, positions
from models.genogram.crossings import straight_crossings, untangle
from models.genogram.pedigree import Pedigree
from models.genogram.result import (
    Layout,
    LayoutStopped,
    Pin,
    PlacedPerson,
    PlacedUnion,
    Progress,
    Spacing,
    Status,
)
from models.genogram.scoring import Scoring
from models.genogram.tracks import draw_lines

SEED = 20190523


@dataclass(frozen=True)
class _Part:
    """One part of the family, placed: x and row of people, x of unions."""

    pedigree: Pedigree
    x: dict[str, float]
    row: dict[str, int]
    union_x: dict[str, float]
    bend_x: dict[tuple[str, str], list[float]]
    proven: bool
    method: str


def lay_out(
    pedigree: Pedigree,
    pins: Iterable[Pin] = (),
    before: Layout | None = None,
    spacing: Spacing | None = None,
    progress: Progress | None = None,
) -> Layout:
    """Places a family. Lengths are in symbols, y grows downwards.

    ``pins`` hold people where they were put. With ``before``, the drawing so far, people stay where they are as far
    as that is possible: rows and orders are kept, unless ties among people already drawn have changed. ``progress`` is
    told how far the work is and may stop it.

    Raises ImpossibleAncestry (with the people in the circle) and LayoutStopped.
    """
    start = time.perf_counter()
    space = spacing or Spacing()
    held = {pin.person: pin for pin in pins if pin.person in pedigree.person}
    generations.check_ancestry(pedigree)
    parts = []
    split = _split(pedigree, {*held, *(before.at if before else ())})
    done, total = 0, max(1, len(pedigree.persons))
    for anchored, part in split:
        share = len(part.persons) / total

        def tell(fraction: float, base: float = done / total, share: float = share) -> None:
            if progress is not None and not progress(base + share * fraction):
                raise LayoutStopped

        tell(0.0)
        parts.append(_arrange(part, held if anchored else {}, before if anchored else None, space, tell))
        done += len(part.persons)
    layout = _compose(pedigree, parts, any(anchored for anchored, _ in split), space, start)
    if progress is not None:
        progress(1.0)
    return layout


def _split(pedigree: Pedigree, anchored: set[str]) -> list[tuple[bool, Pedigree]]:
    """Connected parts, largest first; those with somebody who already has a place come first, as one."""
    graph = nx.Graph()
    graph.add_nodes_from(person.id for person in pedigree.persons)
    for union in pedigree.unions:
        members = [*union.partners, *(link.child for link in pedigree.children[union.id])]
        graph.add_edges_from((members[0], other) for other in members[1:])
    groups = sorted(nx.connected_components(graph), key=len, reverse=True)
    known = [group for group in groups if group & anchored]
    found = [(True, set().union(*known))] if known else []
    found += [(False, group) for group in groups if not group & anchored]
    number = {person: index for index, (_, group) in enumerate(found) for person in group}
    persons, unions, links = defaultdict(list), defaultdict(list), defaultdict(list)
    for person in pedigree.persons:
        persons[number[person.id]].append(person)
    home: dict[str, int] = {}
    for union in pedigree.unions:
        members = [*union.partners, *(link.child for link in pedigree.children[union.id])]
        if members:
            home[union.id] = number[members[0]]
            unions[home[union.id]].append(union)
    for link in pedigree.links:
        links[home[link.union]].append(link)
    return [
        (anchor, Pedigree(tuple(persons[i]), tuple(unions[i]), tuple(links[i]))) for i, (anchor, _) in enumerate(found)
    ]


def _arrange(
    pedigree: Pedigree, pins: dict[str, Pin], before: Layout | None, space: Spacing, tell: ordering.Tell
) -> _Part:
    pinned = {person: pin for person, pin in pins.items() if person in pedigree.person}
    placed = {p.id: p for p in before.persons if p.id in pedigree.person} if before else {}
    row = generations.rows(pedigree, {p.id: p.row for p in placed.values()}, {p: pin.row for p, pin in pinned.items()})
    pinned_rows = _in_rows({person: pin.x for person, pin in pinned.items()}, row)
    known = {**{p.id: p.x for p in placed.values()}, **{p: pin.x for p, pin in pinned.items()}}
    kept_rows = _in_rows(known, row)
    grown = bool(placed) and not _ties_changed(pedigree, before)
    built = layers.build(pedigree, row, not known, pinned_rows, kept_rows if grown else ())
    scoring = Scoring(built, ordering.wishes(built, pedigree, () if grown else kept_rows))
    ordered = ordering.arrange(scoring, len(pedigree.persons), SEED, tell)
    tell(0.85)
    x, union_x, bend_x = positions.place(
        pedigree,
        built,
        ordered.order,
        space,
        {p.id: p.x for p in placed.values()},
        {p: pin.x for p, pin in pinned.items()},
    )
    return _Part(pedigree, x, row, union_x, bend_x, ordered.proven, "kept" if grown else ordered.method)


def _in_rows(x: dict[str, float], row: dict[str, int]) -> list[list[str]]:
    """People row by row from left to right."""
    found = defaultdict(list)
    for person in sorted(x, key=x.__getitem__):
        found[row[person]].append(person)
    return list(found.values())


def _ties_changed(pedigree: Pedigree, before: Layout | None) -> bool:
    """Whether people who were drawn before have got a tie to each other that the drawing did not have."""
    assert before is not None
    drawn = before.union_at
    for union in pedigree.unions:
        partners = {p for p in union.partners if p in before.at}
        children = {link.child for link in pedigree.children[union.id] if link.child in before.at}
        if union.id in drawn:
            if not partners <= set(drawn[union.id].partners) or not children <= set(drawn[union.id].children):
                return True
        elif len(partners) + len(children) > 1:
            return True
    return False


def _compose(pedigree: Pedigree, parts: Sequence[_Part], anchored: bool, space: Spacing, start: float) -> Layout:
    x: dict[str, float] = {}
    row: dict[str, int] = {}
    union_x: dict[str, float] = {}
    bend_x: dict[tuple[str, str], list[float]] = {}
    edge: float | None = None
    for index, part in enumerate(parts):
        low, high = min(part.x.values()), max(part.x.values())
        shift = 0.0 if (index == 0 and anchored) else (edge + space.family_gap if edge is not None else 0.0) - low
        x.update({person: value + shift for person, value in part.x.items()})
        union_x.update({union: value + shift for union, value in part.union_x.items()})
        bend_x.update({line: [value + shift for value in values] for line, values in part.bend_x.items()})
        row.update(part.row)
        edge = max(edge if edge is not None else high + shift, high + shift)
    people = {person: (x[person], row[person] * space.row) for person in x}
    union_row = {
        union.id: max(row[p] for p in union.partners)
        if union.partners
        else min(row[link.child] for link in pedigree.children[union.id]) - 1
        for union in pedigree.unions
        if union.id in union_x
    }
    points = {union: (union_x[union], (union_row[union] + 0.5) * space.row) for union in union_x}
    points = untangle(pedigree, people, points, space.row)
    lines = draw_lines(pedigree, people, row, points, union_row, bend_x, space)
    placed = tuple(
        PlacedUnion(
            union.id,
            *points[union.id],
            union_row[union.id],
            union.partners,
            tuple(link.child for link in pedigree.children[union.id]),
        )
        for union in pedigree.unions
        if union.id in points
    )
    methods = {part.method for part in parts}
    status = Status(
        straight_crossings(pedigree, people, points),
        all(part.proven for part in parts),
        next((method for method in ("heuristic", "kept") if method in methods), "exact"),
        (time.perf_counter() - start) * 1000,
    )
    return Layout(tuple(PlacedPerson(p.id, *people[p.id], row[p.id]) for p in pedigree.persons), placed, lines, status)
