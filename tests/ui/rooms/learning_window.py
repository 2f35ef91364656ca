"""The real window on a family's room for audits and feedback, and what a test does in it."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget

from models.casework import Case
from models.vault import Vault
from tests.ui.desk_helpers import NoteRoom, flush, services_for
from ui.context import CaseContext
from ui.screens import registry
from ui.screens.audit import AuditScreen
from ui.screens.case_shell import CaseShell
from ui.screens.children import hold
from ui.shell import MainWindow

Found = TypeVar("Found", bound=QWidget)
NOW = dt.datetime(2025, 7, 1, 12, tzinfo=dt.UTC)


@dataclass
class Room:
    """The window with the room open, and the ids of the people by name."""

    window: MainWindow
    people: dict[str, str]

    @property
    def shell(self) -> CaseShell:
        page = self.window.page
        assert isinstance(page, CaseShell)
        return page

    @property
    def context(self) -> CaseContext:
        return self.shell.context

    @property
    def case(self) -> Case:
        return self.context.case

    @property
    def screen(self) -> AuditScreen:
        room = self.shell.room("audit")
        assert isinstance(room, AuditScreen)
        return room

    def find(self, name: str, kind: type[Found] = QWidget) -> Found:  # type: ignore[assignment]
        found = next((widget for widget in self.window.findChildren(kind, name) if widget.isVisible()), None)
        assert found is not None, name
        return found

    def is_there(self, name: str) -> bool:
        return any(widget.isVisible() for widget in self.window.findChildren(QWidget, name))

    def press(self, name: str) -> None:
        flush()
        QTest.mouseClick(self.find(name, QAbstractButton), Qt.MouseButton.LeftButton)
        flush()

    def type(self, name: str, words: str) -> None:
        """Write into a field and leave it by Enter."""
        field = self.find(name)
        field.setFocus()
        QTest.keyClicks(field, words)

    def key(self, key: Qt.Key) -> None:
        """Press a key where the keyboard is."""
        QTest.keyClick(self.window.focusWidget() or self.window, key)
        flush()


@contextmanager
def room_of(built: Any, folder: Path) -> Iterator[Room]:
    """The window on a copy of a vault of the rooms' tests, in the room for audits."""
    shutil.copytree(built.folder, folder / "vault")
    long, hold.HOLD_MS = hold.HOLD_MS, 240
    before = dict(registry._screens)
    registry._screens.clear()
    for place in ("map", "strands", "circles", "plan"):
        registry.register(place, NoteRoom)
    registry.register("audit", AuditScreen)
    window = MainWindow(services_for(folder / "vault" / "v.sofs", now=lambda: NOW))
    window.resize(1366, 768)
    window.start()
    window.show()
    window._unlocked(Vault.open(folder / "vault" / "v.sofs", "pass"))
    assert window.desk is not None
    workspace_id = window.desk.open_case(built.case_id).rows.where("workspace")[0]["id"]
    window.open_case(built.case_id, workspace_id, "audit")
    window.activateWindow()
    flush()
    yield Room(window, dict(built.people))
    window.close()
    window.deleteLater()
    flush()
    registry._screens.clear()
    registry._screens.update(before)
    hold.HOLD_MS = long
