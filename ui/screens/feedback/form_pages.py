"""The pages of a form as somebody fills it in: the beginning, one question each, the end, stopping, thanks."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from models.quality_views import Form, FormQuestion
from ui.screens.children.hold import HoldButton
from ui.screens.children.kit import BigButton
from ui.screens.feedback.faces import FaceRow
from ui.screens.feedback.filling import Filling
from ui.screens.feedback.words import tr
from ui.screens.scaling.numbers import NumberRow
from ui.theme import theme
from ui.widgets import GrowingTextEdit, IconMark, Label, column

_MIDDLE = Qt.AlignmentFlag.AlignHCenter


class FormPage(QWidget):
    """A page of the form. ``onward()``, ``back()``, ``stopped()``."""

    onward = Signal()
    back = Signal()
    stopped = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        side = 24 if theme().factor >= 1.5 else 80
        self.body = column(self, (side, 24, side, 26), gap=14)

    def add_head(self, said: str = "") -> None:
        """How far one is, and the way to stop."""
        head = QHBoxLayout()
        self.place = Label(said, "words", "ink2", wrap=False)
        head.addWidget(self.place, 1, Qt.AlignmentFlag.AlignVCenter)
        self.stop = BigButton(tr("Stop"), name="stopForm", kind="outline", icon="hand-palm")
        self.stop.clicked.connect(self.stopped)
        head.addWidget(self.stop)
        self.body.addLayout(head)
        self._head = head

    def add_foot(self, go: str, *, is_first: bool = False) -> QHBoxLayout:
        """Back, and on. Returns the row, for what stands between them."""
        foot = QHBoxLayout()
        foot.setSpacing(theme().px(12))
        self.back_button = BigButton(tr("Back"), name="formBack", kind="outline", icon="caret-left")
        self.back_button.clicked.connect(self.back)
        self.back_button.setEnabled(not is_first)
        foot.addWidget(self.back_button)
        foot.addStretch(1)
        self.go = BigButton(go, name="formNext", kind="primary", icon="arrow-right")
        self.go.clicked.connect(self.onward)
        foot.addWidget(self.go)
        self.body.addLayout(foot)
        return foot

    def settle(self) -> None:
        """Take over what is being written."""

    def begin(self) -> None:
        """Give the keyboard to what comes first."""
        self.go.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Esc stops; it does not leave."""
        if event.key() == Qt.Key.Key_Escape:
            self.stopped.emit()
        else:
            super().keyPressEvent(event)


class WelcomePage(FormPage):
    """What it is, that nobody has to, and who reads it."""

    def __init__(self, form: Form) -> None:
        super().__init__("formWelcome")
        self.add_head()
        self.body.addStretch(2)
        self.body.addWidget(Label(form.title, "hero", align=_MIDDLE))
        self.body.addWidget(Label(form.lead, "childWords", align=_MIDDLE))
        self.body.addSpacing(theme().px(6))
        for said in (form.shown, tr("Nothing is kept until you hand it in.")):
            self.body.addWidget(Label(said, "words", "ink2", align=_MIDDLE))
        self.body.addSpacing(theme().px(18))
        self.go = BigButton(tr("Begin"), name="formNext", kind="primary", icon="arrow-right")
        self.go.clicked.connect(self.onward)
        self.body.addWidget(self.go, 0, _MIDDLE)
        self.body.addStretch(3)


