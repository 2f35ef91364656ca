"""The words of the ecomap: kinds of line, ways of strength, what to ask."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from models.family_views import EcomapNode


def say(text: str) -> str:
    """A text of the ecomap in the language in force."""
    return QCoreApplication.translate("Ecomap", text)


def kinds() -> dict[str, str]:
    """How a line is called."""
    return {"strong": say("Strong"), "ordinary": say("Ordinary"), "weak": say("Weak"),
            "stressful": say("Stressful"), "broken": say("Broken")}  # fmt: skip


def energies() -> dict[str, str]:
    """Which way the strength flows."""
    return {"none": say("Neither"), "in": say("Gives them strength"), "out": say("Costs them strength"),
            "both": say("Both")}  # fmt: skip


def prompts() -> tuple[str, ...]:
    """What to ask while drawing."""
    return (say("Who helps?"), say("Who costs strength?"), say("Who would come at two in the night?"),
            say("Whom do the children like to go to?"))  # fmt: skip


def line_words(node: EcomapNode) -> str:
    """A line in a few words, as the list has it: "Strong, gives them strength, for Jayden"."""
    parts = [kinds()[node.kind]]
    if node.energy != "none":
        way = {"in": say("gives strength"), "out": say("costs strength"), "both": say("strength both ways")}
        parts.append(way[node.energy])
    if node.member:
        parts.append(say("for {name}").format(name=node.member.name))
    return ", ".join(parts)
