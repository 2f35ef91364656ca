"""One of the three columns: a tint, a heading that stays, and its parts, scrolling beneath."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from models.views import ColumnView
from ui import icons
from ui.screens.map.card import CardHandler, CardWidget
from ui.screens.map.face import CLAMP, Setting
from ui.screens.map.section import GAP, LEADS, PartSection
from ui.screens.map.style import BODY, HUES, LEAD, MapStyle
from ui.screens.map.wording import tr
from ui.screens.map.words import Words
from ui.theme import theme
from ui.widgets import ScrollArea, SlimScrollBar, paint_frame

FOLD_FIRST = ("complicating", "bottom_line")
"""Parts that shrink to one line first when a column is short of room."""


class _NarrowBar(SlimScrollBar):
    """Lies in the column's own margin, so cards keep their width whether it shows or not."""

    def sizeHint(self) -> QSize:
        """Qt: 7 px across."""
        return QSize(7, 40)


class ColumnScroll(ScrollArea):
    """The scrolling part of a column; a wheel with Ctrl goes on to the canvas, which zooms."""

    def __init__(self, content: QWidget, name: str) -> None:
        super().__init__(content, name=name)
        self.setWidgetResizable(False)
        self.setVerticalScrollBar(_NarrowBar(Qt.Orientation.Vertical, self))

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
        self._title: Words | None = None
        self._empty_hint = _EmptyHint(self.content)
        self._fitted_for = -1
        self.stacked = False
        self.clamp = CLAMP
        self.title_lines = 1

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
        return self.style_.px(10 + 8) + self.title_lines * self.style_.line(LEAD)

    def lay_title(self, style: MapStyle) -> int:
        """Break the heading at the present width; returns its number of lines."""
        left = style.px(15 + 24 + 9)
        self._title = Words(
            self.title, style.font(LEAD, bold=True), style.line(LEAD), self.width() - left - style.px(6)
        )
        return self._title.lines

    def arrange(self, style: MapStyle) -> int:
        """Lay out heading and parts at the present width; returns the height all of it would take."""
        self.style_ = style
        head = self.head_height
        room = max(self.height() - head, 0)
        self.scroller.setGeometry(0, head, self.width(), room)
        tall = self._arrange_parts(self.width() - 2 * self._margin)
        if self.scroller.widget() is not None:
            self.content.resize(self.width(), max(tall, 1))
        self.update()
        return head + tall

    @property
    def _margin(self) -> int:
        return max(self.style_.px(9), 9)

    def rearrange(self, section: PartSection) -> None:
        """Lay out one part anew; those beneath only move."""
        tall = self._arrange_parts(self.width() - 2 * self._margin, only=section)
        self.content.resize(self.width(), max(tall, 1))

    def _arrange_parts(self, width: int, only: PartSection | None = None) -> int:
        px = self.style_.px
        y = 0
        for section in self.sections:
            tall = section.arrange(width) if only is None or section is only else section.height()
            section.setGeometry(self._margin, y, width, tall)
            y += tall
        self._empty_hint.setVisible(self.is_empty)
        if self.is_empty:
            self._empty_hint.set_style(self.style_, HUES[self.key])
            wanted = self._empty_hint.heightForWidth(width)
            self._empty_hint.setGeometry(self._margin, y, width, wanted)
            y += wanted
        return y + px(16)

    def fit(self, style: MapStyle, room: int, refresh: Callable[[], object]) -> None:
        """Choose what to fold so that every part of the column can be seen at once, ``room`` px tall.

        When even that is too much, long cards show three lines in place of four (``refresh`` applies it).
        """
        self.style_ = style
        width = self.width() - 2 * self._margin
        room -= self.head_height + style.px(16)
        counts, used = self._fewest(width, room)
        if used > room and self.clamp == CLAMP:
            self.clamp = CLAMP - 1
            refresh()
            counts, used = self._fewest(width, room)
        self._fill(counts, width, room - used)
        for section in self.sections:
            if not section.by_hand:
                section.set_shown(counts[section.key])

    def _fewest(self, width: int, room: int) -> tuple[dict[str, int], int]:
        """One card for every part (none where parts may shrink to a line and must); the height of that."""
        counts = {s.key: min(3 if s.key == "own_words" else 1, len(s.cards)) for s in self.sections}
        used = sum(self._cost(section, counts[section.key], width) for section in self.sections)
        for key in FOLD_FIRST:
            section = self.section(key)
            if section is not None and section.cards and used > room:
                used += self._cost(section, 0, width) - self._cost(section, counts[key], width)
                counts[key] = 0
        return counts, used

    def _fill(self, counts: dict[str, int], width: int, room: int) -> None:
        """Show more cards, part by part in turn, as long as there is room; a whole short part before anything."""
        growing = [section for section in self.sections if counts[section.key] < len(section.cards)]
        while growing:
            for section in tuple(growing):
                now, total = counts[section.key], len(section.cards)
                steps = [total, now + 1] if total - now <= 3 else [now + 1]
                cost = self._cost(section, now, width)
                for more in steps:
                    extra = self._cost(section, more, width) - cost
                    if extra <= room:
                        room -= extra
                        counts[section.key] = more
                        break
                if counts[section.key] in (now, total):
                    growing.remove(section)

    def _cost(self, section: PartSection, count: int, width: int) -> int:
        px = self.style_.px
        total = len(section.cards)
        if total and count == 0 and section.key not in LEADS:
            return section.fold_height + px(GAP)
        height = px(26 + GAP)
        gap = 0 if section.is_rows else px(GAP)
        height += sum(self._tall(section, index, width) + gap for index in range(count))
        if section.key in LEADS:
            return height + (total - count) * px(36 + GAP)
        return height + (section.fold_height + px(GAP) if count < total else 0) + (px(GAP) if section.is_rows else 0)

    @staticmethod
    def _tall(section: PartSection, index: int, width: int) -> int:
        widget = section.widget(index)
        if widget.form == "compact":
            widget.set_view(widget.view, section.setting, widget.base_form)
        if section.is_rows:
            widget.set_ends(index == 0, index == len(section.cards) - 1)
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
        if event.rect().top() > self.head_height:
            return
        side = style.px(24)
        icons.paint(painter, self._icon, QRectF(style.px(15), style.px(10), side, side), look.color(f"{hue}Ink"))
        if self._title is not None:
            self._title.paint(painter, style.px(15 + 24 + 9), style.px(10), look.color(f"{hue}Ink"))


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
