"""How two people are with each other. A tie never moves anybody."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from models.acts.checks import merge_key
from models.acts.family import lookups
from models.base import new_id
from models.casework import Case
from models.entities import Tie
from models.errors import KnownError

TIE_FIELDS = frozenset("from_id to_id kind second_kind directed begun_on ended_on repaired_on note".split())
DIRECTED = frozenset(
    "violence physical_abuse emotional_abuse sexual_abuse fearful controlling neglect".split()
)  # fmt: skip
"""Kinds that go from one person to another, so that the line has an arrow unless somebody says otherwise."""


def add_tie(
    case: Case, start: str, end: str, kind: str, second_kind: str | None = None, directed: bool | None = None,
    **fields: Any,
) -> str:  # fmt: skip
    """Say how two people are with each other (``begun_on``, ``ended_on``, ``repaired_on``, ``note``). Returns its id.

    ``directed`` None: as the kind usually is (:data:`DIRECTED`). Raises KnownError for somebody with themselves and for
    a line that is there already.
    """
    lookups.checked("tie", {"kind": kind, "second_kind": second_kind, **fields}, TIE_FIELDS - {"from_id", "to_id"})
    with case.edit("Added a line") as session:
        one, other = lookups.person(case, session, start), lookups.person(case, session, end)
        _refuse_self(one.id, other.id)
        there = session.scalars(select(Tie).where(Tie.from_id == start, Tie.to_id == end, Tie.kind == kind))
        if any(not each.ended_on and each.second_kind == second_kind for each in there):
            raise KnownError("That line is there already. Nothing was added. Choose it to change it.")
        tie_id = new_id()
        session.add(
            Tie(
                id=tie_id, case_id=case.id, from_id=one.id, to_id=other.id, kind=kind, second_kind=second_kind,
                directed=_goes_one_way(kind, second_kind) if directed is None else directed, **fields,
            )
        )  # fmt: skip
        return tie_id


def set_tie(case: Case, tie_id: str, **fields: Any) -> None:
    """Change a tie (:data:`TIE_FIELDS`); another kind brings its own arrow, unless ``directed`` is said.

    Swapping ``from_id`` and ``to_id`` turns it round. Raises KnownError for somebody with themselves.
    """
    lookups.checked("tie", fields, TIE_FIELDS)
    with case.edit("Changed a line", merge=merge_key("tie", tie_id, fields)) as session:
        row = lookups.tie(case, session, tie_id)
        for end in {fields.get("from_id", row.from_id), fields.get("to_id", row.to_id)} - {row.from_id, row.to_id}:
            lookups.person(case, session, end)
        _refuse_self(fields.get("from_id", row.from_id), fields.get("to_id", row.to_id))
        usual = row.directed == _goes_one_way(row.kind, row.second_kind)
        for name, value in fields.items():
            setattr(row, name, value)
        if usual and "directed" not in fields:
            row.directed = _goes_one_way(row.kind, row.second_kind)


def remove_tie(case: Case, tie_id: str) -> None:
    """Take a tie away; the people stay."""
    with case.edit("Removed a line") as session:
        session.delete(lookups.tie(case, session, tie_id))


def _goes_one_way(kind: str, second_kind: str | None) -> bool:
    return kind in DIRECTED or second_kind in DIRECTED


def _refuse_self(start: str, end: str) -> None:
    if start == end:
        raise KnownError("A line joins two people. Nothing was changed. Choose somebody else.")
