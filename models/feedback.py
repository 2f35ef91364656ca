"""Short forms by which families and staff say how it was: ``resources/practice/feedback.json``, and what came back.

Answers stand beside each other, each for itself; a name is only there where somebody wanted it. The template says who
reads a form, and how many there must be before any of them is read.
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
from models.quality_views import FeedbackAnswers, FeedbackView, FeedbackWords, FilledForm, Form, FormQuestion
from models.readers import US, Reader, ReaderProjection
from models.rows import Row
from resources.files import read_text

FILE = "feedback.json"
KINDS = ("family", "child", "staff")
CHOOSE = ("numbers", "faces")


@cache
def _shipped() -> dict[str, Form]:
    return _forms(json.loads(read_text("practice", FILE)))


def _forms(raw: Any) -> dict[str, Form]:
    found = {kind: _form(kind, raw[kind]) for kind in KINDS if kind in raw}
    if not found:
        raise ValueError("no form that is known")
    return found


def _form(kind: str, raw: Any) -> Form:
    asked = tuple(FormQuestion(**each) for each in raw["questions"])
    found = Form(kind, **{**raw, "questions": asked, "readers": tuple(raw.get("readers", ("us",)))})
    keys = {question.key for question in asked}
    if not asked or len(keys) < len(asked) or found.choose not in CHOOSE or type(found.least) is not int:
        raise ValueError("questions need keys of their own; numbers or faces are chosen from")
    return found


def form(kind: str) -> Form:
    """The form in force; the authority's own where it has one. KeyError for another kind, KnownError for a fault."""
    folder = practice.folder()
    own = folder / FILE if folder else None
    return (_shipped() | (_own(own, own.stat().st_mtime_ns) if own and own.exists() else {}))[kind]


@cache
def _own(file: Path, _changed: int) -> dict[str, Form]:
    try:
        return _forms(json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        raise KnownError(
            "The council's own feedback forms have a fault. Nothing was changed. Copy ours and change its words."
        ) from None


def feedback_view(projector: Projector, workspace_id: str, kind: str, reader: Reader = US) -> FeedbackView:
    """What came back on one kind of form, as a reader may see it; also answers to questions the form no longer has.

    A reader whom the template does not name sees nothing of it, not even how many there are.
    """
    reading, asked = ReaderProjection(projector.rows, reader), form(kind)
    rows = [
        row for row in projector.rows.where("feedback", workspace_id=workspace_id, kind=kind)
        if reader.kind in asked.readers and not reading.hides("feedback", row["id"])
    ]  # fmt: skip
    rows.sort(key=lambda row: (row["given_on"], row["form"], row["position"]))
    known = {question.key for question in asked.questions}
    gone = [FormQuestion(key, key, True) for key in dict.fromkeys(r["question"] for r in rows) if key not in known]
    days = [row["given_on"] for row in rows]
    forms = {row["form"]: row for row in rows}
    waiting = len(forms) < asked.least
    read = [] if waiting else rows
    shown = asked.questions if waiting else (*asked.questions, *gone)
    return FeedbackView(
        kind, asked.title, len(forms), min(days, default=None), max(days, default=None),
        tuple(_answers(question, read, projector, reading) for question in shown),
        is_waiting=waiting and bool(forms),
        filled=tuple(
            FilledForm(number, row["given_on"], reading.person(projector.people.get(row["person_id"] or "")))
            for number, row in reversed(forms.items())
        ),
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
