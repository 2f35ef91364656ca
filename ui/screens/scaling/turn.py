"""One person's turn in a private round: one person, one number, two sentences. Nothing of anybody else's answer."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from models.views import PersonView, RoundView, ScaleView
from ui.screens.people.discs import avatar
from ui.screens.scaling import words
from ui.screens.scaling.numbers import NumberRow
from ui.screens.scaling.pictures import Picture, Pictures
from ui.screens.scaling.speech import Voice, can_speak
from ui.theme import theme
from ui.widgets import Button, GrowingTextEdit, IconMark, Label, SegmentedControl, column

_PICTURES: tuple[Pictures, ...] = ("faces", "weather")


class Ends(QWidget):
    """What 0 and 10 mean, with their pictures for a child."""

    def __init__(self, scale: ScaleView, *, child: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pictures: list[tuple[Picture, int]] = []
        role = "words" if child else "body"
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(16))
        for value, text in ((0, scale.zero_text), (10, scale.ten_text)):
            right = value == 10
            align = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            label = Label(text, role, align=align, heard=f"{value}: {text}")
            number = Label(str(value), role, bold=True, wrap=False)
            parts: list[QWidget] = [number, label]
            if child:
                picture = Picture(value, "faces", size=72)
                self._pictures.append((picture, value))
                parts.insert(0, picture)
            for part in reversed(parts) if right else parts:
                row.addWidget(part, 4 if part is label else 0, Qt.AlignmentFlag.AlignTop)
            if not right:
                row.addStretch(2 if child else 4)

    def show_pictures(self, pictures: Pictures) -> None:
        """Faces, or weather."""
        for picture, value in self._pictures:
            picture.show_value(value, pictures)


class TurnPage(QWidget):
    """The card one person fills in.

    ``kept(value or None, reason, higher, by_pictures)`` as it is written (stopping, locking or a crash loses no word;
    it is sealed from the start), ``passed_on()`` when the answer is finished, ``stopped()`` to leave midway. Made
    anew for every turn, so nothing of an answer stays in a field, its undo list or the accessibility tree.
    """

    kept = Signal(object, str, str, bool)
    passed_on = Signal()
    stopped = Signal()

    def __init__(self, scale: ScaleView, view: RoundView, person: PersonView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("turnPage")
        self.person, self._scale, self._child = person, scale, person.is_child
        self._voice: Voice | None = None
        # Very large text needs the margins for itself, and things below one another instead of side by side.
        self._large = theme().factor >= 1.5
        side = 24 if self._large else 95
        self.body = column(self, (side, 20 if self._large else 36, side, 30), gap=0)
        self.body.addLayout(self._top_line())
        self.body.addSpacing(theme().px(14))
        self.body.addLayout(self._who())
        self.body.addSpacing(theme().px(24))
        self._add_numbers()
        self.body.addSpacing(theme().px(28 if not self._child else 18))
        self.body.addLayout(self._sentences())
        self.body.addStretch(1)
        self.body.addSpacing(theme().px(16))
        self.body.addLayout(self._bottom_line(view))

    # ---- making it --------------------------------------------------------------------------------------------
    def _row(self) -> QBoxLayout:
        """Things side by side; below one another in very large text."""
        way = QBoxLayout.Direction.TopToBottom if self._large else QBoxLayout.Direction.LeftToRight
        return QBoxLayout(way)

    def _top_line(self) -> QBoxLayout:
        line = self._row()
        line.setSpacing(theme().px(10))
        note = QHBoxLayout()
        note.setSpacing(theme().px(10))
        note.addWidget(IconMark("lock-simple", "ink2"))
        text = self.tr("Only you can see this. Nobody sees a number until everyone has written one.")
        note.addWidget(Label(text, "body", "ink2"), 1, Qt.AlignmentFlag.AlignVCenter)
        line.addLayout(note, 1)
        row = QHBoxLayout()
        row.setSpacing(theme().px(10))
        self.read_button = Button(self.tr("Read it to me"), name="readAloud", kind="quiet", icon="speaker-high")
        self.read_button.setEnabled(can_speak())
        if not can_speak():
            reason = self.tr("no voice on this computer")
            row.addWidget(Label(f"({reason})", "caption", "ink3", wrap=False))
            self.read_button.setToolTip(reason)
            self.read_button.setAccessibleDescription(reason)
        self.read_button.clicked.connect(self._read)
        row.addWidget(self.read_button)
        self.stop_button = Button(self.tr("Stop for now"), name="stopRound", kind="outline", icon="hand-palm")
        self.stop_button.clicked.connect(self._stop)
        row.addWidget(self.stop_button)
        line.addLayout(row)
        return line

    def _who(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme().px(18))
        row.addWidget(avatar(self.person, 56), 0, Qt.AlignmentFlag.AlignVCenter)
        words_of = QVBoxLayout()
        words_of.setSpacing(2)
        title = self.tr("{name}, your turn").format(name=self.person.name)
        words_of.addWidget(Label(title, "hero", wrap=False))
        words_of.addWidget(Label(self._scale.question, "words" if not self._child else "childWords", "ink2"))
        row.addLayout(words_of, 1)
        return row

    def _add_numbers(self) -> None:
        self.numbers = NumberRow(stones=self._child)
        self.numbers.chosen.connect(self._chosen)
        self.numbers.confirmed.connect(self._to_words)
        if self._child:
            line = QHBoxLayout()
            self.kind = SegmentedControl(
                [self.tr("Faces"), self.tr("Weather")], name="pictures", heard=self.tr("Which pictures")
            )
            self.kind.chosen.connect(self._show_pictures)
            line.addWidget(self.kind)
            line.addStretch(1)
            self.mine = Picture(-1, "faces", size=72)
            line.addWidget(self.mine)
            line.addStretch(1)
            spacer = QWidget()
            spacer.setFixedWidth(self.kind.sizeHint().width())
            line.addWidget(spacer)
            self.body.addLayout(line)
            self.body.addSpacing(theme().px(8))
        self.body.addWidget(self.numbers)
        self.body.addSpacing(theme().px(12))
        self.ends = Ends(self._scale, child=self._child)
        self.body.addWidget(self.ends)

    def _sentences(self) -> QBoxLayout:
        row = self._row()
        row.setSpacing(theme().px(24))
        self.reason = self._sentence(row, self.tr("Why that number?"), "why")
        self.higher = self._sentence(row, self.tr("What would make it one higher?"), "higher")
        return row

    def _sentence(self, row: QBoxLayout, question: str, name: str) -> GrowingTextEdit:
        side = QVBoxLayout()
        side.setSpacing(theme().px(8))
        side.addWidget(Label(question, "words", bold=True))
        lines = 2 if self._child else 3
        field = GrowingTextEdit("", name=name, heard=question, role="childWords", min_lines=lines)
        field.paused.connect(self._keep)
        field.committed.connect(self._keep)
        side.addWidget(field)
        side.addStretch(1)
        row.addLayout(side, 1)
        return field

    def _bottom_line(self, view: RoundView) -> QBoxLayout:
        row = self._row()
        row.setSpacing(theme().px(14))
        row.addWidget(Progress(view), 1)
        self.rather_not = Button(
            self.tr("I'd rather not give a number"), name="ratherNot", kind="quiet", size="large"
        )  # fmt: skip
        self.rather_not.clicked.connect(self._seal_without)
        row.addWidget(self.rather_not)
        self.seal_button = Button(
            self.tr("Hide my answer and pass it on"), name="sealAnswer", kind="primary", icon="hand-arrow-up",
            size="huge" if self._child else "large",
        )  # fmt: skip
        self.seal_button.setEnabled(False)
        self.seal_button.clicked.connect(self._seal)
        row.addWidget(self.seal_button)
        return row

    # ---- doing ------------------------------------------------------------------------------------------------
    def begin(self) -> None:
        """Give the keyboard to the numbers."""
        self.numbers.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _chosen(self, value: int) -> None:
        self.seal_button.setEnabled(True)
        self._keep()
        if self._child:
            self.mine.show_value(value, _PICTURES[self.kind.current])

    def _show_pictures(self, index: int) -> None:
        self.ends.show_pictures(_PICTURES[index])
        self.mine.show_value(self.numbers.value, _PICTURES[index])

    def _to_words(self) -> None:
        self.reason.setFocus(Qt.FocusReason.TabFocusReason)

    def _read(self) -> None:
        if self._voice is None:
            self._voice = Voice(self)
        lines = (self._scale.question, f"0. {self._scale.zero_text}", f"10. {self._scale.ten_text}")
        self._voice.say(" ".join(lines))

    def _keep(self) -> None:
        reason, higher = self.reason.text(), self.higher.text()
        if self.numbers.value is not None or reason or higher:
            self.kept.emit(self.numbers.value, reason, higher, self._child)

    def _seal(self) -> None:
        if self.numbers.value is not None:
            self._keep()
            self.passed_on.emit()

    def _seal_without(self) -> None:
        self.numbers.clear()
        self.kept.emit(None, self.reason.text(), self.higher.text(), self._child)
        self.passed_on.emit()

    def _stop(self) -> None:
        self._keep()
        self.stopped.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: a digit chooses from anywhere but a text field; Esc stops."""
        if event.key() == Qt.Key.Key_Escape:
            self._stop()
        elif not self.numbers.take_key(event):
            super().keyPressEvent(event)


class Progress(QWidget):
    """Who has written, in discs with ticks, and how many: never what."""

    def __init__(self, view: RoundView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("progress")
        written = [s.person for s in view.scores if s.state != "not_asked"]
        text = self.tr("{done} of {all} have written").format(done=len(written), all=len(view.scores))
        self.setAccessibleName(f"{text}: {words.joined([p.name for p in written])}" if written else text)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(9))
        shown = written[-8:]
        for person in shown:
            row.addWidget(avatar(person, 32, done=True))
        row.addWidget(Label(text, "body", "ink2", wrap=False))
        row.addStretch(1)
