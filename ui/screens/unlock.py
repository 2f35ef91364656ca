"""The locked door: a passphrase and nothing about any family. The same picture after Hide."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

from models import dates
from models.errors import KnownError
from ui.context import Services
from ui.screens.scene import Mark, Scene
from ui.seams import seams
from ui.theme import theme
from ui.widgets import Button, IconMark, KeyCap, Label, LinkButton, PassphraseField, ScrollArea, announce, column
from ui.work import Job

if TYPE_CHECKING:
    from models.vault import Vault

FREE_TRIES = 5


class Tries:
    """Wrong passphrases in a row, kept by the window so that locking again does not give new ones.

    After five each further one doubles the wait: 30 s, 1 min, 2 min … at most 15 min.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self.wrong = 0
        self._until = 0.0

    def missed(self) -> None:
        """One more wrong passphrase."""
        self.wrong += 1
        if self.wrong >= FREE_TRIES:
            self._until = self._clock() + min(900, 30 * 2 ** (self.wrong - FREE_TRIES))

    def right(self) -> None:
        """The right one: begin anew."""
        self.wrong, self._until = 0, 0.0

    @property
    def left(self) -> int:
        """Free tries that remain."""
        return max(0, FREE_TRIES - self.wrong)

    @property
    def wait(self) -> int:
        """Seconds until the next try is allowed."""
        return max(0, round(self._until - self._clock() + 0.49))


