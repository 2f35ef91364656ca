"""Feedback: the form fills the window, shows nothing of the case, can be stopped; what came back is shown with care."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget

from models.acts import feedback as forms
from models.feedback import form
from models.readers import FAMILY, US
from models.rows import Row
from tests.ui.desk_helpers import flush, unlock
from tests.ui.rooms.learning_window import Room, room_of
from tests.ui.rooms.session_helpers import heard
from tests.ui.rooms.test_children_mode import shown
from ui.screens.children import hold
from ui.screens.children.kit import TARGET
from ui.screens.feedback import FeedbackPage
from ui.screens.feedback.filling import Filling
from ui.screens.feedback.mode import FeedbackMode
from ui.screens.unlock import UnlockScreen
from ui.theme import theme


@pytest.fixture
def room(built: Any, tmp_path: Path, qapp: object) -> Iterator[Room]:
    with room_of(built, tmp_path) as room:
        room.screen.show_part(1)
        flush()
        yield room


def feedback(room: Room) -> FeedbackPage:
    assert room.screen.feedback is not None
    return room.screen.feedback


def mode(room: Room) -> FeedbackMode:
    found = feedback(room).mode
    assert found is not None
    return found


def hand_over(room: Room, kind: str = "family", name: str = "") -> None:
    """The worker asks for feedback and hands the laptop over."""
    feedback(room).show_kind(kind)
    room.press("askFeedback")
    if name:
        feedback(room).start.choose(room.people[name])
    room.press("handOver")
    room.window.resize(1366, 768)  # the screen that tests have is smaller
    room.window.activateWindow()
    flush()


def lead_back(room: Room, *, part: float = 1.5) -> None:
    """The worker's gesture, or only a part of it."""
    button = room.find("leaveForm")
    QTest.mousePress(button, Qt.MouseButton.LeftButton)
    QTest.qWait(round(hold.HOLD_MS * part))
    if feedback(room).mode is not None:
        QTest.mouseRelease(button, Qt.MouseButton.LeftButton)
    flush()


def kept(room: Room) -> list[Row]:
    return sorted(room.case.rows.where("feedback"), key=lambda row: row["position"])


NAMES = ("Harlow", "Shauna", "Danny", "Jayden", "Priya", "WEX", "No more Friday voices")


def test_nothing_of_the_case_is_in_sight_and_only_the_gesture_leads_back(room: Room) -> None:
    assert any(name in shown(room.window) for name in NAMES), "the control: the worker's room says whose it is"
    hand_over(room, name="Shauna")
    for press in ("", "formNext", "formNext", "stopForm"):
        if press == "formNext" and room.is_there("numbers"):
            QTest.keyClicks(room.window.focusWidget(), "7")
        if press:
            room.press(press)
        seen = shown(room.window) + heard(room.window)
        assert not [name for name in NAMES if name in seen]
        assert not room.is_there("topBar") and not room.is_there("rail")
    for keys in ("Escape", "Ctrl+1", "Ctrl+Z", "Alt+Q"):
        QTest.keySequence(room.window, keys)
        flush()
        assert feedback(room).mode is not None and not room.is_there("rail")
    lead_back(room, part=0.4)
    assert feedback(room).mode is not None, "a short press is not the gesture"
    lead_back(room)
    assert room.is_there("topBar") and room.is_there("rail") and not kept(room)
    assert room.context.lens == US and not room.window.windowState() & Qt.WindowState.WindowFullScreen


def test_a_form_by_keys_alone_is_kept_without_a_name(room: Room) -> None:
    hand_over(room, name="Shauna")
    room.key(Qt.Key.Key_Return)
    asked = form("family").questions
    for question in asked:
        if question.scored:
            QTest.keyClicks(room.window.focusWidget(), "10")
            room.key(Qt.Key.Key_Return)
        else:
            QTest.keyClicks(room.window.focusWidget(), "Ring first")
            room.press("formNext")
    assert not kept(room), "nothing is kept before it is handed in"
    room.key(Qt.Key.Key_Return)
    assert [row["question"] for row in kept(room)] == [question.key for question in asked]
    assert {row["person_id"] for row in kept(room)} == {None} and kept(room)[0]["value"] == 10
    assert room.is_there("formThanks") and "Ring first" not in shown(room.window)
    button = room.find("leaveForm")
    QTest.keyPress(button, Qt.Key.Key_Return)
    QTest.qWait(round(hold.HOLD_MS * 1.5))
    flush()
    assert "Ring first" in heard(room.window) and room.is_there("rail")


