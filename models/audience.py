"""Who a reader is in a case: which parent or child, whose children are theirs, where they live, what was decided.

Nothing here cuts a view: :mod:`models.holding` says what of a case is held back, :mod:`models.readers` does it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from functools import cached_property

from models import dates
from models.errors import KnownError
from models.kin import parent_words
from models.projections import shown_name
from models.rows import Row, Rows

KINDS = ("us", "family", "child", "parent", "network", "court", "supervision", "case-system")
NAMED = ("parent", "child")
"""The kinds that say who it is: a parent always, a child where it is one of several."""
WHOLE = ("us", "case-system")
"""Who gets the full record; the case system without what is restricted."""
ASKED = ("us", "family")
"""Whose copies ask for what is still missing. In any other what is missing may only have been kept out of it."""
WITH_SOURCES = ("us", "family", "court", "supervision", "case-system")
"""Who is told who said so."""
_GROWN = 18
WITHOUT_DRAFTS = ("child", "parent", "network", "court")


@dataclass(frozen=True)
class Reader:
    """Who will look. ``name`` goes with a parent, and may with a child; ``person_id`` is who that is in the case."""

    kind: str
    name: str | None = None
    person_id: str | None = None

    @property
    def is_us(self) -> bool:
        """The team itself: sees everything."""
        return self.kind == "us"

    @property
    def is_asked(self) -> bool:
        """Whether their copy may ask for what is missing, and say that nothing is there."""
        return self.kind in ASKED

    @property
    def is_told_what_is_open(self) -> bool:
        """Whether a question nobody has answered yet is theirs to read: what a child will be asked is no parent's."""
        return self.kind not in ("parent", "child", "network")

    @property
    def label(self) -> str:
        """What the lens says."""
        words = {
            "us": "Just us", "family": "With the family", "child": "For the child", "network": "For the network",
            "court": "For the court", "supervision": "For supervision", "case-system": "For the case system",
        }  # fmt: skip
        return f"For {self.name}" if self.name else words.get(self.kind, "For a parent")

    @property
    def code(self) -> str:
        """As the command line and the tables have it: "court", "parent:Danny"."""
        return f"{self.kind}:{self.name}" if self.name else self.kind


US = Reader("us")
FAMILY = Reader("family")


def parse_reader(words: str) -> Reader:
    """A reader from its name on the command line: us, family, child, child:NAME, parent:NAME, network, court …"""
    kind, colon, name = words.partition(":")
    wrong = kind not in KINDS or (kind == "parent" and not name.strip()) or (colon and kind not in NAMED)
    if wrong or (colon and not name.strip()):
        raise KnownError(
            f"There is no such reader. Nothing was written. Use one of: {', '.join(KINDS)} (parent:NAME, child:NAME)."
        )
    return Reader(kind, name.strip() or None)


@dataclass(frozen=True)
class Audience:
    """A reader in a case. ``own``: their children (of a child: the child, or all the children of the work)."""

    reader: Reader
    person_id: str | None = None
    own: frozenset[str] = frozenset()
    homes: frozenset[str] = frozenset()
    """Households whose address they know because they live there."""
    children: frozenset[str] = frozenset()
    """Every child of the case."""
    parents: frozenset[str] = frozenset()
    """Every adult who can be a parent reader."""
    shown: frozenset[tuple[str, str, str]] = frozenset()
    """(table, id, field or "") that a worker let through for this reader."""
    held: frozenset[tuple[str, str, str]] = frozenset()
    """(table, id, field or "") that a worker holds back from this reader."""

    @property
    def is_parent(self) -> bool:
        """Whether the rule for a parent's own copy applies."""
        return self.reader.kind == "parent"

    @property
    def drafts(self) -> bool:
        """Whether unfinished cards may be in it at all."""
        return self.reader.kind not in WITHOUT_DRAFTS

    @property
    def sources(self) -> bool:
        """Whether they are told who said so."""
        return self.reader.kind in WITH_SOURCES

    def lets(self, table: str, key: str, field: str = "") -> bool:
        """Whether a worker decided to show this to them."""
        return (table, key, field) in self.shown

    def holds(self, table: str, key: str, field: str = "") -> bool:
        """Whether a worker decided to hold this (or the row it is in) back from them."""
        return (table, key, field) in self.held or (table, key, "") in self.held


