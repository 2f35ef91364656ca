"""Short ways to act in the studio."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from models.picture_views import StoryView
from ui.screens.words import WordsScreen

Found = TypeVar("Found", bound=QWidget)


@dataclass
class Studio:
    """The room with a family in it."""

    family: Any
    screen: WordsScreen

    @property
    def view(self) -> StoryView:
        """The version looked at."""
        view = self.screen.state.view
        assert view is not None
        return view

    def find(self, kind: type[Found], name: str) -> Found:
        """The last of that name that is not hidden."""
        QApplication.processEvents()
        found = [widget for widget in self.screen.findChildren(kind, name) if not widget.isHidden()]
        assert found, name
        return found[-1]

    def press(self, name: str) -> None:
        """Press a button."""
        self.find(QAbstractButton, name).click()
        QApplication.processEvents()

    def choose(self, name: str) -> None:
        """Press a line of the menu of versions."""
        menu = self.screen.menu()
        action = next((each for each in menu.findChildren(QAction) if each.objectName() == name), None)
        assert action is not None, name
        assert action.isEnabled(), name
        action.trigger()
        menu.deleteLater()
        QApplication.processEvents()

    def write(self, words: str, *, leave: bool = True) -> None:
        """Write the words of the frame that is looked at."""
        editor = self.screen.frame.box.words
        editor.setFocus()
        editor.selectAll()
        QTest.keyClicks(editor, words or "\b")
        if leave:
            editor.commit()

    def draw(self, *places: tuple[int, int]) -> None:
        """Draw a line with the mouse through places of the picture's widget."""
        canvas = self.screen.frame.editor.canvas
        left = Qt.MouseButton.LeftButton
        first, *others = [QPoint(*place) for place in places]
        QTest.mousePress(canvas, left, pos=first)
        for place in others:
            QTest.mouseMove(canvas, place)
        QTest.mouseRelease(canvas, left, pos=QPoint(*places[-1]))
        QApplication.processEvents()

    def kinds(self) -> list[str]:
        """The kinds of things in the picture, from back to front."""
        self.screen.state.forget()
        frame = self.screen.state.frame
        assert frame is not None
        return [item.kind for item in frame.scene.items] if frame.scene else []

    def words(self) -> list[str]:
        """Every frame's words."""
        return [frame.words for frame in self.view.frames]

    def questions(self) -> list[str]:
        """Every frame's question."""
        return [frame.question for frame in self.view.frames]
