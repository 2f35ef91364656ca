"""A PDF as a reader, a screen reader or a curious person could read it."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from exporters.pdfium import LOCK
from exporters.scanning.columns import down_the_columns
from exporters.scanning.formats import decoded, inflated, raw_texts, sniff
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
_END = re.compile(rb"startxref\s+\d+\s+%%EOF\r?\n?")
_MOST_STATES = 8
_LOCKED = "it has a password"
_NOT_WORDS = re.compile(rb"/FontFile|/Length1\b|/Subtype\s*/(?:Type1C|CIDFontType0C|OpenType)|/FunctionType|/ICCBased")


def pdf_pieces(data: bytes, inside: Inside) -> Iterator[Piece]:
    """Pages, titles, bookmarks, descriptions, notes, attached files, and what a viewer does not show."""
    is_locked = re.search(rb"/Encrypt\s+\d+\s+\d+\s+R|/Encrypt\s*<<", data) is not None
    try:
        with LOCK:
            found = list(_read(data, inside))
    except Unreadable:
        if is_locked:
            raise Unreadable(_LOCKED) from None
        raise
    yield from found
    if is_locked:
        # What a viewer shows was read; what lies beside it stays locked.
        raise Unreadable(_LOCKED)
    yield from _inner(data, inside)
    yield from _earlier(data, inside)


def _earlier(data: bytes, inside: Inside) -> Iterator[Piece]:
    """What the file said before it was saved over: each time something was put behind its end."""
    ends = [found.end() for found in _END.finditer(data)]
    for end in ends[:-1][-_MOST_STATES:]:
        try:
            with LOCK:
                found = list(_read(data[:end], inside))
        except Unreadable:
            continue  # the file's first half, or one that lies in it: read as a part of the whole
        yield from (piece._replace(place=f"an earlier state of the file: {piece.place}") for piece in found)
    if ends and data[ends[-1] :].strip():
        for text in raw_texts(data[ends[-1] :]):
            yield Piece("what stands behind the file's end", text, flows=False)


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
    except pypdfium2.PdfiumError:
        raise Unreadable("a part of it is damaged") from None
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
        text = text_page.get_text_range().replace("\ufffe", "\u00ad")
        yield Piece(f"page {number + 1}", text)
        # A tagged page was drawn in the order it is read in.
        is_tagged = bool(pdfium.FPDFCatalog_IsTagged(document.raw))
        if down := "" if is_tagged else down_the_columns(text_page):
            yield Piece(f"page {number + 1}", down, flows=False, is_other_reading=True)
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
    yield from _said_inside(b"\n".join(outside))


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
        yield from _said_inside(words)
    elif b"/ActualText" in words or b"/Alt" in words:
        said = (_decoded(*found.groups()) for found in _ALTERNATIVE.finditer(words))
        yield Piece("a description", "\n".join(said), flows=False)
    elif re.search(rb"/Subtype\s*/Form", head):
        # Drawn or not: words of a part of a page that is put together apart.
        yield Piece("the file's inner data", "".join(_strings(words)), flows=False, is_other_reading=True)
    elif _is_prose(words) and (script := decoded(words)):
        yield Piece("the file's inner data", script, flows=False, is_other_reading=True)
        yield Piece("the file's inner data", re.sub(r"<[^>]*>", "", script), flows=False, is_other_reading=True)


def _said_inside(data: bytes) -> Iterator[Piece]:
    said = "\n".join(_strings(data))
    yield Piece("the file's inner data", said, flows=False)
    if "</" in said:  # a note's words as a page
        yield Piece("the file's inner data", re.sub(r"<[^>]*>", "", said), flows=False, is_other_reading=True)


def _is_prose(words: bytes) -> bool:
    """Whether a stream is a text (a script, a form's data), not a page's strokes, which are mostly numbers."""
    sample = words[:2000]
    letters = sum(65 <= byte < 91 or 97 <= byte < 123 for byte in sample)
    return letters * 2 > len(sample) and b"begincmap" not in sample


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
