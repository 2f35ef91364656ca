"""The boxes of a harm matrix as they are shown: rows as tall as their words, whole columns of gaps as one box."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QFrame, QTableView, QWidget

from models.thinking_views import CellView, MatrixView
from ui.screens.harm.cells import GAP, CellPainter
from ui.screens.harm.deeds import Deeds
from ui.screens.harm.gap_box import GapBox
from ui.screens.harm.headings import Headings
from ui.screens.harm.model import Index, MatrixModel
from ui.screens.harm.state import HarmState
from ui.screens.harm.words import tr
from ui.theme import theme
from ui.widgets import SlimScrollBar, follow_theme

_NARROWEST = 130


class HarmBoxes(QTableView):
    """A matrix to look at and to go about in. A grid that can be written in says where (``is_written_in``).

    Whoever makes one calls ``begin()``.

    ``who_wanted(column, place)``: who will ask about a whole column.
    """

    who_wanted = Signal(int, QPoint)

    def __init__(self, state: HarmState, deeds: Deeds, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.harm, self.deeds = state, deeds
        self.matrix_model = MatrixModel(self)
        self.painter_ = CellPainter(self)
        self.gap_boxes: dict[int, GapBox] = {}
        self._set_up()

    def begin(self) -> None:
        """Show what the model holds from now on (once everything that floats over the boxes is made)."""
        self.setModel(self.matrix_model)
        self.setItemDelegate(self.painter_)
        for bar in (self.verticalScrollBar(), self.horizontalScrollBar()):
            bar.valueChanged.connect(self.place_widgets)
        follow_theme(self._retheme)

    def _set_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)  # Tab is ours: it leaves at the last box
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBar(SlimScrollBar(Qt.Orientation.Vertical, self))
        self.setHorizontalScrollBar(SlimScrollBar(Qt.Orientation.Horizontal, self))
        self.across = Headings(Qt.Orientation.Horizontal, name="harmColumns", parent=self)
        self.down = Headings(Qt.Orientation.Vertical, name="harmRows", parent=self)
        self.setHorizontalHeader(self.across)
        self.setVerticalHeader(self.down)
        self.setCornerWidget(QWidget())  # else the style paints a grip between the scroll bars
        for heading in (self.across, self.down):
            heading.sectionPressed.connect(self._on_heading)
        for corner in self.findChildren(QAbstractButton):
            corner.installEventFilter(self)  # Qt's own corner paints a button nobody can press

    def _retheme(self) -> None:
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Highlight, Qt.GlobalColor.transparent)  # boxes paint themselves
        for role in (QPalette.ColorRole.Base, QPalette.ColorRole.Window, QPalette.ColorRole.Button):
            palette.setColor(role, theme().color("window"))
        self.setPalette(palette)
        for part in (self, self.across, self.down):  # what is opaque is moved as it is when it scrolls
            part.viewport().setAutoFillBackground(True)
        self.relayout()

    # ---- showing ------------------------------------------------------------------------------------------------
    def show_matrix(self, matrix: MatrixView | None) -> None:
        """Show a matrix. The same one changed: only what differs."""
        other = matrix is None or self.matrix_model.matrix is None or self.matrix_model.matrix.id != matrix.id
        here = None if other else self._place()
        changed = self.matrix_model.show_matrix(matrix)
        name = matrix.behaviour if matrix else ""
        self.setAccessibleName(tr("Harm matrix: {behaviour}").format(behaviour=name))
        if changed is None:
            self._find_place(here)
            self.rebuilt()
        self.show_gaps()
        self.relayout(changed)
        self._mark_current()
        if other:
            self.scrollToTop()

    @property
    def is_written_in(self) -> bool:
        """Whether a box is open."""
        return False

    def height_in(self, row: int) -> int:
        """How tall an open box in a row must be (0: none there)."""
        return 0

    def rebuilt(self) -> None:
        """Rows or columns are others now."""

    def _place(self) -> tuple[str, str] | None:
        """Which box is the current one, whatever rows there will be."""
        matrix, index = self.matrix_model.matrix, self.currentIndex()
        if matrix is None or not index.isValid():
            return None
        return matrix.rows[index.row()].place, matrix.columns[index.column()].key

    def _find_place(self, place: tuple[str, str] | None) -> None:
        matrix = self.matrix_model.matrix
        if matrix is None or not matrix.rows or not matrix.columns:
            return
        rows = [n for n, row in enumerate(matrix.rows) if place and row.place == place[0]]
        columns = [n for n, column in enumerate(matrix.columns) if place and column.key == place[1]]
        index = self.matrix_model.index(rows[0] if rows else 0, columns[0] if columns else 0)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def show_gaps(self) -> None:
        """Draw whole columns of gaps as one box each, but for those opened to be filled in."""
        matrix = self.matrix_model.matrix
        closed = self.harm.closed_columns()
        wanted = {n: c for n, c in enumerate(matrix.columns) if c.key in closed} if matrix else {}
        keys = {(n, c.key) for n, c in wanted.items()}
        for number, box in list(self.gap_boxes.items()):
            if (number, box.key) not in keys:
                del self.gap_boxes[number]
                box.hide()
                box.deleteLater()
        for number, column in wanted.items():
            if number not in self.gap_boxes:
                self.gap_boxes[number] = self._gap_box(number, column.key, column.heading)
            self.gap_boxes[number].show_gap(*self.harm.whole_gap(column))
        if self.painter_.closed != frozenset(wanted):
            self.painter_.closed = frozenset(wanted)
            self._mark_current()
            self.viewport().update()

    def _gap_box(self, number: int, key: str, heading: str) -> GapBox:
        box = GapBox(number, key, heading, parent=self.viewport())
        box.opened.connect(self.open_column)
        box.asked.connect(self.ask_who)
        box.pressed.connect(self._on_box_pressed)
        box.reworded.connect(self._on_reworded)
        box.show()
        return box

    # ---- measuring ----------------------------------------------------------------------------------------------
    def relayout(self, rows: set[int] | None = None) -> None:
        """Give every row the height its words need (``rows``: only these changed)."""
        count = self.matrix_model.columnCount()
        room = self.width()
        self.across.setFixedHeight(self.across.size_for(room))
        self.down.setFixedWidth(self.down.size_for(room))
        if not count:
            return
        wide = max(theme().px(_NARROWEST), self.viewport().width() // count)
        if any(self.across.sectionSize(n) != wide for n in range(count)):
            rows = None
            for number in range(count):
                self.across.resizeSection(number, wide)
        for row in range(self.matrix_model.rowCount()) if rows is None else sorted(rows):
            self.down.resizeSection(row, self.needed(row, wide))
        self._make_room(wide)
        self.place_widgets()

    def needed(self, row: int, wide: int) -> int:
        """How tall a row must be: its words, its heading, an editor in it."""
        matrix = self.matrix_model.matrix
        assert matrix is not None
        cells = (self.painter_.height(cell, wide) for cell in self._open_cells(matrix, row))
        least = theme().px(44 if theme().touch else 32) + theme().px(GAP)
        high = max([*cells, self.down.height_of(row, self.down.width()), least])
        return max(high, self.height_in(row) + theme().px(GAP))

    def _open_cells(self, matrix: MatrixView, row: int) -> list[CellView]:
        return [cell for n, cell in enumerate(matrix.cells[row]) if n not in self.painter_.closed]

    def _make_room(self, wide: int) -> None:
        """A box over a whole column may need more than its rows: the last row gives it."""
        last = self.matrix_model.rowCount() - 1
        if last < 0 or not self.gap_boxes:
            return
        least = self.needed(last, wide)
        rest = self.down.length() - self.down.sectionSize(last)
        most = max(box.needed(wide - theme().px(GAP)) for box in self.gap_boxes.values()) + theme().px(GAP)
        self.down.resizeSection(last, max(least, most - rest))

    def place_widgets(self) -> None:
        """Put what floats over the boxes where it belongs."""
        for number, box in self.gap_boxes.items():
            left, top = self.columnViewportPosition(number), self.rowViewportPosition(0)
            wide = self.columnWidth(number) - theme().px(GAP)
            box.setGeometry(left, top, wide, self.down.length() - theme().px(GAP))

    # ---- the current box and the chosen ones --------------------------------------------------------------------
    def chosen(self) -> list[tuple[int, int]]:
        """The boxes chosen, row by row; the current one when none is."""
        found = sorted((index.row(), index.column()) for index in self.selectedIndexes())
        index = self.currentIndex()
        return found or ([(index.row(), index.column())] if index.isValid() else [])

    def go(self, row: int, column: int) -> None:
        """Make a box the current one (nothing happens outside the grid)."""
        index = self.matrix_model.index(row, column)
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def step(self, across: int, down: int) -> bool:
        """Go to the next box: down a column, or across and on to the next row. False at the end."""
        index, count = self.currentIndex(), self.matrix_model.columnCount()
        row, column = index.row() + down, index.column() + across
        if not 0 <= column < count:
            row, column = row + across, 0 if across > 0 else count - 1
        if not 0 <= row < self.matrix_model.rowCount():
            return False
        self.go(row, column)
        return True

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Qt: mark it, its row and its column."""
        super().currentChanged(current, previous)
        self._mark_current()
        self.place_widgets()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Qt: one box alone has a ring, several a ground as well."""
        super().selectionChanged(selected, deselected)
        many = len(self.selectedIndexes()) > 1
        if many or many != self.painter_.many:
            self.painter_.many = many
            self.viewport().update()

    def _mark_current(self) -> None:
        index = self.currentIndex()
        before, self.painter_.current = self.painter_.current, (index.row(), index.column())
        self.painter_.has_focus = self.hasFocus()
        for row, column in {before, self.painter_.current}:
            self.viewport().update(self.visualRect(self.matrix_model.index(row, column)))
        live = self.hasFocus() or self.is_written_in
        self.across.set_current(index.column() if live else -1)
        self.down.set_current(index.row() if live else -1)
        for number, box in self.gap_boxes.items():
            box.set_current(self.hasFocus() and number == index.column())

    # ---- columns of gaps ----------------------------------------------------------------------------------------
    def open_column(self, column: int) -> None:
        """Show the boxes of a whole gap one by one."""
        matrix = self.matrix_model.matrix
        if matrix is not None:
            self.harm.open_column(matrix.columns[column].key)
            self.show_gaps()
            self.relayout()
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            self.go(0, column)

    def ask_who(self, column: int) -> None:
        """Ask who will ask about a whole gap."""
        box = self.gap_boxes[column].who
        self.who_wanted.emit(column, box.mapToGlobal(box.rect().bottomLeft()))

    def _on_heading(self) -> None:
        """A whole row or column was chosen."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    def _on_reworded(self, column: int, words: str) -> None:
        self.deeds.reword_column(column, words)

    def _on_box_pressed(self, column: int, y: int) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.go(max(0, self.rowAt(y)), column)

    # ---- Qt -----------------------------------------------------------------------------------------------------
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: other widths, other heights."""
        super().resizeEvent(event)
        self.relayout()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: the corner between the headings stays empty."""
        if isinstance(watched, QAbstractButton) and event.type() == QEvent.Type.Paint:
            return True
        return super().eventFilter(watched, event)
