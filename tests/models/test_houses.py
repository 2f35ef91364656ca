"""A child's sheet on paper: every word as it was said, who may see it where that is wanted, nothing clipped."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.drawing import Drawing, Path, Primitive, Rect, Text, flat
from models.drawings.figures import default_look, figure
from models.drawings.houses import Pictures, houses_sheet
from models.drawings.look import A4_LANDSCAPE, Copy
from models.drawings.pages import drawn_together
from models.picture_views import PermissionView, SceneItemView, SceneView, SheetItemView, SheetPart, SheetView
from models.views import PersonView

JAYDEN = PersonView("a2", "Jayden", "Jayden", "J", is_child=True, age="9")
NAN = PersonView("a6", "Nan", "Nan", "N", age="61")


def _item(part: str, text: str, number: int = 0, *, quoted: bool = True) -> SheetItemView:
    return SheetItemView(f"{part}-{number}-{text[:8]}", part, text, quoted)


@pytest.fixture
def houses() -> SheetView:
    """Three houses in the child's own order: dreams first."""
    parts = (
        SheetPart("dreams", "Dreams", (_item("dreams", "I go to sleep and it's just night."),)),
        SheetPart("worries", "Worries", (_item("worries", "Friday voices."), _item("worries", "Alfie's milk."))),
        SheetPart("good", "Good things", (_item("good", "Nan's curry."),)),
    )
    return SheetView(
        "s", "three_houses", "Three houses", "X", JAYDEN, "2024-10-21", "21 October 2024", "Priya", "at school", parts
    )


@pytest.fixture
def safe(houses: SheetView) -> SheetView:
    """A safety house with a path."""
    path = tuple(
        replace(_item("path", "", value), value=value, on=on) for value, on in ((5, "2025-03-10"), (7, "2025-06-10"))
    )
    parts = (
        SheetPart("inside", "Inside: who lives here", (replace(_item("inside", "me", quoted=False), person=JAYDEN),)),
        SheetPart("visits", "Who visits", (replace(_item("visits", "Nan", quoted=False), person=NAN),)),
        SheetPart("outside", "Outside the line", (_item("outside", "Danny when he smells of beer."),)),
        SheetPart("roof", "Rules of the roof", (_item("roof", "Nobody hits. Grown-ups sleep at night."),)),
    )
    return replace(houses, kind="safety_house", parts=parts, path=path)


def _said(drawing: Drawing) -> list[str]:
    return [drawing.text_of(index) for index, block in enumerate(drawing.blocks) if block.role == "P"]


def _assert_inside(drawing: Drawing) -> None:
    for page in drawing.pages:
        assert (page.width, page.height) == A4_LANDSCAPE
        for item in flat(page.items):
            for x, y in _corners(item):
                assert -1 <= x <= page.width + 1, item
                assert -1 <= y <= page.height + 1, item


def _corners(item: Primitive) -> list[tuple[float, float]]:
    if isinstance(item, Path):
        return [pair for _, v in item.segments for pair in zip(v[::2], v[1::2], strict=True)]
    if isinstance(item, Text):
        return [(item.x, item.y - item.size), (item.x + item.width, item.y)]
    assert isinstance(item, Rect)
    return [(item.x, item.y), (item.x + item.width, item.y + item.height)]


def test_words_stand_as_they_were_said_in_the_order_the_child_chose(houses: SheetView) -> None:
    drawing = houses_sheet(houses).drawing()
    headings = [drawing.text_of(i) for i, block in enumerate(drawing.blocks) if block.role in ("H1", "H2")]
    assert headings == ["Jayden’s three houses", "Dreams", "Worries", "Good things"]
    said = _said(drawing)
    for part in houses.parts:
        for item in part.items:
            assert f"“{item.text}”" in said
    assert "21 October 2024, with Priya, at school" in said
    assert len(drawing.pages) == 1


def test_words_that_are_not_the_childs_have_no_quotation_marks(houses: SheetView) -> None:
    part = replace(houses.parts[0], items=(_item("dreams", "scribble", quoted=False),))
    said = _said(houses_sheet(replace(houses, parts=(part,))).drawing())
    assert "scribble" in said


@pytest.mark.parametrize("kind", ["three_houses", "fairy", "wizard", "safety_house"])
def test_long_sheets_go_on_and_nothing_is_left_out_or_clipped(kind: str, houses: SheetView, safe: SheetView) -> None:
    view = safe if kind == "safety_house" else replace(houses, kind=kind)
    many = tuple(
        replace(
            part, items=tuple(_item(part.key, f"{part.key} {n} " + "and then he went " * (n % 9), n) for n in range(30))
        )
        for part in view.parts
    )
    drawing = houses_sheet(replace(view, parts=many)).drawing()
    assert len(drawing.pages) > 1
    _assert_inside(drawing)
    said = _said(drawing)
    for part in many:
        for item in part.items:
            assert said.count(f"“{item.text.strip()}”") == 1
    drawn = {item.block for page in drawing.pages for item in page.items if item.block is not None}
    leaves = {i for i, block in enumerate(drawing.blocks) if not any(b.parent == i for b in drawing.blocks)}
    assert leaves == drawn