class UnlockScreen(Scene):
    """Asks for the passphrase; ``unlocked(Vault)`` when it fits."""

    unlocked = Signal(object)
    forgotten = Signal()
    new_vault = Signal()
    vault_chosen = Signal(object)

    def __init__(self, services: Services, tries: Tries, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("unlock")
        self._services, self._tries = services, tries
        self._job: Job | None = None
        self._waiting = QTimer(self)
        self._waiting.setInterval(1000)
        self._waiting.timeout.connect(self._count_down)
        self._build()

    # ---- building ---------------------------------------------------------------------------------------------
    def _build(self) -> None:
        inner = QWidget()
        column(self).addWidget(ScrollArea(inner, name="unlockScroll"))
        whole = QVBoxLayout(inner)
        whole.setContentsMargins(theme().px(40), theme().px(24), theme().px(40), theme().px(24))
        whole.setSpacing(0)
        self._promised = QWidget()
        self._promised.setLayout(self._promises())
        whole.addWidget(self._promised)
        whole.addItem(QSpacerItem(0, theme().px(56), QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Maximum))
        form = QWidget()
        form.setMaximumWidth(theme().px(440))
        self._fill_form(QVBoxLayout(form))
        row = QHBoxLayout()
        row.addItem(QSpacerItem(theme().px(112), 0, QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Minimum))
        row.addWidget(form, 10)
        row.addStretch(1)
        whole.addLayout(row)
        whole.addStretch(1)

    def _promises(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(8))
        row.addStretch(1)
        promises = (
            ("cloud-slash", self.tr("Works without a network")),
            ("lock-simple", self.tr("Everything on this laptop is locked")),
        )
        for icon, words in promises:
            row.addWidget(IconMark(icon))
            row.addWidget(Label(words, "label", "ink2", wrap=False, bold=False))
            row.addSpacing(theme().px(18))
        return row

    def _fill_form(self, form: QVBoxLayout) -> None:
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(0)
        self._mark = QWidget()
        column(self._mark, (0, 0, 0, 40)).addWidget(Mark())
        form.addWidget(self._mark)
        self._hello = Label("", "hero")
        form.addWidget(self._hello)
        form.addSpacing(theme().px(6))
        self._day = Label("", "words", "ink2")
        form.addWidget(self._day)
        self._greet()
        form.addSpacing(theme().px(28))
        asked = self.tr("Your passphrase")
        form.addWidget(Label(asked, "body", bold=True))
        form.addSpacing(theme().px(8))
        self.field = PassphraseField(name="passphrase", heard=asked)
        self.field.returnPressed.connect(self.try_it)
        form.addWidget(self.field)
        self.message = Label("", "body", "stopInk")
        self.message.hide()
        form.addSpacing(theme().px(10))
        form.addWidget(self.message)
        form.addSpacing(theme().px(6))
        go = QHBoxLayout()
        go.setSpacing(theme().px(10))
        self.button = Button(self.tr("Unlock"), name="unlockButton", kind="primary", size="large")
        self.button.setMinimumSize(theme().px(148), theme().target(48))
        self.button.clicked.connect(self.try_it)
        go.addWidget(self.button)
        go.addWidget(Label(self.tr("or press"), "body", "ink2", wrap=False))
        go.addWidget(KeyCap(self.tr("Enter")))
        go.addStretch(1)
        form.addLayout(go)
        form.addSpacing(theme().px(26))
        links = QHBoxLayout()
        links.setSpacing(theme().px(26))
        forgot = LinkButton(self.tr("I have forgotten it"), name="forgotten")
        forgot.clicked.connect(self.forgotten)
        other = LinkButton(self.tr("Open another file"), name="otherVault")
        other.clicked.connect(self._choose_other)
        new = LinkButton(self.tr("Start a new one"), name="newVault")
        new.clicked.connect(self.new_vault)
        for link in (forgot, other, new):
            links.addWidget(link)
        links.addStretch(1)
        form.addLayout(links)

    def _greet(self) -> None:
        """Say what time and day it is now (the screen may have been kept ready since the morning)."""
        now = self._services.now()
        today = now.date().isoformat()
        self._hello.setText(self._greeting(now.hour))
        self._day.setText(f"{dates.weekday(today)} {dates.written(today)}")

    def _greeting(self, hour: int) -> str:
        if hour < 12:
            return self.tr("Good morning")
        return self.tr("Good afternoon") if hour < 18 else self.tr("Good evening")

    # ---- trying -----------------------------------------------------------------------------------------------
    def try_it(self) -> None:
        """Try what was typed, in a worker thread."""
        words = self.field.text()
        if self._job is not None or self._tries.wait:
            return
        if not words:
            self.tell(self.tr("Type your passphrase first."))
            return
        self.field.setEnabled(False)
        self.button.setEnabled(False)
        self.button.setText(self.tr("Unlocking…"))
        self.message.hide()
        path, opener = self._services.vault_path, self._services.open
        self._job = Job(lambda: opener(path, words))
        self._job.done.connect(self._opened)
        self._job.failed.connect(self._refused)
        self._job.start()

    @property
    def busy(self) -> bool:
        """Whether a passphrase is being tried."""
        return self._job is not None

    def wait(self) -> None:
        """Block until a try that runs is over (before the window goes)."""
        if self._job is not None:
            self._job.wait()

    def _opened(self, vault: Vault) -> None:
        self._job = None
        self._tries.right()
        self.field.hide_words()
        self.unlocked.emit(vault)

    def _refused(self, error: Exception) -> None:
        self._job = None
        self._rest()
        from models.keyslots import WrongPassphrase

        if isinstance(error, WrongPassphrase):
            self._tries.missed()
            self.field.hide_words()
            self.tell(self._missed_words())
            self._show_wait()
        elif isinstance(error, KnownError):
            self.tell(str(error))
        else:
            raise error
        self.field.setFocus()

    def _rest(self) -> None:
        self.field.setEnabled(True)
        self.button.setEnabled(True)
        self.button.setText(self.tr("Unlock"))

    def _missed_words(self) -> str:
        left = self._tries.left
        if left > 1:
            many = {2: self.tr("Two"), 3: self.tr("Three"), 4: self.tr("Four")}[left]
            return self.tr("That didn't match. {many} more tries, then use your recovery card.").format(many=many)
        if left == 1:
            return self.tr("That didn't match. One more try, then use your recovery card.")
        return self.tr("That didn't match. Use your recovery card, or wait and try again.")

    def tell(self, words: str) -> None:
        """Say something under the field, to eyes and ears."""
        self.message.setText(words)
        self.message.show()
        announce(self, words)

    # ---- the growing wait -------------------------------------------------------------------------------------
    def _show_wait(self) -> None:
        if self._tries.wait:
            self._waiting.start()
            self._count_down()

    def _count_down(self) -> None:
        seconds = self._tries.wait
        if seconds:
            self.button.setEnabled(False)
            minutes, rest = divmod(seconds, 60)
            self.button.setText(self.tr("Wait {time}").format(time=f"{minutes}:{rest:02}"))
        else:
            self._waiting.stop()
            self._rest()

    def _choose_other(self) -> None:
        path = seams().open_file(
            self, self.tr("Open another file"), [self.tr("SofS Desk files (*.sofs)"), self.tr("All files (*)")]
        )
        if isinstance(path, Path):
            self.vault_chosen.emit(path)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: with large text on a low window only what is needed to unlock stays in sight."""
        super().resizeEvent(event)
        self._promised.setVisible(self.height() >= theme().px(500))
        self._mark.setVisible(self.height() >= theme().px(440))

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: the cursor waits in the field."""
        super().showEvent(event)
        self._greet()
        self._show_wait()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
