"""Drawing in a scene with the events of a mouse, a finger, two fingers, a pen and the keyboard."""

from __future__ import annotations

import io
import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QEventPoint, QInputDevice, QPointingDevice, QTabletEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from models.acts import scenes
from models.acts.people import add_person
from models.casework import Case, Desk
from models.keyslots import KdfCost
from models.picture_views import SceneItemView
from models.vault import Vault
from tests.ui.desk_helpers import copy_of, flush
from ui.context import CaseContext, Services
from ui.widgets import GrowingTextEdit
from ui.widgets.drawing_canvas import SceneEditor
from ui.widgets.drawing_canvas.filling import enclosed


@dataclass
class Sheet:
    """An editor on an empty scene."""

    editor: SceneEditor
    case: Case
    context: CaseContext
    said: list[str]

    @property
    def items(self) -> list[SceneItemView]:
        self.editor.settle()
        return [piece.item for piece in self.editor.canvas.page.pieces.values()]

    @property
    def item(self) -> SceneItemView:
        assert self.editor.canvas.item is not None
        return self.editor.canvas.item

    def at(self, x: float, y: float) -> QPoint:
        """A place of the scene in pixels of the sheet."""
        canvas = self.editor.canvas
        return (QPointF(x, y) * canvas.page.scale + canvas.origin).toPoint()

    def drag(self, *places: tuple[float, float]) -> None:
        canvas, left = self.editor.canvas, Qt.MouseButton.LeftButton
        QTest.mousePress(canvas, left, pos=self.at(*places[0]))
        for place in places[1:]:
            QTest.mouseMove(canvas, self.at(*place))
        QTest.mouseRelease(canvas, left, pos=self.at(*places[-1]))

    def tap(self, x: float, y: float) -> None:
        self.drag((x, y))

    def key(self, key: Qt.Key) -> None:
        QTest.keyClick(self.editor.canvas, key)

    def steps(self) -> int:
        return sum(item.state == "done" for item in self.case.history())


def circle(x: float, y: float, radius: float) -> list[tuple[float, float]]:
    turns = [2 * math.pi * part / 24 for part in range(25)]
    return [(x + radius * math.cos(turn), y + radius * math.sin(turn)) for turn in turns]


class Window:
    """Keeps what is said."""

    def __init__(self, said: list[str]) -> None:
        self.said = said

    def say(self, text: str, action: str = "", callback: object = None) -> None:
        self.said.append(text)

    def show_screen(self, screen_id: str) -> None:
        raise AssertionError(screen_id)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("drawing")
    Vault.create(folder / "desk.sofs", "pass", cost=KdfCost.LIGHT)[0].close()
    return folder / "desk.sofs"


@pytest.fixture
def sheet(made: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[Sheet]:
    path = copy_of(made, tmp_path)
    vault = Vault.open(path, "pass")
    desk = Desk(vault)
    case = desk.new_case("Harlow / Pryce")
    workspace_id = case.rows.where("workspace")[0]["id"]
    said: list[str] = []
    context = CaseContext(case, workspace_id, Services(path), Window(said))
    editor = SceneEditor(context)
    qtbot.addWidget(editor)
    editor.resize(900, 520)
    editor.show()
    qtbot.waitExposed(editor)
    editor.show_scene(scenes.new_scene(case, workspace_id))
    yield Sheet(editor, case, context, said)
    editor.close()
    context.close()
    desk.close()
    vault.close()
    flush()


# ---- the pen ------------------------------------------------------------------------------------------------------


def test_mouse_draws_one_line_that_is_one_step(sheet: Sheet) -> None:
    before = sheet.steps()
    sheet.drag((100, 100), (150, 120), (200, 100))
    sheet.drag((300, 100), (350, 120))
    assert [item.kind for item in sheet.items] == ["stroke", "stroke"]
    assert sheet.items[0].x == pytest.approx(150, abs=2)
    assert sheet.steps() == before + 2
    sheet.context.undo()
    assert len(sheet.items) == 1


def test_ink_is_seen_while_the_pen_is_down_and_stays_when_it_is_taken_off(sheet: Sheet) -> None:
    canvas = sheet.editor.canvas
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=sheet.at(100, 100))
    for x in range(110, 310, 20):
        QTest.mouseMove(canvas, sheet.at(x, 100))
    live = canvas.grab().toImage().pixelColor(sheet.at(200, 100))
    assert not sheet.case.rows.table("scene_item"), "nothing is kept before the pen is off"
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=sheet.at(290, 100))
    wet = canvas.grab().toImage().pixelColor(sheet.at(200, 100))
    assert len(sheet.items) == 1
    kept = canvas.grab().toImage().pixelColor(sheet.at(200, 100))
    assert wet.lightness() < 80, "the ink is not away before the page shows the line"
    assert live.lightness() < 80
    assert kept.lightness() < 80
    assert canvas.grab().toImage().pixelColor(sheet.at(200, 140)).lightness() > 240


