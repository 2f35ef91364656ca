"""The same report makes the same bytes: a Word file packed again with one date on everything in it."""

from __future__ import annotations

import io
import zipfile

_DATE = (1980, 1, 1, 0, 0, 0)
_FIRST = "[Content_Types].xml"


def packed(data: bytes) -> bytes:
    """A zip with the same contents in a fixed order, without the time and the machine it was made on."""
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        contents = {name: source.read(name) for name in source.namelist()}
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as file:
        for name in sorted(contents, key=lambda each: (each != _FIRST, each)):
            entry = zipfile.ZipInfo(name, _DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            file.writestr(entry, contents[name])
    return held.getvalue()
