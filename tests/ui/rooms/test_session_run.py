"""The example session led from its first stage to the summary: a wall of 1920 by 1080, a laptop of 1366 by 768."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from models.acts.sessions import APPROVED, AWAITING
from models.sessions import session_lines, session_view
from tests.ui.rooms.session_helpers import Ears, Led, heard, press, write
from ui import lock, seams
from ui.screens.session import SessionScreen, display
from ui.screens.session import screen as screen_module
from ui.screens.session.projector import REVEAL_MS
from ui.screens.session.summary import SummaryPage
from ui.theme import theme


@pytest.fixture
def led(bare: Any, show: Callable[..., QWidget], monkeypatch: pytest.MonkeyPatch) -> Iterator[Led]:
    """A session begun, the console shown, the room's window open on the other screen."""
    monkeypatch.setattr(screen_module, "other_screen", lambda widget: QGuiApplication.primaryScreen())
    yield from _led(bare, show)


@pytest.fixture
def alone(bare: Any, show: Callable[..., QWidget]) -> Iterator[Led]:
    """The same with one screen only."""
    yield from _led(bare, show)


def _led(bare: Any, show: Callable[..., QWidget]) -> Iterator[Led]:
    screen = SessionScreen(bare.context)
    show(screen, 1366, 768)
    screen.start.worker.choose(bare.people["Priya"])
    screen.start.facilitator.choose(bare.people["Ruth"])
    screen.begin("supervision")
    screen.show_console()
    screen.toggle_room()
    made = Led(bare, screen)
    made.room.showNormal()
    made.room.resize(1920, 1080)
    yield made
    screen._let_go()


def test_from_the_first_stage_to_the_managers_word(led: Led, tmp_path: Path) -> None:
    assert "What do you want to take away today?" in heard(led.room)
    write(led, "write-goal", "Work out what to ask Nanna Mo.")
    assert "Work out what to ask" in heard(led.room)
    press(led, "stageNext")
    assert led.room.frame is not None
    assert led.room.frame.figure is not None
    press(led, "stageNext")
    for kind in ("worry", "well", "needs"):
        write(led, f"write-{kind}", f"Said as {kind}")
    assert all(f"Said as {kind}" in heard(led.room) for kind in ("worry", "well", "needs"))
    press(led, "stageNext")
    for who in ("Ann", "Joe"):
        write(led, "write-statement", f"Written by {who} in silence.")
    assert "Written by" not in heard(led.room)
    press(led, "reveal")
    assert "Written by Ann" in heard(led.room)
    item = led.state.whole.of("statement")[0]
    press(led, f"keep-{item.id}")
    write(led, "keepLine", "in silence")
    assert "Priya keeps this line" in heard(led.room)
    press(led, "stageNext")
    for value in (2, 3, 3, 5):
        press(led, f"number{value}")
    assert led.state.hidden("score") == 4
    assert "scored" not in heard(led.room)
    assert led.room.frame.view.scores == ()
    press(led, "reveal")
    assert "Four of us scored from 2 to 5" in heard(led.room)
    press(led, "stageNext")
    write(led, "write-question", "What would you notice on Friday?")
    press(led, f"star-{led.state.whole.of('question')[0].id}")
    assert "Priya takes it along" in heard(led.room)
    assert "Four of us scored" in heard(led.room)  # the spread stays in sight
    press(led, "stageNext")
    write(led, "write-next_step", "Ring her")
    asked = len(led.family.case.rows.table("open_question"))
    session_id = led.state.session_id
    press(led, "endSession")
    assert led.screen.projector is None
    assert len(led.family.case.rows.table("open_question")) == asked + 1
    page = led.screen.page
    assert isinstance(page, SummaryPage)
    view = session_view(led.family.context.projector, session_id)
    assert view is not None
    assert view.status == AWAITING
    with seams.use(SimpleNamespace(save_file=lambda *about: tmp_path / "s.pdf")):
        page.save()
    assert (tmp_path / "s.pdf").read_bytes().startswith(b"%PDF")
    page.words.setPlainText("Agreed, from Monday.")
    press(led, "decide")
    assert session_lines(led.family.context.projector, led.family.workspace_id)[0].status == APPROVED


def test_silence_is_kept_in_the_console_too(led: Led) -> None:
    led.state.go("statements")
    field = led.screen.findChildren(QLineEdit, "write-statement")[-1]
    assert field.echoMode() == QLineEdit.EchoMode.Password
    write(led, "write-statement", "Nobody reads this yet.")
    assert "Nobody reads" not in heard(led.console)
    press(led, "reveal")
    assert "Nobody reads" in heard(led.console)


