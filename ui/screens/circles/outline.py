"""The same circles as a list: ring by ring, everybody by name; moved by keys without the picture."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPainter, QPalette, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QFrame, QTreeView, QWidget

from models.circle_words import RINGS
from models.dates import written
from models.family_views import RingPerson
from ui.screens.circles.deeds import Deeds
from ui.screens.circles.rows import QuietRows
from ui.screens.circles.state import CirclesState
from ui.screens.circles.words import ring_name, tr
from ui.theme import theme
from ui.widgets import SlimScrollBar, announce, follow_theme

_ID = int(Qt.ItemDataRole.UserRole)


class CirclesOutline(QTreeView):
    """Rings with the people in them. Alt and up or down moves somebody inward or outward, Delete takes them out."""

    menu_wanted = Signal(str, QPoint)

    def __init__(self, state: CirclesState, deeds: Deeds, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._circles, self._deeds = state, deeds
        self.setObjectName("circlesOutline")
        self.setAccessibleName(tr("Who stands in which ring"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self.setIndentation(theme().px(12))
        self.setVerticalScrollBar(SlimScrollBar(Qt.Orientation.Vertical, self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(QuietRows(self))
        self._rows = QStandardItemModel(self)
        self.setModel(self._rows)
        self.selectionModel().currentChanged.connect(self._on_current)
        follow_theme(self._retheme)

    def _retheme(self) -> None:
        self.setFont(theme().font("body"))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        palette.setColor(QPalette.ColorRole.Highlight, theme().color("selected"))
        palette.setColor(QPalette.ColorRole.HighlightedText, theme().color("ink"))
        self.setPalette(palette)

    def show_view(self) -> None:
        """Show the state's view; the chosen person stays chosen."""
        self.selectionModel().blockSignals(True)
        self._rows.clear()
        middle = ", ".join(child.name for child in self._circles.view.children)
        self._rows.appendRow(self._heading(tr("In the middle: {names}").format(names=middle)))
        for ring in RINGS:
            people = self._circles.view.ring(ring)
            head = self._heading(f"{ring_name(ring)}: {len(people) or tr('nobody')}")
            for person in people:
                head.appendRow(self._person(person))
            self._rows.appendRow(head)
        self.expandAll()
        self.selectionModel().blockSignals(False)
        self.show_chosen()

    def _heading(self, text: str) -> QStandardItem:
        item = QStandardItem(text)
        item.setFont(theme().font("label"))
        item.setSelectable(False)
        item.setSizeHint(QSize(0, theme().target(32)))
        return item

    def _person(self, person: RingPerson) -> QStandardItem:
        item = QStandardItem(person.person.name)
        item.setData(person.person.id, _ID)
        item.setSizeHint(QSize(0, theme().target(28)))
        since = written(person.moves[-1].moved_on) if person.moves else ""
        heard = tr("{name}, {ring}, since {day}").format(
            name=person.person.name, ring=ring_name(person.ring).lower(), day=since
        )  # fmt: skip
        item.setData(heard, int(Qt.ItemDataRole.AccessibleTextRole))
        item.setToolTip(heard)
        return item

    def index_of(self, person_id: str) -> QModelIndex:
        """Where somebody stands in the list (an invalid index: nowhere)."""
        found = self._rows.match(
            self._rows.index(0, 0), _ID, person_id, 1, Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive
        )  # fmt: skip
        return found[0] if found else QModelIndex()

    def show_chosen(self) -> None:
        """Mark who is chosen."""
        index = self.index_of(self._circles.chosen) if self._circles.chosen else QModelIndex()
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        else:
            self.clearSelection()

    def _on_current(self, current: QModelIndex) -> None:
        person_id = current.data(_ID)
        if person_id:
            self._circles.choose(str(person_id))

    def drawBranches(self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex) -> None:
        """Qt: no branches: the indent says enough."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: see the class; everything else moves in the list."""
        up, down = event.key() == Qt.Key.Key_Up, event.key() == Qt.Key.Key_Down
        chosen = self._circles.chosen
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and (up or down):
            ring = self._deeds.step(chosen, up)
            if ring and self._deeds.move(chosen, ring):
                announce(self, ring_name(ring))
        elif event.key() == Qt.Key.Key_Delete and chosen:
            self._deeds.move(chosen, "left")
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Qt: everything that can be done with a person."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if person_id := index.data(_ID):
            place = self.visualRect(index).center() if by_key else event.pos()
            self.menu_wanted.emit(str(person_id), self.viewport().mapToGlobal(place))
