"""What the rooms of a case have in common: they listen to it, and show anew what changed while somebody looks."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedLayout, QStackedWidget, QWidget

from models.casework import ChangeSet
from ui.context import CaseContext
from ui.theme import theme
from ui.widgets import Surface


class Room(Surface):
    """A room of a case, or a page of one. Built from the context; follows its changes and its lens.

    A room makes its parts, then calls ``listen()``. It says of which tables it is made (``MADE_OF``) and how it shows
    them (``show_all``); what it keeps of the case it lets go of in ``forget``. Out of sight it only notes that it is
    behind, and catches up when it is looked at again.
    """

    MADE_OF: ClassVar[tuple[str, ...]] = ()
    """Tables whose rows it shows; none named: whatever changes may change it."""

    def __init__(
        self, context: CaseContext, name: str, *, ground: str = "window", parent: QWidget | None = None
    ) -> None:
        super().__init__(ground, parent=parent)
        self.setObjectName(name)
        self.context = context
        self._stale = True

    def listen(self, *, at_once: bool = True) -> None:
        """Listen from now on; everything is shown for the first time ``at_once``, or when it is looked at."""
        self.context.changed.connect(self._on_change)
        self.context.lens_changed.connect(self._on_lens)
        theme().changed.connect(self._on_theme)
        if at_once:
            self.refresh()

    # ---- showing ----------------------------------------------------------------------------------------------
    def refresh(self) -> None:
        """Show everything as it stands now."""
        self._stale = False
        self.forget()
        self.show_all()

    def show_all(self) -> None:
        """Fill every part with what the case says."""
        raise NotImplementedError

    def forget(self) -> None:
        """Let go of what was read from the case before."""

    @property
    def is_busy(self) -> bool:
        """Whether somebody is in the middle of what showing anew would disturb; it follows once that is over."""
        return False

    def _settle(self) -> None:
        """Arrange the parts for the space there is."""

    # ---- following --------------------------------------------------------------------------------------------
    def _on_change(self, change: ChangeSet) -> None:
        if not self.MADE_OF or change.touches(*self.MADE_OF):
            self.catch_up()

    def _on_lens(self) -> None:
        self.catch_up()

    def _on_theme(self) -> None:
        self._on_lens()

    def catch_up(self) -> None:
        """What is shown is no longer true: show it anew, now or when it is looked at."""
        self.forget()
        self._stale = True
        self.refresh_if_stale()

    def refresh_if_stale(self) -> None:
        """Show anew what happened meanwhile, if somebody looks and nobody is disturbed."""
        if self._stale and not self.is_busy and self.isVisible():
            self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: where there is little room, things make way."""
        super().resizeEvent(event)
        self._settle()

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: catch up with what happened elsewhere."""
        super().showEvent(event)
        self.refresh_if_stale()


class RoomHead(QBoxLayout):
    """The line at the head of a room: ``named`` tells what is looked at, ``pressed`` holds what can be pressed.

    Where there is little room the second group stands beneath the first (``stack``).
    """

    def __init__(self, *, gap: int = 10, side: int = 24) -> None:
        super().__init__(QBoxLayout.Direction.LeftToRight)
        self.setContentsMargins(theme().px(side), theme().px(12), theme().px(side), theme().px(10))
        self.named, self.pressed = QHBoxLayout(), QHBoxLayout()
        for group in (self, self.named, self.pressed):
            group.setSpacing(theme().px(gap))
        self.addLayout(self.named, 1)
        self.addLayout(self.pressed)

    def stack(self, two: bool) -> None:
        """Two lines, or one."""
        self.setDirection(QBoxLayout.Direction.TopToBottom if two else QBoxLayout.Direction.LeftToRight)


def exchange(pages: QStackedWidget | QStackedLayout, old: QWidget, new: QWidget) -> None:
    """Put a page in another's place; what was looked at stays so, unless it was the old one."""
    was_shown = pages.currentWidget() is old
    pages.insertWidget(pages.indexOf(old), new)
    if was_shown:
        pages.setCurrentWidget(new)
    pages.removeWidget(old)
    old.hide()
    old.deleteLater()
