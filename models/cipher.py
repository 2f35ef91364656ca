"""SQLCipher connections: opened in one way only, checked in one way only, their errors in plain words."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import sqlcipher3

from models import durable
from models.errors import KnownError


class VaultBusy(KnownError):
    """Another window or program holds the vault."""

    def __init__(self) -> None:
        super().__init__(
            "This vault is already open in another window. Nothing was changed. Use that window, or close"
            " it and try again."
        )


class DamagedVault(KnownError):
    """The file is not a whole database under this key."""

    def __init__(self) -> None:
        super().__init__(
            "The vault file is damaged, or it does not belong to the key file beside it. Nothing was "
            "changed. Restore the newest backup; the damaged file is kept."
        )


_BUSY, _READONLY, _IOERR, _CORRUPT, _FULL, _CANTOPEN, _NOTADB = 5, 8, 10, 11, 13, 14, 26
_PLAIN: dict[int, type[KnownError]] = {
    _BUSY: VaultBusy,
    _READONLY: durable.NotWritable,
    _IOERR: durable.DiskTrouble,
    _CORRUPT: DamagedVault,
    _FULL: durable.DiskFull,
    _CANTOPEN: durable.NotWritable,
    _NOTADB: DamagedVault,
}

_CODES = {
    "database is locked": _BUSY,
    "attempt to write a readonly database": _READONLY,
    "disk I/O error": _IOERR,
    "database disk image is malformed": _CORRUPT,
    "database or disk is full": _FULL,
    "unable to open database file": _CANTOPEN,
    "file is not a database": _NOTADB,
}

_PRAGMAS = (
    # Exclusive before WAL: no shared-memory file beside the vault, and a second instance is refused.
    "locking_mode = EXCLUSIVE",
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    "secure_delete = ON",
    "recursive_triggers = ON",
    # Sorting and temporary tables never spill onto the disk in the clear.
    "temp_store = MEMORY",
    # A large import does not leave a large WAL behind for good.
    "journal_size_limit = 16777216",
)


def known_error(error: BaseException | None) -> KnownError | None:
    """The plain-words error for a database error a person can act on; None when it is a bug."""
    if not isinstance(error, sqlcipher3.Error):
        return None
    # The backup interface raises errors that carry SQLite's words and no code.
    code = getattr(error, "sqlite_errorcode", None) or _CODES.get(str(error), 0)
    kind = _PLAIN.get(code & 0xFF)
    return kind() if kind else None


@contextlib.contextmanager
def plain_errors() -> Iterator[None]:
    """Turn database errors inside the block into the ``KnownError`` that says them."""
    try:
        yield
    except sqlcipher3.Error as error:
        known = known_error(error)
        if known is None:
            raise
        raise known from error


def connect(path: Path, key: bytes | bytearray, *, new: bool = False) -> Any:
    """Open an encrypted database for this process alone; ``new`` if it is the empty file it is to be made in.

    Returns a ``sqlcipher3`` connection in autocommit mode. Raises ``VaultBusy``, ``DamagedVault`` or one of
    the disk errors. Never open and close the file itself while a connection is open in this process: POSIX
    would drop the database's locks.
    """
    with plain_errors(), durable.plain_disk_errors():
        if path.stat().st_size == 0 and not new:
            raise DamagedVault  # SQLite would make a new database of it
        if not os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids):
            raise durable.NotWritable  # SQLite would open it all the same and fail later, in other words
        connection = _keyed(path, key)
        try:
            for pragma in _PRAGMAS:
                connection.execute(f"PRAGMA {pragma}")
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except BaseException:
            connection.close()
            raise
        return connection


def copy(source: Any, target: Path, key: bytes | bytearray) -> None:
    """Copy an open database into a new file under the same key: one self-contained, synced file."""
    with plain_errors(), durable.plain_disk_errors():
        target.unlink(missing_ok=True)
        os.close(durable.create_private(target))
        connection = _keyed(target, key)
        try:
            source.backup(connection)
            connection.execute("PRAGMA journal_mode = DELETE").fetchone()
        finally:
            connection.close()
        durable.sync_file(target)


def verify_file(path: Path, key: bytes | bytearray) -> None:
    """Open the closed database at ``path`` and read all of it; raises ``DamagedVault`` unless it is whole."""
    connection = connect(path, key)
    try:
        with plain_errors():
            if faults(connection):
                raise DamagedVault
            connection.execute("PRAGMA journal_mode = DELETE").fetchone()
    finally:
        connection.close()


def build_anew(connection: Any) -> None:
    """Write the whole database anew and empty its WAL, so that nothing deleted is left in any page. Needs its size in
    memory; call it between transactions."""
    for statement in ("PRAGMA wal_checkpoint(TRUNCATE)", "VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
        connection.execute(statement).fetchall()


def page_faults(connection: Any) -> list[str]:
    """Pages that do not carry the right MAC; empty when all do.

    SQLCipher raises false alarms for pages that are newer in the WAL, so that is emptied first if need be.
    """
    check = "PRAGMA cipher_integrity_check"
    if not connection.execute(check).fetchall():
        return []
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    return [str(row[0]) for row in connection.execute(check)]


def faults(connection: Any) -> list[str]:
    """Everything SQLCipher and SQLite find wrong with the file; empty when it is whole. No row content in
    it."""
    found = page_faults(connection)
    with contextlib.suppress(sqlcipher3.DatabaseError):
        found += [str(row[0]) for row in connection.execute("PRAGMA integrity_check(20)") if row[0] != "ok"]
        found += [
            f"A row of {row[0]} points at a row of {row[2]} that is not there."
            for row in connection.execute("PRAGMA foreign_key_check")
        ]
        return found
    return [*found, "The file cannot be read to its end."]


def _keyed(path: Path, key: bytes | bytearray) -> Any:
    connection = sqlcipher3.connect(
        f"{path.absolute().as_uri()}?mode=rw",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        timeout=0,
    )
    # The log goes to stderr, where it would tell of every wrong key.
    connection.execute("PRAGMA cipher_log_level = NONE")
    digits = key.hex()
    statement = f"PRAGMA key = \"x'{digits}'\""
    # Unlike execute, this keeps no prepared statement with the key in its text.
    connection.executescript(statement)
    durable.wipe(digits)
    durable.wipe(statement)
    return connection
