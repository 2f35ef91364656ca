"""What screens and papers of looking at the work itself are made from: audits and feedback, cut for their reader."""

from __future__ import annotations

from dataclasses import dataclass

from models.views import PersonView


@dataclass(frozen=True)
class AuditPoint:
    """The scores of one question on the day of one audit."""

    held_on: str
    worker: int | None
    auditor: int | None
    family: int | None


@dataclass(frozen=True)
class AuditLine:
    """A question. ``evidence``: what the record says by itself; ``written``: what was written beside the scores.

    ``id`` is "" where it was not answered yet; ``key`` is "" for a question of their own. ``course``: every audit in
    which it was scored, oldest first, this one among them.
    """

    id: str
    key: str
    question: str
    about: str
    evidence: tuple[str, ...]
    written: str
    worker: int | None
    auditor: int | None
    family: int | None
    family_person: PersonView | None
    course: tuple[AuditPoint, ...] = ()

    @property
    def spread(self) -> int:
        """How far the scores are apart; 0 where there are fewer than two."""
        given = [value for value in (self.worker, self.auditor, self.family) if value is not None]
        return max(given) - min(given) if given else 0


@dataclass(frozen=True)
class AuditView:
    """The audit of one day ("": none yet, and the lines are what could be asked). ``days``: all, newest first."""

    case_name: str
    title: str
    as_at: str
    held_on: str
    days: tuple[str, ...]
    lines: tuple[AuditLine, ...]


@dataclass(frozen=True)
class FormQuestion:
    """A question of a short form; ``scored`` from 0 to 10, else answered in words."""

    key: str
    text: str
    scored: bool


@dataclass(frozen=True)
class Form:
    """A short form. ``kind``: family, staff; ``low`` and ``high`` say what 0 and 10 mean."""

    kind: str
    title: str
    lead: str
    low: str
    high: str
    questions: tuple[FormQuestion, ...]


@dataclass(frozen=True)
class FeedbackWords:
    """What somebody wrote; ``who`` only where they wanted their name with it."""

    on: str
    text: str
    who: PersonView | None


@dataclass(frozen=True)
class FeedbackAnswers:
    """Every answer to one question: each number stands for itself, nothing is averaged."""

    question: FormQuestion
    values: tuple[int, ...]
    words: tuple[FeedbackWords, ...]


@dataclass(frozen=True)
class FeedbackView:
    """What came back on one kind of form; ``forms``: how many were filled in."""

    kind: str
    title: str
    forms: int
    first_on: str | None
    last_on: str | None
    answers: tuple[FeedbackAnswers, ...]
