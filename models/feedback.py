"""Short forms by which families and staff say how it was: ``resources/practice/feedback.json``, and what came back.

Answers stand beside each other, each for itself; a name is only there where somebody wanted it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from models import practice
from models.errors import KnownError
from models.projections import Projector
from models.quality_views import FeedbackAnswers, FeedbackView, FeedbackWords, Form, FormQuestion
from models.readers import US, Reader, ReaderProjection
from models.rows import Row
from resources.files import read_text

FILE = "feedback.json"
KINDS = ("family", "staff")


@cache
def _shipped() -> dict[str, Form]:
    return _forms(json.loads(read_text("practice", FILE)))


def _forms(raw: Any) -> dict[str, Form]:
    return {
        kind: Form(kind, **{**raw[kind], "questions": tuple(FormQuestion(**each) for each in raw[kind]["questions"])})
        for kind in KINDS
    }


def form(kind: str) -> Form:
    """The form in force; the authority's own where it has one. KeyError for another kind, KnownError for a fault."""
    folder = practice.folder()
    own = folder / FILE if folder else None
    return (_own(own, own.stat().st_mtime_ns) if own and own.exists() else _shipped())[kind]


@cache
def _own(file: Path, _changed: int) -> dict[str, Form]:
    try:
        return _forms(json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError, KeyError):
        raise KnownError(
            "The council's own feedback forms have a fault. Nothing was changed. Copy ours and change its words."
        ) from None


def feedback_view(projector: Projector, workspace_id: str, kind: str, reader: Reader = US) -> FeedbackView:
    """What came back on one kind of form, as a reader may see it; also answers to questions the form no longer has."""
    reading = ReaderProjection(projector.rows, reader)
    rows = [
        row for row in projector.rows.where("feedback", workspace_id=workspace_id, kind=kind)
        if not reading.hides("feedback", row["id"])
    ]  # fmt: skip
    rows.sort(key=lambda row: (row["given_on"], row["form"], row["position"]))
    asked = form(kind)
    known = {question.key for question in asked.questions}
    gone = [FormQuestion(key, key, True) for key in dict.fromkeys(r["question"] for r in rows) if key not in known]
    days = [row["given_on"] for row in rows]
    return FeedbackView(
        kind, asked.title, len({row["form"] for row in rows}), min(days, default=None), max(days, default=None),
        tuple(_answers(question, rows, projector, reading) for question in (*asked.questions, *gone)),
    )  # fmt: skip


def _answers(
    question: FormQuestion, rows: Sequence[Row], projector: Projector, reading: ReaderProjection
) -> FeedbackAnswers:
    own = [row for row in rows if row["question"] == question.key]
    words = [
        FeedbackWords(row["given_on"], text, reading.person(projector.people.get(row["person_id"] or "")))
        for row in own if (text := reading.words(row["text"]))
    ]  # fmt: skip
    return FeedbackAnswers(question, tuple(sorted(r["value"] for r in own if r["value"] is not None)), tuple(words))
