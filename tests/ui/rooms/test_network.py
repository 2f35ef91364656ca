"""Network finding through its widgets: an objection, the six cells, one question large, people found."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from models.acts import cards, circles, network
from models.network import SIDES, TIMES, load
from models.readers import FAMILY
from ui.screens.network import NetworkScreen
from ui.screens.strands.editable import WordsField
from ui.theme import theme


@pytest.fixture
def circle(bare: Any) -> str:
    return circles.start_circles(bare.case, bare.workspace_id)


@pytest.fixture
def screen(bare: Any, circle: str, show: Callable[..., QWidget]) -> NetworkScreen:
    made = NetworkScreen(bare.context, circle)
    show(made)
    return made


def press(screen: QWidget, name: str) -> None:
    button = screen.findChild(QPushButton, name)
    assert button is not None, name
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def write(field: WordsField, text: str, leave: QWidget) -> None:
    field.open()
    assert field.editor is not None
    QTest.keyClicks(field.editor, text)
    leave.setFocus()


def name(screen: NetworkScreen, line: str) -> None:
    screen.found.entry.setFocus()
    QTest.keyClicks(screen.found.entry, line)
    QTest.keyClick(screen.found.entry, Qt.Key.Key_Return)


@pytest.fixture
def begun(screen: NetworkScreen) -> NetworkScreen:
    press(screen, "objection-nobody")
    return screen


def test_it_begins_with_what_somebody_says(bare: Any, screen: NetworkScreen) -> None:
    assert not screen.found.isVisible()
    menu = screen.start.who.menu_of_people()
    next(action for action in menu.actions() if action.text() == "Shauna").trigger()
    menu.deleteLater()
    press(screen, "objection-too_far_away")
    assert screen.words.text == "They live too far away" and screen.who.text() == "Shauna"
    row = bare.case.rows.where("network_objection")[0]
    assert (row["person_id"], row["said_on"]) == (bare.people["Shauna"], "2025-07-01")


def test_six_cells_with_at_least_two_questions(begun: NetworkScreen) -> None:
    assert begun.grid is not None
    assert [cell.objectName() for cell in begun.grid.cells] == [f"cell-{t}-{s}" for t in TIMES for s in SIDES]
    assert all(len(cell.asked) >= 2 for cell in begun.grid.cells)
    shown = [asked.ask.accessibleName() for cell in begun.grid.cells for asked in cell.asked]
    assert shown == [q for cell in load().objections[0].cells.values() for q in cell]
    for button in begun.findChildren(QPushButton):
        assert button.accessibleName() and button.objectName(), button.text()


def test_own_words(bare: Any, screen: NetworkScreen) -> None:
    QTest.keyClicks(screen.start.own, "My mates would laugh")
    QTest.keyClick(screen.start.own, Qt.Key.Key_Return)
    assert screen.words.text == "My mates would laugh" and screen.grid is not None
    write(screen.words, " at me", screen.found.entry)
    assert bare.case.rows.where("network_objection")[0]["words"] == "My mates would laugh at me"


def test_an_answer_is_written_under_its_question(bare: Any, begun: NetworkScreen) -> None:
    assert begun.grid is not None
    asked = begun.grid.cells[0].asked[0]
    asked.answer.open()
    editor = asked.answer.editor
    assert editor is not None
    QTest.keyClicks(editor, "Ray did")
    network.add_question(bare.case, begun.objection_id, "past", "worry", "And who else?")
    assert editor.text() == "Ray did" and begun.grid.cells[0].asked[0].answer.editor is editor
    begun.found.entry.setFocus()
    assert begun.grid.cells[0].asked[0].answer.text == "Ray did" and len(begun.grid.cells[0].asked) == 3
    assert "Ray did" in {row["answer"] for row in bare.case.rows.where("network_question")}


def test_a_question_of_one_s_own(begun: NetworkScreen) -> None:
    assert begun.grid is not None
    write(begun.grid.cells[5].own, "Who will ring on Sunday?", begun.found.entry)
    assert begun.grid.cells[5].asked[-1].ask.accessibleName() == "Who will ring on Sunday?"


def test_one_question_large_with_keys(bare: Any, begun: NetworkScreen) -> None:
    assert begun.grid is not None
    ask = begun.grid.cells[1].asked[0].ask
    ask.setFocus()
    QTest.keyClick(ask, Qt.Key.Key_Return)
    assert begun.large is not None and begun.grid is None
    assert begun.large.text.text == ask.accessibleName()
    write(begun.large.answer, "Nan was in it", begun.found.entry)
    name(begun, "Ray Harlow, mum's uncle")
    assert begun.large is not None and begun.large.answer.text == "Nan was in it"
    begun.large.setFocus()
    QTest.keyClick(begun.large, Qt.Key.Key_Escape)
    assert begun.grid is not None and begun.large is None
    again = begun.grid.cells[1].asked[0]
    assert again.ask.hasFocus() and again.answer.text == "Nan was in it"
    assert bare.case.rows.where("network_find")[0]["question_id"] == again.ask.objectName().removeprefix("question-")


def test_a_question_is_changed_and_removed(bare: Any, begun: NetworkScreen) -> None:
    assert begun.grid is not None
    press(begun.grid, begun.grid.cells[0].asked[1].ask.objectName())
    assert begun.large is not None
    key = begun.large.question[0]
    write(begun.large.text, " Say more.", begun.found.entry)
    assert bare.case.rows.get("network_question", key)["text"].endswith("Say more.")
    press(begun, "networkRemoveQuestion")
    assert begun.grid is not None and len(begun.grid.cells[0].asked) == 1
    assert bare.said.toasts[-1][0] == "Question removed"
    bare.case.undo()
    assert len(begun.grid.cells[0].asked) == 2


def test_who_is_found_stands_in_the_circles(bare: Any, begun: NetworkScreen, circle: str) -> None:
    name(begun, "Ray Harlow, 60, mum's uncle")
    assert [chip.text() for chip in begun.found.chips] == ["Ray, now in the circles: knows nothing yet"]
    ray = bare.case.rows.where("network_find")[0]["person_id"]
    assert bare.case.rows.get("person", ray)["age_said"] == "60"
    assert [m["ring"] for m in bare.case.rows.where("circle_move", person_id=ray)] == ["outer"]
    people = len(bare.case.rows.table("person"))
    circles.move(bare.case, circle, bare.people["Wes"], "middle", "2025-06-01")
    name(begun, "wes")
    assert len(bare.case.rows.table("person")) == people
    assert any(chip.text() == "Wes, now in the circles: knows some" for chip in begun.found.chips)
    press(begun, f"notFound-{bare.case.rows.where('network_find', person_id=ray)[0]['id']}")
    assert [chip.text() for chip in begun.found.chips] == ["Wes, now in the circles: knows some"]
    assert bare.case.rows.where("circle_move", person_id=ray)


def test_what_was_said_before_is_opened_again(bare: Any, begun: NetworkScreen) -> None:
    name(begun, "Ray")
    press(begun, "networkAnother")
    assert [button.text() for button in begun.start.earlier] == ["“There isn't anybody”, one person found"]
    QTest.mouseClick(begun.start.earlier[0], Qt.MouseButton.LeftButton)
    assert begun.words.text == "There isn't anybody" and begun.grid is not None
    press(begun, "networkRemove")
    assert begun.start.isVisible() and not begun.start.earlier
    bare.said.toasts[-1][2]()
    assert len(begun.start.earlier) == 1


def test_held_back_with_the_family(bare: Any, begun: NetworkScreen) -> None:
    name(begun, "Ray")
    ray = bare.case.rows.where("network_find")[0]["person_id"]
    cards.restrict(bare.case, "person", ray, "he asked")
    bare.context.set_lens(FAMILY)
    assert begun.found.chips == [] and begun.grid is not None
    network.set_objection(bare.case, begun.objection_id, person_id=ray)
    assert begun.start.isVisible() and not begun.start.earlier


def test_it_leads_back(begun: NetworkScreen, qtbot: Any) -> None:
    with qtbot.waitSignal(begun.closed):
        press(begun, "networkBack")


@pytest.mark.parametrize(("width", "height", "scale"), [(1274, 712, 1.0), (1828, 1010, 1.25), (1274, 712, 2.0)])
def test_it_fits_its_window(begun: NetworkScreen, width: int, height: int, scale: float) -> None:
    theme().set(text_scale=scale)
    begun.resize(width, height)
    QTest.qWait(1)
    assert (begun.width(), begun.height()) == (width, height)