def test_a_word_longer_than_a_page_is_broken_not_lost(houses: SheetView) -> None:
    text = " ".join(f"word{n}" for n in range(1500))
    part = replace(houses.parts[0], items=(_item("dreams", text),))
    drawing = houses_sheet(replace(houses, parts=(part, *houses.parts[1:]))).drawing()
    assert f"“{text}”" in _said(drawing)
    _assert_inside(drawing)


def test_whom_the_child_lets_see_it_stands_only_where_wanted(houses: SheetView) -> None:
    item = replace(_item("dreams", "A key."), may_see=(PermissionView("p", NAN, "when", "when I am at football"),))
    view = replace(houses, parts=(replace(houses.parts[0], items=(item,)),), permission="show Mum: yes")
    ours = houses_sheet(view).drawing().text()
    assert "Nan: when I am at football" in ours
    assert "Who may see this: Show Mum: yes" in ours
    theirs = houses_sheet(view, Copy(None, "Family copy"), with_permissions=False).drawing().text()
    assert "football" not in theirs
    assert "Who may see" not in theirs
    assert "Family copy" in theirs


def test_the_path_says_where_the_child_stood_and_when(safe: SheetView) -> None:
    drawing = houses_sheet(safe).drawing()
    assert "Jayden stood on 5 on 10 March 2025; 7 on 10 June 2025." in drawing.text()
    assert len(drawing.pages) == 1
    _assert_inside(drawing)


def test_long_words_about_somebody_are_not_clipped(safe: SheetView) -> None:
    text = "Nan comes when I text her and then we have pancakes. " * 60
    part = replace(safe.parts[1], items=(replace(_item("visits", text), person=NAN),))
    drawing = houses_sheet(replace(safe, parts=(safe.parts[0], part))).drawing()
    assert f"“{text.strip()}”" in _said(drawing)
    _assert_inside(drawing)


def test_an_animal_is_not_drawn_as_a_person(safe: SheetView) -> None:
    biscuit = replace(NAN, id="b18", name="Biscuit", kind="pet")
    part = replace(safe.parts[0], items=(replace(_item("inside", "Biscuit", quoted=False), person=biscuit),))
    drawing = houses_sheet(replace(safe, parts=(part,))).drawing()
    assert "Biscuit" in _said(drawing)
    assert not [block for block in drawing.blocks if block.alt.startswith("Biscuit")]


def test_everybody_in_a_safety_house_is_drawn_as_they_look(safe: SheetView) -> None:
    shown = {i.fill or i.stroke for i in houses_sheet(safe).drawing().pages[0].items if isinstance(i, Path)}
    assert default_look(NAN).top in shown
    changed = Pictures(look=lambda person: replace(default_look(person), top="#123456"))
    shown = {i.fill for i in houses_sheet(safe, pictures=changed).drawing().pages[0].items if isinstance(i, Path)}
    assert "#123456" in shown


def test_drawings_and_chosen_pictures_stand_beside_their_words(houses: SheetView) -> None:
    stroke = SceneItemView("i", "stroke", 200, 200, 100, 100, points=((-50, -50, 1.0), (50, 50, 1.0)), colour="#aa3311")
    scene = SceneView("x", 400, 400, "", (stroke,))
    items = (replace(_item("dreams", "A key."), scene=scene), replace(_item("dreams", "Biscuit."), picture="1F436"))
    view = replace(houses, parts=(replace(houses.parts[0], items=items),), scene=scene)
    chosen = Pictures(picture=lambda code, size: (Rect(0, 0, size, size, "#fedcba"),))
    drawing = houses_sheet(view, pictures=chosen).drawing()
    alts = [block.alt for block in drawing.blocks if block.role == "Figure"]
    assert alts == ["Jayden’s drawing: A key.", "A picture Jayden chose: Biscuit.", "What Jayden drew on the sheet"]
    assert len(drawing.pages) == 2
    _assert_inside(drawing)


def test_pages_are_numbered_through_a_larger_document(houses: SheetView) -> None:
    both = drawn_together("Sheets", [houses_sheet(houses), houses_sheet(houses)])
    shown = [item.text for page in both.pages for item in page.items if isinstance(item, Text)]
    assert "Page 2 of 2" in " ".join(shown)
    assert figure(default_look(JAYDEN), "calm", "standing", 10.0)
