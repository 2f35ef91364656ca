"""Putting right what was said in a round of scoring, and asking somebody more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from models.acts.checks import gone, loaded, merge_key, only, row_of, trimmed
from models.acts.places import GAP
from models.casework import Case
from models.entities import Round, Score
from models.errors import KnownError

SCORE_FIELDS = frozenset({"reason", "higher", "reason_is_quotation", "higher_is_quotation"})
ROUND_FIELDS = frozenset({"held_on", "occasion"})


def set_score(case: Case, score_id: str, *, origin: object | None = None, **fields: Any) -> None:
    """Change the words of a revealed answer: reason, higher, and whether they are quotations.

    Raises KnownError when the answer is still sealed: nobody reads or writes in it before the reveal.
    """
    only(fields, SCORE_FIELDS)
    row = case.rows.get("score", score_id)
    held = case.rows.get("round", row["round_id"]) if row else None
    if row is None or held is None:
        raise gone("That answer is no longer there")
    if not held["revealed_at"]:
        raise KnownError("These answers are still hidden. Nothing was changed. Show them together first.")
    merge = merge_key("score", score_id, fields)
    with case.edit("Changed what somebody said", merge=merge, origin=origin) as session:
        score = session.get(Score, score_id)
        assert score is not None
        for name, value in fields.items():
            setattr(score, name, trimmed(value) if isinstance(value, str) else value)


def set_round(case: Case, round_id: str, **fields: Any) -> None:
    """Change a round's day (``held_on``) or its ``occasion``."""
    only(fields, ROUND_FIELDS)
    with case.edit("Changed a round of scoring", merge=merge_key("round", round_id, fields)) as session:
        row = loaded(session, Round, round_id, "That round is no longer there")
        for name, value in fields.items():
            setattr(row, name, value)


def ask_also(case: Case, round_id: str, person_ids: Sequence[str]) -> None:
    """Ask more people in a round that is not shown yet; those already in it stay as they are."""
    row = row_of(case, "round", round_id, "That round is no longer there")
    there = {score["person_id"]: score["position"] for score in case.rows.where("score", round_id=round_id)}
    new = [person_id for person_id in person_ids if person_id not in there]
    if not new:
        return
    last = max(there.values(), default=0.0)
    with case.edit("Asked somebody more") as session:
        for place, person_id in enumerate(new):
            session.add(
                Score(
                    case_id=case.id, workspace_id=row["workspace_id"], round_id=round_id, person_id=person_id,
                    state="not_asked", position=last + GAP * (place + 1),
                )
            )  # fmt: skip
