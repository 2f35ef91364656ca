"""A strand's scale, upright: both ends and the question in the family's words, and where people stand now."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from models import frames
from models.acts.strands import add_scale, set_scale
from models.views import ScaleView, StrandView
from ui.context import CaseContext
from ui.screens.strands.editable import WordsField
from ui.theme import theme
from ui.widgets import Button, Card, IconMark, Label, MiniSpread, column, follow_theme, paint_frame, spread_words


class Ladder(QWidget):
    """Eleven steps, 10 on top. Says nothing to a screen reader: the ends beside it do."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        follow_theme(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Qt: 44 px wide steps of 35 px."""
        return QSize(theme().px(44), theme().px(39) * 11 - theme().px(4))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the steps."""
        painter = QPainter(self)
        gap = theme().px(4)
        height = (self.height() + gap) / 11 - gap
        for step in range(11):
            fill, ink = theme().ramp(step)
            rect = QRectF(0, (10 - step) * (height + gap), self.width(), height)
            paint_frame(painter, rect, fill=fill, radius=theme().radius())
            painter.setPen(ink)
            painter.setFont(theme().font("label", bold=True, size=16))
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, str(step))


class ScaleSide(QWidget):
    """The scale of the strand in view. ``scores_asked()`` leads to the scores; ``left()`` after writing."""

    scores_asked = Signal()
    left = Signal()

    def __init__(self, context: CaseContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("scaleSide")
        self._context = context
        self._body = column(self, gap=8)
        self._inner = QWidget()
        self._body.addWidget(self._inner)
        self._body.addStretch(1)
        self._strand_id = ""
        self._is_agreed = False
        self._shown: StrandView | None = None
        self.fields: dict[str, WordsField] = {}

    def forget(self) -> None:
        """Show everything anew the next time (another text size, say)."""
        self._shown = None

    def show_strand(self, strand: StrandView) -> None:
        """Show a strand's scale, or ask for one."""
        if self._shown == strand:
            return
        self._shown = strand
        self._strand_id = strand.id
        self._is_agreed = bool(strand.dangers and strand.goals)
        self.fields = {}
        inner = self._scale(strand.scale) if strand.scale else self._gap()
        self._body.replaceWidget(self._inner, inner)
        self._inner.hide()
        self._inner.deleteLater()
        self._inner = inner

    def _gap(self) -> QWidget:
        box = Card(fill="ask", line="askLine", dashed=True)
        box.setObjectName("scaleGap")
        body = column(box, (16, 14, 16, 14), gap=8)
        row = QHBoxLayout()
        row.addWidget(IconMark("question", "askInk"), 0, Qt.AlignmentFlag.AlignTop)
        text = self.tr("How will everybody know that it gets better? There is no scale yet.")
        row.addWidget(Label(text, "body", "askInk"), 1)
        body.addLayout(row)
        give = Button(self.tr("Give it a scale"), name="giveScale", icon="steps")
        give.clicked.connect(self._give)
        body.addWidget(give, 0, Qt.AlignmentFlag.AlignLeft)
        return box

    def _scale(self, scale: ScaleView) -> QWidget:
        inner = QWidget()
        body = column(inner, gap=8)
        body.addWidget(Label(scale.name, "label"))
        row = QHBoxLayout()
        row.setSpacing(theme().px(14))
        row.addWidget(Ladder(), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        zero, ten = frames.scale_guidance(scale.pathway)
        words.addWidget(self._field(scale.id, "ten_text", scale.ten_text, self.tr("What 10 means")))
        self._add_guidance(words, scale, "ten_text", ten)
        words.addStretch(1)
        words.addWidget(self._field(scale.id, "question", scale.question, self.tr("The question"), "ink2"))
        words.addStretch(1)
        words.addWidget(self._field(scale.id, "zero_text", scale.zero_text, self.tr("What 0 means")))
        self._add_guidance(words, scale, "zero_text", zero)
        row.addLayout(words, 1)
        body.addLayout(row)
        self._add_scores(body, scale)
        return inner

    def _add_guidance(self, words: QVBoxLayout, scale: ScaleView, column_name: str, question: str) -> None:
        """Under an end the family has not written yet: what to ask for it."""
        row = self._context.case.rows.get("scale", scale.id)
        if row is not None and not row[column_name]:
            words.addWidget(Label(question, "caption", "askInk"))

    def _field(self, scale_id: str, column_name: str, text: str, heard: str, ink: str = "ink") -> WordsField:
        field = WordsField(text, name=f"scale-{column_name}", heard=heard, ink=ink, empty=heard)
        field.setProperty("scaleId", scale_id)
        field.setProperty("column", column_name)
        field.written.connect(self._write)
        field.closed.connect(self.left)
        self.fields[column_name] = field
        return field

    def _add_scores(self, body: QVBoxLayout, scale: ScaleView) -> None:
        latest = scale.latest
        if latest is None:
            ready = self.tr("Not scored yet. Both statements are agreed: everyone can score on their own.")
            first = self.tr("Not scored yet. First agree the two statements; then everyone scores on their own.")
            text = ready if self._is_agreed else first
            body.addWidget(Label(text, "caption", "ink2"))
            button = Button(self.tr("Start scoring"), name="startScoring", icon="steps")
        else:
            values = [s.value for s in latest.given if s.value is not None]
            body.addWidget(MiniSpread(values, width=222), 0, Qt.AlignmentFlag.AlignLeft)
            body.addWidget(Label(f"{latest.when}: {spread_words(self, values)}", "caption", "ink2"))
            button = Button(self.tr("See the scores"), name="seeScores", icon="steps")
        button.clicked.connect(self.scores_asked)
        body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _write(self, text: str) -> None:
        field, case = self.sender(), self._context.case
        if isinstance(field, WordsField):
            scale_id, name = str(field.property("scaleId")), str(field.property("column"))
            self._context.attempt(lambda: set_scale(case, scale_id, **{name: text}))

    def _give(self) -> None:
        case, strand_id = self._context.case, self._strand_id
        self._context.attempt(lambda: add_scale(case, strand_id))
