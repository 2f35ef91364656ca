"""The room of time: what happened, what is planned, and how things stood on any day."""

from ui.screens.timeline.screen import TimelineScreen

__all__ = ["TimelineScreen"]
