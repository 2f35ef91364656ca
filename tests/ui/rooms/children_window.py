"""The real window on a family's children's room, and what a test does in it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QInputDevice, QPointingDevice, QTabletEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from models.readers import Reader
from models.rows import Row
from tests.ui.desk_helpers import flush, window_in_a_case
from tests.ui.rooms.room_window import RoomWindow
from ui.screens.children import ChildrenScreen, hold
from ui.screens.children.mode import ChildMode
from ui.screens.children.sitting import Seat, Sitting


@dataclass
class Room(RoomWindow):
    """The window with the room open."""

    was_full: bool = False

    @property
    def screen(self) -> ChildrenScreen:
        room = self.shell.room("children")
        assert isinstance(room, ChildrenScreen)
        return room

    @property
    def mode(self) -> ChildMode:
        assert self.screen.mode is not None
        return self.screen.mode

    def rows(self, table: str, **equals: Any) -> list[Row]:
        return sorted(self.case.rows.where(table, **equals), key=lambda row: row.get("position") or 0)

    def sit(self, *names: str, sheets: tuple[str, ...] = (), **more: str) -> ChildMode:
        """Give the screen to children, with sheets that are there (else they choose)."""
        ids = sheets or ("",) * len(names)
        seats = [Seat(self.people[name], sheet) for name, sheet in zip(names, ids, strict=True)]
        self.screen.sit_down(Sitting.begin(self.case, seats, self.context.lens, **more))
        flush()
        self.was_full = bool(self.window.windowState() & Qt.WindowState.WindowFullScreen)
        self.window.resize(1366, 768)  # the screen that tests have is smaller
        self.window.activateWindow()
        flush()
        return self.mode

    def hold(self, *, part: float = 1.5) -> None:
        """The worker's gesture, or only a part of it."""
        button = self.find("leaveChild")
        QTest.mousePress(button, Qt.MouseButton.LeftButton)
        QTest.qWait(round(hold.HOLD_MS * part))
        if self.screen.mode is not None:
            QTest.mouseRelease(button, Qt.MouseButton.LeftButton)
        flush()


@contextmanager
def room_of(built: Any, folder: Path) -> Iterator[Room]:
    """The window on a copy of a vault of the rooms' tests, in the children's room."""
    shutil.copytree(built.folder, folder / "vault")
    long, hold.HOLD_MS = hold.HOLD_MS, 240
    with window_in_a_case(folder / "vault" / "v.sofs", built.case_id, "children", children=ChildrenScreen) as window:
        yield Room(window, dict(built.people))
    hold.HOLD_MS = long


def draw(canvas: QWidget, *places: tuple[float, float], pressure: float = 0.6) -> None:
    """A line by the events of a pen."""
    pen = QPointingDevice(
        "pen", 7, QInputDevice.DeviceType.Stylus, QPointingDevice.PointerType.Pen,
        QInputDevice.Capability.Position | QInputDevice.Capability.Pressure, 1, 1,
    )  # fmt: skip
    kinds = [QEvent.Type.TabletPress, *[QEvent.Type.TabletMove] * (len(places) - 2), QEvent.Type.TabletRelease]
    for kind, (x, y) in zip(kinds, places, strict=True):
        button = Qt.MouseButton.LeftButton
        held = Qt.MouseButton.NoButton if kind == QEvent.Type.TabletRelease else button
        place, glob = QPointF(x, y), QPointF(canvas.mapToGlobal(QPointF(x, y).toPoint()))
        event = QTabletEvent(kind, pen, place, glob, pressure, 0, 0, 0.0, 0.0, 0, Qt.KeyboardModifier.NoModifier,
                             button, held)  # fmt: skip
        QApplication.sendEvent(canvas, event)


CHILD = Reader("child")
