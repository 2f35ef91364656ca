"""Words and pictures: begin them, write frames, ask people, read them out, begin the next version.

A version that was read to a child never changes: every act that would change it says to begin the next one. Only the
newest version is written in. What somebody said yes to is kept too: the first change after an answer puts the answered
version aside, whole, and goes on as the next version under the same ids.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from models.acts.checks import gone, merge_key, only, row_of, trimmed, whole_day
from models.acts.places import GAP
from models.acts.plan import today
from models.acts.scenes import copy_scene, new_scene
from models.acts.story_copies import copied, keep_answered, next_number, own_words
from models.base import new_id
from models.casework import Case
from models.entities import Story, StoryApproval, StoryAsked, StoryFrame, StoryTelling
from models.errors import KnownError
from models.rows import Row
from models.story_rows import answers_of, as_chosen, borrowers, chosen, frames_of, is_fixed, own_frames, wording
from models.story_template import ENGLISH, in_force

FRAME_FIELDS = frozenset("words question picture whose_words scene_id".split())
STORY_FIELDS = frozenset("title for_words for_age language font made_on note".split())
FONTS = ("plain", "easier")
STATES = ("approved", "asked_change")
_READ = (
    "This version was read to the children, so it stays as they heard it. Nothing was changed. "
    "Begin the next version: it starts as a copy."
)

__all__ = [
    "add_asked", "add_frame", "approve", "ask_change", "choose_frames", "move_frame", "new_version", "own_words",
    "remove_answer", "remove_frame", "remove_story", "scene_for", "set_asked", "set_frame", "set_story",
    "set_telling", "shorter", "start", "tell", "translation",
]  # fmt: skip


# ---- versions -----------------------------------------------------------------------------------------------------


def start(
    case: Case, workspace_id: str, *, title: str | None = None, for_words: str | None = None,
    for_age: int | None = None, language: str = ENGLISH, made_on: str | None = None,
) -> str:  # fmt: skip
    """Begin a story with the template's frames, their words still empty. Returns its id."""
    template, story_id = in_force()[0], new_id()
    with case.edit("Started words and pictures") as session:
        session.add(
            Story(
                id=story_id, case_id=case.id, workspace_id=workspace_id, title=trimmed(title) or template.title,
                version=1, language=language, for_words=trimmed(for_words), for_age=for_age,
                made_on=whole_day(made_on or today(case)),
            )
        )  # fmt: skip
        session.flush()
        for number, frame in enumerate(template.frames, 1):
            question = template.in_language(frame.question, language)
            session.add(
                StoryFrame(
                    case_id=case.id, workspace_id=workspace_id, story_id=story_id, number=number, question=question
                )
            )
    return story_id


def set_story(case: Case, story_id: str, *, origin: object | None = None, **fields: Any) -> None:
    """Change a version's title, for whom it is, their age, its language, letters (plain, easier), day, or note.

    The note is the team's own and may be written at any time.
    """
    only(fields, STORY_FIELDS)
    _story(case, story_id)
    if set(fields) - {"note"}:
        _changeable(case, story_id)
    if fields.get("font", FONTS[0]) not in FONTS:
        raise ValueError(f"no such letters: {fields['font']}")
    if "title" in fields and not trimmed(fields["title"]):
        fields["title"] = in_force()[0].title
    if fields.get("made_on"):
        fields["made_on"] = whole_day(fields["made_on"])
    with case.edit("Changed the story’s heading", merge=merge_key("story", story_id, fields), origin=origin) as session:
        story = session.get(Story, story_id)
        assert story is not None
        for name, value in fields.items():
            setattr(story, name, trimmed(value) if isinstance(value, str) else value)


def new_version(case: Case, story_id: str, *, made_on: str | None = None) -> str:
    """Begin the next version as a whole copy, pictures too; the one before stays as it is. Returns the copy's id.

    What was said of the old words holds for the new version for as long as it says the same.
    """
    row = _story(case, story_id)
    number = next_number(case, row)
    # A shorter form that was read is held by its own words from here on, not by those of the full story.
    frames = frames_of(case.rows, row) if is_fixed(case.rows, story_id) else own_frames(case.rows, story_id)
    with case.edit(f"Began version {number} of the story") as session:
        day = whole_day(made_on or today(case))
        fresh = {"version": number, "begun_from_id": story_id, "made_on": day, "note": None}
        return copied(case, session, row, fresh, frames)[0]


