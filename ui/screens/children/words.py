"""What the children's room says: to the worker shortly, to a child in words a child understands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from models.picture_views import PermissionView, SheetItemView, SheetView
from models.sheets import PATH


def tr(text: str) -> str:
    """A text of this room in the language in force."""
    return QCoreApplication.translate("Children", text)


@dataclass(frozen=True)
class PartLook:
    """A part for a child: the colour of its roof or card, what adding there is called, what one thing of it is."""

    colour: str
    add: str
    one: str


def part_look(key: str) -> PartLook:
    """How a part of a sheet looks and what is said of it. ``colour``: worry, well, next (tokens)."""
    looks = {
        "worries": PartLook("worry", tr("Add a worry"), tr("A worry")),
        "good": PartLook("well", tr("Add a good thing"), tr("A good thing")),
        "dreams": PartLook("next", tr("Add a dream"), tr("A dream")),
        "clothes": PartLook("worry", tr("Add something to change"), tr("Something to change")),
        "wings": PartLook("well", tr("Add something good"), tr("Something good")),
        "wand": PartLook("next", tr("Add a wish"), tr("A wish")),
        "inside": PartLook("next", tr("Add who lives here"), tr("Inside my house")),
        "visits": PartLook("well", tr("Add who visits"), tr("A visit")),
        "outside": PartLook("worry", tr("Add who stays outside"), tr("Outside the line")),
        "roof": PartLook("well", tr("Add a rule"), tr("A rule of the house")),
        PATH: PartLook("next", tr("Say why"), tr("Where I stand")),
    }
    return looks[key]


def kind_title(kind: str) -> str:
    """A kind of sheet as a heading."""
    return {
        "three_houses": tr("Three houses"), "fairy": tr("Fairy"), "wizard": tr("Wizard"),
        "safety_house": tr("Safety house"),
    }[kind]  # fmt: skip


def kind_asks(kind: str) -> str:
    """What a kind of sheet is about, for a child."""
    return {
        "three_houses": tr("Worries, good things and dreams"),
        "fairy": tr("Wings, clothes and a wand with wishes"),
        "wizard": tr("A cape, clothes and a wand with wishes"),
        "safety_house": tr("Who lives there, who visits, the rules, and a path"),
    }[kind]  # fmt: skip


def said(item: SheetItemView) -> str:
    """A thing's words as they are shown: in quotation marks where the child said just that."""
    words = item.text.strip()
    return f"“{words}”" if words and item.is_quotation else words


def called(item: SheetItemView) -> str:
    """A thing in a few words, also where there is only a picture."""
    if item.text.strip():
        return said(item)
    if item.person is not None:
        return item.person.name
    if item.scene is not None and item.scene.items:
        return tr("A drawing")
    return tr("A picture") if item.picture else tr("Nothing yet")


def answer_words(answer: PermissionView) -> str:
    """ "yes", "no", or the condition in the child's words."""
    if answer.answer == "when":
        return answer.words or tr("sometimes")
    return tr("yes") if answer.answer == "yes" else tr("no")


def who_may(answers: Sequence[PermissionView]) -> str:
    """ "Mum, Nan: yes. Danny: yes but when I'm at football" – those who share an answer together."""
    groups: dict[str, list[str]] = {}
    for each in answers:
        name = each.person.name if each.person else tr("Everybody else")
        groups.setdefault(answer_words(each), []).append(name)
    return ". ".join(f"{', '.join(names)}: {words}" for words, names in groups.items())


def count_of(view: SheetView) -> int:
    """How many things are on a sheet; steps on the path are no things."""
    return sum(len(part.items) for part in view.parts)


def number_said(number: int) -> str:
    """ "nothing yet", "one thing", "4 things"."""
    if number == 0:
        return tr("nothing yet")
    return tr("one thing") if number == 1 else tr("{n} things").format(n=number)
