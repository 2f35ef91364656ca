"""The window on tour, and how a stop goes on in it.

It goes through the real window as a person would: it presses buttons by their object names and types into fields.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from models.casework import Desk
from models.errors import KnownError
from models.keyslots import KdfCost
from models.vault import Vault
from sofs_desk.settings import Settings
from sofs_desk.vaults import find_case

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.screens.case_shell import CaseShell
    from ui.shell import MainWindow

PASSPHRASE = "kettle plum harbour seven"
MOMENT = dt.datetime(2025, 7, 1, 10, 42, tzinfo=dt.UTC)
"""The examples' own day: ages, dates and the greeting are the same in every tour."""
LONGEST_WAIT = 300.0
Found = TypeVar("Found", bound="QWidget")


class Tour:
    """The window on its way through the screens. ``drawn``: the pictures so far."""

    def __init__(self, folder: Path, out: Path, size: tuple[int, int], theme: str) -> None:
        from PySide6.QtWidgets import QApplication

        from sofs_desk.app import make_application, make_services, make_window

        self.app = QApplication.instance() or make_application(["sofs-desk"])
        self.out = out
        self.size = size
        self.drawn: list[Path] = []
        self._settings = Settings(theme=theme, reduced_motion=True, idle_minutes=60)
        services = make_services(self._settings, folder / "Families.sofs")
        services.change_preferences = self._change
        services.choose_vault = lambda path: None
        services.create = partial(Vault.create, cost=KdfCost.LIGHT)
        services.documents_folder = folder
        services.now = lambda: MOMENT
        self.services = services
        self.window: MainWindow = make_window(services)
        self.window.resize(*size)
        self.window.start()
        self.window.show()
        self.settle()

    def _change(self, **chosen: Any) -> Settings:
        self._settings = replace(self._settings, **chosen)
        return self._settings

    @property
    def desk(self) -> Desk:
        """The open vault's desk."""
        if self.window.desk is None:
            raise LookupError("no vault is open")
        return self.window.desk

    @property
    def door_is_busy(self) -> bool:
        """Whether the locked door is still trying a passphrase."""
        return bool(getattr(self.window.page, "busy", False))

    # Going on

    def settle(self, seconds: float = 0.15) -> None:
        """Let the window finish what it is at."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            self.app.processEvents()
            time.sleep(0.005)

    def wait_for(self, ready: Callable[[], object]) -> None:
        """Let the window work until something is so; work in threads takes its time."""
        until = time.monotonic() + LONGEST_WAIT
        while not ready():
            if time.monotonic() > until:
                raise RuntimeError("the window did not get there")
            self.settle(0.02)
        self.settle()

    def find(self, kind: type[Found], name: str = "") -> Found:
        """The first visible widget of that kind and object name."""
        widgets = self.window.findChildren(kind, name) if name else self.window.findChildren(kind)
        found = next((widget for widget in widgets if widget.isVisible()), None)
        if found is None:
            raise LookupError(f"no visible {kind.__name__} {name!r}")
        return found

    def is_there(self, name: str) -> bool:
        """Whether a visible widget has that object name."""
        from PySide6.QtWidgets import QWidget

        return any(widget.isVisible() for widget in self.window.findChildren(QWidget, name))

    def press(self, name: str) -> None:
        """Press a button."""
        from PySide6.QtWidgets import QAbstractButton

        self.find(QAbstractButton, name).click()
        self.settle()

    def type(self, name: str, text: str) -> None:
        """Type into a field."""
        from PySide6.QtTest import QTest
        from PySide6.QtWidgets import QWidget

        QTest.keyClicks(self.find(QWidget, name), text)
        self.settle()

    def key(self, widget: QWidget, key: Any) -> None:
        """Press a key."""
        from PySide6.QtTest import QTest

        QTest.keyClick(widget, key)
        self.settle()

    def go(self, room: str) -> None:
        """Go to a room of the open case."""
        self.window.show_screen(room)
        self.settle(0.3)

    # Drawing

    def shot(self, name: str, window: QWidget | None = None) -> None:
        """Keep a picture of the window as it stands (``window``: another one than the application's own)."""
        self.settle(0.3)
        path = self.out / f"{len(self.drawn) + 1:02}-{name}.png"
        if not (window or self.window).grab().save(str(path), "PNG"):
            raise KnownError("A picture could not be written. Check the folder and the space on the disk.")
        self.drawn.append(path)

    def end(self) -> None:
        """Close the window and let go of the vault."""
        self.window.close()
        self.settle()


def case_page(tour: Tour) -> CaseShell:
    """The open case's page."""
    from ui.screens.case_shell import CaseShell

    return tour.find(CaseShell)


def open_case(tour: Tour, words: str, room: str = "map") -> None:
    """Open a case in a room."""
    case, workspace_id = find_case(tour.desk, words)
    tour.window.open_case(case.id, workspace_id or next(iter(case.rows.table("workspace"))), room)
    tour.settle(0.5)
