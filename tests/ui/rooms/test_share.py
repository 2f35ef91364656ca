"""Share: the pages shown are the pages saved; what is left out is told to the team only."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from models.acts.cards import add_card, restrict
from models.acts.people import add_person
from models.entities import ChildLink, Partnership
from models.readers import FAMILY, US
from ui.painter import paint_page
from ui.screens.share import ShareScreen
from ui.seams import QtSeams, use


class Answers(QtSeams):
    """Answers the dialogs: where to save, which printer."""

    def __init__(self, target: Path | None, printer: QPrinter | None = None) -> None:
        self.target, self._printer = target, printer
        self.suggested = ""
        self.opened: list[Path] = []

    def save_file(self, parent: QWidget, title: str, suggested: str, filters: Sequence[str]) -> Path | None:
        self.suggested = suggested
        return self.target

    def printer(self, parent: QWidget) -> QPrinter | None:
        return self._printer

    def open_path(self, path: Path) -> bool:
        self.opened.append(path)
        return True


SECRET = "Ruth's second phone"


@pytest.fixture
def screen(bare: Any, show: Callable[..., QWidget]) -> ShareScreen:
    add_card(bare.case, bare.workspace_id, "past_harm", "After drinking, Danny shouted")
    hidden = add_card(bare.case, bare.workspace_id, "past_harm", SECRET)
    restrict(bare.case, "card", hidden, "would put Shauna at risk", values=["second phone"])
    made = ShareScreen(bare.context)
    show(made)
    QTest.qWait(20)
    return made


def said(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if not label.isHidden())


def row(screen: ShareScreen, name: str) -> QPushButton:
    found = screen.findChild(QPushButton, name)
    assert isinstance(found, QPushButton), name
    return found


def words_of_pdf(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    text = "\n".join(document[i].get_textpage().get_text_bounded() for i in range(len(document)))
    document.close()
    return text


def test_the_first_copy_offered_is_the_familys_and_says_what_is_left_out(screen: ShareScreen) -> None:
    assert screen.pages.drawing is not None
    assert "Danny shouted" in screen.pages.drawing.text()
    assert SECRET not in screen.pages.drawing.text()
    assert "One thing is left out" in said(screen)
    assert "would put Shauna at risk" in said(screen)
    QTest.mouseClick(row(screen, "reader-us"), Qt.MouseButton.LeftButton)
    assert SECRET in screen.pages.drawing.text()
    QTest.qWait(1)
    assert "left out" not in said(screen)


def test_nobody_but_the_team_is_told_that_anything_is_left_out(bare: Any, screen: ShareScreen) -> None:
    QTest.mouseClick(row(screen, "reader-us"), Qt.MouseButton.LeftButton)
    bare.context.set_lens(FAMILY)
    QTest.qWait(1)
    assert screen.reader == FAMILY
    shown = said(screen) + "".join(w.accessibleName() + w.accessibleDescription() for w in screen.findChildren(QWidget))
    assert SECRET not in shown
    assert "left out" not in shown
    assert screen.findChild(QPushButton, "reader-us") is None or row(screen, "reader-us").isHidden()
    bare.context.set_lens(US)  # the control: for the team it is there
    screen.choose_reader("us")
    assert screen.pages.drawing is not None
    assert SECRET in screen.pages.drawing.text()


def test_saving_writes_the_very_copy_and_offers_to_open_it(bare: Any, screen: ShareScreen, tmp_path: Path) -> None:
    answers = Answers(tmp_path / "copy")
    with use(answers):
        QTest.mouseClick(screen.save_button, Qt.MouseButton.LeftButton)
        saved = tmp_path / "copy.pdf"
        text = words_of_pdf(saved.read_bytes())
        assert "Danny shouted" in text
        assert "second phone" not in text
        assert answers.suggested.endswith("Map WEX-A-0417 2025-07-01.pdf")
        toast, action, callback = bare.said.toasts[-1]
        assert (toast, action) == ("Saved: copy.pdf", "Open")
        assert callback is not None
        callback()
    assert answers.opened == [saved]
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


@pytest.mark.parametrize(
    ("form", "start"), [("png", b"\x89PNG"), ("svg", b"<svg"), ("docx", b"PK"), ("csv", b"\xef\xbb\xbf")]
)
def test_other_formats(screen: ShareScreen, tmp_path: Path, form: str, start: bytes) -> None:
    screen.formats.formats.choose(form)
    assert screen.formats.papers.isHidden()
    target = tmp_path / f"copy.{screen.order.file_format}"
    with use(Answers(target)):
        screen.save()
    assert target.read_bytes().startswith(start)


def test_the_case_file_is_for_the_team_only(bare: Any, screen: ShareScreen, tmp_path: Path) -> None:
    screen.whats.choose("bundle")
    target = tmp_path / "case.json"
    with use(Answers(target)):
        screen.save()
    assert SECRET in target.read_text(encoding="utf-8")
    bare.context.set_lens(FAMILY)
    assert screen.what == "map"
    assert "bundle" not in screen.whats.keys


def test_changing_ones_mind_writes_nothing_and_a_problem_stays_in_the_page(screen: ShareScreen, tmp_path: Path) -> None:
    with use(Answers(None)):
        screen.save()
    with use(Answers(tmp_path / "no such folder" / "copy.pdf")):
        screen.save()
    assert screen.stopped.isVisible()
    assert screen.stopped.words.text().count(".") >= 1
    assert list(tmp_path.glob("**/copy*")) == []


def test_each_parent_has_a_copy_of_their_own(bare: Any, screen: ShareScreen) -> None:
    case = bare.case
    ended = add_person(case, "Terry", life="dead", died="2018")
    with case.edit("Parents") as session:
        union = Partnership(id="u1", case_id=case.id, first_id=bare.people["Shauna"], second_id=bare.people["Danny"])
        old = Partnership(id="u2", case_id=case.id, first_id=ended, second_id=None)
        session.add_all([union, old])
        session.flush()
        session.add(ChildLink(case_id=case.id, child_id=bare.people["Mila"], partnership_id="u1"))
        session.add(ChildLink(case_id=case.id, child_id=bare.people["Mila"], partnership_id="u2"))
    keys = [r.choice.key for r in screen.readers.rows]
    assert keys[:3] == ["family", "parent:Shauna", "parent:Danny"]
    QTest.mouseClick(row(screen, "reader-parent:Danny"), Qt.MouseButton.LeftButton)
    assert screen.copy.text() == "Danny's copy"


def test_every_document_has_pages_and_follows_changes(bare: Any, screen: ShareScreen) -> None:
    for what in ("strands", "scales", "everything", "blank", "map"):
        screen.choose_what(what)
        assert screen.pages.views, what
    add_card(bare.case, bare.workspace_id, "strength", "Nan's curry every Sunday")
    assert screen.pages.drawing is not None
    assert "Nan's curry" in screen.pages.drawing.text()


def test_the_preview_shows_what_the_pdf_shows(screen: ShareScreen) -> None:
    """The Qt painter against the PDF of the same drawing: the same ink in the same places."""
    assert screen.pages.drawing is not None
    page = screen.pages.drawing.pages[0]
    ours = QImage(round(page.width), round(page.height), QImage.Format.Format_RGB32)
    ours.fill(QColor("white"))
    painter = QPainter(ours)
    paint_page(painter, page)
    painter.end()
    with use(Answers(None)):
        from exporters.export import export

        data = export(screen.context.case, screen.context.workspace_id, screen.order)
    document = pypdfium2.PdfDocument(data)
    theirs = document[0].render(scale=1).to_pil().convert("L")
    document.close()
    apart = dark = 0
    for x in range(0, min(ours.width(), theirs.width) - 4, 3):
        for y in range(0, min(ours.height(), theirs.height) - 4, 3):
            mine = ours.pixelColor(x, y).lightness()
            dark += mine < 200
            apart += abs(mine - theirs.getpixel((x, y))) > 110
    assert dark > 300
    assert apart < dark * 0.25


def test_printing_takes_every_page(screen: ShareScreen, tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    screen.choose_what("everything")
    assert screen.pages.drawing is not None
    with use(Answers(None, printer)):
        QTest.mouseClick(screen.print_button, Qt.MouseButton.LeftButton)
    document = pypdfium2.PdfDocument((tmp_path / "printed.pdf").read_bytes())
    sizes = [tuple(round(side) for side in document[i].get_size()) for i in range(len(document))]
    document.close()
    pages = screen.pages.drawing.pages
    assert len(sizes) == len(pages)
    for size, page in zip(sizes, pages, strict=True):
        assert abs(size[0] - page.width) < 3 and abs(size[1] - page.height) < 3
    assert not screen.stopped.isVisible()
