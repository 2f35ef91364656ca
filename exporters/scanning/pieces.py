"""A file as pieces of text with their places. What cannot be read is refused, never passed over."""

from __future__ import annotations

import csv
import io
import json
import re
import zlib
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from typing import Any, NamedTuple
from xml.etree import ElementTree

from models.errors import KnownError

DEEPEST = 6
"""How many files may lie in one another."""
LARGEST = 256 * 1024 * 1024
"""Bytes of one part when it is unpacked."""


class Unreadable(KnownError):
    """The file cannot be read whole, so nobody can say what is in it."""

    def __init__(self, why: str) -> None:
        super().__init__(
            f"This file cannot be looked through: {why}. It was not passed. Use a file without a password, of a known "
            "kind (PDF, Word, ZIP, JSON, CSV, SVG, HTML, GEDCOM, picture or plain text)."
        )


class Piece(NamedTuple):
    """Some text, where it stands, whether it reads on into the pieces beside it, and whether it is a text that was
    given before, its parts joined otherwise."""

    place: str
    text: str
    flows: bool = True
    is_other_reading: bool = False


def pieces(data: bytes, kind: str = "", depth: int = 0) -> Iterator[Piece]:
    """Everything that can be read in a file. ``kind``: its format where it is known. Raises :class:`Unreadable`."""
    if depth > DEEPEST:
        raise Unreadable("files lie too deep in one another")
    kind = kind if kind in _READERS else sniff(data)
    if kind not in _READERS:
        raise Unreadable("it is of no kind that is known here")
    yield from _READERS[kind](data, depth)


def sniff(data: bytes) -> str:
    """The format of a file by how it begins; "" where it is not known."""
    for start, kind in _STARTS:
        if data.startswith(start):
            return kind
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data[8:12] == b"WEBP" and data.startswith(b"RIFF"):
        return "picture"
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
    return "xml" if head.startswith("<") else "txt"


