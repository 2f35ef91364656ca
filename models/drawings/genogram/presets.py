"""How everything in a genogram is drawn and called: ``resources/practice/genogram.json``, which authorities can change.

A ``genogram.json`` in the authority's practice folder names only what is to be different; it is laid over ours. Sizes
are in symbols, dashes and widths in points at 72 points a unit of the layout, colours are roles of the design tokens.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

from models import practice
from models.family_words import CHOICES, TIE_KINDS
from resources.files import read_text

FILE = "genogram.json"
SHAPES = ("circle", "square", "soft_square", "diamond", "triangle", "hexagon", "dot")
CROSSES = ("none", "x", "x_bar", "bar")
WAVES = ("straight", "zigzag", "ripple")
ENDS = ("none", "arrow", "open_arrow", "double_arrow", "bars")
MARKS = ("none", "circle", "square", "bar")
CHANGES = ("none", "dash", "circle")
"""What a kind does to the line it is the second kind of, instead of adding its own strokes."""

Dash = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Gender:
    """The symbol of a gender; ``sign`` stands in it where nothing else does."""

    label: str
    shape: str
    sign: str


@dataclass(frozen=True, slots=True)
class Life:
    """What becomes of the symbol: another ``shape`` ("" keeps the gender's), a ``size``, a cross."""

    label: str
    shape: str
    size: float
    cross: str


@dataclass(frozen=True, slots=True)
class Pet:
    """The symbol of a pet."""

    label: str
    shape: str
    size: float


@dataclass(frozen=True, slots=True)
class Index:
    """The double outline of the child this is about: how far inside the second one lies."""

    label: str
    gap: float


@dataclass(frozen=True, slots=True)
class Transgender:
    """Nested symbols: how large the inner one is."""

    label: str
    size: float


@dataclass(frozen=True, slots=True)
class UnionLine:
    """The line of a couple; ``words`` as said in a sentence."""

    label: str
    words: str
    dash: Dash


@dataclass(frozen=True, slots=True)
class Ending:
    """The slashes across the line of a couple."""

    label: str
    words: str
    slashes: int


@dataclass(frozen=True, slots=True)
class ChildLine:
    """The line to a child; ``second`` is the dash of a second stroke beside it, or None."""

    label: str
    words: str
    dash: Dash
    second: Dash | None


@dataclass(frozen=True, slots=True)
class Twins:
    """What twins and identical twins are called."""

    label: str
    identical: str


@dataclass(frozen=True, slots=True)
class Home:
    """The loop round a household. ``alone``: whoever lives alone gets "words" under the name or a "loop"."""

    label: str
    fill: str
    colour: str
    dash: Dash
    alone: str


@dataclass(frozen=True, slots=True)
class TieLine:
    """How two people are with each other, as a line."""

    label: str
    words: str
    colour: str
    strokes: int
    wave: str
    dash: Dash
    ends: str
    mark: str
    width: float
    change: str


@dataclass(frozen=True)
class Presets:
    """Everything together. The order of ``ties`` is the order in menus."""

    symbol_size: float
    father_left: bool
    genders: Mapping[str, Gender]
    lives: Mapping[str, Life]
    pet: Pet
    index: Index
    transgender: Transgender
    unions: Mapping[str, UnionLine]
    endings: Mapping[str, Ending]
    children: Mapping[str, ChildLine]
    twins: Twins
    home: Home
    ties: Mapping[str, TieLine]


_GROUPS: dict[str, type[Any]] = {
    "genders": Gender, "lives": Life, "unions": UnionLine, "endings": Ending, "children": ChildLine, "ties": TieLine,
}  # fmt: skip
_SINGLE: dict[str, type[Any]] = {
    "pet": Pet, "index": Index, "transgender": Transgender, "twins": Twins, "home": Home,
}  # fmt: skip
_WORDS: dict[str, tuple[str, ...]] = {
    "shape": SHAPES, "cross": CROSSES, "wave": WAVES, "ends": ENDS, "mark": MARKS, "change": CHANGES,
    "alone": ("words", "loop"),
}  # fmt: skip
_NUMBERS: dict[str, tuple[float, float]] = {
    "size": (0.2, 1.0), "gap": (0.03, 0.3), "width": (0.5, 3.0), "symbol_size": (0.3, 0.6), "strokes": (1, 3),
    "slashes": (0, 3),
}  # fmt: skip


class PresetFault(practice.Fault):
    """The authority's symbols cannot be used."""

    file = FILE
    instead = "The family is drawn with the built-in symbols"


@cache
def ours() -> Presets:
    """The presets that ship with the app."""
    return _made(_ours_raw())


def in_force() -> Presets:
    """The presets to draw with: ours, with those of the authority's folder laid over (ours alone where they fail)."""
    return load_safely(practice.folder())[0]


def load(folder: Path | None) -> Presets:
    """Ours with the authority's laid over, where there is a file. Raises PresetFault where that file is faulty."""
    theirs = practice.own(folder, PresetFault)
    return ours() if theirs is None else _made(_laid_over(_ours_raw(), theirs, ""))


def load_safely(folder: Path | None) -> tuple[Presets, PresetFault | None]:
    """The presets to draw with, and what is wrong with the authority's file where ours had to do."""
    try:
        return load(folder), None
    except PresetFault as fault:
        return ours(), fault


def _ours_raw() -> dict[str, Any]:
    raw: dict[str, Any] = json.loads(read_text("practice", FILE))
    return raw


def _laid_over(base: dict[str, Any], theirs: dict[str, Any], where: str) -> dict[str, Any]:
    """Theirs over ours, entry by entry. What they name in a group of ties comes first in the order they give."""
    merged = dict(base)
    for key, value in theirs.items():
        place = f"{where}.{key}" if where else key
        if key not in base or isinstance(base[key], dict) != isinstance(value, dict):
            raise PresetFault(place)
        merged[key] = _laid_over(base[key], value, place) if isinstance(value, dict) else value
    if where == "ties":
        merged = {key: merged[key] for key in dict.fromkeys([*theirs, *base])}
    return merged


def _made(raw: dict[str, Any]) -> Presets:
    _whole(raw)
    made: dict[str, Any] = {
        "symbol_size": float(_checked("symbol_size", "symbol_size", raw["symbol_size"])),
        "father_left": _checked("father_left", "father_left", raw["father_left"]),
    }
    for group, kind in _GROUPS.items():
        made[group] = {key: _entry(kind, raw[group][key], f"{group}.{key}") for key in raw[group]}
    for name, kind in _SINGLE.items():
        made[name] = _entry(kind, raw[name], name)
    return Presets(**made)


def _whole(raw: dict[str, Any]) -> None:
    """That every word a case may hold has its symbol or line."""
    needed = {
        "genders": CHOICES["person", "gender"], "lives": CHOICES["person", "life"], "ties": TIE_KINDS,
        "unions": CHOICES["partnership", "kind"], "endings": CHOICES["partnership", "ended_by"],
        "children": CHOICES["child_link", "kind"],
    }  # fmt: skip
    for group, keys in needed.items():
        for key in keys:
            if key not in raw[group]:
                raise PresetFault(f"{group}.{key}")


def _entry(kind: type[Any], raw: dict[str, Any], where: str) -> Any:
    values = {}
    for field in fields(kind):
        place = f"{where}.{field.name}"
        if field.name not in raw:
            raise PresetFault(place)
        values[field.name] = _checked(field.name, place, raw[field.name])
    return kind(**values)


def _checked(name: str, where: str, value: Any) -> Any:
    """A value of the kind its name asks for. Raises PresetFault."""
    if name in ("dash", "second"):
        return _dash(value, where, name == "second")
    if name in _NUMBERS:
        low, high = _NUMBERS[name]
        whole = name in ("strokes", "slashes")
        fits = isinstance(value, int if whole else (int, float)) and not isinstance(value, bool)
        if not fits or not low <= value <= high:
            raise PresetFault(where)
        return value
    if name == "father_left":
        good = isinstance(value, bool)
    elif name in ("fill", "colour"):
        good = value in _roles()
    elif name in _WORDS:
        good = value in _WORDS[name] or (name == "shape" and value == "" and where.startswith("lives."))
    else:
        most = 2 if name == "sign" else 60
        good = isinstance(value, str) and len(value) <= most and value.isprintable() and bool(value or name == "sign")
    if not good:
        raise PresetFault(where)
    return value


def _dash(value: Any, where: str, may_be_none: bool) -> Dash | None:
    if value is None and may_be_none:
        return None
    numbers = isinstance(value, list) and all(
        isinstance(each, (int, float)) and not isinstance(each, bool) and 0 < each <= 50 for each in value
    )
    if not numbers or len(value) % 2 or len(value) > 8:
        raise PresetFault(where)
    return tuple(float(each) for each in value)


@cache
def _roles() -> frozenset[str]:
    tokens = json.loads(read_text("design", "tokens.json"))
    return frozenset(tokens["color"]["themes"]["light"])
