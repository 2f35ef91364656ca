"""Deliveries to real servers that drop, cut, stall and refuse: each arrives once, whole, over nothing.

The quick runs are part of ./check; the thousand per connector are marked slow.
"""

from __future__ import annotations

import contextlib
import errno
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from exporters.connectors import folder as folder_module
from exporters.connectors.base import Outcome, Parcel, Transit
from models import connections
from models.casework import Desk
from models.connections import Way
from models.outbox import Outbox
from models.vault import Vault
from tests.exporters.delivery_faults import Fault, FaultProxy, any_fault
from tests.exporters.delivery_runs import (
    Clock,
    Run,
    assert_all_arrived_once,
    assert_all_were_tried,
    deliver_all,
    plant_conflicts,
    queue_many,
    watching,
)
from tests.exporters.delivery_servers import (
    APACHE,
    PASSWORD,
    USER,
    Authority,
    DeliveryEndpoint,
    apache,
    serving,
    wsgidav,
)

WAIT = 0.4
"""Seconds after which the tests' clients give up; the faults hold on longer."""

needs_apache = pytest.mark.skipif(APACHE is None, reason="Apache is not installed here and may not be installed")


def prepared(
    vault: Vault, kind: str, settings: dict[str, object], secrets: dict[str, object]
) -> tuple[Desk, Clock, str]:
    clock = Clock()
    desk = Desk(vault, clock)
    return desk, clock, connections.add(desk, "County", kind, settings, secrets)


