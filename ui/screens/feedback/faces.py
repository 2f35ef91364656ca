"""Five faces to choose from, by hand or by keys."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from models.quality_views import FACES, Form
from ui import icons
from ui.screens.feedback.words import face_words, tr
from ui.screens.scaling.pictures import paint_face
from ui.theme import theme
from ui.widgets import ChoiceButton, ChoiceRow, paint_frame


class Face(ChoiceButton):
    """One face; it stands for a number."""

    def __init__(self, value: int, heard: str, parent: QWidget) -> None:
        super().__init__(value, "", name=f"face{value}", heard=heard, parent=parent)

    def corner_radius(self) -> float:
        """The radius a focus ring should follow."""
        return theme().px(18)

    def sizeHint(self) -> QSize:
        """Qt: large."""
        return QSize(theme().px(150), theme().px(150))

    def minimumSizeHint(self) -> QSize:
        """Qt: a finger still hits it."""
        return QSize(56, self.sizeHint().height())

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


class FaceRow(ChoiceRow):
    """Five faces, each standing for a number; 1 to 5 choose."""

    def __init__(self, form: Form, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("faces")
        self.setAccessibleName(tr("Five faces, from “{low}” to “{high}”").format(low=form.low, high=form.high))
        self._lay_out([Face(value, face_words(form, value), self) for value in FACES], 14)

    def _typed(self, text: str) -> int | None:
        return FACES[int(text) - 1] if text in ("1", "2", "3", "4", "5") else None
