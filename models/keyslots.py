"""The key file ``X.sofs.keys``: one data key, wrapped by passphrase, recovery code and escrow key.

A changed passphrase rewrites one slot here and never the data. The file carries a checksum, so that damage
is told apart from a wrong passphrase before the database is touched, and a MAC under the data key, so that
nobody without the key can change it unseen. ``docs/file-format.md`` describes every field.
"""

from __future__ import annotations

import contextlib
import enum
import hashlib
import hmac
import json
import secrets
import threading
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from models import durable, recovery_code
from models.errors import KnownError

VERSION = 1
KEY_BYTES = 32
WHAT = "SofS Desk key slots"
MAX_MEMORY_KIB, MAX_PASSES, MAX_LANES = 1 << 20, 16, 16

Slot = dict[str, Any]
Head = tuple[int, str]
"""Number and chain value of the newest edit of the journal."""


class WrongPassphrase(KnownError):
    """The passphrase does not open the passphrase slot."""

    def __init__(self) -> None:
        super().__init__(
            "This passphrase does not open the vault. Nothing was changed. Type it again, or use the recovery code."
        )


class WrongRecoveryCode(KnownError):
    """A well-formed recovery code that is not this vault's present one."""

    def __init__(self) -> None:
        super().__init__(
            "This recovery code does not open the vault; it may be an older one. Nothing was changed. "
            "Look for the code that was printed last."
        )


class WrongEscrowKey(KnownError):
    """The escrow key is not the one the vault was made for, or is not a key at all."""

    def __init__(self) -> None:
        super().__init__(
            "This escrow key does not fit this vault. Nothing was changed. Ask who keeps the escrow keys "
            "for another one."
        )


class DamagedKeys(KnownError):
    """The key file cannot be read or is not whole."""

    def __init__(self) -> None:
        super().__init__(
            "The vault's key file is damaged. Nothing was changed, and the vault itself may be whole. "
            "Restore the newest backup, which carries a good key file."
        )


class MissingKeys(KnownError):
    """The vault is there, its key file is not."""

    def __init__(self) -> None:
        super().__init__(
            "The vault's key file is missing; it lies beside the vault and its name ends in “.keys”. "
            "Nothing was changed. Put it back, or restore the newest backup."
        )


class NewerKeys(KnownError):
    """A later version of the app wrote the key file."""

    def __init__(self) -> None:
        super().__init__(
            "A newer version of SofS Desk wrote this vault's key file. Nothing was changed. "
            "Install the newer version to open it."
        )


class KdfCost(enum.Enum):
    """What one guess of a passphrase costs with Argon2id: memory in KiB, passes, lanes."""

    STANDARD = (262_144, 3, 4)
    """About one second and 256 MiB."""
    LIGHT = (64, 1, 1)
    """Next to nothing: for tests only."""


@dataclass(frozen=True)
class KeyFile:
    """What the key file says, before anything in it is unlocked."""

    vault_id: str
    slots: tuple[Slot, ...] = ()
    head: Head | None = None
    mac: bytes = field(default=b"", repr=False, compare=False)

    @classmethod
    def read(cls, path: Path) -> KeyFile:
        """Read the key file at ``path``; the good copy kept while it was last written stands in for a
        damaged one.

        Raises ``MissingKeys``, ``DamagedKeys`` or ``NewerKeys``; changes nothing.
        """
        try:
            return cls.parse(_contents(path))
        except (MissingKeys, DamagedKeys):
            try:
                return cls.parse(_contents(previous_of(path)))
            except KnownError:
                pass
            raise

    @classmethod
    def parse(cls, content: bytes) -> KeyFile:
        """Read the bytes of a key file; raises ``DamagedKeys`` or ``NewerKeys``."""
        try:
            outer = json.loads(content)
            signed = {name: outer[name] for name in ("what", "version", "body", "mac")}
            if outer["checksum"] != hashlib.sha256(_canonical(signed)).hexdigest() or signed["what"] != WHAT:
                raise DamagedKeys
            if signed["version"] > VERSION:
                raise NewerKeys
            body = signed["body"]
            slots = tuple(body["slots"])
            for slot in slots:
                _check_slot(slot)
            head = body["head"]
            return cls(
                str(body["vault"]),
                slots,
                (int(head[0]), str(head[1])) if head else None,
                bytes.fromhex(signed["mac"]),
            )
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise DamagedKeys from error

    def sealed(self, key: bytes | bytearray) -> bytes:
        """The bytes of the file, with its MAC under the data key and its checksum."""
        signed = {"what": WHAT, "version": VERSION, "body": self._body(), "mac": self._mac_under(key).hex()}
        outer = {**signed, "checksum": hashlib.sha256(_canonical(signed)).hexdigest()}
        return json.dumps(outer, indent=1).encode() + b"\n"

    def is_sealed_by(self, key: bytes | bytearray) -> bool:
        """Whether the MAC of this file was made with ``key``."""
        return hmac.compare_digest(self.mac, self._mac_under(key))

    def slot(self, kind: str) -> Slot | None:
        """The slot of that kind ("passphrase", "recovery", "escrow"), if there is one."""
        return next((slot for slot in self.slots if slot["kind"] == kind), None)

    def _body(self) -> dict[str, Any]:
        return {"vault": self.vault_id, "slots": list(self.slots), "head": self.head}

    def _mac_under(self, key: bytes | bytearray) -> bytes:
        mac_key = _hkdf(key, b"", "sofs-desk key file MAC")
        return hmac.digest(mac_key, _canonical({"version": VERSION, "body": self._body()}), "sha256")


