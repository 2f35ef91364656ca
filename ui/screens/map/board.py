"""The columns of a map's cards: where they stand, what is found in them, which cards are chosen, how large it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from models.views import MapView
from ui.screens.map import wording
from ui.screens.map.card import CardWidget
from ui.screens.map.column import ColumnWidget
from ui.screens.map.face import CLAMP
from ui.screens.map.section import PartSection
from ui.screens.map.style import ZOOM_LEAST, ZOOM_MOST, MapStyle
from ui.theme import theme
from ui.widgets import ScrollArea

NARROWEST = 216
"""A column is never narrower than this (px at 100 %, times the text size and the zoom)."""
LEAST_HEIGHT = 100
"""Under this height (px) nothing is folded to fit: the window is still being made."""


class Board(QWidget):
    """Columns side by side, or beneath one another when the text is very large. It tells what is done on it.

    ``fitted``: what to fold was chosen for the present size; ``stacked``: one column a row.
    """

    moved = Signal(tuple, str, object)
    """Ids, part, the id of the card they go before (None: the end)."""
    typed = Signal(str, str)
    edit_begun = Signal()
    edit_ended = Signal(str, bool)
    ticked = Signal(str)
    delete_wanted = Signal(tuple)
    menu_wanted = Signal(str, QPoint)
    add_wanted = Signal(str)
    paste_wanted = Signal(str)
    selection_changed = Signal()
    part_changed = Signal(str)
    strand_wanted = Signal(str)
    """What its strand has not got was pressed on a card."""
    aimed = Signal(str)
    """The part that the card in the hand is over."""
    zoom_changed = Signal(float)
    edit_refused = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view: MapView | None = None
        self.zoom = 1.0
        self.find_words = ""
        self.columns: list[ColumnWidget] = []
        self.selected: list[str] = []
        self.fitted = False
        self.stacked = False
        self._sized = False
        self.board = QWidget()
        self.outer = ScrollArea(self.board, name="mapScroll")
        self.outer.setWidgetResizable(False)
        self.outer.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.outer.setParent(self)

    @property
    def style_(self) -> MapStyle:
        """Measures at the present zoom."""
        return MapStyle.at(self.zoom)

    def refresh_settings(self) -> None:
        """Lay everything out anew: another zoom, theme or search."""
        if self.view is None:
            return
        for column in self.columns:
            for section in column.sections:
                for card in section.widgets.values():
                    card.renew()
        for column, content in zip(self.columns, self.view.columns, strict=True):
            column.set_column(content)
        self.arrange()

    # ---- layout -------------------------------------------------------------------------------------------------
    def arrange(self) -> None:
        """Lay everything out; does nothing before the canvas has a size."""
        if self.view is None or not self._sized or not self.columns:
            return
        gap, side = theme().px(8), theme().px(12)
        self.outer.setGeometry(0, 0, self.width(), self.height())
        room = self.width() - 2 * side
        count = len(self.columns)
        self.stacked = (room - gap * (count - 1)) // count < round(NARROWEST * theme().factor)
        if self.stacked:
            self._arrange_stacked(room, side, gap)
        else:
            self._arrange_abreast(room, side, gap)
        self.fitted = True
        self._chain()

    def _chain(self) -> None:
        """Tab goes down each column, part by part."""
        stops = [stop for column in self.columns for section in column.sections for stop in section.tab_stops()]
        for one, following in pairwise(stops):
            QWidget.setTabOrder(one, following)

    def arrange_changed(self, columns: Sequence[ColumnWidget]) -> None:
        """Lay out only the columns whose content changed."""
        if not self.fitted or self.stacked:
            self.arrange()
            return
        for column in columns:
            column.arrange(self.style_)

    def arrange_column_of(self, section: PartSection) -> None:
        """Lay out only one part; the others of its column move."""
        column = next((column for column in self.columns if section in column.sections), None)
        if column is not None:
            column.rearrange(section)
            if self.stacked:
                self.arrange()

    def _arrange_abreast(self, room: int, side: int, gap: int) -> None:
        style = self.style_
        count = len(self.columns)
        wide = max((room - gap * (count - 1)) // count, style.px(NARROWEST))
        board = wide * count + gap * (count - 1) + 2 * side
        tall = self.height() - (14 if board > self.width() else 0)
        for index, column in enumerate(self.columns):
            column.stacked = False
            column.setGeometry(side + index * (wide + gap), 0, wide, tall)
        lines = max(column.lay_title(style) for column in self.columns)
        for column in self.columns:
            column.title_lines = lines
            self._fit(column, style, tall)
            column.arrange(style)
        self.board.resize(board, tall)

    def _arrange_stacked(self, room: int, side: int, gap: int) -> None:
        style = self.style_
        y = 0
        wide = max(room - 14, style.px(NARROWEST))
        for column in self.columns:
            column.stacked = True
            column.setGeometry(side, y, wide, max(column.height(), 40))
            column.title_lines = column.lay_title(style)
            self._fit(column, style, self.height())
            tall = column.arrange(style)
            column.setGeometry(side, y, wide, tall)
            column.arrange(style)
            y += tall + gap
        self.board.resize(wide + 2 * side, y)

    def _fit(self, column: ColumnWidget, style: MapStyle, room: int) -> None:
        view = self.view
        if self.fitted or room <= LEAST_HEIGHT or view is None:
            return
        content = next(c for c in view.columns if c.key == column.key)
        column.clamp = CLAMP
        column.set_column(content)
        column.fit(style, room, partial(column.set_column, content))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: lay out at the new size."""
        super().resizeEvent(event)
        # What to fold is chosen anew; parts somebody unfolded stay so.
        self._sized = True
        self.fitted = False
        self.arrange()
        focused = self.focused_card()
        if focused is not None:
            self.reveal(focused)

    # ---- zoom ---------------------------------------------------------------------------------------------------
    def set_zoom(self, zoom: float) -> None:
        """Zoom to a factor (0.5 to 3): laid out again at real font sizes."""
        zoom = round(min(ZOOM_MOST, max(ZOOM_LEAST, zoom)), 2)
        if zoom == self.zoom:
            return
        shares = [_share(column) for column in self.columns]
        self.zoom = zoom
        self.refresh_settings()
        for column, share in zip(self.columns, shares, strict=True):
            bar = column.scroller.verticalScrollBar()
            bar.setValue(round(share * bar.maximum()))
        self.zoom_changed.emit(zoom)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Qt: with Ctrl, zoom."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_zoom(self.zoom * (1.1 if event.angleDelta().y() > 0 else 1 / 1.1))
            event.accept()
        else:
            event.ignore()

    def unfold_all(self) -> None:
        """Show every card of every part."""
        for column in self.columns:
            for section in column.sections:
                section.unfold()
        self.arrange()

    def show_all(self) -> None:
        """Unfold everything and zoom out until it fits (or as far as zooming goes)."""
        self.unfold_all()
        self._zoom_to_fit()

    def _zoom_to_fit(self) -> None:
        """The largest zoom, up to 100 %, at which nothing needs scrolling (the least when none will do)."""
        low, high = ZOOM_LEAST, 1.0
        self.set_zoom(high)
        if self._fits():
            return
        for _ in range(4):
            middle = (low + high) / 2
            self.set_zoom(middle)
            low, high = (middle, high) if self._fits() else (low, middle)
        self.set_zoom(low)

    def _fits(self) -> bool:
        return all(column.content.height() <= column.scroller.height() for column in self.columns)

    def mark_finds(self, words: str) -> list[str]:
        """Mark these words wherever they stand; returns the ids of the cards that have them, in reading order."""
        self.find_words = words.strip()
        self.refresh_settings()
        wanted = self.find_words.lower()
        if self.view is None or not wanted:
            return []
        return [card.id for card in self.view.cards if wanted in wording.searched(card).lower()]

    # ---- finding things -----------------------------------------------------------------------------------------
    def section(self, part: str) -> PartSection | None:
        """A part's section."""
        return next((s for column in self.columns for s in column.sections if s.key == part), None)

    def section_of(self, card_id: str) -> PartSection | None:
        """The section a card stands in."""
        for column in self.columns:
            for section in column.sections:
                if any(card.id == card_id for card in section.cards):
                    return section
        return None

    def card(self, card_id: str) -> CardWidget | None:
        """A card's widget, if it has one."""
        section = self.section_of(card_id)
        return section.widgets.get(card_id) if section is not None else None

    def reveal(self, card_id: str) -> CardWidget | None:
        """A card's widget, unfolded and scrolled into sight."""
        section = self.section_of(card_id)
        if section is None:
            return None
        index = next(i for i, card in enumerate(section.cards) if card.id == card_id)
        if index >= section.shown_count or section.collapsed:
            section.unfold()
            self.arrange_column_of(section)
        card = section.widget(index)
        self.scroll_to(card)
        return card

    def scroll_to(self, widget: QWidget) -> None:
        """Bring a widget into sight."""
        column = next((c for c in self.columns if c.isAncestorOf(widget)), None)
        if column is not None:
            column.scroller.ensureWidgetVisible(widget, 0, theme().px(24))
            corner = widget.mapTo(self.board, QPoint(0, 0))
            self.outer.ensureVisible(corner.x() + widget.width() // 2, corner.y() + 20, widget.width() // 2 + 8, 40)

    def column_at(self, at: QPoint) -> ColumnWidget | None:
        """The column under a point of the screen, or the nearest one."""
        here = self.board.mapFromGlobal(at)
        if not self.columns:
            return None
        if self.stacked:
            return min(self.columns, key=lambda c: _away(here.y(), c.y(), c.y() + c.height()))
        return min(self.columns, key=lambda c: _away(here.x(), c.x(), c.x() + c.width()))

    def place_at(self, at: QPoint) -> tuple[PartSection, int] | None:
        """Where something dropped at a point of the screen would go."""
        column = self.column_at(at)
        if column is None:
            return None
        y = column.content.mapFromGlobal(at).y()
        sections = [s for s in column.sections if s.y() <= y] or column.sections[:1]
        section = sections[-1]
        return section, section.index_at(y - section.y())

    def child_at(self, at: QPoint) -> QWidget | None:
        """The widget under a point of the screen."""
        return self.childAt(self.mapFromGlobal(at))

    def visible_rect(self) -> QRect:
        """The canvas on the screen."""
        return QRect(self.mapToGlobal(QPoint(0, 0)), self.size())

    # ---- selection and focus ------------------------------------------------------------------------------------
    def focused_card(self) -> str | None:
        """The id of the card that has the keyboard (itself or its field)."""
        widget: QWidget | None = QApplication.focusWidget()
        while widget is not None and widget is not self:
            if isinstance(widget, CardWidget):
                return widget.view.id
            widget = widget.parentWidget()
        return None

    def focus_card(self, card_id: str, *, scroll: bool = True) -> None:
        """Give the keyboard to a card."""
        card = self.reveal(card_id) if scroll else self.card(card_id)
        if card is not None:
            card.setFocus(Qt.FocusReason.TabFocusReason)

    def select(self, ids: Iterable[str]) -> None:
        """Choose exactly these cards."""
        chosen = list(dict.fromkeys(ids))
        if chosen != self.selected:
            self.selected = chosen
            self._mark_selected()
            self.selection_changed.emit()

    def _mark_selected(self) -> None:
        for column in self.columns:
            for section in column.sections:
                for key, card in section.widgets.items():
                    card.set_selected(key in self.selected)

    def chosen(self) -> tuple[str, ...]:
        """The selected cards in reading order; without a selection the one with the keyboard."""
        focused = self.focused_card()
        if focused is not None and focused not in self.selected:
            return (focused,)
        assert self.view is not None
        return tuple(card.id for card in self.view.cards if card.id in self.selected)

    def select_range(self, card_id: str) -> None:
        """Choose everything from the last chosen card to this one (in reading order)."""
        assert self.view is not None
        order = [card.id for card in self.view.cards]
        start = order.index(self.selected[0]) if self.selected and self.selected[0] in order else order.index(card_id)
        end = order.index(card_id)
        low, high = sorted((start, end))
        run = order[low : high + 1]
        self.select([order[start], *run] if start in range(low, high + 1) else run)

    def editing(self) -> CardWidget | None:
        """The card that is being written on."""
        for column in self.columns:
            for section in column.sections:
                for card in section.widgets.values():
                    if card.field is not None:
                        return card
        return None

    def finish_editing(self) -> None:
        """Save and close the field, if one is open."""
        card = self.editing()
        if card is not None:
            card.end_edit()


def _share(column: ColumnWidget) -> float:
    bar = column.scroller.verticalScrollBar()
    return bar.value() / bar.maximum() if bar.maximum() else 0.0


def _away(value: int, low: int, high: int) -> int:
    return max(low - value, value - high, 0)
