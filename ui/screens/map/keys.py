"""The map by keys: arrows go from card to card, M takes one up, Alt with arrows moves it at once."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from ui.screens.map.card import CardWidget
from ui.screens.map.column import ColumnWidget
from ui.screens.map.gestures import PressGesture
from ui.screens.map.section import PartSection
from ui.screens.map.workboard import Workboard

_ARROWS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
Place = tuple[PartSection, int]


class MapKeys:
    """What keys mean on the canvas."""

    def __init__(self, canvas: Workboard, press: PressGesture) -> None:
        self._canvas, self._press = canvas, press

    def press(self, card: CardWidget, event: QKeyEvent) -> bool:
        """A key on a card; true when it was used."""
        canvas, key = self._canvas, event.key()
        if canvas.hand.holding:
            return self._press_holding(event)
        if key in _ARROWS:
            return self._arrow(card, event)
        if event.matches(QKeySequence.StandardKey.SelectAll):
            section = canvas.section_of(card.view.id)
            canvas.select([c.id for c in section.cards] if section is not None else [])
            return True
        if key == Qt.Key.Key_Escape and canvas.selected:
            canvas.select(())
            return True
        if key == Qt.Key.Key_Space:
            return self._space(card, event)
        if key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            return self._end_of_column(card, key == Qt.Key.Key_End)
        return self._change(card, event) if canvas.may_change else self._look(card, key)

    def _look(self, card: CardWidget, key: int) -> bool:
        """Nothing may be changed: Enter only opens a long card."""
        if key in (*_ENTER, Qt.Key.Key_F2) and card.face.clamped:
            card.set_opened(True)
            self._canvas.card_grew(card)
            return True
        return False

    def _change(self, card: CardWidget, event: QKeyEvent) -> bool:
        canvas, key = self._canvas, event.key()
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if key in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            canvas.add_wanted.emit(card.view.part)
        elif key == Qt.Key.Key_F2 or (key in _ENTER and plain):
            canvas.edit(card.view.id)
        elif key == Qt.Key.Key_A and plain:
            canvas.add_wanted.emit(card.view.part)
        elif key == Qt.Key.Key_M and plain:
            canvas.lift(card, None)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            canvas.delete_wanted.emit(canvas.chosen())
        elif event.matches(QKeySequence.StandardKey.Paste):
            canvas.paste_wanted.emit(card.view.part)
        elif key == Qt.Key.Key_Menu:
            canvas.card_menu(card, card.mapToGlobal(card.rect().center()))
        else:
            return False
        return True

    def press_ground(self, event: QKeyEvent) -> bool:
        """A key while no card has the keyboard."""
        canvas = self._canvas
        if canvas.hand.holding:
            return self._press_holding(event)
        if event.key() in _ARROWS:
            first = next((card for column in canvas.columns for card in column.cards_in_order()), None)
            if first is not None:
                first.setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return False

    def _space(self, card: CardWidget, event: QKeyEvent) -> bool:
        """Space ticks a next step; with Ctrl it chooses the card."""
        canvas, key = self._canvas, card.view.id
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            canvas.select([k for k in canvas.selected if k != key] if key in canvas.selected else
                          [*canvas.selected, key])  # fmt: skip
            return True
        if card.base_form == "step" and canvas.may_change:
            canvas.ticked.emit(key)
            return True
        return False

    # ---- from card to card ------------------------------------------------------------------------------------
    def _column_of(self, widget: CardWidget | PartSection) -> int:
        return next(i for i, column in enumerate(self._canvas.columns) if column.isAncestorOf(widget))

    def _arrow(self, card: CardWidget, event: QKeyEvent) -> bool:
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            return self._move_at_once(card, Qt.Key(event.key()))
        target = self._neighbour(card, Qt.Key(event.key()))
        if target is None:
            return True
        target.setFocus(Qt.FocusReason.TabFocusReason)
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            if not self._canvas.selected:
                self._canvas.select([card.view.id])
            self._canvas.select_range(target.view.id)
        else:
            self._canvas.select([target.view.id])
        return True

    def _neighbour(self, card: CardWidget, key: Qt.Key) -> CardWidget | None:
        index = self._column_of(card)
        columns = self._canvas.columns
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            order = columns[index].cards_in_order()
            at = order.index(card) + (1 if key == Qt.Key.Key_Down else -1)
            return order[at] if 0 <= at < len(order) else None
        step = 1 if key == Qt.Key.Key_Right else -1
        index += step
        while 0 <= index < len(columns):
            found = _level_with(card, columns[index])
            if found is not None:
                return found
            index += step
        return None

    def _end_of_column(self, card: CardWidget, last: bool) -> bool:
        order = self._canvas.columns[self._column_of(card)].cards_in_order()
        order[-1 if last else 0].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    # ---- with a card in the hand ------------------------------------------------------------------------------
    def _press_holding(self, event: QKeyEvent) -> bool:
        hand = self._canvas.hand
        if event.key() == Qt.Key.Key_Escape:
            self._press.cancel()  # letting go of the button then means nothing
        elif not hand.by_keys:
            pass
        elif event.key() in (*_ENTER, Qt.Key.Key_Space):
            self._canvas.drop()
        elif event.key() in _ARROWS and hand.section is not None:
            place = self.next_place((hand.section, hand.index), Qt.Key(event.key()))
            if place is not None:
                hand.aim(*place)
        return True

    def _places(self, column: ColumnWidget) -> list[Place]:
        """Every place of a column where something could be put, top to bottom."""
        held = set(self._canvas.hand.ids)
        places: list[Place] = []
        for section in column.sections:
            shown = 0 if section.collapsed else section.shown_count
            for index in range(shown + 1):
                # Right behind a card in the hand is the same place as before it.
                if index == 0 or section.cards[index - 1].id not in held:
                    places.append((section, index))
        return places

    def next_place(self, now: Place, key: Qt.Key) -> Place | None:
        """The next place in the direction of an arrow, or None at the rim."""
        columns = self._canvas.columns
        index = self._column_of(now[0])
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            places = self._places(columns[index])
            here = places.index(now) if now in places else 0
            here += 1 if key == Qt.Key.Key_Down else -1
            return places[here] if 0 <= here < len(places) else None
        index += 1 if key == Qt.Key.Key_Right else -1
        if not 0 <= index < len(columns):
            return None
        y = now[0].mapTo(self._canvas, QPoint(0, _place_y(now))).y()
        return min(self._places(columns[index]), key=lambda p: abs(p[0].mapTo(self._canvas, QPoint(0, _place_y(p))).y()
                                                                   - y))  # fmt: skip

    def _move_at_once(self, card: CardWidget, key: Qt.Key) -> bool:
        canvas = self._canvas
        if not canvas.may_change:
            return True
        canvas.lift(card, None, tell=False)
        hand = canvas.hand
        if hand.section is not None:
            place = self.next_place((hand.section, hand.index), key)
            if place is None:
                hand.put_back()
            else:
                hand.aim(*place, tell=False)
                canvas.drop()
        return True


def _place_y(place: Place) -> int:
    section, index = place
    shown = section.shown_widgets() if not section.collapsed else []
    if index < len(shown):
        return shown[index].y()
    return shown[-1].geometry().bottom() if shown else 0


def _level_with(card: CardWidget, column: ColumnWidget) -> CardWidget | None:
    middle = card.mapToGlobal(card.rect().center()).y()
    cards = column.cards_in_order()
    return min(cards, key=lambda c: abs(c.mapToGlobal(c.rect().center()).y() - middle)) if cards else None
