"""Everything a Word file says, in sight or out of it, for the last look before it leaves."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

from exporters.docx.template import W

_PARAGRAPH = f"{{{W}}}p"
_BREAKS = {f"{{{W}}}br", f"{{{W}}}tab", f"{{{W}}}cr"}
_PLACES = {"word/document.xml": "the text", "docProps/core.xml": "the file's properties"}


def texts_of(data: bytes) -> Iterator[tuple[str, str]]:
    """(place, text) of every part: words as read, descriptions and properties, raw bytes of pictures, part names.

    A word that Word has cut into several runs reads as one. Raises ``zipfile.BadZipFile`` for what is no Word file.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        yield "the file's inner names", "\n".join(file.namelist())
        for name in file.namelist():
            content = file.read(name)
            if name.endswith((".xml", ".rels")):
                yield from _xml(name, content)
            else:
                # A picture's own words cannot be read back; what a camera or a program wrote beside them can.
                yield "a picture's inner data", content.decode("latin-1")
                yield "a picture's inner data", content.decode("utf-16-le", "ignore")


def _xml(name: str, content: bytes) -> Iterator[tuple[str, str]]:
    root = ElementTree.fromstring(content)
    place = _PLACES.get(name, "the text" if name.startswith("word/") else "the file's inner data")
    yield place, "\n".join(_lines(root))
    for element in root.iter():
        # Also what stands between elements, such as in comments of another program, and every description.
        for value in element.attrib.values():
            if len(value) > 2:
                yield "a description", value


def _lines(element: ElementTree.Element) -> Iterator[str]:
    """The words of each paragraph, joined as they are read."""
    paragraphs = list(element.iter(_PARAGRAPH))
    if not paragraphs:
        yield "\n".join(part.strip() for part in element.itertext() if part.strip())
        return
    for paragraph in paragraphs:
        yield "".join(
            " " if part.tag in _BREAKS else (part.text or "") for part in paragraph.iter() if part.tag != _PARAGRAPH
        )
