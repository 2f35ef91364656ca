"""Words that are written in code inside a text: base64, hexadecimal, percent signs, HTML entities, escapes."""

from __future__ import annotations

import base64
import binascii
import html
import quopri
import re
from collections.abc import Iterator
from urllib.parse import unquote_to_bytes

_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{8,}(?:\r?\n[A-Za-z0-9+/_-]+)*={0,2}")
_HEX = re.compile(r"(?:(?:0x|\\x)?[0-9A-Fa-f]{2}[\s:,;-]{0,2}){4,}")
_ESCAPES = re.compile(r"\\u\{?([0-9A-Fa-f]{4,6})\}?|\\x([0-9A-Fa-f]{2})|\bU\+([0-9A-Fa-f]{4,5})\s?")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_LONG = 4096
"""A run of base64 longer than this is a file, not a word: it is not tried at every place it might begin."""


def unwrapped(text: str, rounds: int = 2) -> Iterator[str | bytes]:
    """What a text holds in code: texts, and as bytes what may be a file of its own."""
    found: list[str] = []
    if "&" in text and (plain := html.unescape(text)) != text:
        found.append(plain)
    if "</" in text and (plain := _TAG.sub(" ", text)) != text:  # a page inside of a text, as FHIR's narratives are
        found.append(plain)
    if "%" in text and re.search(r"%[0-9A-Fa-f]{2}", text):
        found.append(unquote_to_bytes(text).decode("utf-8", "ignore"))
    if "\\" in text or "U+" in text:
        plain = _ESCAPES.sub(lambda f: chr(min(int(f[1] or f[2] or f[3], 16), 0x10FFFF)), text)
        found += [plain] if plain != text else []
    if re.search(r"=[0-9A-F]{2}", text):
        found.append(quopri.decodestring(text.encode("utf-8", "ignore")).decode("utf-8", "ignore"))
    for run in _HEX.finditer(text):
        digits = re.sub(r"0x|\\x|[^0-9A-Fa-f]", "", run.group())
        found += _words(bytes.fromhex(digits[: len(digits) // 2 * 2]))
        found += _words(bytes.fromhex(digits[1:][: len(digits[1:]) // 2 * 2]))
    yield from _from_base64(text, found)
    for plain in found:
        yield plain
        if rounds > 1:
            yield from unwrapped(plain, rounds - 1)


def _from_base64(text: str, found: list[str]) -> Iterator[bytes]:
    for run in _BASE64.finditer(text):
        signs = re.sub(r"\s", "", run.group()).rstrip("=").replace("-", "+").replace("_", "/")
        if len(signs) > _LONG:
            if raw := _base64(signs):
                yield raw
            continue
        for start in range(4 if len(signs) > 11 else 1):
            if raw := _base64(signs[start:]):
                found += _words(raw)


def _base64(signs: str) -> bytes:
    whole = signs[: len(signs) - 1] if len(signs) % 4 == 1 else signs
    try:
        return base64.b64decode(whole + "=" * (-len(whole) % 4))
    except (binascii.Error, ValueError):
        return b""


def _words(raw: bytes) -> list[str]:
    """Bytes as words, where most of them are letters people write."""
    found = []
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        words = raw.decode(encoding, "ignore")
        readable = sum(sign.isalnum() or sign.isspace() for sign in words)
        if len(words) >= 2 and readable * 10 >= len(words) * 6:
            found.append(words)
    return found
