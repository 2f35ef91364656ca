"""Things to press: buttons, links, switches, and one choice out of a few."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from ui import fonts, icons
from ui.theme import theme
from ui.widgets.base import follow_theme, paint_frame
from ui.widgets.pressing import Pressable

#: Height and side padding of a button at 100 %, and its font role and size.
_SIZES: dict[str, tuple[int, int, float]] = {
    "small": (32, 10, 14),
    "normal": (36, 14, 14),
    "search": (40, 16, 14),
    "large": (44, 20, 16),
    "huge": (56, 26, 20),
}


class Button(Pressable):
    """A button. ``kind``: ``primary`` (one a page), ``outline``, ``quiet``, ``danger``, ``tint`` (selected look).

    ``icon`` is a Phosphor name, ``key`` a key shown as a cap behind the words, ``menu`` adds a caret, ``pill`` rounds
    it fully. The accessible name is its text unless ``heard`` says more.
    """

    def __init__(
        self,
        text: str,
        *,
        name: str,
        kind: str = "outline",
        icon: str = "",
        size: str = "normal",
        key: str = "",
        menu: bool = False,
        pill: bool = False,
        tip: str = "",
        heard: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.kind, self.icon_name, self.size_name = kind, icon, size
        self.key_text, self.has_menu, self.pill = key, menu, pill
        fonts.ensure(text)
        super().setText(text)
        self.setAccessibleName(heard or text or tip)
        if tip:
            self.setToolTip(tip)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        follow_theme(self._retheme)

    def setText(self, text: str) -> None:
        """Show other words, and say them."""
        fonts.ensure(text)
        if self.accessibleName() == self.text():
            self.setAccessibleName(text)
        super().setText(text)
        self.updateGeometry()
        self.update()

    def set_icon(self, name: str) -> None:
        """Show another icon."""
        self.icon_name = name
        self.updateGeometry()
        self.update()

    def corner_radius(self) -> float:
        """The radius a focus ring should follow."""
        if self.pill:
            return self.height() / 2
        return {"large": 10, "search": 10, "huge": 14}.get(self.size_name, 8) * theme().factor

    def _retheme(self) -> None:
        _, _, pixels = _SIZES[self.size_name]
        heavy = self.kind in ("primary", "danger") or (
            self.kind == "outline" and self.size_name != "small" and not self.pill
        )
        self.setFont(theme().font("label", bold=heavy, size=pixels))
        self.updateGeometry()
        self.update()

    def _icon_px(self) -> int:
        return theme().px(20 if self.size_name != "huge" else 24)

    def sizeHint(self) -> QSize:
        """Qt: icon, words, key cap, caret and padding."""
        height, pad, _ = _SIZES[self.size_name]
        gap = theme().px(8)
        parts = []
        if self.icon_name:
            parts.append(self._icon_px())
        if self.text():
            parts.append(QFontMetrics(self.font()).horizontalAdvance(self.text()) + 1)
        if self.key_text:
            parts.append(key_width(self.key_text))
        if self.has_menu:
            parts.append(theme().px(16))
        width = sum(parts) + gap * max(0, len(parts) - 1) + 2 * theme().px(pad)
        return QSize(max(width, theme().target(height)), theme().target(height))

    def minimumSizeHint(self) -> QSize:
        """Qt: never cut."""
        return self.sizeHint()

    def _colors(self) -> tuple[QColor | None, QColor | None, QColor]:
        """Fill, line and ink in the present state."""
        look = theme()
        live = self._hover or self.isDown()
        if not self.isEnabled():
            fill = look.color("selected") if self.kind in ("primary", "danger") else None
            line = look.color("line") if self.kind == "outline" else None
            return fill, line, look.color("lineStrong")
        if self.kind == "primary":
            return look.color("primaryHover" if live else "primary"), None, look.color("onPrimary")
        if self.kind == "danger":
            return look.color("stopInk" if live else "stop"), None, look.color("onStop")
        if self.kind == "tint" or self.isChecked():
            line = look.color("ink") if look.name == "contrast" else None
            return look.color("selected"), line, look.color("ink")
        if self.kind == "outline":
            return look.color("hover" if live else "card"), look.color("lineStrong"), look.color("ink")
        return (look.color("hover") if live else None), None, look.color("ink" if live else "ink2")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the shape, then its parts in a row."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill, line, ink = self._colors()
        if fill is not None or line is not None:
            paint_frame(painter, QRectF(self.rect()), fill=fill, line=line, radius=self.corner_radius())
        _, pad, _ = _SIZES[self.size_name]
        gap = theme().px(8)
        content = self.sizeHint().width() - 2 * theme().px(pad)
        x = (self.width() - content) / 2
        if not self.text() and self.icon_name and not self.has_menu and not self.key_text:
            x = (self.width() - self._icon_px()) / 2
        painter.setPen(ink)
        painter.setFont(self.font())
        if self.icon_name:
            size = self._icon_px()
            icons.paint(painter, self.icon_name, QRectF(x, (self.height() - size) / 2, size, size), ink)
            x += size + gap
        if self.text():
            width = QFontMetrics(self.font()).horizontalAdvance(self.text()) + 1
            painter.drawText(QRectF(x, 0, width, self.height()), Qt.AlignmentFlag.AlignVCenter, self.text())
            x += width + gap
        if self.key_text:
            width = key_width(self.key_text)
            height = theme().px(22)
            paint_key(painter, QRectF(x, (self.height() - height) / 2, width, height), self.key_text)
            x += width + gap
        if self.has_menu:
            size = theme().px(16)
            icons.paint(painter, "caret-down", QRectF(x, (self.height() - size) / 2, size, size), ink)


def _key_font() -> QFont:
    font = theme().font("caption")
    font.setPixelSize(round(12.5 * theme().factor))
    return font


def key_width(text: str) -> int:
    """How wide a key cap with ``text`` is, in pixels."""
    font = _key_font()
    return max(theme().px(22), QFontMetrics(font).horizontalAdvance(text) + theme().px(13))


def paint_key(painter: QPainter, rect: QRectF, text: str) -> None:
    """Paint a key cap with ``text`` on it."""
    paint_frame(painter, rect, fill="card", line="lineStrong", radius=theme().px(5))
    painter.save()
    painter.setFont(_key_font())
    painter.setPen(theme().color("ink2"))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


class KeyCap(QWidget):
    """A key as printed on the keyboard: ``F9``, ``Ctrl K``."""

    def __init__(self, text: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = text
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Qt: as wide as its words need."""
        return QSize(key_width(self._text), theme().px(22))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the cap."""
        paint_key(QPainter(self), QRectF(self.rect()), self._text)


class IconButton(Button):
    """A square button with an icon only; its tooltip is also its accessible name."""

    def __init__(
        self, icon: str, tip: str, *, name: str, size: str = "normal", kind: str = "quiet",
        icon_size: int = 20, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        self._glyph = icon_size
        super().__init__("", name=name, kind=kind, icon=icon, size=size, tip=tip, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_tip(self, tip: str) -> None:
        """Change what it says it does."""
        self.setToolTip(tip)
        self.setAccessibleName(tip)

    def _icon_px(self) -> int:
        return theme().px(self._glyph)

    def sizeHint(self) -> QSize:
        """Qt: a square target."""
        side = theme().target(_SIZES[self.size_name][0])
        return QSize(side, side)


class LinkButton(Pressable):
    """Underlined words to press, with a 32 px target. ``ink`` is a token; ``icon`` (say a caret) stands before."""

    def __init__(
        self, text: str, *, name: str, ink: str = "ink", role: str = "body", icon: str = "",
        heard: str = "", parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setObjectName(name)
        self.ink, self.role, self.icon_name = ink, role, icon
        fonts.ensure(text)
        super().setText(text)
        self.setAccessibleName(heard or text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        follow_theme(self._retheme)

    def setText(self, text: str) -> None:
        """Show other words, and say them."""
        if self.accessibleName() == self.text():
            self.setAccessibleName(text)
        fonts.ensure(text)
        super().setText(text)
        self.updateGeometry()

    def corner_radius(self) -> float:
        """The radius a focus ring should follow."""
        return 4 * theme().factor

    def _retheme(self) -> None:
        self.setFont(theme().font(self.role, bold=False))
        self.updateGeometry()

    def _indent(self) -> int:
        return theme().px(24) if self.icon_name else 0

    def sizeHint(self) -> QSize:
        """Qt: the words, in a target one can hit."""
        width = QFontMetrics(self.font()).horizontalAdvance(self.text()) + 2
        return QSize(self._indent() + width, theme().target(32))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: words over a line in the strong line colour; the line darkens under the pointer."""
        painter = QPainter(self)
        ink = theme().color(self.ink if self.isEnabled() else "lineStrong")
        metrics = QFontMetrics(self.font())
        if self.icon_name:
            size = theme().px(16)
            icons.paint(painter, self.icon_name, QRectF(0, (self.height() - size) / 2, size, size), ink)
        painter.setPen(ink)
        painter.setFont(self.font())
        room = self.width() - self._indent()
        text = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        rect = self.rect().adjusted(self._indent(), 0, 0, 0)
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        y = (self.height() + metrics.ascent() - metrics.descent()) / 2 + theme().px(4)
        painter.setPen(QPen(ink if self.underMouse() else theme().color("lineStrong"), 1))
        painter.drawLine(self._indent(), round(y), self._indent() + metrics.horizontalAdvance(text), round(y))


