"""One of the three columns: a tint, a heading that stays, and its parts, scrolling beneath."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from models.views import ColumnView
from ui import icons
from ui.screens.map.card import CardHandler, CardWidget
from ui.screens.map.face import Setting
from ui.screens.map.section import GAP, LEADS, PartSection
from ui.screens.map.style import BODY, HUES, LEAD, MapStyle
from ui.screens.map.wording import tr
from ui.screens.map.words import Words
from ui.theme import theme
from ui.widgets import ScrollArea, paint_frame

FOLD_FIRST = ("complicating", "bottom_line")
"""Parts that shrink to one line first when a column is short of room."""


class ColumnScroll(ScrollArea):
    """The scrolling part of a column; a wheel with Ctrl goes on to the canvas, which zooms."""

    def __init__(self, content: QWidget, name: str) -> None:
        super().__init__(content, name=name)
        self.setWidgetResizable(False)
        # The bar lies in the column's own margin, so cards keep their width whether it shows or not.
        self.verticalScrollBar().setFixedWidth(8)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Qt: scroll, or leave it to the canvas."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        else:
            super().wheelEvent(event)


class ColumnWidget(QWidget):
    """A column. ``set_column`` gives it content, ``arrange`` lays it out at its present width."""

    def __init__(self, column: ColumnView, settings: Callable[[str], Setting], handler: CardHandler,
                 parent: QWidget) -> None:  # fmt: skip
        super().__init__(parent)
        self.key, self.title, self._icon = column.key, column.title, column.icon
        self._settings, self._handler = settings, handler
        self.setObjectName(f"column-{column.key}")
        self.setAccessibleName(column.title)
        self.style_ = MapStyle()
        self.content = QWidget()
        self.scroller = ColumnScroll(self.content, f"scroll-{column.key}")
        self.scroller.setParent(self)
        self.sections = [PartSection(part, settings(part.key), handler, self.content) for part in column.parts]
        self._empty: Words | None = None
        self._empty_hint = _EmptyHint(self.content)
        self._fitted_for = -1
        self.stacked = False

    def set_column(self, column: ColumnView) -> bool:
        """Show these parts; true when something must be laid out again."""
        changed = False
        for section, part in zip(self.sections, column.parts, strict=True):
            changed = section.set_part(part, self._settings(part.key)) or changed
        return changed

    def section(self, part: str) -> PartSection | None:
        """The section of a part, when it stands in this column."""
        return next((section for section in self.sections if section.key == part), None)

    @property
    def is_empty(self) -> bool:
        """Whether no part holds a card."""
        return not any(section.cards or section.extra for section in self.sections)

    # ---- layout -----------------------------------------------------------------------------------------------
    @property
    def head_height(self) -> int:
        """How tall the heading is."""
        return self.style_.px(10 + 24 + 8)

    def arrange(self, style: MapStyle) -> int:
        """Lay out heading and parts at the present width; returns the height all of it would take."""
        self.style_ = style
        px = style.px
        head = self.head_height
        room = max(self.height() - head, 0)
        self.scroller.setGeometry(0, head, self.width(), room)
        tall = self._arrange_parts(self.width() - px(18))
        if self.scroller.widget() is not None:
            self.content.resize(self.width(), max(tall, 1))
        self.update()
        return head + tall

    def _arrange_parts(self, width: int) -> int:
        px = self.style_.px
        y = 0
        for section in self.sections:
            tall = section.arrange(width)
            section.setGeometry(px(9), y, width, tall)
            y += tall
        self._empty_hint.setVisible(self.is_empty)
        if self.is_empty:
            self._empty_hint.set_style(self.style_, HUES[self.key])
            wanted = self._empty_hint.heightForWidth(width)
            self._empty_hint.setGeometry(px(9), y, width, wanted)
            y += wanted
        return y + px(16)

    def fit(self, style: MapStyle, room: int) -> None:
        """Choose what to fold so that every part of the column can be seen at once, ``room`` px tall."""
        self.style_ = style
        width = self.width() - style.px(18)
        room -= self.head_height
        counts = {section.key: min(1, len(section.cards)) for section in self.sections}
        used = sum(self._cost(section, counts[section.key], width) for section in self.sections)
        for key in FOLD_FIRST:
            section = self.section(key)
            if section is not None and section.cards and used > room:
                used += self._cost(section, 0, width) - self._cost(section, counts[key], width)
                counts[key] = 0
        growing = [section for section in self.sections if section.cards]
        while growing:
            for section in tuple(growing):
                more = counts[section.key] + 1
                if more > len(section.cards):
                    growing.remove(section)
                    continue
                extra = self._cost(section, more, width) - self._cost(section, more - 1, width)
                if used + extra > room:
                    growing.remove(section)
                else:
                    used += extra
                    counts[section.key] = more
        for section in self.sections:
            section.set_shown(counts[section.key])

    def _cost(self, section: PartSection, count: int, width: int) -> int:
        px = self.style_.px
        total = len(section.cards)
        if total and count == 0 and section.key not in LEADS:
            return px(24 + GAP)
        height = px(26 + GAP)
        gap = 0 if section.is_rows else px(GAP)
        height += sum(self._tall(section, index, width) + gap for index in range(count))
        if section.key in LEADS:
            return height + (total - count) * px(36 + GAP)
        return height + (px(24 + GAP) if count < total else 0) + (px(GAP) if section.is_rows else 0)

    @staticmethod
    def _tall(section: PartSection, index: int, width: int) -> int:
        widget = section.widget(index)
        if widget.form == "compact":
            widget.set_view(widget.view, section.setting, widget.base_form)
        return widget.lay(width)

    def cards_in_order(self) -> list[CardWidget]:
        """Every shown card, top to bottom."""
        return [widget for section in self.sections if not section.collapsed for widget in section.shown_widgets()]

    # ---- Qt ---------------------------------------------------------------------------------------------------
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: the scrolling part follows."""
        super().resizeEvent(event)
        head = self.head_height
        self.scroller.setGeometry(0, head, self.width(), max(self.height() - head, 0))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the tint with its heading."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        style, hue, look = self.style_, HUES[self.key], theme()
        radius = look.radius("sheet")
        path = QPainterPath()
        bottom = 0 if self.stacked else radius
        path.addRoundedRect(QRectF(self.rect()).adjusted(0, 0, 0, bottom), radius, radius)
        painter.fillPath(path, look.color(f"{hue}Tint"))
        if look.name == "contrast":
            frame = QRectF(self.rect()).adjusted(0, 0, 0, 0)
            paint_frame(painter, frame, fill=None, line=hue, width=2, radius=radius)
        side = style.px(24)
        icons.paint(painter, self._icon, QRectF(style.px(15), style.px(10), side, side), look.color(f"{hue}Ink"))
        painter.setPen(QPen(look.color(f"{hue}Ink")))
        font = style.font(LEAD, bold=True)
        painter.setFont(font)
        left = style.px(15 + 24 + 9)
        words = QRect(left, style.px(10), self.width() - left - style.px(6), side)
        title = painter.fontMetrics().elidedText(self.title, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, title)


class _EmptyHint(QWidget):
    """One sentence where a column holds nothing."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._style, self._hue = MapStyle(), "worry"
        self.setAccessibleName(self.words)
        self.hide()

    @property
    def words(self) -> str:
        """What it says."""
        return tr("Nothing here yet. Who could start?")

    def set_style(self, style: MapStyle, hue: str) -> None:
        """Follow the zoom."""
        self._style, self._hue = style, hue
        self.update()

    def _laid(self, width: int) -> Words:
        style = self._style
        return Words(self.words, style.font(BODY), style.line(BODY), width - style.px(12))

    def heightForWidth(self, width: int) -> int:
        """Qt: its lines."""
        return self._laid(width).height + self._style.px(24)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the sentence."""
        px = self._style.px
        self._laid(self.width()).paint(QPainter(self), px(6), px(12), theme().color(f"{self._hue}Ink"))
