"""The whiteboard as a table: headings that sort, a question mark on what is thin, painted only where it is seen."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from models.whiteboard import BoardCell
from ui import fonts, icons
from ui.screens.whiteboard.model import CELL_ROLE, COUNT_ROLE, FIRST, KEYS, UNDER_ROLE, BoardModel, Index
from ui.screens.whiteboard.words import tr
from ui.theme import theme
from ui.widgets import SlimScrollBar, follow_theme, paint_focus, paint_frame

_WIDTHS = {0: 210, 1: 104, 2: 52}
_MEASURE = 79
"""How wide a column is at 100 %: name, worker, thin; a measure."""
_MIDDLE = Qt.AlignmentFlag.AlignCenter
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class BoardHeader(QHeaderView):
    """Headings of up to two lines; beneath, in how many rows a column is thin; an arrow where the rows are sorted."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setObjectName("boardHeader")
        self.setAccessibleName(tr("Columns of the whiteboard"))
        self.setSectionsClickable(True)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.sorted_by, self.descending = -1, False

    def show_sorted(self, section: int, *, descending: bool) -> None:
        """Where the arrow stands (-1: nowhere)."""
        self.sorted_by, self.descending = section, descending
        self.viewport().update()

    def sizeHint(self) -> QSize:
        """Qt: two lines and the count."""
        line = QFontMetrics(theme().font("caption", bold=True)).lineSpacing()
        return QSize(super().sizeHint().width(), 3 * line + theme().px(14))

    def paintSection(self, painter: QPainter, rect: QRectF, logicalIndex: int) -> None:  # type: ignore[override]
        """Qt: the words, the count, the arrow, a line under all."""
        box = QRectF(rect)
        look = theme()
        painter.save()
        painter.fillRect(box, look.color("window"))
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 2), look.color("lineStrong"))
        model = self.model()
        words = str(model.headerData(logicalIndex, Qt.Orientation.Horizontal))
        count = int(model.headerData(logicalIndex, Qt.Orientation.Horizontal, COUNT_ROLE))
        painter.setFont(look.font("caption", bold=True))
        painter.setPen(look.color("ink"))
        line = QFontMetrics(painter.font()).lineSpacing()
        flag = Qt.AlignmentFlag.AlignBottom | Qt.TextFlag.TextWordWrap
        flag |= Qt.AlignmentFlag.AlignHCenter if logicalIndex >= FIRST - 1 else Qt.AlignmentFlag.AlignLeft
        inset = 2 if logicalIndex >= FIRST - 1 else look.px(10)
        place = box.adjusted(inset, look.px(4), -2, -look.px(6) - line)
        painter.drawText(place, int(flag), words)
        foot = QRectF(box.left() + inset, place.bottom(), box.width() - inset - 2, line)
        self._paint_foot(painter, foot, logicalIndex, count)
        painter.restore()

    def _paint_foot(self, painter: QPainter, foot: QRectF, section: int, count: int) -> None:
        """In how many rows it is thin, and the arrow of what is sorted."""
        look = theme()
        painter.setFont(look.font("caption"))
        painter.setPen(look.color("askInk" if count else "ink2"))
        side = look.px(14)
        is_sorted = section == self.sorted_by
        words = f"{count} ?" if count else ""
        width = QFontMetrics(painter.font()).horizontalAdvance(words) + (side + 2 if is_sorted else 0)
        left = foot.left() + (max(0.0, (foot.width() - width) / 2) if section >= FIRST - 1 else 0)
        if is_sorted:
            name = "arrow-down" if self.descending else "arrow-up"
            icons.paint(painter, name, QRectF(left, foot.top() + (foot.height() - side) / 2, side, side),
                        look.color("ink"))  # fmt: skip
            left += side + 2
        painter.drawText(QRectF(left, foot.top(), foot.right() - left, foot.height()), int(_LEFT), words)


