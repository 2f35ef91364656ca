"""What was done in this family, newest first; everything can be taken back to any point."""

from __future__ import annotations

import datetime as dt

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

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
        if self._context.lens.is_us:
            end = LinkButton(self.tr("Who opened it, and the end of the work"), name="toCaseEnd")
            end.clicked.connect(self._to_end)
            held = LinkButton(self.tr("What is held back, and until when"), name="toHeld")
            held.clicked.connect(self._to_held)
            self._rows[:0] = [end, held]
        for row in self._rows:
            self.body.addWidget(row)
        self.body.addStretch(1)

    def _to_end(self) -> None:
        self._context.go("caseEnd")

    def _to_held(self) -> None:
        self._context.go("held")

    def _row(self, item: HistoryItem, *, first: bool) -> QWidget:
        holder = QWidget()
        rows = QVBoxLayout(holder)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        undone = item.state == "undone"
        rows.addWidget(Label(item.label, "body", "ink3" if undone else "ink"))
        below = QHBoxLayout()
        below.setSpacing(theme().px(8))
        when = self._when(item.at)
        told = self.tr("{when}, taken back").format(when=when) if undone else when
        below.addWidget(Label(told, "caption", "ink2", wrap=False))
        if undone or not first:
            below.addWidget(self._link(item, undone))
        below.addStretch(1)
        rows.addLayout(below)
        return holder

    def _link(self, item: HistoryItem, undone: bool) -> LinkButton:
        words = self.tr("Do it again") if undone else self.tr("Back to here")
        heard = self.tr("Do again up to: {label}") if undone else self.tr("Take back everything after: {label}")
        link = LinkButton(
            words, name=f"{'againTo' if undone else 'backTo'}-{item.step}", role="caption",
            heard=heard.format(label=item.label),
        )  # fmt: skip
        link.setProperty("step", item.step)
        link.clicked.connect(self._go_forward if undone else self._go_back)
        return link

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

    def _go_forward(self) -> None:
        link = self.sender()
        if not isinstance(link, LinkButton):
            return
        step = int(link.property("step"))
        self._context.attempt(lambda: self._context.case.redo_to(step))
