"""A watched folder or network share: files appear under their names whole, or not at all, and never replace any."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import hashlib
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from exporters.connectors import files
from exporters.connectors.base import LATER, Connector, Outcome, Parcel, ParcelPart, Progress, Transit, Trouble
from models import durable
from models.errors import KnownError

CHUNK = 1024 * 1024
SAFE = "Nothing is lost: the files are safe in the vault."
_NO_LINKS = {errno.EPERM, errno.EOPNOTSUPP, errno.ENOTSUP, errno.ENOSYS, errno.EINVAL, errno.EMLINK, errno.EXDEV}


def connect(settings: Mapping[str, Any], secrets: Mapping[str, Any]) -> Connector:
    """A connector for a folder. Settings: folder (absolute), sidecar (off: only the files, without what lists them)."""
    folder = Path(str(settings.get("folder") or ""))
    if not folder.is_absolute():
        raise KnownError("The folder is not said in full. Nothing was sent. Say where it is from the root of the disk.")
    return FolderConnector(folder, with_sidecar=settings.get("sidecar") is not False)


class FolderConnector:
    """Delivers into one folder, which must be there: a share that is not mounted is not made anew by us."""

    def __init__(self, folder: Path, *, with_sidecar: bool = True) -> None:
        self._folder = folder
        self._with_sidecar = with_sidecar

    def try_it(self) -> str:
        """Write, rename and remove a small file."""
        name = f"sofs-desk-try-{os.getpid()}-{os.urandom(4).hex()}"
        unfinished, named = self._folder / f"{name}.part", self._folder / f"{name}.txt"
        try:
            with _plain(self._folder):
                durable.write_private(unfinished, b"SofS Desk can write here.\n")
                _rename_without_replacing(unfinished, named)
        except Trouble as trouble:
            raise KnownError(trouble.outcome.words) from None
        finally:
            for path in (unfinished, named):
                with contextlib.suppress(OSError):
                    path.unlink(missing_ok=True)
        return "The folder is there, and files can be put into it."

    def look(self, parcel: Parcel) -> Outcome | None:
        """What is there of this parcel."""
        try:
            return files.look(self, parcel, with_sidecar=self._with_sidecar)
        except Trouble as trouble:
            return trouble.outcome

    def send(self, parcel: Parcel, transit: Transit) -> Outcome:
        """Deliver what is missing."""
        try:
            return files.send(self, parcel, transit, with_sidecar=self._with_sidecar)
        except Trouble as trouble:
            return trouble.outcome

    def clear(self, parcel: Parcel) -> bool:
        """Remove what is unfinished."""
        return files.clear(self, parcel, with_sidecar=self._with_sidecar)

    # What exporters.connectors.files asks of a place

    def hash_of(self, name: str) -> tuple[str, int] | None:
        """Hash and size of a file, read in full."""
        with _plain(self._folder):
            try:
                with (self._folder / name).open("rb") as file:
                    digest = hashlib.file_digest(file, "sha256")
                    return digest.hexdigest(), file.tell()
            except FileNotFoundError:
                return None

    def write_unfinished(self, part: ParcelPart, unfinished: str, transit: Transit) -> None:
        """Append what is missing, sync, and read all of it back."""
        path = self._folder / unfinished
        with _plain(self._folder):
            done = self._goes_on_at(path, part)
            with path.open("r+b" if done else "wb", buffering=0) as file:
                file.seek(done)
                for start in range(done, len(part.data), CHUNK):
                    if transit.is_stopped():
                        raise Trouble(files.stopped())
                    _write_all(file.fileno(), part.data[start : start + CHUNK])
                    if start + CHUNK < len(part.data):
                        os.fsync(file.fileno())
                        transit.progress(Progress(part.number, start + CHUNK, len(part.data)))
                os.fsync(file.fileno())
        if self.hash_of(unfinished) != (part.sha256, len(part.data)):
            self.drop(unfinished)
            raise Trouble(
                Outcome(LATER, f"What the folder gave back was not what we wrote. {SAFE} It is tried again by itself.",
                        code="changed")
            )  # fmt: skip

    def _goes_on_at(self, path: Path, part: ParcelPart) -> int:
        """How many bytes of an earlier try are there and right."""
        try:
            there = path.read_bytes()
        except FileNotFoundError:
            return 0
        return len(there) if part.data.startswith(there) else 0

    def give_name(self, unfinished: str, name: str) -> bool:
        """Rename in one step; False when the name is taken."""
        with _plain(self._folder):
            try:
                _rename_without_replacing(self._folder / unfinished, self._folder / name)
            except FileExistsError:
                return False
            # Some shares cannot sync a folder; the file itself is synced and was read back.
            with contextlib.suppress(OSError):
                durable.sync_folder(self._folder)
            return True

    def drop(self, unfinished: str) -> None:
        """Remove an unfinished file."""
        with _plain(self._folder):
            (self._folder / unfinished).unlink(missing_ok=True)


def _write_all(handle: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(handle, view) :]


def _rename_without_replacing(source: Path, target: Path) -> None:
    """Give a file its name; FileExistsError when the name is taken. There is no moment with half a file."""
    if os.name == "nt":
        source.rename(target)  # Windows refuses where there is a file already
        return
    try:
        os.link(source, target)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        _rename_exclusively(source, target)
    else:
        source.unlink()


def _rename_exclusively(source: Path, target: Path) -> None:
    """The system's own rename that refuses to replace, for disks without links. OSError where it has none either."""
    library = ctypes.CDLL(None, use_errno=True)
    if sys.platform == "darwin" and hasattr(library, "renamex_np"):
        exclusive = 0x4
        failed = library.renamex_np(os.fsencode(source), os.fsencode(target), exclusive)
    elif hasattr(library, "renameat2"):
        here, no_replace = -100, 1
        failed = library.renameat2(here, os.fsencode(source), here, os.fsencode(target), no_replace)
    else:
        raise OSError(errno.ENOTSUP, "no rename that refuses to replace")
    if failed:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))


_WORDS = {
    errno.ENOSPC: ("507", "The disk of that folder is full."),
    errno.EDQUOT: ("507", "There is no room left for us in that folder."),
    errno.EFBIG: ("413", "This file is too large for the disk of that folder."),
    errno.EACCES: ("403", "We are not allowed to write into that folder."),
    errno.EPERM: ("403", "We are not allowed to write into that folder."),
    errno.EROFS: ("403", "That folder can be read but not written to."),
    errno.ENOENT: ("offline", "The folder is not there; the share may not be connected."),
    errno.ENOTDIR: ("404", "What is there is not a folder."),
    errno.EISDIR: ("404", "There is a folder under the name of our file."),
    errno.ENAMETOOLONG: ("400", "That folder does not take a name this long."),
    errno.ENOTSUP: ("405", "That folder cannot take a file without the risk of replacing another."),
    errno.EINVAL: ("405", "That folder cannot take a file without the risk of replacing another."),
}


@contextlib.contextmanager
def _plain(folder: Path) -> Any:
    """Turn disk errors inside the block into outcomes."""
    try:
        yield
    except OSError as error:
        code, words = _WORDS.get(error.errno or 0, ("offline", "The folder did not answer as it should."))
        if error.errno == errno.ENOENT and folder.is_dir():
            code, words = "changed", "Something was taken away there while we were sending."
        raise Trouble(Outcome(LATER, f"{words} {SAFE} It goes on when that is put right.", code=code)) from None