def test_blank_is_without_a_word_and_the_small_picture_says_so(led: Led) -> None:
    assert heard(led.room)
    for key in (Qt.Key.Key_B, Qt.Key.Key_F9):
        QTest.keyClick(led.room, key)
        assert led.room.is_blank
        assert heard(led.room) == ""
        assert heard(led.console.preview) == ""
        QTest.keyClick(led.room, key)
        assert heard(led.room)
    press(led, "blankRoom")
    assert heard(led.room) == ""


def test_locking_closes_the_rooms_window(led: Led) -> None:
    room = led.room
    lock.close_dialogs(led.screen.window())
    assert not room.isVisible()
    assert led.screen.projector is None


def test_the_rooms_window_goes_when_the_session_is_undone(led: Led) -> None:
    led.family.context.undo()
    assert led.screen.projector is None
    assert led.screen.state is None
    assert led.screen.page is led.screen.start


def test_a_screen_plugged_in_shows_nothing(bare: Any, show: Callable[..., QWidget]) -> None:
    screen = SessionScreen(bare.context)
    show(screen, 1366, 768)
    before = [widget for widget in QGuiApplication.topLevelWindows() if widget.isVisible()]
    app = QGuiApplication.instance()
    assert isinstance(app, QGuiApplication)
    app.screenAdded.emit(QGuiApplication.primaryScreen())
    screen.begin("supervision")
    screen.show_console()
    app.screenAdded.emit(QGuiApplication.primaryScreen())
    assert screen.projector is None
    assert [widget for widget in QGuiApplication.topLevelWindows() if widget.isVisible()] == before
    screen._let_go()


def test_the_rooms_window_does_not_jump_to_the_laptop(led: Led) -> None:
    app = QGuiApplication.instance()
    assert isinstance(app, QGuiApplication)
    app.screenRemoved.emit(led.room.screen())
    assert led.screen.projector is None


def test_with_one_screen_the_controls_come_and_go_without_telling_anything(alone: Led) -> None:
    alone.state.keep_notes("PRIVATE")
    alone.console.notes.setPlainText("PRIVATE")
    alone.state.go("statements")
    alone.state.add("statement", "Danny DRAFT", who="Ann")
    panel = alone.screen.panel
    assert panel is not None
    assert panel.isHidden()
    QTest.keyClick(alone.room, Qt.Key.Key_C)
    assert panel.isVisible()
    said = heard(alone.room)
    assert "1 of 7 are in" in said
    assert not [word for word in ("PRIVATE", "DRAFT", "Danny") if word in said]
    alone.state.reveal()
    assert "DRAFT" in heard(alone.room)
    assert "Danny" not in heard(alone.room)
    assert "Danny" in heard(alone.console)  # the control: the console tells it as it was written
    QTest.keyClick(alone.room, Qt.Key.Key_C)
    assert panel.isHidden()
    QTest.keyClick(alone.room, Qt.Key.Key_Escape)
    assert alone.screen.projector is None


def test_private_notes_are_kept_beside_the_case_and_in_no_bundle(led: Led) -> None:
    from exporters.bundle import write_bundle

    led.console.notes.setPlainText("Ask Ruth afterwards.")
    led.console.notes.commit()
    assert led.state.notes == "Ask Ruth afterwards."
    assert "afterwards" not in heard(led.room)
    assert b"afterwards" not in write_bundle(led.family.case)


def test_every_letter_on_the_wall_is_at_least_24_points(led: Led) -> None:
    led.state.add("goal", "Something short.")
    for stage in led.state.whole.stages:
        led.state.go(stage.key)
        for kind in stage.collects:
            for count in range(9):
                led.state.add(kind, f"Words {count} " * 12, who="Ann", value=count if kind == "score" else None)
        led.state.reveal()
        ears = Ears()
        led.room.render(ears)
        assert ears.sizes, stage.key
        assert min(ears.sizes) >= 32, stage.key  # 24 points at 96 dots to the inch


def test_what_does_not_fit_at_once_stands_on_pages_the_newest_first(led: Led) -> None:
    led.state.go("questions")
    for count in range(14):
        led.state.add("question", f"Question number {count}: what would they say if somebody asked them that? " * 2)
    assert "number 13" in heard(led.room)
    assert "number 0:" not in heard(led.room)
    for _ in range(14):
        QTest.keyClick(led.room, Qt.Key.Key_PageUp)
    assert "number 0:" in heard(led.room)


