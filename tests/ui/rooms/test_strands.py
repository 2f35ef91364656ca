"""Strands: statements written in place, gaps asked, own words used, names of older pathways kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from models.acts.cards import add_card, restrict
from models.acts.strands import add_strand, add_wording, set_strand, step_to
from models.readers import FAMILY
from ui.screens.strands import StrandsScreen
from ui.screens.strands.statements import MIME, statement_name


def button(widget: QWidget, name: str) -> QPushButton:
    found = widget.findChild(QPushButton, name)
    assert isinstance(found, QPushButton), name
    return found


def shown(widget: QWidget, name: str) -> bool:
    found = [w for w in widget.findChildren(QWidget, name) if not w.isHidden()]
    return bool(found)


@pytest.fixture
def screen(bare: Any, show: Callable[..., QWidget]) -> StrandsScreen:
    made = StrandsScreen(bare.context)
    show(made)
    QTest.qWait(10)
    return made


def words_of(bare: Any, part: str) -> list[str]:
    return [card["text"] for card in bare.case.rows.where("card", part=part)]


def test_what_is_missing_is_asked(bare: Any, screen: StrandsScreen) -> None:
    assert shown(screen, "dangerGap")
    assert shown(screen, "goalGap")
    assert not shown(screen, "scaleGap")
    screen.show_strand(add_strand(bare.case, bare.workspace_id, "Without a scale", with_scale=False))
    QTest.qWait(1)
    assert shown(screen, "scaleGap")
    QTest.mouseClick(button(screen, "giveScale"), Qt.MouseButton.LeftButton)
    QTest.qWait(1)
    assert not shown(screen, "scaleGap")


def test_a_statement_is_written_where_its_gap_was(bare: Any, screen: StrandsScreen) -> None:
    QTest.mouseClick(button(screen, "writeDanger"), Qt.MouseButton.LeftButton)
    editor = screen.danger.cards[0].words.editor
    assert editor is not None
    QTest.keyClicks(editor, "Danny will hit Shauna again")
    QTest.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QTest.qWait(1)
    (card,) = bare.case.rows.where("card", part="danger")
    assert (card["text"], card["strand_id"]) == ("Danny will hit Shauna again", bare.strands[0])
    assert not shown(screen, "dangerGap")


def test_a_statement_left_empty_is_asked_for_again(bare: Any, screen: StrandsScreen) -> None:
    QTest.mouseClick(button(screen, "writeGoal"), Qt.MouseButton.LeftButton)
    editor = screen.goal.cards[0].words.editor
    assert editor is not None
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    QTest.qWait(1)
    assert words_of(bare, "goal") == []
    assert shown(screen, "goalGap")


def test_own_words_are_kept_and_used_by_keys_and_by_dragging(bare: Any, screen: StrandsScreen) -> None:
    QTest.mouseClick(screen.wordings.add_button, Qt.MouseButton.LeftButton)
    form = screen.wordings.form
    assert form is not None
    menu = form.people_menu()
    next(a for a in menu.actions() if a.text() == "Nanna Mo").trigger()
    menu.deleteLater()
    QTest.keyClicks(form.words, "I will get the phone call")
    QTest.mouseClick(button(form, "keepWording"), Qt.MouseButton.LeftButton)
    (wording,) = bare.case.rows.table("wording").values()
    assert (wording["person_id"], wording["is_quotation"]) == (bare.people["Nanna Mo"], 1)
    row = screen.wordings.rows[0]
    QTest.keyClick(row, Qt.Key.Key_Return)
    assert words_of(bare, "danger") == ["I will get the phone call"]
    data = QMimeData()
    data.setData(MIME, wording["id"].encode())
    at, buttons = QPoint(5, 5), (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton)
    modifiers = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(screen.danger, QDragEnterEvent(at, *buttons, modifiers))
    QApplication.sendEvent(screen.danger, QDropEvent(QPointF(at), *buttons, modifiers))
    assert words_of(bare, "danger") == ["I will get the phone call I will get the phone call"]
    bare.context.undo()
    bare.context.undo()
    assert words_of(bare, "danger") == []


def test_words_of_no_strand_are_shown_and_tied_when_used(bare: Any, screen: StrandsScreen) -> None:
    key = add_wording(bare.case, bare.workspace_id, "goal", "Quiet Fridays", person_id=bare.people["Mila"])
    QTest.mouseClick(screen.wordings.rows[0].use_button, Qt.MouseButton.LeftButton)
    assert words_of(bare, "goal") == ["Quiet Fridays"]
    assert bare.case.rows.table("wording")[key]["strand_id"] == bare.strands[0]


def test_the_scale_is_written_in_place_and_leads_to_the_scores(bare: Any, screen: StrandsScreen) -> None:
    field = screen.scale.fields["ten_text"]
    field.open()
    assert field.editor is not None
    field.editor.selectAll()
    QTest.keyClicks(field.editor, "Fridays are like any day")
    QTest.keyClick(field.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert bare.case.rows.get("scale", bare.scale_id())["ten_text"] == "Fridays are like any day"
    QTest.mouseClick(button(screen, "startScoring"), Qt.MouseButton.LeftButton)
    assert bare.said.room == "scaling"


def test_a_new_strand_takes_the_familys_name_and_can_be_renamed_closed_and_deleted(
    bare: Any, screen: StrandsScreen
) -> None:
    QTest.mouseClick(screen.new_button, Qt.MouseButton.LeftButton)
    QTest.keyClicks(screen.new_name, "Mornings without shouting")
    QTest.keyClick(screen.new_name, Qt.Key.Key_Return)
    assert screen.name.text == "Mornings without shouting"
    screen.name.open()
    assert screen.name.editor is not None
    QTest.keyClicks(screen.name.editor, ", ever")
    QTest.keyClick(screen.name.editor, Qt.Key.Key_Return)
    assert screen.strand is not None
    assert screen.strand.name == "Mornings without shouting, ever"
    for index, expected in ((0, "Strand closed"), (2, "Strand deleted; its cards stay on the map")):
        menu = screen.more_menu()
        menu.actions()[index].trigger()
        menu.deleteLater()
        assert bare.said.toasts[-1][0] == expected
    assert len(bare.case.rows.table("strand")) == 2


def test_cards_are_tied_and_untied_with_one_press(bare: Any, screen: StrandsScreen) -> None:
    card_id = add_card(bare.case, bare.workspace_id, "strength", "Nan's curry")
    QTest.mouseClick(screen.linked.more, Qt.MouseButton.LeftButton)
    QTest.mouseClick(button(screen.linked, f"tie-{card_id}"), Qt.MouseButton.LeftButton)
    assert bare.case.rows.get("card", card_id)["strand_id"] == bare.strands[0]
    tick = next(t for t in screen.linked.ticks if t.card.id == card_id)
    QTest.keyClick(tick, Qt.Key.Key_Return)
    assert bare.case.rows.get("card", card_id)["strand_id"] is None


def test_a_danger_on_the_map_can_become_the_strands(bare: Any, screen: StrandsScreen) -> None:
    card_id = add_card(bare.case, bare.workspace_id, "danger", "Alfie could die")
    menu = screen.danger.link_menu()
    menu.actions()[0].trigger()
    menu.deleteLater()
    assert bare.case.rows.get("card", card_id)["strand_id"] == bare.strands[0]


def test_older_strands_keep_the_names_of_their_pathway(bare: Any, screen: StrandsScreen) -> None:
    step_to(bare.case, bare.workspace_id, "wellbeing")
    assert screen.danger.title.text() == "Danger statement"
    assert screen.pathway_button.text() == "Signs of Wellbeing"
    screen.show_strand(add_strand(bare.case, bare.workspace_id, "A calm bedtime"))
    assert screen.danger.title.text() == "Worry statement"
    assert [statement_name("success", part) for part in ("danger", "goal")] == ["Critical worry", "Success goal"]


def test_stepping_over_happens_in_the_page_and_can_be_undone(bare: Any, screen: StrandsScreen) -> None:
    screen.open_pathways()
    QTest.qWait(1)
    panel = screen.pathway_panel
    assert panel is not None
    panel.day.setText("nonsense")
    QTest.mouseClick(button(panel, "stepOver"), Qt.MouseButton.LeftButton)
    assert panel.problem.isVisible()
    panel.day.setText("1/6/2025")
    QTest.keyClicks(panel.note, "Nan has moved in")
    QTest.mouseClick(button(panel, "stepOver"), Qt.MouseButton.LeftButton)
    periods = {p["pathway"]: p for p in bare.case.rows.table("pathway_period").values()}
    assert (periods["wellbeing"]["begun_on"], periods["wellbeing"]["note"]) == ("2025-06-01", "Nan has moved in")
    assert periods["safety"]["ended_on"] == "2025-06-01"
    bare.context.undo()
    assert screen.pathway_button.text() == "Signs of Safety"


def test_outside_just_us_restricted_statements_leave_no_trace(bare: Any, screen: StrandsScreen) -> None:
    card_id = add_card(bare.case, bare.workspace_id, "danger", "Ruth's note", strand_id=bare.strands[0])
    restrict(bare.case, "card", card_id, "would put Shauna at risk")
    assert [c.view.text for c in screen.danger.cards] == ["Ruth's note"]
    bare.context.set_lens(FAMILY)
    assert screen.danger.cards == []


def test_typing_is_not_disturbed_by_changes_elsewhere(bare: Any, screen: StrandsScreen) -> None:
    add_card(bare.case, bare.workspace_id, "danger", "First", strand_id=bare.strands[0])
    QTest.qWait(1)
    field = screen.danger.cards[0].words
    field.open()
    editor = field.editor
    assert editor is not None
    QTest.keyClicks(editor, " and")
    set_strand(bare.case, bare.strands[1], name="Elsewhere")
    QTest.keyClicks(editor, " last")
    assert field.editor is editor
    QTest.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert words_of(bare, "danger") == ["First and last"]
