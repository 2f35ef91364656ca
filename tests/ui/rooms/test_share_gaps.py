"""Share: the preview shows bars where something is held back; what is written, printed and kept has none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from exporters.export import export, pages_of
from models.acts.cards import add_card, restrict
from models.casework import Case, Desk
from models.drawing import Text, flat
from models.left_out import left_out
from models.readers import FAMILY, US, Reader
from ui.context import CaseContext, Services
from ui.screens.share import ShareScreen
from ui.screens.share.gaps import gaps_in
from ui.screens.share.opened import box_of, opened
from ui.seams import QtSeams, use

BEFORE, SECRET, AFTER = "Danny shouted at tea time", "Ruth keeps a second phone", "Danny broke the blue door"
FIRST = "Ruth has the spare key"


class Answers(QtSeams):
    """Saves where it is told, prints into a file."""

    def __init__(self, target: Path) -> None:
        self.target = target

    def save_file(self, parent: QWidget, title: str, suggested: str, filters: Sequence[str]) -> Path | None:
        return self.target

    def printer(self, parent: QWidget) -> QPrinter | None:
        made = QPrinter(QPrinter.PrinterMode.ScreenResolution)
        made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        made.setOutputFileName(str(self.target))
        return made


@pytest.fixture
def screen(bare: Any, show: Callable[..., QWidget]) -> ShareScreen:
    case, place = bare.case, bare.workspace_id
    add_card(case, place, "past_harm", BEFORE)
    secret = add_card(case, place, "past_harm", SECRET)
    add_card(case, place, "past_harm", AFTER)
    restrict(case, "card", secret, "would put Shauna at risk", values=["second phone"])
    first = add_card(case, place, "strength", FIRST)
    add_card(case, place, "strength", "Mila sleeps well")
    restrict(case, "card", first, "would put Shauna at risk", values=["spare key"])
    made = ShareScreen(bare.context)
    show(made)
    made.grab()
    return made


def bars(screen: ShareScreen) -> int:
    screen.grab()
    return sum(bar.count for view in screen.pages.views for bar in view.bars)


def line(screen: ShareScreen, words: str) -> float:
    """How far down the shown page a line stands."""
    items = flat(screen.pages.views[0]._shown.items)
    return next(item.y for item in items if isinstance(item, Text) and words.startswith(item.text.strip()[:12] or "~"))


def test_a_bar_stands_where_something_is_held_back(screen: ShareScreen) -> None:
    assert bars(screen) == 2
    between, under = sorted(screen.pages.views[0].bars, key=lambda bar: bar.x)
    assert line(screen, BEFORE) < between.y < line(screen, AFTER)
    assert under.y < line(screen, "Mila sleeps well")
    assert "Held back here: 2" in screen.pages.views[0].accessibleName()
    screen.choose_reader("us")
    assert bars(screen) == 0


def test_nobody_but_the_team_sees_a_bar(bare: Any, screen: ShareScreen) -> None:
    assert bars(screen) == 2
    bare.context.set_lens(FAMILY)
    assert screen.pages.drawing is not None and bars(screen) == 0
    assert all("Held back" not in view.accessibleName() for view in screen.pages.views)
    plain = screen.pages.views[0].heightForWidth(500)
    bare.context.set_lens(US)
    screen.choose_reader("family")
    assert bars(screen) == 2 and screen.pages.views[0].heightForWidth(500) > plain


@pytest.mark.parametrize("form", ["pdf", "svg", "png", "docx", "csv"])
def test_what_is_written_has_no_bar(bare: Any, screen: ShareScreen, tmp_path: Path, form: str) -> None:
    screen.formats.formats.choose(form)
    assert bars(screen) == 2
    before = export(bare.case, bare.workspace_id, screen.order)
    drawn = pages_of(bare.case, bare.workspace_id, screen._shown_order)
    with use(Answers(tmp_path / f"copy.{form}")):
        screen.save()
    saved = (tmp_path / f"copy.{form}").read_bytes()
    assert screen.pages.drawing == drawn  # what is shown with bars is not what is written
    assert b"eld back" not in saved
    if form != "docx":  # its ZIP holds the minute it was made
        assert saved == before
    kept = bare.case.desk.session.connection().exec_driver_sql("SELECT lines_json FROM copy_made").all()
    bare.case.desk.session.rollback()
    assert len(kept) == 1 and "eld back" not in kept[0][0]


def test_what_is_printed_has_no_bar(bare: Any, screen: ShareScreen, tmp_path: Path) -> None:
    assert bars(screen) == 2
    with use(Answers(tmp_path / "printed.pdf")):
        screen.print_copy()
    with_bars = rendered(tmp_path / "printed.pdf")
    # The control: the opened page, printed, looks otherwise.
    drawing = screen.pages.drawing
    assert drawing is not None
    view = screen.pages.views[0]
    screen.pages.drawing = replace(drawing, pages=(view._shown, *drawing.pages[1:]))
    with use(Answers(tmp_path / "opened.pdf")):
        screen.print_copy()
    screen.pages.drawing = replace(drawing)
    with use(Answers(tmp_path / "again.pdf")):
        screen.print_copy()
    assert rendered(tmp_path / "again.pdf") == with_bars != rendered(tmp_path / "opened.pdf")


def rendered(path: Path) -> bytes:
    document = pypdfium2.PdfDocument(path.read_bytes())
    data = bytes(document[0].render(scale=0.7).to_pil().tobytes())
    document.close()
    return data


def test_pages_are_shown_larger_and_let_go_of_out_of_sight(screen: ShareScreen) -> None:
    screen.choose_what("everything")
    screen.grab()
    first, room = screen.pages.views[0], screen.pages.viewport().width()
    assert first._painted is not None and first.width() <= room and not screen.smaller_button.isEnabled()
    screen.larger_button.click()
    screen.grab()
    assert first.width() > room and screen.smaller_button.isEnabled()
    bar = screen.pages.verticalScrollBar()
    bar.setValue(bar.maximum())
    screen.grab()
    assert first._painted is None and screen.pages.views[-1]._painted is not None
    screen.smaller_button.click()
    assert not screen.smaller_button.isEnabled()


# ---- an example family's documents ----------------------------------------------------------------------------------


@pytest.fixture
def harlow(desk: Desk, example_ids: list[str]) -> Case:
    return next(case for case in map(desk.open_case, example_ids) if case.row["number"] == "WEX-A-0417")


@pytest.mark.parametrize("what", ["map", "strands", "scales", "plan", "timeline", "harm-matrix", "conference"])
def test_no_word_of_a_document_lies_under_a_bar(harlow: Case, tmp_path: Path, what: str) -> None:
    """Every document of a parent with much held back: nothing is lost, cut or covered where its pages are opened."""
    place = next(iter(harlow.rows.table("workspace")))
    context = CaseContext(harlow, place, Services(tmp_path / "none.sofs", documents_folder=tmp_path))
    made = ShareScreen(context)
    made.what, made.reader = what, Reader("parent", "Danny")
    drawing = pages_of(harlow, place, made.order)
    whole = pages_of(harlow, place, replace(made.order, reader=US))
    held = left_out(harlow.rows, place, what, made.reader)
    gaps = gaps_in(drawing, whole, harlow.rows, held)
    made.deleteLater()
    context.close()
    assert gaps
    for number, page in enumerate(drawing.pages):
        shown, bars = opened(page, gaps.get(number, {}), 20.0, drawing.blocks)
        assert sum(bar.count for bar in bars) == sum(gaps.get(number, {}).values())
        assert [i.text for i in flat(shown.items) if isinstance(i, Text)] == [
            i.text for i in flat(page.items) if isinstance(i, Text)
        ]
        for item in flat(shown.items):
            box = box_of(item)
            assert box.y2 <= shown.height + 1
            if isinstance(item, Text):
                for bar in bars:
                    beside = box.x2 <= bar.x + 1 or box.x1 >= bar.x + bar.width - 1
                    assert beside or box.y2 <= bar.y + 1 or box.y1 >= bar.y + 19, (item.text, bar)


def test_nothing_is_marked_that_is_not_held_back(harlow: Case, tmp_path: Path) -> None:
    """Pages differ between readers also by their dates and names of copies: that is no bar."""
    place = next(iter(harlow.rows.table("workspace")))
    context = CaseContext(harlow, place, Services(tmp_path / "none.sofs", documents_folder=tmp_path))
    made = ShareScreen(context)
    drawing, whole = (pages_of(harlow, place, replace(made.order, reader=who)) for who in (Reader("family"), US))
    held = left_out(harlow.rows, place, "map", Reader("family"))
    made.deleteLater()
    context.close()
    assert drawing.text() != whole.text()
    assert gaps_in(drawing, whole, harlow.rows, ()) == {}
    assert sum(sum(page.values()) for page in gaps_in(drawing, whole, harlow.rows, held).values()) == 1
