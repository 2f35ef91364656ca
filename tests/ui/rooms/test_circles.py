"""The circles' room: dragged, tapped, moved by keys, played back, undone, looked at by the family."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton, QWidget

from models.acts import circles as acts
from models.acts.cards import add_card
from models.readers import FAMILY, US
from tests.holding_back import hold_back
from ui.screens.circles import CirclesScreen
from ui.screens.circles.menu import PersonMenu
from ui.theme import theme
from ui.widgets import GrowingTextEdit, LineField

DAYS = ("2024-10-14", "2025-01-22", "2025-06-17")
TODAY = "2025-07-01"
MOVES = {
    "Nanna Mo": ("inner", "", ""), "Lisa": ("outer", "middle", "inner"), "Kofi": ("outer", "", "middle"),
    "Wes": ("outer", "", "middle"), "Danny": ("", "outer", ""),
}  # fmt: skip


Found = TypeVar("Found", bound=QWidget)


def find(parent: QWidget, kind: type[Found], name: str) -> Found:
    found = parent.findChild(kind, name)
    assert found is not None, name
    return found


@dataclass
class Room:
    """The screen with circles in it."""

    family: Any
    circle: str
    screen: CirclesScreen

    def ids(self, name: str) -> str:
        return str(self.family.people[name])

    def rings(self) -> dict[str, str]:
        return {p.person.name: p.ring for p in self.screen.state.now.people}

    def place(self, name: str) -> QPoint:
        canvas = self.screen.canvas
        return canvas.mapFromScene(canvas.discs[self.ids(name)].pos())

    def ring_place(self, ring: str, name: str) -> QPoint:
        """A point in a ring, on somebody's spoke."""
        canvas, radii = self.screen.canvas, self.screen.state.layout.radii
        spot = canvas.discs[self.ids(name)].spot
        away = (spot.x**2 + spot.y**2) ** 0.5
        wanted = {"inner": radii[0] * 0.45, "middle": sum(radii[:2]) / 2, "outer": sum(radii[1:]) / 2,
                  "left": radii[2] + 4}[ring]  # fmt: skip
        return canvas.mapFromScene(spot.x / away * wanted, spot.y / away * wanted)

    def drag(self, name: str, ring: str, *, drop: bool = True) -> None:
        view = self.screen.canvas.viewport()
        start, end = self.place(name), self.ring_place(ring, name)
        QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
        QTest.mouseMove(view, QPoint((start.x() + end.x()) // 2, (start.y() + end.y()) // 2))
        QTest.mouseMove(view, end)
        if drop:
            QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=end)

    def key(self, *keys: Qt.Key, widget: QWidget | None = None) -> None:
        for key in keys:
            QTest.keyClick(widget or self.screen.canvas, key)

    def words(self, parent: QWidget | None = None) -> str:
        """Everything that can be read in the room."""
        QTest.qWait(1)
        found = [w.text() for w in (parent or self.screen).findChildren(QLabel) if w.isVisible()]
        found += [w.text() for w in (parent or self.screen).findChildren(QAbstractButton) if w.isVisible()]
        return " | ".join(found)


@pytest.fixture
def room(bare: Any, show: Callable[..., QWidget]) -> Room:
    circle = acts.start_circles(bare.case, bare.workspace_id, title="Safety circles")
    with bare.case.edit("Circles"):
        for place, day in enumerate(DAYS):
            for name, rings in MOVES.items():
                if rings[place]:
                    acts.move(bare.case, circle, bare.people[name], rings[place], day)
    add_card(bare.case, bare.workspace_id, "bottom_line", "At least three adults who know everything.")
    screen = CirclesScreen(bare.context)
    show(screen, 1300)
    QTest.qWait(10)
    return Room(bare, circle, screen)


def test_the_number_and_the_bottom_line(room: Room) -> None:
    screen = room.screen
    assert [label.text() for label in (screen.count, screen.knows, screen.began)] == [
        "2 people", "know everything.", "In October it was one.",
    ]  # fmt: skip
    assert "Two adults so far. Who could be the third?" in room.words(screen.panel)
    assert "Whom would Jayden, Mila and Alfie choose?" in room.words(screen.panel)
    screen.state.choose(room.ids("Lisa"))
    said = room.words(screen.panel)
    for words in ("How Lisa moved in", "Knew nothing yet", "14 October 2024", "Knew some", "22 January 2025",
                  "Knows everything", "17 June 2025"):  # fmt: skip
        assert words in said
    assert len(screen.state.layout.footprints[room.ids("Lisa")]) == 2


def test_dragged_into_another_ring_and_undone(room: Room) -> None:
    room.drag("Kofi", "inner")
    assert room.rings()["Kofi"] == "inner"
    assert room.screen.count.text() == "3 people"
    assert room.screen.state.now.days[-1].on == TODAY
    assert room.family.said.toasts[-1][:2] == ("Kofi: knows everything", "Undo")
    room.family.said.toasts[-1][2]()
    assert room.rings()["Kofi"] == "middle"
    assert room.screen.count.text() == "2 people"
    disc = room.screen.canvas.discs[room.ids("Kofi")]
    assert (disc.pos().x(), disc.pos().y()) == (disc.spot.x, disc.spot.y)


def test_a_drag_shows_where_from_and_where_to_and_can_be_given_up(room: Room) -> None:
    canvas = room.screen.canvas
    room.drag("Wes", "inner", drop=False)
    assert canvas.carried == room.ids("Wes")
    assert canvas.rings is not None and canvas.rings.aimed == "inner"
    assert canvas._origin is not None
    room.key(Qt.Key.Key_Escape)
    assert canvas.carried == "" and canvas._origin is None
    QTest.mouseRelease(canvas.viewport(), Qt.MouseButton.LeftButton, pos=room.ring_place("inner", "Wes"))
    assert room.rings()["Wes"] == "middle"
    room.drag("Wes", "left")
    assert "Wes" not in room.rings()
    room.screen.context.undo()
    assert room.rings()["Wes"] == "middle"


def test_tap_a_person_then_a_ring(room: Room) -> None:
    view = room.screen.canvas.viewport()
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=room.place("Kofi"))
    assert room.screen.state.chosen == room.ids("Kofi")
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=room.ring_place("outer", "Kofi"))
    assert room.rings()["Kofi"] == "outer"
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    assert room.screen.state.chosen == ""


