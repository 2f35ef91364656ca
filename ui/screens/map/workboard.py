"""A board that is worked on: cards are taken up, put down, clicked and written on, by whichever way it is done."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

from models.frames import KINDS as STATEMENTS
from ui.screens.map.board import Board
from ui.screens.map.card import CardWidget
from ui.screens.map.hand import Hand


class Workboard(Board):
    """What a pointer, a finger and a key mean alike."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.may_change = True
        self.frozen_ids: frozenset[str] = frozenset()
        self.hand = Hand(self)

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

    def card_menu(self, card: CardWidget, at: QPoint) -> None:
        """A card's menu is wanted."""
        if card.view.id not in self.selected:
            self.select([card.view.id])
        self.menu_wanted.emit(card.view.id, at)

    def card_grew(self, card: CardWidget) -> None:
        """A card needs another height."""
        section = self.section_of(card.view.id)
        if section is not None:
            self.arrange_column_of(section)
            if card.field is not None:
                self.scroll_to(card)

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
