"""Drawings as plain data, and text that flows over pages without losing a line."""

from __future__ import annotations

import pickle

import pytest

from models.drawing import Block, Drawing, Page, Rect, Structure, Text, joined, moved, place_text
from models.drawings.flow import Art, Box, Item, Piece, Stack, Words, fill_pages, place_stack, stacked_height, words
from models.drawings.symbols import VIEW_BOX, symbol_path
from models.typeset import Span, Style
from resources.files import read_text

BODY = Style(10.0)


def paragraph(text: str, block: int = 0, **more: object) -> Words:
    return words([Span(text, BODY)], 100.0, 14.0, block, **more)  # type: ignore[arg-type]


def said(pieces: tuple[Piece, ...]) -> str:
    return "".join(i.text + i.joiner for i in place_stack(pieces, 0, 0) if isinstance(i, Text))


def test_a_drawing_is_plain_data() -> None:
    drawing = Drawing("x", (Page(10, 10, tuple(place_text("ab", BODY, 0, 8, 0))),), (Block("P"),))
    assert pickle.loads(pickle.dumps(drawing)) == drawing
    assert drawing.text() == "ab"


def test_joined_drawings_keep_their_structure() -> None:
    one = Structure()
    section = one.add("Sect")
    heading = one.add("H1", section)
    drawing = Drawing("x", (Page(10, 10, tuple(place_text("ab", BODY, 0, 8, heading))),), tuple(one.blocks))
    both = joined("both", [drawing, drawing])
    assert [block.parent for block in both.blocks] == [None, 0, None, 2]
    assert both.text() == "ab\nab"


def test_moving() -> None:
    assert moved(Rect(1, 2, 3, 4), 10, 20) == Rect(11, 22, 3, 4)


@pytest.mark.parametrize("room", [45.0, 60.0, 90.0, 133.0])
def test_flowing_text_loses_no_word(room: float) -> None:
    text = " ".join(f"word{n}" for n in range(60))
    inside = " ".join(f"card{n}" for n in range(60))
    pieces = (
        paragraph("A heading", keep_next=True),
        paragraph(text, gap=5.0),
        Box(gap=5.0, children=(paragraph(inside),), width=120.0),
        Stack(gap=5.0, whole=True, children=(paragraph("kept"), paragraph("together"))),
    )
    pages = fill_pages(pieces, lambda _page: room)
    assert _words(pages) == _words([pieces])
    assert all(stacked_height(page) <= room + 0.01 for page in pages)


def _words(pages: list[tuple[Piece, ...]]) -> list[str]:
    items = [item for page in pages for item in place_stack(page, 0, 0) if isinstance(item, Text)]
    return " ".join(item.text for item in items).split()


def test_a_heading_never_ends_a_page() -> None:
    pieces = (
        paragraph("one two three"),
        paragraph("Heading", gap=4.0, keep_next=True),
        Art(gap=2.0, items=(Rect(0, 0, 5, 30),), tall=30.0),
    )
    first, second = fill_pages(pieces, lambda _page: 47.0)
    assert said(first) == "one two three"
    assert said(second) == "Heading"


def test_no_single_line_is_left_alone() -> None:
    three = paragraph("one line here\nand two\nand three")
    assert len(three.lines) == 3
    assert three.split(30.0) == (None, three)
    four = paragraph("one\ntwo\nthree\nfour")
    head, tail = four.split(45.0)
    assert isinstance(head, Words) and isinstance(tail, Words)
    assert (len(head.lines), len(tail.lines)) == (2, len(four.lines) - 2)


def test_something_too_tall_is_shown_all_the_same() -> None:
    tall = Art(items=(Rect(0, 0, 5, 500),), tall=500.0)
    pages = fill_pages((paragraph("h", keep_next=True), tall, paragraph("after")), lambda _page: 100.0)
    assert [piece for page in pages for piece in page].count(tall) == 1
    assert said(pages[-1]) == "after"


def test_a_split_item_shows_its_sign_once() -> None:
    item = Item(body=paragraph(" ".join(["step"] * 40)), symbol="circle")
    head, tail = item.split(60.0)
    assert isinstance(head, Item) and isinstance(tail, Item)
    assert (head.symbol, tail.symbol) == ("circle", "")


def test_right_to_left_words_stand_at_the_right() -> None:
    piece = words([Span("امی اور ابو", BODY)], 200.0, 14.0, 0, disc="1")
    texts = [item for item in piece.place(0, 0) if isinstance(item, Text)]
    number = next(item for item in texts if item.text == "1")
    letters = next(item for item in texts if item.rtl)
    assert number.x > letters.x + letters.width - 0.01
    assert letters.x + letters.width < 200.0 - 10.0


@pytest.mark.parametrize(
    "name", ["cloud", "plant", "signpost", "check", "circle", "check-circle", "chats-circle", "arrow-up"]
)
def test_icons_are_outlines_inside_their_box(name: str) -> None:
    # The frozen app carries only the icons on this list.
    assert name in read_text("icons.txt").split()
    path = symbol_path(name)
    assert path[0][0] == "M"
    assert all(-1 <= value <= VIEW_BOX + 1 for _verb, values in path for value in values)
