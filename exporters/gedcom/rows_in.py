"""From the lines of a GEDCOM file to the rows of a family. Nothing here touches a case."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from exporters.gedcom import in_words
from exporters.gedcom.extensions import (
    CHILD_TAGS,
    LINK_TAGS,
    MEMBER_TAGS,
    PERSON_TAGS,
    RESTRICTION_TAGS,
    TIE_TAGS,
)
from exporters.gedcom.family_rows import TABLES, FamilyRows, Work, blank
from exporters.gedcom.lines import Structure, Tree
from exporters.gedcom.names import NAMELESS, name_of, plain_name
from exporters.gedcom.said_dates import date_of, is_readable
from exporters.gedcom.writing import REFERENCE_TYPE, SEXES, SYSTEM
from models import dates
from models.family_words import CHOICES
from models.rows import Row

LONG_LIFE = 110
"""Years after which somebody with no death in a file is not taken for living."""

GENDERS = {letter: gender for gender, letter in SEXES.items()}


@dataclass
class Found:
    """What a file holds: the rows (ids are cross-references), and how often something was odd."""

    rows: FamilyRows = field(default_factory=FamilyRows)
    odd: Counter[str] = field(default_factory=Counter)


def family_in(tree: Tree, *, this_year: int) -> Found:
    """The family of a file. ``odd`` counts, by key: dangling, twice, own_parent, more_partners, two_births,
    dates, confidential, old, sources, media, other."""
    return _Reader(tree, this_year).read()


class _Reader:
    def __init__(self, tree: Tree, this_year: int) -> None:
        self._seven = tree.version.startswith("7")
        self._this_year = this_year
        head = next(iter(tree.records), None)
        self._foreign = head is None or head.said("SOUR") != SYSTEM
        self.found = Found()
        self._records: dict[str, dict[str, Structure]] = {"INDI": {}, "FAM": {}, "_SOFS_HOME": {}}
        self._texts: dict[str, Structure] = {}
        for number, record in enumerate(tree.records):
            self._sort_in(record, number)
        self._words = in_words.InWords(self._note_text, seven=self._seven)
        self._names = {key: name_of(record) or NAMELESS for key, record in self._records["INDI"].items()}

    def _sort_in(self, record: Structure, number: int) -> None:
        if record.tag in ("NOTE", "SNOTE"):
            self._texts.setdefault(record.xref, record)
        elif record.tag in self._records:
            records = self._records[record.tag]
            key = record.xref or f"?{number}"
            if key in records:
                self.found.odd["twice"] += 1
                key = f"{key}?{number}"
            records[key] = record
        elif record.tag in ("OBJE", "SOUR"):
            self.found.odd["media" if record.tag == "OBJE" else "sources"] += 1

    def _note_text(self, line: Structure) -> str:
        if line.pointer:
            shared = self._texts.get(line.pointer)
            return shared.payload if shared else ""
        return line.payload

    def read(self) -> Found:
        """Everything, in the file's order."""
        rows = self.found.rows
        for key, record in self._records["_SOFS_HOME"].items():
            self._home(key, record)
        for key, record in self._records["FAM"].items():
            self._couple(key, record)
        for key, record in self._records["INDI"].items():
            self._person(key, record)
        self._late_partners()
        self._child_links()
        if self._foreign:
            self._keep_order()
        for key, record in self._records["_SOFS_HOME"].items():
            self._around(key, record)
        for row in rows["person"]:
            self.found.odd["dates"] += sum(not is_readable(row[column]) for column in ("born", "died"))
        for tag, count in self._words.not_kept.items():
            self.found.odd[{"SOUR": "sources", "OBJE": "media"}.get(tag, "other")] += count
        return self.found

    # People

    def _person(self, key: str, record: Structure) -> None:
        row = self.found.rows.add("person", key, name=self._names[key])
        handled = {id(each) for tag in ("BIRT", "DEAT", "SEX") if (each := record.first(tag))}
        name = record.first("NAME")
        if name:
            row["known_as"] = name.said("NICK", "_SOFS_KNOWN_AS") or name.said("NICK").strip() or None
        sex = record.first("SEX")
        row["gender"] = GENDERS.get(sex.payload.strip().upper()[:1], "unknown") if sex else "unknown"
        if sex:
            _word(row, "person", "gender", sex.said("_SOFS_GENDER"))
        _columns(row, "person", record, PERSON_TAGS)
        _word(row, "person", "kind", record.said("_SOFS_KIND"))
        self._life(row, record)
        row["ref"] = _own_reference(record)
        for line in record.all("_SOFS_WORK"):
            work = Work(line.payload, bool(line.said("_SOFS_INDEX")))
            self.found.rows.work.setdefault(key, []).append(work)
        self._residences(key, record, handled)
        facts = [*self._names_in_words(record, name), *self._ties(key, record, handled)]
        facts += self._own_events(record)
        handled |= {id(each) for each in record.all("REFN") if each.said("TYPE") == REFERENCE_TYPE}
        facts += self._words.other_facts(record, handled)
        row["note"] = in_words.joined(list(self._words.notes(record)), facts)
        self._restrictions("person", key, record)

    def _life(self, row: Row, record: Structure) -> None:
        birth, death = record.first("BIRT"), record.first("DEAT")
        row["born"] = date_of(birth, seven=self._seven) if birth else None
        row["died"] = date_of(death, seven=self._seven) if death else None
        self.found.odd["two_births"] += len(list(record.all("BIRT"))) > 1
        said = record.said("_SOFS_LIFE")
        if said in CHOICES["person", "life"]:
            row["life"] = said
        elif death:
            still = f"{death.said('AGE')} {death.said('AGE', 'PHRASE')}".upper()
            row["life"] = "stillborn" if "STILLBORN" in still else "dead"
        elif record.first("BURI") or record.first("CREM") or record.first("PROB"):
            row["life"] = "dead"
        else:
            year = dates.sort_key(row["born"])[:4]
            if year.isdecimal() and int(year) < self._this_year - LONG_LIFE:
                row["life"] = "unknown"
                self.found.odd["old"] += 1

    def _names_in_words(self, record: Structure, first: Structure | None) -> Iterator[str]:
        for name in record.all("NAME"):
            if name is not first and (words := plain_name(name.payload)):
                yield f"Also called {words}"
            for tag in ("ROMN", "FONE", "TRAN"):
                yield from (f"Also written {plain_name(other.payload)}" for other in name.all(tag) if other.payload)
            for tag in ("_MARNM", "_AKA"):
                yield from (f"Also called {plain_name(other.payload)}" for other in name.all(tag) if other.payload)
            yield from self._words.notes(name)

    def _own_events(self, record: Structure) -> Iterator[str]:
        """What stands with the birth and the death beyond their dates."""
        for tag in ("BIRT", "DEAT"):
            event = record.first(tag)
            if event is not None:
                yield from self._words.event(event, dated=False)

    def _residences(self, key: str, record: Structure, handled: set[int]) -> None:
        for number, line in enumerate(record.all("RESI")):
            home = line.first("_SOFS_HOME")
            if home is None:
                continue
            handled.add(id(line))
            if home.pointer in self._records["_SOFS_HOME"]:
                row = self.found.rows.add(
                    "household_member", f"{key}-{number}", household_id=home.pointer, person_id=key
                )
                _columns(row, "household_member", line, MEMBER_TAGS)
            else:
                self.found.odd["dangling"] += 1

    def _ties(self, key: str, record: Structure, handled: set[int]) -> Iterator[str]:
        """The ties of our own files become rows; how other files join two people becomes words."""
        for number, line in enumerate(record.all("ASSO")):
            handled.add(id(line))
            if line.pointer and line.pointer not in self._names:
                self.found.odd["dangling"] += line.pointer != "VOID"
                if line.pointer != "VOID":
                    continue
            if line.pointer in self._names and line.said("_SOFS_TIE") in CHOICES["tie", "kind"]:
                row = self.found.rows.add("tie", f"{key}-{number}", from_id=key, to_id=line.pointer, kind="")
                _columns(row, "tie", line, TIE_TAGS)
                row["directed"] = line.said("_SOFS_DIRECTED") == "Y"
                row["note"] = in_words.joined(list(self._words.notes(line)), [])
                self._restrictions("tie", row["id"], line)
                continue
            yield from self._words.belongs(line, self._names)

    def _restrictions(self, table: str, key: str, record: Structure) -> None:
        lines = list(record.all("_SOFS_RESTRICTED"))
        if table == "person" and not lines and "CONFIDENTIAL" in record.said("RESN").upper():
            self.found.odd["confidential"] += 1
        for number, line in enumerate(lines):
            row = self.found.rows.add(
                "restriction", f"{key}-{number}", target_table=table, target_id=key, reason=line.payload
            )
            _columns(row, "restriction", line, RESTRICTION_TAGS)
            row["ref"] = _own_reference(line)
            if not _is_word_list(row["values_json"]):
                row["values_json"] = json.dumps([row["values_json"]])

    # Couples and children

    def _couple(self, key: str, record: Structure) -> None:
        row = self.found.rows.add("partnership", key)
        partners: list[str | None] = []
        for line in record.all("HUSB", "WIFE"):
            if not line.pointer or line.pointer == "VOID":
                continue
            if line.pointer not in self._names:
                self.found.odd["dangling"] += 1
            elif line.pointer not in partners:
                partners.append(line.pointer)
        self.found.odd["more_partners"] += max(len(partners) - 2, 0)
        if len(partners) == 1 and record.said("_SOFS_UNKNOWN_PARTNER") == "first":
            partners.insert(0, None)
        row["first_id"], row["second_id"] = (*partners, None, None)[:2]
        begun = self._began(row, record)
        ended = self._ended(row, record)
        handled = {id(each) for each in (begun, ended) if each}
        handled |= {id(each) for each in record.all("REFN") if each.said("TYPE") == REFERENCE_TYPE}
        row["ref"] = _own_reference(record)
        facts: list[str] = []
        for event in (begun, ended):
            if event is not None and event.tag in in_words.EVENTS and event.tag != "EVEN":
                facts += self._words.event(event, dated=False)
        for line in record.all("ASSO"):
            handled.add(id(line))
            facts += self._words.belongs(line, self._names)
        facts += self._words.other_facts(record, handled)
        row["note"] = in_words.joined(list(self._words.notes(record)), facts)
        self._restrictions("partnership", key, record)

    def _began(self, row: Row, record: Structure) -> Structure | None:
        """Fills how and since when; returns the line it came from."""
        for tag, kind in (("MARR", "married"), ("_SOFS_UNION", ""), ("ENGA", "engaged")):
            line = record.first(tag)
            if line is not None:
                row["kind"] = kind
                _word(row, "partnership", "kind", kind or line.payload.strip(), "unknown")
                row["begun_on"] = date_of(line, seven=self._seven)
                return line
        row["kind"] = "married" if record.first("DIV") or record.first("ANUL") else "unknown"
        return None

    def _ended(self, row: Row, record: Structure) -> Structure | None:
        apart = next((e for e in record.all("EVEN") if "separat" in e.said("TYPE").lower()), None)
        choices = ((record.first("_SOFS_UNION_ENDED"), None), (record.first("DIV"), "divorced"), (apart, "separated"))
        for line, how in choices:
            if line is not None:
                row["ended_by"] = how
                if how is None:
                    _word(row, "partnership", "ended_by", line.payload)
                row["ended_on"] = date_of(line, seven=self._seven)
                return line
        return None

    def _late_partners(self) -> None:
        """People who say they are partners in a family that does not say so itself."""
        couples = {row["id"]: row for row in self.found.rows["partnership"]}
        for key, record in self._records["INDI"].items():
            for line in record.all("FAMS"):
                row = couples.get(line.pointer)
                if row is None:
                    self.found.odd["dangling"] += bool(line.pointer) and line.pointer != "VOID"
                    continue
                if key not in (row["first_id"], row["second_id"]):
                    free = next((c for c in ("first_id", "second_id") if row[c] is None), None)
                    if free is None:
                        self.found.odd["more_partners"] += 1
                    else:
                        row[free] = key

    def _child_links(self) -> None:
        couples = {row["id"]: (row["first_id"], row["second_id"]) for row in self.found.rows["partnership"]}
        said: set[tuple[str, str]] = set()
        for key, record in self._records["INDI"].items():
            adopted = {line.pointer for event in record.all("ADOP") for line in event.all("FAMC")}
            for line in record.all("FAMC"):
                if line.pointer in couples:
                    said.add((key, line.pointer))
                    self._link(key, line.pointer, couples, self._kind(key, line, line.pointer in adopted), line)
                else:
                    self.found.odd["dangling"] += bool(line.pointer) and line.pointer != "VOID"
            for family in sorted(adopted & couples.keys()):
                if (key, family) not in said:
                    said.add((key, family))
                    self._link(key, family, couples, "adopted")
        for family, record in self._records["FAM"].items():
            for line in record.all("CHIL"):
                if line.pointer and line.pointer != "VOID" and line.pointer not in self._names:
                    self.found.odd["dangling"] += 1
                elif line.pointer in self._names and (line.pointer, family) not in said:
                    said.add((line.pointer, family))
                    self._link(line.pointer, family, couples, _custom_kind(line) or "birth")

    def _keep_order(self) -> None:
        """Where births do not order the children, they stay in the order in which the file names them."""
        births = {row["id"]: dates.parts(row["born"]) for row in self.found.rows["person"]}
        children: dict[str, list[Row]] = {}
        for link in self.found.rows["child_link"]:
            children.setdefault(link["partnership_id"], []).append(link)
        for family, links in children.items():
            if all(births[link["child_id"]] for link in links):
                continue
            named = {line.pointer: place for place, line in enumerate(self._records["FAM"][family].all("CHIL"), 1)}
            for link in links:
                link["position"] = float(named.get(link["child_id"], len(named) + 1))

    def _kind(self, key: str, line: Structure, adopted: bool) -> str:
        """How somebody is a child of a family: by our word, PEDI, or what other programs put at CHIL."""
        said = line.said("_SOFS_PEDI") or line.said("PEDI").strip().lower()
        if said in CHOICES["child_link", "kind"]:
            return said
        words = f"{said} {line.said('PEDI', 'PHRASE')}".lower()
        for part, kind in (("step", "step"), ("kin", "kinship"), ("guardian", "kinship"), ("foster", "foster")):
            if part in words:
                return kind
        at_family = self._records["FAM"].get(line.pointer)
        custom = next((_custom_kind(c) for c in at_family.all("CHIL") if c.pointer == key), "") if at_family else ""
        return "adopted" if adopted else custom or "birth"

    def _link(
        self, child: str, family: str, couples: Mapping[str, tuple[str | None, str | None]], kind: str,
        line: Structure | None = None,
    ) -> None:  # fmt: skip
        if child in couples[family]:
            self.found.odd["own_parent"] += 1
            return
        links = self.found.rows["child_link"]
        row = blank("child_link") | {
            "id": f"{child}-{family}-{len(links)}", "child_id": child, "partnership_id": family, "kind": kind
        }  # fmt: skip
        if line is not None:
            _columns(row, "child_link", line, CHILD_TAGS)
            row["identical"] = line.said("_SOFS_IDENTICAL") == "Y"
            row["note"] = in_words.joined(list(self._words.notes(line)), [])
            self._restrictions("child_link", row["id"], line)
        links.append(row)

    # Homes of our own files

    def _home(self, key: str, record: Structure) -> None:
        row = self.found.rows.add("household", key, name=record.payload or "Home")
        row["address"] = record.said("_SOFS_ADDRESS") or None
        row["distance"] = record.said("_SOFS_DISTANCE") or None
        row["ref"] = _own_reference(record)
        row["note"] = in_words.joined(list(self._words.notes(record)), [])
        self._restrictions("household", key, record)

    def _around(self, key: str, record: Structure) -> None:
        for number, line in enumerate(record.all("_SOFS_AROUND")):
            row = blank("ecomap_link") | {"id": f"{key}-{number}", "household_id": key, "name": line.payload or None}
            for column, tag in (("person_id", "_SOFS_PERSON"), ("member_id", "_SOFS_MEMBER")):
                pointed = line.first(tag)
                row[column] = pointed.pointer if pointed and pointed.pointer in self._names else None
            _columns(row, "ecomap_link", line, LINK_TAGS)
            row["note"] = in_words.joined(list(self._words.notes(line)), [])
            if row["name"] or row["person_id"]:
                self.found.rows["ecomap_link"].append(row)


