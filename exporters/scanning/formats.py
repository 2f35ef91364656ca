"""Bytes told apart: which format a file begins like, its letters, everything in it that could be words."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

LARGEST = 256 * 1024 * 1024
"""Bytes of one part when it is unpacked."""


def sniff(data: bytes) -> str:
    """The format of a file by how it begins; "" where it is not known."""
    for start, kind in _STARTS:
        if data.startswith(start):
            return kind
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if (data[8:12] == b"WEBP" and data.startswith(b"RIFF")) or data[4:8] == b"ftyp" or _is_bitmap(data):
        return "picture"
    if data[257:262] == b"ustar":
        return "tar"
    text = decoded(data)
    if text is None:
        return ""
    head = text[:2000].lstrip("\ufeff \t\r\n")
    if head[:1] in "{[" and head:
        return "json" if not head.startswith("{\\rtf") else "rtf"
    if head.startswith("0 HEAD"):
        return "gedcom"
    if re.match(r"<(?:!doctype html|html|head|body|div|p|table)\b", head, re.IGNORECASE):
        return "html"
    if _MAIL.match(head):
        return "mail"
    if re.match(r"BEGIN:V[A-Z]+\s", head, re.IGNORECASE):
        return "cards"
    return "xml" if head.startswith("<") else "txt"


_HEADS = (
    r"(?:received|return-path|delivered-to|from|to|cc|bcc|sender|reply-to|subject|date|message-id|mime-version|"
    r"content-[\w-]+|x-[\w-]+|dkim-signature|authentication-results|arc-[\w-]+|thread-[\w-]+): "
)
_MAIL = re.compile(rf"(?:From .*\r?\n)?{_HEADS}.*\r?\n(?:[ \t].*\r?\n)*(?:{_HEADS}|\r?\n)", re.IGNORECASE)


def _is_bitmap(data: bytes) -> bool:
    return data.startswith(b"BM") and data[6:10] == bytes(4)


_STARTS = (
    (b"%PDF-", "pdf"), (b"PK\x03\x04", "zip"), (b"PK\x05\x06", "zip"), (b"\x89PNG", "png"), (b"\xff\xd8\xff", "jpeg"),
    (b"GIF8", "picture"), (b"II*\x00", "picture"), (b"MM\x00*", "picture"), (b"\x1f\x8b", "gzip"), (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
)  # fmt: skip


def decoded(data: bytes) -> str | None:
    """A text file's text; None where it is none."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe\x00\x00", "utf-32"), (b"\x00\x00\xfe\xff", "utf-32"),
                           (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):  # fmt: skip
        if data.startswith(mark):
            try:
                return data.decode(encoding).lstrip("\ufeff")
            except UnicodeDecodeError:
                return None
    sample = data[:4096]
    if b"\x00" in data:
        return _wide(data)
    if sum(byte < 32 and byte not in (9, 10, 12, 13, 27) for byte in sample) > len(sample) // 100:
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        # Old files of Windows; a file that is no text would have shown other signs.
        high = sum(byte >= 128 for byte in sample)
        return data.decode("cp1252", "replace") if high * 4 < max(len(sample), 1) else None


def other_letters(data: bytes) -> Iterator[str]:
    """A text of no letters of today, as other offices' machines would have read it: only accents differ."""
    if b"\x00" in data:
        return
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        yield from (data.decode(letters, "replace") for letters in ("cp1250", "iso8859-2", "cp850", "mac_roman"))


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark, which nearly every second byte being nothing gives away."""
    for encoding, place in (("utf-16-le", 1), ("utf-16-be", 0)):
        if data[place::2].count(0) * 10 > len(data[place::2]) * 7:
            try:
                text = data.decode(encoding)
            except UnicodeDecodeError:
                continue
            if "\x00" not in text:
                return text
    return None


def raw_texts(data: bytes) -> Iterator[str]:
    """Everything in some bytes that could be words, however it is written there."""
    yield data.decode("utf-8", "ignore")
    yield data.decode("latin-1")
    if b"\x00" in data:
        for start in (0, 1):
            yield data[start:].decode("utf-16-le", "ignore")
            yield data[start:].decode("utf-16-be", "ignore")


def inflated(data: bytes) -> bytes:
    """What a deflated stream holds, as far as it goes."""
    unpack = zlib.decompressobj()
    try:
        return unpack.decompress(data, LARGEST)
    except zlib.error:
        return b""