def shorter(
    case: Case, story_id: str, frame_ids: Sequence[str], *, title: str | None = None, for_words: str | None = None,
    for_age: int | None = None,
) -> str:  # fmt: skip
    """Make a shorter form from chosen frames of a story; it follows their words until it gets its own. Its id."""
    row = _story(case, story_id)
    numbers = _numbers(case, row, frame_ids)
    shorter_id = new_id()
    with case.edit("Made a shorter story") as session:
        fields = row | {
            "id": shorter_id, "title": trimmed(title) or f"{row['title']}, shorter", "shorter_of_id": story_id,
            "begun_from_id": None, "frames_used": as_chosen(numbers), "note": None, "made_on": today(case),
            "for_words": trimmed(for_words) or row["for_words"], "for_age": for_age,
        }  # fmt: skip
        session.add(Story(**fields))
    return shorter_id


def choose_frames(case: Case, story_id: str, frame_ids: Sequence[str]) -> None:
    """Choose other frames of the full story for a shorter form that has no words of its own."""
    row = _story(case, story_id)
    full = case.rows.get("story", row["shorter_of_id"])
    if full is None or own_frames(case.rows, story_id):
        raise KnownError("This version has frames of its own. Nothing was changed. Add or remove frames in it.")
    _changeable(case, story_id)
    numbers = _numbers(case, full, frame_ids)
    with case.edit("Chose the frames of a shorter story") as session:
        keep_answered(case, session, story_id)
        session.execute(update(Story).where(Story.id == story_id).values(frames_used=as_chosen(numbers)))


def translation(case: Case, story_id: str, language: str, *, title: str | None = None) -> str:
    """Begin a story in another language: the same frames and pictures, its words still to be written. Its id."""
    row, template = _story(case, story_id), in_force()[0]
    if language == row["language"]:
        raise KnownError("The story is in this language already. Nothing was changed. Choose another language.")
    with case.edit("Began a translation") as session:
        fresh = {
            "title": trimmed(title) or row["title"], "language": language, "translation_of_id": story_id,
            "shorter_of_id": None, "frames_used": None, "begun_from_id": None, "note": None, "made_on": today(case),
        }  # fmt: skip
        translated, frames = copied(case, session, row, fresh, frames_of(case.rows, row), with_scenes=False)
        for old_id, frame_id in frames.items():
            frame = session.get(StoryFrame, frame_id)
            assert frame is not None
            old = case.rows.table("story_frame")[old_id]
            frame.words, frame.question = "", template.in_language(old["question"], language)
    return translated


def remove_story(case: Case, story_id: str) -> None:
    """Take a version away that was not read to a child yet (undo brings it back)."""
    _story(case, story_id)
    _changeable(case, story_id)
    with case.edit("Removed a story") as session:
        for row in borrowers(case.rows, story_id):
            own_words(case, row["id"])  # a shorter form is not to lose its frames with the full one
        session.flush()
        session.execute(delete(Story).where(Story.id == story_id))


# ---- frames -------------------------------------------------------------------------------------------------------


def set_frame(
    case: Case, frame_id: str, *, story_id: str | None = None, origin: object | None = None, **fields: Any
) -> str:
    """Change a frame: its words, question, what is in the picture, whose words they are. Returns the frame's id.

    ``story_id``: the version it is changed in. A shorter form that borrows the frame gets frames of its own first, and
    the id returned is that of its copy. Words changed after somebody's answer become the next version.
    """
    only(fields, FRAME_FIELDS)
    row = _frame(case, frame_id)
    story = story_id or row["story_id"]
    if frame_id not in [frame["id"] for frame in frames_of(case.rows, _story(case, story))]:
        raise ValueError("a frame of another story")
    _changeable(case, story)
    label = "Changed the story’s words" if "words" in fields else "Changed a frame"
    with case.edit(label, merge=merge_key("story_frame", frame_id, fields), origin=origin) as session:
        if {n: _said(fields[n]) for n in ("words", "question") if n in fields} != {
            n: _said(row[n]) for n in ("words", "question") if n in fields
        }:
            keep_answered(case, session, story)
        target = own_words(case, story).get(frame_id, frame_id) if story != row["story_id"] else frame_id
        session.flush()
        frame = session.get(StoryFrame, target)
        assert frame is not None
        for name, value in fields.items():
            setattr(frame, name, _said(value) if name in ("words", "question") else trimmed(value))
    return target


def add_frame(case: Case, story_id: str, question: str = "", words: str = "", *, before_id: str | None = None) -> str:
    """Add a frame at the end or before another. Returns its id."""
    row = _story(case, story_id)
    _changeable(case, story_id)
    frame_id = new_id()
    with case.edit("Added a frame") as session:
        keep_answered(case, session, story_id)
        copies = own_words(case, story_id) if row["shorter_of_id"] else {}
        order = list(copies.values()) or [frame["id"] for frame in own_frames(case.rows, story_id)]
        before_id = copies.get(before_id or "", before_id or "")
        place = order.index(before_id) if before_id in order else len(order)
        session.add(
            StoryFrame(
                id=frame_id, case_id=case.id, workspace_id=row["workspace_id"], story_id=story_id, number=place + 1,
                question=question.strip(), words=words.strip(),
            )
        )  # fmt: skip
        session.flush()
        _number(case, session, story_id, [*order[:place], frame_id, *order[place:]])
    return frame_id


