"""Bottom lines that speak of who knows: read as people wrote them, checked against the circles, told in words.

"At least six adults who know everything, two of them not relatives." becomes three facts to count. Professionals do
not count: a bottom line asks for people of the family's own life. What cannot be read is shown and left unchecked.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from models.circle_words import listed, number_in, number_word, order_word
from models.family_views import CirclesView, RingPerson

_NUMBER = r"(\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_PEOPLE = r"(adults?|grown-?ups?|people|persons?)"
_SPEAKS = re.compile(rf"\b{_PEOPLE}\b.*\bknows?\b", re.IGNORECASE | re.DOTALL)
_ALL = re.compile(rf"\b{_NUMBER}\s+{_PEOPLE}\b[^.;]*\bknows?\b", re.IGNORECASE)
_OUTSIDE = re.compile(
    rf"\b{_NUMBER}\b(?:\s+of\s+(?:them|whom))?(?:\s+who)?(?:\s+(?:is|are))?\s+"
    r"(?:not\s+(?:a\s+)?(?:relatives?|related|(?:in|from|of)\s+the\s+family)|(?:from\s+)?outside\s+the\s+family)",
    re.IGNORECASE,
)
_BABY = re.compile(r"\b(months?|weeks?|days?)\b")
_NEAR = re.compile(rf"\b{_NUMBER}\b[^.;,]*?\bwithin\s+(\d+|[a-z]+)\s+minutes", re.IGNORECASE)


@dataclass(frozen=True)
class LineCheck:
    """One thing a bottom line asks for: whether it is there, and in words ("Seven adults") or as a question."""

    met: bool
    words: str


@dataclass(frozen=True)
class CheckedLine:
    """A bottom line with what it asks for; no checks where it could not be read."""

    words: str
    checks: tuple[LineCheck, ...] = ()


def speaks_of_circles(words: str) -> bool:
    """Whether a bottom line is about people who know."""
    return bool(_SPEAKS.search(words))


def checked(view: CirclesView) -> tuple[CheckedLine, ...]:
    """The view's bottom lines, each counted against who knows everything on its day."""
    adults = [p for p in view.ring("inner") if _is_adult(p)]
    return tuple(CheckedLine(line, _checks(line, adults)) for line in view.bottom_lines)


def _is_adult(person: RingPerson) -> bool:
    someone = person.person
    # Ages in months or weeks ("14 months") are a baby's; no age is somebody nobody asked.
    young = someone.is_child or (someone.age.isdigit() and int(someone.age) < 18) or bool(_BABY.search(someone.age))
    return not young and someone.kind not in ("professional", "pet") and someone.life in ("alive", "unknown")


def _checks(line: str, adults: list[RingPerson]) -> tuple[LineCheck, ...]:
    found = []
    if match := _ALL.search(line):
        noun = "grown-ups" if "grown" in match.group(2).lower() else "adults"
        found.append(_total(number_in(match.group(1)) or 1, adults, noun))
    if match := _OUTSIDE.search(line):
        outside = [p for p in adults if not p.is_relative]
        found.append(_some(number_in(match.group(1)) or 1, outside, _outside_words))
    if match := _NEAR.search(line):
        minutes = number_in(match.group(2))
        if minutes is not None:
            near = [p for p in adults if p.minutes_away is not None and p.minutes_away <= minutes]
            found.append(_some(number_in(match.group(1)) or 1, near, _near_words(minutes)))
    return tuple(found)


def _total(wanted: int, there: list[RingPerson], noun: str) -> LineCheck:
    count = len(there)
    if count >= wanted:
        return LineCheck(True, f"{number_word(count).capitalize()} {noun if count != 1 else noun[:-1]}")
    if not count:
        return LineCheck(False, "Nobody yet. Who could be the first?")
    said = f"{number_word(count).capitalize()} {noun if count != 1 else noun[:-1]} so far"
    return LineCheck(False, f"{said}. Who could be the {order_word(count + 1)}?")


def _some(wanted: int, there: list[RingPerson], words: Callable[[int], str]) -> LineCheck:
    names = [p.person.name for p in there]
    if not names:
        return LineCheck(False, f"{words(0)} yet. Who could be the first?")
    said = f"{words(len(names))}: {listed(names)}"
    if len(names) >= wanted:
        return LineCheck(True, said)
    return LineCheck(False, f"{said}. Who could be the {order_word(len(names) + 1)}?")


def _outside_words(count: int) -> str:
    if not count:
        return "Nobody who is not a relative"
    return f"{number_word(count).capitalize()} who {'is not a relative' if count == 1 else 'are not relatives'}"


def _near_words(minutes: int) -> Callable[[int], str]:
    def said(count: int) -> str:
        if not count:
            return f"Nobody within {minutes} minutes"
        return f"{number_word(count).capitalize()} within {minutes} minutes"

    return said
