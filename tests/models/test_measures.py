"""Measures: hand-checked for both families, worked out again from the bundle, over time, and cut for a reader."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from exporters.bundle import write_bundle
from models import practice
from models.acts import cards, people
from models.casework import Case, Desk
from models.entities import Card, PlanEntry, Restriction, Round, Score, Wording
from models.errors import KnownError
from models.measure_definitions import Measures, Thin, definitions, keys, shown, thin_keys
from models.measures import measures, measures_on, month_ends
from models.projections import Projector
from models.readability import grade
from models.readers import FAMILY, US, Reader
from models.vault_measures import vault_measures
from tests.models.measures_again import measured


def workspace(case: Case, ref: str) -> str:
    return str(next(w["id"] for w in case.rows.table("workspace").values() if w["ref"] == ref))


def of(case: Case, ref: str, reader: Reader = US) -> Measures:
    return measures(Projector(case.rows), workspace(case, ref), reader)


HARLOW = {
    "mapped": True, "strands": 2, "strands_whole": 2, "existing_safety": 4, "professionals": 6, "professionals_own": 5,
    "own_per_professional": 0.83, "family_own": 3, "children": 3, "children_talking": 2, "children_heard": 2,
    "voice_least": 3, "explained": True, "days_since_explained": 135, "network": 10, "network_inner": 7,
    "network_others": 3, "moved_in": 9, "moved_out": 0, "meetings": 5, "plan_rules": 5, "plan_tests": 5,
    "days_since_tried": 11, "steps_late": 0, "days_since_score": 14, "family_lowest": 6, "family_highest": 8,
    "professionals_lowest": 5, "professionals_highest": 7,
}  # fmt: skip
HOME = {
    "mapped": True, "strands": 1, "strands_whole": 0, "existing_safety": 3, "professionals": 7, "professionals_own": 5,
    "own_per_professional": 0.71, "family_own": 4, "children": 3, "children_talking": 3, "children_heard": 3,
    "voice_least": 1, "explained": True, "days_since_explained": 156, "network": 9, "network_inner": 7,
    "network_others": 3, "moved_in": 7, "moved_out": 0, "meetings": 3, "plan_rules": 5, "plan_tests": 4,
    "days_since_tried": 43, "steps_late": 0, "days_since_score": 28, "family_lowest": None, "family_highest": None,
    "professionals_lowest": None, "professionals_highest": None,
}  # fmt: skip
LEAH = {
    "mapped": True, "strands": 1, "strands_whole": 1, "existing_safety": 1, "professionals": 4, "professionals_own": 0,
    "own_per_professional": 0.0, "family_own": 0, "children": 1, "children_talking": 1, "children_heard": 1,
    "voice_least": 1, "explained": False, "days_since_explained": None, "network": 6, "network_inner": 3,
    "network_others": 2, "moved_in": 0, "moved_out": 0, "meetings": 0, "plan_rules": 0, "plan_tests": 0,
    "days_since_tried": None, "steps_late": 0, "days_since_score": 14, "family_lowest": 7, "family_highest": 8,
    "professionals_lowest": 7, "professionals_highest": 8,
}  # fmt: skip
BY_HAND = {("WEX-A-0417", "A"): HARLOW, ("WEX-B-0932", "B-HOME"): HOME, ("WEX-B-0932", "B-LEAH"): LEAH}


@pytest.mark.parametrize("place", BY_HAND)
def test_the_example_families_by_hand(example_cases: dict[str, Case], place: tuple[str, str]) -> None:
    number, ref = place
    values = of(example_cases[number], ref).values
    assert {key: values[key] for key in BY_HAND[place]} == BY_HAND[place]
    assert values.keys() - BY_HAND[place].keys() == {"danger_grade", "goal_grade"}


@pytest.mark.parametrize("place", BY_HAND)
def test_the_same_comes_out_of_the_bundle_alone(example_cases: dict[str, Case], place: tuple[str, str]) -> None:
    number, ref = place
    case = example_cases[number]
    bundle = json.loads(write_bundle(case))
    assert measured(bundle, workspace(case, ref)) == of(case, ref).values


def test_the_second_reckoning_sees_a_difference(example_cases: dict[str, Case]) -> None:
    """The control: a single row more or less in the bundle, and the two no longer agree."""
    case = example_cases["WEX-A-0417"]
    bundle, mine = json.loads(write_bundle(case)), of(case, "A").values
    for table in ("wording", "plan_rule", "story_telling", "network_meeting", "circle_move", "scale"):
        less = dict(bundle["tables"])
        less[table] = less[table][1:]
        assert measured({"tables": less}, workspace(case, "A")) != mine, table


def test_every_measure_has_a_definition_and_a_value() -> None:
    fields = [field.name for field in dataclasses.fields(Measures)]
    assert tuple(fields[fields.index("mapped") :]) == keys()
    for each in definitions():
        assert each.definition.endswith(".") and each.unit and len(each.short) <= 12, each.key


def test_reading_ease_is_the_published_formula() -> None:
    # 6 words, 1 sentence, 6 syllables: 0.39 * 6 + 11.8 * 1 - 15.59 is below the first year.
    assert grade(["The cat sat on the mat."]) == 0.0
    # 10 words in 2 sentences, 14 syllables: 1.95 + 16.52 - 15.59.
    assert grade(["Danny will push Shauna again. ", "Mila will hide and cry."]) == pytest.approx(2.9)
    assert grade([]) is None and grade(["…"]) is None
    assert grade(["Dr. Bell is kind."]) == grade(["Dr Bell is kind."]), "a title ends no sentence"


def test_days_gone_by(example_cases: dict[str, Case]) -> None:
    case = example_cases["WEX-B-0932"]
    home = workspace(case, "B-HOME")
    early, review = (measures_on(case, home, day) for day in ("2024-10-20", "2025-06-03"))
    assert (early.network, early.network_inner, early.moved_in, early.explained, early.meetings) == (3, 1, 0, False, 0)
    assert (early.family_lowest, early.family_highest, early.days_since_score) == (0, 9, 5)
    assert (early.professionals_lowest, early.professionals_highest) == (1, 4)
    assert (review.strands, review.strands_whole, review.network_inner, review.pathway) == (3, 3, 7, "safety")
    assert (review.family_lowest, review.professionals_lowest, review.days_since_score) == (6, 6, 0)
    with pytest.raises(KnownError):
        measures_on(case, home, "soon")


def test_a_course_over_time(example_cases: dict[str, Case]) -> None:
    case = example_cases["WEX-B-0932"]
    leah = workspace(case, "B-LEAH")
    assert month_ends(case, leah)[:2] == ["2024-11-30", "2024-12-31"] and month_ends(case, leah)[-1] == "2025-07-01"
    course = [measures_on(case, leah, day) for day in ("2024-11-20", "2025-06-20")]
    assert [(m.as_at, m.family_lowest, m.network) for m in course] == [("2024-11-20", 2, 0), ("2025-06-20", 7, 6)]


def test_what_is_sealed_a_draft_or_put_away_does_not_count(family: Any) -> None:
    case, ids = family.case, {"case_id": family.case.id, "workspace_id": family.workspace_id}
    worker = people.add_person(case, "Una Hale", kind="professional")
    scale = next(iter(case.rows.table("scale")))
    with case.edit("A sealed round") as session:
        session.add(Round(id="r1", scale_id=scale, held_on="2020-01-01", **ids))
        session.flush()
        session.add(Score(round_id="r1", person_id=family.jay, value=4, reason="because", **ids))
        session.add(Score(round_id="r1", person_id=worker, value=2, **ids))
    sealed = measures(Projector(case.rows), family.workspace_id)
    assert (sealed.mapped, sealed.strands, sealed.strands_whole) == (True, 1, 1)
    assert (sealed.days_since_score, sealed.family_lowest, sealed.children_heard) == (None, None, 0)
    assert sealed.professionals == 0
    with case.edit("Shown") as session:
        session.get_one(Round, "r1").revealed_at = "2020-01-01"
    told = measures(Projector(case.rows), family.workspace_id)
    assert (told.family_lowest, told.professionals_highest, told.voice_least, told.professionals) == (4, 2, 2, 1)
    cards.set_card(case, family.danger, state="draft")
    with case.edit("Put away") as session:
        session.get_one(Card, family.strength).closed_on = "2020-01-01"
    less = measures(Projector(case.rows), family.workspace_id)
    assert (less.mapped, less.strands_whole, less.danger_grade) == (False, 0, None)


def test_a_reader_counts_only_what_they_may_see(example_cases: dict[str, Case]) -> None:
    case = example_cases["WEX-A-0417"]
    ids = {"case_id": case.id, "workspace_id": workspace(case, "A")}
    nan = next(p["id"] for p in case.rows.table("person").values() if p["ref"] == "A09")
    with case.edit("One more, not to be shown") as session:
        session.add(Wording(id="secret", person_id=nan, text="Second", **ids))
        session.add(PlanEntry(id="quiet", on="2025-07-01", kind="used", text="Not to be shown", **ids))
        for table, key in (("plan_entry", "quiet"), ("person", nan)):
            session.add(Restriction(case_id=case.id, target_table=table, target_id=key, reason="asked"))
    ours, theirs = of(case, "A"), of(case, "A", FAMILY)
    assert (ours.plan_tests, ours.days_since_tried, ours.network_inner) == (6, 0, 7)
    assert (theirs.plan_tests, theirs.days_since_tried, theirs.network_inner) == (5, 11, 6)
    case.undo()


def test_thin_is_told_from_the_definitions() -> None:
    assert Thin(below_half_key="professionals").holds(2, {"professionals": 5})
    assert not Thin(below_half_key="professionals").holds(3, {"professionals": 5})
    assert Thin(above=60, or_empty=True).holds(None, {}) and not Thin(above=60).holds(None, {})
    assert not Thin(below=1).holds(True, {}) and Thin(equals=False).holds(False, {})


def test_a_council_can_say_when_a_value_is_thin(tmp_path: Path, example_cases: dict[str, Case]) -> None:
    values = of(example_cases["WEX-A-0417"], "A").values
    assert "days_since_tried" not in thin_keys(values)
    (tmp_path / "measures.json").write_text('{"days_since_tried": {"title": "Plan tried", "thin": {"above": 7}}}')
    try:
        practice.use(tmp_path)
        assert "days_since_tried" in thin_keys(values)
        assert next(each for each in definitions() if each.key == "days_since_tried").title == "Plan tried"
        for fault in ('{"days_since_tried": {"definition": "mine"}}', '{"other": {}}', "[1]", "{"):
            (tmp_path / "measures.json").write_text(fault + " " * len(fault))
            with pytest.raises(KnownError):
                definitions()
    finally:
        practice.use(None)


def test_values_in_words() -> None:
    by_key = {each.key: each for each in definitions()}
    assert [shown(by_key["mapped"], value) for value in (True, False, None)] == ["yes", "no", ""]
    assert shown(by_key["network"], 0) == "0" and shown(by_key["danger_grade"], 9.5) == "9.5"


def test_a_child_of_two_is_not_expected_to_speak(desk: Desk) -> None:
    case = desk.new_case("Young")
    space = next(iter(case.rows.table("workspace")))
    empty = measures(Projector(case.rows), space)
    assert (empty.children, empty.voice_least, empty.own_per_professional, empty.danger_grade) == (0, None, None, None)
    born = (desk.now().date() - dt.timedelta(800)).isoformat()
    people.add_person(case, "Bo Marsh", born=born, child_of_workspace=space)
    young = measures(Projector(case.rows, desk.now().date()), space)
    assert (young.children, young.children_talking, young.voice_least) == (1, 0, None)


def test_a_whole_vault_at_once_says_the_same(example_cases: dict[str, Case]) -> None:
    desk = next(iter(example_cases.values())).desk
    one_by_one = {
        space: measures(Projector(case.rows, desk.now().date()), space)
        for case in example_cases.values()
        for space in case.rows.table("workspace")
    }
    at_once = {each.workspace_id: each for each in vault_measures(desk)}
    assert at_once == one_by_one
    assert {each.workspace_id: each for each in vault_measures(desk, FAMILY)}.keys() == one_by_one.keys()
