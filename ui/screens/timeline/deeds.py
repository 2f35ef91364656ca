"""What can be done on the timeline: each one act, said in a toast that takes it back."""

from __future__ import annotations

from typing import Any

from models.acts import timeline as acts
from ui.screens.timeline.state import TimelineState
from ui.screens.timeline.words import tr


class Deeds:
    """The acts behind form, rows, keys and menu."""

    def __init__(self, state: TimelineState) -> None:
        self._state = state

    def add(self, fields: dict[str, Any]) -> str:
        """Add a dated step; returns its id ("" when it could not be)."""
        context = self._state.context
        made = context.attempt(lambda: acts.add_event(context.case, context.workspace_id, **fields))
        if made:
            context.said_and_undoable(tr("Added to the timeline"))
        return str(made or "")

    def set(self, event_id: str, fields: dict[str, Any], origin: object | None = None) -> None:
        """Change a step."""
        context = self._state.context
        context.attempt(lambda: acts.set_event(context.case, event_id, origin=origin, **fields))

    def happened(self, event_id: str) -> None:
        """A planned step came to be."""
        context = self._state.context
        context.attempt(lambda: acts.happened(context.case, event_id))
        context.said_and_undoable(context.case.undo_label or "")

    def delete(self, event_id: str) -> None:
        """Take a step away, with a way back."""
        context = self._state.context
        if context.case.rows.get("timeline_event", event_id) is None:
            return
        context.attempt(lambda: acts.delete_event(context.case, event_id))
        context.said_and_undoable(context.case.undo_label or "")
