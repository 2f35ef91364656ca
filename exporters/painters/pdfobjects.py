"""The bottom layer of a PDF file: values, numbered objects, cross-reference table. Same input, same bytes."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field


class Name(str):
    """A PDF name, written with a slash."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Ref:
    """A reference to a numbered object."""

    number: int


@dataclass(frozen=True, slots=True)
class Text:
    """A text string (UTF-16 with its mark, so every script survives)."""

    value: str


@dataclass(frozen=True, slots=True)
class Latin:
    """A byte string of plain ASCII: dates, language codes."""

    value: str


@dataclass(frozen=True, slots=True)
class Stream:
    """Bytes with a dictionary, deflated unless ``plain``."""

    data: bytes
    entries: Mapping[str, Value] = field(default_factory=dict)
    plain: bool = False


Value = Name | Ref | Text | Latin | Stream | bool | int | float | None | list["Value"] | Mapping[str, "Value"]


def number(value: float) -> str:
    """A number as short as PDF needs: three decimals, no exponent, no trailing zeros."""
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def utf16(text: str) -> str:
    """A text string in its hexadecimal form, angle brackets included."""
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"


def written(value: Value) -> bytes:
    """One value in PDF syntax."""
    if isinstance(value, Stream):
        data = value.data if value.plain else zlib.compress(value.data, 9)
        entries = dict(value.entries)
        if not value.plain:
            entries["Filter"] = Name("FlateDecode")
        entries["Length"] = len(data)
        return written(entries) + b"\nstream\n" + data + b"\nendstream"
    if isinstance(value, Mapping):
        inner = b" ".join(b"/" + key.encode("ascii") + b" " + written(item) for key, item in value.items())
        return b"<<" + inner + b">>"
    if isinstance(value, list):
        return b"[" + b" ".join(written(item) for item in value) + b"]"
    return _scalar(value).encode("ascii")


def _scalar(value: Name | Ref | Text | Latin | bool | int | float | None) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Name):
        return "/" + "".join(c if c.isalnum() or c in "-_+." else f"#{ord(c):02X}" for c in value)
    if isinstance(value, Ref):
        return f"{value.number} 0 R"
    if isinstance(value, Text):
        return utf16(value.value)
    if isinstance(value, Latin):
        return "(" + value.value.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)") + ")"
    return number(value)


class PdfObjects:
    """Numbered objects and, at the end, the file."""

    def __init__(self) -> None:
        self._values: list[Value] = []

    def add(self, value: Value = None) -> Ref:
        """Number a new object; its value may be given later with ``put``."""
        self._values.append(value)
        return Ref(len(self._values))

    def put(self, ref: Ref, value: Value) -> None:
        """Set the value of an object numbered before."""
        self._values[ref.number - 1] = value

    def file(self, root: Ref, info: Ref) -> bytes:
        """The whole file. The two identifiers in the trailer are a digest of the content."""
        parts = [b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"]
        offsets = []
        position = len(parts[0])
        for index, value in enumerate(self._values, 1):
            offsets.append(position)
            parts.append(b"%d 0 obj\n%s\nendobj\n" % (index, written(value)))
            position += len(parts[-1])
        digest = hashlib.md5(b"".join(parts), usedforsecurity=False).hexdigest().upper()
        table = [f"xref\n0 {len(offsets) + 1}\n0000000000 65535 f \n"]
        table += [f"{offset:010d} 00000 n \n" for offset in offsets]
        trailer = (
            f"trailer\n<</Size {len(offsets) + 1} /Root {root.number} 0 R /Info {info.number} 0 R "
            f"/ID [<{digest}> <{digest}>]>>\nstartxref\n{position}\n%%EOF\n"
        )
        return b"".join([*parts, "".join(table).encode("ascii"), trailer.encode("ascii")])
