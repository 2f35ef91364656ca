"""What children said and drew, and the words and pictures made for them."""

from __future__ import annotations

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.base import WorkspaceRow, searchable


class ChildSheet(WorkspaceRow):
    """A child's own sheet. ``kind``: three_houses, fairy, wizard, safety_house.

    ``part_order``: the order the child chose ("good,dreams,worries"). ``scene_id``: what was drawn over all of it.
    """

    __tablename__ = "child_sheet"

    kind: Mapped[str]
    child_id: Mapped[str] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    made_on: Mapped[str | None]
    made_with: Mapped[str | None]
    place: Mapped[str | None]
    side_by_side: Mapped[str | None]
    part_order: Mapped[str | None]
    scene_id: Mapped[str | None] = mapped_column(ForeignKey("scene.id", ondelete="SET NULL"))
    finished_on: Mapped[str | None]
    permission: Mapped[str | None] = mapped_column(info=searchable())


class SheetItem(WorkspaceRow):
    """One thing a child said, drew or chose, in the exact words.

    ``part``: worries, good, dreams; clothes, wings, wand; inside, visits, outside, roof, path (then ``value`` 0–10).
    ``scene_id``: the child's drawing of it; ``picture``: a picture of the library chosen for it. ``person_id``: who is
    meant, in a safety house; ``x``, ``y``: where they were put (0–1 of their part). ``score_id``: the score it gave.
    """

    __tablename__ = "sheet_item"

    sheet_id: Mapped[str] = mapped_column(ForeignKey("child_sheet.id", ondelete="CASCADE"), index=True)
    part: Mapped[str]
    text: Mapped[str] = mapped_column(default="", info=searchable())
    is_quotation: Mapped[bool] = mapped_column(default=True)
    value: Mapped[int | None]
    on: Mapped[str | None]
    permission: Mapped[str | None]
    scene_id: Mapped[str | None] = mapped_column(ForeignKey("scene.id", ondelete="SET NULL"))
    picture: Mapped[str | None]
    person_id: Mapped[str | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    x: Mapped[float | None]
    y: Mapped[float | None]
    score_id: Mapped[str | None] = mapped_column(ForeignKey("score.id", ondelete="SET NULL"))
    position: Mapped[float] = mapped_column(default=0.0)


class SheetPermission(WorkspaceRow):
    """Whom a child lets see a sheet, or one thing on it (``item_id``). ``answer``: yes, no, when (``words`` say when).

    ``person_id`` None: everybody who is not named.
    """

    __tablename__ = "sheet_permission"

    sheet_id: Mapped[str] = mapped_column(ForeignKey("child_sheet.id", ondelete="CASCADE"), index=True)
    item_id: Mapped[str | None] = mapped_column(ForeignKey("sheet_item.id", ondelete="CASCADE"))
    person_id: Mapped[str | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    answer: Mapped[str] = mapped_column(default="yes")
    words: Mapped[str | None] = mapped_column(info=searchable())


class Story(WorkspaceRow):
    """Words and pictures: one version of the explanation.

    ``begun_from_id``: the version it was copied from. ``shorter_of_id``: the story it is a shorter form of;
    ``translation_of_id``: the one it says in another ``language``. ``for_age``: of the youngest who will hear it.
    ``font``: plain, easier (letters for readers who find that easier).
    """

    __tablename__ = "story"

    title: Mapped[str] = mapped_column(info=searchable())
    version: Mapped[int]
    language: Mapped[str] = mapped_column(default="en-GB")
    for_words: Mapped[str | None]
    for_age: Mapped[int | None]
    made_on: Mapped[str | None]
    font: Mapped[str] = mapped_column(default="plain")
    begun_from_id: Mapped[str | None] = mapped_column(ForeignKey("story.id", ondelete="SET NULL"))
    translation_of_id: Mapped[str | None] = mapped_column(ForeignKey("story.id", ondelete="SET NULL"))
    shorter_of_id: Mapped[str | None] = mapped_column(ForeignKey("story.id", ondelete="SET NULL"))
    frames_used: Mapped[str | None]
    note: Mapped[str | None] = mapped_column(info=searchable())


class StoryFrame(WorkspaceRow):
    """One picture above its sentences. ``picture`` says it in words: what is to be drawn, and the alternative text."""

    __tablename__ = "story_frame"

    story_id: Mapped[str] = mapped_column(ForeignKey("story.id", ondelete="CASCADE"), index=True)
    number: Mapped[int]
    question: Mapped[str]
    words: Mapped[str] = mapped_column(default="", info=searchable())
    picture: Mapped[str | None] = mapped_column(info=searchable())
    whose_words: Mapped[str | None] = mapped_column(info=searchable())
    scene_id: Mapped[str | None] = mapped_column(ForeignKey("scene.id", ondelete="SET NULL"))


class StoryApproval(WorkspaceRow):
    """Somebody's answer to a version. ``state``: approved, asked_change. ``step``: of the trail (mother, father, …)."""

    __tablename__ = "story_approval"

    story_id: Mapped[str] = mapped_column(ForeignKey("story.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[str | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    who: Mapped[str | None]
    on: Mapped[str]
    state: Mapped[str] = mapped_column(default="approved")
    step: Mapped[str | None]
    asked_for: Mapped[str | None] = mapped_column(info=searchable())
    position: Mapped[float] = mapped_column(default=0.0)


class StoryTelling(WorkspaceRow):
    """The story was read: by whom, who was there, where. From then on this version does not change."""

    __tablename__ = "story_telling"

    story_id: Mapped[str] = mapped_column(ForeignKey("story.id", ondelete="CASCADE"), index=True)
    told_on: Mapped[str]
    read_by: Mapped[str | None]
    there: Mapped[str | None]
    place: Mapped[str | None]


class StoryAsked(WorkspaceRow):
    """What a child asked when the story was read, and what was answered, both in the words used."""

    __tablename__ = "story_asked"

    telling_id: Mapped[str] = mapped_column(ForeignKey("story_telling.id", ondelete="CASCADE"), index=True)
    asked_by_id: Mapped[str | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    asked: Mapped[str | None] = mapped_column(info=searchable())
    answered_by_id: Mapped[str | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    answered: Mapped[str | None] = mapped_column(info=searchable())
    position: Mapped[float] = mapped_column(default=0.0)
