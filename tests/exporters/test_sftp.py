"""SFTP to OpenSSH's own server: its key, our way in, every step and every cut, twenty megabytes over a bad line."""

from __future__ import annotations

import hashlib
import random
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import paramiko  # type: ignore[import-untyped]
import pytest

from exporters.connectors import sftp, ssh
from exporters.connectors.base import Connector, LeavesParts, Outcome, Parcel, ParcelPart
from models import connections
from models.casework import Desk
from models.errors import KnownError
from models.outbox import PAUSE_CODES, Outbox
from models.vault import Vault
from tests.exporters.delivery_faults import Fault
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
from tests.exporters.delivery_ssh import SFTP_SERVER, SSHD, CutProxy, SshServer, any_cut, new_key, sshd

pytestmark = pytest.mark.skipif(not (SSHD and SFTP_SERVER), reason="OpenSSH's server is not and may not be installed")

KEY = "6c1f0f52-9a7e-4c53-8f0e-5d2a1f7b9c11"
NAME = "T-1_map.pdf"
UNFINISHED = f"{NAME}.6c1f0f529a7e.part"


class Kept:
    """A transit that remembers what it is told."""

    def __init__(self) -> None:
        self.kept: dict[str, Any] = {}
        self.sent: list[int] = []
        self.stop_after = 10**9

    def progress(self, progress: Any) -> None:
        self.sent.append(progress.sent)

    def remember(self, **what: Any) -> None:
        self.kept |= what

    def is_stopped(self) -> bool:
        return len(self.sent) >= self.stop_after


def parcel(data: bytes = b"the finished file", **more: Any) -> Parcel:
    part = ParcelPart(1, NAME, "application/pdf", data, hashlib.sha256(data).hexdigest())
    return Parcel(KEY, "T-1", "map", "2025-03-01", (part,), "x", **more)


@pytest.fixture(scope="module")
def server() -> Iterator[SshServer]:
    with sshd() as running:
        yield running


@pytest.fixture
def proxy(server: SshServer) -> Iterator[CutProxy]:
    proxy = CutProxy(server.where)
    yield proxy
    proxy.close()
    server.read_only(False)
    server.disk_ends_at(None)


def settings_for(server: SshServer, root: Path, port: int, **more: Any) -> dict[str, Any]:
    return {
        "host": "127.0.0.1", "port": port, "user": server.user, "folder": str(root), "host_key": server.host_key,
        "timeout": 20, "sidecar": False,
    } | more  # fmt: skip


def connector_to(server: SshServer, root: Path, port: int, **more: Any) -> Connector:
    return sftp.connect(settings_for(server, root, port, **more), {"private_key": server.private_key})


class TestTheWayIn:
    def test_try_it_leaves_nothing(self, server: SshServer, proxy: CutProxy, root: Path) -> None:
        assert "files can be put there" in connector_to(server, root, proxy.port).try_it()
        assert list(root.iterdir()) == []

    def test_a_wrong_key_of_the_server_stops_before_anything_is_told(
        self, server: SshServer, proxy: CutProxy, root: Path
    ) -> None:
        _private, other = new_key()
        outcome = connector_to(server, root, proxy.port, host_key=other).send(parcel(), Kept())
        assert (outcome.state, outcome.code) == ("later", "hostkey") and "not the server we know" in outcome.words
        assert outcome.code in PAUSE_CODES and list(root.iterdir()) == []

    def test_a_key_that_nobody_confirmed_is_shown_and_not_believed(
        self, server: SshServer, proxy: CutProxy, root: Path
    ) -> None:
        with pytest.raises(KnownError, match="SHA256:") as shown:
            connector_to(server, root, proxy.port, host_key="").try_it()
        fingerprint = next(word for word in str(shown.value).split() if word.startswith("SHA256:")).rstrip(".")
        outcome = connector_to(server, root, proxy.port, host_key=fingerprint).send(parcel(), Kept())
        assert outcome.state == "delivered"

    def test_our_key_is_refused(self, server: SshServer, proxy: CutProxy, root: Path) -> None:
        private, _public = new_key()
        outcome = sftp.connect(settings_for(server, root, proxy.port), {"private_key": private}).send(parcel(), Kept())
        assert (outcome.state, outcome.code) == ("later", "credentials") and outcome.code in PAUSE_CODES

    def test_nobody_there(self, server: SshServer, root: Path) -> None:
        connector = connector_to(server, root, 9)
        assert connector.send(parcel(), Kept()).code == "offline"
        found = connector.look(parcel())
        assert found is not None and found.code == "offline"

    @pytest.mark.parametrize(
        "change",
        [
            {"host": ""}, {"host": "me@there"}, {"user": ""}, {"port": "ssh"}, {"port": 70_000}, {"timeout": "soon"},
            {"host_key": "not a key"}, {"host_key": "ssh-ed25519 AAAA"},
        ],
    )  # fmt: skip
    def test_settings_that_cannot_be_right(self, server: SshServer, root: Path, change: dict[str, Any]) -> None:
        with pytest.raises(KnownError, match="Nothing was sent"):
            sftp.connect(settings_for(server, root, 22) | change, {"private_key": server.private_key})

    def test_a_key_of_ours_that_cannot_be_read(self, server: SshServer, root: Path) -> None:
        with pytest.raises(KnownError, match="cannot be read"):
            sftp.connect(settings_for(server, root, 22), {"private_key": "-----BEGIN NOTHING-----"})

    def test_lines_as_ssh_keyscan_prints_them(self, server: SshServer) -> None:
        pins = ssh.pins_of(f"# host:22 SSH-2.0\n[host]:2222 {server.host_key} comment\n\n")
        assert len(pins.fingerprints) == 1 and pins.types == ("ssh-ed25519",)


