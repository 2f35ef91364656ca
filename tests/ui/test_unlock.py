"""The locked door, the first run and the recovery card."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from models import recovery_code
from models.keyslots import WrongPassphrase
from models.vault import KdfCost, MissingVault, Vault
from tests.ui.desk_helpers import PASSPHRASE, copy_of, flush, make_vault, services_for
from ui import seams
from ui.screens.first_run import FirstRunScreen
from ui.screens.recovery import RecoveryScreen
from ui.screens.unlock import FREE_TRIES, Tries, UnlockScreen


class Answers:
    """Seams that answer as told and remember what was asked."""

    def __init__(self, save: Path | None = None, open_: Path | None = None) -> None:
        self.save, self.open = save, open_
        self.printed: list[str] = []

    def save_file(self, parent: QWidget, title: str, suggested: str, filters: Sequence[str]) -> Path | None:
        return self.save

    def open_file(self, parent: QWidget, title: str, filters: Sequence[str]) -> Path | None:
        return self.open

    def confirm(self, parent: QWidget, title: str, text: str, yes: str, no: str) -> bool:
        return False

    def print_document(self, parent: QWidget, document: QTextDocument) -> bool:
        self.printed.append(document.toPlainText())
        return True

    def open_path(self, path: Path) -> bool:
        return True


def press(page: QWidget, name: str) -> None:
    """Press a button of the page by its object name."""
    button = page.findChild(QPushButton, name)
    assert button is not None, name
    button.click()
    flush()


def field(page: QWidget, name: str) -> QLineEdit:
    """A line of the page by its object name."""
    found = page.findChild(QLineEdit, name)
    assert found is not None, name
    return found


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One vault for all tests here."""
    return make_vault(tmp_path_factory.mktemp("made"), examples=False)


@pytest.fixture
def vaults() -> Iterator[list[Vault]]:
    """Vaults to close at the end."""
    opened: list[Vault] = []
    yield opened
    for vault in opened:
        vault.close()


def _door(qtbot: QtBot, path: Path, clock: list[float] | None = None) -> UnlockScreen:
    now = clock if clock is not None else [0.0]
    page = UnlockScreen(services_for(path), Tries(lambda: now[0]))
    qtbot.addWidget(page)
    page.show()
    return page


def _try(qtbot: QtBot, page: UnlockScreen, words: str) -> None:
    page.field.setText(words)
    QTest.keyClick(page.field, Qt.Key.Key_Return)
    page.wait()
    qtbot.waitUntil(lambda: not page.busy)


def test_the_right_passphrase_opens(qtbot: QtBot, made: Path, tmp_path: Path, vaults: list[Vault]) -> None:
    page = _door(qtbot, copy_of(made, tmp_path))
    page.unlocked.connect(vaults.append)
    _try(qtbot, page, PASSPHRASE)
    assert len(vaults) == 1 and page.field.text() == ""


def test_wrong_ones_are_counted_in_words_then_cost_time(qtbot: QtBot, made: Path, tmp_path: Path) -> None:
    clock = [100.0]
    page = _door(qtbot, copy_of(made, tmp_path), clock)
    said = []
    for _ in range(FREE_TRIES):
        _try(qtbot, page, "not it")
        said.append(page.message.text())
    assert said[0] == "That didn't match. Four more tries, then use your recovery card."
    assert said[3] == "That didn't match. One more try, then use your recovery card."
    assert "wait" in said[4]
    assert not page.button.isEnabled() and page.button.text() == "Wait 0:30"
    page.field.setText(PASSPHRASE)
    page.try_it()
    assert not page.busy  # even the right one has to wait
    clock[0] += 31
    page._count_down()
    assert page.button.isEnabled()
    _try(qtbot, page, "not it")
    assert page.button.text() == "Wait 1:00"
    page._waiting.stop()


def test_the_wait_grows_but_not_without_end_and_ends_with_the_right_one() -> None:
    clock = [0.0]
    tries = Tries(lambda: clock[0])
    waits = []
    for _ in range(14):
        tries.missed()
        waits.append(tries.wait)
    assert waits[:4] == [0, 0, 0, 0] and waits[4:7] == [30, 60, 120] and waits[-1] == 900
    tries.right()
    assert (tries.wait, tries.left) == (0, FREE_TRIES)


def test_other_trouble_is_told_and_costs_no_try(qtbot: QtBot, tmp_path: Path) -> None:
    page = _door(qtbot, tmp_path / "nothing.sofs")
    _try(qtbot, page, PASSPHRASE)
    assert page.message.text() == str(MissingVault())
    assert page._tries.left == FREE_TRIES


