"""How strong a passphrase is, in plain words, and the least that is let through."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

LONGEST_JUDGED = 100
"""Only so many characters are judged: zxcvbn's time grows with the square, and this many are strong anyway."""
ENOUGH = 3
"""The lowest score that is let through: more than 100 million guesses at about one a second for each machine."""
SHORTEST = 10

WORDS = (
    "Very weak: anyone could guess it.",
    "Weak: a program guesses it in minutes.",
    "Not strong enough yet.",
    "Strong enough.",
    "Very strong.",
)
TOO_SHORT = f"Use at least {SHORTEST} characters; three or four words that do not belong together are best."
MORE_WORDS = "Add another word or two; words that do not belong together are best."


@dataclass(frozen=True)
class Strength:
    """What ``strength`` found: ``score`` 0 (guessed at once) to 4, ``words`` for it, ``hint`` how to do better ("")."""

    score: int
    words: str
    hint: str

    @property
    def is_enough(self) -> bool:
        """Whether a vault may be locked with it."""
        return self.score >= ENOUGH


def strength(passphrase: str, known: Sequence[str] = ()) -> Strength:
    """Judge a passphrase with zxcvbn; ``known`` are words close to its owner (names, the council) that do not count.

    Takes up to 0.3 s at the longest. Nothing is kept of the passphrase.
    """
    if not passphrase:
        return Strength(0, WORDS[0], TOO_SHORT)
    from zxcvbn import zxcvbn  # loads its word lists, which only a new passphrase needs

    found = zxcvbn(passphrase[:LONGEST_JUDGED], user_inputs=list(known), max_length=LONGEST_JUDGED)
    score = int(found["score"])
    if len(passphrase) < SHORTEST:
        score = min(score, ENOUGH - 1)
        return Strength(score, WORDS[score], TOO_SHORT)
    if score >= ENOUGH:
        return Strength(score, WORDS[score], "")
    return Strength(score, WORDS[score], str(found["feedback"]["warning"]) or MORE_WORDS)
