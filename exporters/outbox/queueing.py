"""Making copies and putting them into the outbox: files are finished, scanned and hashed first."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from exporters import leakscan
from exporters.export import export, pages_of
from exporters.mapping import facts_for, file_name_for
from exporters.order import Order
from exporters.outbox.scanning import order_as_kept
from models import connections
from models.acts.sharing import copy_made
from models.casework import Case
from models.connections import Way
from models.errors import KnownError
from models.left_out import lines_of
from models.outbox import Draft, Outbox, PartDraft, canonical
from models.readers import secrets_for

MEDIA_TYPES = {
    "pdf": "application/pdf", "png": "image/png", "svg": "image/svg+xml", "json": "application/json",
    "csv": "text/csv", "gedcom": "text/vnd.familysearch.gedcom", "zip": "application/zip",
    "fhir": "application/fhir+json", "fhir-transaction": "application/fhir+json",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}  # fmt: skip
DRAWN = ("pdf", "png", "svg")
ENDINGS = {"gedcom": "ged", "fhir": "fhir.json", "fhir-transaction": "fhir.json"}


def put_in_outbox(case: Case, workspace_id: str, orders: Sequence[Order], connection: str) -> str:
    """Make the copies, scan them and queue them as one delivery, in one transaction; returns its id.

    ``connection``: id or name. Raises KnownError (``LeakFound`` among them) when a copy cannot be made or must not
    leave; nothing is queued then.
    """
    way = connections.way(case.desk, connections.find(case.desk, connection).id)
    made = _make(case, workspace_id, orders, way)
    with case.desk.writing():
        item = Outbox(case.desk).queue(made.draft)
        for order, part, lines in zip(orders, made.draft.parts, made.lines, strict=True):
            copy_made(case, workspace_id, order.what, order.reader, order.file_format, part.sha256, lines)
    return item


@dataclass(frozen=True)
class Made:
    """A delivery as it would be queued. ``lines``: the words of each file that is drawn on pages (of others none)."""

    draft: Draft
    to: str
    lines: tuple[tuple[str, ...], ...] = field(default=(), repr=False)


def what_would_be_sent(case: Case, workspace_id: str, orders: Sequence[Order], connection: str) -> Made:
    """The dry run: everything :func:`put_in_outbox` does, without queueing."""
    view = connections.find(case.desk, connection)
    return _make(case, workspace_id, orders, connections.way(case.desk, view.id))


def _make(case: Case, workspace_id: str, orders: Sequence[Order], way: Way) -> Made:
    if any(order.reader.is_us for order in orders):
        raise KnownError(
            "This copy is the team's own and holds what must not be shown to others. Nothing was queued. "
            "Choose a reader: for the case system, case-system."
        )
    key = str(uuid.uuid4())
    parts: list[PartDraft] = []
    lines: list[tuple[str, ...]] = []
    words = []
    for number, order in enumerate(orders, 1):
        name = _name(case, order, way, key, number)
        if name in {part.name for part in parts}:
            stem, _, ending = name.partition(".")
            name = f"{stem}-{number}.{ending}"
        parts.append(PartDraft(name, MEDIA_TYPES[order.file_format], export(case, workspace_id, order, file_name=name)))
        drawn = pages_of(case, workspace_id, order) if order.file_format in DRAWN else None
        lines.append(lines_of(drawn) if drawn else ())
        if drawn and order.file_format == "png":
            # Nobody can read a picture's words back: what stood on it is kept for the look before it is sent.
            words.append(drawn.text())
    readers = dict.fromkeys(order.reader.code for order in orders)
    facts = facts_for(case, workspace_id, orders[0].reader, way)
    leakscan.check(canonical(facts), "json", secrets_for(case.rows, orders[0].reader))
    kept: dict[str, Any] = {"orders": [order_as_kept(order) for order in orders], "words": words}
    whats = ", ".join(dict.fromkeys(order.what for order in orders))
    title = f"{whats[0].upper()}{whats[1:]} ({', '.join(order.file_format.upper() for order in orders)})"
    draft = Draft(case.id, workspace_id, way.id, title, whats, ", ".join(readers), parts, kept, facts, key)
    return Made(draft, way.name, tuple(lines))


def _name(case: Case, order: Order, way: Way, key: str, number: int) -> str:
    """A file name that every system takes and that names nobody."""
    now = case.desk.now().astimezone(dt.UTC)
    stem = file_name_for(
        way, case_number=safe_number(case), what=order.what, reader=order.reader.kind, date=f"{now:%Y-%m-%d}",
        time=f"{now:%H%M%S}", key=key[:8], number=str(number),
    )  # fmt: skip
    return f"{stem}.{ENDINGS.get(order.file_format, order.file_format)}"


def safe_number(case: Case) -> str:
    """The case's number for file names, or the start of its id where the number is missing or holds a name."""
    number = re.sub(r"[^A-Za-z0-9-]+", "-", case.row["number"] or "").strip("-")[:40]
    words = {word for word in re.split(r"[^a-z]+", _plain(case.row["number"] or "")) if len(word) > 2}
    names = {
        word
        for row in case.rows.table("person").values()
        for field_name in ("name", "known_as", "born_as")
        for word in re.split(r"[^a-z]+", _plain(str(row[field_name] or "")))
    }
    return number if number and not words & names else case.id[:12]


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
