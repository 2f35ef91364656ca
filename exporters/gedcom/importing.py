"""A family file looked at before anything is brought in: who is in it, what is odd, who may be in the case already."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from exporters.gedcom.circles import closing
from exporters.gedcom.encoding import UNREADABLE, opened
from exporters.gedcom.family_rows import FamilyRows
from exporters.gedcom.lines import read_tree
from exporters.gedcom.rows_in import Found, family_in
from models import dates
from models.casework import Case
from models.errors import KnownError
from models.rows import Row
from models.secrets import squeeze

MAX_PEOPLE = 10_000
NEW, LEAVE = "new", "leave"
"""Choices for somebody in a file; any other choice is the id of the person in the case they are."""

_PARENT_YEARS = 12
"""A parent younger than this at a birth is worth a second look."""


@dataclass(frozen=True)
class ImportPerson:
    """Somebody in the file. ``beside`` tells them apart ("child of Ann and Tom"). ``same_as``: who in the case they
    seem to be ("" for nobody), ``is_sure`` when name and birth agree."""

    id: str
    name: str
    years: str = ""
    beside: str = ""
    same_as: str = ""
    is_sure: bool = False

    @property
    def suggestion(self) -> str:
        """The choice to begin with."""
        return self.same_as if self.same_as and self.is_sure else NEW


@dataclass(frozen=True)
class ImportUnion:
    """A couple (or one parent) in words, with their children's names."""

    id: str
    words: str
    children: tuple[str, ...] = ()


@dataclass(frozen=True)
class ImportPreview:
    """What a file would bring. ``warnings`` are plain sentences without names; ``rows`` is what is brought in."""

    people: tuple[ImportPerson, ...]
    unions: tuple[ImportUnion, ...]
    homes: tuple[str, ...]
    children: int
    ties: int
    warnings: tuple[str, ...]
    version: str
    encoding: str
    rows: FamilyRows = field(repr=False, compare=False)

    def choices(self) -> dict[str, str]:
        """The suggested choice for everybody."""
        return {person.id: person.suggestion for person in self.people}


def preview(source: Path | bytes, case: Case | None = None, today: dt.date | None = None) -> ImportPreview:
    """Read a family file and look for its people in a case. Raises KnownError for a file that cannot be read."""
    file = opened(source)
    tree = read_tree(file.text)
    if not any(record.tag in ("INDI", "FAM") for record in tree.records):
        raise UNREADABLE
    count = sum(record.tag == "INDI" for record in tree.records)
    if count > MAX_PEOPLE:
        raise KnownError(
            f"This file holds {count:,} people, more than one family's work can use ({MAX_PEOPLE:,}). Nothing was "
            "changed. Save the branch of the family you need as a file of its own and bring in that."
        )
    day = today or (case.desk.now().date() if case else dt.date.today())
    found = family_in(tree, this_year=day.year)
    _without_circles(found)
    found.odd["young"] = _too_young(found.rows)
    warnings = [*_about_file(file.guessed, file.encoding, file.text, tree.broken, tree.has_head, tree.has_end)]
    rows = found.rows
    return ImportPreview(
        people=_people(rows, list(case.rows.table("person").values()) if case else []),
        unions=_unions(rows),
        homes=tuple(str(row["name"]) for row in rows["household"]),
        children=len(rows["child_link"]),
        ties=len(rows["tie"]),
        warnings=(*warnings, *_about_family(found)),
        version=tree.version,
        encoding=file.encoding,
        rows=rows,
    )


def with_matches(seen: ImportPreview, case: Case) -> ImportPreview:
    """The same preview (say, read in another thread) with the people a case seems to have already."""
    return replace(seen, people=_people(seen.rows, list(case.rows.table("person").values())))


def _without_circles(found: Found) -> None:
    """Take out the links that would make somebody their own ancestor."""
    couples = {row["id"]: (row["first_id"], row["second_id"]) for row in found.rows["partnership"]}
    links = found.rows["child_link"]
    edges = [(k["child_id"], p) for k in links for p in couples[k["partnership_id"]] if p]
    wrong = closing(edges)
    if not wrong:
        return
    kept = [k for k in links if not any((k["child_id"], p) in wrong for p in couples[k["partnership_id"]] if p)]
    found.odd["circles"] = len(links) - len(kept)
    found.rows.tables["child_link"] = kept


# What is odd, in plain words


def _about_file(
    guessed: bool, encoding: str, text: str, broken: int, has_head: bool, has_end: bool
) -> Iterator[str]:  # fmt: skip
    if guessed:
        yield f"The file does not say truly how its letters are written; it was read as {encoding}. Check the accents."
    if "\ufffd" in text:
        yield "Some letters could not be read and stand as �. Check the names."
    if not has_head:
        yield "The file has no beginning of its own (HEAD). It was read all the same."
    if not has_end:
        yield "The file seems cut off at its end (no TRLR). People may be missing."
    if broken:
        yield _count(broken, "One line is not GEDCOM", "{n} lines are not GEDCOM", "went on as text of the line before")


_SENTENCES = {
    "dangling": ("One link leads to nobody in the file", "{n} links lead to nobody in the file", "left out"),
    "twice": ("One number is used twice", "{n} numbers are used twice", "both were kept; links go to the first"),
    "own_parent": ("Somebody is their own parent", "{n} people are their own parents", "that link was left out"),
    "circles": (
        "One link would make somebody their own ancestor", "{n} links would make people their own ancestors",
        "left out",
    ),
    "more_partners": ("One couple names a third partner", "Couples name {n} partners beyond two", "left out"),
    "two_births": ("One person has two births", "{n} people have two births", "the first counts, the rest is noted"),
    "young": (
        "One child is older than a parent, or nearly as old",
        "{n} children are older than a parent, or nearly as old", "kept as the file says; check the births",
    ),
    "dates": ("One date cannot be read", "{n} dates cannot be read", "kept as said"),
    "confidential": (
        "One person is marked confidential", "{n} people are marked confidential",
        "mark them here too if they must not be shown",
    ),
    "old": (
        "One person born over 110 years ago has no death", "{n} people born over 110 years ago have no death",
        "whether they live is not known",
    ),
    "sources": ("One source is not brought in", "{n} sources are not brought in", ""),
    "media": ("One picture or file is not brought in", "{n} pictures or files are not brought in", ""),
    "other": ("One entry without words is not brought in", "{n} entries without words are not brought in", ""),
}  # fmt: skip


