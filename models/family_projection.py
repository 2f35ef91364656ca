"""The family as drawn, from the rows of a case: people, couples, children, ties, homes."""

from __future__ import annotations

import datetime as dt
import re

from models import dates
from models.family_views import (
    UNKNOWN_PARTNER,
    ChildView,
    FamilyView,
    GenogramPerson,
    HomeMember,
    HomeView,
    TieView,
    UnionView,
)
from models.projections import Projector
from models.rows import Row, Rows
from models.views import PersonView

_NEVER_BORN = ("miscarriage", "abortion", "unborn")
_INDEX = re.compile(r"index (child|person|patient)", re.IGNORECASE)


def family_view(projector: Projector) -> FamilyView:
    """The whole genogram of a case, everybody once."""
    rows = projector.rows
    case = next(iter(rows.table("casefile").values()))
    drawn = _drawn(rows)
    unions = tuple(
        _union(row, drawn)
        for row in sorted(rows.table("partnership").values(), key=_union_key)
        if _is_drawn(row, drawn)
    )
    known = {union.id for union in unions}
    people = [_person(projector, row) for row in _in_order(rows) if row["id"] in drawn]
    people += [_stand_in(row) for row in rows.table("partnership").values() if row["id"] in known and _is_open(row)]
    return FamilyView(
        case_id=case["id"],
        case_name=case["name"],
        title=case["name"],
        as_at=projector.today.isoformat(),
        people=tuple(people),
        unions=unions,
        children=tuple(
            _child(row) for row in _links(rows) if row["child_id"] in drawn and row["partnership_id"] in known
        ),
        ties=tuple(
            _tie(row) for row in _ties(rows) if row["from_id"] in drawn and row["to_id"] in drawn
        ),
        homes=home_views(projector),
    )  # fmt: skip


def home_views(projector: Projector) -> tuple[HomeView, ...]:
    """Every household with those who live, sleep or are looked after there now."""
    members = projector.rows.grouped("household_member", "household_id")
    return tuple(
        HomeView(
            id=row["id"],
            name=row["name"],
            address=row["address"],
            distance=row["distance"],
            members=tuple(
                HomeMember(projector.people[m["person_id"]], m["kind"], m["begun_on"])
                for m in sorted(members.get(row["id"], []), key=lambda m: str(m["id"]))
                if not m["ended_on"] and m["person_id"] in projector.people
            ),
        )
        for row in sorted(
            projector.rows.table("household").values(), key=lambda r: (str(r["ref"] or "~"), str(r["id"]))
        )
    )


# Who is drawn


def _drawn(rows: Rows) -> set[str]:
    """Family and pets; others where they are somebody's partner, parent or child here; and who was put in by hand."""
    linked = {row["child_id"] for row in rows.table("child_link").values()}
    for row in rows.table("partnership").values():
        linked |= {row["first_id"], row["second_id"]}
    chosen = set()
    for key, row in rows.table("person").items():
        by_rule = row["kind"] in ("family", "pet") or key in linked
        if row["drawn"] if row["drawn"] is not None else by_rule:
            chosen.add(key)
    return chosen


def _in_order(rows: Rows) -> list[Row]:
    return sorted(rows.table("person").values(), key=lambda r: (r["position"], r["id"]))


def _links(rows: Rows) -> list[Row]:
    people = rows.table("person")
    return sorted(
        rows.table("child_link").values(),
        key=lambda r: (r["position"], people[r["child_id"]]["position"] if r["child_id"] in people else 0.0, r["id"]),
    )


def _partners(row: Row, drawn: set[str]) -> list[str]:
    return [key for key in (row["first_id"], row["second_id"]) if key in drawn]


def _is_drawn(row: Row, drawn: set[str]) -> bool:
    return bool(_partners(row, drawn))


def _is_open(row: Row) -> bool:
    """Whether one partner is nobody the family can name: drawn as a symbol of its own."""
    return not (row["first_id"] and row["second_id"])


def _union_key(row: Row) -> tuple[str, str, str]:
    return dates.sort_key(row["begun_on"] or row["ended_on"]), str(row["ref"] or ""), str(row["id"])


def _union(row: Row, drawn: set[str]) -> UnionView:
    partners = _partners(row, drawn)
    if _is_open(row):
        partners.insert(0 if row["first_id"] is None else 1, UNKNOWN_PARTNER + row["id"])
    return UnionView(
        id=row["id"],
        kind=row["kind"],
        partners=tuple(dict.fromkeys(partners)),
        begun_on=row["begun_on"],
        ended_on=row["ended_on"],
        ended_by=row["ended_by"] or "",
        dates=union_dates(row),
        note=row["note"],
    )


