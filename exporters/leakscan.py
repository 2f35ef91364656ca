"""The last look before anything leaves: the finished file itself is searched for every restricted value.

A projection can be wrong; this reads what a reader could read (text, titles, bookmarks, alternative texts, metadata,
attached files, what is written into pictures, the file's name), in every way the words can be written
(:mod:`models.disguises`) or coded (:mod:`exporters.scanning`), and stops the export when a secret is in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from exporters.scanning import Piece, Unreadable, pieces, unwrapped
from exporters.scanning.formats import sniff
from models.errors import KnownError
from models.secrets import Secret, Secrets

__all__ = ["LeakFound", "Unreadable", "check", "places_in", "secrets_in_list"]

_MOST_PLACES = 5
_LABELLED = re.compile(r"^[^\W\d][\w .'’/\-]{1,24}:\s+(?=\S)")
_NOTED = re.compile(r"(?<=\w)\s+\([^()]*\)$")
_WRITTEN_TOGETHER = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z\d])|(?<=\d)(?=[A-Z])")


class LeakFound(KnownError):
    """A restricted value stands in a finished file. The message says where, never what."""

    def __init__(self, places: Sequence[str]) -> None:
        self.places = tuple(places)
        super().__init__(
            f"This copy was stopped: something that must not be shown stands in {', '.join(places)}. "
            "No file was written. Mark the card it comes from as not to be shown, or change its words."
        )


def check(data: bytes, file_format: str, secrets: Secrets, *, file_name: str = "") -> None:
    """Raise :class:`LeakFound` if a finished file holds a restricted value, :class:`Unreadable` where nobody can tell.

    ``file_format``: one of :data:`exporters.scanning.pieces.KINDS`, or "" to go by how the file begins.
    """
    if not secrets:
        return
    places = places_in(data, secrets, file_format=file_format, file_name=file_name)
    if places:
        raise LeakFound(places)


def places_in(data: bytes, secrets: Secrets, *, file_format: str = "", file_name: str = "") -> list[str]:
    """Where in a file a restricted value stands, in words, at most five; [] in a clean one. Raises Unreadable."""
    found: dict[str, None] = {}
    flowing: list[str] = []
    try:
        for piece in _new(_all_pieces(data, file_format, file_name), flowing):
            if piece.place not in found and _is_in(piece.text, secrets, coded=not piece.is_other_reading):
                found[piece.place] = None
            if len(found) == _MOST_PLACES:
                break
    except Unreadable:
        if not found:
            raise
    # Words may be cut by a page or a column: the whole text counts as well as each piece.
    if not found and len(flowing) > 1 and secrets.any_in("\n".join(flowing)):
        found["the text across pages"] = None
    return list(found)


def _all_pieces(data: bytes, file_format: str, file_name: str) -> Iterator[Piece]:
    if file_name:
        yield Piece("the file's name", file_name)
        yield Piece("the file's name", _WRITTEN_TOGETHER.sub(" ", file_name), flows=False)
    yield from pieces(data, file_format)


def _new(given: Iterator[Piece], flowing: list[str]) -> Iterator[Piece]:
    """The pieces whose text was not looked at yet; what reads on is put by."""
    seen: set[tuple[str, bool]] = set()
    for piece in given:
        if piece.flows:
            flowing.append(piece.text)
        if (piece.text, False) not in seen and (piece.text, piece.is_other_reading) not in seen:
            seen.add((piece.text, piece.is_other_reading))
            yield piece


def _is_in(text: str, secrets: Secrets, *, coded: bool = True) -> bool:
    if not text:
        return False
    return secrets.any_in(text) or (coded and any(_is_in_coded(found, secrets) for found in unwrapped(text)))


def _is_in_coded(coded: str | bytes, secrets: Secrets) -> bool:
    if isinstance(coded, str):
        return secrets.any_in(coded)
    if not sniff(coded):
        return False
    # A file inside of a text (a PDF in a FHIR bundle): one that cannot be read is refused like any other.
    return any(_is_in(piece.text, secrets) for piece in pieces(coded, depth=1))


def secrets_in_list(lines: Iterator[str] | Sequence[str]) -> Secrets:
    """The secrets of a list with one value a line; empty lines and lines that begin with "#" are none."""
    values = (line.strip().lstrip("\ufeff") for line in lines)
    return Secrets(Secret(said) for value in values if value and not value.startswith("#") for said in _meant(value))


def _meant(value: str) -> Iterator[str]:
    """A line's value, and the same without what a list says about it: "Tel: 07700 900123 (mum's)"."""
    yield value
    bare = _NOTED.sub("", _LABELLED.sub("", value)).strip()
    if bare != value and len(bare) > 2:
        yield bare
