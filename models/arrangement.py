"""Where everybody stands in the case's drawing: kept with the case, made anew when it no longer fits."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from models import dates
from models.base import new_id
from models.entities import Arrangement
from models.family_views import FamilyView, GenogramPerson
from models.genogram.pedigree import BirthKey, ChildLink, Pedigree, Person, Union
from models.genogram.result import Layout, Line, Pin, PlacedPerson, PlacedUnion, Progress, Spacing, Status
from models.rows import Rows

if TYPE_CHECKING:
    from models.casework import Case

KIND = "genogram"


def pedigree_of(view: FamilyView) -> Pedigree:
    """The family for the layout. Pets and others tied to nobody by birth or couple are placed afterwards."""
    tied = _tied(view)
    order: dict[str, int] = {union.id: number for number, union in enumerate(view.unions)}
    return Pedigree(
        tuple(Person(p.id, _birth(p, view.as_at), p.person.gender, p.person.kind) for p in view.people if p.id in tied),
        tuple(Union(u.id, u.partners, order[u.id]) for u in view.unions),
        tuple(
            ChildLink(c.child, c.union, c.kind, f"{c.union}:{c.twins}" if c.twins else None, c.position or None)
            for c in view.children
        ),
    )


def pins_of(view: FamilyView) -> tuple[Pin, ...]:
    """Where people were put by hand."""
    return tuple(Pin(p.id, p.x, p.row) for p in view.people if p.x is not None and p.row is not None)


def arranged(view: FamilyView, before: Layout | None = None, progress: Progress | None = None) -> Layout:
    """Everybody placed, once. With the drawing before, few people move. Raises ImpossibleAncestry or LayoutStopped."""
    from models.genogram.engine import lay_out  # its solver takes most of a second to load

    pins = pins_of(view)
    tied = _tied(view)
    layout = lay_out(pedigree_of(view), [pin for pin in pins if pin.person in tied], before, progress=progress)
    loose = _loose(view, layout, {pin.person: pin for pin in pins})
    return replace(layout, persons=(*layout.persons, *loose), made_for=signature(view))


def is_current(view: FamilyView, layout: Layout | None) -> bool:
    """Whether a layout was made for just this family and these pins."""
    return layout is not None and layout.made_for == signature(view)


def signature(view: FamilyView) -> str:
    """A short name for what the layout depends on."""
    everybody = sorted((p.id, p.person.gender, _birth(p, view.as_at)) for p in view.people if p.id not in _tied(view))
    said = repr((pedigree_of(view), pins_of(view), everybody))
    return hashlib.sha256(said.encode()).hexdigest()[:24]


# Kept in the case


def stored(rows: Rows) -> Layout | None:
    """The layout kept with the case, or None (also where it cannot be read)."""
    row = next((row for row in rows.table("arrangement").values() if row["kind"] == KIND), None)
    if row is None:
        return None
    try:
        return _from_json(row["layout"])
    except (ValueError, TypeError, KeyError):
        return None


def keep(case: Case, layout: Layout) -> None:
    """Keep the layout as part of the newest step. Where steps wait to be done again nothing is written."""
    if case.redo_label is not None or case.undo_label is None or case.desk.vault.read_only:
        return
    known = next((key for key, row in case.rows.table("arrangement").items() if row["kind"] == KIND), None)
    with case.edit(case.undo_label, follows=True) as session:
        row = session.get(Arrangement, known) if known else None
        if row is None:
            row = Arrangement(id=new_id(), case_id=case.id, kind=KIND, layout="")
            session.add(row)
        row.layout = _to_json(layout)


def _to_json(layout: Layout) -> str:
    plain = asdict(layout)
    for person in plain["persons"]:
        person["x"], person["y"] = round(person["x"], 4), round(person["y"], 4)
    for union in plain["unions"]:
        union["x"], union["y"] = round(union["x"], 4), round(union["y"], 4)
    for line in plain["lines"]:
        line["points"] = [[round(x, 4), round(y, 4)] for x, y in line["points"]]
    return json.dumps(plain, ensure_ascii=True, separators=(",", ":"))


def _from_json(text: str) -> Layout:
    plain = json.loads(text)
    return Layout(
        tuple(PlacedPerson(**p) for p in plain["persons"]),
        tuple(
            PlacedUnion(**(u | {"partners": tuple(u["partners"]), "children": tuple(u["children"])}))
            for u in plain["unions"]
        ),
        tuple(Line(**(n | {"points": tuple((float(x), float(y)) for x, y in n["points"])})) for n in plain["lines"]),
        Status(**plain["status"]),
        str(plain["made_for"]),
    )


# Births


def _birth(person: GenogramPerson, as_at: str) -> BirthKey | None:
    """When somebody was born as far as it is known; an age alone gives the year."""
    known = dates.parts(person.came or person.person.born)
    if known:
        return known[0], known[1] or 0, known[2] or 0
    match = re.match(r"(\d+)\s*(month|week)?", person.person.age)
    today = dt.date.fromisoformat(as_at)
    if match:
        days = int(match[1]) * {"month": 30.4, "week": 7.0}.get(match[2] or "", 365.25)
        return (today - dt.timedelta(days=min(days, 200 * 365))).year, 0, 0
    return None


# People tied to nobody


def _tied(view: FamilyView) -> set[str]:
    tied = {child.child for child in view.children}
    for union in view.unions:
        tied.update(union.partners)
    return tied


def _loose(view: FamilyView, layout: Layout, pins: dict[str, Pin]) -> list[PlacedPerson]:
    """Pets and family whose place in the tree nobody knows: beside those they live with, else by age at the side."""
    space = Spacing()
    at = {person.id: person for person in layout.persons}
    births = {p.id: _birth(p, view.as_at) for p in view.people}
    tied = _tied(view)
    placed: list[PlacedPerson] = []
    housed = {m.person.id for home in view.homes if any(m.person.id in at for m in home.members) for m in home.members}
    # Who lives with somebody is placed first, so that nobody else takes the place beside their home.
    for person in sorted(view.people, key=lambda each: each.id not in housed):
        if person.id in tied:
            continue
        pin = pins.get(person.id)
        if pin:
            spot = PlacedPerson(person.id, pin.x, pin.row * space.row, pin.row)
        else:
            row, x = _wanted(person.id, view, at, births)
            x = _free(x, [p.x for p in at.values() if p.row == row], space)
            spot = PlacedPerson(person.id, x, row * space.row, row)
        at[person.id] = spot
        placed.append(spot)
    return placed


def _wanted(
    person: str, view: FamilyView, at: dict[str, PlacedPerson], births: dict[str, BirthKey | None]
) -> tuple[int, float]:
    homes = [home for home in view.homes if any(m.person.id == person for m in home.members)]
    mates = [at[m.person.id] for home in homes for m in home.members if m.person.id in at]
    if mates:
        row = max(mate.row for mate in mates)
        return row, max(mate.x for mate in mates if mate.row == row) + Spacing().step
    if not at:
        return 0, 0.0
    born = births[person]
    known = [
        (abs(own[0] - born[0]), key) for key, own in births.items() if own and born and key in at and key != person
    ]
    row = at[min(known)[1]].row if known else max(p.row for p in at.values())
    return row, max((p.x for p in at.values() if p.row == row), default=0.0) + Spacing().family_gap


def _free(x: float, taken: list[float], space: Spacing) -> float:
    """The place nearest to *x* where a symbol fits between those already there."""
    tries = [x, *(t + sign * space.step for t in taken for sign in (1, -1))]
    fits = [each for each in tries if all(abs(each - t) >= space.least for t in taken)]
    return min(fits, key=lambda each: abs(each - x), default=x)
