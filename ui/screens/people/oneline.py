"""A person from one line, as people say it: "Nanna Mo, 57, mum's mum"."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from models import dates

_PROFESSIONAL = re.compile(
    r"\b(social worker|team manager|health visitor|midwife|nurse|gp|doctor|dr|police|pc|teacher|school|safeguarding|"
    r"idva|family support|support worker|personal adviser|key ?worker|chair|paediatrician|psychologist|therapist|"
    r"counsellor|probation|solicitor|guardian|iro|senco|adviser|advisor|worker|manager)\b",
    re.IGNORECASE,
)
_FRIEND = re.compile(r"\b(friend|neighbour|next door|coach|mate|godmother|godfather)\b", re.IGNORECASE)
_PET = re.compile(r"\b(dog|puppy|cat|kitten|hamster|rabbit|guinea pig|budgie|parrot|pony|horse|pet)\b", re.IGNORECASE)
_CARER = re.compile(r"\b(foster carer|carer)\b", re.IGNORECASE)
_FEMALE = re.compile(
    r"\b(mum|mother|nan|nanna|granny|grandma|gran|sister|auntie|aunty|aunt|daughter|stepmum|girl|wife|niece)\W*$",
    re.IGNORECASE,
)
_MALE = re.compile(r"\b(dad|father|grandad|grandpa|brother|uncle|son|stepdad|boy|husband|nephew)\W*$", re.IGNORECASE)
_AGE = re.compile(r"^(\d{1,3})(\s*(years?|yrs?|y)(\s*old)?)?$", re.IGNORECASE)
_SMALL_AGE = re.compile(r"^\d{1,2}\s*(weeks?|months?|days?)(\s*old)?$", re.IGNORECASE)
_BORN = re.compile(r"^(?:born\b|b\.|\*)\s*(.+)$", re.IGNORECASE)
_DIED = re.compile(r"^(?:died\b|dead\b|d\.|†)\s*(.*)$", re.IGNORECASE)
_DUE = re.compile(r"^(?:unborn\b|pregnancy\b|due\b)\s*,?\s*(?:due\s*)?(.*)$", re.IGNORECASE)
_UK_DATE = re.compile(r"^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$")


def as_iso(said: str) -> str:
    """A date as typed (23/05/2019, 23 May 2019, May 2019, 2019) as ISO where it is one; other words stay."""
    said = said.strip()
    found = _UK_DATE.match(said)
    if found:
        day, month, year = (int(part) for part in found.groups())
        try:
            return dt.date(year, month, day).isoformat()
        except ValueError:
            return said
    months = {name[:3].lower(): number for number, name in enumerate(dates.MONTHS, 1)}
    spoken = re.match(r"^(?:(\d{1,2})(?:st|nd|rd|th)?\s+)?([A-Za-z]{3,9})\s+(\d{4})$", said)
    if spoken and spoken.group(2)[:3].lower() in months:
        day_said, month_said, year_said = spoken.groups()
        whole = f"{year_said}-{months[month_said[:3].lower()]:02}" + (f"-{int(day_said):02}" if day_said else "")
        return whole if dates.parts(whole) else said
    return said


def person_from_line(line: str) -> tuple[str, dict[str, Any]]:
    """(name, fields) of a line: name first, then age or birth, death, and how they belong, in any order.

    "Sandra Okoro, 62, next door" · "Tess Gilroy, safeguarding lead, Oakfield Primary" · "Baby, unborn, due 2025-10-12"
    """
    parts = [part.strip() for part in line.strip().split(",")]
    name, rest = parts[0], [part for part in parts[1:] if part]
    fields: dict[str, Any] = {}
    said: list[str] = []
    for part in rest:
        if not _take_fact(part, fields):
            said.append(part)
    _take_relation(said, fields, name)
    return name, fields


def _take_fact(part: str, fields: dict[str, Any]) -> bool:
    """Take an age, birth, death or due date; False when the part is something else."""
    if _AGE.match(part) or _SMALL_AGE.match(part):
        fields["age_said"] = re.sub(r"\s*(years?|yrs?|y)?(\s*old)?$", "", part) if _AGE.match(part) else part
        return True
    if (found := _BORN.match(part)) and dates.parts(as_iso(found.group(1))):
        fields["born"] = as_iso(found.group(1))
        return True
    if found := _DIED.match(part):
        fields["life"], fields["died"] = "dead", as_iso(found.group(1)) or None
        return True
    if found := _DUE.match(part):
        fields["life"] = "unborn"
        fields["due"] = as_iso(found.group(1)) or fields.get("due")
        return True
    iso = as_iso(part)
    if dates.parts(iso):
        fields["born"] = iso
        return True
    return False


def _take_relation(said: list[str], fields: dict[str, Any], name: str) -> None:
    words = ", ".join(said)
    if _PET.search(words):
        fields["kind"], fields["species"] = "pet", words
    elif _CARER.search(words):
        fields["kind"], fields["relation"] = "carer", words
    elif _PROFESSIONAL.search(words) or re.match(r"(PC|Dr)\b", name):
        fields["kind"] = "professional"
        fields["role"] = said[0] if said else None
        fields["agency"] = ", ".join(said[1:]) or None
    elif words:
        fields["kind"] = "friend" if _FRIEND.search(words) else "family"
        fields["relation"] = words
    if _FEMALE.search(words):
        fields["gender"] = "female"
    elif _MALE.search(words):
        fields["gender"] = "male"
