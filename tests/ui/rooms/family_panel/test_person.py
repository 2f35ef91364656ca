"""The panel beside the family’s picture: the facts of somebody."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from models.acts import family as acts
from tests.ui.rooms.family_panel.beside import Room, find, page, pick, press, write
from ui.screens.family.panel import FamilyPanel
from ui.screens.family.panel_kit import FactField, GenderChoice


@pytest.mark.parametrize(
    ("key", "typed", "column", "kept"),
    [
        ("name", "Daniel Pryce-Jones", "name", "Daniel Pryce-Jones"),
        ("relation", "Mila and Alfie's dad", "relation", "Mila and Alfie's dad"),
        ("born", "2 Sept 1992", "born", "1992-09-02"),
        ("known_as", "Dan", "known_as", "Dan"),
        ("pronouns", "he/him", "pronouns", "he/him"),
    ],
)
def test_a_fact_is_saved_on_leaving_and_undone(
    room: Room, panel: FamilyPanel, key: str, typed: str, column: str, kept: str
) -> None:
    room.state.select("person", room.ids["Danny"])
    if key in ("known_as", "pronouns"):
        press(page(panel), "moreFacts")
    before = room.row("Danny")[column]
    write(panel, key, typed)
    assert room.row("Danny")[column] == kept
    room.context.undo()
    assert room.row("Danny")[column] == before
    shown = next(f for f in page(panel).findChildren(FactField) if f.key == key)
    assert shown.text in (before or "", "2 September 1993")


def test_half_a_date_is_not_saved_while_typing(room: Room, panel: FamilyPanel) -> None:
    room.state.select("person", room.ids["Danny"])
    field = next(f for f in page(panel).findChildren(FactField) if f.key == "born")
    field.open()
    assert field.editor is not None
    QTest.keyClicks(field.editor, "2 Se")
    field.editor.paused.emit("2 Se")
    assert room.row("Danny")["born"] == "1993-09-02"
    QTest.keyClick(field.editor, Qt.Key.Key_Escape)
    page(panel)
    assert room.row("Danny")["born"] == "1993-09-02"


def test_an_empty_name_is_put_back(room: Room, panel: FamilyPanel) -> None:
    room.state.select("person", room.ids["Danny"])
    before = room.row("Danny")["name"]
    write(panel, "name", "")
    assert room.row("Danny")["name"] == before
    assert next(f for f in page(panel).findChildren(FactField) if f.key == "name").text == before
    assert "needs a name" in room.window.toasts[-1][0]


@pytest.mark.parametrize(
    ("key", "words", "column", "kept"),
    [
        ("life", "Has died", "life", "dead"),
        ("born_as", "Female", "born_as", "female"),
        ("kind", "Carer", "kind", "carer"),
    ],
)
def test_a_choice_changes_the_row_and_undo_restores_it(
    room: Room, panel: FamilyPanel, key: str, words: str, column: str, kept: str
) -> None:
    room.state.select("person", room.ids["Danny"])
    press(page(panel), "moreFacts")
    before = room.row("Danny")[column]
    pick(panel, key, words)
    assert room.row("Danny")[column] == kept
    room.context.undo()
    assert room.row("Danny")[column] == before


def test_gender_is_chosen_by_its_symbol(room: Room, panel: FamilyPanel) -> None:
    room.state.select("person", room.ids["Jo"])
    press(page(panel), "moreFacts")
    choice = find(page(panel), GenderChoice, "choose-gender")
    assert choice.marks["female"].accessibleName() == "Female"
    QTest.mouseClick(choice.marks["non_binary"], Qt.MouseButton.LeftButton)
    assert room.row("Jo")["gender"] == "non_binary"
    room.context.undo()
    assert room.row("Jo")["gender"] == "female"


def test_the_facts_follow_the_life(room: Room, panel: FamilyPanel) -> None:
    def keys() -> set[str]:
        return {f.key for f in page(panel).findChildren(FactField) if f.isVisible()}

    room.state.select("person", room.ids["Terry"])
    assert {"born", "died"} <= keys()
    room.state.select("person", room.ids["Kofi and Abena's baby"])
    assert "due" in keys()
    assert "born" not in keys()
    room.state.select("person", room.ids["Miscarriage at 11 weeks"])
    assert "died" in keys()


def test_somebody_moves_home(room: Room, panel: FamilyPanel) -> None:
    room.state.select("person", room.ids["Danny"])
    pick(panel, "home", "12 Tanner's Row")
    assert room.context.projector.people[room.ids["Danny"]].household == "12 Tanner's Row"
    room.context.undo()
    assert room.context.projector.people[room.ids["Danny"]].household == "Carol and Ian's"
    pick(panel, "home", "A new home…")
    field = find(page(panel), QLineEdit, "newHome")
    QTest.keyClicks(field, "A room in Leicester")
    QTest.keyClick(field, Qt.Key.Key_Return)
    page(panel)
    assert room.context.projector.people[room.ids["Danny"]].household == "A room in Leicester"


def test_switches_and_the_pin(room: Room, panel: FamilyPanel) -> None:
    acts.pin(room.case, room.ids["Danny"], 3.0, 1)
    room.state.select("person", room.ids["Danny"])
    press(page(panel), "unpin")
    assert room.row("Danny")["pinned_x"] is None
    press(page(panel), "moreFacts")
    press(page(panel), "isIndex")
    assert room.case.rows.where("workspace_child", person_id=room.ids["Danny"])
    press(page(panel), "isDrawn")
    assert room.row("Danny")["drawn"] == 0
    assert room.state.selected == ("", "")
    room.context.undo()
    assert "Danny" in {p.person.name for p in room.state.view.people}


def test_quick_buttons_ask_for_the_entry_line(room: Room, panel: FamilyPanel) -> None:
    asked: list[tuple[str, str]] = []
    panel.entry_wanted.connect(lambda mode, key: asked.append((mode, key)))
    room.state.select("person", room.ids["Danny"])
    for mode in ("partner", "parent", "child", "sibling", "twin"):
        press(page(panel), f"add-{mode}")
    assert asked == [(m, room.ids["Danny"]) for m in ("partner", "parent", "child", "sibling", "twin")]


def test_somebody_is_taken_out_and_comes_back(room: Room, panel: FamilyPanel) -> None:
    room.state.select("person", room.ids["Ian"])
    press(page(panel), "removePerson")
    assert room.window.toasts[-1] == ("Ian was taken out of the case", "Undo")
    assert room.case.rows.get("person", room.ids["Ian"]) is None
    room.context.undo()
    assert room.row("Ian")


def test_the_keyboard_stays_on_the_page(room: Room, panel: FamilyPanel) -> None:
    panel.window().activateWindow()
    room.state.select("person", room.ids["Danny"])
    write(panel, "relation", "dad of two")
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.objectName() == "fact-relation"
