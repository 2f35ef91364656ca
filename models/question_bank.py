"""Question banks: what to ask at which moment, by tool; somebody's favourites and own questions.

The bank comes from ``resources/practice/questions.json``; an authority lays a file of that name over it. The parts of
the map also bring the questions of ``pathways.json``, and network finding those of ``network.json``: each is written
once. Favourites and own questions belong to the desk's owner, not to a case, so they hold no family's words.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from models import network, pathways, practice
from models.casework import Desk
from models.errors import KnownError
from resources.files import read_text

FILE = "questions.json"
CHILD = "{child}"
OWN = "own"
"""Key of the set and group for questions of one's own that belong nowhere else."""
LONGEST = 300
"""Of a question of one's own, in signs."""
_FAVOURITES, _OWN = "questions.favourites", "questions.own"


@dataclass(frozen=True)
class Question:
    """A question as it is kept: ``text`` may hold :data:`CHILD`. ``is_own``: added on this desk."""

    text: str
    is_own: bool = False


@dataclass(frozen=True)
class Group:
    """Questions for one moment. ``title`` is what the moment is."""

    key: str
    title: str
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class QuestionSet:
    """Questions for one tool. ``about`` is a sentence on how to use them."""

    key: str
    title: str
    about: str
    groups: tuple[Group, ...]


@dataclass(frozen=True)
class Bank:
    """All sets, in the order of the work."""

    sets: tuple[QuestionSet, ...]

    def set(self, key: str) -> QuestionSet | None:
        """A set by its key, or None."""
        return next((each for each in self.sets if each.key == key), None)

    def placed(self) -> Iterator[tuple[QuestionSet, Group, Question]]:
        """Every question with where it stands."""
        for each in self.sets:
            for group in each.groups:
                for question in group.questions:
                    yield each, group, question


@dataclass(frozen=True)
class Shelf:
    """What the desk's owner keeps: texts of ``favourites`` (newest last), and ``own`` as (set, group, text)."""

    favourites: tuple[str, ...] = ()
    own: tuple[tuple[str, str, str], ...] = ()


# ---- the bank -----------------------------------------------------------------------------------------------------


def load(folder: Path | None) -> Bank:
    """The bank with the authority's file, where it has one. Raises KnownError where that file cannot be used."""
    return practice.load(
        folder, FILE, _with_theirs, _shipped,
        needs="it must hold sets with groups of questions", ours="the questions that came with the app",
    )  # fmt: skip


def _with_theirs(raw: Any) -> Bank:
    return Bank(tuple(_laid_over(_shipped().sets, [_set(each) for each in raw["sets"]])))


def in_force() -> tuple[Bank, str]:
    """The bank to show, and a sentence on what is wrong with the authority's file where ours had to do ("" else)."""
    return practice.in_force(load, _shipped)


@cache
def _shipped() -> Bank:
    sets = [_set(raw) for raw in json.loads(read_text("practice", FILE))["sets"]]
    return Bank(tuple(_with_network(each) if each.key == "network" else each for each in sets))


def _set(raw: dict[str, Any]) -> QuestionSet:
    groups = tuple(_group(group) for group in raw.get("groups", []))
    return QuestionSet(_word(raw["key"]), _word(raw.get("title", "")), _word(raw.get("about", "")), groups)


def _group(raw: dict[str, Any]) -> Group:
    texts = [_word(text) for text in raw.get("questions", [])]
    if raw.get("part") in pathways.PARTS:
        texts = [*pathways.guidance(raw["part"]).questions, *texts]
    return Group(_word(raw["key"]), _word(raw.get("title", "")), _unique(Question(text) for text in texts))


