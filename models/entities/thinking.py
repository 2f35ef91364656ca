"""Harm matrices and their questions, safety plans with their diary, meetings of the network, events over time."""

from __future__ import annotations

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.base import WorkspaceRow, searchable


class HarmMatrix(WorkspaceRow):
    """One behaviour, thought through slowly. ``how_long`` and ``how_often`` as said ("not known" is an answer too)."""

    __tablename__ = "harm_matrix"

    ref: Mapped[str | None]
    behaviour: Mapped[str] = mapped_column(info=searchable())
    adult_id: Mapped[str | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    strand_id: Mapped[str | None] = mapped_column(ForeignKey("strand.id", ondelete="SET NULL"))
    how_long: Mapped[str | None] = mapped_column(info=searchable())
    how_often: Mapped[str | None] = mapped_column(info=searchable())
    position: Mapped[float] = mapped_column(default=0.0)


class MatrixCell(WorkspaceRow):
    """A cell. ``column_key`` and ``row_key`` are keys of the template (first, worst, recent; when, what, how_bad,
    impact, who_says); an authority's template may have others, and a cell outlives the row it was written in.

    ``state``: said, not_known, not_born, none, same_as_worst, gap. ``child_id`` only in rows that every child has;
    where two children share a row ``child_words`` keeps its heading as written. ``said_on``: the day it was written,
    which "five years ago" is told from. ``card_id``: the past-harm card made from it.
    """

    __tablename__ = "matrix_cell"

    matrix_id: Mapped[str] = mapped_column(ForeignKey("harm_matrix.id", ondelete="CASCADE"), index=True)
    row_key: Mapped[str]
    column_key: Mapped[str]
    child_id: Mapped[str | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    child_words: Mapped[str | None]
    state: Mapped[str] = mapped_column(default="said")
    text: Mapped[str] = mapped_column(default="", info=searchable())
    said_on: Mapped[str | None]
    card_id: Mapped[str | None] = mapped_column(ForeignKey("card.id", ondelete="SET NULL"))
    position: Mapped[float] = mapped_column(default=0.0)


class OpenQuestion(WorkspaceRow):
    """A gap worded as a question to somebody. ``topic``: matrix, circle, scale, map, plan, timeline.

    ``cell_id`` or ``field`` (how_long, how_often) is the place its answer fills. ``asker_id``: who will ask.
    ``step_id``: the next step made of it; ``card_id``: the past-harm card made of its answer.
    """

    __tablename__ = "open_question"

    ref: Mapped[str | None]
    topic: Mapped[str] = mapped_column(default="matrix")
    matrix_id: Mapped[str | None] = mapped_column(ForeignKey("harm_matrix.id", ondelete="CASCADE"))
    cell_id: Mapped[str | None] = mapped_column(ForeignKey("matrix_cell.id", ondelete="SET NULL"))
    field: Mapped[str | None]
    person_id: Mapped[str | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    person_words: Mapped[str | None]
    asker_id: Mapped[str | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    text: Mapped[str] = mapped_column(info=searchable())
    answer: Mapped[str | None] = mapped_column(info=searchable())
    answered_on: Mapped[str | None]
    step_id: Mapped[str | None] = mapped_column(ForeignKey("card.id", ondelete="SET NULL"))
    card_id: Mapped[str | None] = mapped_column(ForeignKey("card.id", ondelete="SET NULL"))
    position: Mapped[float] = mapped_column(default=0.0)


class PlanVersion(WorkspaceRow):
    """A version of the safety plan. The newest is the one in force; earlier ones are read and not changed.

    ``try_every_days``: how often the family agreed to try it out.
    """

    __tablename__ = "plan_version"

    number: Mapped[int]
    made_on: Mapped[str | None]
    title: Mapped[str | None] = mapped_column(info=searchable())
    made_by: Mapped[str | None] = mapped_column(info=searchable())
    try_every_days: Mapped[int | None]
    note: Mapped[str | None] = mapped_column(info=searchable())


class PlanAgreement(WorkspaceRow):
    """Somebody agreed to a version of the plan, or did not. ``state``: agreed, not_yet, disagrees."""

    __tablename__ = "plan_agreement"

    version: Mapped[int]
    person_id: Mapped[str | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    person_words: Mapped[str | None]
    state: Mapped[str] = mapped_column(default="agreed")
    on: Mapped[str | None]
    words: Mapped[str | None] = mapped_column(info=searchable())
    position: Mapped[float] = mapped_column(default=0.0)


class PlanRule(WorkspaceRow):
    """A rule of one ``version`` of the safety plan, made by the family."""

    __tablename__ = "plan_rule"

    version: Mapped[int]
    made_on: Mapped[str | None]
    number: Mapped[int]
    text: Mapped[str] = mapped_column(info=searchable())
    who: Mapped[str | None] = mapped_column(info=searchable())
    how_we_know: Mapped[str | None] = mapped_column(info=searchable())
    if_it_slips: Mapped[str | None] = mapped_column(info=searchable())


class PlanEntry(WorkspaceRow):
    """A line of the plan's diary. ``kind``: kept, slip, used, sign. A slip may have been put right there and then."""

    __tablename__ = "plan_entry"

    on: Mapped[str]
    kind: Mapped[str]
    rule_number: Mapped[int | None]
    text: Mapped[str] = mapped_column(info=searchable())
    put_right: Mapped[bool] = mapped_column(default=False)
    logged_by: Mapped[str | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    position: Mapped[float] = mapped_column(default=0.0)


class HardDay(WorkspaceRow):
    """A day that is likely to be hard, and what the family will do about it.

    ``key`` names a day the app knows of (birthday:PERSON, christmas, …) so that it is not offered twice; None for the
    family's own. ``plan`` empty: still to be planned for. ``on`` is the next time it comes.
    """

    __tablename__ = "hard_day"

    key: Mapped[str | None]
    on: Mapped[str]
    until: Mapped[str | None]
    title: Mapped[str] = mapped_column(info=searchable())
    person_id: Mapped[str | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    plan: Mapped[str | None] = mapped_column(info=searchable())
    who: Mapped[str | None] = mapped_column(info=searchable())
    step_id: Mapped[str | None] = mapped_column(ForeignKey("card.id", ondelete="SET NULL"))
    put_away: Mapped[bool] = mapped_column(default=False)


class TimelineEvent(WorkspaceRow):
    """A dated step, past or planned.

    ``kind``: event, harm, setback, meeting, conference, plan, step_up, step_down, close. ``target``: everybody at this
    score or above, where a planned step waits for that. ``until``: the last day of something that took longer.
    """

    __tablename__ = "timeline_event"

    on: Mapped[str]
    until: Mapped[str | None]
    text: Mapped[str] = mapped_column(info=searchable())
    kind: Mapped[str] = mapped_column(default="event")
    is_planned: Mapped[bool] = mapped_column(default=False)
    target: Mapped[int | None]
    strand_id: Mapped[str | None] = mapped_column(ForeignKey("strand.id", ondelete="SET NULL"))
    position: Mapped[float] = mapped_column(default=0.0)


class NetworkMeeting(WorkspaceRow):
    """A family network meeting: when, where, how many came, who (in words). ``note``: how it went."""

    __tablename__ = "network_meeting"

    held_on: Mapped[str]
    came: Mapped[int | None]
    place: Mapped[str | None] = mapped_column(info=searchable())
    who: Mapped[str | None] = mapped_column(info=searchable())
    note: Mapped[str | None] = mapped_column(info=searchable())


class MeetingPerson(WorkspaceRow):
    """Somebody at a meeting, or asked to come. ``state``: came, invited, sorry (could not come)."""

    __tablename__ = "meeting_person"

    meeting_id: Mapped[str] = mapped_column(ForeignKey("network_meeting.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[str | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    person_words: Mapped[str | None]
    state: Mapped[str] = mapped_column(default="came")
    position: Mapped[float] = mapped_column(default=0.0)


class MeetingItem(WorkspaceRow):
    """A line of a meeting. ``kind``: question (with its ``answer``), said, step (the next step ``card_id``)."""

    __tablename__ = "meeting_item"

    meeting_id: Mapped[str] = mapped_column(ForeignKey("network_meeting.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(default="question")
    text: Mapped[str] = mapped_column(default="", info=searchable())
    answer: Mapped[str | None] = mapped_column(info=searchable())
    person_id: Mapped[str | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    card_id: Mapped[str | None] = mapped_column(ForeignKey("card.id", ondelete="CASCADE"))
    position: Mapped[float] = mapped_column(default=0.0)
