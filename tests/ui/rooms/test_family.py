"""The Family room by hand and by keys: what is drawn, what is written, what another reader does not see."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from models import arrangement
from models.acts import family as acts
from models.base import new_id
from models.drawing import Text
from models.entities import ChildLink, Partnership, Restriction
from models.readers import FAMILY, US
from ui.screens.family import picture as picture_module
from ui.screens.family import state as state_module
from ui.screens.family.canvas import PERSON_MIME
from ui.screens.family.screen import FamilyScreen
from ui.screens.gedcom.page import LOOKING
from ui.screens.people import PeopleScreen
from ui.seams import QtSeams, use
from ui.theme import theme

Built = tuple[FamilyScreen, Any]


@pytest.fixture
def still(qapp: QApplication) -> Any:
    """Nothing glides."""
    theme().set(reduced_motion=True)
    yield
    theme().set(reduced_motion=False)


@pytest.fixture
def room(bare: Any, show: Callable[..., Any], qtbot: QtBot, still: Any) -> FamilyScreen:
    """Mila with her parents and her mum's mum, drawn and settled."""
    case, people = bare.case, bare.people
    with case.edit("A family"):
        people["couple"] = acts.link_partners(case, people["Danny"], people["Shauna"], "married")
        acts.link_child(case, people["Mila"], people["couple"])
        for name in ("Nanna Mo", "Lisa", "Kofi", "Jayden", "Alfie"):
            acts.set_drawn(case, people[name], False)
        people["Nan"] = acts.add_parent(case, people["Shauna"], "Nan")
    screen = FamilyScreen(bare.context)
    show(screen)
    settle(qtbot, screen)
    screen.canvas.setFocus()
    return screen


def settle(qtbot: QtBot, screen: FamilyScreen) -> None:
    """Until everybody stands."""
    qtbot.waitUntil(lambda: screen.state.is_settled and not screen.state.is_busy, timeout=60_000)
    qtbot.waitUntil(lambda: not screen.canvas.motion.is_running, timeout=5_000)
    QTest.qWait(1)


def spot(screen: FamilyScreen, person_id: str) -> QPoint:
    item = screen.canvas.item("person", person_id)
    assert item is not None
    return screen.canvas.mapFromScene(item.anchor)


def click(screen: FamilyScreen, person_id: str) -> None:
    QTest.mouseClick(screen.canvas.viewport(), Qt.MouseButton.LeftButton, pos=spot(screen, person_id))


def drag(screen: FamilyScreen, start: QPoint, end: QPoint, *, drop: bool = True) -> None:
    pad, left = screen.canvas.viewport(), Qt.MouseButton.LeftButton
    QTest.mousePress(pad, left, pos=start)
    for part in (0.3, 0.6, 1.0):
        at = start + QPoint(round((end - start).x() * part), round((end - start).y() * part))
        here, kind = QPointF(at), QEvent.Type.MouseMove
        none = Qt.KeyboardModifier.NoModifier
        QApplication.sendEvent(pad, QMouseEvent(kind, here, pad.mapToGlobal(here), left, left, none))
    if drop:
        QTest.mouseRelease(pad, left, pos=end)


def key(screen: FamilyScreen, *keys: Qt.Key) -> None:
    for each in keys:
        QTest.keyClick(screen.canvas, each)


def towards(screen: FamilyScreen, start: str, end: str) -> tuple[Qt.Key, Qt.Key]:
    """The arrow from one to the other, and the one back."""
    pair = (Qt.Key.Key_Left, Qt.Key.Key_Right)
    return pair if spot(screen, end).x() < spot(screen, start).x() else pair[::-1]


def drawn(screen: FamilyScreen) -> set[str]:
    return {item.piece.id for item in screen.canvas.people()}


def words(screen: FamilyScreen) -> str:
    """Every word that stands in the picture, and what a screen reader would be told of it."""
    pieces = [item.piece for item in screen.canvas.items_.values()]
    painted = [item.text for piece in pieces for item in piece.items if isinstance(item, Text)]
    return " ".join([*painted, *(piece.words for piece in pieces)])


def named(screen: FamilyScreen, name: str) -> str:
    return next(p.id for p in screen.state.view.people if p.person.name == name)


