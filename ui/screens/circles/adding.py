"""Somebody more for the circles: one line for somebody new, and everybody in the case who is in no ring yet."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QListWidgetItem, QWidget

from models.readers import ReaderProjection
from ui.screens.circles.canvas import PERSON_MIME
from ui.screens.circles.deeds import Deeds
from ui.screens.circles.rows import QuietRows
from ui.screens.circles.state import CirclesState
from ui.screens.circles.words import ring_name, tr
from ui.theme import theme
from ui.widgets import Button, IconButton, Label, LineField, SegmentedControl, SlimScrollBar, column, follow_theme

_ID = int(Qt.ItemDataRole.UserRole)
_RINGS = ("outer", "middle", "inner")


class NotYet(QListWidget):
    """People in no ring: drag one into the picture, or press Enter to put them into the ring that is chosen."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notInCircles")
        self.setAccessibleName(tr("Not in the circles yet"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setItemDelegate(QuietRows(self))
        self.setDragEnabled(True)
        self.setVerticalScrollBar(SlimScrollBar(Qt.Orientation.Vertical, self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemActivated.connect(self._activated)
        follow_theme(self._retheme)

    def _retheme(self) -> None:
        self.setFont(theme().font("body"))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        palette.setColor(QPalette.ColorRole.Highlight, theme().color("selected"))
        palette.setColor(QPalette.ColorRole.HighlightedText, theme().color("ink"))
        self.setPalette(palette)

    def mimeData(self, items: list[QListWidgetItem]) -> QMimeData:  # type: ignore[override]
        """Qt: what is dragged is the person's id."""
        data = QMimeData()
        if items:
            data.setData(PERSON_MIME, QByteArray(str(items[0].data(_ID)).encode()))
        return data

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter puts the person in, also where the platform would not activate."""
        item = self.currentItem()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and item is not None:
            self._activated(item)
        else:
            super().keyPressEvent(event)

    def _activated(self, item: QListWidgetItem) -> None:
        self.wanted.emit(str(item.data(_ID)))


class AddSomebody(QWidget):
    """The line, the ring it leads to, and the list."""

    closed = Signal()

    def __init__(self, state: CirclesState, deeds: Deeds, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("addSomebody")
        self._state, self._deeds = state, deeds
        body = column(self, gap=8)
        head = QHBoxLayout()
        head.addWidget(Label(tr("Add a person"), "label"), 1)
        close = IconButton("x", tr("Close"), name="addSomebodyClose", size="small")
        close.clicked.connect(self.closed)
        head.addWidget(close)
        body.addLayout(head)
        self.line = LineField(
            name="circlePersonLine", heard=tr("Somebody new, in one line"), placeholder=tr("Wes, 44, football coach")
        )  # fmt: skip
        self.line.returnPressed.connect(self._add)
        body.addWidget(self.line)
        short = [tr("Nothing"), tr("Some"), tr("All")]
        self.ring = SegmentedControl(short, name="addToRing", heard=tr("What they know"))
        self.ring.setMinimumHeight(self.ring.sizeHint().height())
        body.addWidget(self.ring)
        self._ring = "outer"
        self.ring.chosen.connect(self._choose_ring)
        self.put = Button(tr("Add"), name="addToCircles", size="small", kind="outline")
        self.put.clicked.connect(self._add_either)
        body.addWidget(self.put, 0, Qt.AlignmentFlag.AlignLeft)
        self.caption = Label(tr("Not in the circles yet. Drag somebody in, or press Enter."), "caption", "ink2")
        body.addWidget(self.caption)
        self.people = NotYet()
        self.people.wanted.connect(self._put)
        body.addWidget(self.people, 1)

    def show_people(self) -> None:
        """List everybody alive who stands in no ring, as the lens allows: family and friends first."""
        reading = ReaderProjection(self._state.context.projector.rows, self._state.context.lens)
        there = {p.person.id for p in self._state.now.people} | {c.id for c in self._state.now.children}
        kept = self.people.currentItem().data(_ID) if self.people.currentItem() else ""
        self.people.clear()
        order = {"family": 0, "friend": 1, "carer": 2, "professional": 3}
        everybody = [p for p in self._state.context.projector.people.values() if p.kind in order]
        for person in sorted(everybody, key=lambda p: order[p.kind]):
            shown = reading.person(person)
            if shown is None or person.id in there or person.life not in ("alive", "unknown"):
                continue
            item = QListWidgetItem(shown.name if self._state.names else shown.initials)
            item.setData(_ID, person.id)
            item.setSizeHint(QSize(0, theme().target(32)))
            self.people.addItem(item)
            if person.id == kept:
                self.people.setCurrentItem(item)
        self.caption.setVisible(self.people.count() > 0)

    def _choose_ring(self, place: int) -> None:
        self._ring = _RINGS[place]
        self.put.setToolTip(ring_name(self._ring))

    def _add_either(self) -> None:
        item = self.people.currentItem()
        if self.line.text().strip():
            self._add()
        elif item is not None:
            self._put(str(item.data(_ID)))

    def _add(self) -> None:
        if self._deeds.add(self.line.text(), self._ring):
            self.line.clear()

    def _put(self, person_id: str) -> None:
        self._deeds.move(person_id, self._ring)
