"""Shared ground of the kit: following the theme, painting frames, announcing, text that knows its line height."""

from __future__ import annotations

from collections.abc import Callable
from unicodedata import bidirectional

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QScrollBar, QSizePolicy, QVBoxLayout, QWidget

from ui import fonts
from ui.theme import theme


def follow_theme(refresh: Callable[[], None]) -> None:
    """Call the bound method ``refresh`` now and after each change of theme (never a lambda: it would leak)."""
    refresh()
    theme().changed.connect(refresh)


def announce(widget: QWidget, text: str) -> None:
    """Say ``text`` to a screen reader, as coming from ``widget``; shown nowhere."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))


def paint_frame(
    painter: QPainter,
    rect: QRectF,
    *,
    fill: str | QColor | None = "card",
    line: str | QColor | None = None,
    radius: float | None = None,
    width: float = 1.0,
    dashed: bool = False,
) -> None:
    """Paint a rounded box: ``fill`` and ``line`` are tokens or colours, ``radius`` px (default: a card's)."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if line is None:
        painter.setPen(Qt.PenStyle.NoPen)
    else:
        pen = QPen(theme().color(line) if isinstance(line, str) else line, width)
        if dashed:
            pen.setDashPattern([3.5, 2.5])
        painter.setPen(pen)
        rect = rect.adjusted(width / 2, width / 2, -width / 2, -width / 2)
    if fill is None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
    else:
        painter.setBrush(theme().color(fill) if isinstance(fill, str) else fill)
    corner = theme().radius("card") if radius is None else radius
    corner = min(corner, rect.height() / 2, rect.width() / 2)
    painter.drawRoundedRect(rect, corner, corner)
    painter.restore()


def paint_lifted(painter: QPainter, rect: QRectF, radius: float | None = None) -> None:
    """Paint a card in the hand: a solid offset copy beneath, a 2 px ink border, no blur."""
    paint_frame(painter, rect.translated(5, 6), fill=theme().color("ink", 0.14), radius=radius)
    paint_frame(painter, rect, fill="card", line="ink", width=2, radius=radius)


def paint_focus(painter: QPainter, rect: QRectF, radius: float) -> None:
    """Paint the focus ring round ``rect``: a 2 px gap, then a 2 px ring (for items that paint themselves)."""
    ring = rect.adjusted(-3, -3, 3, 3)
    path = QPainterPath()
    path.addRoundedRect(ring, radius + 3, radius + 3)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.strokePath(path, QPen(theme().color("focus"), 2))
    painter.restore()


class Label(QLabel):
    """Text in a type role and an ink, with the role's line height; wraps, and may be clamped to some lines.

    ``heard`` replaces what a screen reader says. Whatever the script, its font is loaded on first sight.
    """

    def __init__(
        self,
        text: str = "",
        role: str = "body",
        ink: str = "ink",
        *,
        wrap: bool = True,
        max_lines: int = 0,
        bold: bool | None = None,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        heard: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.role, self.ink, self.bold = role, ink, bold
        self.max_lines, self._wrap, self._align = max_lines, wrap, align
        self._clamped = False
        self._layouts: dict[int, tuple[QTextLayout, int, int]] = {}
        if heard:
            self.setAccessibleName(heard)
        across, down = QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed
        if wrap:
            down = QSizePolicy.Policy.Minimum
        policy = QSizePolicy(across, down)
        policy.setHeightForWidth(wrap)
        self.setSizePolicy(policy)
        fonts.ensure(text)
        super().setText(text)
        follow_theme(self._retheme)

    def setText(self, text: str) -> None:
        """Show other words."""
        fonts.ensure(text)
        super().setText(text)
        self._relayout()

    def set_ink(self, ink: str) -> None:
        """Paint in another token's colour."""
        self.ink = ink
        self.update()

    def set_max_lines(self, lines: int) -> None:
        """Clamp to ``lines`` (0: no limit)."""
        self.max_lines = lines
        self._relayout()

    @property
    def clamped(self) -> bool:
        """Whether words are cut at the width last painted or asked for."""
        return self._clamped

    def _retheme(self) -> None:
        self.setFont(theme().font(self.role, bold=self.bold))
        self._relayout()

    def _relayout(self) -> None:
        self._layouts.clear()
        self.updateGeometry()
        self.update()

    def _line_height(self) -> int:
        return theme().line_height(self.role)

    def _laid(self, width: int) -> tuple[QTextLayout, int, int]:
        """The layout at ``width``, its number of lines and its natural width."""
        found = self._layouts.get(width)
        if found is not None:
            return found
        text = self.text().replace("\n", "\u2028")
        layout = QTextLayout(text, self.font())
        option = QTextOption(self._aligned())
        option.setTextDirection(self._direction())
        option.setWrapMode(
            QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere if self._wrap else QTextOption.WrapMode.NoWrap
        )
        layout.setTextOption(option)
        layout.beginLayout()
        y, natural, count, step = 0, 0.0, 0, self._line_height()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            offset = (step - line.height()) / 2
            line.setPosition(QPointF(0, y + offset))
            natural = max(natural, line.naturalTextWidth())
            y += step
            count += 1
        layout.endLayout()
        if len(self._layouts) > 4:
            self._layouts.clear()
        self._layouts[width] = (layout, max(1, count), int(natural) + 1)
        return self._layouts[width]

    def _direction(self) -> Qt.LayoutDirection:
        if not self.text().isascii():
            for char in self.text():
                kind = bidirectional(char)
                if kind in ("R", "AL"):
                    return Qt.LayoutDirection.RightToLeft
                if kind == "L":
                    break
        return Qt.LayoutDirection.LeftToRight

    def _aligned(self) -> Qt.AlignmentFlag:
        """Words written from right to left stand at the right of a left-aligned place."""
        rtl = self._direction() == Qt.LayoutDirection.RightToLeft
        return Qt.AlignmentFlag.AlignRight if rtl and self._align == Qt.AlignmentFlag.AlignLeft else self._align

    def _lines(self, width: int) -> int:
        _, count, _ = self._laid(max(1, width))
        self._clamped = bool(self.max_lines) and count > self.max_lines
        return min(count, self.max_lines) if self.max_lines else count

    def heightForWidth(self, width: int) -> int:
        """Qt: the height at a width."""
        return self._lines(width) * self._line_height()

    def hasHeightForWidth(self) -> bool:
        """Qt: whether it wraps."""
        return self._wrap

    def sizeHint(self) -> QSize:
        """Qt: one line if it fits a comfortable measure, else wrapped at it."""
        measure = 100_000 if not self._wrap else theme().px(520)
        _, _, natural = self._laid(measure)
        width = min(natural, measure)
        return QSize(width, self._lines(measure) * self._line_height())

    def minimumSizeHint(self) -> QSize:
        """Qt: a wrapped text may be as narrow as its longest word; an unwrapped one may be elided."""
        if not self._wrap:
            return QSize(min(self.sizeHint().width(), theme().px(24)), self._line_height())
        metrics = QFontMetrics(self.font())
        widest = max((metrics.horizontalAdvance(w) for w in self.text().split()), default=0)
        return QSize(min(widest + 2, theme().px(160)), self._line_height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: another width may need another height."""
        super().resizeEvent(event)
        if self._wrap and event.oldSize().width() != event.size().width():
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: paint the lines; a clamped or too narrow last line ends with an ellipsis."""
        painter = QPainter(self)
        painter.setPen(theme().color(self.ink if self.isEnabled() else "lineStrong"))
        painter.setFont(self.font())
        width = max(1, self.width())
        layout, count, natural = self._laid(width)
        if not self._wrap and natural > width + 1:
            text = QFontMetrics(self.font()).elidedText(self.text(), Qt.TextElideMode.ElideRight, width)
            painter.drawText(self.rect(), int(self._aligned() | Qt.AlignmentFlag.AlignVCenter), text)
            return
        shown = self._lines(width)
        top = 0 if self._wrap else (self.height() - self._line_height()) / 2
        for index in range(shown):
            line = layout.lineAt(index)
            if index == shown - 1 and shown < count:
                self._paint_last(painter, line.textStart(), line.y() + top)
            else:
                line.draw(painter, QPointF(0, top))

    def _paint_last(self, painter: QPainter, start: int, y: float) -> None:
        rest = self.text()[start:].replace("\n", " ")
        text = QFontMetrics(self.font()).elidedText(rest, Qt.TextElideMode.ElideRight, self.width())
        rect = QRect(0, round(y), self.width(), self._line_height())
        painter.drawText(rect, int(self._aligned() | Qt.AlignmentFlag.AlignTop), text)


class Rule(QWidget):
    """A 1 px line, across or upright."""

    def __init__(self, *, upright: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._upright = upright
        if upright:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)
        theme().changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: fill with the line colour."""
        QPainter(self).fillRect(self.rect(), theme().color("line"))


class Surface(QWidget):
    """A plain area in a token's colour (``window``, ``canvas``, ``rail``), with an optional line on one side."""

    def __init__(self, token: str = "window", *, edge: Qt.Edge | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.token, self._edge = token, edge
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        theme().changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: fill, then the line."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), theme().color(self.token))
        rect = self.rect()
        sides = {
            Qt.Edge.LeftEdge: QRect(0, 0, 1, rect.height()),
            Qt.Edge.RightEdge: QRect(rect.width() - 1, 0, 1, rect.height()),
            Qt.Edge.TopEdge: QRect(0, 0, rect.width(), 1),
            Qt.Edge.BottomEdge: QRect(0, rect.height() - 1, rect.width(), 1),
        }
        if self._edge is not None:
            painter.fillRect(sides[self._edge], theme().color("line"))


class Card(QFrame):
    """A box: ``fill`` and ``line`` tokens, card or sheet corners; give it a layout."""

    def __init__(
        self,
        *,
        fill: str = "card",
        line: str | None = None,
        corner: str = "card",
        dashed: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.fill, self.line, self.corner, self.dashed = fill, line, corner, dashed
        theme().changed.connect(self.update)

    def set_look(self, *, fill: str | None = None, line: str | None = None) -> None:
        """Change fill or line."""
        self.fill = fill or self.fill
        self.line = line
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the frame. High contrast always draws a line round it."""
        line = self.line or ("line" if theme().name == "contrast" else None)
        paint_frame(
            QPainter(self), QRectF(self.rect()), fill=self.fill, line=line,
            radius=theme().radius(self.corner), dashed=self.dashed,
        )  # fmt: skip


class SlimScrollBar(QScrollBar):
    """A quiet scroll bar: a rounded thumb on the surface beneath."""

    def __init__(self, orientation: Qt.Orientation, parent: QWidget | None = None) -> None:
        super().__init__(orientation, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, False)
        self._hover = False

    def sizeHint(self) -> QSize:
        """Qt: 12 px across, 24 in touch mode."""
        across = 24 if theme().touch else 12
        upright = self.orientation() == Qt.Orientation.Vertical
        return QSize(across, 40) if upright else QSize(40, across)

    def event(self, event: QEvent) -> bool:
        """Qt: the thumb darkens under the pointer."""
        if event.type() in (QEvent.Type.HoverEnter, QEvent.Type.HoverLeave):
            self._hover = event.type() == QEvent.Type.HoverEnter
            self.update()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the thumb, where the style would put it."""
        span = self.maximum() - self.minimum()
        if span <= 0:
            return
        upright = self.orientation() == Qt.Orientation.Vertical
        length = self.height() if upright else self.width()
        thumb = max(32.0, length * self.pageStep() / (span + self.pageStep()))
        start = (length - thumb) * (self.value() - self.minimum()) / span
        across = (self.width() if upright else self.height()) - 5
        rect = QRectF(2.5, start + 2, across, thumb - 4) if upright else QRectF(start + 2, 2.5, thumb - 4, across)
        token = "lineStrong" if self._hover or self.isSliderDown() or theme().name == "contrast" else "selected"
        paint_frame(QPainter(self), rect, fill=token, radius=across / 2)


class ScrollArea(QScrollArea):
    """A frameless scroll area over one widget, upright by default."""

    def __init__(self, content: QWidget | None = None, *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBar(SlimScrollBar(Qt.Orientation.Vertical, self))
        self.setHorizontalScrollBar(SlimScrollBar(Qt.Orientation.Horizontal, self))
        self.viewport().setAutoFillBackground(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if content is not None:
            self.setWidget(content)
            content.setAutoFillBackground(False)


def column(parent: QWidget, margins: tuple[int, int, int, int] = (0, 0, 0, 0), gap: int = 8) -> QVBoxLayout:
    """A vertical layout on ``parent`` with scaled margins (left, top, right, bottom) and gap."""
    layout = QVBoxLayout(parent)
    left, top, right, bottom = (theme().px(m) for m in margins)
    layout.setContentsMargins(left, top, right, bottom)
    layout.setSpacing(theme().px(gap))
    return layout


def across(parent: QWidget, margins: tuple[int, int, int, int] = (0, 0, 0, 0), gap: int = 0) -> QHBoxLayout:
    """A layout from left to right on ``parent`` with scaled margins (left, top, right, bottom) and gap."""
    layout = QHBoxLayout(parent)
    left, top, right, bottom = (theme().px(m) for m in margins)
    layout.setContentsMargins(left, top, right, bottom)
    layout.setSpacing(theme().px(gap))
    return layout


def text_width(text: str, font: QFont) -> int:
    """How wide one line of ``text`` is, in pixels."""
    return QFontMetrics(font).horizontalAdvance(text)


def focus_first(page: QWidget) -> None:
    """Give the keyboard to the first thing on ``page`` that takes it."""
    for widget in page.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isEnabled():
            widget.setFocus(Qt.FocusReason.OtherFocusReason)
            return
