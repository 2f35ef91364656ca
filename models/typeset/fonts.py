"""The faces documents are set in, found in font packages, opened only when a character needs them.

A face is named by a plain key (``"atkinson-bold"``, ``"bengali"``) so that drawings stay plain data. Font files come
from the packages ``fontpkg-atkinson-hyperlegible``, ``fontpkg-lexend`` and ``manimgx-fonts`` (all SIL Open Font
Licence). Most of the latter are variable: HarfBuzz sets the weight while shaping and pins it while subsetting, so no
bold files are made.
"""

from __future__ import annotations

import importlib.util
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import uharfbuzz as hb

from models.errors import KnownError

_ATKINSON = ("fontpkg_atkinson_hyperlegible", "files")
_LEXEND = ("fontpkg_lexend", "files")
_NOTO = ("manimgx_fonts",)


@dataclass(frozen=True, slots=True)
class Face:
    """One cut of one font. ``wght`` is the place on the weight axis, None for a font with a single weight.

    ``leading`` stretches the line height for scripts that reach further up or down than Latin.
    """

    key: str
    family: str
    folder: tuple[str, ...]
    file: str
    bold: bool = False
    italic: bool = False
    wght: int | None = None
    leading: float = 1.0


@dataclass(frozen=True, slots=True)
class Metrics:
    """Vertical measures of a face in font units (``upem`` of them to the em)."""

    upem: int
    ascent: int
    descent: int


@dataclass(frozen=True, slots=True)
class FontSubset:
    """A small font file holding only some glyphs; ``gids`` maps glyph ids of the full face to those
    of the file.
    """

    data: bytes
    gids: dict[int, int]


def _noto(key: str, name: str, leading: float = 1.0, italic: str | None = None) -> list[Face]:
    family = f"Noto Sans {name}".strip()
    file = f"NotoSans{name.replace(' ', '')}[wght].ttf"
    faces = [
        Face(key, family, _NOTO, file, wght=400, leading=leading),
        Face(f"{key}-bold", family, _NOTO, file, bold=True, wght=700, leading=leading),
    ]
    if italic:
        faces += [
            Face(f"{key}-italic", family, _NOTO, italic, italic=True, wght=400, leading=leading),
            Face(f"{key}-bold-italic", family, _NOTO, italic, bold=True, italic=True, wght=700, leading=leading),
        ]
    return faces


_SCRIPTS: tuple[tuple[str, str, float, tuple[tuple[int, int], ...]], ...] = (
    # key, Noto name, leading, blocks of Unicode that this script lives in
    (
        "arabic",
        "Arabic",
        1.14,
        ((0x600, 0x6FF), (0x750, 0x77F), (0x8A0, 0x8FF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFC)),
    ),
    ("hebrew", "Hebrew", 1.0, ((0x590, 0x5FF), (0xFB1D, 0xFB4F))),
    ("bengali", "Bengali", 1.12, ((0x980, 0x9FF),)),
    ("devanagari", "Devanagari", 1.12, ((0x900, 0x97F), (0xA8E0, 0xA8FF))),
    ("gurmukhi", "Gurmukhi", 1.12, ((0xA00, 0xA7F),)),
    ("gujarati", "Gujarati", 1.12, ((0xA80, 0xAFF),)),
    ("oriya", "Oriya", 1.12, ((0xB00, 0xB7F),)),
    ("tamil", "Tamil", 1.12, ((0xB80, 0xBFF),)),
    ("telugu", "Telugu", 1.2, ((0xC00, 0xC7F),)),
    ("kannada", "Kannada", 1.2, ((0xC80, 0xCFF),)),
    ("malayalam", "Malayalam", 1.12, ((0xD00, 0xD7F),)),
    ("sinhala", "Sinhala", 1.12, ((0xD80, 0xDFF),)),
    ("thai", "Thai", 1.15, ((0xE00, 0xE7F),)),
    ("lao", "Lao", 1.15, ((0xE80, 0xEFF),)),
    ("myanmar", "Myanmar", 1.3, ((0x1000, 0x109F),)),
    ("georgian", "Georgian", 1.0, ((0x10A0, 0x10FF), (0x1C90, 0x1CBF))),
    ("ethiopic", "Ethiopic", 1.1, ((0x1200, 0x139F),)),
    ("khmer", "Khmer", 1.25, ((0x1780, 0x17FF),)),
    ("armenian", "Armenian", 1.0, ((0x530, 0x58F),)),
)


