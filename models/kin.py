"""Words that name somebody of a family without a name ("Mum", "his stepdad"), from ``kin_words.json``."""

from __future__ import annotations

import json
import re
from functools import cache

from resources.files import read_text

GROUPS = ("mother", "father", "parents", "other", "children")


@cache
def kin_words() -> dict[str, tuple[str, ...]]:
    """Group → its words, in small letters."""
    data = json.loads(read_text("practice", "kin_words.json"))
    return {group: tuple(word.casefold() for word in data[group]) for group in GROUPS}


@cache
def parent_words() -> frozenset[str]:
    """What a mother or father is called."""
    return frozenset((*kin_words()["mother"], *kin_words()["father"]))


@cache
def kin_pattern() -> re.Pattern[str]:
    """Finds any of the words as a word of its own, longest first."""
    words = sorted((word for group in kin_words().values() for word in group), key=lambda word: (-len(word), word))
    return re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, words)) + r")(?![\w-])", re.IGNORECASE)


@cache
def group_of(word: str) -> str:
    """The group of a word that :func:`kin_pattern` found."""
    return next(group for group, words in kin_words().items() if word.casefold() in words)
