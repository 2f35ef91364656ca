"""Harm matrices: what each reader sees, and what an empty box asks."""

from __future__ import annotations

from typing import Any

import pytest

from models.acts import cards
from models.acts import harm as acts
from models.acts.people import add_person
from models.entities import Restriction
from models.errors import KnownError
from models.harm import matrix_view
from models.projections import Projector
from models.readers import FAMILY, US, Reader
from tests.models.harm.grids import OUTSIDE, Families, Grid, question, words_of


def test_nothing_of_the_example_matrices_is_lost(families: Families) -> None:
    for case, title in ((families.harlow, "Harlow"), (families.doyle, "Doyle")):
        view = families.view(case, US, title)
        shown = {cell.id for matrix in view.matrices for across in matrix.cells for cell in across if cell.id}
        assert shown == set(case.rows.table("matrix_cell"))
        texts = {cell.text for matrix in view.matrices for across in matrix.cells for cell in across}
        assert texts >= {row["text"] for row in case.rows.table("matrix_cell").values()}
        questions = {q.id for matrix in view.matrices for q in matrix.questions} | {q.id for q in view.loose_questions}
        assert questions == set(case.rows.table("open_question"))
        assert [matrix.number for matrix in view.matrices] == [1, 2, 3]


def test_a_child_of_another_workspace_and_two_who_share_a_row(families: Families) -> None:
    rows = families.grid(families.doyle, "HM2").view().rows
    assert [row.heading for row in rows] == [
        "When", "What the adult did", "How bad", "Impact on Amir and Zayn", "Impact on Safiya", "Impact on Leah",
        "Who says so",
    ]  # fmt: skip
    assert [child.name for child in rows[3].children] == ["Amir", "Zayn"] and rows[3].child is None
    apart = [row.heading for row in families.grid(families.doyle, "HM1").view().rows if row.key == "impact"]
    assert apart == ["Impact on Amir", "Impact on Zayn", "Impact on Safiya", "Impact on Leah"]


def test_states_dates_and_the_legal_oddity(families: Families) -> None:
    first = families.grid(families.harlow, "HM1")
    assert first.cell("When", "first").shown == "August 2019 (day not known)"
    assert first.cell("Impact on Mila", "first").shown == "Not known (3 months old)"
    assert first.cell("Impact on Mila", "first").is_gap
    assert first.cell("Impact on Alfie", "first").shown == "Not born"
    assert families.grid(families.harlow, "HM2").view().rows[1].heading == "What the adults did"
    alone = families.grid(families.doyle, "HM1")
    assert alone.cell("When", "worst").shown == alone.cell("When", "recent").shown == "6 October 2024"
    assert alone.cell("How bad", "recent").shown == "Same as worst"
    assert alone.cell("What the adult did", "recent").shown == "same incident as worst"
    assert not any(cell.is_gap for across in alone.view().cells for cell in across if cell.column == "recent")


def test_a_column_of_which_nothing_is_known_is_one_question(families: Families) -> None:
    grabs = families.grid(families.harlow, "HM3")
    view = grabs.view()
    assert view.whole_gaps == ("recent",) and view.how_often_gap and not view.how_long_gap
    places = [(q.to, q.place) for q in view.questions]
    assert places == [("Jayden", "Most recent"), ("Danny", "How often")]
    grabs.write("How bad", "recent", "Words")
    assert grabs.view().whole_gaps == ()
    nursery = families.grid(families.doyle, "HM3").view().questions[1]
    assert (nursery.to, nursery.place) == ("Safiya's nursery", "First known. Impact on Safiya")


def test_birth_dates_suggest_and_never_write(families: Families) -> None:
    grabs = families.grid(families.harlow, "HM3")
    before = grabs.cell("Impact on Alfie", "first")
    assert (before.state, before.suggested, before.question) == ("gap", "not_born", "Alfie was not born yet.")
    worst = grabs.cell("Impact on Alfie", "worst")
    assert worst.suggested == "" and worst.question.startswith("Alfie was two weeks old then. What was the worst time")
    assert grabs.cell("Impact on Mila", "first").suggested == "", "2022: she was two or three, and there"
    assert not families.harlow.rows.where("matrix_cell", matrix_id=grabs.id, row_key="impact", state="not_born")
    grabs.write("When", "worst", "2024-04")
    assert grabs.cell("Impact on Alfie", "worst").suggested == "", "the month of his birth tells nothing"


# Readers


@pytest.mark.parametrize("reader", OUTSIDE, ids=lambda reader: reader.kind)
def test_restricted_words_leave_no_trace(families: Families, reader: Reader) -> None:
    told = families.grid(families.harlow, "HM3")
    danny = Reader("parent", "Danny") if reader.kind == "parent" else reader
    for view in (families.view(families.harlow, danny), told.view(danny)):
        assert "Tess" not in words_of(view) and "photo" not in words_of(view)
    untold = told.cell("Who says so", "worst", danny)
    assert (untold.id, untold.state, untold.shown, untold.held_back) == ("", "gap", "", False)
    call = families.grid(families.doyle, "HM1").cell("Who says so", "worst", reader)
    assert call.shown == "a neighbour, police, Karen partly"
    assert "Joy Petrov" not in words_of(families.grid(families.doyle, "HM1").view(reader))
    # The control: the same views hold them where the restriction does not.
    assert "Tess, photo" in words_of(told.view(US))
    with families.harlow.edit("Lifted") as session:
        for row in families.harlow.rows.table("restriction").values():
            session.delete(session.get(Restriction, row["id"]))
    assert "Tess, photo" in words_of(told.view(danny if danny.kind != "parent" else US))


