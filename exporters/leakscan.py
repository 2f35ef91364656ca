"""The last look before anything leaves: the finished file itself is searched for every restricted value.

A projection can be wrong; this reads what a reader could read (text, titles, bookmarks, alternative texts, metadata,
file name) and stops the export when a secret is in it.
"""

from __future__ import annotations

import csv
import ctypes
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from typing import Any
from xml.etree import ElementTree

import pypdfium2
import pypdfium2.raw as pdfium

from exporters.docx.reading import texts_of as docx_texts
from exporters.fhir.reading import texts_of as fhir_texts
from models.errors import KnownError
from models.secrets import Secrets

_PACKED = re.compile(rb"(/Filter\b(?:(?!>>).){0,200}>>\s*stream\r?\n).*?(?=endstream)", re.DOTALL)
"""A packed stream: what it says is read from the page, its bytes as they lie there say nothing."""


class LeakFound(KnownError):
    """A restricted value stands in a finished file. The message says where, never what."""

    def __init__(self, places: list[str]) -> None:
        self.places = tuple(places)
        super().__init__(
            f"This copy was stopped: something that must not be shown stands in {', '.join(places)}. "
            "No file was written. Mark the card it comes from as not to be shown, or change its words."
        )


def check(data: bytes, file_format: str, secrets: Secrets, *, file_name: str = "") -> None:
    """Raise :class:`LeakFound` if a finished file (see ``_READERS`` for formats) holds a restricted value."""
    if not secrets:
        return
    texts = list(_READERS[file_format](data))
    if file_name:
        texts.append(("the file's name", file_name))
    # Words may be cut by a page or a column: the whole text counts as well as each piece.
    if file_format not in _APART:
        texts.append(("the text across pages", "\n".join(text for _place, text in texts)))
    places = [place for place, text in texts if secrets.in_text(text)]
    if places:
        raise LeakFound(list(dict.fromkeys(places[:-1] or places))[:5])


def _pdf(data: bytes) -> Iterator[tuple[str, str]]:
    document = pypdfium2.PdfDocument(data)
    try:
        for key, value in document.get_metadata_dict().items():
            yield f"the file's {key.lower()}", value
        for mark in document.get_toc():
            yield "a bookmark", mark.get_title() or ""
        for number in range(len(document)):
            page = document[number]
            text_page = page.get_textpage()
            yield f"page {number + 1}", text_page.get_text_bounded()
            yield from ((f"a description on page {number + 1}", words) for words in _structure(page))
            text_page.close()
            page.close()
    finally:
        document.close()
    # What a viewer does not show may still be read: metadata streams and strings left plain in the file.
    plain = _PACKED.sub(rb"\1", data)
    yield "the file's inner data", plain.decode("latin-1")
    yield "the file's inner data", plain.decode("utf-16-be", "ignore")


def _structure(page: Any) -> Iterator[str]:
    tree = pdfium.FPDF_StructTree_GetForPage(page.raw)
    if not tree:
        return
    try:
        waiting = [
            pdfium.FPDF_StructTree_GetChildAtIndex(tree, i) for i in range(pdfium.FPDF_StructTree_CountChildren(tree))
        ]
        while waiting:
            element = waiting.pop()
            if not element:
                continue
            for read in (
                pdfium.FPDF_StructElement_GetAltText,
                pdfium.FPDF_StructElement_GetActualText,
                pdfium.FPDF_StructElement_GetTitle,
            ):
                yield _string(read, element)
            count = pdfium.FPDF_StructElement_CountChildren(element)
            waiting += [pdfium.FPDF_StructElement_GetChildAtIndex(element, i) for i in range(max(count, 0))]
    finally:
        pdfium.FPDF_StructTree_Close(tree)


def _string(read: Any, element: Any) -> str:
    size = read(element, None, 0)
    if size <= 2:
        return ""
    buffer = ctypes.create_string_buffer(size)
    read(element, buffer, size)
    return buffer.raw[: size - 2].decode("utf-16-le", "ignore")


def _svg(data: bytes) -> Iterator[tuple[str, str]]:
    root = ElementTree.fromstring(data)
    # A sentence is many elements, one a line: only their words together read as it does.
    yield "the text", " ".join(root.itertext())
    for element in root.iter():
        yield "a description", " ".join(element.attrib.values())


def _json(data: bytes) -> Iterator[tuple[str, str]]:
    # Escapes (\u00e9) would hide a word from a search of the raw text. Keys stand apart: a name and the key after it
    # ("The Cassons'", "address") are no sentence.
    values: list[str] = []
    keys: set[str] = set()
    _gather(json.loads(data), values, keys)
    yield "the text", "\n".join(values)
    for key in sorted(keys):
        yield "the text", key


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


def _gedcom(data: bytes) -> Iterator[tuple[str, str]]:
    # Long lines are broken wherever there was room: only joined again do they read as they did.
    text = re.sub(r"\n\d+ CONC ", "", data.decode("utf-8"))
    yield "the text", re.sub(r"\n\d+ CONT", "\n", text)


def _png(data: bytes) -> Iterator[tuple[str, str]]:
    yield "the picture's inner data", data.decode("latin-1")


def _csv(data: bytes) -> Iterator[tuple[str, str]]:
    yield "the text", "\n".join(cell for row in csv.reader(io.StringIO(data.decode("utf-8-sig"))) for cell in row)


def _fhir(data: bytes) -> Iterator[tuple[str, str]]:
    return fhir_texts(data, {"application/pdf": _pdf})


def _zip(data: bytes) -> Iterator[tuple[str, str]]:
    """Every file of a record, each read as what its name ends in."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        yield "the file's inner names", "\n".join(file.namelist())
        for name in file.namelist():
            read = _READERS.get(name.rpartition(".")[2], _png)
            yield from ((f"{name}, {place}", text) for place, text in read(file.read(name)))


_READERS: dict[str, Callable[[bytes], Iterator[tuple[str, str]]]] = {
    "pdf": _pdf, "svg": _svg, "json": _json, "png": _png, "gedcom": _gedcom, "csv": _csv, "docx": docx_texts,
    "fhir": _fhir, "fhir-transaction": _fhir, "zip": _zip,
}  # fmt: skip
_APART = ("json", "fhir", "fhir-transaction", "zip")
"""Formats whose texts stand apart: read one after another they are no sentences."""
