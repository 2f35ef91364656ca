"""SFTP: written under an unfinished name, on from where it was cut, read back, renamed without ever replacing.

The plain rename of version 3 of the protocol refuses a name that is taken; ``posix-rename@openssh.com`` would replace
what is there, and is never used.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator, Mapping
from typing import Any

from exporters.connectors import files
from exporters.connectors.base import LATER, UNKNOWN, Connector, Outcome, Parcel, ParcelPart, Progress, Transit, Trouble
from exporters.connectors.ssh import SAFE, Line
from models.errors import KnownError

REQUEST = 32 * 1024
"""What every server takes in one write."""
BLOCK = 4 * REQUEST
"""Written before the server's answers are awaited: the most that a cut can lose."""
TOLD = 1024 * 1024
"""How often it is kept how far we are."""
READ = 255 * 1024
"""Asked for in one read; a server may give less, and is then asked on."""


def connect(settings: Mapping[str, Any], secrets: Mapping[str, Any]) -> Connector:
    """A connector for a folder on an SFTP server. Settings as :class:`ssh.Line`'s, with folder and sidecar."""
    return SftpConnector(Line(settings, secrets), settings)


class SftpConnector:
    """Delivers into one folder of the server, which must be there (without one: where the log-in leads)."""

    def __init__(self, line: Line, settings: Mapping[str, Any]) -> None:
        self._line = line
        self._folder = str(settings.get("folder") or "").strip()
        self._with_sidecar = settings.get("sidecar") is not False
        self._checked: dict[str, int] = {}

    def try_it(self) -> str:
        """Write, rename and remove a small file."""
        name = f"sofs-desk-try-{os.getpid()}-{os.urandom(4).hex()}"
        data = b"SofS Desk can write here.\n"
        part = ParcelPart(1, f"{name}.txt", "text/plain", data, hashlib.sha256(data).hexdigest())
        try:
            with self._line:
                try:
                    self.write_unfinished(part, f"{name}.part", _Alone())
                    self.give_name(f"{name}.part", part.name)
                finally:
                    if self._line.is_up:
                        self.drop(f"{name}.part")
                        self.drop(part.name)
        except Trouble as trouble:
            raise KnownError(trouble.outcome.words) from None
        return "The server is the one we know, lets us in, and files can be put there."

    def look(self, parcel: Parcel) -> Outcome | None:
        """What is there of this parcel."""
        try:
            with self._line:
                return files.look(self, parcel, with_sidecar=self._with_sidecar)
        except Trouble as trouble:
            return trouble.outcome

    def send(self, parcel: Parcel, transit: Transit) -> Outcome:
        """Deliver what is missing."""
        self._checked = dict(parcel.progress.get("checked", {}))
        try:
            with self._line:
                return files.send(self, parcel, transit, with_sidecar=self._with_sidecar)
        except Trouble as trouble:
            return trouble.outcome

    def clear(self, parcel: Parcel) -> bool:
        """Remove what is unfinished."""
        try:
            with self._line:
                return files.clear(self, parcel, with_sidecar=self._with_sidecar)
        except Trouble:
            return False

    # What exporters.connectors.files asks of a place

    def hash_of(self, name: str) -> tuple[str, int] | None:
        """Hash and size of a file, read in full."""
        if self._size(name) is None:
            return None
        digest, size = hashlib.sha256(), 0
        for block in self._blocks(name, 0):
            digest.update(block)
            size += len(block)
        return digest.hexdigest(), size

    def write_unfinished(self, part: ParcelPart, unfinished: str, transit: Transit) -> None:
        """Write what is missing behind what an earlier try left, where that is right, and read all of it back."""
        done = self._goes_on_at(part, unfinished, transit)
        if done < len(part.data) or not part.data:
            self._write(part, unfinished, done, transit)
        if self.hash_of(unfinished) != (part.sha256, len(part.data)):
            self.drop(unfinished)
            transit.remember(checked={})
            words = f"What the server gave back was not what we sent. {SAFE} It is tried again by itself."
            raise Trouble(Outcome(LATER, words, code="changed"))

    def give_name(self, unfinished: str, name: str) -> bool:
        """Rename; False when the name is taken."""
        try:
            with self._line.plain_faults(commits=True):
                self._line.sftp.rename(self._at(unfinished), self._at(name))
        except OSError as error:
            # The protocol has no word of its own for a name that is taken.
            if self._size(name) is not None:
                self.drop(unfinished)
                return False
            if self._size(unfinished) is None:
                words = "Something there changed while we were sending. It is looked for first."
                raise Trouble(Outcome(UNKNOWN, words, code="changed")) from None
            raise Trouble(_refused(error)) from None
        return True

    def drop(self, unfinished: str) -> None:
        """Remove an unfinished file."""
        try:
            with self._line.plain_faults():
                self._line.sftp.remove(self._at(unfinished))
        except FileNotFoundError:
            return
        except OSError as error:
            raise Trouble(_refused(error)) from None

    # Inside

    def _at(self, name: str) -> str:
        return f"{self._folder.rstrip('/')}/{name}" if self._folder else name

    def _size(self, name: str) -> int | None:
        """Size of a file, None when there is none. A missing folder is a fault."""
        try:
            with self._line.plain_faults():
                return int(self._line.sftp.lstat(self._at(name)).st_size or 0)
        except FileNotFoundError:
            self._folder_is_there()
            return None
        except OSError as error:
            raise Trouble(_refused(error)) from None

    def _folder_is_there(self) -> None:
        try:
            with self._line.plain_faults():
                found = self._line.sftp.stat(self._folder or ".")
        except OSError as error:
            raise Trouble(_refused(error)) from None
        if not stat.S_ISDIR(found.st_mode or stat.S_IFDIR):
            raise Trouble(_refused(FileNotFoundError()))

    def _goes_on_at(self, part: ParcelPart, unfinished: str, transit: Transit) -> int:
        """How many bytes of earlier tries are there and right; each is compared once, and all again at the end."""
        size = self._size(unfinished)
        if not size or size > len(part.data):
            return 0
        known = self._checked.get(unfinished, 0)
        at = known if known <= size else 0
        for block in self._blocks(unfinished, at, size):
            if part.data[at : at + len(block)] != block:
                return 0
            at += len(block)
        transit.remember(checked={**self._checked, unfinished: at})
        transit.progress(Progress(part.number, at, len(part.data)))
        return at

    def _write(self, part: ParcelPart, unfinished: str, done: int, transit: Transit) -> None:
        try:
            with (
                self._line.plain_faults(),
                self._line.sftp.open(self._at(unfinished), "r+" if done else "w") as file,
            ):
                file.seek(done)
                for start in range(done, len(part.data), BLOCK):
                    if transit.is_stopped():
                        raise Trouble(files.stopped())
                    _write_block(file, part.data[start : start + BLOCK])
                    if (start + BLOCK) // TOLD > start // TOLD:
                        transit.progress(Progress(part.number, min(start + BLOCK, len(part.data)), len(part.data)))
        except OSError as error:
            raise Trouble(_refused(error, writing=True)) from None

    def _blocks(self, name: str, start: int, end: int | None = None) -> Iterator[bytes]:
        """A file's bytes. Where the line is cut it is read on, as long as every new line brings some of it."""
        at = before = start
        while True:
            try:
                for block in self._read(name, at, end):
                    at += len(block)
                    yield block
                return
            except Trouble as trouble:
                if trouble.outcome.code not in {"cut", "timeout"} or at == before:
                    raise
                before = at
                self._line.open()

    def _read(self, name: str, start: int, end: int | None) -> Iterator[bytes]:
        try:
            with self._line.plain_faults(), self._line.sftp.open(self._at(name), "r") as file:
                file.MAX_REQUEST_SIZE = READ
                file.seek(start)
                while block := file.read(READ if end is None else min(READ, end - file.tell())):
                    yield block
        except OSError as error:
            raise Trouble(_refused(error)) from None


def _write_block(file: Any, data: bytes) -> None:
    """Write without waiting for each answer, then wait for all of them."""
    for start in range(0, len(data), REQUEST):
        file.set_pipelined(start + REQUEST < len(data))
        file.write(data[start : start + REQUEST])


def _refused(error: OSError, *, writing: bool = False) -> Outcome:
    """What the server said no to. Version 3 has words for hardly more than "not there" and "not allowed"."""
    if isinstance(error, FileNotFoundError):
        words, code = "The folder is not there on the server.", "404"
    elif isinstance(error, PermissionError):
        words, code = "We are not allowed to put files into that folder of the server.", "403"
    elif writing:
        words, code = "The server could not write on; its disk may be full.", "507"
    else:
        words, code = "The server could not do what we asked.", "failure"
    after = "Nothing more is tried until that is put right." if code in {"404", "403"} else "It is tried again."
    return Outcome(LATER, f"{words} {SAFE} {after}", code=code)


class _Alone:
    """A transit that nobody watches."""

    def progress(self, progress: Progress) -> None:
        """Nothing to tell."""

    def remember(self, **what: Any) -> None:
        """Nothing to keep."""

    def is_stopped(self) -> bool:
        """Nobody stops it."""
        return False
