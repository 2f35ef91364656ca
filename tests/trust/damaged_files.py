"""Thousands of damaged files offered to the app: nothing crashes, takes long, eats memory or writes where it must not.

``python tests/trust/damaged_files.py --files 10000`` prints what was found as JSON. Bundles, hand-over files and family
files (GEDCOM) are damaged in every way a mail gateway, a bad stick or a hostile hand would: flipped, cut, doubled,
nested without end, numbers without end, other alphabets. A file may be refused (``KnownError``) or taken; all else is a
fault, as is any change of the case that was there.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import resource
import sys
import tempfile
import time
import warnings
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from exporters.bundle import import_bundle, load_examples, read_bundle, write_bundle
from exporters.gedcom import bring_in, preview, write_gedcom
from exporters.handover import look, receive, refuse, waiting, write_handover
from models.casework import Desk
from models.colleagues import make_own_keys
from models.errors import KnownError
from models.keyslots import KdfCost
from models.readers import US
from models.vault import Vault

LONGEST_SECONDS = 10.0
MOST_BYTES = 512 * 1024 * 1024
EVERY = 50
"""After so many files the vault is searched for changes."""

Offer = Callable[[Desk, bytes], None]


def damaged(data: bytes, dice: random.Random) -> bytes:
    """One way in which a file is not what it was."""
    kind = dice.randrange(9)
    place = dice.randrange(max(1, len(data)))
    end = min(len(data), place + dice.randrange(1, 2000))
    if kind == 0:
        return data[:place]
    if kind == 1:
        spoiled = bytearray(data)
        for _ in range(dice.randrange(1, 60)):
            spoiled[dice.randrange(len(spoiled))] = dice.randrange(256)
        return bytes(spoiled)
    if kind == 2:
        return data[:place] + data[end:]
    if kind == 3:
        return data[:end] + data[place:]
    if kind == 4:
        return data[:place] + dice.randbytes(dice.randrange(1, 3000)) + data[place:]
    if kind == 5:
        return data[:place] + b"[" * 60_000 + b'{"a":' * 20_000 + data[place:]
    if kind == 6:
        words = (b"null", b"-1", b"1e999", b"9" * 5000, b'"' + b"\\u0000" * 50 + b'"', b"true", b'""', b"{}", b"[]")
        spot = data.find(b":", place)
        return data if spot < 0 else data[: spot + 1] + dice.choice(words) + data[spot + 1 :]
    if kind == 7:
        lines = data.split(b"\n")
        dice.shuffle(lines)
        return b"\n".join(lines)
    return data.replace(
        dice.choice((b"id", b"0 @", b"1 ", b"case", b"CHIL")), dice.choice((b"", b"\xff\xfe", b"0 @", b"id")), 40
    )


def _bundle(desk: Desk, data: bytes) -> None:
    import_bundle(desk, read_bundle(data), as_copy=True)


def _family(desk: Desk, data: bytes) -> None:
    seen = preview(data)
    bring_in(desk.new_case("Brought in"), seen)


def _handover(desk: Desk, data: bytes) -> None:
    received = receive(desk, data)
    look(desk, received)
    refuse(desk, received)


def _fingerprint(desk: Desk, case_ids: list[str]) -> str:
    """The cases that were there before, row by row as the file has them."""
    found = hashlib.sha256()
    for case_id in case_ids:
        found.update(write_bundle(desk.open_case(case_id)))
    return found.hexdigest()


def _drop_new(desk: Desk, case_ids: list[str]) -> None:
    for case_id in set(desk.case_ids()) - set(case_ids):
        desk.forget(case_id)


def run(files: int, seed: int) -> dict[str, object]:
    """Offer that many damaged files; what happened, and every fault."""
    faults: list[str] = []
    ended: Counter[str] = Counter()
    longest = 0.0
    with tempfile.TemporaryDirectory() as folder:
        vault, _code = Vault.create(Path(folder) / "v.sofs", "one kitchen table more", cost=KdfCost.LIGHT)
        desk = Desk(vault)
        keys = make_own_keys(desk, "Ann")
        ids = load_examples(desk)
        case = desk.open_case(ids[0])
        kinds: list[tuple[str, bytes, Offer]] = [
            ("bundle", write_bundle(case), _bundle),
            ("family", write_gedcom(case, US, "7.0"), _family),
            ("handover", write_handover(case, to=keys.card), _handover),
            ("family", write_gedcom(desk.open_case(ids[1]), US, "5.5.1"), _family),
        ]
        before = _fingerprint(desk, ids)
        outside = {path.name for path in Path(folder).iterdir()}
        for number in range(files):
            dice = random.Random(seed * 1_000_003 + number)
            name, whole, offer = kinds[number % len(kinds)]
            begun = time.monotonic()
            try:
                with warnings.catch_warnings():
                    warnings.simplefilter("error")
                    offer(desk, damaged(whole, dice))
                ended[f"{name} taken"] += 1
            except KnownError:
                ended[f"{name} refused"] += 1
            except BaseException as fault:
                faults.append(f"{name} {number}: {type(fault).__name__}")
            taken = time.monotonic() - begun
            longest = max(longest, taken)
            if taken > LONGEST_SECONDS:
                faults.append(f"{name} {number}: {taken:.1f} s")
            if number % EVERY == EVERY - 1 or number == files - 1:
                _drop_new(desk, ids)
                if _fingerprint(desk, ids) != before:
                    faults.append(f"a case changed by file {number}")
        left = [each for each in waiting(desk) if each.state == "waiting"]
        if left:
            faults.append(f"{len(left)} files left in quarantine")
        new = {path.name for path in Path(folder).iterdir()} - outside
        if new - {"v.sofs-wal"}:
            faults.append("something was written beside the vault")
        desk.close()
        vault.close()
    peak = most_memory()
    if peak > MOST_BYTES:
        faults.append(f"{peak // 1024 // 1024} MB of memory")
    return {
        "files": files, "ended": dict(ended), "longest_s": round(longest, 2), "peak_mb": peak // 1024 // 1024,
        "faults": faults,
    }  # fmt: skip


def most_memory() -> int:
    """The most bytes this process has held. Linux hands ``ru_maxrss`` on from the process that started this one."""
    if sys.platform == "linux":
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    print(json.dumps(run(arguments.files, arguments.seed), indent=1))


if __name__ == "__main__":
    main()
