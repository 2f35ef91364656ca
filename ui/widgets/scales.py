"""Scales 0 to 10: the small spread on a list, and the full strip with everybody on their number. Never an average."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui import fonts
from ui.theme import theme
from ui.widgets.base import Label, follow_theme, paint_frame
from ui.widgets.people import PersonKind, initials_of, paint_avatar

STEPS = 11
_DISC_AND_NAME, _NAME_ALONE = 84, 48
"""Steps at least this wide (at 100 %) have room for disc and name, or for the name; narrower ones show the disc."""


def spread_words(widget: QWidget, scores: Sequence[int]) -> str:
    """The spread in words: "Not scored yet", "4, one score", "5 to 8"."""
    if not scores:
        return widget.tr("Not scored yet")
    low, high = min(scores), max(scores)
    if len(scores) == 1:
        return widget.tr("{score}, one score").format(score=low)
    if low == high:
        return widget.tr("Everyone at {score}").format(score=low)
    return widget.tr("{low} to {high}").format(low=low, high=high)


class MiniSpread(QWidget):
    """Stacked dots on the ramp, lowest and highest bold beneath. No scores: an empty scale, not zero."""

    def __init__(self, scores: Sequence[int] = (), *, width: int = 236, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._width = width
        self._scores: tuple[int, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_scores(scores)
        theme().changed.connect(self.updateGeometry)

    def set_scores(self, scores: Sequence[int]) -> None:
        """Show these scores (each 0 to 10)."""
        self._scores = tuple(scores)
        self.setAccessibleName(self.tr("Scores: {spread}").format(spread=spread_words(self, self._scores)))
        self.update()

    def sizeHint(self) -> QSize:
        """Qt: 236 × 74 at 100 %."""
        return QSize(theme().px(self._width), theme().px(74))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the ramp, the dots, the numbers."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        k = theme().factor
        pitch = (self.width() - 2 * k) / STEPS
        base = self.height() - 24 * k
        for step in range(STEPS):
            fill = theme().ramp(step)[0] if self._scores else theme().color("line")
            bar = QRectF(2 * k + step * pitch, base, pitch - 2 * k, 5 * k)
            paint_frame(painter, bar, fill=fill, radius=2.5 * k)
        self._paint_dots(painter, pitch, base, k)
        self._paint_numbers(painter, pitch, base, k)

    def _paint_dots(self, painter: QPainter, pitch: float, base: float, k: float) -> None:
        counts = Counter(self._scores)
        tallest = max(counts.values(), default=1)
        rise = min(9.0 * k, (base - 4 * k) / tallest)
        radius = min(3.3 * k, rise / 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().color("ink"))
        for step, many in counts.items():
            x = 2 * k + (step + 0.5) * pitch - k
            for index in range(many):
                y = base - 7 * k - index * rise
                painter.drawEllipse(QRectF(x - radius, y - radius, 2 * radius, 2 * radius))

    def _paint_numbers(self, painter: QPainter, pitch: float, base: float, k: float) -> None:
        bold = {min(self._scores), max(self._scores)} if self._scores else set()
        # An end steps back when the bold number beside it would touch it.
        shown = {0, 10} | bold
        for step in shown:
            painter.setFont(theme().font("caption", bold=step in bold))
            painter.setPen(theme().color("ink" if step in bold else "ink2"))
            x = 2 * k + (step + 0.5) * pitch - k
            box = QRectF(x - 20 * k, base + 6 * k, 40 * k, 17 * k)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(step))


@dataclass(frozen=True)
class ScalePerson:
    """Somebody's place on a scale: ``score`` 0 to 10."""

    id: str
    name: str
    score: int
    kind: PersonKind = "family"
    initials: str = ""


class _PersonPill(QPushButton):
    """One person on their number; ``compact`` shows the disc only."""

    def __init__(self, person: ScalePerson, parent: QWidget) -> None:
        super().__init__(parent)
        fonts.ensure(person.name)
        self.person = person
        self.compact = False
        self.setObjectName(f"scalePerson-{person.id}")
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        heard = self.tr("{name}, {score}").format(name=person.name, score=person.score)
        self.setAccessibleName(heard)
        self.setToolTip(person.name)
        follow_theme(self.update)

    def corner_radius(self) -> float:
        """The radius a focus ring should follow."""
        return self.height() / 2

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: a pill with disc and name."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        line, width = ("ink", 2) if chosen else ("line", 1)
        paint_frame(painter, QRectF(self.rect()), fill="card", line=line, width=width, radius=self.height() / 2)
        if not self.compact and self.width() < theme().px(_DISC_AND_NAME):
            # Large text on a narrow step: the name alone tells more than the initials.
            self._paint_name(painter, QRectF(self.rect()).adjusted(4, 0, -4, 0), Qt.AlignmentFlag.AlignCenter)
            return
        side = min(theme().px(24), self.height() - 6)
        inset = (self.height() - side) / 2
        left = (self.width() - side) / 2 if self.compact else inset + 1
        initials = self.person.initials or initials_of(self.person.name)
        paint_avatar(painter, QRectF(left, inset, side, side), initials, self.person.kind)
        if not self.compact:
            x = left + side + theme().px(6)
            spot = QRectF(x, 0, self.width() - x - theme().px(6), self.height())
            self._paint_name(painter, spot, Qt.AlignmentFlag.AlignVCenter)

    def _paint_name(self, painter: QPainter, spot: QRectF, align: Qt.AlignmentFlag) -> None:
        font = theme().font("caption", bold=self.isChecked())
        painter.setFont(font)
        painter.setPen(theme().color("ink"))
        text = QFontMetrics(font).elidedText(self.person.name, Qt.TextElideMode.ElideRight, round(spot.width()))
        painter.drawText(spot.adjusted(0, 0, 2, 0), align, text)


