"""The app put together: the real window on a screen, and settings that may not be in the way."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from models.keyslots import KdfCost
from models.vault import Vault
from sofs_desk.app import make_services, make_window
from sofs_desk.settings import Settings, load_settings
from ui.shell import MainWindow

PASSPHRASE = "kettle plum harbour seven"


@pytest.fixture
def window(tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    monkeypatch.setenv("SOFS_DESK_HOME", str(tmp_path / "home"))
    vault, _ = Vault.create(tmp_path / "v.sofs", PASSPHRASE, cost=KdfCost.LIGHT)
    vault.close()
    window = make_window(make_services(Settings(reduced_motion=True), tmp_path / "v.sofs"))
    qtbot.addWidget(window)
    window.start()
    window.show()
    qtbot.waitExposed(window)
    return window


@pytest.mark.display
def test_somebody_types_the_passphrase_and_the_screen_saver_locks(window: MainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window, timeout=60_000)
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QLineEdit), timeout=60_000)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, PASSPHRASE)
    QTest.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.desk is not None, timeout=120_000)
    saved_screen = QDBusMessage.createSignal("/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged")
    saved_screen.setArguments([True])
    assert QDBusConnection.sessionBus().send(saved_screen)
    qtbot.waitUntil(lambda: window.desk is None, timeout=60_000)
    assert window.vault is None


def test_the_vault_opened_last_is_remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOFS_DESK_HOME", str(tmp_path))
    make_services(Settings()).choose_vault(tmp_path / "other.sofs")
    assert load_settings().vault == str(tmp_path / "other.sofs")
    assert make_services(load_settings()).vault_path == tmp_path / "other.sofs"


def test_settings_that_cannot_be_written_stop_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    monkeypatch.setenv("SOFS_DESK_HOME", str(blocked))
    services = make_services(Settings())
    assert services.change_preferences(theme="contrast").theme == "contrast"
