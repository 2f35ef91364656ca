"""The vault: the locked file with every case, open for one person in one window.

Order when opening: the key file first, so that damage and a wrong passphrase are told apart before the
database is touched; then the database; then, for an older file, a verified backup and the migration.
"""

from __future__ import annotations

import contextlib
import ctypes
import dataclasses
import os
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlcipher3
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.pool import StaticPool

from models import backups, cipher, durable, erased_rows, journal, migrations
from models.certificates import Erased
from models.cipher import DamagedVault, VaultBusy
from models.errors import KnownError
from models.keyslots import DamagedKeys, KdfCost, KeyFile, Keys, MissingKeys, NewerKeys, WrongPassphrase, keys_path

__all__ = [
    "DamagedKeys", "DamagedVault", "KdfCost", "MissingKeys", "MissingVault", "NewerKeys", "NewerVault", "Vault",
    "VaultBusy", "VaultExists", "WrongPassphrase", "harden_process",
]  # fmt: skip

CHECKED_WHEN_OPENED = 16 * 1024 * 1024
"""Files up to this many bytes are read whole when opened (about 0.1 s); larger ones when checked or backed up."""

AN_OLDER_COPY = (
    "This vault is older than its key file says: an older copy may have been put in its place. What "
    "is in it can be read and changed; look whether a newer copy or backup is to be found."
)


class MissingVault(KnownError):
    """There is no file of that name."""

    def __init__(self) -> None:
        super().__init__(
            "There is no vault at this place. Nothing was changed. Choose another file, or restore a backup."
        )


class VaultExists(KnownError):
    """A new vault may not take the place of an old one."""

    def __init__(self) -> None:
        super().__init__("There is already a vault of this name. Nothing was changed. Open it, or choose another name.")


class NewerVault(KnownError):
    """A later version of the app wrote the file; it can be read, not changed."""

    def __init__(self) -> None:
        super().__init__(
            "A newer version of SofS Desk wrote this vault, so it is open for reading only and nothing "
            "was changed. Install the newer version to go on working in it."
        )


