"""Whose measures are looked at: all work, or one piece of it, found by words. A list that paints what is seen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from models.measure_definitions import Measures
from ui import fonts
from ui.screens.measures.words import tr, under_work
from ui.theme import theme
from ui.widgets import SlimScrollBar, follow_theme, paint_focus, paint_frame

Index = QModelIndex | QPersistentModelIndex
ALL = ""
UNDER_ROLE = int(Qt.ItemDataRole.UserRole)
_NOWHERE = QModelIndex()


class WorkModel(QAbstractListModel):
    """All work first, then each piece."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._entries: list[tuple[str, str, str]] = []

    def show_work(self, found: Sequence[Measures], words: str) -> None:
        """Show the pieces whose words hold all of these."""
        said = words.casefold().split()
        entries = [(each.workspace_id, each.title, under_work(each)) for each in found]
        self.beginResetModel()
        self._entries = [(ALL, tr("All my work"), tr("{count} pieces").format(count=len(found)))]
        self._entries += [each for each in entries if all(w in f"{each[1]} {each[2]}".casefold() for w in said)]
        self.endResetModel()

    def key_at(self, index: Index) -> str:
        """The workspace of a row, :data:`ALL` for all."""
        return self._entries[index.row()][0]

    def row_of(self, key: str) -> int:
        """The row of a workspace, -1 where it is not shown."""
        return next((row for row, entry in enumerate(self._entries) if entry[0] == key), -1)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Qt: all, and each."""
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt: the name, what stands beneath, both in one breath."""
        if not index.isValid() or index.row() >= len(self._entries):
            return None
        _, title, under = self._entries[index.row()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{title}. {under}"
        return {Qt.ItemDataRole.DisplayRole: title, UNDER_ROLE: under}.get(role)


class _Rows(QStyledItemDelegate):
    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Qt: two lines, room for a finger."""
        return QSize(theme().px(120), max(theme().px(52), theme().target(48)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: the name, and beneath it what it is."""
        look = theme()
        box = QRectF(option.rect).adjusted(2, 2, -2, -2)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            edge = "ink" if chosen and look.name == "contrast" else None
            paint_frame(painter, box, fill="selected" if chosen else "hover", line=edge, width=2,
                        radius=look.radius("control"))  # fmt: skip
        if self._view.hasFocus() and index == self._view.currentIndex():
            paint_focus(painter, box.adjusted(1, 1, -1, -1), look.radius("control"))
        place = box.adjusted(look.px(10), look.px(6), -look.px(8), -look.px(6))
        for words, font, ink, top in (
            (str(index.data()), look.font("label", bold=True), "ink", 0.0),
            (str(index.data(UNDER_ROLE)), look.font("caption"), "ink2", place.height() / 2),
        ):
            fonts.ensure(words)
            painter.setFont(font)
            painter.setPen(look.color(ink))
            shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, int(place.width()))
            painter.drawText(QRectF(place.left(), place.top() + top, place.width(), place.height() / 2),
                             int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)  # fmt: skip


class WorkList(QListView):
    """``chosen(workspace)``, :data:`ALL` for all."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("measuresOf")
        self.setAccessibleName(tr("Whose measures"))
        self.setProperty("noFocusRing", True)  # the row that has the keyboard wears it
        self.work = WorkModel(self)
        self.setModel(self.work)
        self.setItemDelegate(_Rows(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBar(SlimScrollBar(Qt.Orientation.Vertical, self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        self.setPalette(palette)
        self.key = ALL
        follow_theme(self.doItemsLayout)

    def show_work(self, found: Sequence[Measures], words: str) -> None:
        """Show the pieces of work with these words in them; the chosen one stays chosen."""
        key = self.key
        self.work.show_work(found, words)
        self.key = key
        row = self.work.row_of(key)
        if row >= 0:
            self.setCurrentIndex(self.work.index(row, 0))

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Qt: another one."""
        super().currentChanged(current, previous)
        if current.isValid() and self.work.key_at(current) != self.key:
            self.key = self.work.key_at(current)
            self.chosen.emit(self.key)
