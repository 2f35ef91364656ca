"""Backups: verified before they count, thinned out, and restored without losing the present file."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy

from models import backups, cipher, durable
from models.backup_keeper import BackupKeeper
from models.backups import BackupInfo, DamagedBackup, folder_of, list_backups, restore
from models.casework import Desk
from models.entities import Person
from models.keyslots import keys_path
from models.vault import DamagedKeys, DamagedVault, KdfCost, Vault, VaultBusy, VaultExists, WrongPassphrase

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


class Work:
    """An open vault with one case to write in."""

    def __init__(self, vault: Vault) -> None:
        self.vault = vault
        self.desk = Desk(vault)
        self.case = self.desk.open_case((self.desk.case_ids() or [self.desk.new_case("Family").id])[0])

    def write(self, name: str) -> None:
        """One saved edit."""
        with self.case.edit("Added a person") as session:
            session.add(Person(case_id=self.case.id, name=name))

    def names(self) -> list[str]:
        """The people in the vault."""
        with self.vault.engine.connect() as connection:
            return [row[0] for row in connection.execute(sqlalchemy.text("SELECT name FROM person ORDER BY name"))]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the vault lies."""
    return tmp_path / "a.sofs"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed vault with one person, Ada, to be copied."""
    path = tmp_path_factory.mktemp("template") / "a.sofs"
    work = Work(Vault.create(path, "pw", cost=KdfCost.LIGHT)[0])
    work.write("Ada")
    work.vault.close()
    return path


@pytest.fixture
def work(template: Path, path: Path) -> Work:
    """An open vault with one person, Ada."""
    for file in template.parent.iterdir():
        shutil.copy(file, path.parent / file.name)
    return Work(Vault.open(path, "pw"))


def taken(work: Work, reason: str = "by-hand", now: datetime = NOW) -> BackupInfo:
    """A backup made now."""
    file = work.vault.back_up(reason=reason, now=now)
    return next(backup for backup in list_backups(work.vault.path) if backup.path == file)


def test_a_backup_is_a_whole_vault_of_its_own(work: Work, path: Path) -> None:
    backup = taken(work)
    work.write("Ben")
    work.vault.change_passphrase("new")
    assert (backup.taken, backup.reason, backup.size) == (NOW, "by-hand", backup.path.stat().st_size)
    assert sorted(file.name for file in folder_of(path).iterdir()) == [backup.path.name, backup.path.name + ".keys"]
    with pytest.raises(WrongPassphrase):
        Vault.open(backup.path, "new")
    copy = Work(Vault.open(backup.path, "pw"))
    assert copy.names() == ["Ada"]
    assert copy.vault.check() == []
    copy.vault.close()
    work.vault.close()


def test_backups_cannot_be_read_by_others_nor_without_the_key(work: Work, path: Path) -> None:
    backup = taken(work)
    assert b"Added a person" not in backup.path.read_bytes()
    if os.name != "nt":
        assert {f.stat().st_mode & 0o777 for f in folder_of(path).iterdir()} == {0o600}
        assert folder_of(path).stat().st_mode & 0o777 == 0o700
    work.vault.close()


def test_an_automatic_backup_needs_a_change(work: Work) -> None:
    assert work.vault.back_up(reason="close", now=NOW) is not None
    assert work.vault.back_up(reason="timer", now=NOW) is None
    assert work.vault.back_up(reason="by-hand", now=NOW) is not None
    work.write("Ben")
    assert work.vault.back_up(reason="timer", now=NOW) is not None
    work.vault.change_passphrase("new")
    assert work.vault.back_up(reason="timer", now=NOW) is not None, "a new passphrase is a change"
    work.vault.close()


def test_a_copy_that_is_not_whole_never_counts(work: Work, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = cipher.copy

    def badly(source: object, target: Path, key: bytes | bytearray) -> None:
        real(source, target, key)
        with target.open("r+b") as file:
            file.seek(-3000, os.SEEK_END)
            file.write(b"\0\0\0\0")

    monkeypatch.setattr(cipher, "copy", badly)
    with pytest.raises(DamagedVault):
        work.vault.back_up(reason="by-hand")
    assert [*folder_of(path).iterdir()] == []
    work.vault.close()


@pytest.mark.parametrize("step", ["create_private", "write_private", "move", "sync_file"])
def test_a_full_disk_leaves_no_half_backup(work: Work, path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    before = taken(work)
    work.write("Ben")

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(durable, step, refuse)
        with pytest.raises(durable.DiskFull):
            work.vault.back_up(reason="timer", now=NOW)
    assert {file.name for file in folder_of(path).iterdir()} == {before.path.name, keys_path(before.path).name}
    assert work.vault.check() == []
    assert work.vault.back_up(reason="timer", now=NOW) is not None
    work.vault.close()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no file size limit to stand in for a full disk")
def test_a_copy_the_system_stops_half_way_is_said_plainly(work: Work, path: Path) -> None:
    work.vault.close()
    script = (
        "import resource, signal, sys; from pathlib import Path; from models.vault import Vault; "
        "from models.errors import KnownError\n"
        "vault = Vault.open(Path(sys.argv[1]), 'pw'); signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, resource.RLIM_INFINITY))\n"
        "try: vault.back_up(reason='by-hand')\n"
        "except KnownError as error: print(type(error).__name__)\n"
        "vault.close()"
    )
    root = Path(__file__).parents[2]
    run = subprocess.run([sys.executable, "-c", script, path], capture_output=True, text=True, cwd=root, timeout=60)
    assert run.stdout.strip() in {"DiskTrouble", "DiskFull"}, run.stderr
    assert [*folder_of(path).iterdir()] == []
    again = Work(Vault.open(path, "pw"))
    assert again.names() == ["Ada"]
    again.vault.close()


def test_what_a_killed_backup_left_is_cleared_away(work: Work, path: Path) -> None:
    folder_of(path).mkdir()
    for name in (".making.sofs", ".making.sofs-journal"):
        (folder_of(path) / name).write_bytes(b"half")
    backup = taken(work)
    assert {file.name for file in folder_of(path).iterdir()} == {backup.path.name, keys_path(backup.path).name}
    work.vault.close()


# Thinning out


def test_twelve_days_and_ten_weeks_are_kept(work: Work, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def quickly(source: object, target: Path, key: object) -> None:
        target.write_bytes(b"copy")

    monkeypatch.setattr(cipher, "copy", quickly)
    monkeypatch.setattr(cipher, "verify_file", lambda *_: None)
    for day in range(80):
        for hour in (8, 16):
            work.vault._keys.set_head((day * 24 + hour, "x"))
            monkeypatch.setattr(work.vault, "_head_of_now", lambda: work.vault._keys.file.head)
            work.vault.back_up(reason="timer", now=NOW + timedelta(days=day, hours=hour))
    kept = list_backups(path)
    last = (NOW + timedelta(days=79)).date()
    assert [backup.taken.hour for backup in kept] == [1] + [17] * (len(kept) - 1), "the newest of each day"
    newest_days = {last - timedelta(days=back) for back in range(-1, 11)}
    assert newest_days <= {backup.taken.date() for backup in kept}
    weeks = {backup.taken.isocalendar()[:2] for backup in kept}
    assert len(weeks) == 10
    assert len(kept) <= 22
    monkeypatch.undo()
    work.vault.close()


def test_backups_for_other_reasons_outlive_the_days(work: Work, path: Path) -> None:
    by_hand = taken(work, now=NOW - timedelta(days=400))
    for day in range(3):
        work.write(str(day))
        work.vault.back_up(reason="close", now=NOW + timedelta(days=day))
    assert by_hand in list_backups(path)
    for minute in range(backups.BY_HAND):
        taken(work, now=NOW + timedelta(minutes=minute))
    assert by_hand not in list_backups(path)
    work.vault.close()


def test_other_files_in_the_folder_are_left_alone(work: Work, path: Path) -> None:
    taken(work)
    for name in ("notes.txt", "20260101T000000Z_close.sofs", "holiday.sofs"):
        (folder_of(path) / name).write_text("mine")
    assert len(list_backups(path)) == 1, "a copy without its key file is not a backup"
    for minute in range(15):
        taken(work, now=NOW + timedelta(minutes=minute))
    assert {"notes.txt", "holiday.sofs"} <= {file.name for file in folder_of(path).iterdir()}
    work.vault.close()


# The keeper


def test_the_keeper_backs_up_every_half_hour_when_changed_and_on_close(work: Work, path: Path) -> None:
    now = [NOW]
    keeper = BackupKeeper(work.vault, clock=lambda: now[0])
    now[0] += timedelta(minutes=29)
    assert keeper.tick() is None
    now[0] += timedelta(minutes=1)
    assert keeper.tick() is not None
    now[0] += timedelta(minutes=30)
    assert keeper.tick() is None, "nothing changed"
    work.write("Ben")
    now[0] += timedelta(minutes=30)
    with work.case.edit("open") as session:
        session.add(Person(case_id=work.case.id, name="Cem"))
        session.flush()
        assert keeper.tick() is None, "an edit is open"
    assert keeper.tick() is not None
    work.write("Dee")
    assert keeper.close() is not None
    assert [backup.reason for backup in list_backups(path)] == ["close"], "one for each day"
    newest = Work(Vault.open(list_backups(path)[0].path, "pw"))
    assert newest.names() == ["Ada", "Ben", "Cem", "Dee"]
    newest.vault.close()


def test_a_clock_set_back_does_not_stop_backups(work: Work) -> None:
    now = [NOW]
    keeper = BackupKeeper(work.vault, clock=lambda: now[0])
    now[0] -= timedelta(days=300)
    assert keeper.tick() is not None
    keeper.close()


def test_the_keeper_closes_the_vault_even_if_it_cannot_back_up(
    work: Work, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise durable.DiskFull

    with monkeypatch.context() as patch:
        patch.setattr(backups, "write", refuse)
        with pytest.raises(durable.DiskFull):
            BackupKeeper(work.vault).close()
    Vault.open(path, "pw").close()


# Restoring


def test_restoring_brings_the_old_state_and_keeps_the_present_one(work: Work, path: Path) -> None:
    backup = taken(work)
    work.write("Ben")
    work.vault.change_passphrase("new")
    work.vault.close()
    restore(path, backup, "pw")
    restored = Work(Vault.open(path, "pw"))
    assert restored.names() == ["Ada"]
    assert restored.vault.notice is None
    assert restored.vault.check() == []
    restored.vault.close()
    aside = next(other for other in list_backups(path) if other.reason == "before-restore")
    restore(path, aside, "new")
    again = Work(Vault.open(path, "new"))
    assert again.names() == ["Ada", "Ben"]
    again.vault.close()


def test_restoring_takes_the_wal_of_a_killed_session_aside_with_its_file(work: Work, path: Path) -> None:
    backup = taken(work)
    work.write("Ben")
    killed = path.parent / "killed"
    killed.mkdir()
    for file in (path, path.with_name("a.sofs-wal"), keys_path(path)):
        subprocess.run(["cp", str(file), str(killed / file.name)], check=True)
    work.vault.close()
    for file in killed.iterdir():
        shutil.move(file, path.parent / file.name)
    assert path.with_name("a.sofs-wal").stat().st_size > 0
    # Damaged, so that looking whether it is open does not empty the WAL.
    start = path.read_bytes()[:64]
    with path.open("r+b") as damaged:
        damaged.write(bytes(64))
    restore(path, backup, "pw")
    aside = next(other for other in list_backups(path) if other.reason == "before-restore")
    with aside.path.open("r+b") as mended:
        mended.write(start)
    restore(path, aside, "pw")
    again = Work(Vault.open(path, "pw"))
    assert again.names() == ["Ada", "Ben"]
    again.vault.close()


@pytest.mark.parametrize("trouble", ["vault gone", "vault damaged", "keys gone", "keys damaged", "all gone"])
def test_restoring_helps_out_of_every_trouble(work: Work, path: Path, trouble: str) -> None:
    backup = taken(work)
    work.vault.close()
    for file in [path] * (trouble[0] in "va") + [keys_path(path)] * (trouble[0] in "ka"):
        if "gone" in trouble:
            file.unlink()
        else:
            file.write_bytes(b"x" * 9999)
    restore(path, backup, "pw")
    again = Work(Vault.open(path, "pw"))
    assert again.names() == ["Ada"]
    again.vault.close()


def everything(folder: Path) -> dict[str, bytes]:
    """All files under ``folder``."""
    return {str(f.relative_to(folder)): f.read_bytes() for f in folder.rglob("*") if f.is_file()}


def test_a_restore_that_cannot_be_done_changes_nothing(work: Work, path: Path) -> None:
    backup = taken(work)
    with pytest.raises(VaultBusy):
        restore(path, backup, "pw")
    work.vault.close()
    before = everything(path.parent)
    with pytest.raises(WrongPassphrase):
        restore(path, backup, "PW")
    assert everything(path.parent) == before
    with backup.path.open("r+b") as file:
        file.seek(-3000, os.SEEK_END)
        file.write(b"\0\0\0\0")
    damaged = everything(path.parent)
    with pytest.raises(DamagedBackup):
        restore(path, backup, "pw")
    assert everything(path.parent) == damaged
    os.truncate(backup.path, 0)
    with pytest.raises(DamagedBackup):
        restore(path, backup, "pw")
    keys_path(backup.path).write_bytes(b"{}")
    with pytest.raises(DamagedKeys):
        restore(path, backup, "pw")
    Vault.open(path, "pw").close()


class Stopped(BaseException):
    """The power went."""


def test_a_restore_stopped_at_any_step_ends_in_the_old_or_the_new_state(
    work: Work, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also when the backup is of another vault (another data key), so that file and keys must go together."""
    work.vault.close()
    other = Work(Vault.create(tmp_path / "other.sofs", "other pw", cost=KdfCost.LIGHT)[0])
    other.write("Zoe")
    backup = taken(other)
    other.vault.close()
    Path(tmp_path / "fresh").mkdir()
    for file in (path, keys_path(path)):
        shutil.copyfile(file, tmp_path / "fresh" / file.name)
    real_move, real_write, seen = durable.move, durable.write_private, set()
    for stop_at in range(1, 30):
        shutil.rmtree(folder_of(path), ignore_errors=True)
        for file in path.parent.glob("a.sofs*"):
            file.unlink()
        for file in (tmp_path / "fresh").iterdir():
            shutil.copyfile(file, path.parent / file.name)
        count = 0

        def step(stop_at: int = stop_at) -> None:
            nonlocal count
            count += 1
            if count == stop_at:
                raise Stopped

        def move(source: Path, target: Path) -> None:
            step()
            real_move(source, target)
            step()

        def write(target: Path, content: bytes) -> None:
            step()
            real_write(target, content)
            step()

        with monkeypatch.context() as patch:
            patch.setattr(durable, "move", move)
            patch.setattr(durable, "write_private", write)
            try:
                restore(path, backup, "other pw")
                break
            except Stopped:
                pass
        assert Vault.is_at(path)
        with pytest.raises(VaultExists):
            Vault.create(path, "new", cost=KdfCost.LIGHT)
        try:
            after = Work(Vault.open(path, "pw"))
        except WrongPassphrase:
            after = Work(Vault.open(path, "other pw"))
        seen.add(tuple(after.names()))
        assert after.vault.check() == []
        after.vault.close()
        assert not path.with_name("a.sofs.restore-plan").exists()
    assert stop_at > 8
    assert seen == {("Ada",), ("Zoe",)}


def test_a_restore_the_disk_refuses_says_so_and_loses_nothing(
    work: Work, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup = taken(work)
    work.write("Ben")
    work.vault.close()
    steps = {name: getattr(durable, name) for name in ("create_private", "write_private", "sync_file", "move")}
    for refuse_at in range(1, 40):
        count = 0

        def refused(name: str, refuse_at: int = refuse_at) -> Callable[..., object]:
            def step(*arguments: object) -> object:
                nonlocal count
                count += 1
                if count == refuse_at:
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
                return steps[name](*arguments)

            return step

        with monkeypatch.context() as patch:
            for name in steps:
                patch.setattr(durable, name, refused(name))
            try:
                restore(path, backup, "pw")
                break
            except durable.DiskFull:
                pass
        after = Work(Vault.open(path, "pw"))
        names = after.names()
        assert names in (["Ada"], ["Ada", "Ben"])
        assert after.vault.check() == []
        after.vault.close()
        kept = [Vault.open(other.path, "pw") for other in list_backups(path)]
        everyone = {name for vault in kept for name in Work(vault).names()} | set(names)
        assert everyone == {"Ada", "Ben"}
        for vault in kept:
            vault.close()
    assert refuse_at > 6
