"""An audit held together: who takes part, notes, numbers in silence, what comes of it; who reads which feedback."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from exporters.export import export, pages_of
from exporters.order import Order
from models import practice, search
from models.acts import audits as acts
from models.acts import cards
from models.acts import feedback as forms
from models.audits import WHO, audit_view
from models.casework import Case, Desk
from models.drawing import Text, flat
from models.drawings.audit_sheet import feedback_sheet
from models.errors import KnownError
from models.feedback import feedback_view, form
from models.projections import Projector
from models.quality_views import FACES, AuditView
from models.readers import FAMILY, US, Reader
from models.sessions import session_lines

ROOMS = {"map", "strands", "scaling", "circles", "plan", "meetings", "words", "children"}


def view_of(family: Any, reader: Reader = US, on: str | None = None) -> AuditView:
    return audit_view(Projector(family.case.rows), family.workspace_id, reader, on)


def found(case: Case, words: str) -> list[str]:
    with case.desk.reading() as connection:
        return [hit.table for hit in search.find(connection, words)]


def test_each_line_of_evidence_says_where_it_is(family: Any) -> None:
    for line in view_of(family).lines:
        assert len(line.rooms) == len(line.evidence) > 0 and set(line.rooms) <= ROOMS
    network = next(line for line in view_of(family).lines if line.key == "network")
    assert network.rooms == ("circles", "circles", "circles", "meetings")


def test_who_takes_part_and_what_they_write(family: Any) -> None:
    case, space = family.case, family.workspace_id
    day = acts.begin_audit(case, space, "2025-03-01", worker_id=family.mum, family_id=family.mum)
    first, second = view_of(family).lines[:2]
    assert first.family_person and first.family_person.id == family.mum and not view_of(family).auditor
    acts.take_part(case, space, day, "auditor", family.jay)
    acts.ask(case, second.id, family.jay)
    acts.set_note(case, first.id, "worker", " I read it to her ")
    acts.set_note(case, first.id, "worker", "I read it to her twice")
    acts.set_note(case, first.id, "family", "True")
    acts.set_note(case, first.id, "family", "")
    view = view_of(family)
    assert view.auditor and view.auditor.id == family.jay and view.worker and view.worker.id == family.mum
    assert view.lines[0].notes == (("worker", "I read it to her twice"),)
    assert view.lines[1].family_person and view.lines[1].family_person.id == family.jay
    assert not session_lines(Projector(case.rows), space), "an audit is no session to lead"
    assert export(case, space, Order("audit")).startswith(b"%PDF")
    with pytest.raises(KnownError, match="already"):
        acts.add_question(case, space, day, first.question)
    with pytest.raises(ValueError):
        acts.set_note(case, first.id, "manager", "no")


def test_what_comes_of_it_is_a_real_next_step(family: Any) -> None:
    case, space = family.case, family.workspace_id
    day = acts.begin_audit(case, space)
    card = acts.add_step(case, space, day, " Read the statements aloud ", "2025-04-01")
    line = acts.learn(case, space, day, "We talk past Jay")
    acts.set_learned(case, line, "We talked past Jay")
    view = view_of(family)
    assert [step.text for step in view.steps] == ["Read the statements aloud"] and view.steps[0].part == "next_step"
    assert [each.text for each in view.learned] == ["We talked past Jay"]
    cards.tick_step(case, card, "2025-03-20")
    assert view_of(family).steps[0].done_on == "2025-03-20"
    acts.set_learned(case, line, " ")
    assert not view_of(family).learned
    acts.delete_audit(case, space, day)
    assert not view_of(family).days and case.rows.get("card", card), "the step stays on the map"
    case.undo()
    assert view_of(family).steps
    with pytest.raises(KnownError):
        acts.learn(case, space, day, " ")
    with pytest.raises(KnownError):
        acts.add_step(case, space, day, "")


def test_in_silence_nobody_sees_a_number_until_all_are_shown(family: Any) -> None:
    case, space = family.case, family.workspace_id
    old = acts.begin_audit(case, space, "2025-01-01")
    acts.score(case, view_of(family).lines[0].id, "worker", 3)
    with pytest.raises(KnownError, match="numbers already"):
        acts.score_silently(case, space, old)
    day = acts.begin_audit(case, space, "2025-03-01")
    acts.score_silently(case, space, day)
    answer = view_of(family).lines[0].id
    acts.score(case, answer, "worker", 9)
    acts.set_note(case, answer, "worker", "Wholeheartedly")
    view = view_of(family)
    assert view.is_silent and view.lines[0].given == ("worker",) and not view.lines[0].notes
    assert {getattr(view.lines[0], who) for who in WHO} == {None}
    assert [(p.held_on, p.worker) for p in view.lines[0].course] == [("2025-01-01", 3)]
    paper = export(case, space, Order("audit", US, "json")).decode()
    table = export(case, space, Order("audit", US, "csv")).decode()
    assert "Wholeheartedly" not in paper + table and "2025-03-01" not in table
    assert not found(case, "Wholeheartedly")
    assert view_of(family, on=old).lines[0].course[-1].worker == 3
    acts.show_together(case, space, day)
    view = view_of(family)
    assert (view.lines[0].worker, view.lines[0].worker_note) == (9, "Wholeheartedly") and not view.is_silent
    assert found(case, "Wholeheartedly") == ["session_item"], "the control: shown, it is found"
    assert [p.worker for p in view.lines[0].course] == [3, 9]


def test_the_second_family_s_record_can_be_gone_on_with(desk: Desk, example_ids: list[str]) -> None:
    case = next(case for case in map(desk.open_case, example_ids) if case.row["number"] == "WEX-B-0932")
    space = next(w["id"] for w in case.rows.table("workspace").values() if w["ref"] == "B-HOME")
    grace = next(p["id"] for p in case.rows.table("person").values() if p["name"].startswith("Grace"))
    acts.take_part(case, space, "2025-05-20", "auditor", grace)
    acts.learn(case, space, "2025-05-20", "Amir is too quiet in our record")
    view = audit_view(Projector(case.rows), space)
    assert view.auditor and view.auditor.id == grace and view.worker and view.learned and view.lines[0].worker == 8


# ---- feedback -----------------------------------------------------------------------------------------------------


def test_only_those_the_form_names_read_what_came_back(family: Any, tmp_path: Path) -> None:
    case, space = family.case, family.workspace_id
    forms.give(case, space, "family", {"listened": 2, "do_more": "Come when he is out"})
    forms.give(case, space, "child", {"listened": 5, "wish": "Play"})

    def read(kind: str, reader: Reader) -> str:
        return repr(feedback_view(Projector(case.rows), space, kind, reader))

    assert "he is out" in read("family", US) and "Play" in read("child", US)
    for reader in (FAMILY, Reader("child"), Reader("network"), Reader("parent", "Ruby")):
        assert "he is out" not in read("family", reader) and "Play" not in read("child", reader)
        assert feedback_view(Projector(case.rows), space, "family", reader).forms == 0
    paper = export(case, space, Order("feedback", FAMILY, "json")).decode()
    assert "he is out" not in paper and "Play" not in paper
    own = json.loads((Path(__file__).parents[2] / "resources/practice/feedback.json").read_text())
    own["family"]["readers"] = ["us", "family"]
    try:
        (tmp_path / "feedback.json").write_text(json.dumps({"family": own["family"]}))
        practice.use(tmp_path)
        assert "he is out" in read("family", FAMILY) and form("child").choose == "faces"
        (tmp_path / "feedback.json").write_text(json.dumps({"family": own["family"] | {"choose": "stars"}}) + " ")
        with pytest.raises(KnownError):
            form("family")
    finally:
        practice.use(None)


def test_few_forms_of_colleagues_are_not_read_so_that_nobody_is_picked_out(family: Any) -> None:
    case, space = family.case, family.workspace_id
    for number in range(form("staff").least):
        view = feedback_view(Projector(case.rows), space, "staff")
        assert view.forms == number and view.is_waiting == (number > 0)
        assert not any(each.values or each.words for each in view.answers)
        forms.give(case, space, "staff", {"time": number, "stuck": "Nights"})
    view = feedback_view(Projector(case.rows), space, "staff")
    assert not view.is_waiting and [each.values for each in view.answers if each.values] == [(0, 1, 2)]
    assert len(view.filled) == 3 and len({each.number for each in view.filled}) == 3


def test_a_child_s_form_has_faces_also_on_paper(family: Any) -> None:
    assert form("child").choose == "faces" and tuple(sorted(FACES)) == FACES and len(FACES) == 5
    told = json.loads(export(family.case, family.workspace_id, Order("feedback", US, "json")))
    assert set(told) == {"family", "child", "staff"}
    assert export(family.case, family.workspace_id, Order("feedback")).startswith(b"%PDF")


def test_each_form_on_paper_counts_its_own_pages_and_a_child_s_is_one(family: Any) -> None:
    assert feedback_sheet(form("child")).count == 1
    order = Order("feedback")
    pages = pages_of(family.case, family.workspace_id, order).pages
    said = [" ".join(item.text for item in flat(page.items) if isinstance(item, Text)) for page in pages]
    titles = [form(kind).title for kind in ("family", "child", "staff")]
    assert all(sum(title in page for page in said) >= 1 for title in titles)
    assert not any(f"of {len(pages)}" in page for page in said)
