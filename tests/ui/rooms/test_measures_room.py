"""The page of measures in the window: definitions in sight, a course over time, paper, files for the council."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from models import audit
from models.measure_definitions import definitions
from tests.ui.desk_helpers import flush
from tests.ui.rooms.sharing_window import Answers, press, saved_words, until
from ui.screens.measures import MeasuresScreen
from ui.screens.whiteboard import WhiteboardScreen
from ui.seams import use
from ui.shell import MainWindow
from ui.theme import theme
from ui.widgets import SearchField

SECRETS = (
    "Doyle", "Rahman", "Harlow", "Pryce", "Leah", "Jayden", "Priya", "Nadia", "Luke", "WEX", "Friday", "purple"
)  # fmt: skip


class Folders(Answers):
    """Answers which folder, too."""

    def choose_folder(self, parent: QWidget, title: str, begin: str) -> Path | None:
        return self.folder


@pytest.fixture
def page(window: MainWindow) -> MeasuresScreen:
    press(window, "toWhiteboard")
    assert isinstance(window.page, WhiteboardScreen)
    press(window, "toMeasures")
    found = window.page
    assert isinstance(found, MeasuresScreen)
    until(lambda: found.rows and not found.state.is_reading)
    return found


def choose(page: MeasuresScreen, title: str) -> None:
    model = page.works.work
    row = next(row for row in range(model.rowCount()) if model.index(row, 0).data() == title)
    page.works.setCurrentIndex(model.index(row, 0))
    until(lambda: not page.state.is_reading)


def test_every_measure_stands_with_its_definition_and_nothing_is_typed(page: MeasuresScreen) -> None:
    for each in definitions():
        row = page.rows[each.key]
        assert each.definition in row.meaning.text() and row.title.text() == each.title
        assert row.chart.accessibleName() and row.value.text(), each.key
    assert page.rows["explained"].value.text() == "2 of 3, 1 thin"
    assert page.rows["explained"].value.accessibleName().endswith(", thin")
    assert not page._scroll.findChildren(QLineEdit) and not page._scroll.findChildren(QPlainTextEdit)


def test_one_piece_of_work_over_the_months(page: MeasuresScreen) -> None:
    choose(page, "Harlow / Pryce")
    assert page.whose == "Harlow / Pryce"
    row = page.rows["network_inner"]
    assert row.value.text() == "7" and row.chart.line is not None and len(row.chart.line.points) == 10
    assert [point.is_thin for point in row.chart.line.points][:3] == [True, True, True]
    page.works.setFocus()
    QTest.keyClick(page.works, Qt.Key.Key_Home)
    assert page.whose == "All my work: 3 pieces"
    page.findChild(SearchField, "measuresSearch").setText("leah")  # type: ignore[union-attr]
    assert [page.works.work.index(row, 0).data() for row in range(page.works.work.rowCount())][1:] == ["Leah Doyle"]


def test_all_work_month_by_month(window: MainWindow, page: MeasuresScreen) -> None:
    press(window, "measuresMonths")
    until(lambda: page.state.months and not page.state.is_reading)
    line = page.rows["explained"].chart.line
    assert line is not None and len(line.shares) > 12
    assert (line.shares[-1].thin, line.shares[-1].fine) == (1, 2) and not page._months.isEnabled()


def test_reading_the_months_can_be_stopped(window: MainWindow, page: MeasuresScreen) -> None:
    lines = page.state.lines
    press(window, "measuresMonths")
    assert page.state.is_reading_months and page._months.accessibleName() == "Stop" and "of 2" in page.count.text()
    press(window, "measuresMonths")
    assert not page.state.is_reading and page.state.months is None and page.state.lines == lines
    assert page._months.accessibleName() == "Month by month" and "Reading" not in page.count.text()
    press(window, "measuresMonths")
    choose(page, "Leah Doyle")
    assert page._months.accessibleName() == "Month by month" and page.whose == "Leah Doyle", "another thing to look at"
    assert page.state.months is None


def test_writing_the_files_can_be_stopped_while_it_reads(
    window: MainWindow, page: MeasuresScreen, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    press(window, "measuresOut")
    with use(Folders(out)):
        press(window, "measuresFolder")
    press(window, "measureMonths")
    press(window, "writeMeasures")
    assert page.files.is_busy and page.files.write.text() == "Stop"
    press(window, "writeMeasures")
    assert not page.files.is_busy and not list(out.iterdir()) and page.files.write.text() == "Write the files"
    assert page.files.done.text() == "Stopped. Nothing was written."


def test_for_print(window: MainWindow, page: MeasuresScreen, tmp_path: Path) -> None:
    text = saved_words(window, "measuresPaper", page._print, lambda: page.paper.is_busy, tmp_path, "Measures")
    assert "All my work: 3 pieces" in text and "Network beyond relatives" in text
    assert window.desk is not None and any(line.what == "measures" for line in audit.entries(window.desk))


def test_files_say_what_is_in_them_and_hold_no_name(window: MainWindow, page: MeasuresScreen, tmp_path: Path) -> None:
    press(window, "measuresOut")
    assert not page.files.write.isEnabled(), "first a folder"
    out = tmp_path / "out"
    out.mkdir()
    with use(Folders(out)):
        press(window, "measuresFolder")
    press(window, "measureMonths")
    press(window, "writeMeasures")
    until(lambda: not page.files.is_busy)
    told = page.files.done.text()
    assert told.startswith("10 files written about 3 pieces of work") and "fewer than 5" in told
    assert len(list(out.iterdir())) == 10
    for file in out.iterdir():
        data = file.read_bytes() + file.name.encode()
        for word in SECRETS:
            assert word.encode() not in data, (word, file.name)
    work = next(out.glob("work-*.parquet"))
    with duckdb.connect() as engine:
        rows = engine.execute(f"SELECT network, strands, month FROM read_parquet('{work}')").fetchall()
    assert len(rows) == 3 and {row[1] for row in rows} == {"0-4"} and all(len(row[2]) == 7 for row in rows)
    assert window.desk is not None
    assert any(line.detail == "3 pieces of work" for line in audit.entries(window.desk) if line.what == "measures")
    press(window, "backToMeasures")
    assert page.rows["mapped"].isVisible()


def test_a_folder_that_cannot_be_written_is_told_in_place(
    window: MainWindow, page: MeasuresScreen, tmp_path: Path
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    press(window, "measuresOut")
    with use(Folders(blocked)):
        press(window, "measuresFolder")
    press(window, "writeMeasures")
    until(lambda: not page.files.is_busy)
    assert page.files.problem.isVisible() and page.files.write.isEnabled() and blocked.read_text() == "no folder"


def test_locking_while_it_reads_leaves_nothing(window: MainWindow, page: MeasuresScreen) -> None:
    press(window, "measuresMonths")
    window.lock()
    flush()
    assert window.desk is None


def test_charts_stand_beneath_the_words_where_it_is_narrow(window: MainWindow, page: MeasuresScreen) -> None:
    row = page.rows["network"]
    assert row.chart.y() < row.meaning.y() + row.meaning.height() and row.chart.x() > row.meaning.x() + 100
    theme().set(text_scale=1.5)
    flush()
    page._stack()
    flush()
    assert row.chart.y() >= row.meaning.y() + row.meaning.height() - 4
    theme().set(text_scale=1.0)
