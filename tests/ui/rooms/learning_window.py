"""The real window on a family's room for audits and feedback, and what a test does in it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.desk_helpers import NoteRoom, flush, window_in_a_case
from tests.ui.rooms.room_window import RoomWindow
from ui.screens.audit import AuditScreen
from ui.screens.children import hold


@dataclass
class Room(RoomWindow):
    """The window with the room open."""

    @property
    def screen(self) -> AuditScreen:
        room = self.shell.room("audit")
        assert isinstance(room, AuditScreen)
        return room

    def key(self, key: Qt.Key) -> None:
        """Press a key where the keyboard is."""
        QTest.keyClick(self.window.focusWidget() or self.window, key)
        flush()


@contextmanager
def room_of(built: Any, folder: Path) -> Iterator[Room]:
    """The window on a copy of a vault of the rooms' tests, in the room for audits."""
    shutil.copytree(built.folder, folder / "vault")
    long, hold.HOLD_MS = hold.HOLD_MS, 240
    plain = dict.fromkeys(("strands", "circles", "plan"), NoteRoom)
    with window_in_a_case(folder / "vault" / "v.sofs", built.case_id, "audit", **plain, audit=AuditScreen) as window:
        window.activateWindow()
        flush()
        yield Room(window, dict(built.people))
    hold.HOLD_MS = long
