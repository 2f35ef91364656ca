"""The harm room's grid: a spreadsheet's keys, states, the clipboard, gaps as questions, one undo step each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton, QWidget

from models.acts import harm as acts
from models.errors import KnownError
from models.readers import FAMILY, US
from models.thinking_views import CellView, MatrixView
from tests.holding_back import hold_back
from ui.screens.harm import HarmScreen
from ui.theme import theme

SAID = {
    ("when", "first"): "2022 (month not known)", ("when", "worst"): "2024-05-03",
    ("what", "first"): "Shouted", ("what", "worst"): "Gripped his arm",
    ("how_bad", "first"): "Words", ("how_bad", "worst"): "Four bruises",
    ("impact", "first"): "Asked Nan “whose am I?”", ("impact", "worst"): "Would not go home",
    ("who_says", "first"): "Jayden", ("who_says", "worst"): "Tess, photo",
}  # fmt: skip
WHEN, WHAT, HOW_BAD, JAYDEN, MILA, ALFIE, WHO = range(7)
FIRST, WORST, RECENT = range(3)
Key = Qt.Key
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier,
)  # fmt: skip


@dataclass
class Room:
    """The screen with one behaviour in it."""

    family: Any
    matrix_id: str
    screen: HarmScreen

    @property
    def matrix(self) -> MatrixView:
        matrix = self.screen.state.matrix
        assert matrix is not None
        return matrix

    @property
    def here(self) -> tuple[int, int]:
        index = self.screen.grid.currentIndex()
        return index.row(), index.column()

    def cell(self, row: int, column: int) -> CellView:
        return self.matrix.cells[row][column]

    def go(self, row: int, column: int) -> None:
        self.screen.grid.setFocus()
        self.screen.grid.go(row, column)

    def key(self, *keys: Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for key in keys:
            QTest.keyClick(self.screen.grid.writing.editor or self.screen.grid, key, held)

    def type(self, text: str) -> None:
        for letter in text:
            QTest.keyClicks(self.screen.grid.writing.editor or self.screen.grid, letter)

    def press(self, row: int, column: int, *, twice: bool = False) -> None:
        grid = self.screen.grid
        place = grid.visualRect(grid.matrix_model.index(row, column)).topLeft() + QPoint(20, 20)
        (QTest.mouseDClick if twice else QTest.mouseClick)(grid.viewport(), Qt.MouseButton.LeftButton, pos=place)

    def choose(self, top: int, left: int, down: int, across: int) -> None:
        self.go(top, left)
        self.key(*[Key.Key_Down] * down, *[Key.Key_Right] * across, held=SHIFT)

    def act(self, name: str) -> None:
        menu = self.screen.cell_menu()
        found = [action for action in menu.actions() if action.objectName() == name]
        assert found, [action.objectName() for action in menu.actions()]
        found[0].trigger()
        menu.deleteLater()


def words_of(family: Any, matrix: MatrixView, said: dict[tuple[str, str], str]) -> list[acts.CellChange]:
    """Changes that write these words; the impact is Jayden's."""
    rows = {row.key: row for row in reversed(matrix.rows)}
    return [acts.CellChange(rows[row], column, text) for (row, column), text in said.items()]


@pytest.fixture
def room(bare: Any, show: Callable[..., QWidget]) -> Room:
    matrix_id = acts.add_matrix(
        bare.case, bare.workspace_id, "Danny grabs and frightens Jayden", adult_id=bare.people["Danny"]
    )
    screen = HarmScreen(bare.context)
    show(screen, 1300)
    assert screen.state.matrix is not None
    acts.write_block(bare.case, matrix_id, words_of(bare, screen.state.matrix, SAID), "Wrote")
    QTest.qWait(5)
    return Room(bare, matrix_id, screen)


def clipboard() -> QMimeData:
    data = QApplication.clipboard().mimeData()
    assert data is not None
    return data


