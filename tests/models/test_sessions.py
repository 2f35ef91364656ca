"""Sessions led by stages: silent until shown together, nothing of the room's view names anybody or tells a secret."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from models import practice, session_template, sessions
from models.acts import cards, people
from models.acts import sessions as acts
from models.casework import Case, Desk
from models.cover_names import INITIALS, CoverNames
from models.errors import KnownError
from models.projections import Projector
from models.sessions import room_view, session_lines, session_view, texts_of


@pytest.fixture
def case(desk: Desk, example_ids: list[str]) -> Case:
    return next(c for c in (desk.open_case(i) for i in example_ids) if c.row["number"] == "WEX-A-0417")


@pytest.fixture
def workspace(case: Case) -> str:
    return next(iter(case.rows.table("workspace")))


def _person(case: Case, name: str) -> str:
    return next(key for key, row in case.rows.table("person").items() if row["name"].startswith(name))


@pytest.fixture
def session(case: Case, workspace: str) -> str:
    return acts.begin(
        case,
        workspace,
        "supervision",
        worker_id=_person(case, "Priya"),
        facilitator_id=_person(case, "Grace"),
        people=7,
    )


def _room(case: Case, session: str) -> sessions.SessionView:
    view = room_view(Projector(case.rows), session)
    assert view is not None
    return view


def _whole(case: Case, session: str) -> sessions.SessionView:
    view = session_view(Projector(case.rows), session)
    assert view is not None
    return view


def test_the_whole_way_from_the_goal_to_the_managers_word(case: Case, workspace: str, session: str) -> None:
    assert _whole(case, session).stage.key == "goal"
    acts.add_item(case, session, "goal", "Work out what to ask Carol so she stops covering.", is_quotation=True)
    stage = session_template.template("supervision").next_of("goal")
    assert stage is not None
    acts.to_stage(case, session, stage.key)
    for text in ("Danny will hit Shauna.", "Mila will not sleep."):
        acts.add_item(case, session, "statement", text, who="Hannah", is_hidden=True)
    assert _room(case, session).of("statement") == ()
    assert acts.reveal(case, session, "statement") == 2
    assert len(_room(case, session).of("statement")) == 2
    first = _whole(case, session).of("statement")[0]
    acts.keep_line(case, first.id, "will hit Shauna")
    with pytest.raises(KnownError, match="not in what was said"):
        acts.keep_line(case, first.id, "something else")
    for value in (2, 3, 5):
        acts.add_item(case, session, "score", value=value, is_hidden=True)
    assert _room(case, session).scores == ()
    acts.reveal(case, session, "score")
    assert [item.value for item in _room(case, session).scores] == [2, 3, 5]
    question = acts.add_item(case, session, "question", "What would Jayden notice on Friday?")
    acts.star(case, question)
    acts.add_item(case, session, "next_step", "Ring Carol", due_on="2025-02-03")
    asked, steps = len(case.rows.table("open_question")), len(case.rows.where("card", part="next_step"))
    assert acts.take_along(case, session) == 2
    assert acts.take_along(case, session) == 0
    assert len(case.rows.table("open_question")) == asked + 1
    assert len(case.rows.where("card", part="next_step")) == steps + 1
    acts.end(case, session)
    assert _whole(case, session).status == acts.AWAITING
    with pytest.raises(KnownError, match="over"):
        acts.add_item(case, session, "question", "Too late?")
    acts.decide(case, session, "Agreed.")
    assert _whole(case, session).status == acts.APPROVED
    assert session_lines(Projector(case.rows), workspace)[0].is_open is False


def test_the_room_reads_no_full_name_no_secret_and_colleagues_by_first_name(case: Case, session: str) -> None:
    full = [row["name"] for row in case.rows.table("person").values() if len(row["name"].split()) == 2]
    for name in full:
        acts.add_item(case, session, "question", f"What would {name} say, and {name.split()[0]}?", who=name)
    acts.add_item(case, session, "question", "Does he know of the second phone?")
    shown = "\n".join(texts_of(_room(case, session)))
    told = "\n".join(texts_of(_whole(case, session)))
    assert all(name in told for name in full)  # the control
    assert "second phone" in told
    assert not [name for name in full if name in shown]
    assert "second phone" not in shown
    view = _room(case, session)
    assert (view.worker, view.facilitator) == ("Priya", "Grace")
    assert "Danny" not in shown


def test_names_stay_the_same_all_session_and_can_be_initials(case: Case, session: str) -> None:
    danny = _person(case, "Daniel")
    before = sessions.cover_of(case.rows, session).person(danny)
    people.add_person(case, "Somebody New")
    assert sessions.cover_of(case.rows, session).person(danny) == before
    names = sessions.cover_of(case.rows, session).names
    acts.call(case, session, CoverNames(INITIALS, names.people, {"Mick": "the helper"}))
    cover = sessions.cover_of(case.rows, session)
    assert cover.person(danny) == "DP"
    assert cover.text("Priya and Mick and Danny") == "Priya and the helper and DP"


def test_a_restricted_card_taken_into_a_session_is_not_shown(case: Case, session: str) -> None:
    item = acts.add_item(case, session, "worry", "Only for us")
    assert _room(case, session).of("worry")
    cards.restrict(case, "session_item", item, "Not for the room")
    assert _room(case, session).of("worry") == ()


def test_every_kind_has_stages_and_an_authority_its_own(case: Case, workspace: str, tmp_path: Path) -> None:
    kinds, wrong = session_template.in_force()
    assert (set(kinds), wrong) == ({"supervision", "appreciative", "network_meeting", "conference", "core_group"}, "")
    assert kinds["supervision"].minutes == 55
    stage = {"key": "one", "title": "One", "minutes": 5, "question": "Why?", "shows": "answers", "collects": "answer"}
    practice.use(tmp_path)
    try:
        own = {"supervision": {"title": "Ours", "roles": [], "stages": [stage]}}
        (tmp_path / session_template.FILE).write_text(json.dumps(own), encoding="utf-8")
        assert session_template.template("supervision").title == "Ours"
        assert session_template.template("conference").title == "Conference"
        (tmp_path / session_template.FILE).write_text('{"supervision": {"stages": []}}', encoding="utf-8")
        kinds, wrong = session_template.in_force()
        assert kinds["supervision"].title == "Group supervision"
        assert "cannot be used" in wrong
    finally:
        practice.use(None)


def test_older_records_are_read(case: Case, workspace: str) -> None:
    line = next(each for each in session_lines(Projector(case.rows), workspace) if each.id == _old(case))
    assert not line.is_open
    view = _whole(case, line.id)
    assert view.of("goal")[0].text.startswith("Work out what to ask Carol")
    with pytest.raises(KnownError):
        acts.add_item(case, line.id, "question", "x")


def _old(case: Case) -> str:
    return next(key for key, row in case.rows.table("learning_session").items() if row["begun_at"] is None)
