"""Packed files: Word and other office papers, ZIP, and whatever lies in them."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from exporters.scanning.formats import LARGEST, raw_texts, sniff
from exporters.scanning.piece import Inside, Piece, Unreadable
from exporters.scanning.texts import xml_pieces

_MOST_PARTS = 20_000
_OFFICE = ("[Content_Types].xml", "mimetype", "META-INF/container.xml")
_PLACES = (
    (r"^word/document\.xml$|^content\.xml$|^xl/sharedStrings\.xml$", "the text"), (r"comments", "a comment"),
    (r"^docProps/|^meta\.xml$", "the file's properties"), (r"header|footer", "the head or foot of a page"),
    (r"footnotes|endnotes", "a footnote"), (r"\.rels$", "a link"), (r"^customXml/", "data kept with the file"),
)  # fmt: skip


def zip_pieces(data: bytes, inside: Inside) -> Iterator[Piece]:
    """Every part of a packed file, its name, and the files in it. Raises Unreadable where a part cannot be opened."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise Unreadable("it is damaged") from None
    if len(entries) > _MOST_PARTS or sum(entry.file_size for entry in entries) > LARGEST:
        raise Unreadable("it would be too large to unpack")
    is_office = any(entry.filename in _OFFICE for entry in entries)
    yield Piece("the name of a file in it", "\n".join(entry.filename for entry in entries), flows=False)
    for text in raw_texts(archive.comment + b"\n" + b"\n".join(entry.comment for entry in entries)):
        yield Piece("a comment", text, flows=False)
    with archive:
        for entry in entries:
            if not entry.is_dir():
                yield from _part(entry.filename, _opened(archive, entry), inside, is_office=is_office)


def _opened(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    if entry.flag_bits & 1:
        raise Unreadable("it has a password")
    try:
        return archive.read(entry)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError):
        raise Unreadable("a part of it is damaged") from None


def _part(name: str, data: bytes, inside: Inside, *, is_office: bool) -> Iterator[Piece]:
    if is_office and re.search(r"\.(?:xml|rels|vml|opf|xhtml)$", name):
        place = next((words for pattern, words in _PLACES if re.search(pattern, name)), "a part of the file")
        yield from xml_pieces(data, place, f"a description in {place}")
        return
    kind = sniff(data)
    if kind:
        for piece in inside(data, kind):
            yield piece._replace(place=f"a file in it: {piece.place}")
    elif is_office:
        # Printer settings, fonts and the like: nobody's words, but looked through all the same.
        yield from (Piece("a part of the file", text, flows=False) for text in raw_texts(data))
    else:
        raise Unreadable("a file in it is of no kind that is known here")


def gzip_pieces(data: bytes, inside: Inside) -> Iterator[Piece]:
    """What a file squeezed alone is, once unpacked."""
    unpack = zlib.decompressobj(wbits=31)
    try:
        unpacked = unpack.decompress(data, LARGEST)
    except zlib.error:
        raise Unreadable("it is damaged") from None
    yield from inside(unpacked, "")
