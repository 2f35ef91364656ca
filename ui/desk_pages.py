"""Which pages there are beside the list of families and the families' rooms, and what makes them."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.screens.desk_page import DeskContext, DeskPage


def make_page(page_id: str, context: DeskContext, parent: QWidget) -> DeskPage:
    """A page, its code loaded now. ``KeyError`` for an unknown name."""
    if page_id == "outbox":
        from ui.screens.outbox import OutboxScreen

        return OutboxScreen(context, parent)
    raise KeyError(page_id)
