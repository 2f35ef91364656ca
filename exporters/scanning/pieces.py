"""A file as pieces of text with their places. What cannot be read is refused, never passed over."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from exporters.scanning.formats import other_letters, sniff
from exporters.scanning.mail import mail_pieces
from exporters.scanning.packed import squeezed_pieces, tar_pieces, zip_pieces
from exporters.scanning.pdf import pdf_pieces
from exporters.scanning.pictures import picture_pieces
from exporters.scanning.piece import Inside, Piece, Unreadable
from exporters.scanning.texts import TEXTS

DEEPEST = 6
"""How many files may lie in one another."""

_HOLDERS: dict[str, Callable[[bytes, Inside], Iterator[Piece]]] = {
    "pdf": pdf_pieces, "zip": zip_pieces, "docx": zip_pieces, "bundle": zip_pieces,
    "gzip": squeezed_pieces, "bzip2": squeezed_pieces, "xz": squeezed_pieces, "tar": tar_pieces, "mail": mail_pieces,
}  # fmt: skip
"""What may hold other files."""
_READERS = {**TEXTS, "png": picture_pieces, "jpeg": picture_pieces, "picture": picture_pieces}
KINDS = (*_HOLDERS, *_READERS)


def pieces(data: bytes, kind: str = "", depth: int = 0) -> Iterator[Piece]:
    """Everything that can be read in a file. ``kind``: its format where it is known. Raises :class:`Unreadable`."""
    if depth > DEEPEST:
        raise Unreadable("files lie too deep in one another")
    kind = kind if kind in KINDS else sniff(data)
    if kind in _HOLDERS:
        yield from _HOLDERS[kind](data, partial(pieces, depth=depth + 1))
    elif kind in _READERS:
        yield from _READERS[kind](data)
        if kind in TEXTS:
            yield from (Piece("the text", text, is_other_reading=True) for text in other_letters(data))
    else:
        raise Unreadable("it is of no kind that is known here")
