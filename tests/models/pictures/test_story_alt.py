"""What is said about a story's picture to those who do not see it."""

from __future__ import annotations

import pytest

from models.drawings.story_setting import picture_alt
from models.picture_views import FrameView, SceneItemView, SceneView
from models.pictures.library import label


def frame(*items: SceneItemView, words: str = "") -> FrameView:
    return FrameView("f", 1, "About us", "We love you.", words, "", SceneView("s", 1000, 450, "", items))


def thing(code: str, alt: str) -> SceneItemView:
    return SceneItemView(f"{code}{alt}", "picture", 100, 100, 80, 80, picture=code, alt=alt)


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en-GB", "a star, house"),
        ("ur", "ستارہ، مکان"),
        ("ar", f"{label('2B50', 'ar')}، منزل"),
        ("bn", f"{label('2B50', 'bn')}, {label('1F3E0', 'bn')}"),
        ("pl", "gwiazda, dom"),
        ("cy", "star, house"),
    ],
)
def test_pictures_nobody_named_are_called_as_in_the_story(lang: str, said: str) -> None:
    assert picture_alt(frame(thing("2B50", "a star"), thing("1F3E0", "")), lang) == said


def test_a_picture_chosen_in_another_language_is_called_as_in_the_story() -> None:
    assert picture_alt(frame(thing("1F3E0", "مکان")), "en-GB") == "house"
    assert picture_alt(frame(thing("1F3E0", "مکان")), "pl") == "dom"
    assert picture_alt(frame(thing("1F3E0", "ہمارا مکان")), "en-GB") == "ہمارا مکان"


def test_what_somebody_wrote_stays() -> None:
    named = frame(thing("1F415", "Biscuit"), thing("1F415", "our dog"))
    assert picture_alt(named, "en-GB") == "Biscuit, our dog"
    assert picture_alt(named, "ur") == "Biscuit، کتا"
    assert picture_alt(frame(thing("1F415", "a dog"), words="Biscuit asleep."), "ur") == "Biscuit asleep"
    photo = SceneItemView("p", "photo", 0, 0, 9, 9, blob="b", alt="dog")
    assert picture_alt(frame(photo), "ur") == "dog"
