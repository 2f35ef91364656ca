"""Harm matrices, questions, plans, events over time."""

from __future__ import annotations

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.base import WorkspaceRow, searchable


class HarmMatrix(WorkspaceRow):
    """One behaviour, thought through slowly."""

    __tablename__ = "harm_matrix"

    ref: Mapped[str | None]
    behaviour: Mapped[str] = mapped_column(info=searchable())
    adult_id: Mapped[str | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    how_long: Mapped[str | None] = mapped_column(info=searchable())
    how_often: Mapped[str | None] = mapped_column(info=searchable())
    position: Mapped[float] = mapped_column(default=0.0)


class MatrixCell(WorkspaceRow):
    """A cell. ``column_key``: first, worst, recent. ``row_key``: when, what, how_bad, impact, who_says.

    ``state``: said, not_known, not_born, none, same_as_worst, gap. ``child_id`` only in impact rows; where two
    children share a row ``child_words`` keeps its heading as written.
    """

    __tablename__ = "matrix_cell"

    matrix_id: Mapped[str] = mapped_column(ForeignKey("harm_matrix.id", ondelete="CASCADE"), index=True)
    row_key: Mapped[str]
    column_key: Mapped[str]
    child_id: Mapped[str | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    child_words: Mapped[str | None]
    state: Mapped[str] = mapped_column(default="said")
    text: Mapped[str] = mapped_column(default="", info=searchable())
    position: Mapped[float] = mapped_column(default=0.0)


class OpenQuestion(WorkspaceRow):
    """A gap worded as a question to somebody. ``topic``: matrix, circle, scale, map."""

    __tablename__ = "open_question"

    ref: Mapped[str | None]
    topic: Mapped[str] = mapped_column(default="matrix")
    matrix_id: Mapped[str | None] = mapped_column(ForeignKey("harm_matrix.id", ondelete="CASCADE"))
    cell_id: Mapped[str | None] = mapped_column(ForeignKey("matrix_cell.id", ondelete="SET NULL"))
    person_id: Mapped[str | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    person_words: Mapped[str | None]
    text: Mapped[str] = mapped_column(info=searchable())
    answer: Mapped[str | None] = mapped_column(info=searchable())
    answered_on: Mapped[str | None]
    position: Mapped[float] = mapped_column(default=0.0)


class PlanRule(WorkspaceRow):
    """A rule of the safety plan, made by the family."""

    __tablename__ = "plan_rule"

    version: Mapped[int]
    made_on: Mapped[str | None]
    number: Mapped[int]
    text: Mapped[str] = mapped_column(info=searchable())
    who: Mapped[str | None] = mapped_column(info=searchable())
    how_we_know: Mapped[str | None] = mapped_column(info=searchable())
    if_it_slips: Mapped[str | None] = mapped_column(info=searchable())


class PlanEntry(WorkspaceRow):
    """A line of the plan's diary. ``kind``: kept, slip, used, sign."""

    __tablename__ = "plan_entry"

    on: Mapped[str]
    kind: Mapped[str]
    rule_number: Mapped[int | None]
    text: Mapped[str] = mapped_column(info=searchable())
    logged_by: Mapped[str | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))


class TimelineEvent(WorkspaceRow):
    """A dated step, past or planned. ``kind``: event, setback, meeting, conference, plan, step_up, step_down, close."""

    __tablename__ = "timeline_event"

    on: Mapped[str]
    text: Mapped[str] = mapped_column(info=searchable())
    kind: Mapped[str] = mapped_column(default="event")
    is_planned: Mapped[bool] = mapped_column(default=False)
    position: Mapped[float] = mapped_column(default=0.0)


class NetworkMeeting(WorkspaceRow):
    """A family network meeting: when, how many came, who."""

    __tablename__ = "network_meeting"

    held_on: Mapped[str]
    came: Mapped[int | None]
    who: Mapped[str | None] = mapped_column(info=searchable())
    note: Mapped[str | None] = mapped_column(info=searchable())
