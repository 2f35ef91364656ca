"""Erasing a case for good: rows, pictures, search index, journal, outbox and every backup, with a certificate."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sqlalchemy import Connection, text

from models import backups
from models.base import new_id
from models.certificates import Certificate, Erased, keep, number_to_keep
from models.cipher import DamagedVault
from models.erased_rows import erase_rows
from models.errors import KnownError
from models.vault import Vault

_UNDER_WAY = ("queued", "sending", "unknown")


class Held(KnownError):
    """A legal hold keeps the case."""

    def __init__(self) -> None:
        super().__init__(
            "This case is under a legal hold, so it was not erased. Nothing was changed. "
            "End the hold first if it is over."
        )


class StillOnItsWay(KnownError):
    """Something of the case waits in the outbox."""

    def __init__(self) -> None:
        super().__init__(
            "Something of this case is still in the outbox, so it was not erased. Nothing was changed. "
            "Wait until it is delivered, or take it out of the outbox first."
        )


def erase(vault: Vault, case_id: str, *, at: str, reason: str) -> Certificate:
    """Erase a case from the vault and from all its backups. ``at``: now, ISO 8601.

    Raises KnownError (no such case, held, on its way, read-only, disk), and then nothing has changed. Close the case
    in every desk first. A backup that cannot be rewritten (damaged, of another version) is taken away.
    """
    with vault.engine.connect() as connection:
        number = number_to_keep(connection, case_id, _must_be_erasable(connection, case_id))
    # Backups first: stopped half-way, the case is still here and erasing it again goes on where it stopped.
    done, removed = _rewrite_backups(vault, lambda connection: erase_rows(connection, case_id, at))
    certificate = Certificate(new_id()[:8].upper(), number, at, reason, Erased(), done, removed)
    # Kept in the erasure's own transaction: no case goes without its certificate.
    here = vault.erase_rows(case_id, at, lambda connection, here: keep(connection, replace(certificate, here=here)))
    return replace(certificate, here=here)


def _must_be_erasable(connection: Connection, case_id: str) -> str:
    case = connection.execute(text("SELECT number FROM casefile WHERE id = :c"), {"c": case_id}).first()
    if case is None:
        raise KnownError("This case is not in the vault. Nothing was changed.")
    held = "SELECT 1 FROM case_life WHERE case_id = :c AND hold_reason IS NOT NULL"
    if connection.execute(text(held), {"c": case_id}).first():
        raise Held
    states = ", ".join(f"'{state}'" for state in _UNDER_WAY)
    waiting = f"SELECT 1 FROM outbox_item WHERE case_id = :c AND state IN ({states})"
    if connection.execute(text(waiting), {"c": case_id}).first():
        raise StillOnItsWay
    return str(case[0] or "")


def _rewrite_backups(vault: Vault, change: Callable[[Connection], object | None]) -> tuple[int, int]:
    """Let ``change`` work on every backup; returns how many it changed, and how many were taken away for they cannot
    be opened any more. Raises a disk error half-way; calling it again goes on."""
    changed = removed = 0
    for backup in backups.list_backups(vault.path):
        try:
            changed += vault.rewrite_backup(backup.path, change)
        except DamagedVault:
            backups.remove(backup)
            removed += 1
    return changed, removed