# ---- adding ---------------------------------------------------------------------------------------------------
def test_a_family_grows_by_keys_alone(room: FamilyScreen, bare: Any, qtbot: QtBot) -> None:
    room.state.select("person", bare.people["Shauna"])
    key(room, Qt.Key.Key_S)
    assert room.entry.isVisible() and room.entry.mode == "sibling"
    steps = len(bare.case.history())
    QTest.keyClicks(room.entry.field, "Wren 33, Rowan 34")
    QTest.keyClick(room.entry.field, Qt.Key.Key_Return)
    settle(qtbot, room)
    wren, rowan = named(room, "Wren"), named(room, "Rowan")
    assert {wren, rowan} <= drawn(room)
    QTest.keyClick(room.entry.field, Qt.Key.Key_Escape)
    assert room.canvas.hasFocus() and not room.entry.isVisible()
    assert len(bare.case.history()) - steps <= 2  # the arrangement belongs to the step
    bare.context.undo()
    settle(qtbot, room)
    assert not {wren, rowan} & drawn(room)
    assert arrangement.is_current(room.state.view, arrangement.stored(bare.case.rows))


@pytest.mark.parametrize(
    ("letter", "mode"),
    [(Qt.Key.Key_P, "partner"), (Qt.Key.Key_A, "parent"), (Qt.Key.Key_C, "child"), (Qt.Key.Key_T, "twin")],
)
def test_letters_open_the_line(room: FamilyScreen, bare: Any, letter: Qt.Key, mode: str) -> None:
    room.state.select("person", bare.people["Mila"])
    key(room, letter)
    assert (room.entry.isVisible(), room.entry.mode) == (True, mode)


def test_letters_are_not_taken_by_the_window(room: FamilyScreen, bare: Any) -> None:
    room.state.select("person", bare.people["Mila"])
    event = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_P, Qt.KeyboardModifier.NoModifier, "p")
    event.ignore()
    QApplication.sendEvent(room.canvas, event)
    assert event.isAccepted()


def test_nobody_yet_asks_for_the_child(bare: Any, show: Callable[..., Any], qtbot: QtBot, still: Any) -> None:
    with bare.case.edit("Nobody drawn"):
        for person in list(bare.case.rows.table("person")):
            acts.set_drawn(bare.case, person, False)
    screen = FamilyScreen(bare.context)
    show(screen)
    assert screen.empty.isVisible() and screen.entry.isVisible()
    QTest.keyClicks(screen.entry.field, "Ada 7")
    QTest.keyClick(screen.entry.field, Qt.Key.Key_Return)
    settle(qtbot, screen)
    assert not screen.empty.isVisible() and named(screen, "Ada") in drawn(screen)


# ---- places ---------------------------------------------------------------------------------------------------
def test_dragging_somebody_pins_them_to_a_row(room: FamilyScreen, bare: Any, qtbot: QtBot) -> None:
    mila = bare.people["Mila"]
    old = spot(room, mila)
    drag(room, old, old + QPoint(150, 12))
    settle(qtbot, room)
    row = bare.case.rows.get("person", mila)
    assert row["pinned_x"] is not None and row["pinned_y"] == room.state.layout.at[mila].row  # type: ignore[union-attr]
    new = spot(room, mila)
    assert abs(new.x() - old.x() - 150) < 12 and abs(new.y() - old.y()) < 4
    bare.context.undo()
    settle(qtbot, room)
    assert bare.case.rows.get("person", mila)["pinned_x"] is None
    assert (spot(room, mila) - old).manhattanLength() < 4


def test_escape_puts_back_what_is_in_the_hand(room: FamilyScreen, bare: Any) -> None:
    mila, steps = bare.people["Mila"], len(bare.case.history())
    old = spot(room, mila)
    drag(room, old, old + QPoint(150, 0), drop=False)
    assert (spot(room, mila) - old).manhattanLength() > 100
    key(room, Qt.Key.Key_Escape)
    QTest.mouseRelease(room.canvas.viewport(), Qt.MouseButton.LeftButton, pos=old + QPoint(150, 0))
    assert (spot(room, mila) - old).manhattanLength() < 2
    assert len(bare.case.history()) == steps


