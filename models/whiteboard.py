"""The champion's whiteboard: a row for every piece of work, what of the practice is there, and what is thin.

Made from the measures of a vault's cases, or from many workers' exported measures (then in bands, under pseudonyms).
Frozen rows that can be sorted and filtered; names only where the measures were read for a reader who may see them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from models.measure_definitions import Definition, Measures, definitions, shown

BOARD = (
    "mapped", "professionals_own", "strands_whole", "children_heard", "voice_least", "network", "network_others",
    "explained", "days_since_tried", "days_since_score", "steps_late",
)  # fmt: skip
"""Keys of the measures on the board, left to right."""

OF = {"professionals_own": "professionals", "strands_whole": "strands", "children_heard": "children_talking"}
"""Measures that are part of another: "5 of 7"."""

PATHWAY, WORKER, TITLE, THIN = "pathway", "worker", "title", "thin"
"""What else a board can be sorted by: the pathway, the worker, the name, how much is thin."""


@dataclass(frozen=True)
class BoardColumn:
    """A column: its heading, and what it means in plain words."""

    key: str
    short: str
    title: str
    definition: str


@dataclass(frozen=True)
class BoardCell:
    """A cell: what stands in it, by what it sorts (None: not known, last), and whether it is thin."""

    key: str
    shown: str
    sort: float | None
    is_thin: bool


@dataclass(frozen=True)
class BoardRow:
    """A piece of work. ``id`` is the workspace's, or its pseudonym; ``title`` is "" where no name may be shown.

    ``case_id`` is "" where it is not a case of this vault, ``number`` where there is none or it may not be shown.
    """

    id: str
    title: str
    worker: str
    pathway: str
    as_at: str
    is_example: bool
    cells: tuple[BoardCell, ...]
    case_id: str = ""
    number: str = ""

    @cached_property
    def thin(self) -> tuple[str, ...]:
        """Keys of what is thin."""
        return tuple(cell.key for cell in self.cells if cell.is_thin)


@dataclass(frozen=True)
class Whiteboard:
    """The board. ``of``: how many rows there were before it was filtered."""

    columns: tuple[BoardColumn, ...]
    rows: tuple[BoardRow, ...]
    of: int

    def thin_counts(self) -> tuple[tuple[str, int], ...]:
        """For each column, in how many rows it is thin."""
        return tuple((each.key, sum(each.key in row.thin for row in self.rows)) for each in self.columns)


def columns() -> tuple[BoardColumn, ...]:
    """The board's columns."""
    known = by_key()
    return tuple(BoardColumn(key, known[key].short, known[key].title, known[key].definition) for key in BOARD)


def by_key() -> dict[str, Definition]:
    """Definitions by key."""
    return {each.key: each for each in definitions()}


def whiteboard(measured: Iterable[Measures], *, names: bool = True) -> Whiteboard:
    """The board of these pieces of work, most thin first. ``names`` off: neither families nor workers are named."""
    known = by_key()
    return board([_row(each, known, names) for each in measured])


def board(rows: Sequence[BoardRow]) -> Whiteboard:
    """A board of rows that are made already, most thin first."""
    return arranged(Whiteboard(columns(), tuple(rows), len(rows)), THIN, descending=True)


def _row(found: Measures, known: dict[str, Definition], names: bool) -> BoardRow:
    values, thin = found.values, set(found.thin)
    cells = []
    for key in BOARD:
        value, whole = values[key], OF.get(key)
        words = shown(known[key], value)
        if whole and words:
            words = f"{words} of {values[whole]}"
        cells.append(BoardCell(key, words, None if value is None else float(value), key in thin))
    return BoardRow(
        found.workspace_id, found.title if names else "", found.worker if names else "", found.pathway, found.as_at,
        found.is_example, tuple(cells), found.case_id, found.number if names else "",
    )  # fmt: skip


def arranged(view: Whiteboard, key: str, *, descending: bool = False) -> Whiteboard:
    """The rows by one column (or :data:`PATHWAY`, :data:`WORKER`, :data:`TITLE`, :data:`THIN`); what is not known stays
    last, equals keep their order. Raises KeyError for a column that is not there."""
    if key in (PATHWAY, WORKER, TITLE):
        rows = sorted(view.rows, key=lambda row: str(getattr(row, key)).casefold(), reverse=descending)
        return replace(view, rows=tuple(rows))
    if key == THIN:
        return replace(view, rows=tuple(sorted(view.rows, key=lambda row: len(row.thin), reverse=descending)))
    place = BOARD.index(key) if key in BOARD else None
    if place is None:
        raise KeyError(key)
    told = [row for row in view.rows if row.cells[place].sort is not None]
    told.sort(key=lambda row: row.cells[place].sort or 0.0, reverse=descending)
    return replace(view, rows=(*told, *(row for row in view.rows if row.cells[place].sort is None)))


def _says(row: BoardRow, words: Sequence[str]) -> bool:
    text = f"{row.title} {row.worker} {row.pathway} {row.number}".casefold()
    return all(word in text for word in words)


def filtered(
    view: Whiteboard, *, thin: Iterable[str] = (), anything_thin: bool = False, pathway: str = "", worker: str = "",
    examples: bool = True, words: str = "",
) -> Whiteboard:  # fmt: skip
    """The rows in which all of ``thin`` is thin (``anything_thin``: one thing at least), on a pathway, of a worker.

    ``examples``: made-up families as well. ``words``: all of them stand in the row's name, code, worker or pathway.
    """
    wanted, said = set(thin), words.casefold().split()
    rows = [
        row for row in view.rows
        if wanted <= set(row.thin) and (row.thin or not anything_thin) and pathway in ("", row.pathway)
        and worker in ("", row.worker) and (examples or not row.is_example) and _says(row, said)
    ]  # fmt: skip
    return replace(view, rows=tuple(rows))