class _Door(paramiko.ServerInterface):  # type: ignore[misc]
    """Another server of the protocol: it asks for a password, lets in, and takes no files."""

    def check_auth_password(self, username: str, password: str) -> int:
        right = (username, password) == ("desk", "wren and kettle")
        return int(paramiko.AUTH_SUCCESSFUL if right else paramiko.AUTH_FAILED)

    def get_allowed_auths(self, _username: str) -> str:
        return "password"

    def check_channel_request(self, _kind: str, _number: int) -> int:
        return int(paramiko.OPEN_SUCCEEDED)


@pytest.mark.parametrize(("password", "code"), [("wren and kettle", "failure"), ("wrong", "credentials")])
def test_a_password(root: Path, server: SshServer, password: str, code: str) -> None:
    listening = socket.create_server(("127.0.0.1", 0))
    host_key = paramiko.ECDSAKey.generate()

    def serve() -> None:
        transport = paramiko.Transport(listening.accept()[0])
        transport.add_server_key(host_key)
        transport.set_subsystem_handler("sftp", paramiko.SFTPServer, paramiko.SFTPServerInterface)
        transport.start_server(server=_Door())
        transport.join(20)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    settings = settings_for(
        server, root, listening.getsockname()[1], user="desk",
        host_key=f"{host_key.get_name()} {host_key.get_base64()}",
    )  # fmt: skip
    assert sftp.connect(settings, {"password": password}).send(parcel(), Kept()).code == code
    thread.join(20)
    listening.close()