def audience_of(rows: Rows, reader: Reader) -> Audience:
    """The reader in this case. Raises KnownError for a parent or child who is not there, or not one alone."""
    person_id = _resolve(rows, reader, strict=True)
    return _audience(rows, replace(reader, person_id=person_id))


def found_audience(rows: Rows, reader: Reader) -> Audience:
    """The same without the refusal: who is not there is nobody's parent, and sees what such a reader may see."""
    return _audience(rows, replace(reader, person_id=_resolve(rows, reader, strict=False)))


def parent_readers(rows: Rows, workspace_id: str | None = None) -> tuple[str, ...]:
    """Ids of the people who can have a parent's copy (of one workspace: who is a parent of its children), in order."""
    family = Kinship(rows)
    found = family.parents
    if workspace_id is not None:
        children = {row["person_id"] for row in rows.where("workspace_child", workspace_id=workspace_id)}
        found = frozenset(key for key in found if family.own(key) & children)
    people = rows.table("person")
    return tuple(sorted(found, key=lambda key: (people[key]["position"] or 0.0, key)))


def _resolve(rows: Rows, reader: Reader, *, strict: bool) -> str | None:
    if reader.kind not in NAMED or not (reader.name or reader.person_id):
        return None
    family = Kinship(rows)
    among = family.parents if reader.kind == "parent" else family.children
    if reader.person_id in among:
        return reader.person_id
    found = _called(rows, among, reader.name or "")
    if len(found) == 1 or not strict:
        return found[0] if len(found) == 1 else None
    who = "parent" if reader.kind == "parent" else "child"
    people = rows.table("person")
    known = ", ".join(sorted(shown_name(people[key]) for key in among))
    if found:
        raise KnownError(
            f"More than one {who} has that name. Nothing was written. Give the full name of the one who is meant."
        )
    offer = f" This family has: {known}." if known else ""
    raise KnownError(f"There is no {who} of that name in this case. Nothing was written.{offer}")


def _called(rows: Rows, among: frozenset[str], name: str) -> list[str]:
    wanted = " ".join(name.split()).casefold()
    people = {key: row for key, row in rows.table("person").items() if key in among}
    for said in (_full_names, _first_names):
        found = sorted(key for key, row in people.items() if wanted and wanted in said(row))
        if found:
            return found
    return []


def _full_names(row: Row) -> set[str]:
    return {" ".join(name.split()).casefold() for name in (row["name"], row["known_as"] or "", shown_name(row)) if name}


def _first_names(row: Row) -> set[str]:
    return set(str(row["name"]).casefold().split()[:1])


def _audience(rows: Rows, reader: Reader) -> Audience:
    family = Kinship(rows)
    own = _own(family, reader)
    who = {reader.person_id} if reader.person_id else set()
    living = who if reader.kind in NAMED and who else set(own) if reader.kind in ("child", "family") else set()
    shown, held = _decisions(rows, reader)
    return Audience(
        reader, reader.person_id, own, family.homes(living), family.children, family.parents, shown, held
    )  # fmt: skip


def _own(family: Kinship, reader: Reader) -> frozenset[str]:
    if reader.kind == "parent":
        return family.own(reader.person_id) if reader.person_id else frozenset()
    if reader.kind == "child" and reader.person_id:
        return frozenset({reader.person_id})
    # A copy for "the child", or for the family at the table, is for the children the work is about.
    return family.workspace_children if reader.kind in ("child", "family") else frozenset()


def _decisions(rows: Rows, reader: Reader) -> tuple[frozenset[tuple[str, str, str]], frozenset[tuple[str, str, str]]]:
    """What was decided for this reader. To hold back counts for as many as it may mean, to show for as few."""
    shown, held = set(), set()
    for row in rows.table("sharing_decision").values():
        if row["reader"] != reader.kind:
            continue
        key = (row["target_table"], row["target_id"], row["target_field"] or "")
        is_for_all = row["person_id"] is None
        if row["decision"] == "show":
            if row["person_id"] == reader.person_id or (is_for_all and reader.kind != "parent"):
                shown.add(key)
        elif is_for_all or reader.person_id in (None, row["person_id"]):
            held.add(key)
    # Somebody held it back again after letting it through: the more careful of the two counts.
    return frozenset(shown - held), frozenset(held)


