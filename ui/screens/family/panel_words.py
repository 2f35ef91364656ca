"""The words of the family's panel: how the kinds of couples, children, homes and lives are called."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from models import dates
from models.drawings.genogram.presets import Presets
from models.family_views import TieView


def say(text: str) -> str:
    """A text of this room in the language in force."""
    return QCoreApplication.translate("Family", text)


def lives() -> dict[str, str]:
    """Whether somebody lives, is not born yet, or never was."""
    return {"alive": say("Living"), "dead": say("Has died"), "unborn": say("Not born yet"),
            "miscarriage": say("Miscarriage"), "abortion": say("Abortion"), "stillborn": say("Stillborn"),
            "unknown": say("Not known")}  # fmt: skip


def genders() -> dict[str, str]:
    """Genders, in the order of their symbols."""
    return {"female": say("Female"), "male": say("Male"), "non_binary": say("Non-binary"),
            "unknown": say("Not said")}  # fmt: skip


def endings(presets: Presets) -> dict[str, str]:
    """How a couple ended."""
    return {"": say("Still together")} | {key: ending.label for key, ending in presets.endings.items()}


def parents() -> dict[str, str]:
    """What a parent is to a child, by the kinds of the line between them."""
    return {"birth": say("Parent by birth"), "adopted": say("Adoptive parent"), "foster": say("Foster parent"),
            "kinship": say("Kinship carer"), "step": say("Step-parent")}  # fmt: skip


def child_note(presets: Presets, kind: str) -> str:
    """How a child belongs, beside its name; nothing for a child born to them."""
    return "" if kind == "birth" else presets.children[kind].words


def home_kinds() -> dict[str, str]:
    """How somebody is in a home."""
    return {"lives": say("Lives here"), "sleeps": say("Sleeps here some nights"),
            "foster": say("Looked after here")}  # fmt: skip


def since(begun: str | None, ended: str | None = None) -> str:
    """From when to when, in words: "since 2018", "2014 to 2017", "until 2017"."""
    if begun and ended:
        return say("{begun} to {ended}").format(begun=dates.written(begun), ended=dates.written(ended))
    if begun:
        return say("since {begun}").format(begun=dates.written(begun))
    return say("until {ended}").format(ended=dates.written(ended)) if ended else ""


def tie_words(presets: Presets, tie: TieView) -> str:
    """How two people are with each other, in the words of the key: "Cut off, since June 2023, mended May 2025"."""
    kinds = [kind for kind in tie.kinds if not (kind == "mending" and tie.repaired_on)]
    said = [presets.ties[kind].words if kind in presets.ties else kind for kind in kinds]
    said.append(since(tie.begun_on, tie.ended_on))
    if tie.repaired_on:
        said.append(say("mended {when}").format(when=dates.written(tie.repaired_on)))
    words = ", ".join(word for word in said if word)
    return words[:1].upper() + words[1:]


def listed(names: list[str]) -> str:
    """Names as one says them: "Mila", "Mila and Alfie", "Jayden, Mila and Alfie"."""
    if len(names) < 2:
        return "".join(names)
    return say("{some} and {last}").format(some=", ".join(names[:-1]), last=names[-1])
