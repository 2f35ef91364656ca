"""A PDF as a reader, a screen reader or a curious person could read it."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from exporters.pdfium import LOCK
from exporters.scanning.formats import inflated, raw_texts, sniff
from exporters.scanning.pictures import picture_pieces
from exporters.scanning.piece import Inside, Piece, Unreadable

_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_HEAD = re.compile(rb"\d+\s+\d+\s+obj\b")
_STRING = re.compile(rb"\(((?:[^\\()]|\\.|\((?:[^\\()]|\\.)*\))*)\)|<([0-9A-Fa-f\s]{8,})>", re.DOTALL)
_ALTERNATIVE = re.compile(
    rb"/(?:ActualText|Alt|E|T|TU|Contents|Title)\s*(?:\(((?:[^\\()]|\\.)*)\)|<([0-9A-Fa-f\s]+)>)", re.DOTALL
)
_ESCAPE = re.compile(rb"\\([nrtbf()\\]|[0-7]{1,3}|\r?\n)")
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_NOT_WORDS = re.compile(rb"/FontFile|/Length1\b|/Subtype\s*/(?:Type1C|CIDFontType0C|OpenType)|/FunctionType|/ICCBased")


def pdf_pieces(data: bytes, inside: Inside) -> Iterator[Piece]:
    """Pages, titles, bookmarks, descriptions, notes, attached files, and what a viewer does not show."""
    if re.search(rb"/Encrypt\s+\d+\s+\d+\s+R|/Encrypt\s*<<", data):
        raise Unreadable("it has a password")
    with LOCK:
        found = list(_read(data, inside))
    yield from found
    yield from _inner(data, inside)


def _read(data: bytes, inside: Inside) -> Iterator[Piece]:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        raise Unreadable("it is damaged") from None
    try:
        yield from _of_document(document)
        for number in range(len(document)):
            yield from _page(document, number)
        yield from _attached(document, inside)
    finally:
        document.close()


def _of_document(document: Any) -> Iterator[Piece]:
    for key, value in document.get_metadata_dict().items():
        yield Piece(f"the file's {key.lower()}", value, flows=False)
    for mark in document.get_toc():
        yield Piece("a bookmark", mark.get_title() or "", flows=False)


def _page(document: Any, number: int) -> Iterator[Piece]:
    page = document[number]
    text_page = page.get_textpage()
    try:
        yield Piece(f"page {number + 1}", text_page.get_text_range().replace("\ufffe", "\u00ad"))
        words = "\n".join(_structure(page))
        if words:
            yield Piece(f"a description on page {number + 1}", words, flows=False)
        for words in _notes(document, page):
            yield Piece(f"a note or a link on page {number + 1}", words, flows=False)
    finally:
        text_page.close()
        page.close()


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
                if words := _string(read, element):
                    yield words
            count = pdfium.FPDF_StructElement_CountChildren(element)
            waiting += [pdfium.FPDF_StructElement_GetChildAtIndex(element, i) for i in range(max(count, 0))]
    finally:
        pdfium.FPDF_StructTree_Close(tree)


def _notes(document: Any, page: Any) -> Iterator[str]:
    """Annotations: their words, who wrote them, where a link leads, what is filled into a field."""
    for index in range(pdfium.FPDFPage_GetAnnotCount(page.raw)):
        note = pdfium.FPDFPage_GetAnnot(page.raw, index)
        if not note:
            continue
        try:
            for key in (b"Contents", b"T", b"Subj", b"V", b"DV", b"TU", b"NM", b"RC"):
                yield _string(lambda item, buffer, size, key=key: pdfium.FPDFAnnot_GetStringValue(
                    item, key, ctypes.cast(buffer, ctypes.POINTER(pdfium.FPDF_WCHAR)) if buffer else None, size
                ), note)  # fmt: skip
            link = pdfium.FPDFAnnot_GetLink(note)
            action = pdfium.FPDFLink_GetAction(link) if link else None
            if action:
                size = pdfium.FPDFAction_GetURIPath(document.raw, action, None, 0)
                buffer = ctypes.create_string_buffer(max(size, 1))
                pdfium.FPDFAction_GetURIPath(document.raw, action, buffer, size)
                yield buffer.raw.rstrip(b"\x00").decode("utf-8", "ignore")
        finally:
            pdfium.FPDFPage_CloseAnnot(note)


def _string(read: Any, element: Any) -> str:
    size = read(element, None, 0)
    if size <= 2:
        return ""
    buffer = ctypes.create_string_buffer(size)
    read(element, buffer, size)
    return buffer.raw[: size - 2].decode("utf-16-le", "ignore")


def _attached(document: Any, inside: Inside) -> Iterator[Piece]:
    for index in range(document.count_attachments()):
        attachment = document.get_attachment(index)
        yield Piece("the name of an attached file", attachment.get_name(), flows=False)
        yield from _embedded(bytes(attachment.get_data()), inside)


def _embedded(data: bytes, inside: Inside) -> Iterator[Piece]:
    if not data:
        return
    for piece in inside(data, ""):
        yield piece._replace(place=f"an attached file: {piece.place}")


# ---- what a viewer does not show ------------------------------------------------------------------------------------


def _inner(data: bytes, inside: Inside) -> Iterator[Piece]:
    """Strings and streams of the file itself: earlier states, metadata, hidden text, pictures."""
    outside: list[bytes] = []
    place = 0
    for found in _STREAM.finditer(data):
        if found.start() < place:
            continue
        heads = data[place : found.start()]
        outside.append(heads)
        end = data.find(b"endstream", found.end())
        end = len(data) if end < 0 else end
        last = max((head.start() for head in _HEAD.finditer(heads)), default=0)
        yield from _stream(heads[last:], data[found.end() : end], inside)
        place = end
    outside.append(data[place:])
    yield Piece("the file's inner data", "\n".join(_strings(b"\n".join(outside))), flows=False)


def _stream(head: bytes, body: bytes, inside: Inside) -> Iterator[Piece]:
    if re.search(rb"/Subtype\s*/Image", head):
        if body.startswith(b"\xff\xd8"):
            yield from picture_pieces(body)
        return
    if _NOT_WORDS.search(head):
        return
    if b"ASCII85Decode" in head or b"ASCIIHexDecode" in head:
        body = _from_ascii(head, body)
    words = inflated(body) if b"FlateDecode" in head or b"/Fl " in head else body
    if re.search(rb"/Type\s*/(?:Metadata|EmbeddedFile)|/Subtype\s*/XML", head):
        for text in raw_texts(words):
            yield Piece("the file's metadata", text, flows=False)
            yield Piece("the file's metadata", re.sub(r"<[^>]*>", "", text), flows=False)
        if sniff(words) not in ("", "txt", "xml", "html"):
            yield from _embedded(words, inside)
    elif re.search(rb"/Type\s*/ObjStm", head):
        yield Piece("the file's inner data", "\n".join(_strings(words)), flows=False)
    elif b"/ActualText" in words or b"/Alt" in words:
        said = (_decoded(*found.groups()) for found in _ALTERNATIVE.finditer(words))
        yield Piece("a description", "\n".join(said), flows=False)


def _from_ascii(head: bytes, body: bytes) -> bytes:
    import base64
    import binascii

    try:
        if b"ASCII85Decode" in head:
            return base64.a85decode(body.strip().removesuffix(b"~>").removeprefix(b"<~"))
        return bytes.fromhex(body.split(b">")[0].decode("ascii", "ignore"))
    except (ValueError, binascii.Error):
        return body


def _strings(data: bytes) -> Iterator[str]:
    for found in _STRING.finditer(data):
        if words := _decoded(*found.groups()):
            yield words


def _decoded(literal: bytes | None, hexed: bytes | None) -> str:
    if hexed is not None:
        digits = re.sub(rb"\s", b"", hexed).decode()
        raw = bytes.fromhex(digits + "0" * (len(digits) % 2))
    else:
        raw = _ESCAPE.sub(_unescaped, literal or b"")
    if raw.startswith(b"\xfe\xff"):
        return raw[2:].decode("utf-16-be", "ignore")
    if raw.startswith(b"\xff\xfe"):
        return raw[2:].decode("utf-16-le", "ignore")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def _unescaped(found: re.Match[bytes]) -> bytes:
    sign = found[1]
    if sign[:1].isdigit():
        return bytes([int(sign, 8) & 255])
    return b"" if sign in (b"\n", b"\r\n") else _ESCAPED.get(sign, sign)
