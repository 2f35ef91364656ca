"""From a GEDCOM file to its text, whatever the encoding."""

from __future__ import annotations

import codecs
import io
import logging
import re
from dataclasses import dataclass, replace
from pathlib import Path

from ged4py.parser import CodecError, guess_codec

from exporters.gedcom.lines import clean
from models.errors import KnownError

MAX_BYTES = 32 * 1024 * 1024
UNREADABLE = KnownError(
    "This is not a GEDCOM file that can be read. Nothing was changed. "
    "Save the family again as GEDCOM in the program it comes from and try that file."
)
# What is odd in a file is answered here; the library's own messages would carry names into the log.
logging.getLogger("ged4py").setLevel(logging.CRITICAL)
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


def opened(source: Path | bytes) -> Decoded:
    """A file's text, without signs that no text holds. Raises KnownError where it cannot be a family file."""
    raw = source if isinstance(source, bytes) else _bytes_of(source)
    if len(raw) > MAX_BYTES:
        raise KnownError(
            f"This file is larger than {MAX_BYTES // 1024 // 1024} MB. Nothing was changed. Save the family without "
            "pictures, or only the branch you need, and try again."
        )
    if raw.startswith(b"PK\x03\x04"):
        raise KnownError(
            "This is a packed file (GEDZIP or zip). Nothing was changed. Unpack it and choose the .ged file inside."
        )
    if not raw.strip():
        raise KnownError("This file is empty. Nothing was changed. Save the family again and try that file.")
    file = decoded(raw)
    return replace(file, text=clean(re.sub(r"\n\r(?!\n)", "\n", file.text)))


def _bytes_of(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError:
        raise KnownError(
            "This file could not be opened. Nothing was changed. Check its name and place, and that it is a file."
        ) from None


def decoded(raw: bytes) -> Decoded:
    """The text of a file: by its mark or its CHAR line, else UTF-8, else the Windows Western set."""
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
