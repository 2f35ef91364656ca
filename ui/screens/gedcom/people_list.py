"""Everybody in a family file, a line each, with what shall become of them. Thousands of lines are as quick as ten."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QAction, QContextMenuEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPalette
from PySide6.QtWidgets import QFrame, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from exporters.gedcom import LEAVE, NEW, ImportPerson
from ui import fonts, icons
from ui.screens.gedcom.words import say
from ui.theme import theme
from ui.widgets import Menu, SlimScrollBar, follow_theme, paint_frame

Index = QModelIndex | QPersistentModelIndex
PERSON = Qt.ItemDataRole.UserRole
CHOICE = Qt.ItemDataRole.UserRole + 1
_OTHERS_IN_MENU = 40
"""People of the case offered in the menu; more would not fit a screen."""


class FilePeople(QAbstractListModel):
    """The people of a file and what was chosen for each. ``chosen()`` when a choice changed."""

    chosen = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.people: tuple[ImportPerson, ...] = ()
        self.choices: dict[str, str] = {}
        self.names: dict[str, str] = {}

    def show_people(self, people: tuple[ImportPerson, ...], names: dict[str, str]) -> None:
        """Show these; ``names`` are the people of the case by id. Everybody begins as suggested."""
        self.beginResetModel()
        self.people, self.names = people, names
        self.choices = {person.id: person.suggestion for person in people}
        self.endResetModel()
        for person in people[:200]:
            fonts.ensure(person.name + person.beside)
        self.chosen.emit()

    def choose(self, row: int, choice: str) -> None:
        """Decide about somebody: new, leave out, or the id of the person of the case they are."""
        self.choices[self.people[row].id] = choice
        self.dataChanged.emit(self.index(row), self.index(row))
        self.chosen.emit()

    def choose_all(self, choice: str) -> None:
        """Decide about everybody: ``leave``, or "" for as suggested."""
        self.choices = {person.id: choice or person.suggestion for person in self.people}
        if self.people:
            self.dataChanged.emit(self.index(0), self.index(len(self.people) - 1))
        self.chosen.emit()

    def count(self, choice: str) -> int:
        """How many were chosen like this."""
        return sum(made == choice for made in self.choices.values())

    def words(self, row: int) -> str:
        """What shall become of somebody."""
        choice = self.choices[self.people[row].id]
        if choice == LEAVE:
            return say("Leave out")
        return say("New person") if choice == NEW else say("Same as {name}").format(name=self.names.get(choice, "?"))

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Qt: how many there are."""
        return 0 if parent.isValid() else len(self.people)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: the name; read out, the whole line."""
        if not index.isValid():
            return None
        person = self.people[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return person.name
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            parts = [person.name, person.years, person.beside, self._hint(person), self.words(index.row())]
            return ". ".join(part for part in parts if part)
        return person if role == PERSON else self.choices[person.id] if role == CHOICE else None

    def _hint(self, person: ImportPerson) -> str:
        """A match that is not sure, while nobody has decided."""
        undecided = person.same_as and not person.is_sure and self.choices[person.id] == NEW
        return say("perhaps {name} of this case").format(name=self.names[person.same_as]) if undecided else ""

    def second_line(self, row: int) -> str:
        """What stands beneath the name."""
        person = self.people[row]
        return ", ".join(part for part in (self._hint(person), person.years, person.beside) if part)


class _Painter(QStyledItemDelegate):
    """Paints a line: name and what tells them apart, and to the right what shall become of them."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Qt: two lines one can hit."""
        return QSize(theme().px(300), theme().target(52))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: tint, two lines, the choice."""
        view = self.parent()
        assert isinstance(view, FilePeopleView)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect: QRect = option.rect
        if index == view.currentIndex():
            line = "focus" if view.hasFocus() else ("ink" if theme().name == "contrast" else None)
            box = QRectF(rect).adjusted(1, 1, -1, -1)
            paint_frame(painter, box, fill="selected", line=line, width=2, radius=theme().radius())
        row, px = index.row(), theme().px
        left_out = index.data(CHOICE) == LEAVE
        button = view.button_rect(rect)
        words = view.people.words(row)
        self._paint_choice(painter, button, words, left_out)
        room = QRectF(rect.left() + px(12), rect.top() + px(5), button.left() - rect.left() - px(24), rect.height() / 2)
        for text, role, ink, bold in (
            (view.people.people[row].name, "body", "ink3" if left_out else "ink", True),
            (view.people.second_line(row), "caption", "ink3" if left_out else "ink2", False),
        ):
            font = theme().font(role, bold=bold)
            painter.setFont(font)
            painter.setPen(theme().color(ink))
            shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, round(room.width()))
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
            room.translate(0, rect.height() / 2 - px(6))

    def _paint_choice(self, painter: QPainter, button: QRectF, words: str, left_out: bool) -> None:
        px = theme().px
        paint_frame(painter, button, fill="window" if left_out else "card", line="lineStrong", radius=px(8))
        font = theme().font("label")
        painter.setFont(font)
        painter.setPen(theme().color("ink2" if left_out else "ink"))
        room = button.adjusted(px(12), 0, -px(32), 0)
        shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideMiddle, round(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
        side = px(16)
        spot = QRectF(button.right() - side - px(10), button.center().y() - side / 2, side, side)
        icons.paint(painter, "caret-down", spot, theme().color("ink2"))


class FilePeopleView(QListView):
    """The list. Enter or a click on the choice opens it; Space takes somebody in or leaves them out."""

    def __init__(self, people: FilePeople, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.people = people
        self.setObjectName("filePeople")
        self.setAccessibleName(say("People in the file. Enter chooses what becomes of them, Space leaves them out."))
        self.setModel(people)
        self.setItemDelegate(_Painter(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBar(SlimScrollBar(Qt.Orientation.Vertical, self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        follow_theme(self._retheme)

    def corner_radius(self) -> float:
        """The radius a focus ring should follow."""
        return theme().radius()

    def _retheme(self) -> None:
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, theme().color("canvas"))
        self.setPalette(palette)
        self.scheduleDelayedItemsLayout()

    def button_rect(self, rect: QRect) -> QRectF:
        """Where a line's choice stands."""
        wide = min(theme().px(250), rect.width() // 2)
        high = theme().target(36)
        return QRectF(rect.right() - wide - theme().px(8), rect.center().y() - high / 2, wide, high)

    # ---- doing ------------------------------------------------------------------------------------------------
    def toggle(self, row: int) -> None:
        """Leave somebody out, or take them in again as suggested."""
        person = self.people.people[row]
        is_out = self.people.choices[person.id] == LEAVE
        self.people.choose(row, person.suggestion if is_out else LEAVE)

    def menu(self, row: int) -> Menu:
        """What may become of somebody (made apart from showing it, so that a test can press it)."""
        menu = Menu(self, name="fileChoice")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        person, names = self.people.people[row], self.people.names
        self._add(menu, row, NEW, say("New person"))
        if person.same_as:
            self._add(menu, row, person.same_as, say("Same as {name}").format(name=names[person.same_as]))
        self._add(menu, row, LEAVE, say("Leave out"))
        said = set(person.name.casefold().split())
        others = [key for key in names if key != person.same_as]
        others.sort(key=lambda key: said.isdisjoint(names[key].casefold().split()))  # who shares a name comes first
        if others:
            more = Menu(menu, name="fileChoiceOthers")
            more.setTitle(say("Same as somebody else"))
            for key in others[:_OTHERS_IN_MENU]:
                self._add(more, row, key, names[key])
            menu.addSeparator()
            menu.addMenu(more)
        return menu

    def _add(self, menu: Menu, row: int, choice: str, text: str) -> None:
        action = QAction(text, menu)
        action.setCheckable(True)
        action.setChecked(self.people.choices[self.people.people[row].id] == choice)
        action.setData((row, choice))
        action.triggered.connect(self._pick)
        menu.addAction(action)

    def _pick(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.people.choose(*action.data())

    def _open(self, index: Index) -> None:
        if index.isValid():
            corner = self.button_rect(self.visualRect(index)).bottomLeft().toPoint()
            self.menu(index.row()).popup(self.viewport().mapToGlobal(corner + QPoint(0, theme().px(4))))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt: a click on the choice opens it."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self.button_rect(self.visualRect(index)).contains(event.position()):
            self._open(index)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Qt: the choice of the line under the pointer."""
        self._open(self.indexAt(event.pos()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter opens the choice, Space leaves out and takes in."""
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Menu) and index.isValid():
            self._open(index)
        elif event.key() == Qt.Key.Key_Space and index.isValid():
            self.toggle(index.row())
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Qt: Enter and Space belong to the list while it has the keyboard."""
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        asked = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride
        if asked and isinstance(event, QKeyEvent) and event.key() in keys:
            event.accept()
            return True
        return super().event(event)
