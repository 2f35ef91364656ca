"""A case from one worker to another: one sealed, signed file; received into quarantine, looked at, then merged.

The file is an age file (https://age-encryption.org) for a colleague's key or a passphrase. Inside are a head (JSON,
one line), its Ed25519 signature (base64, one line) and the case bundle, whose hash stands in the head. Nothing of a
received file touches a case before the worker has seen what it changes.
"""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pyrage
from sqlalchemy import select

from exporters import age_files
from exporters.bundle import import_bundle, write_bundle
from exporters.bundle_format import MAX_BYTES
from exporters.bundle_reading import Bundle, read_bundle
from models import audit
from models.base import new_id
from models.casework import Case, Desk
from models.colleagues import KeyCard, OwnKeys, colleagues, own_keys, read_card
from models.entities import Received
from models.errors import KnownError
from models.merging import ConflictKey, Merge, apply_merge, merge
from models.rows import Rows

FORMAT = "sofs-desk-handover"
VERSION = 1
ENDING = ".sofs-case"
MIN_PASSPHRASE = 12
_MOST = MAX_BYTES + 1_000_000
_KNOWN = 50
_AGE = b"age-encryption.org/v1"


class UnusableHandover(KnownError):
    """The file cannot be received."""

    def __init__(self, what: str) -> None:
        super().__init__(f"This file cannot be received: {what}. Nothing was changed. Ask for it to be sent again.")


@dataclass(frozen=True)
class Waiting:
    """A file in quarantine, without what is in the case. ``signed_by``: name of the colleague whose key signed it.

    ``is_checked``: that colleague's key was compared with them; ``state``: waiting, merged, refused.
    """

    id: str
    at: str
    sender: str
    signed_by: str | None
    is_checked: bool
    case_id: str
    case_name: str
    state: str


@dataclass(frozen=True)
class Looked:
    """What merging would do. ``is_new``: the case is not here yet; ``people``, ``cards``: what is in the file.

    ``knows_ours``: both copies have a common state, so that removals can be told from what is only ours.
    """

    waiting: Waiting
    is_new: bool
    people: int
    cards: int
    merged: Merge | None
    knows_ours: bool


# ---- sending --------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Prepared:
    """A case made ready to be sealed: everything that needs the vault has been read."""

    case: Case
    id: str
    seq: int
    payload: bytes
    to: KeyCard | None
    passphrase: str


def write_handover(case: Case, *, to: KeyCard | None = None, passphrase: str = "") -> bytes:
    """The sealed file of a case, for a colleague or for whoever knows the passphrase. Needs :func:`own_keys`.

    Both sides remember this state of the case, so that what comes back can be merged.
    """
    prepared = prepare(case, to=to, passphrase=passphrase)
    sealed = seal(prepared)
    remember(prepared, sealed)
    return sealed


def prepare(case: Case, *, to: KeyCard | None = None, passphrase: str = "") -> Prepared:
    """The first of three steps: read the case and sign it."""
    desk, keys = case.desk, own_keys(case.desk)
    if keys is None:
        raise KnownError(
            "Handing over needs a key card of your own. Nothing was written. Make it with your name first."
        )
    if to is None and len(passphrase) < MIN_PASSPHRASE:
        raise KnownError(
            "This passphrase is too short to protect a case. Nothing was written. "
            f"Use {MIN_PASSPHRASE} signs or more, best four words that have nothing to do with each other."
        )
    handover_id = new_id()
    known = [each["id"] for each in _points(desk, case.id)]
    payload = _payload(keys, case, write_bundle(case, sealed=True), handover_id, known)
    with desk.reading() as connection:
        seq = connection.exec_driver_sql("SELECT max(seq) FROM edit").scalar()
    return Prepared(case, handover_id, int(seq or 0), payload, to, passphrase)


def seal(prepared: Prepared) -> bytes:
    """The second step: lock it. A passphrase takes about a second; it touches nothing of the vault: any thread may."""
    if prepared.to is not None:
        return bytes(pyrage.encrypt(prepared.payload, [pyrage.x25519.Recipient.from_str(prepared.to.box)]))
    return age_files.lock(prepared.payload, prepared.passphrase)


def remember(prepared: Prepared, sealed: bytes) -> None:
    """The last step: note what the other side will know, and that it left."""
    case = prepared.case
    _remember(case.desk, case.id, {"id": prepared.id, "seq": prepared.seq})
    audit.note(case.desk, "exported", case_id=case.id, what="handover", detail=hashlib.sha256(sealed).hexdigest())


