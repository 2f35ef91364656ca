"""Books to fold: upright A5 pages two to an A4 sheet, in the order that is right once the sheets are stapled."""

from __future__ import annotations

from dataclasses import replace

from models.drawing import Drawing, Page, Primitive, moved

PAGES_OF_A_SHEET = 4


def sheet_sides(pages: int, *, rtl: bool = False) -> tuple[tuple[int, int], ...]:
    """For each printed side its left and right page (from 0), front and back of the outermost sheet first.

    *pages* is filled up to whole sheets: numbers from *pages* on are empty. Printed on both sides, turned over the
    short edge. ``rtl``: a book that is opened from the right.
    """
    whole = pages + (-pages) % PAGES_OF_A_SHEET
    sides: list[tuple[int, int]] = []
    for first in range(0, whole // 2, 2):
        last = whole - 1 - first
        sides += [(last, first), (first + 1, last - 1)]
    return tuple((right, left) if rtl else (left, right) for left, right in sides)


def imposed(drawing: Drawing, *, rtl: bool = False) -> Drawing:
    """The pages of a drawing, all of one size, in pairs for printing and folding.

    What is read aloud keeps the story's order, whatever the order on paper.
    """
    if not drawing.pages:
        return drawing
    size = drawing.pages[0]
    sides = []
    for left, right in sheet_sides(len(drawing.pages), rtl=rtl):
        items: list[Primitive] = []
        # What is read first is painted first, for programs that follow the ink and not the structure.
        for number, shift in sorted(((left, 0.0), (right, size.width))):
            if number < len(drawing.pages):
                items += [moved(item, shift, 0.0) for item in drawing.pages[number].items]
        sides.append(Page(size.width * 2, size.height, tuple(items)))
    return replace(drawing, pages=tuple(sides))