def test_what_stands_in_the_boxes(room: Room) -> None:
    grid = room.screen.grid
    assert [grid.matrix_model.headerData(n, Qt.Orientation.Vertical) for n in range(7)] == [
        "When", "What the adult did", "How bad", "Impact on Jayden", "Impact on Mila", "Impact on Alfie", "Who says so",
    ]  # fmt: skip
    shown = [grid.matrix_model.index(WHEN, n).data() for n in (FIRST, WORST)]
    assert shown == ["2022 (month not known)", "3 May 2024"]
    assert room.cell(MILA, WORST).is_gap
    assert "Mila" in grid.matrix_model.index(MILA, WORST).data()
    assert grid.gap_boxes.keys() == {RECENT}, "a whole column of gaps is one box"


def test_a_screen_reader_meets_a_table(room: Room) -> None:
    grid = room.screen.grid
    table = QAccessible.queryAccessibleInterface(grid)
    assert table.role() == QAccessible.Role.Table
    names = [table.child(n).text(QAccessible.Text.Name) for n in range(table.childCount())]
    assert "Impact on Jayden, Worst: Would not go home" in names
    assert "What the adult did, First known: Shouted" in names
    assert any(name.startswith("Impact on Mila, Worst: a gap. ") for name in names)
    assert grid.accessibleName() == "Harm matrix: Danny grabs and frightens Jayden"


def test_arrows_tab_home_and_end(room: Room) -> None:
    room.go(WHEN, FIRST)
    room.key(Key.Key_Right, Key.Key_Down)
    assert room.here == (WHAT, WORST)
    room.key(Key.Key_Tab)
    assert room.here == (WHAT, RECENT)
    room.key(Key.Key_Tab)
    assert room.here == (HOW_BAD, FIRST), "Tab goes on in the next row"
    QTest.keyClick(room.screen.grid, Key.Key_Backtab, SHIFT)
    assert room.here == (WHAT, RECENT)
    room.key(Key.Key_Home)
    assert room.here == (WHAT, FIRST)
    room.key(Key.Key_End)
    assert room.here == (WHAT, RECENT)
    room.key(Key.Key_End, held=CTRL)
    assert room.here == (WHO, RECENT)
    room.key(Key.Key_Home, held=CTRL)
    assert room.here == (WHEN, FIRST)
    room.key(Key.Key_Return)
    assert room.here == (WHAT, FIRST)
    room.key(Key.Key_Return, held=SHIFT)
    assert room.here == (WHEN, FIRST)


def test_tab_leaves_after_the_last_box(room: Room) -> None:
    room.go(WHO, RECENT)
    room.key(Key.Key_Tab)
    assert QApplication.focusWidget() is not room.screen.grid
    room.go(WHEN, FIRST)
    QTest.keyClick(room.screen.grid, Key.Key_Backtab, SHIFT)
    assert QApplication.focusWidget() is not room.screen.grid


def test_typing_replaces_enter_keeps_and_goes_down(room: Room) -> None:
    room.go(WHAT, FIRST)
    room.type("Threw a plate")
    assert room.screen.grid.writing.editor is not None
    room.key(Key.Key_Return)
    assert room.cell(WHAT, FIRST).text == "Threw a plate"
    assert room.here == (HOW_BAD, FIRST)
    assert room.screen.grid.hasFocus()
    room.screen.context.undo()
    assert room.cell(WHAT, FIRST).text == "Shouted"
    room.screen.context.redo()
    assert room.screen.grid.matrix_model.index(WHAT, FIRST).data() == "Threw a plate"


def test_f2_opens_the_words_and_escape_puts_them_back(room: Room) -> None:
    room.go(WHAT, FIRST)
    room.key(Key.Key_F2)
    room.type(" at her")
    editor = room.screen.grid.writing.editor
    assert editor is not None and editor.text() == "Shouted at her"
    editor.paused.emit(editor.text())
    assert room.cell(WHAT, FIRST).text == "Shouted at her", "words are kept as typing rests"
    room.key(Key.Key_Escape)
    assert room.cell(WHAT, FIRST).text == "Shouted"
    assert room.here == (WHAT, FIRST) and room.screen.grid.writing.editor is None
    room.key(Key.Key_F2)
    room.type("!")
    room.key(Key.Key_Tab)
    assert (room.cell(WHAT, FIRST).text, room.here) == ("Shouted!", (WHAT, WORST))


