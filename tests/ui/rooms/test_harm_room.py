"""The harm room round its grid: behaviours, how long and how often, the questions, a narrow window."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from models.acts import harm as acts
from ui.screens.harm import HarmScreen
from ui.screens.harm.question_row import QuestionRow
from ui.widgets import GrowingTextEdit, Label, SegmentedControl

Found = TypeVar("Found", bound=QWidget)
Key = Qt.Key


def find(parent: QWidget, kind: type[Found], name: str) -> Found:
    found = [widget for widget in parent.findChildren(kind, name) if widget.isVisible()]
    assert found, name
    return found[-1]


def choose(menu: Any, name: str) -> None:
    """Trigger an action by its object name."""
    found = [action for action in menu.actions() if action.objectName() == name]
    assert found, [action.objectName() for action in menu.actions()]
    found[0].trigger()
    menu.deleteLater()


@pytest.fixture
def screen(bare: Any, show: Callable[..., QWidget]) -> HarmScreen:
    made = HarmScreen(bare.context)
    show(made, 1300)
    return made


@pytest.fixture
def one(bare: Any, screen: HarmScreen) -> HarmScreen:
    """With one behaviour in it."""
    acts.add_matrix(bare.case, bare.workspace_id, "Danny grabs Jayden", adult_id=bare.people["Danny"])
    QTest.qWait(5)
    return screen


def row_of(screen: HarmScreen, number: int = 0) -> QuestionRow:
    return list(screen.panel.rows.values())[number]


def test_an_empty_room_begins_a_behaviour(bare: Any, screen: HarmScreen) -> None:
    assert screen.adding.isVisible() and not screen.panel.isVisible() and not screen.adding.leave.isVisible()
    screen.adding.begin.click()
    assert screen.state.view.matrices == (), "without words nothing is begun"
    screen.adding.field.setFocus()
    QTest.keyClicks(screen.adding.field, "Danny shouts at night")
    choose(screen.adding.who_menu(), f"person-{bare.people['Danny']}")
    screen.adding.field.setFocus()
    QTest.keyClick(screen.adding.field, Key.Key_Return)
    matrix = screen.state.matrix
    assert matrix is not None and matrix.adult is not None
    assert (matrix.behaviour, matrix.adult.name) == ("Danny shouts at night", "Danny")
    assert screen.grid.hasFocus() and screen.grid.isVisible() and screen.panel.isVisible()
    screen.context.undo()
    assert screen.adding.isVisible()


def test_another_behaviour_or_not_after_all(one: HarmScreen) -> None:
    find(one, QPushButton, "harmAdd").click()
    assert one.adding.isVisible() and one.adding.leave.isVisible() and not one.add_button.isVisible()
    one.adding.leave.click()
    assert one.grid.isVisible() and len(one.state.view.matrices) == 1


def test_behaviours_side_by_side_and_twelve_in_a_menu(bare: Any, one: HarmScreen) -> None:
    acts.add_matrix(bare.case, bare.workspace_id, "No sober grown-up looking after the children")
    QTest.qWait(1)
    control = find(one.switcher, SegmentedControl, "harmBehaviour")
    control.chosen.emit(1)
    assert one.state.matrix is not None and one.state.matrix.number == 2
    for number in range(3, 13):
        acts.add_matrix(bare.case, bare.workspace_id, f"Behaviour number {number} with quite a few words")
    QTest.qWait(1)
    assert one.switcher.is_menu
    button = find(one.switcher, QPushButton, "harmBehaviourMenu")
    assert button.text().startswith("2 of 12")
    assert one.switcher.geometry().right() < one.add_button.geometry().left()
    menu = one.switcher.menu()
    assert len(menu.actions()) == 12 and menu.actions()[1].isChecked()
    menu.actions()[11].trigger()
    menu.deleteLater()
    assert one.state.matrix.number == 12
    one.grid.setFocus()
    QTest.keyClick(one.grid, Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert one.state.matrix.number == 11 and one.grid.hasFocus()
    choose(one.matrix_menu(), "matrixEarlier")
    assert one.state.matrix.number == 10
    choose(one.matrix_menu(), "matrixLater")
    assert one.state.matrix.number == 11
    choose(one.matrix_menu(), "matrixDelete")
    assert len(one.state.view.matrices) == 11
    one.context.undo()
    assert len(one.state.view.matrices) == 12


def test_renamed_whose_it_is_and_which_strand(bare: Any, one: HarmScreen) -> None:
    one.head.behaviour.open()
    editor = one.head.behaviour.editor
    assert editor is not None
    editor.selectAll()
    QTest.keyClicks(editor, "Danny frightens Jayden")
    one.grid.setFocus()
    assert one.state.matrix is not None and one.state.matrix.behaviour == "Danny frightens Jayden"
    choose(one.head.who_menu(), "person-")
    assert one.state.matrix.adult is None and one.head.who is not None and one.head.who.text() == "Who does it?"
    choose(one.head.strand_menu(), f"harmStrand-{bare.strands[0]}")
    assert one.state.matrix.strand is not None and one.head.badge is not None


def test_how_long_and_how_often_ask_until_somebody_says(one: HarmScreen) -> None:
    often = one.head.fields["how_often"]
    assert often.face.is_gap and often.face.words.text() == "Not known. A question for Danny"
    often.face.click()
    assert often.editor is not None
    QTest.keyClicks(often.editor, "most Fridays 2023-07 to 2024-09")
    QTest.keyClick(often.editor, Key.Key_Return)
    assert not often.face.is_gap
    assert often.face.words.text() == "most Fridays July 2023 to September 2024"
    one.context.undo()
    assert often.face.is_gap
    often.face.click()
    QTest.keyClicks(often.editor, "never")
    QTest.keyClick(often.editor, Key.Key_Escape)
    assert often.face.is_gap, "Esc puts back"


def test_a_gap_becomes_a_question_and_its_answer_fills_the_box(bare: Any, one: HarmScreen) -> None:
    one.grid.go(3, 1)
    choose(one.cell_menu(), "cellAsk")
    assert one.state.matrix is not None
    (question,) = one.state.matrix.questions
    assert (question.to, question.place) == ("Jayden", "Worst. Impact on Jayden")
    row = row_of(one)
    assert row.words.editor is not None, "its words can be changed at once"
    row.words.editor.selectAll()
    QTest.keyClicks(row.words.editor, "Jayden, what did you do then?")
    one.grid.setFocus()
    choose(row.whom_menu(), f"person-{bare.people['Mila']}")
    choose(row.asker_menu(), f"person-{bare.people['Priya']}")
    question = one.state.matrix.questions[0]
    assert (question.text, question.to) == ("Jayden, what did you do then?", "Mila")
    assert row.asker.text() == "Priya will ask" and row_of(one) is row
    row.answer_link.click()
    assert row.answer.editor is not None
    QTest.keyClicks(row.answer.editor, "I hid at Nan's")
    one.grid.setFocus()
    assert one.state.matrix.cells[3][1].text == "I hid at Nan's"
    assert one.panel.answered_title.isVisible() and row_of(one) is row
    assert "Answered on 1 July 2025" in row.place.text()
    choose(row.menu(), "questionCard")
    card_id = one.state.matrix.questions[0].card_id
    assert card_id and one.state.matrix.cells[3][1].card_id == card_id
    choose(row.menu(), "questionGoCard")
    assert bare.said.room == "map"


def test_an_answer_being_written_survives_a_change_elsewhere(bare: Any, one: HarmScreen) -> None:
    assert one.state.matrix is not None
    matrix_id = one.state.matrix.id
    acts.add_question(bare.case, bare.workspace_id, "Danny, how often?", matrix_id=matrix_id, field="how_often")
    row = row_of(one)
    row.open_answer()
    assert row.answer.editor is not None
    QTest.keyClicks(row.answer.editor, "Twice")
    row.answer.editor.paused.emit("Twice")
    acts.add_question(bare.case, bare.workspace_id, "Carol, what did you see?")
    QTest.keyClicks(row.answer.editor, " a week")
    one.grid.setFocus()
    assert one.state.matrix is not None and one.state.matrix.how_often == "Twice a week"
    assert one.panel.loose_title.isVisible()


def test_every_gap_as_a_question_in_one_step(bare: Any, one: HarmScreen) -> None:
    assert one.state.matrix is not None
    acts.write_cell(bare.case, one.state.matrix.id, one.state.matrix.rows[0], "first", "2022")
    gaps = len(one.state.unasked())
    assert one.panel.every.text() == f"Ask about the other gaps ({gaps})" and gaps > 5
    one.panel.every.click()
    assert len(one.state.matrix.questions) == gaps and not one.panel.every.isVisible()
    assert all(question.text.endswith("?") for question in one.state.matrix.questions)
    one.context.undo()
    assert one.state.matrix.questions == ()


def test_next_steps_a_question_of_ones_own_and_the_list(bare: Any, one: HarmScreen) -> None:
    assert not one.panel.steps.isVisible()
    one.panel.new_link.click()
    QTest.keyClicks(one.panel.new_field, "Shauna, what was different?")
    QTest.keyClick(one.panel.new_field, Key.Key_Return)
    assert one.state.matrix is not None and one.state.matrix.questions[0].text == "Shauna, what was different?"
    assert not one.panel.new_field.isVisible() and one.panel.new_link.isVisible()
    one.panel.steps.click()
    steps = bare.case.rows.where("card", part="next_step")
    assert len(steps) == 1 and not one.panel.steps.isVisible()
    assert bare.said.toasts[-1][0] == "A next step was made. It is on the map."
    row = row_of(one)
    assert "a next step" in row.place.text()
    choose(row.menu(), "questionGoStep")
    one.panel.print.click()
    assert (bare.said.room, one.context.wanted_copy) == ("share", "questions")
    choose(row.menu(), "questionAway")
    assert not one.panel.rows


def test_from_a_question_to_its_box_and_back_by_f6(one: HarmScreen) -> None:
    one.grid.go(1, 0)
    choose(one.cell_menu(), "cellAsk")
    one.grid.setFocus()
    one.grid.go(0, 0)
    choose(row_of(one).menu(), "questionBox")
    assert (one.grid.currentIndex().row(), one.grid.currentIndex().column()) == (1, 0) and one.grid.hasFocus()
    QTest.keyClick(one.grid, Key.Key_F6)
    focus = one.window().focusWidget()
    assert focus is not None and one.panel.isAncestorOf(focus)
    QTest.keyClick(focus, Key.Key_F6)
    assert one.grid.hasFocus()


def test_a_narrow_window_has_a_drawer(one: HarmScreen) -> None:
    one.resize(900, 600)
    QTest.qWait(1)
    assert not one.panel.isVisible() and one.ask_button.isVisible()
    one.ask_button.click()
    assert one.panel.isVisible() and one.panel.geometry().right() <= 900
    one.panel.close_button.click()
    assert not one.panel.isVisible()
    one.grid.go(1, 0)
    choose(one.cell_menu(), "cellAsk")
    assert one.panel.isVisible(), "a new question is shown"
    one.resize(1300, 700)
    QTest.qWait(1)
    assert one.panel.isVisible() and not one.ask_button.isVisible()


def test_editors_are_committed_before_the_page_goes(one: HarmScreen) -> None:
    from ui.lock import finish_editing

    one.grid.setFocus()
    one.grid.go(1, 0)
    QTest.keyClicks(one.grid, "S")
    editor = one.findChild(GrowingTextEdit, "harmCellEditor")
    assert editor is not None
    QTest.keyClicks(editor, "houted")
    finish_editing(one)
    assert one.state.matrix is not None and one.state.matrix.cells[1][0].text == "Shouted"
    one.grid.writing.finish()


def test_nothing_is_cut_in_the_head(one: HarmScreen) -> None:
    for label in one.head.findChildren(QLabel):
        if isinstance(label, Label) and label.isVisible():
            assert not label.clamped and label.width() >= label.minimumSizeHint().width()
