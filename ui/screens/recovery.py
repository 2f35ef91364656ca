"""Forgotten passphrase: the printed code opens the vault, then a new passphrase is chosen and a new code kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from models import dates
from models.errors import KnownError
from models.passphrase import strength
from ui.context import Services
from ui.recovery_card import card_document
from ui.screens.first_run import StrengthMeter, bars_for, code_card, save_buttons, save_card
from ui.screens.scene import Mark, StepScene
from ui.seams import seams
from ui.theme import theme
from ui.widgets import (
    Button,
    Label,
    LineField,
    LinkButton,
    PassphraseField,
    Switch,
    announce,
    column,
)
from ui.work import Job

if TYPE_CHECKING:
    from models.vault import Vault


class RecoveryScreen(StepScene):
    """``recovered(Vault)`` when code and new passphrase are done; ``back()`` to the unlock screen."""

    recovered = Signal(object)
    back = Signal()

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(services, "recovery", parent)
        self._new_code = ""
        self._show(self._code_page())

    def _new_page(self, title: str, words: str) -> QWidget:
        page = QWidget()
        body = column(page, gap=10)
        body.addWidget(Mark())
        body.addSpacing(theme().px(18))
        body.addWidget(Label(title, "hero"))
        body.addWidget(Label(words, "words", "ink2"))
        self._body = body
        self.message = Label("", "body", "stopInk")
        return page

    # ---- the code ---------------------------------------------------------------------------------------------
    def _code_page(self) -> QWidget:
        page = self._new_page(
            self.tr("Use your recovery card"),
            self.tr("Type the code from the card. Small or capital letters, with or without the dashes."),
        )
        self.code = LineField(name="recoveryCode", heard=self.tr("Recovery code"), role="words", height=56,
                              placeholder=self.tr("seven groups of four"))  # fmt: skip
        self.code.returnPressed.connect(self._try_code)
        self._body.addWidget(self.code)
        self._body.addWidget(self.message)
        self.open_button = Button(self.tr("Open with the code"), name="openWithCode", kind="primary", size="large")
        self.open_button.clicked.connect(self._try_code)
        back = LinkButton(self.tr("Back"), name="recoveryBack")
        back.clicked.connect(self.back)
        self._add_row(self.open_button, back)
        return page

    def _add_row(self, *widgets: QWidget) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme().px(20))
        for widget in widgets:
            row.addWidget(widget)
        row.addStretch(1)
        self._body.addLayout(row)

    def _try_code(self) -> None:
        if self._job is not None or not self.code.text().strip():
            return
        code, path, opener = self.code.text(), self._services.vault_path, self._services.open_with_code
        self.open_button.setEnabled(False)
        self._job = Job(lambda: opener(path, code))
        self._job.done.connect(self._opened)
        self._job.failed.connect(self._failed)
        self._job.start()

    def _opened(self, vault: Vault) -> None:
        self._job = None
        self._vault = vault
        self.code.clear()
        self._show(self._passphrase_page())

    def _failed(self, error: Exception) -> None:
        self._job = None
        self.open_button.setEnabled(True)
        if not isinstance(error, KnownError):
            raise error
        self.message.setText(str(error))
        announce(self, str(error))

    # ---- the new passphrase -----------------------------------------------------------------------------------
    def _passphrase_page(self) -> QWidget:
        page = self._new_page(
            self.tr("Choose a new passphrase"), self.tr("The old one no longer opens anything after this.")
        )
        self.first = PassphraseField(name="newPassphrase", heard=self.tr("Your new passphrase"), height=48)
        self.second = PassphraseField(name="newPassphraseAgain", heard=self.tr("The same once more"), height=48)
        self._meter = StrengthMeter()
        self._body.addWidget(self.first)
        self._body.addWidget(self._meter)
        self._body.addWidget(Label(self.tr("The same once more"), "body", bold=True))
        self._body.addWidget(self.second)
        self._body.addWidget(self.message)
        self.change_button = Button(self.tr("Go on"), name="changePassphrase", kind="primary", size="large")
        self.change_button.setEnabled(False)
        self.change_button.clicked.connect(self._change)
        self._add_row(self.change_button)
        self.first.textChanged.connect(self._rate)
        self.second.textChanged.connect(self._rate)
        return page

    def _rate(self) -> None:
        found = strength(self.first.text())
        self._meter.set_level(bars_for(self.first.text(), found))
        self.message.set_ink("ink2")
        self.message.setText(f"{found.words} {found.hint}".strip())
        self.change_button.setEnabled(found.is_enough and self.first.text() == self.second.text())

    def _change(self) -> None:
        vault, words = self._vault, self.first.text()
        if vault is None or self._job is not None:
            return
        self.change_button.setEnabled(False)

        def work() -> str:
            vault.change_passphrase(words)
            return vault.new_recovery_code()

        self._job = Job(work)
        self._job.done.connect(self._changed)
        self._job.failed.connect(self._failed_change)
        self._job.start()

    def _changed(self, code: str) -> None:
        self._job = None
        self._new_code = code
        self.first.hide_words()
        self.second.hide_words()
        self._show(self._card_page())

    def _failed_change(self, error: Exception) -> None:
        self._job = None
        self.change_button.setEnabled(True)
        if not isinstance(error, KnownError):
            raise error
        self.message.setText(str(error))

    # ---- the new card -----------------------------------------------------------------------------------------
    def _card_page(self) -> QWidget:
        page = self._new_page(
            self.tr("A new recovery card"),
            self.tr("The old card is void now. Print this one and keep it away from the laptop."),
        )
        self._body.addWidget(code_card(self._new_code))
        self._body.addLayout(save_buttons(self, self._print, self._save))
        self.kept = Switch(self.tr("I have kept it somewhere safe"), name="keptCode")
        self._body.addWidget(self.kept)
        self.done_button = Button(self.tr("Go to the families"), name="recoveryDone", kind="primary", size="large")
        self.done_button.setEnabled(False)
        self.kept.toggled.connect(self.done_button.setEnabled)
        self.done_button.clicked.connect(self._finish)
        self._add_row(self.done_button)
        self._body.addWidget(self.message)
        return page

    def _today(self) -> str:
        return dates.written(self._services.now().date().isoformat())

    def _print(self) -> None:
        seams().print_document(self, card_document(self._new_code, self._today()))

    def _save(self) -> None:
        self.message.set_ink("ink2")
        self.message.setText(save_card(self, self._services, self._new_code, self._today()))

    def _finish(self) -> None:
        vault, self._vault, self._new_code = self._vault, None, ""
        if vault is not None:
            self.recovered.emit(vault)
