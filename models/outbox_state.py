"""How the outbox stands as a whole, in a few counts: quick enough to be asked after every change."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import text

from models import connections
from models.casework import Desk


@dataclass(frozen=True)
class OutboxState:
    """``connections``: how many are switched on; ``waiting``: deliveries that go on by themselves; ``sending``: those
    on their way now; ``asking``: deliveries and connections that wait for a person; ``delivered``: all that arrived.

    ``is_offline``: something waits, and a server it goes to could not be reached a moment ago.
    """

    connections: int = 0
    waiting: int = 0
    sending: int = 0
    asking: int = 0
    delivered: int = 0
    is_offline: bool = False


def outbox_state(desk: Desk) -> OutboxState:
    """The counts over all cases."""
    with desk.reading() as connection:
        rows = connection.execute(
            text("SELECT connection_id, state, count(*) FROM outbox_item GROUP BY connection_id, state")
        ).all()
    ways = {view.id: view for view in connections.views(desk)}
    counts: dict[str, int] = {}
    stuck: set[str] = set()
    is_offline = False
    for way_id, state, count in rows:
        counts[state] = counts.get(state, 0) + count
        way = ways.get(way_id or "")
        if state not in {"queued", "unknown"}:
            continue
        if way is None or way.state == "paused":
            stuck.add(way_id or "")
        elif way.state == "waiting":
            is_offline = True
    return OutboxState(
        connections=sum(view.state != "off" for view in ways.values()),
        waiting=sum(counts.get(state, 0) for state in ("queued", "unknown", "sending")),
        sending=counts.get("sending", 0),
        asking=counts.get("conflict", 0) + counts.get("rejected", 0) + len(stuck),
        delivered=counts.get("delivered", 0),
        is_offline=is_offline,
    )
