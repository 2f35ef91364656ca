"""The room of time: dated steps on the left, scores along the line on the right, how things stood at the foot."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QBoxLayout, QStackedLayout, QStackedWidget, QWidget

from models.thinking_views import EventView
from models.timeline import day_of
from ui.context import CaseContext
from ui.screens.room import Room, exchange
from ui.screens.timeline.changes import ChangesPage
from ui.screens.timeline.deeds import Deeds
from ui.screens.timeline.event_list import EventList
from ui.screens.timeline.foot import Foot
from ui.screens.timeline.legend import Legend
from ui.screens.timeline.making_room import flowing, stack_when_narrow
from ui.screens.timeline.marks import look_of
from ui.screens.timeline.menu import EventMenu
from ui.screens.timeline.outline import ChartOutline
from ui.screens.timeline.pages import CirclesThen, DayBar, MapThen, ScoresThen
from ui.screens.timeline.picture import TimePicture
from ui.screens.timeline.player import Player
from ui.screens.timeline.state import TimelineState
from ui.screens.timeline.strands import StrandSwitch
from ui.screens.timeline.words import ROOMS, tr
from ui.theme import theme
from ui.widgets import Button, EmptyState, Label, ScrollArea, announce, column

_LIST, _NARROW = 344, 900
"""How wide the list is; under this the list goes beneath the chart (at 100 %)."""


class TimelineScreen(Room):
    """The room. Steps and scores come from the whole record: whatever changes may change it."""

    def __init__(self, context: CaseContext, parent: QWidget | None = None) -> None:
        super().__init__(context, "timeline", ground="canvas", parent=parent)
        self.state = TimelineState(context, self)
        self.deeds = Deeds(self.state)
        self._pages = QStackedLayout(self)
        self._empty: QWidget = QWidget()
        self._pages.addWidget(self._empty)
        self.work = QWidget()
        self._build(self.work)
        self._pages.addWidget(self.work)
        self.changes = ChangesPage(self.state)
        self._pages.addWidget(self.changes)
        # Heavy pictures follow the hand when it rests: the slider itself never waits for them.
        self._resting = QTimer(self, singleShot=True, interval=0)
        self._resting.timeout.connect(self._show_day)
        self._connect()
        self.listen()

    # ---- making it --------------------------------------------------------------------------------------------
    def _build(self, work: QWidget) -> None:
        outer = column(work, (24, 12, 24, 10), gap=6)
        outer.addWidget(self._make_head())
        self.day_bar = DayBar()
        self.day_bar.hide()
        outer.addWidget(self.day_bar)
        inner = QWidget()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, inner)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme().px(16))
        self.list = EventList(self.state)
        self._row.addWidget(self.list)
        self._row.addWidget(self._make_right(), 1)
        self.scroller = ScrollArea(inner, name="timelineOuter")
        outer.addWidget(self.scroller, 1)

    def _make_head(self) -> QWidget:
        self.strands = StrandSwitch(self.state)
        self.what_changed = Button(
            tr("What changed"), name="whatChanged", icon="clock-counter-clockwise",
            heard=tr("What changed since the last visit"),
        )  # fmt: skip
        self.what_changed.clicked.connect(self.open_changes)
        self.add_button = Button(tr("Add a date"), name="addDate", icon="plus")
        self.add_button.clicked.connect(self.open_adding)
        self.head = QWidget()
        self._head_row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self.head)
        self._head_row.setContentsMargins(0, 0, 0, 0)
        self._head_row.setSpacing(theme().px(6))
        self._head_row.addWidget(Label(tr("Timeline"), "title", wrap=False), 1)
        self._head_row.addWidget(flowing(self.strands, self.what_changed, self.add_button))
        return self.head

    def _make_right(self) -> QWidget:
        right = QWidget()
        body = column(right, gap=4)
        self.stack = QStackedWidget()
        self.map, self.circles, self.scores = MapThen(self.state), CirclesThen(self.state), ScoresThen(self.state)
        self.pages: dict[str, MapThen | CirclesThen | ScoresThen] = {
            "map": self.map, "circles": self.circles, "scores": self.scores,
        }  # fmt: skip
        for page in self.pages.values():
            self.stack.addWidget(page)
        self.outline = ChartOutline(self.state)
        self.stack.addWidget(self.outline)
        self.stack.hide()
        self.page = ""
        body.addWidget(self.stack, 1)
        self.picture = TimePicture(self.state)
        body.addWidget(self.picture, 1)
        self._below = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._below.setSpacing(theme().px(6))
        self.legend = Legend()
        self.as_list = Button(tr("As a list"), name="timelineAsList", kind="quiet", size="small", icon="list-bullets")
        self.as_list.setCheckable(True)
        self.as_list.toggled.connect(self._on_as_list)
        self.player = Player(self.state)
        self._below.addWidget(self.legend, 1, Qt.AlignmentFlag.AlignVCenter)
        self._below.addWidget(flowing(self.as_list, self.player))
        body.addLayout(self._below)
        self.foot = Foot()
        body.addWidget(self.foot)
        self.read_only = Label(
            tr("Slide to any day to see every tool as it was then. The past can be read but not changed."),
            "caption", "ink2",
        )  # fmt: skip
        body.addWidget(self.read_only)
        return right

    def _connect(self) -> None:
        state = self.state
        state.changed.connect(self._on_read)
        state.day_changed.connect(self._on_day)
        state.strand_changed.connect(self._on_strand)
        self.list.chosen.connect(self._on_chosen)
        self.list.wanted.connect(self._on_wanted)
        self.list.menu_wanted.connect(self.show_menu)
        self.list.written.connect(self._on_written)
        self.picture.chosen.connect(self._on_pressed)
        self.outline.chosen.connect(self._on_pressed)
        self.foot.wanted.connect(self.open_page)
        self.day_bar.page_wanted.connect(self.open_page)
        self.day_bar.back.connect(self.close_page)
        self.changes.closed.connect(self.close_changes)

    # ---- showing ----------------------------------------------------------------------------------------------
    def show_all(self) -> None:
        """Read everything anew; the state tells when it has."""
        self.state.forget()

    def _on_read(self) -> None:
        view = self.state.view
        if not view.events and not any(scale.rounds for scale in view.scales) and self.list.form is None:
            self._show_empty()
            return
        if self._pages.currentWidget() is self._empty:
            self._pages.setCurrentWidget(self.work)
        self.strands.show_state()
        self.list.show_view()
        self.picture.show_view()
        self.outline.show_view()
        self.legend.show_looks(frozenset(look_of(event) for event in view.events))
        self.circles.forget()
        self._on_day()
        self._show_day()
        if self._pages.currentWidget() is self.changes:
            self.changes.show_changes()
        self._settle()

    def _on_day(self) -> None:
        """Another day is in hand: what is light follows at once."""
        self.picture.show_day()
        self.outline.show_day()
        self.list.show_current()
        self.player.show_state()
        self._resting.start()

    def _show_day(self) -> None:
        """What takes longer to make: the foot, and the picture of that day."""
        self._resting.stop()
        if not self.page:
            self.foot.show_day(self.state.stood(), circles=bool(self.circles.circles.circle_id))
        else:
            self.day_bar.show_day(self.state)
            self.pages[self.page].show_day()

    def _on_strand(self) -> None:
        self.strands.show_state()
        self.picture.show_view()
        self.outline.show_view()

    def _settle(self) -> None:
        """List beside the chart where there is room, else beneath it, and the whole page scrolls."""
        narrow = self.width() < theme().px(_NARROW)
        way = QBoxLayout.Direction.BottomToTop if narrow else QBoxLayout.Direction.LeftToRight
        if self._row.direction() != way:
            self._row.setDirection(way)
        if narrow:
            self.list.setMinimumWidth(0)
            self.list.setMaximumWidth(16_777_215)
        else:
            self.list.setFixedWidth(theme().px(_LIST))
        self.list.grow(narrow)
        self.stack.setMinimumHeight(min(theme().px(300), 360))
        stack_when_narrow(self._head_row, self.width(), 620)
        stack_when_narrow(self._below, self.width(), 620)
        self.strands.fit(self.width() - theme().px(470))

    def _show_empty(self) -> None:
        start = Button(tr("Add a date"), name="addFirstDate", kind="primary", size="large")
        start.clicked.connect(self.open_adding)
        text = tr("From the worst day to the day we can close: what happened when, and what do you plan?")
        page = EmptyState(text, title=tr("Timeline"), icon="clock-counter-clockwise", action=start)
        exchange(self._pages, self._empty, page)
        self._empty = page
        self._pages.setCurrentWidget(page)

    # ---- pages ------------------------------------------------------------------------------------------------
    def open_page(self, page: str) -> None:
        """Look at the day in hand in another room's picture: map, circles, scores; "" for the chart again."""
        self.page = page
        past = bool(page)
        if past:
            self.list.close_saved()
            self.day_bar.pages.set_current(DayBar.PAGES.index(page))
        for widget in (self.head, self.list, self.foot, self.legend, self.read_only, self.as_list):
            widget.setVisible(not past)
        self.day_bar.setVisible(past)
        self._show_stack()
        self._settle()
        self._show_day()
        if past:
            announce(self, self.day_bar.words.text())

    def _show_stack(self) -> None:
        """Another picture over the line of days, or the chart."""
        other = self.pages[self.page] if self.page else self.outline if self.as_list.isChecked() else None
        self.stack.setVisible(other is not None)
        self.picture.set_alone(other is not None)
        if other is not None:
            self.stack.setCurrentWidget(other)

    def _on_as_list(self) -> None:
        self._show_stack()
        if self.as_list.isChecked():
            self.outline.setFocus()

    def close_page(self) -> None:
        """Back from a picture of a day to the chart."""
        self.open_page("")
        self.picture.slider.setFocus()

    def open_changes(self) -> None:
        """What changed since the last visit."""
        self.list.close_saved()
        self.player.stop()
        self.changes.show_changes()
        self._pages.setCurrentWidget(self.changes)
        self.changes.setFocus()

    def close_changes(self) -> None:
        """Back to the timeline."""
        self._pages.setCurrentWidget(self.work)
        self.what_changed.setFocus()

    # ---- doing ------------------------------------------------------------------------------------------------
    def open_adding(self) -> None:
        """Write a new date."""
        self._pages.setCurrentWidget(self.work)
        if self.page:
            self.open_page("")
        self.list.open_new()
        self._settle()

    def _on_chosen(self, event_id: str) -> None:
        event = self.list.event_view(event_id)
        day = day_of(event.on) if event is not None else None
        if day is not None:
            self.player.stop()
            self.state.show_day(day)

    def _on_pressed(self, day: dt.date) -> None:
        self.player.stop()
        self.state.show_day(day)

    def _on_wanted(self, what: str, event_id: str) -> None:
        if what == "change":
            self.list.open(event_id)
        elif what == "happened":
            self.deeds.happened(event_id)
        elif what == "hold":
            self.list.hold_back(event_id)
        elif what == "delete":
            self.deeds.delete(event_id)
        elif what == "go":
            event = self.list.event_view(event_id)
            if event is not None:
                self.context.go(ROOMS[event.source])

    def _on_written(self, event_id: str, fields: dict[str, object]) -> None:
        if event_id:
            self.deeds.set(event_id, fields, origin=self.list)
            return
        made = self.deeds.add(fields)
        if made:
            self.list.close_form()
            self._on_chosen(made)
            row = self.list.rows.get(made)
            if row is not None:
                row.setFocus()

    def show_menu(self, event_id: str, at: QPoint) -> None:
        """Everything that can be done with a step."""
        event = self.list.event_view(event_id)
        if event is None:
            return
        menu = self.menu_of(event)
        if menu.actions():
            menu.exec(at)
        menu.deleteLater()

    def menu_of(self, event: EventView) -> EventMenu:
        """The menu of a step (made apart from showing it, so that a test can press it)."""
        menu = EventMenu(event, self, may=self.list.may(event), is_us=self.context.lens.is_us)
        menu.wanted.connect(self._on_wanted)
        return menu

    # ---- following --------------------------------------------------------------------------------------------
    def _on_lens(self) -> None:
        self.list.close_saved()
        self.catch_up()

    def _on_theme(self) -> None:
        self._settle()

    def hideEvent(self, event: QHideEvent) -> None:
        """Qt: nothing plays unseen."""
        super().hideEvent(event)
        self.player.stop()
