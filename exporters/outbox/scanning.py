"""The last look before a queued copy leaves: its own bytes, against what must not be shown today."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from exporters import leakscan
from exporters.connectors.base import Parcel
from exporters.order import Order
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


SecretsByReader = dict[Reader, Secrets | None]


def secrets_now(desk: Desk, stored: Stored) -> SecretsByReader:
    """What each reader of a delivery may not see today. On the desk's thread."""
    rows = desk.open_case(stored.case_id).rows
    return {reader: _secrets(rows, reader) for reader in (order.reader for order in _orders(stored.order))}


def scans_for(parcel: Parcel, kept: Mapping[str, Any], secrets: SecretsByReader) -> tuple[Scan, ...]:
    """What has to be looked through before a delivery is sent: each file, the words of pictures, the facts."""
    scans = [
        Scan(part.data, order.file_format, secrets[order.reader], part.name)
        for part, order in zip(parcel.parts, _orders(kept), strict=False)
    ]
    told = json.dumps({"facts": dict(parcel.facts), "words": kept.get("words", [])}, ensure_ascii=False).encode()
    return (*scans, *(Scan(told, "json", each) for each in secrets.values()))


def _orders(kept: Mapping[str, Any]) -> list[Order]:
    return [order_from(each) for each in kept.get("orders", ())]


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
