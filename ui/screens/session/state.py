"""A session being led: its two views, its clock, and everything the facilitator does with it.

``whole`` is for the facilitator's eyes; ``frame`` is made of the room's view alone and is all the projector gets.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from models import session_clock
from models.acts import sessions as acts
from models.casework import ChangeSet
from models.cover_names import Cover, CoverNames, uncovered
from models.drawings.genogram import Figure
from models.family_views import FamilyView
from models.session_room import room_family, room_figure, room_map
from models.sessions import ItemView, SessionView, cover_of, room_view, session_view
from ui.context import CaseContext
from ui.screens.session.clock import StageClock
from ui.screens.session.frame import RoomFrame

NOTES = "session-notes"
_PAN = 160.0
_KEEP_EVERY = 20
"""Every so many seconds the time of the stage is kept, should the machine stop."""
_OF_SESSIONS = {"learning_session", "session_item"}
"""What may change without the names having to be covered, or the family drawn, anew."""


class SessionState(QObject):
    """``changed()`` after every change of the case, of the page or of the drawing's place; ``clock.ticked()`` each
    second; ``ended()`` once the session is over."""

    changed = Signal()
    ended = Signal()

    def __init__(
        self, context: CaseContext, session_id: str, *, clock: StageClock | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.context, self.session_id = context, session_id
        self.clock = clock or StageClock(parent=self)
        self.page, self.pan = 0, (0.0, 0.0)
        self.with_map = False
        self._map: tuple[ItemView, ...] | None = None
        self._is_writing = False
        self._whole: SessionView | None = None
        self._room: SessionView | None = None
        self._family: FamilyView | None = None
        self._is_drawn = False
        self._cover: Cover | None = None
        self._made_for = self._calling()
        self._figure: Figure | None = None
        self.stage_key = self.whole.stage.key
        self.clock.take_up(
            self.whole.stage.minutes, session_clock.kept(context.case, session_id, self.stage_key)
        )  # fmt: skip
        self.clock.ticked.connect(self._on_tick)
        context.changed.connect(self._on_change)

    # ---- looking ----------------------------------------------------------------------------------------------
    @property
    def whole(self) -> SessionView:
        """The session as the facilitator sees it."""
        if self._whole is None:
            self._whole = session_view(self.context.projector, self.session_id)
        assert self._whole is not None
        return self._whole

    @property
    def room(self) -> SessionView:
        """The session as the room may see it."""
        if self._room is None:
            self._room = room_view(self.context.projector, self.session_id, self._covering())
        assert self._room is not None
        return self._room

    def _covering(self) -> Cover:
        if self._cover is None:
            self._cover = cover_of(self.context.case.rows, self.session_id)
        return self._cover

    @property
    def is_there(self) -> bool:
        """Whether the session still exists (an undo may take its beginning back)."""
        return self.context.case.rows.get("learning_session", self.session_id) is not None

    def frame(self) -> RoomFrame:
        """What the room sees now."""
        figure = self.figure() if self.room.stage.shows == "genogram" else None
        is_map = self.with_map and self.room.stage.shows == "columns"
        lines = self.map_lines() if is_map else ()
        return RoomFrame(self.room, self.clock.left, self.clock.is_paused, figure, self.page, self.pan, lines)

    def map_lines(self) -> tuple[ItemView, ...]:
        """The family's map for the room; made again only when something of it may have changed."""
        if self._map is None:
            self._map = room_map(self.context.projector, self.session_id, self._covering())
        return self._map

    def show_map(self, on: bool) -> None:
        """Let the room see the family's map above what is said today, or only that."""
        self.with_map, self.page = on, 0
        self.changed.emit()

    def figure(self) -> Figure:
        """The family drawn for the room; made again only when what is drawn has changed."""
        if self._figure is None or not self._is_drawn:
            family = room_family(self.context.projector, self.session_id)
            if self._figure is None or family != self._family:
                self._family, self._figure = family, room_figure(self.context.projector, family)
            self._is_drawn = True
        return self._figure

    def cover_anew(self) -> None:
        """Forget what was covered and drawn, as after a change of the family."""
        self._is_drawn, self._cover, self._figure, self._room, self._map = False, None, None, None, None

    def names(self) -> CoverNames:
        """What everybody is called in the room."""
        row = self.context.case.rows.get("learning_session", self.session_id) or {}
        return CoverNames.read(row.get("names_json"))

    def _calling(self) -> tuple[object, ...]:
        """All of the session that the names depend on."""
        row = self.context.case.rows.get("learning_session", self.session_id) or {}
        return tuple(row.get(each) for each in ("names_json", "worker_id", "facilitator_id", "adviser_id"))

    def hidden(self, *kinds: str) -> int:
        """How many drafts or numbers wait to be shown."""
        return sum(not item.is_revealed for item in self.whole.of(*kinds))

    # ---- stages -----------------------------------------------------------------------------------------------
    def begin(self) -> None:
        """The clock of the stage starts, unless somebody has let it stand."""
        if not self.clock.spent:
            self.clock.start(self.whole.stage.minutes)

    def keep_clock(self) -> None:
        """Keep how long the stage has run."""
        if self.is_there and not self.whole.ended_at:
            session_clock.keep(self.context.case, self.session_id, self.stage_key, self.clock.spent)

    def _on_tick(self) -> None:
        # A stage that has only begun needs no note: going to it must not wait for the disk.
        if self.clock.spent >= 1 and (self.clock.is_paused or self.clock.left % _KEEP_EVERY == 0):
            self.attempt(self.keep_clock)

    def go(self, key: str) -> None:
        """To a stage; its time begins."""
        self.attempt(lambda: acts.to_stage(self.context.case, self.session_id, key))

    def next(self) -> None:
        """To the next stage, if there is one."""
        self._step(1)

    def back(self) -> None:
        """To the stage before."""
        self._step(-1)

    def _step(self, by: int) -> None:
        stages = self.whole.stages
        place = stages.index(self.whole.stage) + by
        if 0 <= place < len(stages):
            self.go(stages[place].key)

    def turn(self, by: int) -> None:
        """Show the room an older (1) or newer (-1) page of what does not fit at once."""
        self.page = max(0, self.page + by)
        self.changed.emit()

    def move_drawing(self, across: float, down: float) -> None:
        """Move the family's drawing by steps."""
        self.pan = (self.pan[0] + across * _PAN, self.pan[1] + down * _PAN)
        self.changed.emit()

    # ---- collecting -------------------------------------------------------------------------------------------
    def attempt(self, work: Callable[[], object]) -> object:
        """Do it; what cannot be done is said in a toast."""
        return self.context.attempt(work)

    def add(
        self, kind: str, text: str = "", *, who: str = "", value: int | None = None, due_on: str | None = None,
        part: str = "",
    ) -> bool:  # fmt: skip
        """Write down one thing of this stage; hidden where everybody is silent first; with ``part`` on the family's map
        too. Whether it was written."""
        stage = self.whole.stage
        is_silent = stage.is_silent and kind in ("statement", "score")
        question = stage.question if kind == "answer" else None
        made = self._written(
            lambda: acts.add_item(
                self.context.case, self.session_id, kind, text, who=who, value=value, due_on=due_on,
                is_hidden=is_silent, question=question,
                is_quotation=kind in ("goal", "question", "answer", "liked"), part=part,
            )
        )  # fmt: skip
        if isinstance(made, str) and part:
            self._ask_for_names(made, text)
        return made is not None

    def _ask_for_names(self, item_id: str, text: str) -> None:
        """A name of the room written on the map would stand in the case: offer the person's own."""
        meant = uncovered(self.context.case.rows, self.names(), text)
        if meant != text:
            self.context.say(
                self.tr("A name of this room now stands on the map."), self.tr("Put the real name there"),
                lambda: self.write(item_id, meant),
            )  # fmt: skip

    def write(self, item_id: str, text: str) -> bool:
        """Change the words of something. Whether they were changed."""
        if not text.strip():
            return False
        self._written(lambda: acts.write_item(self.context.case, item_id, text))
        return True

    def _written(self, work: Callable[[], object]) -> object:
        """Do what may write a card of ours: it names nobody new and nothing in it is held back, so the covered names
        and the family's drawing stay as they are."""
        self._is_writing = True
        try:
            return self.attempt(work)
        finally:
            self._is_writing = False

    def reveal(self) -> None:
        """Show together what was written in silence."""
        for kind in self.whole.stage.collects:
            self.attempt(lambda kind=kind: acts.reveal(self.context.case, self.session_id, kind))  # type: ignore[misc]

    def star(self, item: ItemView) -> None:
        """The worker takes it along, or not any more."""
        self.attempt(lambda: acts.star(self.context.case, item.id, not item.starred))

    def keep_line(self, item_id: str, line: str) -> bool:
        """The worker keeps a line of a statement. Whether it was kept."""
        return self.attempt(lambda: acts.keep_line(self.context.case, item_id, line)) is not None

    def remove(self, item_id: str) -> None:
        """Take something away again."""
        self.attempt(lambda: acts.remove_item(self.context.case, item_id))

    def call(self, names: CoverNames) -> None:
        """Set what everybody is called in the room."""
        self.attempt(lambda: acts.call(self.context.case, self.session_id, names))

    def take_along(self) -> int:
        """Put what is starred, and the next steps, into the case; returns how many."""
        taken = self.attempt(lambda: acts.take_along(self.context.case, self.session_id))
        return taken if isinstance(taken, int) else 0

    def end(self) -> None:
        """The session is over."""
        self.attempt(lambda: acts.end(self.context.case, self.session_id))

    # ---- private notes ----------------------------------------------------------------------------------------
    @property
    def notes(self) -> str:
        """The facilitator's own notes: kept in this vault beside the case, in no copy, gone when the case is erased."""
        return self.context.case.desk.note(self._notes_key) or ""

    def keep_notes(self, text: str) -> None:
        """Keep the facilitator's own notes."""
        if text != self.notes:
            self.context.case.desk.keep_note(self._notes_key, text)

    @property
    def _notes_key(self) -> str:
        return f"{NOTES}:{self.session_id}:{self.context.case.id}"

    # ---- following --------------------------------------------------------------------------------------------
    def _on_change(self, change: ChangeSet) -> None:
        self._whole = self._room = self._map = None
        own = _OF_SESSIONS | {"card"} if self._is_writing else _OF_SESSIONS
        if {each.table for each in change.changes} - own or self._calling() != self._made_for:
            self._is_drawn, self._cover, self._made_for = False, None, self._calling()
        if not self.is_there:
            self.clock.stop()
            self.ended.emit()
            return
        if self.whole.stage.key != self.stage_key:
            self.stage_key, self.page, self.pan = self.whole.stage.key, 0, (0.0, 0.0)
            self.clock.start(self.whole.stage.minutes)
        self.changed.emit()
        if self.whole.ended_at:
            self.clock.stop()
            self.ended.emit()

    def close(self) -> None:
        """Let go of everything about the case."""
        self.clock.stop()
        self.clock.ticked.disconnect(self._on_tick)
        self.context.changed.disconnect(self._on_change)
        self._whole = self._room = self._map = None
        self._family = self._figure = self._cover = None