def test_moving_by_keys(room: FamilyScreen, bare: Any, qtbot: QtBot) -> None:
    mila = bare.people["Mila"]
    room.state.select("person", mila)
    before = room.state.layout.at[mila]  # type: ignore[union-attr]
    key(room, Qt.Key.Key_M, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Escape)
    assert bare.case.rows.get("person", mila)["pinned_x"] is None
    key(room, Qt.Key.Key_M, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Return)
    settle(qtbot, room)
    after = room.state.layout.at[mila]  # type: ignore[union-attr]
    assert after.x == pytest.approx(before.x + 0.8, abs=0.05) and after.row == before.row


def test_tidy_respects_places_and_reset_forgets_them(room: FamilyScreen, bare: Any, qtbot: QtBot) -> None:
    mila, nan = bare.people["Mila"], bare.people["Nan"]
    natural = room.state.layout.at[nan].x - room.state.layout.at[mila].x  # type: ignore[union-attr]
    x, row = room.state.layout.at[mila].x + 3.0, room.state.layout.at[mila].row  # type: ignore[union-attr]
    acts.pin(bare.case, mila, x, row)
    settle(qtbot, room)
    room.deeds.tidy()
    settle(qtbot, room)
    assert room.state.layout.at[mila].x == pytest.approx(x)  # type: ignore[union-attr]
    room.deeds.reset()
    settle(qtbot, room)
    assert bare.case.rows.get("person", mila)["pinned_x"] is None
    layout = room.state.layout
    assert layout is not None and layout.at[nan].x - layout.at[mila].x == pytest.approx(natural, abs=0.1)


def test_somebody_dropped_from_a_list_is_drawn_there(room: FamilyScreen, bare: Any, qtbot: QtBot) -> None:
    wes = bare.people["Wes"]
    assert wes not in drawn(room)
    mime = QMimeData()
    mime.setData(PERSON_MIME, wes.encode())
    at = QPointF(spot(room, bare.people["Nan"]) + QPoint(200, 0))
    move = Qt.DropAction.CopyAction
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    pad = room.canvas.viewport()
    QApplication.sendEvent(pad, QDragEnterEvent(at.toPoint(), move, mime, left, none))
    QApplication.sendEvent(pad, QDropEvent(at, move, mime, left, none))
    settle(qtbot, room)
    assert wes in drawn(room)
    assert (QPointF(spot(room, wes)) - at).manhattanLength() < 24
    assert room.state.selected == ("person", wes)


def test_who_is_not_in_the_picture_can_be_put_there_by_keys(room: FamilyScreen, bare: Any, qtbot: QtBot) -> None:
    QTest.mouseClick(room.bar.list_button, Qt.MouseButton.LeftButton)
    assert room.outline.isVisible()
    names = room.others.names
    listed = [names.item(n).text() for n in range(names.count())]
    assert "Wes" in listed and "Mila" not in listed
    names.setCurrentRow(listed.index("Wes"))
    carried = names.mimeData([names.currentItem()])
    assert bytes(carried.data(PERSON_MIME).data()).decode() == bare.people["Wes"]
    QTest.keyClick(names, Qt.Key.Key_Return)
    settle(qtbot, room)
    assert bare.people["Wes"] in drawn(room)
    restrict(bare, bare.people["Priya"])
    bare.context.set_lens(FAMILY)
    assert "Priya" not in [names.item(n).text() for n in range(names.count())]


def test_people_glide_and_arrive(room: FamilyScreen, bare: Any, qtbot: QtBot) -> None:
    theme().set(reduced_motion=False)
    acts.add_sibling(bare.case, bare.people["Mila"], [("Ben", {"born": "2012"})])
    qtbot.waitUntil(lambda: room.canvas.motion.is_running, timeout=30_000)
    settle(qtbot, room)
    layout = room.state.layout
    assert layout is not None
    for item in room.canvas.people():
        place = layout.at[item.piece.id]
        assert (item.anchor - room.canvas.point_of(place.x, place.row)).manhattanLength() < 3
        assert item.opacity() == 1.0


