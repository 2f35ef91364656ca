"""What every measure means (``resources/practice/measures.json``), and the measures of one workspace as plain data.

An authority's own ``measures.json`` in its folder of presets may give other titles, and say when a value is thin.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from models import practice
from models.errors import KnownError
from resources.files import read_text

Value = bool | int | float | None
"""A measure's value; None where the record cannot tell."""

FILE = "measures.json"
KINDS = ("yes_no", "count", "days", "number", "score")


@dataclass(frozen=True)
class Thin:
    """When a value is thin: too little to lean on, or too long ago. A question to ask, never a mark.

    ``below_key``: less than another measure; ``below_half_key``: less than half of it.
    """

    equals: bool | None = None
    below: float | None = None
    above: float | None = None
    below_key: str | None = None
    below_half_key: str | None = None
    or_empty: bool = False

    def holds(self, value: Value, others: Mapping[str, Value]) -> bool:
        """Whether a value is thin beside the others of its workspace."""
        if value is None:
            return self.or_empty
        most = max(self._bound(self.below_key, others, 1.0), self._bound(self.below_half_key, others, 0.5))
        is_below = (self.below is not None and value < self.below) or value < most
        return value is self.equals or is_below or (self.above is not None and value > self.above)

    def words(self, known: Sequence[Definition]) -> str:
        """The rule in words: "below 4", "below half of: Professionals taking part"."""
        titles = {each.key: each.title for each in known}
        parts = [
            {False: "no", True: "yes"}[self.equals] if self.equals is not None else "",
            f"below {self.below:g}" if self.below is not None else "",
            f"above {self.above:g}" if self.above is not None else "",
            f"below: {titles[self.below_key]}" if self.below_key else "",
            f"below half of: {titles[self.below_half_key]}" if self.below_half_key else "",
            "or there is none" if self.or_empty else "",
        ]
        return " ".join(filter(None, parts))

    @staticmethod
    def _bound(key: str | None, others: Mapping[str, Value], share: float) -> float:
        return share * (others[key] or 0) if key else float("-inf")


@dataclass(frozen=True)
class Definition:
    """What a measure is, in plain words. ``short`` heads a narrow column; ``kind`` is one of :data:`KINDS`."""

    key: str
    title: str
    short: str
    group: str
    kind: str
    unit: str
    definition: str
    thin: Thin | None = None


@dataclass(frozen=True)
class ChildVoice:
    """In which ways a child is heard: a sheet of their own, a score, their own words, a question they asked."""

    child_id: str
    name: str
    sheets: int
    scores: int
    words: int
    asked: int

    @property
    def ways(self) -> int:
        """How many of the four ways there are."""
        return sum(bool(each) for each in (self.sheets, self.scores, self.words, self.asked))


@dataclass(frozen=True)
class Measures:
    """The measures of one workspace on one day. ``worker_id``: who leads the work, None where that is not known.

    Fields after ``children_voices`` are the measures of ``measures.json``, by their keys.
    """

    case_id: str
    workspace_id: str
    number: str
    title: str
    pathway: str
    as_at: str
    begun_on: str | None
    worker_id: str | None
    worker: str
    is_example: bool
    children_voices: tuple[ChildVoice, ...]
    mapped: bool
    strands: int
    strands_whole: int
    existing_safety: int
    professionals: int
    professionals_own: int
    own_per_professional: float | None
    family_own: int
    danger_grade: float | None
    goal_grade: float | None
    children: int
    children_talking: int
    children_heard: int
    voice_least: int | None
    explained: bool
    days_since_explained: int | None
    network: int
    network_inner: int
    network_others: int
    moved_in: int
    moved_out: int
    meetings: int
    plan_rules: int
    plan_tests: int
    days_since_tried: int | None
    steps_late: int
    days_since_score: int | None
    family_lowest: int | None
    family_highest: int | None
    professionals_lowest: int | None
    professionals_highest: int | None

    @property
    def values(self) -> dict[str, Value]:
        """The measures by key, in the order of their definitions."""
        return {key: getattr(self, key) for key in keys()}

    @property
    def thin(self) -> tuple[str, ...]:
        """Keys of what is thin."""
        return thin_keys(self.values)


# ---- definitions ------------------------------------------------------------------------------------------------


@cache
def _shipped() -> tuple[Definition, ...]:
    return tuple(_definition(raw) for raw in json.loads(read_text("practice", FILE))["measures"])


def _definition(raw: Mapping[str, Any]) -> Definition:
    return Definition(**{**raw, "thin": _thin(raw.get("thin"))})


def _thin(raw: Mapping[str, Any] | None) -> Thin | None:
    return Thin(**{"equals" if key == "is" else key: value for key, value in raw.items()}) if raw else None


@cache
def keys() -> tuple[str, ...]:
    """Every measure's key, in the order in which they are shown."""
    return tuple(each.key for each in _shipped())


def definitions() -> tuple[Definition, ...]:
    """What every measure means, with the words and bounds of the authority's own ``measures.json`` where it has one.

    Raises KnownError for a file that cannot be read.
    """
    folder = practice.folder()
    own = folder / FILE if folder else None
    return _with_own(own, own.stat().st_mtime_ns) if own and own.exists() else _shipped()


@cache
def _with_own(file: Path, _changed: int) -> tuple[Definition, ...]:
    """Ours with the authority's titles and bounds laid over them; what a measure counts never changes."""
    try:
        own = json.loads(file.read_text(encoding="utf-8"))
        changes = {key: _own_change(raw) for key, raw in own.items()}
        unknown = changes.keys() - set(keys())
    except (OSError, ValueError, TypeError, AttributeError):
        unknown = {FILE}
    if unknown:
        raise KnownError(
            "The council's own file of measures has a fault. Nothing was changed. It names a measure by its key, and "
            "for each its title, short heading or when it is thin."
        )
    return tuple(dataclasses.replace(each, **changes.get(each.key, {})) for each in _shipped())


def _own_change(raw: Mapping[str, Any]) -> dict[str, Any]:
    if raw.keys() - {"title", "short", "thin"}:
        raise ValueError(sorted(raw))
    return {key: _thin(value) if key == "thin" else str(value) for key, value in raw.items()}


def thin_keys(values: Mapping[str, Value]) -> tuple[str, ...]:
    """Keys of the values that are thin."""
    return tuple(each.key for each in definitions() if each.thin and each.thin.holds(values[each.key], values))


def shown(definition: Definition, value: Value) -> str:
    """A value as people read it: "yes", "3", "0.7", "" where it cannot be told."""
    if value is None:
        return ""
    if definition.kind == "yes_no":
        return "yes" if value else "no"
    return str(value)
