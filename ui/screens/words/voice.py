"""Reading aloud with the computer's own voice, where Qt and the system have one."""

from __future__ import annotations

import importlib
from typing import Any

from PySide6.QtCore import QLocale, QObject, Signal

from ui.screens.words.wording import tr


class Voice(QObject):
    """A voice. ``reason``: why there is none ("" where there is one); ``changed()``: it began or fell silent."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._speech: Any = None
        self.reason = ""
        self._look()

    def _look(self) -> None:
        try:
            module: Any = importlib.import_module("PySide6.QtTextToSpeech")
        except ImportError:
            self.reason = tr("This copy of SofS Desk came without a voice.")
            return
        speech = module.QTextToSpeech(self)
        if speech.availableVoices():
            self._speech = speech
            speech.stateChanged.connect(self._on_state)
        else:
            speech.deleteLater()
            self.reason = tr("This computer has no voice to read with.")

    @property
    def is_there(self) -> bool:
        """Whether anything can be read aloud."""
        return self._speech is not None

    @property
    def is_speaking(self) -> bool:
        """Whether it reads just now."""
        return self._speech is not None and str(self._speech.state()).endswith("Speaking")

    def speaks(self, language: str) -> bool:
        """Whether it can read this language."""
        if self._speech is None:
            return False
        wanted = QLocale(language).language()
        return any(locale.language() == wanted for locale in self._speech.availableLocales())

    def say(self, text: str, language: str) -> None:
        """Read a text; while it reads, fall silent instead."""
        if self._speech is None:
            return
        if self.is_speaking:
            self._speech.stop()
            return
        self._speech.setLocale(QLocale(language))
        self._speech.setRate(-0.15)  # a little slower than grown-ups talk
        self._speech.say(text)

    def stop(self) -> None:
        """Fall silent."""
        if self._speech is not None:
            self._speech.stop()

    def _on_state(self) -> None:
        self.changed.emit()
