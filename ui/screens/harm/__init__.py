"""The room of the harm matrices: what happened, slowly, box by box; every gap is a question to somebody."""

from ui.screens.harm.screen import HarmScreen

__all__ = ["HarmScreen"]
