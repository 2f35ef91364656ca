"""Who stands where on each row: sweeps first, then the exact programme, then windows of it for large families."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise, product

from models.genogram.exact import TooLarge, best_order
from models.genogram.layers import Layers
from models.genogram.pedigree import Pedigree, older
from models.genogram.scoring import Order, Scoring
from models.genogram.sweeps import search

Tell = Callable[[float], None]

FILE_ORDER = 0.2
FATHER_LEFT = 0.3
HALF_SIBLINGS = 0.1
GOOD_ENOUGH = 10.0
FLIP = 3.0
SMALL = 40
EXACT_PAIRS = 1100
WINDOW_NODES = 30
WINDOW_PAIRS = 1500
WINDOW_SECONDS = 0.15


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
        if people <= 130:
            return cls(0.0, 0.3)
        if people <= 160:
            return cls(0.0, 0.6)
        return cls(0.0, 3.0)


@dataclass(frozen=True)
class Ordered:
    """An order, whether its crossings are proven fewest, and how it was found."""

    order: Order
    proven: bool
    method: str


def wishes(layers: Layers, pedigree: Pedigree, before: Sequence[Sequence[str]] = ()) -> list[tuple[int, int, float]]:
    """Wishes (left, right, weight): the drawing before, siblings as given, fathers left, half-siblings by birth."""
    found: list[tuple[int, int, float]] = []
    node = layers.person
    for row in before:
        found += [(node[one], node[other], FLIP) for one, other in combinations(row, 2)]
    for union in pedigree.unions:
        children = list(dict.fromkeys(node[link.child] for link in pedigree.children[union.id]))
        found += [(a, b, FILE_ORDER) for a, b in pairwise(children)]
        sexes = {pedigree.person[partner].sex: node[partner] for partner in union.partners}
        if sexes.keys() == {"male", "female"}:
            found.append((sexes["male"], sexes["female"], FATHER_LEFT))
    for unions in pedigree.unions_of.values():
        for first, second in combinations(unions, 2):
            for one, other in product(pedigree.children[first.id], pedigree.children[second.id]):
                born = pedigree.person[one.child].birth, pedigree.person[other.child].birth
                if older(born[0], born[1]):
                    found.append((node[one.child], node[other.child], HALF_SIBLINGS))
                elif older(born[1], born[0]):
                    found.append((node[other.child], node[one.child], HALF_SIBLINGS))
    return found


def arrange(scoring: Scoring, people: int, seed: int, tell: Tell, loose: frozenset[int] | None = None) -> Ordered:
    """The best order that can be found with the effort that a family of this many people is worth.

    ``loose`` are the nodes that still have to find their place where the others are to be kept.
    """
    effort = Effort.of(people)
    end = time.perf_counter() + effort.exact

    def enough(cost: float) -> bool:
        return cost < scoring.least + GOOD_ENOUGH

    order, cost = search(scoring, seed, enough, lambda: tell(0.05))
    tell(0.1)
    if enough(cost):
        return Ordered(order, True, "exact")
    if loose is not None:
        with contextlib.suppress(TooLarge):
            order, _ = best_order(scoring, order, effort.windows, loose, EXACT_PAIRS)
        return Ordered(order, scoring.crossings(order) == 0, "kept")
    proven = False
    if effort.exact:
        with contextlib.suppress(TooLarge):
            if people > SMALL:
                order, finished = best_order(scoring, order, effort.exact / 2, size=EXACT_PAIRS, together=True)
                tell(0.2)
                if finished and enough(scoring.cost(order)):
                    return Ordered(order, True, "exact")
            order, proven = best_order(scoring, order, end - time.perf_counter(), size=EXACT_PAIRS)
    if not proven:
        order = _windows(scoring, order, effort.windows, tell)
    return Ordered(order, proven or scoring.crossings(order) == 0, "exact" if proven else "heuristic")


def _windows(scoring: Scoring, order: Order, seconds: float, tell: Tell) -> Order:
    """Solves exactly around one trouble spot after another, the rest kept, until none gives way or the time is over."""
    end = time.perf_counter() + seconds
    beside = scoring.layers.beside()
    stubborn: set[int] = set()
    cost = scoring.cost(order)
    while cost > scoring.least + GOOD_ENOUGH:
        left = end - time.perf_counter()
        spots = [node for node in scoring.trouble(order) if node not in stubborn]
        if left <= 0 or not spots:
            break
        tell(0.2 + 0.6 * (1 - left / seconds))
        free = _around(beside, spots[0], WINDOW_NODES)
        try:
            order, _ = best_order(scoring, order, min(WINDOW_SECONDS, left), free, WINDOW_PAIRS, together=True)
        except TooLarge:
            stubborn.add(spots[0])
            continue
        now = scoring.cost(order)
        if now < cost - 1e-6:
            stubborn -= free
            cost = now
        else:
            stubborn |= {spots[0], *beside[spots[0]]}
    return order


def _around(beside: dict[int, list[int]], centre: int, count: int) -> frozenset[int]:
    """The nodes nearest to one along the lines."""
    found = [centre]
    for node in found:
        found.extend(other for other in beside[node] if other not in found)
        if len(found) >= count:
            break
    return frozenset(found[:count])
