"""Who agrees to the plan: everybody on their own, and who sees it differently with their own words."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models import dates
from models.acts import plan as acts
from models.plan import STATES
from models.thinking_views import AgreementView
from ui.screens.map.face import person_kind
from ui.screens.plan.choosing import PeopleChips
from ui.screens.plan.fields import AskedWords, settle
from ui.screens.plan.state import PlanState
from ui.screens.plan.words import state_words, tr
from ui.theme import theme
from ui.widgets import Avatar, Button, Card, FlowLayout, IconMark, Label, LineField, LinkButton, Menu, column

_MARKS = {"agreed": ("check-circle", "well"), "not_yet": ("circle-dashed", "askLine"),
          "disagrees": ("chat-circle-text", "worry")}  # fmt: skip


class AgreementRow(QWidget):
    """One person: what they say of this version, and (where they see it differently) in which words."""

    changed = Signal()
    pressed = Signal(str)

    def __init__(self, state: PlanState, line: AgreementView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state, self.line = state, line
        body = column(self, gap=4)
        row = QHBoxLayout()
        row.setSpacing(theme().px(8))
        kind = person_kind(line.person) if line.person else "family"
        initials = line.person.initials if line.person else ""
        row.addWidget(Avatar(line.label, kind, size=24, initials=initials))
        row.addWidget(Label(line.label, "body", wrap=False))
        icon, ink = _MARKS[line.state]
        row.addWidget(IconMark(icon, ink, size=18))
        said = state_words(line.state)
        if line.on:
            said = tr("{said}, {day}").format(said=said, day=dates.short(line.on, state.context.projector.today))
        self.button = Button(
            said, name=f"agreement-{line.id}", kind="quiet", size="small", menu=True,
            heard=f"{line.label}: {said}",
        )  # fmt: skip
        self.button.clicked.connect(self._press)
        self.button.setVisible(not state.view.is_past)
        row.addWidget(self.button)
        if state.view.is_past:
            row.addWidget(Label(said, "label", "ink2", bold=False, wrap=False))
        row.addStretch(1)
        body.addLayout(row)
        self.words = AskedWords(
            name=f"agreementWords-{line.id}", heard=tr("What {who} says").format(who=line.label),
            ask=tr("How does {who} see it? In their words").format(who=line.label),
        )  # fmt: skip
        self.words.written.connect(self._write)
        self.words.closed.connect(self.changed)
        indented = QHBoxLayout()
        indented.setContentsMargins(theme().px(32), 0, 0, 0)
        indented.addWidget(self.words)
        body.addLayout(indented)
        self.show_line(line)

    def show_line(self, line: AgreementView) -> None:
        """Show what they say."""
        self.line = line
        editable = self._state.may_write("plan_agreement", line.id, words=line.words)
        self.words.show_words(line.words, editable=editable)
        self.words.setVisible(bool(line.words) or line.state == "disagrees")

    def _press(self) -> None:
        self.pressed.emit(self.line.id)

    def _write(self, words: str) -> None:
        context, key = self._state.context, self.line.id
        context.attempt(lambda: acts.set_agreement(context.case, key, words=words))


class AgreedBy(Card):
    """Everybody who was asked about this version, and a press to name more."""

    def __init__(self, state: PlanState, parent: QWidget | None = None) -> None:
        super().__init__(fill="canvas", line="line", parent=parent)
        self.setObjectName("agreedBy")
        self._state = state
        self.rows: dict[str, AgreementRow] = {}
        self._shown: tuple[object, ...] = ()
        body = column(self, (16, 12, 16, 12), gap=8)
        head = QHBoxLayout()
        head.addWidget(Label(tr("Who agrees to this plan?"), "label", wrap=False))
        self.count = Label("", "label", "ink2", wrap=False, bold=False)
        head.addWidget(self.count)
        head.addStretch(1)
        self.add_button = Button(tr("Somebody more"), name="agreementAdd", kind="quiet", size="small", icon="user-plus")
        self.add_button.setCheckable(True)
        self.add_button.toggled.connect(self._show_offers)
        head.addWidget(self.add_button)
        body.addLayout(head)
        self._holder = QWidget()
        self._flow = FlowLayout(self._holder, gap=theme().px(28), row_gap=theme().px(4))
        body.addWidget(self._holder)
        self._different = QVBoxLayout()
        body.addLayout(self._different)
        self._make_offers(body)

    def _make_offers(self, body: QVBoxLayout) -> None:
        self.offers = QWidget()
        inner = column(self.offers, gap=6)
        inner.addWidget(
            Label(tr("Press whoever has agreed. What they say can be changed afterwards."), "caption", "ink2")
        )
        self.people = PeopleChips(name="agreementPeople", heard=tr("Has agreed"))
        self.people.pressed.connect(self._agree)
        inner.addWidget(self.people)
        row = QHBoxLayout()
        self.other = LineField(
            name="agreementOther", heard=tr("Somebody else, in words"), placeholder=tr("Somebody else"), height=36
        )  # fmt: skip
        self.other.setMaximumWidth(theme().px(260))
        self.other.returnPressed.connect(self._agree_other)
        row.addWidget(self.other)
        self.everybody = LinkButton(tr("Ask all of the family"), name="agreementEverybody", role="caption", ink="ink2")
        self.everybody.clicked.connect(self._ask_everybody)
        row.addWidget(self.everybody)
        row.addStretch(1)
        inner.addLayout(row)
        self.offers.hide()
        body.addWidget(self.offers)

    # ---- showing ----------------------------------------------------------------------------------------------
    def show_lines(self) -> None:
        """Show what everybody says; words being written stay under the writer's hand."""
        view = self._state.view
        lines, past = view.agreements, view.is_past
        agreed = sum(line.state == "agreed" for line in lines)
        self.count.setText(tr("{n} of {all}").format(n=agreed, all=len(lines)) if lines else "")
        self.dashed = not lines
        self.set_look(fill="canvas" if lines else "ask", line="line" if lines else "askLine")
        self.add_button.setVisible(not past)
        if past:
            self.add_button.setChecked(False)
        self.setVisible(bool(lines) or (bool(view.rules) and not past))
        named = {line.person.id for line in lines if line.person}
        self.people.show_people(p for p in self._state.people() if p.id not in named)
        shown = (past, tuple((line.id, line.state, line.on, line.label) for line in lines))
        if shown == self._shown or any(row.words.editing for row in self.rows.values()):
            for line in lines:
                if line.id in self.rows:
                    self.rows[line.id].show_line(line)
            return
        self._shown = shown
        self._rebuild(lines)

    def _rebuild(self, lines: tuple[AgreementView, ...]) -> None:
        for row in self.rows.values():
            self._flow.removeWidget(row)
            self._different.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = {}
        order = {name: place for place, name in enumerate(STATES)}
        for line in sorted(lines, key=lambda each: order[each.state]):
            row = AgreementRow(self._state, line)
            row.pressed.connect(self.open_menu)
            row.changed.connect(self._left)
            self.rows[line.id] = row
            if line.state == "disagrees" or line.words:
                self._different.addWidget(row)
            else:
                self._flow.addWidget(row)
            row.show()
        self._holder.setVisible(self._flow.count() > 0)
        self._holder.updateGeometry()
        settle(self)

    def _left(self) -> None:
        self._state.forget()
        self.show_lines()

    # ---- doing ------------------------------------------------------------------------------------------------
    def _show_offers(self, on: bool) -> None:
        self.offers.setVisible(on)

    def _agree(self, person_id: str) -> None:
        context = self._state.context
        context.attempt(lambda: acts.agree(context.case, context.workspace_id, person_id))

    def _agree_other(self) -> None:
        context, words = self._state.context, self.other.text().strip()
        if words and context.attempt(lambda: acts.agree(context.case, context.workspace_id, person_words=words)):
            self.other.clear()

    def _ask_everybody(self) -> None:
        """Everybody of the family's own life who is not on the list yet, as one step."""
        context = self._state.context
        named = {line.person.id for line in self._state.view.agreements if line.person}
        people = [p for p in self._state.people() if p.kind != "professional" and p.id not in named]

        def ask() -> None:
            with context.case.edit(tr("Listed who has still to be asked")):
                for person in people:
                    acts.agree(context.case, context.workspace_id, person.id, state="not_yet")

        if people:
            context.attempt(ask)

    def menu_for(self, line_id: str) -> Menu:
        """What somebody may say of the plan (built apart, so a test can read it)."""
        menu, now = Menu(self, name="agreementMenu"), self.rows[line_id].line.state
        for state in STATES:
            action = QAction(state_words(state), menu)
            action.setObjectName(f"state-{state}")
            action.setCheckable(True)
            action.setChecked(state == now)
            action.setData((line_id, state))
            action.triggered.connect(self._say)
            menu.addAction(action)
        menu.addSeparator()
        away = QAction(tr("Take off the list"), menu)
        away.setObjectName("agreementRemove")
        away.setData((line_id, ""))
        away.triggered.connect(self._say)
        menu.addAction(away)
        return menu

    def open_menu(self, line_id: str) -> None:
        """Show that menu under its button."""
        menu, button = self.menu_for(line_id), self.rows[line_id].button
        menu.exec(button.mapToGlobal(button.rect().bottomLeft()))
        menu.deleteLater()

    def _say(self) -> None:
        action = self.sender()
        if not isinstance(action, QAction):
            return
        context, (line_id, state) = self._state.context, action.data()
        if not state:
            context.attempt(lambda: acts.remove_agreement(context.case, line_id))
            context.said_and_undoable(tr("Taken off the list."))
            return
        context.attempt(lambda: acts.set_agreement(context.case, line_id, state=state))
        if state == "disagrees" and line_id in self.rows:
            self.rows[line_id].words.open()