def move_frame(case: Case, frame_id: str, to: int) -> None:
    """Put a frame at a place (1 is the first)."""
    row = _frame(case, frame_id)
    _changeable(case, row["story_id"])
    before = [frame["id"] for frame in own_frames(case.rows, row["story_id"])]
    order = [each for each in before if each != frame_id]
    order.insert(max(0, min(to - 1, len(order))), frame_id)
    if order == before:
        return
    with case.edit("Moved a frame") as session:
        keep_answered(case, session, row["story_id"])
        _number(case, session, row["story_id"], order)


def remove_frame(case: Case, frame_id: str) -> None:
    """Take a frame out (undo brings it back)."""
    row = _frame(case, frame_id)
    _changeable(case, row["story_id"])
    order = [each["id"] for each in own_frames(case.rows, row["story_id"]) if each["id"] != frame_id]
    with case.edit("Removed a frame") as session:
        keep_answered(case, session, row["story_id"])
        _number(case, session, row["story_id"], order)
        session.execute(delete(StoryFrame).where(StoryFrame.id == frame_id))


def scene_for(case: Case, frame_id: str, *, story_id: str | None = None) -> tuple[str, str]:
    """The picture to draw in for a frame: (frame id, scene id). Call it before the first stroke.

    A frame without a picture gets an empty one; one that another version or language shows too is copied first.
    """
    row = _frame(case, frame_id)
    story = story_id or row["story_id"]
    if frame_id not in [frame["id"] for frame in frames_of(case.rows, _story(case, story))]:
        raise ValueError("a frame of another story")
    _changeable(case, story)
    shared = len(case.rows.where("story_frame", scene_id=row["scene_id"])) > 1
    if story == row["story_id"] and row["scene_id"] and not shared:
        return frame_id, row["scene_id"]
    with case.edit("Began a picture") as session:
        target = own_words(case, story).get(frame_id, frame_id) if story != row["story_id"] else frame_id
        session.flush()
        frame = session.get(StoryFrame, target)
        assert frame is not None
        if frame.scene_id is None:
            frame.scene_id = new_scene(case, row["workspace_id"])
        elif target == frame_id:
            frame.scene_id = copy_scene(case, frame.scene_id)
        return target, frame.scene_id


# ---- asking people ------------------------------------------------------------------------------------------------


def approve(
    case: Case, story_id: str, person_id: str | None = None, *, who: str | None = None, on: str | None = None,
    step: str | None = None,
) -> str:  # fmt: skip
    """Write down that somebody said yes to a version: a person of the case, or others in words. Returns the line's id.

    What they asked for before stays with it.
    """
    return _answer(case, story_id, person_id, who, "approved", on, step, None)


def ask_change(
    case: Case, story_id: str, person_id: str | None = None, *, asked_for: str, who: str | None = None,
    on: str | None = None, step: str | None = None,
) -> str:  # fmt: skip
    """Write down that somebody asked for a change, in their words. Returns the line's id."""
    return _answer(case, story_id, person_id, who, "asked_change", on, step, asked_for)


def remove_answer(case: Case, approval_id: str) -> None:
    """Take an answer away that was written down by mistake (undo brings it back)."""
    row = row_of(case, "story_approval", approval_id)
    _changeable(case, row["story_id"])
    with case.edit("Removed an answer to the story") as session:
        session.execute(delete(StoryApproval).where(StoryApproval.id == approval_id))


def _answer(
    case: Case, story_id: str, person_id: str | None, who: str | None, state: str, on: str | None, step: str | None,
    asked_for: str | None,
) -> str:  # fmt: skip
    row, named = _story(case, story_id), trimmed(who)
    if bool(person_id) == bool(named):
        raise ValueError("a person or words, not both")
    day = whole_day(on or today(case))
    there = [a for a in answers_of(case.rows, story_id) if a["person_id"] == person_id and a["who"] == named]
    with case.edit("Said yes to the story" if state == "approved" else "Asked for a change") as session:
        answer = session.get(StoryApproval, there[-1]["id"]) if there else None
        if answer is None:
            place = max((a["position"] for a in answers_of(case.rows, story_id)), default=0.0)
            answer = StoryApproval(
                id=new_id(), case_id=case.id, workspace_id=row["workspace_id"], story_id=story_id,
                person_id=person_id, who=named, position=place + GAP,
            )  # fmt: skip
            session.add(answer)
        answer.state, answer.on, answer.step = state, day, step or answer.step
        answer.asked_for = trimmed(asked_for) or answer.asked_for
        return answer.id


# ---- reading it ---------------------------------------------------------------------------------------------------


