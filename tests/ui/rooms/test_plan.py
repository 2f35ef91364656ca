"""The plan's room: rules written, moved by hand and keys, versions, agreement; seen through every lens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from models.acts import plan as acts
from models.readers import FAMILY, US
from tests.holding_back import hold_back
from tests.ui.finding import choose, find
from ui.screens.plan import PlanScreen
from ui.screens.plan.heading import version_menu
from ui.theme import theme
from ui.widgets import GrowingTextEdit

RULES = ("Danny is never at Tanner's Row after a drink.", "One grown-up on duty, on the fridge chart.", "Fizz rule.")


@dataclass
class Room:
    """The screen with a plan in it, and short ways to act on it."""

    family: Any
    screen: PlanScreen

    @property
    def ids(self) -> list[str]:
        return [rule.id for rule in self.screen.state.view.rules]

    def texts(self) -> list[str]:
        return [rule.text for rule in self.screen.state.view.rules]

    def row(self, place: int) -> Any:
        return self.screen.rules.rows[self.ids[place]]

    def press(self, name: str) -> None:
        find(self.screen, QAbstractButton, name).click()

    def write(self, field: str, words: str, *, leave: bool = True) -> GrowingTextEdit:
        """Open words in place and write others."""
        find(self.screen, QAbstractButton, field).click()
        editor = find(self.screen, GrowingTextEdit, f"{field}Editor")
        editor.selectAll()
        QTest.keyClicks(editor, words)
        if leave:
            editor.commit()
            editor.finished.emit()
        return editor


@pytest.fixture
def empty(bare: Any, show: Callable[..., QWidget]) -> Room:
    return Room(bare, show(PlanScreen(bare.context), 1366, 712))  # type: ignore[arg-type]


@pytest.fixture
def room(bare: Any, show: Callable[..., QWidget]) -> Room:
    for text in RULES:
        acts.add_rule(bare.case, bare.workspace_id, text)
    acts.set_version(bare.case, bare.workspace_id, made_by="the family", made_on="2025-03-18", try_every_days=14)
    return Room(bare, show(PlanScreen(bare.context), 1366, 712))  # type: ignore[arg-type]


# ---- rules --------------------------------------------------------------------------------------------------------


def test_the_first_rule_is_one_press_and_the_next_question_is_open(empty: Room) -> None:
    empty.press("firstRule")
    QTest.keyClicks(empty.screen.rules.draft, "Nan has the key.")
    QTest.keyClick(empty.screen.rules.draft, Qt.Key.Key_Return)
    assert empty.texts() == ["Nan has the key."]
    cells = empty.row(0).cells
    assert cells["who"].editing and cells["how_we_know"].is_gap and not cells["text"].is_gap
    editor = find(empty.screen, GrowingTextEdit, f"who-{empty.ids[0]}Editor")
    QTest.keyClicks(editor, "Nan")
    editor.commit()
    editor.finished.emit()
    assert empty.screen.state.view.rules[0].who == "Nan" and not cells["who"].is_gap
    assert empty.family.case.undo_label == "Changed a rule"


def test_esc_leaves_the_line_for_a_new_rule(room: Room) -> None:
    room.press("addRule")
    QTest.keyClicks(room.screen.rules.draft, "Not this")
    QTest.keyClick(room.screen.rules.draft, Qt.Key.Key_Escape)
    assert room.texts() == list(RULES) and not room.screen.rules.draft.isVisible()
    assert room.screen.rules.add_button.isVisible()


def test_rules_are_written_in_place_and_undone(room: Room) -> None:
    first = room.ids[0]
    room.write(f"if_it_slips-{first}", "Shauna keeps the door shut")
    assert room.screen.state.view.rules[0].if_it_slips == "Shauna keeps the door shut"
    room.write(f"text-{first}", "Danny is never here after a drink.")
    room.family.context.undo()
    assert room.row(0).cells["text"].field.text == RULES[0]
    room.family.context.undo()
    assert room.row(0).cells["if_it_slips"].is_gap


def test_words_being_written_stay_when_something_else_changes(room: Room) -> None:
    editor = room.write(f"who-{room.ids[1]}", "Shauna, Nan and Li", leave=False)
    acts.add_rule(room.family.case, room.family.workspace_id, "Another", before_id=room.ids[0])
    acts.log(room.family.case, room.family.workspace_id, "kept", on="2025-06-30")
    assert editor.isVisible() and editor.toPlainText() == "Shauna, Nan and Li"
    QTest.keyClicks(editor, "sa")
    QTest.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [rule.who for rule in room.screen.state.view.rules] == ["", "", "Shauna, Nan and Lisa", ""]


def test_words_of_a_rule_taken_away_meanwhile_do_not_vanish_in_silence(room: Room) -> None:
    gone = room.ids[2]
    editor = room.write(f"who-{gone}", "Danny", leave=False)
    acts.remove_rule(room.family.case, gone)
    assert editor.isVisible(), "the writer can still copy the words"
    editor.commit()
    editor.finished.emit()
    assert "no longer there" in room.family.said.toasts[-1][0]
    assert gone not in room.screen.rules.rows


def test_a_rule_is_moved_by_keys(room: Room) -> None:
    handle = room.row(0).handle
    handle.setFocus()
    QTest.keyClick(handle, Qt.Key.Key_M)
    assert room.row(0).lifted
    QTest.keyClick(handle, Qt.Key.Key_Down)
    QTest.keyClick(handle, Qt.Key.Key_Down)
    assert room.texts() == list(RULES), "nothing is changed before it is put down"
    QTest.keyClick(handle, Qt.Key.Key_Return)
    assert room.texts() == [RULES[1], RULES[2], RULES[0]] and not room.row(2).lifted
    QTest.keyClick(handle, Qt.Key.Key_M)
    QTest.keyClick(handle, Qt.Key.Key_Up)
    QTest.keyClick(handle, Qt.Key.Key_Escape)
    assert room.texts() == [RULES[1], RULES[2], RULES[0]]
    QTest.keyClick(handle, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert room.texts() == [RULES[1], RULES[0], RULES[2]]
    assert room.family.case.undo_label == "Moved a rule"


def test_a_rule_is_moved_by_hand(room: Room) -> None:
    handle = room.row(0).handle
    start = QPoint(20, 12)
    below = handle.mapFromGlobal(room.row(2).mapToGlobal(QPoint(20, 60)))
    QTest.mousePress(handle, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(handle, start + QPoint(0, 30))
    QTest.mouseMove(handle, below)
    assert room.row(0).ghost and room.texts() == list(RULES)
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=below)
    assert room.texts() == [RULES[1], RULES[2], RULES[0]]
    assert not room.row(2).ghost and room.row(2).body.isVisible()
    room.family.context.undo()
    assert room.texts() == list(RULES)


def test_a_rule_is_removed_with_undo(room: Room) -> None:
    handle = room.row(1).handle
    handle.setFocus()
    QTest.keyClick(handle, Qt.Key.Key_Delete)
    assert room.texts() == [RULES[0], RULES[2]]
    text, action, callback = room.family.said.toasts[-1]
    assert (text, action) == ("The rule is gone.", "Undo")
    assert callback is not None
    callback()
    assert room.texts() == list(RULES) and [room.row(i).handle.number for i in range(3)] == [1, 2, 3]


def test_the_menu_does_the_same(room: Room) -> None:
    choose(room.screen.rules.menu_for(room.ids[1]), "ruleUp")
    assert room.texts() == [RULES[1], RULES[0], RULES[2]]
    choose(room.screen.rules.menu_for(room.ids[0]), "ruleDown")
    assert room.texts() == list(RULES)
    choose(room.screen.rules.menu_for(room.ids[2]), "ruleDiary")
    assert (room.screen.diary.form.kind, room.screen.diary.form.is_open) == ("used", True)
    choose(room.screen.rules.menu_for(room.ids[2]), "ruleRemove")
    assert len(room.texts()) == 2


# ---- versions -----------------------------------------------------------------------------------------------------


def test_a_new_version_asks_nobody_to_retype_and_the_old_one_is_read_only(room: Room) -> None:
    room.screen.new_version()
    assert room.screen.version.text() == "Version 2, made by the family, 1 July 2025"
    assert room.texts() == list(RULES) and not room.screen.past.isVisible()
    room.write(f"text-{room.ids[0]}", "Danny rings first.")
    room.screen.state.show_version(1)
    assert room.screen.past.words.text() == "Version 1, 18 March 2025. The plan in force is version 2."
    assert room.texts() == list(RULES)
    row = room.row(0)
    assert not row.handle.isEnabled() and not row.menu.isVisible() and not row.cells["text"].field.isVisible()
    assert not row.cells["who"].is_gap, "the past is not asked"
    assert not room.screen.rules.add_button.isVisible() and not room.screen.diary.form.isVisible()
    room.press("planBack")
    assert room.texts()[0] == "Danny rings first." and not room.screen.past.isVisible()


def test_undoing_the_version_looked_at_leads_back_to_now(room: Room) -> None:
    room.screen.new_version()
    acts.new_version(room.family.case, room.family.workspace_id)
    room.screen.state.show_version(2)
    room.family.context.undo()
    room.family.context.undo()
    assert room.screen.state.view.version == 1 and not room.screen.state.view.is_past


def test_the_version_menu_names_every_version(room: Room) -> None:
    room.screen.new_version()
    menu = version_menu(room.screen.state, room.screen)
    names = [action.text() for action in menu.actions() if action.text()]
    assert names[:2] == ["Version 2, 1 July 2025, in force", "Version 1, 18 March 2025"]
    assert any("New version" in name for name in names)


def test_who_made_it_when_and_how_often(room: Room) -> None:
    room.screen.open_heading()
    form = room.screen.heading
    form.made_by.setText("Shauna, Danny and Nan")
    form.made_by.editingFinished.emit()
    form.day.line.setText("20 June")
    form.day.line.editingFinished.emit()
    form.title.setText("Our Friday plan")
    form.title.editingFinished.emit()
    assert room.screen.title.text() == "Our Friday plan"
    room.press("rhythm-7")
    view = room.screen.state.view
    assert (view.made_words, view.try_every_days) == ("made by Shauna, Danny and Nan, 20 June 2025", 7)
    form.other.setText("10")
    form.other.editingFinished.emit()
    assert room.screen.state.view.try_every_days == 10
    room.press("rhythm-0")
    assert room.screen.state.view.try_every_days is None
    assert room.screen.diary.rhythm.text() == "How often will it be tried?"


# ---- who agrees ---------------------------------------------------------------------------------------------------


def test_people_of_the_case_agree_by_one_press(room: Room) -> None:
    people = room.family.people
    room.press("agreementAdd")
    room.press(f"agreementPeople-{people['Shauna']}")
    room.press(f"agreementPeople-{people['Danny']}")
    lines = room.screen.state.view.agreements
    assert [(line.label, line.state) for line in lines] == [("Shauna", "agreed"), ("Danny", "agreed")]
    choose(room.screen.agreed.menu_for(lines[1].id), "state-disagrees")
    words = room.screen.agreed.rows[lines[1].id].words
    assert words.editing
    editor = words.field.editor
    assert editor is not None
    QTest.keyClicks(editor, "Not on Fridays.")
    editor.commit()
    editor.finished.emit()
    line = room.screen.state.view.agreements[1]
    assert (line.state, line.words) == ("disagrees", "Not on Fridays.")
    other = find(room.screen, QLineEdit, "agreementOther")
    QTest.keyClicks(other, "Two neighbours")
    QTest.keyClick(other, Qt.Key.Key_Return)
    assert room.screen.state.view.agreements[2].label == "Two neighbours" and other.text() == ""
    choose(room.screen.agreed.menu_for(lines[0].id), "agreementRemove")
    assert len(room.screen.agreed.rows) == 2


def test_everybody_of_the_family_can_be_listed_at_once(room: Room) -> None:
    room.press("agreementAdd")
    room.press("agreementEverybody")
    lines = room.screen.state.view.agreements
    assert {line.state for line in lines} == {"not_yet"} and len(lines) > 4
    assert "Priya" not in {line.label for line in lines} and "Alfie" not in {line.label for line in lines}
    room.family.context.undo()
    assert room.screen.state.view.agreements == ()


# ---- readers ------------------------------------------------------------------------------------------------------


def test_with_the_family_nothing_restricted_is_shown_or_can_be_overwritten(room: Room) -> None:
    case, first, second = room.family.case, room.ids[0], room.ids[1]
    acts.set_rule(case, second, who="Shauna, on her second phone")
    acts.set_rule(case, room.ids[2], text="The secret rule about Zed")
    hold_back(room.family.case, "card", "", "second phone", "Zed")
    assert len(room.texts()) == 3
    room.family.context.set_lens(FAMILY)
    assert room.texts() == [RULES[0], RULES[1]]
    cell = room.row(1).cells["who"]
    assert not cell.is_gap and not cell.field.isVisible(), "an empty place that holds something is not offered"
    assert room.row(0).cells["who"].is_gap, "the control"
    QTest.keyClick(room.row(0).handle, Qt.Key.Key_Delete)
    assert first in room.ids, "where some rules are kept back, nobody orders or removes them"
    room.family.context.set_lens(US)
    assert len(room.texts()) == 3 and room.row(1).handle.isEnabled()


# ---- every size ---------------------------------------------------------------------------------------------------


def test_everything_to_press_has_a_name_and_a_target(room: Room) -> None:
    acts.log(room.family.case, room.family.workspace_id, "slip", on="2025-06-20", text="Chart")
    acts.agree(room.family.case, room.family.workspace_id, room.family.people["Lisa"])
    room.press("agreementAdd")
    room.screen.diary.begin("used")
    for page in range(2):
        room.screen.show_part(page)
        for _ in range(3):  # heights settle from the inside out
            QApplication.processEvents()
        for widget in room.screen.findChildren(QWidget):
            if (
                isinstance(widget, QAbstractButton | QLineEdit | QTextEdit)
                and widget.isVisible()
                and widget.isEnabled()
            ):
                assert widget.objectName() and widget.accessibleName(), widget
                if isinstance(widget, QAbstractButton):
                    assert min(widget.width(), widget.height()) >= 23, widget.objectName()


@pytest.mark.parametrize(("scale", "width"), [(1.0, 1366), (2.0, 1366), (1.25, 1000), (1.0, 628)])
def test_nothing_is_wider_than_its_window(
    bare: Any, show: Callable[..., QWidget], qtbot: QtBot, scale: float, width: int
) -> None:
    acts.start_plan(bare.case, bare.workspace_id, made_by="Shauna, Danny, Nanna Mo, Lisa, Jo, Ian and Sandra next door")
    acts.add_rule(bare.case, bare.workspace_id, "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch " * 3)
    theme().set(text_scale=scale)
    try:
        screen = show(PlanScreen(bare.context), width, 712)
        assert isinstance(screen, PlanScreen)
        qtbot.wait(20)
        for part in range(2):
            screen.show_part(part)
            assert screen.width() <= width
            page = screen.pages.currentWidget()
            assert page is not None and page.minimumSizeHint().width() <= width
    finally:
        theme().set(text_scale=1.0)
