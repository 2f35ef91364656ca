"""How safety circles are worded (from ``resources/practice/circles.json``), and numbers as people say them."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache

from resources.files import read_text

RINGS = ("inner", "middle", "outer")
"""The rings from the children outwards; somebody may also have ``left``."""

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_ORDER = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_BESIDE = {"next door": 1, "over the road": 1, "across the road": 1, "same street": 3, "round the corner": 3}


@dataclass(frozen=True)
class RingWords:
    """How a ring is called: as a label now, as a past step, and after a number of people ("7 people know …")."""

    now: str
    then: str
    many: str
    one: str


@cache
def _words() -> dict[str, object]:
    found: dict[str, object] = json.loads(read_text("practice", "circles.json"))
    return found


@cache
def ring_words(ring: str) -> RingWords:
    """The words of a ring (inner, middle, outer) or of having left."""
    rings = _words()["rings"]
    assert isinstance(rings, dict)
    return RingWords(**rings[ring])


@cache
def steps() -> tuple[str, ...]:
    """The questions the circles are drawn by, in their order."""
    found = _words()["steps"]
    assert isinstance(found, list)
    return tuple(str(step) for step in found)


@cache
def near_minutes() -> int:
    """How many minutes away still counts as near."""
    found = _words()["near_minutes"]
    assert isinstance(found, int)
    return found


def number_word(number: int) -> str:
    """ "one" to "twelve", else digits."""
    return _NUMBERS[number] if 0 < number < len(_NUMBERS) else str(number)


def order_word(number: int) -> str:
    """ "first" to "tenth", else "next"."""
    return _ORDER[number - 1] if 0 < number <= len(_ORDER) else "next"


def number_in(words: str) -> int | None:
    """The number somebody wrote: "six" or "6"; None for anything else."""
    lower = words.strip().lower()
    if lower.isdigit():
        return int(lower)
    return _NUMBERS.index(lower) if lower in _NUMBERS[1:] else None


def minutes_in(words: str | None) -> int | None:
    """How far away "6 minutes' walk", "next door" or "2 streets away" is, in minutes; None when it does not say."""
    lower = (words or "").lower()
    if found := re.search(r"(\d+)\s*-?\s*min", lower):
        return int(found.group(1))
    if found := re.search(r"(\w+)\s+streets?\s+away", lower):
        number = number_in(found.group(1))
        return None if number is None else 2 * number
    return next((minutes for said, minutes in _BESIDE.items() if said in lower), None)


def listed(names: list[str] | tuple[str, ...]) -> str:
    """ "Jayden, Mila and Alfie"."""
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
