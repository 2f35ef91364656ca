"""What a child does on its sheet, each one step of the case; what cannot be done is said, never raised."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from models.acts import sheets as acts
from models.acts.plan import today
from models.child_calls import as_its_child_says
from models.picture_views import PermissionView, SheetItemView, SheetView
from models.pictures.shelf import keep_used
from models.readers import ReaderProjection
from models.sheets import PATH, Permissions, sheet_view
from ui.context import CaseContext
from ui.screens.children.drawn import CHILD
from ui.screens.children.sitting import Seat, Sitting


class SheetDeeds:
    """The verbs of the child in one seat, and what that child may see of its own sheet."""

    def __init__(self, context: CaseContext, sitting: Sitting, seat: Seat) -> None:
        self.context, self.sitting, self.seat = context, sitting, seat

    # ---- looking ----------------------------------------------------------------------------------------------
    @property
    def view(self) -> SheetView | None:
        """The sheet in front of the child, through a child's eyes; None where there is none (any more)."""
        projector = self.context.projector
        view = sheet_view(projector, self.seat.sheet_id, CHILD) if self.seat.sheet_id else None
        if view is None or view.child.id != self.seat.child_id:
            return None
        return as_its_child_says(view, projector, ReaderProjection(projector.rows, CHILD))

    def item(self, item_id: str) -> SheetItemView | None:
        """One thing of the sheet."""
        view = self.view
        things = [item for part in view.parts for item in part.items] + list(view.path) if view else []
        return next((item for item in things if item.id == item_id), None)

    def counting(self, item_id: str | None, person_id: str | None) -> str:
        """The answer that counts for a thing (None: the sheet) and somebody (None: everybody not named)."""
        row = self.context.case.rows.get("child_sheet", self.seat.sheet_id)
        return Permissions(self.context.projector, row).counting(item_id, person_id) if row else ""

    @property
    def step_today(self) -> SheetItemView | None:
        """Where the child stands today, None before it stood anywhere."""
        view, day = self.view, today(self.context.case)
        return next((step for step in reversed(view.path) if step.on == day), None) if view else None

    # ---- doing ------------------------------------------------------------------------------------------------
    def _do(self, work: Callable[[], Any]) -> Any:
        return self.context.attempt(work)

    def start(self, kind: str) -> None:
        """Begin a sheet and put it in front of the child."""
        case, workspace_id, child_id = self.context.case, self.context.workspace_id, self.seat.child_id
        more = {"made_with": self.sitting.made_with, "place": self.sitting.place}
        made = self._do(lambda: acts.start_sheet(case, workspace_id, kind, child_id, **more))
        self.seat.sheet_id = str(made or "")

    def order(self, parts: list[str]) -> None:
        """Keep the order that the child chose."""
        self._do(lambda: acts.set_order(self.context.case, self.seat.sheet_id, parts))

    def add(self, part: str, text: str = "", **more: Any) -> str:
        """Keep something new; its id, "" where it could not be."""
        return str(self._do(lambda: acts.add_item(self.context.case, self.seat.sheet_id, part, text, **more)) or "")

    def write(self, item_id: str, text: str, origin: object) -> None:
        """Keep a thing's words, just as they were said. A step on the path is no quotation until it has words."""
        item = self.item(item_id)
        more = {"is_quotation": True} if item is not None and item.part == PATH else {}
        self._do(lambda: acts.set_item(self.context.case, item_id, text=text, origin=origin, **more))

    def picture(self, item_id: str, code: str | None) -> None:
        """Choose a picture of the library for a thing, or take it away."""
        self._do(lambda: acts.set_item(self.context.case, item_id, picture=code))
        if code:
            keep_used(self.context.case.desk, code)

    def scene(self, item_id: str) -> str:
        """The child's drawing of a thing, begun where there is none."""
        return str(self._do(lambda: acts.item_scene(self.context.case, item_id, width=400.0, height=300.0)) or "")

    def move(self, item_id: str, part: str) -> None:
        """Put a thing into another part."""
        self._do(lambda: acts.move_item(self.context.case, item_id, part))

    def remove(self, item_id: str) -> None:
        """Take a thing off the sheet."""
        self._do(lambda: acts.remove_item(self.context.case, item_id))

    def let_see(self, item_id: str | None, person_id: str | None, answer: str, words: str = "") -> None:
        """Keep whether the child lets somebody see the sheet, or one thing on it."""
        case, sheet_id = self.context.case, self.seat.sheet_id
        about = {"item_id": item_id, "person_id": person_id, "words": words}
        self._do(lambda: acts.let_see(case, sheet_id, answer, **about))

    def forget(self, answer: PermissionView) -> None:
        """Take an answer back: nothing is said then."""
        self._do(lambda: acts.forget_permission(self.context.case, answer.id))

    def stand(self, value: int) -> None:
        """Stand on the path; with an open round of the scale it is the child's score there too."""
        case, sheet_id, round_id = self.context.case, self.seat.sheet_id, self.sitting.round_id
        self._do(lambda: acts.stand_on(case, sheet_id, value, round_id=round_id or None))

    def finish(self) -> None:
        """The child says that it is finished for today."""
        self._do(lambda: acts.set_sheet(self.context.case, self.seat.sheet_id, finished_on=today(self.context.case)))

    def drop_if_empty(self, item_id: str, mark: int) -> None:
        """Nothing was put into a new thing: it is as if it had not been begun, where nothing else was done since."""
        item = self.item(item_id)
        if item is None or item.text.strip() or item.picture or item.person or (item.scene and item.scene.items):
            return
        case = self.context.case
        steps = [each for each in case.history() if each.state == "done" and each.step > mark]
        if all(self.sitting.owners.get(each.step) == self.seat.sheet_id for each in steps) and len(steps) <= 2:
            self._do(lambda: case.undo_to(mark))
        else:
            self.remove(item_id)

    # ---- undo -------------------------------------------------------------------------------------------------
    @property
    def may_undo(self) -> bool:
        """Whether there is something of this sheet to undo."""
        return self.sitting.may_undo(self.context.case, self.seat.sheet_id)

    def undo(self) -> None:
        """Take back what was done last on this sheet; nothing from before the child sat down."""
        if self.may_undo:
            self._do(self.context.case.undo)

    @property
    def step(self) -> int:
        """The newest step of the case."""
        return self.context.case.undo_step