class Vault:
    """An open vault.

    ``engine`` has one connection for the whole process; every transaction takes the write lock when it
    begins. ``read_only`` is true for a newer file, and ``notice`` then says so in one sentence; it is None
    when all is well.
    """

    def __init__(self, path: Path, keys: Keys, raw: Any, *, read_only: bool = False) -> None:
        self.path = path
        self.read_only = read_only
        self.notice: str | None = str(NewerVault()) if read_only else None
        self._keys = keys
        self._raw = raw
        self._closed = False
        self.engine = _engine(raw, read_only=read_only)

    @classmethod
    def create(
        cls,
        path: Path,
        passphrase: str,
        *,
        cost: KdfCost = KdfCost.STANDARD,
        escrow_public_key: bytes | None = None,
    ) -> tuple[Vault, str]:
        """Make a new vault; returns it open, and the recovery code to print. Raises ``VaultExists`` or disk
        errors.

        The database is made under another name and gets its own only when it and its key file are whole.
        """
        path = path.absolute()
        if cls.is_at(path):
            raise VaultExists
        keys, code = Keys.create(keys_path(path), passphrase, cost, escrow_public_key)
        making = path.with_name(path.name + ".making")
        with durable.plain_disk_errors():
            path.parent.mkdir(parents=True, exist_ok=True)
            _remove_half_made(making)
            os.close(durable.create_private(making))
        try:
            vault = cls(making, keys, cipher.connect(making, keys.key, new=True))
            try:
                vault._migrate()
            finally:
                vault._let_go()
            with durable.plain_disk_errors():
                backups.set_aside(keys_path(path))
                keys.save()
                durable.move(making, path)
        except BaseException:
            _remove_half_made(making)
            keys.forget()
            raise
        return cls._open(path, keys), code

    @staticmethod
    def is_at(path: Path) -> bool:
        """Whether there is a vault to open at ``path``; also while a restore is waiting to be finished."""
        return path.exists() or backups.restore_is_waiting(path)

    @classmethod
    def open(cls, path: Path, passphrase: str) -> Vault:
        """Open with the passphrase.

        Raises ``MissingVault``, ``MissingKeys``, ``DamagedKeys``, ``NewerKeys``, ``WrongPassphrase``,
        ``VaultBusy``, ``DamagedVault`` or a disk error; none of them changes anything on the disk.
        """
        return cls._unlocked(path, lambda keys: Keys.unlock(keys, passphrase))

    @classmethod
    def open_with_recovery_code(cls, path: Path, code: str) -> Vault:
        """Open with the printed recovery code; raises ``MistypedRecoveryCode`` or ``WrongRecoveryCode`` as
        well."""
        return cls._unlocked(path, lambda keys: Keys.unlock_with_recovery_code(keys, code))

    @classmethod
    def open_with_escrow_key(cls, path: Path, private_key: bytes) -> Vault:
        """Open with the escrow private key (PEM, or 32 raw bytes); raises ``WrongEscrowKey`` as well."""
        return cls._unlocked(path, lambda keys: Keys.unlock_with_escrow_key(keys, private_key))

    @classmethod
    def _unlocked(cls, path: Path, unlock: Callable[[Path], Keys]) -> Vault:
        path = path.absolute()
        backups.finish_restore(path)
        if not path.is_file():
            raise MissingVault
        return cls._open(path, unlock(keys_path(path)))

    @classmethod
    def _open(cls, path: Path, keys: Keys) -> Vault:
        raw = None
        try:
            raw = cipher.connect(path, keys.key)
            with cipher.plain_errors():
                if path.stat().st_size <= CHECKED_WHEN_OPENED and cipher.page_faults(raw):
                    raise DamagedVault
                if migrations.revision_of(raw) is None:
                    raise DamagedVault
                vault = cls(path, keys, raw, read_only=migrations.is_newer(raw))
                if vault.read_only:
                    raw.execute("PRAGMA query_only = ON")
                    return vault
                if migrations.is_outdated(raw):
                    vault.back_up(reason="before-migration")
                    vault._migrate()
            keys.drop_previous()
            if not vault._head_is_in_the_chain():
                vault.notice = AN_OLDER_COPY
        except BaseException:
            if raw is not None:
                raw.close()
            keys.forget()
            raise
        return vault

    def change_passphrase(self, new: str) -> None:
        """Let ``new`` open the vault from now on; data, recovery code and escrow stay as they are."""
        self._must_be_open()
        with self._keys.changing():
            self._keys.set_passphrase(new)

    def new_recovery_code(self) -> str:
        """Make the printed code void and return a new one to print."""
        self._must_be_open()
        with self._keys.changing():
            return self._keys.set_recovery_code()

    def close(self) -> None:
        """Empty the WAL, remember the journal's head in the key file, drop the key. Safe to call again.

        A full disk does not keep it from closing: every committed edit is already on the disk.
        """
        if self._closed:
            return
        try:
            if not self.read_only:
                with contextlib.suppress(KnownError), cipher.plain_errors():
                    self._raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
                    self._record_head()
        finally:
            self._let_go()
            self._keys.forget()

    def check(self) -> list[str]:
        """Read the whole file; returns what is wrong in plain sentences, an empty list when all is well.

        Call it between edits. Nothing of any case is in the sentences.
        """
        self._must_be_open()
        if not self.read_only:
            with cipher.plain_errors():
                self._raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        found = cipher.faults(self._raw)
        if found or self.read_only:
            return found
        with self.engine.connect() as connection:
            found += journal.verify_chain(connection)
        if not self._head_is_in_the_chain():
            found.append("The journal does not hold the last edit the key file remembers.")
        return found

    @property
    def has_open_edit(self) -> bool:
        """Whether a transaction is open, so that a backup has to wait."""
        return bool(self._raw.in_transaction)

    def back_up(self, *, reason: str, now: datetime | None = None) -> Path | None:
        """Write a verified backup and thin out old ones; call it between edits.

        ``reason`` is made of small letters and hyphens. Returns the new file, or None if the reason is an automatic one
        and nothing changed since the newest backup. Raises the disk errors or ``DamagedVault``; then nothing is left
        behind.
        """
        return backups.write(self.path, self._keys_of_now(), self._copy_to, reason=reason, now=now)

    def _copy_to(self, target: Path) -> None:
        """Write all committed data into a new database file under the same key."""
        self._must_be_open()
        cipher.copy(self._raw, target, self._keys.key)
        cipher.verify_file(target, self._keys.key)

    def erase_rows(self, case_id: str, at: str, then: Callable[[Connection, Erased], None]) -> Erased:
        """Take a case out of this file and overwrite where it stood; :func:`models.erasing.erase` does all of it.

        ``then`` writes what is kept of it, in the same transaction.
        """
        self._must_be_open()
        with cipher.plain_errors():
            with self.engine.begin() as connection:
                erased = erased_rows.erase_rows(connection, case_id, at) or Erased()
                then(connection, erased)
            self._record_head()
            cipher.build_anew(self._raw)
        return erased

    def rewrite_backup(self, path: Path, change: Callable[[Connection], object | None]) -> bool:
        """Let ``change`` work on the backup at ``path``, in one transaction; False when it did nothing (None).

        Raises ``DamagedVault`` for a backup that does not open or is of another version. Until the new file is
        verified the old one stays.
        """
        self._must_be_open()
        making = path.with_name(".erasing.sofs")
        with durable.plain_disk_errors():
            _remove_half_made(making)
            try:
                durable.write_private(making, path.read_bytes())
                raw = cipher.connect(making, self._keys.key)
                try:
                    head = _rewritten(raw, change)
                finally:
                    raw.close()
                if head is None:
                    return False
                cipher.verify_file(making, self._keys.key)
                keys = dataclasses.replace(KeyFile.read(keys_path(path)), head=head).sealed(self._keys.key)
                durable.move(making, path)
                durable.write_private(making, keys)
                durable.move(making, keys_path(path))
            finally:
                _remove_half_made(making)
        return True

    def _keys_of_now(self) -> bytes:
        """The key file that belongs to a copy made now: the present slots and the present head of the
        journal."""
        return self._keys.with_head(self._head_of_now()).sealed(self._keys.key)

    def _head_of_now(self) -> tuple[int, str]:
        if self.read_only or migrations.is_outdated(self._raw):
            return self._keys.file.head or (0, "")
        with self.engine.connect() as connection:
            return journal.head(connection)

    def _record_head(self) -> None:
        head = self._head_of_now()
        if head != self._keys.file.head:
            with self._keys.changing():
                self._keys.set_head(head)

    def _head_is_in_the_chain(self) -> bool:
        seq, chain = self._keys.file.head or (0, "")
        if seq == 0:
            return True
        with self.engine.connect() as connection:
            if journal.chain_at(connection, seq) == chain:
                return True
            return (seq, chain) in erased_rows.replaced_heads(connection)

    def _migrate(self) -> None:
        # Rebuilding a table drops the old one, which would cascade; SQLite ignores this inside a transaction.
        self._raw.execute("PRAGMA foreign_keys = OFF")
        try:
            with self.engine.begin() as connection:
                migrations.upgrade(connection)
        finally:
            self._raw.execute("PRAGMA foreign_keys = ON")

    def _let_go(self) -> None:
        self._closed = True
        self.engine.dispose()
        self._raw.close()

    def _must_be_open(self) -> None:
        if self._closed:
            raise RuntimeError("the vault is closed")


