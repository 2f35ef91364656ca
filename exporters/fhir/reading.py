"""Everything a FHIR bundle says, attachments opened, for the last look before it leaves."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from xml.etree import ElementTree

Reader = Callable[[bytes], Iterator[tuple[str, str]]]


def texts_of(data: bytes, attachments: Mapping[str, Reader]) -> Iterator[tuple[str, str]]:
    """(place, text): every value, every narrative as it reads, every attachment by the reader of its media type.

    An attachment nobody can read comes as its raw bytes.
    """
    values: list[str] = []
    for path, key, value in _walk(json.loads(data), ""):
        if key == "div":
            yield "the text", "\n".join(ElementTree.fromstring(value).itertext())
        elif path.endswith("attachment.data"):
            continue
        else:
            values.append(str(value))
    yield "the text", "\n".join(values)
    for media, content in _attached(json.loads(data)):
        reader = attachments.get(media)
        if reader is None:
            yield "an attachment", content.decode("latin-1")
        else:
            yield from ((f"an attachment, {place}", text) for place, text in reader(content))


def _attached(node: Any) -> Iterator[tuple[str, bytes]]:
    if isinstance(node, dict):
        held = node.get("attachment")
        if isinstance(held, dict) and "data" in held:
            yield str(held.get("contentType", "")), base64.b64decode(held["data"])
        for value in node.values():
            yield from _attached(value)
    elif isinstance(node, list):
        for value in node:
            yield from _attached(value)


def _walk(node: Any, path: str) -> Iterator[tuple[str, str, Any]]:
    if isinstance(node, dict):
        for key, value in node.items():
            if isinstance(value, dict | list):
                yield from _walk(value, f"{path}.{key}")
            else:
                yield f"{path}.{key}", key, value
    elif isinstance(node, list):
        for value in node:
            if isinstance(value, dict | list):
                yield from _walk(value, path)
            else:
                yield path, "", value
