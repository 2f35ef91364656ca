"""GEDCOM 5.5.1 and 7.0 as a plain family: who there is, the unions, the child links. Names stay in :class:`Family`."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ged4py.model import Individual, Record
from ged4py.parser import CodecError, GedcomReader, IntegrityError, ParserError

from exporters.gedcom.encoding import lines_of, text_of
from models.errors import KnownError
from models.genogram import BirthKey, ChildLink, Pedigree, Person, Union

MONTHS = {name: number for number, name in enumerate("JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split(), 1)}
SEXES = {"M": "male", "F": "female", "X": "other"}
PEDIGREE_KINDS = {"birth": "birth", "adopted": "adopted", "foster": "foster"}
UNREADABLE = KnownError(
    "This is not a GEDCOM file that can be read. Nothing was changed. "
    "Save the family again as GEDCOM in the program it comes from and try that file."
)
# What is odd in a file is answered by this module; the library's own messages would carry names into the log.
logging.getLogger("ged4py").setLevel(logging.CRITICAL)


@dataclass(frozen=True)
class Family:
    """A family file: the pedigree (ids are the cross-references without @), names by id, and what was left out."""

    pedigree: Pedigree
    names: dict[str, str]
    version: str
    dangling: int


def read_family(path: Path) -> Family:
    """Reads a GEDCOM file. Raises KnownError where it is none, OSError where the file cannot be read."""
    lines = lines_of(text_of(path.read_bytes()))
    if not lines or not lines[0].split()[1:2] == ["HEAD"]:
        raise UNREADABLE
    if not re.match(r"0\s+TRLR", lines[-1]):
        lines.append("0 TRLR")
    # The text is decoded already; a header that names another encoding would make the library refuse it.
    lines = ["1 CHAR UTF-8" if re.match(r"1\s+CHAR\b", line) else line for line in lines]
    try:
        with GedcomReader(io.BytesIO("\n".join([*lines, ""]).encode()), encoding="utf-8") as reader:
            return _family(reader)
    except (ParserError, IntegrityError, CodecError, UnicodeDecodeError) as error:
        raise UNREADABLE from error


def _family(reader: GedcomReader) -> Family:
    persons: dict[str, Person] = {}
    names: dict[str, str] = {}
    kinds: dict[tuple[str, str], str] = {}
    for record in reader.records0("INDI"):
        person = _reference(record.xref_id)
        if person and person not in persons:
            persons[person] = Person(person, birth_key(_text(record, "BIRT", "DATE")), _sex(record))
            names[person] = (
                str(record.name.format()) if isinstance(record, Individual) and record.sub_tag("NAME") else ""
            )
            kinds.update(((person, family), kind) for family, kind in _kinds(record))
    unions: dict[str, Union] = {}
    links: list[ChildLink] = []
    dangling = 0
    for record in reader.records0("FAM"):
        union = _reference(record.xref_id)
        if not union or union in unions:
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
    version = str(reader.header.sub_tag_value("GEDC/VERS") or "") if reader.header else ""
    return Family(Pedigree(tuple(persons.values()), tuple(unions.values()), tuple(links)), names, version, dangling)


def _reference(text: object) -> str:
    return str(text or "").strip().strip("@")


def _pointers(record: Record, *tags: str) -> Iterator[str]:
    for sub in record.sub_records:
        if sub.tag in tags:
            target = _reference(getattr(sub, "value", None))
            if target and target != "VOID":
                yield target


def _text(record: Record, *path: str) -> str:
    """The first value along a path of tags, as it was written."""
    here: list[Record] = [record]
    for tag in path:
        here = [sub for each in here for sub in each.sub_records if sub.tag == tag]
    for each in here:
        if each.value:
            return str(each.value)
    return ""


def _sex(record: Record) -> str:
    return SEXES.get(_text(record, "SEX").strip().upper()[:1], "")


def _kinds(record: Record) -> Iterator[tuple[str, str]]:
    """How somebody is a child of their families, where the file says so."""
    for sub in record.sub_records:
        if sub.tag == "FAMC":
            said = _text(sub, "PEDI").strip().lower()
            if said in PEDIGREE_KINDS:
                yield _reference(sub.value), PEDIGREE_KINDS[said]
        elif sub.tag == "ADOP":
            for family in _pointers(sub, "FAMC"):
                yield family, "adopted"


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
