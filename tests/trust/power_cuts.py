"""Power cuts, replayed: a worker's day is recorded by strace, cut at random places, and the vault opened again.

``python tests/trust/power_cuts.py --cuts 1000`` prints one JSON line; ``--sync NORMAL`` is the control, which must lose
promised edits. Needs Linux and strace (``apt-get install strace``).

The disk of the replay keeps only what was synced. Of everything else each cut keeps a part: nothing, all, the first
writes, any of them, or any of them torn at 512-byte sectors. Names (created, renamed, removed files) last from the next
sync of their folder on; before that a cut keeps the first few of the changes.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

import worker

CALLS = "openat,close,pwrite64,write,fsync,fdatasync,ftruncate,unlink,unlinkat,rename,renameat,renameat2,lseek"
SECTOR = 512
STYLES = ("nothing", "all", "first", "any", "torn")


@dataclass
class Inode:
    """One file's bytes on the disk, and the writes that were not synced yet."""

    durable: bytearray = field(default_factory=bytearray)
    pending: list[tuple[int, bytes | None]] = field(default_factory=list)
    """(offset, bytes written there) or (length, None) for a truncation."""

    def apply(self, content: bytearray, write: tuple[int, bytes | None]) -> None:
        """Do one write to ``content``."""
        at, data = write
        if data is None:
            del content[at:]
        else:
            content.extend(bytes(max(0, at - len(content))))
            content[at : at + len(data)] = data

    def sync(self) -> None:
        """All writes so far last."""
        for write in self.pending:
            self.apply(self.durable, write)
        self.pending.clear()

    def after_a_cut(self, style: str, rnd: random.Random) -> bytes:
        """What is left of it."""
        content, first = bytearray(self.durable), rnd.randrange(len(self.pending) + 1)
        for number, (at, data) in enumerate(self.pending):
            if style == "nothing" or (style == "first" and number >= first):
                continue
            if style in ("any", "torn") and rnd.random() < 0.5:
                continue
            if style == "torn" and data is not None:
                data = data[: rnd.randrange(len(data) // SECTOR + 1) * SECTOR]
            self.apply(content, (at, data))
        return bytes(content)


@dataclass
class Disk:
    """A folder on a disk that forgets what was not synced. Names are paths relative to the folder."""

    names: dict[str, Inode] = field(default_factory=dict)
    durable_names: dict[str, Inode] = field(default_factory=dict)
    pending: list[tuple[str, str, Inode | None]] = field(default_factory=list)
    """(folder, name, what the name stands for from then on)."""

    def name(self, path: str, inode: Inode | None) -> None:
        """Give a file a name, or take the name away."""
        self.pending.append((path.rpartition("/")[0], path, inode))
        self._put(self.names, path, inode)

    def rename(self, source: str, target: str) -> None:
        """One step of two names: a cut keeps both or none."""
        inode = self.names[source]
        self.pending.append((target.rpartition("/")[0], f"{source}\0{target}", inode))
        self._put(self.names, f"{source}\0{target}", inode)

    def sync_folder(self, folder: str) -> None:
        """The names of a folder last from now on."""
        for entry in self.pending:
            if entry[0] == folder:
                self._put(self.durable_names, entry[1], entry[2])
        self.pending = [entry for entry in self.pending if entry[0] != folder]

    @staticmethod
    def _put(names: dict[str, Inode], path: str, inode: Inode | None) -> None:
        source, _, target = path.rpartition("\0")
        names.pop(source, None)
        if inode is None:
            names.pop(target, None)
        else:
            names[target] = inode

    def after_a_cut(self, style: str, rnd: random.Random) -> dict[str, bytes]:
        """The files there are after a cut."""
        names = dict(self.durable_names)
        last = {"nothing": 0, "all": len(self.pending)}.get(style, rnd.randrange(len(self.pending) + 1))
        for _, path, inode in self.pending[:last]:
            self._put(names, path, inode)
        return {path: inode.after_a_cut(style, rnd) for path, inode in names.items()}


Event = Callable[[Disk], None]


def record(vault: Path, rounds: int, edits: int, options: list[str], log: Path) -> None:
    """Let a worker work under strace."""
    if shutil.which("strace") is None:
        raise FileNotFoundError("strace is not installed: apt-get install strace")
    command = ["strace", "-f", "-y", "-xx", "-s", "100000000", "-e", f"trace={CALLS}", "-o", str(log)]
    command += [sys.executable, str(Path(__file__).parent / "worker.py"), str(vault), str(rounds), str(edits)]
    subprocess.run([*command, *options], check=True, stdout=subprocess.DEVNULL, timeout=600)


class Log:
    """Reads an strace log into steps: an ``Event`` for the disk, or a promise ("EDIT 12") for the worker."""

    def __init__(self, log: Path, folder: Path) -> None:
        self.log = log
        self.folder = str(folder)
        self.open: dict[int, tuple[Inode, int]] = {}
        self.folders: dict[int, str] = {}
        self.disk = Disk()
        """The disk as the program sees it while reading; each step is done to it when it is given out."""

    def steps(self) -> Iterator[str | None]:
        """Do the log's calls to ``disk`` one after the other; yields a promise, or None after a change."""
        with self.log.open(encoding="latin-1") as lines:
            for line in lines:
                found = re.match(r"\d+\s+(\w+)\((.*)\)\s+= (\d+)", line)
                if found:
                    step = getattr(self, f"_{found[1].removesuffix('2')}", None)
                    if step is not None and (done := step(found[2], int(found[3]))) is not False:
                        yield done

    def _path(self, quoted: str) -> str | None:
        path = bytes.fromhex(quoted.replace("\\x", "")).decode() if "\\x" in quoted else quoted
        return (
            path[len(self.folder) + 1 :] if path.startswith(self.folder + "/") else "" if path == self.folder else None
        )

    def _openat(self, call: str, result: int) -> bool | None:
        quoted = re.search(r'"([^"]*)"', call)
        path = self._path(quoted[1]) if quoted else None
        self.open.pop(result, None)
        self.folders.pop(result, None)
        if path is None:
            return False
        inode = self.disk.names.get(path)
        if inode is None:
            if "O_CREAT" not in call:
                self.folders[result] = path
                return False
            inode = Inode()
            self.disk.name(path, inode)
        self.open[result] = (inode, 0)
        return None

    def _close(self, call: str, _: int) -> bool:
        self.open.pop(int(call.split("<")[0]), None)
        return False

    def _write(self, call: str, result: int) -> str | bool | None:
        number, data = int(call.split("<")[0]), self._data(call)
        if number == 1 and data.startswith((b"EDIT", b"PASS")):
            return data.decode().strip()
        if number not in self.open:
            return False
        inode, at = self.open[number]
        inode.pending.append((at, data[:result]))
        self.open[number] = (inode, at + result)
        return None

    def _pwrite64(self, call: str, result: int) -> bool | None:
        number = int(call.split("<")[0])
        if number not in self.open:
            return False
        data, at = self._data(call), int(call.rpartition(", ")[2])
        assert len(data) == result, "strace cut the data short"
        self.open[number][0].pending.append((at, data))
        return None

    def _ftruncate(self, call: str, _: int) -> bool | None:
        number = int(call.split("<")[0])
        if number not in self.open:
            return False
        self.open[number][0].pending.append((int(call.rpartition(", ")[2]), None))
        return None

    def _fsync(self, call: str, _: int) -> bool | None:
        number = int(call.split("<")[0])
        if number in self.open:
            self.open[number][0].sync()
        elif number in self.folders:
            self.disk.sync_folder(self.folders[number])
        else:
            return False
        return None

    _fdatasync = _fsync

    def _lseek(self, call: str, _: int) -> bool:
        assert int(call.split("<")[0]) not in self.open or "SEEK_CUR" in call or "SEEK_END" in call, call
        return False

    def _unlink(self, call: str, _: int) -> bool | None:
        path = self._path(re.findall(r'"([^"]*)"', call)[-1])
        if path is None:
            return False
        self.disk.name(path, None)
        return None

    _unlinkat = _unlink

    def _rename(self, call: str, _: int) -> bool | None:
        source, target = (self._path(quoted) for quoted in re.findall(r'"([^"]*)"', call))
        if source is None or target is None:
            return False
        self.disk.rename(source, target)
        return None

    _renameat = _rename

    @staticmethod
    def _data(call: str) -> bytes:
        quoted = re.search(r'>, "([^"]*)"', call)
        return bytes.fromhex(quoted[1].replace("\\x", "")) if quoted else b""


@dataclass
class Result:
    """What a series came to."""

    cuts: int = 0
    steps: int = 0
    promises: int = 0
    losing: int = 0
    faults: list[str] = field(default_factory=list)


def series(cuts: int, seed: int, *, sync: str = "FULL", lazy: bool = False, rounds: int = 3, edits: int = 25) -> Result:
    """Record one day, cut it at so many places, and look at what is left of each."""
    rnd, result = random.Random(seed), Result()
    with tempfile.TemporaryDirectory() as folder:
        live, log = Path(folder).resolve() / "live", Path(folder) / "log"
        live.mkdir()
        worker.make(live / "w.sofs")
        before = {file.name: file.read_bytes() for file in live.iterdir()}
        record(live / "w.sofs", rounds, edits, ["--sync", sync] + ["--lazy"] * lazy, log)
        result.steps = sum(1 for _ in fresh(log, live, before).steps())
        places = sorted(rnd.randrange(1, result.steps + 1) for _ in range(cuts))
        reader, edit, known = fresh(log, live, before), 0, 0
        for number, step in enumerate(reader.steps(), start=1):
            if step is not None:
                result.promises += 1
                kind, value = step.split()
                edit, known = (int(value), known) if kind == "EDIT" else (edit, int(value))
            while places and places[0] == number:
                places.pop(0)
                left = Path(folder) / "left"
                lay_out(reader.disk.after_a_cut(rnd.choice(STYLES), rnd), left)
                found = worker.faults_or_refusal(left / "w.sofs", edit, known)
                result.cuts += 1
                result.losing += any("acknowledged" in fault for fault in found)
                result.faults += found
    return result


def fresh(log: Path, live: Path, before: dict[str, bytes]) -> Log:
    """A reader of the log, at its beginning, with the files that were there."""
    reader = Log(log, live)
    for name, content in before.items():
        reader.disk.names[name] = reader.disk.durable_names[name] = Inode(bytearray(content))
    return reader


def lay_out(files: dict[str, bytes], folder: Path) -> None:
    """Write the files of a cut into a folder."""
    shutil.rmtree(folder, ignore_errors=True)
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cuts", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sync", choices=("FULL", "NORMAL"), default="FULL")
    parser.add_argument("--rounds", type=int, default=3, help="how often the worker opens and closes the vault")
    parser.add_argument("--edits", type=int, default=25, help="edits between opening and closing")
    parser.add_argument("--lazy", action="store_true", help="the control for the key file: Python's own syncs left out")
    args = parser.parse_args()
    done = series(args.cuts, args.seed, sync=args.sync, lazy=args.lazy, rounds=args.rounds, edits=args.edits)
    print(json.dumps(asdict(done)))
