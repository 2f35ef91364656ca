"""Questions of a harm matrix, what their answers become, and cards."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.acts import cards
from models.acts import harm as acts
from models.acts.people import add_person
from models.entities import MatrixCell
from models.errors import KnownError
from models.harm import harm_view, matrix_view
from models.projections import Projector
from models.readers import FAMILY, US
from tests.models.harm.grids import Families, Grid, question, words_of


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
