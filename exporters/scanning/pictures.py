"""What a picture says besides its pixels: EXIF, XMP, comments, text chunks, and what hangs behind its end."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from exporters.scanning.formats import raw_texts
from exporters.scanning.piece import Piece

_PLACE = "what is written into a picture"
_LARGEST_RAW = 4 * 1024 * 1024


def picture_pieces(data: bytes) -> Iterator[Piece]:
    """The words a picture file carries."""
    if data.startswith(b"\x89PNG"):
        inner = _png(data)
    elif data.startswith(b"\xff\xd8"):
        inner = _jpeg(data)
    else:
        inner = iter((data[:_LARGEST_RAW], data[-65536:]))
    for part in inner:
        for text in raw_texts(part):
            yield Piece(_PLACE, text, flows=False)


def _png(data: bytes) -> Iterator[bytes]:
    place = 8
    while place + 12 <= len(data):
        (size,) = struct.unpack(">I", data[place : place + 4])
        kind, body = data[place + 4 : place + 8], data[place + 8 : place + 8 + size]
        place += 12 + size
        if kind == b"IDAT":
            continue
        yield body
        if kind in (b"zTXt", b"iTXt", b"iCCP"):
            yield from _unpacked(body)
        if kind == b"IEND":
            break
    yield data[place:]


def _unpacked(body: bytes) -> Iterator[bytes]:
    """The deflated rest of a chunk, wherever its head ends."""
    start = body.find(b"\x78")
    while 0 <= start < len(body):
        try:
            yield zlib.decompressobj().decompress(body[start:], _LARGEST_RAW)
        except zlib.error:
            start = body.find(b"\x78", start + 1)
        else:
            return


def _jpeg(data: bytes) -> Iterator[bytes]:
    place = 2
    while place + 4 <= len(data) and data[place] == 0xFF:
        mark = data[place + 1]
        if mark in (0xD9, 0xDA):
            break
        (size,) = struct.unpack(">H", data[place + 2 : place + 4])
        if 0xE0 <= mark <= 0xEF or mark == 0xFE:
            yield data[place + 4 : place + 2 + size]
        place += 2 + size
    end = data.rfind(b"\xff\xd9")
    if end > 0:
        yield data[end + 2 :]
