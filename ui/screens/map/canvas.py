"""The canvas: three columns of cards. It shows a view and tells what people do; the screen does it to the case."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QNativeGestureEvent, QResizeEvent, QTouchEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from models.frames import KINDS as STATEMENTS
from models.statements import orphans
from models.views import MapView
from ui.screens.map import wording
from ui.screens.map.card import CardWidget
from ui.screens.map.column import ColumnWidget
from ui.screens.map.face import CLAMP, Setting
from ui.screens.map.gestures import PressGesture, TouchGesture
from ui.screens.map.hand import Hand
from ui.screens.map.keys import MapKeys
from ui.screens.map.layout import BoardLayout
from ui.screens.map.section import PartSection
from ui.screens.map.style import ZOOM_LEAST, ZOOM_MOST, MapStyle
from ui.screens.map.wording import tr
from ui.theme import theme
from ui.widgets import ScrollArea, follow_theme


class MapCanvas(QWidget):
    """Shows a map. Signals carry card ids; nothing here changes the case."""

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
        self.setObjectName("mapCanvas")
        self.setAccessibleName(tr("Map"))
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.view: MapView | None = None
        self.zoom = 1.0
        self.may_change = True
        self.just_us = True
        self.find_words = ""
        self.frozen_ids: frozenset[str] = frozenset()
        self.columns: list[ColumnWidget] = []
        self.selected: list[str] = []
        self._today = None
        self._current: str | None = None
        self._orphans: dict[str, tuple[str, ...]] = {}
        self.board = QWidget()
        self.outer = ScrollArea(self.board, name="mapScroll")
        self.outer.setWidgetResizable(False)
        self.outer.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.outer.setParent(self)
        self.layout_ = BoardLayout(self)
        self.hand = Hand(self)
        self._press = PressGesture(self)
        self._touch = TouchGesture(self)
        self._keys = MapKeys(self)
        follow_theme(self._retheme)

    # ---- showing ----------------------------------------------------------------------------------------------
    def set_view(self, view: MapView, *, just_us: bool, today: object) -> None:
        """Show a map; only cards that differ are laid out again. Keyboard focus and scrolling stay."""
        before = self.view
        self.view, self.just_us, self._today = view, just_us, today  # type: ignore[assignment]
        self._orphans = {orphan.card_id: orphan.missing for orphan in orphans(view) if orphan.card_id}
        if before is None or [c.key for c in before.columns] != [c.key for c in view.columns]:
            self._build(view)
        if self.hand.holding:
            self.hand.put_back()
        focused = self.focused_card()
        changed = [w for w, column in zip(self.columns, view.columns, strict=True) if w.set_column(column)]
        there = {card.id for card in view.cards}
        self.selected = [key for key in self.selected if key in there]
        if focused is not None and focused in there:
            self._keep_focus(focused)
        self._mark_selected()
        self.layout_.arrange_changed(changed)

    def _keep_focus(self, card_id: str) -> None:
        if self.focused_card() != card_id:
            card = self.card(card_id)
            if card is not None:
                card.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self, view: MapView) -> None:
        for old in self.columns:
            old.hide()
            old.deleteLater()
        self.columns = [ColumnWidget(column, self._setting, self, self.board) for column in view.columns]
        for column in self.columns:
            for section in column.sections:
                section.add_wanted.connect(self.add_wanted)
                section.folded.connect(self._on_unfolded)
            column.show()
        self.layout_.fitted = False

    def _setting(self, part: str) -> Setting:
        assert self.view is not None and self._today is not None
        column = next(c for c in self.view.columns if any(p.key == part for p in c.parts))
        title = self.view.part(part).title
        clamp = next((c.clamp for c in self.columns if c.key == column.key), CLAMP)
        found = frozenset((c.id, self._orphans[c.id]) for c in self.view.part(part).cards if c.id in self._orphans)
        tied = Counter(card.strand.id for card in self.view.part(part).cards if card.strand)
        shared = frozenset(strand for strand, count in tied.items() if count > 1)
        return Setting(
            self.style_, column.key, part, title, self._today, self.just_us, self.find_words, found, clamp,
            self.may_change, shared,
        )  # fmt: skip

    @property
    def style_(self) -> MapStyle:
        """Measures at the present zoom."""
        return MapStyle.at(self.zoom)

    def _retheme(self) -> None:
        self.layout_.fitted = False
        self.refresh_settings()

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

    # ---- layout -----------------------------------------------------------------------------------------------
    def arrange(self) -> None:
        """Lay everything out."""
        self.layout_.arrange()

    def unfold_all(self) -> None:
        """Show every card of every part."""
        for column in self.columns:
            for section in column.sections:
                section.unfold()
        self.arrange()

    def show_all(self) -> None:
        """Unfold everything and zoom out until it fits (or as far as zooming goes)."""
        self.unfold_all()
        self.layout_.zoom_to_fit()

    def arrange_column_of(self, section: PartSection) -> None:
        """Lay out only one part; the others of its column move."""
        self.layout_.rearrange(section)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: lay out at the new size."""
        super().resizeEvent(event)
        self.layout_.resized()
        focused = self.focused_card()
        if focused is not None:
            self.reveal(focused)

    def _on_unfolded(self, part: str) -> None:
        section = self.section(part)
        if section is not None:
            self.arrange_column_of(section)
            if section.cards:
                self.focus_card(section.cards[max(0, min(1, len(section.cards) - 1))].id, scroll=False)

    # ---- zoom -------------------------------------------------------------------------------------------------
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

    def mark_finds(self, words: str) -> list[str]:
        """Mark these words wherever they stand; returns the ids of the cards that have them, in reading order."""
        self.find_words = words.strip()
        self.refresh_settings()
        wanted = self.find_words.lower()
        if self.view is None or not wanted:
            return []
        return [card.id for card in self.view.cards if wanted in wording.searched(card).lower()]

    # ---- finding things ---------------------------------------------------------------------------------------
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
        if self.layout_.stacked:
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

    # ---- selection and focus ----------------------------------------------------------------------------------
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

    # ---- what pointers do -------------------------------------------------------------------------------------
    def card_pressed(self, card: CardWidget, at: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        """A press on a card."""
        card.setFocus(Qt.FocusReason.MouseFocusReason)
        self._press.start(card, at, modifiers)

    def card_dragged(self, at: QPoint) -> None:
        """The pointer moves."""
        self._press.move(at)

    def card_released(self, at: QPoint) -> None:
        """The pointer is up."""
        self._press.finish(at)

    def cancel_drag(self) -> None:
        """Esc: what is in the hand goes back, and letting go of the button means nothing."""
        self._press.cancel()

    def lift(self, card: CardWidget, at: QPoint | None, *, tell: bool = True) -> None:
        """Take up a card (with the others chosen, when it is one of them)."""
        self.finish_editing()
        ids = self.chosen() if card.view.id in self.selected else (card.view.id,)
        if card.view.id not in self.selected:
            self.select(ids)
        first = [card, *(found for key in ids if key != card.view.id and (found := self.card(key)) is not None)]
        self.hand.lift(first, at, tell=tell)

    def drop(self) -> None:
        """Put down what is in the hand; nothing happens when it lies where it was."""
        done = self.hand.drop()
        if done is not None:
            ids, section, before = done
            self.moved.emit(ids, section.key, before)

    def click(self, card: CardWidget, at: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        """A click or tap on a card."""
        if self.hand.holding:
            self._drop_at(at)
            return
        here = card.mapFromGlobal(at)
        key = card.view.id
        if modifiers & Qt.KeyboardModifier.ControlModifier:
            self.select([k for k in self.selected if k != key] if key in self.selected else [*self.selected, key])
        elif modifiers & Qt.KeyboardModifier.ShiftModifier:
            self.select_range(key)
        elif card.menu_rect.contains(here) and card.form != "compact":
            self.select([key])
            self.menu_wanted.emit(key, card.mapToGlobal(card.menu_rect.bottomLeft()))
        elif card.face.tick_rect.contains(here):
            if self.may_change:
                self.ticked.emit(key)
        elif card.view.part in STATEMENTS and card.face.ask_rect.contains(here):
            self.strand_wanted.emit(key)
        else:
            self.select([key])
            self._open_or_edit(card, here)

    def _open_or_edit(self, card: CardWidget, here: QPoint | None) -> None:
        if card.face.clamped:
            card.set_opened(True)
            self.card_grew(card)
        else:
            self.edit(card.view.id, at=here)

    def _drop_at(self, at: QPoint) -> None:
        place = self.place_at(at)
        if place is not None:
            self.hand.aim(*place, tell=False)
        self.drop()

    def tap_ground(self, at: QPoint) -> None:
        """A click beside the cards: puts down what is in the hand, or lets go of the selection."""
        if self.hand.holding:
            self._drop_at(at)
            return
        self.finish_editing()
        self.select(())
        place = self.place_at(at)
        if place is not None:
            self.part_changed.emit(place[0].key)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: beside the cards."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.tap_ground(event.globalPosition().toPoint())

    def event(self, event: QEvent) -> bool:
        """Qt: fingers, and the trackpad's pinch."""
        kind = event.type()
        if isinstance(event, QTouchEvent):
            if kind == QEvent.Type.TouchBegin:
                taken = self._touch.start(event)
                event.setAccepted(taken)
                return taken
            if kind == QEvent.Type.TouchUpdate:
                self._touch.move(event)
            elif kind == QEvent.Type.TouchEnd:
                self._touch.finish(event)
            elif kind == QEvent.Type.TouchCancel:
                self._touch.cancel()
            event.accept()
            return True
        if isinstance(event, QNativeGestureEvent) and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
            self.set_zoom(self.zoom * (1 + event.value()))
            return True
        return super().event(event)

    # ---- what cards tell --------------------------------------------------------------------------------------
    def card_key(self, card: CardWidget, event: QKeyEvent) -> bool:
        """A key on a card."""
        return self._keys.press(card, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: keys beside the cards."""
        if not self._keys.press_ground(event):
            super().keyPressEvent(event)

    def card_menu(self, card: CardWidget, at: QPoint) -> None:
        """A card's menu is wanted."""
        if card.view.id not in self.selected:
            self.select([card.view.id])
        self.menu_wanted.emit(card.view.id, at)

    def card_focused(self, card: CardWidget) -> None:
        """A card took the keyboard: Tab comes back to it."""
        old = self.card(self._current) if self._current else None
        section = self.section_of(self._current) if self._current else None
        if old is not None and section is not None and section.cards[0].id != self._current:
            old.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        card.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._current = card.view.id
        self.scroll_to(card)
        self.part_changed.emit(card.view.part)

    def card_typed(self, card: CardWidget, text: str) -> None:
        """Words were typed on a card."""
        self.typed.emit(card.view.id, text)

    def card_edited(self, card: CardWidget, cancelled: bool) -> None:
        """A card's field closed."""
        self.card_grew(card)
        self.edit_ended.emit(card.view.id, cancelled)

    def card_grew(self, card: CardWidget) -> None:
        """A card needs another height."""
        section = self.section_of(card.view.id)
        if section is not None:
            self.arrange_column_of(section)
            if card.field is not None:
                self.scroll_to(card)

    # ---- editing ----------------------------------------------------------------------------------------------
    def edit(self, card_id: str, *, select: bool = False, at: QPoint | None = None) -> None:
        """Write on a card in place."""
        if not self.may_change:
            return
        if card_id in self.frozen_ids:
            self.edit_refused.emit(card_id)
            return
        card = self.reveal(card_id)
        if card is not None:
            card.begin_edit(select=select, at=at)
            self.edit_begun.emit()

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
