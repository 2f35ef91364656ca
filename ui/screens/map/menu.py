"""A card's menu: everything that can be done with it without dragging."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction

from ui.screens.map.canvas import MapCanvas
from ui.screens.map.wording import tr
from ui.widgets import Menu


class CardMenu(Menu):
    """The menu of a card and those chosen with it. What the canvas can tell itself, it tells through the canvas.

    ``linked(ids, strand or None)``, ``merge_wanted(ids)``, ``test_wanted(card)``: is it safety already?
    """

    linked = Signal(tuple, object)
    merge_wanted = Signal(tuple)
    test_wanted = Signal(str)

    def __init__(self, canvas: MapCanvas, card_id: str) -> None:
        super().__init__(canvas, name="cardMenu")
        self._canvas, self._card_id = canvas, card_id
        self._ids = canvas.chosen() if card_id in canvas.selected else (card_id,)
        if canvas.may_change:
            self._add(tr("Edit"), "edit", self._edit, "F2")
            self.move_menu = self._more(tr("Move to"), "moveMenu")
            self._fill_moves()
            if canvas.section_of(card_id) is canvas.section("strength"):
                self._add(tr("Is it safety already?"), "testSafety", self._test_safety)
            self._add(tr("Pick up and tap a place"), "pickUp", self._pick_up, "M")
            self._fill_strands()
            self._add(tr("Go to the strands"), "toStrand", self._to_strand)
            self.addSeparator()
            if len(self._ids) > 1:
                self._add(tr("Merge {count} cards into one").format(count=len(self._ids)), "merge", self._merge)
            self._add(tr("Delete"), "delete", self._delete, "Del")

    def _more(self, text: str, name: str) -> Menu:
        menu = Menu(self, name=name)
        menu.setTitle(text)
        self.addMenu(menu)
        return menu

    def _add(self, text: str, name: str, slot: object, key: str = "") -> QAction:
        action = QAction(f"{text}\t{key}" if key else text, self)
        action.setObjectName(name)
        action.triggered.connect(slot)
        self.addAction(action)
        return action

    def _fill_moves(self) -> None:
        section_now = self._canvas.section_of(self._card_id)
        for column in self._canvas.columns:
            self.move_menu.addSection(column.title)
            for section in column.sections:
                action = self.move_menu.addAction(section.part.title)
                action.setObjectName(f"moveTo-{section.key}")
                action.setData(section.key)
                action.setEnabled(section is not section_now or len(self._ids) > 1)
                action.triggered.connect(self._move)

    def _fill_strands(self) -> None:
        view = self._canvas.view
        running = [strand for strand in view.strands if not strand.closed_on] if view is not None else []
        if not running:
            return
        self.strand_menu = self._more(tr("Strand"), "strandMenu")
        for strand in running:
            action = self.strand_menu.addAction(f"{strand.number}  {strand.name}")
            action.setObjectName(f"strand-{strand.id}")
            action.setData(strand.id)
            action.triggered.connect(self._link)
        none = self.strand_menu.addAction(tr("No strand"))
        none.setObjectName("strand-none")
        none.triggered.connect(self._link)

    def _link(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.linked.emit(self._ids, action.data())

    def _move(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            section = self._canvas.section(str(action.data()))
            before = section.before_id(section.shown_count) if section is not None else None
            self._canvas.moved.emit(self._ids, str(action.data()), before)

    def _to_strand(self) -> None:
        self._canvas.strand_wanted.emit(self._card_id)

    def _edit(self) -> None:
        self._canvas.edit(self._card_id)

    def _test_safety(self) -> None:
        self.test_wanted.emit(self._card_id)

    def _pick_up(self) -> None:
        card = self._canvas.card(self._card_id)
        if card is not None:
            self._canvas.lift(card, None)

    def _merge(self) -> None:
        self.merge_wanted.emit(self._ids)

    def _delete(self) -> None:
        self._canvas.delete_wanted.emit(self._ids)