def test_pen_gives_its_pressure_and_a_resting_hand_draws_nothing(sheet: Sheet) -> None:
    canvas = sheet.editor.canvas
    tablet(canvas, QEvent.Type.TabletPress, sheet.at(100, 100), 0.1)
    hand = finger_device()
    QTest.touchEvent(canvas, hand).press(0, sheet.at(600, 300), canvas).commit()
    for step in range(1, 11):
        tablet(canvas, QEvent.Type.TabletMove, sheet.at(100 + step * 20, 100), 0.1 + step * 0.08)
    QTest.touchEvent(canvas, hand).release(0, sheet.at(620, 300), canvas).commit()
    tablet(canvas, QEvent.Type.TabletRelease, sheet.at(300, 100), 0.0)
    (item,) = sheet.items
    assert item.points[0][2] == pytest.approx(0.1, abs=0.02)
    assert item.points[-1][2] == pytest.approx(0.9, abs=0.02)


def test_the_other_end_of_the_pen_rubs_out(sheet: Sheet) -> None:
    sheet.drag((100, 100), (400, 100))
    canvas = sheet.editor.canvas
    for kind, y in ((QEvent.Type.TabletPress, 60), (QEvent.Type.TabletMove, 140), (QEvent.Type.TabletRelease, 140)):
        tablet(canvas, kind, sheet.at(250, y), 0.5, rubber=True)
    left = sorted(sheet.items, key=lambda item: item.x)
    assert len(left) == 2, "what is left of the line is in two pieces"
    assert left[0].x + left[0].width / 2 < 240 < 260 < left[1].x - left[1].width / 2
    assert sheet.editor.canvas.tool == "pen"


def test_one_finger_draws_and_two_fingers_carry(sheet: Sheet) -> None:
    canvas, hand = sheet.editor.canvas, finger_device()
    QTest.touchEvent(canvas, hand).press(0, sheet.at(100, 200), canvas).commit()
    QTest.touchEvent(canvas, hand).move(0, sheet.at(200, 200), canvas).commit()
    QTest.touchEvent(canvas, hand).release(0, sheet.at(200, 200), canvas).commit()
    assert len(sheet.items) == 1
    before = sheet.steps()
    pinch(sheet, ((130, 200), (170, 200)), ((300, 160), (300, 240)))
    (item,) = sheet.items
    assert sheet.steps() == before + 1, "moved, scaled and turned in one step"
    assert item.rotation == pytest.approx(90, abs=2)
    assert item.width == pytest.approx(200, rel=0.06)
    assert item.x == pytest.approx(300, abs=4)
    assert item.y == pytest.approx(200, abs=4)


def test_a_second_finger_takes_back_what_the_first_began_to_draw(sheet: Sheet) -> None:
    pinch(sheet, ((130, 200), (170, 200)), ((300, 160), (300, 240)), first_alone=True)
    assert not sheet.items


# ---- fill and rubber ----------------------------------------------------------------------------------------------


