"""Lines in right angles on tracks of their own, so that no two lie on one another.

Between two rows runs a channel. Every horizontal stretch in it (a couple's line below others, the bar above siblings, a
long line stepping aside) is a rail with ends above and below; rails that overlap get different tracks, and a rail whose
upper end stands over another's lower end goes above it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import networkx as nx

from models.genogram.pedigree import Pedigree
from models.genogram.result import Line, Spacing

Point = tuple[float, float]
NEAR = 0.06
PORT = 0.14
SYMBOL = 0.3
CLEAR = 0.4
TOP = 0.58
BOTTOM = 0.42
"""Where the channel begins below a row's centres and ends above the next row's, in symbols (room for the labels)."""


@dataclass
class _Rail:
    """A horizontal stretch: where lines come from above and leave downwards, and what it belongs to."""

    union: str
    kind: str
    row: int
    above: list[float]
    below: list[float]
    person: str | None = None
    y: float = 0.0

    @property
    def span(self) -> tuple[float, float]:
        """Leftmost and rightmost x."""
        return min(*self.above, *self.below), max(*self.above, *self.below)


@dataclass
class _Plan:
    """Rails by what they belong to, and the vertical places taken in every channel."""

    couple: dict[str, _Rail] = field(default_factory=dict)
    bar: dict[str, _Rail] = field(default_factory=dict)
    steps: dict[tuple[str, str], list[_Rail]] = field(default_factory=lambda: defaultdict(list))
    taken: dict[int, list[float]] = field(default_factory=lambda: defaultdict(list))
    drop: dict[str, float] = field(default_factory=dict)
    risers: dict[tuple[str, str], float] = field(default_factory=dict)
    arrives: dict[tuple[str, str], float] = field(default_factory=dict)

    def free(self, row: int, x: float, low: float, high: float) -> float:
        """The place nearest to x, between low and high, where no other line comes down below the row."""
        tries = [x + sign * step * NEAR * 1.5 for step in range(12) for sign in ((1,) if step == 0 else (1, -1))]
        fits = [t for t in tries if low <= t <= high and all(abs(t - other) >= NEAR for other in self.taken[row])]
        chosen = fits[0] if fits else min(max(x, low), high)
        self.taken[row].append(chosen)
        return chosen

    def rails(self) -> list[_Rail]:
        """All of them."""
        return [*self.couple.values(), *self.bar.values(), *(rail for rails in self.steps.values() for rail in rails)]


def draw_lines(
    pedigree: Pedigree,
    people: Mapping[str, Point],
    row: Mapping[str, int],
    unions: Mapping[str, Point],
    union_row: Mapping[str, int],
    bends: Mapping[tuple[str, str], Sequence[float]],
    space: Spacing,
) -> tuple[Line, ...]:
    """All lines of a family whose people, unions and long lines have their places."""
    plan = _Plan()
    for passes in bends:
        top = row[passes[0]] if passes[1] in union_row and row[passes[0]] <= union_row[passes[1]] else None
        first = (top if top is not None else union_row[passes[1]]) + 1
        for index, x in enumerate(bends[passes]):
            plan.taken[first + index].append(x)
    direct = _direct_couples(pedigree, people, row, unions)
    for union in pedigree.unions:
        if union.id in unions:
            _plan_union(plan, pedigree, union.id, union.partners, people, row, unions, union_row, bends, direct)
    _assign(plan.rails(), space)
    found: list[Line] = []
    for union in pedigree.unions:
        if union.id in unions:
            found += _lines_of(plan, pedigree, union.id, union.partners, people, row, union.id in direct)
    return tuple(found)


def _direct_couples(
    pedigree: Pedigree, people: Mapping[str, Point], row: Mapping[str, int], unions: Mapping[str, Point]
) -> set[str]:
    """Unions whose partners stand side by side: their line runs straight from symbol to symbol, once for each pair."""
    rows: dict[int, list[float]] = defaultdict(list)
    for person, number in row.items():
        rows[number].append(people[person][0])
    found: set[str] = set()
    pairs: set[frozenset[str]] = set()
    for union in pedigree.unions:
        if union.id in unions and len(union.partners) == 2 and frozenset(union.partners) not in pairs:
            one, other = union.partners
            low, high = sorted((people[one][0], people[other][0]))
            if row[one] == row[other] and not any(low < x < high for x in rows[row[one]]):
                found.add(union.id)
                pairs.add(frozenset(union.partners))
    return found


def _plan_union(
    plan: _Plan,
    pedigree: Pedigree,
    union: str,
    partners: Sequence[str],
    people: Mapping[str, Point],
    row: Mapping[str, int],
    unions: Mapping[str, Point],
    union_row: Mapping[str, int],
    bends: Mapping[tuple[str, str], Sequence[float]],
    direct: set[str],
) -> None:
    level = union_row[union]
    x = unions[union][0]
    children = [link.child for link in pedigree.children[union]]
    if union in direct:
        low, high = sorted(people[partner][0] for partner in partners)
        plan.drop[union] = plan.free(level, x, low + CLEAR, high - CLEAR) if children else x
    else:
        ends = []
        for partner in partners:
            middle = people[partner][0]
            alone = len(partners) == 1 and len(pedigree.unions_of[partner]) == 1
            wanted = middle if alone else middle + (PORT if x > middle else -PORT)
            port = plan.free(row[partner], wanted, middle - SYMBOL, middle + SYMBOL)
            plan.risers[union, partner] = port
            ends.append(_step_down(plan, union, partner, row[partner], port, bends.get((partner, union), ())))
        if len(partners) > 1:
            low, high = min(ends), max(ends)
            plan.drop[union] = plan.free(level, x, low, high) if children else x
            plan.couple[union] = _Rail(union, "couple", level, ends, [plan.drop[union]] if children else [])
        else:
            plan.drop[union] = ends[0] if ends else x
    if not children:
        return
    below = []
    for child in children:
        end = plan.arrives[union, child] = people[child][0] + _port(pedigree, child, union, unions)
        passes = [*bends.get((child, union), ()), end]
        _step_down(plan, union, child, level + 1, passes[0], passes[1:])
        below.append(passes[0])
    above = [plan.drop[union]] if partners else []
    plan.bar[union] = _Rail(union, "bar", level, above or below[:1], below)


def _port(pedigree: Pedigree, child: str, union: str, unions: Mapping[str, Point]) -> float:
    """How far beside a child's middle its line arrives: only apart where it has several sets of parents."""
    parents = sorted((parent for parent in pedigree.parents_of[child] if parent in unions), key=unions.__getitem__)
    return (parents.index(union) - (len(parents) - 1) / 2) * PORT