def test_words_typed_back_to_where_they_began_are_kept_so(room: Room) -> None:
    room.go(WHAT, FIRST)
    room.key(Key.Key_F2)
    room.type("X")
    editor = room.screen.grid.writing.editor
    assert editor is not None
    editor.paused.emit(editor.text())
    room.key(Key.Key_Backspace, Key.Key_Return)
    assert room.cell(WHAT, FIRST).text == "Shouted"


def test_several_lines_with_alt_and_enter(room: Room) -> None:
    room.go(WHAT, FIRST)
    before = room.screen.grid.rowHeight(WHAT)
    room.key(Key.Key_F2)
    for words in ("second line", "third line"):
        room.key(Key.Key_Return, held=ALT)
        room.type(words)
    assert room.screen.grid.rowHeight(WHAT) > before, "the row grows under the hand"
    room.key(Key.Key_Return)
    assert room.cell(WHAT, FIRST).text == "Shouted\nsecond line\nthird line"


def test_up_and_down_leave_a_box_begun_by_typing(room: Room) -> None:
    room.go(WHAT, FIRST)
    room.type("Swore")
    room.key(Key.Key_Down)
    assert (room.cell(WHAT, FIRST).text, room.here) == ("Swore", (HOW_BAD, FIRST))
    room.key(Key.Key_F2, Key.Key_Down)
    assert room.screen.grid.writing.editor is not None, "in an opened box they move in the words"
    room.key(Key.Key_Escape)


def test_states_typed_and_chosen(room: Room) -> None:
    room.go(MILA, FIRST)
    room.type("not known (3 months old)")
    room.key(Key.Key_Return)
    assert (room.cell(MILA, FIRST).state, room.cell(MILA, FIRST).text) == ("not_known", "3 months old")
    room.go(ALFIE, FIRST)
    room.act("state-not_born")
    assert room.screen.grid.matrix_model.index(ALFIE, FIRST).data() == "Not born"
    room.go(MILA, WORST)
    room.act("state-none")
    assert room.cell(MILA, WORST).state == "none"
    room.go(HOW_BAD, RECENT)
    room.act("state-same_as_worst")
    assert room.cell(HOW_BAD, RECENT).state == "same_as_worst"
    assert RECENT not in room.screen.grid.gap_boxes, "something is known now"
    room.go(MILA, FIRST)
    room.key(Key.Key_F2)
    editor = room.screen.grid.writing.editor
    assert editor is not None and editor.text() == "Not known (3 months old)"
    room.key(Key.Key_Return)
    assert room.cell(MILA, FIRST).state == "not_known", "looking changes nothing"


def test_the_menu_offers_what_can_be(room: Room) -> None:
    def names() -> list[str]:
        menu = room.screen.cell_menu()
        found = [action.objectName() for action in menu.actions() if action.objectName().startswith("state-")]
        letters = [a.text()[a.text().index("&") + 1].lower() for a in menu.actions() if "&" in a.text()]
        assert len(set(letters)) == len(letters), "every letter chooses one thing"
        menu.deleteLater()
        return found

    room.go(WHAT, WORST)
    assert names() == ["state-not_known", "state-none", "state-said"]
    room.go(JAYDEN, RECENT)
    assert names() == ["state-not_known", "state-not_born", "state-none", "state-same_as_worst", "state-said"]


def test_alt_down_asks_for_the_menu_and_so_does_the_small_button(room: Room) -> None:
    asked: list[QPoint] = []
    grid = room.screen.grid
    grid.menu_wanted.disconnect()
    grid.menu_wanted.connect(asked.append)
    room.go(WHAT, FIRST)
    room.key(Key.Key_Down, held=ALT)
    grid.more.click()
    assert len(asked) == 2 and grid.more.isVisible()
    room.go(WHAT, RECENT)
    assert not grid.more.isVisible(), "a whole gap has its own buttons"


