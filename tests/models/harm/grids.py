"""Harm matrices in the hand: their boxes by heading, and what views say."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from models.acts import harm as acts
from models.casework import Case
from models.harm import harm_view, matrix_view
from models.projections import Projector
from models.readers import KINDS, US, Reader
from models.thinking_views import CellView, HarmView, MatrixRow, MatrixView
from models.views import to_plain

OUTSIDE = [Reader(kind, "Karen" if kind == "parent" else None) for kind in KINDS if kind != "us"]


@dataclass
class Grid:
    """A matrix of a case, and its boxes by row heading and column."""

    case: Case
    id: str

    def view(self, reader: Reader = US) -> MatrixView:
        view = matrix_view(Projector(self.case.rows), self.id, reader)
        assert view is not None
        return view

    def row(self, heading: str) -> MatrixRow:
        return next(row for row in self.view().rows if row.heading == heading)

    def cell(self, heading: str, column: str, reader: Reader = US) -> CellView:
        view = self.view(reader)
        across = next(cells for row, cells in zip(view.rows, view.cells, strict=True) if row.heading == heading)
        return next(cell for cell in across if cell.column == column)

    def write(self, heading: str, column: str, text: str, state: str = "said", **more: Any) -> str:
        return acts.write_cell(self.case, self.id, self.row(heading), column, text, state, **more)


@dataclass
class Families:
    """Both example families: their cases by number."""

    harlow: Case
    doyle: Case

    def view(self, case: Case, reader: Reader = US, title: str = "") -> HarmView:
        rows = case.rows.table("workspace").values()
        workspace = next(row["id"] for row in rows if title in row["title"])
        return harm_view(Projector(case.rows), workspace, reader)

    def grid(self, case: Case, ref: str) -> Grid:
        return Grid(case, next(row["id"] for row in case.rows.table("harm_matrix").values() if row["ref"] == ref))


def words_of(view: object) -> str:
    return json.dumps(to_plain(view), ensure_ascii=False)


def question(grid: Grid) -> Any:
    (found,) = grid.view().questions
    return found
