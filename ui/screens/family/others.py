"""People of the case who are not in the picture: dragged there, or put there with Enter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QWidget

from models.readers import ReaderProjection
from ui import fonts
from ui.screens.family.canvas import PERSON_MIME
from ui.screens.family.state import FamilyState
from ui.theme import theme
from ui.widgets import Label, SlimScrollBar, column, follow_theme

_ID = int(Qt.ItemDataRole.UserRole)


class _Names(QListWidget):
    """The names; a drag carries the person's id."""

    def mimeData(self, items: Sequence[QListWidgetItem]) -> QMimeData:
        """Qt: what is dragged."""
        data = QMimeData()
        if items:
            data.setData(PERSON_MIME, str(items[0].data(_ID)).encode())
        return data

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter puts somebody into the picture."""
        item = self.currentItem()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and item is not None:
            self.itemActivated.emit(item)
        else:
            super().keyPressEvent(event)


class FamilyOthers(QWidget):
    """The list under the outline. ``wanted(person_id)``: somebody is to be drawn."""

    wanted = Signal(str)

    def __init__(self, state: FamilyState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        body = column(self, (20, 8, 8, 8), gap=4)
        body.addWidget(Label(self.tr("Not in the picture: drag, or press Enter"), "caption", "ink2"))
        self.names = _Names()
        self.names.setObjectName("familyOthers")
        self.names.setAccessibleName(self.tr("People who are not in the picture"))
        self.names.setFrameShape(QFrame.Shape.NoFrame)
        self.names.setVerticalScrollBar(SlimScrollBar(Qt.Orientation.Vertical, self.names))
        self.names.setDragEnabled(True)
        self.names.itemActivated.connect(self._want)
        body.addWidget(self.names, 1)
        state.changed.connect(self.refresh)
        state.options_changed.connect(self.refresh)
        follow_theme(self._retheme)
        self.refresh()

    def _retheme(self) -> None:
        palette = self.names.palette()
        palette.setColor(QPalette.ColorRole.Base, theme().color("canvas"))
        self.names.setPalette(palette)
        self.names.setFont(theme().font("body"))

    def refresh(self) -> None:
        """Show everybody whom this reader may see and who is not drawn."""
        context = self._state.context
        reading = ReaderProjection(context.case.rows, context.lens)
        drawn = {person.id for person in self._state.view.people}
        self.names.clear()
        for person in context.projector.people.values():
            shown = reading.person(person)
            if shown is None or shown.id in drawn:
                continue
            name = shown.name if self._state.options.names else shown.initials
            fonts.ensure(name)
            item = QListWidgetItem(name)
            item.setData(_ID, shown.id)
            item.setSizeHint(QSize(0, theme().target(32)))
            self.names.addItem(item)
        self.names.setDragEnabled(self._state.may_edit)
        self.setEnabled(self.names.count() > 0)

    def _want(self, item: QListWidgetItem) -> None:
        if self._state.may_edit:
            self.wanted.emit(str(item.data(_ID)))