def test_delete_empties_the_chosen_boxes_in_one_step(room: Room) -> None:
    room.choose(WHAT, FIRST, 1, 1)
    room.key(Key.Key_Delete)
    assert all(room.cell(row, column).state == "gap" for row in (WHAT, HOW_BAD) for column in (FIRST, WORST))
    assert room.family.said.toasts[-1][:2] == ("4 boxes emptied", "Undo")
    room.screen.context.undo()
    assert room.cell(HOW_BAD, WORST).text == "Four bruises"
    room.key(Key.Key_Escape)
    assert len(room.screen.grid.selectedIndexes()) == 1


def test_copying_a_range_as_text_and_as_a_table(room: Room) -> None:
    acts.write_cell(room.family.case, room.matrix_id, room.matrix.rows[WHAT], "worst", 'Said "out"\nand pushed')
    room.choose(WHAT, FIRST, 1, 1)
    room.key(Key.Key_C, held=CTRL)
    assert clipboard().text() == 'Shouted\t"Said ""out""\nand pushed"\nWords\tFour bruises'
    assert "<td>Said &quot;out&quot;<br>and pushed</td>" in clipboard().html()
    assert room.cell(WHAT, FIRST).text == "Shouted"
    room.key(Key.Key_X, held=CTRL)
    assert room.cell(WHAT, WORST).state == "gap"
    room.go(WHAT, FIRST)
    room.key(Key.Key_V, held=CTRL)
    assert room.cell(WHAT, WORST).text == 'Said "out"\nand pushed', "there and back nothing is lost"


def test_pasting_from_excel_is_one_step_and_says_how_many(room: Room) -> None:
    data = QMimeData()
    data.setText("2023-06-24\tsame\nNobody saw\tnot known\n")
    QApplication.clipboard().setMimeData(data)
    room.go(WHEN, WORST)
    room.key(Key.Key_V, held=CTRL)
    assert room.cell(WHEN, WORST).shown == "24 June 2023"
    assert (room.cell(WHEN, RECENT).state, room.cell(WHAT, RECENT).state) == ("same_as_worst", "not_known")
    assert room.family.said.toasts[-1][0] == "Pasted into 4 boxes. 2 had words before."
    room.screen.context.undo()
    assert room.cell(WHEN, WORST).shown == "3 May 2024"
    assert room.cell(WHAT, RECENT).state == "gap"


def test_pasting_from_word_leaves_out_what_does_not_fit_and_says_so(room: Room) -> None:
    data = QMimeData()
    table = "<table><tr><td><p>one</p></td><td>two</td></tr><tr><td colspan=2>three</td></tr></table>"
    data.setHtml(f"<html><body>{table}</body></html>")
    data.setText("one\ttwo\nthree")
    QApplication.clipboard().setMimeData(data)
    room.go(WHO, RECENT)
    room.key(Key.Key_V, held=CTRL)
    assert room.cell(WHO, RECENT).text == "one"
    assert room.family.said.toasts[-1][0] == "Pasted into 1 box. 2 did not fit and were left out."


def test_one_copied_box_fills_all_that_are_chosen(room: Room) -> None:
    data = QMimeData()
    data.setText("slept")
    QApplication.clipboard().setMimeData(data)
    room.choose(MILA, FIRST, 1, 1)
    room.key(Key.Key_V, held=CTRL)
    assert [room.cell(row, column).text for row in (MILA, ALFIE) for column in (FIRST, WORST)] == ["slept"] * 4


