"""Next steps as a list: by day under headings; Space or a press on its circle ticks one off, Enter opens its card."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QScrollArea, QSizePolicy, QWidget

from models.next_steps import GROUPS, group_of
from models.thinking_views import NextStepLine
from ui.screens.step_rows import HEADER_ROLE, LINE_ROLE, StepRows, heard, tr
from ui.theme import theme
from ui.widgets import SlimScrollBar

Index = QModelIndex | QPersistentModelIndex
SURELY_SCROLLS = 16
"""More rows than any window is tall."""
_NOWHERE = QModelIndex()


def group_title(group: str) -> str:
    """What a part of the list is called."""
    return {
        "late": tr("Late"), "soon": tr("Next 7 days"), "later": tr("Later"), "undated": tr("No day said yet"),
        "done": tr("Done"),
    }[group]  # fmt: skip


class StepModel(QAbstractListModel):
    """Steps under headings. ``lines`` are those shown, in their order."""

    def __init__(self, *, with_case: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._with_case = with_case
        self._entries: list[NextStepLine | tuple[str, str]] = []

    def show_lines(self, lines: Sequence[NextStepLine]) -> None:
        """Show these steps, parted by when they are due."""
        groups: dict[str, list[NextStepLine]] = {group: [] for group in GROUPS}
        for line in lines:
            groups[group_of(line)].append(line)
        self.beginResetModel()
        self._entries = []
        for group, found in groups.items():
            if found:
                self._entries += [(group_title(group), str(len(found))), *found]
        self.endResetModel()

    @property
    def lines(self) -> list[NextStepLine]:
        """The steps shown, without the headings."""
        return [entry for entry in self._entries if isinstance(entry, NextStepLine)]

    def line_at(self, index: Index) -> NextStepLine | None:
        """The step in a row; None for a heading."""
        found = self.data(index, LINE_ROLE)
        return found if isinstance(found, NextStepLine) else None

    def row_of(self, card_id: str) -> int:
        """The row of a step, -1 where it is not shown."""
        return next(
            (i for i, e in enumerate(self._entries) if isinstance(e, NextStepLine) and e.card_id == card_id), -1
        )  # fmt: skip

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Qt: steps and headings."""
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt: the words, what a screen reader says, whether it is done."""
        if not index.isValid() or index.row() >= len(self._entries):
            return None
        entry = self._entries[index.row()]
        if isinstance(entry, tuple):
            if role == Qt.ItemDataRole.AccessibleTextRole:
                return f"{entry[0]}, {entry[1]}"
            return {Qt.ItemDataRole.DisplayRole: entry[0], HEADER_ROLE: entry[1]}.get(role)
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if entry.done_on else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return heard(entry, with_case=self._with_case)
        return {Qt.ItemDataRole.DisplayRole: entry.text, LINE_ROLE: entry}.get(role)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Qt: headings are only read; the arrow keys go past them."""
        if self.line_at(index) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable


class StepList(QListView):
    """``ticked(NextStepLine)`` and ``opened(NextStepLine)``. With ``fits`` it is as tall as its rows (no bar)."""

    ticked = Signal(object)
    opened = Signal(object)

    def __init__(self, *, name: str, with_case: bool, fits: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(tr("Next steps"))
        self.setAccessibleDescription(tr("Space ticks a step off, Enter opens its card"))
        self.setProperty("noFocusRing", True)  # the row that has the keyboard wears it
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._fits = fits
        self.steps = StepModel(with_case=with_case, parent=self)
        self.setModel(self.steps)
        self.rows = StepRows(self, with_case=with_case)
        self.setItemDelegate(self.rows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBar(SlimScrollBar(Qt.Orientation.Vertical, self))
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        self.setPalette(palette)
        if fits:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.doItemsLayout)

    def show_lines(self, lines: Sequence[NextStepLine]) -> None:
        """Show other steps; the row that had the keyboard keeps it, or the one that moved up into its place."""
        here = self.currentIndex()
        line, row = self.steps.line_at(here), here.row()
        if not self._fits:
            # A bar that comes after the rows are laid out has them all laid out again, a little narrower.
            policy = Qt.ScrollBarPolicy
            self.setVerticalScrollBarPolicy(
                policy.ScrollBarAlwaysOn if len(lines) > SURELY_SCROLLS else policy.ScrollBarAsNeeded
            )
        self.steps.show_lines(lines)
        found = self.steps.row_of(line.card_id) if line else -1
        if found < 0 <= row:
            found = min(row, self.steps.rowCount() - 1)
        if found >= 0:
            self._go_to(found)
        self.updateGeometry()

    def keep_place(self) -> None:
        """After a tick the keyboard goes on to what stands next, not along with the step."""
        row = self.currentIndex().row()
        following = self.steps.line_at(self.steps.index(row + 1, 0)) or self.steps.line_at(self.steps.index(row - 1, 0))
        if following is not None:
            self._go_to(self.steps.row_of(following.card_id))

    def _go_to(self, row: int) -> None:
        if self.steps.line_at(self.steps.index(row, 0)) is None:
            row += 1 if row + 1 < self.steps.rowCount() else -1
        if row >= 0:
            self.setCurrentIndex(self.steps.index(row, 0))

    # ---- Qt ---------------------------------------------------------------------------------------------------
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Space ticks, Enter opens."""
        line = self.steps.line_at(self.currentIndex())
        if line is not None and event.key() == Qt.Key.Key_Space:
            self.ticked.emit(line)
        elif line is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(line)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt: a press on the circle ticks, one anywhere else in the row opens the card."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        line = self.steps.line_at(index)
        if line is None or event.button() != Qt.MouseButton.LeftButton or index != self.currentIndex():
            return
        on_tick = self.rows.tick_rect(QRectF(self.visualRect(index))).contains(event.position())
        (self.ticked if on_tick else self.opened).emit(line)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Qt: a list that does not scroll by itself has the page round it scroll to the row with the keyboard."""
        super().currentChanged(current, previous)
        step = self.parentWidget()
        while self._fits and step is not None and not isinstance(step, QScrollArea):
            step = step.parentWidget()
        page = step.widget() if isinstance(step, QScrollArea) else None
        if isinstance(step, QScrollArea) and page is not None:
            row = self.visualRect(current)
            middle = self.viewport().mapTo(page, row.center())
            step.ensureVisible(middle.x(), middle.y(), 0, row.height())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Qt: a hand over what can be pressed."""
        super().mouseMoveEvent(event)
        over = self.steps.line_at(self.indexAt(event.position().toPoint())) is not None
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: another width, other heights."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Qt: all rows, where it does not scroll by itself."""
        hint = super().sizeHint()
        if not self._fits:
            return hint
        rows = range(self.steps.rowCount())
        return QSize(hint.width(), sum(self.sizeHintForRow(row) for row in rows) + 2)

    def minimumSizeHint(self) -> QSize:
        """Qt: nothing is cut where it does not scroll by itself."""
        return self.sizeHint() if self._fits else super().minimumSizeHint()
