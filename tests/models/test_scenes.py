"""Scenes: what is drawn comes back as a view, each thing is one step, and readers see no trace of who is restricted."""

from __future__ import annotations

import math

import pytest

from models import strokes
from models.acts import cards, looks, scenes
from models.drawing import Path, Text
from models.drawings.scene import scene_primitives
from models.entities import Story, StoryFrame, StoryTelling
from models.errors import KnownError
from models.looks import look_view, look_views
from models.picture_views import SceneItemView, SceneView
from models.projections import Projector
from models.readers import FAMILY
from models.scenes import scene_view
from tests.conftest import SmallFamily

LINE = [(100.0, 100.0, 0.5), (150.0, 130.0, 0.6), (300.0, 100.0, 0.9)]


@pytest.fixture
def scene(family: SmallFamily) -> str:
    return scenes.new_scene(family.case, family.workspace_id)


def view(family: SmallFamily, scene_id: str) -> SceneView:
    found = scene_view(Projector(family.case.rows), scene_id)
    assert found is not None
    return found


def on_page(item: SceneItemView) -> list[tuple[float, float]]:
    """Where a stroke's points stand in the scene."""
    from models.drawings.scene import turn_of

    return [turn_of(item).at(x, y) for x, y, _ in item.points]


def test_a_stroke_comes_back_where_it_was_drawn(family: SmallFamily, scene: str) -> None:
    scenes.add_stroke(family.case, scene, LINE, colour="#112233", pen=8)
    (item,) = view(family, scene).items
    assert (item.kind, item.colour, item.pen) == ("stroke", "#112233", 8)
    for (x, y), (px, py, _) in zip(on_page(item), LINE, strict=True):
        assert math.isclose(x, px, abs_tol=0.051) and math.isclose(y, py, abs_tol=0.051)
    assert [pressure for _, _, pressure in item.points] == [0.5, 0.6, 0.9]


def test_every_stroke_is_one_step(family: SmallFamily, scene: str) -> None:
    for step in range(3):
        scenes.add_stroke(family.case, scene, [(x + step, y, p) for x, y, p in LINE], colour="#000000", pen=6)
    family.case.undo()
    assert len(view(family, scene).items) == 2
    family.case.redo()
    assert len(view(family, scene).items) == 3


def test_moving_scaling_turning_and_flipping_are_one_step(family: SmallFamily, scene: str) -> None:
    item_id = scenes.add_stroke(family.case, scene, LINE, colour="#000000", pen=6)
    before = view(family, scene).items[0]
    scenes.place(
        family.case, item_id, x=500.0, y=200.0, width=before.width * 2, height=before.height * 2, rotation=450.0,
        flipped=True,
    )  # fmt: skip
    after = view(family, scene).items[0]
    assert (after.x, after.y, after.rotation, after.flipped) == (500, 200, 90, True)
    assert after.pen == pytest.approx(12)
    assert after.points[0][0] == pytest.approx(before.points[0][0] * 2)
    family.case.undo()
    assert view(family, scene).items[0] == before


def test_layers(family: SmallFamily, scene: str) -> None:
    first, second, third = (scenes.add_picture(family.case, scene, code, 0, 0) for code in ("1F3E0", "1F436", "26BD"))
    scenes.to_front(family.case, [first])
    assert [item.id for item in view(family, scene).items] == [second, third, first]
    scenes.to_back(family.case, [third, first])
    assert [item.id for item in view(family, scene).items] == [third, first, second]
    scenes.remove(family.case, [first, third])
    assert [item.id for item in view(family, scene).items] == [second]


def test_a_rubber_cuts_lines_where_they_lie(family: SmallFamily, scene: str) -> None:
    scenes.add_picture(family.case, scene, "1F3E0", 0, 0)
    line = scenes.add_stroke(family.case, scene, [(0, 50, 0.5), (200, 50, 0.5)], colour="#ff0000", pen=4)
    scenes.add_words(family.case, scene, "Home", 0, 0)
    scenes.place(family.case, line, rotation=90.0)
    assert not scenes.erase_at(family.case, scene, [(10.0, 50.0)], 8)
    assert scenes.erase_at(family.case, scene, [(100.0, 50.0)], 8)
    items = view(family, scene).items
    assert [item.kind for item in items] == ["picture", "stroke", "stroke", "words"]
    assert all(abs(x - 100) < 0.2 for item in items[1:3] for x, _ in on_page(item))
    assert {item.colour for item in items[1:3]} == {"#ff0000"}
    family.case.undo()
    assert [item.kind for item in view(family, scene).items] == ["picture", "stroke", "words"]