def test_what_cannot_be_written_is_said_once(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise KnownError("This laptop is full.")

    room.choose(WHAT, FIRST, 1, 1)
    monkeypatch.setattr(acts, "write_block", refused)
    for deed in (room.screen.grid.cut, room.screen.grid.paste):
        deed()
        assert room.family.said.toasts[-1][0] == "This laptop is full."
    assert room.cell(WHAT, FIRST).text == "Shouted"


def test_pressing_chooses_pressing_again_writes(room: Room) -> None:
    room.screen.grid.setFocus()
    room.press(HOW_BAD, WORST)
    assert room.here == (HOW_BAD, WORST) and room.screen.grid.writing.editor is None
    room.press(HOW_BAD, WORST)
    assert room.screen.grid.writing.editor is not None
    room.key(Key.Key_Escape)
    room.press(WHAT, FIRST, twice=True)
    assert room.screen.grid.writing.editor is not None


def test_a_whole_gap_opens_to_be_filled_in(room: Room) -> None:
    grid = room.screen.grid
    box = grid.gap_boxes[RECENT]
    assert "Danny" in box.question.text
    assert box.height() >= grid.down.length() - 12
    room.go(WHAT, RECENT)
    assert box.current
    room.type("Pinched him")
    assert not grid.gap_boxes, "its boxes show while somebody writes"
    room.key(Key.Key_Escape)
    assert RECENT in grid.gap_boxes, "nothing was written"
    box = grid.gap_boxes[RECENT]
    box.open_link.click()
    assert not grid.gap_boxes and room.here == (WHEN, RECENT)
    room.type("summer 2024")
    room.key(Key.Key_Return)
    assert room.cell(WHEN, RECENT).text == "summer 2024"
    acts.write_block(room.family.case, room.matrix_id, [acts.CellChange(room.matrix.rows[WHEN], "recent", "", "gap")])
    assert not grid.gap_boxes, "somebody is filling it in"


def test_a_whole_gap_is_opened_and_asked_about_by_keys(room: Room) -> None:
    asked: list[int] = []
    room.screen.grid.who_wanted.disconnect()
    room.screen.grid.who_wanted.connect(lambda column, place: asked.append(column))
    room.go(HOW_BAD, RECENT)
    room.act("cellWho")
    assert asked == [RECENT]
    room.act("cellOpen")
    assert not room.screen.grid.gap_boxes and room.here == (WHEN, RECENT)


def test_whole_rows_and_columns(room: Room) -> None:
    grid = room.screen.grid
    room.go(HOW_BAD, WORST)
    room.key(Key.Key_Space, held=SHIFT)
    assert room.screen.grid.chosen() == [(HOW_BAD, column) for column in range(3)]
    room.key(Key.Key_Space, held=CTRL)
    assert grid.chosen() == [(row, WORST) for row in range(7)] and room.here == (HOW_BAD, WORST)
    place = QPoint(grid.across.sectionViewportPosition(FIRST) + 20, 10)
    QTest.mouseClick(grid.across.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert grid.chosen() == [(row, FIRST) for row in range(7)] and grid.hasFocus()


def test_who_will_ask_about_a_whole_gap(room: Room) -> None:
    menu = room.screen.who_menu(RECENT)
    priya = next(a for a in menu.actions() if a.objectName() == f"person-{room.family.people['Priya']}")
    priya.trigger()
    menu.deleteLater()
    (question,) = room.matrix.questions
    assert question.asker is not None and question.asker.name == "Priya"
    assert (question.place, question.to) == ("Most recent", "Danny")
    assert room.screen.grid.gap_boxes[RECENT].who.text() == "Priya will ask"
    room.screen.grid.gap_boxes[RECENT].question.written.emit("Jayden, has there been a time since the cereal?")
    assert room.matrix.questions[0].text == "Jayden, has there been a time since the cereal?"
    assert len(room.matrix.questions) == 1


def test_a_change_elsewhere_leaves_the_words_under_the_hand(room: Room) -> None:
    case, people = room.family.case, room.family.people
    room.go(JAYDEN, WORST)
    room.key(Key.Key_F2)
    room.type(" again")
    editor = room.screen.grid.writing.editor
    acts.write_cell(case, room.matrix_id, room.matrix.rows[HOW_BAD], "worst", "Five bruises")
    acts.write_cell(case, room.matrix_id, room.matrix.rows[JAYDEN], "worst", "Hid at Nan's")
    room.family.add("Noah", child_of_workspace=room.family.workspace_id, born="2010-01-01")
    assert room.screen.grid.writing.editor is editor and editor is not None
    assert editor.text() == "Would not go home again"
    assert room.screen.grid.matrix_model.index(HOW_BAD, WORST).data() == "Five bruises"
    room.key(Key.Key_Return)
    there = next(n for n, row in enumerate(room.matrix.rows) if row.child and row.child.id == people["Jayden"])
    assert room.cell(there, WORST).text == "Would not go home again"


def test_one_edit_lays_out_one_row(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    grid = room.screen.grid
    measured: list[int] = []
    reset: list[int] = []
    needed = grid.needed

    def noted(row: int, wide: int) -> int:
        measured.append(row)
        return needed(row, wide)

    monkeypatch.setattr(grid, "needed", noted)
    grid.matrix_model.modelReset.connect(lambda: reset.append(1))
    acts.write_cell(room.family.case, room.matrix_id, room.matrix.rows[WHAT], "first", "Threw a plate")
    assert set(measured) <= {WHAT, WHO} and not reset, "the row, and the last one that makes room"


def test_held_back_words_leave_no_trace_and_are_never_written_over(room: Room) -> None:
    case, grid = room.family.case, room.screen.grid
    held = room.cell(WHO, WORST).id

    def heard() -> str:
        return str(grid.matrix_model.index(WHO, WORST).data(int(Qt.ItemDataRole.AccessibleTextRole)))

    room.screen.context.set_lens(FAMILY)
    assert "Tess" in heard(), "the control: without a restriction the family reads it"
    room.screen.context.set_lens(US)
    hold_back(case, "matrix_cell", held, "Tess", field="text", public_name="somebody who knows him")
    assert room.cell(WHO, WORST).held_back and "held back" in heard() and "Tess" in heard()
    room.screen.context.set_lens(FAMILY)
    assert not room.cell(WHO, WORST).held_back
    assert "Tess" not in heard() and "held back" not in heard()
    room.go(WHO, WORST)
    room.type("x")
    assert grid.writing.editor is None
    room.key(Key.Key_Delete)
    room.act("state-not_known")
    QApplication.clipboard().setText("y")
    room.key(Key.Key_V, held=CTRL)
    assert case.rows.get("matrix_cell", held)["text"] == "Tess, photo"
    room.go(WHO, FIRST)
    room.type("Nan")
    room.key(Key.Key_Return)
    assert room.cell(WHO, FIRST).text == "Nan", "the control: other boxes are written in"


def test_a_past_harm_card_of_a_column_stays_linked(room: Room) -> None:
    room.go(WHAT, WORST)
    room.act("cellCard")
    cards = room.family.case.rows.where("card", part="past_harm")
    assert len(cards) == 1 and "Gripped his arm" in cards[0]["text"]
    assert room.cell(WHAT, WORST).card_id == cards[0]["id"]
    heard = room.screen.grid.matrix_model.index(WHAT, WORST).data(int(Qt.ItemDataRole.AccessibleTextRole))
    assert heard == "What the adult did, Worst: Gripped his arm. on the map as past harm"
    room.act("cellGoCard")
    assert room.family.said.room == "map"
    room.screen.context.undo()
    assert room.cell(WHAT, WORST).card_id is None


def test_everything_to_press_has_a_name(room: Room) -> None:
    for widget in room.screen.findChildren(QAbstractButton):
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            assert widget.objectName() and widget.accessibleName(), widget


@pytest.mark.parametrize("look", ["light", "contrast", "projector"])
def test_every_theme_and_size_paints_and_cuts_nothing(room: Room, look: Any) -> None:
    grid = room.screen.grid
    theme().set(name=look, text_scale=2.0, touch=True)
    QTest.qWait(1)
    model = grid.matrix_model
    for row in range(model.rowCount()):
        for column in range(model.columnCount()):
            cell = model.cell(row, column)
            assert cell is not None
            if column not in grid.gap_boxes:
                assert grid.rowHeight(row) >= grid.painter_.height(cell, grid.columnWidth(column))
    assert not room.screen.grab().isNull()
    assert grid.more.sizeHint().height() >= 44
    button = room.screen.findChild(QPushButton, "harmGapOpen-recent")
    assert button is not None and grid.gap_boxes[RECENT].rect().contains(button.geometry())
