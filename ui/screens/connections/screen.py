"""Connections: every way to the case system with how it stands, trying it, pausing it, and what it would send."""

from __future__ import annotations

import json
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from exporters.connectors.base import Connector
from exporters.mapping import mapping_of
from exporters.order import Order
from exporters.outbox import what_would_be_sent
from models import connections
from models.case_titles import case_titles
from models.connections import ConnectionView
from models.errors import KnownError
from models.readers import Reader
from ui.screens.connections.form import ConnectionForm
from ui.screens.connections.words import kind_words, state_words, tr
from ui.screens.desk_page import DeskContext, DeskPage
from ui.screens.outbox.words import size_words
from ui.seams import seams
from ui.theme import theme
from ui.widgets import Button, Card, EmptyState, FlowLayout, IconMark, Label, Menu, ScrollArea, announce, clear, column
from ui.work import Job

ICONS = {"open": "check-circle", "waiting": "cloud-slash", "paused": "warning-circle", "off": "prohibit"}
INKS = {"open": "well", "paused": "stopInk"}


class ConnectionsScreen(DeskPage):
    """Everything here is about the desk; a dry run is made from one case."""

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(context, tr("Connections"), "connectionsPage", parent)
        self.add = Button(tr("Add a connection"), name="addConnection", icon="plus", kind="primary")
        self.add.clicked.connect(self.add_one)
        self.head.addWidget(self.add)
        holder = QWidget()
        self._list = column(holder, (2, 4, 12, 24), gap=14)
        self.body.addWidget(ScrollArea(holder, name="connectionsScroll"), 1)
        self.form: ConnectionForm | None = None
        self._said: dict[str, tuple[str, bool]] = {}
        self._dry: dict[str, str] = {}
        self._trying: set[str] = set()
        self._wanted = ""
        if context.sync is not None:
            context.sync.changed.connect(self._on_sync)
        self.refresh()

    def _on_sync(self) -> None:
        if self.form is None:
            self.refresh()

    def refresh(self) -> None:
        """Read the connections again; a form that is open goes."""
        clear(self._list)
        self.form = None
        views = connections.views(self.desk)
        self.add.setVisible(bool(views))
        for view in views:
            card = self._card(view)
            card.setMaximumWidth(theme().px(900))
            self._list.addWidget(card)
        if not views:
            add = Button(tr("Add a connection"), name="addFirst", icon="plus", kind="primary", size="large")
            add.clicked.connect(self.add_one)
            words = tr("No way to a case system yet, so nothing leaves this laptop and no network is used. Your IT "
                       "officer knows which kind it is and its address.")  # fmt: skip
            self._list.addWidget(EmptyState(words, icon="cloud-slash", action=add), 1)
        else:
            self._list.addStretch(1)

    # ---- one connection ---------------------------------------------------------------------------------------
    def _card(self, view: ConnectionView) -> Card:
        card = Card(corner="sheet")
        card.setObjectName(f"connection-{view.id}")
        body = column(card, (20, 16, 20, 18), gap=8)
        body.addWidget(Label(view.name, "lead"))
        where = f"{kind_words(view.kind)}, {view.address}" if view.address else kind_words(view.kind)
        body.addWidget(Label(where, "body", "ink2"))
        self._add_state(body, view)
        if view.words and view.state in {"paused", "waiting"}:
            body.addWidget(Label(view.words, "body"))
        if view.last_ok_at:
            last = tr("Last reached {when}").format(when=self.context.when(view.last_ok_at))
            body.addWidget(Label(last, "caption", "ink2"))
        if said := self._said.get(view.id):
            words, is_open = said
            answer = Label(words, "body", "wellInk" if is_open else "askInk")
            answer.setObjectName(f"tried-{view.id}")
            strip = Card(fill="wellTint" if is_open else "ask")
            column(strip, (14, 10, 14, 10)).addWidget(answer)
            body.addWidget(strip)
        body.addWidget(self._buttons(view))
        if dry := self._dry.get(view.id):
            body.addWidget(self._dry_card(dry))
        return card

    def _add_state(self, body: QVBoxLayout, view: ConnectionView) -> None:
        holder = QWidget()
        row = FlowLayout(holder, gap=theme().px(8))
        row.addWidget(IconMark(ICONS[view.state], INKS.get(view.state, "ink2")))
        words = tr("Being tried…") if view.id in self._trying else state_words(view.state)
        row.addWidget(Label(words, "body", bold=True, wrap=False))
        body.addWidget(holder)

    def _buttons(self, view: ConnectionView) -> QWidget:
        holder = QWidget()
        row = FlowLayout(holder, gap=theme().px(8), row_gap=theme().px(8))
        off = view.state in {"off", "paused"}
        for deed, words, icon in (
            ("try", tr("Try it"), "arrow-clockwise"),
            ("resume" if off else "pause", tr("Go on") if off else tr("Pause"), "check" if off else "prohibit"),
            ("change", tr("Change"), "pencil-simple"), ("dry", tr("What would be sent"), "eye"),
            ("remove", tr("Remove"), "trash"),
        ):  # fmt: skip
            button = Button(words, name=f"{deed}-{view.id}", icon=icon, size="small",
                            kind="quiet" if deed == "remove" else "outline",
                            heard=f"{words}: {view.name}")  # fmt: skip
            button.setProperty("deed", deed)
            button.setProperty("way", view.id)
            button.setEnabled(deed != "try" or view.id not in self._trying)
            button.clicked.connect(self._do)
            row.addWidget(button)
        return holder

    def _do(self) -> None:
        button = self.sender()
        if not isinstance(button, Button):
            return
        deed, way_id = str(button.property("deed")), str(button.property("way"))
        view = connections.find(self.desk, way_id)
        if deed == "try":
            self.try_it(view)
        elif deed == "dry":
            self._wanted = way_id
            self._ask_case(button)
        elif deed == "change":
            self._show_form(view)
        else:
            work: dict[str, Any] = {
                "pause": partial(connections.change, self.desk, way_id, is_on=False),
                "resume": partial(connections.change, self.desk, way_id, is_on=True),
                "remove": partial(self._remove, view),
            }
            self.attempt(work[deed])
            self.refresh()

    def _remove(self, view: ConnectionView) -> None:
        words = tr("Its password goes too. Receipts of what was delivered stay.")
        title = tr("Remove {name}?").format(name=view.name)
        if seams().confirm(self, title, words, tr("Remove it"), tr("Keep it")):
            connections.remove(self.desk, view.id)

    # ---- try it -----------------------------------------------------------------------------------------------
    def try_it(self, view: ConnectionView) -> None:
        """Look whether the way is open; nothing is left there."""
        way, connect = connections.way(self.desk, view.id), self.context.services.connect

        def work() -> tuple[str, str, bool]:
            try:
                mapping_of(way)
                connector: Connector = connect(way)
                return way.id, connector.try_it(), True
            except KnownError as error:
                return way.id, str(error), False

        self._trying.add(view.id)
        job = Job(work)
        job.done.connect(self._tried)
        job.start()
        self.refresh()

    def _tried(self, answer: tuple[str, str, bool]) -> None:
        way_id, words, is_open = answer
        self._trying.discard(way_id)
        self._said[way_id] = words, is_open
        if is_open:
            self.attempt(lambda: connections.went_well(self.desk, way_id))
        if self.form is None:
            self.refresh()
        announce(self, words)

    # ---- dry run ----------------------------------------------------------------------------------------------
    def case_menu(self) -> Menu:
        """Of which case (made apart from showing it, so that a test can press it)."""
        menu = Menu(self, name="dryMenu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for case_id, title in case_titles(self.desk).items():
            action = QAction(title, menu)
            action.setData(case_id)
            action.triggered.connect(self._case_chosen)
            menu.addAction(action)
        return menu

    def _ask_case(self, button: Button) -> None:
        if self.context.case_id:
            self.dry_run(self._wanted, self.context.case_id)
        else:
            self.case_menu().popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _case_chosen(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.dry_run(self._wanted, str(action.data()))

    def dry_run(self, way_id: str, case_id: str) -> None:
        """Show what a copy of the case's map would be there: files and fields. Nothing is queued."""

        def work() -> None:
            case = self.desk.open_case(case_id)
            workspace_id = str(case.rows.where("workspace")[0]["id"])
            made = what_would_be_sent(case, workspace_id, [Order("map", Reader("case-system"), "pdf", "A4")], way_id)
            files = [f"{part.name}, {size_words(len(part.data))}" for part in made.draft.parts]
            fields = made.draft.facts.get("fields") or made.draft.facts
            shown = json.dumps(fields, ensure_ascii=False, indent=2) if fields else tr("No fields")
            self._dry = {way_id: "\n".join([*files, "", shown])}

        self.attempt(work)
        self.refresh()
        announce(self, tr("What would be sent is shown below the connection. Nothing was sent."))

    def _dry_card(self, words: str) -> Card:
        card = Card(fill="sunken")
        card.setObjectName("dryRun")
        body = column(card, (16, 12, 16, 14), gap=6)
        body.addWidget(Label(tr("This is what a copy of the map would be there. Nothing was sent."), "label"))
        body.addWidget(Label(words, "caption"))
        return card

    # ---- the form ---------------------------------------------------------------------------------------------
    def add_one(self) -> None:
        """Open an empty form."""
        self._show_form(None)

    def _show_form(self, view: ConnectionView | None) -> None:
        self.tell("")
        clear(self._list)
        self.add.hide()
        self.form = ConnectionForm(self.desk, view)
        self.form.setMaximumWidth(theme().px(640))
        self.form.kept.connect(self._kept)
        self.form.left.connect(self.refresh)
        self._list.addWidget(self.form)
        self._list.addStretch(1)
        self.form.name.setFocus()

    def _kept(self, way_id: str) -> None:
        self._said.pop(way_id, None)
        self.refresh()
        self.said.emit(tr("Kept. “Try it” tells whether the way is open."))
