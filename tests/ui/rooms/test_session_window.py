"""A session inside the real window: hiding closes the room's window, a screen plugged in covers the case."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from models.vault import Vault
from tests.ui.desk_helpers import PASSPHRASE
from tests.ui.rooms.session_helpers import heard
from tests.ui.rooms.sharing_window import open_harlow, opened_window
from ui.plugged import PluggedCover
from ui.screens.session import SessionScreen
from ui.shell import MainWindow


@pytest.fixture
def window(made: Path, tmp_path: Path) -> Iterator[MainWindow]:
    """The window with the first example family open and a session at its first stage."""
    with opened_window(made, tmp_path, rooms=True) as shown:
        PluggedCover(shown)
        open_harlow(shown)
        press(shown, "sessions")
        screen = shown.findChildren(SessionScreen)[-1]
        screen.begin("supervision")
        screen.show_console()
        yield shown


def press(window: MainWindow, name: str) -> None:
    next(each for each in window.findChildren(QAbstractButton, name) if each.isVisible()).click()


def test_hiding_closes_the_rooms_window_and_one_goes_on_afterwards(window: MainWindow, qtbot: QtBot) -> None:
    screen = window.findChildren(SessionScreen)[-1]
    press(window, "openRoom")
    room = screen.projector
    assert room is not None
    assert "What do you want to take away" in heard(room)
    rooms: list[bool] = []
    room.closed.connect(lambda: rooms.append(True))
    window.hide_now()
    qtbot.waitUntil(lambda: window.vault is None)
    assert rooms
    window._unlocked(Vault.open(window.services.vault_path, PASSPHRASE))
    screen = window.findChildren(SessionScreen)[-1]
    line = next(each for each in screen.start.findChildren(QAbstractButton) if each.text() == "Go on")
    line.click()
    assert screen.state is not None
    assert screen.state.whole.stage.key == "goal"
    assert screen.projector is None


def test_a_screen_plugged_in_covers_an_open_case_until_somebody_says_so(window: MainWindow) -> None:
    app = QGuiApplication.instance()
    assert isinstance(app, QGuiApplication)
    cover = window.findChildren(PluggedCover)[0]
    assert not cover.isVisible()
    app.screenAdded.emit(QGuiApplication.primaryScreen())
    assert cover.isVisible()
    assert cover.geometry() == window.rect()
    assert window.childAt(window.rect().center()) is cover or cover.isAncestorOf(window.childAt(300, 300) or cover)
    assert window.page is not None
    assert not window.page.isEnabled()
    window.resize(1200, 700)
    QTest.qWait(10)
    assert cover.geometry() == window.rect()
    press(window, "goOnHere")
    assert not cover.isVisible()
    assert window.page.isEnabled()


def test_nothing_is_covered_while_the_door_is_locked(window: MainWindow) -> None:
    window.lock()
    app = QGuiApplication.instance()
    assert isinstance(app, QGuiApplication)
    app.screenAdded.emit(QGuiApplication.primaryScreen())
    assert not window.findChildren(PluggedCover)[0].isVisible()