def _custom_kind(line: Structure) -> str:
    """_FREL and _MREL, as some programs write them at a child of a family."""
    said = f"{line.said('_FREL')} {line.said('_MREL')}".lower()
    return next((kind for kind in ("adopted", "foster", "step") if kind in said), "")


def _own_reference(record: Structure) -> str | None:
    return next((r.payload or None for r in record.all("REFN") if r.said("TYPE") == REFERENCE_TYPE), None)


def _is_word_list(text: str) -> bool:
    try:
        values = json.loads(text)
    except (ValueError, RecursionError):
        return False
    return isinstance(values, list) and all(isinstance(value, str) for value in values)


def _word(row: Row, table: str, column: str, said: str, otherwise: str = "") -> None:
    """Take a word only where the column may hold it."""
    if said in CHOICES[table, column]:
        row[column] = said
    elif otherwise:
        row[column] = otherwise


def _columns(row: Row, table: str, structure: Structure, tags: Mapping[str, str]) -> None:
    """Fill the columns that have tags of ours; what is no such value is passed over."""
    for column, tag in tags.items():
        line = structure.first(tag)
        if line is None or not line.payload:
            continue
        if (table, column) in CHOICES:
            _word(row, table, column, line.payload)
            continue
        kind = TABLES[table].columns[column].type.python_type
        if kind is str:
            row[column] = line.payload
        elif (number := _number(line.payload)) is not None:
            row[column] = int(number) if kind is int else number


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) and abs(number) < 1e15 else None
