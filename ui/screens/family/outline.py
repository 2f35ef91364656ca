"""The family as a list beside the picture: says the same to a screen reader, and is edited by keys alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
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
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPalette,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QFrame, QStyledItemDelegate, QStyleOptionViewItem, QTreeView, QWidget

from models.acts.people import set_person
from models.drawings.genogram import OutlineLine, outline
from ui import fonts, icons
from ui.screens.family.panel_removing import remove
from ui.screens.family.panel_words import say
from ui.screens.family.state import FamilyState
from ui.theme import theme
from ui.widgets import LineField, Menu, SlimScrollBar, follow_theme, paint_frame

Index = QModelIndex | QPersistentModelIndex
_WRAPPED = Qt.TextFlag.TextWordWrap
KEYS: dict[int, str] = {
    Qt.Key.Key_P: "partner", Qt.Key.Key_A: "parent", Qt.Key.Key_C: "child", Qt.Key.Key_S: "sibling",
    Qt.Key.Key_T: "twin",
}  # fmt: skip
"""What a letter on somebody's line adds."""


def key_of(line: OutlineLine) -> tuple[str, str]:
    """What a line is about: kind and id, of a heading its words."""
    return line.kind, line.id or line.text


@dataclass(eq=False)
class _Node:
    line: OutlineLine
    parent: _Node | None
    row: int
    children: list[_Node] = field(default_factory=list)