# ---- choosing -------------------------------------------------------------------------------------------------
def test_arrows_and_tab_go_from_person_to_person(room: FamilyScreen, bare: Any) -> None:
    shauna, danny, nan = (bare.people[name] for name in ("Shauna", "Danny", "Nan"))
    click(room, shauna)
    assert room.state.selected == ("person", shauna)
    there, back = towards(room, shauna, danny)
    key(room, there)
    assert room.state.selected == ("person", danny)
    key(room, back, Qt.Key.Key_Up)
    assert room.state.selected == ("person", nan)
    seen = set()
    room.state.select("", "")
    for _ in range(len(room.canvas.people())):
        key(room, Qt.Key.Key_Tab)
        seen.add(room.state.selected[1])
    assert seen == drawn(room)
    key(room, Qt.Key.Key_Tab)
    assert not room.canvas.hasFocus()  # and on, out of the picture


def test_two_clicks_make_a_couple(room: FamilyScreen, bare: Any, qtbot: QtBot) -> None:
    lisa = acts.add_sibling(bare.case, bare.people["Shauna"], [("Lisa", {})])[0]
    ben = acts.add_sibling(bare.case, bare.people["Danny"], [("Ben", {})])[0]
    settle(qtbot, room)
    room.state.select("", "")
    QTest.mouseClick(room.bar.buttons["couple"], Qt.MouseButton.LeftButton)
    assert room.canvas.joining == "couple" and room.notice.isVisible()
    click(room, lisa)
    click(room, ben)
    settle(qtbot, room)
    kind, made = room.state.selected
    row = bare.case.rows.get("partnership", made)
    assert kind == "union" and {row["first_id"], row["second_id"]} == {lisa, ben}
    assert not room.canvas.joining and not room.notice.isVisible()


def test_a_line_by_keys_asks_which(room: FamilyScreen, bare: Any) -> None:
    room.state.select("person", bare.people["Shauna"])
    there, _ = towards(room, bare.people["Shauna"], bare.people["Danny"])
    key(room, Qt.Key.Key_L, there, Qt.Key.Key_Return)
    menu = QApplication.activePopupWidget()
    assert menu is not None and menu.objectName() == "whichLine"
    next(action for action in menu.actions() if action.data() == "close").trigger()
    menu.close()
    tie = next(iter(bare.case.rows.table("tie").values()))
    assert (tie["from_id"], tie["to_id"], tie["kind"]) == (bare.people["Shauna"], bare.people["Danny"], "close")
    assert room.state.selected == ("tie", tie["id"]) and room.canvas.item("tie", tie["id"]) is not None


def test_delete_takes_out_with_a_way_back(room: FamilyScreen, bare: Any, qtbot: QtBot) -> None:
    nan = bare.people["Nan"]
    click(room, nan)
    key(room, Qt.Key.Key_Delete)
    settle(qtbot, room)
    assert nan not in drawn(room) and room.state.selected == ("", "")
    assert bare.said.toasts[-1][1] == "Undo"
    bare.said.toasts[-1][2]()
    settle(qtbot, room)
    assert nan in drawn(room)


# ---- who looks ------------------------------------------------------------------------------------------------
def restrict(bare: Any, person: str) -> None:
    with bare.case.edit("Restricted") as session:
        session.add(Restriction(id=new_id(), case_id=bare.case.id, target_table="person", target_id=person,
                                reason="safety"))  # fmt: skip


def test_another_reader_sees_no_trace_of_who_is_held_back(room: FamilyScreen, bare: Any, qtbot: QtBot) -> None:
    nan = bare.people["Nan"]
    restrict(bare, nan)
    settle(qtbot, room)
    assert nan in drawn(room) and "Nan" in words(room)  # the team sees her: the control
    room.state.select("person", nan)
    bare.context.set_lens(FAMILY)
    assert nan not in drawn(room)  # at once, not when the picture has been arranged
    settle(qtbot, room)
    assert nan not in drawn(room) and "Nan" not in words(room) and room.state.selected == ("", "")
    assert bare.people["Mila"] in drawn(room)
    kept = arrangement.stored(bare.case.rows)
    assert kept is not None and nan in kept.at  # what the family saw did not replace the team's picture
    bare.context.set_lens(US)
    settle(qtbot, room)
    assert nan in drawn(room)


