"""A case's family as a GEDCOM file, 7.0 or 5.5.1. ``docs/gedcom.md`` says what stands where."""

from __future__ import annotations

from collections.abc import Mapping

from exporters import leakscan
from exporters.copies import projector_of
from exporters.gedcom.extensions import (
    CHILD_TAGS,
    LINK_TAGS,
    MEMBER_TAGS,
    PERSON_TAGS,
    RESTRICTION_TAGS,
    TIE_TAGS,
    uri,
)
from exporters.gedcom.family_rows import FamilyRows, blank, shown_family, whole_family
from exporters.gedcom.lines import Structure, to_text
from exporters.gedcom.names import name_payload, plain_name
from exporters.gedcom.said_dates import add_date
from models.casework import Case
from models.errors import KnownError
from models.family_readers import family_for
from models.readers import US, Reader, secrets_for
from models.rows import Row

VERSIONS = ("7.0", "5.5.1")
SYSTEM = "SOFS_DESK"
REFERENCE_TYPE = "SofS Desk"
SEXES = {"female": "F", "male": "M", "non_binary": "X", "unknown": "U"}
PEDIGREES = {"birth": "birth", "adopted": "adopted", "foster": "foster"}
_BOM = "\ufeff"


def write_gedcom(case: Case, reader: Reader = US, version: str = "7.0") -> bytes:
    """The family as a file. The team's holds everything stored; another reader's only what that reader may see.

    Raises KnownError for a version there is none of, LeakFound when a secret stands in a reader's file.
    """
    if version not in VERSIONS:
        raise KnownError(f"There is no GEDCOM {version} here. Nothing was written. Choose {' or '.join(VERSIONS)}.")
    if reader.is_us:
        return family_to_gedcom(whole_family(case.rows), version)
    projector = projector_of(case)
    data = family_to_gedcom(shown_family(family_for(projector, reader)), version)
    leakscan.check(data, "gedcom", secrets_for(case.rows, reader))
    return data


def family_to_gedcom(family: FamilyRows, version: str) -> bytes:
    """Rows as the bytes of a file: UTF-8; 7.0 begins with a byte order mark as its standard wishes, 5.5.1 has none."""
    seven = version.startswith("7")
    records = _Writer(family, seven=seven).records()
    head = _head(version, _used(records))
    text = to_text([head, *records, Structure("TRLR")], seven=seven)
    return ((_BOM if seven else "") + text).encode("utf-8")


def _used(records: list[Structure]) -> list[str]:
    found, waiting = set(), list(records)
    while waiting:
        each = waiting.pop()
        waiting += each.subs
        if each.tag.startswith("_"):
            found.add(each.tag)
    return sorted(found)


def _head(version: str, extensions: list[str]) -> Structure:
    head = Structure("HEAD")
    if version.startswith("7"):
        head.add("GEDC").add("VERS", version)
        if extensions:
            schema = head.add("SCHMA")
            for tag in extensions:
                schema.add("TAG", f"{tag} {uri(tag)}")
        head.add("SOUR", SYSTEM).add("NAME", "SofS Desk")
        return head
    head.add("SOUR", SYSTEM).add("NAME", "SofS Desk")
    head.add("SUBM", pointer="U1")
    gedc = head.add("GEDC")
    gedc.add("VERS", version)
    gedc.add("FORM", "LINEAGE-LINKED")
    head.add("CHAR", "UTF-8")
    return head


def number_words(value: float) -> str:
    """A number that reads back as the same: "3" for 3.0."""
    return str(int(value)) if float(value).is_integer() and abs(value) < 1e15 else repr(float(value))


