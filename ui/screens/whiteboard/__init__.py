"""The champion's whiteboard: what is there and what is thin, over all work."""

from ui.screens.whiteboard.screen import WhiteboardScreen

__all__ = ["WhiteboardScreen"]
