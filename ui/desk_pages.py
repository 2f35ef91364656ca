"""Which pages there are beside the list of families and the families' rooms, and what makes them."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.screens.desk_page import DeskContext, DeskPage


def make_page(page_id: str, context: DeskContext, parent: QWidget) -> DeskPage:
    """A page, its code loaded now. ``KeyError`` for an unknown name."""
    if page_id == "outbox":
        from ui.screens.outbox import OutboxScreen

        return OutboxScreen(context, parent)
    if page_id == "connections":
        from ui.screens.connections import ConnectionsScreen

        return ConnectionsScreen(context, parent)
    if page_id == "handing":
        from ui.screens.handing import HandingScreen

        return HandingScreen(context, parent)
    if page_id == "caseEnd":
        from ui.screens.case_end import CaseEndScreen

        return CaseEndScreen(context, parent)
    if page_id == "erased":
        from ui.screens.case_end import ErasedScreen

        return ErasedScreen(context, parent)
    if page_id == "whiteboard":
        from ui.screens.whiteboard import WhiteboardScreen

        return WhiteboardScreen(context, parent)
    if page_id == "measures":
        from ui.screens.measures import MeasuresScreen

        return MeasuresScreen(context, parent)
    if page_id == "library":
        from ui.screens.library.page import LibraryPage

        return LibraryPage(context, parent)
    raise KeyError(page_id)
