"""Share: what leaves, for whom, and what is left out."""

from ui.screens.share.screen import ShareScreen

__all__ = ["ShareScreen"]
