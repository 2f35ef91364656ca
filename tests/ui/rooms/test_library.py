"""The practice library: the guide beside every room, the page of the desk, one search, notes and paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from models import library, question_bank
from models.readers import FAMILY
from tests.ui.desk_helpers import flush
from tests.ui.rooms.session_helpers import heard
from tests.ui.rooms.sharing_window import open_harlow, opened_window
from ui import seams
from ui.screens import registry
from ui.screens.case_shell import CaseShell
from ui.screens.desk_page import DeskContext
from ui.screens.library.page import LibraryPage
from ui.screens.library.panel import GuidePanel
from ui.screens.questions import QuestionRow, QuestionsPanel
from ui.shell import MainWindow
from ui.widgets import Label, ScrollArea


@pytest.fixture
def window(made: Path, tmp_path: Path) -> Iterator[MainWindow]:
    """The window with the first example family open at its map."""
    with opened_window(made, tmp_path, rooms=True) as shown:
        open_harlow(shown)
        yield shown


@pytest.fixture
def page(bare: Any, show: Callable[..., QWidget]) -> Iterator[LibraryPage]:
    made = LibraryPage(DeskContext(bare.case.desk, bare.context.services, None))
    show(made, 1366, 768)
    yield made
    made.hide()


def shell(window: MainWindow) -> CaseShell:
    assert isinstance(window.page, CaseShell)
    return window.page


def shown(window: MainWindow, kind: type[QWidget]) -> Any:
    """The open panel of a kind, or None."""
    return next((each for each in window.findChildren(kind) if each.isVisible()), None)


def press(parent: QWidget, name: str) -> None:
    next(each for each in parent.findChildren(QAbstractButton, name) if each.isVisible()).click()


def test_the_guide_opens_beside_the_room_and_follows_to_the_next(window: MainWindow) -> None:
    room = shell(window).room("map")
    press(window, "guide")
    panel = shown(window, GuidePanel)
    assert panel.view.guide.key == "map"
    assert room is not None
    assert room.isVisible()
    assert panel.search.hasFocus() or not window.isActiveWindow()
    window.show_screen("children")
    assert panel.view.guide.key == "three_houses"
    press(panel, "guide-safety_house")
    assert "who stays outside the line" in heard(panel)
    window.show_screen("strands")
    assert panel.view.guide.key == "danger"
    QTest.keyClick(panel.search, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert panel.isVisible()
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert not panel.isVisible()


def test_every_room_has_a_guide_of_its_own() -> None:
    rooms = [place for place, _, _ in (*registry.PLACES, *registry.BESIDE) if place]
    keys = {room: [guide.key for guide in library.load(None).of_place([room])][:1] for room in rooms}
    assert all(keys.values()), keys
    rail = [place for place, _, _ in registry.PLACES if place]
    assert len({key for room in rail for key in keys[room]}) == len(rail), keys


def test_a_page_inside_a_room_has_its_own_guide(window: MainWindow) -> None:
    window.show_screen("family")
    shell(window).toggle_guide()
    panel = shown(window, GuidePanel)
    assert panel.view.guide.key == "genogram"
    room = shell(window).room("family")
    inside = QWidget(room)  # as the family room shows what is round a home
    inside.setObjectName("ecomap")
    inside.show()
    shell(window).panels.follow()
    assert panel.view.guide.key == "ecomap"
    inside.hide()
    shell(window).panels.follow()
    assert panel.view.guide.key == "genogram"


def test_one_panel_at_a_time_and_more_questions_lead_on(window: MainWindow) -> None:
    shell(window).toggle_questions()
    shell(window).toggle_guide()
    assert shown(window, QuestionsPanel) is None
    press(window, "history")
    assert shown(window, GuidePanel) is None
    window.show_screen("scaling")
    shell(window).toggle_guide()
    press(shown(window, GuidePanel), "guideQuestions")
    assert shown(window, GuidePanel) is None
    assert shown(window, QuestionsPanel).which.text() == "Scaling"


def test_on_a_large_window_the_room_makes_way(window: MainWindow, qtbot: QtBot) -> None:
    window.resize(1920, 1000)
    flush()
    room = shell(window).room("map")
    assert room is not None
    before = room.width()
    shell(window).toggle_guide()
    panel = shown(window, GuidePanel)
    qtbot.waitUntil(lambda: room.width() == before - panel.width())
    panel.close_button.click()
    qtbot.waitUntil(lambda: room.width() == before)


def test_a_note_is_the_teams_own(window: MainWindow) -> None:
    shell(window).toggle_guide()
    panel = shown(window, GuidePanel)
    panel.view.note.setPlainText("Ours: begin with the big paper.")
    panel.open("danger")
    desk = shell(window).context.case.desk
    assert library.own_note(desk, "map") == "Ours: begin with the big paper."
    bar = panel.findChild(ScrollArea, "guidePanelScroll").verticalScrollBar()
    bar.setValue(bar.maximum())
    panel.open("map")
    assert bar.value() == 0  # another guide is read from its beginning
    assert "big paper" in panel.view.note.toPlainText()
    assert "page of its own" in panel.guides_menu().actions()[-1].text()
    shell(window).context.set_lens(FAMILY)
    assert not hasattr(panel.view, "note")
    assert "page of its own" not in panel.guides_menu().actions()[-1].text()


def test_searching_finds_guides_and_questions_together(window: MainWindow) -> None:
    shell(window).toggle_guide()
    panel = shown(window, GuidePanel)
    panel.search.setText("secret")
    flush()
    assert panel.view.isHidden()
    assert [each.text() for each in panel.found.findChildren(QAbstractButton, "found-circles")] == ["Safety circles"]
    rows = panel.found.findChildren(QuestionRow)
    assert rows
    rows[0].chosen.emit(rows[0])
    assert QGuiApplication.clipboard().text() == rows[0].words
    press(panel, "found-circles")
    assert panel.view.guide.key == "circles"
    assert panel.found.isHidden()


def test_the_page_is_reached_from_the_families_and_from_a_room(window: MainWindow) -> None:
    window.show_screen("circles")
    shell(window).context.go("library")
    assert isinstance(window.page, LibraryPage)
    press(window, "deskBack")
    assert shell(window).current == "circles"
    window.show_home()
    press(window, "toLibrary")
    assert isinstance(window.page, LibraryPage)


def test_the_page_shows_saves_and_stars(page: LibraryPage, bare: Any, tmp_path: Path) -> None:
    press(page, "guide-supervision")
    assert page.view is not None
    assert any("Nobody told me what to do" in label.text() for label in page.view.findChildren(Label))
    with seams.use(SimpleNamespace(save_file=lambda *about: tmp_path / "one.pdf")):
        press(page, "librarySave")
    with seams.use(SimpleNamespace(save_file=lambda *about: tmp_path / "all.pdf")):
        press(page, "librarySaveAll")
    with seams.use(SimpleNamespace(save_file=lambda *about: None)):
        press(page, "librarySaveAll")
    one, every = (tmp_path / "one.pdf").read_bytes(), (tmp_path / "all.pdf").read_bytes()
    assert b"/MarkInfo" in one
    assert b"/Count 1\n" in one or b"/Count 1 " in one
    assert len(every) > len(one)
    page.search.setText("what else")
    rows = page.found.findChildren(QuestionRow)
    rows[0].starred.emit(rows[0])
    assert question_bank.shelf(bare.case.desk).favourites == (rows[0].question.text,)
    page.search.setText("zzzz")
    assert "Nothing found" in heard(page.found)
    page.search.clear()
    assert page.view.isVisible()


def test_everything_to_press_has_a_name(page: LibraryPage) -> None:
    page.search.setText("fri")
    for widget in page.findChildren(QAbstractButton):
        if widget.isVisible():
            assert widget.objectName(), widget.text()
            assert widget.accessibleName().strip(), widget.objectName()
