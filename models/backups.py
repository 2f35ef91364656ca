"""Encrypted backups beside the vault: made, verified, thinned out and restored without ever losing the
present file.

A backup is a whole copy under the same data key with the key file of its time, so it opens with the
passphrase of its time. ``docs/file-format.md`` gives the names.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from models import cipher, durable
from models.errors import KnownError
from models.keyslots import KeyFile, Keys, keys_path, previous_of

DAILY, WEEKLY, BY_HAND = 12, 10, 10
AUTOMATIC = ("close", "timer")
"""Reasons for which nothing is done when nothing changed, and whose backups are thinned out by days and weeks."""
KEPT = ("before-restore",)
"""Files moved aside by a restore: never removed."""

_NAME = re.compile(r"(\d{8}T\d{6})Z(?:-(\d+))?_([a-z-]+)\.sofs")


class DamagedBackup(KnownError):
    """The backup does not open or is not whole."""

    def __init__(self) -> None:
        super().__init__(
            "This backup is damaged and was not restored. The vault was not changed. Choose another backup."
        )


@dataclass(frozen=True, order=True)
class BackupInfo:
    """One backup: when it was taken (UTC), its file, why ("close", "timer", "by-hand", …), its size in
    bytes."""

    taken: datetime
    path: Path
    reason: str
    size: int


def folder_of(path: Path) -> Path:
    """Where the backups of the vault at ``path`` are."""
    return path.with_name(path.name + "-backups")


def write(
    path: Path, keys: bytes, copy_to: Callable[[Path], None], *, reason: str, now: datetime | None = None
) -> Path | None:
    """Write a verified backup of the vault at ``path`` and thin out old ones; :meth:`models.vault.Vault.back_up`.

    ``keys``: the key file for it; ``copy_to`` writes the verified copy of the database.
    """
    now = now or datetime.now(UTC)
    folder = folder_of(path)
    if reason in AUTOMATIC and _is_same(keys, list_backups(path)):
        return None
    with durable.plain_disk_errors():
        folder.mkdir(mode=0o700, exist_ok=True)
        for leftover in folder.glob(".making*"):
            leftover.unlink()
        target, making = _free_name(folder, now, reason), folder / ".making.sofs"
        try:
            copy_to(making)
            durable.write_private(keys_path(target), keys)
            durable.move(making, target)
        except BaseException:
            making.unlink(missing_ok=True)
            keys_path(target).unlink(missing_ok=True)
            raise
        _thin_out(list_backups(path))
    return target


def remove(backup: BackupInfo) -> None:
    """Take a backup away."""
    # The database first: a key file without its backup is not listed, and the other way round would be worse.
    backup.path.unlink(missing_ok=True)
    keys_path(backup.path).unlink(missing_ok=True)


def list_backups(path: Path) -> list[BackupInfo]:
    """All backups of the vault at ``path`` that have their key file, newest first."""
    found = []
    for file in folder_of(path).glob("*.sofs"):
        name = _NAME.fullmatch(file.name)
        if name and keys_path(file).is_file():
            taken = datetime.strptime(name[1], "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
            found.append((taken, int(name[2] or 0), BackupInfo(taken, file, name[3], file.stat().st_size)))
    return [backup for *_, backup in sorted(found, reverse=True)]


def restore(path: Path, backup: BackupInfo, passphrase: str) -> None:
    """Put a backup in the vault's place; what is there now becomes a backup itself ("before-restore").

    ``passphrase`` is the one of the backup's time. Raises ``WrongPassphrase``, ``DamagedBackup``,
    ``VaultBusy`` or a disk error, and then nothing has changed. Stopped half-way, the next opening of the
    vault finishes it.
    """
    path = path.absolute()
    keys = Keys.unlock(keys_path(backup.path), passphrase)
    try:
        _refuse_if_open(path, keys.key)
        copy = _restoring(path)
        with durable.plain_disk_errors():
            for leftover in (_wal(copy), keys_path(copy)):
                leftover.unlink(missing_ok=True)
            try:
                _copy_private(backup.path, copy)
                if _wal(backup.path).exists():
                    _copy_private(_wal(backup.path), _wal(copy))
                _verify(copy, keys.key)
                durable.write_private(keys_path(copy), keys.file.sealed(keys.key))
                aside = _free_name(folder_of(path), datetime.now(UTC), KEPT[0])
                durable.write_private(_plan(path).with_suffix(".new"), json.dumps({"aside": aside.name}).encode())
                durable.move(_plan(path).with_suffix(".new"), _plan(path))
            except BaseException:
                for leftover in (copy, _wal(copy), keys_path(copy), _plan(path).with_suffix(".new")):
                    leftover.unlink(missing_ok=True)
                raise
        finish_restore(path)
    finally:
        keys.forget()


def restore_is_waiting(path: Path) -> bool:
    """Whether a restore was stopped after its copy was verified, so that opening the vault will finish it."""
    return _plan(path).exists()


def finish_restore(path: Path) -> None:
    """Finish a restore that was stopped after its copy was verified; does nothing when there is none.

    Every step can be done again: what is already in its place is left alone.
    """
    if not restore_is_waiting(path):
        return
    plan, copy = _plan(path), _restoring(path)
    with durable.plain_disk_errors():
        aside = folder_of(path) / Path(json.loads(plan.read_bytes())["aside"]).name
        if copy.exists():
            folder_of(path).mkdir(mode=0o700, exist_ok=True)
            for present, kept in ((_wal(path), _wal(aside)), (path, aside)):
                if present.exists():
                    durable.move(present, kept)
            durable.move(copy, path)
        if keys_path(copy).exists():
            previous_of(keys_path(path)).unlink(missing_ok=True)
            if keys_path(path).exists():
                durable.move(keys_path(path), keys_path(aside))
            durable.move(keys_path(copy), keys_path(path))
        plan.unlink()
        durable.sync_folder(path.parent)


def set_aside(file: Path) -> None:
    """Rename ``file``, if there is one, to a free name beside it; nothing is ever written over."""
    if not file.exists():
        return
    number = 1
    while (free := file.with_name(f"{file.name}.old-{number}")).exists():
        number += 1
    durable.move(file, free)


def _is_same(keys: bytes, backups: list[BackupInfo]) -> bool:
    with contextlib.suppress(KnownError):
        return bool(backups) and KeyFile.read(keys_path(backups[0].path)) == KeyFile.parse(keys)
    return False


def _thin_out(backups: list[BackupInfo]) -> None:
    """Keep the newest automatic backup of 12 days and of 10 weeks, and the newest 10 made for another
    reason."""
    automatic = [backup for backup in backups if backup.reason in AUTOMATIC]
    keep = {backup.path for backup in backups if backup.reason in KEPT}
    keep |= {b.path for b in [b for b in backups if b.reason not in (*AUTOMATIC, *KEPT)][:BY_HAND]}
    keep |= _newest_of_each(automatic, lambda taken: taken.date(), DAILY)
    keep |= _newest_of_each(automatic, lambda taken: taken.isocalendar()[:2], WEEKLY)
    for backup in backups:
        if backup.path not in keep:
            remove(backup)


def _newest_of_each(backups: Iterable[BackupInfo], span: Callable[[datetime], object], number: int) -> set[Path]:
    newest: dict[object, Path] = {}
    for backup in backups:
        newest.setdefault(span(backup.taken), backup.path)
    return set(list(newest.values())[:number])


def _free_name(folder: Path, now: datetime, reason: str) -> Path:
    stamp = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    number, name = 1, f"{stamp}_{reason}.sofs"
    if not _NAME.fullmatch(name):
        raise ValueError("a reason is made of small letters and hyphens")
    while any(folder.glob(f"{name.partition('_')[0]}_*")):
        number, name = number + 1, f"{stamp}-{number}_{reason}.sofs"
    return folder / name


def _refuse_if_open(path: Path, key: bytes | bytearray) -> None:
    """Raise ``VaultBusy`` if the vault is open anywhere; its other troubles are why one restores."""
    if not path.exists():
        return
    try:
        cipher.connect(path, key).close()
    except cipher.VaultBusy:
        raise
    except KnownError:
        return


def _verify(copy: Path, key: bytes | bytearray) -> None:
    try:
        cipher.verify_file(copy, key)
    except cipher.DamagedVault as error:
        raise DamagedBackup from error


def _copy_private(source: Path, target: Path) -> None:
    target.unlink(missing_ok=True)
    os.close(durable.create_private(target))
    shutil.copyfile(source, target)
    durable.sync_file(target)


def _wal(path: Path) -> Path:
    return path.with_name(path.name + "-wal")


def _restoring(path: Path) -> Path:
    return path.with_name(path.name + ".restoring")


def _plan(path: Path) -> Path:
    return path.with_name(path.name + ".restore-plan")
