"""The worker's side: every child with its sheets, reading one, its facts, going on, giving a copy, the lens."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from models.acts import sheets as acts
from models.readers import FAMILY, US
from tests.ui.desk_helpers import flush
from tests.ui.rooms.children_window import Room, room_of
from ui.screens.children.sitting import Sitting


@pytest.fixture
def room(built: Any, tmp_path: Path, qapp: object) -> Iterator[Room]:
    with room_of(built, tmp_path) as room:
        yield room


@pytest.fixture
def sheet(room: Room) -> str:
    made = acts.start_sheet(
        room.case, room.context.workspace_id, "three_houses", room.people["Jayden"], made_on="2024-10-21",
        made_with="Priya", place="at school",
    )  # fmt: skip
    acts.add_item(room.case, made, "worries", "Friday voices.")
    flush()
    return made


def words(room: Room) -> str:
    return "\n".join(label.text() for label in room.screen.findChildren(QLabel) if label.isVisible())


def test_every_child_is_there_with_its_sheets(room: Room, sheet: str) -> None:
    for name in ("Jayden", "Mila", "Alfie"):
        assert room.is_there(f"child-{room.people[name]}")
    card = room.find(f"sheet-{sheet}")
    assert "21 October 2024" in card.accessibleName() and "one thing" in card.accessibleName()
    assert words(room).count("No sheet yet.") == 2


def test_a_sheet_is_read_and_its_facts_are_written_in_place(room: Room, sheet: str) -> None:
    room.press(f"sheet-{sheet}")
    page = room.screen.reading
    assert page is not None
    room.press("sheet-place")
    target = room.window.focusWidget()
    assert target is not None
    QTest.keyClick(target, Qt.Key.Key_End)
    QTest.keyClicks(target, ", in the library")
    room.press("sheetBack")
    assert room.rows("child_sheet")[0]["place"].endswith("in the library")
    assert room.screen.reading is None


def test_going_on_gives_the_child_its_own_sheet(room: Room, sheet: str) -> None:
    room.press(f"sheet-{sheet}")
    room.press("sheetGoOn")
    assert room.mode.panes[0].seat.sheet_id == sheet
    assert room.mode.sitting.made_with == "Priya"
    assert Sitting.kept_with(room.window) is room.mode.sitting
    room.press("stopChild")
    room.hold()
    assert Sitting.kept_with(room.window) is None
    assert room.is_there("sheetReading")


def test_a_sheet_is_removed_and_comes_back(room: Room, sheet: str) -> None:
    room.press(f"sheet-{sheet}")
    room.press("sheetRemove")
    assert not room.rows("child_sheet") and room.screen.reading is None
    room.context.undo()
    flush()
    assert room.is_there(f"sheet-{sheet}")


def test_a_copy_is_given_through_the_one_way_out(room: Room, sheet: str) -> None:
    room.press("childrenShare")
    assert room.context.wanted_copy == "houses"


def test_with_the_family_only_what_the_child_said_yes_to_is_there(room: Room, sheet: str) -> None:
    room.context.set_lens(FAMILY)
    flush()
    assert not room.is_there(f"sheet-{sheet}")
    assert "Friday" not in words(room)
    acts.let_see(room.case, sheet, "yes")
    flush()
    assert room.is_there(f"sheet-{sheet}")
    room.press(f"sheet-{sheet}")
    assert "Whom Jayden lets see it" not in words(room)
    room.context.set_lens(US)  # the control: the team reads it
    flush()
    assert "Whom Jayden lets see it" in words(room)


def test_not_more_than_two_sit_down(room: Room) -> None:
    room.press("sitDown")
    assert not room.find("startSitting").isEnabled()
    for name in ("Jayden", "Mila"):
        room.press(f"asks-{room.people[name]}")
        assert room.find("startSitting").isEnabled()
    room.press(f"asks-{room.people['Alfie']}")
    assert not room.find("startSitting").isEnabled()
    room.press("startNot")
    assert not room.is_there("startForm")
