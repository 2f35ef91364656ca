"""The end of a case: closing, the clock, a legal hold, erasing with a certificate; and who did what with it."""

from ui.screens.case_end.kept import ErasedScreen
from ui.screens.case_end.screen import CaseEndScreen

__all__ = ["CaseEndScreen", "ErasedScreen"]
