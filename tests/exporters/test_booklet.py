"""Books to fold: printed on both sides, stacked, folded and stapled, the pages come in their order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporters.booklet import imposed, sheet_sides
from exporters.painters import DocumentMeta, to_pdf
from models.drawing import Drawing, Page, Text, place_text
from models.typeset import Style

WIDTH, HEIGHT = 420.0, 595.0


def folded(sides: tuple[tuple[int, int], ...], *, rtl: bool = False) -> list[int]:
    """The pages as a hand turns them.

    Sheets lie on one another, the first outside, each printed on its front (even sides) and, turned over its short
    edge, on its back: what is printed at the left of the back lies behind the right of the front. Folded in the
    middle, a leaf has one half of a sheet's front and, behind it, the other half of its back. A book that is opened
    from the left begins with the leaf at the right of the outermost front.
    """
    sheets = [(sides[n], sides[n + 1]) for n in range(0, len(sides), 2)]
    first, last = (0, 1) if rtl else (1, 0)
    outward = [(front[first], back[last]) for front, back in sheets]
    inward = [(back[first], front[last]) for front, back in reversed(sheets)]
    return [page for leaf in (*outward, *inward) for page in leaf]


@pytest.mark.parametrize(
    ("pages", "sides"),
    [
        (4, ((3, 0), (1, 2))),
        (8, ((7, 0), (1, 6), (5, 2), (3, 4))),
        (12, ((11, 0), (1, 10), (9, 2), (3, 8), (7, 4), (5, 6))),
    ],
)
def test_the_sides_of_small_books_as_any_printer_has_them(pages: int, sides: tuple[tuple[int, int], ...]) -> None:
    assert sheet_sides(pages) == sides
    assert sheet_sides(pages, rtl=True) == tuple((right, left) for left, right in sides)


@given(pages=st.integers(0, 90), rtl=st.booleans())
def test_folded_every_page_follows_the_one_before(pages: int, rtl: bool) -> None:
    sides = sheet_sides(pages, rtl=rtl)
    order = folded(sides, rtl=rtl)
    assert order == list(range(len(order)))
    # Whole sheets, and never a sheet more than is needed.
    assert len(order) % 4 == 0 and pages <= len(order) < pages + 4


def test_folding_sees_a_wrong_order() -> None:
    """The control: pages two by two in reading order, or a right-to-left book folded the other way, are found."""
    assert folded(((0, 1), (2, 3), (4, 5), (6, 7))) != list(range(8))
    assert folded(sheet_sides(8), rtl=True) != list(range(8))


def book(pages: int) -> Drawing:
    """A book whose pages bear their number."""
    sheets = [Page(WIDTH, HEIGHT, tuple(place_text(f"page {n}", Style(20), 40, 80))) for n in range(pages)]
    return Drawing("A book", tuple(sheets), ())


def halves(drawing: Drawing) -> list[tuple[str, str]]:
    """What stands on the left and the right half of each side."""
    found = []
    for page in drawing.pages:
        words = ["", ""]
        for item in page.items:
            assert isinstance(item, Text)
            words[item.x > WIDTH] = item.text
        found.append((words[0], words[1]))
    return found


@pytest.mark.parametrize("rtl", [False, True])
@pytest.mark.parametrize("pages", [1, 3, 4, 5, 7, 8, 9, 11, 12])
def test_pages_stand_where_the_sides_say_and_spare_places_are_empty(pages: int, rtl: bool) -> None:
    made = imposed(book(pages), rtl=rtl)
    assert {(page.width, page.height) for page in made.pages} == {(WIDTH * 2, HEIGHT)}
    numbers = [[int(text.split()[1]) if text else None for text in side] for side in halves(made)]
    wanted = [[n if n < pages else None for n in side] for side in sheet_sides(pages, rtl=rtl)]
    assert numbers == wanted
    assert sum(number is not None for side in numbers for number in side) == pages


def test_the_file_asks_for_both_sides_over_the_short_edge() -> None:
    folded_file = to_pdf(imposed(book(8)), DocumentMeta("A book", is_folded=True))
    assert b"DuplexFlipShortEdge" in folded_file
    assert b"Duplex" not in to_pdf(book(8), DocumentMeta("A book"))
    assert imposed(Drawing("Nothing", (), ())).pages == ()