class Keys:
    """An unlocked key file: the data key, and the ways to change a slot. Drop it with ``forget``."""

    def __init__(self, path: Path, file: KeyFile, key: bytearray) -> None:
        self.path = path
        self.file = file
        self.key = key
        self._forgotten = False
        # A passphrase takes a second and may be set in another thread; locking the vault has to wait for it,
        # or the slot would wrap an overwritten key.
        self._changing = threading.RLock()

    @classmethod
    def create(cls, path: Path, passphrase: str, cost: KdfCost, escrow_public_key: bytes | None) -> tuple[Keys, str]:
        """A new data key with its slots, not yet written; and the recovery code to print."""
        keys = cls(path, KeyFile(secrets.token_hex(16)), bytearray(secrets.token_bytes(KEY_BYTES)))
        keys.set_passphrase(passphrase, cost.value)
        code = keys.set_recovery_code()
        if escrow_public_key is not None:
            keys.set_escrow(escrow_public_key)
        return keys, code

    @classmethod
    def unlock(cls, path: Path, passphrase: str) -> Keys:
        """Open the key file with the passphrase; raises ``WrongPassphrase`` or what ``KeyFile.read``
        raises."""
        file = KeyFile.read(path)
        slot = _present(file.slot("passphrase"))
        return cls._opened(path, file, slot, _passphrase_key(passphrase, slot["kdf"]), WrongPassphrase())

    @classmethod
    def unlock_with_recovery_code(cls, path: Path, code: str) -> Keys:
        """Open the key file with the printed code; raises ``MistypedRecoveryCode`` or
        ``WrongRecoveryCode``."""
        secret = recovery_code.secret_of(code)
        file = KeyFile.read(path)
        slot = _present(file.slot("recovery"))
        return cls._opened(
            path, file, slot, _hkdf(secret, _bytes(slot["salt"]), "sofs-desk recovery"), WrongRecoveryCode()
        )

    @classmethod
    def unlock_with_escrow_key(cls, path: Path, private_key: bytes) -> Keys:
        """Open the key file with the escrow private key (PEM, or 32 raw bytes); raises ``WrongEscrowKey``."""
        file = KeyFile.read(path)
        slot = file.slot("escrow")
        private = _escrow_private(private_key)
        if slot is None or _raw(private.public_key()) != _bytes(slot["recipient"]):
            raise WrongEscrowKey
        ephemeral = X25519PublicKey.from_public_bytes(_bytes(slot["ephemeral"]))
        wrapping = _hkdf(private.exchange(ephemeral), _bytes(slot["ephemeral"] + slot["recipient"]), "sofs-desk escrow")
        return cls._opened(path, file, slot, wrapping, WrongEscrowKey())

    @classmethod
    def _opened(cls, path: Path, file: KeyFile, slot: Slot, wrapping: bytes, wrong: KnownError) -> Keys:
        try:
            key = AESGCM(wrapping).decrypt(_bytes(slot["nonce"]), _bytes(slot["wrapped"]), _bound(file.vault_id, slot))
        except InvalidTag as error:
            raise wrong from error
        if len(key) != KEY_BYTES or not file.is_sealed_by(key):
            raise DamagedKeys
        keys = cls(path, file, bytearray(key))
        durable.wipe(key)
        durable.wipe(wrapping)
        return keys

    def set_passphrase(self, passphrase: str, cost: tuple[int, int, int] | None = None) -> None:
        """Wrap the data key by a new passphrase, at the present cost if none is given. Not yet written."""
        if cost is None:
            kdf = _present(self.file.slot("passphrase"))["kdf"]
            cost = (kdf["memory_kib"], kdf["passes"], kdf["lanes"])
        memory, passes, lanes = cost
        salt = secrets.token_hex(16)
        kdf = {"name": "argon2id", "memory_kib": memory, "passes": passes, "lanes": lanes, "salt": salt}
        self._put({"kind": "passphrase", "kdf": kdf}, _passphrase_key(passphrase, kdf))

    def set_recovery_code(self) -> str:
        """Wrap the data key by a new recovery code and return the code. Not yet written."""
        code = recovery_code.make()
        salt = secrets.token_bytes(16)
        wrapping = _hkdf(recovery_code.secret_of(code), salt, "sofs-desk recovery")
        self._put({"kind": "recovery", "salt": salt.hex()}, wrapping)
        return code

    def set_escrow(self, public_key: bytes) -> None:
        """Wrap the data key for the holder of an X25519 key pair (public half as PEM or 32 raw bytes)."""
        recipient = _escrow_public(public_key)
        ephemeral = X25519PrivateKey.generate()
        ends = _raw(ephemeral.public_key()).hex(), _raw(recipient).hex()
        wrapping = _hkdf(ephemeral.exchange(recipient), _bytes("".join(ends)), "sofs-desk escrow")
        self._put({"kind": "escrow", "ephemeral": ends[0], "recipient": ends[1]}, wrapping)

    def set_head(self, head: Head) -> None:
        """Remember the head of the journal's chain. Not yet written."""
        self.file = replace(self.file, head=head)

    def with_head(self, head: Head) -> KeyFile:
        """The key file as it would be with another head."""
        return replace(self.file, head=head)

    @contextlib.contextmanager
    def changing(self) -> Iterator[None]:
        """Write what the block sets; when that fails, the slots are again what the file on the disk says."""
        with self._changing:
            if self._forgotten:
                raise RuntimeError("the key is forgotten")
            before = self.file
            try:
                yield
                self.save()
            except BaseException:
                self.file = before
                raise

    def save(self) -> None:
        """Write the key file, keeping the good old one until the new one was read back from the disk."""
        content = self.file.sealed(self.key)
        new, previous = self.path.with_name(self.path.name + ".new"), previous_of(self.path)
        with durable.plain_disk_errors():
            durable.write_private(new, content)
            self._must_be_good(new)
            if self.path.exists():
                if not previous.exists() or self._is_good(self.path):
                    durable.write_private(previous, self.path.read_bytes())
                durable.sync_folder(self.path.parent)
            try:
                durable.move(new, self.path)
                self._must_be_good(self.path)
            except BaseException:
                new.unlink(missing_ok=True)
                with contextlib.suppress(OSError):
                    previous.replace(self.path)
                raise
        with contextlib.suppress(KnownError):  # tried again when the vault is next opened
            self.drop_previous()

    def drop_previous(self) -> None:
        """Remove the copy kept while the key file was last written, once the file itself is known to be
        good."""
        with durable.plain_disk_errors():
            if previous_of(self.path).exists() and self._is_good(self.path):
                previous_of(self.path).unlink(missing_ok=True)
                durable.sync_folder(self.path.parent)

    def forget(self) -> None:
        """Overwrite the data key in memory, as far as Python lets us; waits for a change in another thread."""
        with self._changing:
            self._forgotten = True
            self.key[:] = bytes(len(self.key))

    def _put(self, slot: Slot, wrapping: bytes) -> None:
        nonce = secrets.token_bytes(12)
        wrapped = AESGCM(wrapping).encrypt(nonce, self.key, _bound(self.file.vault_id, slot))
        slot = {**slot, "nonce": nonce.hex(), "wrapped": wrapped.hex()}
        others = tuple(other for other in self.file.slots if other["kind"] != slot["kind"])
        self.file = replace(self.file, slots=(*others, slot))

    def _is_good(self, path: Path) -> bool:
        try:
            return KeyFile.parse(_contents(path)).is_sealed_by(self.key)
        except KnownError:
            return False

    def _must_be_good(self, path: Path) -> None:
        if not self._is_good(path):
            raise durable.DiskTrouble


