"""Reading aloud, where this computer can: Qt's text-to-speech is an optional part."""

from __future__ import annotations

from importlib.util import find_spec

from PySide6.QtCore import QObject


def can_speak() -> bool:
    """Whether a voice can be had here."""
    return find_spec("PySide6.QtTextToSpeech") is not None


class Voice(QObject):
    """Reads words aloud; make one only where :func:`can_speak` says so."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        from PySide6.QtTextToSpeech import QTextToSpeech

        self._engine = QTextToSpeech(self)

    def say(self, text: str) -> None:
        """Read ``text``, instead of anything being read now."""
        self._engine.stop()
        self._engine.say(text)

    def stop(self) -> None:
        """Be quiet."""
        self._engine.stop()
