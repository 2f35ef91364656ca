"""Handing one case over: to a colleague's key, or with a passphrase; the file is saved where one likes."""

from __future__ import annotations

import re

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from exporters.handover import ENDING, MIN_PASSPHRASE, Prepared, prepare, remember, seal
from models.case_titles import case_titles
from models.colleagues import KeyCard, colleagues, own_keys
from models.errors import KnownError
from ui.plain_papers import save_bytes
from ui.screens.desk_page import DeskContext, Problem, side_by_side
from ui.screens.handing.words import tr
from ui.theme import theme
from ui.widgets import Button, Card, EmptyState, FlowLayout, Label, PassphraseField, announce, clear, column
from ui.work import Job


class GivingPart(QWidget):
    """``said(words)``, ``keys_asked()`` (there is no key card of our own yet)."""

    said = Signal(str)
    keys_asked = Signal()

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.case_id = context.case_id
        self._job: Job | None = None
        self._prepared: Prepared | None = None
        first = next((view.id for view in colleagues(context.desk) if view.is_checked), "")
        self.to = first
        self._body = column(self, (2, 4, 12, 24), gap=14)
        self.refresh()

    def refresh(self) -> None:
        """Read cases and colleagues again."""
        clear(self._body)
        titles = case_titles(self.context.desk)
        if own_keys(self.context.desk) is None or not titles:
            self._body.addWidget(self._not_yet(bool(titles)), 1)
            return
        self.case_id = self.case_id if self.case_id in titles else next(iter(titles))
        card = Card(corner="sheet")
        card.setMaximumWidth(theme().px(820))
        body = column(card, (24, 18, 24, 20), gap=10)
        body.addWidget(Label(tr("Which case?"), "label"))
        body.addWidget(self._choices("case", titles, self.case_id, self._choose_case))
        people = {view.id: view.card.name for view in colleagues(self.context.desk)}
        self.to = self.to if self.to in people else ""
        body.addWidget(Label(tr("Who gets it?"), "label"))
        everybody = {**people, "": tr("Somebody with a passphrase")}
        body.addWidget(self._choices("to", everybody, self.to, self._choose_to))
        self._hint = Label("", "body", "ink2")
        body.addWidget(self._hint)
        self.passphrase = PassphraseField(name="handPassphrase", heard=tr("Passphrase for the file"), height=44)
        self.passphrase.textChanged.connect(self._fit)
        body.addWidget(self.passphrase)
        self.problem = Problem("givingProblem")
        body.addWidget(self.problem)
        self.save = Button(tr("Save the file"), name="saveHandover", kind="primary", icon="lock-simple")
        self.save.clicked.connect(self.write)
        body.addLayout(side_by_side(self.save))
        self._body.addWidget(card)
        self._body.addStretch(1)
        self._fit()

    def _not_yet(self, has_cases: bool) -> EmptyState:
        if not has_cases:
            return EmptyState(tr("There is no case to hand over yet."), icon="archive")
        make = Button(tr("Make my key card"), name="firstKeys", kind="primary", icon="key", size="large")
        make.clicked.connect(self.keys_asked)
        words = tr("A case leaves signed with your name, so that whoever gets it knows it is from you. Make your key "
                   "card first; it takes a moment.")  # fmt: skip
        return EmptyState(words, icon="key", action=make)

    def _choices(self, name: str, entries: dict[str, str], chosen: str, work: object) -> QWidget:
        holder = QWidget()
        row = FlowLayout(holder, gap=theme().px(8), row_gap=theme().px(8))
        for key, words in entries.items():
            button = Button(words, name=f"{name}-{key}", size="small", pill=True)
            button.setCheckable(True)
            button.setAutoExclusive(True)
            button.setChecked(key == chosen)
            button.setProperty("key", key)
            button.clicked.connect(work)
            row.addWidget(button)
        return holder

    def _choose_case(self) -> None:
        self.case_id = str(self._key_of(self.sender()))

    def _choose_to(self) -> None:
        self.to = str(self._key_of(self.sender()))
        self._fit()

    def _key_of(self, button: object) -> str:
        return str(button.property("key")) if isinstance(button, Button) else ""

    def _colleague(self) -> KeyCard | None:
        return next((view.card for view in colleagues(self.context.desk) if view.id == self.to), None)

    def _fit(self) -> None:
        view = next((each for each in colleagues(self.context.desk) if each.id == self.to), None)
        self.passphrase.setVisible(view is None)
        if view is None:
            words = tr("{n} signs or more, best four words that have nothing to do with each other. Tell it to them by "
                       "another way than the file.").format(n=MIN_PASSPHRASE)  # fmt: skip
        elif view.is_checked:
            words = tr("Only {name} can open it. You have compared the groups.").format(name=view.card.name)
        else:
            words = tr("Only the holder of this card can open it. You have not compared the groups with {name} yet.")
            words = words.format(name=view.card.name)
        self._hint.setText(words)
        self.save.setEnabled(view is not None or len(self.passphrase.text()) >= MIN_PASSPHRASE)

    def write(self) -> None:
        """Seal and save; the whole case is in it, also what is not shown to others."""
        if self._job is not None:
            return
        try:
            case = self.context.desk.open_case(self.case_id)
            passphrase = "" if self.to else self.passphrase.text()
            prepared = prepare(case, to=self._colleague(), passphrase=passphrase)
        except KnownError as error:
            self.problem.tell(str(error))
            return
        self.problem.tell("")
        self._prepared = prepared
        if prepared.to is not None:
            self._sealed(seal(prepared))
            return
        # A passphrase takes a second to work out: the window goes on meanwhile.
        self._job = Job(lambda: seal(prepared))
        self._job.done.connect(self._sealed)
        self._job.failed.connect(self._not_sealed)
        self.setEnabled(False)
        self.save.setText(tr("Locking it…"))
        announce(self, tr("Locking it. This takes a moment."))
        self._job.start()

    def _over(self) -> None:
        self._job = None
        self.setEnabled(True)
        self.save.setText(tr("Save the file"))

    def _not_sealed(self, error: Exception) -> None:
        self._over()
        self._prepared = None
        if not isinstance(error, KnownError):
            raise error
        self.problem.tell(str(error))

    def _sealed(self, data: bytes) -> None:
        prepared, self._prepared = self._prepared, None
        self._over()
        if prepared is None:
            return
        stem = re.sub(r"[^A-Za-z0-9-]+", "-", str(prepared.case.row["number"] or "")).strip("-") or "case"
        try:
            path = save_bytes(self, self.context.services, tr("Save the file"), f"{stem}{ENDING}",
                              [f"{tr('Handed-over case')} (*{ENDING})"], data)  # fmt: skip
            if path is not None:
                remember(prepared, data)
        except KnownError as error:
            self.problem.tell(str(error))
            return
        if path is not None:
            self.passphrase.clear()
            words = tr("Saved as {name}. Nothing was sent; give the file to them.").format(name=path.name)
            announce(self, words)
            self.said.emit(words)
