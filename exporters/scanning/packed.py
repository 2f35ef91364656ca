"""Packed files: Word and other office papers, ZIP, and whatever lies in them."""

from __future__ import annotations

import bz2
import datetime as dt
import io
import lzma
import re
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from typing import Protocol

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
        if "worksheets/" in name and (days := "\n".join(_days(data))):
            yield Piece("the text", days, flows=False, is_other_reading=True)
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


_DAY = re.compile(rb"<c\b[^>]*\bs=\"[1-9]\d*\"[^>]*>(?:<f[^>]*>[^<]*</f>)?<v>(\d{5})(?:\.\d+)?</v>")
_FIRST_DAY = dt.date(1899, 12, 30)


def _days(sheet: bytes) -> Iterator[str]:
    """Days of a worksheet, which stand there as the count of days since 1899 and a style."""
    for found in _DAY.finditer(sheet):
        yield (_FIRST_DAY + dt.timedelta(days=int(found[1]))).isoformat()


def squeezed_pieces(data: bytes, inside: Inside) -> Iterator[Piece]:
    """What files squeezed alone, one after another, are once unpacked; and the name they had."""
    if data.startswith(b"\x1f\x8b") and len(data) > 10:
        for text in raw_texts(data[10:300].partition(b"\x00")[0] if data[3] & 8 and not data[3] & 4 else b""):
            yield Piece("the name of a file in it", text, flows=False)
    unpacked: list[bytes] = []
    size = 0
    while data:
        unpack = _unpacker(data)
        if unpack is None:
            break
        try:
            unpacked.append(unpack.decompress(data, LARGEST - size))
        except (zlib.error, OSError, lzma.LZMAError, EOFError):
            raise Unreadable("it is damaged") from None
        size += len(unpacked[-1])
        if not unpack.eof:
            raise Unreadable("it would be too large to unpack" if size >= LARGEST else "it is damaged")
        data = unpack.unused_data
    if data.strip(b"\x00"):
        yield from (Piece("what stands behind the file's end", text, flows=False) for text in raw_texts(data))
    yield from inside(b"".join(unpacked), "")


class _Unpacker(Protocol):
    @property
    def eof(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, limit: int, /) -> bytes: ...


def _unpacker(data: bytes) -> _Unpacker | None:
    if data.startswith(b"\x1f\x8b"):
        return zlib.decompressobj(wbits=31)
    if data.startswith(b"BZh"):
        return bz2.BZ2Decompressor()
    return lzma.LZMADecompressor() if data.startswith(b"\xfd7zXZ\x00") else None


def tar_pieces(data: bytes, inside: Inside) -> Iterator[Piece]:
    """The files of a tar archive, their names and whose they were."""
    try:
        with tarfile.open(fileobj=io.BytesIO(data), mode="r:") as archive:
            members = archive.getmembers()
            if len(members) > _MOST_PARTS:
                raise Unreadable("it would be too large to unpack")
            for member in members:
                said = (member.name, member.linkname, member.uname, member.gname, *member.pax_headers.values())
                yield Piece("the name of a file in it", "\n".join(map(str, said)), flows=False)
                held = archive.extractfile(member) if member.isfile() else None
                if held is not None and (words := held.read()):
                    for piece in inside(words, ""):
                        yield piece._replace(place=f"a file in it: {piece.place}")
    except (tarfile.TarError, OSError, EOFError, ValueError):
        raise Unreadable("it is damaged") from None
