"""The ecomap through its widgets: written in one line, chosen, changed, moved by hand and by keys, held back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from models.acts import cards, ecomap
from models.acts.people import add_household, move_home
from models.family_views import EcomapNode
from models.readers import FAMILY
from ui.screens.ecomap import EcomapScreen
from ui.screens.ecomap.canvas import carried
from ui.screens.ecomap.lists import LineRow, PersonOffer
from ui.screens.ecomap.panel import Option
from ui.theme import theme


@pytest.fixture
def home(bare: Any) -> str:
    key = add_household(bare.case, "12 Tanner's Row")
    for name in ("Shauna", "Jayden", "Mila", "Alfie"):
        move_home(bare.case, bare.people[name], key)
    return key


@pytest.fixture
def screen(bare: Any, home: str, show: Callable[..., QWidget]) -> EcomapScreen:
    made = EcomapScreen(bare.context)
    show(made)
    return made


def write(screen: EcomapScreen, line: str) -> EcomapNode:
    screen.entry.setFocus()
    QTest.keyClicks(screen.entry, line)
    QTest.keyClick(screen.entry, Qt.Key.Key_Return)
    node = screen.node(screen.chosen)
    assert node is not None
    return node


def press(screen: QWidget, name: str) -> None:
    button = screen.findChild(QPushButton, name)
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def at(screen: EcomapScreen, node_id: str) -> QPoint:
    ball = screen.canvas.balls[node_id].ball
    return screen.canvas.mapFromScene(QPointF(ball.x, ball.y))


def test_one_line_puts_somebody_round_the_home(bare: Any, screen: EcomapScreen) -> None:
    assert not screen.hint.isHidden()
    node = write(screen, "Oakfield Primary, strong, helps, for Jayden")
    assert (node.label, node.kind, node.energy) == ("Oakfield Primary", "strong", "in")
    assert node.member and node.member.id == bare.people["Jayden"]
    assert screen.entry.text() == "" and screen.hint.isHidden()
    known = write(screen, "wes, weak")
    assert (
        known.person
        and known.person.id == bare.people["Wes"]
        and len(bare.people) == len(bare.case.rows.table("person"))
    )
    assert write(screen, "GP, for the cat").note == "for the cat"


def test_the_panel_changes_the_line(bare: Any, screen: EcomapScreen) -> None:
    node = write(screen, "GP")
    press(screen, "ecomapKind-stressful")
    press(screen, "ecomapEnergy-both")
    press(screen, f"ecomapMember-{bare.people['Alfie']}")
    assert screen.line is not None
    screen.line.note.open()
    assert screen.line.note.editor is not None
    QTest.keyClicks(screen.line.note.editor, "Dr Bell listens")
    screen.canvas.setFocus()
    row = bare.case.rows.get("ecomap_link", node.id)
    assert (row["kind"], row["energy"], row["member_id"], row["note"]) == (
        "stressful", "both", bare.people["Alfie"], "Dr Bell listens",
    )  # fmt: skip
    for option in screen.findChildren(Option):
        assert option.accessibleName() and option.objectName()


def test_the_list_says_the_same_and_delete_brings_back(bare: Any, screen: EcomapScreen) -> None:
    node = write(screen, "Mosque, weak, costs")
    row = screen.lines.rows[node.id]
    assert isinstance(row, LineRow) and row.words == "Weak, costs strength"
    assert row.accessibleName() == "Mosque: a weak line, it costs them strength."
    row.setFocus()
    QTest.keyClick(row, Qt.Key.Key_Delete)
    assert screen.node(node.id) is None and not screen.lines.rows
    text, action, callback = bare.said.toasts[-1]
    assert (text, action) == ("Removed from the ecomap", "Undo") and callback
    callback()
    assert screen.node(node.id) is not None


def test_somebody_of_the_case_by_a_press(bare: Any, screen: EcomapScreen) -> None:
    press(screen, "ecomapTabs1")
    assert not set(screen.offers.rows) & {bare.people["Shauna"], bare.people["Jayden"]}
    offer = screen.offers.rows[bare.people["Wes"]]
    offer.setFocus()
    QTest.keyClick(offer, Qt.Key.Key_Return)
    assert [n.label for n in screen.view.nodes] == ["Wes"] if screen.view else False
    assert bare.people["Wes"] not in screen.offers.rows


def test_somebody_of_the_case_by_dragging(bare: Any, screen: EcomapScreen) -> None:
    for name in ("GP", "School"):
        write(screen, name)
    offer = PersonOffer(next(p for p in screen._offered(screen.view) if p.name == "Wes"))  # type: ignore[arg-type]
    assert offer.drag().mimeData().hasFormat("application/x-sofs-person")
    offer.deleteLater()
    data = carried(bare.people["Wes"])
    left = QPoint(20, screen.canvas.height() // 2)
    drop(screen, data, left)
    node = next(n for n in screen.view.nodes if n.label == "Wes") if screen.view else None
    assert node is not None and node.slot == 3  # the left


def drop(screen: EcomapScreen, data: QMimeData, where: QPoint) -> None:
    canvas, keys = screen.canvas, (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(where, Qt.DropAction.CopyAction, data, *keys)
    canvas.dragEnterEvent(enter)
    assert enter.isAccepted()
    canvas.dragMoveEvent(QDragMoveEvent(where, Qt.DropAction.CopyAction, data, *keys))
    canvas.dropEvent(QDropEvent(where.toPointF(), Qt.DropAction.CopyAction, data, *keys))


def test_moved_round_the_home_by_pointer(screen: EcomapScreen) -> None:
    first, second = write(screen, "GP"), write(screen, "School")
    view = screen.canvas.viewport()
    start, end = at(screen, first.id), screen.canvas.mapFromScene(QPointF(300, 4))
    QTest.mousePress(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
    QTest.mouseMove(view, start + QPoint(30, 30))
    QTest.mouseMove(view, end)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, end)
    moved, other = screen.node(first.id), screen.node(second.id)
    assert moved and other and (moved.slot, other.slot) == (2, 1)


def test_all_of_it_with_keys(bare: Any, screen: EcomapScreen) -> None:
    first, second = write(screen, "GP"), write(screen, "School")
    canvas = screen.canvas
    screen.choose("")
    canvas.setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right):
        QTest.keyClick(canvas, key)
    assert screen.chosen == first.id
    QTest.keyClick(canvas, Qt.Key.Key_M)
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert screen.node(first.id).slot == 0  # type: ignore[union-attr]
    QTest.keyClick(canvas, Qt.Key.Key_M)
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    QTest.keyClick(canvas, Qt.Key.Key_Return)
    assert screen.node(first.id).slot == 4  # type: ignore[union-attr]
    press(screen, "ecomapOn")
    assert screen.node(first.id).slot == 2  # type: ignore[union-attr]
    canvas.setFocus()
    QTest.keyClick(canvas, Qt.Key.Key_Return)
    assert screen.line is not None and screen.line.kind.options["ordinary"].hasFocus()
    canvas.setFocus()
    QTest.keyClick(canvas, Qt.Key.Key_Delete)
    assert screen.node(first.id) is None and screen.node(second.id) is not None
    bare.case.undo()
    assert screen.node(first.id) is not None
    assert "GP: an ordinary line" in canvas.accessibleDescription()


def test_a_press_on_the_line_chooses_it(screen: EcomapScreen) -> None:
    node = write(screen, "GP")
    screen.choose("")
    way = screen.canvas.balls[node.id].ball.way
    spot = screen.canvas.mapFromScene(QPointF(*way[len(way) // 2]))
    QTest.mouseClick(screen.canvas.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)
    assert screen.chosen == node.id and screen.line is not None


def test_with_the_family_what_is_held_back_is_not_there(bare: Any, screen: EcomapScreen) -> None:
    write(screen, "Wes")
    write(screen, "GP")
    cards.restrict(bare.case, "person", bare.people["Wes"], "he asked")
    bare.context.set_lens(FAMILY)
    assert screen.view is not None and [n.label for n in screen.view.nodes] == ["GP"]
    assert "Wes" not in screen.canvas.accessibleDescription()
    assert bare.people["Wes"] not in screen.offers.rows and len(screen.canvas.balls) == 1
    bare.context.set_lens(type(FAMILY)("us"))
    assert screen.view is not None and len(screen.view.nodes) == 2


def test_names_can_be_hidden(screen: EcomapScreen) -> None:
    write(screen, "Oakfield Primary, for Jayden")
    screen.choose("")
    screen.hide_names.setChecked(True)
    assert "Oakfield" not in screen.canvas.accessibleDescription() and "Jayden" not in (
        screen.canvas.accessibleDescription()
    )
    assert "Tanner" not in screen.home_button.text() + screen.home_button.accessibleName()
    assert not screen.entry.isEnabled()
    screen.hide_names.setChecked(False)
    assert "Oakfield" in screen.canvas.accessibleDescription()


def test_another_home_is_chosen(bare: Any, screen: EcomapScreen) -> None:
    other = add_household(bare.case, "Nan's")
    move_home(bare.case, bare.people["Nanna Mo"], other)
    menu = screen.homes_menu()
    assert [action.text() for action in menu.actions()] == ["12 Tanner's Row", "Nan's"]
    menu.actions()[1].trigger()
    menu.deleteLater()
    assert screen.view is not None and screen.view.home.id == other
    write(screen, "Bowls club")
    assert bare.case.rows.where("ecomap_link", household_id=other)


def test_without_a_home_one_can_be_added(bare: Any, show: Callable[..., QWidget]) -> None:
    screen = EcomapScreen(bare.context)
    show(screen)
    assert screen.new_home.isVisible() and not screen.canvas.isVisible()
    QTest.keyClicks(screen.new_home, "12 Tanner's Row")
    QTest.keyClick(screen.new_home, Qt.Key.Key_Return)
    assert screen.canvas.isVisible() and screen.home_button.text() == "12 Tanner's Row"


def test_what_is_done_elsewhere_shows_here_and_writing_stays(bare: Any, screen: EcomapScreen) -> None:
    node = write(screen, "GP")
    assert screen.line is not None
    screen.line.note.open()
    editor = screen.line.note.editor
    assert editor is not None
    QTest.keyClicks(editor, "Dr B")
    ecomap.add(bare.case, screen.home_id, name="School")
    assert len(screen.canvas.balls) == 2 and screen.line.note.editor is editor and editor.text() == "Dr B"
    screen.canvas.setFocus()
    assert bare.case.rows.get("ecomap_link", node.id)["note"] == "Dr B"


@pytest.mark.parametrize(("width", "height", "scale"), [(1274, 652, 1.0), (1828, 950, 1.25), (1274, 652, 2.0)])
def test_it_fits_its_window(screen: EcomapScreen, width: int, height: int, scale: float) -> None:
    for number in range(8):
        write(screen, f"Group {number}")
    theme().set(text_scale=scale)
    screen.resize(width, height)
    QTest.qWait(1)
    assert screen.width() == width
    if scale < 2:
        assert not screen.canvas.horizontalScrollBar().maximum() and not screen.canvas.verticalScrollBar().maximum()
    for button in screen.findChildren(QPushButton):
        assert button.accessibleName() and button.objectName(), button.text()
