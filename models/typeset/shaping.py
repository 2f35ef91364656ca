"""From characters to glyphs: bidirectional levels (UAX #9), runs of one face, HarfBuzz shaping,
language guesses.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import uharfbuzz as hb
from bidi import algorithm as _bidi

from models.errors import KnownError
from models.typeset.fonts import FACES, covers, face_for, hb_font, is_mark, metrics

_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_RTL_LANGS = {"ar", "ur", "fa", "ps", "he", "ckb", "sd", "ug", "yi"}
_STRONG = {"L": False, "R": True, "AL": True}


@dataclass(frozen=True, slots=True)
class Glyph:
    """One glyph in visual order, in font units; ``cluster`` is the index of its first character in
    the run.
    """

    gid: int
    advance: int
    dx: int
    dy: int
    cluster: int


_UNWRITABLE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """Text that every file format can hold: NFC, no control characters but the line feed, no broken halves of signs."""
    text = text.replace("\r\n", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    text = _UNWRITABLE.sub(lambda found: " " if found.group() < "\xa0" else "\ufffd", text)
    return unicodedata.normalize("NFC", text)


def is_rtl_text(text: str) -> bool:
    """Whether the first letter with a direction runs right to left (UAX #9, rule P2)."""
    for char in text:
        side = _STRONG.get(unicodedata.bidirectional(char))
        if side is not None:
            return side
    return False


def levels(text: str, rtl: bool) -> list[int]:
    """The embedding level of every character (UAX #9); odd levels run right to left."""
    base = int(rtl)
    if not _RTL.search(text) and not rtl:
        return [0] * len(text)
    store = _bidi.get_empty_storage()
    store["base_level"], store["base_dir"] = base, ("L", "R")[base]
    _bidi.get_embedding_levels(text, store)
    for index, entry in enumerate(store["chars"]):
        entry["index"] = index
    _bidi.explicit_embed_and_overrides(store)
    _bidi.resolve_weak_types(store)
    _bidi.resolve_neutral_types(store, False)
    _bidi.resolve_implicit_levels(store, False)
    found = [base] * len(text)
    for entry in store["chars"]:
        found[entry["index"]] = entry["level"]
    return found


@lru_cache(maxsize=4096)
def faces_of(text: str, bold: bool, italic: bool, easier: bool = False) -> tuple[str, ...]:
    """The face key of every character. Spaces, signs and marks stay with the letters before them."""
    found: list[str] = []
    for char in text:
        if found and (is_mark(char) or (not char.isalnum() and covers(found[-1], char))):
            found.append(found[-1])
        else:
            found.append(face_for(char, bold, italic, easier))
    return tuple(found)


@lru_cache(maxsize=8192)
def shape(text: str, face: str, rtl: bool = False, lang: str = "") -> tuple[Glyph, ...]:
    """The glyphs of one run, in visual order, in font units of the face."""
    buffer = _shaped(text, face, rtl, lang)
    return tuple(
        Glyph(info.codepoint, place.x_advance, place.x_offset, place.y_offset, info.cluster)
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    )


def _shaped(text: str, face: str, rtl: bool, lang: str) -> Any:
    buffer = hb.Buffer()
    # Code points, not a string: clusters then count characters, whatever the string's inner form.
    buffer.add_codepoints([ord(char) for char in text])
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if rtl else "ltr"
    if lang:
        buffer.language = lang
    hb.shape(hb_font(face), buffer)
    return buffer


@lru_cache(maxsize=32768)
def advance(text: str, face: str, rtl: bool = False, lang: str = "") -> float:
    """The width of one run, in ems."""
    places = _shaped(text, face, rtl, lang).glyph_positions
    return float(sum(place.x_advance for place in places)) / metrics(face).upem


def lang_is_rtl(lang: str) -> bool:
    """Whether a language (``"ur"``, ``"ar-EG"``) is written right to left."""
    return lang.split("-")[0].lower() in _RTL_LANGS


_SCRIPT_LANGS = (
    ("bn", re.compile("[\u0980-\u09ff]")),
    ("pa", re.compile("[\u0a00-\u0a7f]")),
    ("gu", re.compile("[\u0a80-\u0aff]")),
    ("hi", re.compile("[\u0900-\u097f]")),
    ("ta", re.compile("[\u0b80-\u0bff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("am", re.compile("[\u1200-\u137f]")),
    ("uk", re.compile("[їєґЇЄҐ]")),
    ("ru", re.compile("[\u0400-\u04ff]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
    ("ur", re.compile("[ٹڈڑںےہھ]")),
    ("fa", re.compile("[پچژگ]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
)
_POLISH = re.compile("[ąęłżźśćńĄĘŁŻŹŚĆŃ]")


@lru_cache(maxsize=4096)
def guess_lang(text: str) -> str:
    """A language for text that is plainly not English, so a screen reader changes its voice; "" when unsure.

    By script, and by letters only one language of that script uses. A single Polish name does not make a
    sentence Polish.
    """
    letters = [char for char in text if char.isalpha()]
    foreign = sum(ord(char) > 0x36F for char in letters)
    if foreign * 2 > len(letters):
        for lang, pattern in _SCRIPT_LANGS:
            if pattern.search(text):
                return lang
    words = text.split()
    polish = sum(bool(_POLISH.search(word)) for word in words)
    return "pl" if polish >= 2 and polish * 5 >= len(words) else ""


def require_shaping() -> None:
    """Fail at start rather than print broken words: Arabic must join and Bengali must form its conjuncts.

    KnownError when shaping or the fonts are not there.
    """
    sentence = "This copy of the app cannot set every script. Your cases are safe; install the app again."
    joined = shape("\u0628\u0628", "arabic", True)
    alone = {glyph.gid for glyph in shape("\u0628", "arabic", True) if glyph.advance}
    conjunct = shape("\u09b8\u09cd\u09a4\u09cd\u09b0", "bengali")
    if len(conjunct) >= 5 or any(glyph.gid in alone for glyph in joined):
        raise KnownError(sentence)
    if levels("a \u0628\u0628", False)[2:] != [1, 1] or "atkinson" not in FACES:
        raise KnownError(sentence)
