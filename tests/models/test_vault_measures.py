"""Measures of a whole vault read a few cases at a time: the same numbers, and only what changed is read again."""

from __future__ import annotations

import pytest

from models import vault_measures as module
from models.acts import cards
from models.casework import Desk
from models.erasing import erase
from models.vault_measures import Reading, case_course, vault_course, vault_measures


def read(desk: Desk) -> int:
    """Read on to the end; returns how many turns it took."""
    reading = Reading(desk)
    turns = sum(1 for _ in reading.turns())
    assert reading.found == vault_measures(desk) and reading.left == 0
    return turns


def gone_from(desk: Desk, case_id: str) -> None:
    desk.forget(case_id)
    assert not any(case_id in kept for kept in desk.kept.values()), "nothing about a forgotten case is kept"
    erase(desk.vault, case_id, at="2026-11-22T10:00:00+00:00", reason="The time to keep it is over.")  # type: ignore[arg-type]


def test_turns_give_the_same_and_read_only_what_changed(
    desk: Desk, example_ids: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "AT_ONCE", 1)
    assert len(example_ids) == read(desk) == 2
    assert read(desk) == 0, "nothing changed"
    case = desk.open_case(example_ids[0])
    workspace = next(iter(case.rows.table("workspace")))
    card = cards.add_card(case, workspace, "danger", "Nobody will hear the baby.")
    assert read(desk) == 1
    case.undo()
    assert read(desk) == 1, "an undo is a change as well"
    assert card not in case.rows.table("card")
    gone_from(desk, example_ids[1])
    assert read(desk) <= 1 and {each.case_id for each in Reading(desk).found} == {example_ids[0]}


def test_a_case_erased_while_it_is_read_is_left_out(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "AT_ONCE", 1)
    kept, gone = desk.new_case("A"), desk.new_case("B")
    reading = Reading(desk)
    turns = reading.turns()
    next(turns)
    gone_from(desk, gone.id)
    list(turns)
    assert {each.case_id for each in reading.found} <= {kept.id} and reading.left <= 1


def test_another_day_is_worked_out_anew(desk: Desk, example_ids: list[str]) -> None:
    read(desk)
    first = desk.now()
    desk.now = lambda: first.replace(year=first.year + 1)
    assert Reading(desk).left == len(example_ids)


def test_a_course_of_one_case_is_its_part_of_all(desk: Desk, example_ids: list[str]) -> None:
    assert vault_course(desk) == tuple(each for case_id in example_ids for each in case_course(desk, case_id))
