"""The children's room: each child's own sheets, and the mode in which a child has the laptop to itself."""

from ui.screens.children.screen import ChildrenScreen

__all__ = ["ChildrenScreen"]
