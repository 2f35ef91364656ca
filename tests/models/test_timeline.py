"""The timeline: kept and told events without doubles, states by the case's own today, acts, readers, pages."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.acts import cards, strands
from models.acts import timeline as acts
from models.casework import Case, Desk
from models.drawings.look import Copy
from models.drawings.timeline_sheet import timeline_sheet
from models.entities import NetworkMeeting, PathwayPeriod, PlanVersion
from models.errors import KnownError
from models.past import today_of
from models.projections import Projector
from models.readers import FAMILY, US, Reader
from models.thinking_views import EventView, TimelineView
from models.timeline import day_of, kind_words, state_words, timeline_view
from models.views import to_plain


@pytest.fixture
def examples(desk: Desk, example_ids: list[str]) -> dict[str, Case]:
    opened = [desk.open_case(case_id) for case_id in example_ids]
    return {case.row["number"]: case for case in opened}


def workspace(case: Case, ref: str) -> str:
    return str(next(w["id"] for w in case.rows.table("workspace").values() if w["ref"] == ref))


def view_of(case: Case, ref: str, reader: Reader = US) -> TimelineView:
    return timeline_view(Projector(case.rows), workspace(case, ref), reader)


def day(desk: Desk, ahead: int) -> str:
    return (desk.now().date() + dt.timedelta(ahead)).isoformat()


def events(family: Any, reader: Reader = US) -> tuple[EventView, ...]:
    return timeline_view(Projector(family.case.rows), family.workspace_id, reader).events


def kept(family: Any) -> list[EventView]:
    return [event for event in events(family) if event.source == "event"]


# ---- what is there ------------------------------------------------------------------------------------------------


def test_every_step_of_the_harlow_trajectory_is_there_once(examples: dict[str, Case]) -> None:
    view = view_of(examples["WEX-A-0417"], "A")
    assert [(e.on, e.state) for e in view.events if e.source == "event"] == [
        ("2024-09-27", "past"), ("2024-10-14", "past"), ("2024-10-21", "past"), ("2024-11-18", "past"),
        ("2024-12-09", "past"), ("2025-01-19", "past"), ("2025-02-16", "past"), ("2025-03-18", "past"),
        ("2025-05-04", "past"), ("2025-07-19", "planned"), ("2025-09-02", "planned"), ("2025-09-16", "planned"),
        ("2025-11-30", "planned"), ("2026-01-15", "planned"),
    ]  # fmt: skip
    meetings = [(e.on, e.text, e.source) for e in view.events if e.kind == "meeting"]
    assert meetings == [
        ("2024-11-18", "First network meeting (4 people)", "event"),
        ("2024-12-09", "Network meeting, 6 came", "meeting"), ("2025-01-22", "Network meeting, 8 came", "meeting"),
        ("2025-03-18", "Network meeting, 9 came", "meeting"), ("2025-06-17", "Network meeting, 10 came", "meeting"),
    ]  # fmt: skip
    assert not [e for e in view.events if e.source == "plan"], "version 3 is said in the review's own words"
    assert next(e for e in view.events if e.target).text == "If all at 8 or above, step down"
    assert [tag.name for tag in view.strands] == ["No more Friday voices", "One grown-up on duty"]
    assert (view.first, view.last, view.as_at) == ("2024-09-27", "2026-01-15", "2025-07-01")
    steps = [e for e in view.events if e.source == "step"]
    assert steps and {e.state for e in steps} == {"planned"}


def test_scales_of_earlier_pathways_keep_their_names(examples: dict[str, Case]) -> None:
    view = view_of(examples["WEX-B-0932"], "B-HOME")
    assert [(s.name, bool(s.closed_on)) for s in view.scales] == [
        ("Wellbeing scale", False), ("Wellbeing scale", True), ("Safety scale", True), ("Safety scale", True),
        ("Safety scale", True),
    ]  # fmt: skip
    assert [e.text for e in view.events if e.source == "pathway"] == ["Work began: Signs of Wellbeing"]
    assert [e.kind for e in view.events if e.kind.startswith("step_")] == ["step_up", "step_down"], "in their own words"
    falls = [r.spread for r in view.scales[1].rounds]
    assert falls == [(3, 6), (5, 7), (4, 6), (2, 6)]
    assert next(e for e in view.events if e.target).strand == view.strands[0]
    leah = view_of(examples["WEX-B-0932"], "B-LEAH")
    assert [e.text for e in leah.events] == ["Work began: Signs of Success", "Map version 3"]


def test_what_other_tools_know_is_told_once(family: Any, desk: Desk) -> None:
    ids = {"case_id": family.case.id, "workspace_id": family.workspace_id}
    with family.case.edit("facts") as session:
        session.add(NetworkMeeting(**ids, held_on=day(desk, -20), came=5))
        session.add(NetworkMeeting(**ids, held_on=day(desk, 20)))
        session.add(NetworkMeeting(**ids, held_on=""))
        session.add(PlanVersion(**ids, number=2, made_on=day(desk, -10)))
        session.add(PathwayPeriod(**ids, pathway="wellbeing", begun_on=day(desk, 1)))
    strands.keep_version(family.case, family.workspace_id, "Before the summer")
    told = [(e.text, e.state, e.source) for e in events(family)]
    assert told == [
        ("Network meeting, 5 came", "past", "meeting"),
        ("Safety plan, version 2", "past", "plan"),
        ("Work began: Signs of Safety", "past", "pathway"),
        ("Map version 1: Before the summer", "past", "version"),
        ("Step down: Signs of Wellbeing", "planned", "pathway"),
        ("Network meeting", "planned", "meeting"),
    ]
    acts.add_event(family.case, family.workspace_id, on=day(desk, -20), text="The meeting at Nan's")
    acts.add_event(family.case, family.workspace_id, on=day(desk, -10), text="Made plan v2 together")
    acts.add_event(family.case, family.workspace_id, on=day(desk, 0), text="A map with everybody")
    assert [e.source for e in events(family) if e.state == "past"] == ["event", "event", "event", "pathway"]


def test_next_steps_due_are_there_until_they_are_done(family: Any, desk: Desk) -> None:
    late = cards.add_card(family.case, family.workspace_id, "next_step", "Ring Nan", due_on=day(desk, -3))
    cards.add_card(family.case, family.workspace_id, "next_step", "See Nan.", due_on=day(desk, 3))
    cards.add_card(family.case, family.workspace_id, "next_step", "Some time")
    acts.add_event(family.case, family.workspace_id, on=day(desk, 3), text="See Nan", is_planned=True)
    steps = [(e.text, e.state) for e in events(family) if e.source == "step"]
    assert steps == [("Ring Nan", "ask")]
    assert [e.text for e in events(family) if e.state == "planned"] == ["See Nan"]
    cards.tick_step(family.case, late, day(desk, -1))
    assert not [e for e in events(family) if e.source == "step"]


def test_states_are_told_by_the_cases_own_today(examples: dict[str, Case]) -> None:
    case = examples["WEX-A-0417"]
    told: list[tuple[str, str | None, bool, str]] = [
        ("2025-07-01", None, True, "planned"),
        ("2025-06-30", None, True, "ask"),
        ("2025-06-20", "2025-07-02", True, "planned"),
        ("2025-07", None, True, "planned"),
        ("2025-06", None, True, "ask"),
        ("2025", None, True, "planned"),
        ("2024", None, True, "ask"),
        ("summer 2025", None, True, "planned"),
        ("2025-06-30", None, False, "past"),
        ("2025-07", None, False, "past"),
        ("2025-07-02", None, False, "planned"),
        ("summer 2023", None, False, "past"),
    ]
    for on, until, is_planned, state in told:
        key = acts.add_event(case, workspace(case, "A"), on=on, until=until, text="A thing", is_planned=is_planned)
        assert next(e for e in view_of(case, "A").events if e.id == key).state == state, on


def test_words_for_kinds_and_states() -> None:
    assert kind_words("setback") == "Setback" and kind_words("made up") == "Something happened"
    event = EventView("", "", None, "", "", "event", "ask")
    assert state_words(event) == "was planned: did it happen?"


@given(st.text(max_size=20))
def test_any_words_for_a_day_are_read_or_not(said: str) -> None:
    assert day_of(said) is None or isinstance(day_of(said), dt.date)


def test_days_that_are_partly_known_stand_in_the_middle() -> None:
    assert day_of("2025-06") == dt.date(2025, 6, 15) and day_of("2025") == dt.date(2025, 7, 1)
    assert day_of("summer 2023") == dt.date(2023, 7, 15) and day_of("one day") is None and day_of(None) is None


def test_what_lies_years_away_does_not_squeeze_the_scores(examples: dict[str, Case]) -> None:
    case = examples["WEX-A-0417"]
    for on in ("1998-03-01", "2040-01-01"):
        acts.add_event(case, workspace(case, "A"), on=on, text="Far away")
    view = view_of(case, "A")
    assert view.first == "2024-08-10" and view.last == "2026-03-18"
    assert [e.on for e in view.events if e.text == "Far away"] == ["1998-03-01", "2040-01-01"]


def test_an_empty_case_has_an_axis(desk: Desk) -> None:
    case = desk.new_case("New")
    view = timeline_view(Projector(case.rows), next(iter(case.rows.table("workspace"))), US)
    assert view.first == view.last == view.as_at == today_of(case)
    assert view.scales == () and [e.source for e in view.events] == ["pathway"]


# ---- acts ---------------------------------------------------------------------------------------------------------


def test_steps_are_added_changed_moved_and_deleted(family: Any, desk: Desk) -> None:
    case = family.case
    key = acts.add_event(case, family.workspace_id, on=f" {day(desk, 30)} ", text=" Camp ", strand_id=family.strand)
    (event,) = kept(family)
    assert (event.text, event.state, event.on) == ("Camp", "planned", day(desk, 30))
    assert event.strand and event.strand.name == "Loud nights"
    acts.set_event(case, key, until=day(desk, 33), target=8, kind="step_down", strand_id=None)
    (event,) = kept(family)
    assert (event.until, event.target, event.kind, event.strand) == (day(desk, 33), 8, "step_down", None)
    acts.move(case, key, day(desk, 40))
    (event,) = kept(family)
    assert (event.on, event.until) == (day(desk, 40), day(desk, 43)), "as long as before"
    acts.delete_event(case, key)
    assert kept(family) == []
    case.undo()
    assert [e.id for e in kept(family)] == [key]
    case.undo()
    assert kept(family)[0].on == day(desk, 30)


def test_a_planned_step_took_place(family: Any, desk: Desk) -> None:
    case = family.case
    key = acts.add_event(case, family.workspace_id, on=day(desk, -5), text="Camp", is_planned=True)
    assert kept(family)[0].state == "ask"
    acts.happened(case, key)
    assert [(e.state, e.on) for e in kept(family)] == [("past", day(desk, -5))]
    case.undo()
    acts.happened(case, key, day(desk, -2))
    assert [(e.state, e.on) for e in kept(family)] == [("past", day(desk, -2))]
    early = acts.add_event(case, family.workspace_id, on=day(desk, 9), text="Sooner than planned")
    with pytest.raises(KnownError, match="still to come"):
        acts.happened(case, early, day(desk, 1))
    acts.happened(case, early)
    assert kept(family)[-1].on == day(desk, 0)


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"on": "one day"}, "No day can be read"),
        ({"on": ""}, "No day can be read"),
        ({"text": "  "}, "Nothing is said"),
        ({"on": "2025-06-10", "until": "2025-06-01"}, "end before it begins"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_changes(family: Any, fields: dict[str, Any], says: str) -> None:
    given_fields = {"on": "2025-06-10", "text": "Camp"} | fields
    with pytest.raises(KnownError, match=says):
        acts.add_event(family.case, family.workspace_id, **given_fields)
    key = acts.add_event(family.case, family.workspace_id, on="2025-06-10", text="Camp")
    with pytest.raises(KnownError, match=says):
        acts.set_event(family.case, key, **fields)
    assert [(e.on, e.text) for e in kept(family)] == [("2025-06-10", "Camp")]


def test_what_is_no_field_or_gone(family: Any) -> None:
    key = acts.add_event(family.case, family.workspace_id, on="2025-06-10", text="Camp")
    with pytest.raises(ValueError, match="not a field"):
        acts.set_event(family.case, key, colour="red")
    with pytest.raises(ValueError, match="no such kind"):
        acts.set_event(family.case, key, kind="party")
    with pytest.raises(ValueError, match="0 to 10"):
        acts.set_event(family.case, key, target=11)
    acts.delete_event(family.case, key)
    for gone in (acts.delete_event, acts.happened):
        with pytest.raises(KnownError, match="no longer there"):
            gone(family.case, key)


# ---- readers ------------------------------------------------------------------------------------------------------


def secrets_of(case: Case) -> list[str]:
    return [
        value for row in case.rows.table("restriction").values() for value in json.loads(row["values_json"] or "[]")
    ]


def test_restricted_facts_leave_no_trace(examples: dict[str, Case]) -> None:
    case = examples["WEX-B-0932"]
    home = workspace(case, "B-HOME")
    acts.add_event(case, home, on="2025-06-20", text="by Joy Petrov the police were called")
    acts.add_event(case, home, on="2025-06-21", text="Leah tells her counsellor")
    cards.add_card(case, home, "next_step", "Write to the Tillmans", due_on="2025-08-01")
    secret = acts.add_event(case, home, on="2025-06-22", text="A quiet day")
    cards.restrict(case, "timeline_event", secret, "asked for")
    found = {reader: json.dumps(to_plain(view_of(case, "B-HOME", reader)), ensure_ascii=False)
             for reader in (US, FAMILY)}  # fmt: skip
    hidden = [*secrets_of(case), "Tillmans", "A quiet day"]
    assert not [value for value in hidden if value in found[FAMILY]]
    assert len([value for value in hidden if value in found[US]]) >= 4, "the control: the team sees them"
    assert "by a neighbour the police were called" in found[FAMILY], "under the public name"


def test_nothing_is_told_in_place_of_what_is_hidden(family: Any, desk: Desk) -> None:
    with family.case.edit("facts") as session:
        session.add(
            NetworkMeeting(case_id=family.case.id, workspace_id=family.workspace_id, held_on=day(desk, -9), came=5)
        )
    key = acts.add_event(family.case, family.workspace_id, on=day(desk, -9), text="The meeting nobody may know of")
    assert [e.text for e in events(family, FAMILY) if e.on == day(desk, -9)] == ["The meeting nobody may know of"]
    cards.restrict(family.case, "timeline_event", key, "asked for")
    assert [e for e in events(family, FAMILY) if e.on == day(desk, -9)] == []


# ---- on paper -----------------------------------------------------------------------------------------------------


def test_the_sheet_says_everything_there_is(examples: dict[str, Case]) -> None:
    for number, ref in (("WEX-A-0417", "A"), ("WEX-B-0932", "B-HOME"), ("WEX-B-0932", "B-LEAH")):
        view = view_of(examples[number], ref, FAMILY)
        drawing = timeline_sheet(view, Copy(reader="Family copy")).drawing()
        text = drawing.text()
        for event in view.events:
            assert event.text in text and event.when in text
        for scale, strand in zip(view.scales, view.strands, strict=True):
            assert strand.name in text and scale.name in text
            for round_ in scale.rounds:
                assert round_.when in text
                assert ", ".join(str(v) for v in sorted(s.value or 0 for s in round_.given)) in text
        roles = {block.role for block in drawing.blocks}
        assert {"H1", "H2", "Table", "TR", "TH", "TD", "Figure"} <= roles
        assert all(block.alt for block in drawing.blocks if block.role == "Figure")
        assert all(block.scope for block in drawing.blocks if block.role == "TH")


def test_the_sheet_of_an_empty_case_and_of_what_is_asked(family: Any, desk: Desk) -> None:
    view = TimelineView("Case", "Work", "2025-07-01", "safety", (), (), (), "2025-07-01", "2025-07-01")
    assert "There is nothing on the timeline yet." in timeline_sheet(view).drawing().text()
    acts.add_event(family.case, family.workspace_id, on=day(desk, -5), text="Camp", is_planned=True)
    shown = timeline_view(Projector(family.case.rows), family.workspace_id, US)
    made = timeline_sheet(shown).drawing()
    assert "Did it happen?" in made.text() and "Nobody has scored yet" in made.text()
    told = timeline_sheet(shown, Copy(asks=False)).drawing().text()
    assert "Camp" in told and "Was planned" in told
    assert "happen?" not in told and "Nobody" not in told, "it may be told elsewhere that it did"


@pytest.mark.parametrize(("count", "length"), [(1, 900), (40, 30), (90, 3)])
def test_a_long_timeline_flows_over_pages(family: Any, count: int, length: int) -> None:
    view = timeline_view(Projector(family.case.rows), family.workspace_id, US)
    states = ("past", "ask", "planned")
    many = tuple(
        EventView(f"e{i}", f"2024-{i % 12 + 1:02}-01", None, "a day", f"Step {i} " + "word " * length, "event",
                  states[i % 3]) for i in range(count)
    )  # fmt: skip
    made = timeline_sheet(
        replace(view, as_at="2024-08-01", events=many, first="2024-01-01", last="2024-12-31")
    ).drawing()
    assert len(made.pages) > 1
    assert all(f"Step {i} " in made.text() for i in range(count))
