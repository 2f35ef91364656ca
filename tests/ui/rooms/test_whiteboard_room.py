"""The whiteboard in the window: own cases, a folder of files, sorting, filters, paper, the way on to a case."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from models import audit
from models.whiteboard import THIN, TITLE, whiteboard
from sofs_desk.bench.council import made_up, write_workers
from tests.ui.desk_helpers import flush
from tests.ui.rooms.sharing_window import Answers, press, saved_words, until
from ui.screens.case_shell import CaseShell
from ui.screens.home import HomeScreen
from ui.screens.registry import PLACES
from ui.screens.whiteboard import WhiteboardScreen
from ui.screens.whiteboard.choices import ANYTHING, MINE
from ui.screens.whiteboard.model import COUNT_ROLE, KEYS
from ui.screens.whiteboard.table import BoardTable
from ui.screens.whiteboard.words import ROOMS
from ui.seams import use
from ui.shell import MainWindow
from ui.theme import theme
from ui.widgets import Button


class Folders(Answers):
    """Answers which folder, too."""

    wanted: Path | None = None

    def choose_folder(self, parent: QWidget, title: str, begin: str) -> Path | None:
        return self.wanted


@pytest.fixture
def page(window: MainWindow) -> WhiteboardScreen:
    assert isinstance(window.page, HomeScreen)
    press(window, "toWhiteboard")
    return shown(window)


def shown(window: MainWindow) -> WhiteboardScreen:
    found = window.page
    assert isinstance(found, WhiteboardScreen)
    until(lambda: found.count.text() or found._pages.currentIndex() == 1)
    return found


def names(page: WhiteboardScreen) -> list[str]:
    return [str(page.table.board.index(row, 0).data()) for row in range(page.table.board.rowCount())]


def pick(page: WhiteboardScreen, button: Button, key: str) -> None:
    menu = page.menu_of(button)
    next(action for action in menu.actions() if action.data() == key).trigger()
    menu.deleteLater()


def heard(page: WhiteboardScreen, row: int, key: str) -> str:
    index = page.table.board.index(row, KEYS.index(key))
    return str(index.data(Qt.ItemDataRole.AccessibleTextRole))


def test_own_cases_stand_by_name_the_thinnest_first(page: WhiteboardScreen) -> None:
    assert names(page) == ["Leah Doyle", "Doyle / Rahman", "Harlow / Pryce"]
    assert page.count.text() == "3 pieces of work, 2 with something thin"
    assert heard(page, 0, TITLE) == "Leah Doyle. Success, WEX-B-0932, made up. Luke. 4 thin"
    assert heard(page, 0, "explained") == "Explained to the children: no, thin"
    assert heard(page, 0, "days_since_tried") == "Days since the plan was tried: not known, thin"
    assert heard(page, 2, "strands_whole") == "Strands complete: 2 of 2"
    section = KEYS.index("voice_least")
    assert page.table.board.headerData(section, Qt.Orientation.Horizontal, COUNT_ROLE) == 2


def test_any_heading_sorts_and_once_more_the_other_way(page: WhiteboardScreen) -> None:
    def click(key: str) -> None:
        header, section = page.table.header, KEYS.index(key)
        at = QPoint(header.sectionViewportPosition(section) + 20, header.height() // 2)
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
        flush()

    click("days_since_tried")
    assert names(page)[0] == "Harlow / Pryce" and names(page)[-1] == "Leah Doyle", "not known stays last"
    assert "Days since the plan was tried" in page.legend.text() and "diary" in page.legend.text()
    click("days_since_tried")
    assert names(page) == ["Doyle / Rahman", "Harlow / Pryce", "Leah Doyle"]
    click(TITLE)
    assert names(page)[0] == "Doyle / Rahman"
    click(THIN)
    assert names(page)[0] == "Leah Doyle"
    pick(page, page.sort, "pathway")
    assert names(page)[0] == "Harlow / Pryce" and page.sort.text() == "By pathway"


def test_filters_and_words(window: MainWindow, page: WhiteboardScreen) -> None:
    pick(page, page.thin, "explained")
    assert names(page) == ["Leah Doyle"] and page.count.text().startswith("1 piece of work of 3")
    pick(page, page.thin, ANYTHING)
    assert names(page) == ["Leah Doyle", "Doyle / Rahman"]
    pick(page, page.thin, "")
    pick(page, page.worker, "Priya")
    assert names(page) == ["Harlow / Pryce"]
    pick(page, page.worker, "")
    page.search.setText("doyle wex-b")
    assert names(page) == ["Leah Doyle", "Doyle / Rahman"]
    window.show_home()
    press(window, "toWhiteboard")
    again = shown(window)
    assert names(again) == ["Leah Doyle", "Doyle / Rahman"] and again.search.text() == "doyle wex-b"
    again.search.setText("nothing like this")
    assert again._pages.currentIndex() == 1 and not again.print.isEnabled()


def test_enter_and_a_press_open_the_case_where_the_column_is_worked_on(window: MainWindow) -> None:
    for key, room in (("days_since_score", "scaling"), (TITLE, "map")):
        window.show_home()
        press(window, "toWhiteboard")
        board = shown(window)
        index = board.table.board.index(0, KEYS.index(key))
        board.table.setFocus()
        board.table.setCurrentIndex(index)
        if key == TITLE:
            at = board.table.visualRect(index).center()
            QTest.mouseClick(board.table.viewport(), Qt.MouseButton.LeftButton, pos=at)
        else:
            QTest.keyClick(board.table, Qt.Key.Key_Return)
        flush()
        case = window.page
        assert isinstance(case, CaseShell) and case.current == room, key
        assert case.context.workspace_id == board.seen.rows[0].id
    assert set(ROOMS) == set(KEYS[3:]) and set(ROOMS.values()) <= {place for place, _, _ in PLACES}


def test_without_names_nobody_is_named_on_the_board_or_on_paper(
    window: MainWindow, page: WhiteboardScreen, tmp_path: Path
) -> None:
    def printed() -> str:
        return saved_words(window, "boardPaper", page.print, lambda: page.paper.is_busy, tmp_path, "Whiteboard")

    secret = ("Leah", "Doyle", "Rahman", "Harlow", "Pryce", "Luke", "Owen", "Priya", "WEX")
    whole = printed()
    assert "Doyle" in whole and "Priya" in whole, "the control: with names they are there"
    press(window, "boardNames")
    until(lambda: not any("Doyle" in name for name in names(page)))
    model = page.table.board
    said = [
        str(model.index(row, column).data(role))
        for row in range(3) for column in range(model.columnCount())
        for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
    ]  # fmt: skip
    without = printed()
    for word in secret:
        assert word not in " ".join(said) and word not in without, word
    assert len({name for name in names(page) if name.startswith("Work ")}) == 3
    assert window.desk is not None
    details = [line.detail for line in audit.entries(window.desk) if line.what == "whiteboard"]
    assert sorted(details) == ["3 pieces of work, with names", "3 pieces of work, without names"]


def test_a_folder_of_files_is_chosen_once(window: MainWindow, page: WhiteboardScreen, tmp_path: Path) -> None:
    folder = tmp_path / "measures"
    folder.mkdir()
    answers = Folders(tmp_path)
    with use(answers):
        press(window, "boardSource1")
        assert page._pages.currentIndex() == 1
        answers.wanted = folder
        press(window, "firstFolder")
        until(lambda: page.problem.isVisible())
        assert "no files of measures" in page.problem.words.text()
        write_workers(folder, 3, 5, as_csv=True)
        press(window, "boardFolder")
        until(lambda: len(names(page)) == 15)
    assert not page.problem.isVisible() and page.names.isHidden()
    assert all(name.startswith("Work ") for name in names(page))
    pick(page, page.worker, page.board.rows[0].worker)
    assert len(names(page)) == 5
    asked: list[tuple[str, str, str]] = []
    page.case_asked.connect(lambda *what: asked.append(what))
    page.table.opened.emit(page.table.board.index(0, 0))
    assert not asked, "whose family is not here is not opened"
    window.show_home()
    press(window, "toWhiteboard")
    again = shown(window)
    until(lambda: len(again.board.rows) == 15)
    assert window.desk is not None and window.desk.note("whiteboard folder") == str(folder)
    press(window, "boardSource0")
    until(lambda: "Leah Doyle" in names(again))
    assert again.choices.source == MINE


def test_thin_is_told_without_colour(page: WhiteboardScreen) -> None:
    """The same cell, thin or not, differs in more than hue: it is painted grey and compared."""
    table = page.table
    thin = table.board.index(0, KEYS.index("explained"))
    fine = table.board.index(1, KEYS.index("explained"))
    assert [cell.is_thin for cell in map(table.board.cell_at, (thin, fine)) if cell] == [True, False]
    grey = page.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)

    def dark(index: object) -> int:
        box = table.visualRect(index)  # type: ignore[arg-type]
        at = QRect(table.viewport().mapTo(page, box.topLeft()), box.size())
        part = grey.copy(at)
        return sum(part.pixelColor(x, y).lightness() < 150 for x in range(part.width()) for y in range(part.height()))

    assert dark(thin) > 2 * dark(fine)


def test_five_hundred_rows_are_painted_as_they_are_seen() -> None:
    chance = random.Random(1)
    table = BoardTable()
    table.resize(QSize(1280, 600))
    view = whiteboard([made_up(chance) for _ in range(500)])
    table.board.show_board(view, {})
    table.show()
    flush()
    assert not table.findChildren(QWidget, "cell") and len(table.viewport().findChildren(QWidget)) == 0
    seen: list[int] = []
    paint = table.itemDelegate().paint

    def counting(painter: QPainter, option: object, index: object) -> None:
        seen.append(1)
        paint(painter, option, index)  # type: ignore[arg-type]

    table.itemDelegate().paint = counting  # type: ignore[method-assign]
    table.verticalScrollBar().setValue(5000)
    flush()
    assert 0 < len(seen) < 13 * 30, "what is not seen is not painted"
    table.close()
    table.deleteLater()


def test_it_fits_small_windows_and_large_letters(window: MainWindow, page: WhiteboardScreen) -> None:
    assert page.table.horizontalScrollBar().maximum() == 0, "every column fits at 1366 × 768"
    assert page.table.verticalHeader().defaultSectionSize() >= 48
    theme().set(text_scale=2.0)
    flush()
    assert page.table.horizontalScrollBar().maximum() > 0
    theme().set(text_scale=1.0)
