"""Safety circles: who knows what has happened, and who should know more."""

from ui.screens.circles.screen import CirclesScreen

__all__ = ["CirclesScreen"]
