"""The home screen tells every workspace's strands, spread and next step, and nothing that is restricted."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from models.acts import cards, strands
from models.casework import Desk
from models.home import home_view
from models.views import HomeRow


@pytest.fixture
def examples(desk: Desk, example_ids: list[str]) -> dict[str, HomeRow]:
    return {row.title: row for row in home_view(desk).rows}


def test_both_example_families_with_their_three_workspaces(examples: dict[str, HomeRow]) -> None:
    harlow = next(row for title, row in examples.items() if "Harlow" in title)
    assert [(s.number, s.name, s.values, s.held_on) for s in harlow.strands] == [
        (1, "No more Friday voices", (5, 6, 6, 6, 6, 7, 7, 7, 7, 7, 7, 8), "2025-06-17"),
        (2, "One grown-up on duty", (6, 6, 7, 7, 7, 7, 8), "2025-06-17"),
    ]
    assert [(c.name, c.age) for c in harlow.children] == [("Jayden", "9"), ("Mila", "6"), ("Alfie", "14 months")]
    assert (harlow.quote, harlow.speaker) == ("I want us to be a boring family.", "Shauna")
    assert harlow.next_step is not None and harlow.next_step.due_on == "2025-07-04"
    assert not harlow.next_step.late
    home = examples["Doyle / Rahman"]
    assert [(s.name, s.values) for s in home.strands] == [("Ordinary days at home", ())]
    assert len(home.closed_strands) == 4
    assert examples["Leah Doyle"].pathway_name == "Signs of Success"


def test_coming_up_is_over_all_cases_soonest_first(examples: dict[str, HomeRow], desk: Desk) -> None:
    steps = home_view(desk).coming_up
    assert [s.due_on for s in steps] == sorted(s.due_on for s in steps)
    assert {s.case_title for s in steps} >= {"Doyle / Rahman"}
    assert len(steps) == 4 + 3


def test_open_for_a_visit_knows_only_that_family(examples: dict[str, HomeRow], desk: Desk) -> None:
    case_id = examples["Leah Doyle"].case_id
    view = home_view(desk, only_case=case_id)
    assert {row.case_id for row in view.rows} == {case_id}
    assert "Harlow" not in repr(view)


def test_a_round_not_yet_shown_does_not_count(family: Any, desk: Desk) -> None:
    scale_id = next(iter(family.case.rows.table("scale")))
    for value, shown in ((3, True), (9, False)):
        round_id = strands.start_round(family.case, scale_id, [family.mum], held_on=f"2026-01-0{value}")
        strands.give_score(family.case, round_id, family.mum, value)
        if shown:
            strands.reveal(family.case, round_id)
    (row,) = home_view(desk).rows
    assert row.strands[0].values == (3,)


def test_restricted_words_stay_off_home(family: Any, desk: Desk) -> None:
    words = cards.add_card(family.case, family.workspace_id, "own_words", "hidden words")
    step = cards.add_card(family.case, family.workspace_id, "next_step", "hidden step", due_on="2026-12-24")
    assert home_view(desk).rows[0].quote == "hidden words"
    cards.restrict(family.case, "card", words, "not for the table")
    cards.restrict(family.case, "card", step, "not for the table")
    view = home_view(desk)
    assert view.rows[0].quote is None and view.rows[0].next_step is None and view.coming_up == ()


def test_a_late_step_is_late_and_a_done_one_is_gone(family: Any, desk: Desk) -> None:
    yesterday = (desk.now().date() - dt.timedelta(days=1)).isoformat()
    step = cards.add_card(family.case, family.workspace_id, "next_step", "Ring Gran", due_on=yesterday)
    cards.set_people(family.case, step, "responsible", [(family.mum, None), (None, "the school")])
    (coming,) = home_view(desk).coming_up
    assert (coming.text, coming.who, coming.late) == ("Ring Gran", "Ruby and the school", True)
    cards.tick_step(family.case, step, yesterday)
    assert home_view(desk).coming_up == ()


def test_archived_work_stays_listed_as_archived_without_its_steps(family: Any, desk: Desk) -> None:
    cards.add_card(family.case, family.workspace_id, "next_step", "Ring Gran", due_on="2027-01-01")
    strands.archive(family.case, family.workspace_id, "2026-11-01")
    view = home_view(desk)
    assert view.rows[0].archived and view.coming_up == ()


def test_a_strand_that_is_not_whole_says_what_it_has_not_got(family: Any, desk: Any) -> None:
    def gaps() -> list[tuple[str, ...]]:
        return [strand.gaps for strand in home_view(desk).rows[0].strands]

    assert gaps() == [()]
    lone = strands.add_strand(family.case, family.workspace_id, "Mornings", with_scale=False)
    assert gaps() == [(), ("danger", "goal", "scale")]
    goal = cards.add_card(family.case, family.workspace_id, "goal", "Breakfast at eight.", strand_id=lone)
    assert gaps() == [(), ("danger", "scale")]
    cards.restrict(family.case, "card", goal, "not for the office")
    assert gaps() == [(), ("danger", "scale")]  # what is held back neither shows nor leaves a hole
    strands.set_strand(family.case, lone, closed_on="2025-07-01")
    assert gaps() == [()]
