"""What screens and papers of looking at the work itself are made from: audits and feedback, cut for their reader."""

from __future__ import annotations

from dataclasses import dataclass

from models.views import CardView, PersonView


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
    which it was scored, oldest first, this one among them. ``rooms``: where each line of the evidence is to be found;
    ``things``: what it is found at in there ("strand:id"), "" for the room as a whole.
    ``given``: who has given a number, also while the numbers are not shown yet.
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
    rooms: tuple[str, ...] = ()
    things: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    worker_note: str = ""
    auditor_note: str = ""
    family_note: str = ""

    @property
    def notes(self) -> tuple[tuple[str, str], ...]:
        """Who wrote something beside their number, and what."""
        said = (("worker", self.worker_note), ("auditor", self.auditor_note), ("family", self.family_note))
        return tuple((who, words) for who, words in said if words)

    @property
    def spread(self) -> int:
        """How far the scores are apart; 0 where there are fewer than two."""
        given = [value for value in (self.worker, self.auditor, self.family) if value is not None]
        return max(given) - min(given) if given else 0


@dataclass(frozen=True)
class AuditWords:
    """What they learn from an audit, in their words."""

    id: str
    text: str


@dataclass(frozen=True)
class AuditView:
    """The audit of one day ("": none yet, and the lines are what could be asked). ``days``: all, newest first.

    ``is_silent``: everybody writes for themselves, and no number of that day is shown yet. ``steps``: next steps of
    the case that came of it.
    """

    case_name: str
    title: str
    as_at: str
    held_on: str
    days: tuple[str, ...]
    lines: tuple[AuditLine, ...]
    worker: PersonView | None = None
    auditor: PersonView | None = None
    is_silent: bool = False
    learned: tuple[AuditWords, ...] = ()
    steps: tuple[CardView, ...] = ()


@dataclass(frozen=True)
class FormQuestion:
    """A question of a short form; ``scored`` from 0 to 10, else answered in words."""

    key: str
    text: str
    scored: bool


FACES = (0, 3, 5, 8, 10)
"""What the five faces stand for, from "not at all" on."""


@dataclass(frozen=True)
class Form:
    """A short form. ``kind``: family, child, staff; ``low`` and ``high`` say what 0 and 10 mean.

    ``shown``: in a sentence, who reads the answers; ``readers``: which kinds of reader that is; ``least``: how many
    forms there must be before any is read; ``choose``: numbers (0 to 10) or faces (five of them, :data:`FACES`).
    """

    kind: str
    title: str
    lead: str
    low: str
    high: str
    questions: tuple[FormQuestion, ...]
    shown: str = ""
    readers: tuple[str, ...] = ("us",)
    least: int = 1
    choose: str = "numbers"


@dataclass(frozen=True)
class FilledForm:
    """One form that came back: its random number, its day, and a name where one was wanted."""

    number: str
    on: str
    who: PersonView | None


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
    """What came back on one kind of form; ``forms``: how many were filled in.

    ``is_waiting``: there are too few for their answers to be read yet. ``filled``: each form, newest first.
    """

    kind: str
    title: str
    forms: int
    first_on: str | None
    last_on: str | None
    answers: tuple[FeedbackAnswers, ...]
    is_waiting: bool = False
    filled: tuple[FilledForm, ...] = ()
