"""The tour's stop in the room of words and pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sofs_desk.tour.window import Tour

if TYPE_CHECKING:
    from ui.screens.words import WordsScreen

STORY_CHANGED = (
    "Daddy drank too much beer, got very angry and hurt Mummy. It was scary. It was not your fault. "
    "Jayden rang Nan. Now grown-ups do the ringing."
)


def words_and_pictures(tour: Tour) -> None:
    """A story as it was read, its next version being made, who is asked again, a shorter one, Urdu, reading it."""
    from ui.screens.words import WordsScreen

    tour.go("words")
    screen = tour.find(WordsScreen)
    tour.wait_for(lambda: screen.strip.thumbs.is_settled)
    tour.shot("words-read")
    tour.press("startNextVersion")
    tour.window.toast.dismiss()
    tour.press("frame-3")
    editor = screen.frame.editor
    tour.type("pictureSearch", "phone")
    tour.wait_for(lambda: screen.strip.thumbs.is_settled)
    tour.shot("words")
    screen.side.shelf.search.clear()
    tour.press("pictureSource1")
    editor.take_tool("choose")
    editor.canvas.choose(next(key for key, piece in editor.canvas.page.pieces.items() if piece.item.kind == "figure"))
    tour.shot("words-places")
    tour.press("changeLook")
    tour.shot("words-look")
    tour.press("sideBack")
    tour.press("pictureSource0")
    editor.take_tool("pen")
    screen.frame.box.words.setPlainText(STORY_CHANGED)
    screen.frame.box.words.commit()
    tour.window.toast.dismiss()
    screen.side.open_changes()
    tour.shot("words-changed")
    tour.press("sideBack")
    screen.side.open_answer(screen.state.view.approvals[0] if screen.state.view else None)
    tour.shot("words-answer")
    tour.press("sideBack")
    screen.side.open_shorter(of_existing=False)
    tour.shot("words-shorter")
    tour.press("sideBack")
    words_in_urdu(tour, screen)


def words_in_urdu(tour: Tour, screen: WordsScreen) -> None:
    """The story in Urdu beside the English one, and read over the whole window."""
    there = next((line.id for line in screen.state.lines if line.language == "ur"), "")
    if there:
        screen.state.show_story(there)
    else:
        screen.translate("ur")
        screen.frame.box.words.setPlainText("امی اور ابو آپ سے بہت پیار کرتے ہیں۔")
        screen.frame.box.words.commit()
    tour.wait_for(lambda: screen.strip.thumbs.is_settled)
    tour.window.toast.dismiss()
    tour.shot("words-urdu")
    screen.state.show_story(screen.state.lines[0].id)
    tour.press("readTogether")
    screen.reading.turn_to(1)
    tour.shot("words-reading")
    tour.press("leaveReading")
