"""A piece of text with its place, and what to say where none can be had."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from models.errors import KnownError


class Unreadable(KnownError):
    """The file cannot be read whole, so nobody can say what is in it."""

    def __init__(self, why: str) -> None:
        super().__init__(
            f"This file cannot be looked through: {why}. It was not passed. Use a file without a password, of a known "
            "kind (PDF, Word, ZIP, JSON, CSV, SVG, HTML, GEDCOM, picture or plain text)."
        )


class Piece(NamedTuple):
    """Some text, where it stands, whether it reads on into the pieces beside it, and whether it is a text that was
    given before, its parts joined otherwise."""

    place: str
    text: str
    flows: bool = True
    is_other_reading: bool = False


Inside = Callable[[bytes, str], Iterator[Piece]]
"""Reads a file that lies in another one, of the kind given or ("") of whatever kind it begins like."""
