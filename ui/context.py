"""What the window and its screens are handed: services of the application, and one open case."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, Signal

from models.errors import KnownError

if TYPE_CHECKING:
    # The locked door stands there before the database and what reads from it are imported.
    from exporters.connectors.base import Connector
    from models.audience import Reader
    from models.backups import BackupInfo
    from models.casework import Case, ChangeSet, Desk
    from models.connections import Way
    from models.projections import Projector
    from models.vault import Vault
    from models.views import MapView
    from ui.sync import SyncWorker


class Preferences(Protocol):
    """What a person chose for this computer (``sofs_desk.settings.Settings`` is one). Nothing about a case."""

    @property
    def theme(self) -> str: ...
    @property
    def text_percent(self) -> int: ...
    @property
    def touch(self) -> bool: ...
    @property
    def reduced_motion(self) -> bool: ...
    @property
    def reading_font(self) -> bool: ...
    @property
    def spelling(self) -> bool: ...
    @property
    def idle_minutes(self) -> int: ...
    @property
    def backup_minutes(self) -> int: ...
    @property
    def window_geometry(self) -> str: ...


@dataclass(frozen=True)
class DefaultPreferences:
    """The preferences before anybody chose."""

    theme: str = "light"
    text_percent: int = 100
    touch: bool = False
    reduced_motion: bool = False
    reading_font: bool = False
    spelling: bool = True
    idle_minutes: int = 5
    backup_minutes: int = 30
    window_geometry: str = ""


@dataclass(frozen=True)
class Example:
    """A made-up family that ships with the app: its title, and what brings it into a desk (returns the case's id)."""

    title: str
    load: Callable[[Desk], str]


def _no_change(**chosen: Any) -> Preferences:
    return DefaultPreferences(**chosen)


def _create(path: Path, passphrase: str) -> tuple[Vault, str]:
    from models.vault import Vault

    return Vault.create(path, passphrase)


def _open(path: Path, passphrase: str) -> Vault:
    from models.vault import Vault

    return Vault.open(path, passphrase)


def _open_with_code(path: Path, code: str) -> Vault:
    from models.vault import Vault

    return Vault.open_with_recovery_code(path, code)


def _restore(path: Path, backup: BackupInfo, passphrase: str) -> None:
    from models.backups import restore

    restore(path, backup, passphrase)


def _connect(way: Way) -> Connector:
    from exporters.connectors.registry import connector_for

    return connector_for(way)


@dataclass
class Services:
    """The application's side of the window: files, vaults, preferences. Tests and the entry point give their own.

    ``create``, ``open``, ``open_with_code`` and ``restore`` run in a worker thread and raise ``KnownError``.
    """

    vault_path: Path
    preferences: Preferences = field(default_factory=DefaultPreferences)
    change_preferences: Callable[..., Preferences] = _no_change
    choose_vault: Callable[[Path], None] = lambda path: None
    """Remember that this vault is the one to open."""
    create: Callable[[Path, str], tuple[Vault, str]] = _create
    open: Callable[[Path, str], Vault] = _open
    open_with_code: Callable[[Path, str], Vault] = _open_with_code
    restore: Callable[[Path, BackupInfo, str], None] = _restore
    connect: Callable[[Way], Connector] = _connect
    """Makes what reaches a case system. Runs in the sync thread."""
    has_escrow: bool = False
    """New vaults also open with the council's own key; the first run says so."""
    examples: Sequence[Example] = ()
    documents_folder: Path = field(default_factory=Path.home)
    version: str = ""
    now: Callable[[], dt.datetime] = lambda: dt.datetime.now().astimezone()


class Shell(Protocol):
    """What a case's screens may ask of the window around them."""

    def say(self, text: str, action: str = "", callback: Callable[[], object] | None = None) -> None:
        """Show a toast (and announce it)."""

    def show_screen(self, screen_id: str) -> None:
        """Go to another room of the case."""


class CaseContext(QObject):
    """One open case and workspace, as its screens see it. Make one yourself to test a screen alone.

    ``changed(ChangeSet)`` follows every commit, undo and redo; ``lens_changed(Reader)`` when somebody else looks.
    Before a page goes away the window commits every open editor of the kit in it.
    """

    changed = Signal(object)
    lens_changed = Signal(object)
    presenting_changed = Signal(bool)

    def __init__(
        self, case: Case, workspace_id: str, services: Services, shell: Shell | None = None,
        parent: QObject | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        from models.audience import US

        self.case = case
        self.workspace_id = workspace_id
        self.services = services
        self.lens: Reader = US
        self.presenting = False
        self.sync: SyncWorker | None = None
        """What sends the outbox (None when a screen is tested alone)."""
        self.wanted_copy = ""
        """What the share room should offer when it is next shown (a key of what can be exported), "" for no wish."""
        self.wanted_which = ""
        """Which of several the share room should offer then, as its menu knows it; "" for the first."""
        self._shell = shell
        self._projector: Projector | None = None
        self._stop: Callable[[], None] = case.subscribe(self._on_change)

    # ---- looking ----------------------------------------------------------------------------------------------
    @property
    def projector(self) -> Projector:
        """Views of the case as it stands (kept until the next change)."""
        if self._projector is None:
            from models.projections import Projector

            self._projector = Projector(self.case.rows, self.services.now().date())
        return self._projector

    def map_view(self) -> MapView:
        """The workspace's map as the lens allows it."""
        from models.readers import map_for

        return map_for(self.projector, self.workspace_id, self.lens)

    def set_lens(self, reader: Reader) -> None:
        """Let somebody else look. While presenting it is never *Just us*."""
        from models.audience import FAMILY

        reader = FAMILY if self.presenting and reader.is_us else reader
        if reader != self.lens:
            self.lens = reader
            self.lens_changed.emit(reader)

    def set_presenting(self, on: bool) -> None:
        """Show the case to the room: at least *With the family*."""
        if on != self.presenting:
            self.presenting = on
            self.presenting_changed.emit(on)
            self.set_lens(self.lens)

    # ---- doing ------------------------------------------------------------------------------------------------
    def attempt(self, work: Callable[[], Any]) -> Any:
        """Do ``work``; a ``KnownError`` is shown as a toast and gives None."""
        try:
            return work()
        except KnownError as error:
            self.say(str(error))
            return None

    def undo(self) -> None:
        """Take back the newest step and say which."""
        label = self.attempt(self.case.undo)
        if label:
            self.say(self.tr("Undone: {label}").format(label=label), self.tr("Redo"), self.redo)

    def redo(self) -> None:
        """Bring back the step undone last and say which."""
        label = self.attempt(self.case.redo)
        if label:
            self.say(self.tr("Done again: {label}").format(label=label))

    def said_and_undoable(self, text: str) -> None:
        """A toast for something just done, with Undo."""
        self.say(text, self.tr("Undo"), self.undo)

    def say(self, text: str, action: str = "", callback: Callable[[], object] | None = None) -> None:
        """Show a toast in the window (nowhere when a screen is tested alone)."""
        if self._shell is not None:
            self._shell.say(text, action, callback)

    def go(self, screen_id: str) -> None:
        """Show another room of the case."""
        if self._shell is not None:
            self._shell.show_screen(screen_id)

    def share(self, what: str, which: str = "") -> None:
        """Go to the share room with this document chosen ("plan", "harm-matrix", …); ``which`` of several."""
        self.wanted_copy, self.wanted_which = what, which
        self.go("share")

    def close(self) -> None:
        """Stop listening and let go of everything about the case."""
        self._stop()
        self._projector = None
        self._shell = None

    def _on_change(self, change: ChangeSet) -> None:
        self._projector = None
        self.changed.emit(change)
