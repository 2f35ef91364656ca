"""The practice library: for every tool a short guide and a good example beside a weak one.

It comes from ``resources/practice/library_*.json``; an authority lays a file ``library.json`` over it. A note of one's
own may stand at each guide: it belongs to the desk's owner, not to a case. Questions are found with the guides, but
kept in :mod:`models.question_bank`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from models import practice
from models.casework import Desk
from models.errors import KnownError
from resources.files import read_text

FILE = "library.json"
SHIPPED = ("library_map.json", "library_family.json", "library_children.json", "library_plan.json", "library_team.json")
LONGEST = 2000
"""Of a note of one's own, in signs."""
_NOTES = "library.notes"
_TEXTS, _LISTS = ("title", "purpose", "when", "questions_set"), ("places", "steps", "watch", "questions")


@dataclass(frozen=True)
class Example:
    """Something written well (``points``: why it is good), or weakly (``points``: what to ask of it).

    ``of``: whose it is, always made up.
    """

    text: str
    points: tuple[str, ...]
    of: str = ""


@dataclass(frozen=True)
class Guide:
    """One page about one tool. ``places``: ids of rooms, or object names of pages in rooms, that it is about;
    ``questions_set``: the set of the question bank that goes on from it; ``is_own``: the authority's."""

    key: str
    title: str
    purpose: str
    steps: tuple[str, ...]
    when: str = ""
    watch: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    good: Example | None = None
    weak: Example | None = None
    places: tuple[str, ...] = ()
    questions_set: str = ""
    is_own: bool = False

    def texts(self) -> Iterable[str]:
        """All its words, for finding and checking."""
        yield from (self.title, self.purpose, self.when, *self.steps, *self.watch, *self.questions)
        for example in (self.good, self.weak):
            if example is not None:
                yield from (example.text, example.of, *example.points)


@dataclass(frozen=True)
class Chapter:
    """Guides that belong together."""

    title: str
    guides: tuple[Guide, ...]


@dataclass(frozen=True)
class Library:
    """All chapters, in the order of the work."""

    chapters: tuple[Chapter, ...]

    @property
    def guides(self) -> tuple[Guide, ...]:
        """Every guide in its order."""
        return tuple(guide for chapter in self.chapters for guide in chapter.guides)

    def guide(self, key: str) -> Guide | None:
        """A guide by its key, or None."""
        return next((guide for guide in self.guides if guide.key == key), None)

    def of_place(self, places: Sequence[str]) -> tuple[Guide, ...]:
        """The guides for where somebody is: those of the first of ``places`` (the nearest first) that has any."""
        for place in places:
            found = tuple(guide for guide in self.guides if place in guide.places)
            if found:
                return found
        return ()


# ---- the library --------------------------------------------------------------------------------------------------


def load(folder: Path | None) -> Library:
    """The library with the authority's file, where it has one. Raises KnownError where that file cannot be used."""
    return practice.load(
        folder, FILE, lambda own: _laid_over(_shipped(), own), _shipped,
        needs="it must hold guides, and a new one needs a key, a title, what it is for and its steps",
        ours="the guides that came with the app",
    )  # fmt: skip


def in_force() -> tuple[Library, str]:
    """The library to show, and a sentence on what is wrong with the authority's file where ours had to do ("" else)."""
    return practice.in_force(load, _shipped)


@cache
def _shipped() -> Library:
    raw = [json.loads(read_text("practice", name)) for name in SHIPPED]
    return Library(tuple(Chapter(_word(each["title"]), tuple(map(_guide, each["guides"]))) for each in raw))


def _guide(raw: Mapping[str, Any]) -> Guide:
    made = Guide(_word(raw["key"]), _word(raw["title"]), _word(raw["purpose"]), _words(raw["steps"]))
    if not all((made.key, made.title, made.purpose, made.steps)):
        raise ValueError("something is empty")
    return _changed(made, raw)


def _changed(guide: Guide, raw: Mapping[str, Any]) -> Guide:
    """A guide with what ``raw`` says instead."""
    said: dict[str, Any] = {name: _word(raw[name]) for name in _TEXTS if raw.get(name)}
    said |= {name: _words(raw[name]) for name in _LISTS if raw.get(name)}
    for name, points in (("good", "why"), ("weak", "ask")):
        if raw.get(name):
            each = raw[name]
            said[name] = Example(_word(each["text"]), _words(each.get(points, [])), _word(each.get("of", "")))
    return replace(guide, **said)


def _laid_over(ours: Library, raw: Mapping[str, Any]) -> Library:
    """The same keys change what is here, but add to what to watch for and to the questions; new keys come after it."""
    theirs = {_word(each["key"]): each for each in raw["guides"]}
    chapters = []
    for chapter in ours.chapters:
        guides = []
        for guide in chapter.guides:
            more = theirs.pop(guide.key, None)
            guides.append(guide if more is None else _added(guide, more))
        chapters.append(replace(chapter, guides=tuple(guides)))
    new = tuple(replace(_guide(each), is_own=True) for each in theirs.values())
    if new:
        chapters.append(Chapter(_word(raw.get("title", "")) or "Our own guides", new))
    return Library(tuple(chapters))


def _added(guide: Guide, raw: Mapping[str, Any]) -> Guide:
    changed = _changed(guide, raw)
    return replace(
        changed,
        watch=tuple(dict.fromkeys((*guide.watch, *changed.watch))),
        questions=tuple(dict.fromkeys((*guide.questions, *changed.questions))),
    )


def _word(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("not text")
    return value.strip()


def _words(values: Any) -> tuple[str, ...]:
    if not isinstance(values, list):
        raise TypeError("not a list")
    return tuple(map(_word, values))


# ---- finding ------------------------------------------------------------------------------------------------------


def find(library: Library, words: str) -> tuple[Guide, ...]:
    """Guides that hold every word (each as the beginning of one); those with it in the title first."""
    wanted = [word.casefold() for word in re.findall(r"\w+", words)]
    if not wanted:
        return library.guides
    titled = [guide for guide in library.guides if _holds((guide.title,), wanted)]
    return (*titled, *(guide for guide in library.guides if guide not in titled and _holds(guide.texts(), wanted)))


def _holds(texts: Iterable[str], wanted: Sequence[str]) -> bool:
    words = {word.casefold() for text in texts for word in re.findall(r"\w+", text)}
    return all(any(word.startswith(want) for word in words) for want in wanted)


# ---- one's own note -----------------------------------------------------------------------------------------------


def own_note(desk: Desk, key: str) -> str:
    """What the desk's owner wrote beside a guide ("" for nothing)."""
    return _own_notes(desk).get(key, "")


def keep_own_note(desk: Desk, key: str, text: str) -> None:
    """Keep a note beside a guide; no words take it away. Raises KnownError where it is too long."""
    if len(text) > LONGEST:
        raise KnownError(f"A note beside a guide may have {LONGEST} signs. Nothing was kept. Write it shorter.")
    notes = {**_own_notes(desk), key: text.strip()}
    kept = {name: words for name, words in notes.items() if words}
    desk.keep_note(_NOTES, json.dumps(kept, ensure_ascii=False, sort_keys=True))


def _own_notes(desk: Desk) -> dict[str, str]:
    """Notes that cannot be read count as none: they are no case's words."""
    try:
        kept = json.loads(desk.note(_NOTES) or "{}")
    except ValueError:
        return {}
    if not isinstance(kept, dict):
        return {}
    return {str(key): words for key, words in kept.items() if isinstance(words, str)}
