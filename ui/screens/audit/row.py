"""One question of the audit: what the record says, and three people's numbers beside each other."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from models.acts import audits as acts
from models.audits import WHO
from models.drawings.audit_sheet import APART
from models.quality_views import AuditLine
from ui.screens.audit.found import FoundList
from ui.screens.audit.score import NumberStrip, ScoreBox
from ui.screens.audit.state import AuditState
from ui.screens.audit.words import difference, role_of, tr
from ui.screens.meetings.rows import PersonPick
from ui.screens.plan.fields import AskedWords
from ui.theme import theme
from ui.widgets import Card, IconButton, IconMark, Label, column


class ScoreColumn(QWidget):
    """One person's number with their note. ``asked(who)`` wants the numbers; ``chosen(who, number or None)``."""

    asked = Signal(str)
    chosen = Signal(str, object)
    noted = Signal(str, str)
    person_picked = Signal(object)

    def __init__(self, line_id: str, who: str, question: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.who = who
        body = column(self, gap=4)
        self.role = Label(role_of(who), "caption", "ink2", wrap=False)
        body.addWidget(self.role)
        self.person = PersonPick(f"auditPerson-{line_id}", tr("Who of the family?"), self)
        self.person.picked.connect(self.person_picked)
        self.name = Label("", "label", wrap=False, max_lines=1, parent=self)
        body.addWidget(self.person)
        body.addWidget(self.name)
        (self.name if who == "family" else self.person).hide()
        for shown in (self.name, self.person):
            shown.setFixedHeight(theme().target(32))  # so that the three numbers stand in one line
        self.box = ScoreBox(name=f"score-{who}-{line_id}", who=role_of(who))
        self.box.clicked.connect(self._ask)
        self.box.chosen.connect(self._choose)
        body.addWidget(self.box)
        self.then = Label("", "caption", "ink2")
        body.addWidget(self.then)
        heard = tr("{who} about: {question}").format(who=role_of(who), question=question)
        self.note = AskedWords(name=f"note-{who}-{line_id}", heard=heard, ask=tr("Add a note"), quiet=True)
        self.note.written.connect(self._note)
        body.addWidget(self.note)
        body.addStretch(1)

    def show_line(self, state: AuditState, line: AuditLine) -> None:
        """Show what the case says now."""
        view, who = state.view, self.who
        named = {"worker": view.worker, "auditor": view.auditor, "family": line.family_person}[who]
        if who == "family":
            self.person.show_person(line.family_person, state.family())
        else:
            self.name.setText(named.name if named else "")
        heard = named.name if named else ""
        given = who in line.given
        self.box.show_number(getattr(line, who), heard, hidden=view.is_silent, is_given=given)
        self.then.setText("" if view.is_silent else difference(line, who, view.held_on))
        self.then.setVisible(bool(self.then.text()))
        self.note.show_words(getattr(line, f"{who}_note"))
        self.note.setVisible(not view.is_silent)

    def _ask(self) -> None:
        self.asked.emit(self.who)

    def _choose(self, value: int | None) -> None:
        self.chosen.emit(self.who, value)

    def _note(self, text: str) -> None:
        self.noted.emit(self.who, text)


class QuestionRow(Card):
    """A question with its evidence at the left, the numbers at the right. Made anew where no audit is held yet."""

    def __init__(self, state: AuditState, line: AuditLine, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setObjectName(f"question-{line.id}")
        self.state, self.item, self._asks = state, line, ""
        self.held = bool(state.view.held_on)
        body = column(self, (18, 14, 14, 14), gap=8)
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._sides.setSpacing(theme().px(20))
        body.addLayout(self._sides)
        self._sides.addWidget(self._make_question(line), 11, Qt.AlignmentFlag.AlignTop)
        self.columns: dict[str, ScoreColumn] = {}
        if self.held:
            self._sides.addWidget(self._make_scores(line), 10, Qt.AlignmentFlag.AlignTop)
        self.strip = NumberStrip()
        self.strip.chosen.connect(self._on_strip)
        self.strip.closed.connect(self.close_strip)
        self.strip.hide()
        body.addWidget(self.strip)
        self.apart = Card(fill="ask", line="askLine", dashed=True)
        row = QHBoxLayout(self.apart)
        row.setContentsMargins(theme().px(12), theme().px(7), theme().px(12), theme().px(7))
        row.addWidget(IconMark("chats-circle", "askInk"))
        row.addWidget(Label(tr("These numbers are far apart. What does each of you see?"), "body", "askInk"), 1)
        body.addWidget(self.apart)
        self.show_item(line)

    def _make_question(self, line: AuditLine) -> QWidget:
        side = QWidget()
        body = column(side, gap=4)
        head = QHBoxLayout()
        head.setSpacing(theme().px(8))
        self.question = Label(line.question, "lead")
        head.addWidget(self.question, 1)
        self.remove = IconButton("x", tr("Take out: {question}").format(question=line.question), size="small",
                                 name=f"auditRemove-{line.id}", icon_size=16)  # fmt: skip
        self.remove.clicked.connect(self._remove)
        head.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignTop)
        body.addLayout(head)
        self.remove.setVisible(self.held and not line.key)
        self.about = Label(line.about, "body", "ink2")
        body.addWidget(self.about)
        self.about.setVisible(bool(line.about))
        self.found = FoundList(self.state.context, line.id)
        body.addWidget(self.found)
        self.written = AskedWords(
            name=f"written-{line.id}", heard=tr("Written then: {question}").format(question=line.question),
            ask=tr("What else shows it?"), heading=tr("Written on the day"), quiet=True,
        )  # fmt: skip
        self.written.show_heading(True)
        self.written.written.connect(self._write)
        body.addWidget(self.written)
        self.written.setVisible(self.held)
        body.addStretch(1)
        return side

    def _make_scores(self, line: AuditLine) -> QWidget:
        side = QWidget()
        row = QHBoxLayout(side)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(12))
        for who in WHO:
            part = ScoreColumn(line.id, who, line.question)
            part.asked.connect(self._on_asked)
            part.chosen.connect(self._score)
            part.noted.connect(self._note)
            part.person_picked.connect(self._ask_person)
            self.columns[who] = part
            row.addWidget(part, 1)
        return side

    # ---- showing ----------------------------------------------------------------------------------------------
    def show_item(self, line: AuditLine) -> None:
        """Show what the case says now; words being written stay."""
        self.item = line
        self.found.show_lines(line.evidence, line.rooms, line.things)
        row = self.state.context.case.rows.get("audit_answer", line.id)
        whole = row is not None and (row["evidence"] or "") == line.written
        # What the record said by itself that day stands above already, as long as it still says it.
        now = ". ".join(line.evidence)
        self.written.show_words(line.written, editable=whole)
        self.written.setVisible(self.held and (line.written != now or self.written.editing))
        for part in self.columns.values():
            part.show_line(self.state, line)
        self.apart.setVisible(line.spread >= APART)

    @property
    def editing(self) -> bool:
        """Whether somebody writes here just now."""
        return self.written.editing or any(part.note.editing for part in self.columns.values())

    def close_strip(self) -> None:
        """Put the numbers away; the keyboard goes back to the box."""
        if self.strip.isHidden():
            return
        self.strip.hide()
        part = self.columns.get(self._asks)
        self._asks = ""
        if part is not None:
            part.box.setFocus(Qt.FocusReason.OtherFocusReason)

    # ---- doing ------------------------------------------------------------------------------------------------
    def _on_asked(self, who: str) -> None:
        if self._asks == who:
            self.close_strip()
            return
        self._asks = who
        heard = tr("{who}: a number from 0 to 10").format(who=role_of(who))
        self.strip.open_for(heard, self.columns[who].box.value)

    def _on_strip(self, value: int | None) -> None:
        who = self._asks
        self.close_strip()
        if who:
            self._score(who, value)

    def _score(self, who: str, value: int | None) -> None:
        case, line = self.state.context.case, self.item
        person = line.family_person.id if who == "family" and line.family_person else None
        self.state.do(lambda: acts.score(case, line.id, who, value, person_id=person))

    def _note(self, who: str, text: str) -> None:
        case, key = self.state.context.case, self.item.id
        self.state.do(lambda: acts.set_note(case, key, who, text))

    def _write(self, text: str) -> None:
        case, key = self.state.context.case, self.item.id
        self.state.do(lambda: acts.set_written(case, key, text))

    def _ask_person(self, person_id: str | None) -> None:
        case, key = self.state.context.case, self.item.id
        self.state.do(lambda: acts.ask(case, key, person_id))

    def _remove(self) -> None:
        case, key = self.state.context.case, self.item.id
        self.state.do(lambda: acts.remove_question(case, key))
        self.state.context.said_and_undoable(tr("Taken out"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: numbers below the question where there is little room."""
        super().resizeEvent(event)
        wide = self.width() >= theme().px(860)
        way = QBoxLayout.Direction
        self._sides.setDirection(way.LeftToRight if wide else way.TopToBottom)
