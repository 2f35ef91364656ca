"""People and strands: avatar discs, chips, badges. Shape tells who is who; colour is never needed."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui import fonts, icons
from ui.theme import theme
from ui.widgets.base import follow_theme, paint_frame
from ui.widgets.buttons import paint_number

PersonKind = Literal["family", "child", "professional"]


def initials_of(name: str) -> str:
    """At most two initials of a name as people say it: ``Nanna Mo`` gives NM, ``Danny`` gives D."""
    words = [word for word in name.replace("-", " ").split() if word[:1].isalpha()]
    if not words:
        return "?"
    return (words[0][0] + words[-1][0]).upper() if len(words) > 1 else words[0][0].upper()


def paint_avatar(painter: QPainter, rect: QRectF, initials: str, kind: PersonKind) -> None:
    """Paint a person: filled disc (family, network), double ring (child), open disc (professional)."""
    look = theme()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    stroke = max(1.5, rect.width() / 20)
    inner = rect.adjusted(stroke / 2, stroke / 2, -stroke / 2, -stroke / 2)
    if kind == "professional":
        painter.setPen(QPen(look.color("personRing"), stroke))
        painter.setBrush(look.color("personPro"))
        painter.drawEllipse(inner)
    elif kind == "child":
        painter.setPen(QPen(look.color("ink"), stroke))
        painter.setBrush(look.color("card"))
        painter.drawEllipse(inner)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("personFamily"))
        painter.drawEllipse(rect.adjusted(2 * stroke, 2 * stroke, -2 * stroke, -2 * stroke))
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("personFamily"))
        painter.drawEllipse(rect)
    font = look.font("label", bold=True)
    share = 0.44 if len(initials) < 2 else 0.4
    font.setPixelSize(max(7, round(rect.height() * share)))
    painter.setFont(font)
    painter.setPen(look.color("ink2" if kind == "professional" else "ink"))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, initials)
    painter.restore()


class Avatar(QWidget):
    """A person's disc of 24, 32, 40 or 56 px (at 100 %); the name is its accessible name and tooltip.

    ``done`` adds a small tick at the lower right (say: has written a score).
    """

    def __init__(
        self, name: str, kind: PersonKind = "family", *, size: int = 24, initials: str = "", done: bool = False,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._initials = initials or initials_of(name)
        fonts.ensure(self._initials)
        self._kind, self._size, self._done = kind, size, done
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def set_done(self, done: bool) -> None:
        """Show or take away the tick."""
        self._done = done
        self.update()

    def sizeHint(self) -> QSize:
        """Qt: the disc, and room for the tick."""
        side = theme().px(self._size)
        extra = theme().px(4) if self._done else 0
        return QSize(side + extra, side + extra)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the disc."""
        painter = QPainter(self)
        side = theme().px(self._size)
        paint_avatar(painter, QRectF(0, 0, side, side), self._initials, self._kind)
        if self._done:
            tick = theme().px(14)
            spot = QRectF(self.width() - tick, self.height() - tick, tick, tick)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme().color("card"), 1.5))
            painter.setBrush(theme().color("ink"))
            painter.drawEllipse(spot.adjusted(1, 1, -1, -1))
            icons.paint(painter, "check", spot.adjusted(3, 3, -3, -3), theme().color("onInk"))


