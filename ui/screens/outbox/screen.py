"""The outbox over all cases, or of one: what waits, what needs somebody, what arrived."""

from __future__ import annotations

import json

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from models import audit
from models.outbox import Outbox
from models.outbox_views import OutboxLine, proof, proof_text
from ui.plain_papers import print_lines, save_bytes
from ui.screens.desk_page import DeskContext, DeskPage, turned
from ui.screens.outbox.detail import DeliveryDetail
from ui.screens.outbox.row import DeliveryRow
from ui.screens.outbox.words import tr
from ui.sync_words import mark_of
from ui.theme import theme
from ui.widgets import Button, EmptyState, Label, LinkButton, ScrollArea, SegmentedControl, announce, clear, column

FILTERS = ("all", "asking", "waiting", "delivered")
AT_ONCE = 60
"""How many rows are made at first; more follow when asked for."""


class OutboxScreen(DeskPage):
    """Follows the sync worker; every deed goes through :class:`models.outbox.Outbox`."""

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(context, tr("Outbox"), "outboxPage", parent)
        self._outbox = Outbox(context.desk)
        self._lines: tuple[OutboxLine, ...] = ()
        self._rows: dict[str, DeliveryRow] = {}
        self._most = AT_ONCE
        self.chosen = ""
        self._families: dict[str, str] = {}
        self._make_head()
        self.filter = SegmentedControl(
            [tr("All"), tr("Needs somebody"), tr("Waiting"), tr("Delivered")], name="outboxFilter",
            heard=tr("Which deliveries"),
        )  # fmt: skip
        self.filter.chosen.connect(self._show)
        self._pages = QStackedWidget()
        self._full = QWidget()
        self._halves = QHBoxLayout(self._full)
        self._halves.setContentsMargins(0, 0, 0, 0)
        self._halves.setSpacing(theme().px(20))
        self._make_list()
        self._pages.addWidget(self._full)
        self._pages.addWidget(self._make_empty())
        self.body.addWidget(self._pages, 1)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(60)
        self._later.timeout.connect(self.refresh)
        if context.sync is not None:
            context.sync.changed.connect(self._soon)
        self.refresh()

    # ---- making it --------------------------------------------------------------------------------------------
    def _make_head(self) -> None:
        self.status = Label("", "body", "ink2", wrap=False)
        self.status.setObjectName("outboxStatus")
        self.head.addWidget(self.status)
        self.send = Button(tr("Send now"), name="syncNow", icon="arrow-clockwise")
        self.send.clicked.connect(self.send_now)
        ways = Button(tr("Connections"), name="toConnections", kind="quiet", icon="sliders-horizontal")
        ways.clicked.connect(self._to_connections)
        self.head.addWidget(ways)
        self.head.addWidget(self.send)

    def _make_list(self) -> None:
        left = QWidget()
        body = column(left, gap=8)
        body.addWidget(self.filter, 0, Qt.AlignmentFlag.AlignLeft)
        holder = QWidget()
        self._list = column(holder, (4, 4, 10, 16), gap=4)
        self._list_scroll = ScrollArea(holder, name="deliveries")
        self._list_scroll.setAccessibleName(tr("Deliveries"))
        body.addWidget(self._list_scroll, 1)
        self._halves.addWidget(left, 9)
        self._place = QWidget()
        self._detail_box = column(self._place)
        self._detail_scroll = ScrollArea(self._place, name="deliveryScroll")
        self._halves.addWidget(self._detail_scroll, 11)
        self._detail: DeliveryDetail | None = None

    def _make_empty(self) -> EmptyState:
        add = Button(tr("Set up a connection"), name="firstConnection", icon="plus", kind="primary", size="large")
        add.clicked.connect(self._to_connections)
        add.setVisible(not (self.context.sync is not None and self.context.sync.state.connections))
        words = tr("Nothing has been put in the outbox. Copies for the case system go in from Share; they are sent by "
                   "themselves as soon as there is a network, and their receipts are kept here.")  # fmt: skip
        return EmptyState(words, icon="paper-plane-tilt", action=add)

    # ---- what is shown ----------------------------------------------------------------------------------------
    def _soon(self, _item: str = "") -> None:
        if not self._later.isActive():
            self._later.start()

    def refresh(self) -> None:
        """Read the outbox again."""
        self._lines = self._outbox.lines(self.context.case_id or None)
        sync = self.context.sync
        self.status.setText(mark_of(sync, self.context.services.now().tzinfo)[1])
        self.send.setEnabled(sync is not None and bool(sync.state.connections))
        self._pages.setCurrentIndex(0 if self._lines else 1)
        self._show()

    def _wanted(self) -> list[OutboxLine]:
        states = {
            "asking": {"conflict", "rejected"}, "waiting": {"queued", "sending", "unknown"}, "delivered": {"delivered"},
        }.get(FILTERS[max(0, self.filter.current)])  # fmt: skip
        return [line for line in self._lines if states is None or line.state in states]

    def _show(self) -> None:
        wanted = self._wanted()
        shown = wanted[: self._most]
        if [line.id for line in shown] != list(self._rows):
            self._make_rows(shown, len(wanted))
        for line in shown:
            self._rows[line.id].show_line(line, self._family(line), self._more(line))
        if self.chosen not in {line.id for line in self._lines}:
            self.chosen = ""
        self.choose(self.chosen or (shown[0].id if shown else ""))

    def _make_rows(self, shown: list[OutboxLine], count: int) -> None:
        focused = self.focusWidget()
        had = focused.line.id if isinstance(focused, DeliveryRow) else ""
        clear(self._list)
        self._rows = {}
        for line in shown:
            row = DeliveryRow(line, self._family(line), self._more(line))
            row.clicked.connect(self._press)
            row.installEventFilter(self)
            self._rows[line.id] = row
            self._list.addWidget(row)
        if count > len(shown):
            more = LinkButton(tr("Show {n} more").format(n=count - len(shown)), name="moreDeliveries")
            more.clicked.connect(self._show_more)
            self._list.addWidget(more)
        if not shown:
            self._list.addWidget(Label(tr("None of this kind."), "body", "ink2"))
        self._list.addStretch(1)
        if had in self._rows:
            self._rows[had].setFocus()

    def _show_more(self) -> None:
        self._most += 10 * AT_ONCE
        self._show()

    def _family(self, line: OutboxLine) -> str:
        if self.context.case_id:
            return ""
        if line.case_id not in self._families:
            self._families[line.case_id] = self.context.case_title(line.case_id)
        return self._families[line.case_id]

    def _more(self, line: OutboxLine) -> str:
        at = line.ended_at or line.next_at
        if line.state == "sending" and line.size:
            return tr("{percent} %").format(percent=round(100 * line.sent / line.size))
        if not at:
            return ""
        when = self.context.when(at)
        return when if line.ended_at else tr("next try {when}").format(when=when)

    # ---- one of them ------------------------------------------------------------------------------------------
    def choose(self, item_id: str) -> None:
        """Show a delivery in full ("": none)."""
        self.chosen = item_id
        for key, row in self._rows.items():
            row.setChecked(key == item_id)
        scroll = self._detail_scroll.verticalScrollBar().value()
        view = self._outbox.delivery(item_id) if item_id else None
        if self._detail is not None and self._detail.view == view:
            return
        same = self._detail is not None and view is not None and self._detail.view.line.id == item_id
        clear(self._detail_box)
        self._detail = None
        if view is None:
            return
        self._detail = DeliveryDetail(self.context, view)
        self._detail.way_chosen.connect(self.go_on)
        self._detail.fit(self._detail_scroll.width())
        self._detail_box.addWidget(self._detail)
        self._detail_scroll.verticalScrollBar().setValue(scroll if same else 0)

    def _press(self) -> None:
        row = self.sender()
        if isinstance(row, DeliveryRow):
            self.choose(row.line.id)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: up and down go through the list."""
        if isinstance(watched, DeliveryRow) and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
            keys = list(self._rows)
            place = keys.index(watched.line.id) + step
            if step and 0 <= place < len(keys):
                self._rows[keys[place]].setFocus(Qt.FocusReason.TabFocusReason)
                self.choose(keys[place])
                return True
        return super().eventFilter(watched, event)

    # ---- ways on ----------------------------------------------------------------------------------------------
    def go_on(self, way: str) -> None:
        """One of a delivery's ways on."""
        item_id = self.chosen
        if way in {"print", "save"}:
            self.attempt(self._print_proof if way == "print" else self._save_proof)
            return
        deeds = {
            "retry": self._outbox.retry_now, "withdraw": self._outbox.withdraw,
            "give_up": self._outbox.give_up, "keep_theirs": self._outbox.keep_theirs,
            "send_anew": self._outbox.send_anew,
        }  # fmt: skip
        done = {
            "retry": tr("Tried again now."), "withdraw": tr("Taken back."),
            "give_up": tr("Given up."), "keep_theirs": tr("Theirs is kept."),
            "send_anew": tr("Put in again under a new name."),
        }  # fmt: skip
        if self.attempt(lambda: deeds[way](item_id)):
            announce(self, done[way])
            self.said.emit(done[way])
        self.refresh()

    def send_now(self) -> None:
        """Begin a round at once."""
        if self.context.sync is not None:
            self.context.sync.wake()
            announce(self, tr("Looking whether there is a network"))

    def _print_proof(self) -> None:
        view = self._outbox.delivery(self.chosen)
        if print_lines(self, proof_text(view)):
            audit.note(
                self.desk, "printed", case_id=view.line.case_id, what="receipt", detail=f"delivery {view.line.id}"
            )

    def _save_proof(self) -> None:
        view = self._outbox.delivery(self.chosen)
        text, data = proof_text(view), json.dumps(proof(view), ensure_ascii=False, indent=2)
        name = f"{view.case_number or 'case'} {tr('receipt')} {view.line.id[:8]}.txt"
        whole = f"{text}\n{tr('The same for a program:')}\n{data}\n"
        path = save_bytes(self, self.context.services, tr("Save the proof"), name, [tr("Text (*.txt)")], whole.encode())
        if path is not None:
            self.said.emit(tr("Saved as {name}").format(name=path.name))

    def _to_connections(self) -> None:
        self.page_asked.emit("connections", self.context.case_id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: list and detail stand one above the other where it is narrow."""
        super().resizeEvent(event)
        turned(self._halves, across=self.width() >= theme().px(900))
        if self._detail is not None:
            self._detail.fit(self._detail_scroll.width())
