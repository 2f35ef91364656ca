"""Who has said yes to these words: the order is suggested, never forced; an answer belongs to the exact wording."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.acts import stories as acts
from models.picture_views import ApprovalView
from models.story_template import in_force
from ui.screens.plan.choosing import PeopleChips
from ui.screens.plan.fields import DayField
from ui.screens.words.state import StudioState
from ui.screens.words.wording import tr
from ui.theme import theme
from ui.widgets import Button, GrowingTextEdit, IconButton, IconMark, Label, LineField, LinkButton, clear, column

_MARKS = {
    "approved": ("check-circle", "wellInk"), "asked_change": ("chat-circle-text", "askInk"),
    "open": ("circle-dashed", "lineStrong"),
}  # fmt: skip


def is_step(approval: ApprovalView) -> bool:
    """Whether it is a step of the trail at which nobody was named yet ("The network")."""
    return not approval.id and approval.person is None and not approval.when


class AskedRow(QWidget):
    """One answer, or somebody still to be asked. ``pressed(place in the list)``."""

    pressed = Signal(int)

    def __init__(self, approval: ApprovalView, place: int, *, live: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.approval, self.place = approval, place
        is_open = approval.state == "open"
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(9))
        icon, ink = _MARKS[approval.state]
        top = Qt.AlignmentFlag.AlignTop
        mark = QVBoxLayout()
        mark.addSpacing(theme().px(7))
        mark.addWidget(IconMark(icon, ink, size=18))
        mark.addStretch(1)
        row.addLayout(mark)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addSpacing(theme().px(5))
        words.addWidget(Label(approval.who, "body", "ink2" if is_open else "ink"))
        said = approval.asked_for or (approval.when if is_open else "")
        if said:
            words.addWidget(Label(said, "caption", "ink2"))
        row.addLayout(words, 1)
        if not is_open:
            holder = QVBoxLayout()
            holder.addSpacing(theme().px(7))
            holder.addWidget(Label(approval.when, "caption", "ink2", wrap=False))
            holder.addStretch(1)
            row.addLayout(holder)
        heard = f"{approval.who}: {_state_words(approval)}"
        self.button: Button
        if is_open:
            self.button = Button(
                tr("Answer"), name=f"answer-{place}", kind="quiet", size="small",
                heard=tr("Write down what {who} says").format(who=approval.who),
            )  # fmt: skip
        else:
            self.button = IconButton("note-pencil", heard, name=f"answer-{place}", size="small", icon_size=18)
        self.button.clicked.connect(self._press)
        row.addWidget(self.button, 0, top)
        self.button.setVisible(live)
        self.setAccessibleName(heard)

    def _press(self) -> None:
        self.pressed.emit(self.place)


def _state_words(approval: ApprovalView) -> str:
    if approval.state == "approved":
        return tr("said yes, {day}").format(day=approval.when)
    if approval.state == "asked_change":
        return tr("asked for a change, {day}").format(day=approval.when)
    return approval.when or tr("not asked yet")


class AskedList(QWidget):
    """Everybody who answered or is to be asked. ``answer_wanted(ApprovalView or None)``: None for somebody else."""

    answer_wanted = Signal(object)

    def __init__(self, state: StudioState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("askedList")
        self._state = state
        self._shown: object = None
        self.rows: list[AskedRow] = []
        body = column(self, gap=4)
        body.addWidget(Label(tr("Who has said yes"), "lead"))
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        body.addLayout(self._list)
        self.other = LinkButton(tr("Somebody else"), name="answerOther", role="caption", ink="ink2")
        self.other.clicked.connect(self._on_other)
        body.addWidget(self.other)
        self.about = Label("", "caption", "ink2")
        body.addWidget(self.about)

    def show_answers(self) -> None:
        """Show what was said of the version looked at."""
        view = self._state.view
        if view is None:
            return
        live = self._state.newer is None
        shown = (view.id, live, view.approvals)
        if shown != self._shown:
            self._shown = shown
            clear(self._list)
            self.rows = [AskedRow(each, place, live=live) for place, each in enumerate(view.approvals)]
            for row in self.rows:
                row.pressed.connect(self._on_row)
                self._list.addWidget(row)
        self.other.setVisible(live)
        said = sum(each.state != "open" for each in view.approvals)
        words = tr("If you change these words they become version {n}, and everybody who answered is asked again.")
        self.about.setText(words.format(n=view.version + 1))
        self.about.setVisible(bool(said) and self._state.newer is None)

    def _on_row(self, place: int) -> None:
        self.answer_wanted.emit(self.rows[place].approval)

    def _on_other(self) -> None:
        self.answer_wanted.emit(None)


class AnswerForm(QWidget):
    """What somebody says of these words: yes, or what should be different; on which day. ``done()``."""

    done = Signal()

    def __init__(self, state: StudioState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("answerForm")
        self._state = state
        self._approval: ApprovalView | None = None
        body = column(self, gap=10)
        self.about = Label("", "body", "ink2")
        body.addWidget(self.about)
        self._somebody = QWidget()
        who = column(self._somebody, gap=6)
        self.people = PeopleChips(name="answerPeople", heard=tr("Who answered?"), keeps=True)
        who.addWidget(self.people)
        self.other = LineField(
            name="answerWho", heard=tr("Somebody else who answered"), placeholder=tr("Somebody else"), height=36
        )
        who.addWidget(self.other)
        body.addWidget(self._somebody)
        self.day = DayField(state.context.projector.today, name="answerDay", heard=tr("On which day?"))
        body.addWidget(self.day)
        self.yes = Button(tr("Says yes"), name="sayYes", kind="primary", icon="check")
        self.yes.clicked.connect(self._on_yes)
        body.addWidget(self.yes)
        self.words = GrowingTextEdit(
            name="askedFor", heard=tr("What should be different, in their words"), min_lines=2,
            placeholder=tr("What should be different?"),
        )  # fmt: skip
        self.words.textChanged.connect(self._settle)
        body.addWidget(self.words)
        self.change = Button(tr("Asks for a change"), name="askChange", icon="chat-circle-text")
        self.change.clicked.connect(self._on_change)
        body.addWidget(self.change)
        self.remove = LinkButton(tr("Take this answer away"), name="removeAnswer", role="caption", ink="ink2")
        self.remove.clicked.connect(self._on_remove)
        body.addWidget(self.remove)

    def show_answer(self, approval: ApprovalView | None) -> str:
        """Show the form for somebody (None: whoever is chosen). Returns its title."""
        self._approval = approval
        step = next((s for s in in_force()[0].steps if approval and s.key == approval.step), None)
        self.about.setText(step.about if step else "")
        self.about.setVisible(bool(step and step.about))
        nobody = approval is None or is_step(approval)
        self._somebody.setVisible(nobody)
        if nobody:
            self.people.show_people(self._state.grown_ups())
            self.other.clear()
        state = self._state
        self.day.set_day((approval.on if approval else None) or state.context.projector.today.isoformat())
        self.words.set_kept(approval.asked_for if approval else "")
        self.remove.setVisible(bool(approval and approval.id) and state.can_change)
        self._settle()
        return approval.who if approval else tr("Somebody else")

    def _settle(self) -> None:
        self.change.setEnabled(bool(self.words.text()))

    def _who(self) -> tuple[str | None, str | None]:
        """The person, or the words for somebody who is not in the case."""
        approval = self._approval
        if approval is not None and not is_step(approval):
            return (approval.person.id, None) if approval.person else (None, approval.who)
        words = self.other.text().strip()
        if words or not self.people.chosen:
            return None, words or (approval.who if approval else None)
        return self.people.chosen, None

    def _step(self) -> str | None:
        return self._approval.step if self._approval else None

    def _on_yes(self) -> None:
        person_id, who = self._who()
        view, context, step = self._state.view, self._state.context, self._step()
        if view is None or not (person_id or who):
            context.say(tr("Who says yes? Choose somebody first."))
            return
        if context.attempt(lambda: acts.approve(context.case, view.id, person_id, who=who, on=self.day.day, step=step)):
            self.done.emit()

    def _on_change(self) -> None:
        person_id, who = self._who()
        view, context, words, step = self._state.view, self._state.context, self.words.text(), self._step()
        if view is None or not (person_id or who):
            context.say(tr("Who asks for it? Choose somebody first."))
            return

        def ask() -> str:
            return acts.ask_change(
                context.case, view.id, person_id, asked_for=words, who=who, on=self.day.day, step=step
            )  # fmt: skip

        if context.attempt(ask):
            self.words.set_kept("")
            self.done.emit()

    def _on_remove(self) -> None:
        approval, context = self._approval, self._state.context
        if approval is not None and approval.id:
            context.attempt(lambda: acts.remove_answer(context.case, approval.id))
            context.said_and_undoable(tr("Answer taken away."))
            self.done.emit()
