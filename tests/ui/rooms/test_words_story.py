"""The studio: a story begun from the template, its words, frames and versions; what was read stays."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from ui.screens.words import WordsScreen

Found = TypeVar("Found", bound=QWidget)


@dataclass
class Studio:
    """The room, and short ways to act in it."""

    family: Any
    screen: WordsScreen

    def press(self, name: str) -> None:
        found = [b for b in self.screen.findChildren(QAbstractButton, name) if not b.isHidden()]
        assert found, name
        found[-1].click()
        QApplication.processEvents()

    def write(self, words: str) -> None:
        editor = self.screen.frame.box.words
        editor.setFocus()
        editor.selectAll()
        QTest.keyClicks(editor, words)
        editor.commit()

    def words(self) -> list[str]:
        view = self.screen.state.view
        return [frame.words for frame in view.frames] if view else []

    def questions(self) -> list[str]:
        view = self.screen.state.view
        return [frame.question for frame in view.frames] if view else []


@pytest.fixture
def studio(bare: Any, show: Callable[..., QWidget]) -> Studio:
    """The room with a story just begun."""
    made = Studio(bare, WordsScreen(bare.context))
    show(made.screen)
    made.press("startStory")
    return made


def test_nothing_yet_explains_itself_and_starts_from_the_template(bare: Any, show: Callable[..., QWidget]) -> None:
    screen = WordsScreen(bare.context)
    show(screen)
    assert screen.state.view is None
    button = screen.findChild(QAbstractButton, "startStory")
    assert button is not None
    button.click()
    assert screen.state.view is not None
    assert screen.state.view.frames[0].question == "About us"
    assert screen.for_whom.text().startswith("For ")
    bare.context.undo()
    assert screen.state.view is None


def test_words_are_kept_and_go_to_the_frame_they_were_written_for(studio: Studio) -> None:
    studio.write("We like pancakes.")
    editor = studio.screen.frame.box.words
    editor.selectAll()
    QTest.keyClicks(editor, "We like the park.")
    studio.press("frame-2")
    assert studio.words()[:2] == ["We like the park.", ""]
    studio.write("Nan is worried.")
    assert studio.words()[:2] == ["We like the park.", "Nan is worried."]
    studio.family.context.undo()
    assert studio.words()[:2] == ["We like the park.", ""]


def test_frames_are_added_moved_by_keys_and_taken_out(studio: Studio) -> None:
    before = studio.questions()
    first = studio.screen.strip.tiles[0]
    QTest.keyClick(first, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert studio.questions()[:2] == [before[1], before[0]]
    assert studio.screen.state.number == 2
    studio.press("addFrame")
    assert len(studio.questions()) == len(before) + 1
    assert studio.screen.state.number == len(before) + 1
    QTest.keyClick(studio.screen.strip.tiles[-1], Qt.Key.Key_Delete)
    assert len(studio.questions()) == len(before)
