"""Words and pictures on paper: every layout in every language passes both checkers and keeps every word and picture."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from exporters.export import export, pages_of
from exporters.order import Order
from models.acts import stories
from models.acts.people import add_person
from models.drawing import Clip, Rect, Text, flat
from models.readers import US, Reader
from models.story_pages import page_words
from tests.exporters.story_helpers import LANGUAGES, a_story, pages_in, view_of
from tests.slices import sliced

LAYOUTS = ("storybook", "booklet", "strip")
RIGHT_TO_LEFT = ("ur", "ar")
CHILD = Reader("child")


@pytest.mark.parametrize(("language", "layout"), sliced(tuple(LANGUAGES), LAYOUTS))
def test_every_layout_passes_both_checkers_and_keeps_every_word(
    family: Any, language: str, layout: str, assert_accessible: Callable[[bytes], None]
) -> None:
    a_story(family, language)
    order = Order("story", CHILD, layout=layout, lang=language)
    drawing = pages_of(family.case, family.workspace_id, order)
    said = " ".join(drawing.text().split())
    assert said.count(" ".join(LANGUAGES[language].split())) == 6
    questions = [frame.question for frame in view_of(family.case, newest(family)).frames]
    assert len(set(questions)) == 6 and all(question in said for question in questions)
    data = export(family.case, family.workspace_id, order)
    assert drawing.lang == language and f"/Lang ({language})".encode() in data
    assert_accessible(data)


def newest(family: Any) -> str:
    return str(max(family.case.rows.table("story")))


@pytest.mark.parametrize("language", ["en-GB", *RIGHT_TO_LEFT])
def test_words_and_numbers_stand_where_the_language_begins(family: Any, language: str) -> None:
    a_story(family, language)
    pages = pages_of(family.case, family.workspace_id, Order("story", CHILD)).pages
    number = next(item for item in pages[1].items if isinstance(item, Text) and item.text == "1")
    assert (number.x < pages[1].width / 2) == (language in RIGHT_TO_LEFT)
    strip = pages_of(family.case, family.workspace_id, Order("story", CHILD, layout="strip")).pages[0]
    discs = [item.x for item in strip.items if isinstance(item, Text) and item.text in "123"][:3]
    assert (discs == sorted(discs, reverse=True)) == (language in RIGHT_TO_LEFT)


def test_the_cover_names_the_children_and_the_pages_their_number(family: Any) -> None:
    a_story(family)
    pages = pages_in(export(family.case, family.workspace_id, Order("story", CHILD)))
    assert len(pages) == 8
    assert "For Jay" in pages[0] and "June 2025, version 1" in pages[0]
    assert not re.search(r"copy|Printed", " ".join(pages))  # it is the child's own book
    assert [page.split()[-3:] for page in pages[1:7]] and all(
        re.search(rf"\b{number}\b", page) for number, page in enumerate(pages[1:], 2)
    )
    assert page_words("en-GB").draw in pages[-1]
    assert "OpenMoji" in pages[-1] and not any("OpenMoji" in page for page in pages[:-1])


def test_pictures_are_said_in_words(family: Any) -> None:
    story_id = a_story(family)
    drawing = pages_of(family.case, family.workspace_id, Order("story", CHILD))
    figures = [block.alt for block in drawing.blocks if block.role == "Figure"]
    assert figures == ["Jay", *["Jay and a star. “Hello Nan”"] * 6]
    # Where nobody wrote what is to be drawn, the chosen pictures say it.
    stories.set_frame(family.case, view_of(family.case, story_id).frames[0].id, picture="")
    drawing = pages_of(family.case, family.workspace_id, Order("story", CHILD))
    said = next(block.alt for block in drawing.blocks if block.role == "Figure" and block.alt != "Jay")
    assert "a star" in said and "Hello Nan" in said


def test_an_odd_book_has_pages_to_draw_on_instead_of_empty_ones(family: Any) -> None:
    story_id = a_story(family)
    for frames in range(6, 0, -1):
        book = pages_of(family.case, family.workspace_id, Order("story", CHILD))
        folded = pages_of(family.case, family.workspace_id, Order("story", CHILD, layout="booklet"))
        assert len(book.pages) == frames + 2
        assert len(folded.pages) == -(-(frames + 2) // 4) * 2
        for side in folded.pages:
            halves = {item.x >= side.width / 2 - 1 for item in side.items if isinstance(item, Clip | Rect)}
            assert halves == {False, True}
        if frames > 1:
            stories.remove_frame(family.case, view_of(family.case, story_id).frames[-1].id)


def test_what_is_not_drawn_yet_is_asked_of_the_team_and_free_for_the_child(family: Any) -> None:
    story_id = stories.start(family.case, family.workspace_id)
    frame = view_of(family.case, story_id).frames[0]
    stories.set_frame(family.case, frame.id, words="We love Jay.", picture="Mum and Jay at the sea")
    for layout in LAYOUTS:
        team = pages_of(family.case, family.workspace_id, Order("story", US, layout=layout)).text()
        child = pages_of(family.case, family.workspace_id, Order("story", CHILD, layout=layout)).text()
        assert "at the sea" in team and "at the sea" not in child and "We love Jay." in child


def test_the_short_version_for_a_four_year_old(family: Any, assert_accessible: Callable[[bytes], None]) -> None:
    """Fewer frames, its own words, its own child on the cover, in letters that are easier; the full one stays."""
    case, workspace = family.case, family.workspace_id
    add_person(case, "Bee Marsh", born="2021-04-01", child_of_workspace=workspace)
    full = a_story(family)
    chosen = [view_of(case, full).frames[n].id for n in (0, 2, 5)]
    short = stories.shorter(case, full, chosen, for_words="for Bee", for_age=4)
    stories.set_story(case, short, font="easier")
    stories.set_frame(case, chosen[1], story_id=short, words="Mum was ill. It is not your fault.")
    order = Order("story", CHILD, story="shorter")
    data = export(case, workspace, order)
    pages = pages_in(data)
    assert len(pages) == 5
    assert "For Bee" in pages[0] and "shorter" not in pages[0] and "Jay" not in pages[0]
    assert "Mum was ill." in pages[2] and b"Lexend" in data
    sizes = {item.size for item in words_of(pages_of(case, workspace, order).pages[2]) if "Mum" in item.text}
    assert min(sizes) >= 20
    assert_accessible(data)
    whole = " ".join(pages_in(export(case, workspace, Order("story", CHILD, story="full"))))
    assert "Mum was ill." not in whole and whole.count("It was not your fault.") == 6


def words_of(page: Any) -> list[Text]:
    return [item for item in flat(page.items) if isinstance(item, Text)]


def test_a_translation_is_found_by_its_name_or_code(family: Any) -> None:
    full = a_story(family)
    urdu = stories.translation(family.case, full, "ur")
    stories.set_frame(family.case, view_of(family.case, urdu).frames[0].id, words=LANGUAGES["ur"])
    for name in ("ur", "Urdu", "urdu", "اردو"):
        drawing = pages_of(family.case, family.workspace_id, Order("story", CHILD, lang=name))
        assert drawing.lang == "ur" and page_words("ur").title in drawing.text()
        # It shares the full story's pictures.
        assert any(isinstance(item, Clip) for item in drawing.pages[1].items)


def test_one_picture_alone_has_no_number_and_its_attribution(family: Any) -> None:
    a_story(family)
    (page,) = pages_of(family.case, family.workspace_id, Order("story", CHILD, frame=3)).pages
    said = [item.text for item in words_of(page)]
    assert any("OpenMoji" in text for text in said)
    assert said.count("3") == 1  # the frame's own, in its disc
    picture = export(family.case, family.workspace_id, Order("story", CHILD, "png", frame=3))
    whole = export(family.case, family.workspace_id, Order("story", CHILD, "png"))
    assert picture.startswith(b"\x89PNG") and len(picture) < len(whole) / 3