def union_dates(row: Row) -> str:
    """The couple's years as they stand on the line: "m. 1990", "1989–2005", "2014–17"."""
    begun, ended = dates.parts(row["begun_on"]), dates.parts(row["ended_on"])
    lasting = not ended or row["ended_by"] == "death"
    if begun and lasting:
        before = {"married": "m. ", "engaged": "eng. "}.get(row["kind"], "")
        ongoing = row["kind"] in ("cohabiting", "dating") and not ended
        return f"since {begun[0]}" if ongoing else f"{before}{begun[0]}"
    if begun and ended:
        same = begun[0] // 100 == ended[0] // 100
        return (
            str(begun[0])
            if begun[0] == ended[0]
            else f"{begun[0]}–{ended[0] % 100:02}"
            if same
            else f"{begun[0]}–{ended[0]}"
        )
    return f"until {ended[0]}" if ended else ""


def _stand_in(row: Row) -> GenogramPerson:
    key = UNKNOWN_PARTNER + row["id"]
    return GenogramPerson(PersonView(key, "Not known", "Not known", "?"), inside="?", stands_for=row["id"])


def _child(row: Row) -> ChildView:
    return ChildView(
        id=row["id"], child=row["child_id"], union=row["partnership_id"], kind=row["kind"], twins=row["twins"],
        identical=bool(row["identical"]), begun_on=row["begun_on"], ended_on=row["ended_on"],
        position=row["position"], note=row["note"],
    )  # fmt: skip


def _ties(rows: Rows) -> list[Row]:
    """In an order that is the same on every computer, so that lines take the same ways."""
    people = rows.table("person")
    place = {key: row["position"] for key, row in people.items()}
    return sorted(
        rows.table("tie").values(),
        key=lambda r: (place.get(r["from_id"], 0.0), place.get(r["to_id"], 0.0), r["kind"], r["id"]),
    )


# One person


def _person(projector: Projector, row: Row) -> GenogramPerson:
    born, died = dates.parts(row["born"]), dates.parts(row["died"])
    person = projector.people[row["id"]]
    return GenogramPerson(
        person=person,
        born_as=row["born_as"] if row["born_as"] not in (None, row["gender"]) else None,
        is_index=_is_index(projector, row),
        born_year=str(born[0]) if born else "",
        died_year=str(died[0]) if died and row["life"] == "dead" else "",
        inside=_inside(row, person),
        lines=_lines(projector.today, row),
        species=row["species"],
        x=row["pinned_x"],
        row=None if row["pinned_y"] is None else round(row["pinned_y"]),
        came=row["born"] or row["due"] or (row["died"] if row["life"] in _NEVER_BORN else None),
    )


def _is_index(projector: Projector, row: Row) -> bool:
    links = projector.rows.where("workspace_child", person_id=row["id"])
    return any(link["is_index"] for link in links)


def _inside(row: Row, person: PersonView) -> str:
    if row["life"] == "unborn":
        due = dates.parts(row["due"])
        return dates.MONTHS[due[1] - 1][:3] if due and due[1] else ""
    if row["life"] in ("alive", "unknown"):
        return short_age(person.age)
    return ""


def short_age(age: str) -> str:
    """An age as it fits into a symbol: "14 months" → "14m"."""
    match = re.fullmatch(r"(\d+)\s*(week|month|year)s?", age.strip())
    return match[1] + {"week": "w", "month": "m", "year": ""}[match[2]] if match else age


def _lines(today: dt.date, row: Row) -> tuple[str, ...]:
    """What stands with the name: what they are to the children, and how a life ended or is expected."""
    lines = []
    if row["relation"] and row["life"] not in _NEVER_BORN and not _INDEX.search(row["relation"]):
        lines.append(row["relation"])
    if row["life"] == "dead":
        lines.append(_ended(row))
    elif row["life"] == "unborn" and row["due"]:
        lines.append(f"due {dates.written(row['due'])}")
    elif row["life"] in ("miscarriage", "abortion", "stillborn"):
        when = dates.written(row["died"] or row["born"])
        lines.append(", ".join(word for word in (when, row["age_said"]) if word) or row["life"])
    return tuple(line for line in lines if line)


def _ended(row: Row) -> str:
    died, day = dates.parts(row["died"]), dates.as_date(row["died"])
    if not died:
        return "died"
    age = dates.age(row["born"], day) if day and row["born"] else ""
    return f"died {died[0]}, aged {age}" if age else f"died {died[0]}"


# Ties


def _tie(row: Row) -> TieView:
    return TieView(
        id=row["id"], start=row["from_id"], end=row["to_id"],
        kinds=tuple(kind for kind in (row["kind"], row["second_kind"]) if kind), directed=bool(row["directed"]),
        begun_on=row["begun_on"], ended_on=row["ended_on"], repaired_on=row["repaired_on"], note=row["note"],
        words=tie_words(row),
    )  # fmt: skip


def tie_words(row: Row) -> str:
    """A tie in plain words: "cut off, since June 2023, mended February 2025"."""
    said = [str(kind).replace("_", " ") for kind in (row["kind"], row["second_kind"]) if kind]
    if row["begun_on"] and not row["ended_on"]:
        said.append(f"since {dates.written(row['begun_on'])}")
    elif row["ended_on"]:
        said.append(dates.span(row["begun_on"], row["ended_on"]))
    if row["repaired_on"]:
        said = [word for word in said if word != "mending"] + [f"mended {dates.written(row['repaired_on'])}"]
    return ", ".join(said)
