"""One person's turn in silence: one question after the other, a number and a note each."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from models.quality_views import AuditLine
from ui.screens.audit.words import tr
from ui.screens.scaling.numbers import NumberRow
from ui.theme import theme
from ui.widgets import Button, GrowingTextEdit, IconMark, Label, column


class AskedPage(QWidget):
    """One question: what the record says, eleven numbers, a note. Blank, whatever was written before."""

    def __init__(self, line: AuditLine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = line
        body = column(self, gap=10)
        body.addWidget(Label(line.question, "hero"))
        if line.about:
            body.addWidget(Label(line.about, "words", "ink2"))
        for said in line.evidence:
            row = QHBoxLayout()
            row.setSpacing(theme().px(10))
            row.addWidget(IconMark("arrow-right", "next", size=18))
            row.addWidget(Label(said, "words"), 1)
            body.addLayout(row)
        body.addSpacing(theme().px(12))
        self.numbers = NumberRow()
        body.addWidget(self.numbers)
        ends = QHBoxLayout()
        ends.addWidget(Label(tr("0: not at all"), "body", "ink2", wrap=False))
        ends.addStretch(1)
        ends.addWidget(Label(tr("10: completely"), "body", "ink2", wrap=False))
        body.addLayout(ends)
        body.addSpacing(theme().px(8))
        body.addWidget(Label(tr("Why that number?"), "words", bold=True))
        heard = tr("Why that number? {question}").format(question=line.question)
        self.note = GrowingTextEdit("", name=f"turnNote-{line.id}", heard=heard, role="words", min_lines=2)
        body.addWidget(self.note)
        body.addStretch(1)


class AuditTurn(QWidget):
    """``kept(line id, who, number)``, ``noted(line id, who, words)`` as they are written, ``passed_on()`` at the end,
    ``stopped()`` midway. Made anew for every turn, so that nothing of an answer stays in a field.
    """

    kept = Signal(str, str, object)
    noted = Signal(str, str, str)
    passed_on = Signal()
    stopped = Signal()

    def __init__(self, name: str, who: str, lines: tuple[AuditLine, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._who = who
        self.setObjectName("auditTurn")
        side = 24 if theme().factor >= 1.5 else 80
        body = column(self, (side, 26, side, 26), gap=12)
        body.addLayout(self._make_head(name))
        self.pages = QStackedWidget()
        for line in lines:
            page = AskedPage(line)
            page.numbers.chosen.connect(self._chosen)
            page.numbers.confirmed.connect(self._to_note)
            page.note.paused.connect(self._note)
            page.note.committed.connect(self._note)
            self.pages.addWidget(page)
        body.addWidget(self.pages, 1)
        body.addLayout(self._make_foot())

    def _make_head(self, name: str) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(theme().px(10))
        head.addWidget(Label(tr("{name}, your turn").format(name=name), "lead", wrap=False))
        self.place = Label("", "body", "ink2", wrap=False)
        head.addWidget(self.place)
        head.addStretch(1)
        head.addWidget(IconMark("lock-simple", "ink2"))
        head.addWidget(Label(tr("Nobody sees a number until all are shown."), "body", "ink2", wrap=False))
        self.stop = Button(tr("Stop for now"), name="stopSilent", icon="hand-palm")
        self.stop.clicked.connect(self._stop)
        head.addWidget(self.stop)
        return head

    def _make_foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(theme().px(12))
        self.back = Button(tr("Back"), name="turnBack", size="large", icon="caret-left")
        self.back.clicked.connect(self._back)
        foot.addWidget(self.back)
        foot.addStretch(1)
        self.rather_not = Button(tr("I’d rather not give a number"), name="turnRatherNot", kind="quiet", size="large")
        self.rather_not.clicked.connect(self._without)
        foot.addWidget(self.rather_not)
        self.next = Button("", name="turnNext", kind="primary", size="large", icon="arrow-right")
        self.next.clicked.connect(self._on)
        foot.addWidget(self.next)
        return foot

    # ---- going on ---------------------------------------------------------------------------------------------
    @property
    def shown(self) -> AskedPage:
        """The question shown."""
        page = self.pages.currentWidget()
        assert isinstance(page, AskedPage)
        return page

    def begin(self) -> None:
        """The first question."""
        self._go(0)

    def _go(self, place: int) -> None:
        self.pages.setCurrentIndex(place)
        count = self.pages.count()
        self.place.setText(tr("Question {n} of {all}").format(n=place + 1, all=count))
        last = place == count - 1
        self.next.setText(tr("Hide my answers and pass it on") if last else tr("Next question"))
        self.back.setEnabled(place > 0)
        self._settle()
        numbers = self.shown.numbers
        numbers.buttons[numbers.value or 0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _settle(self) -> None:
        self.next.setEnabled(self.shown.numbers.value is not None)

    def _on(self) -> None:
        self.shown.note.commit()
        if self.pages.currentIndex() == self.pages.count() - 1:
            self.passed_on.emit()
        else:
            self._go(self.pages.currentIndex() + 1)

    def _back(self) -> None:
        self.shown.note.commit()
        self._go(self.pages.currentIndex() - 1)

    def _stop(self) -> None:
        self.shown.note.commit()
        self.stopped.emit()

    def _without(self) -> None:
        self.shown.numbers.clear()
        self.kept.emit(self.shown.line.id, self._who, None)
        self._on()

    def _chosen(self, value: int) -> None:
        self._settle()
        self.kept.emit(self.shown.line.id, self._who, value)

    def _to_note(self) -> None:
        self.shown.note.setFocus(Qt.FocusReason.TabFocusReason)

    def _note(self, text: str) -> None:
        self.noted.emit(self.shown.line.id, self._who, text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: a digit chooses from anywhere but the note; Esc stops."""
        if event.key() == Qt.Key.Key_Escape:
            self._stop()
        elif not self.shown.numbers.take_key(event):
            super().keyPressEvent(event)
