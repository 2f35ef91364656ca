"""Scales, rounds of scoring, and what each person said."""

from __future__ import annotations

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.base import WorkspaceRow, searchable


class Scale(WorkspaceRow):
    """A 0–10 scale of one strand, with both ends in its own words; ends never change when the pathway does."""

    __tablename__ = "scale"

    ref: Mapped[str | None]
    strand_id: Mapped[str] = mapped_column(ForeignKey("strand.id", ondelete="CASCADE"), index=True)
    pathway: Mapped[str]
    question: Mapped[str | None] = mapped_column(info=searchable())
    zero_text: Mapped[str] = mapped_column(default="", info=searchable())
    ten_text: Mapped[str] = mapped_column(default="", info=searchable())
    opened_on: Mapped[str | None]
    closed_on: Mapped[str | None]


class Round(WorkspaceRow):
    """One occasion of scoring one scale. Scores are sealed until ``revealed_at``."""

    __tablename__ = "round"

    scale_id: Mapped[str] = mapped_column(ForeignKey("scale.id", ondelete="CASCADE"), index=True)
    held_on: Mapped[str]
    occasion: Mapped[str | None] = mapped_column(info=searchable())
    revealed_at: Mapped[str | None]


class Score(WorkspaceRow):
    """What one person said in a round. ``state``: given, skipped ("rather not"), not_asked. ``value``: 0–10."""

    __tablename__ = "score"

    round_id: Mapped[str] = mapped_column(ForeignKey("round.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    state: Mapped[str] = mapped_column(default="given")
    value: Mapped[int | None]
    reason: Mapped[str | None] = mapped_column(info=searchable())
    reason_is_quotation: Mapped[bool] = mapped_column(default=False)
    higher: Mapped[str | None] = mapped_column(info=searchable())
    higher_is_quotation: Mapped[bool] = mapped_column(default=False)
    by_pictures: Mapped[bool] = mapped_column(default=False)
    position: Mapped[float] = mapped_column(default=0.0)
