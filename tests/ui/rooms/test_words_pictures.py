"""The studio: what is put in a picture, by word, by face, by place, from a file; drawn, undone, read."""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from models.acts import scenes, stories
from models.photos import cleaned
from models.pictures.library import find
from models.pictures.shelf import favourites, recent
from models.readers import FAMILY
from tests.ui.rooms.words_helpers import Studio
from ui import seams
from ui.screens.words import WordsScreen
from ui.screens.words.tiles import Tile


@pytest.fixture
def studio(bare: Any, show: Callable[..., QWidget]) -> Studio:
    """The room with a story just begun."""
    stories.start(bare.case, bare.workspace_id)
    made = Studio(bare, WordsScreen(bare.context))
    show(made.screen, 1366)
    return made


def photograph(tmp_path: Path, colour: str = "#3366aa", size: tuple[int, int] = (1600, 1200)) -> Path:
    path = tmp_path / f"{colour.lstrip('#')}.jpg"
    Image.effect_mandelbrot(size, (-2.0, -1.5, 1.0, 1.5), 20).convert("RGB").save(path, quality=85)
    return path


def tiles(studio: Studio) -> list[Tile]:
    return [tile for tile in studio.screen.side.shelf.tiles if not tile.isHidden()]


# ---- by word ------------------------------------------------------------------------------------------------------
def test_pictures_fit_the_sentence_while_it_is_written_and_the_word_tells_what_it_shows(
    studio: Studio, qtbot: Any
) -> None:
    studio.write("We like pancakes")
    qtbot.waitUntil(lambda: "pancakes" in [tile.word for tile in tiles(studio)])
    tile = next(tile for tile in tiles(studio) if tile.word == "pancakes")
    studio.press(tile.objectName())
    assert studio.kinds() == ["picture"]
    frame = studio.view.frames[0]
    assert frame.scene is not None
    assert frame.scene.items[0].alt == "pancakes"
    desk = studio.family.case.desk
    assert [hit.code for hit in recent(desk)] == [tile.key]
    # It is chosen: it can be kept at hand, then found under Liked.
    studio.press("keepPicture")
    assert [hit.code for hit in favourites(desk)] == [tile.key]
    studio.screen.side.shelf.sources.set_current(3)
    studio.screen.side.shelf.show_pictures()
    assert [each.word for each in tiles(studio)] == ["pancakes"]
    studio.family.context.undo()
    assert studio.kinds() == []
    assert studio.screen.state.frame_row()["scene_id"] is None  # type: ignore[index]


def test_the_search_answers_every_key_and_says_when_there_is_nothing(studio: Studio, qtbot: Any) -> None:
    search = studio.screen.side.shelf.search
    find("a")  # the list is read in a thread when the room is shown
    QTest.keyClicks(search, "phone")
    assert "phone" in [tile.word for tile in tiles(studio)]
    qtbot.waitUntil(lambda: not any(tile.wants_picture for tile in tiles(studio)))
    search.clear()
    QTest.keyClicks(search, "qqzzx")
    assert not tiles(studio)
    assert studio.screen.side.shelf.nothing.isVisible()
    QTest.keyClick(search, Qt.Key.Key_Escape)
    assert not search.text()


# ---- by place, by face --------------------------------------------------------------------------------------------
def test_a_place_is_chosen_in_one_step(studio: Studio) -> None:
    shelf = studio.screen.side.shelf
    shelf.sources.set_current(1)
    shelf.show_pictures()
    studio.press("place-park")
    frame = studio.screen.state.frame
    assert frame is not None
    assert frame.scene is not None
    assert frame.scene.backdrop == "park"
    assert next(tile for tile in tiles(studio) if tile.isChecked()).key == "park"
    studio.family.context.undo()
    assert studio.screen.state.frame_row()["scene_id"] is None  # type: ignore[index]


def test_people_are_put_in_as_figures_and_how_they_look_is_kept_in_every_picture(studio: Studio) -> None:
    mila = studio.family.people["Mila"]
    studio.press(f"figure-{mila}")
    studio.press("frame-2")
    studio.press(f"figure-{mila}")
    studio.press("changeLook")
    studio.press("look-hair-braids")
    studio.press("look-top-b5493f")
    studio.press("look-extras-glasses")
    studio.screen.state.forget()
    for frame in studio.view.frames[:2]:
        assert frame.scene is not None
        look = frame.scene.items[0].look
        assert look is not None
        assert (look.hair, look.top, look.extras) == ("braids", "#b5493f", ("glasses",))
    assert studio.screen.side.look.preview.look is not None
    assert studio.screen.side.look.preview.look.hair == "braids"


def test_somebody_kept_from_a_reader_is_offered_to_nobody(studio: Studio) -> None:
    from models.entities import Restriction

    mila = studio.family.people["Mila"]
    with studio.family.case.edit("Kept back") as session:
        session.add(
            Restriction(case_id=studio.family.case.id, target_table="person", target_id=mila, fact="", reason="r")
        )
    assert mila in [look.person_id for look in studio.screen.side.figures._ordered()]
    studio.family.context.set_lens(FAMILY)
    assert mila not in [look.person_id for look in studio.screen.side.figures._ordered()]


