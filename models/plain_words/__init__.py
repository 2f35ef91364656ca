"""The plain-words checker: questions about a sentence of the map, never other words for it.

Ask with ``questions_for(kind, text)``. Quotations are the family's own and are never looked into. What it knows is
``resources/practice/plain_words.json``; an authority adds to it with a file of its own (``load``).
"""

from models.plain_words.asking import KINDS, Asked, questions_for
from models.plain_words.glossary import CODES, Glossary, GlossaryFault, in_use, load, load_safely, ours, said_alike

__all__ = [
    "CODES", "KINDS", "Asked", "Glossary", "GlossaryFault", "in_use", "load", "load_safely", "ours", "questions_for",
    "said_alike",
]  # fmt: skip
