"""The hard days ahead: the near ones ask for a plan, the later ones wait in a list, the rest is put away."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models import dates
from models.acts import hard_days as acts
from models.hard_days import in_force
from models.plan_days import months_on
from models.thinking_views import HardDayView
from ui.screens.plan.day_row import DayRow, key_of
from ui.screens.plan.fields import DayField, settle
from ui.screens.plan.state import PlanState
from ui.screens.plan.words import tr
from ui.theme import theme
from ui.widgets import Button, Card, Chip, FlowLayout, Label, LineField, LinkButton, clear, column


class HardDaysPage(QWidget):
    """Everything from today until half a year on, by date."""

    def __init__(self, state: PlanState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("hardDays")
        self.setAccessibleName(tr("Hard days ahead"))
        self._state = state
        self._open: set[str] = set()
        self._shown: tuple[object, ...] = ()
        self.rows: dict[str, DayRow] = {}
        body = column(self, (24, 2, 24, 24), gap=10)
        self.fault = Label("", "body", "askInk")
        body.addWidget(self.fault)
        self.about = Label("", "body", "ink2")
        body.addWidget(self.about)
        self._list = QVBoxLayout()
        self._list.setSpacing(theme().px(8))
        body.addLayout(self._list)
        self._make_adding(body)
        self._away = QWidget()
        away = column(self._away, (0, 8, 0, 0), gap=4)
        self._away_words = Label(tr("Put away. Press one to bring it back."), "caption", "ink2")
        away.addWidget(self._away_words)
        self._away_holder = QWidget()
        self._away_flow = FlowLayout(self._away_holder)
        away.addWidget(self._away_holder)
        body.addWidget(self._away)
        body.addStretch(1)

    def _make_adding(self, body: QVBoxLayout) -> None:
        self.add_button = Button(tr("Another hard day"), name="addDay", kind="quiet", icon="plus")
        self.add_button.clicked.connect(self.open_adding)
        body.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.adding = Card(line="line")
        row = QHBoxLayout(self.adding)
        row.setContentsMargins(theme().px(14), theme().px(10), theme().px(14), theme().px(10))
        row.setSpacing(theme().px(10))
        self.title = LineField(
            name="newDayTitle", heard=tr("What day is it?"), placeholder=tr("Dad’s court date"), height=36
        )
        self.title.returnPressed.connect(self._add)
        row.addWidget(self.title, 2)
        self.on = DayField(self._state.context.projector.today, name="newDayOn", heard=tr("When is it?"), ahead=True)
        self.on.line.returnPressed.connect(self._add)
        row.addWidget(self.on, 1)
        add = Button(tr("Add"), name="newDayAdd", kind="primary")
        add.clicked.connect(self._add)
        row.addWidget(add)
        leave = LinkButton(tr("Not now"), name="newDayLeave", ink="ink2")
        leave.clicked.connect(self._close_adding)
        row.addWidget(leave)
        self.adding.hide()
        body.addWidget(self.adding)

    # ---- showing ----------------------------------------------------------------------------------------------
    def show_days(self) -> None:
        """Show the days as they are; one being written in stays under the writer's hand."""
        rules, fault = in_force()
        self.fault.setText(fault)
        self.fault.setVisible(bool(fault) and self._state.context.lens.is_us)
        today = self._state.context.projector.today
        until = dates.written(months_on(today, rules.months_ahead).isoformat())
        self.about.setText(
            tr("Days until {day} that may be hard. What is not planned {weeks} weeks before is asked.").format(
                day=until, weeks=rules.plan_within_days // 7
            )
        )
        days, away = self._state.view.hard_days, self._state.put_away()
        steps = tuple(tuple(card.text for card in self._state.steps_about(day)) for day in days)
        shown = (days, away, steps, frozenset(self._open), theme().factor, self._state.context.lens)
        if shown == self._shown:
            return
        self._shown = shown
        held = {key: row for key, row in self.rows.items() if row.editing}
        self._clear(held)
        near = [day for day in days if day.days <= rules.plan_within_days]
        later = [day for day in days if day.days > rules.plan_within_days]
        for title, group in ((tr("Soon"), near), (tr("Later"), later)):
            if group:
                self._list.addWidget(Label(title, "label"))
            for day in group:
                row = held.get(key_of(day)) or self._make_row(day, near=group is near)
                self.rows[key_of(day)] = row
                self._list.addWidget(row)
                row.show()
        self._show_away(away)
        settle(self)

    def _make_row(self, day: HardDayView, *, near: bool) -> DayRow:
        is_open = near or day.planned or bool(day.who) or key_of(day) in self._open
        row = DayRow(self._state, day, is_open=is_open)
        row.left.connect(self._left)
        row.opened.connect(self.open_day)
        return row

    def _clear(self, held: dict[str, DayRow]) -> None:
        self.rows = {}
        while (item := self._list.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None and widget not in held.values():
                widget.hide()
                widget.deleteLater()

    def _show_away(self, days: tuple[HardDayView, ...]) -> None:
        clear(self._away_flow)
        for day in days:
            chip = Chip(day.title, name=f"bring-{key_of(day)}", tone="line", icon="arrow-counter-clockwise", live=True,
                        heard=tr("Bring {day} back").format(day=day.title))  # fmt: skip
            chip.setProperty("day", day.id)
            chip.clicked.connect(self._bring_back)
            self._away_flow.addWidget(chip)
        self._away.setVisible(bool(days))
        self._away_holder.updateGeometry()

    # ---- doing ------------------------------------------------------------------------------------------------
    def open_day(self, key: str) -> None:
        """Plan for a day that is still far off."""
        self._open.add(key)
        self.show_days()
        if key in self.rows and (plan := self.rows[key].plan) is not None:
            plan.open()

    def _left(self) -> None:
        self._shown = ()  # the row that was written in has more to offer now
        self._state.forget()
        self.show_days()

    def _bring_back(self) -> None:
        chip, context = self.sender(), self._state.context
        if isinstance(chip, Chip):
            key = str(chip.property("day"))
            context.attempt(lambda: acts.bring_back(context.case, key))

    def open_adding(self) -> None:
        """The line for a day the app does not know of."""
        self.add_button.hide()
        self.adding.show()
        self.title.setFocus()

    def _close_adding(self) -> None:
        self.title.clear()
        self.on.line.clear()
        self.adding.hide()
        self.add_button.show()

    def _add(self) -> None:
        context, title, on = self._state.context, self.title.text(), self.on.day
        made = context.attempt(lambda: acts.add_day(context.case, context.workspace_id, title, on))
        if made:
            self._close_adding()
            self.open_day(made)
