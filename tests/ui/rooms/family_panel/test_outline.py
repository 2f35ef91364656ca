"""The outline of a family."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from models.acts import family as acts
from tests.ui.rooms.family_panel.beside import Room
from ui.screens.family.outline import FamilyOutline


def _all_lines(outline: FamilyOutline) -> list[tuple[str, str]]:
    found, number = [], 0
    while (index := outline.lines.nth(number)).isValid() and outline.lines.place(index) == number:
        found.append(index.data(Qt.ItemDataRole.UserRole))
        number += 1
    return found


def test_the_outline_says_what_the_view_holds(room: Room, outline: FamilyOutline) -> None:
    lines, view = set(_all_lines(outline)), room.state.view
    wanted = {("person", p.id) for p in view.people} | {("union", u.id) for u in view.unions}
    wanted |= {("child", c.id) for c in view.children} | {("tie", t.id) for t in view.ties}
    wanted |= {("home", h.id) for h in view.homes}
    assert wanted <= lines
    text = "\n".join(str(outline.lines.nth(n).data()) for n in range(len(_all_lines(outline))))
    assert all(p.person.full_name in text for p in view.people)


def test_the_outline_by_keys_alone(room: Room, outline: FamilyOutline) -> None:
    outline.setFocus()
    outline.setCurrentIndex(outline.lines.find("person", room.ids["Ian"]))
    QTest.keyClick(outline, Qt.Key.Key_Return)
    assert room.state.selected == ("person", room.ids["Ian"])
    asked: list[tuple[str, str]] = []
    outline.entry_wanted.connect(lambda mode, key: asked.append((mode, key)))
    lines: list[str] = []
    outline.line_wanted.connect(lines.append)
    for key in (Qt.Key.Key_P, Qt.Key.Key_A, Qt.Key.Key_C, Qt.Key.Key_S, Qt.Key.Key_T, Qt.Key.Key_L):
        QTest.keyClick(outline, key)
    assert [mode for mode, _ in asked] == ["partner", "parent", "child", "sibling", "twin"]
    assert {who for _, who in asked} | set(lines) == {room.ids["Ian"]}
    QTest.keyClick(outline, Qt.Key.Key_F2)
    editor = outline.findChild(QLineEdit, "outlineName")
    assert editor is not None
    editor.selectAll()
    QTest.keyClicks(editor, "Ian Whitby")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert room.row("Ian")["name"] == "Ian Whitby"
    assert outline.lines.line(outline.currentIndex()).id == room.ids["Ian"]  # type: ignore[union-attr]
    QTest.keyClick(outline, Qt.Key.Key_Delete)
    assert room.window.toasts[-1][1] == "Undo"
    assert room.case.rows.get("person", room.ids["Ian"]) is None
    assert outline.currentIndex().isValid()
    room.context.undo()
    assert outline.lines.find("person", room.ids["Ian"]).isValid()


def test_the_outline_follows_the_choice(room: Room, outline: FamilyOutline) -> None:
    room.state.select("union", room.union("Shauna", "Danny"))
    line = outline.lines.line(outline.currentIndex())
    assert line is not None
    assert (line.kind, line.id) == room.state.selected


def test_the_outline_says_nothing_while_it_is_hidden(room: Room, outline: FamilyOutline) -> None:
    outline.setCurrentIndex(outline.lines.find("person", room.ids["Ian"]))
    outline.hide()
    acts.set_drawn(room.case, room.ids["Gary"], False)
    assert not _all_lines(outline)
    outline.show()
    assert ("person", room.ids["Gary"]) not in _all_lines(outline)
    assert outline.currentIndex().data(Qt.ItemDataRole.UserRole) == ("person", room.ids["Ian"])


def test_the_outlines_menu(room: Room, outline: FamilyOutline) -> None:
    outline.setCurrentIndex(outline.lines.find("person", room.ids["Ian"]))
    menu = outline.menu()
    assert len(menu.actions()) == 9
    menu.deleteLater()
    outline.setCurrentIndex(outline.lines.find("home", room.state.view.homes[0].id))
    menu = outline.menu()
    assert [a.text() for a in menu.actions()] == ["Open", "Remove"]
    menu.deleteLater()
