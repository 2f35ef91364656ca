"""Rich text (RTF): letters written as numbers, words cut by formatting, line ends that are none."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from exporters.scanning.piece import Piece

_SIGNS = {
    "rquote": "’", "lquote": "‘", "rdblquote": "”", "ldblquote": "“", "endash": "–", "emdash": "—", "bullet": "•",
    "~": " ", "_": "-", "-": "", "par": "\n", "line": "\n", "tab": "\n", "cell": "\n", "row": "\n", "sect": "\n",
    "page": "\n", "nbsp": " ",
}  # fmt: skip
_SIGN = re.compile(r"\\([~_\-]|(?:" + "|".join(filter(str.isalpha, _SIGNS)) + r")(?![a-z])-?\d* ?)")
_NUMBERED = re.compile(r"\\uc(\d) ?|\\u(-?\d+) ?(\\'[0-9a-fA-F]{2}|[^\\{}])?")
_HEX = re.compile(r"(?:\\'[0-9a-fA-F]{2})+")


def rtf_pieces(data: bytes) -> Iterator[Piece]:
    """The words, once with the controls beside them (they hold links and names) and once without."""
    text = re.sub(r"(\\[a-z]+-?\d*)\r?\n", r"\1 ", data.decode("latin-1"))
    text = _numbers(text.replace("\r", "").replace("\n", ""))
    found = re.search(r"\\ansicpg(\d+)", text)
    letters = _letters(f"cp{found[1]}" if found else "cp1252")
    text = _HEX.sub(lambda run: bytes.fromhex(run[0].replace("\\'", "")).decode(letters, "replace"), text)
    text = _SIGN.sub(lambda sign: _SIGNS[re.sub(r"-?\d* ?$", "", sign[1]) or sign[1]], text)
    yield Piece("the text", text)
    yield Piece("the text", re.sub(r"\\\*?[a-z]+-?\d* ?|\\\*|[{}]", "", text))


def _letters(name: str) -> str:
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "cp1252"


def _numbers(text: str) -> str:
    """Letters by their number; the sign behind, for old programs, goes where one is said to stand there."""
    skips = True

    def letter(found: re.Match[str]) -> str:
        nonlocal skips
        if found[1]:
            skips = found[1] != "0"
            return ""
        return chr(int(found[2]) % 65536) + ("" if skips else found[3] or "")

    return _NUMBERED.sub(letter, text)