def _all_faces() -> dict[str, Face]:
    faces = [
        Face("atkinson", "Atkinson Hyperlegible", _ATKINSON, "AtkinsonHyperlegible-Regular.ttf"),
        Face("atkinson-bold", "Atkinson Hyperlegible", _ATKINSON, "AtkinsonHyperlegible-Bold.ttf", bold=True),
        Face(
            "atkinson-italic",
            "Atkinson Hyperlegible",
            _ATKINSON,
            "AtkinsonHyperlegible-Italic.ttf",
            italic=True,
        ),
        Face(
            "atkinson-bold-italic",
            "Atkinson Hyperlegible",
            _ATKINSON,
            "AtkinsonHyperlegible-BoldItalic.ttf",
            bold=True,
            italic=True,
        ),
        Face("lexend", "Lexend", _LEXEND, "Lexend[wght].ttf", wght=400),
        Face("lexend-bold", "Lexend", _LEXEND, "Lexend[wght].ttf", bold=True, wght=700),
        *_noto("noto", "", italic="NotoSans-Italic[wght].ttf"),
        *_noto("symbols", "Symbols"),
        Face("emoji", "Noto Emoji", _NOTO, "NotoEmoji[wght].ttf", wght=400),
        Face("emoji-bold", "Noto Emoji", _NOTO, "NotoEmoji[wght].ttf", bold=True, wght=700),
    ]
    for key, name, leading, _blocks in _SCRIPTS:
        faces += _noto(key, name, leading)
    return {face.key: face for face in faces}


FACES: dict[str, Face] = _all_faces()


def face_path(face: Face) -> Path:
    """Where the font file of *face* lies. The package is located, never imported. KnownError if it is
    missing.
    """
    spec = importlib.util.find_spec(face.folder[0])
    for place in (spec.submodule_search_locations or []) if spec else []:
        path = Path(place, *face.folder[1:], face.file)
        if path.is_file():
            return path
    raise KnownError("A font that documents need is missing. Your cases are safe; install the app again.")


@cache
def _hb_face(path: str) -> Any:
    return hb.Face(hb.Blob.from_file_path(path))


@cache
def hb_font(key: str) -> Any:
    """The HarfBuzz font for a face key, at its own weight, in font units."""
    face = FACES[key]
    font = hb.Font(_hb_face(str(face_path(face))))
    if face.wght is not None:
        font.set_variations({"wght": float(face.wght)})
    return font


@cache
def metrics(key: str) -> Metrics:
    """Ascent, descent and em of a face, in font units; descent is negative."""
    font = hb_font(key)
    extents = font.get_font_extents("ltr")
    return Metrics(font.face.upem, extents.ascender, extents.descender)


@lru_cache(maxsize=65536)
def covers(key: str, char: str) -> bool:
    """Whether the face has a glyph for this character."""
    return hb_font(key).get_nominal_glyph(ord(char)) is not None


@lru_cache(maxsize=8192)
def face_for(char: str, bold: bool, italic: bool, easier: bool = False) -> str:
    """The face a character is set in: Atkinson (or Lexend, ``easier``) where it can, else the Noto face of its script.

    A character nobody covers comes back in Atkinson and shows as an empty box: seen, never dropped.
    """
    for stem in (*(("lexend",) if easier else ()), "atkinson", *_script_stems(char), "noto", "symbols", "emoji"):
        key = _styled(stem, bold, italic)
        if covers(key, char):
            return key
    return _styled("atkinson", bold, italic)


def _script_stems(char: str) -> Iterable[str]:
    code = ord(char)
    return (key for key, _n, _l, blocks in _SCRIPTS if any(low <= code <= high for low, high in blocks))


def _styled(stem: str, bold: bool, italic: bool) -> str:
    key = stem + ("-bold" if bold else "") + ("-italic" if italic else "")
    if key in FACES:
        return key
    # Scripts without an italic stay upright: slanting Arabic or Bengali by force makes it harder to read.
    return f"{stem}-bold" if bold else stem


def is_mark(char: str) -> bool:
    """A sign that belongs to the letter before it (accents, vowel signs, joiners)."""
    return unicodedata.category(char).startswith("M") or char in "\u200c\u200d\ufe0f\ufe0e"


def subset_font(key: str, gids: Iterable[int] = (), text: str = "") -> FontSubset:
    """A small TrueType file for embedding, with the weight pinned.

    With *gids* (for PDF) layout tables are dropped: the glyphs are already chosen and placed. With *text*
    (for SVG)
    they stay, because the viewer shapes the text itself.
    """
    face = hb_font(key).face
    wanted = hb.SubsetInput()
    if FACES[key].wght is not None:
        wanted.pin_axis_location(face, "wght", float(FACES[key].wght or 400))
    wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE
    if text:
        wanted.unicode_set.update({ord(char) for char in text})
    else:
        wanted.glyph_set.update(set(gids))
        wanted.flags = wanted.flags | hb.SubsetFlags.NO_LAYOUT_CLOSURE
        layout = (b"GSUB", b"GPOS", b"GDEF", b"STAT")
        wanted.drop_table_tag_set.update({int.from_bytes(tag, "big") for tag in layout})
    wanted.name_id_set.clear()
    plan = hb.SubsetPlan(face, wanted)
    return FontSubset(bytes(plan.execute().blob.data), dict(plan.old_to_new_glyph_mapping.items()))
