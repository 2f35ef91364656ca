"""How hard words are to read: Flesch and Kincaid's formula, its numbers from ``resources/practice/measures.json``.

Source: Kincaid, Fishburne, Rogers, Chissom (1975): 0.39 × words per sentence + 11.8 × syllables per word − 15.59. A
danger statement is one long sentence by its form: who is worried, then what may happen, part after part. So names in a
row count as one word, and what stands between two commas as a sentence of its own; otherwise the best statements would
come out the hardest. The number therefore is no school year. It tells plain words from heavy ones: on the sentences the
plain-words checker is tried on, 8 % of the good danger statements come out above 9 and 61 % of those full of jargon.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple

from models.child_words import sentences
from models.plain_words.reading import syllables
from resources.files import read_text

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_CUT = re.compile(r"[,;:–—]|(?=\bso that\b)")
_CUT_AT_SIGNS = re.compile(r"[,;:–—]")
_CAPITALS = "".join(letter for letter in map(chr, range(0x250)) if letter.isupper())
_NAME = rf"[{_CAPITALS}][^\W_]*(?:['’-][^\W_]+)*"
_NAMES = re.compile(rf"\b({_NAME})(?:(?:,? and|,? or|,)? {_NAME})+")
_SECOND_NAME = re.compile(rf" [{_CAPITALS}]")
"""What stands in every row of names; looking for it is quick, where looking for the row begins at every letter."""


class _Formula(NamedTuple):
    per_sentence: float
    per_word: float
    less: float
    shortest_part: int


@cache
def _formula() -> _Formula:
    raw = json.loads(read_text("practice", "measures.json"))["readability"]
    return _Formula(*(raw[name] for name in _Formula._fields))


_syllables = lru_cache(20_000)(syllables)


@lru_cache(4_000)
def _counted(text: str) -> tuple[int, int, int]:
    """(parts, words, syllables) of a text."""
    short = _NAMES.sub(r"\1", text) if _SECOND_NAME.search(text) else text
    words = _WORD.findall(short)
    parts = sum(_parts(short[start:end]) for start, end in sentences(short))
    return parts, len(words), sum(map(_syllables, words))


def _parts(sentence: str) -> int:
    """In how many parts a sentence is said; a short one (a list, an aside) belongs to its neighbour."""
    pieces = (_CUT if "so that" in sentence else _CUT_AT_SIGNS).split(sentence)
    if len(pieces) == 1:
        return 1
    found: list[int] = []
    shortest = _formula().shortest_part
    for piece in pieces:
        length = len(_WORD.findall(piece))
        if found and min(length, found[-1]) < shortest:
            found[-1] += length
        else:
            found.append(length)
    return len(found)


def grade(texts: Iterable[str]) -> float | None:
    """The grade of some texts read as one, to a tenth and never below 0; None where there are no words."""
    counts = [_counted(text) for text in texts]
    parts, words, spoken = (sum(column) for column in zip(*counts, strict=True)) if counts else (0, 0, 0)
    if not words or not parts:
        return None
    formula = _formula()
    return max(0.0, round(formula.per_sentence * words / parts + formula.per_word * spoken / words - formula.less, 1))
