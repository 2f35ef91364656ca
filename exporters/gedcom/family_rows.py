"""A family as plain rows of its tables: what is written to a file and what is read from one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import cast

from sqlalchemy import Table

from models.base import CaseRow
from models.entities import (
    ChildLink,
    EcomapLink,
    Household,
    HouseholdMember,
    Partnership,
    Person,
    Restriction,
    Tie,
)
from models.family_views import FamilyView, GenogramPerson, UnionView
from models.rows import Row, Rows
from models.views import PersonView

_MODELS: tuple[type[CaseRow], ...] = (
    Person, Household, HouseholdMember, Partnership, ChildLink, Tie, EcomapLink, Restriction,
)  # fmt: skip
TABLES: dict[str, Table] = {model.__tablename__: cast(Table, model.__table__) for model in _MODELS}
"""The tables of a family, in the order rows may be written."""


RESTRICTABLE = ("person", "household", "partnership", "child_link", "tie")
"""The tables whose rows may be marked as not to be shown."""


@dataclass(frozen=True)
class Work:
    """That a piece of work is about somebody: its title, and whether they are its index child."""

    title: str
    is_index: bool = False


@dataclass
class FamilyRows:
    """Rows by table; ids are the case's own, or (read from a file) the file's cross-references."""

    tables: dict[str, list[Row]] = field(default_factory=lambda: {name: [] for name in TABLES})
    work: dict[str, list[Work]] = field(default_factory=dict)

    def __getitem__(self, table: str) -> list[Row]:
        return self.tables[table]

    def add(self, table: str, key: str, **values: object) -> Row:
        """A new row with the columns' defaults and these values."""
        row = blank(table) | {"id": key} | values
        self.tables[table].append(row)
        return row


def blank(table: str) -> Row:
    """A row of a table with its defaults, without the case's id."""
    row: Row = {}
    for column in TABLES[table].columns:
        row[column.name] = getattr(column.default, "arg", None) if getattr(column.default, "is_scalar", False) else None
    row.pop("case_id")
    return row


def whole_family(rows: Rows) -> FamilyRows:
    """Everything the case stores about the family; for the team only."""
    family = FamilyRows()
    for name, table in TABLES.items():
        columns = [column.name for column in table.columns if column.name != "case_id"]
        found = ({column: row.get(column) for column in columns} for row in rows.table(name).values())
        family.tables[name] = sorted(found, key=_order)
    family.tables["restriction"] = [row for row in family["restriction"] if row["target_table"] in RESTRICTABLE]
    titles = {key: row["title"] for key, row in rows.table("workspace").items()}
    for link in sorted(rows.table("workspace_child").values(), key=_order):
        title = str(titles.get(link["workspace_id"], ""))
        family.work.setdefault(link["person_id"], []).append(Work(title, bool(link["is_index"])))
    return family


def _order(row: Row) -> tuple[float, str]:
    return float(row.get("position") or 0.0), str(row["id"])


# What a reader's view holds


def shown_family(view: FamilyView) -> FamilyRows:
    """The same from a view that was cut down for a reader: nothing is asked of the case itself."""
    family = FamilyRows()
    people = {person.id for person in view.people if not person.stands_for}
    for place, person in enumerate(each for each in view.people if not each.stands_for):
        family.tables["person"].append(_drawn(person, place))
    elsewhere = {m.person.id: m.person for home in view.homes for m in home.members if m.person.id not in people}
    for place, other in enumerate(elsewhere.values(), len(people)):
        family.tables["person"].append(_person(other, place))
    for union in view.unions:
        _union(family, union, people)
    for link in view.children:
        family.add(
            "child_link", link.id, child_id=link.child, partnership_id=link.union, kind=link.kind, twins=link.twins,
            identical=link.identical, begun_on=link.begun_on, ended_on=link.ended_on, position=link.position,
            note=link.note,
        )  # fmt: skip
    for tie in view.ties:
        if tie.start in people and tie.end in people:
            family.add(
                "tie", tie.id, from_id=tie.start, to_id=tie.end, kind=tie.kinds[0],
                second_kind=next(iter(tie.kinds[1:]), None), directed=tie.directed, begun_on=tie.begun_on,
                ended_on=tie.ended_on, repaired_on=tie.repaired_on, note=tie.note,
            )  # fmt: skip
    for home in view.homes:
        family.add("household", home.id, name=home.name, address=home.address, distance=home.distance)
        for number, member in enumerate(home.members):
            family.add(
                "household_member", f"{home.id}-{number}", household_id=home.id, person_id=member.person.id,
                kind=member.kind, begun_on=member.begun_on,
            )  # fmt: skip
    return family


def _person(person: PersonView, place: int) -> Row:
    return blank("person") | {
        "id": person.id, "name": person.full_name, "kind": person.kind, "life": person.life, "gender": person.gender,
        "known_as": person.name if person.name != person.full_name else None, "born": person.born,
        "role": person.role, "agency": person.agency, "relation": person.relation, "pronouns": person.pronouns,
        "age_said": None if person.born else person.age or None, "position": float(place),
    }  # fmt: skip


def _drawn(drawn: GenogramPerson, place: int) -> Row:
    return _person(drawn.person, place) | {
        "born_as": drawn.born_as, "species": drawn.species, "died": drawn.died_year or None,
        "pinned_x": drawn.x, "pinned_y": None if drawn.row is None else float(drawn.row),
    }  # fmt: skip


def _union(family: FamilyRows, union: UnionView, people: Iterable[str]) -> None:
    partners: list[str | None] = [partner if partner in people else None for partner in union.partners[:2]]
    first, second = (*partners, None, None)[:2]
    family.add(
        "partnership", union.id, first_id=first, second_id=second, kind=union.kind, begun_on=union.begun_on,
        ended_on=union.ended_on, ended_by=union.ended_by or None, note=union.note,
    )  # fmt: skip