_STARTS = (
    (b"%PDF-", "pdf"), (b"PK\x03\x04", "zip"), (b"PK\x05\x06", "zip"), (b"\x89PNG", "png"), (b"\xff\xd8\xff", "jpeg"),
    (b"GIF8", "picture"), (b"II*\x00", "picture"), (b"MM\x00*", "picture"), (b"BM", "picture"), (b"\x1f\x8b", "gzip"),
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


# ---- texts ----------------------------------------------------------------------------------------------------------


def _txt(data: bytes, _depth: int) -> Iterator[Piece]:
    text = decoded(data)
    if text is None:
        raise Unreadable("its letters cannot be told")
    yield Piece("the text", text)


def _json(data: bytes, depth: int) -> Iterator[Piece]:
    # Escapes (\u00e9) would hide a word from a search of the raw text. Keys stand apart: a name and the key after it
    # ("The Cassons'", "address") are no sentence.
    values: list[str] = []
    keys: set[str] = set()
    try:
        _gather(json.loads(decoded(data) or ""), values, keys)
    except (ValueError, RecursionError):
        # Not one JSON text: lines of it, or only something that begins alike.
        yield from _txt(data, depth)
        return
    yield Piece("the text", "\n\n".join(values), flows=False)
    for value in values:
        if "</" in value:  # a page inside of a text, as FHIR's narratives are
            yield from (piece._replace(flows=False) for piece in html_pieces(value))
    for key in sorted(keys):
        yield Piece("the text", key, flows=False)


def _gather(node: Any, values: list[str], keys: set[str]) -> None:
    if isinstance(node, dict):
        keys.update(node)
        for value in node.values():
            _gather(value, values, keys)
    elif isinstance(node, list):
        for value in node:
            _gather(value, values, keys)
    else:
        values.append(str(node))


def _gedcom(data: bytes, depth: int) -> Iterator[Piece]:
    # Long lines are broken wherever there was room: only joined again do they read as they did.
    text = decoded(data) or data.decode("latin-1")
    text = re.sub(r"\r?\n\d+ CONC ?", "", text)
    yield Piece("the text", re.sub(r"\r?\n\d+ CONT ?", "\n", text))
    # A name stands with slashes round the surname, an address in lines with a tag each.
    yield Piece("the text", re.sub(r"(?m)^\d+ (?:@\w+@ )?[_A-Z0-9]+ ?", "", text))


def _csv(data: bytes, depth: int) -> Iterator[Piece]:
    text = decoded(data)
    if text is None:
        raise Unreadable("its letters cannot be told")
    try:
        cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    except csv.Error:
        cells = []
    yield Piece("the text", "\n".join(cells))
    yield Piece("the text", text)


def _rtf(data: bytes, _depth: int) -> Iterator[Piece]:
    text = data.decode("latin-1")
    text = re.sub(r"\\u(-?\d+) ?\??", lambda found: chr(int(found[1]) % 65536), text)
    text = re.sub(r"\\'([0-9a-fA-F]{2})", lambda found: bytes.fromhex(found[1]).decode("cp1252", "replace"), text)
    yield Piece("the text", re.sub(r"\\(?:par|line|tab|cell|row)\b ?", "\n", text))
    yield Piece("the text", re.sub(r"\\\*?[a-z]+-?\d* ?|[{}]", "", text))


def _gzip(data: bytes, depth: int) -> Iterator[Piece]:
    unpack = zlib.decompressobj(wbits=31)
    try:
        inner = unpack.decompress(data, LARGEST)
    except zlib.error:
        raise Unreadable("it is damaged") from None
    yield from pieces(inner, depth=depth + 1)


# ---- marked-up texts ------------------------------------------------------------------------------------------------

_BLOCKS = {"p", "tr", "row", "li", "h", "br", "tab", "si", "div", "text", "td", "title", "desc"}
"""Elements after which a word has ended (of Word, spreadsheets, SVG)."""


def _xml(data: bytes, _depth: int) -> Iterator[Piece]:
    yield from xml_pieces(data)


def xml_pieces(data: bytes, place: str = "the text", described: str = "a description") -> Iterator[Piece]:
    """The words of an XML part: text as it flows, attributes, comments."""
    try:
        root = ElementTree.fromstring(data)
    except (ElementTree.ParseError, ValueError, LookupError):
        text = decoded(data)
        if text is None:
            raise Unreadable("a part of it is damaged") from None
        yield from html_pieces(text, place, described)
        return
    said: list[str] = []
    close: list[str] = []
    described_texts: list[str] = []
    for event, element in _walk(root):
        if event == "start":
            described_texts += element.attrib.values()
            said.append(element.text or "")
            close.append(element.text or "")
        else:
            if _local(element.tag) in _BLOCKS:
                said.append("\n")
            said.append(element.tail or "")
            close.append(element.tail or "")
    # A word of Word may be cut into runs, and a sentence of SVG into lines: read both ways.
    yield Piece(place, " ".join(filter(None, close)), is_other_reading=True)
    yield Piece(place, "".join(said))
    yield Piece(described, "\n".join(described_texts), flows=False)
    if b"<!--" in data or b"<?" in data:
        hidden = re.findall(rb"<!--(.*?)-->|<\?(.*?)\?>", data, re.DOTALL)
        yield Piece("a comment", b"\n".join(b" ".join(pair) for pair in hidden).decode("utf-8", "ignore"), flows=False)


def _walk(root: ElementTree.Element) -> Iterator[tuple[str, ElementTree.Element]]:
    waiting: list[tuple[str, ElementTree.Element]] = [("start", root)]
    while waiting:
        event, element = waiting.pop()
        yield event, element
        if event == "start":
            waiting.append(("end", element))
            waiting += [("start", child) for child in reversed(element)]


def _local(tag: Any) -> str:
    return str(tag).rpartition("}")[2]


def _html(data: bytes, _depth: int) -> Iterator[Piece]:
    text = decoded(data)
    if text is None:
        raise Unreadable("its letters cannot be told")
    yield from html_pieces(text)


class _Html(HTMLParser):
    """Text, attributes and comments of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self.hidden: list[str] = []

    def handle_data(self, data: str) -> None:
        self.said.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.hidden += [value for _name, value in attrs if value]

    def handle_comment(self, data: str) -> None:
        self.hidden.append(data)

    def handle_decl(self, decl: str) -> None:
        self.hidden.append(decl)

    def handle_pi(self, data: str) -> None:
        self.hidden.append(data)

    def unknown_decl(self, data: str) -> None:
        self.hidden.append(data)


def html_pieces(text: str, place: str = "the text", described: str = "a description") -> Iterator[Piece]:
    """The words of a page, its attributes and comments."""
    page = _Html()
    page.feed(text)
    page.close()
    yield Piece(place, "".join(page.said))
    yield Piece(place, " ".join(page.said), is_other_reading=True)
    yield Piece(described, "\n".join(page.hidden), flows=False)


# ---- what holds other files -----------------------------------------------------------------------------------------


def _pdf(data: bytes, depth: int) -> Iterator[Piece]:
    from exporters.scanning.pdf import pdf_pieces

    yield from pdf_pieces(data, depth)


def _zip(data: bytes, depth: int) -> Iterator[Piece]:
    from exporters.scanning.packed import zip_pieces

    yield from zip_pieces(data, depth)


def _picture(data: bytes, _depth: int) -> Iterator[Piece]:
    from exporters.scanning.pictures import picture_pieces

    yield from picture_pieces(data)


_READERS: dict[str, Callable[[bytes, int], Iterator[Piece]]] = {
    "pdf": _pdf, "zip": _zip, "docx": _zip, "bundle": _zip, "png": _picture, "jpeg": _picture, "picture": _picture,
    "json": _json, "fhir": _json, "csv": _csv, "svg": _xml, "xml": _xml, "html": _html, "gedcom": _gedcom, "txt": _txt,
    "rtf": _rtf, "gzip": _gzip,
}  # fmt: skip
KINDS = tuple(_READERS)
