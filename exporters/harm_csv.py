"""Harm matrices as a table for a spreadsheet: a line for each row of each matrix, a column for each time.

Bytes with a mark that tells Excel they are UTF-8. What a spreadsheet would take for a formula is kept from being one.
"""

from __future__ import annotations

import csv
import io

from models.harm_template import HEAD_FIELDS, template
from models.thinking_views import CellView, HarmView, MatrixView, QuestionView

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def harm_csv(view: HarmView) -> bytes:
    """Every matrix of the view, as its reader may see it. Columns: number, behaviour, row, then the times.

    Dates stand as they were kept, so that they can be read back; a state stands in words ("Not born").
    """
    columns = {column.key: column.heading for matrix in view.matrices for column in matrix.columns}
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(map(safe, ["Number", "Behaviour", "Row", *columns.values()]))
    for matrix in view.matrices:
        for heading, texts in _lines(matrix):
            across = [texts.get(key, "") for key in columns]
            writer.writerow(map(safe, [str(matrix.number), matrix.behaviour, heading, *across]))
    for question in view.loose_questions:
        writer.writerow(map(safe, ["", "", "Question", _asked(question), *[""] * (len(columns) - 1)]))
    return written.getvalue().encode("utf-8-sig")


def _lines(matrix: MatrixView) -> list[tuple[str, dict[str, str]]]:
    """Each line's heading, and its texts by column; what stands over the grid comes first, in the first column."""
    first = matrix.columns[0].key if matrix.columns else ""
    said = {"how_long": matrix.how_long, "how_often": matrix.how_often}
    head = [(template().head[field].heading, {first: said[field]}) for field in HEAD_FIELDS]
    grid = [
        (row.heading, {cell.column: _text(cell) for cell in across})
        for row, across in zip(matrix.rows, matrix.cells, strict=True)
    ]
    asked = [("Question", {first: _asked(question)}) for question in matrix.questions]
    return [*head, *grid, *asked]


def _asked(question: QuestionView) -> str:
    return f"{question.text} {question.answer or ''}".strip()


def _text(cell: CellView) -> str:
    if cell.state in ("said", "gap") or template().read(cell.text)[0] == cell.state:
        return cell.text
    words = template().states[cell.state]
    return f"{words} ({cell.text})" if cell.text else words


def safe(text: str) -> str:
    """A text that no spreadsheet takes for a formula: one that could be begins with an apostrophe."""
    return f"'{text}" if text.startswith(_FORMULA) or text.lstrip().startswith(_FORMULA) else text