def test_the_time_is_told_gently(led: Led) -> None:
    clock = led.state.clock
    clock._begun -= clock.minutes * 60 - 30
    clock.ticked.emit()
    assert "The last minute" in heard(led.console)
    QTest.keyClick(led.room, Qt.Key.Key_Space)
    assert clock.is_paused
    assert "paused" in heard(led.room)
    QTest.keyClick(led.room, Qt.Key.Key_Space)
    clock._begun -= 60
    clock.ticked.emit()
    led.room.refresh()
    assert "Time is up. Finish calmly." in heard(led.room)
    assert "0:00" in heard(led.room)


def test_going_on_later_finds_the_time_where_it_stood(bare: Any, show: Callable[..., QWidget]) -> None:
    session_id = ""
    for led in _led(bare, show):
        session_id = led.state.session_id
        led.state.go("family")
        led.state.clock._begun -= 135
        led.screen.hide()  # as when the window locks: the vault closes right after
    screen = SessionScreen(bare.context)
    show(screen, 1366, 768)
    screen.open(session_id)
    assert screen.state is not None
    assert screen.state.whole.stage.key == "family"
    assert screen.state.clock.is_paused
    assert 463 <= screen.state.clock.left <= 465
    screen.show_names()
    screen.show_console()
    assert 463 <= screen.state.clock.left <= 465  # looking at the names begins nothing anew
    screen.state.go("columns")
    assert screen.state.clock.left == 600
    screen._let_go()


def test_the_kept_time_belongs_to_its_stage_and_survives_nonsense(bare: Any) -> None:
    from models import session_clock

    session_clock.keep(bare.case, "s", "scale", 61.4)
    assert session_clock.kept(bare.case, "s", "scale") == 61
    assert session_clock.kept(bare.case, "s", "goal") == 0
    bare.case.desk.keep_note(f"session-clock:s:{bare.case.id}", "[nothing")
    assert session_clock.kept(bare.case, "s", "scale") == 0


def test_a_reveal_settles_once_and_stands_at_once_without_motion(led: Led, qtbot: QtBot) -> None:
    led.state.go("scale")
    for value in (2, 5, 7):
        led.state.add("score", value=value)
    led.state.reveal()
    assert led.room.shown() == 1.0
    theme().set(reduced_motion=False)
    led.state.go("statements")
    for who in ("Ann", "Joe"):
        led.state.add("statement", "Something.", who=who)
    led.state.reveal()
    assert led.room.shown() < 1.0
    qtbot.waitUntil(lambda: led.room.shown() == 1.0, timeout=10 * REVEAL_MS)


def test_another_stage_is_on_the_wall_at_once(led: Led) -> None:
    took = []
    for stage in led.state.whole.stages:
        begun = time.perf_counter()
        led.state.go(stage.key)
        led.room.repaint()
        took.append(time.perf_counter() - begun)
    assert min(took) < 0.25  # the bench measures it; here only that nothing waits for an arrangement or a page


def test_names_can_be_changed_and_other_words_covered(led: Led) -> None:
    led.state.add("goal", "Ask Danny about the Red Lion.")
    press(led, "sessionNames")
    field = led.screen.findChildren(QLineEdit, f"called-{led.family.people['Danny']}")[-1]
    field.setText("Zebedee")
    field.editingFinished.emit()
    led.screen.findChildren(QLineEdit, "coverWords")[-1].setText("the Red Lion")
    write(led, "coverInstead", "the pub")
    press(led, "namesDone")
    said = heard(led.room)
    assert "Zebedee" in said
    assert "the pub" in said
    assert "Red Lion" not in said


def test_windows_leaves_the_console_out_of_pictures_of_the_screen(led: Led, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[tuple[Any, ...]] = []
    import ctypes

    def affinity(*said: Any) -> int:
        calls.append(said)
        return 1

    user32 = SimpleNamespace(SetWindowDisplayAffinity=affinity)
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(user32=user32), raising=False)
    assert not display.keep_from_capture(led.console, True) or sys.platform == "win32"
    monkeypatch.setattr(sys, "platform", "win32")
    assert display.keep_from_capture(led.console, True)
    assert calls[-1][1] == 0x11
    assert display.keep_from_capture(led.console, False)
    assert calls[-1][1] == 0x00
