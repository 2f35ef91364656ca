"""Building a strand: parts into a sentence, drafts and agreed wordings, everybody's say, services, earlier wordings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from models.acts import statements as acts
from models.acts.cards import add_card, add_dispute, restrict, write_card
from models.acts.strands import add_wording, set_strand
from models.casework import Desk
from models.readers import FAMILY
from models.vault import Vault
from tests.vaults import PASSPHRASE, put_vault
from ui.context import CaseContext, Services
from ui.screens.strands import StrandsScreen
from ui.screens.strands.stances import DifferForm, StanceMark
from ui.theme import theme

LEFT = Qt.MouseButton.LeftButton


def button(widget: QWidget, name: str) -> QPushButton:
    QTest.qWait(1)  # what was just made is shown with the next event
    found = next((w for w in widget.findChildren(QPushButton, name) if w.isVisibleTo(widget)), None)
    assert isinstance(found, QPushButton), name
    return found


def press(widget: QWidget, name: str) -> None:
    QTest.mouseClick(button(widget, name), LEFT)


def fill(screen: StrandsScreen, kind: str, key: str, words: str) -> None:
    """Fill in a part by keys: Enter opens it, Enter keeps it."""
    QTest.keyClick(button(screen, f"part-{kind}-{key}"), Qt.Key.Key_Return)
    column = screen.danger if kind == "danger" else screen.goal
    editor = column.guidance.parts.rows[key].editor
    assert editor is not None
    QTest.keyClicks(editor, words)
    QTest.keyClick(editor, Qt.Key.Key_Return)


def text_of(bare: Any, part: str) -> list[str]:
    return [card["text"] for card in bare.case.rows.where("card", part=part)]


@pytest.fixture
def screen(bare: Any, show: Callable[..., QWidget]) -> StrandsScreen:
    made = StrandsScreen(bare.context)
    show(made)
    QTest.qWait(10)
    return made


def mark(screen: StrandsScreen, kind: str, person_id: str) -> StanceMark:
    found = screen.findChild(StanceMark, f"stance-{kind}-{person_id}")
    assert isinstance(found, StanceMark)
    return found


def test_a_danger_is_built_from_its_parts_by_keys(bare: Any, screen: StrandsScreen) -> None:
    press(screen, "buildDanger")
    for key, words in (("worried", "Nanna Mo, Tess"), ("who", "Danny"), ("behaviour", "hit Shauna"),
                       ("child", "Mila"), ("short", "be hurt")):  # fmt: skip
        fill(screen, "danger", key, words)
    press(screen, "dangerSentence")
    (text,) = text_of(bare, "danger")
    assert text.startswith("Nanna Mo and Tess are worried that Danny will hit Shauna, and that Mila will be hurt")
    assert [row["state"] for row in bare.case.rows.where("card", part="danger")] == ["draft"]
    bare.context.undo()
    assert text_of(bare, "danger") == [""]


def test_words_a_person_wrote_are_never_overwritten_unasked(bare: Any, screen: StrandsScreen) -> None:
    draft = acts.begin_draft(bare.case, bare.workspace_id, "danger", bare.strands[0], text="Fridays frighten them.")
    fill(screen, "danger", "who", "Danny")
    press(screen, "dangerSentence")
    assert text_of(bare, "danger") == ["Fridays frighten them."]
    press(screen, "dangerSentence-after")
    assert text_of(bare, "danger") == ["Fridays frighten them. … are worried that Danny will … if nothing changes."]
    bare.context.undo()
    press(screen, "dangerSentence")
    press(screen, "dangerSentence-instead")
    assert text_of(bare, "danger") == ["… are worried that Danny will … if nothing changes."]
    press(screen, "dangerHistory")
    press(screen, "dangerAgain0")
    assert bare.case.rows.get("card", draft)["text"] == "Fridays frighten them."


def test_a_draft_takes_the_place_of_the_agreed_words_and_keeps_the_different_view(
    bare: Any, screen: StrandsScreen
) -> None:
    agreed = add_card(bare.case, bare.workspace_id, "danger", "Danny will hit Shauna.", strand_id=bare.strands[0])
    add_dispute(bare.case, agreed, bare.people["Danny"], "It was one bad night.")
    assert not screen.shows_draft
    press(screen, f"redraft-{agreed}")
    assert screen.shows_draft
    (draft,) = screen.danger.cards
    write_card(bare.case, draft.view.id, "Tess is worried that Danny will hit Shauna again.")
    QTest.qWait(1)
    menu = screen.danger.cards[0].agree_menu()
    menu.actions()[0].trigger()
    menu.deleteLater()
    assert not screen.shows_draft
    (shown,) = screen.danger.cards
    assert shown.view.id == agreed
    assert shown.view.text == "Tess is worried that Danny will hit Shauna again."
    assert [d.words for d in shown.view.disputes] == ["It was one bad night."]
    press(screen, "dangerHistory")
    press(screen, "dangerAgain0")
    assert bare.case.rows.get("card", agreed)["text"] == "Danny will hit Shauna."
    assert bare.said.toasts[-1][1] == "Undo"


def test_both_versions_are_a_press_away_and_scores_wait_as_a_hint(bare: Any, screen: StrandsScreen) -> None:
    press(screen, "buildDanger")
    press(screen, "strandVersions1")
    assert screen.danger.cards == []
    press(screen, "strandVersions0")
    assert len(screen.danger.cards) == 1
    assert any("First agree" in text for text in labels(screen.scale))
    for part in ("danger", "goal"):
        add_card(bare.case, bare.workspace_id, part, "Words.", strand_id=bare.strands[0])
    assert any("Both statements are agreed" in text for text in labels(screen.scale))
    press(screen, "startScoring")  # a hint, no cage
    assert bare.said.room == "scaling"


def labels(widget: QWidget) -> list[str]:
    from PySide6.QtWidgets import QLabel

    return [label.text() for label in widget.findChildren(QLabel)]


def test_everybody_says_whether_they_agree_by_mouse_and_by_keys(bare: Any, screen: StrandsScreen) -> None:
    danger = add_card(bare.case, bare.workspace_id, "danger", "Danny will hit Shauna.", strand_id=bare.strands[0])
    mila = bare.people["Mila"]
    QTest.keyClick(mark(screen, "danger", mila), "1")
    assert [r["person_id"] for r in bare.case.rows.where("card_person", card_id=danger, role="worried")] == [mila]
    menu = mark(screen, "danger", mila).menu_for()
    menu.actions()[1].trigger()
    form = screen.wordings.form
    assert isinstance(form, DifferForm)
    QTest.keyClicks(form.words, "I am not scared on Sundays")
    press(form, "keepDiffer")
    (view,) = bare.case.rows.where("different_view", card_id=danger)
    assert (view["person_id"], view["words"]) == (mila, "I am not scared on Sundays")
    assert "sees it differently" in mark(screen, "danger", mila).accessibleName()
    QTest.qWait(1)
    mark(screen, "danger", mila).setFocus()
    QTest.keyClick(mark(screen, "danger", mila), "3")
    assert "not asked yet" in mark(screen, "danger", mila).accessibleName()
    assert mark(screen, "danger", mila).hasFocus()


def test_who_has_no_words_yet_is_asked(bare: Any, screen: StrandsScreen) -> None:
    add_card(bare.case, bare.workspace_id, "danger", "Danny will hit Shauna.", strand_id=bare.strands[0])
    press(screen, f"ask-{bare.people['Jayden']}")
    form = screen.wordings.form
    assert form is not None
    QTest.keyClicks(form.words, "I listen on the stairs")
    press(form, "keepWording")
    (wording,) = bare.case.rows.table("wording").values()
    assert (wording["person_id"], wording["text"]) == (bare.people["Jayden"], "I listen on the stairs")
    assert not screen.findChildren(QPushButton, f"ask-{bare.people['Jayden']}")


def test_own_words_make_a_draft_and_leave_what_is_agreed_alone(bare: Any, screen: StrandsScreen) -> None:
    add_card(bare.case, bare.workspace_id, "danger", "Danny will hit Shauna.", strand_id=bare.strands[0])
    add_wording(bare.case, bare.workspace_id, "danger", "They hear it all.", person_id=bare.people["Tess"],
                strand_id=bare.strands[0])  # fmt: skip
    QTest.mouseClick(screen.wordings.rows[0].use_button, LEFT)
    assert text_of(bare, "danger") == ["Danny will hit Shauna.", "Danny will hit Shauna. They hear it all."]
    assert screen.shows_draft


def test_services_become_next_steps_with_one_press(bare: Any, screen: StrandsScreen) -> None:
    text = "Danny to complete the perpetrator programme and Shauna to attend Freedom."
    acts.begin_draft(bare.case, bare.workspace_id, "goal", bare.strands[0], text=text)
    assert screen.goal.guidance.lead.text().startswith("These are services.")
    assert button(screen, "moveServices").text() == "Move both there"
    press(screen, "moveServices")
    assert text_of(bare, "next_step") == ["Danny to complete the perpetrator programme", "Shauna to attend Freedom"]
    assert text_of(bare, "goal") == [""]
    bare.context.undo()
    assert text_of(bare, "goal") == [text]


def test_hard_words_are_marked_asked_about_and_can_be_left(bare: Any, screen: StrandsScreen) -> None:
    acts.begin_draft(bare.case, bare.workspace_id, "danger", bare.strands[0], text="There is DV at home.")
    assert "would mean nothing to a child of" in screen.danger.guidance.lead.text()
    assert screen.danger.cards[0].words.marks == ((9, 11),)
    press(screen, "dangerWordsLeave0")
    assert screen.danger.cards[0].words.marks == ()
    assert bare.said.toasts[-1][1] == "Undo"
    bare.context.undo()
    assert screen.danger.cards[0].words.marks == ((9, 11),)


def test_marks_follow_the_typing_and_a_quotation_is_left_alone(bare: Any, screen: StrandsScreen, qtbot: QtBot) -> None:
    press(screen, "writeDanger")
    field = screen.danger.cards[0].words
    assert field.editor is not None
    QTest.keyClicks(field.editor, "There is DV")
    editor = field.editor
    qtbot.waitUntil(lambda: len(editor.extraSelections()) == 1, timeout=3000)
    QTest.keyClick(field.editor, Qt.Key.Key_Escape)
    add_card(bare.case, bare.workspace_id, "goal", "No more DV", strand_id=bare.strands[0], is_quotation=True)
    screen.show_version(False)
    assert screen.goal.cards[0].words.marks == ()
    assert screen.goal.guidance.parts.isHidden()


def test_a_part_being_filled_in_keeps_its_words_when_others_change_the_case(bare: Any, screen: StrandsScreen) -> None:
    press(screen, "buildGoal")
    press(screen, "part-goal-who")
    editor = screen.goal.guidance.parts.rows["who"].editor
    assert editor is not None
    QTest.keyClicks(editor, "Shauna and ")
    set_strand(bare.case, bare.strands[1], name="Elsewhere")
    QTest.keyClicks(editor, "Danny")
    assert screen.goal.guidance.parts.rows["who"].editor is editor
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert [row["text"] for row in bare.case.rows.table("statement_part").values()] == ["Shauna and Danny"]
    bare.context.undo()
    assert bare.case.rows.table("statement_part") == {}


def test_an_empty_draft_goes_unless_its_parts_are_being_filled_in(bare: Any, screen: StrandsScreen) -> None:
    press(screen, "writeDanger")
    press(screen, "part-danger-worried")
    assert text_of(bare, "danger") == [""]
    editor = screen.danger.guidance.parts.rows["worried"].editor
    assert editor is not None
    QTest.keyClick(editor, Qt.Key.Key_Escape)


def test_bottom_lines_are_added_and_hold_for_one_strand_or_for_all(bare: Any, screen: StrandsScreen) -> None:
    press(screen, "addBottomLine")
    line = screen.bottom_lines.lines[0]
    assert line.words.editor is not None
    QTest.keyClicks(line.words.editor, "Six adults know everything")
    QTest.keyClick(line.words.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (card,) = bare.case.rows.where("card", part="bottom_line")
    assert (card["text"], card["strand_id"]) == ("Six adults know everything", bare.strands[0])
    press(screen, f"tieLine-{card['id']}")
    assert bare.case.rows.get("card", card["id"])["strand_id"] is None
    screen.show_strand(bare.strands[1])
    assert [each.card.text for each in screen.bottom_lines.lines] == ["Six adults know everything"]


def test_words_replaced_for_a_reader_are_read_and_not_written_back(bare: Any, screen: StrandsScreen) -> None:
    card_id = add_card(bare.case, bare.workspace_id, "danger", "Ruth Mallory rang.", strand_id=bare.strands[0])
    assert button(screen, f"statement-{card_id}").isEnabled()  # the control
    restrict(bare.case, "strand", "none", "she asked", public_name="a helper", values=["Ruth Mallory"])
    bare.context.set_lens(FAMILY)
    assert screen.danger.cards[0].words.text == "a helper rang."
    assert not button(screen, f"statement-{card_id}").isEnabled()


def test_everything_to_press_says_what_it_does_at_any_size(bare: Any, screen: StrandsScreen) -> None:
    acts.begin_draft(bare.case, bare.workspace_id, "danger", bare.strands[0], text="There is DV and neglect.")
    try:
        theme().set(text_scale=2.0)
        QTest.qWait(1)
        for found in screen.findChildren(QPushButton):
            if found.isVisibleTo(screen) and found.focusPolicy() != Qt.FocusPolicy.NoFocus:
                assert found.objectName() and (found.accessibleName() or found.text()), found
                assert found.geometry().right() <= screen.width()
    finally:
        theme().set(text_scale=1.0)


@pytest.fixture
def examples(tmp_path: Path, qapp: object) -> Iterator[Any]:
    """A way to open an example family's work: (case number, word of the workspace's title) → its context."""
    vault = Vault.open(put_vault(tmp_path / "v.sofs", examples=True), PASSPHRASE)
    desk = Desk(vault, now=lambda: dt.datetime(2025, 7, 1, 12, tzinfo=dt.UTC))
    cases = {case.row["number"]: case for case in map(desk.open_case, desk.case_ids())}
    contexts = []

    def opened(number: str, place: int = 0) -> CaseContext:
        case = cases[number]
        spaces = sorted(case.rows.table("workspace").values(), key=lambda row: row["title"])
        contexts.append(CaseContext(case, spaces[place]["id"], Services(tmp_path / "v.sofs", now=desk.now)))
        return contexts[-1]

    yield opened
    for context in contexts:
        context.close()
    desk.close()
    vault.close()


@pytest.mark.parametrize("number", ["WEX-A-0417", "WEX-B-0932"])
def test_the_drafts_left_wrong_are_shown_with_their_questions(
    examples: Any, show: Callable[..., QWidget], number: str
) -> None:
    screen = StrandsScreen(examples(number))
    show(screen)
    screen.show_version(True)
    for column in (screen.danger, screen.goal):
        (card,) = column.cards
        assert card.view.state == "draft"
        assert column.guidance.lead.text().endswith(("?", "."))
        assert sum(not row.isHidden() for row in column.guidance.parts.rows.values()) >= 5
    assert screen.danger.cards[0].words.marks


def test_the_agreed_statements_of_the_examples_show_every_dispute(examples: Any, show: Callable[..., QWidget]) -> None:
    screen = StrandsScreen(examples("WEX-A-0417"))
    show(screen)
    assert not screen.shows_draft
    assert any("does not agree that Shauna could be killed" in text for text in labels(screen.danger))
    assert not screen.danger.cards[0].words.marks
    assert len(screen.wordings.rows) == 4
    press(screen, "moreWordings")
    assert {row.view.person.name for row in screen.wordings.rows if row.view.person} >= {"Shauna", "Danny", "Ruth"}


def test_where_nothing_is_agreed_the_draft_is_a_press_away(bare: Any, screen: StrandsScreen) -> None:
    add_card(bare.case, bare.workspace_id, "goal", "Danny rings Ian.", strand_id=bare.strands[0])
    assert not screen.danger.findChildren(QPushButton, "seeDangerDraft")
    acts.begin_draft(bare.case, bare.workspace_id, "danger", bare.strands[0], text="Fridays frighten them.")
    press(screen, "strandVersions1")
    press(screen, "seeDangerDraft")
    assert [card.view.text for card in screen.danger.cards] == ["Fridays frighten them."]


def test_agreed_words_that_are_wiped_out_stay_to_be_used_again(bare: Any, screen: StrandsScreen) -> None:
    agreed = add_card(bare.case, bare.workspace_id, "goal", "Danny rings Ian.", strand_id=bare.strands[0])
    field = screen.goal.cards[0].words
    field.open()
    assert field.editor is not None
    field.editor.selectAll()
    QTest.keyClick(field.editor, Qt.Key.Key_Delete)
    QTest.keyClick(field.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert bare.case.rows.get("card", agreed)["text"] == ""
    press(screen, "goalHistory")
    press(screen, "goalAgain0")
    assert bare.case.rows.get("card", agreed)["text"] == "Danny rings Ian."