def _payload(keys: OwnKeys, case: Case, bundle: bytes, handover_id: str, known: list[str]) -> bytes:
    head = {
        "format": FORMAT, "version": VERSION, "id": handover_id, "case": case.id, "known": known,
        "made_at": case.desk.now().isoformat(), "from": keys.card.line, "sha256": hashlib.sha256(bundle).hexdigest(),
    }  # fmt: skip
    line = json.dumps(head, ensure_ascii=False).encode()
    return b"\n".join([line, base64.b64encode(keys.sign(line)), bundle])


# ---- receiving ------------------------------------------------------------------------------------------------------
def receive(desk: Desk, data: bytes, *, passphrase: str = "") -> str:
    """Open a file into quarantine; returns its id there. Raises KnownError and keeps nothing of a file that is not
    whole, not sealed for us, not signed by whom it names, or damaged. The same file is kept once."""
    return keep_received(desk, unseal(data, own_keys(desk), passphrase=passphrase))


def keep_received(desk: Desk, payload: bytes) -> str:
    """Put an opened file into quarantine; see :func:`receive`."""
    head, bundle = _checked(payload)
    card = _card(head)
    signer = next((each for each in colleagues(desk) if each.card.sign == card.sign), None)
    digest = hashlib.sha256(payload).hexdigest()
    with desk.writing() as session:
        there = session.scalars(select(Received).where(Received.sha256 == digest)).first()
        if there is not None:
            return there.id
        row = Received(
            at=desk.now().isoformat(), sender=card.name, signed_by=signer.id if signer else None, case_id=head["case"],
            case_name=str(bundle.case["name"]), sha256=digest, data=payload,
        )  # fmt: skip
        session.add(row)
        session.flush()
        audit.note(desk, "received", case_id=head["case"], what="handover", detail=digest)
        return row.id


def unseal(data: bytes, keys: OwnKeys | None, *, passphrase: str = "") -> bytes:
    """Open a sealed file with our keys or its passphrase. Touches nothing of the vault, so any thread may."""
    if len(data) > _MOST * 2:
        raise UnusableHandover("it is too large")
    if not data.startswith(_AGE):
        raise UnusableHandover("it is no handed-over case")
    is_for_a_key = data.startswith(_AGE + b"\n-> X25519 ")
    try:
        if not is_for_a_key:
            if not passphrase:
                raise KnownError("This file is locked with a passphrase. Nothing was changed. Ask the sender for it.")
            return age_files.unlock(data, passphrase)
        if keys is None:
            raise UnusableHandover("it is sealed for somebody else's key")
        return keys.open(data)
    except (pyrage.DecryptError, ValueError):
        why = (
            "it is sealed for somebody else's key, or damaged"
            if is_for_a_key
            else "the passphrase is wrong, or it is damaged"
        )
        raise UnusableHandover(why) from None


def _checked(payload: bytes) -> tuple[dict[str, Any], Bundle]:
    """Head and bundle of an opened file, each whole and signed."""
    line, _, rest = payload.partition(b"\n")
    signature, _, data = rest.partition(b"\n")
    try:
        head = json.loads(line)
        signed = base64.b64decode(signature, validate=True)
    except (ValueError, RecursionError):
        raise UnusableHandover("what is in it is damaged") from None
    if not isinstance(head, dict) or head.get("format") != FORMAT:
        raise UnusableHandover("it is no handed-over case")
    if head.get("version") != VERSION:
        raise UnusableHandover("it was made by a newer SofS Desk")
    texts = (head.get(name) for name in ("id", "case", "from", "sha256"))
    known = head.get("known")
    if not all(isinstance(text, str) for text in texts) or not isinstance(known, list):
        raise UnusableHandover("what is in it is damaged")
    if not _card(head).has_signed(signed, line) or hashlib.sha256(data).hexdigest() != head["sha256"]:
        raise UnusableHandover("it was changed after it was signed")
    bundle = read_bundle(data)
    if bundle.case["id"] != head["case"]:
        raise UnusableHandover("it names another case than it holds")
    return head, bundle


def _card(head: Mapping[str, Any]) -> KeyCard:
    return read_card(str(head["from"]))


# ---- quarantine -----------------------------------------------------------------------------------------------------
def waiting(desk: Desk) -> tuple[Waiting, ...]:
    """Everything received, newest first."""
    known = {each.id: each for each in colleagues(desk)}
    columns = (
        Received.id, Received.at, Received.sender, Received.signed_by, Received.case_id, Received.case_name,
        Received.state,
    )  # fmt: skip
    with desk.reading() as connection:
        rows = connection.execute(select(*columns).order_by(Received.at.desc(), Received.id)).all()
    return tuple(
        Waiting(
            id=row.id, at=row.at, sender=row.sender,
            signed_by=known[row.signed_by].card.name if row.signed_by in known else None,
            is_checked=row.signed_by in known and known[row.signed_by].is_checked,
            case_id=row.case_id, case_name=row.case_name, state=row.state,
        )
        for row in rows
    )  # fmt: skip


