"""Names covered for a room: everybody of a case under initials or an invented name that stays theirs all session.

What is restricted goes first (a public name, or the whole text is left out); then every way of saying somebody's name
is replaced, so that no full name, address or place of the case is on a wall. Names of people whom the case does not
know cannot be known here: the facilitator adds them to ``more``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any

from models.naming import TITLES, Names
from models.projections import initials, shown_name
from models.rows import Row, Rows
from models.secrets import Secrets
from resources.files import read_text

INITIALS, INVENTED = "initials", "invented"
SOMEBODY = "somebody"
PLACE = "their home"
_PLACES = (("household", "address"), ("household", "name"))
_NUMBERS = re.compile(r"\+?\d[\d ()/-]{6,}\d")
_MAIL = re.compile(r"\S+@\S+\.\w+")


@dataclass(frozen=True)
class CoverNames:
    """How a session calls everybody. ``people``: person id → invented name; ``more``: words → what stands instead."""

    mode: str = INVENTED
    people: Mapping[str, str] = field(default_factory=dict)
    more: Mapping[str, str] = field(default_factory=dict)

    def as_json(self) -> str:
        """For ``LearningSession.names_json``."""
        said = {"mode": self.mode, "people": dict(self.people), "more": dict(self.more)}
        return json.dumps(said, ensure_ascii=False, sort_keys=True)

    @classmethod
    def read(cls, words: str | None) -> CoverNames:
        """From ``names_json``; what cannot be read covers with the defaults."""
        try:
            said = json.loads(words or "{}")
            people, more = dict(said.get("people", {})), dict(said.get("more", {}))
        except (ValueError, TypeError, AttributeError):
            return cls()
        mode = said.get("mode")
        return cls(mode if mode in (INITIALS, INVENTED) else INVENTED, _texts(people), _texts(more))


def _texts(said: Mapping[Any, Any]) -> dict[str, str]:
    return {str(key): str(value) for key, value in said.items() if str(value).strip()}


def with_everybody(rows: Rows, names: CoverNames) -> CoverNames:
    """The same with an invented name for everybody who has none yet; who has one keeps it."""
    people = dict(names.people)
    known = " ".join(str(row["name"]) + " " + str(row["known_as"] or "") for row in rows.table("person").values())
    taken = {name.casefold() for name in people.values()} | {word.casefold() for word in re.findall(r"\w+", known)}
    for key in sorted(rows.table("person"), key=lambda key: (rows.table("person")[key]["position"], key)):
        if key not in people:
            people[key] = _invented(rows.table("person")[key], taken)
            taken.add(people[key].casefold())
    return CoverNames(names.mode, people, names.more)


def uncovered(rows: Rows, names: CoverNames, words: str) -> str:
    """Words with the people's own names where the room's invented ones stand: what belongs in the case."""
    people = rows.table("person")
    meant = {called: shown_name(people[key]) for key, called in names.people.items() if key in people}
    if names.mode != INVENTED or not meant:
        return words
    longest = sorted(meant, key=lambda called: (-len(called), called))
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest)) + r")(?!\w)")
    return pattern.sub(lambda match: meant[match.group()], words)


def _invented(row: Row, taken: set[str]) -> str:
    lists = _lists()
    own = lists["female" if row["gender"] == "female" else "male" if row["gender"] == "male" else "other"]
    found = next((name for name in (*own, *lists["other"]) if name.casefold() not in taken), None)
    if found is not None:
        return found
    number = 1
    while f"person {number}" in taken:
        number += 1
    return f"Person {number}"


class Cover:
    """Covers texts of one case for a room."""

    def __init__(self, rows: Rows, names: CoverNames, open_names: frozenset[str] = frozenset()) -> None:
        """``open_names``: ids of those who are called as ``names`` says in either mode (the colleagues who lead)."""
        self._rows, self.names, self._open = rows, with_everybody(rows, names), open_names
        self._secrets = Secrets.of(rows)
        self._said: dict[str, str] = {}

    def person(self, person_id: str) -> str:
        """What somebody is called in the room."""
        row = self._rows.get("person", person_id)
        if row is None:
            return SOMEBODY
        if self.names.mode == INITIALS and person_id not in self._open:
            return initials(str(row["name"]), str(row["name"]))
        return self.names.people[person_id]

    def text(self, words: str | None) -> str:
        """A text as the room may read it; "" where something restricted would remain."""
        if not words:
            return ""
        # Every frame reads the same words again.
        if words not in self._said:
            self._said[words] = self._covered(words)
        return self._said[words]

    def _covered(self, words: str) -> str:
        safe = self._secrets.safe(words)
        if not safe:
            return ""
        for pattern, instead in self._places:
            safe = pattern.sub(instead, safe)
        safe = _MAIL.sub(SOMEBODY, _NUMBERS.sub("…", safe))
        if self._pattern is not None:
            safe = self._pattern.sub(self._instead, safe)
        # Covering may have joined what it must not; and an invented name is never a secret's.
        return "" if self._secrets.in_text(safe) else safe

    def _instead(self, match: re.Match[str]) -> str:
        said = match.group()
        name = " ".join(said.split()).casefold()
        if name in self._more:
            return self._more[name]
        if said[:1].islower() and name in _common():
            return said
        ids = self._called[name]
        return self.person(next(iter(ids))) if len(ids) == 1 else SOMEBODY

    @cached_property
    def _more(self) -> dict[str, str]:
        return {" ".join(words.split()).casefold(): instead for words, instead in self.names.more.items()}

    @cached_property
    def _called(self) -> dict[str, frozenset[str]]:
        """Every way of saying a name: in full, and each word of it."""
        people = self._rows.table("person")
        # "Father not known", "a neighbour": no words of it are a name.
        told = {key for key, row in people.items() if _is_told(str(row["name"]))}
        found = {name: ids - told for name, ids in Names(self._rows).called.items()}
        for key, row in people.items():
            for name in (str(row["name"]), str(row["known_as"] or "")):
                found.setdefault(" ".join(name.split()).casefold(), frozenset())
                words = [] if _is_told(name) else re.findall(r"[^\W\d_][\w'’-]*", name)
                parts = [part for word in words for part in {word, *word.split("-")}]
                for said in [" ".join(name.split()), *parts]:
                    if len(said) > 1 and said.casefold() not in TITLES:
                        found[said.casefold()] = found.get(said.casefold(), frozenset()) | {key}
        return {name: ids for name, ids in found.items() if ids and name}

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        names = sorted({*self._called, *self._more} - {""}, key=lambda name: (-len(name), name))
        if not names:
            return None
        spaced = (r"[\s\u00a0]+".join(map(re.escape, name.split())) for name in names)
        return re.compile(r"(?<!\w)(?:" + "|".join(spaced) + r")(?!\w)", re.IGNORECASE)

    @cached_property
    def _places(self) -> list[tuple[re.Pattern[str], str]]:
        values = {
            str(row[column]).strip(): instead
            for table, column in _PLACES
            for row in self._rows.table(table).values()
            if row[column] and len(str(row[column]).strip()) > 2
            for instead in (PLACE,)
        }
        values |= {part.strip(): PLACE for value in list(values) for part in value.split(",") if len(part.strip()) > 5}
        ordered = sorted(values.items(), key=lambda item: (-len(item[0]), item[0]))
        return [
            (re.compile(r"(?<!\w)" + r"[\s,]+".join(map(re.escape, value.split())) + r"(?!\w)", re.IGNORECASE), instead)
            for value, instead in ordered
        ]


def _is_told(name: str) -> bool:
    """Whether what stands for a name tells who it is instead: words in small letters among the others."""
    words = name.split()
    return any(word[0].islower() for word in words) and not all(word[0].islower() for word in words)


@cache
def _lists() -> dict[str, tuple[str, ...]]:
    return {key: tuple(names) for key, names in json.loads(read_text("practice", "cover_names.json")).items()}


@cache
def _common() -> frozenset[str]:
    """Names that are words as well: in small letters they are the word."""
    return frozenset(_lists()["words"])
