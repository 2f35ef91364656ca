"""A page laid over the room it is asked in, until it is answered. Nothing of it is seen under another lens."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from ui.context import CaseContext
from ui.restricting.words import tr
from ui.theme import theme
from ui.widgets import IconButton, IconMark, Label, Surface, announce, column, focus_first


def room_of(widget: QWidget) -> QWidget:
    """The room of the case that a widget is in; its window where there is none."""
    at: QWidget = widget
    while (above := at.parentWidget()) is not None and not at.isWindow():
        shell = above.parentWidget()
        if isinstance(above, QStackedWidget) and shell is not None and shell.objectName() == "case":
            return at
        at = above
    return at


class OverRoom(Surface):
    """Covers the room of ``asked_from``; ``closed()`` when it is gone. Esc closes it, and so does another lens."""

    closed = Signal()

    def __init__(self, context: CaseContext, asked_from: QWidget, title: str, name: str, *, about: str = "") -> None:
        room = room_of(asked_from)
        super().__init__("canvas", parent=room)
        self.setObjectName(name)
        self.setAccessibleName(f"{title}: {about}" if about else title)
        self.context, self._room, self._asked_from = context, room, asked_from
        # What lies beneath takes no keys meanwhile; only what was enabled is given back.
        self._beneath = [
            child for child in room.children()
            if isinstance(child, QWidget) and child is not self and child.isEnabled() and not child.isWindow()
        ]  # fmt: skip
        for child in self._beneath:
            child.setEnabled(False)
        outer = column(self, (28, 14, 28, 0), gap=10)
        head = QHBoxLayout()
        head.setSpacing(theme().px(10))
        head.addWidget(IconMark("lock-simple", "ink", size=24))
        self.title = Label(title, "title", max_lines=1)
        head.addWidget(self.title, 1)
        self.close_button = IconButton("x", tr("Close"), name=f"{name}Close")
        self.close_button.clicked.connect(self.leave)
        head.addWidget(self.close_button)
        outer.addLayout(head)
        if about:
            outer.addWidget(Label(about, "words", "ink2", max_lines=2))
        self.body: QVBoxLayout = outer
        room.installEventFilter(self)
        context.lens_changed.connect(self.leave)
        self.setGeometry(room.rect())

    def present(self) -> None:
        """Show it, and give it the keyboard."""
        self.show()
        self.raise_()
        announce(self, self.accessibleName())
        focus_first(self)

    def leave(self) -> None:
        """Close it; the keyboard goes back to where it was asked."""
        if self.isHidden():
            return
        self._room.removeEventFilter(self)
        self.context.lens_changed.disconnect(self.leave)
        for child in self._beneath:
            if isValid(child):  # the room may have made some of it anew meanwhile
                child.setEnabled(True)
        self._beneath = []
        self.hide()
        self.closed.emit()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: as large as the room."""
        if watched is self._room and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._room.rect())
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Esc closes; no other key reaches the room beneath."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        event.accept()
