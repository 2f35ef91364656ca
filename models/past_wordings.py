"""Earlier wordings of a statement, read from the journal: nothing anybody agreed on is lost."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import text as sql

from models import journal
from models.acts.cards import WROTE
from models.casework import Case
from models.readers import ReaderProjection
from models.thinking_views import PastWording

TYPING_RESTS = dt.timedelta(minutes=2)
"""Words that stood for less, between two bouts of typing, were on their way and are no wording of their own."""


@dataclass
class _Step:
    """What one undo step did to the words: those before it, when it began and ended, whether it was typing."""

    before: PastWording
    is_typing: bool
    grew: bool
    ended: str
    undone: int = 0


def wording_before(case: Case, card_id: str, seq: int) -> str | None:
    """What a statement said until an edit changed it, word for word; None where that edit did not."""
    with case.desk.reading() as connection:
        before = connection.execute(
            sql("SELECT before FROM change WHERE edit = :seq AND tbl = 'card' AND key = :key ORDER BY id LIMIT 1"),
            {"seq": seq, "key": card_id},
        ).scalar()
    return str(json.loads(before)["text"]) if before else None


def past_wordings(case: Case, projection: ReaderProjection, card_id: str, today: str) -> tuple[PastWording, ...]:
    """Earlier wordings as a reader may see them, newest first, without today's. What was undone never stood."""
    kept: dict[str, PastWording] = {}
    for past in reversed(_stood(_steps(case, card_id))):
        text = projection.words(past.text)
        if text and text != today:
            kept.setdefault(text, PastWording(text, past.at, past.seq))
    return tuple(kept.values())


def _steps(case: Case, card_id: str) -> list[_Step]:
    steps: dict[int, _Step] = {}
    for before_json, after_json, step, kind, reverses, at, seq, label in _changes(case, card_id):
        if kind in (journal.UNDO, journal.REDO):
            if reverses in steps:
                steps[reverses].undone += 1 if kind == journal.UNDO else -1
            continue
        before, after = json.loads(before_json), json.loads(after_json)
        if before["text"] == after["text"]:
            continue
        grew = before["state"] == "draft" and after["text"].startswith(before["text"].rstrip())
        made = steps.setdefault(step, _Step(PastWording(before["text"], at, seq), label == WROTE, grew, at))
        made.grew, made.ended = made.grew and grew, at
    return [step for step in steps.values() if step.undone <= 0]


def _changes(case: Case, card_id: str) -> list[Any]:
    query = (
        "SELECT c.before, c.after, e.step, e.kind, e.reverses, e.at, e.seq, e.label FROM change c "
        "JOIN edit e ON e.seq = c.edit WHERE e.case_id = :case AND c.tbl = 'card' AND c.key = :key "
        "AND c.before IS NOT NULL AND c.after IS NOT NULL ORDER BY c.id"
    )
    with case.desk.reading() as connection:
        return list(connection.execute(sql(query), {"case": case.id, "key": card_id}))


def _stood(steps: list[_Step]) -> list[PastWording]:
    """The wordings that stood, oldest first: a draft typed on, and words on their way, are none."""
    found = []
    last: _Step | None = None
    for step in steps:
        passing = last is not None and last.is_typing and step.is_typing and _soon(last.ended, step.before.at)
        if step.before.text.strip() and not step.grew and not passing:
            found.append(step.before)
        last = step
    return found


def _soon(one: str, other: str) -> bool:
    return dt.datetime.fromisoformat(other) - dt.datetime.fromisoformat(one) < TYPING_RESTS
