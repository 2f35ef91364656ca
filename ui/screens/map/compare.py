"""What differs between two states of a map: cards added, taken away, moved or reworded, word by word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from models.views import CardView, MapView

Kind = Literal["added", "removed", "moved", "changed"]
_TOKEN = re.compile(r"\s+|[^\s\w]|\w+(?:['’]\w+)*")


@dataclass(frozen=True)
class CardChange:
    """One card that differs. ``cut`` and ``new``: (start, length) of the words only before or only after has."""

    kind: Kind
    before: CardView | None
    after: CardView | None
    cut: tuple[tuple[int, int], ...] = ()
    new: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class PartChanges:
    """A part (as the later map names it) with what differs in it."""

    key: str
    title: str
    changes: tuple[CardChange, ...]


def compare(before: MapView, after: MapView) -> tuple[PartChanges, ...]:
    """Every difference between two maps, part by part in reading order; parts without any are left out."""
    old = {card.id: card for card in before.cards}
    now = {card.id for card in after.cards}
    found = []
    for column in after.columns:
        for part in column.parts:
            changes = [change for card in part.cards if (change := _change(old.get(card.id), card))]
            gone = [card for card in old.values() if card.part == part.key and card.id not in now]
            changes += [CardChange("removed", card, None) for card in gone]
            if changes:
                found.append(PartChanges(part.key, part.title, tuple(changes)))
    return tuple(found)


def _change(before: CardView | None, after: CardView) -> CardChange | None:
    if before is None:
        return CardChange("added", None, after)
    cut, new = word_changes(before.text, after.text)
    if before.part != after.part:
        return CardChange("moved", before, after, cut, new)
    return CardChange("changed", before, after, cut, new) if cut or new else None


def word_changes(before: str, after: str) -> tuple[tuple[tuple[int, int], ...], tuple[tuple[int, int], ...]]:
    """Where the words of two texts differ: stretches only in the first, and only in the second."""
    left, right = _TOKEN.findall(before), _TOKEN.findall(after)
    cut, new = [], []
    for kind, a0, a1, b0, b1 in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        if a1 > a0:
            cut.append(_stretch(left, a0, a1))
        if b1 > b0:
            new.append(_stretch(right, b0, b1))
    return tuple(cut), tuple(new)


def _stretch(tokens: list[str], start: int, end: int) -> tuple[int, int]:
    return sum(map(len, tokens[:start])), sum(map(len, tokens[start:end]))