class BoardCells(QStyledItemDelegate):
    """Paints the cells."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:  # fmt: skip
        """Qt: the row's ground and line, then what stands in the cell."""
        look, box = theme(), QRectF(option.rect)
        painter.save()
        painter.fillRect(box, look.color("card" if index.row() % 2 else "window"))
        if look.name == "contrast":
            painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), look.color("line"))
        cell = index.data(CELL_ROLE)
        if isinstance(cell, BoardCell):
            self._paint_measure(painter, box, cell)
        else:
            self._paint_words(painter, box, index)
        if index == self._table.currentIndex() and self._table.hasFocus():
            paint_focus(painter, box.adjusted(3, 3, -3, -3), look.radius("control"))
        painter.restore()

    def _paint_measure(self, painter: QPainter, box: QRectF, cell: BoardCell) -> None:
        look = theme()
        words = cell.shown or "–"
        if cell.is_thin:
            pad = look.px(5)
            paint_frame(painter, box.adjusted(pad, pad + 2, -pad, -pad - 2), fill="ask", line="askLine", dashed=True,
                        radius=look.radius("control"))  # fmt: skip
            words += " ?"
        painter.setFont(look.font("caption", bold=cell.is_thin))
        painter.setPen(look.color("askInk" if cell.is_thin else "ink" if cell.shown else "ink2"))
        painter.drawText(box, int(_MIDDLE), words)

    def _paint_words(self, painter: QPainter, box: QRectF, index: Index) -> None:
        look = theme()
        under, words = str(index.data(UNDER_ROLE) or ""), str(index.data())
        if KEYS[index.column()] == "thin":
            painter.setFont(look.font("label", bold=words != "0"))
            painter.setPen(look.color("ink" if words != "0" else "ink2"))
            painter.drawText(box, int(_MIDDLE), words)
            return
        fonts.ensure(words)
        place = box.adjusted(look.px(10), 0, -look.px(6), 0)
        font = look.font("label", bold=index.column() == 0)
        caption = look.font("caption")
        tall = QFontMetrics(font).lineSpacing()
        low = QFontMetrics(caption).lineSpacing() if under else 0
        top = place.top() + (place.height() - tall - low) / 2
        painter.setFont(font)
        painter.setPen(look.color("ink" if index.column() == 0 else "ink2"))
        width = int(place.width())
        shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, width)
        painter.drawText(QRectF(place.left(), top, width, tall), int(_LEFT), shown)
        if under:
            painter.setFont(caption)
            painter.setPen(look.color("ink2"))
            shown = QFontMetrics(caption).elidedText(under, Qt.TextElideMode.ElideRight, width)
            painter.drawText(QRectF(place.left(), top + tall, width, low), int(_LEFT), shown)


class BoardTable(QTableView):
    """``opened(index)``: Enter, or a press. ``looked_at(section)``: another column has the keyboard or the pointer."""

    opened = Signal(object)
    looked_at = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("board")
        self.setAccessibleName(tr("Whiteboard"))
        self.setAccessibleDescription(tr("Arrows move, Enter opens the work where the column is worked on"))
        self.setProperty("noFocusRing", True)  # the current cell wears it
        self.board = BoardModel(self)
        self.setModel(self.board)
        self.setItemDelegate(BoardCells(self))
        self.header = BoardHeader(self)
        self.setHorizontalHeader(self.header)
        self.verticalHeader().hide()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBar(SlimScrollBar(Qt.Orientation.Vertical, self))
        self.setHorizontalScrollBar(SlimScrollBar(Qt.Orientation.Horizontal, self))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setCornerWidget(QWidget())
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        self.setPalette(palette)
        self.has_workers = True
        follow_theme(self.fit)

    def fit(self) -> None:
        """Give rows and columns their sizes; the name has what is left."""
        look = theme()
        self.verticalHeader().setDefaultSectionSize(max(look.px(48), look.target(48)))
        self.setColumnHidden(1, not self.has_workers)
        for section in range(1, len(KEYS)):
            self.setColumnWidth(section, look.px(_WIDTHS.get(section, _MEASURE)))
        taken = sum(self.columnWidth(section) for section in range(1, len(KEYS)) if not self.isColumnHidden(section))
        self.setColumnWidth(0, max(look.px(_WIDTHS[0]), self.viewport().width() - taken))
        self.header.updateGeometry()

    # ---- Qt ---------------------------------------------------------------------------------------------------
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: another width."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter opens."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt: a press opens."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton and index == self.currentIndex():
            self.opened.emit(index)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Qt: what the column under the pointer means; a hand over what can be opened."""
        super().mouseMoveEvent(event)
        index = self.indexAt(event.position().toPoint())
        row = self.board.row_at(index) if index.isValid() else None
        can = row is not None and bool(row.case_id)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if can else Qt.CursorShape.ArrowCursor)
        if index.isValid():
            self.looked_at.emit(index.column())

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Qt: what the column with the keyboard means."""
        super().currentChanged(current, previous)
        if current.isValid():
            self.looked_at.emit(current.column())
