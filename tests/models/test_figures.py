"""People as simple figures: they keep their look, fit their measure, and nothing about them is guessed from a name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.drawing import Path
from models.drawings.figures import (
    FACES,
    POSES,
    STYLES,
    choices,
    default_look,
    extent,
    figure,
    portrait,
    size_of,
    standing_height,
)
from models.picture_views import LookView
from models.views import PersonView

JAYDEN = LookView("a2", "Jayden", "#b67d55", "lines", "#2d2320", "#c8693a", "#3f5166", (), "child")
NAN = LookView("a5", "Nan", "#f3cfb3", "waves", "#d8d4cc", "#8c6fa8", "#6b6355", ("glasses", "dress"), "older")


def _fills(look: LookView, face: str, pose: str) -> set[str]:
    return {item.fill or item.stroke for item in figure(look, face, pose, 200.0) if isinstance(item, Path)}


@pytest.mark.parametrize("pose", sorted(POSES))
@pytest.mark.parametrize("face", sorted(FACES))
def test_a_look_stays_from_picture_to_picture(face: str, pose: str) -> None:
    shown = _fills(JAYDEN, face, pose)
    assert {JAYDEN.skin, JAYDEN.hair_colour, JAYDEN.top} <= shown
    assert all(item.round for item in figure(JAYDEN, face, pose, 200.0) if isinstance(item, Path) and item.stroke)


def test_every_choice_offered_is_drawn_and_every_one_drawn_is_offered() -> None:
    known = choices()
    assert {each.key for each in known.hair} == STYLES
    assert {each.key for each in known.faces} == FACES
    assert {each.key for each in known.poses} == POSES
    plain = figure(JAYDEN, "calm", "standing", 100.0)
    for extra in known.extras:
        assert figure(replace(JAYDEN, extras=(extra.key,)), "calm", "standing", 100.0) != plain, extra.key
    drawn = {style.key: figure(replace(JAYDEN, hair=style.key), "calm", "standing", 100.0) for style in known.hair}
    assert len(set(drawn.values())) == len(known.hair)


@pytest.mark.parametrize("size", [each.key for each in choices().sizes])
def test_feet_stand_on_the_line_and_the_height_is_kept(size: str) -> None:
    look = replace(JAYDEN, size=size, hair="short")
    around = extent(look, "calm", "standing", 100.0)
    assert -108 < around.top < -88
    assert -2 < around.bottom < 4
    assert around.left == pytest.approx(-around.right, abs=8)
    lying = extent(look, "asleep", "lying", 100.0)
    assert lying.right - lying.left > 90
    assert lying.bottom < 4


def test_children_are_smaller_than_grown_ups() -> None:
    heights = [standing_height(size) for size in ("baby", "toddler", "child", "teenager", "adult")]
    assert heights == sorted(heights)


def test_a_default_look_is_always_the_same_and_says_nothing_of_a_name() -> None:
    person = PersonView("p1", "Ayesha", "Ayesha Rahman", "AR", is_child=True, age="9", gender="female")
    renamed = replace(person, name="Kate", full_name="Kate Doyle", initials="KD")
    assert default_look(person) == default_look(person)
    assert replace(default_look(renamed), name="Ayesha") == default_look(person)
    offered = {choice.key for choice in choices().skins}
    skins = {default_look(replace(person, id=f"p{number}")).skin for number in range(80)}
    assert skins == offered
    worn = [
        default_look(replace(person, id=f"p{number}", gender=g)) for number in range(40) for g in ("male", "female")
    ]
    assert not {look.hair for look in worn} & {*choices().cloth_styles, "lines", "braids", "afro"}
    assert not any(look.extras for look in worn)


def test_people_of_one_household_begin_alike() -> None:
    mother = PersonView("m", "M", "M", "M", household="h1", age="34", gender="female")
    child = PersonView("c", "C", "C", "C", household="h1", age="9", is_child=True)
    assert default_look(mother).skin == default_look(child).skin


@pytest.mark.parametrize(
    ("age", "size"),
    [("14 months", "baby"), ("3 weeks", "baby"), ("1", "baby"), ("3", "toddler"), ("9", "child"), ("13", "teenager"),
     ("41", "adult"), ("67", "older"), ("", "child")],
)  # fmt: skip
def test_size_follows_age(age: str, size: str) -> None:
    assert size_of(PersonView("p", "P", "P", "P", is_child=True, age=age)) == size


def test_a_portrait_fits_its_square() -> None:
    for item in portrait(NAN, "happy", 60.0):
        assert isinstance(item, Path)
        for _, values in item.segments:
            assert all(-4 < value < 64 for value in values)
