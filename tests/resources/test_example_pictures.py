"""The example families' pictures: every frame has one, whole, of people of the case who look the same in each."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from exporters.bundle import example_bundles, read_bundle
from exporters.example_pictures import SMALL, with_pictures
from models.acts import scenes as acts
from models.acts.stories import start
from models.casework import Case
from models.drawing import Path
from models.drawings.inking import around
from models.drawings.scene import item_primitives, turn_of
from models.drawings.story_setting import picture_alt
from models.entities import PersonLook
from models.picture_views import SceneItemView, SceneView
from models.pictures.library import picture_of
from models.projections import Projector
from models.readers import FAMILY, US, Reader
from models.rows import Row, Rows
from models.scenes import BUBBLES, items_of, scene_view
from models.secrets import Secrets
from models.sheets import sheet_view
from models.stories import story_view
from models.story_rows import frames_of
from models.views import to_plain
from resources.files import read_bytes

STORIES = ("A-WP", "B-WP", "B-WP-UR")


@pytest.fixture(scope="module")
def rows() -> Rows:
    """Both families in one place; their ids are apart."""
    tables: dict[str, dict[str, Row]] = {}
    for bundle in example_bundles():
        for name, found in bundle.tables.items():
            tables.setdefault(name, {}).update({row["id"]: row for row in found})
    return Rows(tables)


@pytest.fixture(scope="module")
def scenes(rows: Rows) -> dict[str, SceneView]:
    views = {scene_id: scene_view(Projector(rows), scene_id) for scene_id in rows.table("scene")}
    return {scene_id: view for scene_id, view in views.items() if view}


def _items(scenes: dict[str, SceneView], kind: str) -> Iterator[tuple[str, SceneItemView]]:
    return ((key, item) for key, scene in scenes.items() for item in scene.items if item.kind == kind)


def test_every_frame_has_a_picture_and_says_what_it_shows(rows: Rows) -> None:
    for story_id in STORIES:
        view = story_view(Projector(rows), story_id)
        assert view and len(view.frames) == 6
        for frame in view.frames:
            assert frame.scene and frame.scene.items
            assert frame.picture_words and picture_alt(frame).startswith(frame.picture_words.rstrip("."))


def test_nothing_of_a_scene_is_lost_on_the_way(rows: Rows, scenes: dict[str, SceneView]) -> None:
    assert scenes.keys() == rows.table("scene").keys()
    for scene_id, view in scenes.items():
        assert [item.id for item in view.items] == [row["id"] for row in items_of(rows, scene_id)]


def test_every_picture_is_of_the_library_and_has_words(scenes: dict[str, SceneView]) -> None:
    found = list(_items(scenes, "picture"))
    assert found and all(picture_of(item.picture or "") and item.alt for _, item in found)


def test_everybody_is_of_the_case_and_looks_the_same_in_each(rows: Rows, scenes: dict[str, SceneView]) -> None:
    looks: dict[str, set[Any]] = {}
    for key, item in _items(scenes, "figure"):
        assert item.look and item.look.person_id in rows.table("person"), key
        assert rows.where("person_look", person_id=item.look.person_id), f"{item.look.name} has no look"
        looks.setdefault(item.look.person_id, set()).add(item.look)
    assert len(looks) > 10 and all(len(found) == 1 for found in looks.values())


def test_nothing_is_outside_the_page(scenes: dict[str, SceneView]) -> None:
    for scene in scenes.values():
        for item in scene.items:
            left, top, right, bottom = _round(item)
            assert min(left, top) >= -4, (item.id, left, top)
            assert right <= scene.width + 4 and bottom <= scene.height + 4, (item.id, right, bottom)


def _round(item: SceneItemView) -> tuple[float, float, float, float]:
    if item.kind == "words":  # letters are as wide as their box at the most
        return (
            item.x - item.width / 2, item.y - item.height / 2, item.x + item.width / 2, item.y + item.height / 2,
        )  # fmt: skip
    box = around(path for path in item_primitives(item, {}) if isinstance(path, Path))
    return box.left, box.top, box.right, box.bottom


def test_people_stand_in_their_measure_and_on_the_ground(scenes: dict[str, SceneView]) -> None:
    """A child beside a grown-up is smaller; whoever is as large as people of that scene stands below the horizon."""
    for scene in scenes.values():
        figures = [item for item in scene.items if item.kind == "figure" and item.look]
        tallest = max((item.height for item in figures), default=0.0)
        for item in figures:
            assert item.look
            grown = [other.height for other in figures if other.look and other.look.size == "adult"]
            if item.look.size in ("child", "toddler") and grown:
                assert item.height < max(grown), item.id
            if scene.backdrop not in ("", "hand") and item.height == tallest:
                assert item.y + item.height / 2 >= 365, item.id


def test_bubbles_cover_no_face(scenes: dict[str, SceneView]) -> None:
    for scene in scenes.values():
        figures = [item for item in scene.items if item.kind == "figure" and item.pose != "lying"]
        for place, bubble in enumerate(scene.items):
            if bubble.kind != "bubble":
                continue
            assert bubble.bubble in BUBBLES
            for figure in figures:
                # Somebody drawn over a bubble is what is thought of.
                if scene.items.index(figure) > place and abs(figure.x - bubble.x) < bubble.width / 2:
                    continue
                x, y = turn_of(figure).at(0.0, -figure.height * 0.33)
                assert abs(x - bubble.x) > bubble.width / 2 or abs(y - bubble.y) > bubble.height / 2, bubble.id


def test_the_story_in_urdu_says_it_from_right_to_left_over_the_same_pictures(rows: Rows) -> None:
    english, urdu = (story_view(Projector(rows), key) for key in ("B-WP", "B-WP-UR"))
    assert english and urdu and urdu.rtl and urdu.language == "ur"
    for frame, other in zip(urdu.frames, english.frames, strict=True):
        assert frame.scene and other.scene
        for words in (frame.question, frame.words, frame.picture_words, *_written(frame.scene)):
            assert re.search(r"[\u0600-\u06ff]", words), words
        figures = [[item.look for item in scene.items if item.look] for scene in (frame.scene, other.scene)]
        assert figures[0] == figures[1] and len(frame.scene.items) == len(other.scene.items)


def _written(scene: SceneView) -> list[str]:
    return [item.text for item in scene.items if item.text]


def test_the_shorter_story_has_four_of_the_pictures(rows: Rows) -> None:
    full, short = (story_view(Projector(rows), key) for key in ("B-WP", "B-WP-SHORT"))
    assert full and short
    assert [frame.scene for frame in short.frames] == [full.frames[at].scene for at in (0, 2, 4, 5)]


@pytest.mark.parametrize("reader", [FAMILY, Reader("child"), Reader("parent", "Danny"), Reader("network"),
                                    Reader("court")])  # fmt: skip
def test_nothing_restricted_is_in_a_story(rows: Rows, reader: Reader) -> None:
    """Every frame may be shown to everybody it was made for, and says nothing that is kept back."""
    secrets = Secrets.of(rows)
    for story_id in (*STORIES, "B-WP-SHORT"):
        # A parent's own copy is of their own family's story: of one they said yes to.
        own = Reader("parent", "Karen") if reader.kind == "parent" and story_id.startswith("B") else reader
        ours, theirs = (story_view(Projector(rows), story_id, each) for each in (US, own))
        assert ours and theirs and len(theirs.frames) == len(ours.frames)
        assert [frame.scene for frame in theirs.frames] == [frame.scene for frame in ours.frames]
        assert secrets.in_text(json.dumps(to_plain(theirs), ensure_ascii=False)) == []


@pytest.mark.parametrize("sheet_id", ["A-3H-A02", "A-FAIRY-A01", "B-3H-B03", "B-3H-B02"])
def test_what_children_said_has_a_small_picture_beside_it(rows: Rows, sheet_id: str) -> None:
    view = sheet_view(Projector(rows), sheet_id)
    assert view
    for item in (item for part in view.parts for item in part.items):
        drawn = item.scene is not None and item.scene.items
        assert drawn or (item.picture and picture_of(item.picture)), item.text
        assert item.scene is None or (item.scene.width, item.scene.height) == (SMALL, SMALL)


def test_a_drawing_is_seen_by_whom_the_child_lets_see_it(rows: Rows) -> None:
    """Jayden lets his mum see his houses; Danny sees nothing of them, drawn or written."""
    shauna, danny = (sheet_view(Projector(rows), "A-3H-A02", Reader("parent", name)) for name in ("Shauna", "Danny"))
    assert danny is None
    assert shauna and all(item.scene for part in shauna.parts for item in part.items)


def test_rows_are_those_that_drawing_makes(family: Any) -> None:
    """What is written in the short way becomes the same rows as the same things put in by hand."""
    case: Case = family.case
    frame = frames_of(case.rows, case.rows.table("story")[start(case, family.workspace_id)])[0]
    drawn = acts.new_scene(case, family.workspace_id)
    with case.edit("A look") as session:
        session.add(
            PersonLook(case_id=case.id, person_id=family.mum, skin="#f3cfb3", hair="long", hair_colour="#8a5a34",
                       top="#2c8a7f", bottom="#4f5b78")
        )  # fmt: skip
    acts.add_stroke(case, drawn, [(10, 10, 0.5), (60, 40, 0.5), (90, 10, 0.5)], colour="#b5493f", pen=5.0)
    acts.add_shape(case, drawn, [(0, 0), (100, 0), (100, 50)], colour="#cfe6ef")
    acts.add_picture(case, drawn, "26BD", 120.0, 400.0, 72.0, alt="a football")
    acts.add_figure(case, drawn, family.mum, 300.0, 320.0, 213.0, face="happy", pose="waving")
    acts.add_bubble(case, drawn, "Hello", 500.0, 60.0, 200.0, 80.0, tail=(-100.0, 90.0))
    acts.add_words(case, drawn, "Mum", 300.0, 20.0, 100.0, 40.0)
    things = [
        {"bent": "10,10 60,40 90,10", "colour": "#b5493f", "pen": 5.0},
        {"corners": "0,0 100,0 100,50", "colour": "#cfe6ef", "edge": 0},
        {"picture": "26BD", "at": [120, 400], "size": 72, "alt": "a football"},
        {"who": family.mum, "at": [300, 426.5], "face": "happy", "pose": "waving"},
        {"say": "Hello", "at": [500, 60], "size": [200, 80], "to": [400, 150]},
        {"words": "Mum", "at": [300, 20], "size": [100, 40]},
    ]
    tables = {name: list(case.rows.table(name).values()) for name in ("story_frame", "person_look")}
    document = {"tables": tables | {"sheet_item": []}}
    written = {"frames": {frame["id"]: {"things": things}}}
    made = json.loads(with_pictures(json.dumps(document).encode(), json.dumps(written).encode()))["tables"]
    wanted = items_of(case.rows, drawn)
    assert len(made["scene_item"]) == len(wanted) == 6
    for row, want in zip(made["scene_item"], wanted, strict=True):
        own = {"id", "scene_id", "case_id", "position"}
        assert {name: row.get(name) or None for name in want if name not in own} == {
            name: value or None for name, value in want.items() if name not in own
        }


def test_a_family_s_file_is_whole_without_its_pictures() -> None:
    for name in ("harlow_pryce", "doyle_rahman"):
        assert not read_bundle(read_bytes("examples", f"{name}.json")).tables["scene"]
