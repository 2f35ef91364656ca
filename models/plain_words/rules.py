"""What every rule of the plain-words checker has in common."""

from __future__ import annotations

from collections.abc import Callable

from models.plain_words.glossary import JARGON
from models.plain_words.knowing import Known
from models.plain_words.reading import Span

WHOLE: Span = (0, 0)
"""The span of a text as a whole."""
Found = list[tuple[Span, str]]
Rule = Callable[[Known], Found]
ALL: Found = [(WHOLE, "")]
NONE: Found = []
_LENGTH = 23
"""Words from which a text counts as written at length."""


def at_length(known: Known, words: int = _LENGTH) -> bool:
    """Whether somebody has written at length: then words the lists do not know are likelier than a gap."""
    return len(known.read.tokens) - known.body_start >= words and not known.read.has(JARGON)
