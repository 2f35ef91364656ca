"""The menu of what is chosen in the family's picture: everything the keys and the hand can do, in words."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from ui.screens.family.state import FamilyState
from ui.widgets import Menu


class PieceMenu(QObject):
    """Makes the menu; ``chosen(name)`` when an entry was picked."""

    chosen = Signal(str)

    def __init__(self, state: FamilyState, parent: QWidget) -> None:
        super().__init__(parent)
        self._state, self._page = state, parent

    def menu(self) -> Menu:
        """What can be done with what is chosen, or with the picture when nothing is."""
        menu = Menu(self._page, name="pieceMenu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        kind, chosen = self._state.selected
        may = self._state.may_edit
        if kind == "person":
            self._person(menu, chosen, may)
        elif chosen:
            self._add(menu, "open", self.tr("Open"))
            self._add(menu, "remove", self.tr("Remove"), "Del", enabled=may)
        else:
            self._add(menu, "add", self.tr("Add somebody"), enabled=may)
            self._add(menu, "fit", self.tr("Show everybody"), "0")
            self._add(menu, "tidy", self.tr("Tidy"), enabled=may)
        return menu

    def _person(self, menu: Menu, person_id: str, may: bool) -> None:
        person = next((p for p in self._state.view.people if p.id == person_id), None)
        if person is None:
            return
        known = may and not person.stands_for
        self._add(menu, "open", self.tr("Open"), "F2")
        menu.addSeparator()
        self._add(menu, "entry:partner", self.tr("Add a partner"), "P", enabled=known)
        self._add(menu, "entry:parent", self.tr("Add a parent"), "A", enabled=known)
        self._add(menu, "entry:child", self.tr("Add a child"), "C", enabled=may)
        self._add(menu, "entry:sibling", self.tr("Add a brother or sister"), "S", enabled=known)
        self._add(menu, "entry:twin", self.tr("Add a twin"), "T", enabled=known)
        self._add(menu, "line", self.tr("Add a line: how they get on"), "L", enabled=known)
        menu.addSeparator()
        self._add(menu, "move", self.tr("Move…"), "M", enabled=known)
        if person.x is not None:
            self._add(menu, "unpin", self.tr("Let the drawing find the place"), enabled=known)
        if self._state.shows_branch:
            self._add(menu, "branch", self.tr("Show this branch"))
        self._add(menu, "hide", self.tr("Take out of the picture"), enabled=known)
        menu.addSeparator()
        self._add(menu, "remove", self.tr("Remove from the case"), "Del", enabled=known)

    def _add(self, menu: Menu, name: str, text: str, key: str = "", *, enabled: bool = True) -> None:
        action = QAction(f"{text}\t{key}" if key else text, menu)
        action.setObjectName(name)
        action.setEnabled(enabled)
        action.triggered.connect(self._pick)
        menu.addAction(action)

    def _pick(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.chosen.emit(action.objectName())
