"""The words of the people's room: how kinds, lives and genders are called."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def say(text: str) -> str:
    """A text of this room in the language in force."""
    return QCoreApplication.translate("People", text)


def kinds() -> dict[str, str]:
    """How somebody belongs."""
    return {"family": say("Family"), "friend": say("Friend or neighbour"), "carer": say("Carer"),
            "professional": say("Professional"), "pet": say("Pet")}  # fmt: skip


def lives() -> dict[str, str]:
    """Whether somebody lives."""
    return {"alive": say("Living"), "dead": say("Has died"), "unborn": say("Not born yet"),
            "miscarriage": say("Miscarriage"), "stillborn": say("Stillborn"), "abortion": say("Abortion"),
            "unknown": say("Not known")}  # fmt: skip


def genders() -> dict[str, str]:
    """Genders."""
    return {"female": say("Female"), "male": say("Male"), "non_binary": say("Non-binary"),
            "unknown": say("Not said")}  # fmt: skip