class TestSteps:
    def test_delivered_once(self, server: SshServer, proxy: CutProxy, root: Path) -> None:
        connector = connector_to(server, root, proxy.port)
        assert connector.look(parcel()) is None
        for _ in range(2):
            assert connector.send(parcel(), Kept()).state == "delivered"
        assert [path.name for path in root.iterdir()] == [NAME]
        found = connector.look(parcel())
        assert found is not None and found.state == "delivered"

    def test_another_file_of_that_name(self, server: SshServer, proxy: CutProxy, root: Path) -> None:
        (root / NAME).write_bytes(b"theirs")
        outcome = connector_to(server, root, proxy.port).send(parcel(), Kept())
        assert outcome.state == "conflict" and (root / NAME).read_bytes() == b"theirs"

    def test_a_file_that_comes_just_before_ours_is_named(
        self, server: SshServer, proxy: CutProxy, root: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def late(place: sftp.SftpConnector, unfinished: str, name: str) -> bool:
            (root / NAME).write_bytes(b"theirs")
            return real(place, unfinished, name)

        real = sftp.SftpConnector.give_name
        monkeypatch.setattr(sftp.SftpConnector, "give_name", late)
        assert connector_to(server, root, proxy.port).send(parcel(), Kept()).state == "conflict"
        assert [path.name for path in root.iterdir()] == [NAME] and (root / NAME).read_bytes() == b"theirs"

    def test_control_the_other_rename_would_have_replaced_it(self, server: SshServer, root: Path) -> None:
        (root / "ours").write_bytes(b"ours")
        (root / NAME).write_bytes(b"theirs")
        line = ssh.Line(settings_for(server, root, server.where[1]), {"private_key": server.private_key})
        with line:
            line.sftp.posix_rename(str(root / "ours"), str(root / NAME))
        assert (root / NAME).read_bytes() == b"ours"

    def test_a_rename_that_was_done_but_not_answered_is_looked_for(
        self, server: SshServer, proxy: CutProxy, root: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def lost(place: Any, old: str, new: str) -> None:
            real(place, old, new)
            place.get_channel().transport.close()
            raise EOFError

        real = paramiko.SFTPClient.rename
        monkeypatch.setattr(paramiko.SFTPClient, "rename", lost)
        connector = connector_to(server, root, proxy.port)
        assert connector.send(parcel(), Kept()).state == "unknown"
        found = connector.look(parcel())
        assert found is not None and found.state == "delivered"

    def test_a_missing_folder_is_not_made(self, server: SshServer, proxy: CutProxy, root: Path) -> None:
        connector = connector_to(server, root / "elsewhere", proxy.port)
        outcome = connector.send(parcel(), Kept())
        assert (outcome.state, outcome.code) == ("later", "404") and not (root / "elsewhere").exists()

    def test_not_allowed(self, server: SshServer, proxy: CutProxy, root: Path) -> None:
        server.read_only(True)
        outcome = connector_to(server, root, proxy.port).send(parcel(), Kept())
        assert (outcome.state, outcome.code) == ("later", "403") and list(root.iterdir()) == []

    def test_a_full_disk_goes_on_when_there_is_room(self, server: SshServer, proxy: CutProxy, root: Path) -> None:
        data = random.Random(1).randbytes(400_000)
        server.disk_ends_at(200_704)
        connector, told = connector_to(server, root, proxy.port), Kept()
        outcome = connector.send(parcel(data), told)
        assert (outcome.state, outcome.code) == ("later", "507") and not (root / NAME).exists()
        before = (root / UNFINISHED).stat().st_size
        assert before >= 131_072
        server.disk_ends_at(None)
        proxy.passed.up = 0
        assert connector.send(parcel(data, progress=told.kept), told).state == "delivered"
        assert proxy.passed.up < len(data) - before + 20_000, "what was there already was sent again"
        assert (root / NAME).read_bytes() == data and len(list(root.iterdir())) == 1

    def test_what_was_spoilt_there_is_written_anew(self, server: SshServer, proxy: CutProxy, root: Path) -> None:
        data = random.Random(2).randbytes(300_000)
        (root / UNFINISHED).write_bytes(data[:100_000] + bytes(1_000) + data[101_000:200_000])
        assert connector_to(server, root, proxy.port).send(parcel(data), Kept()).state == "delivered"
        assert (root / NAME).read_bytes() == data

    def test_spoilt_behind_what_was_compared_before(self, server: SshServer, proxy: CutProxy, root: Path) -> None:
        data = random.Random(3).randbytes(300_000)
        (root / UNFINISHED).write_bytes(bytes(1_000) + data[1_000:200_000])
        told = Kept()
        told.kept["checked"] = {UNFINISHED: 200_000}
        connector = connector_to(server, root, proxy.port)
        assert connector.send(parcel(data, progress=told.kept), told).code == "changed"
        assert list(root.iterdir()) == [], "what is not right never gets its name"
        assert connector.send(parcel(data, progress=told.kept), told).state == "delivered"

    def test_what_was_begun_is_taken_away_again(self, server: SshServer, proxy: CutProxy, root: Path) -> None:
        connector = sftp.connect(settings_for(server, root, proxy.port), {"private_key": server.private_key})
        assert isinstance(connector, LeavesParts)
        (root / UNFINISHED).write_bytes(b"begun")
        (root / NAME).write_bytes(b"theirs")
        proxy.plan = lambda: Fault("drop")
        assert not connector.clear(parcel()) and (root / UNFINISHED).exists()
        proxy.plan = lambda: None
        assert connector.clear(parcel()) and connector.clear(parcel())
        assert [path.name for path in root.iterdir()] == [NAME]

    def test_stopping(self, server: SshServer, proxy: CutProxy, root: Path) -> None:
        told = Kept()
        told.stop_after = 1
        assert connector_to(server, root, proxy.port).send(parcel(bytes(3_000_000)), told).code == "stopped"
        assert (root / UNFINISHED).stat().st_size == 1024 * 1024

    def test_an_empty_file(self, server: SshServer, proxy: CutProxy, root: Path) -> None:
        assert connector_to(server, root, proxy.port).send(parcel(b""), Kept()).state == "delivered"
        assert (root / NAME).read_bytes() == b""

    @pytest.mark.parametrize("kind", ["cut_up", "cut_down"])
    @pytest.mark.parametrize("at", [0, 700, 3_000, 5_200, 30_000])
    def test_cut_anywhere(self, server: SshServer, proxy: CutProxy, root: Path, kind: str, at: int) -> None:
        data = random.Random(4).randbytes(30_000)
        faults = [Fault(kind, at)]
        proxy.plan = lambda: faults.pop() if faults else None
        connector, told = connector_to(server, root, proxy.port), Kept()
        outcome = connector.send(parcel(data), told)
        assert outcome.state in {"later", "unknown", "delivered"}
        if outcome.state != "delivered":
            found = connector.look(parcel(data, progress=told.kept)) if outcome.state == "unknown" else None
            outcome = found or connector.send(parcel(data, progress=told.kept), told)
        assert outcome.state == "delivered" and [path.name for path in root.iterdir()] == [NAME]

    def test_a_server_that_says_nothing_more(self, server: SshServer, proxy: CutProxy, root: Path) -> None:
        connector = connector_to(server, root, proxy.port, timeout=0.4)
        for at in (10, 1_500, 3_300):
            proxy.plan = lambda at=at: Fault("deaf", at)  # type: ignore[misc]
            outcome = connector.send(parcel(), Kept())
            assert outcome.state in {"later", "unknown"} and outcome.code in {"offline", "timeout", "cut"}


@pytest.mark.parametrize(("megabytes", "cuts"), [(4, 2), pytest.param(20, 10, marks=pytest.mark.slow)])
def test_a_large_file_goes_on_where_it_was_cut(
    server: SshServer, proxy: CutProxy, root: Path, megabytes: int, cuts: int
) -> None:
    data = random.Random(5).randbytes(megabytes * 1024 * 1024)
    told, outcome, tries = Kept(), Outcome("later"), 0
    proxy.plan = lambda: Fault("cut_up", len(data) / (cuts + 1)) if tries <= cuts else None
    connector = connector_to(server, root, proxy.port, timeout=30)
    while outcome.state == "later" and tries < 2 * cuts + 2:
        tries += 1
        outcome = connector.send(parcel(data, progress=told.kept), told)
        assert outcome.state == "delivered" or not (root / NAME).exists()
    assert outcome.state == "delivered" and (root / NAME).read_bytes() == data
    assert len(proxy.passed.faults) >= cuts, "a run without cuts proves nothing"
    again = proxy.passed.up - len(data)
    print(f"\n{megabytes} MB over {cuts} cuts: {100 * again / len(data):.1f} % more sent than its bytes")
    assert again <= len(data) / 10


def run(vault: Vault, server: SshServer, root: Path, count: int, seed: int) -> Run:
    """Deliveries to OpenSSH behind the proxy, every third session broken."""
    draw, faults = random.Random(seed), random.Random(seed + 1)
    with sshd() as stranger:
        proxy = CutProxy(server.where, stranger.where)
        try:
            clock = Clock()
            desk = Desk(vault, clock)
            settings = settings_for(server, root, proxy.port, sidecar=True)
            way = connections.add(desk, "County", "sftp", settings, {"private_key": server.private_key})
            ids = queue_many(desk.new_case("Test", number="T-1"), way, count, draw)
            theirs = plant_conflicts(root, Outbox(desk), ids[:: max(count // 4, 25)])
            outbox = Outbox(desk)
            wanted = {part.name: part.sha256 for item in ids for part in outbox.delivery(item).parts}

            def plan() -> Fault | None:
                server.disk_ends_at(4096 if faults.random() < 0.03 else None)
                server.read_only(faults.random() < 0.02)
                return any_cut(faults) if faults.random() < 0.35 else None

            proxy.plan = plan
            with watching(root, wanted) as broken:
                done = deliver_all(desk, clock)
            assert not broken
            assert_all_arrived_once(desk, root, theirs)
            assert done.conflicts >= len(theirs)
            assert len(proxy.passed.faults) > count / 5, "a run without faults proves nothing"
            done.codes.update(proxy.passed.faults)
            return done
        finally:
            proxy.close()


@pytest.mark.parametrize("count", [8, pytest.param(1000, marks=[pytest.mark.slow, pytest.mark.timeout(3600)])])
def test_many_deliveries(vault: Vault, server: SshServer, root: Path, count: int) -> None:
    try:
        assert_all_were_tried("sftp (OpenSSH)", count, run(vault, server, root, count, 55))
    finally:
        server.read_only(False)
        server.disk_ends_at(None)
