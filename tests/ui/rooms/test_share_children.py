"""Share: words and pictures and children's pages; which version, layout, picture, child; the paper's two sides."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QAbstractButton, QWidget

from models.acts.sheets import add_item, let_see, start_sheet
from models.casework import Case, Desk
from models.readers import FAMILY, US, Reader
from ui.context import CaseContext, Services
from ui.screens.share import ShareScreen
from ui.seams import QtSeams, use


class Printer(QPrinter):
    """Remembers how the sides were asked for: a printer of files knows none."""

    sides = QPrinter.DuplexMode.DuplexNone

    def setDuplex(self, duplex: QPrinter.DuplexMode) -> None:
        self.sides = duplex


class Answers(QtSeams):
    """Answers where to save and which printer."""

    def __init__(self, target: Path, printer: QPrinter | None = None) -> None:
        self.target, self._printer = target, printer

    def save_file(self, parent: QWidget, title: str, suggested: str, filters: Sequence[str]) -> Path | None:
        return self.target

    def printer(self, parent: QWidget) -> QPrinter | None:
        return self._printer


@pytest.fixture
def harlow(desk: Desk, example_ids: list[str]) -> Case:
    cases = [desk.open_case(key) for key in example_ids]
    return next(case for case in cases if case.row["number"] == "WEX-A-0417")


@pytest.fixture
def screen(harlow: Case, show: Callable[..., QWidget], tmp_path: Path) -> Any:
    workspace = next(iter(harlow.rows.table("workspace")))
    context = CaseContext(harlow, workspace, Services(tmp_path / "none.sofs", documents_folder=tmp_path))
    made = ShareScreen(context)
    show(made)
    yield made
    context.close()


def pages(screen: ShareScreen) -> int:
    assert screen.pages.drawing is not None
    return len(screen.pages.drawing.pages)


def offered(screen: ShareScreen, pick: str) -> dict[str, str]:
    """What a menu offers: its words, and the key of each."""
    return {action.text(): str(action.data()) for action in getattr(screen.fine, pick).menu().actions()}


def lay_out(screen: ShareScreen, place: int) -> None:
    button = screen.findChild(QAbstractButton, f"shareLayout{place}")
    assert isinstance(button, QAbstractButton)
    button.click()


def words(screen: ShareScreen) -> str:
    return screen.pages.drawing.text() if screen.pages.drawing else ""


def test_a_story_is_laid_out_as_chosen_and_folding_is_explained(screen: ShareScreen) -> None:
    screen.choose_what("story")
    assert pages(screen) == 8 and not screen.fine.fold_hint.isVisible()
    lay_out(screen, 1)
    assert pages(screen) == 4 and screen.fine.fold_hint.isVisible()
    assert "short edge" in screen.fine.fold_hint.text()
    lay_out(screen, 2)
    assert pages(screen) == 1
    one = next(key for name, key in offered(screen, "part").items() if name.startswith("3 "))
    screen.fine.part.choose(one)
    assert pages(screen) == 1 and not screen.fine.layouts.isVisible()
    screen.choose_what("map")
    assert not screen.fine.layouts.isVisible() and not screen.fine.part.isVisible()


def test_a_single_picture_is_saved_and_so_is_the_data(screen: ShareScreen, tmp_path: Path) -> None:
    screen.choose_what("story")
    screen.fine.part.choose("1")
    screen.formats.formats.choose("png")
    with use(Answers(tmp_path / "one.png")):
        screen.save()
    assert (tmp_path / "one.png").read_bytes().startswith(b"\x89PNG")
    screen.formats.formats.choose("json")
    assert pages(screen) == 1
    with use(Answers(tmp_path / "story.json")):
        screen.save()
    assert len(json.loads((tmp_path / "story.json").read_text("utf-8"))["frames"]) == 6


def test_a_booklet_is_printed_on_both_sides(screen: ShareScreen, tmp_path: Path) -> None:
    asked = []
    for layout in (0, 1):
        printer = Printer()
        printer.setOutputFileName(str(tmp_path / f"{layout}.pdf"))
        screen.choose_what("story")
        lay_out(screen, layout)
        with use(Answers(tmp_path / "none", printer)):
            screen.print_copy()
        asked.append(printer.sides)
    assert asked == [QPrinter.DuplexMode.DuplexNone, QPrinter.DuplexMode.DuplexShortSide]


def test_each_child_has_pages_of_their_own(screen: ShareScreen) -> None:
    screen.choose_what("houses")
    screen.choose_reader("us")
    assert offered(screen, "which").keys() == {"All the children", "Jayden", "Mila"}
    screen.fine.which.choose(offered(screen, "which")["Mila"])
    assert "Mila" in words(screen) and "Jayden’s" not in words(screen)
    sheets = offered(screen, "part")
    assert any(name.startswith("Fairy") for name in sheets)
    screen.fine.part.choose(next(key for name, key in sheets.items() if name.startswith("Fairy")))
    assert pages(screen) == 1
    # A child's own copy is of one child: there is no "all".
    screen.choose_reader("child")
    assert offered(screen, "which").keys() == {"Jayden", "Mila"}


def test_what_a_child_shows_one_person_is_not_shown_to_a_room(screen: ShareScreen) -> None:
    case, context = screen.context.case, screen.context
    jayden = next(key for key, row in case.rows.table("person").items() if row["name"].startswith("Jayden"))
    mum = next(key for key, row in case.rows.table("person").items() if row["name"].startswith("Shauna"))
    sheet = start_sheet(case, context.workspace_id, "three_houses", jayden)
    item = add_item(case, sheet, "dreams", "a dog called Plover")
    let_see(case, sheet, "yes", person_id=mum, item_id=item)
    screen.choose_what("houses")
    screen.choose_reader("parent:Shauna")
    assert "Plover" in words(screen)
    context.set_lens(FAMILY)
    for key, readers in (("houses", ("parent:Shauna", "child")), ("everything", ("parent:Shauna",))):
        screen.what = key
        for reader in readers:
            screen.choose_reader(reader)
            assert screen.reader == FAMILY and "Plover" not in words(screen)
    screen.what = "houses"
    context.set_lens(Reader("parent", "Shauna"))  # the control: on her own screen she sees it
    screen.choose_what("houses")
    assert "Plover" in words(screen)
    context.set_lens(US)