class ScaleStrip(QWidget):
    """Eleven steps, both ends in words beneath, people stacked on their number.

    ``person_chosen(id)`` when somebody is pressed ("" when let go). Tall stacks become rows of discs. With no people
    the strip stands alone; ``empty`` words then stand above it.
    """

    person_chosen = Signal(str)

    def __init__(
        self, zero: str = "", ten: str = "", *, name: str = "scaleStrip", rows: int = 6, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._rows = rows
        self._pills: list[_PersonPill] = []
        self._zero = Label(zero, "caption", "ink2", parent=self)
        self._ten = Label(ten, "caption", "ink2", align=Qt.AlignmentFlag.AlignRight, parent=self)
        self._empty = Label("", "body", "ink2", parent=self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        follow_theme(self._retheme)

    def set_ends(self, zero: str, ten: str) -> None:
        """Change what 0 and 10 mean."""
        self._zero.setText(zero)
        self._ten.setText(ten)
        self._retheme()

    def set_people(self, people: Sequence[ScalePerson], *, empty: str = "") -> None:
        """Show everybody in one step; ``empty`` is said when there is nobody."""
        for pill in self._pills:
            pill.hide()
            pill.setParent(None)
            pill.deleteLater()
        self._pills = [_PersonPill(person, self) for person in people]
        for pill in self._pills:
            pill.clicked.connect(self._pressed)
            pill.show()
        self._empty.setText(empty if not people else "")
        words = spread_words(self, [person.score for person in people])
        self.setAccessibleName(self.tr("Scale 0 to 10. {spread}").format(spread=words))
        self._retheme()

    def set_chosen(self, person_id: str) -> None:
        """Mark one person (or nobody with "")."""
        for pill in self._pills:
            pill.setChecked(pill.person.id == person_id)

    def _pressed(self) -> None:
        pill = self.sender()
        chosen = pill.person.id if isinstance(pill, _PersonPill) and pill.isChecked() else ""
        self.set_chosen(chosen)
        self.person_chosen.emit(chosen)

    def _retheme(self) -> None:
        self.updateGeometry()
        self._place()
        self.update()

    def _tallest(self) -> int:
        return max(Counter(p.person.score for p in self._pills).values(), default=0)

    def _stack_height(self) -> int:
        if not self._pills:
            return theme().px(28) if self._empty.text() else 0
        return min(self._tallest(), self._rows) * theme().px(37)

    def _ends_height(self) -> int:
        width = max(200, self.width()) // 3
        both = (self._zero, self._ten)
        return max((end.heightForWidth(width) for end in both if end.text()), default=0)

    def sizeHint(self) -> QSize:
        """Qt: stacks, strip, ends."""
        ends = self._ends_height()
        height = self._stack_height() + theme().px(4 + 38) + (ends + theme().px(10) if ends else 0)
        return QSize(theme().px(900), height)

    def minimumSizeHint(self) -> QSize:
        """Qt: eleven narrow steps."""
        return QSize(theme().px(11 * 34), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: place everybody again."""
        super().resizeEvent(event)
        self.updateGeometry()
        self._place()

    def _step_rect(self, step: int) -> QRectF:
        gap = theme().px(4)
        width = (self.width() - 10 * gap) / STEPS
        return QRectF(step * (width + gap), self._stack_height() + theme().px(4), width, theme().px(38))

    def _place(self) -> None:
        by_step: dict[int, list[_PersonPill]] = {}
        for pill in self._pills:
            by_step.setdefault(pill.person.score, []).append(pill)
        narrow = self._step_rect(0).width() < theme().px(_NAME_ALONE)
        for step, stack in by_step.items():
            self._place_stack(self._step_rect(step), stack, compact=narrow or len(stack) > self._rows)
        third = self.width() // 3
        top = self._stack_height() + theme().px(4 + 38 + 10)
        self._zero.setGeometry(0, top, third, self._zero.heightForWidth(max(1, third)))
        self._ten.setGeometry(self.width() - third, top, third, self._ten.heightForWidth(max(1, third)))
        self._empty.setGeometry(0, 0, self.width(), theme().px(24))
        self._empty.setVisible(bool(self._empty.text()))

    def _place_stack(self, step: QRectF, stack: list[_PersonPill], *, compact: bool) -> None:
        pitch, height = theme().px(37), theme().px(32)
        bottom = step.top() - theme().px(8)
        across = 1
        if compact:
            across = max(1, min(round(step.width() // (height + 2)), len(stack)))
            needed = -(-len(stack) // across)
            room = self._stack_height() - theme().px(4)
            pitch = min(pitch, max(12, room // max(1, needed)))
            height = min(height, max(12, pitch - 2)) if needed * theme().px(34) > room else height
        for index, pill in enumerate(stack):
            row, place = divmod(index, across)
            pill.compact = compact
            width = height if compact else step.width()
            x = step.left() + place * (width + 2) if compact and across > 1 else step.center().x() - width / 2
            pill.setGeometry(round(x), round(bottom - height - row * pitch), round(width), height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the eleven steps with their numbers."""
        painter = QPainter(self)
        for step in range(STEPS):
            rect = self._step_rect(step)
            fill, ink = theme().ramp(step)
            paint_frame(painter, rect, fill=fill, radius=theme().radius())
            painter.setPen(ink)
            painter.setFont(theme().font("label", bold=True, size=18))
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, str(step))
