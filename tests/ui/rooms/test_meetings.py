"""Network meetings: written as they happen, by hand and by keys; planned; read-only where something is hidden."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QTextEdit, QWidget

from models.acts import cards, circles
from models.acts import meetings as acts
from models.readers import FAMILY, US
from models.thinking_views import MeetingView
from ui.screens.meetings import MeetingsPage
from ui.screens.meetings.lines import LineRow
from ui.screens.meetings.steps import StepRow
from ui.theme import theme
from ui.widgets import Chip


@pytest.fixture
def held(bare: Any) -> str:
    """One meeting that was held."""
    return acts.add_meeting(bare.case, bare.workspace_id, "2025-06-17", came=10, place="Nan's kitchen")


@pytest.fixture
def page(bare: Any, held: str, show: Callable[..., QWidget]) -> MeetingsPage:
    made = MeetingsPage(bare.context)
    show(made)
    QTest.qWait(10)
    return made


def open_meeting(page: MeetingsPage) -> MeetingView:
    assert page.view is not None
    return page.view


def press(page: QWidget, name: str) -> None:
    button = next(b for b in page.findChildren(QPushButton, name) if b.isVisible())
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QCoreApplication.processEvents()


def type_in(field: QWidget, words: str, key: Qt.Key = Qt.Key.Key_Return) -> None:
    field.setFocus()
    if isinstance(field, QLineEdit):
        field.selectAll()
    QTest.keyClicks(field, words)
    QTest.keyClick(field, key)
    QCoreApplication.processEvents()


def pick(menu: Any, text: str) -> None:
    next(action for action in menu.actions() if action.text() == text).trigger()
    menu.deleteLater()


def rows_of(page: MeetingsPage, kind: str) -> list[Any]:
    sheet = page.sheet
    rows = {"question": sheet.questions.rows, "said": sheet.said.rows, "step": sheet.steps.rows}[kind]
    return list(rows.widgets.values())


def words_of(page: QWidget) -> str:
    """Everything one can read on a page."""
    QCoreApplication.processEvents()
    seen = [w.text() for w in page.findChildren(QLabel) if w.isVisible()]
    seen += [w.text() + w.accessibleName() for w in page.findChildren(QPushButton) if w.isVisible()]
    seen += [w.text() for w in page.findChildren(QLineEdit) if w.isVisible()]
    return " | ".join(seen + [w.toPlainText() for w in page.findChildren(QTextEdit) if w.isVisible()])


def test_when_where_and_how_many(bare: Any, page: MeetingsPage) -> None:
    sheet = page.sheet
    assert (sheet.title.text(), sheet.came.text(), sheet.place.text()) == (
        "Tuesday 17 June 2025",
        "10",
        "Nan's kitchen",
    )
    type_in(sheet.when, "18 June 2025")
    type_in(sheet.came, "11")
    type_in(sheet.place, "The school hall")
    view = open_meeting(page)
    assert (view.held_on, view.came, view.place) == ("2025-06-18", 11, "The school hall")
    assert (
        next(iter(page.list.widgets.values())).accessibleName() == "Wednesday 18 June 2025, 11 came · The school hall"
    )
    type_in(sheet.came, "a lot")
    assert sheet.came.text() == "11" and open_meeting(page).came == 11
    type_in(sheet.came, "9999")
    assert open_meeting(page).came == 11 and "cannot have come" in bare.said.toasts[-1][0]


def test_who_came_is_tapped_inner_ring_first(bare: Any, page: MeetingsPage) -> None:
    circle = circles.start_circles(bare.case, bare.workspace_id)
    for name in ("Lisa", "Nanna Mo"):
        circles.move(bare.case, circle, bare.people[name], "inner", "2025-01-10")
    circles.move(bare.case, circle, bare.people["Kofi"], "outer", "2025-01-10")
    offers = [chip.text() for chip in page.sheet.who._offers.findChildren(Chip) if chip.isVisible()]
    assert sorted(offers) == ["Lisa", "Nanna Mo"]
    press(page, f"offer-{bare.people['Lisa']}")
    assert [p.label for p in open_meeting(page).people] == ["Lisa"]
    press(page, "morePeople")
    press(page, f"offer-{bare.people['Kofi']}")
    type_in(page.sheet.who.field, "two neighbours")
    type_in(page.sheet.who.field, "danny")
    people = open_meeting(page).people
    assert [(p.label, p.state) for p in people] == [
        ("Lisa", "came"), ("Kofi", "came"), ("two neighbours", "came"), ("Danny", "came"),
    ]  # fmt: skip
    assert people[3].person is not None and open_meeting(page).came == 10
    pick(page.sheet.who.attendee_menu(people[1].id), "Could not come")
    assert open_meeting(page).people[1].state == "sorry"
    assert "Kofi, could not come" in words_of(page)
    pick(page.sheet.who.attendee_menu(people[2].id), "Take off the list")
    assert [p.label for p in open_meeting(page).people] == ["Lisa", "Kofi", "Danny"]
    bare.context.undo()
    assert len(open_meeting(page).people) == 4


def test_typing_a_name_offers_whom_it_may_be(bare: Any, page: MeetingsPage) -> None:
    def offered() -> list[str]:
        return [chip.text() for chip in page.sheet.who._offers.findChildren(Chip)]

    field = page.sheet.who.field
    field.setFocus()
    QTest.keyClicks(field, "p")
    assert offered() == ["Priya", "PC Tate"]
    page.sheet.said.new.setFocus()
    assert field.text() == "p" and open_meeting(page).people == (), "not taken while it may be either"
    field.setFocus()
    press(page, f"offer-{bare.people['Priya']}")
    assert [p.label for p in open_meeting(page).people] == ["Priya"] and field.text() == ""
    assert field.hasFocus() and len(offered()) == 8
    type_in(field, "nan", Qt.Key.Key_Tab)
    assert [p.label for p in open_meeting(page).people] == ["Priya", "Nanna Mo"], "leaving takes the only one it may be"


def test_tapping_by_keys_keeps_the_keyboard_among_those_offered(bare: Any, page: MeetingsPage) -> None:
    chips = [chip for chip in page.sheet.who._offers.findChildren(Chip) if chip.isVisible()]
    chips[1].setFocus()
    QTest.keyClick(chips[1], Qt.Key.Key_Space)
    QCoreApplication.processEvents()
    focus = page.window().focusWidget()
    assert isinstance(focus, Chip) and focus.objectName().startswith("offer-")


def test_questions_with_answers_and_what_was_said(bare: Any, page: MeetingsPage) -> None:
    type_in(page.sheet.questions.new, "Who is there on Fridays?")
    type_in(page.sheet.said.new, "We can do this.")
    assert page.sheet.questions.new.text() == "" and page.sheet.questions.new.isVisible()
    (asked,), (said,) = rows_of(page, "question"), rows_of(page, "said")
    assert isinstance(asked, LineRow) and asked.dashed and asked.answer is not None
    asked.answer.open()
    assert asked.answer.editor is not None
    QTest.keyClicks(asked.answer.editor, "Nan is.")
    QTest.keyClick(asked.answer.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert open_meeting(page).items[0].answer == "Nan is." and not asked.dashed
    pick(asked.person.menu(), "Nanna Mo")
    pick(said.person.menu(), "Mila")
    named = [item.person.name if item.person else "" for item in open_meeting(page).items]
    assert named == ["Nanna Mo", "Mila"]
    pick(said.person.menu(), "Nobody in particular")
    assert open_meeting(page).items[1].person is None
    said.delete.click()
    assert len(open_meeting(page).items) == 1
    bare.said.toasts[-1][2]()
    assert len(open_meeting(page).items) == 2 and len(rows_of(page, "said")) == 1


def test_who_does_what_by_when_goes_to_the_map(bare: Any, page: MeetingsPage) -> None:
    type_in(page.sheet.steps.new, "Ring Dean")
    (row,) = rows_of(page, "step")
    assert isinstance(row, StepRow) and row.who.field.hasFocus(), "who will do it is asked next"
    type_in(row.who.field, "shauna")
    type_in(row.who.field, "Nan's sister")
    type_in(row.due, "4 July")
    (card,) = bare.context.map_view().part("next_step").cards
    assert card.text == "Ring Dean" and card.due_on == "2025-07-04"
    assert [m.label for m in card.responsible] == ["Shauna", "Nan's sister"]
    type_in(row.due, "before Christmas")
    QTest.mouseClick(row.tick, Qt.MouseButton.LeftButton)
    (card,) = bare.context.map_view().part("next_step").cards
    assert (card.due_on, card.done_on) == ("before Christmas", "2025-07-01")
    assert bare.said.toasts[-1][0] == "Marked as done"
    row.who.removed.emit(card.responsible[0].id)
    pick(row.step_menu(), "Take it off this meeting; it stays on the map")
    assert rows_of(page, "step") == []
    (card,) = bare.context.map_view().part("next_step").cards
    assert [m.label for m in card.responsible] == ["Nan's sister"]


def test_open_steps_of_the_case_stand_beside_the_meeting(bare: Any, page: MeetingsPage) -> None:
    add = cards.add_card
    late = add(bare.case, bare.workspace_id, "next_step", "Ring the school", due_on="2025-06-20")
    add(bare.case, bare.workspace_id, "next_step", "Bake a cake", due_on="2025-07-20")
    type_in(page.sheet.steps.new, "Ring Dean")
    shown = page.open_steps.list.steps
    assert [line.text for line in shown.lines] == ["Ring the school", "Bake a cake"], "not what was agreed just now"
    page.open_steps.list.setFocus()
    page.open_steps.list.setCurrentIndex(shown.index(1, 0))
    QTest.keyClick(page.open_steps.list, Qt.Key.Key_Space)
    row = bare.case.rows.get("card", late)
    assert row is not None and row["done_on"] == "2025-07-01"
    assert [line.text for line in shown.lines] == ["Bake a cake"]
    QTest.keyClick(page.open_steps.list, Qt.Key.Key_Return)
    assert bare.said.room == "map"


def test_arrows_through_the_open_steps_bring_them_into_sight(bare: Any, page: MeetingsPage) -> None:
    cards.add_cards(bare.case, bare.workspace_id, "next_step", [f"Step {number}" for number in range(40)])
    steps = page.open_steps.list
    QCoreApplication.processEvents()
    steps.setFocus()
    steps.setCurrentIndex(steps.steps.index(1, 0))
    for _ in range(30):
        QTest.keyClick(steps, Qt.Key.Key_Down)
    row = steps.visualRect(steps.currentIndex())
    at = steps.viewport().mapTo(page._scroll.viewport(), row.center())
    assert steps.currentIndex().row() == 31 and page._scroll.viewport().rect().contains(at)


def test_the_next_meeting_is_planned_with_those_who_came(bare: Any, held: str, page: MeetingsPage) -> None:
    for name in ("Shauna", "Lisa"):
        acts.set_attendee(bare.case, held, person_id=bare.people[name])
    acts.set_attendee(bare.case, held, person_id=bare.people["Kofi"], state="sorry")
    press(page, "planMeeting")
    view = open_meeting(page)
    assert view.is_planned and view.place == "Nan's kitchen" and page.sheet.when.hasFocus()
    assert [(p.label, p.state) for p in view.people] == [("Shauna", "invited"), ("Lisa", "invited")]
    type_in(page.sheet.when, "9 July 2025")
    assert open_meeting(page).held_on == "2025-07-09" and "Planned" in words_of(page)
    type_in(page.sheet.questions.new, "What went better?")
    assert not rows_of(page, "question")[0].dashed, "before the meeting no answer is missing"
    type_in(page.sheet.when, "today")
    assert not open_meeting(page).is_planned
    press(page, "everybodyCame")
    assert [p.state for p in open_meeting(page).people] == ["came", "came"] and open_meeting(page).came == 2
    press(page, f"meeting-{held}")
    assert open_meeting(page).id == held


def test_words_for_one_meeting_never_reach_another(bare: Any, held: str, page: MeetingsPage) -> None:
    """The control: written and left the usual way they are kept in their own."""
    press(page, "planMeeting")
    planned = open_meeting(page).id
    page.sheet.when.setText("before Christmas")
    page.sheet.questions.new.setFocus()
    QTest.keyClicks(page.sheet.questions.new, "What went better?")
    pick(page.picker_menu(), "Tuesday 17 June 2025")
    assert open_meeting(page).id == held and open_meeting(page).items == () and open_meeting(page).held_on
    both = {view.id: view for view in page.views}
    assert [item.text for item in both[planned].items] == ["What went better?"]
    page.choose(planned)
    page.sheet.when.setFocus()
    QTest.keyClicks(page.sheet.when, "soon")
    while bare.case.rows.get("network_meeting", planned):
        bare.case.undo()
    assert open_meeting(page).id == held and open_meeting(page).held_on == "2025-06-17"


def test_somebody_elses_change_leaves_the_words_being_written(bare: Any, held: str, page: MeetingsPage) -> None:
    item = acts.add_item(bare.case, held, "question", "Who?")
    (row,) = rows_of(page, "question")
    row.text.open()
    QTest.keyClicks(row.text.editor, " And when?")
    page.sheet.steps.new.setPlainText("Ring De")
    acts.set_item(bare.case, item, answer="Nan")
    acts.add_item(bare.case, held, "question", "Another")
    assert rows_of(page, "question")[0] is row and row.text.editor.text() == "Who? And when?"
    assert page.sheet.steps.new.text() == "Ring De"
    row.text.editor.commit()
    assert [i.text for i in open_meeting(page).items] == ["Who? And when?", "Another"]


def test_undo_and_redo_are_shown(bare: Any, page: MeetingsPage) -> None:
    type_in(page.sheet.said.new, "We can do this.")
    bare.context.undo()
    assert rows_of(page, "said") == []
    bare.context.redo()
    assert len(rows_of(page, "said")) == 1
    pick(page.sheet.meeting_menu(), "Delete this meeting; its next steps stay on the map")
    assert page.view is None and page._pages.currentIndex() == 1
    bare.context.undo()
    assert len(open_meeting(page).items) == 1


def test_what_is_hidden_leaves_no_trace_and_cannot_be_written_over(bare: Any, held: str, page: MeetingsPage) -> None:
    acts.set_meeting(bare.case, held, note="Danny has a second phone.")
    for name in ("Shauna", "Ruth"):
        acts.set_attendee(bare.case, held, person_id=bare.people[name])
    acts.add_item(bare.case, held, "question", "Where is he?", answer="The second phone knows.")
    acts.add_item(bare.case, held, "said", "I was there.", person_id=bare.people["Ruth"])
    step = acts.add_item(bare.case, held, "step", "Ring Dean")
    acts.set_item(bare.case, step, responsible=[(bare.people["Ruth"], None), (bare.people["Shauna"], None)])
    bare.context.set_lens(FAMILY)
    assert "Ruth" in words_of(page) and "second phone" in words_of(page)
    cards.restrict(bare.case, "person", bare.people["Ruth"], "x", values=["second phone"])
    seen = words_of(page)
    assert "Ruth" not in seen and "phone" not in seen and "I was there" not in seen and "9 came" in seen
    assert not page.sheet.note.isVisible() and page.sheet.came.isReadOnly() and not page.sheet.more.isVisible()
    (asked,), (row,) = rows_of(page, "question"), rows_of(page, "step")
    assert not asked.delete.isVisible() and not row.who.isVisible() and row.names.text() == "Shauna"
    bare.context.set_lens(US)
    QCoreApplication.processEvents()
    assert page.sheet.note.isVisible() and not page.sheet.came.isReadOnly()
    assert rows_of(page, "step")[0].who.isVisible() and "second phone" in words_of(page)


def test_with_the_family_meetings_are_written_all_the_same(bare: Any, page: MeetingsPage) -> None:
    bare.context.set_lens(FAMILY)
    type_in(page.sheet.questions.new, "Who is there on Fridays?")
    type_in(page.sheet.steps.new, "Ring Dean")
    type_in(page.sheet.came, "12")
    assert open_meeting(page).came == 12 and len(open_meeting(page).items) == 2


def test_no_meeting_yet(bare: Any, show: Callable[..., QWidget]) -> None:
    page = MeetingsPage(bare.context)
    show(page)
    press(page, "addFirst")
    assert open_meeting(page).held_on == "2025-07-01" and not open_meeting(page).is_planned


@pytest.mark.parametrize(("width", "scale"), [(700, 1.0), (1274, 1.0), (1274, 2.0), (1828, 1.25)])
def test_nothing_is_wider_than_the_page(
    bare: Any, held: str, show: Callable[..., QWidget], width: int, scale: float
) -> None:
    theme().set(text_scale=scale)
    acts.add_item(bare.case, held, "question", "Who is there on Fridays when both of them are away at once? " * 3)
    step = acts.add_item(bare.case, held, "step", "Ring everybody on the list and ask them what they think", due_on="x")
    acts.set_item(bare.case, step, responsible=[(bare.people[name], None) for name in ("Nanna Mo", "PC Tate", "Wes")])
    page = MeetingsPage(bare.context)
    show(page, width, 700)
    QTest.qWait(10)
    for widget in page.sheet.findChildren(QWidget):
        if widget.isVisible() and widget.window() is page.window():
            assert widget.mapTo(page, widget.rect().topRight()).x() <= width, widget.objectName()
    assert page._side.isVisible() == (width / scale >= 760)


def test_everything_to_press_has_a_name(page: MeetingsPage) -> None:
    type_in(page.sheet.questions.new, "Who?")
    type_in(page.sheet.steps.new, "Ring Dean")
    for widget in page.findChildren(QPushButton) + page.findChildren(QLineEdit) + page.findChildren(QTextEdit):
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            assert widget.objectName() and widget.accessibleName(), (type(widget), widget.objectName())


def test_a_long_meeting_stays_quick(bare: Any, held: str, page: MeetingsPage) -> None:
    with bare.case.edit("Many lines"):
        for number in range(30):
            acts.add_item(bare.case, held, ("question", "said", "step")[number % 3], f"Line {number}")
    begun = time.perf_counter()
    acts.set_meeting(bare.case, held, came=3)
    page.grab()
    assert time.perf_counter() - begun < 1.0, "about 0.1 s on a quiet machine"