class OutlineModel(QAbstractItemModel):
    """The lines of the outline as a tree. ``renamed(person_id, name)`` when a name was written."""

    renamed = Signal(str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._top: list[_Node] = []
        self._all: list[_Node] = []
        self._names: dict[str, str] = {}

    def set_lines(self, lines: Sequence[OutlineLine], names: dict[str, str]) -> None:
        """Show these lines; ``names`` are those that may be written, by the person's id."""
        self.beginResetModel()
        self._top, self._all, self._names = [], [], names
        above: list[_Node] = []
        for line in lines:
            while above and above[-1].line.level >= line.level:
                above.pop()
            parent = above[-1] if above else None
            beside = parent.children if parent else self._top
            node = _Node(line, parent, len(beside))
            beside.append(node)
            self._all.append(node)
            above.append(node)
            fonts.ensure(line.text)
        self.endResetModel()

    def line(self, index: Index) -> OutlineLine | None:
        """The line at an index."""
        return index.internalPointer().line if index.isValid() else None

    def find(self, kind: str, key: str) -> QModelIndex:
        """The first line about something (a heading by its words); an index that is not valid when there is none."""
        for node in self._all:
            if key_of(node.line) == (kind, key):
                return self.createIndex(node.row, 0, node)
        return QModelIndex()

    def nth(self, number: int) -> QModelIndex:
        """The line at a place counted from the top, or the last one."""
        if not self._all:
            return QModelIndex()
        node = self._all[min(max(0, number), len(self._all) - 1)]
        return self.createIndex(node.row, 0, node)

    def place(self, index: Index) -> int:
        """Where a line stands, counted from the top; -1 for none."""
        return self._all.index(index.internalPointer()) if index.isValid() else -1

    # ---- Qt ---------------------------------------------------------------------------------------------------
    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:
        """Qt: a line by its place under another."""
        beside = parent.internalPointer().children if parent.isValid() else self._top
        return self.createIndex(row, column, beside[row]) if column == 0 and 0 <= row < len(beside) else QModelIndex()

    def parent(self, child: Index = QModelIndex()) -> Any:
        """Qt: the line above."""
        node = child.internalPointer().parent if child.isValid() else None
        return self.createIndex(node.row, 0, node) if node else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Qt: how many lines stand under one."""
        return len(parent.internalPointer().children if parent.isValid() else self._top)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """Qt: one."""
        return 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Qt: names can be written."""
        found = super().flags(index)
        line = self.line(index)
        editable = line is not None and line.kind == "person" and line.id in self._names
        return found | Qt.ItemFlag.ItemIsEditable if editable else found

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: the words; to edit, the name."""
        line = self.line(index)
        if line is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return line.text
        if role == Qt.ItemDataRole.EditRole:
            return self._names.get(line.id, line.text)
        return key_of(line) if role == Qt.ItemDataRole.UserRole else None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Qt: a name was written; it comes back with the next refresh."""
        line, name = self.line(index), str(value).strip()
        if line is None or role != Qt.ItemDataRole.EditRole or not name or name == self._names.get(line.id):
            return False
        self.renamed.emit(line.id, name)
        return True


def _is_bold(index: Index) -> bool:
    """Headings are set bold."""
    return bool((index.data(Qt.ItemDataRole.UserRole) or ("", ""))[0] == "heading")


class _Painter(QStyledItemDelegate):
    """Paints a line in the look of the kit, and edits it in a field of the kit."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Qt: as many lines as the words need beside the carets, never under a target's height."""
        tree = self.parent()
        assert isinstance(tree, QTreeView)
        depth, above = 1, index.parent()
        while above.isValid():
            depth, above = depth + 1, above.parent()
        width = tree.viewport().width() - depth * tree.indentation()
        room = QRect(0, 0, max(theme().px(120), width - theme().px(14)), 100_000)
        metrics = QFontMetrics(theme().font("body", bold=_is_bold(index)))
        words = metrics.boundingRect(room, _WRAPPED, str(index.data() or ""))
        return QSize(width, max(theme().target(32), words.height() + theme().px(10)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: a tint for the chosen line, a ring for the keyboard, the words."""
        tree = self.parent()
        assert isinstance(tree, QTreeView)
        rect: QRect = option.rect
        here = index == tree.currentIndex()
        box = QRectF(rect).adjusted(1, 1, -1, -1)
        if here:
            line = "focus" if tree.hasFocus() else ("ink" if theme().name == "contrast" else None)
            paint_frame(painter, box, fill="selected", line=line, width=2, radius=theme().radius())
        kind = (index.data(Qt.ItemDataRole.UserRole) or ("", ""))[0]
        painter.setFont(theme().font("body", bold=_is_bold(index)))
        painter.setPen(theme().color("ink" if kind in ("heading", "person") or here else "ink2"))
        room = rect.adjusted(theme().px(8), 0, -theme().px(6), 0)
        painter.drawText(room, _WRAPPED | Qt.AlignmentFlag.AlignVCenter, str(index.data() or ""))

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Qt: one line to write the name in."""
        field = LineField(name="outlineName", heard=say("Name"), height=32, parent=parent)
        field.setAutoFillBackground(True)
        return field

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Qt: begin with the whole name."""
        if isinstance(editor, LineField):
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole)))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Qt: write the name."""
        if isinstance(editor, LineField):
            model.setData(index, editor.text())


class FamilyOutline(QTreeView):
    """Everybody and everything in the picture, line by line. Follows the choice and gives it.

    ``entry_wanted(mode, person_id)``: somebody is to be added beside this person (P, A, C, S, T, or the menu).
    ``line_wanted(person_id)``: a line from them (L).
    """

    entry_wanted = Signal(str, str)
    line_wanted = Signal(str)

    def __init__(self, state: FamilyState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._closed: set[tuple[str, str]] = set()
        self._following = self._stale = False
        self._kept: tuple[tuple[str, str], int] = (("", ""), -1)
        self.lines = OutlineModel(self)
        self.lines.renamed.connect(self._rename)
        self.setObjectName("familyOutline")
        self.setAccessibleName(say("The family as a list"))
        self.setModel(self.lines)
        self.setItemDelegate(_Painter(self))
        self.setHeaderHidden(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setEditTriggers(QTreeView.EditTrigger.EditKeyPressed)
        self.setExpandsOnDoubleClick(False)
        self.setVerticalScrollBar(SlimScrollBar(Qt.Orientation.Vertical, self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.collapsed.connect(self._on_collapsed)
        self.expanded.connect(self._on_expanded)
        self.clicked.connect(self._on_clicked)
        self.doubleClicked.connect(self.edit)
        state.changed.connect(self.refresh)
        state.selection_changed.connect(self.follow)
        state.options_changed.connect(self.refresh)
        self.refresh()
        follow_theme(self._retheme)

    def corner_radius(self) -> float:
        """The radius a focus ring should follow."""
        return theme().radius()

    def _retheme(self) -> None:
        palette = self.palette()
        # The delegate tints the chosen line; Qt's own bar would reach under the caret.
        for role in (QPalette.ColorRole.Base, QPalette.ColorRole.AlternateBase, QPalette.ColorRole.Highlight):
            palette.setColor(role, theme().color("canvas"))
        self.setPalette(palette)
        self.setFont(theme().font("body"))
        self.setIndentation(theme().px(20))
        self.scheduleDelayedItemsLayout()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: another width, other lines."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: catch up with what happened while it was hidden."""
        super().showEvent(event)
        if self._stale:
            self.refresh()
            self.follow()

    # ---- what is shown ----------------------------------------------------------------------------------------
    def refresh(self) -> None:
        """Show the family as it stands; the line one was on stays the line one is on."""
        line, place = self.lines.line(self.currentIndex()), self.lines.place(self.currentIndex())
        if line is not None:
            self._kept = key_of(line), place
        self._stale = not self.isVisible()
        if self._stale:
            # Nothing is told until it is seen, and nothing is kept that another reader may not see.
            self.lines.set_lines((), {})
            return
        state = self._state
        told = outline(state.view, state.layout, state.presets, state.options.names)
        self.lines.set_lines(told, self._names())
        self._following = True
        self.expandAll()
        for kind, key in tuple(self._closed):
            index = self.lines.find(kind, key)
            if index.isValid():
                self.collapse(index)
            else:
                self._closed.discard((kind, key))
        kept, place = self._kept
        found = self.lines.find(*kept)
        if not found.isValid() and place >= 0:
            found = self.lines.nth(place)
        if found.isValid():
            self.setCurrentIndex(found)
        self._following = False

    def _names(self) -> dict[str, str]:
        """The names that may be written: of people, as they really are."""
        context = self._state.context
        if not (self._state.options.names and self._state.may_edit):
            return {}
        raw = context.case.rows.table("person")
        return {
            p.id: p.person.full_name
            for p in self._state.view.people
            if p.id in raw and p.person.full_name == raw[p.id]["name"]
        }

    def follow(self) -> None:
        """Go to what was chosen elsewhere."""
        index = self.lines.find(*self._state.selected)
        if index.isValid() and index != self.currentIndex():
            self._following = True
            self.setCurrentIndex(index)
            self.scrollTo(index)
            self._following = False

    def _on_collapsed(self, index: QModelIndex) -> None:
        line = self.lines.line(index)
        if line is not None and not self._following:
            self._closed.add(key_of(line))

    def _on_expanded(self, index: QModelIndex) -> None:
        line = self.lines.line(index)
        if line is not None and not self._following:
            self._closed.discard(key_of(line))

    # ---- doing ------------------------------------------------------------------------------------------------
    def _on_clicked(self, index: QModelIndex) -> None:
        self._choose(index)

    def _choose(self, index: Index) -> None:
        line = self.lines.line(index)
        if line is not None and line.id:
            self._state.select(line.kind, line.id)

    def _rename(self, person_id: str, name: str) -> None:
        context = self._state.context
        context.attempt(lambda: set_person(context.case, person_id, name=name))

    def _person(self) -> str:
        line = self.lines.line(self.currentIndex())
        known = {p.id for p in self._state.view.people if not p.stands_for}
        return line.id if line is not None and line.kind == "person" and line.id in known else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter chooses, letters add, Delete takes away; the rest as in every list."""
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        person = self._person()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self._choose(self.currentIndex())
        elif event.key() == Qt.Key.Key_Delete and plain:
            self._remove()
        elif event.key() in KEYS and plain:
            if person:
                self.entry_wanted.emit(KEYS[event.key()], person)
        elif event.key() == Qt.Key.Key_L and plain:
            if person:
                self.line_wanted.emit(person)
        elif event.key() == Qt.Key.Key_Menu or event.matches(QKeySequence.StandardKey.HelpContents):
            self._open_menu()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Qt: a bare letter is a key of this list, not a shortcut of the window, while the list has the keyboard."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
            if plain and (event.key() in KEYS or event.key() in (Qt.Key.Key_L, Qt.Key.Key_Delete, Qt.Key.Key_Return)):
                event.accept()
                return True
        return super().event(event)

    def _remove(self) -> None:
        line = self.lines.line(self.currentIndex())
        if line is not None:
            remove(self._state, line.kind, line.id)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Qt: what can be done with the line under the pointer."""
        index = self.indexAt(event.pos())
        if index.isValid():
            self.setCurrentIndex(index)
            self._pop(event.globalPos())

    def _open_menu(self) -> None:
        rect = self.visualRect(self.currentIndex())
        self._pop(self.viewport().mapToGlobal(rect.bottomLeft()))

    def _pop(self, at: QPoint) -> None:
        line = self.lines.line(self.currentIndex())
        if line is not None and line.id:
            self.menu().popup(at)

    def menu(self) -> Menu:
        """What can be done with the current line (made apart from showing it, so that a test can press it)."""
        menu = Menu(self, name="outlineMenu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        words = {"choose": say("Open"), "rename": say("Change the name"), "partner": say("Add a partner"),
                 "parent": say("Add a parent"), "child": say("Add a child"), "sibling": say("Add a sibling"),
                 "twin": say("Add a twin"), "line": say("Add a line"), "remove": say("Remove")}  # fmt: skip
        person = bool(self._person())
        for key, text in words.items():
            if not person and key not in ("choose", "remove"):
                continue
            action = QAction(text, menu)
            action.setData(key)
            action.triggered.connect(self._act)
            menu.addAction(action)
        return menu

    def _act(self) -> None:
        action = self.sender()
        if not isinstance(action, QAction):
            return
        key = str(action.data())
        if key == "choose":
            self._choose(self.currentIndex())
        elif key == "rename":
            self.edit(self.currentIndex())
        elif key == "remove":
            self._remove()
        elif key == "line":
            self.line_wanted.emit(self._person())
        else:
            self.entry_wanted.emit(key, self._person())

    def drawBranches(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """Qt: a caret before a line with others beneath it, nothing else."""
        if not self.lines.rowCount(index):
            return
        side = theme().px(14)
        spot = QRectF(rect.right() - side - 2, rect.center().y() - side / 2, side, side)
        icon = "caret-down" if self.isExpanded(index) else "caret-right"
        icons.paint(painter, icon, spot, theme().color("ink2"))
