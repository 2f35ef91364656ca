"""Safety circles, and finding the people who could stand in them."""

from __future__ import annotations

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.base import WorkspaceRow, searchable


class SafetyCircle(WorkspaceRow):
    """Circles round one child (``child_id``), round some (:class:`CircleChild`), or all the children."""

    __tablename__ = "safety_circle"

    child_id: Mapped[str | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    title: Mapped[str | None]
    note: Mapped[str | None] = mapped_column(info=searchable())
    position: Mapped[float] = mapped_column(default=0.0)


class CircleChild(WorkspaceRow):
    """One of several children who share a circle."""

    __tablename__ = "circle_child"

    circle_id: Mapped[str] = mapped_column(ForeignKey("safety_circle.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    position: Mapped[float] = mapped_column(default=0.0)


class CircleMove(WorkspaceRow):
    """From a day on, somebody stands in a ring: inner, middle, outer, or left. ``asked``: who was asked, in words."""

    __tablename__ = "circle_move"

    circle_id: Mapped[str] = mapped_column(ForeignKey("safety_circle.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    ring: Mapped[str]
    moved_on: Mapped[str]
    asked: Mapped[str | None] = mapped_column(info=searchable())
    helped: Mapped[str | None] = mapped_column(info=searchable())
    note: Mapped[str | None] = mapped_column(info=searchable())
    position: Mapped[float] = mapped_column(default=0.0)


class CircleNote(WorkspaceRow):
    """What somebody said about a person in the circles. ``kind``: nervous (most nervous about their knowing), chosen
    (a child chose them). ``help``: what would help to tell them."""

    __tablename__ = "circle_note"

    circle_id: Mapped[str] = mapped_column(ForeignKey("safety_circle.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str]
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    by_id: Mapped[str | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    words: Mapped[str | None] = mapped_column(info=searchable())
    help: Mapped[str | None] = mapped_column(info=searchable())
    said_on: Mapped[str | None]
    position: Mapped[float] = mapped_column(default=0.0)


class NetworkObjection(WorkspaceRow):
    """What somebody says against looking for people ("there isn't anybody"); the questions that meet it hang on it."""

    __tablename__ = "network_objection"

    person_id: Mapped[str | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    words: Mapped[str] = mapped_column(info=searchable())
    said_on: Mapped[str | None]
    position: Mapped[float] = mapped_column(default=0.0)


class NetworkQuestion(WorkspaceRow):
    """A question in one of the six cells. ``time``: past, present, future. ``side``: worry, opening."""

    __tablename__ = "network_question"

    objection_id: Mapped[str] = mapped_column(ForeignKey("network_objection.id", ondelete="CASCADE"), index=True)
    time: Mapped[str]
    side: Mapped[str]
    text: Mapped[str] = mapped_column(info=searchable())
    answer: Mapped[str | None] = mapped_column(info=searchable())
    position: Mapped[float] = mapped_column(default=0.0)


class NetworkFind(WorkspaceRow):
    """Somebody found by asking."""

    __tablename__ = "network_find"

    objection_id: Mapped[str] = mapped_column(ForeignKey("network_objection.id", ondelete="CASCADE"), index=True)
    question_id: Mapped[str | None] = mapped_column(ForeignKey("network_question.id", ondelete="SET NULL"))
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    found_on: Mapped[str | None]
