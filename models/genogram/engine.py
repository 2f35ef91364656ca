"""The layout of a whole family: rows, order, x, lines; every person exactly once."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import networkx as nx

from models.genogram import generations, layers, ordering, positions
from models.genogram.crossings import Point, straight_crossings, untangle
from models.genogram.pedigree import Pedigree
from models.genogram.pinning import make_room
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
SHAPES = ((3.0, 1.0, 14.0), (40.0, 1.0, 14.0), (3.0, 0.4, 14.0), (3.0, 1.0, 30.0), (3.0, 0.4, 60.0))
"""How straight long lines, how narrow the drawing and how well over their children unions should be; the later ones
where lines would cross others or unions stand aside."""
ASIDE = 6.0
"""Crossings that are worth it when unions stand one symbol less aside of their children, on average."""
MANY = 100
OFF_CENTRE = 0.45


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

    @property
    def union_row(self) -> dict[str, int]:
        """The row of every union: that of its lower partner."""
        return {
            union.id: max(self.row[p] for p in union.partners)
            if union.partners
            else min(self.row[link.child] for link in self.pedigree.children[union.id]) - 1
            for union in self.pedigree.unions
            if union.id in self.union_x
        }

    def off_centre(self) -> float:
        """How far unions stand from the middle of their children, on average."""
        spans = [
            (union, [self.x[link.child] for link in self.pedigree.children[union]])
            for union in self.union_x
            if self.pedigree.children[union]
        ]
        off = [abs(self.union_x[union] - (min(xs) + max(xs)) / 2) for union, xs in spans]
        return sum(off) / max(1, len(off))

    def points(self, space: Spacing) -> tuple[dict[str, Point], dict[str, Point]]:
        """Where people and unions stand."""
        people = {person: (x, self.row[person] * space.row) for person, x in self.x.items()}
        rows = self.union_row
        return people, {union: (x, (rows[union] + 0.5) * space.row) for union, x in self.union_x.items()}


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
        members = pedigree.members[union.id]
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
        members = pedigree.members[union.id]
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
    bent = _bent(pinned, row, space)
    pinned = {person: pin for person, pin in pinned.items() if person not in bent}
    pinned_rows = _in_rows({person: pin.x for person, pin in pinned.items()}, row)
    known = {**{p.id: p.x for p in placed.values()}, **{p: pin.x for p, pin in pinned.items()}}
    kept_rows = _in_rows(known, row)
    grown = bool(placed) and not _ties_changed(pedigree, before)
    built = layers.build(pedigree, row, not known, pinned_rows, kept_rows if grown else ())
    scoring = Scoring(built, ordering.wishes(built, pedigree, () if grown else kept_rows))
    loose = frozenset(n for n, node in enumerate(built.nodes) if not node.people or node.people[0] not in known)
    ordered = ordering.arrange(scoring, len(pedigree.persons), SEED, tell, loose if grown else None)
    tell(0.85)
    order = make_room(
        built, ordered.order, {p: pin.x for p, pin in pinned.items()}, space.step if not placed else space.least
    )
    stays = {**{p.id: p.x for p in placed.values()}, **bent}, {p: pin.x for p, pin in pinned.items()}
    goal = scoring.crossings(order)
    best: tuple[float, _Part] | None = None
    narrow = min(0.4 * len(pedigree.persons), 6.0 + 0.2 * len(pedigree.persons))
    for straight, share, centred in SHAPES:
        x, union_x, bend_x = positions.place(pedigree, built, order, space, *stays, straight, narrow * share, centred)
        part = _Part(pedigree, x, row, union_x, bend_x, ordered.proven, "kept" if grown else ordered.method)
        people, points = part.points(space)
        if len(pedigree.persons) <= MANY:
            points = untangle(pedigree, people, points, space.row)
        crossings = straight_crossings(pedigree, people, points)
        faults = crossings + ASIDE * max(0.0, part.off_centre() - OFF_CENTRE)
        if best is None or faults < best[0]:
            best = faults, part
        if best[0] <= goal:
            break
    assert best is not None
    return best[1]


def _bent(pinned: dict[str, Pin], row: dict[str, int], space: Spacing) -> dict[str, float]:
    """Pins on a row where their person cannot be (above a parent) that fall on another pin on the row where they can:
    they only say where somebody would rather be."""
    return {
        person: pin.x
        for person, pin in pinned.items()
        if row[person] != pin.row
        and any(
            row[o] == row[person] and abs(each.x - pin.x) < space.least for o, each in pinned.items() if o != person
        )
    }


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
    """The parts side by side, their lines drawn."""
    whole = _Part(pedigree, {}, {}, {}, {}, all(part.proven for part in parts), _method(parts))
    edge: float | None = None
    for index, part in enumerate(parts):
        low, high = min(part.x.values()), max(part.x.values())
        shift = 0.0 if index == 0 and anchored else -low if edge is None else edge + space.family_gap - low
        whole.x.update({person: value + shift for person, value in part.x.items()})
        whole.union_x.update({union: value + shift for union, value in part.union_x.items()})
        whole.bend_x.update({line: [value + shift for value in values] for line, values in part.bend_x.items()})
        whole.row.update(part.row)
        edge = high + shift
    people, points = whole.points(space)
    points = untangle(pedigree, people, points, space.row)
    rows = whole.union_row
    lines = draw_lines(pedigree, people, whole.row, points, rows, whole.bend_x, space)
    status = Status(
        straight_crossings(pedigree, people, points), whole.proven, whole.method, (time.perf_counter() - start) * 1000
    )
    return Layout(
        tuple(PlacedPerson(p.id, *people[p.id], whole.row[p.id]) for p in pedigree.persons),
        tuple(
            PlacedUnion(u.id, *points[u.id], rows[u.id], u.partners, tuple(c.child for c in pedigree.children[u.id]))
            for u in pedigree.unions
            if u.id in points
        ),
        lines,
        status,
    )


def _method(parts: Sequence[_Part]) -> str:
    methods = {part.method for part in parts}
    return next((method for method in ("heuristic", "kept") if method in methods), "exact")
