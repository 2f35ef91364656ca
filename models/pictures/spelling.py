"""Words that were meant, for one nobody knows: a letter too many, missing, wrong or changed round, or as it sounds."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

_LEAST = 4
"""Letters of a word that may be misspelt; shorter ones are a step from too many others."""
_LEAST_SOUNDS = 3
_AS_HEARD = tuple(
    (re.compile(written), heard)
    for written, heard in (
        ("^kn", "n"), ("^wr", "r"), ("wh", "w"), ("ph", "f"), ("sch", "sk"), ("tch", "ch"), ("dge", "j"), ("gh", ""),
        ("ck", "k"), ("qu", "kw"), ("x", "ks"), ("sc(?=[eiy])", "s"), ("c(?=[eiy])", "s"), ("c(?!h)", "k"), ("z", "s"),
        ("[ts]io", "sho"), ("[ts]ure", "shu"), ("mb$", "m"), ("g(?=[ei])", "j"),
    )
)  # fmt: skip
"""English letters as they are heard, in this order."""


_BEGINNINGS = {"f": "fp", "j": "jg", "k": "kc", "n": "nk", "r": "rw", "s": "sc"}
"""What letters a word can begin with that is heard to begin with one."""


class Spellings:
    """Known words, to be found by a misspelt one."""

    def __init__(self, words: Iterable[str], lang: str) -> None:
        self._by_beginning: dict[str, list[str]] = defaultdict(list)
        self._is_heard = lang == "en"
        for word in words:
            if len(word) >= _LEAST:
                self._by_beginning[word[0]].append(word)

    def near(self, word: str) -> list[str]:
        """Known words that begin alike and are one letter off; where there are none, those that sound the same."""
        if len(word) < _LEAST:
            return []
        near = [known for known in self._by_beginning.get(word[0], ()) if _is_step(known, word)]
        if not near and self._is_heard and len(sounds := _sounds(word)) >= _LEAST_SOUNDS:
            begins = {word[0], *_BEGINNINGS.get(sounds[0], "")}
            others = [known for letter in begins for known in self._by_beginning.get(letter, ())]
            near = [each for each in others if abs(len(each) - len(word)) < _LEAST_SOUNDS and _sounds(each) == sounds]
        return sorted(near)


def _is_step(one: str, other: str) -> bool:
    """Whether one letter was added, left out or changed, or two neighbours have changed places."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    rest, others = one[start:], other[start:]
    if len(rest) != len(others):
        return rest[1:] == others or rest == others[1:]
    return rest[1:] == others[1:] or (rest[:2] == others[1::-1] and rest[2:] == others[2:])


@lru_cache(4096)
def _sounds(word: str) -> str:
    """The consonants of an English word as they are heard, each once where it stands twice, after its first letter."""
    for written, heard in _AS_HEARD:
        word = written.sub(heard, word)
    kept = word[:1] + re.sub("[aeiouyhw]", "", word[1:])
    return re.sub(r"(.)\1+", r"\1", kept)
