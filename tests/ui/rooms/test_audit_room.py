"""The audit's room: begun at a table, scored openly or in silence, evidence that leads to where it stands."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QTextEdit, QWidget

from models import practice
from models.acts import audits as acts
from models.audits import questions
from models.quality_views import AuditLine
from models.readers import FAMILY
from tests.ui.desk_helpers import flush, unlock
from tests.ui.rooms.learning_window import Room, room_of
from tests.ui.rooms.session_helpers import heard
from ui.screens.audit.row import QuestionRow
from ui.screens.audit.silent import HandOn
from ui.screens.audit.turn import AuditTurn
from ui.screens.unlock import UnlockScreen
from ui.theme import theme

FEW = [{"key": kind, "question": f"What about the {kind}?", "evidence": kind} for kind in ("network", "plan")]


@pytest.fixture
def room(built: Any, tmp_path: Path, qapp: object) -> Iterator[Room]:
    """The window on an authority's own two questions: enough to go from one to the next."""
    (tmp_path / "audit.json").write_text(json.dumps({"questions": FEW}))
    practice.use(tmp_path)
    try:
        with room_of(built, tmp_path) as room:
            yield room
    finally:
        practice.use(None)


def rows(room: Room) -> list[QuestionRow]:
    return [row for row in room.screen.rows.widgets.values() if isinstance(row, QuestionRow)]


def lines(room: Room) -> tuple[AuditLine, ...]:
    return room.screen.state.view.lines


def begin(room: Room, *, silent: bool = False) -> None:
    """By the form, with a worker, an auditor and one of the family."""
    for who, name in (("worker", "Priya"), ("auditor", "Ruth"), ("family", "Shauna")):
        room.screen.form.choose(who, room.people[name])
    room.screen.form.silent.setChecked(silent)
    room.press("beginAudit")


def test_before_any_audit_the_questions_stand_there_with_what_the_record_says(room: Room) -> None:
    asked = [row.question.text() for row in rows(room)]
    assert asked == [each.question for each in questions()]
    assert rows(room)[0].found.lines and not rows(room)[0].columns
    said = rows(room)[1].found.lines[0]
    assert said.words.text() == "There is no plan yet"
    said.click()
    flush()
    assert room.shell.current == "plan"


def test_three_numbers_beside_each_other_by_keys_and_by_hand(room: Room) -> None:
    begin(room)
    line = lines(room)[0]
    box = room.find(f"score-worker-{line.id}")
    box.setFocus()
    QTest.keyClicks(box, "10")
    assert lines(room)[0].worker == 10
    QTest.keyClick(box, Qt.Key.Key_Down)
    assert lines(room)[0].worker == 9
    room.press(f"score-auditor-{line.id}")
    assert room.is_there("numberStrip")
    room.press("pick4")
    assert lines(room)[0].auditor == 4 and not room.is_there("numberStrip")
    room.press(f"score-family-{line.id}")
    room.key(Qt.Key.Key_7)
    family = lines(room)[0]
    assert family.family == 7 and family.family_person and family.family_person.id == room.people["Shauna"]
    assert rows(room)[0].apart.isVisible() and not rows(room)[1].apart.isVisible()
    room.press(f"score-auditor-{line.id}")
    room.press("pickNone")
    assert lines(room)[0].auditor is None
    room.case.undo()
    flush()
    assert lines(room)[0].auditor == 4 and "4" in box.parentWidget().parentWidget().findChild(
        QWidget, f"score-auditor-{line.id}").accessibleName()  # fmt: skip


def test_notes_learning_and_a_real_next_step(room: Room) -> None:
    begin(room)
    line = lines(room)[0]
    note = rows(room)[0].columns["worker"].note
    note.open()
    QTest.keyClicks(note.findChild(QTextEdit), "I read it to Jayden")
    room.find(f"score-family-{line.id}").setFocus()
    flush()
    assert lines(room)[0].worker_note == "I read it to Jayden"
    room.type("new-learned", "We ask Mila first")
    room.key(Qt.Key.Key_Return)
    room.type("new-audit-step", "Priya reads it aloud again")
    room.key(Qt.Key.Key_Return)
    view = room.screen.state.view
    assert [each.text for each in view.learned] == ["We ask Mila first"]
    (card,) = room.case.rows.where("card", part="next_step", text="Priya reads it aloud again")
    room.press(f"auditTick-{card['id']}")
    assert room.case.rows.get("card", card["id"])["done_on"] == "2025-07-01"
    room.type("new-audit-question", "Was anybody missing?")
    room.key(Qt.Key.Key_Return)
    assert lines(room)[-1].question == "Was anybody missing?"
    room.press(f"auditRemove-{lines(room)[-1].id}")
    assert lines(room)[-1].question == questions()[-1].question