def look(desk: Desk, received_id: str, choices: Mapping[ConflictKey, str] | None = None) -> Looked:
    """What a received file would change, with the worker's choices so far. Nothing is written."""
    line = _line(desk, received_id)
    head, bundle = _checked(_data(desk, received_id))
    people, cards = len(bundle.tables["person"]), len(bundle.tables["card"])
    if head["case"] not in desk.case_ids():
        return Looked(line, True, people, cards, None, False)
    case = desk.open_case(head["case"])
    base = _base(desk, case, head)
    merged = merge(base, case.rows, _rows(bundle), choices)
    return Looked(line, False, people, cards, merged, base is not None)


def take_in(desk: Desk, received_id: str, choices: Mapping[ConflictKey, str] | None = None) -> str:
    """Merge a received file (or bring in the case, where it is new) in one step; returns the case's id."""
    looked = look(desk, received_id, choices)
    if looked.waiting.state != "waiting":
        raise KnownError("This file was already dealt with. Nothing was changed.")
    head, bundle = _checked(_data(desk, received_id))
    if looked.merged is None:
        case_id = import_bundle(desk, bundle)
    else:
        case_id = head["case"]
        apply_merge(desk.open_case(case_id), looked.merged, "Put a colleague's work in", bundle.pictures)
    _remember(desk, case_id, {"id": head["id"], "received": received_id})
    _end(desk, received_id, "merged")
    audit.note(desk, "merged", case_id=case_id, what="handover", detail=looked.waiting.id)
    return case_id


def refuse(desk: Desk, received_id: str) -> None:
    """Do not take a received file in; what was in it goes."""
    _end(desk, received_id, "refused")


def _line(desk: Desk, received_id: str) -> Waiting:
    found = next((each for each in waiting(desk) if each.id == received_id), None)
    if found is None:
        raise KnownError("This file is not among those received. Nothing was changed.")
    return found


def _data(desk: Desk, received_id: str) -> bytes:
    with desk.reading() as connection:
        data = connection.execute(select(Received.data).where(Received.id == received_id)).scalar()
    if data is None:
        raise KnownError("What was in this file is gone. Nothing was changed. Ask for it to be sent again.")
    return bytes(data)


def _end(desk: Desk, received_id: str, state: str) -> None:
    with desk.writing() as session:
        row = session.get(Received, received_id)
        if row is not None:
            row.state = state
            if state == "refused":
                row.data = None


# ---- what both sides had last ---------------------------------------------------------------------------------------
def _note_name(case_id: str) -> str:
    return f"handovers:{case_id}"


def _points(desk: Desk, case_id: str) -> list[dict[str, Any]]:
    """States of a case that a colleague has too, newest first: sent (``seq``) or received (``received``)."""
    kept = desk.note(_note_name(case_id))
    return list(json.loads(kept)) if kept else []


def _remember(desk: Desk, case_id: str, point: dict[str, Any]) -> None:
    desk.keep_note(_note_name(case_id), json.dumps([point, *_points(desk, case_id)][:_KNOWN]))


def _base(desk: Desk, case: Case, head: Mapping[str, Any]) -> Rows | None:
    """The case as both had it last: the newest state of ours that the sender knows too."""
    theirs = {str(each) for each in head["known"]} | {str(head["id"])}
    for point in _points(desk, case.id):
        if point["id"] not in theirs:
            continue
        if "seq" in point:
            return case.rows_at(int(point["seq"]))
        with desk.reading() as connection:
            data = connection.execute(select(Received.data).where(Received.id == point["received"])).scalar()
        if data is not None:
            return _rows(_checked(bytes(data))[1])
    return None


def _rows(bundle: Bundle) -> Rows:
    return Rows({name: {row["id"]: dict(row) for row in rows} for name, rows in bundle.tables.items()})


def described(looked: Looked) -> dict[str, Any]:
    """What a look found as plain data, without words of the case (for the command line)."""
    merged = looked.merged
    counts = {"added": merged.added, "changed": merged.changed, "removed": merged.removed} if merged else {}
    conflicts = [list(conflict.id) for conflict in merged.conflicts] if merged else []
    plain = dataclasses.asdict(looked.waiting)
    return {
        **plain,
        "is_new": looked.is_new,
        "people": looked.people,
        "cards": looked.cards,
        **counts,
        "conflicts": conflicts,
    }
