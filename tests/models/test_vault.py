"""The vault: opens only rightly, says plainly why not, changes nothing then, and survives a disk that refuses."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from models import cipher, durable, keyslots
from models.casework import Case, Desk
from models.entities import Person
from models.errors import KnownError
from models.keyslots import Keys, WrongRecoveryCode, keys_path
from models.recovery_code import MistypedRecoveryCode
from models.vault import (
    AN_OLDER_COPY,
    DamagedKeys,
    DamagedVault,
    KdfCost,
    MissingKeys,
    MissingVault,
    NewerKeys,
    NewerVault,
    Vault,
    VaultBusy,
    VaultExists,
    WrongPassphrase,
)

ROOT = Path(__file__).parents[2]
SECRET = "Marmalade-Quisling"


def add_person(case: Case, name: str) -> None:
    """One saved edit."""
    with case.edit("Added a person") as session:
        session.add(Person(case_id=case.id, name=name))


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed vault with one case and two edits, to be copied; its passphrase is "pw"."""
    file = tmp_path_factory.mktemp("template") / "a.sofs"
    vault, _ = Vault.create(file, "pw", cost=KdfCost.LIGHT)
    case = Desk(vault).new_case("Family " + SECRET)
    add_person(case, SECRET)
    vault.close()
    return file


@pytest.fixture
def path(template: Path, tmp_path: Path) -> Path:
    """A copy of the template of one's own."""
    return Path(shutil.copytree(template.parent, tmp_path / "desk")) / template.name


def hashes(folder: Path) -> dict[str, str]:
    """Every file under ``folder`` with the hash of its content."""
    return {
        str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in folder.rglob("*")
        if file.is_file()
    }


def names(vault: Vault) -> list[str]:
    """The people in the vault."""
    with vault.engine.connect() as connection:
        return [row[0] for row in connection.execute(sqlalchemy.text("SELECT name FROM person ORDER BY name"))]


def edit_raw(path: Path, *statements: str) -> None:
    """Change a closed vault as no part of the app would."""
    keys = Keys.unlock(keys_path(path), "pw")
    connection = cipher.connect(path, keys.key)
    for statement in statements:
        connection.execute(statement)
    connection.close()


def test_what_is_saved_is_there_again_and_whole(path: Path) -> None:
    vault = Vault.open(path, "pw")
    assert names(vault) == [SECRET]
    assert vault.check() == []
    assert (vault.read_only, vault.notice) == (False, None)
    vault.close()
    vault.close()
    assert sorted(file.name for file in path.parent.iterdir()) == ["a.sofs", "a.sofs.keys"]


def test_nothing_in_the_files_can_be_read(path: Path) -> None:
    for content in (file.read_bytes() for file in path.parent.iterdir()):
        for form in (SECRET.encode(), SECRET.encode("utf-16-le"), SECRET.encode().hex().encode(), b"SQLite format"):
            assert form not in content


@pytest.mark.skipif(os.name == "nt", reason="Windows has no file modes")
def test_only_its_owner_can_read_it(path: Path) -> None:
    vault = Vault.open(path, "pw")
    add_person(Desk(vault).open_case(Desk(vault).case_ids()[0]), "x")
    assert {file.name: file.stat().st_mode & 0o777 for file in path.parent.iterdir()} == {
        "a.sofs": 0o600,
        "a.sofs-wal": 0o600,
        "a.sofs.keys": 0o600,
    }
    vault.close()


def test_a_vault_never_takes_the_place_of_another(path: Path) -> None:
    before = hashes(path.parent)
    with pytest.raises(VaultExists):
        Vault.create(path, "other", cost=KdfCost.LIGHT)
    assert hashes(path.parent) == before


def test_a_lonely_key_file_is_kept_when_a_vault_of_its_name_is_made(path: Path) -> None:
    path.rename(path.with_name("moved.sofs"))
    content = keys_path(path).read_bytes()
    Vault.create(path, "other", cost=KdfCost.LIGHT)[0].close()
    assert keys_path(path).with_name("a.sofs.keys.old-1").read_bytes() == content