def _step_down(plan: _Plan, union: str, person: str, row: int, x: float, passes: Sequence[float]) -> float:
    """A long line steps aside in the channel below each row it passes; returns where it ends."""
    for index, target in enumerate(passes):
        plan.steps[union, person].append(_Rail(union, "stem", row + index, [x], [target], person))
        x = target
    return x


def _assign(rails: Sequence[_Rail], space: Spacing) -> None:
    channels: dict[int, list[_Rail]] = defaultdict(list)
    for rail in rails:
        channels[rail.row].append(rail)
    for row, members in channels.items():
        tracks = _tracks(members)
        count = max(tracks, default=0) + 1
        top, bottom = row * space.row + TOP, (row + 1) * space.row - BOTTOM
        for rail, track in zip(members, tracks, strict=True):
            rail.y = top + (bottom - top) * (track + 1) / (count + 1)


def _tracks(rails: Sequence[_Rail]) -> list[int]:
    """A track for every rail, 0 at the top."""
    graph = nx.DiGraph()
    graph.add_nodes_from(range(len(rails)))
    for i, one in enumerate(rails):
        for j, other in enumerate(rails):
            if i == j:
                continue
            if one.union == other.union and one.kind == "couple" and other.kind == "bar":
                graph.add_edge(i, j)
            elif any(abs(a - b) < NEAR for a in one.above for b in other.below):
                graph.add_edge(i, j)
                if not nx.is_directed_acyclic_graph(graph):
                    graph.remove_edge(i, j)
    found = [0] * len(rails)
    placed: list[int] = []
    order = nx.lexicographical_topological_sort(
        graph, key=lambda i: (rails[i].kind != "couple", rails[i].span[1] - rails[i].span[0], i)
    )
    for number in order:
        left, right = rails[number].span
        track = max((found[before] + 1 for before in graph.predecessors(number)), default=0)
        busy = {found[p] for p in placed if rails[p].span[0] < right + NEAR and rails[p].span[1] > left - NEAR}
        while track in busy:
            track += 1
        found[number] = track
        placed.append(number)
    return found


def _lines_of(
    plan: _Plan,
    pedigree: Pedigree,
    union: str,
    partners: Sequence[str],
    people: Mapping[str, Point],
    row: Mapping[str, int],
    direct: bool,
) -> list[Line]:
    found: list[Line] = []
    bar = plan.bar.get(union)
    drop = plan.drop[union]
    start: Point | None = None
    if direct:
        left, right = sorted(people[partner] for partner in partners)
        found.append(Line(union, "couple", None, (left, right)))
        start = (drop, left[1])
    elif partners:
        rail = plan.couple.get(union)
        for partner in partners:
            points = [(plan.risers[union, partner], people[partner][1])]
            for step in plan.steps.get((union, partner), ()):
                points += [(step.above[0], step.y), (step.below[0], step.y)]
            if rail is not None:
                points.append((points[-1][0], rail.y))
            elif bar is not None:
                points.append((points[-1][0], bar.y))
            found.append(Line(union, "couple" if rail is not None else "drop", partner, tuple(points)))
        if rail is not None:
            found.append(Line(union, "couple", None, ((rail.span[0], rail.y), (rail.span[1], rail.y))))
            start = (drop, rail.y)
    if bar is None:
        return found
    if start is not None:
        found.append(Line(union, "drop", None, (start, (drop, bar.y))))
    found.append(Line(union, "bar", None, ((bar.span[0], bar.y), (bar.span[1], bar.y))))
    for link in pedigree.children[union]:
        points = []
        for step in plan.steps.get((union, link.child), ()):
            points += [(step.above[0], step.y), (step.below[0], step.y)]
        end = plan.arrives[union, link.child]
        first = points[0][0] if points else end
        found.append(Line(union, "stem", link.child, ((first, bar.y), *points, (end, people[link.child][1]))))
    return found
