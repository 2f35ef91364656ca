"""The ecomap: who and what is round a home, drawn with the family."""

from ui.screens.ecomap.screen import EcomapScreen

__all__ = ["EcomapScreen"]
