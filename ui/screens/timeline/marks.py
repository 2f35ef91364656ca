"""The marks of dated steps in the theme's colours: the same as on paper."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter

from models.drawing import Rect
from models.drawings.trajectory import event_mark
from models.thinking_views import EventView
from models.timeline import DANGERS
from ui.painter import paint_items
from ui.theme import theme


def shown_on(ground: str) -> Callable[[str], QColor]:
    """Colours of a drawing's roles on the screen; ``ground``: the token for what is paper in print."""

    def colour(role: str) -> QColor:
        return theme().color(ground if role == "paper" else role)

    return colour


def paint_mark(painter: QPainter, event: EventView, spot: QPointF, size: float, *, here: bool, ground: str) -> None:
    """Paint a step's mark; ``here`` fills it: things stand at it on the day in hand."""
    filled = ("ink" if event.state == "past" else "nextInk") if here else ground
    items = event_mark(event, spot.x(), spot.y(), size)
    if here:
        items = [replace(item, dash=()) if isinstance(item, Rect) else item for item in items]
    paint_items(painter, items, shown_on(filled))


def an_event(look: str) -> EventView:
    """A step without words, for the key: ``look`` is danger, past, planned or ask."""
    kind = DANGERS[0] if look == "danger" else "event"
    return EventView("", "", None, "", "", kind, "past" if look == "danger" else look)


def look_of(event: EventView) -> str:
    """How a step is drawn: danger, past, planned, ask."""
    return "danger" if event.state == "past" and event.kind in DANGERS else event.state
