"""Finding people: an objection is met with questions, and who comes to mind goes into the circles."""

from ui.screens.network.screen import NetworkScreen

__all__ = ["NetworkScreen"]