class Switch(QPushButton):
    """On or off, beside its words (which are the accessible name)."""

    def __init__(self, text: str, *, name: str, on: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setCheckable(True)
        self.setChecked(on)
        super().setText(text)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        follow_theme(self._retheme)

    def _retheme(self) -> None:
        self.setFont(theme().font("body"))
        self.updateGeometry()

    def corner_radius(self) -> float:
        """The radius a focus ring should follow."""
        return theme().px(8)

    def sizeHint(self) -> QSize:
        """Qt: track, gap, words."""
        width = theme().px(40 + 12) + QFontMetrics(self.font()).horizontalAdvance(self.text()) + theme().px(6)
        return QSize(width, theme().target(32))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: a track with a knob on the side that holds."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width, height = theme().px(40), theme().px(24)
        track = QRectF(2, (self.height() - height) / 2, width, height)
        on = self.isChecked()
        paint_frame(painter, track, fill="primary" if on else "card", line=None if on else "lineStrong",
                    radius=height / 2)  # fmt: skip
        knob = theme().px(18)
        inset = (height - knob) / 2
        x = track.right() - knob - inset if on else track.left() + inset
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().color("onPrimary" if on else "lineStrong"))
        painter.drawEllipse(QRectF(x, track.top() + inset, knob, knob))
        painter.setPen(theme().color("ink" if self.isEnabled() else "lineStrong"))
        painter.setFont(self.font())
        painter.drawText(self.rect().adjusted(width + theme().px(12), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter,
                         self.text())  # fmt: skip


class _Segment(Button):
    """One choice of a segmented control; ``number`` shows a strand's disc before the words."""

    def __init__(self, text: str, *, name: str, number: int, parent: QWidget) -> None:
        self.number = number
        super().__init__(text, name=name, kind="quiet", size="small", parent=parent)
        self.setCheckable(True)
        self.setAutoExclusive(True)

    def sizeHint(self) -> QSize:
        """Qt: words measured bold, so the choice does not jump."""
        metrics = QFontMetrics(theme().font("label", bold=True, size=14))
        disc = theme().px(24) if self.number else 0
        return QSize(metrics.horizontalAdvance(self.text()) + disc + theme().px(26), theme().target(32))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the chosen one is a card on the track."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        if chosen:
            line = "ink" if theme().name == "contrast" else None
            paint_frame(painter, QRectF(self.rect()), fill="card", line=line, width=2, radius=theme().radius())
        x = theme().px(13)
        ink = theme().color("ink" if chosen or self._hover else "ink2")
        if self.number:
            side = theme().px(18)
            paint_number(painter, QRectF(x, (self.height() - side) / 2, side, side), self.number)
            x += side + theme().px(6)
        painter.setPen(ink)
        painter.setFont(theme().font("label", bold=chosen, size=14))
        painter.drawText(self.rect().adjusted(x, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self.text())


def paint_number(painter: QPainter, rect: QRectF, number: int) -> None:
    """Paint a strand's numbered disc."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme().color("ink"))
    painter.drawEllipse(rect)
    font = theme().font("label", bold=True)
    font.setPixelSize(max(8, round(rect.height() * 0.67)))
    painter.setFont(font)
    painter.setPen(theme().color("card" if not theme().dark else "onInk"))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, str(number))
    painter.restore()


class SegmentedControl(QWidget):
    """One choice out of a few, side by side; ``chosen(index)`` when a person picks another. Arrows move."""

    chosen = Signal(int)

    def __init__(
        self, choices: Sequence[str], *, name: str, heard: str = "", current: int = 0, numbers: bool = False,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(heard)
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(3, 3, 3, 3)
        row.setSpacing(2)
        for index, text in enumerate(choices):
            segment = _Segment(text, name=f"{name}{index}", number=index + 1 if numbers else 0, parent=self)
            self._group.addButton(segment, index)
            row.addWidget(segment)
        self.set_current(current)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._group.idClicked.connect(self.chosen)
        theme().changed.connect(self.update)

    @property
    def current(self) -> int:
        """The chosen index, -1 for none."""
        return self._group.checkedId()

    def set_current(self, index: int) -> None:
        """Choose without telling anybody."""
        button = self._group.button(index)
        if button is not None:
            button.setChecked(True)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the track."""
        line = "line" if theme().name == "contrast" else None
        paint_frame(QPainter(self), QRectF(self.rect()), fill="selected", line=line, radius=theme().px(10))
