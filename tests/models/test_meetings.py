"""Family network meetings: who came, what was asked and said, who does what; and what a reader sees of them."""

from __future__ import annotations

from typing import Any

import pytest

from models.acts import cards, circles, meetings, people
from models.base import new_id
from models.casework import Case, Desk
from models.entities import Restriction
from models.errors import KnownError
from models.meetings import meetings_view, offered_people
from models.projections import Projector
from models.readers import FAMILY, US, Reader
from models.thinking_views import MeetingView
from models.views import to_plain


def views(family: Any, reader: Reader = US) -> tuple[MeetingView, ...]:
    return meetings_view(Projector(family.case.rows), family.workspace_id, reader)


def one(family: Any, reader: Reader = US) -> MeetingView:
    (view,) = views(family, reader)
    return view


def hide(case: Case, table: str, key: str, field: str | None = None, **more: Any) -> None:
    with case.edit("Hid something") as session:
        session.add(
            Restriction(
                id=new_id(), case_id=case.id, target_table=table, target_id=key, target_field=field, reason="x", **more
            )
        )


@pytest.fixture
def meeting(family: Any) -> str:
    return meetings.add_meeting(
        family.case, family.workspace_id, "2025-06-17", came=10, place="Nan's kitchen", who="Mum's side", note="Long."
    )


def test_the_example_families_meetings(desk: Desk, example_ids: list[str]) -> None:
    seen = {}
    for case_id in example_ids:
        projector = Projector(desk.open_case(case_id).rows)
        for row in projector.rows.table("workspace").values():
            meetings_seen = meetings_view(projector, row["id"], FAMILY)
            seen[row["title"]] = [(m.held_on, m.came, m.note, m.is_planned) for m in meetings_seen]
    assert seen == {
        "Harlow / Pryce": [
            ("2025-06-17", 10, "", False), ("2025-03-18", 9, "", False), ("2025-01-22", 8, "", False),
            ("2024-12-09", 6, "", False), ("2024-11-18", 4, "", False),
        ],
        "Doyle / Rahman": [
            ("2025-04-22", 9, "Review.", False), ("2025-02-25", 9, "", False),
            ("2024-12-03", 5, "First two-family network meeting.", False),
        ],
        "Leah Doyle": [],
    }  # fmt: skip


def test_who_came_may_be_more_than_are_named_and_never_fewer(family: Any, meeting: str) -> None:
    meetings.set_attendee(family.case, meeting, person_id=family.mum)
    meetings.set_attendee(family.case, meeting, words="two neighbours")
    meetings.set_attendee(family.case, meeting, person_id=family.jay, state="sorry")
    view = one(family)
    assert [(p.label, p.state) for p in view.people] == [("Ruby", "came"), ("two neighbours", "came"), ("Jay", "sorry")]
    assert view.came == 10
    meetings.set_meeting(family.case, meeting, came=1)
    assert one(family).came == 2
    meetings.set_meeting(family.case, meeting, came=None)
    assert one(family).came == 2
    meetings.set_attendee(family.case, meeting, person_id=family.jay, state="came")
    assert one(family).came == 3 and len(one(family).people) == 3
    meetings.remove_attendee(family.case, one(family).people[0].id)
    assert [p.label for p in one(family).people] == ["two neighbours", "Jay"]
    with pytest.raises(KnownError, match="cannot have come"):
        meetings.set_meeting(family.case, meeting, came=5000)


def test_questions_answers_and_what_was_said(family: Any, meeting: str) -> None:
    asked = meetings.add_item(family.case, meeting, "question", "Who is there on Fridays?", person_id=family.mum)
    meetings.add_item(family.case, meeting, "said", " We can do this. ", person_id=family.jay)
    meetings.set_item(family.case, asked, answer="Nan is.")
    first, second = one(family).items
    assert (first.kind, first.text, first.answer) == ("question", "Who is there on Fridays?", "Nan is.")
    assert first.person is not None and first.person.name == "Ruby"
    assert (second.kind, second.text, second.card) == ("said", "We can do this.", None)
    meetings.delete_item(family.case, asked)
    assert [item.kind for item in one(family).items] == ["said"]
    family.case.undo()
    assert [item.answer for item in one(family).items] == ["Nan is.", ""]
    with pytest.raises(ValueError, match="cannot set"):
        meetings.set_item(family.case, asked, due_on="2026-01-01")


def test_who_does_what_is_a_next_step_on_the_map(family: Any, meeting: str) -> None:
    done = len(family.case.history())
    item = meetings.add_item(
        family.case, meeting, "step", "Ring Dean", responsible=[(family.mum, None), (None, "the school")],
        due_on="2025-07-04", strand_id=family.strand,
    )  # fmt: skip
    assert len(family.case.history()) == done + 1, "one step to undo"
    (line,) = one(family).items
    assert line.card is not None and line.text == "Ring Dean"
    assert [m.label for m in line.card.responsible] == ["Ruby", "the school"]
    assert line.card.due_on == "2025-07-04" and line.card.strand is not None
    on_the_map = Projector(family.case.rows).map(family.workspace_id).part("next_step").cards
    assert [card.id for card in on_the_map] == [line.card.id]
    meetings.set_item(
        family.case, item, text="Ring Dean and Jo", due_on="before Christmas", responsible=[(None, "Nan")]
    )
    (line,) = one(family).items
    assert line.card is not None and (line.text, line.card.due_on) == ("Ring Dean and Jo", "before Christmas")
    assert [m.label for m in line.card.responsible] == ["Nan"]
    cards.tick_step(family.case, line.card.id, "2025-07-03")
    (line,) = one(family).items
    assert line.card is not None and line.card.done_on == "2025-07-03"