def test_with_a_name_where_it_is_wanted_and_what_they_would_rather_not_say(room: Room) -> None:
    hand_over(room, name="Shauna")
    room.press("formNext")
    room.press("number7")
    room.press("formNext")
    room.press("formBack")
    assert mode(room).page is not None and room.find("number7", QAbstractButton).isChecked()
    room.press("otherWay")
    assert room.is_there("faces")
    room.press("face8")
    room.press("formNext")
    assert room.is_there("faces"), "faces from here on"
    for _ in range(len(form("family").questions) - 1):
        room.press("ratherNotSay")
    assert room.find("withoutName", QAbstractButton).isChecked()
    room.press("withName")
    room.press("formNext")
    (row,) = kept(room)
    assert (row["question"], row["value"], row["person_id"]) == ("listened", 8, room.people["Shauna"])


def test_stopping_midway_hands_in_or_throws_away(room: Room) -> None:
    for press, count in (("throwAway", 0), ("handInNow", 1)):
        hand_over(room, "child")
        room.press("formNext")
        QTest.keyClicks(room.window.focusWidget(), "5")
        room.press("stopForm")
        room.press(press)
        assert len(kept(room)) == count and not mode(room).sitting.answers
        lead_back(room)
    assert kept(room)[0]["value"] == 10 and kept(room)[0]["kind"] == "child"


def test_a_page_laid_out_anew_goes_on_with_the_form_and_shows_no_case(room: Room) -> None:
    hand_over(room)
    room.press("formNext")
    room.press("number6")
    room.window._lay_out_again()
    flush()
    assert not room.is_there("topBar") and not room.is_there("rail")
    assert room.find("number6", QAbstractButton).isChecked()
    assert mode(room).sitting.answers == {"listened": 6}


def test_a_lock_ends_it_and_nothing_of_the_answers_stays(room: Room) -> None:
    hand_over(room)
    room.press("formNext")
    room.press("number6")
    filling = mode(room).sitting
    answers = filling.answers
    assert answers == {"listened": 6}
    room.window.lock()
    flush()
    assert isinstance(room.window.page, UnlockScreen) and not answers, "gone from memory, not only from sight"
    del filling
    unlock(room.window, "pass")
    assert room.is_there("rail") and Filling.kept_with(room.window) is None and not kept(room)
    assert room.context.lens == US


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_everything_to_press_is_large_enough(room: Room, scale: float) -> None:
    for kind in ("family", "child"):
        hand_over(room, kind)
        theme().set(text_scale=scale)
        flush()
        for press in ("", "formNext", "stopForm"):
            if press:
                room.press(press)
            buttons = [b for b in room.window.findChildren(QAbstractButton) if b.isVisible()]
            assert buttons and all(b.height() >= TARGET and b.width() >= TARGET for b in buttons), press
            assert all(b.accessibleName() and b.objectName() for b in buttons)
        lead_back(room)
        theme().set(text_scale=1.0)


def test_what_came_back_is_for_those_whom_the_form_names(room: Room) -> None:
    space = room.context.workspace_id
    first = forms.give(room.case, space, "family", {"listened": 3, "do_more": "Come when he is at work"})
    flush()
    assert "at work" in heard(room.window)
    room.context.set_lens(FAMILY)
    flush()
    assert "at work" not in shown(room.window) + heard(room.window)
    room.context.set_lens(US)
    flush()
    room.press(f"takeOut-{first}")
    assert not kept(room)
    room.context.undo()
    flush()
    assert "at work" in heard(room.window)
    for number in range(form("staff").least):
        feedback(room).show_kind("staff")
        flush()
        assert "Nights" not in heard(room.window) and not feedback(room).findChildren(QWidget, "answers-stuck")
        forms.give(room.case, space, "staff", {"stuck": f"Nights {number}"})
    flush()
    assert "Nights 0" in heard(room.window)
