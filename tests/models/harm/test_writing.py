"""Harm matrices written: boxes, blocks, order."""

from __future__ import annotations

from typing import Any

import pytest

from models.acts import harm as acts
from models.entities import MatrixCell
from models.errors import KnownError
from models.harm import empty_question, harm_view
from models.projections import Projector
from models.readers import US
from tests.models.harm.grids import Grid


def test_a_new_matrix_asks_everything(grid: Grid) -> None:
    view = grid.view()
    assert [row.heading for row in view.rows] == [
        "When", "What the adult did", "How bad", "Impact on Jay", "Who says so",
    ]  # fmt: skip
    assert view.whole_gaps == ("first", "worst", "recent") and view.short == "Shouts at Jay"
    assert all(cell.question and not cell.id for across in view.cells for cell in across)
    asked = empty_question(view, view.rows[3], "worst", "2025-07-01")
    assert (asked.text, asked.person and asked.person.name) == ("Jay, what was the worst time like for you?", "Jay")
    young = empty_question(view, view.rows[3], "worst", "2018-07-01")
    assert (young.text, young.person and young.person.name) == ("Ruby, what was the worst time like for Jay?", "Ruby")
    assert empty_question(view, view.rows[4], "first").text == "Who saw or heard it the first time?"
    assert empty_question(view, None, "how_often").text == "Ruby, how often does this happen?"
    assert empty_question(view, None, "recent").text == "Ruby, has there been a time since?"


def test_boxes_are_written_emptied_and_undone(grid: Grid) -> None:
    key = grid.write("How bad", "worst", " Loud ")
    assert grid.write("How bad", "worst", "Louder") == key
    assert grid.cell("How bad", "worst").text == "Louder"
    assert grid.write("How bad", "worst", "3 days", "not_known") == key
    assert grid.cell("How bad", "worst").shown == "Not known (3 days)"
    grid.write("How bad", "worst", "")
    assert grid.cell("How bad", "worst").state == "gap"
    assert grid.write("How bad", "first", "") == "", "an empty box that stays empty is not kept"
    grid.case.undo()
    assert grid.case.rows.where("matrix_cell", matrix_id=grid.id) == []


def test_a_block_is_one_step(grid: Grid) -> None:
    rows = grid.view().rows
    changes = [acts.CellChange(row, column, f"{row.key} {column}") for row in rows for column in ("first", "worst")]
    changes.append(acts.CellChange(rows[0], "first", "2019-08"))
    assert len(acts.write_block(grid.case, grid.id, changes)) == 10, "a box named twice keeps what came last"
    assert grid.cell("When", "first").shown == "August 2019"
    assert grid.cell("Impact on Jay", "worst").text == "impact worst"
    grid.case.undo()
    assert grid.view().whole_gaps == ("first", "worst", "recent")


def test_two_rows_in_one_box_are_shown_and_written_as_one(grid: Grid) -> None:
    grid.write("How bad", "worst", "Loud")
    with grid.case.edit("Brought in") as session:
        row = grid.case.rows.where("matrix_cell", matrix_id=grid.id)[0]
        session.add(MatrixCell(**(row | {"id": "twin", "text": "Very loud"})))
    assert set(grid.cell("How bad", "worst").text.split("\n")) == {"Loud", "Very loud"}
    grid.write("How bad", "worst", "Loud, very loud")
    assert grid.cell("How bad", "worst").text == "Loud, very loud"


def test_matrices_are_ordered_changed_and_deleted(family: Any, grid: Grid) -> None:
    second = acts.add_matrix(family.case, family.workspace_id, "Jay is left alone")
    third = acts.add_matrix(family.case, family.workspace_id, "Nobody cooks", strand_id=family.strand)

    def order() -> list[str]:
        return [m.id for m in harm_view(Projector(family.case.rows), family.workspace_id, US).matrices]

    for _ in range(60):  # halving the gap for ever runs out of room: places are given anew
        acts.move_matrix(family.case, third, second)
        acts.move_matrix(family.case, second, third)
    assert order() == [grid.id, second, third]
    acts.move_matrix(family.case, grid.id)
    assert order() == [second, third, grid.id]
    acts.set_matrix(family.case, third, how_often="not known", behaviour="Nobody cooks at night")
    view = Grid(family.case, third).view()
    assert view.how_often_gap and view.strand is not None and view.strand.name == "Loud nights"
    with pytest.raises(KnownError):
        acts.set_matrix(family.case, third, behaviour=" ")
    with pytest.raises(KnownError):
        acts.add_matrix(family.case, family.workspace_id, "")
    acts.delete_matrix(family.case, third)
    assert order() == [second, grid.id]
    with pytest.raises(KnownError):
        acts.set_matrix(family.case, third, how_often="daily")


def test_a_child_who_does_it_has_its_own_heading(family: Any) -> None:
    own = Grid(family.case, acts.add_matrix(family.case, family.workspace_id, "Jay runs away", adult_id=family.jay))
    assert own.view().rows[1].heading == "What Jay did"
