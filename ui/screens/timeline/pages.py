"""The day in hand in other rooms' pictures: its map, its circles, its scores. To look at, never to change."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from models import dates
from models.views import ScaleView
from ui.screens.circles.canvas import CirclesCanvas, disc_kind
from ui.screens.circles.deeds import Deeds
from ui.screens.circles.state import CirclesState
from ui.screens.map.canvas import MapCanvas
from ui.screens.timeline.making_room import flowing, stack_when_narrow
from ui.screens.timeline.state import TimelineState
from ui.screens.timeline.words import knowing, tr
from ui.theme import theme
from ui.widgets import (
    Button,
    Card,
    EmptyState,
    Label,
    ScalePerson,
    ScaleStrip,
    ScrollArea,
    SegmentedControl,
    StrandBadge,
    clear,
    column,
)


class DayBar(Card):
    """Says which day is looked at and that it cannot be changed; chooses the picture; leads back."""

    back = Signal()
    page_wanted = Signal(str)

    PAGES = ("map", "circles", "scores")

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(fill="sunken", line="lineStrong", parent=parent)
        self.setObjectName("dayBar")
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(theme().px(14), theme().px(7), theme().px(10), theme().px(7))
        self._row.setSpacing(theme().px(10))
        self.words = Label("", "body", bold=True)
        self._row.addWidget(self.words, 1, Qt.AlignmentFlag.AlignVCenter)
        self.pages = SegmentedControl(
            (tr("Map"), tr("Circles"), tr("Scores")), name="dayPages", heard=tr("Which picture of that day")
        )  # fmt: skip
        self.pages.chosen.connect(self._on_page)
        self.to_timeline = Button(tr("Back to the timeline"), name="backToTimeline", kind="primary")
        self.to_timeline.clicked.connect(self.back)
        self._row.addWidget(flowing(self.pages, self.to_timeline))
        theme().changed.connect(self._settle)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: the words above the buttons where there is little room."""
        super().resizeEvent(event)
        self._settle()

    def _settle(self) -> None:
        stack_when_narrow(self._row, self.width(), 760)

    def show_day(self, state: TimelineState) -> None:
        """Say the day."""
        day = dates.written(state.day.isoformat())
        happened = "; ".join(event.text.rstrip(".") for event in state.events_on(state.day))
        if happened:
            day = tr("{day}: {what}").format(day=day, what=happened)
        if state.is_ahead:
            text = tr("{day}. That day has not come yet: this is how things stand today.")
        elif state.is_past:
            text = tr("{day}. You can look; nothing here can be changed.")
        else:
            text = tr("Today, {day}. You can look; changes are made in the rooms.")
        self.words.setText(text.format(day=day))

    def _on_page(self, index: int) -> None:
        self.page_wanted.emit(self.PAGES[index])


class MapThen(QWidget):
    """The map as it was on the day in hand."""

    def __init__(self, state: TimelineState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self.canvas = MapCanvas()
        self.canvas.may_change = False
        self.nothing = EmptyState(tr("Nothing had been written on the map by that day."), icon="columns")
        body = column(self, (0, 6, 0, 0), gap=0)
        body.addWidget(self.nothing, 1)
        body.addWidget(self.canvas, 1)

    def show_day(self) -> None:
        """Show the day in hand."""
        self.canvas.may_change = False
        state, view = self._state, self._state.map_then()
        self.nothing.setVisible(not view.cards)
        self.canvas.setVisible(bool(view.cards))
        self.canvas.set_view(view, just_us=state.context.lens.is_us, today=state.context.projector.today)


class _CirclesThen(CirclesState):
    """The circles on some day: never to be changed."""

    @property
    def is_past(self) -> bool:
        """Always looked at only."""
        return True


class CirclesThen(QWidget):
    """The circles as they stood on the day in hand."""

    def __init__(self, state: TimelineState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self.circles = _CirclesThen(state.context, self)
        body = column(self, (0, 8, 0, 0), gap=4)
        self.words = Label("", "words")
        body.addWidget(self.words)
        self.canvas = CirclesCanvas(self.circles, Deeds(self.circles))
        body.addWidget(self.canvas, 1)
        self.circles.chosen_changed.connect(self.canvas.show_chosen)

    def forget(self) -> None:
        """Read the circles anew."""
        self.circles.forget()

    def show_day(self) -> None:
        """Show the day in hand."""
        circles = self.circles
        if not circles.circle_id:
            self.canvas.hide()
            self.words.setText(tr("There are no circles yet."))
            return
        self.canvas.show()
        circles.show_day(self._state.day.isoformat())
        inner = len(circles.view.ring("inner"))
        words = tr("{who} {know}.").format(who=knowing(inner)[0], know=knowing(inner)[1])
        self.words.setText(words if circles.view.people else tr("Nobody stood in the circles yet."))
        self.canvas.show_view()


class ScoresThen(QWidget):
    """The newest scores of each strand on the day in hand, everybody on their number."""

    def __init__(self, state: TimelineState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._inner = QWidget()
        self._body: QVBoxLayout = column(self._inner, (0, 12, 12, 24), gap=8)
        column(self, gap=0).addWidget(ScrollArea(self._inner, name="scoresThenScroll"))

    def show_day(self) -> None:
        """Show the day in hand."""
        clear(self._body)
        shown = [scale for scale in self._state.view.scales if self._was_open(scale)]
        for scale in shown:
            self._add(scale)
        if not shown:
            self._body.addWidget(Label(tr("There was no strand yet."), "words", "ink2"))
        self._body.addStretch(1)

    def _was_open(self, scale: ScaleView) -> bool:
        return not scale.closed_on or scale.closed_on >= self._state.day.isoformat()

    def _add(self, scale: ScaleView) -> None:
        tag = next((tag for tag in self._state.view.strands if tag.id == scale.strand_id), None)
        if tag is not None:
            self._body.addWidget(StrandBadge(tag.number, tag.name))
        then = self._state.round_then(scale)
        if then is not None:
            said = f"{then.when}. {then.occasion}" if then.occasion else then.when
            self._body.addWidget(Label(said, "caption", "ink2"))
        strip = ScaleStrip(scale.zero_text, scale.ten_text, name=f"scoresThen-{scale.id}")
        people = [
            ScalePerson(score.person.id, score.person.name, score.value, disc_kind(score.person), score.person.initials)
            for score in (then.given if then is not None else ()) if score.value is not None
        ]  # fmt: skip
        strip.set_people(people, empty=tr("Not scored yet by that day."))
        self._body.addWidget(strip)
        self._body.addSpacing(theme().px(18))
