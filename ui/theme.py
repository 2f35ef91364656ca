"""The look: colours, fonts, sizes and motion from ``resources/design/tokens.json``.

``theme()`` is the one theme of the application. Widgets ask it for values when they paint and repaint on ``changed``;
nothing caches a colour. Three themes (light, contrast, projector), text at 100 to 200 %, touch targets, reduced motion.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any, Literal

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from resources.files import read_text
from ui import fonts

ThemeName = Literal["light", "contrast", "projector"]
THEMES: tuple[ThemeName, ...] = ("light", "contrast", "projector")
TEXT_SCALES: tuple[float, ...] = (1.0, 1.25, 1.5, 2.0)
_TOKEN_NAMES: dict[str, str] = {"light": "light", "contrast": "highContrast", "projector": "projectorDark"}


@lru_cache(maxsize=1)
def tokens() -> dict[str, Any]:
    """The design tokens as read from the resources."""
    loaded: dict[str, Any] = json.loads(read_text("design", "tokens.json"))
    return loaded


def text_scale_for(width: int) -> float:
    """The automatic text factor for a screen ``width`` in device-independent pixels."""
    return 1.25 if width >= 1800 else 1.0


class Theme(QObject):
    """Colours, fonts and measures in force; ``changed`` fires after any of them changed."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._name: ThemeName = "light"
        self._scale = 1.0
        self._touch = False
        self._reduced_motion = False
        self._reading_font = False
        self._colors: dict[str, QColor] = {}
        self._fonts: dict[tuple[str, bool | None, float], QFont] = {}
        self._read_colors()

    # ---- what is in force -------------------------------------------------------------------------------------
    @property
    def name(self) -> ThemeName:
        """Which of the three themes."""
        return self._name

    @property
    def text_scale(self) -> float:
        """The chosen text factor (1.0 to 2.0), without the projector's own enlargement."""
        return self._scale

    @property
    def factor(self) -> float:
        """The whole enlargement: chosen text size times the projector's factor."""
        projector = float(tokens()["type"]["projector"]["factor"])
        return max(self._scale, projector) if self._name == "projector" else self._scale

    @property
    def touch(self) -> bool:
        """Whether targets are at least 44 px."""
        return self._touch

    @property
    def dark(self) -> bool:
        """Whether light text stands on a dark window."""
        return self.color("window").lightness() < 128

    # ---- values -----------------------------------------------------------------------------------------------
    def color(self, token: str, alpha: float = 1.0) -> QColor:
        """The colour of a token such as ``"ink"`` or ``"worryTint"``; ``KeyError`` for an unknown name.

        A colour that somebody chose to draw with (``#rrggbb``) is itself in every theme.
        """
        color = QColor(token if token.startswith("#") else self._colors[token])
        if alpha < 1.0:
            color.setAlphaF(alpha)
        return color

    def ramp(self, step: int) -> tuple[QColor, QColor]:
        """Fill and text colour of scale step 0 to 10 (dusk to daylight)."""
        scale = tokens()["color"]["scaleRamp"]
        if self._name == "projector":
            fill = QColor(scale["onDark"][step])
            return fill, QColor("#FFFFFF") if fill.lightnessF() < 0.5 else QColor("#15191A")
        return QColor(scale["steps"][step]["fill"]), QColor(scale["steps"][step]["text"])

    def px(self, size: float) -> int:
        """A measure of the design (at 100 %) in device-independent pixels now."""
        return round(size * self.factor)

    def target(self, size: float = 32) -> int:
        """The height of something to press: never under 44 px in touch mode."""
        return max(self.px(size), 44 if self._touch else 0)

    def radius(self, kind: str = "control") -> int:
        """Corner radius of ``control``, ``card`` or ``sheet``."""
        return self.px(float(tokens()["radius"][kind]))

    def ms(self, kind: str = "normal") -> int:
        """Duration of a movement (``fast``, ``normal``, ``slow``) in milliseconds; 0 when motion is reduced."""
        return 0 if self._reduced_motion else int(tokens()["motion"][kind])

    def font(self, role: str = "body", *, bold: bool | None = None, size: float | None = None) -> QFont:
        """The font of a type role (``caption``, ``label``, ``body``, ``words``, ``lead``, ``title``, ``hero``, …).

        ``bold`` overrides the role's weight, ``size`` (px at 100 %) its size.
        """
        spec = tokens()["type"][role]
        points = float(spec["size"]) if size is None else size
        key = (role, bold, points)
        found = self._fonts.get(key)
        if found is None:
            found = fonts.base_font(easier=self._reading_font)
            pixels = points * self.factor
            if self._name == "projector":
                pixels = max(pixels, float(tokens()["type"]["projector"]["minimum"]))
            found.setPixelSize(max(1, round(pixels)))
            heavy = bold if bold is not None else int(spec["weight"]) >= 700
            found.setWeight(QFont.Weight.Bold if heavy else QFont.Weight.Normal)
            self._fonts[key] = found
        return QFont(found)

    def line_height(self, role: str = "body") -> int:
        """The line height of a type role in pixels now."""
        spec = tokens()["type"][role]
        ratio = float(spec["line"]) / float(spec["size"])
        return round(self.font(role).pixelSize() * ratio)

    # ---- changing it ------------------------------------------------------------------------------------------
    def set(
        self,
        *,
        name: ThemeName | None = None,
        text_scale: float | None = None,
        touch: bool | None = None,
        reduced_motion: bool | None = None,
        reading_font: bool | None = None,
    ) -> None:
        """Change what is given, apply it to the application and tell everyone once."""
        before = self._chosen()
        self._name = self._name if name is None else name
        self._scale = self._scale if text_scale is None else min(2.0, max(1.0, text_scale))
        self._touch = self._touch if touch is None else touch
        self._reduced_motion = self._reduced_motion if reduced_motion is None else reduced_motion
        self._reading_font = self._reading_font if reading_font is None else reading_font
        if before != self._chosen():
            self._read_colors()
            self.apply()

    def _chosen(self) -> tuple[object, ...]:
        return self._name, self._scale, self._touch, self._reduced_motion, self._reading_font

    def apply(self) -> None:
        """Give the application our style, palette and font, and tell every widget."""
        self._fonts.clear()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            if app.style().objectName().lower() != "fusion":
                app.setStyle("Fusion")
            app.setPalette(self.palette())
            app.setFont(self.font("body"))
        self.changed.emit()

    def palette(self) -> QPalette:
        """The tokens as a Qt palette, for the few stock widgets in use."""
        palette = QPalette()
        role = QPalette.ColorRole
        pairs = {
            role.Window: "window", role.WindowText: "ink", role.Base: "card", role.AlternateBase: "sunken",
            role.Text: "ink", role.Button: "card", role.ButtonText: "ink", role.BrightText: "onInk",
            role.ToolTipBase: "ink", role.ToolTipText: "onInk", role.PlaceholderText: "ink3",
            role.Highlight: "primary", role.HighlightedText: "onPrimary", role.Accent: "primary",
            role.Link: "nextInk", role.LinkVisited: "nextInk", role.Light: "card", role.Midlight: "hover",
            role.Mid: "line", role.Dark: "lineStrong", role.Shadow: "lineStrong",
        }  # fmt: skip
        for qt_role, token in pairs.items():
            palette.setColor(qt_role, self.color(token))
        for qt_role in (role.WindowText, role.Text, role.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, qt_role, self.color("lineStrong"))
        return palette

    def _read_colors(self) -> None:
        values: dict[str, str] = tokens()["color"]["themes"][_TOKEN_NAMES[self._name]]
        self._colors = {name: QColor(value) for name, value in values.items()}


@lru_cache(maxsize=1)
def theme() -> Theme:
    """The one theme of the application."""
    return Theme()
