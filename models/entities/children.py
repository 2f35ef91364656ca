"""What children said and drew, and the words and pictures made for them."""

from __future__ import annotations

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.base import WorkspaceRow, searchable


class ChildSheet(WorkspaceRow):
    """A child's own sheet. ``kind``: three_houses, fairy, wizard, safety_house."""

    __tablename__ = "child_sheet"

    kind: Mapped[str]
    child_id: Mapped[str] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    made_on: Mapped[str | None]
    made_with: Mapped[str | None]
    place: Mapped[str | None]
    side_by_side: Mapped[str | None]
    permission: Mapped[str | None] = mapped_column(info=searchable())


class SheetItem(WorkspaceRow):
    """One thing a child said, drew or chose, in the exact words.

    ``part``: worries, good, dreams; clothes, wings, wand; inside, visits, outside, roof, path (then ``value`` 0–10).
    """

    __tablename__ = "sheet_item"

    sheet_id: Mapped[str] = mapped_column(ForeignKey("child_sheet.id", ondelete="CASCADE"), index=True)
    part: Mapped[str]
    text: Mapped[str] = mapped_column(default="", info=searchable())
    is_quotation: Mapped[bool] = mapped_column(default=True)
    value: Mapped[int | None]
    on: Mapped[str | None]
    permission: Mapped[str | None]
    position: Mapped[float] = mapped_column(default=0.0)


class Story(WorkspaceRow):
    """Words and pictures: one version of the explanation."""

    __tablename__ = "story"

    title: Mapped[str] = mapped_column(info=searchable())
    version: Mapped[int]
    language: Mapped[str] = mapped_column(default="en-GB")
    for_words: Mapped[str | None]
    shorter_of_id: Mapped[str | None] = mapped_column(ForeignKey("story.id", ondelete="SET NULL"))
    frames_used: Mapped[str | None]
    note: Mapped[str | None] = mapped_column(info=searchable())


class StoryFrame(WorkspaceRow):
    """One picture above its sentences."""

    __tablename__ = "story_frame"

    story_id: Mapped[str] = mapped_column(ForeignKey("story.id", ondelete="CASCADE"), index=True)
    number: Mapped[int]
    question: Mapped[str]
    words: Mapped[str] = mapped_column(default="", info=searchable())
    picture: Mapped[str | None] = mapped_column(info=searchable())
    whose_words: Mapped[str | None] = mapped_column(info=searchable())


class StoryApproval(WorkspaceRow):
    """Somebody approved a version, or asked for a change."""

    __tablename__ = "story_approval"

    story_id: Mapped[str] = mapped_column(ForeignKey("story.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[str | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    who: Mapped[str | None]
    on: Mapped[str]
    asked_for: Mapped[str | None] = mapped_column(info=searchable())
    position: Mapped[float] = mapped_column(default=0.0)


class StoryTelling(WorkspaceRow):
    """The story was read: by whom, who was there, where, what was asked and answered."""

    __tablename__ = "story_telling"

    story_id: Mapped[str] = mapped_column(ForeignKey("story.id", ondelete="CASCADE"), index=True)
    told_on: Mapped[str]
    read_by: Mapped[str | None]
    there: Mapped[str | None]
    place: Mapped[str | None]
    asked_by_id: Mapped[str | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    asked: Mapped[str | None] = mapped_column(info=searchable())
    answered_by_id: Mapped[str | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    answered: Mapped[str | None] = mapped_column(info=searchable())