def test_recovery_code_and_escrow_key_open_it_after_a_new_passphrase(tmp_path: Path) -> None:
    escrow = X25519PrivateKey.generate()
    file = tmp_path / "a.sofs"
    vault, code = Vault.create(
        file, "one", cost=KdfCost.LIGHT, escrow_public_key=escrow.public_key().public_bytes_raw()
    )
    data = hashes(tmp_path)["a.sofs"]
    vault.change_passphrase("two")
    vault.close()
    assert hashes(tmp_path)["a.sofs"] == data, "a new passphrase never rewrites the data"
    with pytest.raises(WrongPassphrase):
        Vault.open(file, "one")
    Vault.open(file, "two").close()
    Vault.open_with_escrow_key(file, escrow.private_bytes_raw()).close()
    vault = Vault.open_with_recovery_code(file, code.lower())
    newer = vault.new_recovery_code()
    vault.close()
    with pytest.raises(WrongRecoveryCode):
        Vault.open_with_recovery_code(file, code)
    with pytest.raises(MistypedRecoveryCode):
        Vault.open_with_recovery_code(file, newer[:-1])
    Vault.open_with_recovery_code(file, newer).close()


# Every reason not to open: one plain sentence of its own, and nothing changed


def flip(file: Path, at: float) -> None:
    """Change one byte at a place between 0 and 1 of the file."""
    content = bytearray(file.read_bytes())
    content[int(at * (len(content) - 1))] ^= 0x20
    file.write_bytes(content)


def newer_keys(path: Path) -> None:
    """A key file as a later version might write it."""
    keys = Keys.unlock(keys_path(path), "pw")
    version = keyslots.VERSION
    try:
        keyslots.VERSION = version + 1
        keys_path(path).write_bytes(keys.file.sealed(keys.key))
    finally:
        keyslots.VERSION = version


def foreign_keys(path: Path) -> None:
    """The key file of another vault with the same passphrase."""
    other = path.parent.parent / "other.sofs"
    Vault.create(other, "pw", cost=KdfCost.LIGHT)[0].close()
    shutil.copyfile(keys_path(other), keys_path(path))


