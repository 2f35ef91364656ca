"""Delivering as files into a place, one rule for folder, WebDAV and SFTP: what is there, what is missing, what differs.

Each file is written under an unfinished name of its own (``NAME.KEY.part``), read back, and only then given its name,
in a way that never replaces anything. Last comes ``KEY.delivery.json``: whoever collects the files finds in it which
belong together, and with it the delivery is complete.
"""

from __future__ import annotations

import json
from typing import Protocol

from exporters.connectors.base import (
    CONFLICT,
    DELIVERED,
    LATER,
    REJECTED,
    Outcome,
    Parcel,
    ParcelPart,
    Transit,
    Trouble,
)
from models.outbox import PartDraft


class Place(Protocol):
    """Where files go. Every method raises ``Trouble`` for a fault, with its outcome."""

    def hash_of(self, name: str) -> tuple[str, int] | None:
        """SHA-256 and size of the file of that name, read in full; None when there is none."""

    def write_unfinished(self, part: ParcelPart, unfinished: str, transit: Transit) -> None:
        """Write the part's bytes under its unfinished name, verified by reading back; goes on where it was cut."""

    def give_name(self, unfinished: str, name: str) -> bool:
        """Rename without ever replacing anything; False when there is something of that name."""

    def drop(self, unfinished: str) -> None:
        """Remove an unfinished file, if it is there."""


def unfinished_name(parcel: Parcel, part: ParcelPart) -> str:
    """The name a part has until it is whole. Two deliveries never write into one."""
    return f"{part.name}.{parcel.key.replace('-', '')[:12]}.part"


def sidecar(parcel: Parcel) -> ParcelPart:
    """What says that the delivery is complete; the same bytes on every try."""
    facts = {
        "key": parcel.key, "case": parcel.case_number, "what": parcel.what, "created_at": parcel.created_at,
        "sha256": parcel.sha256,
        "files": [
            {"name": part.name, "media_type": part.media_type, "bytes": len(part.data), "sha256": part.sha256}
            for part in parcel.parts
        ],
        **({"fields": parcel.facts["fields"]} if "fields" in parcel.facts else {}),
    }  # fmt: skip
    data = (json.dumps(facts, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()
    made = PartDraft(f"{parcel.key}.delivery.json", "application/json", data)
    return ParcelPart(len(parcel.parts) + 1, made.name, made.media_type, data, made.sha256)


def whole(parcel: Parcel, *, with_sidecar: bool) -> tuple[ParcelPart, ...]:
    """The files to be delivered, the sidecar last."""
    return (*parcel.parts, sidecar(parcel)) if with_sidecar else parcel.parts


def look(place: Place, parcel: Parcel, *, with_sidecar: bool) -> Outcome | None:
    """What is there of the parcel: delivered, conflict, or None where a file is missing."""
    found: list[dict[str, object]] = []
    parts = whole(parcel, with_sidecar=with_sidecar)
    for part in parts:
        there = place.hash_of(part.name)
        if there is None and part.name in parcel.progress.get("arrived", ()):
            found.append(_collected(part))
        elif there is not None and there[0] != part.sha256:
            return conflict(part, there)
        elif there is not None:
            found.append(_read_back(part, there))
    return delivered(found) if len(found) == len(parts) else None


def send(place: Place, parcel: Parcel, transit: Transit, *, with_sidecar: bool) -> Outcome:
    """Deliver what is missing, file by file."""
    found: list[dict[str, object]] = []
    for part in whole(parcel, with_sidecar=with_sidecar):
        if transit.is_stopped():
            transit.remember(arrived=[each["name"] for each in found])
            return stopped()
        there = place.hash_of(part.name)
        if there is None and part.name in parcel.progress.get("arrived", ()):
            found.append(_collected(part))
            continue
        if there is None:
            there = _deliver(place, parcel, part, transit, [str(each["name"]) for each in found])
        if there[0] != part.sha256:
            place.drop(unfinished_name(parcel, part))
            return conflict(part, there)
        found.append(_read_back(part, there))
    return delivered(found)


def clear(place: Place, parcel: Parcel, *, with_sidecar: bool) -> bool:
    """Remove every unfinished file of the parcel; False when the place cannot be reached now."""
    try:
        for part in whole(parcel, with_sidecar=with_sidecar):
            place.drop(unfinished_name(parcel, part))
    except Trouble:
        return False
    return True


def _deliver(place: Place, parcel: Parcel, part: ParcelPart, transit: Transit, before: list[str]) -> tuple[str, int]:
    """Write, name and read back one file; returns hash and size of what stands under its name now."""
    unfinished = unfinished_name(parcel, part)
    if parcel.progress.get("naming") == part.name and place.hash_of(unfinished) is None:
        # It was whole and about to get its name; now neither is there. Sending it again could make it two.
        raise Trouble(MAY_BE_COLLECTED)
    place.write_unfinished(part, unfinished, transit)
    transit.remember(arrived=before, naming=part.name)
    named = place.give_name(unfinished, part.name)
    try:
        there = place.hash_of(part.name)
    except Trouble:
        if named:
            transit.remember(arrived=[*before, part.name])
        raise
    if there is not None:
        return there
    if named:
        # Whoever collects the files was quicker than our reading back.
        return part.sha256, len(part.data)
    raise Trouble(
        Outcome(LATER, "Something there changed while we were sending. It is tried again by itself.", code="changed")
    )


MAY_BE_COLLECTED = Outcome(
    REJECTED,
    "This file may have been collected before it could be read back. Nothing is lost: it is safe in the vault. "
    "Ask whether it arrived; then withdraw it here, or send it again.",
    code="collected",
)


def _read_back(part: ParcelPart, there: tuple[str, int]) -> dict[str, object]:
    return {"name": part.name, "sha256": there[0], "bytes": there[1]}


def _collected(part: ParcelPart) -> dict[str, object]:
    """A file that was whole under its name, and that somebody has collected since."""
    return {"name": part.name, "sha256": part.sha256, "bytes": len(part.data), "collected": True}


def delivered(found: list[dict[str, object]]) -> Outcome:
    """Every file was read back with its hash."""
    return Outcome(DELIVERED, "Delivered: every file was read back there and is the same.", {"files": found})


def conflict(part: ParcelPart, there: tuple[str, int]) -> Outcome:
    """Something else stands under a part's name."""
    return Outcome(
        CONFLICT,
        "There is another file under this name in the case system. Neither was changed. "
        "Keep theirs, or send ours under a new version name.",
        theirs={"name": part.name, "sha256": there[0], "bytes": there[1], "ours": part.sha256},
        code="conflict",
    )


def stopped() -> Outcome:
    """The worker stopped the sync."""
    return Outcome(LATER, "Sending was stopped here. It goes on at the next sync.", code="stopped")
