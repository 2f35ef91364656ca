"""Standing on the path: by dragging, by pressing, by keys; it feeds the scale. And two children side by side."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from models.acts import sheets as acts
from models.acts.strands import start_round
from models.readers import FAMILY
from tests.ui.desk_helpers import flush
from tests.ui.rooms.children_window import Room, draw, room_of
from ui.screens.children.path import PathWalk, Walker


@pytest.fixture
def room(built: Any, tmp_path: Path, qapp: object) -> Iterator[Room]:
    with room_of(built, tmp_path) as room:
        yield room


def house(room: Room) -> str:
    made = acts.start_sheet(room.case, room.context.workspace_id, "safety_house", room.people["Jayden"])
    acts.set_order(room.case, made, ["inside"])
    return made


def path(room: Room) -> PathWalk:
    return room.find("path", PathWalk)


def drag(room: Room, to: int) -> None:
    """Carry the child to a stone."""
    walk = path(room)
    walker = room.find("walker", Walker)
    stone = walk.stones.buttons[to]
    middle = stone.mapTo(walk, QPoint(stone.width() // 2, 10))
    hold = QPoint(walker.width() // 2, 20)
    QTest.mousePress(walker, Qt.MouseButton.LeftButton, pos=hold)
    for part in (0.5, 1.0):
        there = walker.mapFromParent(QPoint(round(walker.x() + (middle.x() - walker.x()) * part), walker.y() + 20))
        QTest.mouseMove(walker, there)
    QTest.mouseRelease(walker, Qt.MouseButton.LeftButton, pos=walker.mapFromParent(QPoint(middle.x(), 20)))
    flush()


def steps(room: Room) -> list[int]:
    return [row["value"] for row in room.rows("sheet_item") if row["part"] == "path"]


def test_the_child_is_dragged_onto_a_stone(room: Room) -> None:
    room.sit("Jayden", sheets=(house(room),))
    drag(room, 7)
    assert steps(room) == [7]
    walker, stone = room.find("walker"), path(room).stones.buttons[7]
    assert abs(walker.geometry().center().x() - stone.mapTo(path(room), stone.rect().center()).x()) < 6
    drag(room, 4)
    assert steps(room) == [4]  # the same day: the step moved


def test_stones_are_pressed_and_chosen_by_keys(room: Room) -> None:
    room.sit("Jayden", sheets=(house(room),))
    room.press("number3")
    assert steps(room) == [3]
    QTest.keyClick(path(room).stones.buttons[3], Qt.Key.Key_Right)
    assert steps(room) == [4]
    QTest.keyClick(path(room).stones.buttons[4], Qt.Key.Key_1)
    QTest.keyClick(path(room).stones.buttons[1], Qt.Key.Key_0)
    assert steps(room) == [10]
    room.press("childUndo")
    assert steps(room) == [1]
    assert path(room).value == 1


def test_a_step_is_the_childs_sealed_score_in_the_open_round(room: Room, built: Any) -> None:
    scale = room.rows("scale", strand_id=built.strands[0])[0]["id"]
    round_id = start_round(room.case, scale, [room.people["Jayden"], room.people["Shauna"]])
    room.press(f"sit-{room.people['Jayden']}")
    assert "No more Friday voices" in room.find("pathCounts").accessibleName()
    room.press("startKind-safety_house")
    room.press("startSitting")
    room.window.resize(1366, 768)
    flush()
    room.press("startAnywhere")
    drag(room, 6)
    score = room.rows("score", person_id=room.people["Jayden"])[0]
    assert (score["round_id"], score["value"], score["by_pictures"]) == (round_id, 6, 1)
    room.press("stopChild")
    room.hold()
    room.context.set_lens(FAMILY)  # a round that is not shown yet says nothing to the others
    assert not [view for row in room.rows("child_sheet") if (view := _seen(room, row["id"])) and view.path]


def test_without_the_round_the_step_stays_on_the_sheet(room: Room, built: Any) -> None:
    scale = room.rows("scale", strand_id=built.strands[0])[0]["id"]
    start_round(room.case, scale, [room.people["Jayden"]])
    room.sit("Jayden", sheets=(house(room),))  # the control: nobody chose a round
    drag(room, 6)
    assert steps(room) == [6]
    assert [row["value"] for row in room.rows("score")] == [None]


def _seen(room: Room, sheet_id: str) -> Any:
    from models.sheets import sheet_view

    return sheet_view(room.context.projector, sheet_id, room.context.lens)


# ---- people in the house -------------------------------------------------------------------------------------------


def test_somebody_is_put_into_the_house_and_moved_outside_the_line(room: Room) -> None:
    room.sit("Jayden", sheets=(house(room),))
    room.press("add-inside")
    room.press(f"person-{room.people['Danny']}")
    item = room.rows("sheet_item")[0]
    assert (item["part"], item["person_id"], item["is_quotation"]) == ("inside", room.people["Danny"], 0)
    room.press(f"thing-{item['id']}")
    room.press("moveTo-outside")
    room.press("childDone")
    assert room.rows("sheet_item")[0]["part"] == "outside"
    room.press("add-roof")
    room.type("childWords", "Nobody hits.")
    room.press("childDone")
    assert [(row["part"], row["text"]) for row in room.rows("sheet_item")][-1] == ("roof", "Nobody hits.")


def test_somebody_is_carried_from_part_to_part(room: Room) -> None:
    made = house(room)
    item = acts.add_item(room.case, made, "inside", "Danny", person_id=room.people["Danny"], is_quotation=False)
    room.sit("Jayden", sheets=(made,))
    tile, outside = room.find(f"thing-{item}"), room.find("part-outside")
    there = outside.mapTo(room.window, outside.rect().center())
    grip = tile.rect().center()

    def carry(to: QPoint) -> None:
        QTest.mousePress(tile, Qt.MouseButton.LeftButton, pos=grip)
        QTest.mouseMove(tile, grip + QPoint(-30, 0))
        QTest.mouseMove(tile, tile.mapFrom(room.window, to))
        QTest.mouseRelease(tile, Qt.MouseButton.LeftButton, pos=tile.mapFrom(room.window, to))
        flush()

    carry(tile.mapTo(room.window, grip + QPoint(60, 10)))  # within its own part: nothing
    assert room.rows("sheet_item")[0]["part"] == "inside" and room.is_there("sheetPage")
    carry(there)
    assert room.rows("sheet_item")[0]["part"] == "outside"
    assert room.is_there(f"thing-{item}", inside=outside)
    room.press("childUndo")
    assert room.rows("sheet_item")[0]["part"] == "inside"


# ---- two children --------------------------------------------------------------------------------------------------


def test_two_children_side_by_side_have_a_sheet_each(room: Room) -> None:
    room.press(f"sit-{room.people['Jayden']}")
    room.press(f"asks-{room.people['Mila']}")
    room.press("startKind-three_houses")
    room.press("startSitting")
    room.window.resize(1366, 768)
    flush()
    jayden, mila = room.mode.panes
    assert {row["child_id"] for row in room.rows("child_sheet")} == {room.people["Jayden"], room.people["Mila"]}
    assert all("side by side" in row["side_by_side"] for row in room.rows("child_sheet"))
    assert jayden.width() == pytest.approx(mila.width(), abs=4)
    for pane, words in ((jayden, "Football."), (mila, "Nanna.")):
        room.press("startAnywhere", inside=pane)
        room.press("partOf-good", inside=pane)
        room.press("add-good", inside=pane)
        room.type("childWords", words, inside=pane)
    draw_in = jayden.page
    assert draw_in is not None
    jayden.page.begin_drawing()  # type: ignore[union-attr]
    draw(jayden.page.editor.canvas, (150, 80), (180, 100), (200, 140))  # type: ignore[union-attr]
    for pane in (jayden, mila):
        room.press("childDone", inside=pane)
    by_child = {row["child_id"]: row["id"] for row in room.rows("child_sheet")}
    said = {name: [r["text"] for r in room.rows("sheet_item", sheet_id=by_child[room.people[name]])]
            for name in ("Jayden", "Mila")}  # fmt: skip
    assert said == {"Jayden": ["Football."], "Mila": ["Nanna."]}


def test_nobody_undoes_what_the_other_child_did(room: Room) -> None:
    workspace_id = room.context.workspace_id
    made = acts.start_side_by_side(
        room.case, workspace_id, "three_houses", [room.people["Jayden"], room.people["Mila"]]
    )
    for sheet_id in made:
        acts.set_order(room.case, sheet_id, ["good"])
    room.sit("Jayden", "Mila", sheets=made)
    jayden, mila = room.mode.panes
    for pane, words in ((jayden, "Football."), (mila, "Nanna.")):
        room.press("add-good", inside=pane)
        room.type("childWords", words, inside=pane)
        room.press("childDone", inside=pane)
    assert not room.find("childUndo", inside=jayden).isEnabled()
    room.press("childUndo", inside=mila)
    assert [row["text"] for row in room.rows("sheet_item")] == ["Football."]
    assert room.find("childUndo", inside=jayden).isEnabled()
    assert not room.find("childUndo", inside=mila).isEnabled()


def test_a_child_says_why_it_stands_there(room: Room) -> None:
    room.sit("Jayden", sheets=(house(room),))
    assert not room.find("childWhy").isEnabled()
    room.press("number5")
    room.press("childWhy")
    room.type("childWords", "Nan is there now.")
    room.press("childDone")
    step = next(row for row in room.rows("sheet_item") if row["part"] == "path")
    assert (step["text"], step["is_quotation"], step["value"]) == ("Nan is there now.", 1, 5)


def test_a_finger_presses_and_drags(room: Room) -> None:
    room.sit("Jayden", sheets=(house(room),))
    device = QTest.createTouchDevice()
    stone = path(room).stones.buttons[8]
    spot = stone.mapTo(room.window, stone.rect().center())
    QTest.touchEvent(room.window, device).press(0, spot, room.window).commit()
    QTest.touchEvent(room.window, device).release(0, spot, room.window).commit()
    flush()
    assert steps(room) == [8]
