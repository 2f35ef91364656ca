"""What a foreign file says and a case has no column for, in plain words for a note."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from exporters.gedcom.lines import Structure
from exporters.gedcom.said_dates import date_of
from models import dates

EVENTS = {
    "ADOP": "Adopted", "ANUL": "Marriage annulled", "BAPM": "Baptised", "BARM": "Bar mitzvah", "BASM": "Bas mitzvah",
    "BIRT": "Born", "BLES": "Blessed", "BURI": "Buried", "CAST": "Caste", "CENS": "In a census", "CHR": "Christened",
    "CHRA": "Christened as an adult", "CONF": "Confirmed", "CREM": "Cremated", "DEAT": "Died", "DIV": "Divorced",
    "DIVF": "Filed for divorce", "DSCR": "Description", "EDUC": "Education", "EMIG": "Moved abroad", "ENGA": "Engaged",
    "EVEN": "Event", "FACT": "Fact", "FCOM": "First communion", "GRAD": "Finished school or studies",
    "IDNO": "Number", "IMMI": "Came to the country", "MARB": "Banns", "MARC": "Marriage contract",
    "MARL": "Marriage licence", "MARR": "Married", "MARS": "Marriage settlement", "NATI": "Nationality",
    "NATU": "Became a citizen", "NCHI": "Number of children", "NMR": "Number of marriages", "OCCU": "Work",
    "ORDN": "Ordained", "PROB": "Probate", "PROP": "Owned", "RELI": "Religion", "RESI": "Lived", "RETI": "Retired",
    "SSN": "Insurance number", "TITL": "Title", "WILL": "Will",
}  # fmt: skip
"""Events and facts of people and couples → the word a note begins with."""

CONTACT = {"PHON": "Phone", "EMAIL": "Email", "_EMAIL": "Email", "FAX": "Fax", "WWW": "Website", "ADDR": "Address"}
MEDIA = frozenset({"OBJE"})
SOURCES = frozenset({"SOUR"})
_DATED = frozenset({"BIRT", "DEAT"})
_BOOKKEEPING = frozenset(
    {"CHAN", "CREA", "UID", "_UID", "RIN", "AFN", "RFN", "EXID", "FAMS", "FAMC", "SUBM", "ANCI", "DESI", "ALIA",
     "NO", "CONT", "CONC", "HUSB", "WIFE", "CHIL", "SEX", "RESN", "NAME", "TRLR", "HEAD"}
)  # fmt: skip
"""Lines that are read elsewhere, or are a program's own book-keeping."""

ROLES = {
    "CHIL": "Child", "CLERGY": "Minister", "FATH": "Father", "GODP": "Godparent", "HUSB": "Husband",
    "MOTH": "Mother", "NGHBR": "Neighbour", "OFFICIATOR": "Officiator", "PARENT": "Parent", "SPOU": "Spouse",
    "WITN": "Witness", "OTHER": "Belongs with", "MULTIPLE": "Belongs with",
}  # fmt: skip
"""What 7.0 calls people who belong to somebody."""

Notes = Callable[[Structure], str]
"""What a NOTE or SNOTE line says, wherever it stands."""


class InWords:
    """Puts lines into words, and counts those that are not kept."""

    def __init__(self, note_of: Notes, *, seven: bool) -> None:
        self._note_of = note_of
        self._seven = seven
        self.not_kept: Counter[str] = Counter()

    def notes(self, structure: Structure) -> Iterator[str]:
        """The notes directly beneath."""
        for each in structure.all("NOTE", "SNOTE"):
            if text := self._note_of(each):
                yield text

    def other_facts(self, record: Structure, handled: set[int]) -> Iterator[str]:
        """A line of words for whatever stands in a record and was not ``handled`` (by ``id``)."""
        for sub in record.subs:
            if id(sub) in handled or sub.tag in _BOOKKEEPING or sub.tag in ("NOTE", "SNOTE"):
                continue
            if sub.tag in MEDIA or sub.tag in SOURCES:
                self.not_kept[sub.tag] += 1
            elif sub.tag in EVENTS:
                yield from self.event(sub)
            elif sub.tag.startswith("_SOFS_"):
                continue
            elif sub.payload.strip():
                word = CONTACT.get(sub.tag, sub.tag)
                yield f"{word}: {_one_line(sub.payload)}"
            else:
                self.not_kept["other"] += 1

    def event(self, event: Structure, *, dated: bool = True) -> Iterator[str]:
        """An event in words: "Work: baker, 1911, Leeds". Without ``dated`` only what goes beyond its date."""
        self._count(event)
        kind = _one_line(event.said("TYPE"))
        generic = event.tag in ("EVEN", "FACT", "IDNO")
        word = kind if generic and kind else EVENTS[event.tag]
        parts = [] if event.payload.strip().upper() in ("Y", "N") else [_one_line(event.payload)]
        if kind and not generic:
            parts.append(f"({kind})")
        if dated:
            parts.append(dates.written(date_of(event, seven=self._seven)))
        parts += [_one_line(event.said(tag)) for tag in ("PLAC", "ADDR")]
        for tag, label in (("AGE", "aged"), ("CAUS", "cause:"), ("AGNC", "with")):
            if (said := _one_line(event.said(tag))) and said.upper() != "STILLBORN" and said != "0y":
                parts.append(f"{label} {said}")
        said_parts = [part for part in dict.fromkeys(parts) if part]
        if said_parts or dated:
            yield f"{word}: {', '.join(said_parts)}" if said_parts else word
        yield from self.notes(event)

    def belongs(self, line: Structure, names: Mapping[str, str]) -> Iterator[str]:
        """How an ASSO line joins somebody to the person or couple it stands with."""
        said = line.said("ROLE", "PHRASE") or line.said("ROLE") or line.said("RELA") or "OTHER"
        role = ROLES.get(said.strip().upper(), " ".join(said.split()).capitalize())
        yield f"{role}: {line.said('PHRASE') or names.get(line.pointer, 'somebody the file does not name')}"
        yield from self.notes(line)

    def _count(self, structure: Structure) -> None:
        for sub in structure.subs:
            if sub.tag in MEDIA or sub.tag in SOURCES:
                self.not_kept[sub.tag] += 1


def _one_line(text: str) -> str:
    return " ".join(text.split())


def joined(notes: list[str], facts: list[str]) -> str | None:
    """Notes as they are, then the facts, one a line; None where there is nothing."""
    parts = [*notes, *(["\n".join(dict.fromkeys(facts))] if facts else [])]
    return "\n\n".join(parts) or None
