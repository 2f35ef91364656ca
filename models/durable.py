"""Files that are whole and on the disk, or not there; and disk errors in plain words."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from models.errors import KnownError


class DiskFull(KnownError):
    """There is no room left; what was saved before is whole."""

    def __init__(self) -> None:
        super().__init__(
            "The disk is full, so the last change could not be saved. Everything saved before is safe. "
            "Free some space and do it again."
        )


class NotWritable(KnownError):
    """The folder or the disk does not let us write; nothing was changed."""

    def __init__(self) -> None:
        super().__init__(
            "This folder or disk cannot be written to, so nothing was changed. "
            "Allow writing there, or copy the vault and its key file to another folder."
        )


class DiskTrouble(KnownError):
    """Reading or writing failed for a reason of the disk itself."""

    def __init__(self) -> None:
        super().__init__(
            "The disk did not answer as it should, so the last change was not saved. Everything saved "
            "before is safe. Check that the disk is connected, then start the app again."
        )


_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_NOT_WRITABLE = {errno.EROFS, errno.EACCES, errno.EPERM}


def disk_error(error: OSError) -> KnownError:
    """The plain-words error for ``error``."""
    if error.errno in _FULL:
        return DiskFull()
    return NotWritable() if error.errno in _NOT_WRITABLE else DiskTrouble()


@contextlib.contextmanager
def plain_disk_errors() -> Iterator[None]:
    """Turn an ``OSError`` inside the block into the ``KnownError`` that says it."""
    try:
        yield
    except OSError as error:
        raise disk_error(error) from error


def sync_folder(folder: Path) -> None:
    """Make renames in ``folder`` last through a power cut. Windows orders them itself and cannot do this."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_file(path: Path) -> None:
    """Make what is in ``path`` last through a power cut."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def create_private(path: Path) -> int:
    """Create ``path`` new, readable and writable by its owner alone; return the open file descriptor."""
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)
    return os.open(path, flags, 0o600)


def write_private(path: Path, content: bytes) -> None:
    """Write ``content`` to a new file at ``path``, synced; nothing is left there when that fails."""
    path.unlink(missing_ok=True)
    handle = create_private(path)
    try:
        try:
            view = memoryview(content)
            while view:
                view = view[os.write(handle, view) :]
            os.fsync(handle)
        finally:
            os.close(handle)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def move(source: Path, target: Path) -> None:
    """Rename ``source`` to ``target`` in the same file system, lasting through a power cut.

    An existing target is replaced in one step."""
    source.replace(target)
    sync_folder(target.parent)
    if source.parent != target.parent:
        sync_folder(source.parent)


def wipe(secret: str | bytes) -> None:
    """Overwrite an ASCII string or bytes in memory, which Python has no way to do; only CPython's layout is known.

    The value must be the caller's own (not a literal, not interned) and is of no use afterwards.
    """
    if sys.implementation.name == "cpython" and len(secret) > 1:
        start = sys.getsizeof(secret) - len(secret) - 1
        ctypes.memset(id(secret) + start, 0, len(secret))
