"""What was received and waits in quarantine: who sent it, what it changes, what both changed; taken in or refused."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from exporters.age_files import is_for_a_passphrase
from exporters.handover import ENDING, Looked, Waiting, keep_received, look, refuse, take_in, unseal, waiting
from models.colleagues import own_keys
from models.errors import KnownError
from models.merge_words import ConflictWords, MergeLine, conflict_words, merge_lines
from models.merging import OURS, THEIRS, ConflictKey
from ui.screens.desk_page import DeskContext, Problem, side_by_side
from ui.screens.handing.words import deed_words, tr
from ui.seams import seams
from ui.theme import theme
from ui.widgets import Button, Card, EmptyState, IconMark, Label, LinkButton, PassphraseField, announce, clear, column
from ui.work import Job

MOST_LINES = 12
"""How many lines of a kind are shown at once."""


class TakingPart(QWidget):
    """``said(words)``."""

    said = Signal(str)

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context, self._desk = context, context.desk
        self.chosen = ""
        self._choices: dict[ConflictKey, str] = {}
        self._data = b""
        self._job: Job | None = None
        self._all: set[str] = set()
        self._body = column(self, (2, 4, 12, 24), gap=14)
        self.refresh()

    def refresh(self) -> None:
        """Read what was received again."""
        clear(self._body)
        lines = [line for line in waiting(self._desk) if line.state == "waiting"]
        self._body.addLayout(self._opener(is_first=not lines))
        for line in lines:
            card = self._card(line)
            card.setMaximumWidth(theme().px(980))
            self._body.addWidget(card)
        if not lines:
            words = tr("Nothing waits here. A case that a colleague hands over is opened here first; nothing of it is "
                       "in your cases before you have seen what it changes.")  # fmt: skip
            self._body.addWidget(EmptyState(words, icon="archive"), 1)
        else:
            self._body.addStretch(1)

    # ---- opening a file ---------------------------------------------------------------------------------------
    def _opener(self, *, is_first: bool) -> QVBoxLayout:
        rows = QVBoxLayout()
        rows.setSpacing(theme().px(8))
        opener = Button(tr("Open a file"), name="openReceived", icon="folder-open",
                        kind="primary" if is_first else "outline")  # fmt: skip
        opener.clicked.connect(self.open_file)
        rows.addLayout(side_by_side(opener))
        self.passphrase = PassphraseField(name="receivedPassphrase", heard=tr("The file's passphrase"), height=44)
        self.passphrase.setMaximumWidth(theme().px(480))
        self.passphrase.returnPressed.connect(self._unlock)
        self.unlock = Button(tr("Unlock it"), name="unlockReceived", icon="lock-simple-open")
        self.unlock.clicked.connect(self._unlock)
        row = side_by_side(self.passphrase, self.unlock)
        rows.addLayout(row)
        self.problem = Problem("takingProblem")
        self.problem.setMaximumWidth(theme().px(820))
        rows.addWidget(self.problem)
        self._ask(False)
        return rows

    def _ask(self, on: bool) -> None:
        self.passphrase.setVisible(on)
        self.unlock.setVisible(on)

    def open_file(self) -> None:
        """Ask which, and open it into quarantine."""
        path = seams().open_file(
            self, tr("Open a file"), [f"{tr('Handed-over case')} (*{ENDING})", tr("All files (*)")]
        )
        if path is None:
            return
        try:
            self._data = path.read_bytes()
        except OSError:
            self.problem.tell(tr("This file could not be opened. Nothing was changed. Check its name and place."))
            return
        self._receive("")

    def _unlock(self) -> None:
        self._receive(self.passphrase.text())

    def _receive(self, passphrase: str) -> None:
        if self._job is not None:
            return
        data, keys = self._data, own_keys(self._desk)
        if not passphrase or not is_for_a_passphrase(data):
            try:
                payload = unseal(data, keys)
            except KnownError as error:
                self._not_opened(error)
            else:
                self._opened(payload)
            return
        # A passphrase takes a second to work out: the window goes on meanwhile.
        self._job = Job(lambda: unseal(data, keys, passphrase=passphrase))
        self._job.done.connect(self._opened)
        self._job.failed.connect(self._not_opened)
        self.setEnabled(False)
        self.unlock.setText(tr("Unlocking…"))
        self._job.start()

    def _end_job(self) -> None:
        self._job = None
        self.setEnabled(True)
        self.unlock.setText(tr("Unlock it"))

    def _not_opened(self, error: Exception) -> None:
        self._end_job()
        if not isinstance(error, KnownError):
            raise error
        is_locked = is_for_a_passphrase(self._data)
        self.problem.tell(str(error))
        self._ask(is_locked)
        if is_locked:
            self.passphrase.setFocus()

    def _opened(self, payload: bytes) -> None:
        self._end_job()
        try:
            received = keep_received(self._desk, payload)
        except KnownError as error:
            self.problem.tell(str(error))
            return
        self._data = b""
        self.chosen, self._choices = received, {}
        self.refresh()
        announce(self, tr("Opened. Look at what it changes, then take it in or refuse it."))

    # ---- one file ---------------------------------------------------------------------------------------------
    def _card(self, line: Waiting) -> Card:
        card = Card(corner="sheet")
        card.setObjectName(f"received-{line.id}")
        body = column(card, (24, 16, 24, 20), gap=10)
        body.addWidget(Label(line.case_name or tr("A case"), "lead"))
        body.addWidget(Label(tr("Came {when}").format(when=self.context.when(line.at)), "caption", "ink2"))
        self._say_signer(body, line)
        if line.id != self.chosen:
            see = Button(tr("See what it changes"), name=f"look-{line.id}", icon="eye")
            see.setProperty("received", line.id)
            see.clicked.connect(self._choose)
            body.addLayout(side_by_side(see))
            return card
        try:
            looked = look(self._desk, line.id, self._choices)
        except KnownError as error:
            strip = Problem("lookProblem")
            strip.tell(str(error))
            body.addWidget(strip)
            body.addLayout(self._end_buttons(can_take=False))
            return card
        self._say_changes(body, looked)
        body.addLayout(self._end_buttons(can_take=True))
        return card

    def _say_signer(self, body: QVBoxLayout, line: Waiting) -> None:
        if line.signed_by and line.is_checked:
            icon, ink = "check-circle", "well"
            words = tr("Signed by {name}, whose card you compared.").format(name=line.signed_by)
        elif line.signed_by:
            icon, ink = "question", "askInk"
            words = tr("Signed with the card of {name}, which you have not compared yet. Read the groups to each other "
                       "first.").format(name=line.signed_by)  # fmt: skip
        else:
            icon, ink = "warning-circle", "stopInk"
            words = tr("It says it is from {name}, but their card is not among your colleagues. Ask them before you "
                       "take it in.").format(name=line.sender)  # fmt: skip
        row = side_by_side(IconMark(icon, ink), stretch=False)
        row.addWidget(Label(words, "body"), 1)
        body.addLayout(row)

    def look_at_newest(self) -> None:
        """Show what the newest file changes."""
        lines = [line for line in waiting(self._desk) if line.state == "waiting"]
        self.chosen, self._choices = lines[0].id if lines else "", {}
        self.refresh()

    def _choose(self) -> None:
        button = self.sender()
        if isinstance(button, Button):
            self.chosen, self._choices = str(button.property("received")), {}
            self.refresh()

    def _say_changes(self, body: QVBoxLayout, looked: Looked) -> None:
        if looked.merged is None:
            words = tr("This case is not here yet. It comes in whole: {people} people, {cards} cards on the map.")
            body.addWidget(Label(words.format(people=looked.people, cards=looked.cards)))
            return
        ours = self._desk.open_case(looked.waiting.case_id).rows
        if not looked.knows_ours:
            words = tr("Your copy and theirs have no common state, so nothing of yours is taken away.")
            body.addWidget(Label(words, "body", "ink2"))
        for conflict in looked.merged.conflicts:
            body.addWidget(self._conflict(conflict_words(conflict, ours)))
        lines = merge_lines(looked.merged, ours)
        if not lines:
            body.addWidget(Label(tr("Everything in it is here already. Taking it in changes nothing.")))
        for kind, group in groupby(lines, key=lambda line: line.kind):
            self._say_kind(body, kind, list(group))

    def _say_kind(self, body: QVBoxLayout, kind: str, lines: list[MergeLine]) -> None:
        body.addWidget(Label(f"{kind}  {len(lines)}", "label"))
        most = len(lines) if kind in self._all else MOST_LINES
        for line in lines[:most]:
            row = QHBoxLayout()
            row.setSpacing(theme().px(12))
            deed = Label(deed_words(line.deed), "caption", "ink2", wrap=False)
            deed.setFixedWidth(theme().px(70))
            row.addWidget(deed)
            row.addWidget(Label(f"{line.what}: {line.words}" if line.words else line.what, "body"), 1)
            body.addLayout(row)
        if len(lines) > most:
            more = LinkButton(tr("Show {n} more").format(n=len(lines) - most), name=f"more-{kind}")
            more.setProperty("kind", kind)
            more.clicked.connect(self._show_all)
            body.addLayout(side_by_side(more))

    def _show_all(self) -> None:
        link = self.sender()
        if isinstance(link, LinkButton):
            self._all.add(str(link.property("kind")))
            self.refresh()

    # ---- what both changed ------------------------------------------------------------------------------------
    def _conflict(self, words: ConflictWords) -> Card:
        card = Card(fill="ask", line="askLine", dashed=True)
        body = column(card, (16, 12, 16, 14), gap=8)
        what = f"{words.what}: {words.field}" if words.field else words.what
        body.addWidget(Label(tr("You both changed this {what}").format(what=what), "label"))
        body.addWidget(Label(tr("Before: {words}").format(words=words.before), "caption", "askInk"))
        row = QHBoxLayout()
        row.setSpacing(theme().px(12))
        chosen = self._choices.get(words.conflict.id, OURS)
        for choice, name, said in ((OURS, tr("Ours"), words.ours), (THEIRS, tr("Theirs"), words.theirs)):
            side = Card(line="ink" if choice == chosen else "line")
            inner = column(side, (14, 10, 14, 12), gap=8)
            inner.addWidget(Label(name, "label"))
            inner.addWidget(Label(said, "body"))
            inner.addStretch(1)
            is_chosen = choice == chosen
            button = Button(tr("This one stays") if is_chosen else tr("Take this one"), size="small",
                            name=f"{choice}-{'-'.join(words.conflict.id)}", icon="check" if is_chosen else "",
                            heard=f"{name}: {said}")  # fmt: skip
            button.setCheckable(True)
            button.setChecked(is_chosen)
            button.setProperty("conflict", list(words.conflict.id))
            button.setProperty("choice", choice)
            button.clicked.connect(self._decide)
            inner.addLayout(side_by_side(button))
            row.addWidget(side, 1)
        body.addLayout(row)
        return card

    def _decide(self) -> None:
        button = self.sender()
        if isinstance(button, Button):
            table, key, column_name = button.property("conflict")
            self._choices[(table, key, column_name)] = str(button.property("choice"))
            self.refresh()

    # ---- in or not --------------------------------------------------------------------------------------------
    def _end_buttons(self, *, can_take: bool) -> QHBoxLayout:
        take = Button(tr("Take it in"), name="takeIn", kind="primary", icon="check")
        take.clicked.connect(self.take)
        take.setVisible(can_take)
        no = Button(tr("Refuse it"), name="refuseIt", kind="quiet", icon="x")
        no.clicked.connect(self.refuse_it)
        return side_by_side(take, no)

    def take(self) -> None:
        """Into the cases, in one step that can be undone there."""
        try:
            take_in(self._desk, self.chosen, self._choices)
        except KnownError as error:
            self.problem.tell(str(error))
            return
        self._over(tr("Taken in. It is one step in the case's history and can be undone there."))

    def refuse_it(self) -> None:
        """What was in it goes."""
        words = tr("What is in it goes from this laptop. The sender can give it again.")
        if seams().confirm(self, tr("Refuse this file?"), words, tr("Refuse it"), tr("Keep it")):
            refuse(self._desk, self.chosen)
            self._over(tr("Refused. Nothing of it is kept."))

    def _over(self, words: str) -> None:
        self.chosen, self._choices = "", {}
        self.refresh()
        self.said.emit(words)
