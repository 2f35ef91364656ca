"""The room of the plan: the rules with their versions and who agrees, the diary, the hard days, the meetings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from models import dates
from models.acts import plan as acts
from models.plan import plan_name
from ui.context import CaseContext
from ui.screens.plan.agreement import AgreedBy
from ui.screens.plan.days import HardDaysPage
from ui.screens.plan.diary import DiaryPanel
from ui.screens.plan.heading import PastBar, VersionForm, version_menu
from ui.screens.plan.rules import RuleList
from ui.screens.plan.state import PlanState
from ui.screens.plan.words import in_days, tr
from ui.screens.room import Room, RoomHead, exchange
from ui.theme import theme
from ui.widgets import (
    Button,
    Card,
    Drawer,
    EmptyState,
    IconButton,
    IconMark,
    Label,
    LinkButton,
    ScrollArea,
    SegmentedControl,
    Surface,
    across,
    column,
)

if TYPE_CHECKING:
    from ui.screens.meetings import MeetingsPage

_LONGEST = 48
"""Letters of who made it and when that fit beside the title; longer, only the day stands there."""
_PLAN, _DAYS, _MEETINGS = range(3)


class PlanScreen(Room):
    """The room."""

    MADE_OF = (
        "plan_version", "plan_rule", "plan_entry", "plan_agreement", "hard_day", "network_meeting", "timeline_event",
        "person", "restriction", "workspace_child", "pathway_period", "casefile", "card",
    )  # fmt: skip

    def __init__(self, context: CaseContext, parent: QWidget | None = None) -> None:
        super().__init__(context, "plan", parent=parent)
        self.state = PlanState(context, self)
        self.meetings: MeetingsPage | None = None
        row = across(self)
        row.addWidget(self._make_middle(), 1)
        self.diary = DiaryPanel(self.state)
        self.drawer = Drawer(self.diary, self, row)
        self.diary.hide()  # until there is known to be room beside the rules
        self._connect()
        self.listen()

    def _connect(self) -> None:
        self.state.shown_changed.connect(self._on_version)
        self.rules.diary_wanted.connect(self._write_diary)
        self.diary.meeting_planned.connect(self.show_meeting)
        self.diary.rhythm_wanted.connect(self.open_heading)

    # ---- making it --------------------------------------------------------------------------------------------
    def _make_middle(self) -> QWidget:
        middle = Surface("window")
        body = column(middle, gap=0)
        body.addLayout(self._make_head())
        holder = QWidget()
        bars = column(holder, (24, 0, 24, 6), gap=6)
        self.past = PastBar(self.state)
        self.past.back.connect(self._show_now)
        bars.addWidget(self.past)
        body.addWidget(holder)
        self.pages = QStackedWidget()
        self.pages.addWidget(self._make_plan())
        self.days = HardDaysPage(self.state)
        self.pages.addWidget(ScrollArea(self.days, name="hardDaysScroll"))
        body.addWidget(self.pages, 1)
        return middle

    def _make_head(self) -> RoomHead:
        self._head = RoomHead(gap=8)
        named, pressed = self._head.named, self._head.pressed
        self.title = Label("", "title", wrap=False)
        named.addWidget(self.title)
        self.version = Button("", name="planVersion", kind="quiet", size="small", menu=True)
        self.version.clicked.connect(self._open_versions)
        named.addWidget(self.version)
        self.diary_button = IconButton("note-pencil", tr("Plan diary"), name="planDiaryOpen", kind="outline")
        self.diary_button.clicked.connect(self._open_diary)
        named.addStretch(1)
        named.addWidget(self.diary_button)
        words = (tr("Rules"), tr("Hard days"), tr("Meetings"))
        self.segments = SegmentedControl(words, name="planParts", heard=tr("What of the plan"))
        self.segments.chosen.connect(self.show_part)
        pressed.addWidget(self.segments)
        self.fridge = Button(tr("Fridge copy"), name="fridgeCopy", icon="printer")
        self.fridge.clicked.connect(self._to_share)
        pressed.addWidget(self.fridge)
        pressed.addStretch(0)
        return self._head

    def _make_plan(self) -> QWidget:
        self._plan = QStackedWidget()
        page = QWidget()
        body = column(page, (24, 2, 24, 24), gap=12)
        self.heading = VersionForm(self.state)
        body.addWidget(self.heading)
        self.rules = RuleList(self.state)
        body.addWidget(self.rules)
        self.agreed = AgreedBy(self.state)
        body.addWidget(self.agreed)
        body.addWidget(self._make_next_day())
        body.addStretch(1)
        self._scroll = ScrollArea(page, name="planScroll")
        self._plan.addWidget(self._scroll)
        self._empty: QWidget = QWidget()
        self._plan.addWidget(self._empty)
        return self._plan

    def _make_next_day(self) -> QWidget:
        self.next_day = Card(fill="ask", line="askLine", corner="card", dashed=True)
        row = QHBoxLayout(self.next_day)
        row.setContentsMargins(theme().px(16), theme().px(6), theme().px(10), theme().px(6))
        row.setSpacing(theme().px(9))
        row.addWidget(IconMark("calendar-blank", "askInk"))
        self._next_words = Label("", "body", "askInk")
        row.addWidget(self._next_words, 1, Qt.AlignmentFlag.AlignVCenter)
        link = LinkButton(tr("Plan for it"), name="planNextDay", ink="askInk")
        link.clicked.connect(self.show_days)
        row.addWidget(link)
        return self.next_day

    # ---- showing ----------------------------------------------------------------------------------------------
    def forget(self) -> None:
        """Read the plan anew."""
        self.state.forget()

    def show_all(self) -> None:
        """The version looked at."""
        self._on_shown()

    def _on_version(self) -> None:
        """Another version: shown from its first rule."""
        self._on_shown()
        self._scroll.verticalScrollBar().setValue(0)

    def _on_shown(self) -> None:
        view = self.state.view
        self.title.setText(view.title)
        words = tr("Version {n}").format(n=view.version)
        short = view.made_words if len(view.made_words) <= _LONGEST else dates.written(view.made_on)
        self.version.setText(f"{words}, {short}" if short else words)
        self.version.setAccessibleName(f"{words}, {view.made_words}" if view.made_words else words)
        self.version.setToolTip(self.version.accessibleName())
        self.version.setVisible(bool(view.version))
        self.past.show_version()
        self.heading.show_version()
        self.rules.show_rules()
        self.agreed.show_lines()
        self._show_next_day()
        self.diary.show_diary()
        if self.pages.currentIndex() == _DAYS:
            self.days.show_days()
        self.fridge.setEnabled(bool(view.rules))
        has_any = bool(view.rules or view.entries or view.is_past) or not self.rules.draft.isHidden()
        if not has_any:
            self._show_empty()
        self._plan.setCurrentIndex(0 if has_any else 1)
        self._settle()

    def _show_next_day(self) -> None:
        view = self.state.view
        open_days = [day for day in view.hard_days if not day.planned]
        day = next(iter(open_days), None)
        soon = day is not None and day.days <= 42
        if day is not None:
            text = tr("Next hard day: {title}, {when}, {far}. There is no plan for it yet.")
            self._next_words.setText(text.format(title=day.title, when=day.when, far=in_days(day.days)))
        self.next_day.setVisible(soon and not view.is_past)

    def _show_empty(self) -> None:
        name = plan_name(self.state.view.pathway)
        first = Button(tr("Write the first rule"), name="firstRule", kind="primary", size="large")
        first.clicked.connect(self._begin)
        text = tr("Rules the family makes itself, in its own words: who does what, how everybody will know, and what "
                  "happens if it slips.")  # fmt: skip
        page = EmptyState(text, title=name, icon="shield-check", action=first)
        exchange(self._plan, self._empty, page)
        self._empty = page

    def _settle(self) -> None:
        """Where there is little room the head takes two lines and the diary lies behind a button."""
        narrow = self.window().width() < theme().px(1280)
        room = self.width() - (0 if narrow else self.diary.width())
        self._head.stack(room < theme().px(880))
        on_plan = self.pages.currentIndex() == _PLAN
        self.diary_button.setVisible(narrow and on_plan)
        self.diary.close_button.setVisible(narrow)
        if not on_plan:
            self.diary.hide()
        elif not narrow:
            self.diary.setVisible(self._plan.currentIndex() == 0)

    # ---- which part -------------------------------------------------------------------------------------------
    def show_part(self, part: int) -> None:
        """The rules, the hard days or the meetings."""
        if part == _MEETINGS and self.meetings is None:
            from ui.screens.meetings import MeetingsPage

            self.meetings = MeetingsPage(self.context)
            self.pages.addWidget(self.meetings)
        self.segments.set_current(part)
        self.pages.setCurrentIndex(part)
        if part == _DAYS:
            self.days.show_days()
        self._settle()

    def show_days(self) -> None:
        """The hard days ahead."""
        self.show_part(_DAYS)

    def show_meetings(self) -> None:
        """The meetings of the network."""
        self.show_part(_MEETINGS)

    def show_meeting(self, meeting_id: str) -> None:
        """One meeting of the network."""
        self.show_meetings()
        if self.meetings is not None:
            self.meetings.choose(meeting_id)

    def show_lowest(self) -> None:
        """The end of the rules: who agrees, and the next hard day."""
        bar = self._scroll.verticalScrollBar()
        bar.setValue(bar.maximum())

    def _show_now(self) -> None:
        self.state.show_version(None)

    def _begin(self) -> None:
        self._plan.setCurrentIndex(0)
        self.rules.open_draft()
        self._settle()

    # ---- versions ---------------------------------------------------------------------------------------------
    def _open_versions(self) -> None:
        menu = version_menu(self.state, self)
        for action in menu.actions():
            action.triggered.connect(self._version_chosen)
        menu.exec(self.version.mapToGlobal(self.version.rect().bottomLeft()))
        menu.deleteLater()

    def _version_chosen(self) -> None:
        action = self.sender()
        if not isinstance(action, QAction):
            return
        match action.objectName():
            case "newVersion":
                self.new_version()
            case "changeHeading":
                self.open_heading()
            case _:
                self.show_part(_PLAN)
                self.state.show_version(int(action.data()))

    def new_version(self) -> None:
        """The next version, with every rule as it is; it is the one in force from now on."""
        context = self.context
        self.state.show_version(None)
        number = context.attempt(lambda: acts.new_version(context.case, context.workspace_id))
        if number:
            context.said_and_undoable(tr("This is version {n} now. The one before stays as it was.").format(n=number))

    def open_heading(self) -> None:
        """Who made it, when, how often it is tried."""
        self.show_part(_PLAN)
        self.heading.show()
        self.heading.show_version()
        self._scroll.verticalScrollBar().setValue(0)
        self.heading.made_by.setFocus(Qt.FocusReason.OtherFocusReason)

    # ---- small things -----------------------------------------------------------------------------------------
    def _write_diary(self, rule: int) -> None:
        self._open_diary()
        self.diary.begin("used", rule)

    def _open_diary(self) -> None:
        self.diary.show()
        self.diary.raise_()

    def _to_share(self) -> None:
        self.context.share("plan")