def test_fill_colours_what_lines_enclose_under_them(sheet: Sheet) -> None:
    sheet.drag(*circle(300, 220, 100))
    press(sheet.editor, "toolFill")
    press(sheet.editor, "colourGreen")
    sheet.tap(300, 220)
    shape, stroke = sheet.items
    assert (shape.kind, stroke.kind) == ("shape", "stroke")
    assert shape.width == pytest.approx(200, abs=12)
    painted = sheet.editor.canvas.grab().toImage()
    assert painted.pixelColor(sheet.at(300, 220)).name() == "#2c8a7f"
    assert painted.pixelColor(sheet.at(450, 220)).lightness() > 240
    press(sheet.editor, "colourPink")
    sheet.tap(300, 220)
    assert [item.colour for item in sheet.items] == ["#d9819b", "#2e2824"], "filled again it only changes its colour"


def test_fill_stops_at_soft_edges_and_not_before(qapp: QApplication) -> None:
    from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

    page = QPixmap(1000, 450)
    page.fill(QColor("white"))
    painter = QPainter(page)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor("black"), 4))
    painter.drawRoundedRect(200, 100, 300, 200, 30, 30)
    painter.end()
    inside = enclosed(page, QPointF(350, 200), 1000)
    assert min(x for x, _ in inside) == pytest.approx(200, abs=4)
    assert max(y for _, y in inside) == pytest.approx(300, abs=4)
    outside = enclosed(page, QPointF(10, 10), 1000)
    assert (min(x for x, _ in outside), max(x for x, _ in outside)) == (0, 1000)


def test_fill_drawn_round_is_a_filled_shape(sheet: Sheet) -> None:
    press(sheet.editor, "toolFill")
    sheet.drag(*circle(300, 220, 60))
    (shape,) = sheet.items
    assert shape.kind == "shape"


def test_rubber_takes_a_shape_by_a_tap_only(sheet: Sheet) -> None:
    press(sheet.editor, "toolFill")
    sheet.drag(*circle(300, 220, 60))
    press(sheet.editor, "toolRub")
    sheet.drag((200, 220), (400, 220))
    assert len(sheet.items) == 1
    sheet.tap(300, 220)
    assert not sheet.items
    assert sheet.said == ["Taken out of the picture"]


# ---- people, photographs, words -----------------------------------------------------------------------------------


def test_somebody_is_put_in_and_pulled_larger_by_a_corner(sheet: Sheet) -> None:
    person_id = add_person(sheet.case, "Jayden")
    sheet.editor.add_figure(person_id, "worried")
    item = sheet.item
    assert (item.kind, item.face, item.alt) == ("figure", "worried", "Jayden, worried")
    corner = sheet.editor.canvas._handles()[2]
    start = sheet.editor.canvas.unit_at(corner)
    sheet.drag((start.x(), start.y()), (start.x() + 10, start.y() + 20), (start.x() + 30, start.y() + 60))
    assert sheet.item.height > item.height + 40
    assert sheet.item.width / sheet.item.height == pytest.approx(item.width / item.height, rel=0.01)
    turn = sheet.editor.canvas.unit_at(sheet.editor.canvas._handles()[4])
    sheet.drag((turn.x(), turn.y()), (sheet.item.x + 150, sheet.item.y))
    assert sheet.item.rotation == pytest.approx(90, abs=4)


def test_face_is_chosen_from_a_menu(sheet: Sheet) -> None:
    sheet.editor.add_figure(add_person(sheet.case, "Jayden"))
    menu = sheet.editor.menu_of([("happy", "Happy")], "calm", "face")
    menu.actions()[0].trigger()
    menu.deleteLater()
    assert sheet.item.face == "happy"


def test_photo_comes_in_without_anything_but_pixels(sheet: Sheet) -> None:
    held = io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "Secret camera"
    Image.new("RGB", (80, 60), "teal").save(held, "JPEG", exif=exif)
    sheet.editor.add_photo(held.getvalue(), "The garden")
    assert (sheet.item.kind, sheet.item.alt) == ("photo", "The garden")
    (blob,) = sheet.editor._blobs.values()
    assert b"Secret camera" in held.getvalue()
    assert b"Secret camera" not in blob
    colour = sheet.editor.canvas.page.pixmap.toImage().pixelColor(
        (QPointF(sheet.item.x, sheet.item.y) * sheet.editor.canvas.page.scale).toPoint()
    )
    assert colour.green() == pytest.approx(128, abs=6)


