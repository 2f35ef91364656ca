"""The reveal's upper half: the spread in words, everybody on their number, and the voices that are missing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractAnimation, QEasingCurve, QPropertyAnimation, QRect, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGraphicsOpacityEffect, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from models.views import RoundView, ScaleView
from ui.screens.people.discs import disc_of
from ui.screens.scaling import words
from ui.theme import theme
from ui.widgets import Card, IconMark, Label, ScalePerson, ScaleStrip, column, follow_theme

_STEPS = 11


class AskBox(Card):
    """A gap, worded as a question or a plain sentence, in yellow."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(fill="ask", parent=parent)
        self.setObjectName("missingVoices")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(8)
        mark = IconMark("question", "askInk", size=16)
        side = column(holder := QWidget(), (0, 2, 0, 0))
        side.addWidget(mark)
        side.addStretch(1)
        row.addWidget(holder)
        self.words = Label("", "caption", "askInk")
        row.addWidget(self.words, 1)

    def say(self, sentences: Sequence[str]) -> None:
        """Show these sentences; none hides the box."""
        self.words.setText(" ".join(sentences))
        self.setAccessibleName(" ".join(sentences))
        self.setVisible(bool(sentences))

    def height_at(self, width: int) -> int:
        """Its height when it is this wide."""
        return self.words.heightForWidth(max(40, width - 24 - theme().px(24))) + 18


