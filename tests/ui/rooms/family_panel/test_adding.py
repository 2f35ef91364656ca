"""The line that adds people to a family."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from tests.ui.rooms.family_panel.beside import Room
from ui.screens.family.entry import ANOTHER, EntryLine


def typed(entry: EntryLine, text: str) -> None:
    QTest.keyClicks(entry.field, text)


def test_three_children_at_once_are_one_step(room: Room, entry: EntryLine) -> None:
    added: list[list[str]] = []
    entry.added.connect(added.append)
    entry.open("child", room.ids["Dean"])
    typed(entry, "Ruby 6, Sam 14 months, Max 2016")
    chips = [w.text() for w in entry.findChildren(QAbstractButton, "entryChip") if not w.isHidden()]
    assert chips == ["Ruby, 6", "Sam, 14 months", "Max, born 2016"]
    before = len(room.case.history())
    QTest.keyClick(entry.field, Qt.Key.Key_Return)
    assert len(room.case.history()) == before + 1
    assert len(added[0]) == 3
    names = {p.id: p.person.name for p in room.state.view.people}
    assert [names[each] for each in added[0]] == ["Ruby", "Sam", "Max"]
    assert entry.isVisible()
    assert entry.field.text() == ""
    room.context.undo()
    assert not set(added[0]) & {p.id for p in room.state.view.people}


@pytest.mark.parametrize("mode", ["partner", "parent", "sibling", "twin", "person"])
def test_everybody_else_is_added_in_one_line(room: Room, entry: EntryLine, mode: str) -> None:
    added: list[list[str]] = []
    entry.added.connect(added.append)
    entry.open(mode, "" if mode == "person" else room.ids["Ian"])
    typed(entry, "Robin 40")
    QTest.keyClick(entry.field, Qt.Key.Key_Return)
    view = room.state.view
    assert [p.person.name for p in view.people if p.id in added[0]] == ["Robin"]
    joined = {p for u in view.unions for p in u.partners} | {c.child for c in view.children}
    assert (added[0][0] in joined) == (mode != "person")


def test_of_which_couple_is_asked(room: Room, entry: EntryLine) -> None:
    entry.open("child", room.ids["Shauna"])
    assert entry.couple is not None
    kofi = room.union("Shauna", "Kofi")
    assert set(entry.couple.words) == {kofi, room.union("Shauna", "Danny"), ANOTHER}
    menu = entry.couple.menu_of_words()
    next(a for a in menu.actions() if a.data() == kofi).trigger()
    menu.deleteLater()
    typed(entry, "Kit 3")
    QTest.keyClick(entry.field, Qt.Key.Key_Return)
    kit = next(p.id for p in room.state.view.people if p.person.name == "Kit")
    assert next(c.union for c in room.state.view.children if c.child == kit) == kofi


def test_foster_parents_beside_those_by_birth(room: Room, entry: EntryLine) -> None:
    entry.open("parent", room.ids["Mila"])
    assert entry.kind is not None
    assert entry.kind.now == "foster"
    typed(entry, "Anne Cole 51, Pete Cole 53")
    QTest.keyClick(entry.field, Qt.Key.Key_Return)
    links = [c for c in room.state.view.children if c.child == room.ids["Mila"]]
    assert sorted(c.kind for c in links) == ["birth", "foster"]
    union = next(u for u in room.state.view.unions if u.id == next(c.union for c in links if c.kind == "foster"))
    names = {p.id: p.person.full_name for p in room.state.view.people}
    assert {names[p] for p in union.partners} == {"Anne Cole", "Pete Cole"}


def test_escape_closes_the_line(room: Room, entry: EntryLine) -> None:
    closed: list[bool] = []
    entry.closed.connect(lambda: closed.append(True))
    entry.open("sibling", room.ids["Mila"])
    typed(entry, "Half a na")
    QTest.keyClick(entry.field, Qt.Key.Key_Escape)
    assert closed == [True]
    assert not entry.isVisible()
