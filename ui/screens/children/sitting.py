"""What a child's time at the laptop remembers: who sits there, at which sheet, and what may be undone."""

from __future__ import annotations

import weakref
from dataclasses import dataclass, field

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from models.casework import Case, ChangeSet, Desk
from models.readers import Reader
from models.rows import Row, Rows

_KEPT_AT = "childSitting"


@dataclass
class Seat:
    """One child and the sheet in front of it ("": it has not chosen yet)."""

    child_id: str
    sheet_id: str = ""


@dataclass
class Sitting:
    """One or two children at the laptop. Kept with the window, so that it outlives the page being laid out anew.

    ``made_with``, ``place``: of sheets that are begun. ``round_id``: where a step on the path counts as the score.
    ``mark``: the newest step before the children began: nothing older can be undone by them. After a lock the desk is
    another one: then the sitting is over, for who unlocked is the worker.
    """

    desk: weakref.ref[Desk]
    case_id: str
    seats: list[Seat]
    made_with: str = ""
    place: str = ""
    round_id: str = ""
    mark: int = 0
    lens: Reader = field(default_factory=lambda: Reader("us"))
    state: Qt.WindowState = Qt.WindowState.WindowNoState
    owners: dict[int, str] = field(default_factory=dict)
    """By step: the sheet it was done on, so that nobody undoes what somebody beside them did."""

    @staticmethod
    def begin(
        case: Case, seats: list[Seat], lens: Reader, *, made_with: str = "", place: str = "", round_id: str = ""
    ) -> Sitting:
        """A sitting that starts now."""
        return Sitting(
            weakref.ref(case.desk), case.id, seats, made_with, place, round_id, mark=case.undo_step, lens=lens
        )

    @staticmethod
    def kept_with(window: QWidget) -> Sitting | None:
        """The sitting a window remembers."""
        kept = window.property(_KEPT_AT)
        return kept if isinstance(kept, Sitting) else None

    def keep_with(self, window: QWidget) -> None:
        """Let a window remember it."""
        window.setProperty(_KEPT_AT, self)

    @staticmethod
    def forget(window: QWidget) -> None:
        """Nothing is to be remembered any more."""
        window.setProperty(_KEPT_AT, None)

    def is_of(self, case: Case) -> bool:
        """Whether it goes on in this very desk, unlocked since it began."""
        return self.desk() is case.desk and self.case_id == case.id

    # ---- undo -------------------------------------------------------------------------------------------------
    def note(self, case: Case, change: ChangeSet) -> None:
        """Remember on whose sheet the newest step was done."""
        step = case.undo_step
        if step > self.mark and step not in self.owners:
            sheets = {seat.sheet_id for seat in self.seats}
            touched = [_sheet_of(case.rows, each.table, each.after or each.before or {}) for each in change.changes]
            self.owners[step] = next((sheet_id for sheet_id in touched if sheet_id in sheets), "")

    def may_undo(self, case: Case, sheet_id: str) -> bool:
        """Whether the newest step was done on this sheet since the children sat down."""
        step = case.undo_step
        return step > self.mark and (len(self.seats) == 1 or self.owners.get(step) == sheet_id)


def _sheet_of(rows: Rows, table: str, row: Row) -> str:
    """The sheet a changed row belongs to, "" for none."""
    if table == "child_sheet":
        return str(row.get("id", ""))
    if table in ("sheet_item", "sheet_permission"):
        return str(row.get("sheet_id", ""))
    scene_id = row.get("id") if table == "scene" else row.get("scene_id") if table == "scene_item" else None
    held = rows.where("sheet_item", scene_id=scene_id) if scene_id else []
    return str(held[0]["sheet_id"]) if held else ""
