"""One hard day: when it is, what the plan is, who sees to it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models import dates
from models.acts import hard_days as acts
from models.plan import day_question
from models.thinking_views import HardDayView
from ui.screens.map.face import person_kind
from ui.screens.plan.choosing import PeopleChips
from ui.screens.plan.fields import AskedWords
from ui.screens.plan.state import PlanState
from ui.screens.plan.words import in_days, tr
from ui.theme import theme
from ui.widgets import Avatar, Button, Card, IconButton, IconMark, Label, LinkButton, column

_WHEN = 168


def key_of(day: HardDayView) -> str:
    """What tells a day from every other, offered or kept."""
    return day.key or day.id


class DayRow(Card):
    """A hard day. Far off and without a plan it is one line; near, planned or opened it is a card to write in.

    ``left()`` when a writer has left; ``opened(key)`` when somebody wants to plan for it now.
    """

    left = Signal()
    opened = Signal(str)

    def __init__(self, state: PlanState, day: HardDayView, *, is_open: bool, parent: QWidget | None = None) -> None:
        super().__init__(fill="card", parent=parent)
        self._state, self.day, self.is_open = state, day, is_open
        self.setObjectName(f"day-{key_of(day)}")
        self.setAccessibleName(f"{day.title}, {day.when}")
        pads = (16, 12, 10, 12) if is_open else (16, 4, 10, 4)
        body = column(self, pads, gap=6)
        row = QHBoxLayout()
        row.setSpacing(theme().px(14))
        body.addLayout(row)
        self._add_when(row)
        self.middle = QVBoxLayout()
        self.middle.setSpacing(theme().px(6))
        row.addLayout(self.middle, 1)
        self._add_title()
        self.plan: AskedWords | None = None
        self.who: AskedWords | None = None
        if is_open:
            self._add_words()
        else:
            plan = Button(tr("Plan for it"), name=f"planFor-{key_of(day)}", size="small",
                          heard=tr("Plan for {day}").format(day=day.title))  # fmt: skip
            plan.clicked.connect(self._open)
            row.addWidget(plan)
        away = tr("Take {day} away") if day.key is None else tr("{day} does not matter here")
        self.away = IconButton("x", away.format(day=day.title), name=f"away-{key_of(day)}", size="small")
        self.away.clicked.connect(self._put_away)
        row.addWidget(self.away, 0, Qt.AlignmentFlag.AlignTop if is_open else Qt.AlignmentFlag.AlignVCenter)

    # ---- making it --------------------------------------------------------------------------------------------
    def _add_when(self, row: QHBoxLayout) -> None:
        holder = QWidget()
        holder.setFixedWidth(theme().px(_WHEN))
        when = column(holder, gap=0)
        name = "" if self.day.until else dates.weekday(self.day.on)
        when.addWidget(Label(self.day.when, "label"))
        after = ", ".join(part for part in (name, in_days(self.day.days)) if part)
        when.addWidget(Label(after, "caption", "ink2"))
        row.addWidget(holder, 0, Qt.AlignmentFlag.AlignTop if self.is_open else Qt.AlignmentFlag.AlignVCenter)

    def _add_title(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme().px(8))
        person = self.day.person
        if person is not None:
            row.addWidget(Avatar(person.name, person_kind(person), size=24, initials=person.initials))
        if self.day.key is None and self.is_open and self._may("title", self.day.title):
            self.title = AskedWords(
                name=f"dayTitle-{self.day.id}", heard=tr("What day is it?"), ask=tr("What day is it?"), role="words",
                single=True,
            )  # fmt: skip
            self.title.show_words(self.day.title)
            self.title.written.connect(self._keep_title)
            self.title.closed.connect(self.left)
            row.addWidget(self.title, 1)
        else:
            row.addWidget(Label(self.day.title, "words"), 1, Qt.AlignmentFlag.AlignVCenter)
        self.middle.addLayout(row)
        for card in self._state.steps_about(self.day):
            due = dates.short(card.due_on, self._state.context.projector.today)
            words = tr("Next step: {step}").format(step=card.text.rstrip("."))
            text = tr("{words}, by {day}").format(words=words, day=due) if due else words
            self.middle.addWidget(Label(text, "caption", "nextInk"))

    def _may(self, name: str, shown: str) -> bool:
        """Whether a part may be written here: none of its words are kept from who looks."""
        return not self.day.id or self._state.may_write("hard_day", self.day.id, **{name: shown})

    def _add_words(self) -> None:
        day, key = self.day, key_of(self.day)
        asks = bool(day_question(day)) or not day.planned
        self.plan = AskedWords(
            name=f"dayPlan-{key}", heard=tr("The plan for {day}").format(day=day.title),
            ask=tr("What will we do, so that it goes well?"), quiet=not asks,
        )  # fmt: skip
        self.plan.show_words(day.plan, editable=self._may("plan", day.plan))
        self.plan.written.connect(self._keep_plan)
        self.plan.closed.connect(self.left)
        self.middle.addWidget(self.plan)
        row = QHBoxLayout()
        row.setSpacing(theme().px(8))
        row.addWidget(IconMark("user", "ink2", size=18), 0, Qt.AlignmentFlag.AlignTop)
        self.who = AskedWords(
            name=f"dayWho-{key}", heard=tr("Who sees to {day}?").format(day=day.title), ask=tr("Who sees to it?"),
            single=True, quiet=not day.planned,
        )  # fmt: skip
        self.who.show_words(day.who, editable=self._may("who", day.who))
        self.who.written.connect(self._keep_who)
        self.who.closed.connect(self.left)
        row.addWidget(self.who, 1)
        self.middle.addLayout(row)
        self._add_step()

    def _add_step(self) -> None:
        self.people = PeopleChips(name=f"dayPeople-{key_of(self.day)}", heard=tr("Sees to it"))
        self.people.pressed.connect(self._keep_person)
        self.people.show_people(self._state.people())
        self.people.setVisible(self.day.planned and not self.day.who)
        self.middle.addWidget(self.people)
        if self.day.planned and not self.day.step_id:
            step = LinkButton(tr("Make it a next step"), name=f"dayStep-{key_of(self.day)}", role="caption",
                              heard=tr("Make the plan for {day} a next step").format(day=self.day.title))  # fmt: skip
            step.clicked.connect(self._make_step)
            self.middle.addWidget(step)

    @property
    def editing(self) -> bool:
        """Whether somebody writes here just now."""
        fields = (self.plan, self.who, getattr(self, "title", None))
        return any(field is not None and field.editing for field in fields)

    # ---- doing ------------------------------------------------------------------------------------------------
    def _now(self) -> HardDayView:
        """The day as it is kept by now: it may have been only offered when this row was made."""
        days = self._state.view.hard_days
        return next((day for day in days if key_of(day) == key_of(self.day)), self.day)

    def _keep(self, **fields: str) -> None:
        context = self._state.context
        self._state.forget()
        day = self._now()
        context.attempt(lambda: acts.plan_day(context.case, context.workspace_id, day, **fields))

    def _keep_plan(self, words: str) -> None:
        self._keep(plan=words)

    def _keep_who(self, words: str) -> None:
        self._keep(who=words)

    def _keep_title(self, words: str) -> None:
        context, key = self._state.context, self.day.id
        if words:
            context.attempt(lambda: acts.set_day(context.case, key, title=words))

    def _keep_person(self, person_id: str) -> None:
        person = next((p for p in self._state.people() if p.id == person_id), None)
        if person is not None:
            self._keep(who=person.name)

    def _open(self) -> None:
        self.opened.emit(key_of(self.day))

    def _put_away(self) -> None:
        context, day = self._state.context, self._now()
        if day.key is None:
            context.attempt(lambda: acts.remove_day(context.case, day.id))
            context.said_and_undoable(tr("The day is gone."))
        else:
            context.attempt(lambda: acts.put_away(context.case, context.workspace_id, day))
            context.said_and_undoable(tr("Put away. It will not be offered again."))

    def _make_step(self) -> None:
        context, day = self._state.context, self._now()
        text = f"{day.title}: {day.plan}"
        same = [p for p in self._state.people() if p.name.casefold() == day.who.strip().casefold()]
        person = same[0].id if len(same) == 1 else None
        made = context.attempt(
            lambda: acts.make_step(context.case, context.workspace_id, day, text, person_id=person, who=day.who or None)
        )
        if made:
            context.said_and_undoable(tr("It is a next step now, due the day before."))
