"""OpenSSH's own server on loopback, started by the tests, and a proxy that cuts the line to it at any byte."""

from __future__ import annotations

import contextlib
import getpass
import os
import random
import select
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ed25519

from tests.exporters.delivery_faults import LINGER, Fault, Proxy
from tests.exporters.delivery_servers import _wait_for

SSHD = shutil.which("sshd") or shutil.which("sshd", path="/usr/sbin")
SFTP_SERVER = next(
    (path for path in ("/usr/lib/openssh/sftp-server", "/usr/libexec/openssh/sftp-server") if os.access(path, os.X_OK)),
    None,
)


def new_key() -> tuple[str, str]:
    """A key pair as OpenSSH writes it: private PEM and public line."""
    key = ed25519.Ed25519PrivateKey.generate()
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.OpenSSH, serialization.NoEncryption()
    )
    public = key.public_key().public_bytes(serialization.Encoding.OpenSSH, serialization.PublicFormat.OpenSSH)
    return private.decode(), public.decode()


@dataclass
class SshServer:
    """A running sshd. ``private_key`` opens it; ``host_key`` is the line that its key is pinned by."""

    where: tuple[str, int]
    user: str
    private_key: str
    host_key: str
    own: Path

    def read_only(self, on: bool) -> None:
        """From the next session on, nothing may be written."""
        (self.own / "readonly").write_text("-R" if on else "", encoding="utf-8")

    def disk_ends_at(self, size: int | None) -> None:
        """From the next session on, no file can grow beyond so many bytes (None: no end)."""
        (self.own / "limit").write_text("unlimited" if size is None else str(size // 512), encoding="utf-8")


@contextlib.contextmanager
def sshd(private_key: str = "", public_key: str = "") -> Iterator[SshServer]:
    """OpenSSH's server as whoever runs the tests, on a free port, with its own configuration and keys."""
    assert SSHD is not None
    if not private_key:
        private_key, public_key = new_key()
    own = Path(tempfile.mkdtemp(prefix="sofs-sshd-"))
    host_private, host_public = new_key()
    for name, text in (("host", host_private), ("authorized", public_key + "\n"), ("serve", _SERVE.format(own=own))):
        (own / name).write_text(text, encoding="utf-8")
        (own / name).chmod(0o700 if name == "serve" else 0o600)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (own / "conf").write_text(_CONFIG.format(own=own, port=port), encoding="utf-8")
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)  # started by the administrator it locks itself in there
    process = subprocess.Popen(
        [SSHD, "-D", "-e", "-f", str(own / "conf")], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    server = SshServer(("127.0.0.1", port), getpass.getuser(), private_key, host_public, own)
    server.read_only(False)
    server.disk_ends_at(None)
    try:
        _wait_for(port, process)
        yield server
    finally:
        process.terminate()
        process.wait(10)
        shutil.rmtree(own, ignore_errors=True)


_CONFIG = """
Port {port}
ListenAddress 127.0.0.1
HostKey {own}/host
PidFile none
AuthorizedKeysFile {own}/authorized
StrictModes no
UsePAM no
UseDNS no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin prohibit-password
MaxStartups 100
LogLevel QUIET
Subsystem sftp {own}/serve
"""
_SERVE = f"""#!/bin/sh
trap '' XFSZ
ulimit -f "$(cat {{own}}/limit)"
exec {SFTP_SERVER} $(cat {{own}}/readonly)
"""
"""A file that grows too large is refused in a write, as on a full disk."""


def any_cut(draw: random.Random) -> Fault:
    """A fault at random. A session that delivers a small file takes some 6 kB up and 5 kB down."""
    kind = draw.choice(["drop", *["cut_up", "cut_down"] * 5, "deaf", "wrong_key"])
    return Fault(kind, draw.randint(0, 40_000 if draw.random() < 0.3 else 9_000))


@dataclass
class Passed:
    """What went through: bytes towards the server, and faults."""

    up: int = 0
    down: int = 0
    faults: list[str] = field(default_factory=list)


class CutProxy(Proxy):
    """Listens on loopback before ``upstream``; ``plan()`` says what breaks on each new connection.

    Kinds: drop (at once), cut_up, cut_down (after ``at`` bytes that way), deaf (nothing comes back after ``at`` bytes
    down), wrong_key (it leads to ``other``).
    """

    def __init__(self, upstream: tuple[str, int], other: tuple[str, int] | None = None) -> None:
        self.plan: Callable[[], Fault | None] = lambda: None
        self.passed = Passed()
        self._upstream, self._other = upstream, other or upstream
        super().__init__()

    def _serve(self, client: socket.socket) -> None:
        fault = self.plan() or Fault("")
        if fault.kind:
            self.passed.faults.append(fault.kind)
        if fault.kind == "drop":
            return
        upstream = self._other if fault.kind == "wrong_key" else self._upstream
        with client, socket.create_connection(upstream, 10) as server:
            self._pump(client, server, fault)

    def _pump(self, client: socket.socket, server: socket.socket, fault: Fault) -> None:
        left = {client: fault.at if fault.kind == "cut_up" else None,
                server: fault.at if fault.kind in {"cut_down", "deaf"} else None}  # fmt: skip
        while True:
            for side in select.select([client, server], [], [], 10)[0]:
                piece = side.recv(65536)
                budget = left[side]
                if budget is not None:
                    piece = piece[: int(budget)]
                    left[side] = budget - len(piece)
                (server if side is client else client).sendall(piece)
                if side is client:
                    self.passed.up += len(piece)
                else:
                    self.passed.down += len(piece)
                if not piece or left[side] == 0:
                    if fault.kind == "deaf":
                        time.sleep(LINGER)
                    return