def run_dav(vault: Vault, root: Path, where: tuple[str, int], count: int, seed: int, *, folder: str = "") -> Run:
    """Deliveries to a WebDAV server behind the proxy, every tenth request broken."""
    draw = random.Random(seed)
    proxy = FaultProxy(where)
    try:
        settings = {"address": f"http://127.0.0.1:{proxy.port}/{folder}", "user": USER, "timeout": WAIT}
        desk, clock, way = prepared(vault, "webdav", settings, {"password": PASSWORD})
        ids = queue_many(desk.new_case("Test", number="T-1"), way, count, draw)
        theirs = plant_conflicts(root, Outbox(desk), ids[:: max(count // 4, 25)])
        faults = random.Random(seed + 1)
        proxy.plan = lambda _method, _path: any_fault(faults) if faults.random() < 0.1 else None
        with watching(root, hashes(desk)) as broken:
            run = deliver_all(desk, clock, most_rounds=200 + 3 * count)
        assert not broken
        assert_all_arrived_once(desk, root, theirs)
        assert run.conflicts >= len(theirs)
        assert len(proxy.seen.faults) > count / 2, "a run without faults proves nothing"
        run.codes.update(proxy.seen.faults)
        return run
    finally:
        proxy.close()


def hashes(desk: Desk) -> dict[str, str]:
    outbox = Outbox(desk)
    return {part.name: part.sha256 for line in outbox.lines() for part in outbox.delivery(line.id).parts}


def run_https(vault: Vault, root: Path, count: int, seed: int) -> Run:
    """Deliveries to the endpoint over TLS, every third request broken, wrong certificates among it."""
    draw, faults = random.Random(seed), random.Random(seed + 1)
    authority, other = Authority(root.parent), Authority(root.parent, "Nobody we know")
    endpoint = DeliveryEndpoint(root)
    with serving(endpoint) as where:
        proxy = FaultProxy(where, tls=authority.server(), wrong_tls=other.server())
        try:
            settings = {"address": f"https://127.0.0.1:{proxy.port}", "ca_pem": authority.pem, "timeout": WAIT}
            desk, clock, way = prepared(vault, "https", settings, {"token": endpoint.token})
            queue_many(desk.new_case("Test", number="T-1"), way, count, draw)
            proxy.plan_connection = lambda: any_fault(faults, tls=True) if faults.random() < 0.35 else None
            run = deliver_all(desk, clock, most_rounds=200 + 3 * count)
            assert_all_arrived_once(desk, root, set(), sidecar=False)
            assert len(endpoint.taken) == count
            assert len(proxy.seen.faults) > count / 5, "a run without faults proves nothing"
            run.codes.update(proxy.seen.faults)
            return run
        finally:
            proxy.close()


@contextlib.contextmanager
def flaky_disk(draw: random.Random) -> Iterator[list[int]]:
    """A share whose writes, renames and reads fail now and then, some after they were carried out."""
    codes = (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EDQUOT, errno.EROFS, errno.ESTALE)
    happened: list[int] = []

    def flaky(real: Callable[..., object], chance: float) -> Callable[..., object]:
        def maybe(*arguments: object) -> object:
            if draw.random() >= chance:
                return real(*arguments)
            happened.append(draw.choice(codes))
            if draw.random() < 0.5:
                real(*arguments)
            raise OSError(happened[-1], "flaky")

        return maybe

    def short(handle: int, data: bytes) -> int:
        return real_write(handle, data[: max(1, draw.randint(0, len(data)))])

    real_write = folder_module.os.write
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(folder_module.os, "write", flaky(short, 0.05))
        patch.setattr(folder_module, "_rename_without_replacing", flaky(folder_module._rename_without_replacing, 0.1))
        patch.setattr(folder_module.os, "fsync", flaky(folder_module.os.fsync, 0.05))
        patch.setattr(folder_module.hashlib, "file_digest", flaky(folder_module.hashlib.file_digest, 0.02))
        yield happened


def run_folder(vault: Vault, root: Path, count: int, seed: int) -> Run:
    """Deliveries into a folder on a flaky disk."""
    draw = random.Random(seed)
    desk, clock, way = prepared(vault, "folder", {"folder": str(root)}, {})
    ids = queue_many(desk.new_case("Test", number="T-1"), way, count, draw)
    theirs = plant_conflicts(root, Outbox(desk), ids[:: max(count // 4, 25)])
    with watching(root, hashes(desk)) as broken, flaky_disk(draw) as happened:
        run = deliver_all(desk, clock, most_rounds=200 + 3 * count)
    assert not broken
    assert_all_arrived_once(desk, root, theirs)
    assert len(happened) > count / 5, "a run without faults proves nothing"
    run.codes.update(errno.errorcode[code] for code in happened)
    return run


@pytest.mark.parametrize("count", [8, pytest.param(1000, marks=[pytest.mark.slow, pytest.mark.timeout(3600)])])
class TestManyDeliveries:
    def test_folder(self, vault: Vault, root: Path, count: int) -> None:
        assert_all_were_tried("folder", count, run_folder(vault, root, count, 11))

    def test_wsgidav(self, vault: Vault, root: Path, count: int) -> None:
        with wsgidav(root) as where:
            assert_all_were_tried("webdav (wsgidav)", count, run_dav(vault, root, where, count, 22))

    @needs_apache
    def test_apache(self, vault: Vault, count: int) -> None:
        with apache() as (where, root):
            assert_all_were_tried("webdav (apache)", count, run_dav(vault, root, where, count, 33))

    def test_https(self, vault: Vault, root: Path, count: int) -> None:
        assert_all_were_tried("https", count, run_https(vault, root, count, 44))


class Careless:
    """What many programs do: PUT under the final name, and again when no answer came."""

    def __init__(self, way: Way) -> None:
        self._way = way

    def try_it(self) -> str:
        return ""

    def look(self, parcel: Parcel) -> Outcome | None:
        return None

    def send(self, parcel: Parcel, transit: Transit) -> Outcome:
        auth = (str(self._way.settings["user"]), str(self._way.secrets["password"]))
        with httpx.Client(auth=auth, timeout=2, trust_env=False) as client:
            for part in parcel.parts:
                try:
                    answer = client.put(f"{self._way.settings['address']}{part.name}", content=part.data)
                except httpx.HTTPError:
                    return Outcome("later", "Again.", code="cut")
                if not answer.is_success:
                    return Outcome("later", "Again.", code="again")
        return Outcome("delivered", "It said so.", {"said": "so"})


def test_the_same_run_finds_what_a_careless_connector_does(vault: Vault, root: Path) -> None:
    with wsgidav(root) as where:
        proxy = FaultProxy(where)
        settings: dict[str, object] = {"address": f"http://127.0.0.1:{proxy.port}/", "user": USER}
        desk, clock, way = prepared(vault, "webdav", settings, {"password": PASSWORD})
        ids = queue_many(desk.new_case("Test", number="T-1"), way, 6, random.Random(5), largest=200_000)
        theirs = plant_conflicts(root, Outbox(desk), ids[:1])
        faults = random.Random(6)
        proxy.plan = lambda _method, _path: Fault("cut_up", 0.7) if faults.random() < 0.5 else None
        with watching(root, hashes(desk)) as broken:
            deliver_all(desk, clock, connect=Careless)
        proxy.close()
    assert broken, "half a file stood under its name for all to see"
    with pytest.raises(AssertionError, match="replaced"):
        assert_all_arrived_once(desk, root, theirs, sidecar=False)
