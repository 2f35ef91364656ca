"""Holding an audit: its questions laid out with the record's evidence, then scored by worker, auditor and family.

Who takes part, what they write beside their numbers, what is learned and the next steps belong to a session of its day.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from models import dates
from models.acts import cards
from models.acts.checks import loaded, merge_key, row_of, trimmed
from models.acts.places import GAP
from models.audits import AUDIT, SILENT, WHO, Evidence, questions, session_of
from models.base import new_id
from models.casework import Case
from models.entities import AuditAnswer, LearningSession, SessionItem
from models.errors import KnownError
from models.past import today_of
from models.projections import Projector
from models.rows import Row

HELD = "held"


def begin_audit(
    case: Case, workspace_id: str, held_on: str | None = None, *, worker_id: str | None = None,
    auditor_id: str | None = None, family_id: str | None = None, is_silent: bool = False,
) -> str:  # fmt: skip
    """Lay out the questions for a day (None: today), each with what the record says then. Returns the day.

    ``family_id``: who of the family is asked (each question can be somebody else's: :func:`ask`). ``is_silent``:
    nobody sees a number before :func:`show_together`. Raises KnownError where one was begun on that day already, or
    it is no day.
    """
    day = held_on or today_of(case)
    if dates.as_date(day) is None:
        raise KnownError("That is not a day. Nothing was changed. Write it as year, month and day: 2025-06-17.")
    if case.rows.where("audit_answer", workspace_id=workspace_id, held_on=day):
        raise KnownError("An audit was begun on that day already. Nothing was changed. Go on with that one.")
    evidence = Evidence(Projector(case.rows, case.desk.now().date()), workspace_id)
    with case.edit("Began an audit") as session:
        _begin_session(
            case, session, workspace_id, day, worker_id=worker_id, facilitator_id=auditor_id,
            status=SILENT if is_silent else HELD,
        )  # fmt: skip
        for place, each in enumerate(questions(), 1):
            session.add(
                AuditAnswer(
                    id=new_id(), case_id=case.id, workspace_id=workspace_id, held_on=day, question=each.question,
                    evidence=". ".join(evidence.of(each.evidence)) or None, position=place * GAP,
                    family_person_id=family_id,
                )
            )  # fmt: skip
    return day


def _begin_session(case: Case, session: Session, workspace_id: str, day: str, **fields: Any) -> str:
    key = new_id()
    session.add(LearningSession(id=key, case_id=case.id, workspace_id=workspace_id, kind=AUDIT, held_on=day, **fields))
    session.flush()
    return key


def take_part(case: Case, workspace_id: str, held_on: str, who: str, person_id: str | None) -> None:
    """Set who the worker or the auditor is (``who``: worker, auditor)."""
    columns = {"worker": "worker_id", "auditor": "facilitator_id"}
    with case.edit("Said who takes part in the audit") as session:
        key = _session_for(case, session, workspace_id, held_on)
        session.execute(
            update(LearningSession).where(LearningSession.id == key).values({columns[who]: person_id})
        )  # fmt: skip


def ask(case: Case, answer_id: str, person_id: str | None) -> None:
    """Set who of the family a question is asked."""
    _set(case, answer_id, "Said who of the family is asked", {"family_person_id": person_id})


def show_together(case: Case, workspace_id: str, held_on: str) -> None:
    """Show everybody's numbers and notes together."""
    with case.edit("Showed everybody's numbers together") as session:
        key = _session_for(case, session, workspace_id, held_on)
        session.execute(update(LearningSession).where(LearningSession.id == key).values(status=HELD))
        session.execute(update(SessionItem).where(SessionItem.session_id == key).values(is_revealed=True))


def score_silently(case: Case, workspace_id: str, held_on: str) -> None:
    """From now on nobody sees a number until all are shown together. KnownError where there is one already."""
    rows = case.rows.where("audit_answer", workspace_id=workspace_id, held_on=held_on)
    if any(row[f"{who}_score"] is not None for row in rows for who in WHO):
        raise KnownError("There are numbers already, and everybody could see them. Nothing was changed.")
    with case.edit("Everybody scores in silence first") as session:
        key = _session_for(case, session, workspace_id, held_on)
        session.execute(update(LearningSession).where(LearningSession.id == key).values(status=SILENT))


def _session_for(case: Case, session: Session, workspace_id: str, held_on: str) -> str:
    """The session of a day's audit; made where an older record has only the numbers."""
    if not case.rows.where("audit_answer", workspace_id=workspace_id, held_on=held_on):
        raise KnownError("No audit was held on that day. Nothing was changed. Choose one of those that were.")
    there = session_of(case.rows, workspace_id, held_on)
    return str(there["id"]) if there else _begin_session(case, session, workspace_id, held_on, status=HELD)


def add_question(case: Case, workspace_id: str, held_on: str, question: str) -> str:
    """Ask something of their own in an audit. Returns the answer's id. KnownError where nothing is asked."""
    if not question.strip():
        raise KnownError("Nothing is asked there yet. Nothing was changed. Write the question first.")
    there = case.rows.where("audit_answer", workspace_id=workspace_id, held_on=held_on)
    if any(row["question"] == question.strip() for row in there):
        raise KnownError("That is asked in this audit already. Nothing was changed.")
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
        fields["family_person_id"] = person_id
    _set(case, answer_id, "Scored in the audit", fields)


def set_written(case: Case, answer_id: str, text: str) -> None:
    """Change what is written beside the scores; the record's own evidence is never typed."""
    _set(case, answer_id, "Wrote beside an audit question", {"evidence": trimmed(text)})


def set_note(case: Case, answer_id: str, who: str, text: str) -> None:
    """What worker, auditor or family write beside their number; no words take the note away."""
    if who not in WHO:
        raise ValueError(f"nobody scores as: {who}")
    row, text = _answer(case, answer_id), text.strip()
    with case.edit("Wrote beside a number", merge=f"audit_note:{answer_id}:{who}") as session:
        key = _session_for(case, session, row["workspace_id"], row["held_on"])
        there = case.rows.where("session_item", session_id=key, stage="answer", question=row["question"], who=who)
        note = session.get(SessionItem, there[0]["id"]) if there else None
        if note is not None and not text:
            session.delete(note)
        elif note is not None:
            note.text = text
        elif text:
            silent = (case.rows.get("learning_session", key) or {}).get("status") == SILENT
            _add_item(case, session, row, key, "answer", text, question=row["question"], who=who,
                      is_revealed=not silent)  # fmt: skip


def learn(case: Case, workspace_id: str, held_on: str, text: str) -> str:
    """Write down what they learn from an audit. Returns the line's id. KnownError for no words."""
    if not text.strip():
        raise KnownError("There are no words yet. Nothing was written.")
    with case.edit("Wrote down what the audit teaches") as session:
        key = _session_for(case, session, workspace_id, held_on)
        return _add_item(case, session, {"workspace_id": workspace_id}, key, "learned", text.strip())


def set_learned(case: Case, item_id: str, text: str) -> None:
    """Change such a line; no words take it away."""
    with case.edit("Changed what the audit teaches", merge=f"session_item:{item_id}") as session:
        item = loaded(session, SessionItem, item_id, "That line is no longer there")
        if text.strip():
            item.text = text.strip()
        else:
            session.delete(item)


def add_step(case: Case, workspace_id: str, held_on: str, text: str, due_on: str | None = None) -> str:
    """What they will do next: a real next step of the case. Returns its card's id. KnownError for no words."""
    if not text.strip():
        raise KnownError("There are no words yet. Nothing was written.")
    with case.edit("Agreed a next step in the audit") as session:
        key = _session_for(case, session, workspace_id, held_on)
        card_id = cards.add_card(case, workspace_id, "next_step", text.strip(), due_on=due_on)
        session.flush()
        _add_item(case, session, {"workspace_id": workspace_id}, key, "next_step", text.strip(), card_id=card_id,
                  due_on=due_on)  # fmt: skip
    return card_id


def _add_item(case: Case, session: Session, of: Row, key: str, stage: str, text: str, **fields: Any) -> str:
    there = case.rows.where("session_item", session_id=key)
    item_id, last = new_id(), max((row["position"] for row in there), default=0.0)
    session.add(
        SessionItem(
            id=item_id, case_id=case.id, workspace_id=of["workspace_id"], session_id=key, stage=stage, text=text,
            position=last + GAP, **fields,
        )
    )  # fmt: skip
    return item_id


def remove_question(case: Case, answer_id: str) -> None:
    """Take a question out of one audit, with what was written beside it (undo brings it back)."""
    row = _answer(case, answer_id)
    held = session_of(case.rows, row["workspace_id"], row["held_on"])
    with case.edit("Took a question out of the audit") as session:
        session.delete(session.get(AuditAnswer, answer_id))
        for note in case.rows.where("session_item", session_id=held["id"], stage="answer") if held else ():
            if note["question"] == row["question"]:
                session.delete(session.get(SessionItem, note["id"]))


def delete_audit(case: Case, workspace_id: str, held_on: str) -> None:
    """Delete the audit of a day, as one step. Next steps that came of it stay on the map."""
    rows = case.rows.where("audit_answer", workspace_id=workspace_id, held_on=held_on)
    held = session_of(case.rows, workspace_id, held_on)
    with case.edit("Deleted an audit") as session:
        for row in rows:
            session.delete(session.get(AuditAnswer, row["id"]))
        if held:
            for item in case.rows.where("session_item", session_id=held["id"]):
                session.delete(session.get(SessionItem, item["id"]))
            session.flush()
            session.delete(session.get(LearningSession, held["id"]))


def _set(case: Case, answer_id: str, label: str, fields: dict[str, Any]) -> None:
    _answer(case, answer_id)
    with case.edit(label, merge=merge_key("audit", answer_id, fields)) as session:
        row = session.get(AuditAnswer, answer_id)
        assert row is not None
        for name, value in fields.items():
            setattr(row, name, value)


def _answer(case: Case, answer_id: str) -> Row:
    return row_of(case, "audit_answer", answer_id, "That question is no longer there")
