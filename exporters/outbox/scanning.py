"""The last look before a queued copy leaves: its own bytes, against what must not be shown today."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from exporters import leakscan
from exporters.export import Order
from models.audience import audience_of
from models.casework import Desk
from models.errors import KnownError
from models.outbox import Stored
from models.readers import Reader, secrets_for
from models.rows import Rows
from models.secrets import Secrets


@dataclass(frozen=True)
class Scan:
    """One thing to look through. It holds all it needs, so it can be done on any thread."""

    data: bytes = field(repr=False)
    file_format: str
    secrets: Secrets | None = field(repr=False)
    """None: nobody can say any more what this reader may not see."""
    file_name: str = ""

    def finds_something(self) -> bool:
        """Whether it must not leave: a restricted value is in it, or it cannot be read."""
        if self.secrets is None:
            return True
        try:
            leakscan.check(self.data, self.file_format, self.secrets, file_name=self.file_name)
        except KnownError:
            return True
        return False


def scans_for(desk: Desk, stored: Stored) -> tuple[Scan, ...]:
    """What has to be looked through before a delivery is sent: each file, the words of pictures, the facts."""
    rows = desk.open_case(stored.case_id).rows
    orders = [order_from(kept) for kept in stored.order.get("orders", ())]
    secrets = {order.reader: _secrets(rows, order.reader) for order in orders}
    scans = [
        Scan(part.data, order.file_format, secrets[order.reader], part.name)
        for part, order in zip(stored.parts, orders, strict=False)
    ]
    told = json.dumps({"facts": stored.facts, "words": stored.order.get("words", [])}, ensure_ascii=False).encode()
    return (*scans, *(Scan(told, "json", each) for each in secrets.values()))


def _secrets(rows: Rows, reader: Reader) -> Secrets | None:
    try:
        audience_of(rows, reader)
    except KnownError:
        return None  # the person it was made for is not in the case any more
    return secrets_for(rows, reader)


def order_as_kept(order: Order) -> dict[str, Any]:
    """An order as JSON-ready values."""
    return dataclasses.asdict(order)


def order_from(kept: Mapping[str, Any]) -> Order:
    """The order that was kept; what this version does not know of it is left out."""
    reader = Reader(**_known(Reader, kept["reader"]))
    more = {**_known(Order, kept), "reader": reader, "sets": tuple(kept.get("sets", ()))}
    return Order(**more)


def _known(kind: Any, kept: Mapping[str, Any]) -> dict[str, Any]:
    return {each.name: kept[each.name] for each in dataclasses.fields(kind) if each.name in kept}
