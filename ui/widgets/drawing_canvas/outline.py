"""A scene as a list: its things from the front to the back, by what they show."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QWidget

from models.picture_views import SceneItemView
from ui.theme import theme
from ui.widgets.base import SlimScrollBar, follow_theme
from ui.widgets.drawing_canvas.words import name_of, tr

_ID = int(Qt.ItemDataRole.UserRole)


class SceneOutline(QListWidget):
    """The things of a scene. ``chosen(id)``: one was gone to; ``remove_wanted()``: Delete on it."""

    chosen = Signal(str)
    remove_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sceneOutline")
        self.setAccessibleName(tr("What is in the picture, from front to back"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrap(True)
        self.setVerticalScrollBar(SlimScrollBar(Qt.Orientation.Vertical, self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.currentItemChanged.connect(self._on_current)
        follow_theme(self._retheme)

    def _retheme(self) -> None:
        self.setFont(theme().font("body"))
        self.setFixedWidth(theme().px(200))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        palette.setColor(QPalette.ColorRole.Text, theme().color("ink"))
        palette.setColor(QPalette.ColorRole.Highlight, theme().color("selected"))
        palette.setColor(QPalette.ColorRole.HighlightedText, theme().color("ink"))
        self.setPalette(palette)

    def show_items(self, items: Sequence[SceneItemView], chosen: str) -> None:
        """Show a scene's things."""
        shown = [(str(self.item(row).data(_ID)), self.item(row).text()) for row in range(self.count())]
        wanted = [(item.id, name_of(item)) for item in reversed(items)]
        if shown != wanted:
            self.blockSignals(True)
            self.clear()
            for item_id, name in wanted:
                row = QListWidgetItem(name)
                row.setData(_ID, item_id)
                row.setSizeHint(QSize(0, theme().target(44)))
                self.addItem(row)
            self.blockSignals(False)
        self.mark(chosen)

    def mark(self, item_id: str) -> None:
        """Mark the chosen thing."""
        self.blockSignals(True)
        found = [row for row in range(self.count()) if self.item(row).data(_ID) == item_id]
        if found:
            self.setCurrentRow(found[0])
        else:
            self.setCurrentRow(-1)
            self.clearSelection()
        self.blockSignals(False)

    def _on_current(self, current: QListWidgetItem | None) -> None:
        if current is not None:
            self.chosen.emit(str(current.data(_ID)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Delete takes out; everything else moves in the list."""
        if event.key() == Qt.Key.Key_Delete and self.currentItem() is not None:
            self.remove_wanted.emit()
        else:
            super().keyPressEvent(event)
