"""Crossings as a reader sees them: straight lines from partners to their union and on to the children."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from models.genogram.pedigree import Pedigree

Point = tuple[float, float]
Points = NDArray[np.float64]


def straight_crossings(pedigree: Pedigree, people: Mapping[str, Point], unions: Mapping[str, Point]) -> int:
    """How many of the straight lines cross (lines that share an end do not)."""
    ends = _ends(pedigree, people, unions)
    return len(crossing_pairs(ends, people, unions))


def _ends(pedigree: Pedigree, people: Mapping[str, Point], unions: Mapping[str, Point]) -> list[tuple[str, str]]:
    """(person, union) of every line."""
    found = []
    for union in pedigree.unions:
        if union.id in unions:
            found += [(partner, union.id) for partner in union.partners if partner in people]
            found += [(link.child, union.id) for link in pedigree.children[union.id] if link.child in people]
    return found


def crossing_pairs(
    ends: Sequence[tuple[str, str]], people: Mapping[str, Point], unions: Mapping[str, Point]
) -> list[tuple[int, int]]:
    """The lines, by number, that cross another."""
    if len(ends) < 2:
        return []
    a = np.array([people[person] for person, _ in ends])
    b = np.array([unions[union] for _, union in ends])
    person = np.unique([p for p, _ in ends], return_inverse=True)[1]
    union = np.unique([u for _, u in ends], return_inverse=True)[1]
    apart = (person[:, None] != person[None, :]) & (union[:, None] != union[None, :])
    from_a, from_b = _side(a, b, a), _side(a, b, b)
    split = from_a * from_b < -1e-9
    hit = np.triu(split & split.T & apart, 1)
    return [(int(i), int(j)) for i, j in np.argwhere(hit)]


def _side(a: Points, b: Points, c: Points) -> Points:
    """[i, j]: on which side of line i the point c[j] lies."""
    along = b - a
    return np.asarray(
        along[:, 0, None] * (c[None, :, 1] - a[:, 1, None]) - along[:, 1, None] * (c[None, :, 0] - a[:, 0, None])
    )


def untangle(
    pedigree: Pedigree, people: Mapping[str, Point], unions: Mapping[str, Point], row: float
) -> dict[str, Point]:
    """Lifts or lowers the unions whose lines cross, where that leaves fewer crossings; x stays."""
    found = dict(unions)
    ends = _ends(pedigree, people, found)
    pairs = crossing_pairs(ends, people, found)
    for _ in range(3):
        if not pairs:
            break
        before = len(pairs)
        for union in sorted({ends[line][1] for pair in pairs for line in pair}):
            x, y = unions[union]
            for share in (-0.22, 0.22, -0.12, 0.12, 0.32):
                trial = {**found, union: (x, y + share * row)}
                now = crossing_pairs(ends, people, trial)
                if len(now) < len(pairs):
                    found, pairs = trial, now
        if len(pairs) == before:
            break
    return found