class Chip(QPushButton):
    """A small label, to press or just to read: icon or person's disc, then words.

    ``tone``: ``""`` (tint), ``line``, ``plain`` (no shape, as under a card), ``ask``, ``worry``, ``well``, ``next``,
    ``stop``. ``person`` draws that kind of disc with initials. Not ``live``: only text (no focus, no pointer).
    """

    _TONES = {
        "": ("selected", "ink"), "line": (None, "ink"), "plain": (None, "ink2"), "ask": ("ask", "askInk"),
        "worry": ("worryTint", "worryInk"), "well": ("wellTint", "wellInk"), "next": ("nextTint", "nextInk"),
        "stop": ("stopTint", "stopInk"),
    }  # fmt: skip

    def __init__(
        self, text: str, *, name: str = "", tone: str = "", icon: str = "", person: PersonKind | None = None,
        initials: str = "", live: bool = False, heard: str = "", parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        fonts.ensure(text)
        super().setText(text)
        self.setObjectName(name)
        self.setAccessibleName(heard or text)
        self.tone, self.icon_name, self.person = tone, icon, person
        self._initials = initials or initials_of(text)
        self._live = live
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        if live:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        follow_theme(self._retheme)

    def corner_radius(self) -> float:
        """The radius a focus ring should follow."""
        return self.height() / 2

    def _retheme(self) -> None:
        self.setFont(theme().font("caption", size=13 if self.tone == "plain" else 13.5))
        self.updateGeometry()

    def _pad(self) -> int:
        return 0 if self.tone == "plain" else theme().px(10)

    def _lead(self) -> int:
        """Width of disc or icon with its gap."""
        if self.person:
            return theme().px(24 + 7)
        return theme().px(16 + 6) if self.icon_name else 0

    def sizeHint(self) -> QSize:
        """Qt: the whole text."""
        words = QFontMetrics(self.font()).horizontalAdvance(self.text()) + 2
        height = theme().px(24 if self.tone == "plain" else 28)
        left = theme().px(3) if self.person and self._pad() else self._pad()
        return QSize(left + self._lead() + words + self._pad(), theme().target(28) if self._live else height)

    def minimumSizeHint(self) -> QSize:
        """Qt: may be elided down to its icon and a few letters."""
        hint = self.sizeHint()
        return QSize(min(hint.width(), theme().px(72)), hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: shape, lead, words."""
        painter = QPainter(self)
        fill, ink_token = self._TONES[self.tone]
        if self._live and self.underMouse() and fill is None:
            fill = "hover"
        contrast_line = "line" if theme().name == "contrast" and self.tone != "plain" else None
        line = "lineStrong" if self.tone == "line" else contrast_line
        height = theme().px(24 if self.tone == "plain" else 28)
        box = QRectF(0, (self.height() - height) / 2, self.width(), height)
        if fill or line:
            paint_frame(painter, box, fill=fill, line=line, radius=height / 2)
        ink = theme().color(ink_token)
        x = float(theme().px(3) if self.person and self._pad() else self._pad())
        if self.person:
            side = theme().px(24)
            spot = QRectF(x, (self.height() - side) / 2, side, side)
            paint_avatar(painter, spot.adjusted(1, 1, -1, -1) if self._pad() else spot, self._initials, self.person)
        elif self.icon_name:
            side = theme().px(16)
            icons.paint(painter, self.icon_name, QRectF(x, (self.height() - side) / 2, side, side), ink)
        x += self._lead()
        painter.setPen(ink)
        painter.setFont(self.font())
        room = round(self.width() - x - self._pad() + 1)
        text = QFontMetrics(self.font()).elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(x, 0, room + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, text)


class StrandBadge(QPushButton):
    """A strand: its numbered disc and the family's name for it. ``ribbon`` gives it a tinted pill behind.

    To press when ``live``; then its accessible name starts with "Strand".
    """

    def __init__(
        self, number: int, text: str = "", *, name: str = "", ribbon: bool = True, bold: bool = False,
        live: bool = False, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        fonts.ensure(text)
        super().setText(text)
        self.setObjectName(name)
        self.number, self._ribbon, self._bold, self._live = number, ribbon, bold, live
        self.setAccessibleName(self.tr("Strand {number}: {name}").format(number=number, name=text))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        if live:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        follow_theme(self._retheme)

    def corner_radius(self) -> float:
        """The radius a focus ring should follow."""
        return self.height() / 2

    def _retheme(self) -> None:
        self.setFont(theme().font("body" if self._bold else "caption", bold=self._bold))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Qt: disc, gap, words, padding."""
        words = QFontMetrics(self.font()).horizontalAdvance(self.text()) + 2 if self.text() else -theme().px(6)
        pads = theme().px(4 + 9) if self._ribbon else 0
        height = theme().target(28) if self._live else theme().px(24)
        return QSize(pads + theme().px(18 + 6) + words, height)

    def minimumSizeHint(self) -> QSize:
        """Qt: the disc always shows; words may be elided."""
        hint = self.sizeHint()
        return QSize(min(hint.width(), theme().px(64)), hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: ribbon, disc, words."""
        painter = QPainter(self)
        height = theme().px(24)
        top = (self.height() - height) / 2
        x = 0.0
        if self._ribbon:
            line = "ink" if theme().name == "contrast" else None
            fill = "hover" if self._live and self.underMouse() else "selected"
            paint_frame(painter, QRectF(0, top, self.width(), height), fill=fill, line=line, radius=height / 2)
            x = theme().px(4)
        side = theme().px(18)
        paint_number(painter, QRectF(QPointF(x, (self.height() - side) / 2), QSize(side, side)), self.number)
        x += side + theme().px(6)
        painter.setPen(theme().color("ink"))
        painter.setFont(self.font())
        room = round(self.width() - x - (theme().px(9) if self._ribbon else 0) + 1)
        text = QFontMetrics(self.font()).elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(x, 0, room + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, text)
