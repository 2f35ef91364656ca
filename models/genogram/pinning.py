"""Room between people who were put somewhere by hand: whoever does not fit between two of them goes past one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from models.genogram.layers import Layers
from models.genogram.scoring import Order


def make_room(layers: Layers, order: Order, pins: Mapping[str, float], least: float) -> Order:
    """The order, changed only where more people stand between two pinned ones than fit there ``least`` apart."""
    return {layer: _fitted(layers, nodes, pins, least) for layer, nodes in order.items()}


def _fitted(layers: Layers, nodes: Sequence[int], pins: Mapping[str, float], least: float) -> list[int]:
    x = {node: pins[person] for node in nodes for person in layers.nodes[node].people if person in pins}
    held = sorted(x, key=x.__getitem__)
    if len(held) < 2 or held != [node for node in nodes if node in x]:
        return list(nodes)
    groups: list[list[int]] = [[]]
    for node in nodes:
        if node in x:
            groups.append([])
        else:
            groups[-1].append(node)
    room = [int((x[right] - x[left]) / least + 1e-9) - 1 for left, right in pairwise(held)]
    half = len(groups) // 2
    for index in range(1, half):
        _push(layers, groups, index, room[index - 1], -1)
    for index in range(len(groups) - 2, 0, -1):
        _push(layers, groups, index, room[index - 1], -1 if index < half else 1)
    for index in range(1, len(groups) - 1):
        _push(layers, groups, index, room[index - 1], 1)
    found = list(groups[0])
    for node, group in zip(held, groups[1:], strict=True):
        found += [node, *group]
    return found


def _push(layers: Layers, groups: list[list[int]], index: int, room: int, step: int) -> None:
    """Moves the people too many of one group, and what stands beyond them, to the next on one side."""
    group = groups[index]
    while sum(bool(layers.nodes[node].people) for node in group) > max(0, room):
        node = group.pop(-1 if step == 1 else 0)
        groups[index + step].insert(0 if step == 1 else len(groups[index + step]), node)
