"""How much work is thin, by month, pathway and measure: a table that may go further than the rows it is made of.

Small numbers are not in it, nor can they be worked out from what is: see :mod:`exporters.measures.suppression`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from exporters.measures.columns import Column, Line
from exporters.measures.suppression import Cell, suppressed, with_totals
from models.measure_definitions import Measures, definitions
from models.pathways import PATHWAYS

ALL = "all"
ANSWERS = ("thin", "not_thin", "not_known")
COLUMNS = (
    Column("worker", "text", "Worker", "Keyed hash of the worker's vault; the key stays in the vault."),
    Column("month", "text", "Month", "The month these measures were taken in, year and month."),
    Column("pathway", "text", "Pathway", "safety, wellbeing or success; “all”: the three together."),
    Column("measure", "text", "Measure", "The measure's key; “work”: all pieces of work."),
    Column("answer", "text", "Answer", "thin, not_thin, not_known (nothing tells); “all”: the three together."),
    Column("work_count", "whole", "Pieces of work", "How many. Empty: suppressed, because it is from 1 to 4 or because "
           "a number from 1 to 4 could be worked out from it."),
    Column("suppressed", "yes_no", "Suppressed", "Whether the number is not given."),
)  # fmt: skip


def summary_lines(found: Sequence[Measures], worker: str) -> list[Line]:
    """The rows of the summary. Made-up families are not counted."""
    by_month: dict[str, list[Measures]] = defaultdict(list)
    for each in found:
        if not each.is_example:
            by_month[each.as_at[:7]].append(each)
    lines: list[Line] = []
    for month in sorted(by_month):
        head: Line = {"worker": worker, "month": month}
        lines += [head | line for line in _month(by_month[month])]
    return lines


def _month(found: Sequence[Measures]) -> list[Line]:
    sizes = [sum(each.pathway == pathway for each in found) for pathway in PATHWAYS]
    last, wide = len(PATHWAYS), len(ANSWERS)
    totals = with_totals([[size] for size in sizes])
    # Each row of this table is a pathway; its only column and its total are the same number.
    hidden_rows = {row for row, column in suppressed(totals) if column == 0}
    lines = [
        _line(pathway, "work", ALL, totals[row][0], row in hidden_rows)
        for row, pathway in enumerate((*PATHWAYS, ALL))
    ]  # fmt: skip
    given = {(row, wide) for row in range(last + 1) if row not in hidden_rows}
    hidden = {(row, column) for row in hidden_rows for column in range(wide + 1)}
    for definition in definitions():
        if definition.thin is not None:
            lines += _measure(definition.key, _counts(found, definition.key), given, hidden)
    return lines


def _counts(found: Sequence[Measures], key: str) -> list[list[int]]:
    counted: Mapping[tuple[str, str], int] = Counter((each.pathway, _answer(each, key)) for each in found)
    return with_totals([[counted[pathway, answer] for answer in ANSWERS] for pathway in PATHWAYS])


def _answer(found: Measures, key: str) -> str:
    if key in found.thin:
        return "thin"
    return "not_known" if found.values[key] is None else "not_thin"


def _measure(key: str, table: list[list[int]], given: set[Cell], hidden: set[Cell]) -> list[Line]:
    gone = suppressed(table, given=given, hidden=hidden)
    return [
        _line(pathway, key, answer, table[row][column], (row, column) in gone)
        for row, pathway in enumerate((*PATHWAYS, ALL))
        for column, answer in enumerate((*ANSWERS, ALL))
    ]


def _line(pathway: str, measure: str, answer: str, count: int, is_hidden: bool) -> Line:
    return {
        "pathway": pathway, "measure": measure, "answer": answer, "work_count": None if is_hidden else count,
        "suppressed": is_hidden,
    }  # fmt: skip
