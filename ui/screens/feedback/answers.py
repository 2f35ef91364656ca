"""What came back on one question: every number for itself, and words as they were written."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from models import dates
from models.quality_views import FACES, FeedbackAnswers, FilledForm, Form
from ui.screens.feedback.words import tr
from ui.screens.scaling.pictures import paint_face
from ui.theme import theme
from ui.widgets import Card, IconButton, Label, column, follow_theme, paint_frame


class Marks(QWidget):
    """All numbers of a question along their line, one mark each; nothing is averaged."""

    def __init__(self, form: Form, values: tuple[int, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._faces, self._counts = form.choose == "faces", Counter(values)
        said = ", ".join(str(value) for value in values)
        self.setAccessibleName(
            tr("Numbers from 0, {low}, to 10, {high}: {said}").format(low=form.low, high=form.high, said=said)
        )  # fmt: skip
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        follow_theme(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Qt: as high as the highest pile of marks."""
        pile = max(self._counts.values(), default=1)
        return QSize(theme().px(420), theme().px(26) * pile + theme().px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the line with its numbers (or faces), the marks piled over it."""
        painter, k = QPainter(self), theme().factor
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        places = FACES if self._faces else tuple(range(11))
        step = self.width() / 11
        foot = self.height() - 24 * k
        painter.setFont(theme().font("caption"))
        for value in places:
            x = step * (value + 0.5)
            if self._faces:
                paint_face(painter, QRectF(x - 11 * k, foot + 2 * k, 22 * k, 22 * k), value)
            else:
                painter.setPen(theme().color("ink" if self._counts[value] else "ink3"))
                painter.drawText(QRectF(x - step / 2, foot, step, 24 * k), Qt.AlignmentFlag.AlignCenter, str(value))
        edge = "lineStrong" if theme().name == "contrast" else None
        for value, count in self._counts.items():
            for place in range(count):
                box = QRectF(step * (value + 0.5) - 14 * k, foot - (place + 1) * 26 * k + 3 * k, 28 * k, 20 * k)
                paint_frame(painter, box, fill=theme().ramp(value)[0], line=edge, radius=6 * k)


class AnswerCard(Card):
    """One question with everything that came back to it."""

    def __init__(self, form: Form, answers: FeedbackAnswers) -> None:
        super().__init__()
        self.setObjectName(f"answers-{answers.question.key}")
        body = column(self, (18, 12, 18, 14), gap=8)
        head = QHBoxLayout()
        head.setSpacing(theme().px(20))
        head.addWidget(Label(answers.question.text, "words", bold=True), 5)
        if answers.values:
            head.addWidget(Marks(form, answers.values), 6)
        body.addLayout(head)
        for said in answers.words:
            row = QHBoxLayout()
            row.setSpacing(theme().px(12))
            row.addWidget(Label(f"“{said.text}”", "body"), 1)
            who = said.who.name if said.who else tr("without a name")
            row.addWidget(Label(f"{who}, {dates.written(said.on)}", "caption", "ink2", wrap=False))
            body.addLayout(row)


class FilledRow(QWidget):
    """A form that came back: its day, a name where one was wanted, and taking it out. ``removed(number)``."""

    removed = Signal(str)

    def __init__(self, filled: FilledForm) -> None:
        super().__init__()
        self._number = filled.number
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(8))
        who = filled.who.name if filled.who else tr("without a name")
        said = f"{dates.written(filled.on)}, {who}"
        row.addWidget(Label(said, "body", wrap=False))
        remove = IconButton("trash", tr("Take this form out: {said}").format(said=said), size="small", icon_size=18,
                            name=f"takeOut-{filled.number}")  # fmt: skip
        remove.clicked.connect(self._remove)
        row.addWidget(remove)
        row.addStretch(1)

    def _remove(self) -> None:
        self.removed.emit(self._number)
