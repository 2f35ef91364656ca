"""The plan's diary and its hard days: written by a press, put right, planned for, put away; through every lens."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from models.acts import hard_days as day_acts
from models.acts import plan as acts
from models.acts.cards import add_card, tick_step
from models.readers import FAMILY
from tests.holding_back import hold_back
from tests.ui.finding import choose, find
from ui.screens.plan import PlanScreen
from ui.screens.plan.diary import EntryRow, QuietBox
from ui.widgets import GrowingTextEdit


@dataclass
class Room:
    """The screen, and short ways to act on it."""

    family: Any
    screen: PlanScreen

    @property
    def view(self) -> Any:
        return self.screen.state.view

    def press(self, name: str) -> None:
        find(self.screen, QAbstractButton, name).click()

    def log(self, kind: str, on: str, **fields: Any) -> str:
        return acts.log(self.family.case, self.family.workspace_id, kind, on=on, **fields)

    def day(self, title: str) -> Any:
        return next(day for day in self.view.hard_days if day.title == title)

    def lines(self) -> list[str]:
        QApplication.processEvents()
        found = self.screen.diary.findChildren(EntryRow) + self.screen.diary.findChildren(QuietBox)
        shown = [row for row in found if row.isVisible()]
        shown.sort(key=lambda row: row.mapTo(self.screen, row.rect().topLeft()).y())
        return [row.entry.title if isinstance(row, EntryRow) else "?" for row in shown]


@pytest.fixture
def room(bare: Any, show: Callable[..., QWidget]) -> Room:
    for text in ("Fridge chart.", "Fizz rule."):
        acts.add_rule(bare.case, bare.workspace_id, text)
    acts.set_version(bare.case, bare.workspace_id, made_on="2025-03-18", try_every_days=14)
    return Room(bare, show(PlanScreen(bare.context), 1366, 712))  # type: ignore[arg-type]


# ---- the diary ----------------------------------------------------------------------------------------------------


def test_how_it_went_is_three_presses(room: Room) -> None:
    room.press("entry-kept")
    room.press(f"entryWho-{room.family.people['Lisa']}")
    room.press("entryWrite")
    (entry,) = room.view.entries
    assert (entry.kind, entry.on, entry.logged_by.name, entry.text) == ("kept", "2025-07-01", "Lisa", "")
    assert not room.screen.diary.form.is_open and room.lines() == ["To plan"]
    assert room.screen.diary.tried.text() == "Last tried today"
    text, action, callback = room.family.said.toasts[-1]
    assert action == "Undo" and callback is not None and text
    callback()
    assert room.view.entries == ()


def test_a_rule_that_was_used_with_its_day_and_words(room: Room) -> None:
    room.press("entry-used")
    day = find(room.screen, QLineEdit, "entryDay")
    day.setText("20 June")
    day.editingFinished.emit()
    assert day.text() == "Friday 20 June 2025"
    room.press("entryDayBack")
    room.press("entryRule-2")
    QTest.keyClicks(room.screen.diary.form.text, "Danny felt the fizz and left.")
    room.press("entryWrite")
    (entry,) = room.view.entries
    assert (entry.title, entry.on, entry.text) == ("Rule 2 used", "2025-06-19", "Danny felt the fizz and left.")
    assert room.screen.rules.rows[room.view.rules[1].id].used.text() == "Last in the diary 12 days ago"


def test_a_day_that_is_none_is_asked_again_and_nothing_is_lost(room: Room) -> None:
    room.press("entry-kept")
    find(room.screen, QLineEdit, "entryDay").setText("some Friday")
    QTest.keyClicks(room.screen.diary.form.text, "All well.")
    room.press("entryWrite")
    assert room.view.entries == () and "whole day" in room.family.said.toasts[-1][0]
    assert room.screen.diary.form.text.text() == "All well."


def test_what_is_being_written_stays_when_something_else_changes(room: Room) -> None:
    room.press("entry-slip")
    QTest.keyClicks(room.screen.diary.form.text, "Chart not filled")
    room.press(f"entryWho-{room.family.people['Nanna Mo']}")
    acts.add_rule(room.family.case, room.family.workspace_id, "Another")
    room.log("kept", "2025-06-20")
    form = room.screen.diary.form
    assert (form.kind, form.text.text(), form.who.chosen) == (
        "slip", "Chart not filled", room.family.people["Nanna Mo"],
    )  # fmt: skip
    assert find(room.screen, QAbstractButton, "entryRule-3")


def test_a_slip_is_put_right_and_means_meet_again(room: Room) -> None:
    slip = room.log("slip", "2025-06-25", text="Chart not filled in.", logged_by=room.family.people["Nanna Mo"])
    acts.agree(room.family.case, room.family.workspace_id, room.family.people["Lisa"])
    room.press(f"putRight-{slip}")
    assert room.view.entries[0].put_right and room.lines() == ["Slipped, and put right"]
    room.press(f"meetAgain-{slip}")
    (meeting,) = room.family.case.rows.where("network_meeting")
    invited = {row["person_id"]: row["state"] for row in room.family.case.rows.where("meeting_person")}
    assert invited == {room.family.people["Lisa"]: "invited", room.family.people["Nanna Mo"]: "invited"}
    (question,) = room.family.case.rows.where("meeting_item", meeting_id=meeting["id"])
    assert question["text"].startswith("“Chart not filled in”")
    assert room.screen.segments.current == 2 and not room.screen.diary.isVisible()
    room.screen.show_part(0)
    assert not [b for b in room.screen.findChildren(QAbstractButton, f"meetAgain-{slip}") if b.isVisible()]
    room.family.context.undo()
    assert room.family.case.rows.where("network_meeting") == [], "one step"


def test_a_line_is_changed_in_place_and_removed_with_undo(room: Room) -> None:
    slip = room.log("slip", "2025-06-25", text="Chart")
    choose(room.screen.diary.menu_for(slip), "entryChange")
    form = room.screen.diary.changing
    assert form is not None
    QTest.keyClicks(form.text, " was blank")
    room.log("kept", "2025-06-26")
    assert room.screen.diary.changing is form and form.isVisible(), "somebody else's line does not close it"
    room.press("change-used")
    room.press("changeRule-1")
    room.press("changeWrite")
    assert [(e.kind, e.text, e.rule_number) for e in room.view.entries] == [
        ("kept", "", None), ("used", "Chart was blank", 1),
    ]  # fmt: skip
    assert room.screen.diary.changing is None and room.lines() == ["To plan", "Rule 1 used"]
    choose(room.screen.diary.menu_for(slip), "entryRemove")
    assert room.lines() == ["To plan"]
    room.family.context.undo()
    assert room.lines() == ["To plan", "Rule 1 used"]


def test_a_quiet_spell_stands_where_it_was_and_begins_a_line(room: Room) -> None:
    room.log("kept", "2025-05-02")
    room.log("kept", "2025-06-20")
    assert room.lines() == ["To plan", "?", "To plan"]
    box = next(b for b in room.screen.diary.findChildren(QuietBox) if b.isVisible())
    box.findChildren(QAbstractButton)[0].click()
    form = room.screen.diary.form
    assert form.is_open and form.day.day == "2025-05-09"
    acts.set_version(room.family.case, room.family.workspace_id, try_every_days=None)
    assert room.lines() == ["To plan", "To plan"], "no rhythm, no question"


def test_an_early_sign_and_not_now(room: Room) -> None:
    room.press("entry-sign")
    assert room.screen.diary.form.kind == "sign"
    room.press("entryLeave")
    assert not room.screen.diary.form.is_open and room.view.entries == ()


# ---- hard days ----------------------------------------------------------------------------------------------------


def test_a_near_day_asks_and_is_planned_for(room: Room) -> None:
    room.screen.show_days()
    row = room.screen.days.rows["summer_holidays"]
    assert row.plan is not None and row.plan.is_gap
    row.plan.open()
    editor = find(room.screen, GrowingTextEdit, "dayPlan-summer_holidaysEditor")
    QTest.keyClicks(editor, "Nan has the children on Fridays.")
    editor.commit()
    editor.finished.emit()
    assert room.day("Summer holidays").planned
    room.press(f"dayPeople-summer_holidays-{room.family.people['Nanna Mo']}")
    assert room.day("Summer holidays").who == "Nanna Mo"
    room.press("dayStep-summer_holidays")
    card = room.family.case.rows.table("card")[room.day("Summer holidays").step_id]
    assert (card["part"], card["due_on"]) == ("next_step", "2025-07-22")
    (mention,) = room.family.case.rows.where("card_person", card_id=card["id"])
    assert mention["person_id"] == room.family.people["Nanna Mo"]


def test_typing_in_two_pauses_keeps_one_day(room: Room) -> None:
    room.screen.show_days()
    row = room.screen.days.rows["summer_holidays"]
    assert row.plan is not None
    row.plan.open()
    editor = find(room.screen, GrowingTextEdit, "dayPlan-summer_holidaysEditor")
    for words in ("Nan has", " the children"):
        QTest.keyClicks(editor, words)
        editor.paused.emit(editor.text())
    assert editor.isVisible() and editor.toPlainText() == "Nan has the children"
    assert len(room.family.case.rows.table("hard_day")) == 1
    assert room.day("Summer holidays").plan == "Nan has the children"


def test_a_far_day_waits_in_a_line_until_somebody_plans_for_it(room: Room) -> None:
    room.screen.show_days()
    assert room.screen.days.rows["christmas"].plan is None
    room.press("planFor-christmas")
    plan = room.screen.days.rows["christmas"].plan
    assert plan is not None and plan.editing


def test_a_day_is_put_away_and_brought_back(room: Room) -> None:
    room.screen.show_days()
    room.press("away-halloween")
    assert "halloween" not in room.screen.days.rows
    assert room.family.said.toasts[-1][1] == "Undo"
    room.press("bring-halloween")
    assert "halloween" in room.screen.days.rows


def test_the_familys_own_day_from_two_words(room: Room) -> None:
    room.screen.show_days()
    room.press("addDay")
    QTest.keyClicks(find(room.screen, QLineEdit, "newDayTitle"), "Court")
    day = find(room.screen, QLineEdit, "newDayOn")
    QTest.keyClicks(day, "14 July")
    QTest.keyClick(day, Qt.Key.Key_Return)
    assert (room.day("Court").on, room.day("Court").when) == ("2025-07-14", "14 July")
    room.press(f"away-{room.day('Court').id}")
    assert "Court" not in [day.title for day in room.view.hard_days]
    room.family.context.undo()
    assert "Court" in [day.title for day in room.view.hard_days]


def test_the_next_hard_day_is_named_beside_the_rules(room: Room) -> None:
    assert room.screen.next_day.isVisible()
    day_acts.plan_day(room.family.case, room.family.workspace_id, room.day("Summer holidays"), plan="Nan")
    assert not room.screen.next_day.isVisible(), "the next without a plan is far off"


def test_a_next_step_that_names_a_day_stands_with_it(room: Room) -> None:
    case, workspace_id = room.family.case, room.family.workspace_id
    add_card(case, workspace_id, "next_step", "Write the plan for christmas", due_on="2025-08-15")
    done = add_card(case, workspace_id, "next_step", "Halloween costumes")
    tick_step(case, done, "2025-06-30")
    room.screen.show_days()
    shown = {key: [label.text() for label in row.findChildren(QLabel)] for key, row in room.screen.days.rows.items()}
    assert "Next step: Write the plan for christmas, by 15 August" in shown["christmas"]
    assert not any("costumes" in text for text in shown["halloween"])


def test_older_lines_wait_until_they_are_asked_for(room: Room) -> None:
    with room.family.case.edit("Many"):
        for day in range(60):
            room.log("kept", (dt.date(2025, 6, 30) - dt.timedelta(days=day)).isoformat())
    assert len(room.lines()) == 40
    room.press("diaryOlder")
    assert len(room.lines()) == 60 and not room.screen.diary.older.isVisible()


# ---- readers ------------------------------------------------------------------------------------------------------


def test_with_the_family_nothing_restricted_is_in_the_room(room: Room) -> None:
    case = room.family.case
    ruth = room.family.people["Ruth"]
    room.log("kept", "2025-06-20", logged_by=ruth)
    room.log("sign", "2025-06-21", text="She used the second phone.")
    day_acts.plan_day(case, room.family.workspace_id, room.day("Summer holidays"), plan="Ring the second phone")
    acts.agree(case, room.family.workspace_id, ruth)

    def said() -> str:
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        texts = []
        for widget in room.screen.findChildren(QWidget):
            if widget.isHidden():
                continue
            text = getattr(widget, "text", None)
            plain = getattr(widget, "toPlainText", text)
            texts.append(f"{plain() if callable(plain) else ''} {widget.accessibleName()} {widget.toolTip()}")
        return "\n".join(texts)

    room.screen.show_days()
    assert "second phone" in said() and "Ruth" in said(), "the control"
    hold_back(case, "person", ruth, "Ruth")
    hold_back(case, "card", "", "second phone")
    room.family.context.set_lens(FAMILY)
    assert "second phone" not in said() and "Ruth" not in said()
    assert room.lines() == []  # beside the days the diary is not shown
    room.screen.show_part(0)
    assert room.lines() == ["To plan"]
    plan = room.screen.days.rows["summer_holidays"].plan
    assert plan is not None and not plan.is_gap, "what holds words nobody may see is not offered for writing"
