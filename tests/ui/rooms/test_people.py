"""The family's people: added by a line, written in place, moved, held back; renaming shows everywhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from models.acts.cards import add_card, set_people
from models.acts.people import add_household, move_home
from models.readers import FAMILY
from ui.screens.people import PeopleScreen
from ui.screens.people.detail import PersonDetail
from ui.screens.scaling import ScalingScreen
from ui.widgets import LineField


@pytest.fixture
def screen(bare: Any, show: Callable[..., QWidget]) -> PeopleScreen:
    made = PeopleScreen(bare.context)
    show(made)
    QTest.qWait(10)
    return made


def detail(screen: PeopleScreen, person_id: str = "") -> PersonDetail:
    if person_id:
        screen.choose(person_id)
        QTest.qWait(1)
    assert screen.detail is not None
    return screen.detail


def type_in(field: QWidget, text: str) -> None:
    assert isinstance(field, LineField)
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)


def pick(menu: Any, text: str) -> None:
    next(action for action in menu.actions() if action.text() == text).trigger()
    menu.deleteLater()


def test_several_lines_are_one_step_in_their_order(bare: Any, screen: PeopleScreen) -> None:
    before = len(bare.case.history())
    screen.add_field.setPlainText("Sandra Okoro, 62, next door\n\nRex, dog\nTerry, died 2018, mum's dad")
    QTest.mouseClick(screen.findChild(QPushButton, "addPeopleButton"), Qt.MouseButton.LeftButton)
    assert len(bare.case.history()) == before + 1
    rows = sorted(bare.case.rows.table("person").values(), key=lambda r: r["position"])[-3:]
    assert [r["name"] for r in rows] == ["Sandra Okoro", "Rex", "Terry"]
    assert "Terry, died 2018, mum's dad" in [r.accessibleName() for r in screen.rows]
    assert screen.add_field.text() == ""


def test_enter_adds_one_person_and_opens_their_facts(bare: Any, screen: PeopleScreen) -> None:
    screen.add_field.setFocus()
    QTest.keyClicks(screen.add_field, "Ian Whitby, 63, Carol's husband")
    QTest.keyClick(screen.add_field, Qt.Key.Key_Return)
    assert detail(screen).person.full_name == "Ian Whitby"


def test_people_stand_in_groups(bare: Any, screen: PeopleScreen) -> None:
    names = [row.person.name for row in screen.rows]
    assert names[:3] == ["Jayden", "Mila", "Alfie"]
    assert names.index("Shauna") < names.index("Wes") < names.index("Priya")
    assert screen.count.text() == "14 people"


def test_renaming_shows_everywhere_and_keeps_the_keyboard(bare: Any, screen: PeopleScreen) -> None:
    bare.score({"Shauna": 4}, "2025-06-17")
    page = detail(screen, bare.people["Shauna"])
    type_in(page.fields["known_as"], "Shaz")
    assert "Shaz" in [row.person.name for row in screen.rows]
    assert detail(screen) is page
    scaling = ScalingScreen(bare.context)
    assert scaling.reveal.stage.headline.text() == "Shaz says 4"
    scaling.deleteLater()


def test_every_fact_can_be_written(bare: Any, screen: PeopleScreen) -> None:
    person_id = bare.people["Wes"]
    page = detail(screen, person_id)
    for key, typed in (("name", "Wes Adeyemi"), ("relation", "Jayden's coach"), ("born", "2 May 1981"),
                       ("pronouns", "he/him")):  # fmt: skip
        type_in(page.fields[key], typed)
        page.fields[key].clearFocus()
        screen.refresh()
        page = detail(screen)
    for key, text in (("gender", "Male"), ("born_as", "Female"), ("kind", "Professional"), ("life", "Has died")):
        pick(page.choices(key), text)
        page = detail(screen)
    type_in(page.fields["role"], "coach")
    type_in(page.fields["died"], "2025")
    row = bare.case.rows.get("person", person_id)
    wanted = {"name": "Wes Adeyemi", "relation": "Jayden's coach", "born": "1981-05-02", "pronouns": "he/him",
              "gender": "male", "born_as": "female", "kind": "professional", "life": "dead", "role": "coach",
              "died": "2025"}  # fmt: skip
    assert {key: row[key] for key in wanted} == wanted


def test_an_empty_name_is_put_back(bare: Any, screen: PeopleScreen) -> None:
    page = detail(screen, bare.people["Wes"])
    field = page.fields["name"]
    assert isinstance(field, LineField)
    field.setFocus()
    field.clear()
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == "Wes"
    assert bare.case.rows.get("person", bare.people["Wes"])["name"] == "Wes"
    assert bare.said.toasts


def test_a_child_of_this_work_and_back(bare: Any, screen: PeopleScreen) -> None:
    page = detail(screen, bare.people["Alfie"])
    assert page.child_switch.isChecked()
    QTest.mouseClick(page.child_switch, Qt.MouseButton.LeftButton)
    assert [row.person.name for row in screen.rows][:2] == ["Jayden", "Mila"]
    assert [c.name for c in bare.context.map_view().children] == ["Jayden", "Mila"]


def test_moving_home_keeps_where_they_lived(bare: Any, screen: PeopleScreen) -> None:
    first = add_household(bare.case, "12 Tanner's Row")
    move_home(bare.case, bare.people["Danny"], first, on="2020-01-01")
    page = detail(screen, bare.people["Danny"])
    pick(page.homes(), "A new home…")
    type_in(page.new_home, "Carol and Ian's")
    screen.refresh()
    members = {m["household_id"]: m for m in bare.case.rows.where("household_member", person_id=bare.people["Danny"])}
    assert members[first]["ended_on"] == "2025-07-01"
    assert len(members) == 2
    assert detail(screen).person.household == "Carol and Ian's"
    pick(detail(screen).homes(), "Not known")
    assert detail(screen).person.household is None


def test_homes_are_added_written_and_removed(bare: Any, screen: PeopleScreen) -> None:
    type_in(screen.homes.add_field, "Nan's")
    (card,) = screen.homes.cards
    card.address.open()
    assert card.address.editor is not None
    QTest.keyClicks(card.address.editor, "3 Mill Lane")
    QTest.keyClick(card.address.editor, Qt.Key.Key_Return)
    (home,) = bare.case.rows.table("household").values()
    assert (home["name"], home["address"]) == ("Nan's", "3 Mill Lane")
    QTest.mouseClick(screen.findChild(QPushButton, f"removeHome-{home['id']}"), Qt.MouseButton.LeftButton)
    assert not bare.case.rows.table("household")


def hold_back(screen: PeopleScreen, reason: str = "", public: str = "") -> None:
    sheet = detail(screen).restriction.open_sheet()
    assert sheet is not None
    sheet.reason.field.setText(reason or sheet.reason.text)
    sheet.public.field.setText(public)
    QTest.mouseClick(sheet.keep_button, Qt.MouseButton.LeftButton)


def test_somebody_held_back_leaves_no_trace_outside_the_team(bare: Any, screen: PeopleScreen) -> None:
    detail(screen, bare.people["Ruth"])
    hold_back(screen, "Shauna's safety")
    (held,) = bare.case.rows.table("restriction").values()
    assert (held["reason"], held["target_id"]) == ("Shauna's safety", bare.people["Ruth"])
    bare.context.set_lens(FAMILY)
    assert "Ruth" not in " ".join(row.accessibleName() for row in screen.rows)
    assert screen.count.text() == "13 people"
    assert screen.detail is None
    bare.context.set_lens(bare.context.lens.__class__("us"))
    detail(screen, bare.people["Ruth"])
    hold_back(screen, public="a helper")
    bare.context.set_lens(FAMILY)
    shown = [row.accessibleName() for row in screen.rows]
    assert "a helper" in shown
    assert not any("IDVA" in name for name in shown)


def test_where_somebody_appears(bare: Any, screen: PeopleScreen) -> None:
    card_id = add_card(bare.case, bare.workspace_id, "past_harm", "Danny shouted")
    set_people(bare.case, card_id, "source", [(bare.people["Shauna"], None)])
    bare.score({"Shauna": 4}, "2025-06-17")
    screen.choose(bare.people["Shauna"])
    texts = [w.text() for w in detail(screen).findChildren(QWidget) if hasattr(w, "text")]
    assert "Where Shauna appears: on one card, one score" in texts
    assert "Past harm: Danny shouted" in texts


def test_removing_somebody_can_be_undone(bare: Any, screen: PeopleScreen) -> None:
    page = detail(screen, bare.people["Wes"])
    QTest.mouseClick(page.findChild(QPushButton, "removePerson"), Qt.MouseButton.LeftButton)
    assert screen.detail is None
    assert "Wes" not in [row.person.name for row in screen.rows]
    assert bare.said.toasts[-1][:2] == ("Wes was taken out of the case", "Undo")
    bare.context.undo()
    assert "Wes" in [row.person.name for row in screen.rows]
