"""Beside the ecomap: the list that says the same, and the people of the case who could be put round the home."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QDrag, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QApplication, QSizePolicy, QVBoxLayout, QWidget

from models.drawings.ecomap_figure import node_words, sample
from models.family_views import EcomapNode
from models.views import PersonView
from ui import fonts, icons
from ui.painter import paint_items
from ui.screens.ecomap.canvas import carried
from ui.screens.ecomap.words import line_words, say
from ui.screens.people.discs import disc_of
from ui.theme import theme
from ui.widgets import Pressable, column, follow_theme, paint_avatar, paint_frame, paint_line


class Row(Pressable):
    """Two lines of words with a mark before them."""

    def __init__(self, name: str, title: str, words: str, heard: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(heard)
        self.title, self.words = title, words
        fonts.ensure(title + words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        follow_theme(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Qt: two lines."""
        return QSize(theme().px(240), theme().target(46))

    def minimumSizeHint(self) -> QSize:
        """Qt: may be elided."""
        return QSize(theme().px(140), self.sizeHint().height())

    def lead(self) -> int:
        """How much room the mark takes."""
        return theme().px(42)

    def tail(self) -> int:
        """How much room is kept after the words."""
        return 0

    def paint_mark(self, painter: QPainter, box: QRectF) -> None:
        """Paint what stands before the words."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: tint, mark, two lines."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked():
            paint_frame(painter, QRectF(self.rect()), fill="card", line="ink", width=2, radius=theme().radius())
        elif self.underMouse():
            paint_frame(painter, QRectF(self.rect()), fill="hover", radius=theme().radius())
        left = theme().px(8)
        self.paint_mark(painter, QRectF(left, 0, self.lead() - theme().px(10), self.height()))
        x = left + self.lead()
        room = self.width() - x - theme().px(8) - self.tail()
        high = theme().px(20)
        y = (self.height() - high * (2 if self.words else 1)) / 2
        for text, role, ink, bold in ((self.title, "body", "ink", True), (self.words, "caption", "ink2", False)):
            paint_line(painter, QRectF(x, y, room, high), text, role, ink, bold=bold)
            y += high


class LineRow(Row):
    """One line of the ecomap; pressed in while it is chosen. Delete removes it."""

    removal_asked = Signal(str)

    def __init__(self, node: EcomapNode, parent: QWidget | None = None, *, held: bool = False) -> None:
        super().__init__(f"ecomap-{node.id}", node.label, line_words(node), node_words(node), parent)
        self.node, self.held = node, held
        if held:
            self.setAccessibleName(say("{line}, not to be shown outside the team").format(line=node_words(node)))
        self.setCheckable(True)

    def lead(self) -> int:
        """The sample is longer than a disc."""
        return theme().px(46)

    def paint_mark(self, painter: QPainter, box: QRectF) -> None:
        """A piece of the line as it is drawn."""
        painter.save()
        painter.translate(box.left(), box.center().y())
        painter.scale(theme().factor, theme().factor)
        paint_items(painter, sample(self.node.kind, self.node.energy, 34.0), theme().color)
        painter.restore()

    def tail(self) -> int:
        """Room for the lock of what is held back."""
        return theme().px(26) if self.held else 0

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: a lock at the end of what is held back."""
        super().paintEvent(event)
        if self.held:
            painter, mark = QPainter(self), theme().px(16)
            spot = QRectF(self.width() - mark - theme().px(8), (self.height() - mark) / 2, mark, mark)
            icons.paint(painter, "lock-simple", spot, theme().color("ink2"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Delete takes it out of the ecomap."""
        if event.key() == Qt.Key.Key_Delete:
            self.removal_asked.emit(self.node.id)
        else:
            super().keyPressEvent(event)


class PersonOffer(Row):
    """Somebody of the case: press to put them round the home, or drag them there."""

    def __init__(self, person: PersonView, parent: QWidget | None = None) -> None:
        words = person.role or person.relation or ""
        heard = say("Put {name} round the home").format(name=f"{person.name}, {words}" if words else person.name)
        super().__init__(f"offer-{person.id}", person.name, words, heard, parent)
        self.person = person
        self._from: QPoint | None = None

    def paint_mark(self, painter: QPainter, box: QRectF) -> None:
        """Their disc."""
        side = theme().px(30)
        spot = QRectF(box.left(), box.center().y() - side / 2, side, side)
        paint_avatar(painter, spot, self.person.initials, disc_of(self.person))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: remember where it began."""
        self._from = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Qt: a press that moves becomes a drag."""
        start = self._from
        far = start is not None and (event.position().toPoint() - start).manhattanLength()
        if far and far >= QApplication.startDragDistance():
            self._from = None
            self.setDown(False)
            self.drag().exec(Qt.DropAction.CopyAction)
        else:
            super().mouseMoveEvent(event)

    def drag(self) -> QDrag:
        """Them in the hand (made apart from carrying, so that a test can look)."""
        side = theme().px(44)
        picture = QPixmap(side, side)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        paint_avatar(painter, QRectF(0, 0, side, side), self.person.initials, disc_of(self.person))
        painter.end()
        drag = QDrag(self)
        drag.setMimeData(carried(self.person.id))
        drag.setPixmap(picture)
        drag.setHotSpot(QPoint(side // 2, side // 2))
        return drag


class Rows(QWidget):
    """Rows below one another, made anew when what they say has changed. ``pressed(id)``, ``removal_asked(id)``."""

    pressed = Signal(str)
    removal_asked = Signal(str)

    def __init__(self, name: str, heard: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(heard)
        self._body: QVBoxLayout = column(self, gap=2)
        self.rows: dict[str, Row] = {}

    def show_lines(self, nodes: Sequence[EcomapNode], chosen: str, held: Collection[str] = ()) -> None:
        """The lines of the ecomap, clockwise; ``held``: those that are held back."""
        rows: dict[str, Row] = {}
        for node in nodes:
            row = LineRow(node, held=node.id in held)
            row.setChecked(node.id == chosen)
            row.removal_asked.connect(self.removal_asked)
            rows[node.id] = row
        self._replace(rows)

    def show_people(self, people: Sequence[PersonView]) -> None:
        """People who could be put there."""
        self._replace({person.id: PersonOffer(person) for person in people})

    def choose(self, key: str) -> None:
        """Press one in."""
        for other, row in self.rows.items():
            row.setChecked(other == key)

    def _replace(self, rows: dict[str, Row]) -> None:
        focus = next((key for key, row in self.rows.items() if row.hasFocus()), "")
        for old in self.rows.values():
            self._body.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.rows = rows
        for row in rows.values():
            row.clicked.connect(self._press)
            self._body.addWidget(row)
        if focus in rows:
            rows[focus].setFocus()

    def _press(self) -> None:
        row = self.sender()
        key = next((key for key, found in self.rows.items() if found is row), "")
        if key:
            self.choose(key)
            self.pressed.emit(key)
