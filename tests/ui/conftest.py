"""Every test of the interface must leave nothing behind: no widget, no running timer, no thread, no theme."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.desk_helpers import make_vault
from tests.ui.left_behind import Before, clear_away, set_aside
from ui.spelling import spelling
from ui.theme import theme


@pytest.fixture(scope="session", autouse=True)
def quick_collections(qapp: QApplication) -> None:
    """Looking for what a test leaves behind need not look through the imported code every time."""
    set_aside()


@pytest.fixture(autouse=True)
def nothing_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail on top-level widgets, active timers and threads that outlive a test, and name them."""
    request.getfixturevalue("qapp")
    spelling().wait()
    before = Before()
    yield
    clear_away()
    left = before.left()
    theme().set(name="light", text_scale=1.0, touch=False, reduced_motion=True)
    set_aside()
    assert not left, f"left behind: {', '.join(left)}"


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vault with both example families, to be copied by each test (``copy_of``)."""
    return make_vault(tmp_path_factory.mktemp("made"), examples=True)


@pytest.fixture(autouse=True)
def plain_theme(qapp: QApplication) -> None:
    """Begin each test in the light theme at 100 % without movement."""
    theme().set(name="light", text_scale=1.0, touch=False, reduced_motion=True)
    theme().apply()


@pytest.fixture(scope="session", autouse=True)
def patient_waits() -> None:
    """A busy machine is no reason to fail: whatever is waited for may take a minute."""
    for wait in (QtBot.waitUntil, QtBot.waitExposed, QtBot.waitSignal, QtBot.waitActive, QtBot.waitSignals):
        defaults = getattr(wait, "__kwdefaults__", None) or {}
        if "timeout" in defaults:
            defaults["timeout"] = 60_000
