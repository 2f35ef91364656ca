"""Harm matrices as a reader may see them: every box, what an empty one asks, and the questions made of gaps.

What a reader may not see is to them as if it had never been written. Dates within ``MatrixView.how_long`` and
``how_often`` are as kept; :func:`models.dates.within` writes them out, as ``CellView.shown`` has them already.
"""

from __future__ import annotations

from dataclasses import replace

from models.harm_questions import Asked, empty_question
from models.harm_reading import MatrixReading, in_order, place_of
from models.harm_template import Template, template
from models.projections import Projector
from models.readers import Reader
from models.thinking_views import HarmView, MatrixView

__all__ = ["Asked", "Template", "empty_question", "harm_view", "matrix_view", "place_of", "template"]


def harm_view(projector: Projector, workspace_id: str, reader: Reader) -> HarmView:
    """Every matrix of a workspace, in their order, and the questions that belong to none of them."""
    reading, rows = MatrixReading(projector, reader), projector.rows
    found = (reading.matrix(row, 0) for row in in_order(rows.where("harm_matrix", workspace_id=workspace_id)))
    loose = rows.where("open_question", workspace_id=workspace_id, matrix_id=None, topic="matrix")
    case = next(iter(rows.table("casefile").values()))
    return HarmView(
        case_name=reading.allowed.words(case["name"]) or "",
        title=reading.allowed.words(rows.table("workspace")[workspace_id]["title"]) or "",
        as_at=projector.today.isoformat(),
        children=reading.children(workspace_id),
        matrices=tuple(replace(matrix, number=at) for at, matrix in enumerate(filter(None, found), 1)),
        loose_questions=tuple(shown for row in in_order(loose) if (shown := reading.question(row, {}))),
    )


def matrix_view(projector: Projector, matrix_id: str, reader: Reader) -> MatrixView | None:
    """One matrix, without the cost of the others; None where it is not there for this reader."""
    row = projector.rows.get("harm_matrix", matrix_id)
    if row is None:
        return None
    reading = MatrixReading(projector, reader)
    peers = in_order(projector.rows.where("harm_matrix", workspace_id=row["workspace_id"]))
    number = [peer["id"] for peer in peers if reading.is_shown(peer) or peer["id"] == matrix_id].index(matrix_id) + 1
    return reading.matrix(row, number)
