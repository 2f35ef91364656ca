"""The outbox: deliveries to the case system, each queued in one transaction with what it belongs to, delivered once.

A delivery goes queued → sending → delivered, or ends as conflict, rejected or withdrawn. ``unknown`` means it may have
arrived: it is looked for there before anything is sent again. What was being sent when the app died is ``unknown``.
Nothing here talks to a server; :mod:`exporters.outbox` does, and says through :meth:`Outbox.settle` how it went.
"""

from __future__ import annotations

import datetime as dt
import json
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import case as when
from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import Session

from models import audit, connections, outbox_bytes
from models.casework import Desk
from models.entities import CaseFile
from models.entities.sharing import Connection, OutboxEvent, OutboxItem, OutboxPart
from models.errors import KnownError
from models.outbox_drafts import Draft, PartDraft, Stored, StoredPart, canonical, delivery_hash
from models.outbox_views import ENDED, STATE_WORDS, DeliveryView, OutboxLine, PartLine, Trail

__all__ = [
    "BUSY_CODES", "FIRST_WAIT", "GONE", "LONGEST_WAIT", "PAUSE_CODES", "Draft", "Outbox", "PartDraft", "Stored",
    "StoredPart", "canonical", "delivery_hash", "wait_before",
]  # fmt: skip

FIRST_WAIT, LONGEST_WAIT = 30.0, 3600.0
"""Seconds: the first wait is anywhere up to 30 s; none is chosen longer than an hour (a server may ask for more)."""
PAUSE_CODES = frozenset({"401", "403", "404", "405", "407", "410", "redirect", "credentials", "settings", "hostkey"})
"""Answers that are about the connection, not about one delivery: nothing more is tried there until somebody looked."""
BUSY_CODES = frozenset({"429", "503", "507", "offline", "certificate"})
"""Answers that hold for the whole server for a while, not only for one delivery."""

GONE = "This delivery is not in the outbox any more. Nothing was changed."


def wait_before(attempt: int, *, draw: Callable[[], float] = random.random) -> float:
    """Seconds until the next try: anywhere between none and a limit that doubles up to an hour (full jitter)."""
    return draw() * min(LONGEST_WAIT, FIRST_WAIT * 2.0 ** min(attempt - 1, 12))


