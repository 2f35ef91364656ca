"""Family network meetings: who came, what was asked and said, who does what by when."""

from ui.screens.meetings.page import MeetingsPage

__all__ = ["MeetingsPage"]
