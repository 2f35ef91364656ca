"""GEDCOM 5.5.1 and 7.0 as a plain family: who there is, the unions, the child links. Names stay in :class:`Family`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from exporters.gedcom.encoding import UNREADABLE, opened
from exporters.gedcom.lines import Structure, read_tree
from exporters.gedcom.names import name_of
from models.genogram import BirthKey, ChildLink, Pedigree, Person, Union

MONTHS = {name: number for number, name in enumerate("JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split(), 1)}
SEXES = {"M": "male", "F": "female", "X": "other"}
PEDIGREE_KINDS = {"birth": "birth", "adopted": "adopted", "foster": "foster"}


@dataclass(frozen=True)
class Family:
    """A family file: the pedigree (ids are the cross-references without @), names by id, and what was left out."""

    pedigree: Pedigree
    names: dict[str, str]
    version: str
    dangling: int


def read_family(path: Path) -> Family:
    """Reads a GEDCOM file. Raises KnownError where it is none or cannot be opened."""
    tree = read_tree(opened(path).text)
    if not tree.has_head:
        raise UNREADABLE
    persons: dict[str, Person] = {}
    names: dict[str, str] = {}
    kinds: dict[tuple[str, str], str] = {}
    for record in tree.records:
        person = record.xref
        if record.tag == "INDI" and person and person not in persons:
            persons[person] = Person(person, birth_key(record.said("BIRT", "DATE")), _sex(record))
            names[person] = name_of(record)
            kinds.update(((person, family), kind) for family, kind in _kinds(record))
    unions: dict[str, Union] = {}
    links: list[ChildLink] = []
    dangling = 0
    for record in tree.records:
        union = record.xref
        if record.tag != "FAM" or not union or union in unions:
            continue
        partners = list(dict.fromkeys(_pointers(record, "HUSB", "WIFE")))
        children = list(dict.fromkeys(_pointers(record, "CHIL")))
        known = tuple(partner for partner in partners if partner in persons)
        dangling += sum(each not in persons for each in (*partners, *children))
        unions[union] = Union(union, known, len(unions))
        links += [
            ChildLink(child, union, kinds.get((child, union), "birth"))
            for child in children
            if child in persons and child not in known
        ]
    pedigree = Pedigree(tuple(persons.values()), tuple(unions.values()), tuple(links))
    return Family(pedigree, names, tree.version, dangling)


def _pointers(record: Structure, *tags: str) -> Iterator[str]:
    return (sub.pointer for sub in record.all(*tags) if sub.pointer and sub.pointer != "VOID")


def _sex(record: Structure) -> str:
    return SEXES.get(record.said("SEX").strip().upper()[:1], "")


def _kinds(record: Structure) -> Iterator[tuple[str, str]]:
    """How somebody is a child of their families, where the file says so."""
    for sub in record.all("FAMC", "ADOP"):
        if sub.tag == "ADOP":
            for family in _pointers(sub, "FAMC"):
                yield family, "adopted"
        elif (said := sub.said("PEDI").strip().lower()) in PEDIGREE_KINDS:
            yield sub.pointer, PEDIGREE_KINDS[said]


def birth_key(said: str) -> BirthKey | None:
    """When somebody was born, as far as it can order siblings: the (last) year of a date or range, and the month and
    day of a plain one. Years before Christ count backwards."""
    years = re.findall(r"\b\d{3,4}\b", said)
    if not years:
        return None
    year = int(years[-1])
    if re.search(r"\bB\.?\s?C\.?(E\.?)?(?!\w)", said, re.IGNORECASE):
        return -year, 0, 0
    plain = re.fullmatch(r"\s*(?:(\d{1,2})\s+)?([A-Za-z]{3})[a-z]*\s+\d{3,4}\s*", said)
    month = MONTHS.get(plain[2].upper(), 0) if plain else 0
    return year, month, int(plain[1] or 0) if plain and month else 0
