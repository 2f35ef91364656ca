"""How long a case stays here: closed, delivered, kept a while, then due to be erased; a legal hold stops the clock.

The clock only starts with a verified delivery made after the case was closed, so nothing is due that the case system
does not have. Nobody is erased by a clock: a worker is asked. The rule is ``resources/practice/retention.json``; a file
of that name in the authority's practice folder replaces it.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sqlalchemy import text

from models import audit, practice
from models.casework import Desk
from models.entities import CaseLife
from models.errors import KnownError
from resources.files import read_text

FILE = "retention.json"
_MOST_DAYS = 40_000


@dataclass(frozen=True)
class Retention:
    """``days``: how long a case stays after its delivery; ``whats``: which documents count as its whole record."""

    days: int
    whats: tuple[str, ...]


@dataclass(frozen=True)
class LifeView:
    """Where a case stands. ``state``: open, closed (not delivered yet), kept (until ``keep_until``), due, held."""

    case_id: str
    state: str
    closed_on: str | None = None
    delivered_on: str | None = None
    keep_until: str | None = None
    hold_reason: str | None = None
    held_on: str | None = None
    proof_item_id: str | None = None


def retention() -> Retention:
    """The rule in force. Raises KnownError for an authority's file that cannot be used."""
    folder = practice.folder()
    path = folder / FILE if folder is not None else None
    if path is not None and path.is_file():
        return _own(path, path.stat().st_mtime_ns)
    return _read(read_text("practice", FILE))


@cache
def _own(path: Path, _changed: int) -> Retention:
    return _read(path.read_text(encoding="utf-8"))


def _read(words: str) -> Retention:
    try:
        said = json.loads(words)
        days, whats = said["days_after_delivery"], said["whats"]
        if type(days) is not int or not 0 <= days <= _MOST_DAYS or not all(isinstance(what, str) for what in whats):
            raise ValueError
    except (ValueError, KeyError, TypeError, RecursionError):
        raise KnownError(
            "The authority's retention.json cannot be used. No case is due to be erased. "
            "It needs days_after_delivery (a whole number) and whats (a list)."
        ) from None
    return Retention(days, tuple(whats))


def life_of(desk: Desk, case_id: str) -> LifeView:
    """Where a case stands today."""
    with desk.reading() as connection:
        row = connection.execute(text("SELECT * FROM case_life WHERE case_id = :c"), {"c": case_id}).mappings().first()
        if row is None:
            return LifeView(case_id, "open")
        held, closed = row["hold_reason"], row["closed_on"]
        proof = None
        if closed:
            rule = retention()
            names = {f"w{place}": what for place, what in enumerate(rule.whats)}
            wanted = ", ".join(f":{name}" for name in names) or "NULL"
            proof = connection.execute(
                text(
                    f"SELECT id, ended_at FROM outbox_item WHERE case_id = :c AND state = 'delivered' "
                    f"AND ended_at >= :closed AND what IN ({wanted}) ORDER BY ended_at LIMIT 1"
                ),
                {"c": case_id, "closed": closed, **names},
            ).first()
    delivered = proof[1][:10] if proof else None
    until = (dt.date.fromisoformat(delivered) + dt.timedelta(days=rule.days)).isoformat() if delivered else None
    today = desk.now().date().isoformat()
    state = "open" if not closed else "closed" if until is None else "due" if until <= today else "kept"
    return LifeView(
        case_id, "held" if held else state, closed, delivered, until, held, row["held_on"], proof[0] if proof else None
    )


def due(desk: Desk) -> tuple[LifeView, ...]:
    """Cases whose time is over and that nothing holds."""
    views = (life_of(desk, case_id) for case_id in desk.case_ids())
    return tuple(view for view in views if view.state == "due")


def close_case(desk: Desk, case_id: str, on: str | None = None) -> None:
    """Say that the work is over (``on``: ISO date, else today)."""
    _set(desk, case_id, closed_on=on or desk.now().date().isoformat())


def open_again(desk: Desk, case_id: str) -> None:
    """The work goes on: the clock is off."""
    _set(desk, case_id, closed_on=None)


def hold(desk: Desk, case_id: str, reason: str) -> None:
    """Keep a case whatever the clock says. Raises KnownError without a reason."""
    reason = " ".join(reason.split())
    if not reason:
        raise KnownError("A legal hold needs its reason. Nothing was changed. Write who asked for it and why.")
    _set(desk, case_id, hold_reason=reason, held_on=desk.now().date().isoformat())
    audit.note(desk, "held", case_id=case_id, what="begun")


def end_hold(desk: Desk, case_id: str) -> None:
    """The hold is over; the clock goes on as if it had never stopped."""
    _set(desk, case_id, hold_reason=None, held_on=None)
    audit.note(desk, "held", case_id=case_id, what="ended")


def _set(desk: Desk, case_id: str, **columns: str | None) -> None:
    with desk.writing() as session:
        row = session.get(CaseLife, case_id)
        if row is None:
            row = CaseLife(case_id=case_id)
            session.add(row)
        for name, value in columns.items():
            setattr(row, name, value)
