"""Measures of a whole vault read a few cases at a time: the same numbers, and only what changed is read again.

The course over the months is read in one going back over each journal; beside it every day is worked out alone.
"""

from __future__ import annotations

import datetime as dt

import pytest

from models import measures_course
from models import vault_measures as module
from models.acts import cards
from models.casework import Case, Desk
from models.entities import CASE_TABLES
from models.erasing import erase
from models.measure_definitions import Measures
from models.measures import TABLES, measures_on, month_ends
from models.measures_course import case_course, vault_course
from models.vault_measures import Reading, vault_measures


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


def day_by_day(case: Case) -> list[Measures]:
    spaces = [row["id"] for row in case.rows.table("workspace").values() if not row["archived_on"]]
    return [measures_on(case, space, day) for space in spaces for day in month_ends(case, space)]


def test_a_course_is_every_day_alone_and_keeps_no_case_open(
    desk: Desk, example_ids: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as closed:
        closed.setattr(Desk, "open_case", lambda *_: pytest.fail("a family was opened, and would be kept"))
        course = vault_course(desk)
    assert course == tuple(each for case_id in example_ids for each in day_by_day(desk.open_case(case_id)))
    assert course == tuple(each for case_id in example_ids for each in case_course(desk, case_id)), "open ones the same"


def worked_on(desk: Desk) -> Case:
    """A family of which much was written, changed, deleted and undone, over half a year."""
    clock = [dt.datetime(2026, 2, 20, 9, tzinfo=dt.UTC)]
    desk.now = lambda: clock[0]
    case = desk.new_case("Over months")
    space = next(iter(case.rows.table("workspace")))
    written = []
    for month in range(3, 9):
        clock[0] = clock[0].replace(month=month)
        for part in ("danger", "goal", "next_step", "strength", "safety"):
            written.append(cards.add_card(case, space, part, "Mum will hide " + "unhappily " * month))
        cards.write_card(case, written[month], "Other words.")
        cards.move_cards(case, [written[month - 1]], "goal")
        if month % 2:
            cards.delete_cards(case, written[month - 3 : month - 2])
        if month % 3 == 0:
            case.undo()
    clock[0] += dt.timedelta(40)
    return case


def test_a_course_goes_back_over_the_journal_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    case = worked_on(desk)
    for at_once in (2, 1000):
        monkeypatch.setattr(measures_course, "EDITS_AT_ONCE", at_once)
        course = case_course(desk, case.id)
        assert list(course) == day_by_day(case) and len(course) > 7
    assert len({(each.danger_grade, each.goal_grade) for each in course}) > 5, "every month is another"


def test_what_is_written_between_the_turns_is_in_it_or_not_but_never_half(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(measures_course, "EDITS_AT_ONCE", 5)
    case = worked_on(desk)
    space = next(iter(case.rows.table("workspace")))
    for wait in (1, 3, 8, 10):
        turns = measures_course.Course(desk, [case.id]).turns()
        found = [each for _ in range(wait) for each in next(turns)]
        before = day_by_day(case)
        cards.add_card(case, space, "danger", f"Nobody will hear the baby, {wait}.")
        cards.delete_cards(case, [next(iter(case.rows.table("card")))])
        found += [each for some in turns for each in some]
        assert found in (before, day_by_day(case))


def test_a_case_erased_between_the_turns_gives_nothing(desk: Desk) -> None:
    kept, gone = worked_on(desk), desk.new_case("B")
    course = measures_course.Course(desk, [gone.id, kept.id])
    turns = course.turns()
    next(turns)
    gone_from(desk, gone.id)
    assert [each for some in turns for each in some] == day_by_day(kept) and course.done == course.of == 2


def test_the_tables_of_measures_belong_to_no_others() -> None:
    """What belongs to a row that was not there yet is not there either: so that row's table has to be read too."""
    for model in CASE_TABLES:
        if model.__tablename__ in TABLES:
            for key in (key for column in model.__table__.columns for key in column.foreign_keys):
                assert key.ondelete == "SET NULL" or key.column.table.name in (*TABLES, "casefile"), key
