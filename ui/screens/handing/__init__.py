"""From worker to worker: colleagues and their keys, handing a case over, what was received."""

from ui.screens.handing.screen import HandingScreen

__all__ = ["HandingScreen"]
