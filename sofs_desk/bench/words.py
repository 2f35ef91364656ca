"""How quick the plain-words checker is: a map of two thousand words, read as a whole while somebody types."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

from exporters.bundle import example_bundles
from models.plain_words import KINDS, ours, questions_for
from sofs_desk.bench.timing import Figure, milliseconds

WORDS = 2000


def check_map(path: Path, repeats: int) -> Figure:
    """Every card of a map this large, one after the other; control: only counting their words."""
    texts = made_up_map(WORDS)
    ours()  # the lists are read once, when the first card is opened
    samples = tuple(milliseconds(lambda: _check(texts)) for _ in range(repeats))
    control = tuple(milliseconds(lambda: _count(texts)) for _ in range(repeats))
    what = f"plain words of a map of {WORDS} words"
    return Figure("words", what, "ms", "p99", 50, samples, "its words counted", control)


def made_up_map(words: int) -> list[tuple[str, str]]:
    """Kind and text of the example families' cards, over and over until there are this many words."""
    cards = [
        (row["part"] if row["part"] in KINDS else "strength", row["text"])
        for bundle in example_bundles()
        for row in bundle.tables["card"]
    ]
    taken: list[tuple[str, str]] = []
    count = 0
    for card in itertools.cycle(cards):
        if count >= words:
            return taken
        taken.append(card)
        count += len(card[1].split())
    return taken


def _check(texts: list[tuple[str, str]]) -> int:
    return sum(len(questions_for(kind, text)) for kind, text in texts)


def _count(texts: list[tuple[str, str]]) -> int:
    return sum(len(re.findall(r"\w+", text)) for _, text in texts)
