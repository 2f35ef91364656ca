"""Ways to the case system, as the desk keeps them. Passwords, tokens and keys stay inside the vault."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.casework import Desk
from models.entities.sharing import Connection, OutboxItem
from models.errors import KnownError

UNTIL_SOMEBODY_LOOKS = "9999-12-31T00:00:00+00:00"
"""``paused_until`` of a connection that refused us: nothing is tried until a person has put it right."""

NO_SUCH = "There is no such connection. Nothing was changed. “sofs-desk connections” lists them."


@dataclass(frozen=True)
class ConnectionView:
    """A connection without its secrets.

    ``state``: open, waiting (until ``paused_until``), paused (until somebody has looked), off.
    ``words``: what happened last, a plain sentence ("" when nothing did).
    """

    id: str
    name: str
    kind: str
    settings: Mapping[str, Any]
    mapping: str
    state: str
    paused_until: str | None
    last_ok_at: str | None
    words: str

    @property
    def address(self) -> str:
        """Where it goes, as people recognise it."""
        return str(self.settings.get("address") or self.settings.get("folder") or self.settings.get("host") or "")


@dataclass(frozen=True)
class Way:
    """What a connector is made from."""

    id: str
    name: str
    kind: str
    mapping: str
    settings: Mapping[str, Any]
    secrets: Mapping[str, Any] = field(repr=False)


def add(
    desk: Desk, name: str, kind: str, settings: Mapping[str, Any], secrets: Mapping[str, Any], *, mapping: str = ""
) -> str:
    """Keep a new connection; returns its id. Raises KnownError for a name that is taken or empty."""
    if not name.strip():
        raise KnownError("A connection needs a name. Nothing was kept. Say what you call the system it leads to.")
    with desk.writing() as session:
        if session.scalar(select(Connection).where(Connection.name == name.strip())):
            raise KnownError("There is a connection of that name already. Nothing was kept. Choose another name.")
        row = Connection(
            name=name.strip(), kind=kind, settings_json=_json(settings), secret_json=_json(secrets), mapping=mapping
        )
        session.add(row)
        session.flush()
        return row.id


def change(
    desk: Desk,
    connection_id: str,
    *,
    name: str | None = None,
    settings: Mapping[str, Any] | None = None,
    secrets: Mapping[str, Any] | None = None,
    mapping: str | None = None,
    is_on: bool | None = None,
) -> None:
    """Change what is given; the connection is then tried again at the next sync, whatever it said before."""
    with desk.writing() as session:
        row = row_of(session, connection_id)
        row.name = row.name if name is None else name
        row.settings_json = row.settings_json if settings is None else _json(settings)
        row.secret_json = row.secret_json if secrets is None else _json(secrets)
        row.mapping = row.mapping if mapping is None else mapping
        row.is_on = row.is_on if is_on is None else is_on
        row.paused_until = None


def remove(desk: Desk, connection_id: str) -> None:
    """Forget a connection and its secrets. Refused while something waits to go there; receipts stay as they are."""
    with desk.writing() as session:
        row = row_of(session, connection_id)
        open_states = ("queued", "sending", "unknown", "conflict")
        waiting = select(OutboxItem.id).where(OutboxItem.connection_id == row.id, OutboxItem.state.in_(open_states))
        if session.scalar(waiting.limit(1)):
            raise KnownError(
                "Deliveries still wait for this connection. Nothing was changed. Let them go, or withdraw them first."
            )
        session.delete(row)


def views(desk: Desk) -> tuple[ConnectionView, ...]:
    """All connections, by name."""
    with desk.reading():
        rows = desk.session.scalars(select(Connection).order_by(Connection.name)).all()
        return tuple(_view(row, desk.now()) for row in rows)


def find(desk: Desk, words: str) -> ConnectionView:
    """The connection meant by an id or a name. Raises KnownError when there is none."""
    sought = words.strip().casefold()
    found = next((view for view in views(desk) if sought in {view.id, view.name.casefold()}), None)
    if found is None:
        raise KnownError(NO_SUCH)
    return found


def way(desk: Desk, connection_id: str) -> Way:
    """What a connector is made from, secrets included: for the one that delivers, and for nobody else."""
    with desk.reading():
        row = row_of(desk.session, connection_id)
        return Way(row.id, row.name, row.kind, row.mapping, json.loads(row.settings_json), json.loads(row.secret_json))


def pause(desk: Desk, connection_id: str, words: str, until: str = UNTIL_SOMEBODY_LOOKS) -> None:
    """Send nothing there until a moment (without one: until somebody has looked)."""
    with desk.writing() as session:
        row = row_of(session, connection_id)
        row.paused_until, row.last_words = until, words


def resume(desk: Desk, connection_id: str) -> None:
    """Try again from now on."""
    with desk.writing() as session:
        row_of(session, connection_id).paused_until = None


def went_well(desk: Desk, connection_id: str, words: str = "") -> None:
    """Remember that the way was open just now."""
    with desk.writing() as session:
        row = row_of(session, connection_id)
        row.paused_until, row.last_words, row.last_ok_at = None, words or None, desk.now().isoformat()


def row_of(session: Session, connection_id: str) -> Connection:
    """The row of a connection. Raises KnownError when it is gone."""
    row = session.get(Connection, connection_id)
    if row is None:
        raise KnownError(NO_SUCH)
    return row


def _view(row: Connection, now: dt.datetime) -> ConnectionView:
    state = "open"
    if not row.is_on:
        state = "off"
    elif row.paused_until == UNTIL_SOMEBODY_LOOKS:
        state = "paused"
    elif row.paused_until and dt.datetime.fromisoformat(row.paused_until) > now:
        state = "waiting"
    return ConnectionView(
        row.id, row.name, row.kind, json.loads(row.settings_json), row.mapping, state, row.paused_until,
        row.last_ok_at, row.last_words or "",
    )  # fmt: skip


def _json(value: Mapping[str, Any]) -> str:
    return json.dumps(dict(value), ensure_ascii=False, sort_keys=True)
