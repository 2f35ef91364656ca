"""Copies of stories: the next version, a shorter form's own words, and the version that people said yes to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from models.acts.kept_back import copy_restrictions
from models.acts.plan import today
from models.acts.scenes import copy_scene
from models.base import new_id
from models.casework import Case
from models.entities import Story, StoryApproval, StoryFrame
from models.rows import Row
from models.story_rows import answers_of, borrowers, form, frames_of, own_frames, version_line


def own_words(case: Case, story_id: str) -> dict[str, str]:
    """Give a shorter form frames of its own, copies of those it was read from. Returns old frame id → new one."""
    if own_frames(case.rows, story_id):
        return {}
    frames = frames_of(case.rows, case.rows.table("story")[story_id])
    with case.edit("Gave the shorter story its own words") as session:
        return _copy_frames(case, session, story_id, frames, with_scenes=True)


def keep_answered(case: Case, session: Session, story_id: str) -> None:
    """Before words change that somebody answered to: put that version aside whole, and go on as the next one.

    Shorter forms that are read from it and were answered to go with it.
    """
    row = case.rows.table("story")[story_id]
    following = [each for each in borrowers(case.rows, story_id) if answers_of(case.rows, each["id"])]
    if not following and not answers_of(case.rows, story_id):
        return
    kept_id = _put_aside(case, session, row, row["shorter_of_id"])
    for each in following:
        _put_aside(case, session, each, kept_id)


def _put_aside(case: Case, session: Session, row: Row, shorter_of_id: str | None) -> str:
    fresh = {"shorter_of_id": shorter_of_id}
    kept_id, _ = copied(case, session, row, fresh, frames_of(case.rows, row))
    session.execute(update(StoryApproval).where(StoryApproval.story_id == row["id"]).values(story_id=kept_id))
    story = session.get(Story, row["id"])
    assert story is not None
    story.begun_from_id, story.version, story.made_on = kept_id, next_number(case, row), today(case)
    return kept_id


def copied(
    case: Case, session: Session, row: Row, fresh: dict[str, Any], frames: Sequence[Row], *, with_scenes: bool = True
) -> tuple[str, dict[str, str]]:
    """A copy of a version with these frames and ``fresh`` fields; its id, and old frame id → new one."""
    copy_id = new_id()
    session.add(Story(**(row | fresh | {"id": copy_id})))
    session.flush()
    copy_restrictions(case, session, "story", row["id"], copy_id)
    return copy_id, _copy_frames(case, session, copy_id, frames, with_scenes=with_scenes)


def next_number(case: Case, row: Row) -> int:
    """The number of the version after the newest of a line."""
    line = version_line(case.rows, row)
    return 1 + int(max(each["version"] for each in line if form(each) == form(row)))


def _copy_frames(
    case: Case, session: Session, story_id: str, frames: Sequence[Row], *, with_scenes: bool
) -> dict[str, str]:
    copies = {}
    for number, frame in enumerate(frames, 1):
        copies[frame["id"]] = new_id()
        scene_id = frame["scene_id"]
        if scene_id and with_scenes:
            scene_id = copy_scene(case, scene_id)
        fresh = {"id": copies[frame["id"]], "story_id": story_id, "number": number, "scene_id": scene_id}
        session.flush()
        session.add(StoryFrame(**(frame | fresh)))
        copy_restrictions(case, session, "story_frame", frame["id"], copies[frame["id"]])
    return copies
