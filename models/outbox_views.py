"""What screens, papers and the command line show of the outbox: plain, frozen data."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

STATES = ("queued", "sending", "unknown", "delivered", "conflict", "rejected", "withdrawn")
ENDED = frozenset({"delivered", "rejected", "withdrawn"})

STATE_WORDS = {
    "queued": "Waiting to be sent",
    "sending": "Being sent",
    "unknown": "May have arrived: we ask there first",
    "delivered": "Delivered",
    "conflict": "Something else is there under its name",
    "rejected": "Not accepted",
    "withdrawn": "Withdrawn",
}


@dataclass(frozen=True)
class PartLine:
    """A file of a delivery and how far it is: ``sent`` of ``size`` bytes are known to have arrived."""

    number: int
    name: str
    media_type: str
    size: int
    sha256: str
    sent: int
    state: str


@dataclass(frozen=True)
class OutboxLine:
    """A delivery in the list. ``words``: a plain sentence that always says how it stands and what can be done."""

    id: str
    case_id: str
    title: str
    what: str
    reader: str
    to: str
    state: str
    words: str
    created_at: str
    attempts: int
    next_at: str | None
    ended_at: str | None
    size: int
    sent: int

    @property
    def needs_somebody(self) -> bool:
        """Whether nothing goes on until a person has decided."""
        return self.state in {"conflict", "rejected"}

    @property
    def ways_on(self) -> tuple[str, ...]:
        """What can be done with it: withdraw, retry, give_up, keep_theirs, send_anew."""
        return {
            "queued": ("retry", "withdraw"), "unknown": ("retry", "give_up"), "conflict": ("keep_theirs", "send_anew"),
            "rejected": ("retry", "withdraw"),
        }.get(self.state, ())  # fmt: skip


@dataclass(frozen=True)
class Trail:
    """Something that happened to a delivery. ``at``: ISO, UTC."""

    at: str
    state: str
    words: str


@dataclass(frozen=True)
class DeliveryView:
    """A delivery with its files, its trail (oldest first), the receipt, and in a conflict what is there instead."""

    line: OutboxLine
    case_number: str
    sha256: str
    parts: tuple[PartLine, ...]
    trail: tuple[Trail, ...]
    receipt: Mapping[str, Any] = field(default_factory=dict)
    theirs: Mapping[str, Any] = field(default_factory=dict)


def proof(view: DeliveryView) -> dict[str, Any]:
    """What was sent, to whom, when, with which hash, and what was answered; ready for JSON."""
    line = view.line
    return {
        "delivery": line.id, "case": view.case_number, "what": line.title, "reader": line.reader,
        "to": view.receipt.get("to") or line.to, "state": line.state, "queued_at": line.created_at,
        "ended_at": line.ended_at, "sha256": view.sha256,
        "files": [
            {"name": part.name, "media_type": part.media_type, "bytes": part.size, "sha256": part.sha256}
            for part in view.parts
        ],
        "receipt": dict(view.receipt), "trail": [asdict(event) for event in view.trail],
    }  # fmt: skip


def proof_text(view: DeliveryView) -> str:
    """The proof to print: plain lines, each hash under its file's name."""
    facts = proof(view)
    lines = [
        "Receipt of a delivery" if facts["state"] == "delivered" else "A delivery that has not arrived",
        "",
        *_pairs(
            ("Case", facts["case"]), ("What", facts["what"]), ("Made for", facts["reader"]), ("Sent to", facts["to"]),
            ("How it stands", STATE_WORDS[facts["state"]]), ("Queued", facts["queued_at"]),
            ("Ended", facts["ended_at"] or "not yet"), ("Delivery", facts["delivery"]), ("SHA-256", facts["sha256"]),
        ),
        "",
        "Files",
    ]  # fmt: skip
    for file in facts["files"]:
        lines += [f"  {file['name']}, {file['bytes']} bytes", f"    SHA-256 {file['sha256']}"]
    if view.receipt:
        said = json.dumps(dict(view.receipt), ensure_ascii=False, indent=2, sort_keys=True)
        lines += ["", "What was read back or answered", *(f"  {line}" for line in said.splitlines())]
    lines += ["", "What happened", *(f"  {e['at']}  {e['state']}: {e['words']}" for e in facts["trail"]), ""]
    return "\n".join(lines)


def _pairs(*pairs: tuple[str, str]) -> list[str]:
    width = max(len(name) for name, _ in pairs) + 2
    return [f"{name + ':':<{width}}{value}" for name, value in pairs]