def test_the_difference_to_the_audit_before_and_going_back_to_it(room: Room) -> None:
    case, space = room.case, room.context.workspace_id
    day = acts.begin_audit(case, space, "2025-05-20")
    acts.score(case, lines(room)[0].id, "worker", 5)
    begin(room)
    line = lines(room)[0]
    assert rows(room)[0].columns["worker"].then.text() == "5 on 20 May 2025"
    acts.score(case, line.id, "worker", 7)
    flush()
    assert rows(room)[0].columns["worker"].then.text() == "2 more than on 20 May 2025"
    menu = room.screen.days_menu()
    next(action for action in menu.actions() if action.data() == day).trigger()
    assert room.screen.state.view.held_on == day and lines(room)[0].worker == 5
    next(action for action in menu.findChildren(QAction, "deleteAudit")).trigger()
    flush()
    assert room.screen.state.view.days == ("2025-07-01",)
    room.context.undo()
    assert len(room.screen.state.view.days) == 2
    menu.deleteLater()


def take_turn(room: Room, numbers: list[int | None], note: str = "") -> None:
    """Somebody's turn with the laptop, from the neutral page on."""
    for place, number in enumerate(numbers):
        page = room.screen.silent.page if room.screen.silent else None
        assert isinstance(page, AuditTurn)
        if number is None:
            room.press("turnRatherNot")
            continue
        QTest.keyClicks(room.window.focusWidget(), str(number))
        if note and not place:
            QTest.keyClicks(page.shown.note, note)
        room.press("turnNext")


def test_in_silence_nobody_sees_the_others_numbers_until_all_are_in(room: Room) -> None:
    begin(room, silent=True)
    assert not room.is_there("topBar") and not room.is_there("rail")
    count = len(lines(room))
    room.press("beginSilentTurn")
    take_turn(room, [9] * count, note="Wholeheartedly")
    page = room.screen.silent.page if room.screen.silent else None
    assert isinstance(page, HandOn)
    assert "Wholeheartedly" not in heard(room.window)
    room.window._lay_out_again()
    flush()
    assert not room.is_there("topBar") and not room.is_there("rail"), "a page laid out anew goes on with it"
    room.press("beginSilentTurn")
    turn = room.screen.silent.page if room.screen.silent else None
    assert isinstance(turn, AuditTurn) and turn.shown.numbers.value is None, "blank for the next one"
    take_turn(room, [4] * (count - 1))
    QTest.keyClicks(turn.shown.note, "Half a word")
    room.press("stopSilent")
    assert room.is_there("topBar") and room.is_there("goOnSilent")
    notes = [(row["who"], row["text"]) for row in room.case.rows.where("session_item", stage="answer")]
    assert ("auditor", "Half a word") in notes, "stopping loses no word"
    assert not any((line.worker, line.auditor, line.notes) != (None, None, ()) for line in lines(room))
    assert "Wholeheartedly" not in heard(room.window)
    assert not room.find(f"score-worker-{lines(room)[0].id}").isEnabled()
    room.press("goOnSilent")
    room.press("beginSilentTurn")
    take_turn(room, [4] * count)
    room.press("beginSilentTurn")
    take_turn(room, [7] * (count - 1) + [None])
    assert room.is_there("showAudit"), "whoever had their turn is not asked again"
    room.press("showAudit")
    first = lines(room)[0]
    assert (first.worker, first.auditor, first.family) == (9, 4, 7) and first.worker_note == "Wholeheartedly"
    assert "Wholeheartedly" in heard(room.window), "the control: shown, it is there"


def test_a_lock_in_the_middle_of_it_shows_nothing_and_leads_back_to_the_room(room: Room) -> None:
    begin(room, silent=True)
    room.press("beginSilentTurn")
    take_turn(room, [9])
    room.window.lock()
    flush()
    assert isinstance(room.window.page, UnlockScreen)
    unlock(room.window, "pass")
    assert room.is_there("topBar") and room.screen.state.view.is_silent and lines(room)[0].worker is None


def test_with_the_family_looking_nothing_restricted_is_among_the_evidence(room: Room) -> None:
    from models.entities import Restriction

    case = room.case
    begin(room)
    with case.edit("Hidden") as session:
        session.add(Restriction(case_id=case.id, target_table="person", target_id=room.people["Ruth"], reason="x",
                                values_json='["Ruth"]'))  # fmt: skip
    flush()
    assert "Ruth" in heard(room.window)
    room.context.set_lens(FAMILY)
    flush()
    assert "Ruth" not in heard(room.window)


def test_in_touch_mode_everything_is_large_enough_and_has_a_name(room: Room) -> None:
    theme().set(touch=True)
    room.window._lay_out_again()
    flush()
    begin(room)
    room.press(f"score-worker-{lines(room)[0].id}")
    pressed = [b for b in room.screen.findChildren(QAbstractButton) if b.isVisible()]
    assert len(pressed) > 20 and not [b.objectName() for b in pressed if b.height() < 44]
    assert all(b.accessibleName() and b.objectName() for b in pressed)


def test_paper_leads_to_share(room: Room) -> None:
    begin(room)
    room.press("auditPaper")
    assert room.context.wanted_copy == "audit"