class Outbox:
    """The outbox of an open vault. Every method is one transaction and runs on the desk's thread."""

    def __init__(self, desk: Desk, *, draw: Callable[[], float] = random.random) -> None:
        self._desk = desk
        self._draw = draw

    # ---- what people do ----------------------------------------------------------------------------------------------

    def queue(self, draft: Draft) -> str:
        """Put a delivery into the outbox; returns its id (a UUID), which is its idempotency key.

        Inside ``case.edit`` or ``desk.writing`` it is saved together with that, or not at all.
        """
        if not draft.parts:
            raise ValueError("a delivery without files")
        with self._desk.writing() as session:
            connections.row_of(session, draft.connection_id)
            item = OutboxItem(
                id=draft.id, case_id=draft.case_id, workspace_id=draft.workspace_id,
                connection_id=draft.connection_id, created_at=self._now(), title=draft.title, what=draft.what,
                reader=draft.reader, order_json=_dump({"order": draft.order, "facts": draft.facts}),
                sha256=delivery_hash([(part.name, part.sha256) for part in draft.parts], draft.facts.get("fields")),
            )  # fmt: skip
            session.add(item)
            session.flush()
            for number, part in enumerate(draft.parts, 1):
                row = OutboxPart(
                    item_id=item.id, number=number, name=part.name, media_type=part.media_type, size=len(part.data),
                    sha256=part.sha256,
                )  # fmt: skip
                session.add(row)
                session.flush()
                outbox_bytes.keep(session, row.id, part.data)
            self._tell(session, item, "queued", "Put into the outbox.")
            self._note("queued", item)
            return item.id

    def withdraw(self, item_id: str) -> None:
        """Take back a delivery that is not on its way. What may have arrived already cannot be taken back."""
        with self._desk.writing() as session:
            item = self._item(session, item_id)
            if item.state not in {"queued", "rejected"} or (item.state == "queued" and _may_be_there(item)):
                raise KnownError(
                    "This delivery cannot be taken back: it is on its way, or has arrived. Nothing was changed. "
                    "Ask whoever runs the case system if it should go from there."
                )
            words = "Taken back before it was sent."
            if _may_be_there(item):
                words = "Taken back. Some of its files had arrived there before it was refused."
            self._end(session, item, "withdrawn", words)
            self._note("withdrawn", item)

    def retry_now(self, item_id: str) -> None:
        """Try again at the next sync, without waiting; a connection that was paused is tried again as well."""
        with self._desk.writing() as session:
            item = self._item(session, item_id)
            if item.state not in {"queued", "unknown", "rejected"}:
                raise KnownError("This delivery does not wait to be sent. Nothing was changed.")
            if not outbox_bytes.are_there(session, item.id):
                raise KnownError(
                    "The files of this delivery are gone. Nothing was changed. Make a new copy and send it."
                )
            item.next_at = item.ended_at = None
            # What was refused may have been refused by a server that had taken it: it is looked for first.
            state = "queued" if item.state == "queued" else "unknown"
            # Somebody has looked there and says: send it.
            kept = json.loads(item.progress_json)
            item.progress_json = _dump({k: v for k, v in kept.items() if k not in {"naming", "cleared"}})
            if item.connection_id:
                connections.row_of(session, item.connection_id).paused_until = None
            self._tell(session, item, state, "To be tried again now.")

    def give_up(self, item_id: str) -> None:
        """End a delivery of which nobody will ever say whether it arrived: its system is gone, or does not answer."""
        with self._desk.writing() as session:
            item = self._item(session, item_id)
            if item.state != "unknown":
                raise KnownError("It is known how this delivery stands. Nothing was changed.")
            self._end(session, item, "withdrawn", "Given up. It may have arrived: nobody there could be asked.")
            self._note("withdrawn", item)

    def keep_theirs(self, item_id: str) -> None:
        """End a conflict by leaving what is there: ours is withdrawn."""
        with self._desk.writing() as session:
            item = self._conflict(session, item_id)
            self._end(session, item, "withdrawn", "What was there is kept; ours was not sent.")
            self._note("withdrawn", item)

    def send_anew(self, item_id: str) -> str:
        """End a conflict by sending ours under new names with a version number; returns the new delivery's id."""
        with self._desk.writing() as session:
            old = self._conflict(session, item_id)
            kept = json.loads(old.order_json)
            parts = [
                PartDraft(_next_version(part.name), part.media_type, self._bytes(session, part.id))
                for part in self._parts(session, old)
            ]
            draft = Draft(
                old.case_id, old.workspace_id, old.connection_id or "", old.title, old.what, old.reader, parts,
                kept.get("order", {}), kept.get("facts", {}),
            )  # fmt: skip
            new = self.queue(draft)
            self._end(session, old, "withdrawn", f"Sent under new names as delivery {new}.")
            return new

    # ---- what is shown -----------------------------------------------------------------------------------------------

    def lines(self, case_id: str | None = None, *, open_only: bool = False) -> tuple[OutboxLine, ...]:
        """Deliveries, newest first."""
        with self._reading() as session:
            query = select(OutboxItem).order_by(OutboxItem.created_at.desc(), OutboxItem.id)
            if case_id:
                query = query.where(OutboxItem.case_id == case_id)
            if open_only:
                query = query.where(OutboxItem.state.not_in(ENDED))
            ways = {row.id: row for row in session.scalars(select(Connection))}
            amounts = _amounts(session)
            return tuple(self._line(item, ways, amounts) for item in session.scalars(query))

    def delivery(self, item_id: str) -> DeliveryView:
        """One delivery with files, trail and receipt. Raises KnownError when it is gone."""
        with self._reading() as session:
            item = self._item(session, item_id)
            ways = {row.id: row for row in session.scalars(select(Connection))}
            events = select(OutboxEvent).where(OutboxEvent.item_id == item.id).order_by(OutboxEvent.seq)
            parts = tuple(
                PartLine(p.number, p.name, p.media_type, p.size, p.sha256, p.sent, p.state)
                for p in self._parts(session, item)
            )
            return DeliveryView(
                self._line(item, ways, _amounts(session, item.id)), _number(session, item), item.sha256, parts,
                tuple(Trail(e.at, e.state, e.words) for e in session.scalars(events)),
                json.loads(item.receipt_json), json.loads(item.progress_json).get("theirs", {}),
            )  # fmt: skip

    # ---- what the one who delivers does ------------------------------------------------------------------------------

    def recover(self) -> int:
        """What was being sent when the app ended may have arrived: it is looked for first. Returns how many."""
        with self._desk.writing() as session:
            left = session.scalars(select(OutboxItem).where(OutboxItem.state == "sending")).all()
            for item in left:
                item.next_at = None
                self._tell(session, item, "unknown", "The app ended while this was being sent. It is looked for first.")
            return len(left)

    def due(self) -> list[str]:
        """Deliveries whose time has come, oldest first; those of a paused or switched-off connection wait."""
        return [item_id for item_id, _ in self.due_with_ways()]

    def due_with_ways(self) -> list[tuple[str, str]]:
        """The same with the ids of their connections."""
        now = self._now()
        query = (
            select(OutboxItem.id, OutboxItem.connection_id).join(Connection)
            .where(
                OutboxItem.state.in_(("queued", "unknown")),
                or_(OutboxItem.next_at.is_(None), OutboxItem.next_at <= now),
                Connection.is_on, or_(Connection.paused_until.is_(None), Connection.paused_until <= now),
            )
            .order_by(OutboxItem.created_at, OutboxItem.id)
        )  # fmt: skip
        with self._desk.reading() as connection:
            return [(str(row[0]), str(row[1])) for row in connection.execute(query)]

    def next_at(self) -> str | None:
        """When the next delivery is due (ISO, UTC), None when nothing waits by itself."""
        later = func.max(func.coalesce(OutboxItem.next_at, ""), func.coalesce(Connection.paused_until, ""))
        query = (
            select(func.min(later)).select_from(OutboxItem).join(Connection)
            .where(
                OutboxItem.state.in_(("queued", "unknown")), Connection.is_on,
                or_(Connection.paused_until.is_(None), Connection.paused_until != connections.UNTIL_SOMEBODY_LOOKS),
            )
        )  # fmt: skip
        with self._desk.reading() as connection:
            at = connection.execute(query).scalar()
        return None if at is None else str(at) or self._now()

    def to_clear(self) -> list[str]:
        """Deliveries that were tried and will not be sent: what is unfinished of them there has to go."""
        query = (
            select(OutboxItem.id, OutboxItem.progress_json).join(Connection)
            .where(
                OutboxItem.state.in_(("withdrawn", "rejected")), OutboxItem.attempts > 0, Connection.is_on,
                or_(Connection.paused_until.is_(None), Connection.paused_until <= self._now()),
            )
        )  # fmt: skip
        with self._desk.reading() as connection:
            return [row[0] for row in connection.execute(query) if not json.loads(row[1]).get("cleared")]

    def stored(self, item_id: str, states: tuple[str, ...] = ("queued", "unknown")) -> Stored | None:
        """A delivery that waits to be sent; None when it waits no longer (is not in these states)."""
        with self._reading() as session:
            item = session.get(OutboxItem, item_id)
            if item is None or item.state not in states or item.connection_id is None:
                return None
            kept = json.loads(item.order_json)
            parts = tuple(
                StoredPart(p.id, p.number, p.name, p.media_type, p.sha256, p.size) for p in self._parts(session, item)
            )
            return Stored(
                item.id, item.case_id, _number(session, item), item.workspace_id, item.connection_id, item.state,
                item.attempts, item.created_at, item.what, item.sha256, kept.get("order", {}), kept.get("facts", {}),
                json.loads(item.progress_json), parts,
            )  # fmt: skip

    def bytes_from(self, part_id: str, first: int) -> bytes:
        """``outbox_bytes.AT_ONCE`` blocks of a file's bytes from the ``first`` on; b"" behind the last."""
        with self._reading() as session:
            return outbox_bytes.read(session, part_id, first)

    def drop_some(self) -> bool:
        """Drop a few of the bytes that are not needed any more; False when there were none."""
        with self._desk.writing() as session:
            return outbox_bytes.drop_some(session)

    def begin(self, item_id: str) -> bool:
        """It is sent from now on; False when it was taken back meanwhile, and must not be.

        Until :meth:`settle` a crash leaves it ``sending``, and so to be looked for.
        """
        with self._desk.writing() as session:
            item = session.get(OutboxItem, item_id)
            if item is None or item.state not in {"queued", "unknown"}:
                return False
            item.attempts += 1
            self._tell(session, item, "sending", f"Try {item.attempts}.")
            return True

    def remember(self, item_id: str, what: Mapping[str, Any]) -> None:
        """Keep what a connector needs to go on after a cut. ``arrived``: names of files that are there whole."""
        with self._desk.writing() as session:
            item = self._item(session, item_id)
            item.progress_json = _dump(json.loads(item.progress_json) | dict(what))
            if arrived := what.get("arrived"):
                parts = update(OutboxPart).where(OutboxPart.item_id == item_id, OutboxPart.name.in_(arrived))
                session.execute(parts.values(sent=OutboxPart.size))

    def progress(self, item_id: str, number: int, sent: int) -> None:
        """So many bytes of a part are known to have arrived."""
        query = update(OutboxPart).where(OutboxPart.item_id == item_id, OutboxPart.number == number)
        with self._desk.writing() as session:
            session.execute(query.values(sent=sent))

    def settle(
        self,
        item_id: str,
        state: str,
        words: str,
        *,
        receipt: Mapping[str, Any] | None = None,
        theirs: Mapping[str, Any] | None = None,
        after: float | None = None,
        code: str = "",
    ) -> None:
        """How a try ended: delivered, conflict, rejected, later or unknown (``exporters.connectors.base.Outcome``)."""
        with self._desk.writing() as session:
            item = self._item(session, item_id)
            if state == "delivered":
                self._delivered(session, item, words, receipt or {})
            elif state == "conflict":
                item.progress_json = _dump(json.loads(item.progress_json) | {"theirs": dict(theirs or {})})
                item.next_at = None
                self._tell(session, item, "conflict", words)
            elif state == "rejected":
                item.next_at = None
                self._end(session, item, "rejected", words, keep_data=True)
            else:
                self._wait(session, item, state, words, after, code)

    def _delivered(self, session: Session, item: OutboxItem, words: str, receipt: Mapping[str, Any]) -> None:
        way = connections.row_of(session, item.connection_id or "")
        to = {"to": way.name, "kind": way.kind, "address": _address(way)}
        item.receipt_json = _dump({**to, **receipt, "delivered_at": self._now()})
        session.execute(
            update(OutboxPart).where(OutboxPart.item_id == item.id).values(sent=OutboxPart.size, state="delivered")
        )
        way.last_ok_at, way.paused_until, way.last_words = self._now(), None, None
        self._end(session, item, "delivered", words)
        self._note("delivered", item)

    def _wait(self, session: Session, item: OutboxItem, state: str, words: str, after: float | None, code: str) -> None:
        """Not yet: the next try is at a random moment, never before the server's own word."""
        wait = wait_before(item.attempts, draw=self._draw)
        if after is not None:
            wait = after + min(wait, FIRST_WAIT)
        until = (self._desk.now() + dt.timedelta(seconds=wait)).isoformat()
        item.next_at = None if code == "stopped" or code in PAUSE_CODES else until
        if item.connection_id and code in PAUSE_CODES:
            connections.pause(self._desk, item.connection_id, words)
        elif item.connection_id and code in BUSY_CODES:
            connections.pause(self._desk, item.connection_id, words, until)
        self._tell(session, item, "unknown" if state == "unknown" else "queued", words)

    # ---- inside ------------------------------------------------------------------------------------------------------

    @contextmanager
    def _reading(self) -> Iterator[Session]:
        with self._desk.reading():
            yield self._desk.session

    def _now(self) -> str:
        return self._desk.now().isoformat()

    def _item(self, session: Session, item_id: str) -> OutboxItem:
        item = session.get(OutboxItem, item_id)
        if item is None:
            raise KnownError(GONE)
        return item

    def _conflict(self, session: Session, item_id: str) -> OutboxItem:
        item = self._item(session, item_id)
        if item.state != "conflict":
            raise KnownError("There is no conflict to decide in this delivery. Nothing was changed.")
        return item

    def _parts(self, session: Session, item: OutboxItem) -> Sequence[OutboxPart]:
        return session.scalars(
            select(OutboxPart).where(OutboxPart.item_id == item.id).order_by(OutboxPart.number)
        ).all()

    def _bytes(self, session: Session, part_id: str) -> bytes:
        pieces: list[bytes] = []
        while piece := outbox_bytes.read(session, part_id, outbox_bytes.AT_ONCE * len(pieces)):
            pieces.append(piece)
        return b"".join(pieces)

    def _tell(self, session: Session, item: OutboxItem, state: str, words: str) -> None:
        item.state, item.words = state, words
        session.add(OutboxEvent(item_id=item.id, at=self._now(), state=state, words=words))
        session.flush()

    def _end(self, session: Session, item: OutboxItem, state: str, words: str, *, keep_data: bool = False) -> None:
        item.ended_at, item.next_at = self._now(), None
        if not keep_data:
            # The words of the copy go at once, its bytes by and by (drop_some); what was asked for stays.
            item.order_json = _dump({"order": {"orders": json.loads(item.order_json)["order"].get("orders", [])}})
        self._tell(session, item, state, words)

    def _note(self, deed: str, item: OutboxItem) -> None:
        detail = f"delivery {item.id} sha256 {item.sha256}"
        audit.note(self._desk, deed, case_id=item.case_id, what=item.what, reader=item.reader, detail=detail)

    def _line(
        self, item: OutboxItem, ways: Mapping[str, Connection], amounts: Mapping[str, tuple[int, int]]
    ) -> OutboxLine:
        way = ways.get(item.connection_id or "")
        to = way.name if way else str(json.loads(item.receipt_json).get("to", ""))
        size, sent = amounts.get(item.id, (0, 0))
        return OutboxLine(
            item.id, item.case_id, item.title, item.what, item.reader, to, item.state,
            self._words(item, way), item.created_at, item.attempts, item.next_at, item.ended_at, size, sent,
        )  # fmt: skip

    def _words(self, item: OutboxItem, way: Connection | None) -> str:
        """How it stands: what is wrong with its connection comes first, for nothing goes on before that."""
        if item.state in {"queued", "unknown"}:
            if way is None:
                return "Its connection was removed. The files are safe here. Withdraw it, or make a new copy."
            if not way.is_on:
                return "Its connection is switched off. The files are safe here. Switch it on to send them."
            if way.paused_until == connections.UNTIL_SOMEBODY_LOOKS and way.last_words:
                return way.last_words
        return item.words or STATE_WORDS[item.state]


