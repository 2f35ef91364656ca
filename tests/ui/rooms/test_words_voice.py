"""The studio reads aloud where the computer has a voice, and says why where it has none."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QLocale, QObject, Signal
from PySide6.QtWidgets import QWidget

from models.acts import stories
from tests.ui.rooms.words_helpers import Studio
from ui.screens.words import WordsScreen
from ui.screens.words.voice import Voice


class Speech(QObject):
    """Stands in for QTextToSpeech."""

    stateChanged = Signal()
    voices: tuple[str, ...] = ("Anna",)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.said: list[str] = []
        self._state = "State.Ready"

    def availableVoices(self) -> tuple[str, ...]:
        return self.voices

    def availableLocales(self) -> list[QLocale]:
        return [QLocale("en-GB")]

    def state(self) -> str:
        return self._state

    def setLocale(self, locale: QLocale) -> None:
        self.locale = locale

    def setRate(self, rate: float) -> None:
        self.rate = rate

    def say(self, text: str) -> None:
        self.said.append(text)
        self._state = "State.Speaking"
        self.stateChanged.emit()

    def stop(self) -> None:
        self._state = "State.Ready"
        self.stateChanged.emit()


@pytest.fixture
def speaking(monkeypatch: pytest.MonkeyPatch) -> type[Speech]:
    """A computer with an English voice."""
    real = importlib.import_module

    def found(name: str, package: str | None = None) -> Any:
        if name == "PySide6.QtTextToSpeech":
            return SimpleNamespace(QTextToSpeech=Speech)
        return real(name, package)

    monkeypatch.setattr(importlib, "import_module", found)
    return Speech


def test_the_words_are_read_and_pressing_again_stops(
    bare: Any, show: Callable[..., QWidget], speaking: type[Speech]
) -> None:
    stories.start(bare.case, bare.workspace_id)
    studio = Studio(bare, WordsScreen(bare.context))
    show(studio.screen, 1366)
    studio.write("We like pancakes.")
    notes, speech = studio.screen.frame.notes, studio.screen.voice._speech
    assert notes.aloud.isEnabled()
    assert not notes.no_voice.isVisible()
    studio.press("readAloud")
    assert speech.said == ["We like pancakes."]
    assert notes.aloud.text() == "Stop"
    studio.press("readAloud")
    assert not studio.screen.voice.is_speaking
    studio.choose("translate-ur")
    assert not notes.aloud.isEnabled()
    assert "does not speak this language" in notes.aloud.toolTip()


def test_a_computer_without_voices_says_so(monkeypatch: pytest.MonkeyPatch, speaking: type[Speech]) -> None:
    monkeypatch.setattr(speaking, "voices", ())
    voice = Voice()
    assert not voice.is_there
    assert voice.reason
    voice.say("Anything", "en-GB")
    voice.deleteLater()
