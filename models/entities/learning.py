"""Group supervision, appreciative inquiry, meetings, audits, feedback: how the work itself is looked at."""

from __future__ import annotations

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.base import WorkspaceRow, searchable


class LearningSession(WorkspaceRow):
    """Something led by stages. ``kind``: supervision, appreciative, network_meeting, conference, core_group; audit
    (``facilitator_id`` is the auditor; its scores are :class:`AuditAnswer` of the same day, its items notes, what is
    learned and next steps).

    ``stage``: the key of the stage it stands at, until ``ended_at``. ``names_json``: the invented names by person id,
    stable through the session. ``status``: held, awaiting (the manager), approved, silent (an audit whose numbers
    nobody sees yet), or what an older record says.
    """

    __tablename__ = "learning_session"

    kind: Mapped[str]
    held_on: Mapped[str]
    minutes: Mapped[int | None]
    people: Mapped[int | None]
    worker_id: Mapped[str | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    facilitator_id: Mapped[str | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    adviser_id: Mapped[str | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    strand_id: Mapped[str | None] = mapped_column(ForeignKey("strand.id", ondelete="SET NULL"))
    status: Mapped[str | None]
    stage: Mapped[str | None]
    begun_at: Mapped[str | None]
    ended_at: Mapped[str | None]
    names_json: Mapped[str | None]
    decided_on: Mapped[str | None]
    decision: Mapped[str | None] = mapped_column(info=searchable())


class SessionItem(WorkspaceRow):
    """One thing of a session: ``stage`` says of which stage or kind it is (goal, statement, line_kept, score, question,
    next_step, liked, answer, worry, well, needs, decision, learned; in older records statements_drafted, lines_kept).

    ``who`` said it (as they are called in the room); ``round`` of silent scores or drafts, hidden until
    ``is_revealed``; ``card_id``: what of the map it became or came from.
    """

    __tablename__ = "session_item"

    session_id: Mapped[str] = mapped_column(ForeignKey("learning_session.id", ondelete="CASCADE"), index=True)
    stage: Mapped[str]
    question: Mapped[str | None] = mapped_column(info=searchable())
    text: Mapped[str] = mapped_column(default="", info=searchable())
    is_quotation: Mapped[bool] = mapped_column(default=False)
    value: Mapped[int | None]
    due_on: Mapped[str | None]
    starred: Mapped[bool] = mapped_column(default=False)
    position: Mapped[float] = mapped_column(default=0.0)
    who: Mapped[str | None] = mapped_column(info=searchable())
    round: Mapped[int | None]
    is_revealed: Mapped[bool] = mapped_column(default=True)
    card_id: Mapped[str | None] = mapped_column(ForeignKey("card.id", ondelete="SET NULL"))


class AuditAnswer(WorkspaceRow):
    """One audit question with the record's evidence and the three scores beside each other (0–10)."""

    __tablename__ = "audit_answer"

    held_on: Mapped[str]
    question: Mapped[str] = mapped_column(info=searchable())
    evidence: Mapped[str | None] = mapped_column(info=searchable())
    worker_score: Mapped[int | None]
    auditor_score: Mapped[int | None]
    family_person_id: Mapped[str | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    family_score: Mapped[int | None]
    position: Mapped[float] = mapped_column(default=0.0)


class Feedback(WorkspaceRow):
    """An answer of a short form. ``kind``: family, child, staff. ``form``: one filling-in (a random id).

    ``question``: a key. ``person_id`` only where somebody wanted their name with it.
    """

    __tablename__ = "feedback"

    form: Mapped[str]
    kind: Mapped[str]
    given_on: Mapped[str]
    person_id: Mapped[str | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    question: Mapped[str]
    value: Mapped[int | None]
    text: Mapped[str | None] = mapped_column(info=searchable())
    position: Mapped[float] = mapped_column(default=0.0)
