"""The genogram on paper: told in words, readable however large the family is; on one page the checkers pass it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from exporters import painters
from models.drawing import Drawing, Text
from models.drawings.genogram_sheet import LEAST, genogram_drawing
from models.drawings.look import Copy
from models.family_views import ChildView, FamilyView, GenogramPerson, UnionView
from models.genogram import lay_out
from models.genogram.invented import invent
from models.views import PersonView


def invented(people: int) -> Drawing:
    family = invent(people, 1)
    shown = [
        PersonView(id=p.id, name=f"N{p.id}", full_name=f"N{p.id}", initials=p.id, gender=p.sex) for p in family.persons
    ]
    view = FamilyView(
        "case", "The Made family", "The Made family", "2025-07-01",
        people=tuple(GenogramPerson(person) for person in shown),
        unions=tuple(UnionView(u.id, "married", u.partners) for u in family.unions),
        children=tuple(ChildView(f"{c.union}-{c.child}", c.child, c.union, c.kind) for c in family.links),
    )  # fmt: skip
    copy = Copy(dt.date(2025, 7, 1), "The team's copy")
    return genogram_drawing(view, lay_out(family), paper="A4", copy=copy)


def names_in(drawing: Drawing, role: str) -> set[str]:
    blocks = {number for number, block in enumerate(drawing.blocks) if block.role == role}
    words = [i.text for page in drawing.pages for i in page.items if isinstance(i, Text) and i.block in blocks]
    return {name.strip(",.;:") for text in words for name in text.split() if name.startswith("NP")}


def test_a_large_family_is_cut_into_tiles_that_show_everybody() -> None:
    drawing = invented(150)
    everybody = {f"N{person.id}" for person in invent(150, 1).persons}
    assert len(drawing.pages) > 4
    assert names_in(drawing, "Figure") == everybody
    assert names_in(drawing, "LBody") == everybody
    assert min(i.size for page in drawing.pages for i in page.items if isinstance(i, Text)) >= LEAST


@pytest.mark.parametrize("people", [1, 6])
def test_a_small_family_takes_one_picture(people: int, assert_accessible: Callable[[bytes], None]) -> None:
    drawing = invented(people)
    assert sum(block.role == "Figure" for block in drawing.blocks) == 1
    assert_accessible(painters.to_pdf(drawing, painters.DocumentMeta("Genogram")))