class Stage(QWidget):
    """Headline, comparison, question, the ramp with everybody on it, the ask box where there is room.

    ``person_chosen(id)`` when somebody's pill is pressed, "" when let go.
    """

    person_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("scalingStage")
        self.headline = Label("", "hero", wrap=False, parent=self)
        self.compared = Label("", "body", "ink2", parent=self)
        self.question = Label("", "body", "ink2", parent=self)
        self.strip = ScaleStrip(name="scalingStrip", rows=8, parent=self)
        self.zero = Label("", "caption", "ink2", parent=self)
        self.ten = Label("", "caption", "ink2", align=Qt.AlignmentFlag.AlignRight, parent=self)
        self.ask = AskBox(self)
        self.strip.person_chosen.connect(self.person_chosen)
        self._people: list[ScalePerson] = []
        self._motion: QPropertyAnimation | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        follow_theme(self._retheme)

    def show_round(self, scale: ScaleView, view: RoundView, missing: Sequence[str]) -> None:
        """Show one revealed round, everybody in one step."""
        self.headline.setText(words.headline(view))
        self.compared.setText(words.compared(scale, view))
        self.question.setText(words.question(view))
        self.ask.say(missing)
        self.zero.setText(scale.zero_text)
        self.ten.setText(scale.ten_text)
        people = [
            ScalePerson(s.person.id, s.person.name, s.value, disc_of(s.person), s.person.initials)
            for s in view.given
            if s.value is not None
        ]
        # Somebody merely chosen keeps their pill, and with it the keyboard.
        if people != self._people:
            self._people = people
            self.strip.set_people(people)
        self._arrange()

    def set_chosen(self, person_id: str) -> None:
        """Mark one person, "" for nobody."""
        self.strip.set_chosen(person_id)

    def reveal(self) -> None:
        """Let everybody appear together, in at most 150 ms (at once when motion is reduced)."""
        if theme().ms("slow") == 0:
            return
        effect = QGraphicsOpacityEffect(self.strip)
        self.strip.setGraphicsEffect(effect)
        motion = QPropertyAnimation(effect, b"opacity", self)
        motion.setDuration(theme().ms("slow"))
        motion.setStartValue(0.0)
        motion.setEndValue(1.0)
        motion.setEasingCurve(QEasingCurve.Type.OutCubic)
        motion.finished.connect(self._revealed)
        self._motion = motion
        motion.start(QAbstractAnimation.DeletionPolicy.KeepWhenStopped)

    def _revealed(self) -> None:
        self.strip.setGraphicsEffect(None)  # type: ignore[arg-type]
        self._motion = None

    # ---- places -----------------------------------------------------------------------------------------------
    def _retheme(self) -> None:
        self.headline.setFont(theme().font("hero", size=44))
        self._arrange()

    def _stacks(self, width: int) -> list[QRect]:
        """The room each stack takes above the ramp when the stage is this wide, in the strip's coordinates.

        Measured without moving anything: a layout asks for many widths before it settles on one.
        """
        tops: dict[int, int] = {}
        bottom = 0
        steps = {f"scalePerson-{p.id}": p.score for p in self._people}
        for pill in self.strip.findChildren(QPushButton):
            step = steps.get(pill.objectName())
            if step is not None:
                tops[step] = min(tops.get(step, pill.y()), pill.y())
                bottom = max(bottom, pill.geometry().bottom())
        pitch, gap = (width + theme().px(4)) / _STEPS, theme().px(4)
        return [
            QRect(round(step * pitch), top, round(pitch - gap), bottom - top + 1) for step, top in sorted(tops.items())
        ]

    def _text_width(self, width: int) -> int:
        return min(round(width * 0.46), theme().px(520))

    def _lay(self, width: int, *, place: bool) -> int:
        """Place everything at a width, or only measure; returns the height it takes."""
        text = self._text_width(width)
        y = 0
        for label, height in (
            (self.headline, theme().px(52)),
            (self.compared, self.compared.heightForWidth(text) if self.compared.text() else 0),
            (self.question, self.question.heightForWidth(text)),
        ):
            if place:
                label.setGeometry(0, y, text if label is not self.headline else width, height)
            y += height
        strip = self.strip.sizeHint().height()
        stacks = self._stacks(width)
        ramp_top = strip - theme().px(38)
        # A stack may rise beside the words, never into them.
        below = [stack.top() for stack in stacks if stack.left() < text + theme().px(16)]
        top = min((stack.top() for stack in stacks), default=0)
        offset = max(y + theme().px(12) - min(below, default=ramp_top - theme().px(12)), -top, 0)
        if not self.ask.isHidden():
            offset = self._place_ask(width, y, offset, ramp_top, stacks, place=place)
        if place:
            self.strip.setGeometry(0, offset, width, strip)
        return self._place_ends(width, offset + strip + theme().px(10), place=place)

    def _place_ends(self, width: int, top: int, *, place: bool) -> int:
        """Both ends in words beneath the ramp; returns where they end."""
        third = max(1, round(width * 0.3))
        heights = [end.heightForWidth(third) for end in (self.zero, self.ten)]
        if place:
            self.zero.setGeometry(0, top, third, heights[0])
            self.ten.setGeometry(width - third, top, third, heights[1])
        return top + max(heights)

    def _place_ask(
        self, width: int, text_bottom: int, offset: int, ramp_top: int, stacks: Sequence[QRect], *, place: bool
    ) -> int:
        """Stand the ask box on free steps at the right, else under the words. Returns the strip's place."""
        pitch = (width + theme().px(4)) / _STEPS
        across = round(max(pitch * 2 - theme().px(4), theme().px(210)))
        height = self.ask.height_at(across)
        bottom = offset + ramp_top - theme().px(12)
        for right in (width, *(round(pitch * n) for n in range(_STEPS - 1, 5, -1))):
            spot = QRect(right - across, bottom - height, across, height)
            free = not any(spot.adjusted(-2, -4, 2, 4).intersects(stack.translated(0, offset)) for stack in stacks)
            clear = spot.top() > text_bottom or spot.left() > self._text_width(width)
            if free and clear and spot.top() >= 0:
                if place:
                    self.ask.setGeometry(spot)
                return offset
        across = self._text_width(width)
        height = self.ask.height_at(across)
        if place:
            self.ask.setGeometry(0, text_bottom + theme().px(8), across, height)
        below = [stack.top() for stack in stacks if stack.left() < across + theme().px(16)]
        needed = text_bottom + height + theme().px(20) - min(below, default=ramp_top - theme().px(12))
        return max(offset, needed)

    def _arrange(self) -> None:
        self.updateGeometry()
        if self.width() > 0:
            self._lay(self.width(), place=True)

    def hasHeightForWidth(self) -> bool:
        """Qt: words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Qt: the height at a width."""
        return self._lay(width, place=False)

    def sizeHint(self) -> QSize:
        """Qt: at the present width."""
        width = self.width() or theme().px(1100)
        return QSize(theme().px(1100), self._lay(width, place=False))

    def minimumSizeHint(self) -> QSize:
        """Qt: eleven narrow steps."""
        return QSize(self.strip.minimumSizeHint().width(), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: place everything again."""
        super().resizeEvent(event)
        self._arrange()
