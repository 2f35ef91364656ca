"""Next steps over all families: what is late, what comes, what is done; filtered, found, ticked off."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from models.acts.cards import tick_step
from models.casework import Desk
from models.errors import KnownError
from models.next_steps import group_of, next_steps
from models.thinking_views import NextStepLine, NextStepsView
from ui.context import Services
from ui.screens.scene import Mark
from ui.screens.step_list import StepList
from ui.screens.step_rows import tr
from ui.theme import theme
from ui.widgets import Button, EmptyState, Label, Menu, SearchField, SegmentedControl, Surface, announce, clear, column

FILTERS = ("open", "late", "soon", "later", "done")
"""What the segments show; later holds what has no known day too."""


@dataclass(frozen=True)
class _Ticked:
    """A tick that can be taken back: of which case, as which undo step, and how the card was before."""

    case_id: str
    card_id: str
    step: int
    before: str | None


class NextStepsScreen(Surface):
    """``back()``, ``hide_asked()``, ``card_asked(case, workspace, card)``, ``said(words, action, callback)``."""

    back = Signal()
    hide_asked = Signal()
    card_asked = Signal(str, str, str)
    said = Signal(str, str, object)

    def __init__(self, desk: Desk, services: Services, parent: QWidget | None = None) -> None:
        super().__init__("window", parent=parent)
        self.setObjectName("nextStepsPage")
        self._desk, self._services = desk, services
        self._who = ""
        self._ticks: list[_Ticked] = []
        self._view = NextStepsView((), "")
        outer = column(self)
        outer.addLayout(self._make_top())
        body = QVBoxLayout()
        body.setContentsMargins(theme().px(40), 0, theme().px(40), theme().px(12))
        body.setSpacing(theme().px(10))
        outer.addLayout(body, 1)
        body.addLayout(self._make_head())
        body.addLayout(self._make_filters())
        self.list = StepList(name="stepList", with_case=True)
        self.list.ticked.connect(self.tick)
        self.list.opened.connect(self._open)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.list)
        self._pages.addWidget(self._make_empty())
        body.addWidget(self._pages, 1)
        undo = QAction(self)
        undo.setObjectName("undoTick")
        undo.setShortcut(QKeySequence("Ctrl+Z"))
        undo.triggered.connect(self.undo)
        self.addAction(undo)
        self.refresh()

    # ---- making it --------------------------------------------------------------------------------------------
    def _make_top(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(theme().px(24), theme().px(10), theme().px(24), theme().px(10))
        row.setSpacing(theme().px(6))
        back = Button(self.tr("Cases"), name="backToCases", kind="quiet", icon="caret-left")
        back.clicked.connect(self.back)
        hide = Button(self.tr("Hide"), name="hide", kind="quiet", icon="eye-slash", key="F9")
        hide.clicked.connect(self.hide_asked)
        row.addWidget(back)
        row.addWidget(Mark())
        row.addStretch(1)
        row.addWidget(hide)
        return row

    def _make_head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme().px(14))
        title = Label(self.tr("Next steps"), "title", wrap=False)
        title.setMinimumWidth(title.sizeHint().width())
        row.addWidget(title)
        self.count = Label("", "body", "ink2", wrap=False)
        row.addWidget(self.count, 1)
        self.search = SearchField(
            name="stepSearch", heard=self.tr("Search the next steps"), placeholder=self.tr("Words, a name or a family")
        )
        self.search.setMinimumWidth(theme().px(120))
        self.search.setMaximumWidth(theme().px(330))
        self.search.textChanged.connect(self._show)
        row.addWidget(self.search, 10)
        return row

    def _make_filters(self) -> QBoxLayout:
        self._filters = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._filters.setSpacing(theme().px(12))
        names = [self.tr("To do"), self.tr("Late"), self.tr("Next 7 days"), self.tr("Later"), self.tr("Done")]
        self.when = SegmentedControl(names, name="stepsWhen", heard=self.tr("Which steps"))
        self.when.chosen.connect(self._show)
        self.who = Button(self.tr("Everybody"), name="stepsWho", icon="user", menu=True, size="small")
        self.who.clicked.connect(self._open_who)
        self._filters.addWidget(self.when, 0, Qt.AlignmentFlag.AlignLeft)
        self._filters.addWidget(self.who, 0, Qt.AlignmentFlag.AlignLeft)
        self._filters.addStretch(1)
        return self._filters

    def _make_empty(self) -> QWidget:
        self._empty = QWidget()
        column(self._empty)
        return self._empty

    # ---- what is shown ----------------------------------------------------------------------------------------
    @property
    def view(self) -> NextStepsView:
        """Every step there is, whatever is filtered."""
        return self._view

    def refresh(self) -> None:
        """Read the vault again."""
        self._view = next_steps(self._desk)
        late = sum(line.state == "late" for line in self._view.lines)
        left = sum(line.state != "done" for line in self._view.lines)
        words = self.tr("{left} to do, {late} late") if late else self.tr("{left} to do, none late")
        self.count.setText(words.format(left=left, late=late) if left else self.tr("Nothing to do"))
        self._show()

    def shown(self) -> list[NextStepLine]:
        """The steps that pass the filters, in their order."""
        wanted = FILTERS[self.when.current]
        words = self.search.text().casefold().split()
        return [line for line in self._view.lines if self._passes(line, wanted) and _has(line, words)]

    def _passes(self, line: NextStepLine, wanted: str) -> bool:
        group = group_of(line)
        if self._who and self._who not in (line.people or ("-",)):
            return False
        if wanted == "open":
            return group != "done"
        return group == wanted or (wanted == "later" and group == "undated")

    def _show(self) -> None:
        lines = self.shown()
        self.list.show_lines(lines)
        if not lines:
            self._say_empty()
        self._pages.setCurrentIndex(0 if lines else 1)

    def _say_empty(self) -> None:
        layout = self._empty.layout()
        assert layout is not None
        clear(layout)
        if self._view.lines:
            layout.addWidget(EmptyState(self.tr("No step like that."), icon="list-checks"))
            return
        text = self.tr("No next step yet. Who could do one small thing, and by when? Next steps are written on a "
                       "family's map and agreed in its network meetings; here they stand together.")  # fmt: skip
        layout.addWidget(EmptyState(text, icon="list-checks"))

    # ---- filters ----------------------------------------------------------------------------------------------
    def who_menu(self) -> Menu:
        """Everybody who has a step (made apart from showing it, so that a test can press it)."""
        menu = Menu(self, name="whoMenu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        lines = [line for line in self._view.lines if line.state != "done"]
        counts = Counter(name for line in lines for name in line.people)
        done = {name for line in self._view.lines for name in line.people} - set(counts)
        names = sorted(counts, key=str.casefold) + sorted(done, key=str.casefold)
        labels = {name: f"{name}  {counts[name]}" if counts[name] else name for name in names}
        entries = {"": self.tr("Everybody"), **labels}
        if any(not line.people for line in lines):
            entries["-"] = self.tr("Nobody named yet")
        for key, text in entries.items():
            menu.offer(text, key, checked=key == self._who)
        menu.chosen.connect(self._choose_who)
        return menu

    def _open_who(self) -> None:
        self.who_menu().popup(self.who.mapToGlobal(self.who.rect().bottomLeft()))

    def _choose_who(self, who: str) -> None:
        self._who = who
        words = {"": self.tr("Everybody"), "-": self.tr("Nobody named yet")}
        self.who.setText(words.get(who, who))
        self._show()
        announce(self, self.tr("{count} steps").format(count=len(self.list.steps.lines)))

    # ---- doing ------------------------------------------------------------------------------------------------
    def tick(self, line: NextStepLine) -> None:
        """Mark a step done today, or put it back to do."""
        done_on = None if line.done_on else self._services.now().date().isoformat()
        try:
            case = self._desk.open_case(line.case_id)
            tick_step(case, line.card_id, done_on)
        except KnownError as error:
            self.said.emit(str(error), "", None)
            self.refresh()
            return
        self._ticks.append(_Ticked(line.case_id, line.card_id, case.history()[0].step, line.done_on))
        self.list.keep_place()
        self.refresh()
        words = self.tr("Marked as done") if done_on else self.tr("Put back to do")
        self.said.emit(words, self.tr("Undo"), self.undo)

    def undo(self) -> None:
        """Take back the newest tick made here; later work on the same family stays as it is."""
        if not self._ticks:
            return
        ticked = self._ticks.pop()
        try:
            case = self._desk.open_case(ticked.case_id)
            newest = next((step for step in case.history() if step.state == "done"), None)
            if newest is not None and newest.step == ticked.step:
                case.undo()
            else:
                tick_step(case, ticked.card_id, ticked.before)
        except KnownError as error:
            self.said.emit(str(error), "", None)
        if isValid(self):  # the toast may outlive the page
            self.refresh()

    def _open(self, line: NextStepLine) -> None:
        self.card_asked.emit(line.case_id, line.workspace_id, line.card_id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: the filters stand one above the other where there is no room side by side."""
        super().resizeEvent(event)
        room = self.when.sizeHint().width() + self.who.sizeHint().width() + theme().px(120)
        across = QBoxLayout.Direction.LeftToRight if self.width() >= room else QBoxLayout.Direction.TopToBottom
        self._filters.setDirection(across)


def _has(line: NextStepLine, words: list[str]) -> bool:
    text = f"{line.text} {line.who} {line.case_title} {tr('late') if line.state == 'late' else ''}".casefold()
    return all(word in text for word in words)
