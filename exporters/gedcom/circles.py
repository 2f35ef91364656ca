"""Links from child to parent that lead round in a circle, so that somebody would be their own ancestor."""

from __future__ import annotations

from collections.abc import Iterable

Edge = tuple[str, str]


def closing(edges: Iterable[Edge]) -> set[Edge]:
    """Of these (child, parent) edges, those that close a circle; the others may all stay."""
    left = set(_knotted(list(dict.fromkeys(edges))))
    if not left:
        return set()
    parents: dict[str, list[str]] = {}
    found: set[Edge] = set()
    for child, parent in sorted(left):
        if _reaches(parents, parent, child):
            found.add((child, parent))
        else:
            parents.setdefault(child, []).append(parent)
    return found


def _knotted(edges: list[Edge]) -> list[Edge]:
    """What remains when everybody without parents, and everybody without children, is taken away again and again."""
    for here, there in ((0, 1), (1, 0)):
        open_ends: dict[str, int] = {}
        into: dict[str, list[str]] = {}
        for edge in edges:
            open_ends[edge[here]] = open_ends.get(edge[here], 0) + 1
            open_ends.setdefault(edge[there], 0)
            into.setdefault(edge[there], []).append(edge[here])
        free = [key for key, count in open_ends.items() if not count]
        gone = set(free)
        while free:
            for other in into.get(free.pop(), []):
                open_ends[other] -= 1
                if not open_ends[other]:
                    gone.add(other)
                    free.append(other)
        edges = [edge for edge in edges if edge[0] not in gone and edge[1] not in gone]
    return edges


def _reaches(parents: dict[str, list[str]], start: str, goal: str) -> bool:
    seen, waiting = {start}, [start]
    while waiting:
        here = waiting.pop()
        if here == goal:
            return True
        for parent in parents.get(here, []):
            if parent not in seen:
                seen.add(parent)
                waiting.append(parent)
    return False