def test_one_sweep_of_the_rubber_is_one_step(family: SmallFamily, scene: str) -> None:
    for x in (100.0, 200.0, 300.0):
        scenes.add_stroke(family.case, scene, [(x, 0, 0.5), (x, 100, 0.5)], colour="#000000", pen=4)
    for x in (100.0, 200.0):
        scenes.erase_at(family.case, scene, [(x, 50.0)], 8, sweep="one")
    assert len(view(family, scene).items) == 5
    family.case.undo()
    assert len(view(family, scene).items) == 3


def test_a_copy_is_changed_on_its_own(family: SmallFamily, scene: str) -> None:
    scenes.set_backdrop(family.case, scene, "stairs")
    scenes.add_figure(family.case, scene, family.jay, 200, 200, face="scared", pose="sitting")
    copied = scenes.copy_scene(family.case, scene)
    scenes.remove(family.case, [view(family, copied).items[0].id])
    assert view(family, copied).backdrop == "stairs" and not view(family, copied).items
    (item,) = view(family, scene).items
    assert (item.face, item.pose, item.alt) == ("scared", "sitting", "Jay, scared")


def test_what_is_kept_from_a_reader_is_kept_from_them_in_the_copy(family: SmallFamily, scene: str) -> None:
    hidden = scenes.add_words(family.case, scene, "Only for us", 100, 100)
    scenes.add_words(family.case, scene, "For all", 100, 200)
    cards.restrict(family.case, "scene_item", hidden, "hidden")
    shown = scene_view(Projector(family.case.rows), scenes.copy_scene(family.case, scene), FAMILY)
    assert shown is not None and [item.text for item in shown.items] == ["For all"]
    cards.restrict(family.case, "scene", scene, "hidden")
    assert scene_view(Projector(family.case.rows), scenes.copy_scene(family.case, scene), FAMILY) is None


def test_pieces_of_a_line_that_is_kept_back_are_kept_back(family: SmallFamily, scene: str) -> None:
    line = scenes.add_stroke(family.case, scene, [(0, 50, 0.5), (200, 50, 0.5)], colour="#ff0000", pen=4)
    cards.restrict(family.case, "scene_item", line, "hidden")
    scenes.erase_at(family.case, scene, [(100.0, 50.0)], 8)
    assert len(view(family, scene).items) == 2
    shown = scene_view(Projector(family.case.rows), scene, FAMILY)
    assert shown is not None and not shown.items


def test_people_keep_their_look_from_picture_to_picture(family: SmallFamily, scene: str) -> None:
    other = scenes.new_scene(family.case, family.workspace_id)
    for place in (scene, other):
        scenes.add_figure(family.case, place, family.mum, 200, 200)
    looks.set_look(family.case, family.mum, skin="#7a4a2b", hair="curly", extras=("glasses", "beard"))
    first, second = view(family, scene).items[0].look, view(family, other).items[0].look
    assert first == second and first is not None
    assert (first.name, first.skin, first.hair, first.extras) == ("Ruby", "#7a4a2b", "curly", ("glasses", "beard"))
    scenes.restyle(family.case, view(family, other).items[0].id, clothes={"top": "#ff0000"}, face="happy")
    changed = view(family, other).items[0]
    assert changed.look is not None and (changed.look.top, changed.look.skin, changed.face) == (
        "#ff0000", "#7a4a2b", "happy",
    )  # fmt: skip
    assert view(family, scene).items[0].look == first


def test_a_look_to_begin_with_is_always_the_same(family: SmallFamily) -> None:
    once, again = (look_views(Projector(family.case.rows)) for _ in range(2))
    assert once == again and [look.name for look in once] == ["Jay", "Ruby"]
    assert [look.size for look in once] == ["child", "adult"]


def test_no_reader_sees_a_trace_of_somebody_restricted(family: SmallFamily, scene: str) -> None:
    case = family.case
    scenes.add_figure(case, scene, family.mum, 100, 100)
    scenes.add_bubble(case, scene, "Ruby Marsh says hello", 100, 50)
    scenes.add_picture(case, scene, "1F3E0", 100, 50, alt="Ruby Marsh's house")
    kept = scenes.add_figure(case, scene, family.jay, 300, 100)
    assert len(view(family, scene).items) == 4
    cards.restrict(case, "person", family.mum, "hidden", values=["Ruby Marsh", "Ruby"])
    shown = scene_view(Projector(case.rows), scene, FAMILY)
    assert shown is not None and [item.id for item in shown.items] == [kept]
    assert look_view(Projector(case.rows), family.mum, FAMILY) is None
    cards.restrict(case, "scene", scene, "hidden")
    assert scene_view(Projector(case.rows), scene, FAMILY) is None


