"""The panel beside the family’s picture: lines, couples, children and homes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit

from models.acts import family as acts
from tests.ui.rooms.family_panel.beside import Room, find, page, pick, press, write
from ui.screens.family.panel import FamilyPanel


def test_a_line_is_added_with_two_choices_and_edited(room: Room, panel: FamilyPanel) -> None:
    before = len(room.state.view.ties)
    panel.open_line(room.ids["Ian"])
    pick(panel, "newLineTo", "Danny")
    pick(panel, "newLineKind", "Distant")
    assert len(room.state.view.ties) == before + 1
    kind, tie = room.state.selected
    assert kind == "tie"
    write(panel, "note", "They never talk")
    write(panel, "begun_on", "2010")
    pick(panel, "second_kind", "Worn out")
    pick(panel, "kind", "Controlling")
    row = room.case.rows.get("tie", tie)
    assert row is not None
    assert (row["kind"], row["second_kind"], row["note"], row["begun_on"]) == (
        "controlling", "worn_out", "They never talk", "2010",
    )  # fmt: skip
    assert row["directed"]
    press(page(panel), "swapLine")
    turned = room.case.rows.get("tie", tie)
    assert turned is not None
    assert (turned["from_id"], turned["to_id"]) == (row["to_id"], row["from_id"])
    press(page(panel), "removeLine")
    assert room.case.rows.get("tie", tie) is None
    room.context.undo()
    assert room.case.rows.get("tie", tie) is not None


def test_ties_stand_as_rows_that_lead_to_them(room: Room, panel: FamilyPanel) -> None:
    room.state.select("person", room.ids["Danny"])
    tie = room.tie("Gary", "Danny")
    row = find(page(panel), QAbstractButton, f"tie-{tie}")
    assert row.accessibleName().startswith("Gary: ")
    assert "Dad used the belt" in row.accessibleName()
    press(page(panel), f"tie-{tie}")
    assert room.state.selected == ("tie", tie)


def test_a_couple_is_edited_and_undone(room: Room, panel: FamilyPanel) -> None:
    union = room.union("Shauna", "Danny")
    before = dict(room.case.rows.get("partnership", union) or {})
    room.state.select("union", union)
    pick(panel, "kind", "Married")
    write(panel, "begun_on", "June 2018")
    pick(panel, "ended_by", "Divorced")
    write(panel, "note", "Met at work")
    after = room.case.rows.get("partnership", union) or {}
    assert (after["kind"], after["begun_on"], after["ended_by"], after["note"]) == (
        "married", "2018-06", "divorced", "Met at work",
    )  # fmt: skip
    for _ in range(4):
        room.context.undo()
    assert room.case.rows.get("partnership", union) == before


def test_somebody_not_known_yet_is_named(room: Room, panel: FamilyPanel) -> None:
    symbol = acts.add_partner(room.case, room.ids["Dean"], "")
    room.state.select("person", symbol)
    assert panel.page is not None
    assert panel.page.objectName() == "unionPage"
    field = find(page(panel), QLineEdit, "newPartner")
    QTest.keyClicks(field, "Sky 30")
    QTest.keyClick(field, Qt.Key.Key_Return)
    union = next(u for u in room.state.view.unions if room.ids["Dean"] in u.partners)
    names = {p.id: p.person.name for p in room.state.view.people}
    assert {names[p] for p in union.partners} == {"Dean", "Sky"}
    room.context.undo()
    room.state.select("union", union.id)
    pick(panel, "partner", "Lisa")
    union = next(u for u in room.state.view.unions if room.ids["Dean"] in u.partners)
    assert set(union.partners) == {room.ids["Dean"], room.ids["Lisa"]}


def test_still_together_has_no_end(room: Room, panel: FamilyPanel) -> None:
    union = room.union("Shauna", "Danny")
    room.state.select("union", union)
    pick(panel, "ended_by", "Still together")
    row = room.case.rows.get("partnership", union) or {}
    assert (row["ended_by"], row["ended_on"]) == (None, None)


def test_children_are_ordered_and_made_twins(room: Room, panel: FamilyPanel) -> None:
    union = room.union("Shauna", "Danny")
    room.state.select("union", union)
    press(page(panel), f"move-1-{room.link('Alfie')}")
    positions = {c.child: c.position for c in room.state.view.children if c.union == union}
    assert positions[room.ids["Alfie"]] < positions[room.ids["Mila"]]
    press(page(panel), "orderByAge")
    assert not any(c.position for c in room.state.view.children if c.union == union)
    room.state.select("child", room.link("Alfie"))
    pick(panel, "twins", "Mila")
    press(page(panel), "identical")
    twins = {c.child: (c.twins, c.identical) for c in room.state.view.children if c.union == union}
    assert twins[room.ids["Alfie"]] == twins[room.ids["Mila"]]
    assert twins[room.ids["Alfie"]][1]
    pick(panel, "twins", "Nobody")
    assert not any(c.twins for c in room.state.view.children if c.union == union)


def test_a_childs_link_is_edited_removed_and_undone(room: Room, panel: FamilyPanel) -> None:
    link = room.link("Alfie")
    room.state.select("child", link)
    pick(panel, "kind", "Foster child")
    write(panel, "begun_on", "2024-05")
    row = room.case.rows.get("child_link", link) or {}
    assert (row["kind"], row["begun_on"]) == ("foster", "2024-05")
    press(page(panel), "removeChild")
    assert room.case.rows.get("child_link", link) is None
    room.context.undo()
    assert room.case.rows.get("child_link", link) is not None


def test_a_home_is_named_filled_and_emptied(room: Room, panel: FamilyPanel) -> None:
    home = next(h for h in room.state.view.homes if h.name == "12 Tanner's Row")
    room.state.select("home", home.id)
    write(panel, "name", "Mum's")
    write(panel, "distance", "next door")
    pick(panel, "addMember", "Nanna Mo")
    press(page(panel), f"leave-{room.ids['Jayden']}")
    pick(panel, f"stay {room.ids['Alfie']}", "Looked after here")
    after = next(h for h in room.state.view.homes if h.id == home.id)
    assert (after.name, after.distance) == ("Mum's", "next door")
    kinds = {m.person.name: m.kind for m in after.members}
    assert "Jayden" not in kinds
    assert (kinds["Nanna Mo"], kinds["Alfie"]) == ("lives", "foster")
    for _ in range(5):
        room.context.undo()
    assert next(h for h in room.state.view.homes if h.id == home.id) == home
