"""Handing over in plain words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def tr(text: str) -> str:
    """Translate a word of handing over."""
    return QCoreApplication.translate("Handing", text)


def deed_words(deed: str) -> str:
    """What a merge does with a thing."""
    return {"new": tr("New"), "changed": tr("Changed"), "gone": tr("Goes")}.get(deed, deed)