def _engine(raw: Any, *, read_only: bool) -> Engine:
    """An engine on the one connection that is already open; it never sees the key."""
    engine = create_engine(
        "sqlite://", module=sqlcipher3, creator=lambda: raw, poolclass=StaticPool, hide_parameters=True
    )

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")

    @event.listens_for(engine, "handle_error")
    def in_plain_words(context: ExceptionContext) -> None:
        known = cipher.known_error(context.original_exception)
        if isinstance(known, durable.NotWritable) and read_only:
            known = NewerVault()
        if known is not None:
            raise known from context.original_exception

    return engine


def _rewritten(raw: Any, change: Callable[[Connection], object | None]) -> tuple[int, str] | None:
    if migrations.revision_of(raw) is None or migrations.is_newer(raw) or migrations.is_outdated(raw):
        raise DamagedVault
    engine = _engine(raw, read_only=False)
    try:
        with engine.begin() as connection:
            if change(connection) is None:
                return None
            head = journal.head(connection)
        with cipher.plain_errors():
            cipher.build_anew(raw)
        return head
    finally:
        engine.dispose()


def _remove_half_made(making: Path) -> None:
    """Remove what a killed process left of a new vault; SQLite would take an old WAL for the new file's."""
    for file in (making, making.with_name(making.name + "-wal")):
        file.unlink(missing_ok=True)


def harden_process() -> None:
    """Keep the vault's memory out of core dumps, and from other programs of the same user where Linux can."""
    if os.name == "nt":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        pr_set_dumpable = 4
        ctypes.CDLL(None).prctl(pr_set_dumpable, 0, 0, 0, 0)
