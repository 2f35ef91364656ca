"""The room of time: steps on their thread, the day in hand, the past looked at, dates written, asked and taken back."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from models.acts import circles as circle_acts
from models.acts.cards import add_card
from models.entities import NetworkMeeting, PathwayPeriod, Restriction, Strand, TimelineEvent
from models.readers import FAMILY, US
from ui.lock import finish_editing
from ui.screens.timeline import TimelineScreen
from ui.screens.timeline.form import EventForm, days_said
from ui.screens.timeline.rows import EventRow
from ui.screens.timeline.words import aside
from ui.theme import theme

EVENTS: tuple[tuple[str, str, str, bool, int | None], ...] = (
    ("2024-09-27", "The worst night", "harm", False, None),
    ("2024-10-21", "Danny moves to Carol's", "event", False, None),
    ("2025-01-19", "Setback, and the plan held", "setback", False, None),
    ("2025-06-20", "Jayden at Kofi's", "event", True, None), ("2025-11-30", "Step down", "step_down", True, 8),
)  # fmt: skip

Found = TypeVar("Found", bound=QWidget)


@dataclass
class Room:
    """The screen with dated steps in it."""

    family: Any
    screen: TimelineScreen

    def id(self, words: str) -> str:
        return next(e.id for e in self.screen.state.view.events if words in e.text)

    def row(self, words: str) -> EventRow:
        return self.screen.list.rows[self.id(words)]

    def texts(self) -> list[str]:
        return [event.text for event in self.screen.state.view.events]

    def bold(self) -> list[str]:
        return [row.event_view.text for row in self.screen.list.rows.values() if row.is_current]

    def find(self, kind: type[Found], name: str) -> Found:
        found = next((w for w in self.screen.findChildren(kind, name) if w.isVisible()), None)
        assert found is not None, name
        return found

    def press(self, name: str) -> None:
        self.find(QAbstractButton, name).click()
        QTest.qWait(5)

    def words(self, parent: QWidget | None = None) -> str:
        QTest.qWait(5)
        root = parent or self.screen
        found = [w.text() for w in root.findChildren(QLabel) if w.isVisible()]
        found += [w.text() for w in root.findChildren(QAbstractButton) if w.isVisible()]
        return " | ".join(found)

    def spot(self, day: str) -> QPoint:
        slider = self.screen.picture.slider
        return QPointF(slider.x_of(dt.date.fromisoformat(day)), slider.height() / 2).toPoint()


def put_events(family: Any, events: tuple[tuple[str, str, str, bool, int | None], ...] = EVENTS) -> None:
    base = {"case_id": family.case.id, "workspace_id": family.workspace_id}
    with family.case.edit("Dates") as session:
        for place, (on, text, kind, planned, target) in enumerate(events):
            session.add(TimelineEvent(
                on=on, text=text, kind=kind, is_planned=planned, target=target, position=float(place), **base
            ))  # fmt: skip


def forget_the_beginning(family: Any) -> None:
    """A new case knows the day it was begun: these tests have dates of their own only."""
    with family.case.edit("No beginning") as session:
        for period in session.query(PathwayPeriod):
            period.begun_on = None


@pytest.fixture
def room(family: Any, show: Callable[..., QWidget]) -> Room:
    put_events(family)
    forget_the_beginning(family)
    with family.case.edit("A meeting") as session:
        session.add(NetworkMeeting(
            held_on="2025-06-17", came=10, case_id=family.case.id, workspace_id=family.workspace_id
        ))  # fmt: skip
    screen = TimelineScreen(family.context)
    show(screen)
    QTest.qWait(10)
    return Room(family, screen)


def test_the_thread_of_steps(room: Room) -> None:
    words = [event.text for event in room.screen.state.view.events if event.source == "event"]
    assert words == [text for _, text, *_ in EVENTS]
    assert room.row("The worst night").accessibleName() == "27 September 2024, The worst night, danger"
    assert room.bold() == ["Network meeting, 10 came"]
    assert "Did it happen?" not in room.row("Network meeting").accessibleName()
    assert room.row("Jayden at Kofi's").asks
    assert room.row("Step down").accessibleName().endswith("when everybody is at 8 or above, planned")


def test_the_foot_says_how_things_stood(room: Room) -> None:
    foot = room.screen.foot
    assert "5 to 8" in room.words(foot)
    room.row("Danny moves").click()
    assert "1 to 8" in room.words(foot)
    assert "No more Friday voices: 1 to 8" in foot.accessibleName()
    assert room.screen.picture.slider.accessibleName() == "Day: 21 October 2024, Danny moves to Carol's"


def test_keys_go_from_step_to_step(room: Room) -> None:
    slider = room.screen.picture.slider
    slider.setFocus()
    QTest.keyClick(slider, Qt.Key.Key_Home)
    assert room.screen.state.day == dt.date(2024, 9, 27)
    QTest.keyClick(slider, Qt.Key.Key_Right)
    assert room.screen.state.day == dt.date(2024, 10, 21)
    QTest.keyClick(slider, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert room.screen.state.day == dt.date(2024, 10, 22)
    assert room.bold() == ["Danny moves to Carol's"]
    QTest.keyClick(slider, Qt.Key.Key_Left)
    assert room.screen.state.day == dt.date(2024, 10, 21)
    QTest.keyClick(slider, Qt.Key.Key_End)
    assert room.screen.state.day == dt.date(2025, 11, 30)
    assert room.screen.state.is_ahead


def test_dragged_to_any_day(room: Room) -> None:
    slider = room.screen.picture.slider
    QTest.mousePress(slider, Qt.MouseButton.LeftButton, pos=room.spot("2024-10-21"))
    assert room.screen.state.day == dt.date(2024, 10, 21)
    QTest.mouseMove(slider, room.spot("2025-04-20"))
    QTest.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=room.spot("2025-04-20"))
    assert abs((room.screen.state.day - dt.date(2025, 4, 20)).days) <= 2
    assert room.bold() == ["Setback, and the plan held"]


def test_a_round_pressed_in_the_chart(room: Room) -> None:
    picture = room.screen.picture
    assert picture.drawn is not None
    capsule = picture.drawn.capsules[1]
    place = QPoint(round(capsule.x), round(capsule.y + capsule.height / 2))
    QTest.mouseClick(picture, Qt.MouseButton.LeftButton, pos=place)
    assert room.screen.state.day.isoformat() == capsule.held_on == "2024-12-09"
    QTest.keyClick(picture, Qt.Key.Key_Right)
    assert room.screen.state.day == dt.date(2025, 1, 22)
    for said in ("numbers from 1 to 8", "Setback on 19 January 2025", "everyone at 8 or above"):
        assert said in picture.accessibleDescription()


def test_another_strand(room: Room) -> None:
    room.press("timelineStrands1")
    assert room.screen.picture.rounds == []
    assert "One grown-up on duty" in room.screen.picture.accessibleName()
    assert "Nobody has scored yet" in room.screen.picture.accessibleDescription()


def test_play_goes_step_by_step_and_stops(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.screens.timeline.player.pace", lambda state: 1)
    screen = room.screen
    screen.state.show_day(dt.date(2024, 9, 27))
    room.press("timelinePlay")
    assert screen.state.day == dt.date(2024, 10, 21)
    assert not screen.player.is_playing  # reduced motion: each press goes one step on
    theme().set(reduced_motion=False)
    seen: list[dt.date] = []
    screen.state.day_changed.connect(lambda: seen.append(screen.state.day))
    room.press("timelinePlay")
    for _ in range(500):
        if not screen.player.is_playing:
            break
        QTest.qWait(2)
    assert seen == [stop.day for stop in screen.state.stops if stop.day > dt.date(2024, 10, 21)]
    screen.state.show_day(dt.date(2024, 9, 27))
    monkeypatch.setattr("ui.screens.timeline.player.pace", lambda state: 5000)
    room.press("timelinePlay")
    assert screen.player.is_playing
    screen.hide()
    assert not screen.player.is_playing


def test_nothing_plays_by_itself(room: Room) -> None:
    theme().set(reduced_motion=False)
    day = room.screen.state.day
    QTest.qWait(60)
    assert room.screen.state.day == day
    assert not room.screen.player.is_playing


def test_the_map_of_a_day_is_for_looking(room: Room) -> None:
    add_card(room.family.case, room.family.workspace_id, "past_harm", "Danny hit the door")
    room.press("mapThatDay")
    canvas = room.screen.map.canvas
    assert canvas.view is not None
    assert [card.text for card in canvas.view.cards] == ["Danny hit the door"]
    assert not canvas.may_change
    room.screen.state.show_day(dt.date(2025, 5, 1))
    QTest.qWait(10)
    assert canvas.view.cards == () or not canvas.isVisible()
    said = room.words(room.screen.day_bar)
    assert "1 May 2025. You can look; nothing here can be changed." in said
    room.press("backToTimeline")
    assert room.find(QPushButton, "mapThatDay").isVisible()


def test_circles_and_scores_of_a_day(room: Room) -> None:
    circle = circle_acts.start_circles(room.family.case, room.family.workspace_id)
    circle_acts.move(room.family.case, circle, room.family.people["Lisa"], "outer", "2024-10-14")
    circle_acts.move(room.family.case, circle, room.family.people["Lisa"], "inner", "2025-06-17")
    room.screen.state.show_day(dt.date(2025, 2, 1))
    QTest.qWait(5)
    room.press("circlesThatDay")
    circles = room.screen.circles.circles
    assert {p.person.name: p.ring for p in circles.view.people} == {"Lisa": "outer"}
    before = len(room.family.case.history())
    QTest.keyClick(room.screen.circles.canvas, Qt.Key.Key_Delete)
    circles.choose(room.family.people["Lisa"])
    QTest.keyClick(room.screen.circles.canvas, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert len(room.family.case.history()) == before
    room.screen.state.show_day(dt.date(2025, 6, 18))
    QTest.qWait(10)
    assert {p.person.name: p.ring for p in circles.view.people} == {"Lisa": "inner"}
    room.press("dayPages2")
    assert "17 June 2025. Network meeting" in room.words(room.screen.scores)


def test_added_by_its_button(room: Room) -> None:
    room.press("addDate")
    form = room.find(EventForm, "eventForm")
    form.day.setFocus()
    form.day.selectAll()
    QTest.keyClicks(form.day, "2 September 2025")
    assert form.planned.isChecked()
    form.words.setFocus()
    QTest.keyClicks(form.words, "Danny's birthday, the test")
    room.press("eventAdd")
    event = next(e for e in room.screen.state.view.events if "birthday" in e.text)
    assert (event.on, event.state) == ("2025-09-02", "planned")
    assert room.screen.list.form is None
    assert room.screen.state.day == dt.date(2025, 9, 2)
    room.family.context.undo()
    assert "Danny's birthday, the test" not in room.texts()


def test_left_whole_is_added_and_asked_where_it_is_not(room: Room) -> None:
    room.press("addDate")
    form = room.find(EventForm, "eventForm")
    room.press("eventAdd")
    assert form.problem.isVisible()
    form.words.setFocus()
    QTest.keyClicks(form.words, "Nan rang")
    form.day.setText("some time")
    room.press("eventAdd")
    assert form.problem.isVisible()
    form.day.setText("May 2025")
    form.words.commit()
    room.find(QPushButton, "timelineBack").setFocus()
    room.screen.list.close_saved()
    assert "Nan rang" in room.texts()


def test_locked_out_while_writing_loses_nothing(room: Room) -> None:
    room.press("addDate")
    form = room.find(EventForm, "eventForm")
    form.words.setFocus()
    QTest.keyClicks(form.words, "Half a sentence")
    finish_editing(room.screen)
    assert "Half a sentence" in room.texts()
    assert room.screen.list.form is None


def test_escape_puts_the_words_back(room: Room) -> None:
    room.screen.list.open(room.id("Danny moves"))
    form = room.find(EventForm, "eventForm")
    form.words.setFocus()
    form.words.setPlainText("Something else")
    form.words.paused.emit("Something else")
    assert "Something else" in room.texts()
    QTest.keyClick(form.words, Qt.Key.Key_Escape)
    assert "Danny moves to Carol's" in room.texts()
    assert room.screen.list.form is None


def test_changed_in_place_and_taken_back(room: Room) -> None:
    row = room.row("Danny moves")
    row.click()
    QTest.keyClick(row, Qt.Key.Key_F2)
    form = room.find(EventForm, "eventForm")
    assert not row.isVisible()
    form.words.setFocus()
    form.words.selectAll()
    QTest.keyClicks(form.words, "Danny goes to Carol")
    QTest.keyClick(form.words, Qt.Key.Key_Return)
    assert "Danny goes to Carol" in room.texts()
    assert room.screen.list.form is None
    room.family.context.undo()
    assert "Danny moves to Carol's" in room.texts()
    assert "Danny goes to Carol" not in room.texts()


def test_an_open_form_keeps_what_is_typed(room: Room) -> None:
    room.screen.list.open(room.id("Danny moves"))
    form = room.find(EventForm, "eventForm")
    form.words.setFocus()
    form.words.setPlainText("Danny sleeps at Car")
    put_events(room.family, (("2025-02-01", "Somebody else's date", "event", False, None),))
    assert "Somebody else's date" in room.texts()
    assert room.screen.list.form is form
    assert form.words.text() == "Danny sleeps at Car"


@pytest.mark.parametrize(("said", "kept"), [
    ("17 June 2025", ("2025-06-17", None)), ("8 to 19 July 2024", ("2024-07-08", "2024-07-19")),
    ("28 June to 2 July 2024", ("2024-06-28", "2024-07-02")), ("June to August 2025", ("2025-06", "2025-08")),
    ("24 December 2024 – 2 January 2025", ("2024-12-24", "2025-01-02")), ("summer 2025", ("summer 2025", None)),
    ("9 to 5", ("9 to 5", None)),
])  # fmt: skip
def test_days_as_they_are_said(said: str, kept: tuple[str, str | None]) -> None:
    assert days_said(said) == kept


def test_one_row_takes_the_tab_key(room: Room) -> None:
    rows = room.screen.list.rows
    tabbed = [row.event_view.text for row in rows.values() if row.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert tabbed == room.bold()
    QTest.keyClick(room.row("Setback"), Qt.Key.Key_Up)
    assert room.row("Danny moves").hasFocus()
    QTest.keyClick(room.row("Danny moves"), Qt.Key.Key_Return)
    assert room.bold() == ["Danny moves to Carol's"]


def test_what_took_longer_says_so(room: Room) -> None:
    room.screen.list.open(room.id("Danny moves"))
    form = room.find(EventForm, "eventForm")
    form.day.setText("21 October to 2 November 2024")
    form.close_saved()
    event = room.row("Danny moves").event_view
    assert (event.on, event.until) == ("2024-10-21", "2024-11-02")
    assert aside(event) == "to 2 November 2024"
    assert "21 October 2024 to 2 November 2024" in room.row("Danny moves").accessibleName()


def test_back_to_today(room: Room) -> None:
    assert not room.find(QPushButton, "timelineToday").isEnabled()
    room.row("The worst night").click()
    room.press("timelineToday")
    assert room.screen.state.day == dt.date(2025, 7, 1)


def test_what_is_kept_elsewhere_leads_there(room: Room) -> None:
    room.press("goToEvent")
    assert room.family.said.room == "plan"


def test_it_happened(room: Room) -> None:
    row = room.row("Jayden at Kofi's")
    button = row.findChild(QPushButton, "eventHappened")
    assert isinstance(button, QPushButton)
    button.click()
    assert not room.row("Jayden at Kofi's").asks
    assert room.screen.state.view.events[-2].state == "past"
    room.family.context.undo()
    assert room.row("Jayden at Kofi's").asks


def test_deleted_with_a_way_back(room: Room) -> None:
    row = room.row("Danny moves")
    QTest.keyClick(row, Qt.Key.Key_Delete)
    assert "Danny moves to Carol's" not in room.texts()
    text, action, callback = room.family.said.toasts[-1]
    assert text
    assert action == "Undo"
    assert callback is not None
    callback()
    assert "Danny moves to Carol's" in room.texts()


def test_what_other_tools_know_is_changed_there(room: Room) -> None:
    row = room.row("Network meeting")
    QTest.keyClick(row, Qt.Key.Key_Delete)
    QTest.keyClick(row, Qt.Key.Key_F2)
    assert room.screen.list.form is None
    assert "Network meeting, 10 came" in room.texts()


def test_the_family_sees_no_trace_of_what_is_restricted(room: Room) -> None:
    hidden = room.id("Danny moves")
    with room.family.case.edit("Restricted") as session:
        session.add(Restriction(
            case_id=room.family.case.id, target_table="timeline_event", target_id=hidden, reason="not now"
        ))  # fmt: skip
    assert "Danny moves to Carol's" in room.texts()
    room.family.context.set_lens(FAMILY)
    assert hidden not in room.screen.list.rows
    room.screen.state.show_day(dt.date(2024, 10, 21))
    assert "Carol" not in room.screen.picture.slider.accessibleName()
    assert "Carol" not in room.words()
    room.family.context.set_lens(US)
    assert hidden in room.screen.list.rows


def test_nothing_dated_yet(bare: Any, show: Callable[..., QWidget]) -> None:
    forget_the_beginning(bare)
    screen = TimelineScreen(bare.context)
    show(screen)
    room = Room(bare, screen)
    assert "what happened when" in room.words()
    room.press("addFirstDate")
    form = room.find(EventForm, "eventForm")
    QTest.keyClicks(form.words, "The first day")
    QTest.keyClick(form.words, Qt.Key.Key_Return)
    assert room.texts() == ["The first day"]
    assert screen.picture.isVisible()
    bare.context.undo()
    assert "what happened when" in room.words()


def test_two_hundred_steps_and_long_names(family: Any, show: Callable[..., QWidget]) -> None:
    first = dt.date(2023, 1, 1)
    long = "Auntie Bernadette-Philomena " * 12
    put_events(family, tuple(
        ((first + dt.timedelta(days=4 * n)).isoformat(), f"{n} {long if n == 7 else 'seen'}", "event", False, None)
        for n in range(200)
    ))  # fmt: skip
    screen = TimelineScreen(family.context)
    show(screen)
    room = Room(family, screen)
    assert len(screen.list.rows) >= 200
    tall = room.row("7 Auntie")
    assert tall.height() >= 5 * theme().line_height("body")
    slowest = 0.0
    for n in range(0, 800, 40):
        began = time.perf_counter()
        screen.state.show_day(first + dt.timedelta(days=n))
        slowest = max(slowest, time.perf_counter() - began)
    assert slowest < 0.5


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_nothing_is_cut_when_the_text_is_large(room: Room, scale: float) -> None:
    theme().set(text_scale=scale)
    QTest.qWait(30)
    narrow = scale == 2.0
    lists, picture = room.screen.list, room.screen.picture
    below = lists.mapTo(room.screen, QPoint(0, 0)).y() > picture.mapTo(room.screen, QPoint(0, 0)).y()
    assert below == narrow
    if narrow:
        last = list(lists.rows.values())[-1]
        assert last.geometry().bottom() <= lists.height()


def test_the_chart_as_a_list(room: Room) -> None:
    room.press("timelineAsList")
    outline = room.screen.outline
    lines = [outline.item(row).text() for row in range(outline.count())]
    assert lines[0] == "27 September 2024: The worst night"
    assert lines[1].startswith("14 October 2024: 1 to 8. 1: PC Tate; 2: ")
    assert lines[-1] == "30 November 2025: planned, everyone at 8 or above. Step down"
    assert room.screen.state.day == room.screen.state.today  # looking at the list changes nothing
    QTest.keyClick(outline, Qt.Key.Key_Home)
    assert room.screen.state.day == dt.date(2024, 9, 27)
    assert not room.screen.picture.rounds
    room.press("timelineAsList")
    assert len(room.screen.picture.rounds) == 5


def test_a_closed_strand_is_in_the_menu(room: Room) -> None:
    case = room.family.case
    with case.edit("Closed") as session:
        strand = session.get(Strand, room.family.strands[0])
        assert strand is not None
        strand.closed_on = "2025-06-30"
    assert room.find(QPushButton, "timelineStrand").text().endswith("(closed)")
    menu = room.screen.strands.strand_menu()
    other = next(action for action in menu.actions() if "grown-up" in action.text())
    other.trigger()
    menu.deleteLater()
    assert room.screen.state.strand_id == room.family.strands[1]


def test_touch_targets(room: Room, qtbot: QtBot) -> None:
    theme().set(touch=True)
    pressed: list[QWidget] = [*room.screen.list.rows.values(), room.screen.picture.slider]
    pressed += [room.find(QPushButton, name) for name in ("timelinePlay", "timelineToday", "mapThatDay", "addDate")]
    qtbot.waitUntil(lambda: all(widget.height() >= 44 for widget in pressed))


def test_everything_to_press_has_a_name(room: Room) -> None:
    room.press("addDate")
    for widget in room.screen.findChildren(QAbstractButton):
        if widget.isVisible():
            assert widget.objectName(), widget
            assert widget.accessibleName(), widget.objectName()
