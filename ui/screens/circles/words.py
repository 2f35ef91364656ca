"""The words of the circles' room."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from models.circle_words import ring_words


def tr(text: str) -> str:
    """A text of this room in the language in force."""
    return QCoreApplication.translate("Circles", text)


def ring_name(ring: str) -> str:
    """How a ring is called."""
    return tr(ring_words(ring).now)
