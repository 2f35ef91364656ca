"""Beside a copy: the last deliveries of the case, and whether this copy can be put in the outbox."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models import connections
from models.outbox import Outbox
from models.outbox_views import OutboxLine
from ui.context import CaseContext
from ui.screens.outbox.words import ICONS, INKS, state_words
from ui.widgets import IconMark, Label, LinkButton, column

MOST = 4


class OutboxStrip(QWidget):
    """The newest deliveries of the case. ``open_asked`` for all of them."""

    open_asked = Signal()

    def __init__(self, context: CaseContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("outboxStrip")
        self._context = context
        self._body = column(self, (0, 10, 0, 0), gap=8)
        self._box: QWidget | None = None

    def refresh(self) -> None:
        """Read them again."""
        if self._box is not None:
            self._box.hide()
            self._box.setParent(None)
            self._box.deleteLater()
        self._box = QWidget()
        body = column(self._box, gap=8)
        lines = Outbox(self._context.case.desk).lines(self._context.case.id)
        self.setVisible(bool(lines))
        if lines:
            head = QHBoxLayout()
            head.addWidget(Label(self.tr("Outbox"), "words", bold=True), 1)
            every = LinkButton(self.tr("All of it"), name="openOutbox", heard=self.tr("The whole outbox"))
            every.clicked.connect(self.open_asked)
            head.addWidget(every)
            body.addLayout(head)
        for line in lines[:MOST]:
            body.addLayout(self._line(line))
        self._body.addWidget(self._box)

    def _line(self, line: OutboxLine) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        mark = IconMark(ICONS.get(line.state, "clock"), INKS.get(line.state, "ink2"))
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(line.title, "body", max_lines=2))
        state = state_words(line.state)
        words.addWidget(Label(f"{state}. {line.to}" if line.to else state, "caption", "ink2"))
        row.addLayout(words, 1)
        return row


def connection_of(context: CaseContext) -> connections.ConnectionView | None:
    """Where a copy would go: the first way that is on."""
    return next((way for way in connections.views(context.case.desk) if way.state != "off"), None)