def test_held_back_while_the_family_looks(room: FamilyScreen, bare: Any, qtbot: QtBot) -> None:
    bare.context.set_lens(FAMILY)
    settle(qtbot, room)
    assert bare.people["Nan"] in drawn(room)
    restrict(bare, bare.people["Nan"])
    assert bare.people["Nan"] not in drawn(room)


def test_hidden_names_are_nowhere_in_the_picture(room: FamilyScreen, bare: Any) -> None:
    assert "Shauna" in words(room)
    menu = room.bar.menu()
    next(action for action in menu.actions() if action.objectName() == "hideNames").trigger()
    menu.deleteLater()
    assert not room.state.options.names and "Shauna" not in words(room) and "Mila" not in words(room)
    names = room.others.names
    assert "Wes" not in [names.item(n).text() for n in range(names.count())]


def test_lines_can_be_left_out(room: FamilyScreen, bare: Any) -> None:
    tie = acts.add_tie(bare.case, bare.people["Shauna"], bare.people["Danny"], "close")
    assert room.canvas.item("tie", tie) is not None
    QTest.mouseClick(room.bar.ties, Qt.MouseButton.LeftButton)
    assert room.canvas.item("tie", tie) is None
    QTest.mouseClick(room.bar.ties, Qt.MouseButton.LeftButton)
    menu = room.bar.menu()
    next(action for action in menu.actions() if action.objectName() == "kind:close").trigger()
    menu.deleteLater()
    assert room.canvas.item("tie", tie) is None


# ---- what cannot be, and what is very large -------------------------------------------------------------------
def test_impossible_ancestry_is_said_and_the_picture_stays(room: FamilyScreen, bare: Any, qtbot: QtBot) -> None:
    before = drawn(room)
    case = bare.case
    with case.edit("From elsewhere") as session:
        union = Partnership(id=new_id(), case_id=case.id, first_id=bare.people["Mila"], kind="unknown")
        session.add(union)
        session.flush()
        session.add(ChildLink(id=new_id(), case_id=case.id, child_id=bare.people["Nan"], partnership_id=union.id))
    qtbot.waitUntil(lambda: room.notice.isVisible(), timeout=30_000)
    assert "ancestors" in room.notice.words.text() and drawn(room) == before
    ringed = {item.piece.id for item in room.canvas.people() if item.is_chosen}
    assert {bare.people["Mila"], bare.people["Nan"]} <= ringed  # those in the circle are marked