# ---- drawn, and photographs ---------------------------------------------------------------------------------------
def test_the_first_line_makes_the_picture_it_goes_into_and_one_undo_takes_both(studio: Studio, qtbot: Any) -> None:
    assert studio.screen.state.frame_row()["scene_id"] is None  # type: ignore[index]
    studio.draw((200, 100), (260, 130), (320, 100))
    assert studio.kinds() == ["stroke"]
    studio.draw((200, 150), (260, 180))
    assert studio.kinds() == ["stroke", "stroke"]
    qtbot.waitUntil(lambda: studio.screen.strip.thumbs.pixmap(studio.view.frames[0].id) is not None)
    studio.family.context.undo()
    studio.family.context.undo()
    assert studio.kinds() == []
    assert studio.screen.state.frame_row()["scene_id"] is None  # type: ignore[index]
    studio.draw((200, 150), (260, 180))
    assert studio.kinds() == ["stroke"]


class Chooses(seams.QtSeams):
    """Answers the file dialog."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def open_file(self, parent: QWidget, title: str, filters: object) -> Path | None:
        return self._path


def test_a_picture_of_ones_own_comes_from_a_file_and_is_nothing_but_pixels(studio: Studio, tmp_path: Path) -> None:
    path = photograph(tmp_path)
    with seams.use(Chooses(path)):
        studio.press("ownFile")
    assert studio.kinds() == ["photo"]
    assert studio.screen.frame.picture.is_gap, "what it shows is asked for"
    bad = tmp_path / "words.jpg"
    bad.write_bytes(b"no picture")
    with seams.use(Chooses(bad)):
        studio.press("ownFile")
    assert studio.kinds() == ["photo"]
    assert studio.family.said.toasts


def test_a_story_of_twelve_photographs_opens_at_once(
    bare: Any, show: Callable[..., QWidget], tmp_path: Path, qtbot: Any
) -> None:
    story = stories.start(bare.case, bare.workspace_id)
    for _ in range(6):
        stories.add_frame(bare.case, story, "And then?")
    rows = sorted(bare.case.rows.where("story_frame", story_id=story), key=lambda row: row["number"])
    base = Image.open(io.BytesIO(photograph(tmp_path, size=(1200, 900)).read_bytes()))
    for number, row in enumerate(rows):
        out = io.BytesIO()
        base.crop((number, 0, 1188 + number, 900)).save(out, "JPEG", quality=85)
        _, scene_id = stories.scene_for(bare.case, row["id"])
        scenes.add_photo(bare.case, scene_id, cleaned(out.getvalue()), 500, 225, 500)
    screen = WordsScreen(bare.context)
    before = time.perf_counter()
    show(screen, 1366)
    QApplication.processEvents()
    took = time.perf_counter() - before
    assert took < 4, "the small pictures are made afterwards, in a thread"
    qtbot.waitUntil(lambda: screen.strip.thumbs.is_settled)
    assert all(screen.strip.thumbs.pixmap(row["id"]) is not None for row in rows)


# ---- reading together ---------------------------------------------------------------------------------------------
def test_reading_together_shows_the_printed_pages_over_the_whole_window(studio: Studio) -> None:
    studio.write("We like pancakes.")
    studio.press("readTogether")
    reading = studio.screen.reading
    assert reading.isVisible()
    assert "Page 1 of 8" in reading.count.text()
    assert not reading.back_button.isEnabled()
    QTest.keyClick(reading, Qt.Key.Key_Right)
    assert "We like pancakes." in reading.page.accessibleName()
    QTest.mouseClick(reading.page, Qt.MouseButton.LeftButton, pos=QPoint(5, 50))
    assert reading.place == 0
    QTest.keyClick(reading, Qt.Key.Key_End)
    assert not reading.next_button.isEnabled()
    studio.press("toldFromReading")
    assert studio.screen.side.page is studio.screen.side.telling
    assert not reading.isVisible()


def test_a_story_from_right_to_left_is_turned_the_other_way(studio: Studio) -> None:
    studio.write("We like pancakes.")
    studio.choose("translate-ur")
    studio.press("readTogether")
    reading = studio.screen.reading
    QTest.keyClick(reading, Qt.Key.Key_Left)
    assert reading.place == 1
    QTest.keyClick(reading, Qt.Key.Key_Escape)
    assert studio.screen.pages.currentIndex() == 0


def test_print_leads_to_the_copies_with_the_story_chosen(studio: Studio) -> None:
    studio.press("storyShare")
    assert studio.family.said.room == "share"
    assert studio.family.context.wanted_copy == "story"


def test_a_picture_of_ones_own_is_used_again_in_another_frame(studio: Studio, tmp_path: Path) -> None:
    with seams.use(Chooses(photograph(tmp_path, size=(400, 300)))):
        studio.press("ownFile")
    studio.press("frame-2")
    studio.screen.side.shelf.sources.set_current(2)
    studio.screen.side.shelf.show_pictures()
    (tile,) = tiles(studio)
    studio.press(tile.objectName())
    assert studio.kinds() == ["photo"]
    first, second = (frame.scene for frame in studio.view.frames[:2])
    assert first is not None
    assert second is not None
    assert first.items[0].blob == second.items[0].blob
