"""Holding an audit: its questions laid out with the record's evidence, then scored by worker, auditor and family."""

from __future__ import annotations

from typing import Any

from models import dates
from models.acts.places import GAP
from models.audits import WHO, Evidence, questions
from models.base import new_id
from models.casework import Case
from models.entities import AuditAnswer
from models.errors import KnownError
from models.past import today_of
from models.projections import Projector
from models.rows import Row

_GONE = "That question is no longer there. Nothing was changed. Undo may bring it back."


def begin_audit(case: Case, workspace_id: str, held_on: str | None = None) -> str:
    """Lay out the questions for a day (None: today), each with what the record says then. Returns the day.

    Raises KnownError where one was begun on that day already, or it is no day.
    """
    day = held_on or today_of(case)
    if dates.as_date(day) is None:
        raise KnownError("That is not a day. Nothing was changed. Write it as year, month and day: 2025-06-17.")
    if case.rows.where("audit_answer", workspace_id=workspace_id, held_on=day):
        raise KnownError("An audit was begun on that day already. Nothing was changed. Go on with that one.")
    evidence = Evidence(Projector(case.rows, case.desk.now().date()), workspace_id)
    with case.edit("Began an audit") as session:
        for place, each in enumerate(questions(), 1):
            session.add(
                AuditAnswer(
                    id=new_id(), case_id=case.id, workspace_id=workspace_id, held_on=day, question=each.question,
                    evidence=". ".join(evidence.of(each.evidence)) or None, position=place * GAP,
                )
            )  # fmt: skip
    return day


def add_question(case: Case, workspace_id: str, held_on: str, question: str) -> str:
    """Ask something of their own in an audit. Returns the answer's id. KnownError where nothing is asked."""
    if not question.strip():
        raise KnownError("Nothing is asked there yet. Nothing was changed. Write the question first.")
    there = case.rows.where("audit_answer", workspace_id=workspace_id, held_on=held_on)
    answer_id, last = new_id(), max((row["position"] for row in there), default=0.0)
    with case.edit("Added a question to the audit") as session:
        session.add(
            AuditAnswer(
                id=answer_id, case_id=case.id, workspace_id=workspace_id, held_on=held_on, question=question.strip(),
                position=last + GAP,
            )
        )  # fmt: skip
    return answer_id


def score(case: Case, answer_id: str, who: str, value: int | None, *, person_id: str | None = None) -> None:
    """Somebody's number, 0 to 10 (None takes it back). ``who``: worker, auditor, family (``person_id``)."""
    if who not in WHO or (value is not None and not 0 <= value <= 10):
        raise ValueError(f"no such score: {who} {value}")
    fields: dict[str, Any] = {f"{who}_score": value}
    if who == "family":
        fields["family_person_id"] = person_id if value is not None else None
    _set(case, answer_id, "Scored in the audit", fields)


def set_written(case: Case, answer_id: str, text: str) -> None:
    """Change what is written beside the scores; the record's own evidence is never typed."""
    _set(case, answer_id, "Wrote beside an audit question", {"evidence": text.strip() or None})


def remove_question(case: Case, answer_id: str) -> None:
    """Take a question out of one audit (undo brings it back)."""
    _answer(case, answer_id)
    with case.edit("Took a question out of the audit") as session:
        session.delete(session.get(AuditAnswer, answer_id))


def delete_audit(case: Case, workspace_id: str, held_on: str) -> None:
    """Delete the audit of a day, as one step."""
    rows = case.rows.where("audit_answer", workspace_id=workspace_id, held_on=held_on)
    with case.edit("Deleted an audit") as session:
        for row in rows:
            session.delete(session.get(AuditAnswer, row["id"]))


def _set(case: Case, answer_id: str, label: str, fields: dict[str, Any]) -> None:
    _answer(case, answer_id)
    with case.edit(label, merge=f"audit:{answer_id}:{'+'.join(sorted(fields))}") as session:
        row = session.get(AuditAnswer, answer_id)
        assert row is not None
        for name, value in fields.items():
            setattr(row, name, value)


def _answer(case: Case, answer_id: str) -> Row:
    row = case.rows.get("audit_answer", answer_id)
    if row is None:
        raise KnownError(_GONE)
    return row
