"""The words of the page, in the language in force."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def say(text: str) -> str:
    """A text of this page in the language in force."""
    return QCoreApplication.translate("FamilyFile", text)


def counted(number: int, one: str, many: str) -> str:
    """ "one couple", "3 couples"; "" for none. Both words are translated already."""
    return "" if not number else one if number == 1 else many.format(n=f"{number:,}")
