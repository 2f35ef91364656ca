"""The studio: who said yes, who asks for a change, when it was read and what the children asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget

from models.acts import stories as acts
from models.picture_views import ApprovalView
from models.readers import Reader
from tests.ui.rooms.words_helpers import Studio
from ui.screens.words import WordsScreen


@pytest.fixture
def studio(bare: Any, show: Callable[..., QWidget]) -> Studio:
    """The room with a story of one written frame."""
    acts.start(bare.case, bare.workspace_id)
    made = Studio(bare, WordsScreen(bare.context))
    show(made.screen, 1366)
    made.write("Daddy hit Mummy.")
    return made


def answer(studio: Studio, who: str) -> ApprovalView:
    return next(each for each in studio.view.approvals if each.who == who)


def open_row(studio: Studio, who: str) -> None:
    place = next(place for place, each in enumerate(studio.view.approvals) if each.who == who)
    studio.press(f"answer-{place}")


def test_the_order_is_suggested_and_nobody_is_bound_to_it(studio: Studio) -> None:
    suggested = [each.who for each in studio.view.approvals]
    assert suggested == ["The network", "The manager"], "no parents are known in this family"
    open_row(studio, "The manager")
    studio.press("sayYes")
    assert answer(studio, "The manager").state == "approved"
    assert answer(studio, "The network").state == "open"
    studio.press("answerOther")
    studio.press("sayYes")
    assert "Choose somebody" in studio.family.said.toasts[-1][0]
    assert studio.screen.side.page is studio.screen.side.answer


def test_somebody_says_yes_on_a_day(studio: Studio) -> None:
    studio.press("answerOther")
    form = studio.screen.side.answer
    studio.press(f"answerPeople-{studio.family.people['Shauna']}")
    form.day.set_day("2025-06-20")
    studio.press("sayYes")
    said = answer(studio, "Shauna")
    assert (said.state, said.on) == ("approved", "2025-06-20")
    assert studio.screen.side.page is None
    row = studio.screen.side.asked.rows[0]
    assert "Shauna: said yes, 20 Jun" in row.accessibleName()
    studio.family.context.undo()
    assert "Shauna" not in [each.who for each in studio.view.approvals]


def test_a_change_is_asked_for_and_words_changed_after_an_answer_are_asked_about_again(studio: Studio) -> None:
    studio.press("answerOther")
    form = studio.screen.side.answer
    form.other.setText("Kofi's sister")
    assert not form.change.isEnabled(), "first what should be different"
    form.words.setPlainText("“hurt”, not “hit”")
    studio.press("askChange")
    said = answer(studio, "Kofi's sister")
    assert (said.state, said.asked_for) == ("asked_change", "“hurt”, not “hit”")
    assert "version 2" in studio.screen.side.asked.about.text()
    studio.write("Daddy hurt Mummy.")
    assert studio.view.version == 2
    assert answer(studio, "Kofi's sister").state == "open"
    assert answer(studio, "Kofi's sister").when.startswith("asked again")
    assert "version 2" in studio.family.said.toasts[-1][0]
    older = next(line for line in studio.screen.state.lines if line.version == 1)
    studio.screen.state.show_story(older.id)
    assert studio.words()[0] == "Daddy hit Mummy."
    assert answer(studio, "Kofi's sister").state == "asked_change"


def test_an_answer_written_down_by_mistake_is_taken_away(studio: Studio) -> None:
    acts.approve(studio.family.case, studio.view.id, studio.family.people["Shauna"])
    open_row(studio, "Shauna")
    studio.press("removeAnswer")
    assert "Shauna" not in [each.who for each in studio.view.approvals]


def test_reading_it_is_written_down_with_what_the_children_asked(studio: Studio) -> None:
    studio.press("tellStory")
    form = studio.screen.side.telling
    assert form.there.text == "Jayden and Mila", "Alfie is one year old"
    studio.press(f"readByPeople-{studio.family.people['Shauna']}")
    studio.press(f"readByPeople-{studio.family.people['Danny']}")
    assert form.read_by.text == "Shauna and Danny"
    studio.press(f"readByPeople-{studio.family.people['Danny']}")
    assert form.read_by.text == "Shauna"
    form.day.set_day("2025-02-16")
    form.place.setText("at Nan's")
    studio.press("keepTelling")
    (telling,) = studio.view.tellings
    assert (telling.read_by, telling.on, telling.place) == ("Shauna", "2025-02-16", "at Nan's")
    assert studio.view.is_fixed

    studio.press("addAsked-0")
    asked = studio.screen.side.question
    studio.press(f"askedBy-{studio.family.people['Mila']}")
    asked.asked.setPlainText("Is the beer still at Grandma's?")
    asked.asked.commit()  # words are kept as soon as their field is left
    asked.answered.setPlainText("No, Ian poured it away.")
    studio.press(f"answeredBy-{studio.family.people['Danny']}")
    studio.press("keepAsked")
    (line,) = studio.view.tellings[0].asked
    assert line.asked_by is not None
    assert line.answered_by is not None
    assert (line.asked_by.name, line.asked) == ("Mila", "Is the beer still at Grandma's?")
    assert (line.answered_by.name, line.answered) == ("Danny", "No, Ian poured it away.")
    studio.press("telling-0")
    studio.screen.side.telling.place.setText("at home")
    studio.press("keepTelling")
    assert studio.view.tellings[0].place == "at home"


def test_a_story_without_words_is_not_read(studio: Studio) -> None:
    studio.write("")
    studio.press("tellStory")
    studio.press("keepTelling")
    assert not studio.view.tellings
    assert "Write the first frame" in studio.family.said.toasts[-1][0]


def test_how_the_grown_ups_agreed_is_not_for_the_child(studio: Studio) -> None:
    acts.approve(studio.family.case, studio.view.id, studio.family.people["Shauna"])
    assert studio.screen.side.asked.isVisible()
    studio.family.context.set_lens(Reader("child"))
    assert not studio.screen.side.asked.isVisible()
