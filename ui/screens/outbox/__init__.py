"""The outbox: what waits, what arrived, with proof."""

from ui.screens.outbox.screen import OutboxScreen

__all__ = ["OutboxScreen"]