def test_moved_by_keys_alone(room: Room) -> None:
    screen = room.screen
    screen.canvas.setFocus(Qt.FocusReason.TabFocusReason)
    assert screen.state.chosen == room.ids("Nanna Mo")
    room.key(Qt.Key.Key_Right)
    assert screen.state.chosen == room.ids("Lisa")
    room.key(Qt.Key.Key_M, Qt.Key.Key_Down, Qt.Key.Key_Escape)
    assert room.rings()["Lisa"] == "inner"
    room.key(Qt.Key.Key_M, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return)
    assert room.rings()["Lisa"] == "middle"
    QTest.keyClick(screen.canvas, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert room.rings()["Lisa"] == "inner"
    assert TODAY not in [day.on for day in screen.state.now.days], "back again on one day is no move"
    room.key(Qt.Key.Key_Delete)
    assert "Lisa" not in room.rings()


def test_the_list_says_the_same_and_moves_people(room: Room) -> None:
    screen = room.screen
    screen.list_button.click()
    outline = screen.outline
    rows = outline.model()
    heads = [rows.index(n, 0) for n in range(rows.rowCount())]
    assert [h.data() for h in heads] == [
        "In the middle: Jayden, Mila, Alfie", "Knows everything: 2", "Knows some: 2", "Knows nothing yet: 1",
    ]  # fmt: skip
    inner = [rows.index(n, 0, heads[1]) for n in range(rows.rowCount(heads[1]))]
    assert [i.data() for i in inner] == ["Nanna Mo", "Lisa"]
    assert inner[1].data(Qt.ItemDataRole.AccessibleTextRole) == "Lisa, knows everything, since 17 June 2025"
    outline.setCurrentIndex(outline.index_of(room.ids("Danny")))
    assert screen.state.chosen == room.ids("Danny")
    QTest.keyClick(outline, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert room.rings()["Danny"] == "middle"
    assert outline.currentIndex().data() == "Danny"
    QTest.keyClick(outline, Qt.Key.Key_Delete)
    assert "Danny" not in room.rings()


def test_played_back_day_by_day_and_the_past_stays(room: Room) -> None:
    screen, slider = room.screen, room.screen.days.slider
    assert [day.inner for day in slider.days] == [1, 1, 2]
    screen.days.play.click()
    assert screen.state.day == DAYS[0]
    assert screen.count.text() == "1 person"
    assert set(screen.canvas.discs) == {room.ids(n) for n in ("Nanna Mo", "Lisa", "Kofi", "Wes")}
    before = room.rings()
    room.drag("Lisa", "inner")
    assert room.rings() == before and screen.canvas.carried == ""
    assert not screen.add_button.isEnabled()
    assert PersonMenu(screen, screen.state, screen.deeds, room.ids("Lisa")).actions() == []
    screen.days.on.click()
    assert screen.state.day == DAYS[1]
    QTest.keyClick(slider, Qt.Key.Key_End)
    assert screen.state.day is None and not screen.today.isVisible()
    QTest.keyClick(slider, Qt.Key.Key_Home)
    screen.today.click()
    assert screen.state.day is None and slider.value() == 2


def test_playing_goes_on_by_itself_only_where_motion_is_welcome(room: Room) -> None:
    days = room.screen.days
    days.play.click()
    assert not days._clock.isActive(), "with reduced motion each press goes one day on"
    days.play.click()
    assert days.slider.value() == 1
    theme().set(reduced_motion=False)
    days.slider.setValue(0)
    days.play.click()
    assert days._clock.isActive() and days.play.text() == "Stop"
    days._tick()
    assert days.slider.value() == 2 and not days._clock.isActive()


def test_after_a_move_it_quietly_asks_who_was_asked_and_what_helped(room: Room) -> None:
    screen = room.screen
    screen.canvas.setFocus()
    room.drag("Kofi", "inner")
    assert screen.canvas.hasFocus(), "nothing takes the hand away"
    asked, helped = (find(screen.panel, GrowingTextEdit, name) for name in ("stepAsked", "stepHelped"))
    asked.setFocus()
    QTest.keyClicks(asked, "Lisa")
    helped.setFocus()
    QTest.keyClicks(helped, "I rang first.")
    screen.canvas.setFocus()
    move = screen.state.now.people[2].moves[-1]
    assert (move.asked, move.helped, move.moved_on) == ("Lisa", "I rang first.", TODAY)
    screen.state.choose("")
    screen.state.choose(room.ids("Kofi"))
    assert "I rang first." in room.words(screen.panel)
    assert screen.panel.findChild(GrowingTextEdit, "stepAsked") is None
    find(screen.panel, QPushButton, f"changeStep-{move.id}").click()
    day = find(screen.panel, LineField, "stepDay")
    day.setText("30 June 2025")
    day.editingFinished.emit()
    assert screen.state.now.days[-1].on == "2025-06-30"


def test_who_is_nervous_and_whom_a_child_chose(room: Room) -> None:
    screen = room.screen
    screen.state.choose(room.ids("Danny"))
    menu = screen.panel.nervous_menu()
    names = [action.text() for action in menu.actions()]
    assert "Shauna" in names and "Danny" not in names and "Priya" not in names
    menu.actions()[names.index("Shauna")].trigger()
    menu.deleteLater()
    (said,) = screen.state.now.said
    field = find(screen.panel, GrowingTextEdit, f"help-{said.id}")
    field.setFocus()
    QTest.keyClicks(field, "Nan beside me")
    screen.canvas.setFocus()
    assert screen.state.now.said[0].help == "Nan beside me"
    screen.state.choose("")
    assert "Shauna is most nervous about Danny knowing." in room.words(screen.panel)
    menu = PersonMenu(screen, screen.state, screen.deeds, room.ids("Lisa"))
    next(a for a in menu.actions() if a.text() == "Mila chose Lisa").trigger()
    menu.deleteLater()
    assert [gap.kind for gap in screen.state.now.gaps] == ["outside_family", "near"]


def test_the_menu_moves_and_takes_out(room: Room) -> None:
    screen = room.screen
    menu = PersonMenu(screen, screen.state, screen.deeds, room.ids("Wes"))
    by_name = {action.objectName(): action for action in menu.actions()}
    assert not by_name["moveTo-middle"].isEnabled()
    by_name["moveTo-inner"].trigger()
    assert room.rings()["Wes"] == "inner"
    by_name["takeOut"].trigger()
    assert "Wes" not in room.rings()
    menu.deleteLater()


def test_somebody_new_in_one_line_and_somebody_from_the_list(room: Room) -> None:
    screen = room.screen
    screen.add_button.click()
    QTest.keyClicks(screen.adding.line, "Sandra Okoro, 62, next door")
    QTest.keyClick(screen.adding.line, Qt.Key.Key_Return)
    assert room.rings()["Sandra"] == "outer"
    sandra = next(p for p in screen.context.projector.people.values() if p.name == "Sandra")
    assert (sandra.kind, sandra.relation) == ("friend", "next door")
    people = screen.adding.people
    names = [people.item(n).text() for n in range(people.count())]
    assert "Shauna" in names and not {"Lisa", "Mila", "Sandra"} & set(names)
    people.setCurrentRow(names.index("Shauna"))
    carried = people.mimeData([people.currentItem()]).data("application/x-sofs-person")
    assert bytes(carried.data()).decode() == room.ids("Shauna")
    screen.adding.ring.chosen.emit(1)
    QTest.keyClick(people, Qt.Key.Key_Return)
    assert room.rings()["Shauna"] == "middle"
    screen.context.undo()
    assert "Shauna" not in room.rings()


def test_initials_instead_of_names(room: Room) -> None:
    screen = room.screen
    screen.list_button.click()
    screen.state.choose(room.ids("Lisa"))
    screen.hide_button.click()
    said = room.words() + json.dumps(
        [screen.outline.model().index(n, 0).data() for n in range(screen.outline.model().rowCount())]
    )
    for name in ("Lisa", "Nanna", "Kofi", "Jayden", "Danny"):
        assert name not in said
    assert "How L moved in" in said
    assert all(disc.spot.name == () and "Lisa" not in disc.toolTip() for disc in screen.canvas.discs.values())
    screen.hide_button.click()
    assert "How Lisa moved in" in room.words()


def test_a_child_gets_their_own_circles(room: Room) -> None:
    screen = room.screen
    menu = screen.circles_menu()
    next(a for a in menu.actions() if a.text() == "Give Mila their own circles").trigger()
    menu.deleteLater()
    assert [c.name for c in screen.state.view.children] == ["Mila"]
    assert room.rings()["Lisa"] == "inner"
    menu = screen.circles_menu()
    assert [a.text() for a in menu.actions()][:2] == ["Safety circles", "Circles of Mila"]
    menu.actions()[0].trigger()
    assert [c.name for c in screen.state.view.children] == ["Jayden", "Alfie"]
    next(a for a in menu.actions() if a.objectName() == "removeCircles").trigger()
    menu.deleteLater()
    assert [c.name for c in screen.state.view.children] == ["Mila"]
    screen.context.undo()
    assert len(screen.state.choices()) == 2


def test_with_the_family_restricted_people_leave_no_trace(room: Room) -> None:
    screen, case = room.screen, room.family.case
    wes = room.ids("Wes")
    room.drag("Wes", "inner")
    screen.list_button.click()
    screen.context.set_lens(FAMILY)
    assert screen.count.text() == "3 people", "the control: without a restriction he is seen and counted"
    screen.context.set_lens(US)
    hold_back(case, "person", wes, "Wes")
    assert screen.count.text() == "3 people"
    screen.context.set_lens(FAMILY)
    assert screen.count.text() == "2 people"
    assert wes not in screen.canvas.discs
    assert screen.state.chosen == ""
    assert [day.on for day in screen.days.slider.days] == list(DAYS), "nor the day he moved"
    screen.open_adding()
    people = screen.adding.people
    assert wes not in [people.item(n).data(Qt.ItemDataRole.UserRole) for n in range(people.count())]
    assert "Wes" not in room.words()


def test_a_toast_speaks_the_public_name(room: Room) -> None:
    screen, case = room.screen, room.family.case
    hold_back(case, "person", room.ids("Shauna"), "Shauna", public_name="somebody close")
    screen.deeds.move(room.ids("Shauna"), "middle")
    assert room.family.said.toasts[-1][0] == "Shauna: knows some", "the control: we read the name"
    screen.context.undo()
    screen.context.set_lens(FAMILY)
    screen.deeds.move(room.ids("Shauna"), "middle")
    assert room.family.said.toasts[-1][0] == "somebody close: knows some"


def test_it_follows_what_happens_elsewhere(room: Room) -> None:
    screen, case = room.screen, room.family.case
    acts.move(case, room.circle, room.ids("Shauna"), "middle", TODAY)
    assert room.ids("Shauna") in screen.canvas.discs
    screen.hide()
    acts.remove_circles(case, room.circle)
    screen.show()
    QTest.qWait(1)
    start = find(screen, QPushButton, "startCircles")
    assert start.isVisible()
    start.click()
    assert screen.state.view.people == ()
    assert screen.adding.isVisible()


def test_looking_for_people_opens_and_closes(room: Room) -> None:
    screen = room.screen
    button = find(screen.panel, QPushButton, "networkFinding")
    button.click()
    assert screen.network is not None and screen.network.isVisible()
    screen.close_network()
    assert screen.network is None and screen.canvas.isVisible()


def test_a_narrow_window_keeps_everything_in_reach(room: Room) -> None:
    screen = room.screen
    screen.resize(900, 640)
    QTest.qWait(1)
    assert screen.summary.text() == "2 people know everything. In October it was one."
    assert screen.summary.isVisible() and not screen.count.isVisible() and not screen.panel.isVisible()
    screen.state.choose(room.ids("Lisa"))
    assert not screen.panel.isVisible(), "choosing somebody does not cover the picture"
    screen.ask_button.click()
    assert screen.panel.isVisible() and "How Lisa moved in" in room.words(screen.panel)
    screen.panel.close_button.click()
    assert not screen.panel.isVisible()
    screen.add_button.click()
    assert screen.adding.isVisible()
    screen.resize(1300, 700)
    QTest.qWait(1)
    assert screen.panel.isVisible() and screen.count.isVisible() and not screen.ask_button.isVisible()


def test_everything_to_press_has_a_name(room: Room) -> None:
    room.screen.add_button.click()
    for widget in room.screen.findChildren(QAbstractButton):
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            assert widget.objectName() and widget.accessibleName(), widget
