"""The family as layers of nodes: persons on even layers, unions on odd ones, long lines as chains of bends.

Layer 2·r holds the persons of row r, layer 2·r + 1 the unions below them. Two lines between neighbouring layers cross
exactly when their ends are in opposite orders, so the order on each layer says everything about crossings.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise

from models.genogram.pedigree import ChildLink, Pedigree, older


@dataclass
class Node:
    """``people`` holds one person, or several childless siblings that share every line; empty for unions and bends."""

    layer: int
    people: tuple[str, ...] = ()
    union: str | None = None

    @property
    def weight(self) -> int:
        """How many lines it stands for."""
        return max(1, len(self.people))


@dataclass
class Layers:
    """Nodes by number; ``edges[k]`` are the lines between layers k and k + 1 as (upper, lower, weight)."""

    nodes: list[Node] = field(default_factory=list)
    layers: dict[int, list[int]] = field(default_factory=dict)
    edges: dict[int, list[tuple[int, int, int]]] = field(default_factory=dict)
    person: dict[str, int] = field(default_factory=dict)
    union: dict[str, int] = field(default_factory=dict)
    couples: list[tuple[int, int]] = field(default_factory=list)
    chains: list[list[int]] = field(default_factory=list)
    before: dict[int, int] = field(default_factory=dict)
    blocks: dict[int, tuple[int, ...]] = field(default_factory=dict)

    def add(self, layer: int, people: tuple[str, ...] = (), union: str | None = None) -> int:
        """A new node at the right end of its layer."""
        self.nodes.append(Node(layer, people, union))
        number = len(self.nodes) - 1
        self.layers.setdefault(layer, []).append(number)
        return number

    def link(self, upper: int, lower: int, weight: int) -> None:
        """A line from one node down to another, with a bend on every layer between."""
        chain = [upper]
        for layer in range(self.nodes[upper].layer + 1, self.nodes[lower].layer):
            chain.append(self.add(layer))
        chain.append(lower)
        for one, other in pairwise(chain):
            self.edges.setdefault(self.nodes[one].layer, []).append((one, other, weight))
        if len(chain) > 2:
            self.chains.append(chain)

    def beside(self) -> dict[int, list[int]]:
        """The nodes every node has a line to."""
        found: dict[int, list[int]] = {number: [] for number in range(len(self.nodes))}
        for edges in self.edges.values():
            for upper, lower, _ in edges:
                found[upper].append(lower)
                found[lower].append(upper)
        return found

    def precede(self, one: int, other: int) -> bool:
        """Demands one left of the other; False when that contradicts what was demanded earlier."""
        if one == other or self.before.get(other, 0) >> one & 1:
            return False
        if self.before.get(one, 0) >> other & 1:
            return True
        after = self.before.get(other, 0) | 1 << other
        for node in self.layers[self.nodes[one].layer]:
            if node == one or self.before.get(node, 0) >> one & 1:
                self.before[node] = self.before.get(node, 0) | after
        return True

    def must_precede(self, one: int, other: int) -> bool:
        """Whether one has to stand left of the other."""
        return bool(self.before.get(one, 0) >> other & 1)


def build(
    pedigree: Pedigree,
    rows: Mapping[str, int],
    merge: bool,
    pinned: Sequence[Sequence[str]] = (),
    kept: Sequence[Sequence[str]] = (),
) -> Layers:
    """Layers of one family. ``merge`` joins childless siblings into one node.

    What has to stand left of what: ``pinned`` orders first, then hand-made order and births, then ``kept`` orders.
    """
    layers = Layers()
    groups = _alike(pedigree, rows) if merge else {}
    for person in pedigree.persons:
        group = groups.get(person.id, (person.id,))
        if group[0] == person.id:
            number = layers.add(2 * rows[person.id], group)
            layers.person.update(dict.fromkeys(group, number))
    for union in pedigree.unions:
        _place_union(layers, pedigree, rows, union.id, union.partners)
    _keep(layers, pinned)
    for hand in (True, False):
        for union in pedigree.unions:
            _sibling_order(layers, pedigree, union.id, hand)
    _keep(layers, kept)
    for union in pedigree.unions:
        _twin_blocks(layers, pedigree.children[union.id])
    return layers


def _keep(layers: Layers, orders: Sequence[Sequence[str]]) -> None:
    for order in orders:
        for one, other in combinations(order, 2):
            layers.precede(layers.person[one], layers.person[other])


def _place_union(
    layers: Layers, pedigree: Pedigree, rows: Mapping[str, int], union: str, partners: Sequence[str]
) -> None:
    links = pedigree.children[union]
    if not partners and not links:
        return
    row = max(rows[p] for p in partners) if partners else min(rows[link.child] for link in links) - 1
    node = layers.add(2 * row + 1, (), union)
    layers.union[union] = node
    for partner in partners:
        layers.link(layers.person[partner], node, 1)
    seen = set()
    for link in links:
        child = layers.person[link.child]
        if child not in seen:
            seen.add(child)
            layers.link(node, child, layers.nodes[child].weight)
    for one, other in combinations(partners, 2):
        pair = layers.person[one], layers.person[other]
        if rows[one] == rows[other] and pair not in layers.couples and pair[::-1] not in layers.couples:
            layers.couples.append(pair)


def sibling_key(pedigree: Pedigree, links: Sequence[ChildLink], link: ChildLink) -> tuple[float | None, object]:
    """What places a child among its siblings: the place given by hand, the birth. Twins share those of the first."""
    together = [each for each in links if each.twins is not None and each.twins == link.twins] or [link]
    orders = [each.order for each in together if each.order is not None]
    births = [birth for each in together if (birth := pedigree.person[each.child].birth) is not None]
    return (min(orders) if orders else None), (min(births) if births else None)


def must_stand_left(pedigree: Pedigree, union: str, hand: bool) -> list[tuple[str, str]]:
    """Pairs of siblings (left, right) demanded by hand-made order, or by birth where neither has a hand-made place."""
    links = pedigree.children[union]
    keys = [sibling_key(pedigree, links, link) for link in links]
    found = []
    for (one, (hand_one, born_one)), (other, (hand_other, born_other)) in combinations(
        list(zip((link.child for link in links), keys, strict=True)), 2
    ):
        if hand_one is not None and hand_other is not None:
            if hand and hand_one != hand_other:
                found.append((one, other) if hand_one < hand_other else (other, one))
        elif not hand and (hand_one is None) == (hand_other is None):
            if older(born_one, born_other):  # type: ignore[arg-type]
                found.append((one, other))
            elif older(born_other, born_one):  # type: ignore[arg-type]
                found.append((other, one))
    return found


def _strands(layers: Layers, union: str) -> dict[int, dict[int, int]]:
    """For every child node of a union the node that stands for its line, by layer."""
    top = layers.union[union]
    found: dict[int, dict[int, int]] = {}
    for upper, lower, _ in layers.edges.get(layers.nodes[top].layer, ()):
        if upper == top:
            chain = next((c for c in layers.chains if c[0] == top and c[1] == lower), [top, lower])
            found[chain[-1]] = {layers.nodes[node].layer: node for node in chain[1:]}
    return found


def _sibling_order(layers: Layers, pedigree: Pedigree, union: str, hand: bool) -> None:
    if union not in layers.union:
        return
    strands = _strands(layers, union)
    for one, other in must_stand_left(pedigree, union, hand):
        left, right = strands[layers.person[one]], strands[layers.person[other]]
        for layer in left.keys() & right.keys():
            layers.precede(left[layer], right[layer])


def _twin_blocks(layers: Layers, links: Sequence[ChildLink]) -> None:
    groups: dict[str, list[int]] = {}
    for link in links:
        if link.twins is not None:
            node = layers.person[link.child]
            if node not in groups.setdefault(link.twins, []) and node not in layers.blocks:
                groups[link.twins].append(node)
    for group in groups.values():
        group = [node for node in group if layers.nodes[node].layer == layers.nodes[group[0]].layer]
        if len(group) > 1 and not _something_between(layers, group):
            ordered = sorted(group, key=lambda node: sum(layers.must_precede(each, node) for each in group))
            for one, other in pairwise(ordered):
                layers.precede(one, other)
            _as_one(layers, tuple(ordered))


def _as_one(layers: Layers, group: tuple[int, ...]) -> None:
    """What one twin has to stand left or right of, all of them have to."""
    for node in layers.layers[layers.nodes[group[0]].layer]:
        if node not in group:
            if any(layers.must_precede(one, node) for one in group):
                for one in group:
                    layers.precede(one, node)
            if any(layers.must_precede(node, one) for one in group):
                for one in group:
                    layers.precede(node, one)
    for node in group:
        layers.blocks[node] = group


def _something_between(layers: Layers, group: Sequence[int]) -> bool:
    others = [node for node in layers.layers[layers.nodes[group[0]].layer] if node not in group]
    return any(
        any(layers.must_precede(one, node) for one in group) and any(layers.must_precede(node, one) for one in group)
        for node in others
    )


def _alike(pedigree: Pedigree, rows: Mapping[str, int]) -> dict[str, tuple[str, ...]]:
    """Childless siblings with nobody demanded between: they share every line, so a best order has them together."""
    found: dict[str, tuple[str, ...]] = {}
    for union in pedigree.unions:
        links = pedigree.children[union.id]
        below = max((rows[partner] for partner in union.partners), default=-1) + 1
        alike = [
            link.child
            for link in links
            if not pedigree.unions_of[link.child]
            and len(pedigree.parents_of[link.child]) == 1
            and (rows[link.child] == below or not union.partners)
        ]
        pairs = {*must_stand_left(pedigree, union.id, True), *must_stand_left(pedigree, union.id, False)}
        others = [link.child for link in links if link.child not in alike]
        twins = {link.child: link.twins for link in links}
        runs: dict[object, list[str]] = {}
        for child in alike:
            left = frozenset(o for o in others if (o, child) in pairs)
            right = frozenset(o for o in others if (child, o) in pairs)
            apart = twins[child] if any(twins[o] is not None and twins[o] == twins[child] for o in others) else None
            runs.setdefault((left, right, rows[child], apart), []).append(child)
        for run in runs.values():
            group = tuple(_in_order(run, pairs, twins))
            found.update(dict.fromkeys(group, group))
    return found


def _in_order(children: list[str], pairs: set[tuple[str, str]], twins: Mapping[str, str | None]) -> list[str]:
    """Oldest first; twins together; otherwise as they were given."""
    left = list(children)
    ordered: list[str] = []
    while left:
        free = [child for child in left if not any((other, child) in pairs for other in left)] or left
        last = twins[ordered[-1]] if ordered else None
        chosen = next((child for child in free if last is not None and twins[child] == last), free[0])
        ordered.append(chosen)
        left.remove(chosen)
    return ordered