def test_a_file_that_is_no_picture_is_said_and_nothing_put_in(sheet: Sheet) -> None:
    sheet.editor.add_photo(b"no picture")
    assert not sheet.items
    assert "Nothing was changed" in sheet.said[0]


def test_words_are_put_in_only_when_something_was_written(sheet: Sheet) -> None:
    sheet.editor.write("speech")
    write(sheet, "")
    assert not sheet.items
    sheet.editor.write("speech")
    write(sheet, "It was not your fault.")
    assert (sheet.item.kind, sheet.item.bubble, sheet.item.text) == ("bubble", "speech", "It was not your fault.")
    assert sheet.item.tail is not None
    tail = sheet.editor.canvas.unit_at(sheet.editor.canvas._handles()[5])
    sheet.drag((tail.x(), tail.y()), (tail.x() + 20, tail.y() + 10), (700, 330))
    assert sheet.item.tail == pytest.approx((700 - sheet.item.x, 330 - sheet.item.y), abs=2)
    sheet.key(Qt.Key.Key_Return)
    write(sheet, "It was never your fault.")
    assert sheet.item.text == "It was never your fault."


# ---- keys, buttons, list ------------------------------------------------------------------------------------------


def test_keys_do_everything_with_what_is_chosen(sheet: Sheet) -> None:
    sheet.drag((100, 100), (200, 150))
    sheet.drag((300, 100), (400, 150))
    press(sheet.editor, "toolChoose")
    sheet.editor.canvas.setFocus()
    sheet.key(Qt.Key.Key_Tab)
    first = sheet.item
    sheet.key(Qt.Key.Key_Right)
    sheet.key(Qt.Key.Key_Down)
    assert sheet.item.x - first.x == pytest.approx(10)
    assert sheet.item.y - first.y == pytest.approx(10)
    sheet.key(Qt.Key.Key_Plus)
    assert sheet.item.width == pytest.approx(first.width * 1.1)
    sheet.key(Qt.Key.Key_BracketRight)
    assert sheet.item.rotation == pytest.approx(15)
    sheet.key(Qt.Key.Key_F)
    assert sheet.item.flipped
    sheet.key(Qt.Key.Key_PageUp)
    assert sheet.items[-1].id == first.id
    sheet.key(Qt.Key.Key_PageDown)
    assert sheet.items[0].id == first.id
    sheet.key(Qt.Key.Key_Tab)
    assert sheet.item.id != first.id
    sheet.key(Qt.Key.Key_Delete)
    assert [item.id for item in sheet.items] == [first.id]


def test_buttons_do_the_same_and_copy(sheet: Sheet) -> None:
    sheet.drag((300, 200), (400, 250))
    press(sheet.editor, "toolChoose")
    sheet.tap(350, 225)
    before = sheet.item
    for name in ("chosenLarger", "chosenRight", "chosenFlip", "chosenCopy"):
        press(sheet.editor, name)
    assert len(sheet.items) == 2
    assert sheet.item.id != before.id
    assert sheet.item.rotation == pytest.approx(15)
    assert sheet.item.flipped
    press(sheet.editor, "chosenRemove")
    assert [item.id for item in sheet.items] == [before.id]


def test_the_list_says_what_is_there_and_chooses(sheet: Sheet) -> None:
    sheet.editor.add_figure(add_person(sheet.case, "Jayden"), "sad")
    sheet.editor.take_tool("pen")
    sheet.drag((300, 200), (400, 250))
    press(sheet.editor, "sceneAsList")
    outline = sheet.editor.outline
    assert outline.isVisible()
    assert [outline.item(row).text() for row in range(outline.count())] == ["A line, black", "Jayden, sad"]
    assert "Jayden, sad" in sheet.editor.canvas.accessibleDescription()
    outline.setCurrentRow(1)
    assert sheet.item.kind == "figure"


