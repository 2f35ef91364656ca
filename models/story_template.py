"""What a new story of words and pictures begins with, and whom it is usually read to first.

The rules are ``resources/practice/story.json``. A ``story.json`` in the authority's practice folder replaces it; a key
that file leaves out stays as ours.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from models import practice
from resources.files import read_text

FILE = "story.json"
ENGLISH = "en-GB"


@dataclass(frozen=True)
class FrameQuestion:
    """A frame of the template. ``also``: other ways the question is asked, which mean this frame too."""

    key: str
    question: str
    guidance: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class ApprovalStep:
    """A step of the way to the children: suggested, never forced."""

    key: str
    title: str
    about: str = ""


@dataclass(frozen=True)
class AgeRule:
    """Up to an age in years: words of a sentence at the most; syllables or letters from which a word is asked about."""

    up_to: int
    words: int
    syllables: int
    letters: int


@dataclass(frozen=True)
class Language:
    """A language stories can be in. ``questions``: the template's, in the frames' order."""

    code: str
    name: str
    own_name: str
    rtl: bool = False
    questions: tuple[str, ...] = ()


@dataclass(frozen=True)
class StoryTemplate:
    """The whole file. ``sentences``: how many a frame holds easily; ``easy``, ``hard``: words in small letters.

    ``hard`` words are asked about up to the age ``hard_until``. ``fault``, ``tell``: phrases that say so.
    """

    title: str
    frames: tuple[FrameQuestion, ...]
    steps: tuple[ApprovalStep, ...]
    sentences: int
    ages: tuple[AgeRule, ...]
    easy: frozenset[str]
    hard: frozenset[str]
    hard_until: int
    fault: tuple[str, ...]
    tell: tuple[str, ...]
    languages: tuple[Language, ...]

    def language(self, code: str) -> Language:
        """A language by its code; one that is not listed goes by its code, left to right."""
        return next((each for each in self.languages if each.code == code), Language(code, code, code))

    def frame_of(self, question: str) -> FrameQuestion | None:
        """The frame a question (in any of the languages) belongs to, or None."""
        return next((frame for place, frame in enumerate(self.frames) if self._asks(place, question)), None)

    def in_language(self, question: str, code: str) -> str:
        """A question of the template in another language; any other stays as it is."""
        place = next((place for place, _ in enumerate(self.frames) if self._asks(place, question)), None)
        if place is None:
            return question
        questions = self.language(code).questions
        return questions[place] if place < len(questions) else question

    def _asks(self, place: int, question: str) -> bool:
        frame = self.frames[place]
        ways = [frame.question, *frame.also, *(x.questions[place] for x in self.languages if place < len(x.questions))]
        return _plain(question) in map(_plain, ways)

    def age_rule(self, age: int | None) -> AgeRule:
        """The rule for an age; for an unknown one that of school beginners."""
        wanted = 6 if age is None else age
        return next((rule for rule in self.ages if wanted <= rule.up_to), self.ages[-1])


def load(folder: Path | None) -> StoryTemplate:
    """The template: the authority's where there is one, else ours. Raises KnownError where that file is faulty."""
    return practice.load(
        folder, FILE, lambda own: _template(json.loads(read_text("practice", FILE)) | own), _shipped,
        needs="each frame needs a key and a question", ours="the frames that came with the app",
    )  # fmt: skip


def in_force() -> tuple[StoryTemplate, str]:
    """The template to use, and a sentence on what is wrong with the authority's file where ours had to do ("" else)."""
    return practice.in_force(load, _shipped)


@cache
def _shipped() -> StoryTemplate:
    return _template(json.loads(read_text("practice", FILE)))


def _template(raw: dict[str, Any]) -> StoryTemplate:
    ages = sorted((_age(each) for each in raw["ages"]), key=lambda rule: rule.up_to)
    frames = tuple(_frame(each) for each in raw["frames"])
    if not frames or not ages:
        raise ValueError("no frames or no ages")
    return StoryTemplate(
        title=_word(raw["title"]), frames=frames,
        steps=tuple(ApprovalStep(_word(s["key"]), _word(s["title"]), _word(s.get("about", ""))) for s in raw["steps"]),
        sentences=int(raw["sentences"]), ages=tuple(ages),
        easy=frozenset(w.casefold() for w in _words(raw["easy"])),
        hard=frozenset(w.casefold() for w in _words(raw["hard"])), hard_until=int(raw["hard_until"]),
        fault=_words(raw["fault"]), tell=_words(raw["tell"]),
        languages=tuple(_language(each) for each in raw["languages"]),
    )  # fmt: skip


def _frame(raw: dict[str, Any]) -> FrameQuestion:
    return FrameQuestion(
        _word(raw["key"]), _word(raw["question"]), _word(raw.get("guidance", "")), _words(raw.get("also", []))
    )


def _age(raw: dict[str, Any]) -> AgeRule:
    return AgeRule(int(raw["up_to"]), int(raw["words"]), int(raw["syllables"]), int(raw["letters"]))


def _language(raw: dict[str, Any]) -> Language:
    code = _word(raw["code"])
    return Language(
        code, _word(raw["name"]), _word(raw.get("own_name", raw["name"])), bool(raw.get("rtl")),
        _words(raw.get("questions", [])),
    )  # fmt: skip


def _words(raw: Any) -> tuple[str, ...]:
    if not isinstance(raw, list):
        raise TypeError("not a list")
    return tuple(map(_word, raw))


def _word(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("not text")
    return value.strip()


def _plain(text: str) -> str:
    return " ".join(text.split()).rstrip("?؟.!").strip().casefold()
