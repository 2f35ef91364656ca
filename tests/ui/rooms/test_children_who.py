"""Who may see this? The child says it person by person; outside the team only a plain yes counts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel

from models.acts import sheets as acts
from models.readers import Reader
from models.sheets import sheet_view
from tests.ui.desk_helpers import flush
from tests.ui.rooms.children_window import Room, room_of
from ui.screens.children.item_page import ItemPage
from ui.screens.children.who_page import WhoRow

NETWORK = Reader("network")


@pytest.fixture
def room(built: Any, tmp_path: Path, qapp: object) -> Iterator[Room]:
    with room_of(built, tmp_path) as room:
        yield room


@pytest.fixture
def sheet(room: Room) -> str:
    made = acts.start_sheet(room.case, room.context.workspace_id, "three_houses", room.people["Jayden"])
    acts.set_order(room.case, made, ["worries"])
    acts.add_item(room.case, made, "worries", "Friday voices.")
    acts.add_item(room.case, made, "good", "Nan's curry.")
    room.sit("Jayden", sheets=(made,), made_with="Priya")
    return made


def seen_by(room: Room, sheet_id: str, reader: Reader) -> list[str]:
    view = sheet_view(room.context.projector, sheet_id, reader)
    return [item.text for part in view.parts for item in part.items] if view else []


def test_a_yes_for_the_sheet_and_a_condition_for_one_thing(room: Room, sheet: str) -> None:
    assert seen_by(room, sheet, NETWORK) == []
    room.press("whoMaySee")
    room.press("lets-everybody-yes")
    room.press("whoDone")
    assert sorted(seen_by(room, sheet, NETWORK)) == ["Friday voices.", "Nan's curry."]
    worry = room.rows("sheet_item", part="worries")[0]["id"]
    room.press(f"thing-{worry}")
    room.press("whoMaySee")
    room.press("lets-everybody-when")
    room.type("when-everybody", "when I'm at football")
    room.press("whoDone")
    assert room.find("itemPage", ItemPage).seen.text() == "Everybody else: when I'm at football"
    room.press("childDone")
    assert seen_by(room, sheet, NETWORK) == ["Nan's curry."]
    said = room.rows("sheet_permission", item_id=worry)[0]
    assert (said["answer"], said["words"]) == ("when", "when I'm at football")
    assert "football" in room.find(f"thing-{worry}").accessibleDescription()


def test_changing_ones_mind_changes_the_answer_and_undo_takes_it_back(room: Room, sheet: str) -> None:
    room.press("whoMaySee")
    room.press(f"lets-{room.people['Danny']}-yes")
    room.press(f"lets-{room.people['Danny']}-no")
    assert [row["answer"] for row in room.rows("sheet_permission")] == ["no"]
    room.press("whoDone")
    room.press("childUndo")
    assert [row["answer"] for row in room.rows("sheet_permission")] == ["yes"]


def test_one_thing_shows_what_counts_because_it_was_said_of_the_page(room: Room, sheet: str) -> None:
    danny = room.people["Danny"]
    room.press("whoMaySee")
    room.press(f"lets-{danny}-yes")
    room.press("whoDone")
    room.press(f"thing-{room.rows('sheet_item')[0]['id']}")
    room.press("whoMaySee")
    row = room.find(f"who-{danny}", WhoRow)
    assert row.choices.buttons["yes"].isChecked() and row.from_page.isVisible()
    room.press(f"lets-{danny}-no")
    assert not row.from_page.isVisible()
    assert [row["answer"] for row in room.rows("sheet_permission", person_id=danny)] == ["yes", "no"]


def test_everybody_who_may_be_asked_about_can_be_found_and_no_child(room: Room, sheet: str) -> None:
    room.press("whoMaySee")
    room.press("whoMore")
    flush()
    assert room.is_there(f"who-{room.people['Priya']}")
    assert room.is_there("who-everybody")
    assert not room.is_there(f"who-{room.people['Mila']}")


def test_the_worker_reads_whom_the_child_lets_see_what(room: Room, sheet: str) -> None:
    room.press("whoMaySee")
    room.press(f"lets-{room.people['Danny']}-no")
    room.press("lets-everybody-yes")
    room.press("stopChild")
    room.hold()
    room.press(f"sheet-{sheet}")
    flush()
    panel = room.find("sheetSeen")
    words = [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]
    assert "Danny: no" in words and "Everybody else: yes" in words


def test_people_are_asked_about_as_the_child_calls_them(room: Room, sheet: str) -> None:
    shauna = room.people["Shauna"]
    house = acts.start_sheet(room.case, room.context.workspace_id, "safety_house", room.people["Jayden"])
    acts.add_item(room.case, house, "inside", "Mummy", person_id=shauna)
    room.press("whoMaySee")
    row = room.find(f"who-{shauna}", WhoRow)
    assert row.choices.accessibleName() == "Mummy"
    assert "Mummy" in [label.text() for label in row.findChildren(QLabel)]
    room.press(f"lets-{shauna}-yes")
    room.press("whoDone")
    worry = room.rows("sheet_item", part="worries")[0]["id"]
    room.press(f"thing-{worry}")
    room.press("whoMaySee")
    room.press(f"lets-{shauna}-no")
    room.press("whoDone")
    assert room.find("itemPage", ItemPage).seen.text() == "Mummy: no"
    room.press("stopChild")
    room.hold()
    room.press(f"sheet-{sheet}")
    flush()
    words = [label.text() for label in room.find("sheetSeen").findChildren(QLabel) if label.isVisible()]
    assert "Shauna: yes" in words  # the worker reads the case's name