def test_a_step_taken_off_goes_or_stays_on_the_map(family: Any, meeting: str) -> None:
    linked = meetings.add_item(family.case, meeting, "step", "Visit Carol")
    made = meetings.add_item(family.case, meeting, "step", "Ring Dean")
    assert [item.text for item in one(family).items] == ["Visit Carol", "Ring Dean"]
    meetings.delete_item(family.case, linked, keep_step=True)
    meetings.delete_item(family.case, made)
    assert one(family).items == ()
    assert [row["text"] for row in family.case.rows.where("card", part="next_step")] == ["Visit Carol"]
    family.case.undo()
    assert [item.text for item in one(family).items] == ["Ring Dean"]


def test_a_deleted_meeting_leaves_its_steps_and_comes_back_whole(family: Any, meeting: str) -> None:
    meetings.set_attendee(family.case, meeting, person_id=family.mum)
    meetings.add_item(family.case, meeting, "step", "Ring Dean")
    before = one(family)
    meetings.delete_meeting(family.case, meeting)
    assert views(family) == () and len(family.case.rows.where("card", part="next_step")) == 1
    assert not family.case.rows.table("meeting_person") and not family.case.rows.table("meeting_item")
    family.case.undo()
    assert one(family) == before
    with pytest.raises(KnownError):
        meetings.set_meeting(family.case, "nothing", note="x")
    with pytest.raises(KnownError):
        meetings.delete_item(family.case, "nothing")


def test_a_planned_meeting_leads_and_becomes_one_that_was_held(family: Any, meeting: str) -> None:
    planned = meetings.add_meeting(
        family.case, family.workspace_id, "", people=[family.mum, family.jay, family.mum], state="invited"
    )
    assert [(m.id, m.is_planned) for m in views(family)] == [(planned, True), (meeting, False)]
    for day, ahead in (("before Christmas", True), ("9999", True), ("0000-01-01", False), ("2020", False)):
        meetings.set_meeting(family.case, planned, held_on=day)
        assert {m.id: m.is_planned for m in views(family)}[planned] is ahead, day
    meetings.set_attendee(family.case, planned, person_id=family.jay, state="sorry")
    meetings.set_everybody(family.case, planned, "came")
    view = next(m for m in views(family) if m.id == planned)
    assert [(p.label, p.state) for p in view.people] == [("Ruby", "came"), ("Jay", "sorry")] and view.came == 1


def test_people_are_offered_inner_ring_first(family: Any) -> None:
    for name, ring in (("Nan", "inner"), ("Lisa", "outer"), ("Jo", "middle")):
        person = people.add_person(family.case, name)
        circle = (family.case.rows.where("safety_circle") or [{"id": ""}])[0]["id"] or circles.start_circles(
            family.case, family.workspace_id
        )
        circles.move(family.case, circle, person, ring, "2025-01-10")
    people.add_person(family.case, "Priya", kind="professional")
    people.add_person(family.case, "Rex", kind="pet")
    offered = offered_people(Projector(family.case.rows), family.workspace_id)
    assert [(o.person.name, o.ring) for o in offered] == [
        ("Nan", "inner"), ("Jo", "middle"), ("Lisa", "outer"), ("Ruby", None), ("Jay", None), ("Priya", None),
    ]  # fmt: skip


def test_nothing_restricted_leaves_a_trace(family: Any, meeting: str) -> None:
    """Control first: the team sees all of it."""
    hidden = people.add_person(family.case, "Quill Secret")
    for person in (family.mum, hidden):
        meetings.set_attendee(family.case, meeting, person_id=person)
    meetings.add_item(family.case, meeting, "said", "I was there.", person_id=hidden)
    meetings.add_item(family.case, meeting, "question", "Who has the second phone?")
    meetings.add_item(family.case, meeting, "question", "Who is near?", answer="Look for the second phone")
    meetings.add_item(family.case, meeting, "step", "Ring Quill Secret", responsible=[(family.mum, None)])
    step = meetings.add_item(family.case, meeting, "step", "Kept from them")
    meetings.set_meeting(family.case, meeting, note="Ruby has a second phone.", who="Mum and Quill Secret")
    card_id = family.case.rows.get("meeting_item", step)["card_id"]
    assert "second phone" in str(to_plain(one(family, FAMILY))) and len(one(family, FAMILY).items) == 5
    hide(family.case, "person", hidden, values_json='["Quill Secret", "Quill"]')
    hide(family.case, "card", card_id)
    hide(family.case, "card", family.danger, "text", values_json='["second phone"]')
    hide(family.case, "network_meeting", meeting, "place")
    team, shown = one(family), one(family, FAMILY)
    assert len(team.items) == 5 and team.came == 10 and team.place == "Nan's kitchen"
    assert [p.label for p in shown.people] == ["Ruby"] and shown.came == 9
    assert (shown.note, shown.who, shown.place) == ("", "", "")
    assert [(item.text, item.answer) for item in shown.items] == [("Who is near?", "")]
    hide(family.case, "network_meeting", meeting)
    assert views(family, FAMILY) == () and len(views(family)) == 1


def test_who_stands_under_a_public_name_is_not_quoted(family: Any, meeting: str) -> None:
    joy = people.add_person(family.case, "Joy Petrov")
    meetings.set_attendee(family.case, meeting, person_id=joy)
    meetings.add_item(family.case, meeting, "said", "I live at number 9.", person_id=joy)
    assert [p.label for p in one(family, FAMILY).people] == ["Joy"] and len(one(family, FAMILY).items) == 1
    cards.restrict(family.case, "person", joy, "she asked", public_name="a neighbour", values=["Joy Petrov", "Joy"])
    shown = one(family, FAMILY)
    assert [p.label for p in shown.people] == ["a neighbour"] and shown.items == ()
    assert [p.label for p in one(family).people] == ["Joy"]