def test_under_a_public_name_somebody_is_drawn_plainly(family: SmallFamily, scene: str) -> None:
    looks.set_look(family.case, family.mum, skin="#573420", hair="afro")
    scenes.add_figure(family.case, scene, family.mum, 100, 100, clothes={"top": "#ff0000"})
    cards.restrict(
        family.case, "person", family.mum, "hidden", public_name="a neighbour", values=["Ruby Marsh", "Ruby"]
    )
    shown = scene_view(Projector(family.case.rows), scene, FAMILY)
    assert shown is not None
    look = shown.items[0].look
    assert look is not None and look.name == "a neighbour"
    assert "#573420" not in (look.skin, look.top) and look.top != "#ff0000" and look.hair != "afro"


def test_a_picture_of_a_story_that_was_read_stays(family: SmallFamily, scene: str) -> None:
    case, workspace = family.case, family.workspace_id
    item = scenes.add_stroke(case, scene, LINE, colour="#000000", pen=6)
    with case.edit("Started a story") as session:
        session.add(Story(id="s" * 32, case_id=case.id, workspace_id=workspace, title="Us", version=1))
        session.flush()
        frame = StoryFrame(
            case_id=case.id, workspace_id=workspace, story_id="s" * 32, number=1, question="Who?", scene_id=scene
        )
        session.add(frame)
    scenes.place(case, item, x=50.0)
    with case.edit("Read it") as session:
        session.add(StoryTelling(case_id=case.id, workspace_id=workspace, story_id="s" * 32, told_on="2025-06-27"))
    before = view(family, scene)
    for act in (
        lambda: scenes.add_stroke(case, scene, LINE, colour="#000000", pen=6),
        lambda: scenes.place(case, item, x=60.0),
        lambda: scenes.restyle(case, item, colour="#ff0000"),
        lambda: scenes.remove(case, [item]),
        lambda: scenes.erase_at(case, scene, [(50.0, 115.0)], 500),
        lambda: scenes.to_front(case, [item]),
        lambda: scenes.set_backdrop(case, scene, "park"),
    ):
        with pytest.raises(KnownError):
            act()
    assert view(family, scene) == before
    scenes.place(case, view(family, scenes.copy_scene(case, scene)).items[0].id, x=1.0)


def test_what_a_file_from_elsewhere_holds_cannot_break_a_scene(family: SmallFamily, scene: str) -> None:
    with family.case.edit("Brought in") as session:
        from models.entities import SceneItem

        for kind, data in (("stroke", "nonsense"), ("figure", "[1"), ("bubble", '{"tail": ["x", 1]}'), ("figure", "7")):
            session.add(
                SceneItem(
                    case_id=family.case.id, workspace_id=family.workspace_id, scene_id=scene, kind=kind, data=data,
                    colour="url(#x)", width=-5.0,
                )
            )  # fmt: skip
    shown = view(family, scene)
    assert len(shown.items) == 3
    assert scene_primitives(shown, 500, {})


def test_a_scene_is_drawn_at_any_width(family: SmallFamily, scene: str) -> None:
    case = family.case
    scenes.add_stroke(case, scene, LINE, colour="#112233", pen=8)
    scenes.add_figure(case, scene, family.jay, 300, 200)
    scenes.add_bubble(case, scene, "I want it to stop.", 500, 100, tail=(-100.0, 120.0))
    turned = scenes.add_words(case, scene, "HOME", 700, 300)
    drawn = scene_primitives(view(family, scene), 500, {}, block=3)
    assert {item.block for item in drawn} == {3}
    stroke = next(item for item in drawn if isinstance(item, Path) and item.stroke == "#112233")
    assert stroke.segments[0][1] == pytest.approx((50, 50), abs=0.1)
    words = [item for item in drawn if isinstance(item, Text)]
    assert "HOME" in [item.text for item in words]
    scenes.place(case, turned, rotation=30.0)
    drawn = scene_primitives(view(family, scene), 500, {})
    assert "HOME" not in [item.text for item in drawn if isinstance(item, Text)]


def test_what_is_not_there_is_a_box_with_its_words(family: SmallFamily, scene: str) -> None:
    scenes.add_picture(family.case, scene, "no such code", 300, 200, alt="a house")
    drawn = scene_primitives(view(family, scene), 1000, {})
    assert len(drawn) > 1 and all(isinstance(item, Path) for item in drawn)


def test_strokes_keep_their_size_in_the_file() -> None:
    assert strokes.grown([(0, 0, 0.5)], 0, 0) == (1, 1)
