"""Scaling after the reveal: everybody on their number, in words, over time; never an average."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from models.acts.cards import restrict
from models.acts.scoring import set_score
from models.acts.strands import start_round
from models.entities import CircleMove, OpenQuestion, SafetyCircle
from models.errors import KnownError
from models.readers import FAMILY
from ui.screens.scaling import ScalingScreen, words
from ui.theme import theme
from ui.widgets import GrowingTextEdit


def button(widget: QWidget, name: str) -> QPushButton:
    found = widget.findChild(QPushButton, name)
    assert isinstance(found, QPushButton), name
    return found


def settle() -> None:
    QTest.qWait(30)


@pytest.fixture
def screen(family: Any, show: Callable[..., QWidget]) -> ScalingScreen:
    made = ScalingScreen(family.context)
    show(made)
    settle()
    return made


def pill(screen: ScalingScreen, person_id: str) -> QPushButton:
    return button(screen.reveal.stage.strip, f"scalePerson-{person_id}")


def test_the_spread_in_words_beside_earlier_rounds(screen: ScalingScreen) -> None:
    stage = screen.reveal.stage
    assert stage.headline.text() == "From 5 to 8"
    assert stage.compared.text() == "Closer together than in October, when it was 1 to 8. In March it was 4 to 6."
    assert stage.question.text() == "What does the person at 8 see that the person at 5 does not?"
    assert screen.count.text() == "12 scores"


def test_missing_voices_are_named(family: Any, screen: ScalingScreen) -> None:
    with family.case.edit("A question") as session:
        session.add(
            OpenQuestion(
                case_id=family.case.id, workspace_id=family.workspace_id, topic="scale",
                person_id=family.people["Wes"], text="How safe is it, Wes?",
            )
        )  # fmt: skip
    assert screen.reveal.stage.ask.words.text() == "Wes has not been asked. PC Tate missed December and March."


def test_who_came_closer_in_the_safety_circle_is_asked_for(family: Any, screen: ScalingScreen) -> None:
    base = {"case_id": family.case.id, "workspace_id": family.workspace_id}
    with family.case.edit("Circles") as session:
        session.add(SafetyCircle(id="c", **base))
        session.flush()
        for person, day, ring in (("Wes", "2024-10-14", "outer"), ("Wes", "2025-06-17", "middle"),
                                  ("Lisa", "2024-10-14", "outer"), ("Lisa", "2025-06-17", "inner")):  # fmt: skip
            move = CircleMove(circle_id="c", person_id=family.people[person], ring=ring, moved_on=day, **base)
            session.add(move)
    # Lisa has scored, so only Wes is missing.
    assert screen.reveal.stage.ask.words.text().startswith("Wes has not been asked.")
    screen.show_round(screen.reveal.chart.findChildren(QPushButton)[0].round.id)
    assert "Wes" not in screen.reveal.stage.ask.words.text()  # in October he stood further away


def test_no_average_is_shown_anywhere(screen: ScalingScreen) -> None:
    shown = [w.text() for w in screen.findChildren(QPushButton)] + [screen.reveal.stage.headline.text()]
    assert not any("." in text and text.replace(".", "").isdecimal() for text in shown)
    assert not any("average" in text.lower() or "mean" in text.lower() for text in shown)


def test_everybody_stands_on_their_number_and_nobody_on_the_words(family: Any, screen: ScalingScreen) -> None:
    stage = screen.reveal.stage
    boxes = []
    for name in ("Shauna", "Mila", "PC Tate", "Danny"):
        found = pill(screen, family.people[name])
        boxes.append(found.geometry().translated(stage.strip.pos()))
        assert found.isVisible()
    centres = [box.center().x() for box in boxes]
    assert centres[1] > centres[0] > centres[3] > centres[2]  # 8 right of 7 right of 6 right of 5
    for pill_box in boxes:
        assert not pill_box.intersects(stage.ask.geometry())
        assert not pill_box.intersects(stage.question.geometry())


def test_a_tapped_person_is_followed_through_the_rounds(family: Any, screen: ScalingScreen) -> None:
    danny = pill(screen, family.people["Danny"])
    QTest.mouseClick(danny, Qt.MouseButton.LeftButton)
    assert screen.reveal.hint.text() == "The line follows Danny. Tap anyone above."
    assert [value for _, value in screen.reveal.chart.line_of(family.people["Danny"])] == [8, 7, 4, 5, 6]
    assert screen.reveal.answers.rows[0].score.person.name == "Danny"
    assert pill(screen, family.people["Danny"]) is danny  # the keyboard stays where it was
    QTest.mouseClick(danny, Qt.MouseButton.LeftButton)
    assert screen.reveal.hint.text() == "Tap anyone above to follow them."


def test_earlier_rounds_can_be_looked_at(screen: ScalingScreen) -> None:
    row = screen.reveal.chart.findChildren(QPushButton)[0]
    assert row.accessibleName() == "14 October 2024: 1 to 8, 9 scores"
    QTest.keyClick(row, Qt.Key.Key_Return)
    assert screen.reveal.stage.headline.text() == "From 1 to 8"
    assert screen.reveal.stage.compared.text() == ""


def test_one_point_up_becomes_a_next_step_with_one_press(family: Any, screen: ScalingScreen) -> None:
    last = max(family.case.rows.table("round").values(), key=lambda r: r["held_on"])
    score = family.case.rows.where("score", round_id=last["id"], person_id=family.people["Mila"])[0]
    set_score(family.case, score["id"], reason="Daddy does the story.", higher="If he could do breakfast.")
    QTest.mouseClick(button(screen, f"makeStep-{family.people['Mila']}"), Qt.MouseButton.LeftButton)
    (card,) = family.case.rows.where("card", part="next_step")
    assert card["text"] == "If he could do breakfast."
    assert card["strand_id"] == family.strands[0]
    assert screen.reveal.answers.rows[0].step is None
    text, action, callback = family.said.toasts[-1]
    assert (text, action) == ("Now a next step on the map", "Undo")
    assert callback is not None
    callback()
    assert not family.case.rows.where("card", part="next_step")


def test_words_of_a_revealed_answer_are_edited_in_place(family: Any, screen: ScalingScreen) -> None:
    QTest.mouseClick(pill(screen, family.people["Kofi"]), Qt.MouseButton.LeftButton)
    field = screen.reveal.answers.rows[0].reason
    field.open()
    assert isinstance(field.editor, GrowingTextEdit)
    QTest.keyClicks(field.editor, "He rang on Sunday")
    QTest.keyClick(field.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()
    last = max(family.case.rows.table("round").values(), key=lambda r: r["held_on"])
    score = family.case.rows.where("score", round_id=last["id"], person_id=family.people["Kofi"])[0]
    assert score["reason"] == "He rang on Sunday"
    assert not score["reason_is_quotation"]
    assert family.case.undo_label == "Changed what somebody said"


def test_words_of_a_sealed_answer_cannot_be_changed(family: Any) -> None:
    round_id = start_round(family.case, family.scale_id(), [family.people["Wes"]])
    score = family.case.rows.where("score", round_id=round_id)[0]
    with pytest.raises(KnownError):
        set_score(family.case, score["id"], reason="Peeking")


def test_deleting_a_round_can_be_undone(family: Any, screen: ScalingScreen) -> None:
    QTest.mouseClick(screen.delete_button, Qt.MouseButton.LeftButton)
    assert screen.reveal.stage.headline.text() == "From 4 to 6"
    assert family.said.toasts[-1][:2] == ("Round deleted", "Undo")
    family.context.undo()
    assert screen.reveal.stage.headline.text() == "From 5 to 8"


def test_outside_just_us_a_restricted_person_leaves_no_trace(family: Any, screen: ScalingScreen) -> None:
    restrict(family.case, "person", family.people["PC Tate"], "not to be named")
    assert screen.reveal.stage.headline.text() == "From 5 to 8"
    family.context.set_lens(FAMILY)
    assert screen.reveal.stage.headline.text() == "From 6 to 8"
    assert screen.count.text() == "11 scores"
    assert "Tate" not in screen.reveal.stage.ask.words.text()
    assert screen.findChild(QPushButton, f"scalePerson-{family.people['PC Tate']}") is None


def test_the_day_and_occasion_are_written_in_place(family: Any, screen: ScalingScreen) -> None:
    for field, typed in ((screen.day, "18/6/2025"), (screen.occasion, "At Nan's table")):
        field.open()
        assert field.editor is not None
        field.editor.selectAll()
        QTest.keyClicks(field.editor, typed)
        QTest.keyClick(field.editor, Qt.Key.Key_Return)
        settle()
    last = max(family.case.rows.table("round").values(), key=lambda r: r["held_on"])
    assert (last["held_on"], last["occasion"]) == ("2025-06-18", "At Nan's table")
    assert screen.day.text == "18 June 2025"


def test_an_empty_scale_says_how_to_begin_and_one_person_is_enough(bare: Any, show: Callable[..., QWidget]) -> None:
    screen = ScalingScreen(bare.context)
    show(screen)
    QTest.mouseClick(button(screen, "firstRound"), Qt.MouseButton.LeftButton)
    assert screen.new_round is not None
    assert [t.person.name for t in screen.new_round.ticks if t.isChecked()] == ["Jayden", "Mila"]  # Alfie is one
    screen.new_round.left.emit()
    bare.score({"Shauna": 4}, "2025-06-17")
    assert screen.reveal.stage.headline.text() == "Shauna says 4"
    assert screen.reveal.stage.question.text() == "Who else could say how it is for them?"


def test_eleven_on_one_number_all_stay_in_their_column(bare: Any, show: Callable[..., QWidget]) -> None:
    names = [name for name in bare.people if name not in ("Alfie", "Wes")]
    bare.score(dict.fromkeys(names[:11], 3), "2025-06-17")
    screen = ScalingScreen(bare.context)
    show(screen)
    settle()
    assert screen.reveal.stage.headline.text() == "Everyone at 3"
    boxes = [pill(screen, bare.people[name]).geometry() for name in names[:11]]
    pitch = screen.reveal.stage.strip.width() / 11
    assert all(pitch * 3 - 2 <= box.left() and box.right() <= pitch * 4 + 2 for box in boxes)
    assert all(box.top() >= 0 for box in boxes)
    assert len({(box.x(), box.y()) for box in boxes}) == 11


def test_a_new_round_takes_last_times_people_and_adds_one_more(family: Any, screen: ScalingScreen) -> None:
    QTest.mouseClick(screen.new_button, Qt.MouseButton.LeftButton)
    new = screen.new_round
    assert new is not None
    assert len(new.chosen()) == 12
    QTest.keyClicks(new.add_field, "Sandra Okoro, 62, next door")
    QTest.keyClick(new.add_field, Qt.Key.Key_Return)
    assert len(new.chosen()) == 13
    sandra = next(p for p in family.case.rows.table("person").values() if p["name"] == "Sandra Okoro")
    assert (sandra["age_said"], sandra["kind"], sandra["relation"]) == ("62", "friend", "next door")
    new.day_field.setText("soon")
    QTest.mouseClick(new.start_button, Qt.MouseButton.LeftButton)
    assert new.problem.isVisible()
    new.day_field.setText("1 July 2025")
    QTest.mouseClick(new.start_button, Qt.MouseButton.LeftButton)
    assert screen.private is not None
    assert len(family.case.rows.where("score", round_id=screen.private.round_id)) == 13


def test_the_reveal_moves_at_most_150_ms_and_not_at_all_when_motion_is_reduced(screen: ScalingScreen) -> None:
    screen.reveal.stage.reveal()
    assert screen.reveal.stage.strip.graphicsEffect() is None
    theme().set(reduced_motion=False)
    screen.reveal.stage.reveal()
    assert screen.reveal.stage.strip.graphicsEffect() is not None
    QTest.qWait(400)
    assert screen.reveal.stage.strip.graphicsEffect() is None


def test_the_same_spread_later_is_as_far_apart(family: Any) -> None:
    scale = next(s.scale for s in family.context.map_view().strands if s.scale and s.scale.rounds)
    first = scale.rounds[0]
    twin = replace(first, held_on="2025-10-14", when="14 October 2025")
    said = words.compared(replace(scale, rounds=(first, twin)), twin)
    assert said == "As far apart as in October 2024, when it was 1 to 8."
