"""The page that brings a family file in: seen first, decided line by line, one step, undone at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from models.acts.people import add_person
from models.readers import FAMILY
from ui.screens.gedcom import ImportPage
from ui.screens.gedcom.page import BEGIN, LOOKING
from ui.seams import QtSeams, use

FOREIGN = Path(__file__).parents[2] / "fixtures" / "gedcom" / "foreign.ged"


class Chooses(QtSeams):
    """Answers the question for a file."""

    def __init__(self, path: Path | None) -> None:
        self.path = path

    def open_file(self, parent: QWidget, title: str, filters: Sequence[str]) -> Path | None:
        return self.path


@pytest.fixture
def page(bare: Any, show: Callable[..., QWidget]) -> ImportPage:
    add_person(bare.case, "Ruby Marsh", born="1990")
    add_person(bare.case, "Jay Marsh", born=None)
    made = ImportPage(bare.context)
    show(made)
    return made


@pytest.fixture
def looking(page: ImportPage, qtbot: QtBot) -> ImportPage:
    with use(Chooses(FOREIGN)):
        page.choose_button.click()
    qtbot.waitUntil(lambda: page.pages.currentIndex() == LOOKING, timeout=20_000)
    return page


def line(page: ImportPage, name: str) -> int:
    return next(row for row, person in enumerate(page.people.people) if person.name == name)


def pick(page: ImportPage, row: int, text: str) -> None:
    menu = page.view.menu(row)
    next(action for action in menu.actions() if action.text() == text).trigger()
    menu.deleteLater()


def heard(page: ImportPage, name: str) -> str:
    return str(page.people.index(line(page, name)).data(Qt.ItemDataRole.AccessibleTextRole))


def test_the_file_is_seen_before_anything_is_changed(bare: Any, looking: ImportPage) -> None:
    seq = bare.case.last_saved_at
    assert looking.go.text() == "Bring in 4 people"
    assert looking.tally.text() == "3 new, one already here, one couple in the file."
    assert "Same as Ruby Marsh" in heard(looking, "Ruby Marsh")
    assert "perhaps Jay Marsh of this case" in heard(looking, "Jay Marsh")
    assert "New person" in heard(looking, "Jay Marsh")
    assert bare.case.last_saved_at == seq


def test_brought_in_as_chosen_and_taken_back(bare: Any, looking: ImportPage, qtbot: QtBot) -> None:
    before = dict(bare.case.rows.table("person"))
    pick(looking, line(looking, "Jay Marsh"), "Same as Jay Marsh")
    looking.view.setCurrentIndex(looking.people.index(line(looking, "Nan Marsh")))
    QTest.keyClick(looking.view, Qt.Key.Key_Space)
    assert looking.go.text() == "Bring in 3 people"
    with qtbot.waitSignal(looking.closed):
        QTest.mouseClick(looking.go, Qt.MouseButton.LeftButton)
    assert len(bare.case.rows.table("person")) == len(before) + 1
    text, action, undo = bare.said.toasts[-1]
    assert (text, action) == ("3 people brought in", "Undo")
    assert undo is not None
    undo()
    assert bare.case.rows.table("person") == before
    assert not bare.case.rows.table("partnership")


def test_the_keys_reach_everything(looking: ImportPage) -> None:
    view = looking.view
    assert view.hasFocus()
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert view.currentIndex().row() == 1
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert "Leave out" in heard(looking, "Gary Holt")
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert "New person" in heard(looking, "Gary Holt")
    for button in looking.findChildren(QPushButton):
        assert button.objectName()
        assert button.accessibleName() or not button.isVisible()


def test_anybody_of_the_case_can_be_the_same_who_shares_a_name_first(looking: ImportPage) -> None:
    row = line(looking, "Gary Holt")
    looking.people.names["x"] = "Terry Holt"
    menu = looking.view.menu(row)
    others = menu.findChild(QMenu, "fileChoiceOthers")
    assert others is not None
    assert others.actions()[0].text() == "Terry Holt"
    others.actions()[0].trigger()
    assert "Same as Terry Holt" in heard(looking, "Gary Holt")
    menu.deleteLater()


def test_a_click_on_the_choice_opens_it(looking: ImportPage) -> None:
    index: QModelIndex = looking.people.index(0)
    spot = looking.view.button_rect(looking.view.visualRect(index)).center().toPoint()
    QTest.mouseClick(looking.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(spot.x(), spot.y()))
    opened = [menu for menu in looking.view.findChildren(QWidget, "fileChoice") if menu.isVisible()]
    assert len(opened) == 1
    opened[0].close()


def test_everybody_out_leaves_nothing_to_do(looking: ImportPage) -> None:
    looking.all_out.click()
    assert not looking.go.isEnabled()
    looking.all_in.click()
    assert looking.go.text() == "Bring in 4 people"


def test_a_file_that_is_none_is_said_in_place(page: ImportPage, tmp_path: Path, qtbot: QtBot) -> None:
    bad = tmp_path / "bad.ged"
    bad.write_bytes(b"PK\x03\x04rest")
    with use(Chooses(bad)):
        page.choose_button.click()
    qtbot.waitUntil(page.trouble.isVisible, timeout=20_000)
    assert page.pages.currentIndex() == BEGIN
    assert "packed file" in page.trouble.text()
    assert page.choose_button.hasFocus()


def test_a_changed_mind_changes_nothing(page: ImportPage, qtbot: QtBot) -> None:
    with use(Chooses(None)):
        page.choose_button.click()
    assert page.pages.currentIndex() == BEGIN
    with qtbot.waitSignal(page.closed):
        QTest.keyClick(page, Qt.Key.Key_Escape)


def test_with_the_family_looking_it_closes(bare: Any, looking: ImportPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(looking.closed):
        bare.context.set_lens(FAMILY)
    before = dict(bare.case.rows.table("person"))
    looking.bring_in()
    assert bare.case.rows.table("person") == before
