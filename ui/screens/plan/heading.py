"""The plan's heading: which version, who made it and when, how often it is tried; and the bar over an earlier one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.acts import plan as acts
from models.plan import every, plan_name
from ui.screens.plan.fields import DayField
from ui.screens.plan.state import PlanState
from ui.screens.plan.words import tr
from ui.theme import theme
from ui.widgets import Button, Card, FlowLayout, IconButton, IconMark, Label, LineField, Menu, column

RHYTHMS: tuple[int | None, ...] = (7, 14, 28, None)


class PastBar(Card):
    """Says which earlier version is looked at, and leads back. ``back()``."""

    back = Signal()

    def __init__(self, state: PlanState, parent: QWidget | None = None) -> None:
        super().__init__(fill="selected", parent=parent)
        self.setObjectName("planPast")
        self._state = state
        row = QHBoxLayout(self)
        row.setContentsMargins(theme().px(14), theme().px(8), theme().px(8), theme().px(8))
        row.setSpacing(theme().px(10))
        row.addWidget(IconMark("clock-counter-clockwise", "ink"))
        self.words = Label("", "body")
        row.addWidget(self.words, 1, Qt.AlignmentFlag.AlignVCenter)
        self.button = Button("", name="planBack", size="small")
        self.button.clicked.connect(self.back)
        row.addWidget(self.button)

    def show_version(self) -> None:
        """Show it over an earlier version only."""
        view, now = self._state.view, self._state.in_force
        self.setVisible(view.is_past)
        if view.is_past:
            line = next(line for line in view.versions if line.number == view.version)
            text = tr("{version}. The plan in force is version {n}.").format(version=line.title, n=now)
            self.words.setText(text)
            self.setAccessibleName(text)
            self.button.setText(tr("Back to version {n}").format(n=now))


class VersionForm(Card):
    """Who made this version, on what day, and how often it is to be tried; every field saves on leaving."""

    def __init__(self, state: PlanState, parent: QWidget | None = None) -> None:
        super().__init__(fill="canvas", line="line", parent=parent)
        self.setObjectName("versionForm")
        self._state = state
        body = column(self, (16, 10, 12, 12), gap=6)
        holder = QWidget()
        flow = FlowLayout(holder, gap=theme().px(18), row_gap=theme().px(8))
        self.title = LineField(
            name="planTitle", heard=tr("What does the family call the plan?"), height=36,
            placeholder=plan_name(state.view.pathway),
        )  # fmt: skip
        self.title.editingFinished.connect(self._keep_title)
        self.made_by = LineField(
            name="planMadeBy", heard=tr("Who made this version?"), placeholder=tr("the family"), height=36
        )  # fmt: skip
        self.made_by.editingFinished.connect(self._keep_maker)
        self.day = DayField(state.context.projector.today, name="planMadeOn", heard=tr("On which day was it made?"))
        self.day.setFixedWidth(theme().px(290))
        self.day.changed.connect(self._keep_day)
        for text, field in ((tr("Called"), self.title), (tr("Made by"), self.made_by), (tr("On"), self.day)):
            flow.addWidget(_labelled(text, field))
        self._rhythm = QWidget()
        self._chips = FlowLayout(self._rhythm, gap=theme().px(6), row_gap=theme().px(6))
        self.rhythms: dict[int | None, Button] = {}
        for days in RHYTHMS:
            text = every(days) if days else tr("not agreed")
            button = Button(text, name=f"rhythm-{days or 0}", size="small", kind="outline")
            button.setCheckable(True)
            button.setProperty("days", days or 0)
            button.clicked.connect(self._keep_rhythm)
            self._chips.addWidget(button)
            self.rhythms[days] = button
        self.other = LineField(name="rhythmOther", heard=tr("Every so many days"), placeholder=tr("days"), height=36)
        self.other.setFixedWidth(theme().px(80))
        self.other.editingFinished.connect(self._keep_other)
        self._chips.addWidget(self.other)
        row = QHBoxLayout()
        fields = QVBoxLayout()
        fields.setSpacing(theme().px(6))
        fields.addWidget(holder)
        fields.addWidget(Label(tr("Tried out"), "caption", "ink2", wrap=False))
        fields.addWidget(self._rhythm)
        row.addLayout(fields, 1)
        self.close_button = IconButton("x", tr("Close"), name="versionFormClose", size="small")
        self.close_button.clicked.connect(self.hide)
        row.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        body.addLayout(row)
        self.hide()

    def show_version(self) -> None:
        """Show what is kept; fields being written in stay."""
        view = self._state.view
        if view.is_past or not view.version:
            self.hide()
            return
        context = self._state.context
        rows = context.case.rows.where("plan_version", workspace_id=context.workspace_id, number=view.version)
        # A name kept from whoever looks is not there to be written over.
        self.title.setEnabled(not rows or not rows[0]["title"] or rows[0]["title"] == view.title)
        self.made_by.setEnabled(not rows or (rows[0]["made_by"] or "") == view.made_by)
        if not self.title.hasFocus():
            self.title.setPlaceholderText(plan_name(view.pathway))
            self.title.setText("" if view.title == plan_name(view.pathway) else view.title)
        if not self.made_by.hasFocus():
            self.made_by.setText(view.made_by)
        if not self.day.line.hasFocus():
            if view.made_on:
                self.day.set_day(view.made_on)
            else:
                self.day.line.clear()
        for days, button in self.rhythms.items():
            button.setChecked(days == view.try_every_days)
        known = view.try_every_days in self.rhythms
        if not self.other.hasFocus():
            self.other.setText("" if known else str(view.try_every_days))

    def _set(self, **fields: object) -> None:
        context = self._state.context
        context.attempt(lambda: acts.set_version(context.case, context.workspace_id, **fields))
        self._state.forget()
        self.show_version()

    def _keep_title(self) -> None:
        words, view = self.title.text().strip(), self._state.view
        if (words or plan_name(view.pathway)) != view.title:
            self._set(title=words)

    def _keep_maker(self) -> None:
        words = self.made_by.text().strip()
        if words != self._state.view.made_by:
            self._set(made_by=words)

    def _keep_day(self) -> None:
        day = self.day.day
        if day != (self._state.view.made_on or ""):
            self._set(made_on=day or None)

    def _keep_rhythm(self) -> None:
        button = self.sender()
        if isinstance(button, Button):
            self._set(try_every_days=int(button.property("days")) or None)

    def _keep_other(self) -> None:
        text = self.other.text().strip()
        if text.isdigit() and int(text) != self._state.view.try_every_days:
            self._set(try_every_days=int(text))


def _labelled(text: str, field: QWidget) -> QWidget:
    holder = QWidget()
    inner = column(holder, gap=2)
    inner.addWidget(Label(text, "caption", "ink2", wrap=False))
    inner.addWidget(field)
    return holder


def version_menu(state: PlanState, parent: QWidget) -> Menu:
    """Every version, the next one, and what the heading says (built apart, so a test can read it).

    Actions: ``version-N`` (data: the number), ``newVersion``, ``changeHeading``.
    """
    menu = Menu(parent, name="versionMenu")
    for line in state.view.versions:
        action = QAction(tr("{version}, in force").format(version=line.title) if line.is_current else line.title, menu)
        action.setObjectName(f"version-{line.number}")
        action.setData(line.number)
        action.setCheckable(True)
        action.setChecked(line.number == state.view.version)
        menu.addAction(action)
    menu.addSeparator()
    for name, text in (("newVersion", tr("New version, with every rule as it is")),
                       ("changeHeading", tr("What it is called, who made it, how often it is tried…"))):  # fmt: skip
        action = QAction(text, menu)
        action.setObjectName(name)
        action.setEnabled(bool(state.in_force) and not (name == "changeHeading" and state.view.is_past))
        menu.addAction(action)
    return menu
