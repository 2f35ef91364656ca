"""The studio: a story begun from the template, its frames and words, its versions; what was read stays."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget

from models.acts import stories as acts
from models.entities import Restriction
from models.readers import FAMILY, US
from tests.ui.rooms.words_helpers import Studio
from ui.screens.words import WordsScreen
from ui.screens.words.versions import differing
from ui.widgets import Label


@pytest.fixture
def studio(bare: Any, show: Callable[..., QWidget]) -> Studio:
    """The room with a story just begun."""
    made = Studio(bare, WordsScreen(bare.context))
    show(made.screen, 1366)
    made.press("startStory")
    return made


def test_nothing_yet_explains_itself_and_starts_from_the_template(bare: Any, show: Callable[..., QWidget]) -> None:
    screen = WordsScreen(bare.context)
    show(screen, 1366)
    assert screen.state.view is None
    button = screen.findChild(QAbstractButton, "startStory")
    assert button is not None
    assert button.isVisible()
    button.click()
    assert screen.state.view is not None
    assert screen.state.view.frames[0].question == "About us"
    assert screen.for_whom.text().startswith("For ")
    assert "Begin warm" in screen.frame.box.words.hint
    bare.context.undo()
    assert screen.state.view is None
    assert screen.findChild(QAbstractButton, "startStory") is not None


def test_words_are_kept_and_go_to_the_frame_they_were_written_for(studio: Studio) -> None:
    studio.write("We like pancakes.")
    studio.write("We like the park.", leave=False)
    studio.press("frame-2")
    assert studio.words()[:2] == ["We like the park.", ""]
    studio.write("Nan is worried.")
    assert studio.words()[:2] == ["We like the park.", "Nan is worried."]
    studio.family.context.undo()
    assert studio.words()[:2] == ["We like the park.", ""]
    assert studio.screen.frame.box.words.toPlainText() == ""


def test_whose_words_and_what_the_picture_shows_are_asked_for(studio: Studio) -> None:
    page = studio.screen.frame
    assert page.picture.is_gap
    assert page.whose.is_gap
    page.whose.open()
    editor = page.whose.field.editor
    assert editor is not None
    QTest.keyClicks(editor, "Shauna\r")
    assert studio.view.frames[0].whose == "Shauna"
    assert not page.whose.is_gap


def test_whatever_is_being_written_goes_to_the_frame_it_was_begun_in(studio: Studio) -> None:
    page = studio.screen.frame
    page.whose.open()
    assert page.whose.field.editor is not None
    page.whose.field.editor.setPlainText("Shauna")
    page.editor.write("words")
    assert page.editor.writing.field is not None
    page.editor.writing.field.setPlainText("BANG")
    studio.screen.state.show_frame(studio.view.frames[1].id)
    assert not page.whose.editing
    assert page.editor.writing.field is None
    assert [frame.whose for frame in studio.view.frames[:2]] == ["Shauna", ""]
    assert studio.kinds() == []
    studio.screen.state.show_frame(studio.view.frames[0].id)
    assert studio.kinds() == ["words"]


def test_frames_are_added_moved_by_keys_and_taken_out(studio: Studio) -> None:
    before = studio.questions()
    first = studio.screen.strip.tiles[0]
    QTest.keyClick(first, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert studio.questions()[:2] == [before[1], before[0]]
    assert studio.screen.state.number == 2
    studio.press("addFrame")
    assert len(studio.questions()) == len(before) + 1
    assert studio.screen.state.number == len(before) + 1
    assert studio.screen.frame.box.question.editing, "its question is written first"
    QTest.keyClick(studio.screen.strip.tiles[-1], Qt.Key.Key_Delete)
    assert len(studio.questions()) == len(before)


def test_frames_are_moved_by_hand_and_by_their_menu(studio: Studio) -> None:
    before = studio.questions()
    tile = studio.screen.strip.tiles[1]
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(tile, left, pos=tile.rect().center())
    QTest.mouseMove(tile, tile.rect().center() - tile.rect().bottomLeft())
    QTest.mouseRelease(tile, left)
    assert studio.questions()[:2] == [before[1], before[0]]
    menu = studio.screen.strip.menu_for(studio.view.frames[0].id)
    down = menu.findChild(QAction, "frameDown")
    assert down is not None
    down.trigger()
    menu.deleteLater()
    assert studio.questions() == before


def test_hard_words_and_many_sentences_are_told_gently(studio: Studio, qtbot: Any) -> None:
    studio.write("There was an assessment. ", leave=False)
    qtbot.waitUntil(lambda: any(note.kind == "hard_word" for note in studio.screen.frame.notes.notes))
    assert studio.screen.frame.box.words.extraSelections()
    studio.write("Mum loves you.")
    qtbot.waitUntil(lambda: not any(n.kind == "hard_word" for n in studio.screen.frame.notes.notes))
    assert not studio.screen.frame.box.words.extraSelections()
    asked = {note.kind for frame in studio.view.frames for note in frame.notes}
    assert {"fault", "tell"} <= asked


def test_reading_aloud_is_greyed_out_with_its_reason(studio: Studio) -> None:
    studio.write("Mum loves you.")
    notes = studio.screen.frame.notes
    if not studio.screen.voice.is_there:
        assert not notes.aloud.isEnabled()
        assert notes.aloud.toolTip() == studio.screen.voice.reason != ""
        assert notes.no_voice.isVisible()


# ---- versions -----------------------------------------------------------------------------------------------------
def test_a_version_that_was_read_cannot_be_changed_and_the_next_one_starts_as_a_copy(studio: Studio) -> None:
    studio.write("We like pancakes.")
    studio.draw((200, 100), (300, 140))
    acts.tell(studio.family.case, studio.view.id, read_by="Shauna")
    screen = studio.screen
    assert studio.view.is_fixed
    assert screen.frame.box.words.isReadOnly()
    assert screen.frame.editor.canvas.read_only
    assert not screen.strip.add_button.isVisible()
    assert not screen.side.making.isVisible()
    studio.draw((200, 200), (300, 240))
    assert studio.kinds() == ["stroke"]
    QTest.keyClick(screen.strip.tiles[0], Qt.Key.Key_Delete)
    assert len(studio.view.frames) == 6
    read = studio.view.id
    studio.press("startNextVersion")
    assert (studio.view.version, studio.view.id != read) == (2, True)
    assert studio.words()[0] == "We like pancakes."
    studio.draw((200, 200), (300, 240))
    assert studio.kinds() == ["stroke", "stroke"]
    studio.choose("show-1")
    assert studio.kinds() == ["stroke"]
    assert "newer version" in screen.banner_words.text()
    studio.press("startNextVersion")
    assert studio.view.version == 2


def test_what_changed_between_versions_is_marked_word_by_word(studio: Studio) -> None:
    studio.write("Daddy hit Mummy.")
    acts.tell(studio.family.case, studio.view.id, read_by="Shauna")
    studio.press("startNextVersion")
    studio.write("Daddy hurt Mummy.")
    studio.choose("whatChanged")
    said = [label.text() for label in studio.screen.side.changes.findChildren(Label)]
    assert "Daddy hit Mummy." in said
    assert "Daddy hurt Mummy." in said
    assert differing("Daddy hit Mummy.", "Daddy hurt Mummy.") == ([(6, 9)], [(6, 10)])
    studio.press("sideBack")
    assert studio.screen.side.page is None


def test_a_shorter_story_keeps_chosen_frames_until_it_has_its_own_words(studio: Studio) -> None:
    studio.write("Mummy and Daddy love you.")
    studio.choose("shorterStory")
    side = studio.screen.side
    kept = [switch.text() for switch in side.shorter.switches.values() if switch.isChecked()]
    assert kept[0].startswith("1 ")
    assert len(kept) == 4
    side.shorter.age.setText("4")
    studio.press("makeShorter")
    assert len(studio.view.frames) == 4
    assert studio.view.for_age == 4
    studio.write("We love you.")
    assert studio.words()[0] == "We love you."
    full = next(line for line in studio.screen.state.lines if line.form == "full")
    studio.screen.state.show_story(full.id)
    assert studio.words()[0] == "Mummy and Daddy love you."


def test_urdu_stands_beside_english_from_right_to_left_with_the_same_picture(studio: Studio) -> None:
    studio.write("We like pancakes.")
    studio.draw((200, 100), (300, 140))
    studio.choose("translate-ur")
    box = studio.screen.frame.box
    assert studio.view.rtl
    assert box.words.is_rtl
    assert box.words.document().defaultTextOption().textDirection() == Qt.LayoutDirection.RightToLeft
    assert box.other_words.isVisible()
    assert box.other_words.text() == "We like pancakes."
    box.words.setPlainText("ہمیں پین کیک پسند ہیں۔")
    box.words.commit()
    assert studio.words()[0] == "ہمیں پین کیک پسند ہیں۔"
    # The picture is the same one, so it is not changed from here unless somebody says so.
    assert studio.screen.frame.editor.canvas.read_only
    studio.press("ownPicture")
    assert not studio.screen.frame.editor.canvas.read_only
    studio.draw((200, 200), (300, 240))
    assert studio.kinds() == ["stroke", "stroke"]
    studio.choose("beside-none")
    assert not box.other_words.isVisible()
    studio.choose("show-0")
    assert studio.kinds() == ["stroke"]
    assert not box.words.is_rtl


def test_the_heading_is_written_in_place(studio: Studio) -> None:
    studio.choose("storyHeading")
    heading = studio.screen.side.heading
    heading.for_words.setText("for Mila")
    heading.for_words.editingFinished.emit()
    heading.age.setText("4")
    heading.age.editingFinished.emit()
    heading.letters.chosen.emit(1)
    assert (studio.view.for_words, studio.view.for_age, studio.view.font) == ("for Mila", 4, "easier")
    assert studio.screen.for_whom.text() == "For Mila"


# ---- who looks ----------------------------------------------------------------------------------------------------
def test_what_is_kept_from_a_reader_leaves_no_trace(studio: Studio) -> None:
    studio.write("We like pancakes.")
    second = studio.view.frames[1].id
    with studio.family.case.edit("Kept back") as session:
        session.add(
            Restriction(
                case_id=studio.family.case.id, target_table="story_frame", target_id=second, fact="", reason="r"
            )
        )
    assert len(studio.screen.strip.tiles) == 6
    studio.family.context.set_lens(FAMILY)
    assert len(studio.screen.strip.tiles) == 5
    assert "Who is worried?" not in " ".join(tile.accessibleName() for tile in studio.screen.strip.tiles)
    studio.family.context.set_lens(US)
    assert len(studio.screen.strip.tiles) == 6
