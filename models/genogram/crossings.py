"""Crossings as a reader sees them: straight lines from partners to their union and on to the children."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from models.genogram.pedigree import Pedigree

Point = tuple[float, float]
Points = NDArray[np.float64]
CHUNK = 512
LIFTS = (0.0, -0.22, 0.22, -0.12, 0.12, 0.32)
"""How far, in rows, a union may leave the middle between the rows; the first is preferred."""


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
    person = _numbered([p for p, _ in ends])
    union = _numbered([u for _, u in ends])
    found: list[tuple[int, int]] = []
    for first in range(0, len(ends), CHUNK):
        part = slice(first, first + CHUNK)
        apart = (person[part, None] != person[None, :]) & (union[part, None] != union[None, :])
        split = _side(a[part], b[part], a) * _side(a[part], b[part], b) < -1e-9
        other = _side(a, b, a[part]) * _side(a, b, b[part]) < -1e-9
        found += [(int(i) + first, int(j)) for i, j in np.argwhere(split & other.T & apart) if i + first < j]
    return found


def _numbered(names: Sequence[str]) -> NDArray[np.int64]:
    """A number for every name, the same for the same."""
    numbers: dict[str, int] = {}
    return np.array([numbers.setdefault(name, len(numbers)) for name in names], dtype=np.int64)


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
    crossed = {ends[line][1] for pair in crossing_pairs(ends, people, found) for line in pair}
    if not crossed:
        return found
    own: dict[str, list[int]] = {union: [] for union in crossed}
    for number, (_, union) in enumerate(ends):
        if union in own:
            own[union].append(number)
    a = np.array([people[person] for person, _ in ends])
    b = np.array([found[union] for _, union in ends])
    names = _numbered([person for person, _ in ends])
    for union in sorted(crossed):
        mine = np.array(own[union])
        rest = np.ones(len(ends), dtype=np.bool_)
        rest[mine] = False
        others = np.flatnonzero(rest)
        apart = names[mine][:, None] != names[others][None, :]
        x, y = unions[union]
        counts = []
        for share in LIFTS:
            b[mine] = (x, y + share * row)
            counts.append(_hits(a[mine], b[mine], a[others], b[others], apart))
        found[union] = (x, y + LIFTS[int(np.argmin(counts))] * row)
        b[mine] = found[union]
    return found


def _hits(a: Points, b: Points, c: Points, d: Points, apart: NDArray[np.bool_]) -> int:
    """How many of the lines a-b cross one of the lines c-d."""
    split = _side(a, b, c) * _side(a, b, d) < -1e-9
    other = _side(c, d, a) * _side(c, d, b) < -1e-9
    return int((split & other.T & apart).sum())