class Kinship:
    """Whose child is whose, as far as a case says it."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._people = rows.table("person")
        self._unions = rows.table("partnership")
        self._links = [
            row for row in rows.table("child_link").values()
            if row["partnership_id"] in self._unions and row["child_id"] in self._people
        ]  # fmt: skip
        self._members = list(rows.table("household_member").values())

    @cached_property
    def workspace_children(self) -> frozenset[str]:
        """The children the work is about."""
        links = self._rows.table("workspace_child").values()
        return frozenset(row["person_id"] for row in links if row["person_id"] in self._people)

    @cached_property
    def children(self) -> frozenset[str]:
        """The children the work is about, and all other young or never born ones of the family."""
        case = next(iter(self._rows.table("casefile").values()), {})
        today = dates.as_date(case.get("reference_on")) or dt.date.today()
        found = set(self.workspace_children)
        for key, row in self._people.items():
            if row["kind"] in ("professional", "pet"):
                continue
            age = dates.age(row["born"], today)
            is_young = bool(age) and (not age.isdecimal() or int(age) < _GROWN)
            if is_young or row["life"] in ("unborn", "stillborn", "miscarriage", "abortion"):
                found.add(key)
        # Brothers and sisters of the children are children of this family, however old: one was adopted out at one.
        unions = {link["partnership_id"] for link in self._links if link["child_id"] in self.workspace_children}
        parents = {side for union in unions for side in self._partners(union)}
        for link in self._links:
            if parents & set(self._partners(link["partnership_id"])):
                found.add(link["child_id"])
        return frozenset(found)

    @cached_property
    def parents(self) -> frozenset[str]:
        """Parents and carers of the case's children, and their partners; nobody who died, no child, no professional."""
        children = self.children
        found = {
            p for link in self._links if link["child_id"] in children for p in self._partners(link["partnership_id"])
        }
        found |= {p for union in self._unions if found & set(self._partners(union)) for p in self._partners(union)}
        found |= {key for key, row in self._people.items() if self._is_said_parent(row)}
        return frozenset(key for key in found if key in self._people and self._can_read(self._people[key]))

    def _can_read(self, row: Row) -> bool:
        return row["kind"] not in ("professional", "pet") and row["life"] == "alive" and row["id"] not in self.children

    def _is_said_parent(self, row: Row) -> bool:
        """Whether somebody is said to be "mum" or "dad" and stands in no union that would say more."""
        said = (row["relation"] or "").strip().casefold()
        return said in parent_words() and not any(row["id"] in self._partners(union) for union in self._unions)

    def _partners(self, union_id: str) -> list[str]:
        union = self._unions[union_id]
        return [each for each in (union["first_id"], union["second_id"]) if each]

    def own(self, person_id: str) -> frozenset[str]:
        """Somebody's own children: born or adopted to them, fostered with them now, or living with their partner while
        they were a couple with one home."""
        found = {
            link["child_id"] for link in self._links
            if person_id in self._partners(link["partnership_id"]) and not link["ended_on"]
        }  # fmt: skip
        for union_id, union in self._unions.items():
            partners = self._partners(union_id)
            if person_id in partners and union["kind"] in ("married", "cohabiting", "engaged"):
                other = next((each for each in partners if each != person_id), None)
                found |= self._living_with(other, union) if other else set()
        person = self._people[person_id]
        if not found and self._is_said_parent(person):
            found = set(self._of_a_said_parent())
        return frozenset(found)

    def _of_a_said_parent(self) -> set[str]:
        links = list(self._rows.table("workspace_child").values())
        index = {row["person_id"] for row in links if row["is_index"]}
        return index or {row["person_id"] for row in links}

    def _living_with(self, partner: str, union: Row) -> set[str]:
        """Children of a partner who had their home with that partner while this union lasted."""
        homes = self._homes_ever(partner)
        found = set()
        for link in self._links:
            child = self._people[link["child_id"]]
            if partner not in self._partners(link["partnership_id"]) or link["ended_on"]:
                continue
            born, ended = child["born"] or "", union["ended_on"] or ""
            is_later = bool(born and ended) and born[: len(ended)] > ended[: len(born)]
            if not is_later and homes & self._homes_ever(child["id"]):
                found.add(child["id"])
        return found

    def _homes_ever(self, person_id: str) -> set[str]:
        return {row["household_id"] for row in self._members if row["person_id"] == person_id}

    def homes(self, people: set[str]) -> frozenset[str]:
        """Where these people live now."""
        return frozenset(
            row["household_id"] for row in self._members if row["person_id"] in people and not row["ended_on"]
        )
