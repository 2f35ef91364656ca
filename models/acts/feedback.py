"""Keeping a filled-in form: every answer in one step, under a random number and, if wanted, a name."""

from __future__ import annotations

from collections.abc import Mapping

from models.acts.checks import gone
from models.acts.places import GAP
from models.base import new_id
from models.casework import Case
from models.entities import Feedback
from models.errors import KnownError
from models.feedback import form
from models.past import today_of

Answer = int | str | None
"""A number from 0 to 10, or words; None where somebody would rather not say."""


def give(
    case: Case, workspace_id: str, kind: str, answers: Mapping[str, Answer], *, person_id: str | None = None,
    given_on: str | None = None,
) -> str:  # fmt: skip
    """Keep one filled-in form (``kind``: family, child, staff). Returns its random number.

    ``person_id`` only where somebody wanted their name with it. What was left out is not kept. Raises KnownError where
    nothing was answered.
    """
    asked = {question.key: question for question in form(kind).questions}
    kept = {key: value.strip() if isinstance(value, str) else value for key, value in answers.items()}
    for key, value in kept.items():
        fits = isinstance(value, int) and 0 <= value <= 10 if asked[key].scored else isinstance(value, str)
        if value is not None and not fits:
            raise ValueError(f"no answer to {key}: {value!r}")
    said = [(place, key, kept[key]) for place, key in enumerate(asked, 1) if kept.get(key) not in (None, "")]
    if not said:
        raise KnownError("Nothing was answered, so nothing was kept. That is all right: nobody has to answer.")
    number = new_id()
    with case.edit("Kept a feedback form") as session:
        for place, key, value in said:
            session.add(
                Feedback(
                    case_id=case.id, workspace_id=workspace_id, form=number, kind=kind,
                    given_on=given_on or today_of(case), person_id=person_id, question=key, position=place * GAP,
                    value=value if isinstance(value, int) else None, text=value if isinstance(value, str) else None,
                )
            )  # fmt: skip
    return number


def take_back(case: Case, number: str) -> None:
    """Take a form out again, all of it: somebody thought better of it. Undo brings it back."""
    rows = case.rows.where("feedback", form=number)
    if not rows:
        raise gone("That form is no longer there")
    with case.edit("Took a feedback form back") as session:
        for row in rows:
            session.delete(session.get(Feedback, row["id"]))
