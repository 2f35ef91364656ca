"""The chart as a list: every round in words, what was hard between them, what is planned."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QWidget

from models.drawings.scale_chart import round_in_words, scored, spread_words
from models.drawings.trajectory import targets
from models.timeline import DANGERS, day_of
from ui.screens.circles.rows import QuietRows
from ui.screens.timeline.state import TimelineState
from ui.screens.timeline.words import tr
from ui.theme import theme
from ui.widgets import SlimScrollBar, follow_theme

_DAY = int(Qt.ItemDataRole.UserRole)


class ChartOutline(QListWidget):
    """One line for each round, danger and target of the state's strand. ``chosen(day)`` when a line is gone to."""

    chosen = Signal(object)

    def __init__(self, state: TimelineState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self.setObjectName("timelineOutline")
        self.setAccessibleName(tr("Scores over time, as a list"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrap(True)
        self.setItemDelegate(QuietRows(self))
        self.setVerticalScrollBar(SlimScrollBar(Qt.Orientation.Vertical, self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSpacing(3)
        self.currentItemChanged.connect(self._on_current)
        follow_theme(self._retheme)

    def _retheme(self) -> None:
        self.setFont(theme().font("body"))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        palette.setColor(QPalette.ColorRole.HighlightedText, theme().color("ink"))
        self.setPalette(palette)

    def lines(self) -> list[tuple[str, str]]:
        """(day, words), oldest first."""
        view, scale = self._state.view, self._state.scale
        if scale is None:
            return []
        found = [
            (r.held_on, tr("{day}: {spread}. {who}").format(
                day=r.when, spread=spread_words(r), who=round_in_words(r).partition(f"{r.when}. ")[2]))
            for r in scored(scale)
        ]  # fmt: skip
        found += [(e.on, f"{e.when}: {e.text}") for e in view.events if e.kind in DANGERS and e.state == "past"]
        aim = tr("{day}: planned, everyone at {n} or above. {text}")
        found += [(e.on, aim.format(day=e.when, n=e.target, text=e.text)) for e in targets(view, scale)]
        return sorted(found)

    def show_view(self) -> None:
        """Show the state's strand."""
        self.blockSignals(True)
        self.clear()
        for day, words in self.lines():
            item = QListWidgetItem(words)
            item.setData(_DAY, day)
            self.addItem(item)
        if not self.count():
            self.addItem(QListWidgetItem(tr("Not scored yet.")))
        self.blockSignals(False)
        self.show_day()

    def show_day(self) -> None:
        """Mark the line at which things stood on the day in hand."""
        here = self._state.day
        reached = [row for row in range(self.count()) if (day_of(self.item(row).data(_DAY)) or dt.date.max) <= here]
        self.blockSignals(True)
        self.setCurrentRow(reached[-1] if reached else 0)
        self.blockSignals(False)

    def _on_current(self, item: QListWidgetItem | None) -> None:
        day = day_of(item.data(_DAY)) if item is not None else None
        if day is not None:
            self.chosen.emit(day)
