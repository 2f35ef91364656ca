"""The head of the share room: what is shared on the left, what can be done with it on the right."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from ui.theme import theme


class Head(QWidget):
    """Two groups beside each other; below each other where there is no room for that."""

    def __init__(self, left: QWidget, right: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._groups = (left, right)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(theme().px(24), theme().px(12), theme().px(24), theme().px(10))
        self._row.setSpacing(theme().px(8))
        self._row.addWidget(left, 1)
        self._row.addWidget(right)

    def _margins(self) -> int:
        margins = self._row.contentsMargins()
        return margins.left() + margins.right()

    def minimumSizeHint(self) -> QSize:
        """Qt: as wide as the wider group."""
        widest = max(group.minimumSizeHint().width() for group in self._groups)
        return QSize(widest + self._margins(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: stack the groups or put them side by side."""
        super().resizeEvent(event)
        needed = sum(group.sizeHint().width() for group in self._groups) + self._margins() + theme().px(8)
        beside = QBoxLayout.Direction.LeftToRight
        wanted = beside if needed <= self.width() else QBoxLayout.Direction.TopToBottom
        if self._row.direction() != wanted:
            self._row.setDirection(wanted)
            self.updateGeometry()
