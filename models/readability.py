"""How hard words are to read: the Flesch-Kincaid grade level, its numbers from ``resources/practice/measures.json``.

Source: Kincaid, Fishburne, Rogers, Chissom (1975). Grade = 0.39 × words per sentence + 11.8 × syllables per word −
15.59, in American school years; five more is about a reader's age. Syllables are counted by rule, so the last year
means little.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from functools import cache, lru_cache

from models.child_words import sentences
from models.plain_words.reading import syllables
from resources.files import read_text

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


@cache
def _formula() -> tuple[float, float, float]:
    raw = json.loads(read_text("practice", "measures.json"))["readability"]
    return raw["per_sentence"], raw["per_word"], raw["less"]


_syllables = lru_cache(20_000)(syllables)


@lru_cache(4_000)
def _counted(text: str) -> tuple[int, int, int]:
    """(sentences, words, syllables) of a text."""
    words = _WORD.findall(text)
    return len(sentences(text)), len(words), sum(map(_syllables, words))


def grade(texts: Iterable[str]) -> float | None:
    """The grade level of some texts read as one, to a tenth and never below 0; None where there are no words."""
    counts = [_counted(text) for text in texts]
    ends, words, spoken = (sum(column) for column in zip(*counts, strict=True)) if counts else (0, 0, 0)
    if not words or not ends:
        return None
    per_sentence, per_word, less = _formula()
    return max(0.0, round(per_sentence * words / ends + per_word * spoken / words - less, 1))
