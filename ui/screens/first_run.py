"""First run: choose a passphrase, keep the recovery code, then see the example family or start a case."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from models import dates
from models.errors import KnownError
from models.passphrase import Strength, strength
from ui.context import Services
from ui.recovery_card import card_document, save_pdf, save_text
from ui.screens.scene import Mark, StepScene
from ui.seams import seams
from ui.theme import theme
from ui.widgets import (
    Button,
    Card,
    Label,
    LinkButton,
    PassphraseField,
    Switch,
    announce,
    column,
    follow_theme,
    paint_frame,
)
from ui.work import Job

if TYPE_CHECKING:
    from models.vault import Vault


class StrengthMeter(QWidget):
    """Four bars that fill, in the ramp's colours; the words beside it say the same."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._level = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        follow_theme(self.updateGeometry)

    def set_level(self, level: int) -> None:
        """Fill 0 to 4 bars."""
        self._level = level
        self.update()

    def sizeHint(self) -> QSize:
        """Qt: a thin strip."""
        return QSize(theme().px(200), theme().px(8))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the bars."""
        painter = QPainter(self)
        gap = theme().px(4)
        width = (self.width() - 3 * gap) / 4
        for index in range(4):
            fill = "well" if index < self._level else "selected"
            line = "line" if theme().name == "contrast" else None
            bar = QRectF(index * (width + gap), 0, width, self.height())
            paint_frame(painter, bar, fill=fill, line=line, radius=self.height() / 2)


def bars_for(words: str, found: Strength) -> int:
    """How many of the four bars a judged passphrase fills: none when empty, at least one otherwise."""
    return max(1, found.score) if words else 0


class _Step(QWidget):
    """One step's page: title, sentence, then what it holds (``body``)."""

    def __init__(self, title: str, words: str) -> None:
        super().__init__()
        self.body = column(self, gap=0)
        self.body.addWidget(Mark())
        self.body.addSpacing(theme().px(28))
        self.body.addWidget(Label(title, "hero"))
        self.body.addSpacing(theme().px(8))
        self.body.addWidget(Label(words, "words", "ink2"))
        self.body.addSpacing(theme().px(22))


