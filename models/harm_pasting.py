"""Where a pasted table goes in a harm matrix: from the box one stands in, or by its own headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from models.acts.harm import CellChange
from models.harm_template import template
from models.pasting import Table
from models.thinking_views import MatrixRow, MatrixView


@dataclass(frozen=True)
class Placed:
    """What a paste writes. ``left_over``: cells with words for which there is no box, so that nothing goes unsaid."""

    changes: tuple[CellChange, ...]
    left_over: tuple[str, ...] = ()


def onto_matrix(
    matrix: MatrixView, table: Table, row: int = 0, column: int = 0, selected: tuple[int, int] = (1, 1)
) -> Placed:
    """Where each cell of a pasted table goes.

    A table with headings (a row of columns' names, or a column of rows' names) goes where they say, wherever one
    stands. Any other goes from (``row``, ``column``) on, and fills a selection of several boxes (``selected``: rows,
    columns) where it goes into it a whole number of times, as in a spreadsheet.
    """
    if not table:
        return Placed(())
    across = _heads([_key(column.heading) for column in matrix.columns], table[0]) if len(table) > 1 else {}
    firsts = [line[0] for line in table] if len(table[0]) > 1 else []
    down = _heads([_key(row.heading) for row in matrix.rows], firsts, _more_names(matrix.rows))
    if across or down:
        return _by_headings(matrix, table, across, down, row, column)
    changes, left = [], []
    for at, to, text in _repeated(table, selected):
        if row + at < len(matrix.rows) and column + to < len(matrix.columns):
            changes.append(_change(matrix, row + at, column + to, text))
        elif text:
            left.append(text)
    return Placed(tuple(changes), tuple(left))


def _repeated(table: Table, selected: tuple[int, int]) -> Iterator[tuple[int, int, str]]:
    height, width = len(table), len(table[0])
    rows, columns = (wanted if wanted % have == 0 else have
                     for wanted, have in zip(selected, (height, width), strict=True))  # fmt: skip
    for at in range(rows):
        for to in range(columns):
            text = table[at % height][to % width]
            if text is not None:
                yield at, to, text


def _by_headings(
    matrix: MatrixView, table: Table, across: dict[int, int], down: dict[int, int], row: int, column: int
) -> Placed:
    """``across``: column of the table → of the matrix; ``down``: row → row. Empty where there are no such headings."""
    changes, left = [], []
    first_row, first_column = int(bool(across)), int(bool(down) or min(across, default=0) > 0)
    for at, line in enumerate(table):
        for to, text in enumerate(line):
            if at < first_row or to < first_column or text is None:
                continue
            to_row = down.get(at) if down else row + at - first_row
            to_column = across.get(to) if across else column + to - first_column
            there = (to_row is not None and to_row < len(matrix.rows)
                     and to_column is not None and to_column < len(matrix.columns))  # fmt: skip
            if there and to_row is not None and to_column is not None:
                changes.append(_change(matrix, to_row, to_column, text))
            elif text:
                left.append(text)
    return Placed(tuple(changes), tuple(left))


def _change(matrix: MatrixView, row: int, column: int, text: str) -> CellChange:
    key = matrix.columns[column].key
    state, words = template().read(text, key)
    return CellChange(matrix.rows[row], key, words, state)


def _heads(ours: list[str], theirs: tuple[str | None, ...] | list[str | None], more: dict[str, int] | None = None
           ) -> dict[int, int]:  # fmt: skip
    """Where each of their headings stands among ours; none unless at least two are ours and no other words are."""
    places = {**(more or {}), **{name: index for index, name in enumerate(ours)}}
    found = {at: places[name] for at, text in enumerate(theirs) if (name := _key(text or "")) in places}
    return found if len(found) >= 2 else {}


def _more_names(rows: tuple[MatrixRow, ...]) -> dict[str, int]:
    """Other names of rows: the child alone, and the template's own heading."""
    names = {_key(template().line(row.key).heading): index for index, row in enumerate(rows) if not row.child}
    return names | {_key(row.child.name if row.child else row.group or ""): index
                    for index, row in enumerate(rows) if row.child or row.group}  # fmt: skip


def _key(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text).strip().casefold()
