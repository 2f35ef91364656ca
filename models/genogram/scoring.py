"""What an order costs: crossings first, then people between partners, then wishes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from models.genogram.layers import Layers

CROSSING = 1000.0
BETWEEN = 20.0
BEND_BETWEEN = 2.0
Order = dict[int, list[int]]
"""For every layer its nodes from left to right."""


class Scoring:
    """Costs of one family's orders. ``wishes`` are (left, right, weight): a cost when the pair stands the other way."""

    def __init__(self, layers: Layers, wishes: Sequence[tuple[int, int, float]] = ()) -> None:
        self.layers = layers
        self.ends = {
            layer: np.array(edges, dtype=np.int64).reshape(-1, 3) for layer, edges in layers.edges.items() if edges
        }
        self.wishes: dict[int, list[tuple[int, int, float]]] = defaultdict(list)
        for left, right, weight in wishes:
            if layers.nodes[left].layer == layers.nodes[right].layer and left != right:
                self.wishes[layers.nodes[left].layer].append((left, right, weight))
        self.partners: dict[int, list[int]] = defaultdict(list)
        self.couples: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for one, other in layers.couples:
            self.couples[layers.nodes[one].layer].append((one, other))
            self.partners[one].append(other)
            self.partners[other].append(one)
        self.bulk = [
            BETWEEN * node.weight if node.people else BEND_BETWEEN if node.layer % 2 == 0 else 0.0
            for node in layers.nodes
        ]
        self.least = self._least_between()

    def _least_between(self) -> float:
        """Cost that no order avoids: only two of somebody's partners can stand beside them."""
        people = sum(max(0, len(others) - 2) for others in self.partners.values())
        return people * BETWEEN

    def positions(self, order: Mapping[int, Sequence[int]]) -> NDArray[np.int64]:
        """The place of every node on its layer."""
        found = np.zeros(len(self.layers.nodes), dtype=np.int64)
        for nodes in order.values():
            found[nodes] = np.arange(len(nodes))
        return found

    def crossings(self, order: Mapping[int, Sequence[int]]) -> int:
        """How many lines cross in the order."""
        at = self.positions(order)
        total = 0
        for ends in self.ends.values():
            upper, lower, weight = at[ends[:, 0]], at[ends[:, 1]], ends[:, 2]
            across = (upper[:, None] < upper[None, :]) & (lower[:, None] > lower[None, :])
            total += int(weight @ across @ weight)
        return total

    def trouble(self, order: Mapping[int, Sequence[int]]) -> list[int]:
        """The nodes whose lines cross others or that stand between partners, the worst first."""
        at = self.positions(order)
        found: dict[int, float] = defaultdict(float)
        for ends in self.ends.values():
            upper, lower, weight = at[ends[:, 0]], at[ends[:, 1]], ends[:, 2]
            across = (upper[:, None] < upper[None, :]) & (lower[:, None] > lower[None, :])
            hits = (across | across.T) @ weight * weight
            for (one, other, _), count in zip(ends.tolist(), hits.tolist(), strict=True):
                if count:
                    found[one] += count
                    found[other] += count
        for layer, couples in self.couples.items():
            nodes = order[layer]
            for one, other in couples:
                low, high = sorted((int(at[one]), int(at[other])))
                between = sum(self.bulk[node] for node in nodes[low + 1 : high])
                if between >= BETWEEN:
                    found[one] += between / CROSSING
        return sorted(found, key=lambda node: (-found[node], node))

    def apart(self, layer: int, nodes: Sequence[int]) -> float:
        """Cost of the people between partners on one layer."""
        couples = self.couples.get(layer)
        if not couples:
            return 0.0
        at: dict[int, int] = {}
        left: list[float] = []
        total = 0.0
        for index, node in enumerate(nodes):
            at[node] = index
            left.append(total)
            total += self.bulk[node]
        found = 0.0
        for one, other in couples:
            low, high = (one, other) if at[one] < at[other] else (other, one)
            found += left[at[high]] - left[at[low]] - self.bulk[low]
        return found

    def secondary(self, order: Mapping[int, Sequence[int]]) -> float:
        """Everything but the crossings."""
        at = self.positions(order)
        total = sum(self.apart(layer, order[layer]) for layer in self.couples)
        for wishes in self.wishes.values():
            total += sum(weight for left, right, weight in wishes if at[left] > at[right])
        return total

    def cost(self, order: Mapping[int, Sequence[int]]) -> float:
        """The whole cost."""
        return CROSSING * self.crossings(order) + self.secondary(order)

    def pair_costs(self, layer: int, order: Mapping[int, Sequence[int]]) -> NDArray[np.float64]:
        """cost[i, j] of node i of the layer (by place) standing left of node j, the neighbouring layers being fixed."""
        nodes = order[layer]
        place = {node: index for index, node in enumerate(nodes)}
        total = np.zeros((len(nodes), len(nodes)))
        for edges, mine, theirs in ((self.ends.get(layer - 1), 1, 0), (self.ends.get(layer), 0, 1)):
            if edges is None:
                continue
            others = order[layer - 1 if mine else layer + 1]
            at = {node: index for index, node in enumerate(others)}
            meets = np.zeros((len(nodes), len(others)))
            for edge in edges.tolist():
                meets[place[edge[mine]], at[edge[theirs]]] += edge[2]
            left_of = np.cumsum(meets, axis=1) - meets
            total += CROSSING * (meets @ left_of.T)
        for left, right, weight in self.wishes.get(layer, ()):
            total[place[right], place[left]] += weight
        return total
