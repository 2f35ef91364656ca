"""Measures of the map at a zoom: everything is laid out again at real font sizes, so nothing blurs."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtGui import QColor, QFont

from ui.theme import theme, tokens

ZOOM_LEAST, ZOOM_MOST = 0.5, 3.0
ZOOM_STEPS = (0.5, 0.67, 0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0)

HUES = {"worries": "worry", "well": "well", "next": "next"}
"""A column's key and the first word of its colour tokens."""

BODY = (15.0, 21.0)
WORDS = (17.0, 24.0)
CAPTION = (13.0, 18.0)
LABEL = (14.0, 20.0)
LEAD = (18.0, 24.0)
"""Type on the map: size and line height in px at 100 %."""


def _factor() -> float:
    return theme().factor


@dataclass(frozen=True)
class MapStyle:
    """Fonts and measures at ``zoom`` (0.5 to 3); ``scale`` is the zoom times the text size of the theme in force.

    ``least`` is the smallest type (px) before zooming: a projector shows nothing smaller than its own minimum.
    """

    zoom: float = 1.0
    scale: float = field(default_factory=_factor)
    least: float = 0.0

    @classmethod
    def at(cls, zoom: float) -> MapStyle:
        """The measures at a zoom now."""
        least = float(tokens()["type"]["projector"]["minimum"]) if theme().name == "projector" else 0.0
        return cls(zoom, zoom * _factor(), least)

    def px(self, size: float) -> int:
        """A measure of the design in pixels now."""
        return round(size * self.scale)

    def _pixels(self, kind: tuple[float, float]) -> float:
        return max(kind[0] * self.scale, self.least * self.zoom)

    def font(self, kind: tuple[float, float], *, bold: bool = False) -> QFont:
        """The font of one of the kinds above."""
        font = theme().font("body", bold=bold)
        font.setPixelSize(max(1, round(self._pixels(kind))))
        return font

    def line(self, kind: tuple[float, float]) -> int:
        """Its line height in pixels."""
        return round(self._pixels(kind) * kind[1] / kind[0])

    def hue(self, column: str, which: str = "") -> QColor:
        """A colour of a column: ``""`` (strong), ``Ink``, ``Tint``, ``Tint2``."""
        return theme().color(HUES[column] + which)


def next_zoom(zoom: float, up: bool) -> float:
    """The neighbouring step of the zoom buttons."""
    if up:
        return next((step for step in ZOOM_STEPS if step > zoom + 0.01), ZOOM_MOST)
    return next((step for step in reversed(ZOOM_STEPS) if step < zoom - 0.01), ZOOM_LEAST)
