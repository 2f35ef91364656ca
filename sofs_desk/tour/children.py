"""The tour's stops with children: their sheets, and child mode."""

from __future__ import annotations

from sofs_desk.tour.window import Tour


def children(tour: Tour) -> None:
    """Every child's sheets, one read, and child mode: houses, drawing, who may see it, the path, two side by side."""
    from ui.screens.children import ChildrenScreen

    tour.go("children")
    tour.shot("children")
    screen = tour.find(ChildrenScreen)
    rows = screen.context.case.rows.table("child_sheet").values()
    sheets = {row["kind"]: row["id"] for row in rows}
    screen.read_sheet(sheets["three_houses"])
    tour.shot("children-reading")
    tour.press("sheetGoOn")
    tour.shot("child-houses")
    tour.press("add-good")
    tour.type("childWords", "Biscuits with Nan.")
    tour.press("beginDrawing")
    draw_house(tour)
    tour.shot("child-drawing")
    tour.press("whoMaySee")
    tour.shot("child-who")
    tour.press("whoDone")
    tour.press("childDone")
    tour.press("stopChild")
    tour.shot("child-stopped")
    leave_child_mode(tour)
    screen.read_sheet(sheets["safety_house"])
    tour.press("sheetGoOn")
    tour.shot("child-safety-house")
    leave_child_mode(tour)
    tour.press("sheetBack")
    tour.press("sitDown")
    for child in screen.children_shown[:2]:
        tour.press(f"asks-{child.id}")
    tour.shot("children-start")
    tour.press("startSitting")
    tour.shot("child-side-by-side")
    leave_child_mode(tour)


def draw_house(tour: Tour) -> None:
    """A house in two lines and a sun, on the paper of the child that is drawing."""
    from ui.widgets.drawing_canvas import SceneEditor

    editor = tour.find(SceneEditor)
    for colour, places in (
        ("#7d4e31", ((110, 250), (112, 150), (250, 148), (252, 251), (110, 250))),
        ("#b8432f", ((92, 152), (180, 78), (272, 150))),
        ("#e3b62f", ((330, 70), (346, 58), (360, 72), (346, 88), (330, 70))),
    ):
        editor.deeds.stroke([(x, y, 0.6) for x, y in places], colour, 7.0)
    editor.settle()


def leave_child_mode(tour: Tour) -> None:
    """As if the worker had held the button."""
    from ui.screens.children.mode import ChildMode

    tour.find(ChildMode).leave()
    tour.settle(0.3)
