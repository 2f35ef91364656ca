"""Stages of group supervision, appreciative inquiry and meetings, with their times and prompts.

They are ``resources/practice/sessions.json``. A ``sessions.json`` in the authority's practice folder replaces the kinds
it names; the others stay as ours.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from models import practice
from models.errors import KnownError
from models.family_words import CHOICES
from resources.files import read_text

FILE = "sessions.json"
SHOWS = ("goal", "genogram", "columns", "statements", "scores", "questions", "next_step", "answers")
_MOST_MINUTES = 240


@dataclass(frozen=True)
class Stage:
    """A stage. ``collects``: kinds of :class:`SessionItem` written here; ``shows``: what the room sees, of
    :data:`SHOWS`; ``is_silent``: everybody writes first, shown all together."""

    key: str
    title: str
    minutes: int
    question: str
    prompts: tuple[str, ...]
    collects: tuple[str, ...]
    shows: str
    is_silent: bool = False


@dataclass(frozen=True)
class SessionTemplate:
    """A kind of session: its stages in their order."""

    kind: str
    title: str
    roles: tuple[str, ...]
    stages: tuple[Stage, ...]

    @property
    def minutes(self) -> int:
        """All stages together."""
        return sum(stage.minutes for stage in self.stages)

    def stage(self, key: str | None) -> Stage:
        """A stage by its key; the first for one that is not there."""
        return next((stage for stage in self.stages if stage.key == key), self.stages[0])

    def next_of(self, key: str | None) -> Stage | None:
        """The stage after this one, or None after the last."""
        place = self.stages.index(self.stage(key))
        return self.stages[place + 1] if place + 1 < len(self.stages) else None


def in_force() -> tuple[dict[str, SessionTemplate], str]:
    """Every kind's template; and what is wrong with the authority's file, where ours had to do instead ("" else)."""
    return practice.in_force(_load, _shipped)


def template(kind: str) -> SessionTemplate:
    """The template of a kind. Raises KnownError for a kind that does not exist."""
    found = in_force()[0].get(kind)
    if found is None:
        raise KnownError("There is no such kind of session. Nothing was changed.")
    return found


def _load(folder: Path | None) -> dict[str, SessionTemplate]:
    return practice.load(
        folder, FILE, lambda own: _shipped() | _templates(own), _shipped,
        needs="each stage needs a key, a title, minutes and a question", ours="the stages of the app",
    )  # fmt: skip


@cache
def _shipped() -> dict[str, SessionTemplate]:
    return _templates(json.loads(read_text("practice", FILE)))


def _templates(raw: dict[str, Any]) -> dict[str, SessionTemplate]:
    kinds = CHOICES["learning_session", "kind"]
    if not set(raw) <= set(kinds):
        raise ValueError("unknown kind")
    return {
        kind: SessionTemplate(kind, _word(each["title"]), tuple(map(_word, each["roles"])), _stages(each["stages"]))
        for kind, each in raw.items()
    }


def _stages(raw: list[dict[str, Any]]) -> tuple[Stage, ...]:
    stages = tuple(_stage(each) for each in raw)
    if not stages or len({stage.key for stage in stages}) != len(stages):
        raise ValueError("no stages, or a key twice")
    return stages


def _stage(raw: dict[str, Any]) -> Stage:
    collects = tuple(_word(raw.get("collects", "")).split())
    minutes, shows = raw["minutes"], _word(raw["shows"])
    if not set(collects) <= set(CHOICES["session_item", "stage"]) or shows not in SHOWS:
        raise ValueError("unknown part")
    if type(minutes) is not int or not 0 < minutes <= _MOST_MINUTES:
        raise ValueError("minutes")
    prompts = tuple(map(_word, raw.get("prompts", [])))
    return Stage(
        _word(raw["key"]), _word(raw["title"]), minutes, _word(raw["question"]), prompts, collects, shows,
        bool(raw.get("silent")),
    )  # fmt: skip


def _word(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("not text")
    return value.strip()
