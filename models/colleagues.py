"""Who cases are handed to, and our own keys: one to open what is sent to us, one to sign what we send.

A key card is one line of text that a colleague sends by any way; that it is really theirs is checked by reading its
eight short groups to each other, for example on the telephone. Our own secret keys never leave the vault.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import dataclass

import pyrage
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from sqlalchemy import select

from models.casework import Desk
from models.entities import Colleague
from models.errors import KnownError

OWN_KEYS = "own keys"
_CARD = re.compile(r"sofs-colleague:1:([^:\n]{1,80}):(age1[0-9a-z]{58}):([A-Za-z0-9_-]{43})")


@dataclass(frozen=True)
class KeyCard:
    """Somebody's name and public keys. ``box``: their age recipient; ``sign``: Ed25519, URL-safe base64."""

    name: str
    box: str
    sign: str

    @property
    def line(self) -> str:
        """The card as one line of text."""
        return f"sofs-colleague:1:{self.name}:{self.box}:{self.sign}"

    @property
    def groups(self) -> str:
        """What two people read to each other: eight groups of four signs."""
        digest = hashlib.sha256(f"{self.box}:{self.sign}".encode()).hexdigest()[:32]
        return " ".join(digest[place : place + 4] for place in range(0, 32, 4))

    def has_signed(self, signature: bytes, message: bytes) -> bool:
        """Whether a signature over a message was made with this card's key."""
        try:
            Ed25519PublicKey.from_public_bytes(_decoded(self.sign)).verify(signature, message)
        except (InvalidSignature, ValueError):
            return False
        return True


@dataclass(frozen=True)
class ColleagueView:
    """A colleague as kept. ``is_checked``: the groups were compared in person."""

    id: str
    card: KeyCard
    is_checked: bool
    added_on: str | None


class OwnKeys:
    """Our own secret keys and the card that goes with them."""

    def __init__(self, name: str, box: str, sign: bytes) -> None:
        self._box = pyrage.x25519.Identity.from_str(box)
        self._sign = Ed25519PrivateKey.from_private_bytes(sign)
        public = self._sign.public_key().public_bytes_raw()
        self.card = KeyCard(name, str(self._box.to_public()), _encoded(public))

    def sign(self, message: bytes) -> bytes:
        """The signature over a message (64 bytes)."""
        return self._sign.sign(message)

    def open(self, sealed: bytes) -> bytes:
        """Decrypt what was sealed to us. Raises ``pyrage.DecryptError``."""
        return bytes(pyrage.decrypt(sealed, [self._box]))


def own_keys(desk: Desk) -> OwnKeys | None:
    """Our keys, or None while we never handed anything over."""
    kept = desk.note(OWN_KEYS)
    if kept is None:
        return None
    said = json.loads(kept)
    return OwnKeys(said["name"], said["box"], _decoded(said["sign"]))


def make_own_keys(desk: Desk, name: str) -> OwnKeys:
    """Make our keys under the name colleagues will see; with keys there already only the name changes."""
    name = " ".join(name.replace(":", " ").split())[:80]
    if not name:
        raise KnownError("A key card needs a name. Nothing was changed. Write the name your colleagues know you by.")
    if desk.vault.read_only:
        raise KnownError("This vault can only be read. Nothing was changed. Open it with the newer SofS Desk.")
    kept = desk.note(OWN_KEYS)
    if kept is not None:
        said = {**json.loads(kept), "name": name}
    else:
        sign = Ed25519PrivateKey.generate().private_bytes_raw()
        said = {"name": name, "box": str(pyrage.x25519.Identity.generate()), "sign": _encoded(sign)}
    desk.keep_note(OWN_KEYS, json.dumps(said))
    return OwnKeys(said["name"], said["box"], _decoded(said["sign"]))


def read_card(line: str) -> KeyCard:
    """A key card from its line, found in whatever was pasted around it. Raises KnownError."""
    found = _CARD.search(line)
    if found is None:
        raise KnownError(
            "There is no whole key card in this text. Nothing was changed. It begins with “sofs-colleague:1:” and is "
            "one long line; ask your colleague to send it again."
        )
    card = KeyCard(*found.groups())
    try:
        pyrage.x25519.Recipient.from_str(card.box)
        Ed25519PublicKey.from_public_bytes(_decoded(card.sign))
    except (ValueError, pyrage.RecipientError):
        raise KnownError(
            "This key card is damaged. Nothing was changed. Ask your colleague to send it again."
        ) from None
    return card


def add_colleague(desk: Desk, card: KeyCard) -> str:
    """Keep a colleague's card; the same keys are kept once. Returns their id."""
    with desk.writing() as session:
        there = session.scalars(select(Colleague).where(Colleague.sign_key == card.sign)).first()
        if there is not None:
            there.name, there.box_key = card.name, card.box
            return there.id
        on = desk.now().date().isoformat()
        row = Colleague(name=card.name, box_key=card.box, sign_key=card.sign, added_on=on)
        session.add(row)
        session.flush()
        return row.id


def set_checked(desk: Desk, colleague_id: str, is_checked: bool = True) -> None:
    """Keep that the groups of a colleague's card were compared with them."""
    with desk.writing() as session:
        row = session.get(Colleague, colleague_id)
        if row is not None:
            row.is_checked = is_checked


def remove_colleague(desk: Desk, colleague_id: str) -> None:
    """Forget a colleague's card."""
    with desk.writing() as session:
        row = session.get(Colleague, colleague_id)
        if row is not None:
            session.delete(row)


def colleagues(desk: Desk) -> tuple[ColleagueView, ...]:
    """Everybody whose card is kept, by name."""
    with desk.reading() as connection:
        rows = connection.execute(select(Colleague.__table__).order_by(Colleague.name, Colleague.id)).mappings().all()
    return tuple(
        ColleagueView(
            row["id"], KeyCard(row["name"], row["box_key"], row["sign_key"]), row["is_checked"], row["added_on"]
        )
        for row in rows
        if row["box_key"] and row["sign_key"]
    )


def _encoded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _decoded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
