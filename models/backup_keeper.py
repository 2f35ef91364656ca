"""When an open vault is backed up without being asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from models.vault import Vault


class BackupKeeper:
    """Backs a vault up when it closes and every half hour when it changed. The window calls ``tick`` now
    and then."""

    def __init__(
        self,
        vault: Vault,
        *,
        every: timedelta = timedelta(minutes=30),
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.vault = vault
        self._every = every
        self._clock = clock
        self._last = clock()

    def tick(self) -> Path | None:
        """Back up if half an hour has gone by and something changed; waits while an edit is open.

        Raises a disk error in plain words; the next try is half an hour later.
        """
        now = self._clock()
        # A clock set back must not stop backups for months.
        if timedelta(0) <= now - self._last < self._every or self.vault.has_open_edit:
            return None
        self._last = now
        return self.vault.back_up(reason="timer", now=now)

    def close(self) -> Path | None:
        """Back up if something changed, then close the vault in any case."""
        try:
            return None if self.vault.read_only else self.vault.back_up(reason="close", now=self._clock())
        finally:
            self.vault.close()
