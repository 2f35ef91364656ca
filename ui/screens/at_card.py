"""Going to a card on the map from elsewhere: a list of next steps, a meeting."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from ui.screens.map import MapScreen


def reveal_card(page: QWidget, card_id: str) -> None:
    """Choose a card on the map shown in ``page`` and bring it into sight, once the map has been laid out."""
    screen = next((found for found in page.findChildren(MapScreen) if found.isVisibleTo(page)), None)
    if screen is not None:
        screen.canvas.select([card_id])
        QTimer.singleShot(0, screen, partial(screen.canvas.reveal, card_id))