def test_the_team_sees_what_is_held_back(families: Families) -> None:
    held = {
        (row.heading, cell.column)
        for case in (families.harlow, families.doyle)
        for matrix in families.view(case, US, "/").matrices
        for row, across in zip(matrix.rows, matrix.cells, strict=True)
        for cell in across
        if cell.held_back
    }
    assert held == {("Who says so", "worst")}
    kept = families.grid(families.harlow, "HM3").cell("Who says so", "worst")
    assert kept.text == 'Tess, photo, Danny "too hard"' and kept.held_back


def test_a_field_without_its_public_words_is_left_out(families: Families) -> None:
    call = families.grid(families.doyle, "HM1")
    call.write("Who says so", "worst", "Mrs Petrov rang the police")
    assert call.cell("Who says so", "worst", FAMILY).state == "gap", "the public name no longer stands in for it"
    assert call.cell("Who says so", "worst").held_back


def test_who_is_hidden_has_no_row_question_or_number(families: Families) -> None:
    grabs = families.grid(families.harlow, "HM3")
    alfie = grabs.row("Impact on Alfie").child
    assert alfie is not None
    workspace = families.harlow.rows.table("harm_matrix")[grabs.id]["workspace_id"]
    acts.add_question(
        families.harlow, workspace, "Who held him?", matrix_id=grabs.id, row=grabs.row("Impact on Alfie"),
        column_key="worst",
    )  # fmt: skip
    assert "Alfie" in words_of(grabs.view(FAMILY)) and "Who held him?" in words_of(grabs.view(FAMILY))
    cards.restrict(families.harlow, "person", alfie.id, "not to be named", public_name="a baby")
    assert "Who held him?" not in words_of(grabs.view(FAMILY))
    assert [row.heading for row in grabs.view(FAMILY).rows if row.child] == ["Impact on Jayden", "Impact on Mila"]
    first = families.grid(families.harlow, "HM1")
    cards.restrict(families.harlow, "harm_matrix", first.id, "not now")
    assert [m.number for m in families.view(families.harlow, FAMILY).matrices] == [1, 2]
    assert grabs.view(FAMILY).number == 2 and grabs.view(US).number == 3
    assert matrix_view(Projector(families.harlow.rows), first.id, FAMILY) is None
    assert matrix_view(Projector(families.harlow.rows), first.id, US) is not None


def test_what_somebody_hidden_does_is_not_there(families: Families) -> None:
    grabs = families.grid(families.harlow, "HM3")
    danny = grabs.view().adult
    assert danny is not None and len(families.view(families.harlow, FAMILY).matrices) == 3
    cards.restrict(families.harlow, "person", danny.id, "not to be named", public_name="a man")
    assert [m.behaviour for m in families.view(families.harlow, FAMILY).matrices] == [
        "No sober grown-up looking after the children"
    ]
    assert len(families.view(families.harlow, US).matrices) == 3
    with pytest.raises(KnownError):
        acts.harm_card(families.harlow, grabs.id, "worst")


def test_an_answer_a_reader_does_not_get_is_not_written_over(family: Any, grid: Grid, asked: str) -> None:
    acts.answer_question(family.case, asked, "I hid at Olive's", reader=FAMILY)
    cards.restrict(family.case, "person", add_person(family.case, "Olive"), "no", values=["Olive"])
    assert question(grid).answer == "I hid at Olive's"
    assert grid.view(FAMILY).questions[0].answer is None
    assert grid.cell("Impact on Jay", "worst", FAMILY).state == "gap"
    for act in (lambda: acts.answer_question(family.case, asked, "No", reader=FAMILY),
                lambda: grid.write("Impact on Jay", "worst", "No", reader=FAMILY)):  # fmt: skip
        with pytest.raises(KnownError):
            act()
    acts.set_question(family.case, asked, text="Where were you at Olive's?")
    assert grid.view(FAMILY).questions == ()
    with pytest.raises(KnownError):
        acts.set_question(family.case, asked, text="x", reader=FAMILY)


def test_words_a_reader_does_not_get_are_not_written_over(families: Families) -> None:
    grabs = families.grid(families.harlow, "HM3")
    with pytest.raises(KnownError):
        grabs.write("Who says so", "worst", "Nobody", reader=FAMILY)
    changes = [acts.CellChange(grabs.row(heading), "worst", "x") for heading in ("How bad", "Who says so")]
    with pytest.raises(KnownError):
        acts.write_block(families.harlow, grabs.id, changes, reader=FAMILY)
    assert grabs.cell("Who says so", "worst").text.startswith("Tess")
    assert grabs.cell("How bad", "worst").text == "Four finger-mark bruises", "a paste is all or nothing"
    grabs.write("How bad", "worst", "Bruises", reader=FAMILY)
    assert grabs.cell("How bad", "worst").text == "Bruises"
