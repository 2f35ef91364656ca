"""A whole column nobody knows anything about: one box with one question, and who will ask it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.screens.harm.words import tr
from ui.screens.strands.editable import WordsField
from ui.theme import theme
from ui.widgets import Button, IconMark, Label, LinkButton, column, paint_focus, paint_frame


class GapBox(QWidget):
    """``asked(column)`` wants to say who will ask; ``opened(column)`` wants the boxes one by one; ``reworded``.

    ``pressed(column, y)``: somebody pressed beside its buttons. ``current`` draws the ring.
    """

    asked = Signal(int)
    opened = Signal(int)
    reworded = Signal(int, str)
    pressed = Signal(int, int)

    def __init__(self, column_: int, key: str, heading: str, *, parent: QWidget) -> None:
        super().__init__(parent)
        self.column, self.key, self.current = column_, key, False
        self.setObjectName(f"harmGap-{key}")
        self.setAccessibleName(tr("{column}: nothing is known yet").format(column=heading))
        body = column(self, (16, 14, 14, 12), gap=8)
        body.addWidget(IconMark("question", "askInk", size=24))
        self.question = WordsField(
            "", name=f"harmGapWords-{key}", heard=tr("The question for {column}").format(column=heading), role="words",
            quoted=True,
        )  # fmt: skip
        self.question.written.connect(self._on_words)
        body.addWidget(self.question)
        self.why = Label("", "body", "askInk")
        body.addWidget(self.why)
        self._add_buttons(body, key)
        body.addStretch(1)

    def _add_buttons(self, body: QVBoxLayout, key: str) -> None:
        self.who = Button(tr("Who will ask?"), name=f"harmGapWho-{key}", icon="user", size="small")
        self.who.clicked.connect(self._on_who)
        row = QHBoxLayout()
        row.addWidget(self.who)
        row.addStretch(1)
        body.addLayout(row)
        self.open_link = LinkButton(tr("Fill in the boxes"), name=f"harmGapOpen-{key}", ink="askInk")
        self.open_link.clicked.connect(self._on_open)
        body.addWidget(self.open_link)

    def show_gap(self, question: str, why: str, who: str) -> None:
        """Show the question, why it matters, and who will ask ("" for nobody yet)."""
        self.question.set_words(question)
        self.why.setText(why)
        self.why.setVisible(bool(why))
        self.who.setText(tr("{name} will ask").format(name=who) if who else tr("Who will ask?"))

    def needed(self, width: int) -> int:
        """How tall it must be at a width."""
        layout = self.layout()
        assert layout is not None
        return layout.heightForWidth(width) if layout.hasHeightForWidth() else layout.sizeHint().height()

    def set_current(self, current: bool) -> None:
        """Draw or take away the ring."""
        if current != self.current:
            self.current = current
            self.update()

    def _on_who(self) -> None:
        self.asked.emit(self.column)

    def _on_open(self) -> None:
        self.opened.emit(self.column)

    def _on_words(self, words: str) -> None:
        self.reworded.emit(self.column, words)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: pressing beside the buttons chooses the box beneath."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.pressed.emit(self.column, self.mapToParent(event.position().toPoint()).y())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: a yellow box with a dashed line."""
        painter, box = QPainter(self), QRectF(self.rect())
        paint_frame(painter, box, fill="ask", line="askLine", radius=theme().px(10), dashed=True)
        if self.current:
            paint_focus(painter, box.adjusted(5, 5, -5, -5), theme().px(6))
