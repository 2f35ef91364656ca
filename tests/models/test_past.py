"""A case as it stood on a day: typed by then, dated by then, restricted today; whole on every day there ever was."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exporters.bundle import import_bundle, write_bundle
from exporters.bundle_reading import read_bundle
from models import past as past_module
from models.acts import cards, circles, people, scoring, strands
from models.casework import Case, Desk
from models.entities import CASE_TABLES, Card, PathwayPeriod, Person, Restriction, Strand
from models.errors import KnownError
from models.harm import harm_view
from models.meetings import meetings_view
from models.past import last_day_worked, map_on, rows_on, today_of
from models.plan import plan_view
from models.projections import Projector
from models.readers import FAMILY, KINDS, US, Reader, ReaderProjection
from models.rows import Rows
from models.timeline import day_view, timeline_view
from models.vault import Vault
from models.views import MapView, to_plain

TODAY = dt.date(2025, 6, 20)


@dataclass
class Clock:
    """A clock that tests set."""

    day: dt.date = TODAY

    def __call__(self) -> dt.datetime:
        return dt.datetime.combine(self.day, dt.time(12), dt.UTC)

    def at(self, day: str) -> None:
        self.day = dt.date.fromisoformat(day)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def timed(vault: Vault, clock: Clock) -> Desk:
    return Desk(vault, clock)


@pytest.fixture
def begun(timed: Desk, clock: Clock) -> Case:
    clock.at("2025-01-10")
    return timed.new_case("Family")


def only(case: Case) -> str:
    return next(iter(case.rows.table("workspace")))


def texts(view: MapView) -> list[str]:
    return sorted(card.text for card in view.cards)


def told(case: Case, on: str, reader: Reader = US) -> list[str]:
    return texts(map_on(case, only(case), on, reader))


def assert_whole(rows: Rows) -> None:
    """No row points at one that is not there."""
    for model in CASE_TABLES:
        for row in rows.table(model.__tablename__).values():
            assert set(row) == {column.name for column in model.__table__.columns}
            for column in model.__table__.columns:
                for key in column.foreign_keys:
                    value = row[column.name]
                    assert not value or rows.get(key.column.table.name, value), (model.__tablename__, column.name)


def look_at_everything(rows: Rows, reader: Reader) -> None:
    projector = Projector(rows, TODAY)
    for workspace_id in rows.table("workspace"):
        ReaderProjection(rows, reader).map(projector.map(workspace_id))
        timeline_view(projector, workspace_id, reader)
        plan_view(projector, workspace_id, reader)
        harm_view(projector, workspace_id, reader)
        meetings_view(projector, workspace_id, reader)


# ---- what had been typed ------------------------------------------------------------------------------------------


def test_what_was_typed_reads_as_it_read_then(begun: Case, clock: Clock) -> None:
    clock.at("2025-02-01")
    key = cards.add_card(begun, only(begun), "strength", "Nan comes round.")
    clock.at("2025-03-01")
    cards.write_card(begun, key, "Nan comes round every day.")
    clock.at("2025-04-01")
    cards.delete_cards(begun, [key])
    clock.at("2025-05-01")
    assert told(begun, "2025-01-31") == []
    assert told(begun, "2025-02-01") == ["Nan comes round."]
    assert told(begun, "2025-02-28") == ["Nan comes round."]
    assert told(begun, "2025-03-01") == ["Nan comes round every day."]
    assert told(begun, "2025-04-01") == told(begun, "2025-05-01") == []


def test_undo_is_part_of_the_past(begun: Case, clock: Clock) -> None:
    clock.at("2025-02-01")
    cards.add_card(begun, only(begun), "strength", "Nan comes round.")
    assert told(begun, "2025-01-31") == []  # what the journal says is read once, and grows
    clock.at("2025-03-01")
    begun.undo()
    clock.at("2025-04-01")
    begun.redo()
    clock.at("2025-05-01")
    assert [told(begun, f"2025-0{month}-15") for month in (2, 3, 4)] == [["Nan comes round."], [], ["Nan comes round."]]


def test_today_is_the_present_and_nobody_can_change_it_from_here(begun: Case, clock: Clock) -> None:
    cards.add_card(begun, only(begun), "strength", "Nan comes round.")
    now = rows_on(begun, today_of(begun))
    assert list(now) == list(begun.rows)
    now.table("card").clear()
    assert len(begun.rows.table("card")) == 1
    assert list(rows_on(begun, "2031-01-01")) == list(begun.rows)


def test_a_day_that_is_none_is_said(begun: Case) -> None:
    for day in ("", "summer", "2025-02", "2025-02-30"):
        with pytest.raises(KnownError, match="That is not a day"):
            rows_on(begun, day)


def test_a_case_begun_today_shows_nothing_before_its_facts(timed: Desk, clock: Clock) -> None:
    case = timed.new_case("New")
    cards.add_card(case, only(case), "strength", "Nan comes round.")
    people.add_person(case, "Nan")
    for day in ("0001-01-01", "1990-06-01", "2025-06-19"):
        view = day_view(case, only(case), US, day)
        assert (view.cards, view.scales, view.know_everything, view.plan_version) == (0, (), 0, None)
        assert told(case, day) == []
    assert day_view(case, only(case), US, "2025-06-20").cards == 1


# ---- what was written up later ------------------------------------------------------------------------------------


def scored(case: Case, on: str, values: list[int], scale_id: str) -> str:
    asked = [people.add_person(case, f"P{i} {on}") for i in range(len(values))]
    round_id = strands.start_round(case, scale_id, asked, held_on=on)
    for person, value in zip(asked, values, strict=True):
        strands.give_score(case, round_id, person, value)
    strands.reveal(case, round_id)
    return round_id


def test_october_scores_written_up_in_november_stand_in_october(begun: Case, clock: Clock) -> None:
    clock.at("2025-02-20")
    strand = strands.add_strand(begun, only(begun), "Calm")
    scale = begun.rows.where("scale", strand_id=strand)[0]["id"]
    round_id = scored(begun, "2025-02-03", [2, 7], scale)
    clock.at("2025-03-20")
    late = people.add_person(begun, "Late")
    scoring.ask_also(begun, round_id, [late])
    strands.give_score(begun, round_id, late, 4)
    clock.at("2025-05-01")

    def values(on: str) -> tuple[int, ...]:
        return next((s.values for s in day_view(begun, only(begun), US, on).scales), ())

    assert values("2025-02-02") == ()
    assert values("2025-02-03") == (2, 4, 7), "the scores of that day, whenever they were typed"
    assert values("2025-03-01") == (2, 4, 7)
    assert_whole(rows_on(begun, "2025-02-05"))


def test_a_source_added_later_was_not_there_then(begun: Case, clock: Clock) -> None:
    clock.at("2025-02-01")
    nan = people.add_person(begun, "Nan")
    key = cards.add_card(begun, only(begun), "strength", "Nan comes round.")
    clock.at("2025-04-01")
    cards.set_people(begun, key, "source", [(nan, None)])
    clock.at("2025-05-01")
    (then,) = map_on(begun, only(begun), "2025-03-01").cards
    (now,) = map_on(begun, only(begun), "2025-04-01").cards
    assert then.sources == () and [m.label for m in now.sources] == ["Nan"]


def test_moves_in_the_circles_count_from_their_own_day(begun: Case, clock: Clock) -> None:
    clock.at("2025-05-01")
    nan = people.add_person(begun, "Nan")
    circle = circles.start_circles(begun, only(begun))
    circles.move(begun, circle, nan, "outer", "2025-02-01")
    circles.move(begun, circle, nan, "inner", "2025-03-01")
    clock.at("2025-05-02")
    know = [day_view(begun, only(begun), US, f"2025-0{month}-15").know_everything for month in (1, 2, 3, 4)]
    assert know == [0, 0, 1, 1]


def test_what_has_ended_since_had_not_ended_then(begun: Case, clock: Clock) -> None:
    clock.at("2025-05-01")
    strand = strands.add_strand(begun, only(begun), "Calm")
    step = cards.add_card(begun, only(begun), "next_step", "Ring Nan", due_on="2025-03-10", strand_id=strand)
    with begun.edit("dates") as session:
        card, row = session.get(Card, step), session.get(Strand, strand)
        assert card is not None and row is not None
        card.written_on, card.done_on = "2025-02-01", "2025-03-09"
        row.opened_on, row.closed_on = "2025-02-01", "2025-04-01"
    clock.at("2025-05-02")
    before, after = rows_on(begun, "2025-03-01"), rows_on(begun, "2025-04-20")
    assert before.table("card")[step]["done_on"] is None and before.table("strand")[strand]["closed_on"] is None
    assert after.table("card")[step]["done_on"] == "2025-03-09" and after.table("strand")[strand]["closed_on"]
    assert begun.rows.table("card")[step]["done_on"] == "2025-03-09"


def test_nothing_points_at_what_was_not_there_yet(begun: Case, clock: Clock) -> None:
    clock.at("2025-02-20")
    nan, jo = people.add_person(begun, "Nan"), people.add_person(begun, "Jo")
    clock.at("2025-03-01")
    _delete(begun, Person, nan)
    clock.at("2025-04-01")
    begun.undo()
    strand = strands.add_strand(begun, only(begun), "Calm")
    scale = begun.rows.where("scale", strand_id=strand)[0]["id"]
    card = cards.add_card(begun, only(begun), "strength", "Nan comes round.", strand_id=strand, speaker_id=nan)
    round_id = strands.start_round(begun, scale, [nan, jo], held_on="2025-03-10")
    with begun.edit("written earlier") as session:
        row = session.get(Card, card)
        assert row is not None
        row.written_on = "2025-02-25"
    clock.at("2025-05-01")
    rows = rows_on(begun, "2025-03-05")
    assert rows.table("card")[card]["strand_id"] is None, "the strand was opened later"
    rows = rows_on(begun, "2025-03-15")
    assert rows.get("person", nan) is None, "she was taken out of the case then"
    assert [score["person_id"] for score in rows.where("score", round_id=round_id)] == [jo]
    assert_whole(rows)


def _delete(case: Case, model: type[Person] | type[Strand], key: str) -> None:
    with case.edit("Deleted") as session:
        session.delete(session.get(model, key))


def test_ages_and_days_are_those_of_the_day(begun: Case, clock: Clock) -> None:
    child = people.add_person(begun, "Jay", born="2016-02-08", child_of_workspace=only(begun))
    clock.at("2025-05-01")
    projector = Projector(rows_on(begun, "2025-02-01"))
    assert projector.today == dt.date(2025, 2, 1) and projector.people[child].age == "8"
    assert Projector(begun.rows, clock.day).people[child].age == "9"


def test_the_pathway_is_that_of_the_day(timed: Desk, clock: Clock) -> None:
    clock.at("2025-01-10")
    case = timed.new_case("Family", pathway="wellbeing")
    clock.at("2025-03-01")
    strands.step_to(case, only(case), "safety")
    clock.at("2025-05-01")
    assert [map_on(case, only(case), f"2025-0{m}-05").pathway for m in (1, 2, 3)] == [
        "wellbeing",
        "wellbeing",
        "safety",
    ]
    with case.edit("earlier") as session:
        period = session.query(PathwayPeriod).filter_by(pathway="safety").one()
        period.begun_on = "2025-03-01"
    assert day_view(case, only(case), US, "1999-01-01").pathway == "wellbeing"


def test_a_case_brought_in_keeps_its_own_days(begun: Case, clock: Clock, timed: Desk) -> None:
    clock.at("2025-02-01")
    strand = strands.add_strand(begun, only(begun), "Calm")
    scored(begun, "2025-02-01", [3, 5], begun.rows.where("scale", strand_id=strand)[0]["id"])
    cards.add_card(begun, only(begun), "strength", "Nan comes round.")
    clock.at("2025-06-01")
    case = timed.open_case(import_bundle(timed, read_bundle(write_bundle(begun)), as_copy=True))
    clock.at("2025-06-02")
    view = day_view(case, only(case), US, "2025-02-02")
    assert [s.values for s in view.scales] == [(3, 5)] and view.cards == 1
    assert day_view(case, only(case), US, "2025-01-31").cards == 0


# ---- the example families -----------------------------------------------------------------------------------------


def workspace(case: Case, ref: str) -> str:
    return str(next(w["id"] for w in case.rows.table("workspace").values() if w["ref"] == ref))


def test_the_harlow_way(example_cases: dict[str, Case]) -> None:
    case = example_cases["WEX-A-0417"]
    seen = {day: day_view(case, workspace(case, "A"), US, day) for day in ("2024-10-20", "2025-01-30", "2025-06-17")}
    assert [(min(s.values), max(s.values)) for day in seen.values() for s in day.scales[:1]] == [(1, 8), (2, 4), (5, 8)]
    assert [day.know_everything for day in seen.values()] == [1, 3, 7]
    assert [day.plan_version for day in seen.values()] == [None, None, 3]
    assert [e.text for e in seen["2025-06-17"].events] == ["Network meeting, 10 came", "Map version 5"]
    assert seen["2025-06-17"].cards > 20 and seen["2024-10-20"].cards == 0


def test_the_doyle_pathways(example_cases: dict[str, Case]) -> None:
    case = example_cases["WEX-B-0932"]
    home = workspace(case, "B-HOME")
    days = {day: day_view(case, home, US, day) for day in ("2023-11-21", "2024-09-01", "2024-10-20", "2025-06-20")}
    assert [day.pathway for day in days.values()] == ["wellbeing", "wellbeing", "safety", "wellbeing"]
    assert [[s.strand.name for s in day.scales] for day in days.values()] == [
        ["Ordinary days"], ["Ordinary days"], ["Purple weeks", "8:40", "Believe first"], ["Ordinary days at home"],
    ]  # fmt: skip
    assert map_on(case, home, "2024-09-01").strands[0].number == 1


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(day=st.dates(), kind=st.sampled_from(KINDS))
def test_any_day_of_the_examples_holds_together(example_cases: dict[str, Case], day: dt.date, kind: str) -> None:
    reader = Reader(kind, "Shauna" if kind == "parent" else None)
    for case in example_cases.values():
        assert_whole(rows_on(case, day.isoformat(), reader))


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(day=st.dates(dt.date(2023, 10, 1), dt.date(2025, 7, 10)), kind=st.sampled_from(KINDS))
def test_every_tool_can_show_any_day(example_cases: dict[str, Case], day: dt.date, kind: str) -> None:
    reader = Reader(kind, "Shauna" if kind == "parent" else None)
    for case in example_cases.values():
        look_at_everything(rows_on(case, day.isoformat(), reader), reader)


def test_facts_only_come_to_the_examples_as_the_days_go(example_cases: dict[str, Case]) -> None:
    for case in example_cases.values():
        before: set[tuple[str, str]] = set()
        for days in range(0, 650, 25):
            day = (dt.date(2023, 10, 1) + dt.timedelta(days)).isoformat()
            there = {(name, row["id"]) for name, row in rows_on(case, day)}
            assert before <= there
            before = there


# ---- restricted today ---------------------------------------------------------------------------------------------


def test_nothing_restricted_in_the_examples_shows_on_any_day(example_cases: dict[str, Case]) -> None:
    shown_to_us = set()
    for case in example_cases.values():
        secrets = [
            value for row in case.rows.table("restriction").values() for value in json.loads(row["values_json"] or "[]")
        ]
        for day in ("2023-12-01", "2024-10-20", "2025-03-20", "2025-06-10", "2025-06-20", "2025-06-30"):
            for workspace_id in case.rows.table("workspace"):
                for reader in (US, FAMILY):
                    rows = rows_on(case, day, reader)
                    projector = Projector(rows)
                    said = json.dumps(
                        [
                            to_plain(ReaderProjection(rows, reader).map(projector.map(workspace_id))),
                            to_plain(timeline_view(projector, workspace_id, reader)),
                            to_plain(day_view(case, workspace_id, reader, day)),
                            to_plain(harm_view(projector, workspace_id, reader)),
                        ],
                        ensure_ascii=False,
                    )
                    found = [value for value in secrets if value in said]
                    if reader.is_us:
                        shown_to_us.update(found)
                    else:
                        assert found == []
    assert shown_to_us, "the control: the team does see them"


def test_a_card_restricted_today_was_so_on_every_day(begun: Case, clock: Clock) -> None:
    clock.at("2025-02-01")
    key = cards.add_card(begun, only(begun), "strength", "Nan comes round.")
    clock.at("2025-04-01")
    assert told(begun, "2025-03-01", FAMILY) == ["Nan comes round."]
    cards.restrict(begun, "card", key, "Nan asked for it.")
    assert told(begun, "2025-03-01", FAMILY) == []
    assert told(begun, "2025-03-01") == ["Nan comes round."]


def test_what_was_restricted_when_it_was_deleted_stays_so(begun: Case, clock: Clock) -> None:
    clock.at("2025-02-01")
    key = cards.add_card(begun, only(begun), "strength", "Nan has a second phone.")
    cards.restrict(begun, "card", key, "Nan asked for it.")
    clock.at("2025-04-01")
    with begun.edit("gone together"):
        cards.unrestrict(begun, "card", key)
        cards.delete_cards(begun, [key])
    clock.at("2025-05-01")
    assert told(begun, "2025-03-01", FAMILY) == []
    assert told(begun, "2025-03-01") == ["Nan has a second phone."], "the control"


def test_what_may_be_shown_again_shows_in_the_past_too(begun: Case, clock: Clock) -> None:
    clock.at("2025-02-01")
    key = cards.add_card(begun, only(begun), "strength", "Nan comes round.")
    cards.restrict(begun, "card", key, "Nan asked for it.")
    clock.at("2025-04-01")
    cards.unrestrict(begun, "card", key)
    clock.at("2025-05-01")
    assert told(begun, "2025-03-01", FAMILY) == ["Nan comes round."]


def test_earlier_words_of_a_restricted_field_are_the_teams_own(begun: Case, clock: Clock) -> None:
    """The restriction names the present words; what stood there before may tell the same in others."""
    clock.at("2025-02-01")
    key = cards.add_card(begun, only(begun), "past_harm", "His aunt in Leeds rang us.")
    clock.at("2025-04-01")
    cards.write_card(begun, key, "Aunt Joy rang us.")
    restriction: dict[str, Any] = {"target_table": "card", "target_id": key, "public_name": "Somebody"}
    with begun.edit("Restricted") as session:
        session.add(
            Restriction(
                case_id=begun.id, target_field="text", reason="asked", values_json='["Aunt Joy"]', **restriction
            )
        )
    clock.at("2025-05-01")
    assert told(begun, "2025-03-01", FAMILY) == ["Somebody rang us."]
    assert told(begun, "2025-03-01") == ["His aunt in Leeds rang us."], "the control"
    cards.delete_cards(begun, [key])
    clock.at("2025-05-02")
    assert told(begun, "2025-03-01", FAMILY) == []


# ---- any work at all ----------------------------------------------------------------------------------------------

Deed = Callable[[Case, int], object]


def _any(case: Case, table: str, number: int) -> str | None:
    keys = sorted(case.rows.table(table))
    return keys[number % len(keys)] if keys else None


def _score(case: Case, number: int) -> None:
    scale = _any(case, "scale", number)
    if scale:
        day = (dt.date(2025, 1, 1) + dt.timedelta(number % 170)).isoformat()
        scored(case, day, [number % 11], scale)


def _circle(case: Case, number: int) -> None:
    person = _any(case, "person", number)
    circle = _any(case, "safety_circle", 0) or circles.start_circles(case, only(case))
    if person:
        day = (dt.date(2025, 1, 1) + dt.timedelta(number % 170)).isoformat()
        circles.move(case, circle, person, ("inner", "middle", "outer")[number % 3], day)


def _dispute(case: Case, number: int) -> None:
    card = _any(case, "card", number)
    if card:
        cards.add_dispute(case, card, _any(case, "person", number), f"No {number}")


def _delete_card(case: Case, number: int) -> None:
    if card := _any(case, "card", number):
        cards.delete_cards(case, [card])


def _delete_person(case: Case, number: int) -> None:
    if person := _any(case, "person", number):
        _delete(case, Person, person)


def _backdate(case: Case, number: int) -> None:
    if key := _any(case, "card", number):
        with case.edit("Written earlier") as session:
            card = session.get(Card, key)
            assert card is not None
            card.written_on = (dt.date(2024, 12, 1) + dt.timedelta(number % 200)).isoformat()


def _delete_strand(case: Case, number: int) -> None:
    if strand := _any(case, "strand", number):
        strands.delete_strand(case, strand)


ADDING: list[Deed] = [
    lambda case, n: cards.add_card(case, only(case), "strength", f"Card {n}", strand_id=_any(case, "strand", n)),
    lambda case, n: people.add_person(case, f"Person {n}"),
    lambda case, n: strands.add_strand(case, only(case), f"Strand {n}"),
    lambda case, n: strands.add_wording(case, only(case), "danger", f"Own {n}", person_id=_any(case, "person", n)),
    _score, _circle, _dispute,
]  # fmt: skip
CHANGING: list[Deed] = [
    _delete_card, _delete_person, _delete_strand, _backdate, lambda case, n: case.undo(), lambda case, n: case.redo(),
]  # fmt: skip

deeds = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 400), st.integers(0, 9)), min_size=1, max_size=12)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(found=deeds, days=st.lists(st.integers(0, 200), min_size=4, max_size=6))
def test_any_work_leaves_a_past_that_holds_together(
    timed: Desk, clock: Clock, found: list[tuple[int, int, int]], days: list[int]
) -> None:
    clock.at("2025-01-01")
    case = timed.new_case("Any")
    for which, number, later in found:
        clock.day += dt.timedelta(later)
        (ADDING + CHANGING)[which](case, number)
    clock.day += dt.timedelta(1)
    for offset in days:
        rows = rows_on(case, (dt.date(2024, 12, 1) + dt.timedelta(offset)).isoformat(), FAMILY)
        assert_whole(rows)
        look_at_everything(rows, FAMILY)
    assert list(rows_on(case, today_of(case))) == list(case.rows)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(found=deeds)
def test_where_things_are_only_added_the_past_only_grows(
    timed: Desk, clock: Clock, found: list[tuple[int, int, int]]
) -> None:
    clock.at("2025-01-01")
    case = timed.new_case("Growing")
    for which, number, later in found:
        clock.day += dt.timedelta(later)
        ADDING[which % len(ADDING)](case, number)
    clock.day += dt.timedelta(1)
    before: set[tuple[str, str]] = set()
    for offset in range(0, 300, 10):
        day = (dt.date(2024, 12, 20) + dt.timedelta(offset)).isoformat()
        # A step back to where somebody stood is no step: the circles may take one away again.
        there = {(name, row["id"]) for name, row in rows_on(case, day) if name != "circle_move"}
        assert before <= there, day
        before = there


def test_the_past_agrees_with_the_journal(begun: Case, clock: Clock) -> None:
    """For rows without a day of their own the past is what the journal replays."""
    for month in range(2, 6):
        clock.at(f"2025-0{month}-01")
        people.set_person(begun, people.add_person(begun, f"P{month}"), note=f"In {month}")
        cards.add_card(begun, only(begun), "strength", f"Card {month}")
    for month in range(2, 6):
        day = f"2025-0{month}-10"
        replayed = begun.rows_at(begun.seq_at(day))
        assert rows_on(begun, day).table("card") == replayed.table("card")


def test_the_last_day_of_work(begun: Case, clock: Clock) -> None:
    clock.at("2025-02-03")
    people.add_person(begun, "Nan")
    assert last_day_worked(begun, dt.date(2025, 2, 3)) == "2025-01-10"
    assert last_day_worked(begun, dt.date(2025, 5, 1)) == "2025-02-03"
    assert last_day_worked(begun, dt.date(2025, 1, 10)) is None


def test_columns_a_table_has_got_since_are_filled_in() -> None:
    old = past_module._whole("open_question", {"id": "q", "text": "Why?"})
    assert old is not None and old["text"] == "Why?" and old["asker_id"] is None and old["topic"] == "matrix"
    assert past_module._whole("card", None) is None


def test_what_is_kept_ready_is_forgotten_with_the_case(timed: Desk, begun: Case, clock: Clock) -> None:
    clock.at("2025-03-01")
    map_on(begun, only(begun), "2025-02-01")
    assert begun.kept
    timed.forget(begun.id)
    assert not begun.kept
    again = timed.open_case(begun.id)
    assert told(again, "2025-02-01") == [] and again.kept
    timed.close()
    assert not again.kept and not list(again.rows)
