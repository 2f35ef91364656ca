"""The real window with a family's room open, and what a test does in any of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget

from models.casework import Case
from tests.ui.desk_helpers import flush
from ui.context import CaseContext
from ui.screens.case_shell import CaseShell
from ui.shell import MainWindow

Found = TypeVar("Found", bound=QWidget)


@dataclass
class RoomWindow:
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

    def find(self, name: str, kind: type[Found] = QWidget, inside: QWidget | None = None) -> Found:  # type: ignore[assignment]
        widgets = (inside or self.window).findChildren(kind, name)
        found = next((widget for widget in widgets if widget.isVisible()), None)
        assert found is not None, name
        return found

    def is_there(self, name: str, inside: QWidget | None = None) -> bool:
        return any(widget.isVisible() for widget in (inside or self.window).findChildren(QWidget, name))

    def press(self, name: str, inside: QWidget | None = None) -> None:
        flush()
        QTest.mouseClick(self.find(name, QAbstractButton, inside), Qt.MouseButton.LeftButton)
        flush()

    def type(self, name: str, words: str, inside: QWidget | None = None) -> None:
        field = self.find(name, inside=inside)
        field.setFocus()
        QTest.keyClicks(field, words)
