"""Small numbers in a table of counts: hidden, and with them whatever would let somebody work them out.

A count from 1 to 4 is not given (primary). Where rows and columns add up to totals that are given, others have to go as
well (complementary), until no hidden number follows from those that are left: for each, the lowest and the highest
value that all sums allow are worked out, and they must differ. In a table with totals these bounds are whole numbers
(its constraints are totally unimodular), so that is all an attacker can know who has nothing but the table.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import highspy
import numpy as np

SMALL = 5
"""Counts from 1 up to this, not included, are not given."""

Cell = tuple[int, int]
Table = Sequence[Sequence[int]]
"""Counts by row and column; the last row and the last column are the totals."""


def is_small(count: int) -> bool:
    """Whether a count is too small to be given."""
    return 0 < count < SMALL


def with_totals(counts: Table) -> list[list[int]]:
    """The counts with a total for each row and each column."""
    rows = [[*row, sum(row)] for row in counts]
    return [*rows, [sum(column) for column in zip(*rows, strict=True)]]


def suppressed(table: Table, given: Collection[Cell] = (), hidden: Collection[Cell] = ()) -> frozenset[Cell]:
    """The cells of a table (with totals) that must not be given.

    ``given``: cells that are known from elsewhere, so that hiding them here would protect nothing. ``hidden``: cells
    that are hidden elsewhere and so have to be here. Raises ValueError where the totals do not add up.
    """
    if [list(row) for row in table] != with_totals([row[:-1] for row in table[:-1]]):
        raise ValueError("the last row and column have to be the totals")
    cells = [(row, column) for row, line in enumerate(table) for column in range(len(line))]
    gone = {cell for cell in cells if cell in hidden or (cell not in given and is_small(table[cell[0]][cell[1]]))}
    while gone:
        known = _worked_out(table, gone)
        if not known:
            break
        more = _cycle(table, gone, given, known)
        if not more:
            # Nothing is left that could be hidden here: give nothing that is not known anyway.
            return frozenset(cell for cell in cells if cell not in given)
        gone |= more
    return frozenset(gone)


def _cycle(table: Table, gone: set[Cell], given: Collection[Cell], known: Sequence[Cell]) -> set[Cell]:
    """What to hide beside a number that can be worked out: the other three corners of the smallest rectangle.

    Inside a rectangle of hidden numbers one can go up and its neighbours down without any sum changing; noughts are
    taken last, for they cannot go down.
    """
    best: tuple[int, int, set[Cell]] | None = None
    for row, column in known:
        for other_row in range(len(table)):
            for other in range(len(table[0])):
                corners = {(row, other), (other_row, column), (other_row, other)}
                new = corners - gone
                if other_row == row or other == column or not new or any(cell in given for cell in new):
                    continue
                noughts = sum(not table[at][to] for at, to in corners)
                lost = sum(table[at][to] for at, to in new)
                if best is None or (noughts, lost, sorted(new)) < (best[0], best[1], sorted(best[2])):
                    best = noughts, lost, new
    if best is not None:
        return best[2]
    free = ((row, column) for row, line in enumerate(table) for column in range(len(line)))
    return set(next(([cell] for cell in free if cell not in gone and cell not in given), []))


def _worked_out(table: Table, gone: set[Cell]) -> list[Cell]:
    """Hidden cells that follow from what is given. Those that are known from elsewhere too cannot be helped."""
    return [cell for cell, (low, high) in bounds(table, gone).items() if low == high]


def bounds(table: Table, gone: Collection[Cell]) -> dict[Cell, tuple[int, int]]:
    """The lowest and highest value of each hidden cell that the given ones and all sums allow."""
    places = {cell: number for number, cell in enumerate(sorted(gone))}
    highest = float(max((count for line in table for count in line), default=0) + 10 * SMALL)
    solver = _solver(table, places, highest)
    found: dict[Cell, tuple[int, int]] = {}
    for cell, place in places.items():
        ends = []
        for way in (1.0, -1.0):
            solver.changeColCost(place, way)
            solver.run()
            ends.append(round(way * solver.getInfo().objective_function_value))
        solver.changeColCost(place, 0.0)
        found[cell] = (ends[0], ends[1])
    return found


def _solver(table: Table, places: dict[Cell, int], highest: float) -> highspy.Highs:
    """Every sum of the table with the hidden cells as unknowns from 0 to more than any count."""
    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    solver.setOptionValue("output_flag", False)
    for _ in places:
        solver.addCol(0.0, 0.0, highest, 0, np.array([], dtype=np.int32), np.array([], dtype=np.float64))
    rows, columns = range(len(table)), range(len(table[0]))
    lines = [[(row, column) for column in columns] for row in rows]
    lines += [[(row, column) for row in rows] for column in columns]
    for *parts, total in lines:
        signed = [(cell, 1.0) for cell in parts] + [(total, -1.0)]
        unknown = [(places[cell], sign) for cell, sign in signed if cell in places]
        rest = -sum(sign * table[cell[0]][cell[1]] for cell, sign in signed if cell not in places)
        if unknown:
            at = np.array([place for place, _ in unknown], dtype=np.int32)
            solver.addRow(rest, rest, len(unknown), at, np.array([sign for _, sign in unknown]))
    return solver
