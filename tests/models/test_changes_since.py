"""What changed since a day: tool by tool, with earlier words, for a reader; days one may ask from."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.acts import cards, circles, harm, meetings, people, plan, scoring, strands
from models.acts import timeline as acts
from models.casework import Case, Desk
from models.changes_since import TOOLS, changes_since, days_offered
from models.entities import Card
from models.harm import harm_view
from models.projections import Projector
from models.readers import FAMILY, KINDS, US, Reader
from models.thinking_views import ChangeLine
from models.vault import Vault
from models.views import to_plain

BEFORE, SINCE, AFTER, NOW = "2025-02-01", "2025-03-01", "2025-04-01", "2025-05-01"


@dataclass
class Work:
    """A case on a desk whose day is set by hand."""

    vault: Vault
    day: str = BEFORE

    def __post_init__(self) -> None:
        self.desk = Desk(self.vault, lambda: dt.datetime.fromisoformat(f"{self.day}T12:00:00+00:00"))
        self.case = self.desk.new_case("Family")
        self.workspace_id = next(iter(self.case.rows.table("workspace")))

    def lines(self, reader: Reader = US, tool: str = "") -> list[ChangeLine]:
        self.day = NOW
        found = changes_since(self.case, self.workspace_id, reader, SINCE).lines
        return [line for line in found if tool in ("", line.tool)]

    def told(self, reader: Reader = US) -> list[tuple[str, str, str, str]]:
        return [(line.what, line.title, line.text, line.before) for line in self.lines(reader)]


@pytest.fixture
def work(vault: Vault) -> Work:
    return Work(vault)


def test_nothing_changed(work: Work) -> None:
    cards.add_card(work.case, work.workspace_id, "strength", "Nan comes round.")
    view = changes_since(work.case, work.workspace_id, US, SINCE)
    assert (view.lines, view.since, view.since_words, view.until) == ((), SINCE, "1 March 2025", BEFORE)


def test_cards_are_added_changed_moved_and_gone(work: Work) -> None:
    case, place = work.case, work.workspace_id
    nan = people.add_person(case, "Nan")
    stays, moves, goes, step = (
        cards.add_card(case, place, part, text)
        for part, text in (("strength", "Nan rings."), ("strength", "Dad asked Nan."), ("danger", "Old."),
                           ("next_step", "Ring Nan"))
    )  # fmt: skip
    work.day = AFTER
    cards.write_card(case, stays, "Nan rings every day.")
    cards.move_cards(case, [moves], "complicating")
    cards.delete_cards(case, [goes])
    cards.tick_step(case, step, AFTER)
    cards.add_card(case, place, "danger", "Nan worries.", speaker_id=nan)
    cards.add_dispute(case, stays, nan, "Not every day.")
    assert work.told() == [
        ("added", "Danger statement", "Nan worries.", ""),
        ("changed", "Moved to complicating factors", "Dad asked Nan.", "Existing strengths"),
        ("changed", "Strength", "Nan rings every day.", "Nan rings."),
        ("added", "Nan sees it differently", "Not every day.", ""),
        ("changed", "Next step done", "Ring Nan", ""),
        ("gone", "Danger statement", "Old.", ""),
    ]
    assert [mention.label for mention in work.lines()[0].who] == ["Nan"]


def test_a_card_that_was_closed_is_gone_and_one_put_back_is_not(work: Work) -> None:
    case = work.case
    key = cards.add_card(case, work.workspace_id, "danger", "Old.")
    work.day = AFTER
    cards.delete_cards(case, [key])
    case.undo()
    assert work.told() == []
    with case.edit("Closed") as session:
        row = session.get(Card, key)
        assert row is not None
        row.closed_on = AFTER
    assert work.told() == [("gone", "Danger statement", "Old.", "")]


def test_own_words(work: Work) -> None:
    case, place = work.case, work.workspace_id
    nan = people.add_person(case, "Nan")
    changed = strands.add_wording(case, place, "danger", "It was bad.", person_id=nan)
    gone = strands.add_wording(case, place, "danger", "Nobody asked me.", person_id=None)
    work.day = AFTER
    strands.set_wording(case, changed, text="It was very bad.")
    strands.delete_wording(case, gone)
    strands.add_wording(case, place, "goal", "Quiet Fridays.", person_id=nan)
    assert sorted(work.told()) == [
        ("added", "In Nan’s own words", "Quiet Fridays.", ""),
        ("changed", "In Nan’s own words", "It was very bad.", "It was bad."),
        ("gone", "In somebody’s own words", "Nobody asked me.", ""),
    ]


def round_of(work: Work, scale: str, person: str, value: int, on: str) -> str:
    key = strands.start_round(work.case, scale, [person], held_on=on)
    strands.give_score(work.case, key, person, value)
    strands.reveal(work.case, key)
    return key


def test_scores_stand_beside_those_before(work: Work) -> None:
    case = work.case
    nan = people.add_person(case, "Nan")
    strand = strands.add_strand(case, work.workspace_id, "Calm")
    scale = case.rows.where("scale", strand_id=strand)[0]["id"]
    round_of(work, scale, nan, 4, BEFORE)
    work.day = AFTER
    fell = round_of(work, scale, nan, 2, AFTER)
    assert work.told() == [("added", "Calm", "1 April 2025: 2", "1 February 2025: 4")]
    hidden = strands.start_round(case, scale, [nan])
    assert len(work.told()) == 1, "what is not shown yet is told nowhere"
    strands.delete_round(case, hidden)
    scoring.set_round(case, fell, held_on="2025-02-10")
    assert work.told() == [], "held before that day after all"


def test_moves_in_the_circles(work: Work) -> None:
    case = work.case
    nan, jo, wes = (people.add_person(case, name) for name in ("Nan", "Jo", "Wes"))
    circle = circles.start_circles(case, work.workspace_id)
    circles.move(case, circle, nan, "outer", BEFORE)
    circles.move(case, circle, wes, "middle", BEFORE)
    work.day = AFTER
    circles.move(case, circle, nan, "inner", AFTER)
    circles.move(case, circle, jo, "outer", AFTER)
    circles.leave(case, circle, wes, AFTER)
    assert work.told() == [
        ("changed", "Nan", "Knows everything", "Knows nothing yet"),
        ("added", "Jo", "Knows nothing yet", ""),
        ("gone", "Wes", "Knows some", ""),
    ]


def test_the_harm_matrix(work: Work) -> None:
    case, place = work.case, work.workspace_id
    matrix = harm.add_matrix(case, place, "Shouts at night")
    view = harm_view(Projector(case.rows), place, US).matrices[0]
    what = next(row for row in view.rows if row.key == "what")
    harm.write_cell(case, matrix, what, "worst", "Shouted for an hour")
    harm.write_cell(case, matrix, what, "first", "Shouted")
    work.day = AFTER
    harm.write_cell(case, matrix, what, "worst", "Shouted for two hours")
    harm.write_cell(case, matrix, what, "recent", "Shouted once")
    question = harm.add_question(case, place, "Nan, what did you hear?")
    harm.answer_question(case, question, "A plate.")
    harm.add_matrix(case, place, "Leaves the children alone")
    told = work.told()
    assert [(what, text, before) for what, title, text, before in told if title.startswith("Shouts")] == [
        ("changed", "Shouted for two hours", "Shouted for an hour"),
        ("added", "Shouted once", ""),
    ]
    assert ("added", "Harm matrix", "Leaves the children alone", "") in told
    assert ("changed", "Answered", "A plate.", "Nan, what did you hear?") in told


def test_the_plan_and_its_diary(work: Work) -> None:
    case, place = work.case, work.workspace_id
    plan.start_plan(case, place, made_by="the family", made_on=BEFORE)
    first = plan.add_rule(case, place, "Nobody drinks here.")
    plan.add_rule(case, place, "Nan has the keys.")
    work.day = AFTER
    plan.set_rule(case, first, text="Nobody drinks here, ever.")
    plan.log(case, place, "slip", on=AFTER, text="The chart was blank.")
    assert work.told() == [
        ("changed", "Rule 1", "Nobody drinks here, ever.", "Nobody drinks here."),
        ("added", "It slipped, 1 April", "The chart was blank.", ""),
    ]
    plan.new_version(case, place, made_on=AFTER)
    told = work.told()
    assert (
        told[0][:2] == ("added", "Safety plan, version 2") and ("gone", "Rule 2", "Nan has the keys.", "") not in told
    )


def test_the_timeline_and_meetings(work: Work) -> None:
    case, place = work.case, work.workspace_id
    camp = acts.add_event(case, place, on="2025-04-10", text="Camp")
    test = acts.add_event(case, place, on="2025-04-20", text="Test")
    party = acts.add_event(case, place, on="2025-07-01", text="Party")
    work.day = "2025-04-25"
    acts.happened(case, camp)
    acts.move(case, test, "2025-06-20")
    acts.delete_event(case, party)
    acts.add_event(case, place, on="2025-04-24", text="Quarrel", kind="setback")
    meetings.add_meeting(case, place, "2025-04-22", came=5)
    assert work.told() == [
        ("changed", "Took place, 10 April 2025", "Camp", ""),
        ("added", "24 April 2025", "Quarrel", ""),
        ("changed", "Planned, 20 June 2025", "Test", "20 April 2025: Test"),
        ("gone", "1 July 2025", "Party", ""),
        ("added", "Network meeting, 22 April 2025", "5 came", ""),
    ]
    assert {line.tool for line in work.lines()} == {"timeline"}


# ---- for a reader -------------------------------------------------------------------------------------------------


def test_what_is_restricted_now_shows_in_no_earlier_words(work: Work) -> None:
    case, place = work.case, work.workspace_id
    card = cards.add_card(case, place, "strength", "Nan has a second phone.")
    gone = cards.add_card(case, place, "strength", "The second phone is blue.")
    wording = strands.add_wording(case, place, "danger", "I rang from the second phone.", person_id=None)
    event = acts.add_event(case, place, on=BEFORE, text="Bought a second phone")
    work.day = AFTER
    for key in (card, gone):
        cards.write_card(case, key, "Nan can be reached.")
    strands.set_wording(case, wording, text="I rang.")
    acts.set_event(case, event, text="Shopping")
    cards.delete_cards(case, [gone])
    assert "second phone" in json.dumps(to_plain(tuple(work.lines(FAMILY)))), "the control: nothing is restricted yet"
    cards.restrict(case, "card", card, "asked for", values=["second phone"])
    found = work.lines(FAMILY)
    assert "second phone" not in json.dumps(to_plain(tuple(found)))
    assert "Nan can be reached." not in [line.text for line in found]
    assert "second phone" in json.dumps(to_plain(tuple(work.lines())))


def test_what_is_hidden_since_is_not_called_gone(work: Work) -> None:
    case = work.case
    key = cards.add_card(case, work.workspace_id, "strength", "Nan comes round.")
    work.day = AFTER
    cards.write_card(case, key, "Nan has a second phone.")
    other = cards.add_card(case, work.workspace_id, "strength", "x")
    cards.restrict(case, "card", other, "asked for", values=["second phone"])
    assert work.told(FAMILY) == []
    assert [what for what, *_ in work.told()] == ["changed", "added"]


def test_restricted_facts_of_the_examples_leave_no_trace(example_cases: dict[str, Case]) -> None:
    examples = example_cases.values()
    for case in examples:
        secrets = [v for r in case.rows.table("restriction").values() for v in json.loads(r["values_json"] or "[]")]
        for workspace_id in case.rows.table("workspace"):
            for since in ("2023-01-01", "2024-10-01", "2025-06-09"):
                said = json.dumps(to_plain(changes_since(case, workspace_id, FAMILY, since)), ensure_ascii=False)
                assert not [value for value in secrets if value in said]
    said = json.dumps(
        [
            to_plain(changes_since(c, w, US, "2023-01-01"))
            for c in example_cases.values()
            for w in c.rows.table("workspace")
        ]
    )
    assert "by Joy Petrov" in said and "second phone" not in said.replace("by Joy Petrov", ""), "the control"


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(day=st.dates(dt.date(2023, 9, 1), dt.date(2025, 7, 10)), kind=st.sampled_from(KINDS))
def test_any_day_can_be_asked_from(example_cases: dict[str, Case], day: dt.date, kind: str) -> None:
    reader = Reader(kind, "Shauna" if kind == "parent" else None)
    for case in example_cases.values():
        for workspace_id in case.rows.table("workspace"):
            view = changes_since(case, workspace_id, reader, day.isoformat())
            order = [TOOLS.index(line.tool) for line in view.lines]
            assert order == sorted(order), "tool by tool"
            assert all(line.title or line.text for line in view.lines)
            assert day < dt.date(2025, 7, 1) or view.lines == ()


def test_what_came_without_a_day_is_not_taken_for_new(example_cases: dict[str, Case]) -> None:
    harlow = next(case for case in example_cases.values() if case.row["number"] == "WEX-A-0417")
    workspace_id = next(iter(harlow.rows.table("workspace")))
    view = changes_since(harlow, workspace_id, US, "2025-06-17")
    assert view.since_words == "the network meeting on 17 June 2025"
    assert not [line for line in view.lines if line.tool in ("harm", "timeline")]
    assert ("added", "Safety goal, draft") in [(line.what, line.title) for line in view.lines]
    assert ("changed", "Next step done") in [(line.what, line.title) for line in view.lines]


def test_days_one_may_ask_from(work: Work, example_cases: dict[str, Case]) -> None:
    harlow = next(case for case in example_cases.values() if case.row["number"] == "WEX-A-0417")
    found = days_offered(harlow, next(iter(harlow.rows.table("workspace"))), FAMILY)
    assert found == (("2025-06-17", "Network meeting, 17 June 2025"), ("2025-03-18", "Plan made, 18 March 2025"))
    assert days_offered(work.case, work.workspace_id) == ()
    work.day = AFTER
    strands.keep_version(work.case, work.workspace_id)
    meeting = meetings.add_meeting(work.case, work.workspace_id, SINCE, came=3)
    meetings.add_meeting(work.case, work.workspace_id, "2025-12-01", state="invited")
    work.day = NOW
    assert days_offered(work.case, work.workspace_id) == (
        (AFTER, "Kept map, 1 April 2025"), (SINCE, "Network meeting, 1 March 2025"),
    )  # fmt: skip
    cards.restrict(work.case, "network_meeting", meeting, "asked for")
    assert [day for day, _words in days_offered(work.case, work.workspace_id, FAMILY)] == [AFTER]


def test_somebody_restricted_is_in_no_line(work: Work) -> None:
    case, place = work.case, work.workspace_id
    nan: Any = people.add_person(case, "Nan Harrow")
    work.day = AFTER
    circle = circles.start_circles(case, place)
    circles.move(case, circle, nan, "inner", AFTER)
    assert [line.title for line in work.lines(FAMILY)] == ["Nan"]
    cards.restrict(case, "person", nan, "asked for", values=["Nan Harrow", "Nan"])
    assert work.lines(FAMILY) == [] and [line.title for line in work.lines()] == ["Nan"]
