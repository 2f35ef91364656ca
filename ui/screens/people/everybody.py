"""Everybody in a case, as a lens shows them."""

from __future__ import annotations

from models.readers import ReaderProjection
from models.views import PersonView
from ui.context import CaseContext


def shown_people(context: CaseContext) -> list[PersonView]:
    """Everybody the lens lets be seen, in the case's order."""
    rows = context.case.rows
    projection = ReaderProjection(rows, context.lens)
    order = sorted(rows.table("person").values(), key=lambda r: (r["position"], r["id"]))
    everybody = (projection.person(context.projector.people[row["id"]]) for row in order)
    return [person for person in everybody if person is not None]


def possible_scorers(context: CaseContext) -> list[PersonView]:
    """Who could score: everybody alive whom the lens shows, but no pets."""
    return [p for p in shown_people(context) if p.kind != "pet" and p.life in ("alive", "unknown")]


def is_very_young(person: PersonView) -> bool:
    """Too young to score: a child under three, or told in months or weeks."""
    if not person.is_child or not person.age:
        return False
    return not person.age.isdecimal() or int(person.age) < 3
