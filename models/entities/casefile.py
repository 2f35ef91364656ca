"""The case (one family's file), its workspaces, the pathway they walked, and what must not be shown."""

from __future__ import annotations

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, CaseRow, WorkspaceRow, new_id, searchable


class CaseFile(Base):
    """One family's file: the unit of editing, undo, erasure and hand-over."""

    __tablename__ = "casefile"

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    number: Mapped[str] = mapped_column(default="", info=searchable())
    name: Mapped[str] = mapped_column(info=searchable())
    opened_on: Mapped[str | None]
    reference_on: Mapped[str | None]  # ages are told as at this day (the example families); empty: today
    is_example: Mapped[bool] = mapped_column(default=False)
    note: Mapped[str | None] = mapped_column(info=searchable())


class Workspace(CaseRow):
    """A piece of work around some of the children; most cases have exactly one."""

    __tablename__ = "workspace"

    ref: Mapped[str | None]
    title: Mapped[str] = mapped_column(info=searchable())
    position: Mapped[float] = mapped_column(default=0.0)
    archived_on: Mapped[str | None]


class PathwayPeriod(WorkspaceRow):
    """From when to when a workspace was on a pathway: safety, wellbeing or success."""

    __tablename__ = "pathway_period"

    pathway: Mapped[str]
    begun_on: Mapped[str | None]
    ended_on: Mapped[str | None]
    worker_id: Mapped[str | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    note: Mapped[str | None]


class WorkspaceChild(WorkspaceRow):
    """A child whose life this workspace is about."""

    __tablename__ = "workspace_child"

    person_id: Mapped[str] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    is_index: Mapped[bool] = mapped_column(default=False)
    position: Mapped[float] = mapped_column(default=0.0)


class Restriction(CaseRow):
    """Something that must not reach some readers, with the reason. No target: a fact that stands only here.

    ``values_json`` is a JSON list of the exact words that must never leave; ``not_for`` names who (empty: everybody
    outside the team); ``public_name`` is what may stand instead ("a neighbour").
    """

    __tablename__ = "restriction"

    ref: Mapped[str | None]
    target_table: Mapped[str | None]
    target_id: Mapped[str | None] = mapped_column(index=True)
    target_field: Mapped[str | None]
    fact: Mapped[str] = mapped_column(default="")
    reason: Mapped[str]
    not_for: Mapped[str | None]
    public_name: Mapped[str | None]
    values_json: Mapped[str] = mapped_column(default="[]")
    review_on: Mapped[str | None]
