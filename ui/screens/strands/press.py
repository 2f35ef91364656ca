"""A press area of several lines: a button whose whole face is laid out by widgets, as tall as they need."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import theme
from ui.widgets import Pressable, paint_frame


class PressArea(Pressable):
    """A button that shows ``content`` (with a layout of its own); Enter presses, as Space does."""

    def __init__(self, content: QWidget, *, name: str, heard: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(heard)
        self.content = content
        content.setParent(self)
        content.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """Qt: its words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Qt: as tall as what it shows, never less than a target."""
        layout = self.content.layout()
        assert layout is not None
        needed = layout.heightForWidth(width) if layout.hasHeightForWidth() else layout.sizeHint().height()
        return max(needed, theme().target(32))

    def sizeHint(self) -> QSize:
        """Qt: what it shows."""
        width = self.content.sizeHint().width()
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Qt: as narrow as what it shows can be."""
        return QSize(self.content.minimumSizeHint().width(), theme().target(32))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: what it shows fills it."""
        super().resizeEvent(event)
        self.content.setGeometry(self.rect())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: a tint under the pointer."""
        if self.underMouse() and self.isEnabled():
            paint_frame(QPainter(self), self.rect().toRectF(), fill=theme().color("ink", 0.05), radius=theme().px(6))
