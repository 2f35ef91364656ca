"""x for everybody: a linear programme of distances to where each would rather stand, the order being fixed.

Unions over the middle of their children and under the middle of their partners, partners close, long lines straight,
the drawing narrow. Pinned people are bounds; with a drawing before, staying outweighs everything else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from models.genogram.layers import Layers, must_stand_left
from models.genogram.pedigree import Pedigree
from models.genogram.result import Spacing
from models.genogram.scoring import Order
from models.genogram.solver import Outcome, Programme

UNDER_PARTNERS = 6.0
BETWEEN_PARTNERS = 4.0
PARTNERS_CLOSE = 1.0
SIBLINGS_CLOSE = 0.3
EVEN = 0.05
STAY = 3.0
STAY_FAR = 60.0
MAY_MOVE = 0.45
SQUEEZED = 1000.0


@dataclass
class Columns:
    """The variables of the programme: people, unions and bends by what they stand for."""

    programme: Programme = field(default_factory=Programme)
    person: dict[str, int] = field(default_factory=dict)
    node: dict[int, int] = field(default_factory=dict)


def place(
    pedigree: Pedigree,
    layers: Layers,
    order: Order,
    spacing: Spacing,
    before: Mapping[str, float],
    pins: Mapping[str, float],
    straight: float,
    narrow: float,
    over_children: float,
) -> tuple[dict[str, float], dict[str, float], dict[tuple[str, str], list[float]]]:
    """x of every person, every union, and of long lines (person, union) where they pass the rows between, downwards.

    ``before`` are the places in the drawing before, ``pins`` those by hand; ``straight`` is how much long lines should
    be so, ``narrow`` how much the drawing should be, ``over_children`` how much unions should stand over their middle.
    """
    for elastic in (False, True):
        columns = _columns(pedigree, layers, pins)
        _apart(columns, layers, order, spacing, pins, elastic, bool(before))
        _siblings(columns, pedigree, layers, order, spacing, elastic)
        _unions(columns, pedigree, layers, order, over_children)
        _shape(columns, layers, straight, narrow)
        _even(columns, pedigree, layers, order)
        _stay(columns, before, pins)
        answer = columns.programme.solve(10.0)
        if answer.outcome is not Outcome.NONE:
            break
    people = {person: answer.values[number] for person, number in columns.person.items()}
    unions = {union: answer.values[columns.node[node]] for union, node in layers.union.items()}
    bends: dict[tuple[str, str], list[float]] = {}
    for chain in layers.chains:
        passes = [answer.values[columns.node[node]] for node in chain[1:-1] if layers.nodes[node].layer % 2 == 0]
        top, bottom = layers.nodes[chain[0]], layers.nodes[chain[-1]]
        for person in top.people or bottom.people:
            bends[person, top.union or bottom.union or ""] = passes
    return people, unions, bends


def _columns(pedigree: Pedigree, layers: Layers, pins: Mapping[str, float]) -> Columns:
    columns = Columns()
    for person in pedigree.persons:
        number = columns.programme.variable()
        columns.person[person.id] = number
        if person.id in pins:
            columns.programme.lower[number] = columns.programme.upper[number] = pins[person.id]
    for number, node in enumerate(layers.nodes):
        columns.node[number] = columns.person[node.people[0]] if node.people else columns.programme.variable()
    return columns


def _rows(columns: Columns, layers: Layers, order: Order) -> dict[int, list[tuple[int, str]]]:
    """For every layer its variables from left to right, each with its kind: person, union or bend."""
    found: dict[int, list[tuple[int, str]]] = {}
    for layer, nodes in order.items():
        row: list[tuple[int, str]] = []
        for node in nodes:
            people = layers.nodes[node].people
            if people:
                row.extend((columns.person[person], "person") for person in people)
            else:
                row.append((columns.node[node], "union" if layers.nodes[node].union else "bend"))
        found[layer] = row
    return found


def _apart(
    columns: Columns,
    layers: Layers,
    order: Order,
    spacing: Spacing,
    pins: Mapping[str, float],
    elastic: bool,
    tight: bool,
) -> None:
    programme = columns.programme
    pinned = {columns.person[person] for person in pins if person in columns.person}
    for row in _rows(columns, layers, order).values():
        for (one, kind), (other, next_kind) in pairwise(row):
            kinds = {kind, next_kind}
            if kinds == {"person"}:
                least = spacing.least if tight else spacing.step
            elif "person" in kinds:
                least = spacing.line_gap
            else:
                least = spacing.union_gap
            if one in pinned and other in pinned:
                continue
            terms = [(1.0, other), (-1.0, one)]
            if elastic:
                squeezed = SQUEEZED if kinds == {"person"} else SQUEEZED / 10
                terms.append((1.0, programme.variable(squeezed, 0.0)))
            programme.row(terms, least)
            if tight and kinds == {"person"}:
                short = programme.variable(EVEN, 0.0)
                programme.row([(1.0, other), (-1.0, one), (1.0, short)], spacing.step)


def _siblings(
    columns: Columns, pedigree: Pedigree, layers: Layers, order: Order, spacing: Spacing, elastic: bool
) -> None:
    """Siblings that stand on different rows keep their order by birth too, unless the orders of the rows forbid it."""
    place = {node: (layer, index) for layer, nodes in order.items() for index, node in enumerate(nodes)}
    if elastic:
        return
    for union in pedigree.unions:
        for one, other in (*must_stand_left(pedigree, union.id, True), *must_stand_left(pedigree, union.id, False)):
            if place[layers.person[one]][0] != place[layers.person[other]][0]:
                gap = columns.programme.variable(SQUEEZED / 10, 0.0)
                columns.programme.row(
                    [(1.0, columns.person[other]), (-1.0, columns.person[one]), (1.0, gap)], spacing.union_gap
                )


def _unions(columns: Columns, pedigree: Pedigree, layers: Layers, order: Order, over_children: float) -> None:
    programme = columns.programme
    place = {node: index for nodes in order.values() for index, node in enumerate(nodes)}
    for union in pedigree.unions:
        if union.id not in layers.union:
            continue
        here = columns.node[layers.union[union.id]]
        partners = sorted(union.partners, key=lambda person: place[layers.person[person]])
        columns_of = [columns.person[partner] for partner in partners]
        children = _outermost(columns, layers, place, layers.union[union.id])
        if children:
            left, right = children
            programme.cost[right] += SIBLINGS_CLOSE
            programme.cost[left] -= SIBLINGS_CLOSE
            programme.distance([(1.0, here), (-0.5, left), (-0.5, right)], over_children)
        if partners:
            share = 1.0 / len(partners)
            programme.distance([(1.0, here), *((-share, partner) for partner in columns_of)], UNDER_PARTNERS)
        if len(partners) == 2:
            left, right = columns_of
            if layers.nodes[layers.person[partners[0]]].layer == layers.nodes[layers.person[partners[1]]].layer:
                programme.cost[right] += PARTNERS_CLOSE
                programme.cost[left] -= PARTNERS_CLOSE
                for sign, edge in ((1.0, left), (-1.0, right)):
                    beyond = programme.variable(BETWEEN_PARTNERS, 0.0)
                    programme.row([(1.0, beyond), (sign, here), (-sign, edge)], 0.0)
            else:
                programme.distance([(1.0, left), (-1.0, right)], PARTNERS_CLOSE)


def _outermost(columns: Columns, layers: Layers, place: Mapping[int, int], union: int) -> tuple[int, int] | None:
    """The leftmost and the rightmost child of a union, by the order on the row where their lines begin."""
    ends = {chain[1]: chain[-1] for chain in layers.chains if chain[0] == union}
    below = [lower for upper, lower, _ in layers.edges.get(layers.nodes[union].layer, ()) if upper == union]
    if not below:
        return None
    below.sort(key=lambda node: place[node])
    first, last = (layers.nodes[ends.get(node, node)].people for node in (below[0], below[-1]))
    return columns.person[first[0]], columns.person[last[-1]]


def _shape(columns: Columns, layers: Layers, straight: float, narrow: float) -> None:
    programme = columns.programme
    for chain in layers.chains:
        for one, bend, other in zip(chain, chain[1:], chain[2:], strict=False):
            a, b, c = (columns.node[node] for node in (one, bend, other))
            programme.distance([(0.5, a), (-1.0, b), (0.5, c)], straight)
    left, right = programme.variable(-narrow), programme.variable(narrow)
    for number in columns.person.values():
        programme.row([(1.0, number), (-1.0, left)], 0.0)
        programme.row([(1.0, right), (-1.0, number)], 0.0)
    programme.row([(1.0, right), (-1.0, left)], 0.0)


def _even(columns: Columns, pedigree: Pedigree, layers: Layers, order: Order) -> None:
    """Children without unions stand midway between their neighbours where nothing else asks for them."""
    single = {columns.person[person] for person, unions in pedigree.unions_of.items() if not unions}
    for row in _rows(columns, layers, order).values():
        for (left, kind), (here, _), (right, last) in zip(row, row[1:], row[2:], strict=False):
            if here in single and kind == last == "person":
                columns.programme.distance([(0.5, left), (-1.0, here), (0.5, right)], EVEN)


def _stay(columns: Columns, before: Mapping[str, float], pins: Mapping[str, float]) -> None:
    programme = columns.programme
    for person, x in before.items():
        if person in columns.person and person not in pins:
            size = programme.distance([(1.0, columns.person[person])], STAY, -x)
            far = programme.variable(STAY_FAR, 0.0)
            programme.row([(1.0, far), (-1.0, size)], -MAY_MOVE)
    if not before and not pins:
        first = next(iter(columns.person.values()))
        programme.lower[first] = programme.upper[first] = 0.0
