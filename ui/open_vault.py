"""What is open while somebody works: the vault, the desk on it, its backups and what is sent. Closed in one order."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from models.errors import KnownError
from ui.context import Services

if TYPE_CHECKING:
    from models.backup_keeper import BackupKeeper
    from models.casework import Desk
    from models.vault import Vault
    from ui.sync import SyncWorker

# The database and what sends are loaded when the door opens, not before.

BACKUP_LOOK_MS = 60_000
"""How often to look whether a backup is due."""
OWN_WORDS = "words added to the dictionary"


class OpenVault(QObject):
    """The vault while it is open. Everything is None while it is closed. ``said``: a sentence for the person."""

    said = Signal(str)

    def __init__(self, services: Services, parent: QObject) -> None:
        super().__init__(parent)
        self._services = services
        self.vault: Vault | None = None
        self.desk: Desk | None = None
        self.sync: SyncWorker | None = None
        self._keeper: BackupKeeper | None = None
        self._backups = QTimer(self)
        self._backups.timeout.connect(self.back_up_if_due)

    def open(self, vault: Vault) -> Desk:
        """Work with a vault that was unlocked."""
        from models.backup_keeper import BackupKeeper
        from models.casework import Desk

        self.vault, self.desk = vault, Desk(vault)
        self._keeper = BackupKeeper(vault, every=dt.timedelta(minutes=self._services.preferences.backup_minutes))
        self._resume(self.desk)
        return self.desk

    def rest(self, alone: bool) -> None:
        """While one thing needs the vault for itself (``alone``), nothing is sent and no backup is made."""
        if alone:
            self._backups.stop()
            self.stop_sending()
        elif self.desk is not None:
            self._resume(self.desk)

    def _resume(self, desk: Desk) -> None:
        from ui.sync import SyncWorker

        self._backups.start(BACKUP_LOOK_MS)
        self.sync = SyncWorker(desk, connect=self._services.connect, parent=self.parent())

    def stop_sending(self) -> None:
        """End what is being delivered; it goes on another time where it stood."""
        sync, self.sync = self.sync, None
        if sync is not None:
            sync.stop()
            sync.deleteLater()

    def back_up_if_due(self) -> None:
        """Write a backup when it is time and something changed since the last one."""
        if self._keeper is None:
            return
        try:
            self._keeper.tick()
        except KnownError as error:
            self.said.emit(str(error))

    def close(self, *, back_up_first: bool = True) -> str:
        """Close desk and vault, a last backup first; what went wrong in one sentence, or ""."""
        self._backups.stop()
        desk, vault, keeper = self.desk, self.vault, self._keeper
        self.desk = self.vault = self._keeper = None
        if desk is not None:
            desk.close()
        try:
            if keeper is not None and back_up_first:
                keeper.close()
        except KnownError as error:
            return str(error)
        finally:
            if vault is not None:
                vault.close()
        return ""

    # ---- what is kept in it -----------------------------------------------------------------------------------
    def own_words(self) -> str:
        """The words somebody added to the dictionary."""
        return (self.desk.note(OWN_WORDS) or "") if self.desk is not None else ""

    def keep_word(self, word: str) -> None:
        """A word added to the dictionary stays in the vault: it may be a name."""
        if self.desk is not None:
            self.desk.keep_note(OWN_WORDS, " ".join(sorted({*self.own_words().split(), word.lower()})))

    def note_opened(self, case_id: str) -> None:
        """Keep that a family was opened."""
        if self.desk is None:
            return
        from models import audit

        try:
            audit.note(self.desk, "opened", case_id=case_id)
        except KnownError as error:
            self.said.emit(str(error))
