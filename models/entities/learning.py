"""Group supervision, appreciative inquiry, audits: how the work itself is looked at."""

from __future__ import annotations

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.base import WorkspaceRow, searchable


class LearningSession(WorkspaceRow):
    """A group supervision or an appreciative inquiry. ``kind``: supervision, appreciative."""

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


class SessionItem(WorkspaceRow):
    """One thing of a session: goal, statements_drafted, lines_kept, score, question, next_step, liked, answer."""

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
