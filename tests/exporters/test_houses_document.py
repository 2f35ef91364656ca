"""A child's sheet as a PDF passes both checkers."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from exporters.painters import DocumentMeta, to_pdf
from models.drawing import Rect
from models.drawings.houses import Pictures, houses_sheet
from models.picture_views import SheetItemView, SheetPart, SheetView
from models.views import PersonView

JAYDEN = PersonView("a2", "Jayden", "Jayden", "J", is_child=True, age="9")
NAN = PersonView("a6", "Nan", "Nan", "N", age="61")
_PARTS = {
    "three_houses": (("worries", "Worries"), ("good", "Good things"), ("dreams", "Dreams")),
    "fairy": (("clothes", "My clothes"), ("wings", "My wings"), ("wand", "My wand")),
    "safety_house": (
        ("inside", "Inside"),
        ("visits", "Who visits"),
        ("outside", "Outside the line"),
        ("roof", "Rules"),
    ),
}


@pytest.mark.parametrize("kind", sorted(_PARTS))
def test_a_sheet_passes_both_checkers(kind: str, assert_accessible: Callable[[bytes], None]) -> None:
    people = (JAYDEN, NAN)
    parts = tuple(
        SheetPart(
            key,
            title,
            tuple(
                SheetItemView(
                    f"{key}{n}", key, f"{words} ({title})", True, picture="1F436" if kind != "safety_house" else None,
                    person=people[n % 2] if key in ("inside", "visits") else None,
                )
                for n, words in enumerate(("When Mum's arm went bendy.", "Football with Wes.", "امی گھر پر ہیں"))
            ),
        )
        for key, title in _PARTS[kind]
    )  # fmt: skip
    path = (SheetItemView("p", "path", "", False, 5, "2025-03-10"),)
    view = SheetView("s", kind, "", "X", JAYDEN, "2024-10-21", "", "Priya", "", parts, "show Mum: yes", path=path)
    chosen = Pictures(picture=lambda code, size: (Rect(0, 0, size, size, "#fedcba"),))
    drawing = houses_sheet(view, pictures=chosen).drawing()
    assert_accessible(to_pdf(drawing, DocumentMeta(drawing.title)))