def keys_path(vault: Path) -> Path:
    """Where the key file of ``vault`` lies."""
    return vault.with_name(vault.name + ".keys")


def previous_of(keys: Path) -> Path:
    """Where the good old key file stays while a new one is being written."""
    return keys.with_name(keys.name + ".previous")


def _contents(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise MissingKeys from error
    except OSError as error:
        raise durable.disk_error(error) from error


def _canonical(value: object) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode()


def _check_slot(slot: Slot) -> None:
    """Raise ``ValueError`` or ``KeyError`` unless the fields we use are there, well formed and within bounds.

    Without the upper bounds a changed file could ask for all memory of the machine."""
    sizes = {"nonce": 12, "wrapped": KEY_BYTES + 16}
    kind = slot["kind"]
    if kind == "passphrase":
        kdf = slot["kdf"]
        memory, passes, lanes = (kdf[name] for name in ("memory_kib", "passes", "lanes"))
        if not all(type(value) is int for value in (memory, passes, lanes)) or kdf["name"] != "argon2id":
            raise ValueError("not Argon2id")
        if not (1 <= lanes <= MAX_LANES and 1 <= passes <= MAX_PASSES and 8 * lanes <= memory <= MAX_MEMORY_KIB):
            raise ValueError("cost out of bounds")
        if len(_bytes(kdf["salt"])) < 16:
            raise ValueError("salt too short")
    elif kind == "recovery":
        sizes["salt"] = 16
    elif kind == "escrow":
        sizes |= {"ephemeral": 32, "recipient": 32}
    if any(len(_bytes(slot[name])) != size for name, size in sizes.items()):
        raise ValueError("wrong size")


def _present(slot: Slot | None) -> Slot:
    if slot is None:
        raise DamagedKeys
    return slot


def _bytes(text: str) -> bytes:
    return bytes.fromhex(text)


def _bound(vault_id: str, slot: Slot) -> bytes:
    """What the wrapping vouches for beside the key: the vault, the slot's kind and how its key comes about."""
    facts = {name: value for name, value in slot.items() if name not in ("nonce", "wrapped")}
    return _canonical({"vault": vault_id, **facts})


def _hkdf(secret: bytes | bytearray, salt: bytes, use: str) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=KEY_BYTES, salt=salt, info=use.encode()).derive(secret)


