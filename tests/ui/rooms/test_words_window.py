"""The studio in the real window: from the rail, by keys, read over the whole window, and gone when it locks."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget

from models.vault import Vault
from tests.ui.desk_helpers import flush, window_in_a_case
from ui.screens.case_shell import CaseShell
from ui.screens.words import WordsScreen
from ui.shell import MainWindow


@pytest.fixture
def window(built: Any, tmp_path: Path, qapp: object) -> Iterator[MainWindow]:
    """The window with a family open in another room."""
    shutil.copytree(built.folder, tmp_path / "vault")
    with window_in_a_case(tmp_path / "vault" / "v.sofs", built.case_id, "map", words=WordsScreen) as made:
        made.activateWindow()
        QTest.qWaitForWindowActive(made)
        flush()
        yield made


def find(window: MainWindow, name: str) -> QWidget:
    found = next((widget for widget in window.findChildren(QWidget, name) if widget.isVisible()), None)
    assert found is not None, name
    return found


def press(window: MainWindow, name: str) -> None:
    button = find(window, name)
    assert isinstance(button, QAbstractButton)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    flush()


def test_a_story_is_made_and_read_by_hand_and_by_keys(window: MainWindow, qtbot: Any) -> None:
    press(window, "rail-words")
    press(window, "startStory")
    page = window.page
    assert isinstance(page, CaseShell)
    screen = page.room("words")
    assert isinstance(screen, WordsScreen)
    words = find(window, "frameWords")
    QTest.keyClicks(words, "We like pancakes.")
    QTest.keyClick(words, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    flush()
    assert screen.state.number == 2
    QTest.keyClicks(words, "Nan is worried.")
    QTest.keyClick(words, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    flush()
    assert screen.state.view is not None
    assert [frame.words for frame in screen.state.view.frames[:2]] == ["We like pancakes.", "Nan is worried."]
    qtbot.waitUntil(lambda: any(tile.word == "pancakes" for tile in screen.side.shelf.tiles if not tile.isHidden()))
    press(window, next(t.objectName() for t in screen.side.shelf.tiles if t.word == "pancakes"))
    canvas = screen.frame.editor.canvas
    assert canvas.item is not None, "what was put in is chosen, to be moved"
    before = canvas.item.x
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    flush()
    assert canvas.item.x > before
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    flush()
    assert canvas.item.x == before
    press(window, "readTogether")
    assert not find_hidden(window, "rail").isVisible()
    sheet = find(window, "storyPage")
    QTest.mouseClick(sheet, Qt.MouseButton.LeftButton, pos=QPoint(sheet.width() - 20, sheet.height() // 2))
    assert screen.reading.place == 1
    QTest.keyClick(screen.reading, Qt.Key.Key_Escape)
    flush()
    assert find(window, "rail").isVisible()


def find_hidden(window: MainWindow, name: str) -> QWidget:
    found = window.findChild(QWidget, name)
    assert found is not None
    return found


def test_locking_while_it_is_read_keeps_the_words_and_shows_nothing(window: MainWindow, built: Any) -> None:
    press(window, "rail-words")
    press(window, "startStory")
    words = find(window, "frameWords")
    QTest.keyClicks(words, "We like pancakes.")
    press(window, "readTogether")
    QTest.keyClick(find(window, "readingPage"), Qt.Key.Key_End)
    window.lock()
    flush()
    assert not [widget for widget in window.findChildren(QWidget, "readingPage") if widget.isVisible()]
    assert not [widget for widget in window.findChildren(QWidget, "words") if widget.isVisible()]
    window._unlocked(Vault.open(window.services.vault_path, "pass"))
    assert window.desk is not None
    rows = window.desk.open_case(built.case_id).rows.where("story_frame")
    assert "We like pancakes." in [row["words"] for row in rows]
