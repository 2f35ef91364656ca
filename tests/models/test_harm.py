"""Harm matrices: what each reader sees, what an empty box asks, and what the acts make of answers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models import practice
from models.acts import cards
from models.acts import harm as acts
from models.acts.people import add_person
from models.casework import Case
from models.entities import MatrixCell, Restriction
from models.errors import KnownError
from models.harm import empty_question, harm_view, matrix_view, template
from models.harm_template import load
from models.projections import Projector
from models.readers import FAMILY, KINDS, US, Reader
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


@pytest.fixture
def grid(family: Any) -> Grid:
    return Grid(family.case, acts.add_matrix(family.case, family.workspace_id, "Ruby shouts at Jay",
                                             adult_id=family.mum))  # fmt: skip


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


@pytest.fixture(scope="module")
def loaded(example_cases: dict[str, Case]) -> Families:
    """The example families, brought in once for all tests of this file."""
    return Families(example_cases["WEX-A-0417"], example_cases["WEX-B-0932"])


@pytest.fixture
def families(loaded: Families) -> Iterator[Families]:
    """The same, put back after the test as they were brought in."""
    yield loaded
    for case in (loaded.harlow, loaded.doyle):
        case.undo_to(0)


def words_of(view: object) -> str:
    return json.dumps(to_plain(view), ensure_ascii=False)


# What is shown


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


# The template


def test_an_authority_s_template_replaces_ours_and_loses_nothing(families: Families, tmp_path: Path) -> None:
    raw = json.loads(json.dumps(load_raw()))
    raw["rows"] = [raw["rows"][0] | {"heading": "Date"}, raw["rows"][1] | {"key": "deed", "heading": "Deed"}]
    raw["columns"] = raw["columns"][:2]
    (tmp_path / "harm_matrix.json").write_text(json.dumps(raw), encoding="utf-8")
    grid = families.grid(families.harlow, "HM3")
    before = {cell.id: cell.text for across in grid.view().cells for cell in across if cell.id}
    practice.use(tmp_path)
    try:
        view = grid.view()
        assert [row.heading for row in view.rows] == [
            "Date", "Deed", "What", "How bad", "Impact: Jayden", "Who says",
        ]  # fmt: skip
        assert [column.heading for column in view.columns] == ["First known", "Worst", "Recent"]
        assert {cell.id: cell.text for across in view.cells for cell in across if cell.id} == before
        assert empty_question(view, view.rows[2], "recent").text == "What, recent?"
    finally:
        practice.use(None)


def load_raw() -> dict[str, Any]:
    from resources.files import read_text

    found: dict[str, Any] = json.loads(read_text("practice", "harm_matrix.json"))
    return found


@pytest.mark.parametrize("fault", [
    {"rows": []}, {"columns": [{"key": "first"}]}, {"states": {}}, {"head": {}}, {"step": "{nobody}"},
    {"ages": {"then": "{}", "not_born": "", "asked_from": 4}},
])  # fmt: skip
def test_a_faulty_template_leaves_ours(tmp_path: Path, fault: dict[str, Any]) -> None:
    path = tmp_path / "harm_matrix.json"
    path.write_text(json.dumps(load_raw()), encoding="utf-8")
    assert load(path).rows == template().rows  # the control
    path.write_text(json.dumps(load_raw() | fault), encoding="utf-8")
    with pytest.raises(KnownError):
        load(path)
    practice.use(tmp_path)
    try:
        assert template().rows[0].heading == "When"
    finally:
        practice.use(None)


@pytest.mark.parametrize(("typed", "kept"), [
    ("Not known (3 months old)", ("not_known", "3 months old")), ("Don’t know.", ("not_known", "")),
    ("not born", ("not_born", "")), ("Same incident as worst", ("same_as_worst", "")), ("None", ("none", "")),
    ("–", ("gap", "")), (" ", ("gap", "")), ("Nothing happened (he slept)", ("said", "Nothing happened (he slept)")),
    ("None of them woke", ("said", "None of them woke")), ("(unclear", ("said", "(unclear")),
])  # fmt: skip
def test_typed_states_are_read(typed: str, kept: tuple[str, str]) -> None:
    assert template().read(typed) == kept


def test_the_worst_is_never_the_same_as_itself() -> None:
    assert template().read("same", "worst") == ("said", "same")
    assert template().read("same", "recent") == ("same_as_worst", "")


# Writing


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


# Questions


@pytest.fixture
def asked(family: Any, grid: Grid) -> str:
    return acts.add_question(
        family.case, family.workspace_id, "Jay, what was it like?", matrix_id=grid.id, row=grid.row("Impact on Jay"),
        column_key="worst", person_id=family.jay, asker_id=family.mum,
    )  # fmt: skip


def question(grid: Grid) -> Any:
    (found,) = grid.view().questions
    return found


def test_an_answer_fills_its_box_and_can_be_changed(grid: Grid, asked: str) -> None:
    assert grid.cell("Impact on Jay", "worst").question_id == asked
    acts.answer_question(grid.case, asked, "I hid")
    assert grid.cell("Impact on Jay", "worst").text == "I hid"
    assert question(grid).answer == "I hid" and question(grid).answered_on
    assert grid.cell("Impact on Jay", "worst").question_id is None, "it has its answer"
    acts.answer_question(grid.case, asked, "I hid under the bed")
    assert grid.cell("Impact on Jay", "worst").text == "I hid under the bed"
    acts.answer_question(grid.case, asked, "")
    assert grid.cell("Impact on Jay", "worst").state == "gap" and question(grid).answered_on is None
    acts.answer_question(grid.case, asked, "not known")
    assert grid.cell("Impact on Jay", "worst").state == "not_known"


def test_an_answer_writes_nothing_over(grid: Grid, asked: str) -> None:
    grid.write("Impact on Jay", "worst", "Cried")
    acts.answer_question(grid.case, asked, "I hid")
    assert grid.cell("Impact on Jay", "worst").text == "Cried\nI hid"
    acts.answer_question(grid.case, asked, "I hid well")
    assert grid.cell("Impact on Jay", "worst").text == "Cried\nI hid well"
    grid.write("Impact on Jay", "worst", "Cried and hid")
    acts.answer_question(grid.case, asked, "I ran")
    assert grid.cell("Impact on Jay", "worst").text == "Cried and hid\nI ran", "what was edited since is kept"
    acts.answer_question(grid.case, asked, "")
    assert grid.cell("Impact on Jay", "worst").text == "Cried and hid"
    grid.write("Impact on Jay", "worst", "3 months old", "not_known")
    acts.answer_question(grid.case, asked, "Woke")
    assert grid.cell("Impact on Jay", "worst").shown == "Woke (3 months old)"
    acts.answer_question(grid.case, asked, "")
    assert grid.cell("Impact on Jay", "worst").shown == "Not known (3 months old)"


def test_an_answer_fills_the_line_over_the_grid(families: Families) -> None:
    grabs = families.grid(families.harlow, "HM3")
    key = next(q.id for q in grabs.view().questions if q.field == "how_often")
    acts.answer_question(families.harlow, key, "twice that summer")
    assert grabs.view().how_often == "twice that summer" and not grabs.view().how_often_gap
    acts.answer_question(families.harlow, key, "three times that summer")
    assert grabs.view().how_often == "three times that summer"
    families.harlow.undo()
    assert grabs.view().how_often == "not known"


def test_questions_become_next_steps_once(grid: Grid, asked: str, family: Any) -> None:
    nursery = acts.add_question(
        family.case, family.workspace_id, "Any change since March?", matrix_id=grid.id, person_words="the nursery"
    )
    made = acts.make_steps(family.case, [asked, nursery])
    assert acts.make_steps(family.case, [nursery, asked]) == made[::-1], "the same steps again"
    view = Projector(family.case.rows).map(family.workspace_id)
    steps = view.part("next_step").cards
    assert [card.text for card in steps] == ["Ask Jay: What was it like?", "Ask the nursery: Any change since March?"]
    assert [m.label for m in steps[0].responsible] == ["Ruby"]
    assert [q.step_id for q in grid.view().questions] == made
    cards.delete_cards(family.case, [made[0]])
    assert acts.make_steps(family.case, [asked]) != made[:1], "a deleted step can be made again"


def test_a_card_of_an_answer_stays_linked(grid: Grid, asked: str, family: Any) -> None:
    with pytest.raises(KnownError):
        acts.card_from_answer(family.case, asked)
    grid.write("When", "worst", "2024-07-08 to 2024-07-19")
    acts.answer_question(family.case, asked, "I hid")
    key = acts.card_from_answer(family.case, asked)
    assert acts.card_from_answer(family.case, asked) == key
    (card,) = Projector(family.case.rows).map(family.workspace_id).part("past_harm").cards
    assert (card.text, card.when) == ("I hid", "8 July 2024 to 19 July 2024")
    assert [m.label for m in card.sources] == ["Jay"] and [m.label for m in card.about] == ["Jay"]
    assert question(grid).card_id == key == grid.cell("Impact on Jay", "worst").card_id
    assert card.restricted is None


def test_a_card_of_what_is_held_back_is_held_back(grid: Grid, asked: str, family: Any) -> None:
    acts.answer_question(family.case, asked, "I hid at Olive's")
    cell = grid.cell("Impact on Jay", "worst")
    cards.restrict(family.case, "matrix_cell", cell.id, "nobody may know")
    acts.card_from_answer(family.case, asked)
    (card,) = Projector(family.case.rows).map(family.workspace_id).part("past_harm").cards
    assert card.restricted is not None


def test_a_time_becomes_a_card_without_what_is_held_back(families: Families) -> None:
    grabs = families.grid(families.harlow, "HM3")
    key = acts.harm_card(families.harlow, grabs.id, "worst")
    assert acts.harm_card(families.harlow, grabs.id, "worst") == key
    projector = Projector(families.harlow.rows)
    card = projector.card(families.harlow.rows.table("card")[key])
    assert card.text == ("Danny: Gripped his arm. Four finger-mark bruises. Jayden: Would not go home; hid at Nan's.")
    assert card.occurred == "2024-05-03" and [m.label for m in card.about] == ["Jayden"]
    assert card.sources == (), "Tess is held back"
    assert grabs.cell("How bad", "worst").card_id == key and grabs.cell("Who says so", "worst").card_id is None
    with pytest.raises(KnownError):
        acts.harm_card(families.harlow, grabs.id, "recent")
    said = acts.harm_card(families.harlow, families.grid(families.harlow, "HM1").id, "worst")
    sources = Projector(families.harlow.rows).card(families.harlow.rows.table("card")[said]).sources
    assert [m.label for m in sources] == ["Hospital", "police", "Jayden", "Shauna", "Danny says push only"]
    assert [m.person is not None for m in sources] == [False, False, True, True, False]


def test_the_same_incident_is_one_card(families: Families) -> None:
    alone = families.grid(families.doyle, "HM1")
    assert acts.harm_card(families.doyle, alone.id, "recent") == acts.harm_card(families.doyle, alone.id, "worst")


def test_the_worst_is_never_the_same_as_the_worst(grid: Grid) -> None:
    with pytest.raises(KnownError):
        grid.write("How bad", "worst", "", "same_as_worst")
    with grid.case.edit("Brought in") as session:  # another program's file may say so all the same
        session.add(
            MatrixCell(case_id=grid.case.id, workspace_id=grid.case.rows.table("harm_matrix")[grid.id]["workspace_id"],
                       matrix_id=grid.id, row_key="what", column_key="worst", state="same_as_worst")
        )  # fmt: skip
    assert grid.cell("What the adult did", "worst").shown == "Same as worst"
    for column in ("worst", "recent"):
        with pytest.raises(KnownError):
            acts.harm_card(grid.case, grid.id, column)


def test_a_deleted_card_unlinks(families: Families) -> None:
    grabs = families.grid(families.harlow, "HM3")
    cards.delete_cards(families.harlow, [acts.harm_card(families.harlow, grabs.id, "worst")])
    assert grabs.cell("How bad", "worst").card_id is None
    families.harlow.undo()
    assert grabs.cell("How bad", "worst").card_id is not None


def test_a_question_s_words_place_and_asker(family: Any, grid: Grid, asked: str) -> None:
    acts.set_question(family.case, asked, text="Jay, where were you?", asker_id=None, person_words="Jay at school")
    assert (question(grid).text, question(grid).to, question(grid).asker) == (
        "Jay, where were you?", "Jay at school", None,
    )  # fmt: skip
    with pytest.raises(KnownError):
        acts.set_question(family.case, asked, text="")
    with pytest.raises(ValueError, match="answer"):
        acts.set_question(family.case, asked, answer="no")
    acts.delete_question(family.case, asked)
    assert grid.view().questions == ()
    with pytest.raises(KnownError):
        acts.answer_question(family.case, asked, "too late")
    loose = acts.add_question(family.case, family.workspace_id, "Who else knows?")
    assert [q.id for q in harm_view(Projector(family.case.rows), family.workspace_id, US).loose_questions] == [loose]


def test_a_baby_not_yet_in_the_case_changes_nothing_written(family: Any, grid: Grid) -> None:
    grid.write("When", "first", "2015-06")
    assert grid.cell("Impact on Jay", "first").suggested == "not_born"
    add_person(family.case, "Ada Marsh", born="2025-05-01", child_of_workspace=family.workspace_id)
    assert [row.heading for row in grid.view().rows if row.child] == ["Impact on Jay", "Impact on Ada"]


# Any cells at all

_KEYS = st.sampled_from(["when", "what", "impact", "who_says", "how_it_ended", "_", "Z"])
_COLUMNS = st.sampled_from(["first", "worst", "recent", "before_that"])
_WHOSE = st.sampled_from(["", "jay", "mum", "words", "twins"])
_STATES = st.sampled_from(["said", "not_known", "not_born", "none", "same_as_worst", "gap"])
_TEXTS = st.sampled_from(["", "cried", "2019-08", "5 years ago", "seen by Olive", "summer 2023 (hot)", "OLIVE's house"])


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(_KEYS, _COLUMNS, _WHOSE, _STATES, _TEXTS), max_size=12))
def test_whatever_is_kept_is_shown_and_only_to_whom_it_may(family: Any, raw: list[tuple[str, ...]]) -> None:
    """Cells of any template, for anybody, twice in a place: the team sees every word, others never a secret one."""
    rows = family.case.rows.copy()
    base = {"case_id": family.case.id, "workspace_id": family.workspace_id, "matrix_id": "m", "said_on": "2025-07-01"}
    rows.table("harm_matrix")["m"] = {
        "id": "m", "ref": None, "behaviour": "Ruby shouts", "adult_id": family.mum, "strand_id": None,
        "how_long": None, "how_often": "since 2019-08", "position": 1.0, "workspace_id": family.workspace_id,
    }  # fmt: skip
    for number, (row, column, whose, state, text) in enumerate(raw):
        child = {"jay": family.jay, "mum": family.mum}.get(whose)
        words = {"words": "Amir and Zayn", "twins": "Jay and Olive"}.get(whose)
        rows.table("matrix_cell")[str(number)] = base | {
            "id": str(number), "row_key": row, "column_key": column, "child_id": child, "child_words": words,
            "state": state, "text": text, "card_id": None, "position": 1.0,
        }  # fmt: skip
    rows.table("restriction")["r"] = {
        "id": "r", "target_table": None, "target_id": None, "target_field": None, "public_name": None,
        "values_json": '["Olive"]', "reason": "", "not_for": None, "review_on": None,
    }  # fmt: skip
    team, others = (matrix_view(Projector(rows), "m", reader) for reader in (US, FAMILY))
    assert team is not None and others is not None
    shown = [text for across in team.cells for cell in across for text in cell.text.split("\n")]
    for _, _, _, _, text in raw:
        assert text in shown
    assert len({row.place for row in team.rows}) == len(team.rows)
    assert all(len(across) == len(team.columns) for across in team.cells) and len(team.cells) == len(team.rows)
    assert "olive" not in words_of(others).casefold()
    assert not any(cell.held_back for across in others.cells for cell in across)
