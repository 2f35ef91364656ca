"""The canvas: three columns of cards. It shows a view and tells what people do; the screen does it to the case."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QNativeGestureEvent, QTouchEvent
from PySide6.QtWidgets import QWidget

from models.statements import orphans
from models.views import MapView
from ui.screens.map.card import CardWidget
from ui.screens.map.column import ColumnWidget
from ui.screens.map.face import CLAMP, Setting
from ui.screens.map.gestures import PressGesture, TouchGesture
from ui.screens.map.keys import MapKeys
from ui.screens.map.wording import tr
from ui.screens.map.workboard import Workboard
from ui.widgets import follow_theme


class MapCanvas(Workboard):
    """Shows a map. Signals carry card ids; nothing here changes the case."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("mapCanvas")
        self.setAccessibleName(tr("Map"))
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.just_us = True
        self._today = None
        self._current: str | None = None
        self._orphans: dict[str, tuple[str, ...]] = {}
        self._press = PressGesture(self)
        self._touch = TouchGesture(self)
        self._keys = MapKeys(self, self._press)
        follow_theme(self._retheme)

    # ---- showing ------------------------------------------------------------------------------------------------
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
        self.arrange_changed(changed)

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
        self.fitted = False

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

    def _retheme(self) -> None:
        self.fitted = False
        self.refresh_settings()

    def _on_unfolded(self, part: str) -> None:
        section = self.section(part)
        if section is not None:
            self.arrange_column_of(section)
            if section.cards:
                self.focus_card(section.cards[max(0, min(1, len(section.cards) - 1))].id, scroll=False)

    # ---- what pointers do ---------------------------------------------------------------------------------------
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

    # ---- what cards tell ----------------------------------------------------------------------------------------
    def card_key(self, card: CardWidget, event: QKeyEvent) -> bool:
        """A key on a card."""
        return self._keys.press(card, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: keys beside the cards."""
        if not self._keys.press_ground(event):
            super().keyPressEvent(event)

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
