"""Controls over the room's own window, where there is only one screen: nothing in them the room may not read.

Made of the room's view and of what is typed with hidden letters; no private note, no full name, no draft.
"""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.screens.session.collect import Collect, ItemList, RevealBar
from ui.screens.session.controls import Controls
from ui.screens.session.state import SessionState
from ui.theme import theme
from ui.widgets import Label, ScrollArea, Surface, column


class RoomPanel(Surface):
    """Stands at the right edge of the room's window while it is wanted."""

    def __init__(self, state: SessionState, parent: QWidget) -> None:
        super().__init__("window", parent=parent)
        self.setObjectName("roomPanel")
        self.setAccessibleName(self.tr("Controls"))
        page = QWidget()
        body = column(page, (20, 16, 20, 16), gap=10)
        body.addWidget(Controls(state))
        body.addWidget(Collect(state, on_wall=True))
        body.addWidget(RevealBar(state))
        body.addWidget(ItemList(state, is_safe=True))
        body.addStretch(1)
        foot = self.tr("C hides these controls. Esc leads back to the console, where people have their own names.")
        body.addWidget(Label(foot, "caption", "ink2"))
        column(self).addWidget(ScrollArea(page, name="roomPanelScroll"))
        self.setFixedWidth(theme().px(460))
        self.hide()

    def place(self) -> None:
        """Keep to the right edge."""
        room = self.window()
        self.setGeometry(room.width() - self.width(), 0, self.width(), room.height())
