"""What may be read and written about somebody under the lens in force: an allow-list, field by field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from models.family_projection import family_view
from models.family_readers import is_veiled
from models.family_views import GenogramPerson
from models.readers import ReaderProjection
from ui.context import CaseContext
from ui.screens.family.state import FamilyState

SHOWN = ("name", "known_as", "kind", "life", "gender", "born_as", "pronouns", "species", "born", "died", "due",
         "age_said", "relation")  # fmt: skip
"""Columns of a person that the panel may show."""


@dataclass(frozen=True)
class PersonFacts:
    """Facts by column ("" where nothing is known or may be said); ``open``: which of them may be written here.

    ``veiled``: the person stands under a public name, and nothing else is told of them.
    """

    values: Mapping[str, str] = field(default_factory=dict)
    open: frozenset[str] = frozenset()
    veiled: bool = False

    def __getitem__(self, column: str) -> str:
        return self.values.get(column, "")


def facts_of(context: CaseContext, person: GenogramPerson) -> PersonFacts:
    """The facts of somebody in the view. Under another lens than the team's only what that reader may see."""
    row = context.case.rows.get("person", person.id)
    whole = context.projector.people.get(person.id)
    if row is None or whole is None:
        return PersonFacts({"name": person.person.full_name, "life": "unknown"}, veiled=True)
    if context.lens.is_us:
        return PersonFacts({key: str(row[key] or "") for key in SHOWN}, frozenset(SHOWN))
    if is_veiled(person.person, whole):
        return PersonFacts({"name": person.person.full_name, "gender": person.person.gender}, veiled=True)
    reading = ReaderProjection(context.case.rows, context.lens)
    values: dict[str, str] = {}
    for key in SHOWN:
        hidden = reading.hides("person", person.id, key)
        values[key] = "" if hidden else reading.words(str(row[key] or "")) or ""
    return PersonFacts(values, frozenset(key for key in SHOWN if values[key] == str(row[key] or "")))


def open_fields(state: FamilyState, kind: str, shown: Any) -> frozenset[str]:
    """The fields of something in the view that show what is really kept, and so may be written.

    ``kind`` names the part of the view: unions, children, ties, homes. The team may write everything.
    """
    names = frozenset(f.name for f in fields(shown))
    if not state.may_edit:
        return frozenset()
    if state.context.lens.is_us:
        return names
    parts = getattr(family_view(state.context.projector), kind)
    whole = next((part for part in parts if part.id == shown.id), None)
    return frozenset(n for n in names if whole is not None and getattr(whole, n) == getattr(shown, n))
