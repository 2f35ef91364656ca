"""The best order by a small integer programme: of a whole family, or of some people with the rest in order.

One variable says for two nodes of a layer which is left. Two lines cross, and somebody stands between two partners,
when two such variables differ, so the whole cost is a sum of weights · |a − b|.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, combinations, pairwise, product

from models.genogram.layers import Layers
from models.genogram.scoring import CROSSING, Order, Scoring
from models.genogram.solver import Outcome, Programme

TRIPLES = 9000
GAP = 0.9

Literal = tuple[int, bool]
"""(variable, negated); variable 0 is the constant true."""


class TooLarge(Exception):
    """The programme would be larger than allowed."""


@dataclass
class _Model:
    scoring: Scoring
    order: Mapping[int, Sequence[int]]
    free: frozenset[int]
    size: int
    head: Mapping[int, int]
    at: Sequence[int]
    variable: dict[tuple[int, int], Literal] = field(default_factory=dict)
    pairs: list[tuple[int, int]] = field(default_factory=list)
    differ: dict[tuple[int, int, bool], float] = field(default_factory=lambda: defaultdict(float))
    linear: dict[int, float] = field(default_factory=lambda: defaultdict(float))

    def left(self, one: int, other: int) -> Literal:
        """The literal that says: one stands left of other. Nodes that are not free stay as they are."""
        found = self.variable.get((one, other))
        if found is not None:
            return found
        turned = self.variable.get((other, one))
        if turned is not None:
            return turned[0], not turned[1]
        return 0, self.at[one] > self.at[other]

    def cost(self, weight: float, one: Literal, other: Literal) -> None:
        """weight · [one ≠ other], but for a constant."""
        (a, not_a), (b, not_b) = one, other
        odd = not_a != not_b
        if a == 0 or b == 0:
            self.single(weight, a or b, not odd)
        elif a != b:
            self.differ[min(a, b), max(a, b), odd] += weight

    def single(self, weight: float, number: int, negated: bool) -> None:
        """weight · [literal], but for a constant."""
        if number:
            self.linear[number] += -weight if negated else weight

    def open_layers(self) -> list[tuple[list[int], list[int]]]:
        """For every layer with free nodes: these, and the others in their order."""
        found = []
        for nodes in self.order.values():
            free = [node for node in nodes if node in self.free]
            if free:
                found.append((free, [node for node in nodes if node not in self.free]))
        return found


def _heads(layers: Layers, together: bool) -> dict[int, int]:
    """For every node the one that stands for its place among others: twins share one, and, where wanted, so do people
    and those partners of theirs who have no other lines."""
    head = {node: block[0] for node, block in layers.blocks.items()}
    if together:
        lines: dict[int, int] = defaultdict(int)
        for edges in layers.edges.values():
            for upper, lower, _ in edges:
                lines[upper] += 1
                lines[lower] += 1
        for couple in layers.couples:
            one, other = sorted(couple, key=lambda node: lines[node])
            if lines[one] == 1 and not {one, other} & layers.blocks.keys() and not layers.before.get(one):
                head[one] = head.setdefault(other, other)
    return head


def _variables(model: _Model) -> None:
    layers, head = model.scoring.layers, model.head
    for free, fixed in model.open_layers():
        later = []
        for one, other in (*combinations(free, 2), *product(free, fixed)):
            heads = head.get(one, one), head.get(other, other)
            if layers.must_precede(one, other) or layers.must_precede(other, one):
                model.variable[one, other] = (0, layers.must_precede(other, one))
            elif (one, other) == heads or heads[0] == heads[1]:
                model.pairs.append((one, other))
                model.variable[one, other] = (len(model.pairs), False)
            else:
                later.append((one, other, heads))
        for one, other, heads in later:
            model.variable[one, other] = model.left(*heads)
    if len(model.pairs) > model.size:
        raise TooLarge


def _costs(model: _Model) -> None:
    scoring, free = model.scoring, model.free
    for ends in scoring.ends.values():
        edges = ends.tolist()
        loose = [edge[0] in free or edge[1] in free for edge in edges]
        for i, (a, b, bundle) in enumerate(edges):
            for j in range(i + 1, len(edges)):
                c, d, other = edges[j]
                if a != c and b != d and (loose[i] or loose[j]):
                    model.cost(CROSSING * bundle * other, model.left(a, c), model.left(b, d))
    for layer, couples in scoring.couples.items():
        for one, other in couples:
            for node in model.order[layer]:
                if node not in (one, other) and (node in free or one in free or other in free):
                    model.cost(scoring.bulk[node], model.left(one, node), model.left(other, node))
    for wishes in scoring.wishes.values():
        for left, right, weight in wishes:
            number, negated = model.left(left, right)
            model.single(weight, number, not negated)


def _triples(model: _Model) -> set[tuple[Literal, ...]]:
    """Left of is transitive: of a before b, b before c, c before a one or two hold; only where that says something."""
    found: set[tuple[Literal, ...]] = set()
    for free, fixed in model.open_layers():
        triples = chain(
            combinations(free, 3),
            ((a, b, c) for a, b in combinations(free, 2) for c in fixed),
            ((a, b, c) for a in free for b, c in pairwise(fixed)),
        )
        for a, b, c in triples:
            ab, bc, ca = model.left(a, b), model.left(b, c), model.left(c, a)
            numbers = ab[0], bc[0], ca[0]
            if numbers == (0, 0, 0) or _says_nothing(ab, bc) or _says_nothing(bc, ca) or _says_nothing(ca, ab):
                continue
            found.add(tuple(sorted((ab, bc, ca))))
            if len(found) > TRIPLES:
                raise TooLarge
    return found


def _says_nothing(one: Literal, other: Literal) -> bool:
    """Whether exactly one of the two holds anyway."""
    return one[0] == other[0] and one[1] != other[1]


def _programme(model: _Model, triples: Collection[tuple[Literal, ...]]) -> Programme:
    programme = Programme()
    programme.variable(0.0, 1.0, 1.0)
    for number in range(1, len(model.pairs) + 1):
        programme.binary(model.linear.get(number, 0.0))
    for (a, b, odd), weight in model.differ.items():
        size = programme.variable(weight, 0.0, 1.0)
        if odd:
            programme.row([(1.0, size), (-1.0, a), (-1.0, b)], -1.0)
            programme.row([(1.0, size), (1.0, a), (1.0, b)], 1.0)
        else:
            programme.row([(1.0, size), (-1.0, a), (1.0, b)], 0.0)
            programme.row([(1.0, size), (1.0, a), (-1.0, b)], 0.0)
    for literals in sorted(triples):
        terms: dict[int, float] = defaultdict(float)
        negated = 0
        for number, isnot in literals:
            terms[number] += -1.0 if isnot else 1.0
            negated += isnot
        programme.row([(w, v) for v, w in terms.items()], 1.0 - negated, 2.0 - negated)
    return programme


def best_order(
    scoring: Scoring,
    order: Order,
    seconds: float,
    free: frozenset[int] | None = None,
    size: int = 1500,
    together: bool = False,
) -> tuple[Order, bool]:
    """The best order that keeps the nodes outside ``free`` as they are, and whether it was proven best.

    ``order`` is a good order to start from, and is returned when nothing better is found in the time. Raises TooLarge
    when more than ``size`` pairs are open, or too many triples. ``together`` keeps people beside partners who have no
    other lines, which makes it much smaller.
    """
    head = _heads(scoring.layers, together)
    loose = frozenset(range(len(scoring.layers.nodes))) if free is None else _whole(free, head)
    model = _Model(scoring, order, loose, size, head, scoring.positions(order).tolist())
    _variables(model)
    triples = _triples(model)
    _costs(model)
    programme = _programme(model, triples)
    start = _start(model)
    answer = programme.solve(seconds, start, gap=GAP)
    if answer.outcome is Outcome.NONE:
        return order, False
    found = _read(scoring.layers, model, answer.values)
    if scoring.cost(found) >= scoring.cost(order) - 1e-6:
        found = {layer: list(nodes) for layer, nodes in order.items()}
    return found, answer.outcome is Outcome.OPTIMAL


def _whole(free: frozenset[int], head: Mapping[int, int]) -> frozenset[int]:
    """With a node all that share its place."""
    heads = {head[node] for node in free if node in head}
    return free | {node for node, first in head.items() if first in heads}


def _start(model: _Model) -> list[float]:
    values = [1.0] + [float(model.at[one] < model.at[other]) for one, other in model.pairs]
    for a, b, odd in model.differ:
        values.append(float((values[a] != values[b]) != odd))
    return values


def _read(layers: Layers, model: _Model, values: Sequence[float]) -> Order:
    found: Order = {}
    for layer, nodes in model.order.items():
        if not model.free.intersection(nodes):
            found[layer] = list(nodes)
            continue
        before = dict.fromkeys(nodes, 0)
        for one, other in combinations(nodes, 2):
            number, negated = model.left(one, other)
            before[other if (values[number] > 0.5) != negated else one] += 1
        found[layer] = sorted(nodes, key=before.__getitem__)
    return found
