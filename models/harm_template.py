"""What a harm matrix asks: its rows, columns, prompts and states (``resources/practice/harm_matrix.json``).

An authority's own ``harm_matrix.json`` in its folder of presets (:mod:`models.practice`) stands in place of ours.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from models import practice
from models.errors import KnownError
from models.family_words import CHOICES
from resources.files import read_text

FILE = "harm_matrix.json"
HEAD_FIELDS = CHOICES["open_question", "field"]
"""What stands over the grid: how_long, how_often."""

ASKED = ("child", "adult", "")


@dataclass(frozen=True)
class Line:
    """A row of the template. ``heading_each`` names the child where every child has a row (``each_child``).

    ``question`` is what an empty box asks; ``ask`` the same put to {name}, ``ask_self`` to the child it is about. Both
    may hold {time}, {child}, {who}. ``to``: who is asked first (child, adult, "").
    """

    key: str
    heading: str
    prompt: str
    question: str
    ask: str
    to: str = ""
    is_date: bool = False
    each_child: bool = False
    heading_each: str = ""
    heading_child: str = ""
    heading_several: str = ""
    ask_self: str = ""


@dataclass(frozen=True)
class Time:
    """A column of the template. ``time`` is how questions name it; ``question``: what it asks while all is unknown."""

    key: str
    heading: str
    prompt: str
    time: str
    question: str
    ask: str


@dataclass(frozen=True)
class HeadLine:
    """How long, or how often."""

    heading: str
    prompt: str
    question: str
    ask: str


@dataclass(frozen=True)
class Ages:
    """How a child's age at the time is said; children from ``asked_from`` years on are asked themselves."""

    then: str
    not_born: str
    asked_from: int


@dataclass(frozen=True)
class Template:
    """The whole of it. ``states``: state → its words; ``places``: topic of a question → where it belongs."""

    columns: tuple[Time, ...]
    rows: tuple[Line, ...]
    head: Mapping[str, HeadLine]
    states: Mapping[str, str]
    typed: Mapping[str, str]
    ages: Ages
    step: str
    places: Mapping[str, str]

    def line(self, key: str) -> Line:
        """A row; one that the template does not have (from another authority's) gets a readable heading."""
        return next((line for line in self.rows if line.key == key), None) or Line(key, readable(key), "", "", "")

    def time(self, key: str) -> Time:
        """A column, in the same way."""
        own = readable(key)
        return next((time for time in self.columns if time.key == key), None) or Time(
            key, own, "", own[:1].lower() + own[1:], "", ""
        )

    def read(self, text: str, column_key: str = "") -> tuple[str, str]:
        """(state, words) of what somebody typed or pasted: "not known (3 months old)" → not_known, "3 months old".

        Whatever is none of the states' words is said as it stands. The worst time is never the same as itself.
        """
        words = text.strip()
        found = re.fullmatch(r"([^()]*?)\s*(?:\((.*)\))?\s*\.?", words, re.DOTALL)
        head = found.group(1).casefold().replace("’", "'").rstrip(" .,:;") if found else words
        state = self.typed.get(head)
        if state is None or found is None or (state == "same_as_worst" and column_key == "worst"):
            return ("said", words) if words else ("gap", "")
        return state, (found.group(2) or "").strip()


def readable(key: str) -> str:
    """A key as a heading: "how_it_ended" → "How it ended"."""
    words = re.sub(r"[_\W]+", " ", key).strip() or key
    return words[:1].upper() + words[1:]


def template() -> Template:
    """The template in force: the authority's where it has one that can be used, else ours."""
    folder = practice.folder()
    if folder is None:
        return ours()
    try:
        return _kept(folder / FILE, (folder / FILE).stat().st_mtime_ns)
    except (OSError, KnownError):
        return ours()


@cache
def _kept(path: Path, changed: int) -> Template:
    return load(path)


@cache
def ours() -> Template:
    """The template that ships with the app."""
    return _template(json.loads(read_text("practice", FILE)))


def load(path: Path) -> Template:
    """An authority's template. Raises KnownError with what is wrong where the file cannot be used."""
    try:
        return _template(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise KnownError(
            f"The harm matrix in {FILE} cannot be used: it needs rows and columns with a key, a heading, a prompt and "
            "questions. Your cases are safe. Mend the file, or take it away to use the one that came with the app."
        ) from error


def _template(data: dict[str, Any]) -> Template:
    states = {key: str(data["states"][key]["words"]) for key in CHOICES["matrix_cell", "state"] if key != "said"}
    made = Template(
        columns=tuple(Time(**column) for column in data["columns"]),
        rows=tuple(Line(**row) for row in data["rows"]),
        head={key: HeadLine(**data["head"][key]) for key in HEAD_FIELDS},
        states=states,
        typed={str(word).casefold(): key for key in states for word in data["states"][key]["typed"]},
        ages=Ages(**data["ages"]),
        step=str(data["step"]),
        places={str(topic): str(words) for topic, words in data["places"].items()},
    )
    _check(made)
    return made


def _check(made: Template) -> None:
    """Raises ValueError or KeyError where a key stands twice, a heading is empty, or a form has an unknown word."""
    for lines in (made.rows, made.columns):
        keys = [line.key for line in lines]
        if not keys or len(set(keys)) < len(keys) or not all(line.key and line.heading.strip() for line in lines):
            raise ValueError("rows or columns")
    known = dict.fromkeys(("name", "child", "who", "time", "age", "to", "question"), "")
    for line in made.rows:
        if line.to not in ASKED or (line.each_child and not line.heading_each):
            raise ValueError(line.key)
        forms = (line.question, line.ask, line.ask_self, line.heading_each, line.heading_child, line.heading_several)
        for form in forms:
            form.format(**known)
    over: list[Time | HeadLine] = [*made.columns, *made.head.values()]
    others = [form for each in over for form in (each.question, each.ask)]
    for form in (*others, made.ages.then, made.ages.not_born, made.step):
        form.format(**known)
