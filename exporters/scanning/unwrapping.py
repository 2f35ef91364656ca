"""Words that are written in code inside a text: base64, hexadecimal, percent signs, HTML entities, escapes."""

from __future__ import annotations

import base64
import binascii
import html
import quopri
import re
from collections.abc import Iterator
from urllib.parse import unquote_to_bytes

from exporters.scanning.formats import sniff

_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{6,}(?:\r?\n[A-Za-z0-9+/_-]+)*={0,2}")
_HEX = re.compile(r"(?:(?:0x|\\x)?[0-9A-Fa-f]{2}[\s:,;-]{0,2}){4,}")
_ESCAPES = re.compile(
    r"\\(?:u|x)\{([0-9A-Fa-f]{1,6})\}|\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})|\\x([0-9A-Fa-f]{2})"
    r"|\bU\+([0-9A-Fa-f]{4,5})\s?|_x([0-9A-Fa-f]{4})_"
)
_OCTALS = re.compile(r"\\([0-3][0-7]{2})")
_MISREAD = re.compile("[\u00c2-\u00f4][\u0080-\u00bf\u0152-\u0178\u02c6\u02dc\u2013-\u203a\u20ac\u2122]+")
"""Letters of UTF-8 that were read as if they were of Windows: "Ã¡" for "á"."""
_BACKWARDS = re.compile("\u202e([^\u202c\n]*)")
_SAID = {
    word: str(number)
    for number, words in enumerate(("zero oh o nought", *"one two three four five six seven eight nine".split()))
    for word in words.split()
}
_SPOKEN = re.compile(rf"\b(?:(?:double |triple )?(?:{'|'.join(_SAID)})\b[\s,.\-]*){{6,}}", re.IGNORECASE)
"""A number as it is read out on the phone."""
_LONG = 4096
"""A run of base64 longer than this is a file, not a word: it is not tried at every place it might begin."""

_NO_WORDS = bytes([*range(9), *range(14, 32), *range(127, 256)])
_FILES = ("pdf", "zip", "png", "jpeg", "picture", "gzip")


def unwrapped(text: str, rounds: int = 2) -> Iterator[str | bytes]:
    """What a text holds in code: as texts, and as bytes what may be a file of its own."""
    found: list[str] = []
    if "&" in text and (plain := html.unescape(text)) != text:
        found.append(plain)
    if "%" in text and re.search(r"%[0-9A-Fa-f]{2}", text):
        raw = unquote_to_bytes(text.encode("utf-8", "ignore"))
        found += list(dict.fromkeys((raw.decode("utf-8", "ignore"), raw.decode("cp1252", "ignore"))))
    if "\\" in text or "U+" in text or "_x" in text:
        plain = _ESCAPES.sub(lambda f: chr(min(int(next(filter(None, f.groups())), 16), 0x10FFFF)), text)
        found += [each for each in (plain, _from_octals(text)) if each != text]
    if "=" in text and re.search(r"=[0-9A-F]{2}", text):
        found.append(quopri.decodestring(text.encode("utf-8", "ignore")).decode("utf-8", "ignore"))
    if not text.isascii():
        found += [each for each in (_MISREAD.sub(_as_meant, text), _BACKWARDS.sub(_turned, text)) if each != text]
    if spoken := [_digits(match.group()) for match in _SPOKEN.finditer(text)]:
        found.append("\n\n".join(spoken))
    # Single words are looked at together: there may be thousands of runs that only look like code.
    words: dict[str, None] = {}
    for run in dict.fromkeys(match.group() for match in _HEX.finditer(text)):
        digits = re.sub(r"0x|\\x|[^0-9A-Fa-f]", "", run)
        for shifted in (digits, digits[1:]):
            words.update(dict.fromkeys(_words(bytes.fromhex(shifted[: len(shifted) // 2 * 2]))))
    yield from _from_base64(text, words)
    found += ["\n\n".join(words)] if words else []
    for plain in found:
        yield plain
        if rounds > 1:
            yield from unwrapped(plain, rounds - 1)


def _from_octals(text: str) -> str:
    return _OCTALS.sub(lambda found: chr(int(found[1], 8)), text)


def _as_meant(found: re.Match[str]) -> str:
    try:
        return b"".join(_of_windows(letter) for letter in found[0]).decode("utf-8")
    except UnicodeError:
        return found[0]


def _of_windows(letter: str) -> bytes:
    # Five places of it mean nothing in Windows' letters; what stood there stayed as it was.
    return letter.encode("latin-1") if letter < "\u0100" else letter.encode("cp1252")


def _turned(found: re.Match[str]) -> str:
    return found[1][::-1]


def _digits(said: str) -> str:
    digits: list[str] = []
    times = 1
    for word in re.findall(r"[a-z]+", said.casefold()):
        if word in _SAID:
            digits.append(_SAID[word] * times)
        times = {"double": 2, "triple": 3}.get(word, 1)
    return "".join(digits)


def _from_base64(text: str, words: dict[str, None]) -> Iterator[bytes]:
    for run in dict.fromkeys(each for match in _BASE64.finditer(text) for each in _as_runs(match.group())):
        signs = re.sub(r"\s", "", run).rstrip("=").replace("-", "+").replace("_", "/")
        if signs[1:].islower() or signs.isupper() or signs.isdecimal():
            continue  # a word; code has letters of both kinds
        whole = _base64(signs)
        if len(signs) > _LONG or sniff(whole) in _FILES:
            yield whole
            continue
        for start in range(4 if len(signs) > 11 else 1):
            words.update(dict.fromkeys(_words(_base64(signs[start:]))))


def _as_runs(run: str) -> tuple[str, ...]:
    """Lines that belong together, and without the first: a word may stand on the line before."""
    return (run, run.partition("\n")[2]) if "\n" in run else (run,)


def _base64(signs: str) -> bytes:
    whole = signs[: len(signs) - 1] if len(signs) % 4 == 1 else signs
    try:
        return base64.b64decode(whole + "=" * (-len(whole) % 4))
    except (binascii.Error, ValueError):
        return b""


def _words(raw: bytes) -> list[str]:
    """Bytes as words, where most of them are letters people write."""
    if len(raw.translate(None, _NO_WORDS)) * 10 >= len(raw) * 6:
        return [raw.decode("utf-8", "ignore")]
    if raw.count(0) * 3 >= len(raw):
        return [raw.decode("utf-16-le", "ignore"), raw.decode("utf-16-be", "ignore")]
    return []
