"""Where the whiteboard's rows come from: this vault's cases, or a folder of measures that many workers wrote."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from exporters.measures.reading import read_folder
from exporters.measures.writing import pseudonyms
from models.casework import Desk
from models.errors import KnownError
from models.vault_measures import Reading
from models.whiteboard import Whiteboard, whiteboard
from ui.turns import Turns
from ui.work import Job

_FOLDER = "whiteboard folder"
"""Under which name the vault keeps the folder somebody chose."""


class Source(QObject):
    """``read(board, codes)`` when there is something to show, ``going(done, of)`` meanwhile, ``failed(error)``."""

    read = Signal(object, object)
    going = Signal(int, int)
    failed = Signal(object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._turns: Turns | None = None
        self._job: Job | None = None
        self._reading: Reading | None = None
        self._names = True
        self._of = 0

    # ---- this vault's cases -----------------------------------------------------------------------------------
    def read_mine(self, *, names: bool) -> None:
        """Measure this vault's cases, those that changed since the last time."""
        self.stop()
        self._names, self._reading = names, Reading(self._desk)
        self._of = self._reading.left
        self._turns = Turns(self._reading.turns(), self)
        self._turns.stepped.connect(self._stepped)
        self._turns.ended.connect(self._tell_mine)
        self._turns.failed.connect(self.failed)
        self._turns.start()

    def _stepped(self) -> None:
        if self._reading is not None and self._reading.left:
            self.going.emit(self._of - self._reading.left, self._of)

    def _tell_mine(self) -> None:
        if self._reading is None:
            return
        found = self._reading.found
        codes: dict[str, str] = {}
        if not self._names:
            try:
                hidden = pseudonyms(self._desk)
            except KnownError as error:
                self.failed.emit(error)
                return
            codes = {each.workspace_id: hidden.of("work", each.workspace_id)[:6] for each in found}
        self.read.emit(whiteboard(found, names=self._names), codes)

    # ---- a folder ---------------------------------------------------------------------------------------------
    @property
    def folder(self) -> Path | None:
        """The folder chosen last."""
        kept = self._desk.note(_FOLDER)
        return Path(kept) if kept else None

    def choose(self, folder: Path) -> None:
        """Keep a folder as the chosen one."""
        self._desk.keep_note(_FOLDER, str(folder))

    def read_files(self) -> None:
        """Read the chosen folder, in a thread: nothing of it touches the vault."""
        self.stop()
        folder = self.folder
        if folder is None:
            return
        self._job = Job(lambda: read_folder(folder))
        self._job.done.connect(self._tell_files)
        self._job.failed.connect(self._fail_files)
        self._job.start()

    def _tell_files(self, board: Whiteboard) -> None:
        if self.sender() is self._job:
            self._job = None
            self.read.emit(board, {})

    def _fail_files(self, error: Exception) -> None:
        if self.sender() is self._job:
            self._job = None
            self.failed.emit(error)

    def stop(self) -> None:
        """Read no more; what a thread still reads is not told."""
        if self._turns is not None:
            self._turns.stop()
            self._turns.deleteLater()
        job, self._turns, self._job, self._reading = self._job, None, None, None
        if job is not None:
            job.wait()
