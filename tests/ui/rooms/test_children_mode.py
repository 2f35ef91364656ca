"""Child mode fills the screen, shows nothing else, and only the worker's gesture leads back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QPushButton, QTextEdit, QWidget

from models.acts import sheets as acts
from models.acts.people import add_person
from models.base import new_id
from models.entities import Restriction
from models.readers import US
from tests.ui.desk_helpers import flush, unlock
from tests.ui.finding import heard
from tests.ui.rooms.children_window import CHILD, Room, room_of
from ui.screens.children import hold
from ui.screens.children.item_page import ItemPage
from ui.screens.children.kit import TARGET
from ui.screens.unlock import UnlockScreen
from ui.theme import theme


@pytest.fixture
def room(built: Any, tmp_path: Path, qapp: object) -> Iterator[Room]:
    with room_of(built, tmp_path) as room:
        yield room


def sheet(room: Room, name: str = "Jayden", kind: str = "three_houses") -> str:
    made = acts.start_sheet(room.case, room.context.workspace_id, kind, room.people[name])
    acts.set_order(room.case, made, ["inside"] if kind == "safety_house" else ["good"])
    return made


def shown(widget: QWidget) -> str:
    """Every word that eye or screen reader could find in a window."""
    found = [heard(widget, hidden=False)]
    for part in widget.findChildren(QWidget):
        if part.isVisible():
            found.append(part.toolTip())
            if isinstance(part, QLabel | QPushButton | QLineEdit):
                found.append(part.text())
            elif isinstance(part, QTextEdit):
                found.append(part.toPlainText())
    return "\n".join(found)


# ---- nothing else --------------------------------------------------------------------------------------------------


def test_bars_rail_and_menus_are_gone_and_come_back(room: Room) -> None:
    room.sit("Jayden", sheets=(sheet(room),))
    assert room.was_full
    assert not room.is_there("topBar") and not room.is_there("rail")
    assert not [b for b in room.window.findChildren(QAbstractButton) if b.isVisible() and getattr(b, "has_menu", False)]
    assert room.window.windowTitle() == "SofS Desk"
    room.press("stopChild")
    room.hold()
    assert room.is_there("topBar") and room.is_there("rail")
    assert not room.window.windowState() & Qt.WindowState.WindowFullScreen


def test_nothing_restricted_and_nothing_of_another_child_is_there(room: Room) -> None:
    case = room.case
    secret = add_person(case, "Zebulon", kind="family", relation="uncle", known_as="Zebulon")
    mine, hers = sheet(room), sheet(room, "Mila")
    acts.add_item(case, mine, "good", "Nan's curry.")
    acts.add_item(case, hers, "worries", "Quixotic bangs.")
    hidden = acts.add_item(case, mine, "worries", "What Zebulon did.")
    with case.edit("Restricted") as session:
        for table, key in (("person", secret), ("sheet_item", hidden)):
            session.add(
                Restriction(id=new_id(), case_id=case.id, target_table=table, target_id=key, reason="a court order")
            )
    room.sit("Jayden", sheets=(mine,))

    def everywhere() -> str:
        pane, said = room.mode.panes[0], [shown(room.window)]
        pane.ask_who()
        if room.is_there("whoMore"):
            room.press("whoMore")
        said.append(shown(room.window))
        pane.show_choice()
        said.append(shown(room.window))
        pane._on_sheet(mine)
        room.press("stopChild")
        return "\n".join([*said, shown(room.window)])

    words = everywhere()
    assert "Nan's curry." in words and "Danny" in words
    for secret_word in ("Zebulon", "Quixotic", "Mila’s"):
        assert secret_word not in words
    assert room.context.lens == CHILD
    room.hold()
    # The control: the worker's own room says all of it.
    assert room.context.lens == US
    room.screen.read_sheet(hers)
    assert "Quixotic" in shown(room.window)
    room.screen.read_sheet(mine)
    assert "Zebulon" in shown(room.window)


# ---- the way back --------------------------------------------------------------------------------------------------


def test_no_key_leads_out(room: Room) -> None:
    before = len(room.case.history())
    made = sheet(room)
    room.sit("Jayden", sheets=(made,))
    for keys in ("Ctrl+1", "Ctrl+Z", "Ctrl+Y", "Alt+Q", "Ctrl+K", "Escape", "Escape", "Ctrl+W", "Backspace"):
        QTest.keySequence(QApplication.focusWidget() or room.mode, keys)
        flush()
        assert room.screen.mode is not None, keys
        assert room.shell.current == "children", keys
        assert not room.is_there("topBar"), keys
        assert len(room.case.history()) == before + 2, keys
        assert room.rows("child_sheet"), keys  # Ctrl+Z took nothing back


def test_a_press_is_not_enough_and_holding_it_is(room: Room) -> None:
    room.sit("Jayden", sheets=(sheet(room),))
    assert not room.is_there("leaveChild")
    room.press("stopChild")
    assert room.find("goOn").hasFocus()
    for _ in range(5):
        room.press("leaveChild")
    room.hold(part=0.5)
    assert room.screen.mode is not None
    room.press("goOn")
    assert room.is_there("sheetPage")
    room.press("stopChild")
    room.hold()
    assert room.screen.mode is None


def test_the_gesture_by_keys(room: Room) -> None:
    room.sit("Jayden", sheets=(sheet(room),))
    QTest.keyClick(room.mode, Qt.Key.Key_Escape)
    button = room.find("leaveChild")
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)
    assert room.screen.mode is not None
    QTest.keyPress(button, Qt.Key.Key_Return)
    QTest.qWait(hold.HOLD_MS + 200)
    flush()
    assert room.screen.mode is None


def test_dragging_off_the_button_is_letting_go(room: Room) -> None:
    room.sit("Jayden", sheets=(sheet(room),))
    room.press("stopChild")
    button = room.find("leaveChild")
    QTest.mousePress(button, Qt.MouseButton.LeftButton)
    QTest.mouseMove(button, QPoint(-60, -60))
    QTest.qWait(hold.HOLD_MS + 100)
    QTest.mouseRelease(button, Qt.MouseButton.LeftButton, pos=QPoint(-60, -60))
    assert room.screen.mode is not None


def test_a_toast_undoes_nothing_from_before_the_child_sat_down(room: Room) -> None:
    made = sheet(room)
    item = acts.add_item(room.case, made, "good", "Nan's curry.")
    scene_id = acts.item_scene(room.case, item)
    room.sit("Jayden", sheets=(made,))
    room.press(f"thing-{item}")
    page = room.find("itemPage", ItemPage)
    page.editor.add_picture("26BD", "football")
    page.editor.canvas.remove()
    flush()
    assert room.window.toast.isVisible()
    room.press("childUndo")
    assert not room.window.toast.isVisible()  # pressed now, its Undo would go one step too far
    room.press("childUndo")
    assert not room.rows("scene_item", scene_id=scene_id)
    assert not room.find("childUndo").isEnabled()
    assert room.rows("sheet_item")


# ---- locking and being laid out anew -------------------------------------------------------------------------------


def test_the_idle_lock_locks_and_whoever_unlocks_is_the_worker(room: Room) -> None:
    room.sit("Jayden", sheets=(sheet(room),))
    room.press("add-worries")
    room.type("childWords", "Friday voices.")
    room.window.idle.idle.emit()
    flush()
    assert isinstance(room.window.page, UnlockScreen)
    assert "Jayden" not in shown(room.window)
    unlock(room.window, "pass")
    QTest.qWait(100)
    assert [row["text"] for row in room.rows("sheet_item")] == ["Friday voices."]
    assert room.screen.mode is None
    assert room.is_there("topBar")
    assert room.context.lens == US
    assert not room.window.windowState() & Qt.WindowState.WindowFullScreen


def test_another_text_size_in_the_middle_leaves_the_child_where_it_was(room: Room) -> None:
    made = sheet(room)
    room.sit("Jayden", sheets=(made,))
    old = room.screen
    theme().set(text_scale=1.25)
    room.window._lay_out_again()
    flush()
    assert room.screen is not old
    assert room.mode.panes[0].seat.sheet_id == made
    assert not room.is_there("topBar")
    room.press("stopChild")
    room.hold()
    assert room.is_there("topBar")
    assert room.context.lens == US


def test_everything_a_child_presses_is_large_and_has_a_name(room: Room) -> None:
    room.sit("Jayden", sheets=(sheet(room, kind="safety_house"),))
    pane = room.mode.panes[0]
    for visit in (pane.show_sheet, pane.show_choice, lambda: pane._on_sheet(room.rows("child_sheet")[0]["id"]),
                  pane.ask_who, pane.show_order, lambda: pane.begin_item("roof", "draw")):  # fmt: skip
        visit()
        flush()
        pressed = [b for b in room.mode.findChildren(QAbstractButton) if b.isVisible() and b.isEnabled()]
        assert pressed
        for button in pressed:
            if button.focusPolicy() == Qt.FocusPolicy.NoFocus:
                continue  # a slip that is only read
            assert button.objectName() and button.accessibleName(), button
            assert button.height() >= TARGET, (button.objectName(), button.size())
            assert button.width() >= TARGET, (button.objectName(), button.size())
