"""Many deliveries through faults, and what must be true of every one of them afterwards."""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import os
import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from exporters.connectors.base import Connector
from exporters.connectors.registry import connector_for
from exporters.outbox import Deliverer
from models import connections
from models.casework import Case, Desk
from models.connections import Way
from models.outbox import Draft, Outbox, PartDraft

THEIRS = b"somebody else's file, which must stay as it is"


class Clock:
    """Time that only passes when it is told to, so that weeks of waiting take no time."""

    def __init__(self) -> None:
        self.at = dt.datetime(2025, 3, 1, 9, tzinfo=dt.UTC)

    def __call__(self) -> dt.datetime:
        return self.at


@dataclass
class Run:
    """What a run came to."""

    tries: int = 0
    rounds: int = 0
    conflicts: int = 0
    codes: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0


def queue_many(
    case: Case, way: str, count: int, draw: random.Random, *, largest: int = 60_000, files: bool = True
) -> list[str]:
    """Queue deliveries of one or two files of any size (none is the same as another); returns their ids."""
    outbox = Outbox(case.desk)
    workspace = next(iter(case.rows.table("workspace")))
    ids = []
    for number in range(count):
        names = [f"T-1_map_{number}.pdf", f"T-1_map_{number}.json"][: draw.choice((1, 1, 2)) if files else 1]
        parts = [
            PartDraft(name, "application/pdf", draw.randbytes(draw.randint(1, draw.choice((200, 5_000, largest)))))
            for name in names
        ]
        ids.append(outbox.queue(Draft(case.id, workspace, way, "Map", "map", "court", parts)))
    return ids


def plant_conflicts(root: Path, outbox: Outbox, ids: list[str]) -> set[str]:
    """Put somebody else's file under the name of the first part of these; returns the names."""
    names = {outbox.delivery(item).parts[0].name for item in ids}
    for name in names:
        (root / name).write_bytes(THEIRS)
        (root / name).chmod(0o666)
    return names


@contextlib.contextmanager
def watching(root: Path, wanted: dict[str, str]) -> Iterator[list[str]]:
    """Look into the folder all the time; the list gets the name of every file that was not whole under its name."""
    broken: list[str] = []
    done = threading.Event()
    seen: set[tuple[str, int, int]] = set()

    def look() -> None:
        took = 0.0
        while not done.wait(max(0.02, 10 * took)):  # watching is not to slow down what is watched
            begun = time.monotonic()
            for entry in os.scandir(root):
                with contextlib.suppress(OSError):
                    known = (entry.name, entry.stat().st_size, entry.stat().st_mtime_ns)
                    if entry.name in wanted and known not in seen:
                        found = hashlib.sha256(Path(entry).read_bytes()).hexdigest()
                        seen.add(known)
                        if found not in {wanted[entry.name], hashlib.sha256(THEIRS).hexdigest()}:
                            broken.append(entry.name)
            took = time.monotonic() - begun

    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    yield broken
    done.set()
    thread.join(5)


def deliver_all(
    desk: Desk,
    clock: Clock,
    *,
    connect: Callable[[Way], Connector] = connector_for,
    most_rounds: int = 400,
) -> Run:
    """Sync until nothing is left to do. Where a person is asked, the person puts it right and tries again."""
    run, outbox, started = Run(), Outbox(desk), time.monotonic()
    retried: Counter[str] = Counter()
    while run.rounds < most_rounds:
        run.rounds += 1
        Deliverer(desk, connect=connect).sync_once()
        clock.at += dt.timedelta(hours=2)
        for view in connections.views(desk):
            if view.state != "open":
                run.codes[view.state] += 1
                assert view.words, "a connection that waits says why"
                connections.resume(desk, view.id)
        if outbox.due() or outbox.next_at():
            continue
        if not (stuck := [line for line in outbox.lines(open_only=False) if line.needs_somebody]):
            break
        for line in stuck:
            assert line.words and line.ways_on, "a delivery that waits for somebody says why, and what can be done"
            if line.state == "rejected":
                retried[line.id] += 1
                assert retried[line.id] < 60
                outbox.retry_now(line.id)
            else:
                run.conflicts += 1
                outbox.keep_theirs(line.id) if run.conflicts % 2 else outbox.send_anew(line.id)
    else:
        left = outbox.lines(open_only=True)[:3]
        raise AssertionError([(line.state, line.words, outbox.delivery(line.id).trail[-3:]) for line in left])
    run.tries = sum(line.attempts for line in outbox.lines())
    run.seconds = time.monotonic() - started
    return run


def assert_all_arrived_once(desk: Desk, root: Path, theirs: set[str], *, sidecar: bool = True) -> None:
    """One copy of every delivery, nothing else, nothing unfinished, nothing replaced, nothing left waiting."""
    outbox = Outbox(desk)
    wanted: dict[str, str] = {}
    for line in outbox.lines():
        view = outbox.delivery(line.id)
        assert line.state in {"delivered", "withdrawn"}, (line.state, line.words)
        if line.state == "delivered":
            assert view.receipt
            wanted |= {part.name: part.sha256 for part in view.parts}
            if sidecar:
                wanted[f"{line.id}.delivery.json"] = ""
    found = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in root.iterdir() if path.is_file()}
    for name in theirs:
        assert found.pop(name) == hashlib.sha256(THEIRS).hexdigest(), "somebody's file was replaced"
    extra = {name for name in found if name not in wanted}
    # The second file of a delivery whose first stood in conflict may have arrived before; it is whole.
    assert not extra, extra
    assert not wanted.keys() - found.keys()
    assert all(found[name] == sha256 for name, sha256 in wanted.items() if sha256)


def assert_all_were_tried(name: str, count: int, run: Run) -> None:
    """Every delivery left at least once; what arrived was asserted in the run. Its figures, for who runs it with -s."""
    print(
        f"\n{name}: {count} deliveries, {run.tries} tries, {run.rounds} syncs, {run.conflicts} conflicts, "
        f"{run.seconds:.0f} s; {dict(run.codes.most_common())}"
    )
    assert run.tries >= count
