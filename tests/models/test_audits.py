"""Audits: the second family's reproduced from its record, evidence worked out, scores over time; feedback forms."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from exporters.export import export
from exporters.order import Order
from models import feedback, practice
from models.acts import audits as acts
from models.acts import feedback as forms
from models.acts import people, plan
from models.audits import EVIDENCE, audit_view, questions
from models.casework import Case
from models.entities import Restriction
from models.errors import KnownError
from models.feedback import KINDS, feedback_view, form
from models.projections import Projector
from models.quality_views import AuditView
from models.readers import FAMILY, US, Reader


@pytest.fixture(scope="module")
def doyle(example_cases: dict[str, Case]) -> Case:
    """The second family, read only but for edits that are undone."""
    return example_cases["WEX-B-0932"]


def home(case: Case) -> str:
    return str(next(w["id"] for w in case.rows.table("workspace").values() if w["ref"] == "B-HOME"))


def audit_of(case: Case, reader: Reader = US, on: str | None = None) -> AuditView:
    return audit_view(Projector(case.rows), home(case), reader, on)


DONE_WITH_THE_WORKER = [
    ("Would a 10-year-old understand the danger statements?", "The three danger statements", 8, 8, "Karen", 9),
    ("Is there a network that knows everything?", "7 people, 3 meetings", 9, 8, "Farah", 8),
    ("Do the children know why we are involved?", "Words and pictures 2025-01-26", 8, 9, "Zayn", 9),
    ("Has the plan been tried for real?", "3 real tests: 21 Feb, 8 Apr, 16 May", 7, 7, "Brenda", 7),
    ("Is each child's own voice there?", "Amir's is thin", 6, 5, "Amir", 6),
]


def test_the_second_family_s_audit_comes_back_from_its_record(doyle: Case) -> None:
    view = audit_of(doyle)
    assert (view.held_on, view.days) == ("2025-05-20", ("2025-05-20",))
    assert view.worker and view.worker.name == "Nadia"
    told = [
        (line.question, line.written, line.worker, line.auditor, getattr(line.family_person, "name", ""), line.family)
        for line in view.lines
    ]  # fmt: skip
    assert told == DONE_WITH_THE_WORKER


def test_the_record_answers_each_question_by_itself(doyle: Case) -> None:
    """What the worker wrote beside the scores stands in the rows: the statements, the network, the day, the tests."""
    plain, network, explained, tried, voice = (line.evidence for line in audit_of(doyle).lines)
    assert plain[0] == "3 danger statements on the map: DS1, DS2 and DS3"
    assert network[0] == "7 people know everything: Brenda, Farah, Hamid, Joy, Nasreen, Tom and Yusuf"
    assert network[1] == "2 people know some of it: Ash and Denise"
    assert network[-1] == "3 network meetings, the last on 22 April 2025"
    assert explained == ("Words and pictures 26 January 2025, read by Karen, with Farah, Dadi and Nadia",)
    assert all(day in tried[-1] for day in ("21 February 2025", "8 April 2025", "16 May 2025"))
    amir = next(said for said in voice if said.startswith("Amir"))
    zayn = next(said for said in voice if said.startswith("Zayn"))
    safiya = next(said for said in voice if said.startswith("Safiya"))
    assert "no words of their own" in amir and "no words" not in zayn and "never scored" in safiya


def test_evidence_follows_the_record(doyle: Case) -> None:
    """The control: take something away, and the evidence says so."""
    before = audit_of(doyle).lines[3].evidence
    plan.remove_entry(doyle, next(e["id"] for e in doyle.rows.table("plan_entry").values() if e["on"] == "2025-04-08"))
    after = audit_of(doyle).lines[3].evidence
    doyle.undo()
    assert "8 April 2025" in before[-1] and "8 April 2025" not in after[-1]


def test_of_what_is_hidden_the_evidence_says_nothing(doyle: Case) -> None:
    ids = {"case_id": doyle.id, "reason": "asked"}
    tom = next(p["id"] for p in doyle.rows.table("person").values() if p["ref"] == "B16")
    first = next(a["id"] for a in doyle.rows.table("audit_answer").values() if a["family_score"] == 7)
    with doyle.edit("Hidden") as session:
        session.add(Restriction(target_table="person", target_id=tom, values_json='["Tom"]', **ids))
        session.add(Restriction(target_table="audit_answer", target_id=first, **ids))
    ours, theirs = audit_of(doyle), audit_of(doyle, FAMILY)
    paper = export(doyle, home(doyle), Order("audit", FAMILY, "json")).decode()
    doyle.undo()
    assert "Tom" in ours.lines[1].evidence[0] and "Tom" not in repr(theirs)
    assert theirs.lines[1].evidence[0].startswith("6 people") and len(theirs.lines) == 4
    assert "Tom" not in paper and "Cassons" not in paper


def test_an_audit_from_its_beginning(family: Any) -> None:
    case, space = family.case, family.workspace_id
    empty = audit_view(Projector(case.rows), space)
    assert (empty.held_on, empty.days) == ("", ()) and [line.key for line in empty.lines] == [
        q.key for q in questions()
    ]
    day = acts.begin_audit(case, space, "2025-03-01")
    with pytest.raises(KnownError, match="begun"):
        acts.begin_audit(case, space, day)
    with pytest.raises(KnownError, match="not a day"):
        acts.begin_audit(case, space, "soon")
    lines = audit_view(Projector(case.rows), space).lines
    assert lines[0].written.startswith("1 danger statement on the map")
    acts.score(case, lines[0].id, "worker", 9)
    acts.score(case, lines[0].id, "auditor", 4)
    acts.score(case, lines[0].id, "family", 6, person_id=family.mum)
    acts.set_written(case, lines[0].id, " Read aloud in the kitchen ")
    own = acts.add_question(case, space, day, "Was anybody missing?")
    line = audit_view(Projector(case.rows), space).lines[0]
    assert (line.worker, line.auditor, line.family, line.spread) == (9, 4, 6, 5)
    assert line.family_person and line.family_person.id == family.mum and line.written == "Read aloud in the kitchen"
    acts.begin_audit(case, space, "2025-06-01")
    later = audit_view(Projector(case.rows), space)
    acts.score(case, later.lines[0].id, "worker", 7)
    course = audit_view(Projector(case.rows), space).lines[0].course
    assert [(point.held_on, point.worker) for point in course] == [("2025-03-01", 9), ("2025-06-01", 7)]
    assert audit_view(Projector(case.rows), space).days == ("2025-06-01", "2025-03-01")
    earlier = audit_view(Projector(case.rows), space, US, "2025-03-01")
    assert earlier.lines[-1].question == "Was anybody missing?" and not earlier.lines[-1].evidence
    acts.remove_question(case, own)
    acts.score(case, lines[0].id, "family", None)
    assert audit_view(Projector(case.rows), space, US, "2025-03-01").lines[0].family_person is None
    acts.delete_audit(case, space, "2025-06-01")
    assert audit_view(Projector(case.rows), space).days == ("2025-03-01",)
    case.undo()
    assert len(audit_view(Projector(case.rows), space).days) == 2
    with pytest.raises(KnownError):
        audit_view(Projector(case.rows), space, US, "2024-01-01")
    with pytest.raises(KnownError):
        acts.score(case, own, "worker", 5)
    with pytest.raises(KnownError):
        acts.add_question(case, space, day, "  ")
    for who, value in (("worker", 11), ("manager", 5)):
        with pytest.raises(ValueError):
            acts.score(case, lines[0].id, who, value)


def test_a_council_s_own_questions(tmp_path: Path) -> None:
    own = {"questions": [{"key": "a", "question": "Is it true?", "evidence": "plan"}, {"key": "b", "question": "Why?"}]}
    try:
        practice.use(tmp_path)
        (tmp_path / "audit.json").write_text(json.dumps(own))
        assert [each.question for each in questions()] == ["Is it true?", "Why?"]
        for number, fault in enumerate(('{"questions": []}', '{"questions": [{"key": "a"}]}', "{", json.dumps(
            {"questions": [{"key": "a", "question": "?", "evidence": "guess"}]}
        ))):  # fmt: skip
            (tmp_path / "audit.json").write_text(fault + " " * (number + 1))
            with pytest.raises(KnownError, match="fault"):
                questions()
        (tmp_path / "feedback.json").write_text("[]")
        with pytest.raises(KnownError, match="fault"):
            form("family")
    finally:
        practice.use(None)
    assert {each.evidence for each in questions()} == set(EVIDENCE)


def test_of_a_part_of_the_record_no_file_counts_anything(doyle: Case) -> None:
    """Counts of what one reader may see would tell them what is not so; nor is any file to say where things stand."""
    for reader, told in ((US, True), (FAMILY, True), (Reader("network"), False), (Reader("parent", "Karen"), False)):
        data = json.loads(export(doyle, home(doyle), Order("audit", reader, "json")))
        assert any(line["evidence"] for line in data["lines"]) is told
        assert not any(line["rooms"] or line["things"] for line in data["lines"])
        table = list(csv.DictReader(io.StringIO(
            export(doyle, home(doyle), Order("audit", reader, "csv")).decode("utf-8-sig"))))  # fmt: skip
        assert table and any(row["evidence"] for row in table) is told


def test_the_audit_on_paper_and_as_data(doyle: Case) -> None:
    assert export(doyle, home(doyle), Order("audit")).startswith(b"%PDF")
    told = json.loads(export(doyle, home(doyle), Order("audit", US, "json", on="2025-05-20")))
    assert [line["auditor"] for line in told["lines"]] == [8, 8, 9, 7, 5]
    table = export(doyle, home(doyle), Order("audit", US, "csv")).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(table)))
    assert [(row["question"], row["worker"], row["family_person"]) for row in rows][1] == (
        "Is there a network that knows everything?", "9", "Farah",
    )  # fmt: skip
    with pytest.raises(KnownError):
        export(doyle, home(doyle), Order("audit", US, "json", on="2024-01-01"))
    with pytest.raises(KnownError):
        export(doyle, home(doyle), Order("feedback", US, "csv"))


# ---- feedback -----------------------------------------------------------------------------------------------------


def test_what_comes_back_stands_side_by_side(family: Any) -> None:
    case, space = family.case, family.workspace_id
    forms.give(case, space, "family", {"listened": 8, "do_more": " Come on Saturdays ", "our_plan": None})
    named = forms.give(case, space, "family", {"listened": 3}, person_id=family.mum, given_on="2025-02-01")
    forms.give(case, space, "staff", {"stuck": "Time"})
    view = feedback_view(Projector(case.rows), space, "family")
    by_key = {each.question.key: each for each in view.answers}
    assert (view.forms, view.first_on, by_key["listened"].values) == (2, "2025-02-01", (3, 8))
    assert [(w.text, w.who) for w in by_key["do_more"].words] == [("Come on Saturdays", None)]
    assert not by_key["our_plan"].values
    assert feedback_view(Projector(case.rows), space, "staff").forms == 1
    forms.take_back(case, named)
    assert feedback_view(Projector(case.rows), space, "family").forms == 1
    case.undo()
    assert feedback_view(Projector(case.rows), space, "family").forms == 2
    with pytest.raises(KnownError):
        forms.give(case, space, "family", {"listened": None, "do_more": " "})
    with pytest.raises(KnownError):
        forms.take_back(case, "nothing")
    for wrong in ({"listened": 11}, {"listened": "well"}, {"do_more": 4}):
        with pytest.raises(ValueError):
            forms.give(case, space, "family", wrong)


def test_a_name_is_only_there_where_it_was_wanted(family: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    case, space = family.case, family.workspace_id
    bo = people.add_person(case, "Bo Marsh")
    forms.give(case, space, "family", {"do_more": "Ring first"}, person_id=bo)
    with case.edit("Hidden") as session:
        session.add(Restriction(case_id=case.id, target_table="person", target_id=bo, reason="asked"))
    view = replace(form("family"), readers=("us", "family"))
    monkeypatch.setattr(feedback, "form", lambda _kind: view)
    (words,) = next(a for a in feedback_view(Projector(case.rows), space, "family", FAMILY).answers if a.words).words
    assert words.who is None


def test_forms_on_paper(family: Any) -> None:
    assert export(family.case, family.workspace_id, Order("feedback")).startswith(b"%PDF")
    told = json.loads(export(family.case, family.workspace_id, Order("feedback", US, "json")))
    assert set(told) == set(KINDS) and told["family"]["forms"] == 0
    for kind in KINDS:
        asked = form(kind)
        assert any(q.scored for q in asked.questions) and not all(q.scored for q in asked.questions)
