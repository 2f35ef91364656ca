"""What the room sees at one moment, as plain data: made from the room's view alone."""

from __future__ import annotations

from dataclasses import dataclass

from models.drawings.genogram import Figure
from models.sessions import ItemView, SessionView


@dataclass(frozen=True)
class RoomFrame:
    """One frame. ``view``: of :func:`models.sessions.room_view`; ``left`` in seconds; ``figure``: the family drawn.

    ``map``: lines of the family's map that stand above what was said today (``room_map``), none unless asked for;
    ``page``: of what does not fit at once, counted from the newest (0); ``pan``: how far the drawing is moved, in px
    of the room's 1920 by 1080.
    """

    view: SessionView
    left: int
    is_paused: bool = False
    figure: Figure | None = None
    page: int = 0
    pan: tuple[float, float] = (0.0, 0.0)
    map: tuple[ItemView, ...] = ()

    @property
    def revealed(self) -> tuple[ItemView, ...]:
        """What is shown of drafts or numbers at this stage."""
        return self.view.of(*self.view.stage.collects) if self.view.stage.is_silent else ()