def _count(number: int, one: str, many: str, then: str) -> str:
    words = one if number == 1 else many.format(n=number)
    return f"{words}: {then}." if then else f"{words}."


def _about_family(found: Found) -> Iterator[str]:
    for key, (one, many, then) in _SENTENCES.items():
        if found.odd[key]:
            yield _count(found.odd[key], one, many, then)


def _year(row: Row) -> int | None:
    known = dates.parts(row["born"])
    return known[0] if known else None


def _too_young(rows: FamilyRows) -> int:
    years = {row["id"]: _year(row) for row in rows["person"]}
    couples = {row["id"]: (row["first_id"], row["second_id"]) for row in rows["partnership"]}
    found = set()
    for link in rows["child_link"]:
        born = years[link["child_id"]]
        parents = [year for p in couples[link["partnership_id"]] if p and (year := years[p])]
        if born and link["kind"] == "birth" and any(born - year < _PARENT_YEARS for year in parents):
            found.add(link["child_id"])
    return len(found)


# People, couples


def _people(rows: FamilyRows, there: list[Row]) -> tuple[ImportPerson, ...]:
    beside = _beside(rows)
    same = _matches(rows["person"], there)
    return tuple(
        ImportPerson(row["id"], row["name"], years(row), beside.get(row["id"], ""), *same.get(row["id"], ("", False)))
        for row in rows["person"]
    )


def years(row: Row) -> str:
    """The years of a life: "1816–1855", "born 2016", "died 1921"."""
    born, died = dates.parts(row["born"]), dates.parts(row["died"])
    if born and died:
        return f"{born[0]}–{died[0]}"
    if born:
        return f"born {born[0]}" if row["life"] != "dead" else f"{born[0]}–"
    return f"died {died[0]}" if died else dates.written(row["born"])


def _beside(rows: FamilyRows) -> dict[str, str]:
    """One line for everybody that tells them apart: whose child they are, else whose partner."""
    names = {row["id"]: row["name"] for row in rows["person"]}
    couples = {row["id"]: [p for p in (row["first_id"], row["second_id"]) if p] for row in rows["partnership"]}
    words: dict[str, str] = {}
    for link in rows["child_link"]:
        parents = " and ".join(names[p] for p in couples[link["partnership_id"]])
        if parents:
            words.setdefault(link["child_id"], f"child of {parents}")
    for partners in couples.values():
        for one in partners:
            others = " and ".join(names[p] for p in partners if p != one)
            if others:
                words.setdefault(one, f"partner of {others}")
    return words


def _unions(rows: FamilyRows) -> tuple[ImportUnion, ...]:
    names = {row["id"]: str(row["name"]) for row in rows["person"]}
    children: dict[str, list[str]] = {}
    for link in rows["child_link"]:
        children.setdefault(link["partnership_id"], []).append(names[link["child_id"]])
    made = []
    for row in rows["partnership"]:
        partners = [names[p] if p else "somebody not known" for p in (row["first_id"], row["second_id"])]
        how = row["kind"] if row["kind"] != "unknown" else ""
        ended = {"death": "ended by death"}.get(row["ended_by"] or "", row["ended_by"] or "")
        parts = [" and ".join(partners), f"{how} {dates.written(row['begun_on'])}".strip(), ended]
        made.append(ImportUnion(row["id"], ", ".join(p for p in parts if p), tuple(children.get(row["id"], ()))))
    return tuple(made)


def _matches(people: list[Row], there: list[Row]) -> dict[str, tuple[str, bool]]:
    """Who of the file seems to be who of the case: by name, unless their births say otherwise. Each only once."""
    by_name: dict[str, list[Row]] = {}
    for row in there:
        by_name.setdefault(squeeze(row["name"]), []).append(row)
    offers: list[tuple[int, int, str, str]] = []
    for place, row in enumerate(people):
        for other in by_name.get(squeeze(row["name"]), []):
            agreed = _births_agree(row["born"], other["born"])
            alike = (bool(row["ref"]) and row["ref"] == other["ref"]) or _same_part(row, other)
            if agreed is not False:
                offers.append((0 if alike else 1 if agreed else 2, place, row["id"], other["id"]))
    taken: set[str] = set()
    found: dict[str, tuple[str, bool]] = {}
    for rank, _, ours, theirs in sorted(offers):
        if ours not in found and theirs not in taken:
            found[ours] = (theirs, rank < 2)
            taken.add(theirs)
    return found


def _same_part(row: Row, other: Row) -> bool:
    """Whether both stand in the family's life alike: the same role at the same place, the same relation."""
    said = [(row[column], other[column]) for column in ("role", "agency", "relation")]
    return all(ours == theirs for ours, theirs in said) and any(ours for ours, _ in said)


def _births_agree(one: str | None, other: str | None) -> bool | None:
    """True when both are known and do not contradict each other; None when one is not known."""
    ours, theirs = dates.parts(one), dates.parts(other)
    if ours is None or theirs is None:
        return True if one and one == other else None
    return all(a == b for a, b in zip(ours, theirs, strict=True) if a is not None and b is not None)
