"""A child makes a sheet by itself: chooses it, the order, writes, draws, picks a picture, undoes, is finished."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtTest import QTest

from tests.ui.desk_helpers import flush
from tests.ui.rooms.children_window import Room, draw, room_of
from ui.screens.children.item_page import ItemPage
from ui.screens.children.sheet_page import SheetPage


@pytest.fixture
def room(built: Any, tmp_path: Path, qapp: object) -> Iterator[Room]:
    with room_of(built, tmp_path) as room:
        yield room


def begin(room: Room, kind: str = "three_houses") -> None:
    room.sit("Jayden", made_with="Priya", place="at school")
    room.press(f"choose-{kind}")


def item_page(room: Room) -> ItemPage:
    return room.find("itemPage", ItemPage)


def test_a_child_chooses_its_sheet_and_the_order_of_its_parts(room: Room) -> None:
    begin(room)
    sheet = room.rows("child_sheet")[0]
    assert (sheet["kind"], sheet["child_id"], sheet["made_with"]) == ("three_houses", room.people["Jayden"], "Priya")
    room.press("order-dreams")
    room.press("order-good")
    assert room.rows("child_sheet")[0]["part_order"] == "dreams,good"
    page = room.find("sheetPage", SheetPage)
    assert [part.key for part in page.stage.view.parts] == ["dreams", "good", "worries"]
    assert page.active == "dreams"


def test_words_are_kept_exactly_as_they_were_said_and_at_once(room: Room) -> None:
    begin(room)
    room.press("startAnywhere")
    room.press("add-good")
    room.type("childWords", "me and  nan is maked curry!")
    QTest.qWait(1000)  # typing rests
    item = room.rows("sheet_item")[0]
    assert (item["part"], item["text"], item["is_quotation"]) == ("good", "me and  nan is maked curry!", 1)
    room.type("childWords", " Yes.")
    room.press("childDone")
    assert room.rows("sheet_item")[0]["text"] == "me and  nan is maked curry! Yes."
    assert "“me and  nan is maked curry! Yes.”" in room.find(f"thing-{item['id']}").accessibleName()


def test_a_drawing_by_pen_is_kept_as_lines_and_undone_line_by_line(room: Room) -> None:
    begin(room)
    room.press("startAnywhere")
    room.press("childDraw")
    canvas = item_page(room).editor.canvas
    draw(canvas, (200, 200), (240, 220), (280, 260), (300, 300))
    draw(canvas, (350, 200), (360, 230), (380, 260))
    flush()
    item = room.rows("sheet_item")[0]
    strokes = room.rows("scene_item", scene_id=item["scene_id"])
    assert [row["kind"] for row in strokes] == ["stroke", "stroke"]
    room.press("childUndo")
    assert len(room.rows("scene_item", scene_id=item["scene_id"])) == 1
    room.press("childDone")
    assert room.is_there(f"thing-{item['id']}")


def test_paper_that_nobody_drew_on_is_not_kept(room: Room) -> None:
    begin(room)
    room.press("startAnywhere")
    room.press("childDraw")
    room.press("childDone")
    assert not room.rows("sheet_item")
    assert not room.find("childUndo").isEnabled() or room.case.undo_label == "Started a child’s sheet"


def test_a_picture_of_the_library_for_a_thing(room: Room) -> None:
    begin(room)
    room.press("startAnywhere")
    room.press("childStickers")
    room.type("pictureSearch", "football")
    room.press("picture-26BD")
    item = room.rows("sheet_item")[0]
    assert item["picture"] == "26BD"
    room.type("childWords", "Wes")
    room.press("childDone")
    item = room.rows("sheet_item")[0]
    assert (item["text"], item["picture"]) == ("Wes", "26BD")


def test_undo_takes_back_what_the_child_did_and_nothing_from_before(room: Room) -> None:
    from models.acts.cards import add_card

    add_card(room.case, room.context.workspace_id, "strength", "Lisa comes on Sundays.")
    begin(room)
    room.press("startAnywhere")
    room.press("add-worries")
    room.type("childWords", "Friday voices.")
    room.press("childDone")
    room.press("childUndo")
    assert not room.rows("sheet_item")
    while room.is_there("childUndo") and room.find("childUndo").isEnabled():
        room.press("childUndo")
    assert not room.rows("child_sheet")
    assert room.rows("card")  # what the worker did before stays
    assert room.is_there("choosePage")


def test_a_finished_sheet_says_so(room: Room) -> None:
    begin(room)
    room.press("startAnywhere")
    room.press("childFinished")
    sheet = room.rows("child_sheet")[0]
    assert sheet["finished_on"] == sheet["made_on"]
    assert room.is_there("finishedPage")
    room.press("again")
    assert room.is_there("sheetPage")
