"""With one screen the room sees everything the facilitator does: letters, numbers and notes stay hidden from it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from models.acts import sessions as acts
from tests.ui.rooms.session_helpers import Led, heard
from ui.screens.session import SessionScreen
from ui.screens.session.panel import RoomPanel


@pytest.fixture
def alone(bare: Any, show: Callable[..., QWidget]) -> Iterator[Led]:
    """A session led with one screen, the controls over the room's window."""
    screen = SessionScreen(bare.context)
    show(screen, 1366, 768)
    screen.begin("supervision")
    screen.show_console()
    screen.toggle_room()
    made = Led(bare, screen)
    made.room.showNormal()
    made.room.resize(1366, 768)
    QTest.keyClick(made.room, Qt.Key.Key_C)
    yield made
    screen._let_go()


def panel_of(led: Led) -> RoomPanel:
    assert led.screen.panel is not None
    return led.screen.panel


def field_of(led: Led, name: str) -> QLineEdit:
    field = panel_of(led).findChild(QLineEdit, name)
    assert field is not None, name
    return field


def eye_of(led: Led, kind: str) -> QAbstractButton | None:
    return panel_of(led).findChild(QAbstractButton, f"letters-{kind}")


def test_nobody_reads_along_and_the_wall_has_other_names(alone: Led) -> None:
    alone.state.go("columns")
    field = field_of(alone, "write-worry")
    QTest.keyClicks(field, "Danny shouts at Shauna")
    assert not [word for word in ("Danny", "Shauna", "shouts") if word in heard(alone.room)]
    QTest.keyClick(field, Qt.Key.Key_Return)
    said = heard(alone.room)
    assert "shouts at" in said and not [name for name in ("Danny", "Shauna") if name in said]
    assert [item.text for item in alone.state.whole.of("worry")] == ["Danny shouts at Shauna"]


def test_the_room_may_read_along_line_by_line(alone: Led) -> None:
    """Which is the control too: with its letters shown, the words are on the wall."""
    alone.state.go("columns")
    eye, field = eye_of(alone, "well"), field_of(alone, "write-well")
    assert eye is not None and "cannot read along" in eye.accessibleName()
    eye.click()
    assert "names too" in eye.accessibleName()
    QTest.keyClicks(field, "Danny reads")
    assert "Danny reads" in heard(alone.room)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.echoMode() == QLineEdit.EchoMode.Password  # the next line is hidden again
    assert "cannot read along" in eye.accessibleName()


def test_what_is_written_in_silence_has_no_eye(alone: Led) -> None:
    alone.state.go("statements")
    assert eye_of(alone, "statement") is None
    for name, words in (("write-statement", "Danny will hurt Mila"), ("who-statement", "Ruth Adler")):
        QTest.keyClicks(field_of(alone, name), words)
    assert not [word for word in ("Danny", "hurt", "Mila", "Adler") if word in heard(alone.room)]
    QTest.keyClick(field_of(alone, "write-statement"), Qt.Key.Key_Return)
    assert "hurt" not in heard(alone.room) and alone.state.hidden("statement") == 1


def test_a_number_is_typed_hidden_instead_of_pressed(alone: Led) -> None:
    stage = next(stage.key for stage in alone.state.whole.stages if "score" in stage.collects)
    alone.state.go(stage)
    assert panel_of(alone).findChild(QAbstractButton, "number7") is None
    assert alone.console.findChild(QAbstractButton, "number7") is not None  # where the room does not look
    field = field_of(alone, "write-score")
    for typed, count in (("7", 1), ("11", 1), ("ten", 1), ("10", 2)):
        QTest.keyClicks(field, typed)
        assert field.displayText() == ""  # two dots would say ten
        QTest.keyClick(field, Qt.Key.Key_Return)
        assert alone.state.hidden("score") == count and not field.text()
    assert [item.value for item in alone.state.whole.of("score")] == [7, 10]


def test_the_notes_wait_when_the_console_comes_back_on_the_same_screen(alone: Led) -> None:
    alone.console.notes.setPlainText("Ask Ruth afterwards.")
    QTest.keyClick(alone.room, Qt.Key.Key_Escape)
    assert alone.screen.projector is None
    assert not alone.console.notes.isVisible() and "afterwards" not in heard(alone.console)
    alone.console.uncover.click()
    assert alone.console.notes.isVisible() and not alone.console.uncover.isVisible()
    assert "afterwards" in alone.console.notes.toPlainText()


def test_what_is_taken_along_calls_everybody_by_their_own_name(alone: Led) -> None:
    case, session = alone.family.case, alone.state.session_id
    called = alone.state.names().people[alone.family.people["Danny"]]
    for kind, text in (("question", f"What does {called} do before he shouts?"), ("worry", f"{called}s is no name."),
                       ("next_step", f"Ask {called} and Mila.")):  # fmt: skip
        item = acts.add_item(case, session, kind, text)
        acts.star(case, item)
    alone.state.take_along()
    asked = [row["text"] for row in case.rows.table("open_question").values()]
    cards = {row["part"]: row["text"] for row in case.rows.table("card").values()}
    assert asked == ["What does Danny do before he shouts?"]
    assert cards["next_step"] == "Ask Danny and Mila." and cards["complicating"] == f"{called}s is no name."
    assert called in next(item.text for item in alone.state.whole.of("question"))  # the session says it as it was
