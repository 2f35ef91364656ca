"""What was done in this family, newest first; everything can be taken back to any point."""

from __future__ import annotations

import datetime as dt

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from models import dates
from models.casework import HistoryItem
from ui.context import CaseContext
from ui.theme import theme
from ui.widgets import Label, LinkButton, SidePanel

SHOWN = 60


class HistoryPanel(SidePanel):
    """The list of steps. Steps that were undone stand above, greyed, and can be done again."""

    def __init__(self, context: CaseContext, parent: QWidget | None = None) -> None:
        super().__init__("", name="historyPanel", width=300, parent=parent)
        self.title.setText(self.tr("What was done"))
        self.setAccessibleName(self.tr("What was done"))
        self._context = context
        self._rows: list[QWidget] = []
        context.changed.connect(self._on_change)

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: read the list when it is looked at."""
        super().showEvent(event)
        self.refresh()

    def _on_change(self) -> None:
        if self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Read the history again."""
        for row in self._rows:
            self.body.removeWidget(row)
            row.hide()
            row.deleteLater()
        while self.body.count():
            self.body.takeAt(0)
        items = self._context.case.history()
        self._rows = [self._row(item, first=index == 0) for index, item in enumerate(items[:SHOWN])]
        if not items:
            self._rows = [Label(self.tr("Nothing yet. Whatever you do here can be taken back."), "body", "ink2")]
        for row in self._rows:
            self.body.addWidget(row)
        self.body.addStretch(1)

    def _row(self, item: HistoryItem, *, first: bool) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(8))
        undone = item.state == "undone"
        words = Label(item.label, "body", "ink3" if undone else "ink", wrap=False)
        words.setToolTip(item.label)
        row.addWidget(words, 1)
        row.addWidget(Label(self._when(item.at), "caption", "ink2", wrap=False))
        if not undone and not first:
            back = LinkButton(
                self.tr("Back to here"), name=f"backTo-{item.step}", role="caption",
                heard=self.tr("Take back everything after: {label}").format(label=item.label),
            )  # fmt: skip
            back.setProperty("step", item.step)
            back.clicked.connect(self._go_back)
            row.addWidget(back)
        return holder

    def _when(self, at: str) -> str:
        now = self._context.services.now()
        moment = dt.datetime.fromisoformat(at).astimezone(now.tzinfo)
        if moment.date() == now.date():
            return f"{moment:%H:%M}"
        return dates.short(moment.date().isoformat(), now.date())

    def _go_back(self) -> None:
        link = self.sender()
        if not isinstance(link, LinkButton):
            return
        step = int(link.property("step"))
        count = self._context.attempt(lambda: self._context.case.undo_to(step))
        if count:
            self._context.say(self.tr("Taken back: {count} steps").format(count=count), self.tr("Redo"),
                              self._context.redo)  # fmt: skip
