"""The six cells of questions, each question with its answer beneath, and one of them shown large."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QWidget

from models.acts import network
from models.family_views import FoundPerson, NetworkCell
from models.network import SIDES, TIMES, Bank
from ui.context import CaseContext
from ui.screens.people.discs import disc_of
from ui.screens.strands.editable import WordsField
from ui.theme import theme
from ui.widgets import Button, Card, Chip, FlowLayout, IconButton, Label, Pressable, column, follow_theme, paint_frame

Question = tuple[str, str, str | None]
"""(id, text, answer)"""


class AskButton(Pressable):
    """A question as it is asked; pressing it shows it large. The whole text is the target."""

    def __init__(self, name: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(text)
        self.setAccessibleDescription(self.tr("Shows this question large"))
        self.label = Label(text, "words", parent=self)
        self.label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        follow_theme(self.updateGeometry)

    def corner_radius(self) -> float:
        """The radius a focus ring should follow."""
        return theme().px(4)

    def hasHeightForWidth(self) -> bool:
        """Qt: its words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Qt: as tall as the words, never under a target's height in touch mode."""
        return max(self.label.heightForWidth(width), 44 if theme().touch else theme().px(24))

    def sizeHint(self) -> QSize:
        """Qt: the words."""
        width = theme().px(560)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Qt: narrow is fine."""
        return QSize(theme().px(120), 44 if theme().touch else theme().px(24))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: another width, other lines."""
        super().resizeEvent(event)
        self.label.setGeometry(self.rect())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: a tint under the pointer."""
        if self.underMouse():
            paint_frame(QPainter(self), self.rect().toRectF(), fill=theme().color("ink", 0.05), radius=theme().px(4))


class Answer(WordsField):
    """What was answered, written where it stands."""

    def __init__(self, context: CaseContext, question: Question, *, role: str = "body", name: str = "") -> None:
        key, text, answer = question
        super().__init__(
            answer or "", name=name or f"answer-{key}", heard=f"{text} {context.tr('Answer')}", role=role,
            quoted=False, empty=context.tr("Write what they say"),
        )  # fmt: skip
        self._context, self._key = context, key
        self.written.connect(self._save)

    def _save(self, text: str) -> None:
        case, key = self._context.case, self._key
        self._context.attempt(lambda: network.set_question(case, key, origin=self, answer=text))


class Asked(QWidget):
    """One question of a cell: its words, the answer, who was found by it. ``large(id)``; ``closed()`` after writing."""

    large = Signal(str)
    closed = Signal()

    def __init__(
        self, context: CaseContext, question: Question, found: list[FoundPerson], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._key = question[0]
        body = column(self, gap=2)
        self.ask = AskButton(f"question-{question[0]}", question[1])
        self.ask.clicked.connect(self._open)
        body.addWidget(self.ask)
        self.answer = Answer(context, question)
        self.answer.closed.connect(self.closed)
        body.addWidget(self.answer)
        if found:
            holder = QWidget()
            flow = FlowLayout(holder, gap=theme().px(10), row_gap=theme().px(2))
            for find in found:
                person = find.person
                flow.addWidget(Chip(person.name, tone="plain", person=disc_of(person), initials=person.initials))
            body.addWidget(holder)

    def _open(self) -> None:
        self.large.emit(self._key)


class Cell(Card):
    """One of the six cells with at least two questions and a place for one's own."""

    large = Signal(str)
    closed = Signal()

    def __init__(
        self, context: CaseContext, objection_id: str, cell: NetworkCell, title: str, found: tuple[FoundPerson, ...],
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(fill="worryTint" if cell.side == "worry" else "wellTint", parent=parent)
        self.setObjectName(f"cell-{cell.time}-{cell.side}")
        self.setAccessibleName(title)
        self._context, self._objection, self._cell = context, objection_id, cell
        body = column(self, (14, 12, 14, 10), gap=12)
        self.asked: list[Asked] = []
        for question in cell.questions:
            asked = Asked(context, question, [f for f in found if f.question_id == question[0]])
            asked.large.connect(self.large)
            asked.closed.connect(self.closed)
            self.asked.append(asked)
            body.addWidget(asked)
        body.addStretch(1)
        self.own = WordsField(
            "", name=f"own-{cell.time}-{cell.side}", role="caption", empty=self.tr("Add a question of your own"),
            heard=self.tr("Add a question of your own: {cell}").format(cell=title), single=True,
        )  # fmt: skip
        self.own.closed.connect(self._add)
        body.addWidget(self.own)

    @property
    def writing(self) -> bool:
        """Whether somebody writes in it just now."""
        return self.own.editing or any(asked.answer.editing for asked in self.asked)

    def _add(self) -> None:
        text, case, cell = self.own.text.strip(), self._context.case, self._cell
        if text:
            self.own.set_words("")
            self._context.attempt(lambda: network.add_question(case, self._objection, cell.time, cell.side, text))
        self.closed.emit()


class Grid(QWidget):
    """The six cells: rows past, present, future; columns first the worry, then the opening."""

    large = Signal(str)
    closed = Signal()

    def __init__(
        self, context: CaseContext, bank: Bank, objection_id: str, cells: tuple[NetworkCell, ...],
        found: tuple[FoundPerson, ...], parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setObjectName("networkGrid")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, theme().px(12), theme().px(12))
        grid.setSpacing(theme().px(10))
        grid.setColumnMinimumWidth(0, theme().px(96))
        for place, side in enumerate(SIDES, 1):
            ink = "worryInk" if side == "worry" else "wellInk"
            grid.addWidget(Label(bank.sides[side], "label", ink), 0, place)
            grid.setColumnStretch(place, 1)
        self.cells: list[Cell] = []
        for row, time in enumerate(TIMES, 1):
            head = Label(bank.times[time], "lead")
            grid.addWidget(head, row, 0, Qt.AlignmentFlag.AlignTop)
            for place, side in enumerate(SIDES, 1):
                cell = next(c for c in cells if (c.time, c.side) == (time, side))
                shown = Cell(context, objection_id, cell, f"{bank.times[time]}, {bank.sides[side]}", found)
                shown.large.connect(self.large)
                shown.closed.connect(self.closed)
                self.cells.append(shown)
                grid.addWidget(shown, row, place)

    @property
    def writing(self) -> bool:
        """Whether somebody writes in it just now."""
        return any(cell.writing for cell in self.cells)


class Large(QWidget):
    """One question for everybody to read, with its answer. ``closed()`` leads back to the six cells."""

    closed = Signal()

    def __init__(
        self, context: CaseContext, question: Question, where: str, *, spare: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("networkLarge")
        self._context, self.question = context, question
        body = column(self, (0, 0, 12, 12), gap=16)
        head = QHBoxLayout()
        back = Button(self.tr("All questions"), name="networkAll", kind="quiet", icon="caret-left", key="Esc")
        back.clicked.connect(self.closed)
        head.addWidget(back)
        head.addStretch(1)
        away = IconButton("trash", self.tr("Remove this question"), name="networkRemoveQuestion")
        away.clicked.connect(self._remove)
        away.setEnabled(spare)
        head.addWidget(away)
        body.addLayout(head)
        body.addStretch(2)
        body.addWidget(Label(where, "label", "ink2"))
        self.text = WordsField(
            question[1], name="networkQuestionText", heard=self.tr("The question, press to change it"), role="hero",
        )  # fmt: skip
        self.text.written.connect(self._change)
        body.addWidget(self.text)
        self.answer = Answer(context, question, role="lead", name="networkLargeAnswer")
        body.addWidget(self.answer)
        body.addStretch(3)

    @property
    def writing(self) -> bool:
        """Whether somebody writes in it just now."""
        return self.text.editing or self.answer.editing

    def _change(self, text: str) -> None:
        case, key = self._context.case, self.question[0]
        if text.strip():
            self._context.attempt(lambda: network.set_question(case, key, origin=self, text=text))

    def _remove(self) -> None:
        case, key = self._context.case, self.question[0]
        self._context.attempt(lambda: network.remove_question(case, key))
        self._context.said_and_undoable(self.tr("Question removed"))
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Esc leads back."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
