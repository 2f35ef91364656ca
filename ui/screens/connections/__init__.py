"""Ways to the case system: list, form, try, pause, dry run."""

from ui.screens.connections.screen import ConnectionsScreen

__all__ = ["ConnectionsScreen"]
