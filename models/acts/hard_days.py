"""Hard days ahead: planned for, put away, brought back, and the family's own."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import delete
from sqlalchemy.orm import Session

from models.acts.cards import add_card
from models.acts.checks import gone, merge_key, only, row_of, trimmed, whole_day
from models.base import new_id
from models.casework import Case
from models.dates import as_date
from models.entities import CardPerson, HardDay
from models.errors import KnownError
from models.rows import Row
from models.thinking_views import HardDayView

FIELDS = frozenset("on until title plan who".split())


def plan_day(case: Case, workspace_id: str, day: HardDayView, *, origin: object | None = None, **fields: Any) -> str:
    """Write the ``plan`` for a day, or ``who`` sees to it; a day that was only offered is kept now. Returns its id."""
    if set(fields) - {"plan", "who"}:
        raise ValueError(f"cannot set {sorted(set(fields))}")
    merge = merge_key("hard_day", day.key or day.id, fields)
    with case.edit("Planned for a hard day", merge=merge, origin=origin) as session:
        row = _kept_row(case, session, workspace_id, day)
        for name, value in fields.items():
            setattr(row, name, trimmed(value))
        return row.id


def put_away(case: Case, workspace_id: str, day: HardDayView) -> str:
    """This day does not matter here: it is not offered again until it is brought back. Returns its id."""
    with case.edit("Put a day away") as session:
        row = _kept_row(case, session, workspace_id, day)
        row.put_away = True
        return row.id


def bring_back(case: Case, day_id: str) -> None:
    """A day that was put away is offered again."""
    row = _require(case, day_id)
    with case.edit("Brought a day back") as session:
        if row["key"] and not row["plan"] and not row["who"] and not row["step_id"]:
            session.execute(delete(HardDay).where(HardDay.id == day_id))
            return
        found = session.get(HardDay, day_id)
        assert found is not None
        found.put_away = False


def add_day(
    case: Case, workspace_id: str, title: str, on: str, *, until: str | None = None, person_id: str | None = None
) -> str:
    """Write down a hard day the app does not know of. Returns its id. Raises KnownError for a day that is not one."""
    if not title.strip():
        raise KnownError("A day needs a name, such as “Dad’s court date”. Nothing was changed.")
    first, last = whole_day(on), whole_day(until) if until else None
    if last and last < first:
        first, last = last, first
    day_id = new_id()
    with case.edit("Added a hard day") as session:
        session.add(
            HardDay(
                id=day_id, case_id=case.id, workspace_id=workspace_id, on=first, until=last, title=title.strip(),
                person_id=person_id,
            )
        )  # fmt: skip
    return day_id


def set_day(case: Case, day_id: str, *, origin: object | None = None, **fields: Any) -> None:
    """Change a kept day; when it is and its name only where it is the family's own."""
    row = _require(case, day_id)
    own = FIELDS if row["key"] is None else FIELDS - {"on", "until", "title"}
    only(fields, own)
    if "title" in fields and not (fields["title"] or "").strip():
        raise KnownError("A day needs a name, such as “Dad’s court date”. Nothing was changed.")
    for name in ("on", "until"):
        if fields.get(name):
            fields[name] = whole_day(fields[name])
    with case.edit("Changed a hard day", merge=merge_key("hard_day", day_id, fields), origin=origin) as s:
        found = s.get(HardDay, day_id)
        assert found is not None
        for name, value in fields.items():
            setattr(found, name, value if name in ("on", "until") else trimmed(value))


def remove_day(case: Case, day_id: str) -> None:
    """Take away a day of the family's own, or what was planned for one the app offers."""
    _require(case, day_id)
    with case.edit("Removed a hard day") as session:
        session.execute(delete(HardDay).where(HardDay.id == day_id))


def make_step(
    case: Case, workspace_id: str, day: HardDayView, text: str, *, person_id: str | None = None, who: str | None = None
) -> str:
    """Make the day's plan a next step on the map, due the day before; it stays linked. Returns the card's id."""
    on = as_date(day.on)
    due = (on - dt.timedelta(days=1)).isoformat() if on and day.days else day.on
    with case.edit("Made a next step for a hard day") as session:
        row = _kept_row(case, session, workspace_id, day)
        card_id = add_card(case, workspace_id, "next_step", text.strip(), due_on=due)
        if person_id or trimmed(who):
            session.add(
                CardPerson(
                    case_id=case.id, workspace_id=workspace_id, card_id=card_id, role="responsible",
                    person_id=person_id, words=None if person_id else trimmed(who), position=1.0,
                )
            )  # fmt: skip
        session.flush()
        row.step_id = card_id
    return card_id


def _kept_row(case: Case, session: Session, workspace_id: str, day: HardDayView) -> HardDay:
    """The day's row; made now where the day was only offered."""
    found = session.get(HardDay, day.id) if day.id else None
    if found is not None:
        return found
    if day.id:
        raise gone("That day is no longer there")
    row = HardDay(
        id=new_id(), case_id=case.id, workspace_id=workspace_id, key=day.key, on=day.on, until=day.until,
        title=day.title, person_id=day.person.id if day.person else None, put_away=False,
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row


def _require(case: Case, day_id: str) -> Row:
    return row_of(case, "hard_day", day_id, "That day is no longer there")
