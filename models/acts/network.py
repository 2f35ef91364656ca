"""Finding people: an objection is met with questions; who comes to mind goes straight into the circles."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select

from models.acts import circles
from models.acts.checks import loaded, merge_key, only, row_of, trimmed
from models.acts.people import add_person
from models.acts.places import GAP
from models.base import new_id
from models.casework import Case
from models.circles import standing
from models.entities import NetworkFind, NetworkObjection, NetworkQuestion
from models.errors import KnownError
from models.network import SIDES, TIMES, Bank, load

OBJECTION_FIELDS = frozenset({"words", "person_id", "said_on"})


def start(case: Case, workspace_id: str, words: str, *, person_id: str | None = None, bank: Bank | None = None) -> str:
    """Begin with what somebody says; the bank's questions that meet it are copied, to be changed. Returns its id.

    ``bank``: the shipped one unless an authority has its own.
    """
    if not words.strip():
        raise KnownError("What do they say? Nothing was begun. Write their words, such as “There isn't anybody”.")
    objection_id, today = new_id(), case.desk.now().date().isoformat()
    base = {"case_id": case.id, "workspace_id": workspace_id}
    with case.edit("Began to look for people") as session:
        last = session.scalar(
            select(func.max(NetworkObjection.position)).where(NetworkObjection.workspace_id == workspace_id)
        )
        session.add(
            NetworkObjection(
                id=objection_id, person_id=person_id, words=words.strip(), said_on=today,
                position=(last or 0.0) + GAP, **base,
            )
        )  # fmt: skip
        session.flush()
        for (time, side), questions in (bank or load()).questions(words).items():
            for place, text in enumerate(questions, 1):
                session.add(
                    NetworkQuestion(
                        objection_id=objection_id, time=time, side=side, text=text, position=place * GAP, **base
                    )
                )
    return objection_id


def set_objection(case: Case, objection_id: str, **fields: Any) -> None:
    """Change the ``words`` that were said, who said them (``person_id``) or when (``said_on``)."""
    only(fields, OBJECTION_FIELDS)
    if "words" in fields and not fields["words"].strip():
        raise KnownError("There must be words to answer. The old ones were kept.")
    with case.edit("Changed what was said", merge=merge_key("objection", objection_id, fields)) as session:
        row = loaded(session, NetworkObjection, objection_id)
        for name, value in fields.items():
            setattr(row, name, value.strip() if name == "words" else value)


def remove_objection(case: Case, objection_id: str) -> None:
    """Take an objection away with its questions and answers; the people found stay in the case and the circles."""
    with case.edit("Removed a search for people") as session:
        row = session.get(NetworkObjection, objection_id)
        if row is not None:
            session.delete(row)


def add_question(case: Case, objection_id: str, time: str, side: str, text: str) -> str:
    """Add a question of one's own to a cell. Returns its id."""
    objection = row_of(case, "network_objection", objection_id)
    if time not in TIMES or side not in SIDES:
        raise ValueError(f"no such cell: {time}, {side}")
    if not text.strip():
        raise KnownError("There is no question yet. Nothing was added. Write it first.")
    question_id = new_id()
    there = case.rows.where("network_question", objection_id=objection_id, time=time, side=side)
    with case.edit("Added a question") as session:
        session.add(
            NetworkQuestion(
                id=question_id, case_id=case.id, workspace_id=objection["workspace_id"], objection_id=objection_id,
                time=time, side=side, text=text.strip(),
                position=max((row["position"] for row in there), default=0.0) + GAP,
            )
        )  # fmt: skip
    return question_id


def set_question(case: Case, question_id: str, *, origin: object | None = None, **fields: Any) -> None:
    """Change a question's ``text``, or write down the ``answer`` ("" takes it away)."""
    if set(fields) - {"text", "answer"}:
        raise ValueError(f"cannot set {sorted(fields)}")
    if "text" in fields and not fields["text"].strip():
        raise KnownError("A question needs words. The old ones were kept.")
    label = "Wrote down an answer" if "answer" in fields else "Changed a question"
    merge = merge_key("network_question", question_id, fields)
    with case.edit(label, merge=merge, origin=origin) as session:
        row = loaded(session, NetworkQuestion, question_id)
        for name, value in fields.items():
            setattr(row, name, trimmed(value))


def remove_question(case: Case, question_id: str) -> None:
    """Take a question away with its answer; whom it made somebody think of stays found."""
    with case.edit("Removed a question") as session:
        row = session.get(NetworkQuestion, question_id)
        if row is not None:
            session.delete(row)


def found(
    case: Case, objection_id: str, *, name: str = "", person_id: str | None = None, question_id: str | None = None,
    circle_id: str | None = None, **fields: Any,
) -> str:  # fmt: skip
    """Somebody comes to mind: a person of the case, or somebody new by name and ``fields``. Returns the person's id.

    They go straight into the circles (``circle_id``) as somebody who knows nothing yet; where they stand in a ring
    already, they stay there.
    """
    objection = row_of(case, "network_objection", objection_id)
    today = case.desk.now().date().isoformat()
    with case.edit("Found somebody") as session:
        if person_id is None:
            person_id = add_person(case, name, **fields)
        if not case.rows.where("network_find", objection_id=objection_id, person_id=person_id):
            session.add(
                NetworkFind(
                    case_id=case.id, workspace_id=objection["workspace_id"], objection_id=objection_id,
                    question_id=question_id, person_id=person_id, found_on=today,
                )
            )  # fmt: skip
        if circle_id and person_id not in standing(case.rows.where("circle_move", circle_id=circle_id)):
            circles.move(case, circle_id, person_id, "outer", today)
    return person_id


def remove_found(case: Case, find_id: str) -> None:
    """Somebody was not found here after all; they stay in the case and in the circles."""
    with case.edit("Took somebody out of the people found") as session:
        row = session.get(NetworkFind, find_id)
        if row is not None:
            session.delete(row)
