"""Dates as the family said them, and as GEDCOM writes them; what GEDCOM cannot say stays in its own words."""

from __future__ import annotations

import re

from exporters.gedcom.lines import Structure
from models import dates

SHORT = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split()
EXACT = "_SOFS_SAID"
_PLAIN = re.compile(r"(?:(?:(\d{1,2})\s+)?([A-Za-z]{3,9})\.?\s+)?(\d{3,4})")
_FORMS = (
    ("ABT", "about {}"), ("BEF", "before {}"), ("AFT", "after {}"), ("FROM", "from {}"), ("TO", "until {}"),
)  # fmt: skip
_PAIRS = (("BET", "AND", "between {} and {}"), ("FROM", "TO", "from {} to {}"))


def add_date(structure: Structure, said: str | None, *, seven: bool) -> None:
    """Put a DATE beneath, so that :func:`date_of` gives the same words back."""
    if not said:
        return
    date = structure.add("DATE", _payload(said))
    if not date.payload:
        words = " ".join(said.split())
        if seven:
            date.add("PHRASE", words)
        else:
            date.payload = f"({words})"
    if date_of(structure, seven=seven) != said:
        date.add(EXACT, said)


def _payload(said: str) -> str:
    """The date in GEDCOM's form; "" for words that have none."""
    if plain := _gedcom(said, iso=True):
        return plain
    for opening, joining, words in _PAIRS:
        match = re.fullmatch(re.escape(words).replace(r"\{\}", "(.+?)"), said)
        if match and (one := _gedcom(match[1])) and (two := _gedcom(match[2])):
            return f"{opening} {one} {joining} {two}"
    for opening, words in _FORMS:
        match = re.fullmatch(re.escape(words).replace(r"\{\}", "(.+)"), said)
        if match and (one := _gedcom(match[1])):
            return f"{opening} {one}"
    return ""


def _gedcom(said: str, *, iso: bool = False) -> str:
    """One date of the calendar: from "2019-08" (``iso``) or from "August 2019"."""
    known = dates.parts(said if iso else _iso(said))
    if known is None or known[0] == 0 or (not iso and dates.written(_iso(said)) != said):
        return ""
    year, month, day = known
    return " ".join([*([str(day)] if day else []), *([SHORT[month - 1]] if month else []), f"{year:04}"])


def _iso(words: str) -> str | None:
    """ "3 AUG 1960" or "August 1960" as "1960-08-03", "1960-08"; None for anything else."""
    match = _PLAIN.fullmatch(words.strip())
    if not match or int(match[3]) == 0:
        return None
    found = match[3].zfill(4)
    if match[2]:
        if match[2][:3].upper() not in SHORT:
            return None
        found += f"-{SHORT.index(match[2][:3].upper()) + 1:02}"
    if match[1]:
        found += f"-{int(match[1]):02}"
    return found if dates.parts(found) else None


def date_of(structure: Structure, *, seven: bool = False) -> str | None:
    """When something was, as we keep it: "1960-08-03", "about 1960", or the file's own words; None where not said."""
    date = structure.first("DATE")
    if date is None:
        return None
    if exact := date.said(EXACT):
        return exact
    phrase = date.said("PHRASE").strip()
    payload = date.payload.strip()
    if phrase and _iso(payload) is None:
        return phrase
    return read_date(payload) or None


def read_date(payload: str) -> str:
    """A DATE's payload as we keep it; a form that cannot be read stays as it is."""
    text = " ".join(re.sub(r"@#DGREGORIAN@", "", payload, flags=re.IGNORECASE).split())
    text = re.sub(r"^GREGORIAN ", "", text)
    if text.startswith("(") and text.endswith(")"):
        return text[1:-1]
    if iso := _iso(text):
        return iso
    upper = text.upper()
    for opening, joining, words in _PAIRS:
        match = re.fullmatch(rf"{opening}\.? (.+) {joining} (.+)", upper)
        if match and (one := _iso(match[1])) and (two := _iso(match[2])):
            return words.format(dates.written(one), dates.written(two))
    for opening, words in (*_FORMS, ("CAL", "about {}"), ("EST", "about {}")):
        match = re.fullmatch(rf"{opening}\.? (.+)", upper)
        if match and (one := _iso(match[1])):
            return words.format(dates.written(one))
    interpreted = re.fullmatch(r"INT (.+?) \((.*)\)", text, re.IGNORECASE)
    if interpreted and (one := _iso(interpreted[1])):
        return one
    return text


def is_readable(said: str | None) -> bool:
    """Whether the year of a date as said can be told."""
    return not said or dates.sort_key(said) != "9998"
