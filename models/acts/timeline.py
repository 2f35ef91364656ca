"""Dated steps of the timeline: what happened, what is planned, and what became of it."""

from __future__ import annotations

from typing import Any

from models import dates
from models.acts.checks import merge_key, row_of
from models.acts.places import GAP
from models.base import new_id
from models.casework import Case
from models.entities import TimelineEvent
from models.errors import KnownError
from models.past import today_of
from models.rows import Row
from models.timeline import KINDS, day_of

FIELDS = frozenset("on until text kind is_planned target strand_id".split())


def add_event(
    case: Case, workspace_id: str, *, on: str, text: str, kind: str = "event", is_planned: bool | None = None,
    **fields: Any,
) -> str:  # fmt: skip
    """Put a dated step on the timeline; ``fields``: until, target (everybody at this score or above), strand_id.

    ``on`` is a day as said. Unless told, a day still to come is planned. Returns the step's id. Raises KnownError
    where no day can be read, nothing is said, or it would end before it begins.
    """
    if is_planned is None:
        is_planned = dates.sort_key(on.strip()) > today_of(case)
    kept = _checked({"on": on, "text": text, "kind": kind, "is_planned": is_planned, **fields}, None)
    event_id = new_id()
    last = max((row["position"] for row in case.rows.where("timeline_event", workspace_id=workspace_id)), default=0.0)
    with case.edit("Planned a step" if is_planned else "Put a step on the timeline") as session:
        session.add(TimelineEvent(id=event_id, case_id=case.id, workspace_id=workspace_id, position=last + GAP, **kept))
    return event_id


def set_event(case: Case, event_id: str, *, origin: object | None = None, **fields: Any) -> None:
    """Change a step: any of on, until, text, kind, is_planned, target, strand_id. Raises KnownError as above."""
    _set(case, event_id, fields, "Changed a step of the timeline", origin)


def move(case: Case, event_id: str, on: str) -> None:
    """Move a step to another day; what took longer keeps its length where both days are known."""
    row = _event(case, event_id)
    begun, ended, new = (dates.as_date(day) for day in (row["on"], row["until"], on))
    until = (new + (ended - begun)).isoformat() if begun and ended and new else None
    _set(case, event_id, {"on": on, "until": until}, "Moved a step of the timeline")


def happened(case: Case, event_id: str, on: str | None = None) -> None:
    """A planned step took place, on this day (None: as planned, or today where that day is still to come).

    Raises KnownError for a day still to come.
    """
    row, today = _event(case, event_id), today_of(case)
    day = (on or min(row["on"], today, key=dates.sort_key)).strip()
    if dates.sort_key(day) > today:
        raise KnownError("That day is still to come. Nothing was changed. Write the day on which it happened.")
    fields: dict[str, Any] = {"is_planned": False}
    if day != row["on"]:
        fields |= {"on": day, "until": None}
    _set(case, event_id, fields, "A planned step took place")


def delete_event(case: Case, event_id: str) -> None:
    """Take a step off the timeline (undo brings it back)."""
    _event(case, event_id)
    with case.edit("Deleted a step of the timeline") as session:
        session.delete(session.get(TimelineEvent, event_id))


def _set(case: Case, event_id: str, fields: dict[str, Any], label: str, origin: object | None = None) -> None:
    kept = _checked(fields, _event(case, event_id))
    with case.edit(label, merge=merge_key("timeline_event", event_id, kept), origin=origin) as session:
        row = session.get(TimelineEvent, event_id)
        assert row is not None
        for name, value in kept.items():
            setattr(row, name, value)


def _event(case: Case, event_id: str) -> Row:
    return row_of(case, "timeline_event", event_id, "That step is no longer there")


def _checked(fields: dict[str, Any], row: Row | None) -> dict[str, Any]:
    if unknown := set(fields) - FIELDS:
        raise ValueError(f"not a field of a step: {sorted(unknown)}")
    kept = {name: value.strip() if isinstance(value, str) else value for name, value in fields.items()}
    whole = {**(row or {}), **kept}
    if whole["kind"] not in KINDS:
        raise ValueError(f"no such kind: {whole['kind']}")
    if not whole["text"]:
        raise KnownError("Nothing is said there yet. Nothing was changed. Say in a few words what it is.")
    if day_of(whole["on"]) is None:
        raise KnownError("No day can be read there. Nothing was changed. Write a day, a month or a year.")
    for name in ("until", "strand_id"):
        if name in kept:
            kept[name] = kept[name] or None
    if whole.get("until") and dates.sort_key(whole["until"]) < dates.sort_key(whole["on"]):
        raise KnownError("It would end before it begins. Nothing was changed. Look at both days again.")
    if whole.get("target") is not None and not 0 <= whole["target"] <= 10:
        raise ValueError("a target is from 0 to 10")
    if "is_planned" in kept:
        kept["is_planned"] = bool(kept["is_planned"])
    return kept