class QuestionPage(FormPage):
    """One question, answered by a number, a face or words (as ``form.choose`` says).

    ``answered(key, number, words or None)``; ``other_wanted()``: faces instead of numbers, or numbers instead.
    """

    answered = Signal(str, object)
    other_wanted = Signal()

    def __init__(self, form: Form, question: FormQuestion, place: int, answer: int | str | None) -> None:
        super().__init__(f"ask-{question.key}")
        self.question = question
        self.add_head(tr("{n} of {all}").format(n=place, all=len(form.questions)))
        self.body.addStretch(1)
        self.body.addWidget(Label(question.text, "hero"))
        self.body.addSpacing(theme().px(10))
        self.row: NumberRow | FaceRow | None = None
        self.field: GrowingTextEdit | None = None
        if question.scored:
            self._add_row(form, answer)
        else:
            self._add_field(answer)
        self.body.addStretch(2)
        foot = self.add_foot(tr("Next"))
        self.rather_not = BigButton(tr("I’d rather not say"), name="ratherNotSay")
        self.rather_not.clicked.connect(self._skip)
        foot.insertWidget(2, self.rather_not)
        if self.field is not None:
            self.field.textChanged.connect(self._settle_buttons)
        self._settle_buttons()

    def _add_row(self, form: Form, answer: int | str | None) -> None:
        row: NumberRow | FaceRow = FaceRow(form) if form.choose == "faces" else NumberRow()
        self.row = row
        for button in row.buttons:
            button.setChecked(button.value == answer)
        row.chosen.connect(self._chosen)
        row.confirmed.connect(self.onward)
        other = tr("Numbers instead") if form.choose == "faces" else tr("Faces instead")
        self.other = BigButton(other, name="otherWay", icon="" if form.choose == "faces" else "smiley")
        self.other.clicked.connect(self.other_wanted)
        self._head.insertWidget(1, self.other)
        self.body.addWidget(row)
        ends = QHBoxLayout()
        low, high = (form.low, form.high) if form.choose == "faces" else (f"0: {form.low}", f"10: {form.high}")
        ends.addWidget(Label(low, "words", "ink2", wrap=False))
        ends.addStretch(1)
        ends.addWidget(Label(high, "words", "ink2", wrap=False))
        self.body.addLayout(ends)

    def _add_field(self, answer: int | str | None) -> None:
        said = answer if isinstance(answer, str) else ""
        self.field = GrowingTextEdit(said, name="formWords", heard=self.question.text, role="childWords", min_lines=4)
        self.body.addWidget(self.field)

    # ---- answering --------------------------------------------------------------------------------------------
    def _settle_buttons(self) -> None:
        words = self.field.toPlainText().strip() if self.field is not None else ""
        self.go.setEnabled(bool(words) or (self.row is not None and self.row.value is not None))

    def _chosen(self, value: int) -> None:
        self._settle_buttons()
        self.answered.emit(self.question.key, value)

    def settle(self) -> None:
        """Take over what is being written."""
        if self.field is not None:
            self.answered.emit(self.question.key, self.field.toPlainText().strip())

    def _skip(self) -> None:
        if self.row is not None:
            self.row.clear()
        if self.field is not None:
            self.field.set_kept("")
        self.answered.emit(self.question.key, None)
        self._settle_buttons()
        self.onward.emit()

    def begin(self) -> None:
        """Give the keyboard to the answer."""
        if self.row is not None:
            chosen = next((button for button in self.row.buttons if button.isChecked()), self.row.buttons[0])
            chosen.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.field is not None:
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: a digit chooses from anywhere but a text field."""
        if self.row is None or event.key() == Qt.Key.Key_Escape or not self.row.take_key(event):
            super().keyPressEvent(event)


class LastPage(FormPage):
    """All is answered: with or without a name, then handed in. ``named(bool)``."""

    named = Signal(bool)

    def __init__(self, form: Form, filling: Filling) -> None:
        super().__init__("formLast")
        self.add_head()
        self.body.addStretch(2)
        nothing = tr("You did not answer anything. That is all right.")
        title = tr("That was all. Thank you.") if filling.answered else nothing
        self.body.addWidget(Label(title, "hero", align=_MIDDLE))
        self.body.addWidget(Label(form.shown, "words", "ink2", align=_MIDDLE))
        self.body.addSpacing(theme().px(12))
        if filling.person_id and filling.answered:
            self._add_names(filling)
        self.body.addStretch(3)
        self.add_foot(tr("Hand it in") if filling.answered else tr("Done"))

    def _add_names(self, filling: Filling) -> None:
        self._group = QButtonGroup(self)
        holder = QHBoxLayout()
        holder.setSpacing(theme().px(14))
        holder.addStretch(1)
        self.without = BigButton(tr("Without my name"), name="withoutName", kind="outline")
        named = tr("With my name: {name}").format(name=filling.person_name)
        self.with_name = BigButton(named, name="withName", kind="outline")
        for button, on in ((self.without, not filling.with_name), (self.with_name, filling.with_name)):
            button.setCheckable(True)
            button.setChecked(on)
            button.clicked.connect(self._choose)
            self._group.addButton(button)
            holder.addWidget(button)
        holder.addStretch(1)
        self.body.addLayout(holder)
        self._show_choice()

    def _choose(self) -> None:
        self._show_choice()
        self.named.emit(self.with_name.isChecked())

    def _show_choice(self) -> None:
        for button in (self.without, self.with_name):
            button.set_icon("check-circle" if button.isChecked() else "circle")


class StoppedPage(FormPage):
    """Nothing of the answers: go on, hand in what there is, or leave it. ``thrown_away()``, ``left()``."""

    thrown_away = Signal()
    handed_in = Signal()
    left = Signal()

    def __init__(self, filling: Filling) -> None:
        super().__init__("formStopped")
        self.body.addStretch(3)
        self.body.addWidget(Label(tr("We stop here"), "hero", align=_MIDDLE))
        nothing = tr("Nothing was answered, nothing is kept.")
        said = tr("What you answered is not kept yet.") if filling.answered else nothing
        self.body.addWidget(Label(said, "childWords", "ink2", align=_MIDDLE))
        self.body.addSpacing(theme().px(12))
        self.go = BigButton(tr("Go on"), name="formGoOn", kind="primary", icon="arrow-right")
        self.go.clicked.connect(self.onward)
        self.body.addWidget(self.go, 0, _MIDDLE)
        if filling.answered:
            hand_in = BigButton(tr("Hand in what I answered"), name="handInNow", kind="outline", icon="check")
            hand_in.clicked.connect(self.handed_in)
            away = BigButton(tr("Throw it away"), name="throwAway", kind="outline", icon="trash")
            away.clicked.connect(self.thrown_away)
            self.body.addWidget(hand_in, 0, _MIDDLE)
            self.body.addWidget(away, 0, _MIDDLE)
        self.body.addStretch(4)
        self.hold = _hold()
        self.hold.held.connect(self.left)
        self.body.addWidget(self.hold, 0, _MIDDLE)


class ThanksPage(FormPage):
    """It is over: the laptop goes back. ``left()``."""

    left = Signal()

    def __init__(self, *, is_given: bool) -> None:
        super().__init__("formThanks")
        self.body.addStretch(3)
        self.body.addWidget(IconMark("check-circle", "well", size=72), 0, _MIDDLE)
        self.body.addWidget(Label(tr("Thank you"), "hero", align=_MIDDLE))
        nothing = tr("Nothing is kept. Please give the laptop back.")
        said = tr("It is kept. Please give the laptop back.") if is_given else nothing
        self.body.addWidget(Label(said, "childWords", "ink2", align=_MIDDLE))
        self.body.addStretch(4)
        self.hold = _hold()
        self.hold.held.connect(self.left)
        self.body.addWidget(self.hold, 0, _MIDDLE)

    def begin(self) -> None:
        """Nothing to press but the worker's button, which is not pressed by mistake."""
        self.hold.setFocus(Qt.FocusReason.OtherFocusReason)


def _hold() -> HoldButton:
    return HoldButton(tr("Worker: hold to go back to the desk"), name="leaveForm")
