"""Who stands where on each row: sweeps first, then the exact programme, then windows of it for large families."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from models.genogram.exact import TooLarge, best_order
from models.genogram.layers import Layers
from models.genogram.pedigree import Pedigree
from models.genogram.scoring import Order, Scoring
from models.genogram.sweeps import search

Tell = Callable[[float], None]

FILE_ORDER = 0.2
FATHER_LEFT = 0.3
GOOD_ENOUGH = 10.0
FLIP = 3.0
EXACT_PAIRS = 1100
WINDOW_PAIRS = 500
WINDOW_SECONDS = 0.3


@dataclass(frozen=True)
class Effort:
    """Seconds for the whole programme, and for windows of it where it is too large or not finished."""

    exact: float
    windows: float

    @classmethod
    def of(cls, people: int) -> Effort:
        """What a family of this size is worth."""
        if people <= 80:
            return cls(1.0, 0.2)
        if people <= 160:
            return cls(0.35, 0.35)
        return cls(0.5, 3.0)


@dataclass(frozen=True)
class Ordered:
    """An order, whether its crossings are proven fewest, and how it was found."""

    order: Order
    proven: bool
    method: str


def wishes(layers: Layers, pedigree: Pedigree, before: Sequence[Sequence[str]] = ()) -> list[tuple[int, int, float]]:
    """Soft wishes: the order of the drawing before, siblings as they were given, fathers left."""
    found = []
    for row in before:
        nodes = [layers.person[person] for person in row]
        found += [(a, b, FLIP) for index, a in enumerate(nodes) for b in nodes[index + 1 :]]
    for union in pedigree.unions:
        children = list(dict.fromkeys(layers.person[link.child] for link in pedigree.children[union.id]))
        found += [(a, b, FILE_ORDER) for a, b in pairwise(children)]
        if len(union.partners) == 2:
            sexes = [pedigree.person[partner].sex for partner in union.partners]
            pair = [layers.person[partner] for partner in union.partners]
            if sexes in (["male", "female"], ["female", "male"]):
                found.append((*(pair if sexes[0] == "male" else pair[::-1]), FATHER_LEFT))  # type: ignore[arg-type]
    return found


def arrange(scoring: Scoring, people: int, seed: int, tell: Tell) -> Ordered:
    """The best order that can be found with the effort that a family of this many people is worth."""
    effort = Effort.of(people)
    end = time.perf_counter() + effort.exact

    def enough(cost: float) -> bool:
        return cost < scoring.least + GOOD_ENOUGH

    order, cost = search(scoring, 1, seed, enough)
    tell(0.1)
    if enough(cost):
        return Ordered(order, True, "exact")
    proven = finished = False
    try:
        order, finished = best_order(scoring, order, effort.exact / 2, size=EXACT_PAIRS, together=True)
        tell(0.2)
        if finished and enough(scoring.cost(order)):
            return Ordered(order, True, "exact")
        order, proven = best_order(scoring, order, end - time.perf_counter(), size=EXACT_PAIRS)
    except TooLarge:
        pass
    if not proven:
        order = _windows(scoring, order, effort.windows, tell)
    return Ordered(order, proven or scoring.crossings(order) == 0, "exact" if proven else "heuristic")


def _neighbourhoods(layers: Layers) -> list[frozenset[int]]:
    """For every union: its people, their unions and the people of those."""
    beside: dict[int, set[int]] = defaultdict(set)
    for edges in layers.edges.values():
        for upper, lower, _ in edges:
            beside[upper].add(lower)
            beside[lower].add(upper)
    found = []
    for union in layers.union.values():
        near = {union} | beside[union]
        for _ in range(2):
            near |= {other for node in near for other in beside[node]}
        found.append(frozenset(near | {twin for node in near for twin in layers.blocks.get(node, ())}))
    return found


def _windows(scoring: Scoring, order: Order, seconds: float, tell: Tell) -> Order:
    """Solves exactly around one union after another, the rest kept, until nothing improves or the time is over."""
    end = time.perf_counter() + seconds
    around = _neighbourhoods(scoring.layers)
    cost = scoring.cost(order)
    stale = 0
    number = 0
    while stale < len(around) and time.perf_counter() < end and cost > scoring.least + 1e-6:
        tell(0.2 + 0.6 * (1 - (end - time.perf_counter()) / seconds))
        free = around[number % len(around)]
        number += 1
        try:
            order, _ = best_order(scoring, order, min(WINDOW_SECONDS, end - time.perf_counter()), free, WINDOW_PAIRS)
        except TooLarge:
            stale += 1
            continue
        now = scoring.cost(order)
        stale = 0 if now < cost - 1e-6 else stale + 1
        cost = now
    return order
