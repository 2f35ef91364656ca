"""From the bytes of a GEDCOM file to its lines, whatever the encoding and line ends."""

from __future__ import annotations

import codecs
import io
import re
from dataclasses import dataclass

from ged4py.parser import CodecError, guess_codec

LINE = re.compile(r"\s*\d{1,2}\s+\S")
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@dataclass(frozen=True)
class Decoded:
    """A file's text, the encoding it was read as, and whether that was only a guess."""

    text: str
    encoding: str
    guessed: bool = False


def text_of(raw: bytes) -> str:
    """The text of a file: by its mark or its CHAR line, else UTF-8, else the Windows Western set."""
    return decoded(raw).text


def decoded(raw: bytes) -> Decoded:
    """The same, with how it was read."""
    for mark, name in MARKS:
        if raw.startswith(mark):
            return Decoded(raw[len(mark) :].decode(name, "replace"), name)
    if raw[1:2] == b"\0" or raw[:1] == b"\0":
        name = "utf-16-le" if raw[1:2] == b"\0" else "utf-16-be"
        return Decoded(raw.decode(name, "replace"), name)
    said = _said(raw)
    for name in (said, "utf-8", "cp1252", "latin-1"):
        try:
            return Decoded(raw.decode(name), name, guessed=name not in (said, "utf-8"))
        except (UnicodeDecodeError, LookupError):
            continue
    raise AssertionError("latin-1 reads every byte")


def _said(raw: bytes) -> str:
    """The encoding the header names; UTF-8 where it names none."""
    header = raw[:4000].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    if not re.search(rb"\n\s*1\s+CHAR\s", header):
        return "utf-8"
    try:
        return guess_codec(io.BytesIO(header), errors="replace", warn=False)[0]
    except (CodecError, OSError):
        return "utf-8"


def lines_of(text: str) -> list[str]:
    """The lines that are GEDCOM; what is none (a broken note, an empty line) is left out."""
    return [line.strip() for line in re.split(r"\r\n|\r|\n", text) if LINE.match(line)]
