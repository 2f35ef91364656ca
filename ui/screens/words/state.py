"""What the studio looks at: which version, which of its frames, through which lens, and what may be changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from models.acts import stories as acts
from models.errors import KnownError
from models.picture_views import FrameView, StoryLine, StoryView
from models.rows import Row
from models.stories import stories, story_view
from models.views import PersonView
from ui.context import CaseContext
from ui.screens.people.everybody import is_very_young, shown_people
from ui.screens.words.wording import tr

PICTURE = ("scene", "scene_item", "blob")
"""Rows that only change how pictures look."""


class StudioState(QObject):
    """The one state that strip, frame and panel share.

    ``leaving``: what is being written is to be kept now, where it belongs; then ``story_changed``: another version is
    looked at, or ``frame_changed``: another frame of it.
    """

    leaving = Signal()
    story_changed = Signal()
    frame_changed = Signal()

    def __init__(self, context: CaseContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._story_id = ""
        self._frame_id = ""
        self._number = 1
        self._beside: str | None = None
        self._view: StoryView | None = None
        self._lines: tuple[StoryLine, ...] | None = None

    # ---- what is seen -----------------------------------------------------------------------------------------
    @property
    def lines(self) -> tuple[StoryLine, ...]:
        """Every story there is, the newest full one first."""
        if self._lines is None:
            context = self.context
            self._lines = stories(context.projector, context.workspace_id, context.lens)
        return self._lines

    @property
    def view(self) -> StoryView | None:
        """The version looked at, as the lens allows; None where there is no story yet."""
        if self._view is None and self.lines:
            if self._story_id not in [line.id for line in self.lines]:
                self._story_id = self.lines[0].id
            self._view = story_view(self.context.projector, self._story_id, self.context.lens)
        return self._view

    @property
    def frame(self) -> FrameView | None:
        """The frame looked at; where it went, the one in its place."""
        view = self.view
        if view is None or not view.frames:
            return None
        found = next((frame for frame in view.frames if frame.id == self._frame_id), None)
        found = found or view.frames[min(self._number, len(view.frames)) - 1]
        self._frame_id, self._number = found.id, found.number
        return found

    @property
    def number(self) -> int:
        """The place of the frame looked at, from 1."""
        return self._number

    def forget(self) -> None:
        """Read everything anew."""
        self._view = self._lines = None

    def show_story(self, story_id: str) -> None:
        """Look at another version; the frame in the same place is shown."""
        if story_id != self._story_id:
            self.leaving.emit()
            self._story_id, self._frame_id, self._beside = story_id, "", None
            self.forget()
            self.story_changed.emit()

    def show_frame(self, frame_id: str) -> None:
        """Look at another frame of this version."""
        view = self.view
        if view is None or frame_id == self._frame_id:
            return
        self.leaving.emit()
        number = next((frame.number for frame in view.frames if frame.id == frame_id), 0)
        if number:
            self._frame_id, self._number = frame_id, number
            self.frame_changed.emit()

    def hold_place(self, number: int) -> None:
        """Whatever frame comes to stand at this place is the one looked at."""
        self.leaving.emit()
        self._frame_id, self._number = "", max(1, number)

    # ---- another version beside this one ----------------------------------------------------------------------
    @property
    def beside(self) -> StoryView | None:
        """What is read beside this version: what it translates, or what was chosen."""
        view = self.view
        wanted = self._beside
        if wanted is None and view is not None:
            row = self.context.case.rows.get("story", view.id)
            wanted = row["translation_of_id"] if row else None
        if not wanted or view is None or wanted == view.id:
            return None
        return story_view(self.context.projector, wanted, self.context.lens)

    def show_beside(self, story_id: str) -> None:
        """Read another version beside this one ("" for none)."""
        self._beside = story_id
        self.story_changed.emit()

    def frame_beside(self) -> FrameView | None:
        """The frame of the other version that says the same: with the same picture, else in the same place."""
        frame, other = self.frame, self.beside
        if frame is None or other is None:
            return None
        if frame.scene is not None:
            for each in other.frames:
                if each.scene is not None and each.scene.id == frame.scene.id:
                    return each
        return next((each for each in other.frames if each.number == frame.number), None)

    # ---- what may be changed ----------------------------------------------------------------------------------
    @property
    def newer(self) -> StoryLine | None:
        """The newest version that this one led to; None where this is the newest."""
        found: StoryLine | None = None
        rows, at = self.context.case.rows, self.view.id if self.view else ""
        seen = {at}
        while following := [r["id"] for r in rows.where("story", begun_from_id=at) if r["id"] not in seen]:
            at = following[0]
            seen.add(at)
            found = next((line for line in self.lines if line.id == at), found)
        return found

    @property
    def can_change(self) -> bool:
        """Whether this version may be written in: not read to a child, and the newest."""
        return self.view is not None and not self.view.is_fixed and self.newer is None

    def frame_row(self) -> Row | None:
        """The row of the frame looked at."""
        frame = self.frame
        return self.context.case.rows.get("story_frame", frame.id) if frame else None

    def may_write(self, field: str, shown: str) -> bool:
        """Whether a field of the frame may be written here: nothing of it is kept from who looks."""
        row = self.frame_row()
        return self.can_change and row is not None and (row[field] or "").strip() == shown.strip()

    @property
    def shares_picture(self) -> bool:
        """Whether the frame's picture is shown in another version too, so that it is not changed from here."""
        row, view = self.frame_row(), self.view
        if row is None or view is None:
            return False
        shown = self.context.case.rows.where("story_frame", scene_id=row["scene_id"]) if row["scene_id"] else []
        return row["story_id"] != view.id or len(shown) > 1

    @property
    def hides_picture(self) -> bool:
        """Whether there is a picture that is kept from who looks."""
        row, frame = self.frame_row(), self.frame
        return bool(row and frame and row["scene_id"] and frame.scene is None)

    def begin_scene(self) -> str:
        """A picture to draw in for this frame; the frame of its own it may have got is looked at."""
        frame, view = self.frame, self.view
        assert frame is not None
        assert view is not None
        frame_id, scene_id = acts.scene_for(self.context.case, frame.id, story_id=view.id)
        self._frame_id = frame_id
        return scene_id

    def no_scene(self) -> str:
        """Stands where nothing can be drawn: empty paper is shown, and stays empty."""
        raise KnownError("This picture cannot be changed here. Nothing was changed. Begin the next version to draw.")

    # ---- doing ------------------------------------------------------------------------------------------------
    def set_frame(self, frame_id: str = "", story_id: str = "", **fields: Any) -> str:
        """Change a frame (the one looked at); where that begins a new version, say so. Returns its id then."""
        frame, view = self.frame, self.view
        frame_id, story_id = frame_id or (frame.id if frame else ""), story_id or (view.id if view else "")
        case = self.context.case

        def write() -> str:
            return acts.set_frame(case, frame_id, story_id=story_id, **fields)

        made = str(self.noticing(write) or frame_id)
        if self._frame_id == frame_id:
            self._frame_id = made
        return made

    def noticing(self, work: Callable[[], Any]) -> Any:
        """Do something; where it begins the next version because people had answered, say so."""
        was = self.view
        done = self.context.attempt(work)
        self.forget()
        now = self.view
        if was is not None and now is not None and now.id == was.id and now.version > was.version:
            text = tr("This is version {new} now. Version {old}, which people answered, is kept as it was.")
            self.context.said_and_undoable(text.format(new=now.version, old=was.version))
        return done

    # ---- people -----------------------------------------------------------------------------------------------
    def grown_ups(self) -> list[PersonView]:
        """Who can read a story out or be asked about it: the family's grown-ups first."""
        near = {"family": 0, "carer": 1, "friend": 2, "professional": 3}
        found = [p for p in shown_people(self.context) if p.kind in near and p.life in ("alive", "unknown")]
        return sorted((p for p in found if not p.is_child), key=lambda p: near[p.kind])

    def talking_children(self) -> list[PersonView]:
        """The children of the story first, then other children who can speak."""
        there = {child.id for child in self.view.children} if self.view else set()
        found = [p for p in shown_people(self.context) if p.is_child and p.kind != "pet" and not is_very_young(p)]
        return sorted(found, key=lambda p: p.id not in there)
