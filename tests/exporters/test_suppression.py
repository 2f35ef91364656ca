"""Small numbers stay hidden: whoever has the table and its sums cannot work one of them out."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterator
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exporters.measures.suppression import SMALL, Cell, Table, bounds, is_small, suppressed, with_totals


def lines(table: Table) -> Iterator[tuple[list[Cell], Cell]]:
    """(parts, their total) of every sum that holds in a table."""
    rows, columns = range(len(table)), range(len(table[0]))
    for row in rows:
        *parts, total = [(row, column) for column in columns]
        yield parts, total
    for column in columns:
        *parts, total = [(row, column) for row in rows]
        yield parts, total


def solved_by_sums(table: Table, gone: Collection[Cell]) -> set[Cell]:
    """The attacker who reckons: cells that the sums alone give away (exact elimination)."""
    places = {cell: place for place, cell in enumerate(sorted(gone))}
    matrix: list[list[Fraction]] = []
    for parts, total in lines(table):
        line = [Fraction(0)] * len(places)
        for cell, sign in [*((part, 1) for part in parts), (total, -1)]:
            if cell in places:
                line[places[cell]] += sign
        if any(line):
            matrix.append(line)
    reduced: list[list[Fraction]] = []
    for column in range(len(places)):
        pivot = next((line for line in matrix if line[column]), None)
        if pivot is None:
            continue
        matrix.remove(pivot)
        pivot = [value / pivot[column] for value in pivot]
        matrix = [[a - line[column] * b for a, b in zip(line, pivot, strict=True)] for line in matrix]
        reduced = [[a - line[column] * b for a, b in zip(line, pivot, strict=True)] for line in reduced] + [pivot]
    return {cell for cell, place in places.items() if any(sum(map(bool, r)) == 1 and r[place] for r in reduced)}


def solved_by_trying(table: Table, gone: Collection[Cell], most: int) -> set[Cell]:
    """The attacker who tries: cells that are the same in every table of whole numbers that fits what is given."""
    inner = [(row, column) for row in range(len(table) - 1) for column in range(len(table[0]) - 1)]
    unknown = [cell for cell in inner if cell in gone]
    seen: dict[Cell, set[int]] = {cell: set() for cell in gone}
    for tried in itertools.product(range(most + 1), repeat=len(unknown)):
        filled = [list(row[:-1]) for row in table[:-1]]
        for (row, column), value in zip(unknown, tried, strict=True):
            filled[row][column] = value
        whole = with_totals(filled)
        if all(
            whole[r][c] == table[r][c] for r, line in enumerate(table) for c in range(len(line)) if (r, c) not in gone
        ):
            for row, column in gone:
                seen[row, column].add(whole[row][column])
    return {cell for cell, values in seen.items() if len(values) == 1}


TABLES = st.integers(2, 4).flatmap(
    lambda wide: st.lists(
        st.lists(st.one_of(st.integers(0, 6), st.integers(0, 60)), min_size=wide, max_size=wide),
        min_size=1, max_size=4,
    )
)  # fmt: skip


@settings(max_examples=80)
@given(TABLES)
def test_no_hidden_number_follows_from_the_sums(counts: list[list[int]]) -> None:
    table = with_totals(counts)
    gone = suppressed(table)
    for row, line in enumerate(table):
        for column, count in enumerate(line):
            assert (row, column) in gone or not is_small(count), "a small number is given"
    assert not solved_by_sums(table, gone)
    if gone != {(row, column) for row, line in enumerate(table) for column in range(len(line))}:
        assert all(low < high for low, high in bounds(table, gone).values())


@settings(max_examples=15)
@given(st.lists(st.lists(st.integers(0, 6), min_size=2, max_size=2), min_size=2, max_size=2))
def test_nor_by_trying_every_table_that_fits(counts: list[list[int]]) -> None:
    table = with_totals(counts)
    gone = suppressed(table)
    assert not solved_by_trying(table, gone, most=11)


def test_the_attackers_do_find_what_is_only_half_hidden() -> None:
    """The control: with the small number alone hidden, each attacker works it out."""
    table = with_totals([[3, 10, 20], [6, 7, 8], [9, 11, 30]])
    alone = {(0, 0)}
    assert solved_by_sums(table, alone) == alone
    assert solved_by_trying(table, alone, most=20) == alone
    assert bounds(table, alone) == {(0, 0): (3, 3)}
    in_a_row = {(0, 0), (0, 1)}
    assert solved_by_sums(table, in_a_row) == in_a_row, "two in one row still have columns of their own"
    gone = suppressed(table)
    assert {(0, 0)} < gone and len(gone) == 4, "one small number costs a rectangle, no more"
    assert not solved_by_sums(table, gone) and not solved_by_trying(table, gone, most=13)


def test_what_is_known_from_elsewhere_is_not_hidden_here_but_reckoned_with() -> None:
    table = with_totals([[3, 17]])
    totals = {(0, 2), (1, 2)}
    gone = suppressed(table, given=totals)
    assert not gone & totals and gone == {(0, 0), (0, 1), (1, 0), (1, 1)}
    assert not solved_by_sums(table, gone)
    # A row whose total is hidden elsewhere stays hidden with it.
    both = with_totals([[2, 1], [2, 4], [30, 40]])
    hidden = {(row, column) for row in (0, 1) for column in range(3)}
    gone = suppressed(both, given={(2, 2), (3, 2)}, hidden=hidden)
    assert hidden <= gone and not solved_by_sums(both, gone)


@pytest.mark.parametrize("counts", [[[0, 0]], [[SMALL, 0], [0, SMALL]], [[50, 60, 70]]])
def test_what_is_not_small_is_given(counts: list[list[int]]) -> None:
    assert suppressed(with_totals(counts)) == frozenset()


def test_totals_that_do_not_add_up_are_refused() -> None:
    with pytest.raises(ValueError, match="totals"):
        suppressed([[1, 2, 4], [1, 2, 3]])
