"""Next steps over all cases: what is late, to come and done; free dates; and nothing that is restricted."""

from __future__ import annotations

import datetime as dt
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import due
from models.acts import cards, people, strands
from models.casework import Desk
from models.next_steps import group_of, next_steps, steps_for
from models.projections import Projector
from models.readers import FAMILY


def step(family: Any, text: str, due_on: str | None = None, **fields: Any) -> str:
    return cards.add_card(family.case, family.workspace_id, "next_step", text, due_on=due_on, **fields)


def day(desk: Desk, after: int) -> str:
    return (desk.now().date() + dt.timedelta(days=after)).isoformat()


def test_all_steps_of_the_example_families(desk: Desk, example_ids: list[str]) -> None:
    view = next_steps(desk)
    assert [(s.due_on, s.text.split()[0], s.state) for s in view.lines] == [
        ("2025-07-04", "Invite", "open"), ("2025-07-05", "Leah's", "open"), ("2025-07-12", "Add", "open"),
        ("2025-07-18", "Summer", "open"), ("2025-07-19", "Kofi", "open"), ("2025-07-31", "Four", "open"),
        ("2025-08-15", "Write", "open"), ("2025-06-28", "Practise", "done"), ("2025-06-10", "Handover", "done"),
    ]  # fmt: skip
    first = view.lines[0]
    assert (first.due, first.days, first.case_title) == ("Friday 4 July", 3, "Harlow / Pryce")
    summer = view.lines[3]
    assert summer.who == "Karen, Nasreen and Joy" and summer.people == ("Karen", "Nasreen", "Joy")


def test_late_first_then_by_day_and_free_words_last(family: Any, desk: Desk) -> None:
    step(family, "later", day(desk, 40))
    step(family, "some time")
    step(family, "free", "before Christmas")
    step(family, "today", day(desk, 0))
    step(family, "very late", day(desk, -9))
    step(family, "late", day(desk, -1))
    step(family, "done", day(desk, -1), done_on=day(desk, -1))
    lines = next_steps(desk).lines
    assert [(s.text, s.state) for s in lines] == [
        ("very late", "late"), ("late", "late"), ("today", "open"), ("later", "open"), ("free", "open"),
        ("some time", "open"), ("done", "done"),
    ]  # fmt: skip
    assert [s.days for s in lines[:4]] == [-9, -1, 0, 40]
    assert [group_of(s) for s in lines] == ["late", "late", "soon", "later", "later", "undated", "done"]
    assert lines[4].due == "before Christmas" and lines[4].days is None


def test_a_month_is_late_when_it_is_over() -> None:
    today = dt.date(2025, 7, 1)
    said = {"2025-06": True, "2025-07": False, "2024": True, "2025": False, "summer": False, "2025-12": False}
    assert {words: due.is_late(words, today) for words in said} == said
    assert due.last_day("2024-02") == dt.date(2024, 2, 29) and due.last_day("2024-12") == dt.date(2024, 12, 31)


@given(st.text(max_size=12) | st.from_regex(r"\d{4}(-\d\d(-\d\d)?)?", fullmatch=True))
def test_no_words_for_a_day_are_too_strange(said: str) -> None:
    today = dt.date(2025, 7, 1)
    assert not (due.is_late(said, today) and due.is_ahead(said, today))


def test_strange_days_are_shown_as_said(family: Any, desk: Desk) -> None:
    for number, said in enumerate(("0000-01-01", "9999-99-99", "٢٠٢٥-٠١-٠١", "\n", "31/12", "next Friday!")):
        step(family, str(number), said)
    assert len(next_steps(desk).lines) == 6


def test_only_work_that_goes_on(family: Any, desk: Desk) -> None:
    kept = step(family, "kept", day(desk, 3))
    step(family, "a draft", day(desk, 3), state="draft")
    assert [s.card_id for s in next_steps(desk).lines] == [kept]
    strands.archive(family.case, family.workspace_id, "2026-11-01")
    assert next_steps(desk).lines == ()


def test_restricted_steps_stay_off_and_a_visit_sees_one_case(family: Any, desk: Desk) -> None:
    other = desk.new_case("Other family")
    cards.add_card(other, next(iter(other.rows.table("workspace"))), "next_step", "theirs")
    secret = people.add_person(family.case, "Quill Secret")
    ring = step(family, "Ring Gran")
    cards.set_people(family.case, ring, "responsible", [(secret, None), (family.mum, None)])
    hidden = step(family, "Not for the table")
    step(family, "Look at the second phone")
    assert len(next_steps(desk).lines) == 4 and len(next_steps(desk, family.case.id).lines) == 3
    cards.restrict(family.case, "person", secret, "x", values=["Quill Secret", "Quill"])
    cards.restrict(family.case, "card", hidden, "x", values=["second phone"])
    assert "Not for" not in repr(next_steps(desk)) and len(next_steps(desk).lines) == 3
    (shown,) = next_steps(desk, family.case.id).lines
    assert (shown.text, shown.who, shown.people) == ("Ring Gran", "Ruby", ("Ruby",))
    projector = Projector(family.case.rows)
    assert len(steps_for(projector, family.workspace_id).lines) == 3
    assert [s.text for s in steps_for(projector, family.workspace_id, FAMILY).lines] == ["Ring Gran"]


@pytest.mark.slow
def test_many_steps_are_read_quickly(family: Any, desk: Desk) -> None:
    ids = cards.add_cards(family.case, family.workspace_id, "next_step", [f"Step {n}" for n in range(400)])
    cards.set_people(family.case, ids[0], "responsible", [(family.mum, None)])
    next_steps(desk)
    begun = time.perf_counter()
    assert len(next_steps(desk).lines) == 400
    assert time.perf_counter() - begun < 0.1
