"""The last look before a queued copy leaves: its own bytes, against what must not be shown today."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from exporters import leakscan
from exporters.export import Order
from models.casework import Desk
from models.errors import KnownError
from models.outbox import Stored
from models.readers import Reader
from models.secrets import Secrets


@dataclass(frozen=True)
class Scan:
    """One thing to look through. It holds all it needs, so it can be done on any thread."""

    data: bytes = field(repr=False)
    file_format: str
    secrets: Secrets = field(repr=False)
    file_name: str = ""

    def finds_something(self) -> bool:
        """Whether it must not leave: a restricted value is in it, or it cannot be read."""
        try:
            leakscan.check(self.data, self.file_format, self.secrets, file_name=self.file_name)
        except KnownError:
            return True
        return False


def scans_for(desk: Desk, stored: Stored) -> tuple[Scan, ...]:
    """What has to be looked through before a delivery is sent: each file, the words of pictures, the facts."""
    case = desk.open_case(stored.case_id)
    secrets = Secrets.of(case.rows)
    scans = []
    for part, kept in zip(stored.parts, stored.order.get("orders", ()), strict=False):
        order = order_from(kept)
        scans.append(Scan(part.data, order.file_format, secrets, part.name))
    told = {"facts": stored.facts, "words": stored.order.get("words", [])}
    scans.append(Scan(json.dumps(told, ensure_ascii=False).encode(), "json", secrets))
    return tuple(scans)


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