def test_the_door_says_nothing_about_any_family(qtbot: QtBot, tmp_path: Path) -> None:
    path = make_vault(tmp_path / "named", examples=True)
    page = _door(qtbot, path)
    shown = page.findChildren(QPushButton) + page.findChildren(QLabel) + page.findChildren(QLineEdit)
    seen = " ".join(f"{widget.text()} {widget.accessibleName()} {widget.toolTip()}" for widget in shown)
    assert "Unlock" in seen
    assert not any(word in seen for word in ("Harlow", "Pryce", "Doyle", "Rahman", "WEX", str(path.parent)))


def test_first_run_from_passphrase_to_families(qtbot: QtBot, tmp_path: Path, vaults: list[Vault]) -> None:
    page = FirstRunScreen(services_for(tmp_path / "new" / "desk.sofs"))
    qtbot.addWidget(page)
    page.show()
    ready: list[str] = []

    def keep(vault: Vault, choice: str) -> None:
        vaults.append(vault)
        ready.append(choice)

    page.ready.connect(keep)
    for weak in ("dog", "password1234", "Summer2025"):
        page.first.setText(weak)
        page.second.setText(weak)
        assert not page.make_button.isEnabled()
    page.first.setText(PASSPHRASE)
    page.second.setText("purple robots")
    assert not page.make_button.isEnabled()
    page.second.setText(PASSPHRASE)
    press(page, "makeVault")
    page.wait()
    qtbot.waitUntil(lambda: page.vault is not None)
    assert not page.code_done.isEnabled()
    code = page._code
    assert recovery_code.secret_of(code)
    answers = Answers(save=tmp_path / "card.pdf")
    with seams.use(answers):
        press(page, "printCode")
        press(page, "saveCode")
        answers.save = tmp_path / "card.txt"
        press(page, "saveCode")
    assert all(group in answers.printed[0] for group in code.split("-"))
    assert (tmp_path / "card.pdf").read_bytes().startswith(b"%PDF")
    assert code in (tmp_path / "card.txt").read_text(encoding="utf-8")
    press(page, "keptCode")
    press(page, "codeDone")
    assert page._code == ""
    press(page, "seeExample")
    assert ready == ["example"] and page.vault is None


def test_a_vault_is_not_made_where_there_is_one(qtbot: QtBot, made: Path, tmp_path: Path) -> None:
    page = FirstRunScreen(services_for(copy_of(made, tmp_path)))
    qtbot.addWidget(page)
    page.first.setText("curry eats purple robots")
    page.second.setText("curry eats purple robots")
    press(page, "makeVault")
    page.wait()
    qtbot.waitUntil(lambda: "already a vault" in page.advice.text())
    assert page.vault is None and page.make_button.isEnabled()


def test_a_card_that_cannot_be_written_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    page = FirstRunScreen(services_for(tmp_path / "desk.sofs"))
    qtbot.addWidget(page)
    page._code = "AAAA-BBBB"
    page._show(page._code_step())
    with seams.use(Answers(save=tmp_path / "no such folder" / "card.txt")):
        press(page, "saveCode")
    assert "could not be written" in page.said.text()


def test_the_recovery_card_leads_back_in(qtbot: QtBot, tmp_path: Path, vaults: list[Vault]) -> None:
    path = tmp_path / "desk.sofs"
    vault, code = Vault.create(path, PASSPHRASE, cost=KdfCost.LIGHT)
    vault.close()
    page = RecoveryScreen(services_for(path))
    qtbot.addWidget(page)
    page.recovered.connect(vaults.append)
    field(page, "recoveryCode").setText("nonsense")
    press(page, "openWithCode")
    page.wait()
    qtbot.waitUntil(lambda: "typing mistake" in page.message.text())
    field(page, "recoveryCode").setText(code.lower())
    press(page, "openWithCode")
    page.wait()
    qtbot.waitUntil(lambda: page.vault is not None)
    page.first.setText("curry eats purple robots")
    page.second.setText("curry eats purple robots")
    press(page, "changePassphrase")
    page.wait()
    qtbot.waitUntil(lambda: page._new_code != "")
    assert page._new_code != code
    assert not page.done_button.isEnabled()
    press(page, "keptCode")
    press(page, "recoveryDone")
    assert len(vaults) == 1
    vaults.pop().close()
    with pytest.raises(WrongPassphrase):
        Vault.open(path, PASSPHRASE)
    Vault.open(path, "curry eats purple robots").close()


def test_the_first_run_says_when_the_council_has_a_key_too(qtbot: QtBot, tmp_path: Path) -> None:
    words = "Your council keeps a key of its own that opens this file too."
    for has_escrow in (True, False):
        page = FirstRunScreen(services_for(tmp_path / "x.sofs", has_escrow=has_escrow))
        qtbot.addWidget(page)
        assert (words in {label.text() for label in page.findChildren(QLabel)}) is has_escrow