def test_a_very_large_family_opens_by_branch(
    room: FamilyScreen, bare: Any, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(state_module, "WHOLE_UP_TO", 3)
    acts.add_tie(bare.case, bare.people["Shauna"], bare.people["Danny"], "close")
    settle(qtbot, room)
    assert room.state.shows_branch and "branch of" in room.notice.words.text()
    assert bare.people["Mila"] in drawn(room)


def test_a_large_picture_is_kept_in_tiles(
    room: FamilyScreen, bare: Any, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    direct = room.canvas.viewport().grab().toImage()
    monkeypatch.setattr(picture_module, "LARGE", 1)
    room.state.set_options(years=False)
    room.state.set_options(years=True)
    tiles = room.canvas._tiles
    assert tiles is not None
    qtbot.waitUntil(lambda: tiles.is_ready, timeout=20_000)
    tiled = room.canvas.viewport().grab().toImage()
    different = sum(
        abs(direct.pixelColor(x, y).lightness() - tiled.pixelColor(x, y).lightness()) > 90
        for x in range(0, direct.width(), 3) for y in range(0, direct.height(), 3)
    )  # fmt: skip
    assert different < 120
    room.canvas.show_figure(None)
    assert room.canvas._tiles is None  # nothing of a picture is left when it must go


@pytest.mark.slow
def test_two_hundred_people_open(bare: Any, show: Callable[..., Any], qtbot: QtBot, still: Any) -> None:
    case = bare.case
    with case.edit("Many"):
        layer = [bare.people["Mila"]]
        while len(case_people := layer) < 200:
            below = acts.add_children(case, case_people[-1], [(f"P{len(layer)}-{n}", {}) for n in range(4)])
            layer += below
    screen = FamilyScreen(bare.context)
    show(screen)
    settle(qtbot, screen)
    qtbot.waitUntil(lambda: len(drawn(screen)) >= 200, timeout=30_000)


def test_a_lock_while_the_family_is_being_arranged_is_no_accident(room: FamilyScreen, bare: Any, qtbot: QtBot) -> None:
    acts.add_sibling(bare.case, bare.people["Mila"], [("Ben", {})])
    assert room.state.is_busy
    bare.context.close()
    bare.case.desk.close()
    QTest.qWait(600)  # an exception in a slot fails the test


# ---- the room -------------------------------------------------------------------------------------------------
def test_the_people_are_a_view_of_the_room(room: FamilyScreen) -> None:
    room.bar.views.chosen.emit(1)
    assert isinstance(room.stack.currentWidget(), PeopleScreen) and not room.panel.isVisible()
    room.bar.views.chosen.emit(0)
    assert room.canvas.isVisible()


FAMILY_FILE = Path(__file__).parents[2] / "fixtures" / "gedcom" / "foreign.ged"


class Chooses(QtSeams):
    """Answers the question for a file, and counts how often it was asked."""

    def __init__(self) -> None:
        self.asked = 0

    def open_file(self, parent: QWidget, title: str, filters: Sequence[str]) -> Path | None:
        self.asked += 1
        return FAMILY_FILE


def more(screen: FamilyScreen, name: str) -> None:
    """Press something in the More menu (nothing happens where it is grey)."""
    menu = screen.bar.menu()
    next(action for action in menu.actions() if action.objectName() == name).trigger()
    menu.deleteLater()


def test_a_family_file_is_brought_in_from_the_menu(room: FamilyScreen, bare: Any, qtbot: QtBot) -> None:
    room.resize(1700, 800)  # wide enough for the panel to stand beside the picture
    before = dict(bare.case.rows.table("person"))
    with use(Chooses()):
        more(room, "bringIn")
    page = room.bringing
    assert page is not None and room.stack.currentWidget() is page
    assert not room.panel.isVisible() and not room.bar.group.isVisible()
    qtbot.waitUntil(lambda: page.pages.currentIndex() == LOOKING, timeout=20_000)
    page.bring_in()
    assert room.bringing is None and room.canvas.isVisible() and room.panel.isVisible()
    settle(qtbot, room)
    new = set(bare.case.rows.table("person")) - set(before)
    assert len(new) == 4 and new <= drawn(room)
    bare.context.undo()
    assert bare.case.rows.table("person") == before


def test_left_or_passed_by_a_family_file_changes_nothing(room: FamilyScreen, qtbot: QtBot) -> None:
    with use(Chooses()):
        more(room, "bringIn")
        page = room.bringing
        assert page is not None
        QTest.keyClick(page, Qt.Key.Key_Escape)
        assert room.bringing is None and room.canvas.isVisible() and room.canvas.hasFocus()
        more(room, "bringIn")
        room.bar.views.chosen.emit(1)
        assert room.bringing is None and isinstance(room.stack.currentWidget(), PeopleScreen)
    assert room.stack.count() == 2
    QTest.qWait(300)  # the file's reading ends on a page that is gone


def test_only_the_team_looks_into_a_family_file(room: FamilyScreen, bare: Any) -> None:
    asked = Chooses()
    with use(asked):
        bare.context.set_lens(FAMILY)
        more(room, "bringIn")
        room.bring_in()
        assert asked.asked == 0 and room.bringing is None
        bare.context.set_lens(US)
        more(room, "bringIn")
        assert asked.asked == 1 and room.bringing is not None
        bare.context.set_lens(FAMILY)
    assert room.bringing is None and room.stack.currentIndex() == 0


def test_share_is_one_press_away(room: FamilyScreen, bare: Any) -> None:
    more(room, "share")
    assert bare.said.room == "share"


def test_zoom_stays_about_the_pointer(room: FamilyScreen) -> None:
    at = QPoint(400, 300)
    before = room.canvas.mapToScene(at)
    room.canvas.set_zoom(1.5, at)
    after = room.canvas.mapToScene(at)
    assert (after - before).manhattanLength() < 3
    key(room, Qt.Key.Key_0)
    assert room.canvas.zoom <= 1.0
