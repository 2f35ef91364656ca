"""The three pathways, their words, and the parts of the map (from ``resources/practice/pathways.json``)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from resources.files import read_text

PARTS = ("past_harm", "danger", "complicating", "strength", "safety", "own_words", "goal", "bottom_line", "next_step")
"""Parts of the map, in reading order."""

PATHWAYS = ("safety", "wellbeing", "success")


@dataclass(frozen=True)
class PartWords:
    """How a pathway names a part: its heading, and one of its kind ("a strength")."""

    key: str
    title: str
    one: str


@dataclass(frozen=True)
class ScaleWords:
    """How a pathway names its scale, and what the ends say until the family writes their own."""

    name: str
    question: str
    zero: str
    ten: str


@dataclass(frozen=True)
class ColumnWords:
    """One of the three columns."""

    key: str
    title: str
    icon: str
    parts: tuple[str, ...]


@dataclass(frozen=True)
class Pathway:
    """A pathway with its own words."""

    key: str
    name: str
    short: str
    parts: dict[str, PartWords]
    scale: ScaleWords


@dataclass(frozen=True)
class Guidance:
    """What a part is about, and at most four questions to ask."""

    about: str
    questions: tuple[str, ...]


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(read_text("practice", "pathways.json"))
    return data


@cache
def pathway(key: str) -> Pathway:
    """A pathway by its key. Raises KeyError for an unknown one."""
    raw = _data()["pathways"][key]
    parts = {name: PartWords(name, **words) for name, words in raw["parts"].items()}
    return Pathway(key, raw["name"], raw["short"], parts, ScaleWords(**raw["scale"]))


@cache
def columns() -> tuple[ColumnWords, ...]:
    """The three columns, left to right."""
    return tuple(ColumnWords(c["key"], c["title"], c["icon"], tuple(c["parts"])) for c in _data()["columns"])


@cache
def column_of(part: str) -> str:
    """The key of the column a part stands in."""
    return next(column.key for column in columns() if part in column.parts)


@cache
def guidance(part: str) -> Guidance:
    """What a part is about and what to ask."""
    raw = _data()["guidance"][part]
    return Guidance(raw["about"], tuple(raw["questions"]))