def _passphrase_key(passphrase: str, kdf: dict[str, Any]) -> bytes:
    """Argon2id of the passphrase; NFC, so that é typed on a Mac opens a vault made on Windows."""
    secret = unicodedata.normalize("NFC", passphrase).encode()
    memory, passes, lanes = kdf["memory_kib"], kdf["passes"], kdf["lanes"]
    return hash_secret_raw(secret, _bytes(kdf["salt"]), passes, memory, lanes, KEY_BYTES, Type.ID)


def _raw(key: X25519PublicKey) -> bytes:
    return key.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)


def _escrow_public(data: bytes) -> X25519PublicKey:
    try:
        key = X25519PublicKey.from_public_bytes(data) if len(data) == 32 else serialization.load_pem_public_key(data)
    except ValueError as error:
        raise WrongEscrowKey from error
    if not isinstance(key, X25519PublicKey):
        raise WrongEscrowKey
    return key


def _escrow_private(data: bytes) -> X25519PrivateKey:
    try:
        if len(data) == 32:
            return X25519PrivateKey.from_private_bytes(data)
        key = serialization.load_pem_private_key(data, password=None)
    except (ValueError, TypeError) as error:
        raise WrongEscrowKey from error
    if not isinstance(key, X25519PrivateKey):
        raise WrongEscrowKey
    return key
