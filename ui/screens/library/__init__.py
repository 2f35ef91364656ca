"""The practice library: guides, examples and questions, on a page of the desk and in a panel beside every room."""

from ui.screens.library.page import LibraryPage
from ui.screens.library.panel import GuidePanel

__all__ = ["GuidePanel", "LibraryPage"]