class _Writer:
    """Turns rows into records; every reference goes by the record's new number."""

    def __init__(self, family: FamilyRows, *, seven: bool) -> None:
        self._family = family
        self._seven = seven
        self._refs = {
            (table, row["id"]): f"{letter}{number}"
            for table, letter in (("person", "I"), ("partnership", "F"), ("household", "H"))
            for number, row in enumerate(family[table], 1)
        }
        self._genders = {row["id"]: row["gender"] for row in family["person"]}
        self._addresses = {row["id"]: row["address"] for row in family["household"]}
        self._by: dict[tuple[str, str], dict[str | None, list[Row]]] = {}

    def records(self) -> list[Structure]:
        """Everybody, every couple, every home."""
        found = [self._individual(row) for row in self._family["person"]]
        found += [self._couple(row) for row in self._family["partnership"]]
        found += [self._home(row) for row in self._family["household"]]
        if not self._seven:
            submitter = Structure("SUBM", xref="U1")
            submitter.add("NAME", "SofS Desk")
            found.append(submitter)
        return found

    def _of(self, table: str, column: str, key: str) -> list[Row]:
        """The rows of a table that point to this id."""
        if (table, column) not in self._by:
            groups: dict[str | None, list[Row]] = {}
            for row in self._family[table]:
                groups.setdefault(row[column], []).append(row)
            self._by[table, column] = groups
        return self._by[table, column].get(key, [])

    def _ref(self, table: str, key: str) -> str:
        return self._refs[table, key]

    # People

    def _individual(self, row: Row) -> Structure:
        record = Structure("INDI", xref=self._ref("person", row["id"]))
        self._confidential(record, row, "person")
        self._name(record, row)
        sex = SEXES.get(row["gender"], "U")
        known = sex != "X" or self._seven  # 5.5.1 knows no X
        sex_line = record.add("SEX", sex if known else "U")
        if not known:
            sex_line.add("_SOFS_GENDER", row["gender"])
        self._life(record, row)
        if row["kind"] != "family":
            record.add("_SOFS_KIND", row["kind"])
        _columns(record, row, PERSON_TAGS, blank("person"))
        for work in self._family.work.get(row["id"], []):
            line = record.add("_SOFS_WORK", work.title)
            if work.is_index:
                line.add("_SOFS_INDEX", "Y")
        self._reference(record, row)
        self._note(record, row)
        self._residences(record, row)
        self._child_links(record, row)
        unions = (self._of("partnership", column, row["id"]) for column in ("first_id", "second_id"))
        refs = {self._ref("partnership", union["id"]) for found in unions for union in found}
        for ref in sorted(refs, key=lambda ref: int(ref[1:])):
            record.add("FAMS", pointer=ref)
        self._ties(record, row)
        return record

    def _name(self, record: Structure, row: Row) -> None:
        payload = name_payload(row["name"])
        name = record.add("NAME", " ".join(payload.split()))
        if plain_name(name.payload) != row["name"]:
            name.add("_SOFS_NAME", row["name"])
        if row["known_as"]:
            nick = name.add("NICK", " ".join(row["known_as"].split()))
            if nick.payload != row["known_as"]:
                nick.add("_SOFS_KNOWN_AS", row["known_as"])

    def _life(self, record: Structure, row: Row) -> None:
        if row["born"]:
            add_date(record.add("BIRT"), row["born"], seven=self._seven)
        if row["died"] or row["life"] in ("dead", "stillborn"):
            death = record.add("DEAT", "" if row["died"] else "Y")
            add_date(death, row["died"], seven=self._seven)
            if row["life"] == "stillborn":
                age = death.add("AGE", "0y" if self._seven else "STILLBORN")
                if self._seven:
                    age.add("PHRASE", "Stillborn")
        if row["life"] != "dead":
            record.add("_SOFS_LIFE", row["life"])

    def _child_links(self, record: Structure, row: Row) -> None:
        for link in self._of("child_link", "child_id", row["id"]):
            line = record.add("FAMC", pointer=self._ref("partnership", link["partnership_id"]))
            kind = str(link["kind"])
            if kind in PEDIGREES:
                line.add("PEDI", PEDIGREES[kind].upper() if self._seven else PEDIGREES[kind])
            elif self._seven:
                line.add("PEDI", "OTHER").add("PHRASE", f"{kind.capitalize()} child")
            if kind not in PEDIGREES:
                line.add("_SOFS_PEDI", kind)
            _columns(line, link, CHILD_TAGS, blank("child_link"))
            if link["identical"]:
                line.add("_SOFS_IDENTICAL", "Y")
            self._note(line, link)
            self._confidential(line, link, "child_link")

    def _ties(self, record: Structure, row: Row) -> None:
        for tie in self._of("tie", "from_id", row["id"]):
            line = record.add("ASSO", pointer=self._ref("person", tie["to_id"]))
            words = ", ".join(str(kind).replace("_", " ") for kind in (tie["kind"], tie["second_kind"]) if kind)
            if self._seven:
                line.add("ROLE", "OTHER").add("PHRASE", words)
            else:
                line.add("RELA", words)
            _columns(line, tie, TIE_TAGS, {})
            if tie["directed"]:
                line.add("_SOFS_DIRECTED", "Y")
            self._note(line, tie)
            self._confidential(line, tie, "tie")

    def _residences(self, record: Structure, row: Row) -> None:
        for member in self._of("household_member", "person_id", row["id"]):
            line = record.add("RESI")
            address = self._addresses[member["household_id"]]
            if address:
                line.add("ADDR", address)
            line.add("_SOFS_HOME", pointer=self._ref("household", member["household_id"]))
            _columns(line, member, MEMBER_TAGS, {})

    # Couples

    def _couple(self, row: Row) -> Structure:
        record = Structure("FAM", xref=self._ref("partnership", row["id"]))
        self._confidential(record, row, "partnership")
        first, second = row["first_id"], row["second_id"]
        genders = self._genders
        turned = bool(
            (genders.get(first) == "female" and genders.get(second) != "female")
            or (genders.get(second) == "male" and genders.get(first) != "male")
        )
        for partner, tag in ((first, "WIFE" if turned else "HUSB"), (second, "HUSB" if turned else "WIFE")):
            if partner:
                record.add(tag, pointer=self._ref("person", partner))
        if second and not first:
            record.add("_SOFS_UNKNOWN_PARTNER", "first")
        self._began(record, row)
        self._ended(record, row)
        links = self._of("child_link", "partnership_id", row["id"])
        for child in dict.fromkeys(link["child_id"] for link in links):
            record.add("CHIL", pointer=self._ref("person", child))
        self._reference(record, row)
        self._note(record, row)
        return record

    def _began(self, record: Structure, row: Row) -> None:
        tag = {"married": "MARR", "engaged": "ENGA"}.get(row["kind"])
        if tag:
            add_date(record.add(tag, "" if row["begun_on"] else "Y"), row["begun_on"], seven=self._seven)
        else:
            add_date(record.add("_SOFS_UNION", row["kind"]), row["begun_on"], seven=self._seven)

    def _ended(self, record: Structure, row: Row) -> None:
        if not row["ended_on"] and not row["ended_by"]:
            return
        if row["ended_by"] == "divorced":
            event = record.add("DIV", "" if row["ended_on"] else "Y")
        elif row["ended_by"] == "separated":
            event = record.add("EVEN")
            event.add("TYPE", "Separated")
        else:
            event = record.add("_SOFS_UNION_ENDED", row["ended_by"] or "")
        add_date(event, row["ended_on"], seven=self._seven)

    # Homes

    def _home(self, row: Row) -> Structure:
        record = Structure("_SOFS_HOME", row["name"], xref=self._ref("household", row["id"]))
        self._confidential(record, row, "household")
        for column, tag in (("address", "_SOFS_ADDRESS"), ("distance", "_SOFS_DISTANCE")):
            if row[column]:
                record.add(tag, row[column])
        self._reference(record, row)
        self._note(record, row)
        for link in self._of("ecomap_link", "household_id", row["id"]):
            line = record.add("_SOFS_AROUND", link["name"] or "")
            for column, tag in (("person_id", "_SOFS_PERSON"), ("member_id", "_SOFS_MEMBER")):
                if link[column]:
                    line.add(tag, pointer=self._ref("person", link[column]))
            _columns(line, link, LINK_TAGS, {})
            self._note(line, link)
        return record

    # On every record

    def _note(self, structure: Structure, row: Row) -> None:
        if row["note"]:
            structure.add("NOTE", row["note"])

    def _reference(self, record: Structure, row: Row) -> None:
        if row["ref"]:
            record.add("REFN", " ".join(row["ref"].split())).add("TYPE", REFERENCE_TYPE)

    def _confidential(self, record: Structure, row: Row, table: str) -> None:
        restrictions = [r for r in self._of("restriction", "target_id", row["id"]) if r["target_table"] == table]
        if restrictions and table == "person":
            record.add("RESN", "CONFIDENTIAL" if self._seven else "confidential")
        for restriction in restrictions:
            line = record.add("_SOFS_RESTRICTED", restriction["reason"])
            _columns(line, restriction, RESTRICTION_TAGS, blank("restriction"))
            self._reference(line, restriction)


def _columns(structure: Structure, row: Row, tags: Mapping[str, str], defaults: Row) -> None:
    """A line for every column that is not as a new row has it."""
    for column, tag in tags.items():
        value = row[column]
        if value is None or value == "" or value == defaults.get(column):
            continue
        structure.add(tag, number_words(value) if isinstance(value, int | float) else str(value))
