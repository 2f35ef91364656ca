"""Drawing what is round a household: who helps, who costs strength, which way it flows."""

from __future__ import annotations

import re
from typing import Any

from models.acts.checks import loaded, merge_key, trimmed
from models.base import new_id
from models.casework import Case
from models.ecomap import MOST_SLOTS, first_free, slots
from models.entities import EcomapLink
from models.errors import KnownError
from models.family_words import CHOICES

KINDS = CHOICES["ecomap_link", "kind"]
ENERGIES = CHOICES["ecomap_link", "energy"]
LINK_FIELDS = frozenset({"name", "member_id", "kind", "energy", "note"})

_KIND_WORDS = {
    "strong": "strong", "very strong": "strong", "close": "strong", "good": "strong", "ordinary": "ordinary",
    "all right": "ordinary", "ok": "ordinary", "weak": "weak", "distant": "weak", "thin": "weak",
    "stressful": "stressful", "stress": "stressful", "hard": "stressful", "difficult": "stressful",
    "broken": "broken", "broken off": "broken", "ended": "broken", "cut off": "broken",
}  # fmt: skip
_ENERGY_WORDS = {
    "helps": "in", "helps us": "in", "gives": "in", "gives strength": "in", "in": "in", "costs": "out",
    "costs strength": "out", "takes": "out", "takes strength": "out", "out": "out", "both": "both",
    "both ways": "both", "gives and takes": "both", "helps and costs": "both",
}  # fmt: skip
_FOR = re.compile(r"^(?:for|to|with)\s+(.+)$", re.IGNORECASE)


def link_from_line(line: str) -> tuple[str, dict[str, str]]:
    """(name, what is said of it) of a line: "Oakfield Primary, strong, helps, for Jayden".

    Keys: ``kind``, ``energy``, ``member`` (a name as typed) and ``note`` (whatever else is said).
    """
    name, *said = (part.strip() for part in line.strip().split(","))
    fields: dict[str, str] = {}
    notes = []
    for part in filter(None, said):
        word = part.casefold().rstrip(".")
        if word in _KIND_WORDS:
            fields["kind"] = _KIND_WORDS[word]
        elif word in _ENERGY_WORDS:
            fields["energy"] = _ENERGY_WORDS[word]
        elif found := _FOR.match(part):
            fields["member"] = found[1].strip()
        else:
            notes.append(part)
    if notes:
        fields["note"] = ", ".join(notes)
    return name, fields


def add(
    case: Case, household_id: str, *, person_id: str | None = None, name: str = "", slot: int | None = None,
    **fields: Any,
) -> str:  # fmt: skip
    """Put a person of the case, or a service or group by name, round a home. Returns the line's id.

    ``slot``: the place wanted (see :func:`models.ecomap.slots`); the first free one if none is, or it is taken.
    """
    if person_id is None and not name.strip():
        raise KnownError("Who or what is it? Nothing was added. Type a name, such as “school”.")
    _check(fields)
    there = case.rows.where("ecomap_link", household_id=household_id)
    if person_id and any(row["person_id"] == person_id for row in there):
        raise KnownError("They are already round this home. Nothing was added. Choose their line to change it.")
    members = case.rows.where("household_member", household_id=household_id, person_id=person_id, ended_on=None)
    if person_id and members:
        raise KnownError("They live in this home, so they stand inside the circle. Nothing was added.")
    link_id = new_id()
    with case.edit("Added to the ecomap") as session:
        taken = set(slots(there).values())
        place = slot if slot is not None and 0 <= slot < MOST_SLOTS and slot not in taken else first_free(taken)
        session.add(
            EcomapLink(
                id=link_id, case_id=case.id, household_id=household_id, person_id=person_id,
                name=None if person_id else name.strip(), position=float(place), **fields,
            )
        )  # fmt: skip
    return link_id


def _check(fields: dict[str, Any]) -> None:
    unknown = set(fields) - LINK_FIELDS
    if unknown or fields.get("kind", "ordinary") not in KINDS or fields.get("energy", "none") not in ENERGIES:
        raise ValueError(f"cannot set {sorted(fields)}")


def set_link(case: Case, link_id: str, *, origin: object | None = None, **fields: Any) -> None:
    """Change a line: ``kind``, ``energy``, ``member_id`` (None: the whole household), ``note``, or its ``name``."""
    _check(fields)
    if "name" in fields and not (fields["name"] or "").strip():
        raise KnownError("It needs a name. The old one was kept.")
    merge = merge_key("ecomap", link_id, fields) if set(fields) <= {"note", "name"} else None
    with case.edit("Changed the ecomap", merge=merge, origin=origin) as session:
        row = loaded(session, EcomapLink, link_id, "That line is no longer in the ecomap")
        for name, value in fields.items():
            setattr(row, name, trimmed(value) if isinstance(value, str) else value)


def place(case: Case, link_id: str, slot: int) -> None:
    """Put somebody on another place round the home; whoever stands there takes the place left."""
    if not 0 <= slot < MOST_SLOTS:
        raise ValueError(f"there is no place {slot}")
    places = _places(case, link_id)
    other = next((key for key, taken in places.items() if taken == slot), None)
    _move(case, {link_id: slot} | ({other: places[link_id]} if other else {}))


def exchange(case: Case, link_id: str, other_id: str) -> None:
    """Let two change places."""
    places = _places(case, link_id)
    if other_id in places:
        _move(case, {link_id: places[other_id], other_id: places[link_id]})


def _places(case: Case, link_id: str) -> dict[str, int]:
    row = case.rows.get("ecomap_link", link_id)
    if row is None:
        raise KnownError("That line is no longer in the ecomap. Nothing was moved. Undo may bring it back.")
    return slots(case.rows.where("ecomap_link", household_id=row["household_id"]))


def _move(case: Case, to: dict[str, int]) -> None:
    with case.edit("Moved somebody in the ecomap") as session:
        for key, slot in to.items():
            link = session.get(EcomapLink, key)
            assert link is not None
            link.position = float(slot)


def remove(case: Case, link_id: str) -> None:
    """Take a line out of the ecomap; the person stays in the case."""
    with case.edit("Removed from the ecomap") as session:
        row = session.get(EcomapLink, link_id)
        if row is not None:
            session.delete(row)
