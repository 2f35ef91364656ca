"""Plain and marked-up texts, JSON, tables, GEDCOM: every word in them, however it is written there."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree

from exporters.scanning.formats import decoded
from exporters.scanning.piece import Piece, Unreadable
from exporters.scanning.rich import rtf_pieces


def _letters(data: bytes) -> str:
    text = decoded(data)
    if text is None:
        raise Unreadable("its letters cannot be told")
    return text


def _txt(data: bytes) -> Iterator[Piece]:
    text = _letters(data)
    yield Piece("the text", text)
    if "</" in text:  # a page, or what was copied out of one
        yield from (piece._replace(flows=False, is_other_reading=True) for piece in _html_pieces(text))


def _json(data: bytes) -> Iterator[Piece]:
    # Escapes (\u00e9) would hide a word from a search of the raw text. Keys stand apart: a name and the key after it
    # ("The Cassons'", "address") are no sentence.
    values: list[str] = []
    keys: set[str] = set()
    try:
        _gather(json.loads(decoded(data) or ""), values, keys)
    except (ValueError, RecursionError):
        # Not one JSON text: lines of it, or only something that begins alike.
        yield from _txt(data)
        return
    yield Piece("the text", "\n\n".join(values), flows=False)
    for value in values:
        if "</" in value:  # a page inside of a text, as FHIR's narratives are
            yield from (piece._replace(flows=False) for piece in _html_pieces(value))
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


def _gedcom(data: bytes) -> Iterator[Piece]:
    # Long lines are broken wherever there was room: only joined again do they read as they did.
    text = _from_ansel(data) if b"CHAR ANSEL" in data[:2000] else decoded(data) or data.decode("latin-1")
    text = re.sub(r"\r?\n\d+ CONC ?", "", text)
    yield Piece("the text", re.sub(r"\r?\n\d+ CONT ?", "\n", text))
    # A name stands with slashes round the surname, an address in lines with a tag each.
    yield Piece("the text", re.sub(r"(?m)^\d+ (?:@\w+@ )?[_A-Z0-9]+ ?", "", text))


def _from_ansel(data: bytes) -> str:
    """Old family files: accents stand before their letters, and are not needed here."""
    return bytes(byte for byte in data if byte < 0xE0).translate(_ANSEL).decode("latin-1")


_ANSEL = bytes.maketrans(b"\xa1\xb1\xa2\xb2\xa3\xb3\xb8", b"LlOoDdi")


def _csv(data: bytes) -> Iterator[Piece]:
    text = _letters(data)
    try:
        cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    except csv.Error:
        cells = []
    yield Piece("the text", "\n".join(cells))
    yield Piece("the text", text)


def _cards(data: bytes) -> Iterator[Piece]:
    # Calendars and address cards: long lines are folded, commas and line ends are written with a stroke.
    text = re.sub(r"\r?\n[ \t]", "", _letters(data))
    if "QUOTED-PRINTABLE" in text.upper():
        text = re.sub(r"=\r?\n", "", text)
    text = re.sub(r"\\([,;\\nN])", lambda found: "\n" if found[1] in "nN" else found[1], text)
    yield Piece("the text", text)
    if "</" in text:
        yield from _html_pieces(text)


# ---- marked-up texts ------------------------------------------------------------------------------------------------

_BLOCKS = {"p", "tr", "row", "li", "h", "br", "tab", "si", "div", "text", "td", "title", "desc"}
"""Elements after which a word has ended (of Word, spreadsheets, SVG)."""


def xml_pieces(data: bytes, place: str = "the text", described: str = "a description") -> Iterator[Piece]:
    """The words of an XML part: text as it flows, attributes, comments."""
    try:
        root = ElementTree.fromstring(data)
    except (ElementTree.ParseError, ValueError, LookupError):
        text = decoded(data)
        if text is None:
            raise Unreadable("a part of it is damaged") from None
        yield from _html_pieces(text, place, described)
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
    yield Piece(place, "".join(said))
    yield Piece(place, " ".join(filter(None, close)), is_other_reading=True)
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


def _html(data: bytes) -> Iterator[Piece]:
    yield from _html_pieces(_letters(data))


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


def _html_pieces(text: str, place: str = "the text", described: str = "a description") -> Iterator[Piece]:
    """The words of a page, its attributes and comments."""
    page = _Html()
    try:
        page.feed(text)
        page.close()
    except AssertionError:  # what Python's parser says of a mark it cannot make out
        yield Piece(place, text, flows=False)
    yield Piece(place, "".join(page.said))
    yield Piece(place, " ".join(page.said), is_other_reading=True)
    yield Piece(described, "\n".join(page.hidden), flows=False)
    if any("<" in words for words in page.hidden):  # a page inside of a description or a comment
        yield Piece(described, "\n".join(re.sub(r"<[^>]*>", "", words) for words in page.hidden), flows=False)


TEXTS: dict[str, Callable[[bytes], Iterator[Piece]]] = {
    "json": _json, "fhir": _json, "csv": _csv, "svg": xml_pieces, "xml": xml_pieces, "html": _html, "gedcom": _gedcom,
    "txt": _txt, "rtf": rtf_pieces, "cards": _cards,
}  # fmt: skip
"""How the words of each kind of text are read."""
