"""The map: three columns of cards, edited and moved in place."""

from __future__ import annotations

from ui.screens.map.screen import MapScreen

__all__ = ["MapScreen"]
