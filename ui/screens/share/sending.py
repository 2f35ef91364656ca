"""Beside a copy: where it would go, and the last deliveries of the case."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models import connections
from models.connections import ConnectionView
from models.outbox import Outbox
from models.outbox_views import OutboxLine
from ui.context import CaseContext
from ui.screens.outbox.words import ICONS, INKS, state_words
from ui.screens.share.pick import Pick
from ui.screens.share.settling import put_in
from ui.widgets import IconMark, Label, LinkButton, column

MOST = 4
_READINESS = {"open": 0, "waiting": 1, "paused": 2}
"""Which connection is taken where nobody chose one: one that is open before one that waits."""


class WayChoice(QWidget):
    """Which connection a copy goes to, where more than one is on, and why another cannot be had.

    ``changed`` when a person picks another.
    """

    changed = Signal()

    def __init__(self, context: CaseContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("shareWays")
        self._context = context
        self._ways: tuple[ConnectionView, ...] = ()
        body = column(self, gap=2)
        self.pick = Pick("shareWay")
        self.pick.changed.connect(self._choose)
        self.reason = Label("", "caption", "ink2")
        self.reason.setObjectName("shareWayReason")
        body.addWidget(self.pick)
        body.addWidget(self.reason)

    def refresh(self) -> None:
        """Read the connections again."""
        found = connections.views(self._context.case.desk)
        self._ways = tuple(sorted(found, key=lambda way: _READINESS.get(way.state, 3)))
        reasons = {way.id: self.tr("switched off") for way in self._ways if way.state == "off"}
        is_open = len(self._ways) - len(reasons)
        self.pick.show_choices(self.tr("Goes to"), [(way.id, way.name) for way in self._ways], reasons=reasons)
        self.pick.setVisible(is_open > 1)
        self.reason.setText("\n".join(self._reasons()))
        self.reason.setVisible(bool(self.reason.text()))
        self.setVisible(is_open > 1 or bool(self.reason.text()))

    @property
    def way(self) -> ConnectionView | None:
        """Where a copy would go; None where no connection is on."""
        return next((way for way in self._ways if way.id == self.pick.chosen and way.state != "off"), None)

    def _reasons(self) -> list[str]:
        """Why the chosen one does not send at once, and why others cannot be chosen."""
        said = []
        chosen = self.way
        if chosen is not None and chosen.state == "paused":
            text = self.tr("{name} refused us the last time: the copy waits until you have looked under Connections.")
            said.append(text.format(name=chosen.name))
        if chosen is not None and chosen.state == "waiting":
            said.append(self.tr("{name} could not be reached. It is tried again by itself.").format(name=chosen.name))
        off = [way.name for way in self._ways if way.state == "off"]
        if off:
            text = self.tr("{names} cannot be chosen: switched off under Connections.")
            said.append(text.format(names=", ".join(off)))
        return said

    def _choose(self) -> None:
        self.refresh()
        self.changed.emit()


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
        put_in(self._body, self._box)

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