class FirstRunScreen(StepScene):
    """``ready(Vault, choice)`` at the end; choice is ``example`` or ``family``. ``vault_chosen(Path)``: an old file."""

    ready = Signal(object, str)
    vault_chosen = Signal(object)

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(services, "firstRun", parent)
        self._code = ""
        self._path = services.vault_path
        self._show(self._passphrase_step())

    # ---- step one: the passphrase -----------------------------------------------------------------------------
    def _passphrase_step(self) -> QWidget:
        step = _Step(
            self.tr("Choose a passphrase"),
            self.tr("It locks everything on this laptop. Four or five words that only you put together are easy to "
                    "keep and hard to guess."),
        )  # fmt: skip
        if self._services.has_escrow:
            told = self.tr("Your council keeps a key of its own that opens this file too.")
            step.body.addWidget(Label(told, "body", "ink2"))
            step.body.addSpacing(theme().px(8))
        step.body.addWidget(Label(self.tr("Your passphrase"), "body", bold=True))
        step.body.addSpacing(theme().px(6))
        self.first = PassphraseField(name="newPassphrase", heard=self.tr("Your new passphrase"), height=48)
        step.body.addWidget(self.first)
        step.body.addSpacing(theme().px(10))
        self._meter = StrengthMeter()
        step.body.addWidget(self._meter)
        step.body.addSpacing(theme().px(6))
        self.advice = Label("", "body", "ink2")
        step.body.addWidget(self.advice)
        step.body.addSpacing(theme().px(14))
        step.body.addWidget(Label(self.tr("The same once more"), "body", bold=True))
        step.body.addSpacing(theme().px(6))
        self.second = PassphraseField(name="newPassphraseAgain", heard=self.tr("The same once more"), height=48)
        step.body.addWidget(self.second)
        step.body.addSpacing(theme().px(18))
        step.body.addLayout(self._make_row())
        self.first.textChanged.connect(self._rate)
        self.second.textChanged.connect(self._rate)
        self.second.returnPressed.connect(self._make)
        return step

    def _make_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme().px(20))
        self.make_button = Button(self.tr("Go on"), name="makeVault", kind="primary", size="large")
        self.make_button.setMinimumWidth(theme().px(148))
        self.make_button.setEnabled(False)
        self.make_button.clicked.connect(self._make)
        row.addWidget(self.make_button)
        other = LinkButton(self.tr("I already have a file"), name="haveFile")
        other.clicked.connect(self._choose_other)
        row.addWidget(other)
        row.addStretch(1)
        return row

    def _rate(self) -> None:
        words, again = self.first.text(), self.second.text()
        found = strength(words)
        self._meter.set_level(bars_for(words, found))
        if found.is_enough and again and not words.startswith(again):
            self.advice.setText(self.tr("The two are not the same yet."))
        else:
            self.advice.setText(f"{found.words} {found.hint}".strip() if words else "")
        self.make_button.setEnabled(found.is_enough and words == again and self._job is None)

    def _make(self) -> None:
        if not self.make_button.isEnabled():
            return
        words, path, create = self.first.text(), self._path, self._services.create
        for widget in (self.first, self.second, self.make_button):
            widget.setEnabled(False)
        self.make_button.setText(self.tr("Locking it…"))
        self._job = Job(lambda: create(path, words))
        self._job.done.connect(self._made)
        self._job.failed.connect(self._not_made)
        self._job.start()

    def _made(self, result: tuple[Vault, str]) -> None:
        self._job = None
        self._vault, self._code = result
        self.first.hide_words()
        self.second.hide_words()
        self._show(self._code_step())

    def _not_made(self, error: Exception) -> None:
        self._job = None
        for widget in (self.first, self.second):
            widget.setEnabled(True)
        self.make_button.setText(self.tr("Go on"))
        self._rate()
        if not isinstance(error, KnownError):
            raise error
        self.advice.setText(str(error))
        announce(self, str(error))

    def _choose_other(self) -> None:
        path = seams().open_file(
            self, self.tr("Open a file"), [self.tr("SofS Desk files (*.sofs)"), self.tr("All files (*)")]
        )
        if isinstance(path, Path):
            self.vault_chosen.emit(path)

    # ---- step two: the recovery code --------------------------------------------------------------------------
    def _code_step(self) -> QWidget:
        step = _Step(
            self.tr("Keep this code"),
            self.tr("If you forget the passphrase, only this opens your files. Nobody can send you a new one. "
                    "Print it and keep it away from the laptop."),
        )  # fmt: skip
        step.body.addWidget(code_card(self._code))
        step.body.addSpacing(theme().px(16))
        step.body.addLayout(save_buttons(self, self._print, self._save))
        step.body.addSpacing(theme().px(16))
        self.kept = Switch(self.tr("I have kept it somewhere safe"), name="keptCode")
        self.kept.toggled.connect(self._on_kept)
        step.body.addWidget(self.kept)
        step.body.addSpacing(theme().px(16))
        self.code_done = Button(self.tr("Go on"), name="codeDone", kind="primary", size="large")
        self.code_done.setMinimumWidth(theme().px(148))
        self.code_done.setEnabled(False)
        self.code_done.clicked.connect(self._to_choice)
        row = QHBoxLayout()
        row.addWidget(self.code_done)
        row.addStretch(1)
        step.body.addLayout(row)
        self.said = Label("", "body", "ink2")
        step.body.addWidget(self.said)
        return step

    def _on_kept(self, kept: bool) -> None:
        self.code_done.setEnabled(kept)

    def _print(self) -> None:
        if seams().print_document(self, card_document(self._code, self._today())):
            self.said.setText(self.tr("Sent to the printer."))

    def _save(self) -> None:
        self.said.setText(save_card(self, self._services, self._code, self._today()))

    def _today(self) -> str:
        return dates.written(self._services.now().date().isoformat())

    def _to_choice(self) -> None:
        self._code = ""
        self._show(self._choice_step())

    # ---- step three: begin ------------------------------------------------------------------------------------
    def _choice_step(self) -> QWidget:
        step = _Step(
            self.tr("Everything is locked and ready"),
            self.tr("Look round in a made-up family first, or start a map of your own. You can do the other any time."),
        )
        row = QHBoxLayout()
        row.setSpacing(theme().px(12))
        example = Button(
            self.tr("See the example family"), name="seeExample", kind="primary", icon="users-three", size="large"
        )
        example.clicked.connect(self._see_example)
        family = Button(self.tr("Start a family"), name="startFamily", icon="plus", size="large")
        family.clicked.connect(self._start_family)
        row.addWidget(example)
        row.addWidget(family)
        row.addStretch(1)
        step.body.addLayout(row)
        return step

    def _see_example(self) -> None:
        self._hand_over("example")

    def _start_family(self) -> None:
        self._hand_over("family")

    def _hand_over(self, choice: str) -> None:
        vault, self._vault = self._vault, None
        if vault is not None:
            self.ready.emit(vault, choice)


def code_card(code: str) -> Card:
    """The code in big groups, four and three, that a screen reader spells."""
    card = Card(line="line", corner="sheet")
    inside = column(card, (24, 18, 24, 18), gap=4)
    groups = code.split("-")
    for part in (groups[:4], groups[4:]):
        line = Label("   ".join(part), "hero", wrap=False, heard=" ".join(" ".join(group) for group in part))
        inside.addWidget(line)
    return card


def save_buttons(parent: QWidget, on_print: Callable[[], None], on_save: Callable[[], None]) -> QHBoxLayout:
    """Print and save, side by side."""
    row = QHBoxLayout()
    row.setSpacing(theme().px(10))
    to_print = Button(parent.tr("Print it"), name="printCode", icon="printer")
    to_print.clicked.connect(on_print)
    to_save = Button(parent.tr("Save it"), name="saveCode", icon="floppy-disk")
    to_save.clicked.connect(on_save)
    row.addWidget(to_print)
    row.addWidget(to_save)
    row.addStretch(1)
    return row


def save_card(parent: QWidget, services: Services, code: str, made_on: str) -> str:
    """Ask where, write the card as PDF or text; returns what to say."""
    suggested = str(services.documents_folder / parent.tr("Recovery card.pdf"))
    filters = [parent.tr("PDF (*.pdf)"), parent.tr("Text (*.txt)")]
    path = seams().save_file(parent, parent.tr("Save the recovery card"), suggested, filters)
    if path is None:
        return ""
    try:
        (save_text if path.suffix.lower() == ".txt" else save_pdf)(path, code, made_on)
    except KnownError as error:
        return str(error)
    return parent.tr("Saved. Move it off this laptop: a card kept beside the lock is no lock.")
