"""Good orders quickly: barycentre sweeps over the layers, then moving people, couples and groups where it helps."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from models.genogram.layers import Layers
from models.genogram.scoring import Order, Scoring

LONGEST_MOVE = 3
LOOKED_AT = 30
WIDE = 60
VERY_WIDE = 150
LARGE = 700
SETTLING = 8
WALKS = 6
SETTLED = 2
SWEEPS = 2
FORBIDDEN = 1e9


def walk_order(layers: Layers, beside: Mapping[int, Sequence[int]], root: int) -> Order:
    """Every node in the order a walk along the lines first meets it, partners and children in turn."""
    found: Order = {layer: [] for layer in sorted(layers.layers)}
    seen: set[int] = set()
    for start in (root, *range(len(layers.nodes))):
        stack = [start]
        while stack:
            node = stack.pop()
            if node in seen:
                continue
            seen.add(node)
            found[layers.nodes[node].layer].append(node)
            nearer = sorted((n for n in beside[node] if n not in seen), key=lambda n: -layers.nodes[n].layer)
            stack.extend(nearer[::-1] if layers.nodes[node].union else nearer)
    places = {layer: {node: float(i) for i, node in enumerate(nodes)} for layer, nodes in found.items()}
    return {layer: arranged(layers, nodes, places[layer]) for layer, nodes in found.items()}


def arranged(layers: Layers, nodes: Sequence[int], value: dict[int, float]) -> list[int]:
    """The nodes by rising value, as far as the demanded order allows; twins as one."""
    units = _units(layers, nodes)
    values = [sum(value[node] for node in unit) / len(unit) for unit in units]
    masks = [sum(1 << node for node in unit) for unit in units]
    after = [0] * len(units)
    for index, unit in enumerate(units):
        for node in unit:
            after[index] |= layers.before.get(node, 0)
    left = sorted(range(len(units)), key=lambda i: values[i])
    ordered: list[int] = []
    while left:
        waiting = 0
        for index in left:
            waiting |= after[index]
        chosen = next((i for i in left if not waiting & masks[i]), left[0])
        left.remove(chosen)
        ordered.extend(units[chosen])
    return ordered


def _units(layers: Layers, nodes: Sequence[int]) -> list[tuple[int, ...]]:
    found, seen = [], set()
    for node in nodes:
        unit = layers.blocks.get(node, (node,))
        if unit[0] not in seen:
            seen.add(unit[0])
            found.append(unit)
    return found


def improve_layer(scoring: Scoring, order: Order, layer: int) -> bool:
    """Moves people and neighbours together along one layer while that saves anything; whether anything moved."""
    nodes = order[layer]
    if len(nodes) < 2:
        return False
    units = _units(scoring.layers, nodes)
    costs = _unit_costs(scoring, order, layer, units)
    gain = costs - costs.T
    moved = False
    for _ in range(4 * len(units) if len(units) <= VERY_WIDE else VERY_WIDE):
        apart = scoring.apart(layer, [node for unit in units for node in unit])
        best = _best_move(scoring, layer, units, gain, apart)
        if best is None:
            break
        units = [units[index] for index in best]
        gain = gain[np.ix_(best, best)]
        moved = True
    order[layer] = [node for unit in units for node in unit]
    return moved


def _unit_costs(scoring: Scoring, order: Order, layer: int, units: Sequence[tuple[int, ...]]) -> NDArray[np.float64]:
    """cost[i, j] of unit i standing left of unit j; FORBIDDEN where that must not be."""
    costs = scoring.pair_costs(layer, order)
    nodes = order[layer]
    if len(units) < len(nodes):
        member = np.zeros((len(units), len(nodes)))
        place = {node: index for index, node in enumerate(nodes)}
        for index, unit in enumerate(units):
            member[index, [place[node] for node in unit]] = 1.0
        costs = member @ costs @ member.T
    before = scoring.layers.before
    masks = [sum(1 << node for node in unit) for unit in units]
    for i, unit in enumerate(units):
        after = 0
        for node in unit:
            after |= before.get(node, 0)
        if after:
            for j, mask in enumerate(masks):
                if after & mask and i != j:
                    costs[j, i] += FORBIDDEN
    return costs


def _best_move(
    scoring: Scoring, layer: int, units: Sequence[tuple[int, ...]], gain: NDArray[np.float64], apart: float
) -> list[int] | None:
    """The new order of the units (by place) after the best move of one to three neighbours; None when none saves."""
    count = len(units)
    best: list[int] | None = None
    best_change = -1e-6
    for length in range(1, min(LONGEST_MOVE if count <= VERY_WIDE else 1, count - 1) + 1):
        rows = gain[: count - length + 1].copy()
        for further in range(1, length):
            rows += gain[further : count - length + 1 + further]
        prefix = np.zeros((len(rows), count + 1))
        np.cumsum(rows, axis=1, out=prefix[:, 1:])
        starts = np.arange(len(rows))
        right = prefix[starts, starts + length][:, None] - prefix
        left = prefix[starts, starts][:, None] - prefix
        cut = np.arange(count + 1)[None, :]
        change = np.where(cut > (starts + length)[:, None], right, np.where(cut < starts[:, None], left, np.inf))
        found = np.argwhere(change < apart + best_change)
        most = LOOKED_AT if count <= WIDE else LOOKED_AT // 4 if count <= VERY_WIDE else 1
        if len(found) > most:
            found = found[np.argsort(change[found[:, 0], found[:, 1]], kind="stable")[:most]]
        for start, target in found.tolist():
            places = _moved(count, start, length, target)
            now = float(change[start, target])
            if apart or scoring.couples.get(layer):
                now += scoring.apart(layer, [node for place in places for node in units[place]]) - apart
            if now < best_change:
                best, best_change = places, now
    return best


def _moved(count: int, start: int, length: int, target: int) -> list[int]:
    """Places 0 to count with those from start moved to before the place ``target``."""
    taken = list(range(start, start + length))
    if target > start:
        return [*range(start), *range(start + length, target), *taken, *range(target, count)]
    return [*range(target), *taken, *range(target, start), *range(start + length, count)]


def sweep(scoring: Scoring, order: Order, down: bool) -> None:
    """One pass: every layer by the mean place of its neighbours on the layer passed last."""
    sequence = sorted(order) if down else sorted(order, reverse=True)
    for last, layer in pairwise(sequence):
        nodes = order[layer]
        at = {node: index / max(1, len(order[last]) - 1) for index, node in enumerate(order[last])}
        total: dict[int, list[float]] = defaultdict(list)
        for upper, lower, _ in scoring.layers.edges.get(min(last, layer), ()):
            mine, other = (lower, upper) if down else (upper, lower)
            total[mine].append(at[other])
        value = {node: sum(places) / len(places) for node, places in total.items()}
        for node in nodes:
            if node not in value:
                beside = [value[p] for p in scoring.partners.get(node, ()) if p in total]
                value[node] = sum(beside) / len(beside) if beside else nodes.index(node) / max(1, len(nodes) - 1)
        order[layer] = arranged(scoring.layers, nodes, value)


def settle(scoring: Scoring, order: Order, tick: Callable[[], None]) -> None:
    """Improves layer after layer, down and up, until nothing changes. ``tick`` is called before every layer."""
    sequence = list(order)
    stale = set(sequence)
    for turn in range(SETTLING):
        for layer in sequence if turn % 2 == 0 else reversed(sequence):
            if layer in stale:
                tick()
                stale.discard(layer)
                if improve_layer(scoring, order, layer):
                    stale |= {layer - 1, layer + 1} & order.keys()
        if not stale:
            return


def search(
    scoring: Scoring, seed: int, enough: Callable[[float], bool], tick: Callable[[], None]
) -> tuple[Order, float]:
    """The best order of several walks, settled; ``enough`` is asked about each best cost and ends the search."""
    chance = random.Random(seed)
    beside = scoring.layers.beside()
    tops = [node for layer in sorted(scoring.layers.layers) for node in scoring.layers.layers[layer]]
    large = len(tops) > LARGE
    roots = [tops[0], *(chance.choice(tops) for _ in range(1 if large else WALKS - 1))]
    walks = [walk_order(scoring.layers, beside, root) for root in roots]
    best, best_cost = walks[0], float("inf")
    for number, order in enumerate(sorted(walks, key=scoring.crossings)[: 1 if large else SETTLED]):
        for turn in range(1 if number or large else SWEEPS):
            if turn:
                sweep(scoring, order, down=True)
                sweep(scoring, order, down=False)
            settle(scoring, order, tick)
            cost = scoring.cost(order)
            if cost < best_cost - 1e-6:
                best, best_cost = {layer: list(nodes) for layer, nodes in order.items()}, cost
            if enough(best_cost):
                return best, best_cost
    return best, best_cost