TROUBLES: dict[str, tuple[Callable[[Path], object], type[KnownError]]] = {
    "no vault": (lambda path: path.unlink(), MissingVault),
    "no key file": (lambda path: keys_path(path).unlink(), MissingKeys),
    "damaged key file": (lambda path: flip(keys_path(path), 0.5), DamagedKeys),
    "cut key file": (lambda path: keys_path(path).write_bytes(b""), DamagedKeys),
    "newer key file": (newer_keys, NewerKeys),
    "damaged start": (lambda path: flip(path, 0), DamagedVault),
    "damaged first page": (lambda path: flip(path, 0.001), DamagedVault),
    "damaged middle": (lambda path: flip(path, 0.5), DamagedVault),
    "damaged end": (lambda path: flip(path, 1), DamagedVault),
    "cut in half": (lambda path: os.truncate(path, path.stat().st_size // 2), DamagedVault),
    "cut within a page": (lambda path: os.truncate(path, path.stat().st_size - 100), DamagedVault),
    "empty": (lambda path: os.truncate(path, 0), DamagedVault),
    "not a vault": (lambda path: path.write_bytes(b"Dear diary, " * 5000), DamagedVault),
    "somebody else's key file": (foreign_keys, DamagedVault),
}


@pytest.mark.parametrize("trouble", TROUBLES)
def test_trouble_is_said_plainly_and_changes_nothing(path: Path, trouble: str) -> None:
    make, expected = TROUBLES[trouble]
    make(path)
    before = hashes(path.parent)
    with pytest.raises(expected) as caught:
        Vault.open(path, "pw")
    assert type(caught.value) is expected
    assert "Nothing was changed" in str(caught.value)
    assert hashes(path.parent) == before


def test_a_wrong_passphrase_changes_nothing_and_is_not_called_damage(path: Path) -> None:
    before = hashes(path.parent)
    with pytest.raises(WrongPassphrase):
        Vault.open(path, "PW")
    assert hashes(path.parent) == before


def test_every_sentence_is_one_of_a_kind() -> None:
    kinds = [
        WrongPassphrase, WrongRecoveryCode, MistypedRecoveryCode, VaultBusy, DamagedVault, DamagedKeys, MissingKeys,
        NewerKeys, NewerVault, MissingVault, VaultExists, durable.DiskFull, durable.NotWritable, durable.DiskTrouble,
    ]  # fmt: skip
    assert len({str(kind()) for kind in kinds}) == len(kinds)


def test_a_second_window_is_refused_and_the_first_goes_on(path: Path) -> None:
    first = Vault.open(path, "pw")
    # Not hashed by this process: closing a file drops every POSIX lock the process has on it.
    before = [(file.name, file.stat().st_size, file.stat().st_mtime_ns) for file in sorted(path.parent.iterdir())]
    with pytest.raises(VaultBusy):
        Vault.open(path, "pw")
    script = "import sys; from pathlib import Path; from models.vault import Vault; Vault.open(Path(sys.argv[1]), 'pw')"
    second = subprocess.run([sys.executable, "-c", script, path], capture_output=True, text=True, cwd=ROOT, timeout=60)
    assert "VaultBusy" in second.stderr
    after = [(file.name, file.stat().st_size, file.stat().st_mtime_ns) for file in sorted(path.parent.iterdir())]
    assert after == before
    desk = Desk(first)
    add_person(desk.open_case(desk.case_ids()[0]), "Later")
    assert first.check() == []
    first.close()
    again = Vault.open(path, "pw")
    assert names(again) == ["Later", SECRET]
    again.close()


@pytest.mark.parametrize(
    "sign",
    ["UPDATE alembic_version SET version_num = '0999'", "PRAGMA user_version = 999"],
    ids=["revision", "version"],
)
def test_a_newer_file_can_be_read_and_not_changed(path: Path, sign: str) -> None:
    edit_raw(path, sign)
    before = hashes(path.parent)
    vault = Vault.open(path, "pw")
    assert vault.read_only
    assert vault.notice == str(NewerVault())
    assert names(vault) == [SECRET]
    assert vault.check() == []
    with pytest.raises(NewerVault), vault.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE person SET name = 'x'")
    desk = Desk(vault)
    with pytest.raises(KnownError):
        add_person(desk.open_case(desk.case_ids()[0]), "x")
    desk.close()
    vault.close()
    assert hashes(path.parent) == before


# The check


def test_an_older_copy_in_its_place_is_noticed(path: Path) -> None:
    old = path.read_bytes()
    vault = Vault.open(path, "pw")
    desk = Desk(vault)
    add_person(desk.open_case(desk.case_ids()[0]), "Later")
    vault.close()
    path.write_bytes(old)
    vault = Vault.open(path, "pw")
    assert vault.notice == AN_OLDER_COPY
    assert len(vault.check()) == 1
    vault.close()


def test_the_check_finds_a_doctored_journal(path: Path) -> None:
    edit_raw(path, "DROP TRIGGER change_is_final", "UPDATE change SET after = replace(after, 'Q', 'q')")
    vault = Vault.open(path, "pw")
    found = vault.check()
    assert found
    assert SECRET not in str(found)
    vault.close()


def test_the_check_finds_a_row_that_points_nowhere(path: Path) -> None:
    edit_raw(
        path,
        "PRAGMA foreign_keys = OFF",
        "UPDATE journal_state SET open_edit = 1",
        "UPDATE person SET case_id = 'nowhere'",
    )
    vault = Vault.open(path, "pw")
    assert any("points at" in sentence for sentence in vault.check())
    vault.close()


def test_the_check_finds_a_damaged_page_while_open(path: Path) -> None:
    vault = Vault.open(path, "pw")
    assert vault.check() == []
    # Written through a descriptor that stays open: closing it would drop the database's locks in this process.
    handle = os.open(path, os.O_RDWR)
    os.pwrite(handle, b"\0\1\2\3", path.stat().st_size - 2000)
    assert vault.check()
    vault.close()
    os.close(handle)


# Disks that refuse


def test_a_full_disk_refuses_one_edit_and_loses_none(path: Path) -> None:
    vault = Vault.open(path, "pw")
    desk = Desk(vault)
    case = desk.open_case(desk.case_ids()[0])
    with vault.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 8}")
    saved = [SECRET]
    with pytest.raises(durable.DiskFull):
        for number in range(1000):
            add_person(case, f"P{number:04} " + "x" * 2000)
            saved.append(f"P{number:04} " + "x" * 2000)
    assert names(vault) == sorted(saved)
    with vault.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    add_person(case, "After")
    assert vault.check() == []
    vault.close()
    vault = Vault.open(path, "pw")
    assert names(vault) == sorted([*saved, "After"])
    vault.close()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no file size limit to stand in for a full disk")
def test_a_write_the_system_refuses_at_any_size_loses_nothing_acknowledged(path: Path) -> None:
    script = textwrap.dedent("""
        import os, resource, signal, sys
        from pathlib import Path
        from models.casework import Desk
        from models.entities import Person
        from models.errors import KnownError
        from models.vault import Vault
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        vault = Vault.open(Path(sys.argv[1]), "pw")
        desk = Desk(vault)
        case = desk.open_case(desk.case_ids()[0])
        wal = Path(sys.argv[1] + "-wal")
        resource.setrlimit(resource.RLIMIT_FSIZE, (wal.stat().st_size + int(sys.argv[2]), resource.RLIM_INFINITY))
        try:
            for number in range(200):
                with case.edit("x") as session:
                    session.add(Person(case_id=case.id, name=f"{sys.argv[2]}-{number:03}"))
                print(f"{sys.argv[2]}-{number:03}", flush=True)
        except KnownError as error:
            print("KNOWN", error)
        vault.close()
    """)
    saved = [SECRET]
    for room in (3000, 77_777, 300_001):
        run = subprocess.run(
            [sys.executable, "-c", script, path, str(room)], capture_output=True, text=True, cwd=ROOT, timeout=60
        )
        *acknowledged, last = run.stdout.splitlines()
        assert last.startswith("KNOWN"), run.stderr
        saved += acknowledged
        vault = Vault.open(path, "pw")
        assert set(saved) <= set(names(vault))
        assert vault.check() == []
        vault.close()
    assert len(saved) > 3


@contextlib.contextmanager
def without_privileges() -> Iterator[None]:
    """Be an ordinary user inside the block, so that file modes bind us."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def shelf() -> Iterator[Path]:
    """A folder that every user of the machine can reach."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o777)
    yield folder
    for item in (folder, *folder.rglob("*")):
        item.chmod(0o777)
    shutil.rmtree(folder)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no file modes")
@pytest.mark.parametrize("modes", [(0o555, 0o444), (0o555, 0o666), (0o777, 0o444)], ids=["both", "folder", "file"])
def test_a_folder_or_file_that_cannot_be_written_is_said_plainly(
    path: Path, shelf: Path, modes: tuple[int, int]
) -> None:
    for file in path.parent.iterdir():
        shutil.copyfile(file, shelf / file.name)
        (shelf / file.name).chmod(modes[1])
    shelf.chmod(modes[0])
    before = hashes(shelf)
    with without_privileges():
        with pytest.raises(durable.NotWritable):
            Vault.open(shelf / "a.sofs", "pw")
        if modes[0] == 0o555:
            with pytest.raises(durable.NotWritable):
                Vault.create(shelf / "b.sofs", "pw", cost=KdfCost.LIGHT)
    assert hashes(shelf) == before


@pytest.mark.skipif(os.name == "nt", reason="Windows has no kill -9")
@pytest.mark.parametrize("where", ["Vault._let_go", "Keys.save", "durable.move", "Vault._open"])
def test_killed_while_making_a_vault_one_can_make_it_or_open_it(tmp_path: Path, where: str) -> None:
    script = (
        "import os, sys; from pathlib import Path; from models import durable; from models.keyslots import Keys\n"
        "from models.vault import KdfCost, Vault\n"
        f"{where} = lambda *_: os.kill(os.getpid(), 9)\n"
        "Vault.create(Path(sys.argv[1]), 'pw', cost=KdfCost.LIGHT)"
    )
    file = tmp_path / "a.sofs"
    assert subprocess.run([sys.executable, "-c", script, file], cwd=ROOT, timeout=60).returncode == -9
    if file.exists():
        vault = Vault.open(file, "pw")
    else:
        vault, _ = Vault.create(file, "pw", cost=KdfCost.LIGHT)
    assert vault.check() == []
    vault.close()
    assert not [left for left in tmp_path.iterdir() if "making" in left.name]


@pytest.mark.parametrize("step", ["create_private", "write_private", "move"])
def test_a_vault_that_cannot_be_made_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(durable, step, refuse)
        with pytest.raises(durable.DiskFull):
            Vault.create(tmp_path / "a.sofs", "pw", cost=KdfCost.LIGHT)
    assert not [file for file in tmp_path.iterdir() if not file.name.endswith(".keys")]
    Vault.create(tmp_path / "a.sofs", "pw", cost=KdfCost.LIGHT)[0].close()


def test_a_passphrase_that_cannot_be_saved_stays_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    vault = Vault.open(path, "pw")

    def refuse(*_: object) -> None:
        raise OSError(30, "Read-only file system")

    with monkeypatch.context() as patch:
        patch.setattr(durable, "move", refuse)
        with pytest.raises(durable.NotWritable):
            vault.change_passphrase("second")
    vault.close()
    Vault.open(path, "pw").close()


def test_closing_works_on_a_full_disk(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    vault = Vault.open(path, "pw")
    desk = Desk(vault)
    add_person(desk.open_case(desk.case_ids()[0]), "Last")

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(durable, "write_private", refuse)
        vault.close()
    vault = Vault.open(path, "pw")
    assert names(vault) == ["Last", SECRET]
    assert vault.check() == []
    vault.close()


def test_closing_drops_the_key(path: Path) -> None:
    vault = Vault.open(path, "pw")
    key = vault._keys.key
    assert any(key)
    vault.close()
    assert not any(key)
    with pytest.raises(RuntimeError):
        vault.check()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads Linux's own account of the process")
def test_a_hardened_process_leaves_no_core() -> None:
    script = "from models.vault import harden_process; harden_process(); print(open('/proc/self/limits').read())"
    run = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=True, timeout=60
    )
    core = next(line.split() for line in run.stdout.splitlines() if line.startswith("Max core"))
    assert core[4:6] == ["0", "0"]


LOOK_FOR_THE_KEY = """
import gc, sys
from pathlib import Path
from models import durable
from models.vault import Vault

def count(masked):
    key = bytearray(byte ^ 0x5A for byte in masked)
    digits = key.hex()
    encoded = bytearray(digits, "ascii")
    durable.wipe(digits)
    found = 0
    with open("/proc/self/maps") as maps, open("/proc/self/mem", "rb", 0) as memory:
        for line in maps:
            where, modes = line.split()[:2]
            if "rw" in modes and "[v" not in line:
                begin, end = (int(part, 16) for part in where.split("-"))
                memory.seek(begin)
                content = memory.read(end - begin)
                found += content.count(key) + content.count(encoded)
                durable.wipe(content)
    key[:] = bytes(len(key))
    encoded[:] = bytes(len(encoded))
    return found

vault = Vault.open(Path(sys.argv[1]), "pw")
masked = bytes(byte ^ 0x5A for byte in vault._keys.key)
own = count(bytes(range(32)))
print(count(masked) - own)
vault.close()
gc.collect()
print(count(masked) - own)
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads Linux's view of the process's memory")
def test_after_closing_the_key_is_nowhere_in_memory(path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-c", LOOK_FOR_THE_KEY, path], capture_output=True, text=True, cwd=ROOT, timeout=60
    )
    assert run.returncode == 0, run.stderr
    while_open, closed = (int(line) for line in run.stdout.split())
    assert while_open > 0, "the control: while it is open the key is found"
    assert closed == 0
