"""Five faces to choose from, by hand or by keys."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from models.quality_views import FACES, Form
from ui import icons
from ui.screens.feedback.words import face_words, tr
from ui.screens.plan.fields import Pressable
from ui.screens.scaling.pictures import paint_face
from ui.theme import theme
from ui.widgets import follow_theme, paint_frame


class Face(Pressable):
    """One face; it stands for a number."""

    def __init__(self, value: int, heard: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.value = value
        self.setObjectName(f"face{value}")
        self.setAccessibleName(heard)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        follow_theme(self.updateGeometry)

    def corner_radius(self) -> float:
        """The radius a focus ring should follow."""
        return theme().px(18)

    def sizeHint(self) -> QSize:
        """Qt: large."""
        return QSize(theme().px(150), theme().px(150))

    def minimumSizeHint(self) -> QSize:
        """Qt: a finger still hits it."""
        return QSize(56, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: the row decides, so that arrows change the face."""
        row = self.parentWidget()
        if not (isinstance(row, FaceRow) and row.take_key(event)):
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the face on a card; chosen, a strong line and a tick."""
        painter, box, k = QPainter(self), QRectF(self.rect()), theme().factor
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        fill = "hover" if self.underMouse() and not on else "card"
        paint_frame(painter, box, fill=fill, line="ink" if on else "lineStrong", width=4 if on else 1, radius=18 * k)
        side = min(box.width(), box.height()) - 36 * k
        paint_face(painter, QRectF((box.width() - side) / 2, (box.height() - side) / 2, side, side), self.value)
        if on:
            tick = 28 * k
            spot = QRectF(box.width() - tick - 10 * k, 10 * k, tick, tick)
            icons.paint(painter, "check-circle-fill", spot, theme().color("ink"))


class FaceRow(QWidget):
    """Five faces, none chosen at first. 1 to 5, arrows, Home and End choose; Enter says the choice is made.

    ``chosen(int)`` with the number the face stands for, ``confirmed()`` on Enter.
    """

    chosen = Signal(int)
    confirmed = Signal()

    def __init__(self, form: Form, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("faces")
        self.setAccessibleName(tr("Five faces, from “{low}” to “{high}”").format(low=form.low, high=form.high))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(14))
        self.buttons = [Face(value, face_words(form, value), self) for value in FACES]
        for button in self.buttons:
            button.clicked.connect(self._pressed)
            row.addWidget(button, 1)

    @property
    def value(self) -> int | None:
        """The number of the chosen face, None before any choice."""
        return next((b.value for b in self.buttons if b.isChecked()), None)

    def choose(self, value: int) -> None:
        """Choose the face of a number, as if pressed."""
        for button in self.buttons:
            button.setChecked(button.value == value)
        self.buttons[FACES.index(value)].setFocus(Qt.FocusReason.OtherFocusReason)
        self.chosen.emit(value)

    def clear(self) -> None:
        """Choose none."""
        for button in self.buttons:
            button.setChecked(False)

    def _pressed(self) -> None:
        button = self.sender()
        if isinstance(button, Face):
            self.choose(button.value)

    def take_key(self, event: QKeyEvent) -> bool:
        """Choose by a digit, arrow, Home, End or Enter; False for any other key."""
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            return False
        key, last, now = event.key(), len(FACES) - 1, self.value
        at = None if now is None else FACES.index(now)
        if event.text() in ("1", "2", "3", "4", "5"):
            place = int(event.text()) - 1
        elif key in (Qt.Key.Key_Right, Qt.Key.Key_Up):
            place = 0 if at is None else min(last, at + 1)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Down):
            place = last if at is None else max(0, at - 1)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            place = 0 if key == Qt.Key.Key_Home else last
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and now is not None:
            self.confirmed.emit()
            return True
        else:
            return False
        self.choose(FACES[place])
        return True
