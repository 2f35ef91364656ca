"""Settings: how it looks, when it locks, the passphrase and the recovery card, and getting a backup back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models import dates
from models.backups import BackupInfo, folder_of, list_backups
from models.errors import KnownError
from models.passphrase import strength
from models.vault import Vault
from ui.context import Preferences, Services
from ui.recovery_card import card_document
from ui.screens.first_run import StrengthMeter, bars_for, code_card, save_buttons, save_card
from ui.seams import seams
from ui.theme import THEMES, theme
from ui.widgets import (
    Button,
    Card,
    FlowLayout,
    Label,
    LinkButton,
    PassphraseField,
    ScrollArea,
    SegmentedControl,
    Surface,
    Switch,
    announce,
    column,
)
from ui.work import Job

TEXT_PERCENTS = (100, 125, 150, 200)
IDLE_MINUTES = (2, 5, 10, 20)
BACKUPS_SHOWN = 8


class SettingsScreen(Surface):
    """``back``, ``preferences_changed(Preferences)``, ``restore_asked(work)``, ``lock_asked``, ``said(text)``."""

    back = Signal()
    lock_asked = Signal()
    preferences_changed = Signal(object)
    restore_asked = Signal(object)
    page_asked = Signal(str)
    said = Signal(str)

    def __init__(self, services: Services, vault: Vault, parent: QWidget | None = None) -> None:
        super().__init__("window", parent=parent)
        self.setObjectName("settingsPage")
        self._services, self._vault = services, vault
        self._job: Job | None = None
        self._code = ""
        outer = column(self)
        head = QHBoxLayout()
        head.setContentsMargins(theme().px(24), theme().px(10), theme().px(24), theme().px(10))
        back = Button(self.tr("Families"), name="settingsBack", kind="quiet", icon="caret-left")
        back.clicked.connect(self.back)
        head.addWidget(back)
        head.addStretch(1)
        lock = Button(self.tr("Lock now"), name="lockNow", kind="quiet", icon="lock-simple", key="Ctrl L")
        lock.clicked.connect(self.lock_asked)
        head.addWidget(lock)
        outer.addLayout(head)
        inner = QWidget()
        body = column(inner, (40, 4, 40, 40), gap=16)
        body.addWidget(Label(self.tr("Settings"), "title"))
        for section in (self._looks(), self._locking(), self._passphrase(), self._case_system(),
                        self._backups(), self._about()):  # fmt: skip
            section.setMaximumWidth(theme().px(860))
            body.addWidget(section)
        body.addStretch(1)
        outer.addWidget(ScrollArea(inner, name="settingsScroll"), 1)

    # ---- building blocks --------------------------------------------------------------------------------------
    def _section(self, title: str) -> tuple[Card, QVBoxLayout]:
        card = Card(line="line", corner="sheet")
        body = column(card, (24, 18, 24, 20), gap=12)
        body.addWidget(Label(title, "lead"))
        return card, body

    def _choice(self, body: QVBoxLayout, title: str, control: QWidget) -> None:
        holder = QWidget()
        row = FlowLayout(holder, gap=theme().px(16), row_gap=theme().px(4))
        words = Label(title, "body", wrap=False)
        words.setFixedSize(theme().px(180), control.sizeHint().height())
        row.addWidget(words)
        row.addWidget(control)
        body.addWidget(holder)

    def _change(self, **chosen: Any) -> None:
        try:
            self.preferences_changed.emit(self._services.change_preferences(**chosen))
        except OSError:
            self.said.emit(self.tr("This choice could not be kept. It holds until you close the app."))

    @property
    def _now(self) -> Preferences:
        return self._services.preferences

    # ---- looks ------------------------------------------------------------------------------------------------
    def _looks(self) -> Card:
        card, body = self._section(self.tr("How it looks"))
        names = [self.tr("Light"), self.tr("High contrast"), self.tr("Projector")]
        chosen = THEMES.index(theme().name)
        themes = SegmentedControl(names, name="themeChoice", heard=self.tr("Colours"), current=chosen)
        themes.chosen.connect(self._on_theme)
        self._choice(body, self.tr("Colours"), themes)
        sizes = [self.tr("Usual"), "125 %", "150 %", "200 %"]
        percent = min(TEXT_PERCENTS, key=lambda size: abs(size - self._now.text_percent))
        text = SegmentedControl(
            sizes, name="textChoice", heard=self.tr("Text size"), current=TEXT_PERCENTS.index(percent)
        )
        text.chosen.connect(self._on_text)
        self._choice(body, self.tr("Text size"), text)
        letters = Switch(self.tr("Easier-reading letters (Lexend)"), name="fontChoice", on=self._now.reading_font)
        letters.toggled.connect(self._on_font)
        body.addWidget(letters)
        touch = Switch(self.tr("Larger things to press, for fingers"), name="touchChoice", on=self._now.touch)
        touch.toggled.connect(self._on_touch)
        body.addWidget(touch)
        still = Switch(self.tr("No movement"), name="motionChoice", on=self._now.reduced_motion)
        still.toggled.connect(self._on_motion)
        body.addWidget(still)
        marks = Switch(self.tr("Mark words that may be misspelt"), name="spellingChoice", on=self._now.spelling)
        marks.toggled.connect(self._on_spelling)
        body.addWidget(marks)
        return card

    def _on_theme(self, index: int) -> None:
        self._change(theme=THEMES[index])

    def _on_text(self, index: int) -> None:
        self._change(text_percent=TEXT_PERCENTS[index])

    def _on_font(self, on: bool) -> None:
        self._change(reading_font=on)

    def _on_spelling(self, on: bool) -> None:
        self._change(spelling=on)

    def _on_touch(self, on: bool) -> None:
        self._change(touch=on)

    def _on_motion(self, on: bool) -> None:
        self._change(reduced_motion=on)

    # ---- locking ----------------------------------------------------------------------------------------------
    def _locking(self) -> Card:
        card, body = self._section(self.tr("When nobody is there"))
        minutes = min(IDLE_MINUTES, key=lambda m: abs(m - self._now.idle_minutes))
        names = [self.tr("{count} minutes").format(count=m) for m in IDLE_MINUTES]
        choice = SegmentedControl(
            names, name="idleChoice", heard=self.tr("Lock after"), current=IDLE_MINUTES.index(minutes)
        )
        choice.chosen.connect(self._on_idle)
        self._choice(body, self.tr("Lock after"), choice)
        body.addWidget(
            Label(self.tr("It also locks when the laptop sleeps or its screen locks. F9 hides everything at once."),
                  "body", "ink2")
        )  # fmt: skip
        return card

    def _on_idle(self, index: int) -> None:
        self._change(idle_minutes=IDLE_MINUTES[index])

    # ---- passphrase and card ----------------------------------------------------------------------------------
    def _passphrase(self) -> Card:
        card, body = self._section(self.tr("Passphrase and recovery card"))
        self._secret_body = body
        self._secret_rest: QWidget | None = None
        self._show_secret(self._secret_buttons())
        return card

    def _show_secret(self, widget: QWidget) -> None:
        if self._secret_rest is not None:
            self._secret_body.removeWidget(self._secret_rest)
            self._secret_rest.hide()
            self._secret_rest.deleteLater()
        self._secret_rest = widget
        self._secret_body.addWidget(widget)

    def _secret_buttons(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(10))
        change = Button(self.tr("Change the passphrase"), name="changePassphrase", icon="key")
        change.clicked.connect(self._ask_passphrase)
        card = Button(self.tr("Make a new recovery card"), name="newCard", icon="identification-card")
        card.clicked.connect(self._ask_card)
        for button in (change, card):
            button.setEnabled(not self._vault.read_only)
            row.addWidget(button)
        row.addStretch(1)
        return holder

    def _secret_form(self, title: str, fields: list[PassphraseField], meter: QWidget | None, go: Button) -> QWidget:
        holder = QWidget()
        holder.setMaximumWidth(theme().px(480))
        body = column(holder, gap=10)
        body.addWidget(Label(title, "body", "ink2"))
        for field in fields:
            body.addWidget(Label(field.accessibleName(), "label"))
            body.addWidget(field)
        if meter is not None:
            body.addWidget(meter)
        self._secret_words = Label("", "body", "ink2")
        body.addWidget(self._secret_words)
        row = QHBoxLayout()
        row.setSpacing(theme().px(12))
        row.addWidget(go)
        leave = Button(self.tr("Leave it"), name="leaveSecret", kind="quiet")
        leave.clicked.connect(self._leave_secret)
        row.addWidget(leave)
        row.addStretch(1)
        body.addLayout(row)
        return holder

    def _leave_secret(self) -> None:
        self._code = ""
        self._show_secret(self._secret_buttons())

    def _ask_passphrase(self) -> None:
        self._first = PassphraseField(name="newPassphrase", heard=self.tr("New passphrase"), height=48)
        self._second = PassphraseField(name="newPassphraseAgain", heard=self.tr("The same once more"), height=48)
        self._meter = StrengthMeter()
        self._go = Button(self.tr("Change it"), name="changeIt", kind="primary")
        self._go.setEnabled(False)
        self._go.clicked.connect(self._change_passphrase)
        self._first.textChanged.connect(self._rate)
        self._second.textChanged.connect(self._rate)
        words = self.tr("The recovery card stays as it is. Older backups keep the passphrase of their time.")
        self._show_secret(self._secret_form(words, [self._first, self._second], self._meter, self._go))
        self._first.setFocus()

    def _rate(self) -> None:
        found = strength(self._first.text())
        self._meter.set_level(bars_for(self._first.text(), found))
        self._secret_words.setText(f"{found.words} {found.hint}".strip())
        self._go.setEnabled(found.is_enough and self._first.text() == self._second.text())

    def _change_passphrase(self) -> None:
        vault, words = self._vault, self._first.text()
        self._go.setEnabled(False)
        self._run(lambda: vault.change_passphrase(words), self._passphrase_changed)

    def _passphrase_changed(self) -> None:
        self._job = None
        self._leave_secret()
        self.said.emit(self.tr("The new passphrase opens everything from now on."))

    def _ask_card(self) -> None:
        vault = self._vault
        self._run(vault.new_recovery_code, self._card_made)

    def _card_made(self, code: str) -> None:
        self._job = None
        self._code = code
        holder = QWidget()
        body = column(holder, gap=12)
        words = self.tr("The old card is void now. Print this one and keep it away from the laptop.")
        body.addWidget(Label(words, "body"))
        body.addWidget(code_card(code))
        body.addLayout(save_buttons(self, self._print_card, self._save_card))
        done = Button(self.tr("I have kept it"), name="cardKept", kind="primary")
        done.clicked.connect(self._leave_secret)
        row = QHBoxLayout()
        row.addWidget(done)
        row.addStretch(1)
        body.addLayout(row)
        self._show_secret(holder)

    def _run(self, work: Callable[[], Any], done: Callable[..., None]) -> None:
        if self._job is not None:
            return
        self._job = Job(work)
        self._job.done.connect(done)
        self._job.failed.connect(self._failed)
        self._job.start()

    def wait(self) -> None:
        """Block until what runs is over (before the vault closes)."""
        if self._job is not None:
            self._job.wait()

    def _failed(self, error: Exception) -> None:
        self._job = None
        if not isinstance(error, KnownError):
            raise error
        self._leave_secret()
        self.said.emit(str(error))

    def _today(self) -> str:
        return dates.written(self._services.now().date().isoformat())

    def _print_card(self) -> None:
        seams().print_document(self, card_document(self._code, self._today()))

    def _save_card(self) -> None:
        words = save_card(self, self._services, self._code, self._today())
        if words:
            self.said.emit(words)

    # ---- the case system --------------------------------------------------------------------------------------
    def _case_system(self) -> Card:
        card, body = self._section(self.tr("Case system and colleagues"))
        words = self.tr("Ways to your authority's case system, the colleagues cases are handed to, and the "
                        "certificates of cases that were erased.")  # fmt: skip
        body.addWidget(Label(words, "body", "ink2"))
        row = QHBoxLayout()
        row.setSpacing(theme().px(10))
        for page, said, icon in (("connections", self.tr("Connections"), "cloud"),
                                 ("handing", self.tr("Colleagues"), "users"),
                                 ("erased", self.tr("Erased cases"), "archive")):  # fmt: skip
            button = Button(said, name=f"to-{page}", icon=icon)
            button.setProperty("page", page)
            button.clicked.connect(self._to_page)
            row.addWidget(button)
        row.addStretch(1)
        body.addLayout(row)
        return card

    def _to_page(self) -> None:
        button = self.sender()
        if isinstance(button, Button):
            self.page_asked.emit(str(button.property("page")))

    # ---- backups ----------------------------------------------------------------------------------------------
    def _backups(self) -> Card:
        card, self._backup_body = self._section(self.tr("Backups"))
        words = self.tr("Made by themselves, locked with your passphrase, beside the file: {folder}")
        folder = folder_of(self._services.vault_path).name
        self._backup_body.addWidget(Label(words.format(folder=folder), "body", "ink2"))
        self._backup_rest: QWidget | None = None
        self._show_backups()
        return card

    def _show_backups(self) -> None:
        self._replace_backups(self._backup_list())

    def _replace_backups(self, widget: QWidget) -> None:
        if self._backup_rest is not None:
            self._backup_body.removeWidget(self._backup_rest)
            self._backup_rest.hide()
            self._backup_rest.deleteLater()
        self._backup_rest = widget
        self._backup_body.addWidget(widget)

    def _backup_list(self) -> QWidget:
        holder = QWidget()
        body = column(holder, gap=4)
        self._found = list_backups(self._services.vault_path)
        for index, backup in enumerate(self._found[:BACKUPS_SHOWN]):
            row = QHBoxLayout()
            row.setSpacing(theme().px(16))
            when = Label(self._when(backup.taken), "body", wrap=False)
            when.setMinimumWidth(theme().px(190))
            row.addWidget(when)
            row.addWidget(Label(self._reason(backup.reason), "caption", "ink2", wrap=False))
            row.addStretch(1)
            link = LinkButton(
                self.tr("Go back to this"), name=f"restore-{index}",
                heard=self.tr("Go back to the backup of {when}").format(when=self._when(backup.taken)),
            )  # fmt: skip
            link.setProperty("index", index)
            link.clicked.connect(self._ask_restore)
            row.addWidget(link)
            body.addLayout(row)
        if not self._found:
            body.addWidget(Label(self.tr("None yet. The first is made when you close or lock."), "body"))
        make = Button(self.tr("Make one now"), name="backUpNow", icon="floppy-disk")
        make.clicked.connect(self._back_up)
        line = QHBoxLayout()
        line.setContentsMargins(0, theme().px(8), 0, 0)
        line.addWidget(make)
        line.addStretch(1)
        body.addLayout(line)
        return holder

    def _when(self, taken: dt.datetime) -> str:
        local = taken.astimezone(self._services.now().tzinfo)
        return f"{dates.written(local.date().isoformat())}, {local:%H:%M}"

    def _reason(self, reason: str) -> str:
        known = {
            "close": self.tr("on locking"), "timer": self.tr("while working"), "by-hand": self.tr("made by hand"),
            "before-restore": self.tr("before going back"), "before-migration": self.tr("before an update"),
        }  # fmt: skip
        return known.get(reason, reason)

    def _back_up(self) -> None:
        try:
            self._vault.back_up(reason="by-hand")
        except KnownError as error:
            self.said.emit(str(error))
            return
        self._show_backups()
        self.said.emit(self.tr("Backup made."))

    def _ask_restore(self) -> None:
        link = self.sender()
        if not isinstance(link, LinkButton):
            return
        self._chosen: BackupInfo = self._found[int(link.property("index"))]
        self._restore_field = PassphraseField(
            name="restorePassphrase", heard=self.tr("Passphrase of that day"), height=48
        )
        self._restore_field.returnPressed.connect(self._restore)
        go = Button(self.tr("Go back to this"), name="restoreNow", kind="primary")
        go.clicked.connect(self._restore)
        leave = Button(self.tr("Leave it"), name="leaveRestore", kind="quiet")
        leave.clicked.connect(self._show_backups)
        holder = QWidget()
        holder.setMaximumWidth(theme().px(560))
        body = column(holder, gap=10)
        words = self.tr("Everything becomes as it was on {when}. What is here now is kept as a backup of its own.")
        body.addWidget(Label(words.format(when=self._when(self._chosen.taken)), "body"))
        body.addWidget(Label(self._restore_field.accessibleName(), "label"))
        body.addWidget(self._restore_field)
        row = QHBoxLayout()
        row.setSpacing(theme().px(12))
        row.addWidget(go)
        row.addWidget(leave)
        row.addStretch(1)
        body.addLayout(row)
        self._replace_backups(holder)
        self._restore_field.setFocus()

    def _restore(self) -> None:
        words, chosen = self._restore_field.text(), self._chosen
        if not words:
            announce(self, self.tr("Type the passphrase first."))
            return
        path, restore = self._services.vault_path, self._services.restore
        self.restore_asked.emit(lambda: restore(path, chosen, words))

    # ---- about ------------------------------------------------------------------------------------------------
    def _about(self) -> Card:
        card, body = self._section(self.tr("About"))
        lines = (
            self.tr("SofS Desk {version}").format(version=self._services.version).strip(),
            self.tr("Independent software, not affiliated with or endorsed by the owners of Signs of Safety®, "
                    "which is their registered trade mark."),
            self.tr("Letters: Atkinson Hyperlegible, Lexend and Noto (SIL Open Font License). Icons: Phosphor (MIT). "
                    "Pictures: OpenMoji (CC BY-SA 4.0), their names in other languages: Unicode CLDR. "
                    "Spelling: SCOWL, en_GB."),
        )  # fmt: skip
        for line in lines:
            body.addWidget(Label(line, "body", "ink2"))
        return card
