"""Sessions led by stages: the start, the facilitator's console, and the room's window."""

from ui.screens.session.screen import SessionScreen

__all__ = ["SessionScreen"]
