"""The whiteboard on paper: every page names its columns, and a screen reader hears them once."""

from __future__ import annotations

import random

import pypdfium2

from exporters.painters import DocumentMeta, to_pdf
from models.drawings.whiteboard_sheet import whiteboard_sheet
from models.whiteboard import columns, whiteboard
from sofs_desk.bench.council import made_up


def test_the_header_stands_on_every_page() -> None:
    chance = random.Random(3)
    view = whiteboard([made_up(chance) for _ in range(120)])
    drawing = whiteboard_sheet(view).drawing()
    document = pypdfium2.PdfDocument(to_pdf(drawing, DocumentMeta(title="W")))
    pages = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    assert len(pages) > 3
    with_rows = [page for page in pages if "Work 1" in page.replace("\n", " ") or " of " in page]
    for page in with_rows[:-1]:
        assert all(word in page for each in columns() for word in each.short.split()), "whole words, on each page"
    headers = [block for block in drawing.blocks if block.role == "TH" and block.scope == "Column"]
    assert len(headers) == 1 + len(columns()), "repeated for the eye only"


def test_a_board_without_rows_is_a_page() -> None:
    assert len(whiteboard_sheet(whiteboard([])).drawing().pages) >= 1
