"""What a picture says besides its pixels: EXIF, XMP, comments, text chunks, and what hangs behind its end."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from typing import Literal

from exporters.scanning.formats import raw_texts
from exporters.scanning.piece import Piece

_PLACE = "what is written into a picture"
_LARGEST_RAW = 4 * 1024 * 1024
_TOLD = 65536
_MOST_PAGES = 2000
_MORE_TAGS = (0x8769, 0x8825, 0xA005)
"""TIFF: where more tags stand (how it was taken, where)."""
_PIXELS = (0x0111, 0x0144, 0x014A, 0x015B, 0x927C)


def picture_pieces(data: bytes) -> Iterator[Piece]:
    """The words a picture file carries."""
    for part in _parts(data):
        for text in raw_texts(part):
            yield Piece(_PLACE, text, flows=False)


def _parts(data: bytes) -> Iterator[bytes]:
    """What of a picture can be words; its pixels spell every short word somewhere by chance."""
    if data.startswith(b"\x89PNG"):
        return _png(data)
    if data.startswith(b"\xff\xd8"):
        return _jpeg(data)
    if data.startswith(b"RIFF"):
        return _riff(data)
    if data.startswith(b"GIF8"):
        return _gif(data)
    if data.startswith(b"BM"):
        return iter((data[int.from_bytes(data[2:6], "little") :],))
    if data[4:8] == b"ftyp":
        return _boxes(data)
    return _tiff(data)


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


def _riff(data: bytes) -> Iterator[bytes]:
    place = 12
    while place + 8 <= len(data):
        kind, size = data[place : place + 4], int.from_bytes(data[place + 4 : place + 8], "little")
        if kind not in (b"VP8 ", b"VP8L", b"ALPH", b"ANMF"):
            yield data[place + 8 : place + 8 + size]
        place += 8 + size + size % 2
    yield data[8 + int.from_bytes(data[4:8], "little") :]


def _gif(data: bytes) -> Iterator[bytes]:
    place = 13 + (3 << (data[10] & 7) + 1 if len(data) > 10 and data[10] & 128 else 0)
    while place + 2 <= len(data) and data[place] in (0x21, 0x2C):
        is_words = data[place] == 0x21
        if is_words:
            place += 2
        else:
            flags = data[place + 9] if place + 9 < len(data) else 0
            place += 11 + (3 << (flags & 7) + 1 if flags & 128 else 0)
        said: list[bytes] = []
        while place < len(data) and (size := data[place]):
            said.append(data[place + 1 : place + 1 + size])
            place += 1 + size
        place += 1
        if is_words:
            yield b"".join(said)
    yield data[place:]


def _boxes(data: bytes) -> Iterator[bytes]:
    """HEIC, AVIF and films: what is told about them lies in boxes, or marked among the pixels."""
    place = 0
    while place + 8 <= len(data):
        size, kind = int.from_bytes(data[place : place + 4], "big"), data[place + 4 : place + 8]
        if size == 1:
            size = int.from_bytes(data[place + 8 : place + 16], "big")
        body = data[place + 8 : place + size if size >= 8 else len(data)]
        if kind == b"moov":
            yield from (body[found.start() :] for found in re.finditer(b"udta|meta", body))
        elif kind != b"mdat":
            yield body
        place = place + size if size >= 8 else len(data)
    yield from (data[found.start() : found.start() + _TOLD] for found in re.finditer(b"Exif\0\0", data))
    yield from (found[0] for found in re.finditer(rb"<x:xmpmeta.*?</x:xmpmeta>", data, re.DOTALL))


def _tiff(data: bytes) -> Iterator[bytes]:
    """The tags of every page in the file that are words or hold more of them."""
    order: Literal["little", "big"] = "little" if data.startswith(b"II") else "big"

    def number(at: int, size: int) -> int:
        return int.from_bytes(data[at : at + size], order)

    waiting, seen = [number(4, 4)], set[int]()
    while waiting:
        place = waiting.pop()
        if place in seen or not 8 <= place < len(data) - 2 or len(seen) > _MOST_PAGES:
            continue
        seen.add(place)
        count = number(place, 2)
        for at in range(place + 2, min(place + 2 + 12 * count, len(data) - 11), 12):
            tag, kind, size = number(at, 2), number(at + 2, 2), number(at + 4, 4)
            if tag in _MORE_TAGS:
                waiting.append(number(at + 8, 4))
            elif kind in (1, 2, 7) and tag not in _PIXELS:
                start = at + 8 if size <= 4 else number(at + 8, 4)
                yield data[start : start + min(size, _LARGEST_RAW)]
        waiting.append(number(place + 2 + 12 * count, 4))
