"""The zero line of a field on a grid (marching squares), as closed rings of points."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from models.drawings.genogram.pieces import Point

Floats = npt.NDArray[np.float64]
_Edge = tuple[int, int, int]
"""A grid edge: row, column, and 0 for the one to the right or 1 for the one downwards."""


def contours(field: Floats, left: float, top: float, cell: float, least: float) -> list[tuple[Point, ...]]:
    """Rings round what is below zero, those that enclose less than *least* (points squared) left out.

    ``field[row, column]`` lies at (left + column · cell, top + row · cell). The border counts as outside.
    """
    field = np.where(field == 0.0, 1e-9, field)
    field[0, :] = field[-1, :] = np.maximum(field[0, :].max(), 1.0)
    field[:, 0] = field[:, -1] = np.maximum(field[:, 0].max(), 1.0)
    links = _links(field < 0)
    rings = []
    while links:
        start, here = links.popitem()
        chain = [start]
        while here != start and here in links:
            chain.append(here)
            here = links.pop(here)
        ring = _thinned([_place(field, edge, left, top, cell) for edge in chain])
        if len(ring) > 5 and abs(area(ring)) >= least:
            rings.append(tuple(ring))
    return sorted(rings, key=lambda ring: -abs(area(ring)))


def area(ring: list[Point] | tuple[Point, ...]) -> float:
    """The area a ring encloses, with a sign for its direction."""
    twice: float = sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, [*ring[1:], ring[0]], strict=True))
    return twice / 2


def _links(inside: npt.NDArray[np.bool_]) -> dict[_Edge, _Edge]:
    """From each crossed grid edge to the next, what is inside always on the same side."""
    mixed = inside[:-1, :-1].astype(int) + inside[:-1, 1:] + inside[1:, :-1] + inside[1:, 1:]
    links: dict[_Edge, _Edge] = {}
    for row, column in np.argwhere((mixed > 0) & (mixed < 4)).tolist():
        up, right = (row, column, 0), (row, column + 1, 1)
        down, back = (row + 1, column, 0), (row, column, 1)
        corners = (
            bool(inside[row, column]), bool(inside[row, column + 1]),
            bool(inside[row + 1, column + 1]), bool(inside[row + 1, column]),
        )  # fmt: skip
        sides = (up, right, down, back)
        for number in range(4):
            # Walking round the cell: leave where inside turns to outside, having come in at the turn before.
            if corners[number] and not corners[(number + 1) % 4]:
                entry = number
                while corners[entry]:
                    entry = (entry - 1) % 4
                links[sides[number]] = sides[entry]
    return links


def _place(field: Floats, edge: _Edge, left: float, top: float, cell: float) -> Point:
    row, column, down = edge
    one = float(field[row, column])
    other = float(field[row + down, column + 1 - down])
    share = one / (one - other)
    return left + (column + (0 if down else share)) * cell, top + (row + (share if down else 0)) * cell


def _thinned(points: list[Point]) -> list[Point]:
    """Every third point, each the mean of those round it: enough for a soft curve."""
    count = len(points)
    if count < 18:
        return points
    return [
        (
            sum(points[(n + step) % count][0] for step in (-2, -1, 0, 1, 2)) / 5,
            sum(points[(n + step) % count][1] for step in (-2, -1, 0, 1, 2)) / 5,
        )
        for n in range(0, count, 3)
    ]
