"""Share, reader by reader: what is pointed out and settled, let through for one, sent only when it is settled."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from models import audit, connections
from models.acts.cards import add_card
from models.casework import Case, Desk
from models.outbox import Outbox
from ui.context import CaseContext
from ui.screens.share import ShareScreen
from ui.seams import QtSeams, use

POINTING = "On this day Danny shouted; it was told us by the school."


class Answers(QtSeams):
    """Saves where it is told."""

    def __init__(self, target: Path) -> None:
        self.target = target

    def save_file(self, parent: QWidget, title: str, suggested: str, filters: Sequence[str]) -> Path | None:
        return self.target


@pytest.fixture
def case(desk: Desk, example_ids: list[str]) -> Case:
    found = next(c for c in (desk.open_case(i) for i in example_ids) if c.row["number"] == "WEX-A-0417")
    workspace = next(iter(found.rows.table("workspace")))
    add_card(found, workspace, "past_harm", POINTING, occurred="2024-05-03")
    return found


@pytest.fixture
def screen(case: Case, bare: Any, show: Callable[..., QWidget]) -> ShareScreen:
    context = CaseContext(case, next(iter(case.rows.table("workspace"))), bare.context.services)
    made = ShareScreen(context)
    show(made)
    made.choose_reader("parent:Danny")
    QTest.qWait(10)
    return made


def button(screen: QWidget, name: str) -> QPushButton:
    found = screen.findChild(QPushButton, name)
    assert isinstance(found, QPushButton), name
    return found


def press(screen: QWidget, name: str) -> None:
    QTest.mouseClick(button(screen, name), Qt.MouseButton.LeftButton)


def said(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if not label.isHidden())


def pages(screen: ShareScreen) -> str:
    assert screen.pages.drawing is not None
    return " ".join(screen.pages.drawing.text().split())


def saved(screen: ShareScreen, folder: Path) -> str:
    target = folder / f"copy-{len(list(folder.iterdir()))}.pdf"
    with use(Answers(target)):
        screen.save()
    document = pypdfium2.PdfDocument(target.read_bytes())
    text = " ".join(document[i].get_textpage().get_text_bounded() for i in range(len(document)))
    document.close()
    return " ".join(text.split())


def connect(case: Case, folder: Path) -> Path:
    place = folder / "council"
    place.mkdir()
    connections.add(case.desk, "The council", "folder", {"folder": str(place)}, {})
    return place


def test_what_could_tell_is_pointed_out_and_can_be_left_out(screen: ShareScreen, tmp_path: Path) -> None:
    assert "One thing to look at first" in said(screen.held)
    assert "the school" in said(screen.held)
    assert any(view.marks for view in screen.pages.views)  # marked on the page it stands on
    assert "told us by the school" in pages(screen)
    press(screen, "leave_out0")
    assert "look at first" not in said(screen.held)
    assert "told us by the school" not in pages(screen)
    assert "told us by the school" not in saved(screen, tmp_path)
    screen.choose_reader("court")
    assert "On this day Danny shouted" in pages(screen)  # decided for Danny only
    screen.context.case.undo()
    screen.choose_reader("parent:Danny")
    assert "One thing to look at first" in said(screen.held)


def test_both_lists_are_in_sight_without_scrolling(screen: ShareScreen) -> None:
    """In a window of 1366 by 768: what to look at first, and what is left out with its first reasons."""
    card = screen.held.findChild(QWidget, "lookFirst")
    title = next(each for each in screen.held.findChildren(QLabel) if "are left out" in each.text())
    lines = [each for each in screen.held.findChildren(QPushButton) if each.text() == "Show"]
    assert card is not None and len(lines) > 3
    for widget in (card, title, *lines[:3]):
        assert widget.visibleRegion().boundingRect() == widget.rect(), widget


def test_it_can_stay_or_be_said_in_other_words(screen: ShareScreen) -> None:
    press(screen, "stay0")
    assert "look at first" not in said(screen.held)
    assert "told us by the school" in pages(screen)
    screen.context.case.undo()
    screen.refresh()
    press(screen, "reword0")
    field = screen.held.findChild(QWidget, "rewordWith")
    assert field is not None
    QTest.keyClicks(field, "noticed")
    put = button(screen, "rewordPut")
    assert put.isVisible()
    QTest.mouseClick(put, Qt.MouseButton.LeftButton)
    assert "noticed" in pages(screen)
    assert "told us by the school" not in pages(screen)


def test_something_is_let_through_for_one_reader_only(screen: ShareScreen) -> None:
    screen.choose_reader("parent:Kofi")
    before = pages(screen)
    assert "Bottom line" in said(screen.held)
    unseen = audit.entries(screen.context.case.desk, screen.context.case.id)
    show = next(b for b in screen.held.findChildren(QPushButton) if b.accessibleName().startswith("Show: Bottom line"))
    QTest.mouseClick(show, Qt.MouseButton.LeftButton)
    deeds = audit.entries(screen.context.case.desk, screen.context.case.id)
    assert [line.deed for line in deeds if line not in unseen] == ["revealed"]
    let = next(b for b in screen.held.findChildren(QPushButton) if b.objectName().startswith("let-"))
    assert let.text() == "Let Kofi see it"
    QTest.mouseClick(let, Qt.MouseButton.LeftButton)
    why = screen.held.findChild(QWidget, "letWhy")
    assert why is not None
    QTest.keyClicks(why, "He agreed to it")
    button(screen, "letPut").click()
    assert pages(screen) != before
    assert "Let through for Kofi" in said(screen.held)
    assert "He agreed to it" in said(screen.held)
    screen.choose_reader("parent:Danny")
    assert "Let through" not in said(screen.held)  # decided for Kofi only
    screen.choose_reader("parent:Kofi")
    back = next(b for b in screen.held.findChildren(QPushButton) if b.objectName().startswith("back-"))
    back.click()
    assert pages(screen) == before
    assert "Let through for" not in said(screen.held)
    screen.context.case.undo()
    decisions = list(screen.context.case.rows.table("sharing_decision").values())
    assert [(row["decision"], row["reader"]) for row in decisions] == [("show", "parent")]
    screen.context.case.undo()
    screen.refresh()
    assert pages(screen) == before


def test_the_outbox_wakes_when_everything_is_settled(screen: ShareScreen, case: Case, tmp_path: Path) -> None:
    connect(case, tmp_path)
    screen.refresh()
    assert not screen.outbox_button.isEnabled()
    assert "Settle" in screen.outbox_button.accessibleDescription()
    press(screen, "leave_out0")
    assert screen.outbox_button.isEnabled()
    press(screen, "putInOutbox")
    lines = Outbox(case.desk).lines(case.id)
    assert [line.state for line in lines] == ["queued"]
    assert "Waiting to be sent" in said(screen.strip)
    kept = case.desk.session.connection().exec_driver_sql("SELECT reader, what FROM copy_made").all()
    case.desk.session.rollback()
    assert [tuple(row) for row in kept] == [("parent:Danny", "map")]


def test_the_next_copy_says_what_differs(screen: ShareScreen, case: Case, tmp_path: Path) -> None:
    press(screen, "stay0")
    saved(screen, tmp_path)
    screen.refresh()
    assert "Nothing is different." in said(screen.held)
    workspace = screen.context.workspace_id
    add_card(case, workspace, "past_harm", "Danny slammed a door.")
    screen.refresh()
    assert "Danny slammed a door." in said(screen.held)
    assert "Nothing is different." not in said(screen.held)
    exported = [line for line in audit.entries(case.desk, case.id) if line.deed == "exported"]
    assert len(exported) == 1
    assert len(exported[0].detail) == len(hashlib.sha256().hexdigest())


def test_a_leak_is_refused_in_place(screen: ShareScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from models import readers

    monkeypatch.setattr(readers.ReaderProjection, "words", lambda self, text: text)
    monkeypatch.setattr(readers.ReaderProjection, "hides", lambda self, *a, **k: False)
    screen.refresh()
    target = tmp_path / "leak.pdf"
    with use(Answers(target)):
        screen.save()
    assert not target.exists()
    assert "This copy was stopped" in screen.stopped.words.text()
    assert "stands in page 1" in screen.stopped.words.text()  # and where


def test_every_child_has_a_copy_of_their_own(screen: ShareScreen) -> None:
    keys = [row.choice.key for row in screen.readers.rows]
    children = [child.name for child in screen.context.map_view().children]
    assert len(children) > 1
    assert [key for key in keys if key.startswith("child")] == ["child", *(f"child:{name}" for name in children)]
    screen.choose_reader(f"child:{children[0]}")
    assert screen.copy.text() == f"{children[0]}'s copy"
    assert screen.pages.drawing is not None


def test_reports_and_records_have_their_own_formats(screen: ShareScreen, tmp_path: Path) -> None:
    press(screen, "stay0")
    screen.choose_what("conference")
    assert screen.formats.formats.keys == ["pdf", "docx"]
    screen.formats.formats.choose("docx")
    target = tmp_path / "report.docx"
    with use(Answers(target)):
        screen.save()
    assert target.read_bytes().startswith(b"PK")
    screen.choose_reader("case-system")
    screen.choose_what("record")
    assert screen.order.file_format == "zip"
    screen.choose_reader("family")
    assert screen.what == "map"  # a record is for an office