def _may_be_there(item: OutboxItem) -> bool:
    return bool(json.loads(item.progress_json).get("arrived"))


def _number(session: Session, item: OutboxItem) -> str:
    case = session.get(CaseFile, item.case_id)
    return case.number or case.id if case else ""


def _amounts(session: Session, item_id: str | None = None) -> dict[str, tuple[int, int]]:
    """Bytes in all and bytes arrived, by delivery."""
    arrived = when((OutboxPart.sent > OutboxPart.size, OutboxPart.size), else_=OutboxPart.sent)
    query = select(OutboxPart.item_id, func.sum(OutboxPart.size), func.sum(arrived)).group_by(OutboxPart.item_id)
    if item_id:
        query = query.where(OutboxPart.item_id == item_id)
    return {row[0]: (int(row[1]), int(row[2])) for row in session.execute(query)}


def _next_version(name: str) -> str:
    """ "T-1_map_2025-01-22.pdf" becomes "T-1_map_2025-01-22-v2.pdf", and that "…-v3.pdf"."""
    stem, dot, ending = name.rpartition(".")
    stem, ending = (stem, dot + ending) if dot else (name, "")
    before, mark, number = stem.rpartition("-v")
    if mark and number.isdecimal():
        return f"{before}-v{int(number) + 1}{ending}"
    return f"{stem}-v2{ending}"


def _address(way: Connection) -> str:
    settings = json.loads(way.settings_json)
    return str(settings.get("address") or settings.get("folder") or settings.get("host") or "")


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
