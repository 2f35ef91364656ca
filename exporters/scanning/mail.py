"""Letters sent by e-mail: what stands over them, their parts as they were before they were packed, what is attached."""

from __future__ import annotations

import contextlib
import email
import email.policy
import re
from collections.abc import Iterator
from email.message import Message

from exporters.scanning.formats import decoded
from exporters.scanning.piece import Inside, Piece, Unreadable

_WRONG = (ValueError, LookupError, AttributeError, TypeError)
"""What Python's reader of letters raises at a head that is written wrongly; it is given as it stands, too."""


def mail_pieces(data: bytes, inside: Inside) -> Iterator[Piece]:
    """One letter, a page saved whole, or a box of letters."""
    yield Piece("the text", decoded(data) or data.decode("latin-1"), is_other_reading=True)
    box = re.split(rb"(?m)^From .*\r?\n", data) if data.startswith(b"From ") else [data]
    for letter in filter(None, box):
        message = email.message_from_bytes(letter, policy=email.policy.default)
        for part in message.walk():
            yield Piece("the head of a letter", "\n".join(_heads(part)), flows=False)
            for beside in (part.preamble, part.epilogue):
                if beside:
                    yield Piece("the text", str(beside), flows=False)
            if not part.is_multipart():
                yield from _part(part, inside)


def _heads(part: Message) -> Iterator[str]:
    """What stands over a part; names written in code are read (RFC 2047), and once more as they stand."""
    for name, raw in part.raw_items():
        yield re.sub(r"\r?\n[ \t]", " ", str(raw))
        with contextlib.suppress(*_WRONG):
            yield str(part.policy.header_fetch_parse(name, raw))
    with contextlib.suppress(*_WRONG):
        yield part.get_filename() or ""


def _part(part: Message, inside: Inside) -> Iterator[Piece]:
    try:
        payload = part.get_payload(decode=True)
        kind, charset = part.get_content_type(), part.get_content_charset() or "utf-8"
    except _WRONG:
        raise Unreadable("a part of it is damaged") from None
    if not isinstance(payload, bytes) or not payload.strip():
        return
    if not kind.startswith("text/"):
        yield from (piece._replace(place=f"an attached file: {piece.place}") for piece in inside(payload, ""))
        return
    with contextlib.suppress(LookupError, UnicodeError):  # wrongly said: its letters are told as in any other file
        payload = payload.decode(charset).encode("utf-8")
    yield from inside(payload, "html" if kind == "text/html" else "txt")