def _word(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("not text")
    return value.strip()


def _unique(questions: Iterable[Question]) -> tuple[Question, ...]:
    return tuple({question.text: question for question in questions if question.text}.values())


def _with_network(empty: QuestionSet) -> QuestionSet:
    groups = [
        Group(each.key, each.words, _unique(Question(text) for cell in each.cells.values() for text in cell))
        for each in network.load().objections
    ]
    return replace(empty, groups=tuple(groups))


def _laid_over(ours: Sequence[QuestionSet], theirs: Sequence[QuestionSet]) -> Iterator[QuestionSet]:
    added = {each.key: each for each in theirs}
    for each in ours:
        more = added.pop(each.key, None)
        yield each if more is None else replace(
            each, title=more.title or each.title, about=more.about or each.about,
            groups=tuple(_groups_over(each.groups, more.groups)),
        )  # fmt: skip
    yield from (replace(each, title=each.title or each.key) for each in added.values())


def _groups_over(ours: Sequence[Group], theirs: Sequence[Group]) -> Iterator[Group]:
    added = {each.key: each for each in theirs}
    for each in ours:
        more = added.pop(each.key, None)
        yield (
            each
            if more is None
            else Group(each.key, more.title or each.title, _unique([*each.questions, *more.questions]))
        )
    yield from (replace(each, title=each.title or each.key) for each in added.values())


# ---- the owner's shelf --------------------------------------------------------------------------------------------


def shelf(desk: Desk) -> Shelf:
    """What the desk's owner keeps. Notes that cannot be read count as empty: they are no case's words."""
    return Shelf(
        tuple(text for text in _note(desk, _FAVOURITES) if isinstance(text, str)),
        tuple(
            (entry[0], entry[1], entry[2])
            for entry in _note(desk, _OWN)
            if isinstance(entry, list) and len(entry) == 3 and all(isinstance(part, str) for part in entry)
        ),
    )


def _note(desk: Desk, key: str) -> list[Any]:
    try:
        kept = json.loads(desk.note(key) or "[]")
    except ValueError:
        return []
    return kept if isinstance(kept, list) else []


def keep_favourite(desk: Desk, text: str, *, is_favourite: bool) -> Shelf:
    """Put a question among the favourites, or take it out. Returns the shelf as it is then."""
    kept = [each for each in shelf(desk).favourites if each != text]
    desk.keep_note(_FAVOURITES, json.dumps([*kept, text] if is_favourite else kept, ensure_ascii=False))
    return shelf(desk)


def add_own(desk: Desk, text: str, set_key: str = OWN, group_key: str = OWN) -> Shelf:
    """Keep a question of one's own, in a place of the bank or alone. Raises KnownError for no words or too many."""
    text = " ".join(text.split())
    if not text or len(text) > LONGEST:
        raise KnownError(f"A question needs words, {LONGEST} signs at the most. Nothing was kept. Write it shorter.")
    own = [list(entry) for entry in shelf(desk).own if entry[2] != text]
    desk.keep_note(_OWN, json.dumps([*own, [set_key, group_key, text]], ensure_ascii=False))
    return shelf(desk)


def remove_own(desk: Desk, text: str) -> Shelf:
    """Take a question of one's own away, from the favourites too."""
    own = [list(entry) for entry in shelf(desk).own if entry[2] != text]
    desk.keep_note(_OWN, json.dumps(own, ensure_ascii=False))
    return keep_favourite(desk, text, is_favourite=False)


def with_own(bank: Bank, kept: Shelf, title: str = "Our own questions") -> Bank:
    """The bank with one's own questions in their places; those without one in a set of their own at the end."""
    waiting = list(kept.own)
    sets = []
    for each in bank.sets:
        groups = []
        for group in each.groups:
            mine = [entry for entry in waiting if entry[:2] == (each.key, group.key)]
            waiting = [entry for entry in waiting if entry not in mine]
            own = [Question(text, is_own=True) for _, _, text in mine]
            groups.append(replace(group, questions=_unique([*group.questions, *own])) if own else group)
        sets.append(replace(each, groups=tuple(groups)))
    if waiting:
        rest = Group(OWN, title, _unique(Question(text, is_own=True) for _, _, text in waiting))
        sets.append(QuestionSet(OWN, title, "", (rest,)))
    return Bank(tuple(sets))


# ---- finding and saying -------------------------------------------------------------------------------------------


def find(bank: Bank, words: str) -> Bank:
    """The bank cut down to questions that hold every word (each as a beginning), or whose group or set does."""
    wanted = [word.casefold() for word in re.findall(r"\w+", words)]
    if not wanted:
        return bank
    sets = []
    for each in bank.sets:
        groups = [
            replace(group, questions=kept)
            for group in each.groups
            if (kept := tuple(q for q in group.questions if _holds(f"{q.text} {group.title} {each.title}", wanted)))
        ]
        if groups:
            sets.append(replace(each, groups=tuple(groups)))
    return Bank(tuple(sets))


def _holds(text: str, wanted: Sequence[str]) -> bool:
    words = [word.casefold() for word in re.findall(r"\w+", text)]
    return all(any(word.startswith(want) for word in words) for want in wanted)


def favourites_of(bank: Bank, kept: Shelf) -> tuple[Question, ...]:
    """The favourites, newest first. One that is no longer in the bank stays: somebody chose it."""
    known = {question.text: question for _, _, question in bank.placed()}
    return tuple(known.get(text, Question(text)) for text in reversed(kept.favourites))


def spoken(text: str, child: str = "") -> str:
    """A question as it is asked: with the child's name, or "your child"."""
    said = text.replace(CHILD, child or "your child")
    return said[:1].upper() + said[1:]
