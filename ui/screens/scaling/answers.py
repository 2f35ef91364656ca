"""Why that number, and what would make it one higher: each person's words, editable, one press from a next step."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from models.acts.scoring import set_score
from models.acts.strands import step_from_score
from models.views import RoundView, ScaleView, ScoreView
from ui.context import CaseContext
from ui.screens.people.discs import avatar
from ui.screens.scaling import words
from ui.screens.strands.editable import WordsField
from ui.theme import theme
from ui.widgets import Chip, IconMark, Label, LinkButton, clear, column, follow_theme, paint_frame


class ScoreTag(QWidget):
    """A number on its colour of the ramp."""

    def __init__(self, value: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value = value
        self.setAccessibleName(str(value))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        follow_theme(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Qt: 24 px, square."""
        return QSize(theme().px(26), theme().px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the tag."""
        painter = QPainter(self)
        fill, ink = theme().ramp(self._value)
        paint_frame(painter, QRectF(self.rect()), fill=fill, radius=theme().px(6))
        painter.setPen(ink)
        painter.setFont(theme().font("label", bold=True))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, str(self._value))


class AnswerRow(QWidget):
    """One person's answer in a revealed round. ``left()`` when somebody has stopped writing in it."""

    left = Signal()

    def __init__(
        self, context: CaseContext, score: ScoreView, *, earlier: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(f"answer-{score.person.id}")
        self._context, self.score = context, score
        row = QHBoxLayout(self)
        row.setContentsMargins(0, theme().px(8), 0, theme().px(8))
        row.setSpacing(theme().px(12))
        row.addWidget(avatar(score.person), 0, Qt.AlignmentFlag.AlignTop)
        body = QVBoxLayout()
        body.setSpacing(theme().px(3))
        row.addLayout(body, 1)
        head = QHBoxLayout()
        head.setSpacing(theme().px(8))
        if score.value is not None:
            head.addWidget(ScoreTag(score.value))
        name = f"{score.person.name}, {words.say('then')} {score.age_then}" if score.age_then else score.person.name
        head.addWidget(Label(name, "label", "ink2", wrap=False, bold=False), 1)
        body.addLayout(head)
        self.reason = self._field(score.reason, score.reason_is_quotation, "reason", self.tr("Why that number"),
                                  self.tr("Add why"), "words")  # fmt: skip
        body.addWidget(self.reason)
        if earlier:
            body.addWidget(Label(earlier, "body", "ink2"))
        self._add_higher(body)

    def _field(self, text: str | None, quoted: bool, key: str, heard: str, empty: str, role: str) -> WordsField:
        field = WordsField(
            text or "", name=f"{key}-{self.score.person.id}", heard=f"{self.score.person.name}. {heard}", role=role,
            quoted=quoted, empty=empty,
        )  # fmt: skip
        field.closed.connect(self.left)
        field.written.connect(self._write_reason if key == "reason" else self._write_higher)
        return field

    def _add_higher(self, body: QVBoxLayout) -> None:
        score = self.score
        line = QHBoxLayout()
        line.setSpacing(theme().px(7))
        mark = column(holder := QWidget(), (0, 3, 0, 0))
        mark.addWidget(IconMark("arrow-up", "ink2", size=16))
        mark.addStretch(1)
        line.addWidget(holder)
        self.higher = self._field(score.higher, score.higher_is_quotation, "higher", self.tr("One point higher"),
                                  self.tr("What would make it one higher?"), "body")  # fmt: skip
        line.addWidget(self.higher, 1)
        body.addLayout(line)
        self.step: LinkButton | None = None
        if not score.higher:
            return
        under = QHBoxLayout()
        under.setContentsMargins(theme().px(23), 0, 0, 0)
        if self._context.case.rows.where("card", from_score_id=score.id):
            chip = Chip(self.tr("Now a next step"), tone="plain", icon="check", name=f"stepMade-{score.person.id}")
            under.addWidget(chip)
        else:
            self.step = LinkButton(
                self.tr("Make it a next step"), name=f"makeStep-{score.person.id}", role="caption", ink="nextInk",
                heard=self.tr("Make what {name} said a next step").format(name=score.person.name),
            )  # fmt: skip
            self.step.clicked.connect(self._make_step)
            under.addWidget(self.step)
        under.addStretch(1)
        body.addLayout(under)

    def _write_reason(self, text: str) -> None:
        self._write("reason", text, self.score.reason)

    def _write_higher(self, text: str) -> None:
        self._write("higher", text, self.score.higher)

    def _write(self, key: str, text: str, before: str | None) -> None:
        # What is added later is written for somebody, so it only counts as a quotation if it was one before.
        fields: dict[str, object] = {key: text}
        if not before:
            fields[f"{key}_is_quotation"] = False
        case, score_id = self._context.case, self.score.id
        self._context.attempt(lambda: set_score(case, score_id, origin=self._context, **fields))

    def _make_step(self) -> None:
        case, score_id = self._context.case, self.score.id
        if self._context.attempt(lambda: step_from_score(case, score_id)):
            self._context.said_and_undoable(self.tr("Now a next step on the map"))

    @property
    def editing(self) -> bool:
        """Whether somebody writes in it just now."""
        return self.reason.editing or self.higher.editing


class Answers(QWidget):
    """Everybody's reasons of one round; the followed person first. ``left()`` when somebody has stopped writing."""

    left = Signal()

    def __init__(self, context: CaseContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("answers")
        self._context = context
        self._body = column(self, gap=0)
        self.rows: list[AnswerRow] = []

    @property
    def editing(self) -> bool:
        """Whether somebody writes in one of them just now."""
        return any(row.editing for row in self.rows)

    def show_round(self, scale: ScaleView, view: RoundView, followed: str) -> None:
        """Show the answers of a revealed round."""
        clear(self._body)
        self.rows = []
        silent: list[str] = []
        for score in self._in_order(view.given, followed):
            if score.reason or score.higher or score.person.id == followed:
                earlier = "" if score.reason or score.person.id != followed else earlier_words(scale, view, followed)
                self.rows.append(AnswerRow(self._context, score, earlier=earlier))
                self.rows[-1].left.connect(self.left)
                self._body.addWidget(self.rows[-1])
            else:
                silent.append(score.person.name)
        if silent:
            text = self.tr("No words yet from {names}. Tap a person to add theirs.")
            self._body.addSpacing(theme().px(6))
            self._body.addWidget(Label(text.format(names=words.joined(silent)), "caption", "ink2"))
        self._body.addStretch(1)

    @staticmethod
    def _in_order(scores: Sequence[ScoreView], followed: str) -> list[ScoreView]:
        return sorted(scores, key=lambda s: (s.person.id != followed, -(s.value or 0)))


def earlier_words(scale: ScaleView, view: RoundView, person_id: str) -> str:
    """What somebody gave as reasons before: "In October, at 8: “It was one bad night.”"."""
    said = []
    for held in scale.rounds:
        if not held.revealed or held.held_on >= view.held_on:
            continue
        for score in held.given:
            if score.person.id == person_id and score.reason:
                text = words.say("In {month}, at {score}: {reason}").format(
                    month=words.month_of(held.held_on, view.held_on), score=score.value,
                    reason=words.quoted(score.reason, score.reason_is_quotation),
                )  # fmt: skip
                said.append(text)
    return " ".join(said)
