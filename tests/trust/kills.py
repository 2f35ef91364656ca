"""Kill -9 at random moments of a worker's day, and look whether anything that was promised is lost.

``python tests/trust/kills.py --kills 1000`` prints one JSON line; ``--early`` is the control, whose worker promises
before it commits; ``--window`` kills the whole app while somebody works in its window. One process imports everything
and forks the workers, so that a thousand kills take minutes.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import random
import signal
import tempfile
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path

import worker

from models import backups
from models.keyslots import WrongPassphrase
from models.vault import Vault

AGAIN_AFTER = 25
"""Kills after which a new vault is begun, so that checking it stays quick."""


@dataclass
class Result:
    """What a series came to."""

    kills: int = 0
    ended_by_themselves: int = 0
    promised: int = 0
    losing: int = 0
    faults: list[str] = field(default_factory=list)


def sit_down(path: Path, known: int, rnd: random.Random, say: worker.Say, *, early: bool, window: bool) -> None:
    """What the forked process does until it is killed."""
    if window:
        import window_worker

        window_worker.work(path, worker.passphrase(known), 400, random.Random(rnd.random()), say)
    else:
        worker.work(path, known, rnd.choice((15, 400)), random.Random(rnd.random()), say, early=early)


def one(path: Path, known: int, rnd: random.Random, *, early: bool, window: bool) -> tuple[int, int, bool, int]:
    """Start a worker, kill it: (last promised edit, last promised passphrase, was it killed, number of promises)."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        status = 1
        try:
            say = lambda line: void(os.write(writing, f"{line}\n".encode()))  # noqa: E731
            sit_down(path, known, rnd, say, early=early, window=window)
            status = 0
        finally:
            os._exit(status)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        # Some promises first, so that a slow machine does not only kill workers that are still opening the vault.
        lines = [pipe.readline() for _ in range(rnd.randrange(1, 5))]
        time.sleep(rnd.random() ** 2 * 0.5)
        os.kill(child, signal.SIGKILL)
        lines = [line for line in lines if line] + pipe.read().splitlines()
    status = os.waitpid(child, 0)[1]
    if os.WIFEXITED(status) and os.WEXITSTATUS(status) != 0:
        raise RuntimeError("the worker failed by itself")
    edits = [int(line.split()[1]) for line in lines if line.startswith("EDIT")]
    passes = [int(line.split()[1]) for line in lines if line.startswith("PASS")]
    return max(edits, default=0), max(passes, default=known), os.WIFSIGNALED(status), len(lines)


def void(_: object) -> None:
    """Do nothing with a result."""


def series(kills: int, seed: int, *, early: bool = False, window: bool = False) -> Result:
    """So many kills; every promise is looked at after each."""
    rnd, result = random.Random(seed), Result()
    with tempfile.TemporaryDirectory() as folder:
        template = Path(folder) / "template" / "t.sofs"
        template.parent.mkdir()
        worker.make(template)
        path, known = template, 0
        while result.kills < kills:
            if result.kills % AGAIN_AFTER == 0:
                path, known = Path(folder) / f"n{result.kills}" / "w.sofs", 0
                path.parent.mkdir(exist_ok=True)
                for end in ("", ".keys"):
                    path.with_name(path.name + end).write_bytes(template.with_name("t.sofs" + end).read_bytes())
            edit, known, killed, promises = one(path, known, rnd, early=early, window=window)
            result.promised += promises
            result.kills += killed
            result.ended_by_themselves += not killed
            found = worker.faults(path, edit, known)
            result.losing += any("acknowledged" in fault for fault in found)
            result.faults += found
            vault, known = worker.open_newest(path, known)
            vault.close()
            for copy in backups.list_backups(path)[:1]:
                result.faults += backup_faults(copy.path, known)
    return result


def backup_faults(path: Path, known: int) -> list[str]:
    """What is wrong with a backup, which opens with one of the passphrases there have been."""
    for number in range(known, -1, -1):
        with contextlib.suppress(WrongPassphrase):
            copy = Vault.open(path, worker.passphrase(number))
            found = copy.check()
            copy.close()
            return found
    return ["a backup that no passphrase opens"]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--early", action="store_true")
    parser.add_argument("--window", action="store_true")
    args = parser.parse_args()
    if args.window:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        import window_worker  # noqa: F401 - imported once, before the forks
    print(json.dumps(asdict(series(args.kills, args.seed, early=args.early, window=args.window))))
