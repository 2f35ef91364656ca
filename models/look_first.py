"""Things to look at before a copy leaves: words the reader may see which could tell what is held back.

"Seen by his teacher" names nobody and still says who told. What is asked is a question to the worker, with three ways
to settle it (:func:`models.acts.sharing.settle`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from models.acts.sharing import SETTLEMENTS, settled_field
from models.audience import Reader
from models.left_out import Place, rows_of
from models.naming import Names, names_of, word_columns
from models.readers import ReaderProjection, Standing, standing_of
from models.rows import Row, Rows
from resources.files import read_text

_AWAY = ("note",)
_DATES = ("occurred", "on", "held_on")


@dataclass(frozen=True)
class Finding:
    """Words that could tell something held back. ``start``, ``end``: where they stand in ``text`` (as the reader gets
    it). ``restriction_id``: what they could tell; ``ways``: how it can be settled, the likeliest first.
    """

    table: str
    id: str
    field: str
    text: str
    start: int
    end: int
    restriction_id: str
    ways: tuple[str, ...] = SETTLEMENTS

    @property
    def words(self) -> str:
        """The words themselves."""
        return self.text[self.start : self.end]

    @property
    def place(self) -> Place:
        """The row and field."""
        return self.table, self.id, self.field


@dataclass(frozen=True)
class _Guarded:
    """Somebody whose part must not be told: how they can be known, and where that would tell it."""

    restriction_id: str
    words: tuple[str, ...]
    names: tuple[str, ...]
    days: frozenset[str]
    places: frozenset[tuple[str, str]]
    said_instead: tuple[str, ...]


def look_first(rows: Rows, workspace_id: str, what: str, reader: Reader) -> tuple[Finding, ...]:
    """What should be looked at before this copy leaves, in the order of the document's rows; settled ones are gone."""
    if reader.is_us:
        return ()
    return tuple(_Looking(rows, reader).findings(workspace_id, what))


@cache
def _lists() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(read_text("practice", "pointing_words.json"))
    return data


class _Looking:
    """One reader's copies of one case."""

    def __init__(self, rows: Rows, reader: Reader) -> None:
        self._rows = rows
        self._standing: Standing = standing_of(rows, reader)
        self._reading = ReaderProjection(rows, reader)
        self._names = Names(rows)
        self._guarded = [guarded for group in self._groups() if (guarded := self._guard(group))]

    def findings(self, workspace_id: str, what: str) -> Iterator[Finding]:
        """Row by row, text by text."""
        for table, row in rows_of(self._rows, workspace_id, what):
            if self._reading.hides(table, row["id"]):
                continue
            for field in word_columns(table):
                said = row.get(field)
                if not said or field in _AWAY or self._reading.hides_words(table, row["id"], field):
                    continue
                shown = self._reading.words(said)
                if shown:
                    yield from self._in_text(table, row, field, shown)

    # ---- who is guarded -------------------------------------------------------------------------------------------
    def _groups(self) -> list[list[Row]]:
        groups: dict[str, list[Row]] = {}
        for row in self._standing.restrictions:
            groups.setdefault(row["ref"] or row["id"], []).append(row)
        return list(groups.values())

    def _guard(self, group: list[Row]) -> _Guarded | None:
        people = self._rows.table("person")
        said = " ".join(str(value) for row in group for value in json.loads(row["values_json"] or "[]"))
        meant = {row["target_id"] for row in group if row["target_table"] == "person"} | self._names.in_text(said).sure
        meant &= set(people)
        known_by = " ".join(
            [said, *(str(people[key][part] or "") for key in meant for part in ("role", "agency", "relation"))]
        )  # fmt: skip
        words = [
            word for entry in _lists()["groups"] if _any_word(entry["known_by"], known_by) for word in entry["words"]
        ]
        words += [str(people[key][part]) for key in meant for part in ("agency", "role") if people[key][part]]
        if not words:
            return None
        fully = {row["target_id"] for row in group if row["target_table"] == "person"}
        return _Guarded(
            group[0]["id"], tuple(dict.fromkeys(words)),
            tuple(name for key in meant - fully for name in names_of(people[key])),
            frozenset(self._days(group)),
            frozenset((row["target_table"], row["target_id"]) for row in group if row["target_table"]),
            tuple(row["public_name"] for row in group if row["public_name"]),
        )  # fmt: skip

    def _days(self, group: list[Row]) -> set[str]:
        days = {day for row in group for day in re.findall(r"\d{4}-\d{2}-\d{2}", row["fact"] or "")}
        for row in group:
            target = self._rows.get(row["target_table"] or "", row["target_id"])
            days |= {str(target[name]) for name in _DATES if target and target.get(name)}
        return days

    # ---- where it could be told ------------------------------------------------------------------------------------
    def _in_text(self, table: str, row: Row, field: str, shown: str) -> Iterator[Finding]:
        taken: list[tuple[int, int]] = []
        for guarded in self._guarded:
            clear = shown
            for instead in guarded.said_instead:
                clear = clear.replace(instead, " " * len(instead))  # what may be said is no hint
            pattern = (
                _close(guarded.words, guarded.names) if self._is_near(table, row, guarded) else _told(guarded.words)
            )
            for found in pattern.finditer(clear):
                start, end = found.span()
                if any(start < until and end > begin for begin, until in taken):
                    continue
                if self._standing.audience.lets(table, row["id"], settled_field(field, shown[start:end])):
                    continue
                taken.append((start, end))
                yield Finding(table, row["id"], field, shown, start, end, guarded.restriction_id)

    def _is_near(self, table: str, row: Row, guarded: _Guarded) -> bool:
        """Whether a row is about the very thing: the same row, the same day, the same matrix."""
        if (table, row["id"]) in guarded.places:
            return True
        if any(row.get(name) in guarded.days for name in _DATES if row.get(name)):
            return True
        cells = {key for kind, key in guarded.places if kind == "matrix_cell"}
        matrices = {cell["matrix_id"] for key in cells if (cell := self._rows.get("matrix_cell", key))}
        return row.get("matrix_id") in matrices or (table == "harm_matrix" and row["id"] in matrices)


def _any_word(words: list[str], text: str) -> bool:
    return any(re.search(rf"(?<!\w){re.escape(word)}s?(?!\w)", text, re.IGNORECASE) for word in words)


def _either(words: tuple[str, ...] | list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))


@cache
def _told(words: tuple[str, ...]) -> re.Pattern[str]:
    """Somebody told: "seen by his teacher", "the neighbour rang us"."""
    whom = rf"(?:(?:his|her|their|the|a|an|our|my|\w+['’]s)\s+)?(?:{_either(words)})(?:'s|s)?(?!\w)"
    by = rf"(?<!\w)(?:{_either(_lists()['told'])})\s+(?:by|to|from|at)\s+{whom}"
    teller = rf"(?<!\w){whom}\s+(?:{_either(_lists()['tellers'])})(?!\w)"
    return re.compile(f"(?:{by}|{teller})", re.IGNORECASE)


@cache
def _close(words: tuple[str, ...], names: tuple[str, ...]) -> re.Pattern[str]:
    """The same, and where the text is about the very thing any word or name by which they can be known."""
    known = f"(?:(?:his|her|their|the|a|an|our|my)\\s+)?(?:{_either((*words, *names))})(?:s)?(?!\\w)"
    return re.compile(f"{_told(words).pattern}|(?<!\\w){known}", re.IGNORECASE)