def tell(
    case: Case, story_id: str, *, told_on: str | None = None, read_by: str | None = None, there: str | None = None,
    place: str | None = None,
) -> str:  # fmt: skip
    """Write down that the story was read: from now on this version does not change. Returns the line's id.

    A shorter form read from the full story's frames gets its own first, so that only what was read is held.
    """
    row = _story(case, story_id)
    if not any(words for _, words in wording(case.rows, row)):
        raise KnownError("There are no words in this story yet. Nothing was changed. Write the first frame.")
    telling_id = new_id()
    with case.edit("Read the story") as session:
        own_words(case, story_id)
        session.add(
            StoryTelling(
                id=telling_id, case_id=case.id, workspace_id=row["workspace_id"], story_id=story_id,
                told_on=whole_day(told_on or today(case)), read_by=trimmed(read_by), there=trimmed(there),
                place=trimmed(place),
            )
        )  # fmt: skip
    return telling_id


def add_asked(
    case: Case, telling_id: str, asked: str, *, asked_by_id: str | None = None, answered: str = "",
    answered_by_id: str | None = None,
) -> str:  # fmt: skip
    """Keep what a child asked and what was answered, in the words used. Returns the line's id."""
    telling = row_of(case, "story_telling", telling_id)
    asked_id = new_id()
    place = max((r["position"] for r in case.rows.where("story_asked", telling_id=telling_id)), default=0.0)
    with case.edit("Kept what a child asked") as session:
        session.add(
            StoryAsked(
                id=asked_id, case_id=case.id, workspace_id=telling["workspace_id"], telling_id=telling_id,
                asked_by_id=asked_by_id, asked=trimmed(asked), answered_by_id=answered_by_id,
                answered=trimmed(answered), position=place + GAP,
            )
        )  # fmt: skip
    return asked_id


def set_asked(case: Case, asked_id: str, *, origin: object | None = None, **fields: str | None) -> None:
    """Put right what was written: ``asked``, ``asked_by_id``, ``answered``, ``answered_by_id``."""
    allowed = {"asked", "asked_by_id", "answered", "answered_by_id"}
    _set_line(case, StoryAsked, asked_id, allowed, "Changed what a child asked", fields, origin)


def set_telling(case: Case, telling_id: str, *, origin: object | None = None, **fields: str | None) -> None:
    """Put right when the story was read, by whom, who was there and where."""
    if "told_on" in fields:
        fields["told_on"] = whole_day(fields["told_on"] or "")
    allowed = {"told_on", "read_by", "there", "place"}
    _set_line(case, StoryTelling, telling_id, allowed, "Changed who was there", fields, origin)


def _set_line(
    case: Case, model: type[StoryAsked] | type[StoryTelling], key: str, allowed: set[str], label: str,
    fields: dict[str, str | None], origin: object | None,
) -> None:  # fmt: skip
    only(fields, allowed)
    if case.rows.get(model.__tablename__, key) is None:
        raise gone()
    with case.edit(label, merge=merge_key(model.__tablename__, key, fields), origin=origin) as session:
        line = session.get(model, key)
        for name, value in fields.items():
            setattr(line, name, trimmed(value))


# ---- small things -------------------------------------------------------------------------------------------------


def _number(case: Case, session: Session, story_id: str, order: Sequence[str]) -> None:
    """Number the frames in this order; shorter forms go on showing the frames they chose."""
    old = {row["number"]: row["id"] for row in own_frames(case.rows, story_id)}
    new = {frame_id: number for number, frame_id in enumerate(order, 1)}
    for frame_id, number in new.items():
        session.execute(update(StoryFrame).where(StoryFrame.id == frame_id).values(number=number))
    for row in borrowers(case.rows, story_id):
        if used := chosen(row["frames_used"]):
            kept = as_chosen(new[old[number]] for number in used if old.get(number) in new)
            session.execute(update(Story).where(Story.id == row["id"]).values(frames_used=kept))


def _numbers(case: Case, full: Row, frame_ids: Sequence[str]) -> list[int]:
    numbers = [frame["number"] for frame in own_frames(case.rows, full["id"]) if frame["id"] in frame_ids]
    if not numbers:
        raise KnownError("A shorter story needs at least one frame. Nothing was changed. Choose the frames it keeps.")
    return numbers


def _story(case: Case, story_id: str) -> Row:
    return row_of(case, "story", story_id)


def _frame(case: Case, frame_id: str) -> Row:
    return row_of(case, "story_frame", frame_id)


def _changeable(case: Case, story_id: str) -> None:
    if is_fixed(case.rows, story_id):
        raise KnownError(_READ)
    if any(row["id"] != story_id for row in case.rows.where("story", begun_from_id=story_id)):
        raise KnownError(
            "There is a newer version, so this one stays as it was. Nothing was changed. Go to the newest version."
        )


def _said(value: Any) -> str:
    return (value or "").strip()