def test_every_button_has_a_name_and_is_large_enough(sheet: Sheet, qtbot: QtBot) -> None:
    sheet.editor.add_figure(add_person(sheet.case, "Jayden"))
    child = SceneEditor(sheet.context, for_child=True)
    qtbot.addWidget(child)
    child.resize(1286, 600)
    child.show()
    child.show_scene(sheet.editor.scene_id)
    for editor, least in ((sheet.editor, 44), (child, 56)):
        buttons = [b for bar in (editor.bar, editor.chosen_bar) for b in bar.findChildren(QWidget) if b.objectName()]
        assert len(buttons) > 20
        for button in buttons:
            assert button.accessibleName(), button.objectName()
            assert button.sizeHint().height() >= least, button.objectName()
    child.close()


def test_what_was_read_to_a_child_is_only_looked_at(sheet: Sheet) -> None:
    sheet.editor.set_read_only(True)
    sheet.drag((100, 100), (200, 100))
    assert not sheet.items
    assert not sheet.editor.bar.isVisible()


# ---- events -------------------------------------------------------------------------------------------------------


def press(editor: SceneEditor, name: str) -> None:
    button = editor.findChild(QWidget, name)
    assert button is not None, name
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def write(sheet: Sheet, words: str) -> None:
    field = sheet.editor.writing.field
    assert isinstance(field, GrowingTextEdit)
    field.setPlainText(words)
    QTest.keyClick(field, Qt.Key.Key_Return)


_devices: list[Any] = []


def finger_device() -> Any:
    """A touch screen, one for all tests."""
    if not _devices:
        _devices.append(QTest.createTouchDevice())
    return _devices[0]


def pinch(
    sheet: Sheet, before: tuple[tuple[float, float], ...], after: tuple[tuple[float, float], ...], *,
    first_alone: bool = False,
) -> None:  # fmt: skip
    canvas, hand = sheet.editor.canvas, finger_device()
    start, end = [sheet.at(*place) for place in before], [sheet.at(*place) for place in after]
    if first_alone:
        QTest.touchEvent(canvas, hand).press(0, start[0], canvas).commit()
        QTest.touchEvent(canvas, hand).move(0, start[0] + QPoint(9, 9), canvas).commit()
        QTest.touchEvent(canvas, hand).stationary(0).press(1, start[1], canvas).commit()
    else:
        QTest.touchEvent(canvas, hand).press(0, start[0], canvas).press(1, start[1], canvas).commit()
    for part in (0.5, 1.0):
        places = [a + (b - a) * part for a, b in zip(start, end, strict=True)]
        QTest.touchEvent(canvas, hand).move(0, places[0], canvas).move(1, places[1], canvas).commit()
    QTest.touchEvent(canvas, hand).release(0, end[0], canvas).stationary(1).commit()
    QTest.touchEvent(canvas, hand).release(1, end[1], canvas).commit()


def tablet(canvas: QWidget, kind: QEvent.Type, at: QPoint, pressure: float, *, rubber: bool = False) -> None:
    """What a drawing tablet sends."""
    pointer = QPointingDevice.PointerType.Eraser if rubber else QPointingDevice.PointerType.Pen
    pen = QPointingDevice(
        "pen", 7, QInputDevice.DeviceType.Stylus, pointer,
        QInputDevice.Capability.Position | QInputDevice.Capability.Pressure, 1, 1,
    )  # fmt: skip
    left = Qt.MouseButton.LeftButton
    held = Qt.MouseButton.NoButton if kind == QEvent.Type.TabletRelease else left
    place = QPointF(at)
    event = QTabletEvent(
        kind, pen, place, QPointF(canvas.mapToGlobal(at)), pressure, 0.0, 0.0, 0.0, 0.0, 0.0,
        Qt.KeyboardModifier.NoModifier, left, held,
    )  # fmt: skip
    assert isinstance(event.points()[0], QEventPoint)
    QApplication.sendEvent(canvas, event)
