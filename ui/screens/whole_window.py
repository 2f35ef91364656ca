"""One page over the whole window: everything beside it is put away, and comes back when the page goes."""

from __future__ import annotations

from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from ui.widgets import FocusRing, ScrollArea, Surface, Toast, column

_STAY = (FocusRing, Toast)
_LET_THROUGH = (Qt.Key.Key_F9, Qt.Key.Key_F11)
_LOCK = QKeySequence("Ctrl+L")
_CASE = "case"
"""The open family's page: what stands beside it (the cover that hides the window) is never touched."""


class WholeWindow(QWidget):
    """A page that can fill its window (``fill``, ``give_back``), with the window's shortcuts out of reach.

    Bars and panels beside it are hidden, so neither eye, Tab key nor screen reader finds them. They come back also
    when the page is hidden for another reason (locking). Only hiding, locking and full screen work meanwhile.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._away: list[QWidget] = []
        self._wanted = False

    @property
    def filling(self) -> bool:
        """Whether the window shows nothing else."""
        return self._wanted

    def fill(self) -> None:
        """Put away everything beside this page, until ``give_back``."""
        self._wanted = True
        step: QWidget | None = self
        while step is not None and not step.isWindow() and step.objectName() != _CASE:
            parent = step.parentWidget()
            for other in parent.children() if parent is not None else ():
                if self._beside(other, step):
                    assert isinstance(other, QWidget)
                    other.hide()
                    self._away.append(other)
                    other.destroyed.connect(self._forget)
            step = parent

    @staticmethod
    def _beside(other: QObject, step: QWidget) -> bool:
        return (
            isinstance(other, QWidget)
            and other is not step
            and not other.isWindow()
            and not other.isHidden()
            and not isinstance(other, _STAY)
        )

    def _forget(self, gone: QObject) -> None:
        self._away = [widget for widget in self._away if widget is not gone]

    def give_back(self) -> None:
        """Bring back what was put away."""
        self._wanted = False
        self._bring_back()

    def _bring_back(self) -> None:
        away, self._away = self._away, []
        for widget in away:
            widget.destroyed.disconnect(self._forget)
            widget.show()

    def event(self, event: QEvent) -> bool:
        """Qt: keep undo, search and the rail's keys from acting on what is put away."""
        if event.type() == QEvent.Type.ShortcutOverride and self.filling and isinstance(event, QKeyEvent):
            pressed = QKeySequence(event.keyCombination())
            if event.key() not in _LET_THROUGH and pressed != _LOCK:
                event.accept()
                return True
        if event.type() == QEvent.Type.Hide:
            self._bring_back()
        elif event.type() == QEvent.Type.Show and self.filling:
            self.fill()
        return super().event(event)


Page = TypeVar("Page", bound=QWidget)


class PageByPage(WholeWindow, Generic[Page]):
    """A whole window that shows one page after another; very large text that needs more than its height scrolls."""

    def __init__(self, name: str, *, scroll: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.page: Page | None = None
        self._scroll: ScrollArea | None = None
        self._scroll_name = scroll
        ground = Surface("canvas")
        column(self).addWidget(ground)
        self._holder = column(ground)

    def show_page(self, page: Page) -> None:
        """Show this page instead."""
        self.drop_page()
        self.page = page
        self._scroll = ScrollArea(page, name=self._scroll_name)
        self._holder.addWidget(self._scroll)

    def drop_page(self) -> None:
        """Show none; what was on it can no longer be found."""
        scroll, self._scroll, self.page = self._scroll, None, None
        if scroll is not None:
            self._holder.removeWidget(scroll)
            scroll.hide()
            scroll.setParent(None)
            scroll.deleteLater()
