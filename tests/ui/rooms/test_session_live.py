"""The map and the family built live: what the console writes stands in the case and, names covered, on the wall."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QWidget

from models.acts.cards import add_card
from models.acts.family import add_partner
from models.base import new_id
from models.entities import Restriction
from models.sessions import cover_of
from tests.ui.rooms.session_helpers import Ears, Led, heard, press, write
from ui.screens.session import SessionScreen
from ui.screens.session import screen as screen_module
from ui.screens.session.collect import PartChoice


@pytest.fixture
def led(bare: Any, show: Callable[..., QWidget], monkeypatch: pytest.MonkeyPatch) -> Iterator[Led]:
    monkeypatch.setattr(screen_module, "other_screen", lambda widget: QGuiApplication.primaryScreen())
    screen = SessionScreen(bare.context)
    show(screen, 1366, 768)
    screen.begin("supervision")
    screen.show_console()
    screen.toggle_room()
    made = Led(bare, screen)
    made.room.showNormal()
    made.room.resize(1920, 1080)
    yield made
    screen._let_go()


def cards(led: Led, part: str) -> list[str]:
    return [row["text"] for row in led.family.case.rows.where("card", part=part)]


def test_a_line_of_a_column_is_on_the_map_and_on_the_wall_at_once(led: Led) -> None:
    led.state.go("columns")
    before = len(led.family.case.history())
    write(led, "write-worry", "Danny has no work since May.")
    assert cards(led, "complicating") == ["Danny has no work since May."]
    assert "has no work since May" in heard(led.room)
    assert "Danny" not in heard(led.room)
    write(led, "write-well", "Nan comes at once.")
    write(led, "write-needs", "Ask Lisa.")
    assert cards(led, "strength") == ["Nan comes at once."]
    assert cards(led, "next_step") == ["Ask Lisa."]
    assert len(led.family.case.history()) == before + 3  # a line and its card are one step
    led.family.context.undo()
    assert cards(led, "next_step") == []
    assert "Ask" not in heard(led.room)
    assert led.state.take_along() == 0  # what is on the map already is not put there again


def test_another_part_or_only_todays_sheet_can_be_chosen(led: Led) -> None:
    led.state.go("columns")
    choice = led.console.findChildren(PartChoice, "part-worry")[-1]
    past, sheet = choice.menu_of_parts().actions()[1:]
    past.trigger()
    write(led, "write-worry", "The plate at the wall.")
    assert cards(led, "past_harm") == ["The plate at the wall."]
    sheet.trigger()
    write(led, "write-worry", "A guess of ours.")
    assert "A guess of ours." in heard(led.room)
    assert not [row for row in led.family.case.rows.table("card").values() if "guess" in row["text"]]


def test_a_name_of_the_room_is_offered_its_person_again(led: Led) -> None:
    led.state.go("columns")
    called = led.state.names().people[led.family.people["Danny"]]
    write(led, "write-worry", f"{called} has no work. {called}s is another word.")
    assert cards(led, "complicating") == [f"{called} has no work. {called}s is another word."]
    words, label, put = led.family.said.toasts[-1]
    assert "name of this room" in words
    assert label == "Put the real name there"
    put()
    assert cards(led, "complicating") == [f"Danny has no work. {called}s is another word."]
    assert called in heard(led.room)
    told = len(led.family.said.toasts)
    write(led, "write-worry", "Money is short.")
    assert len(led.family.said.toasts) == told


def test_changing_and_taking_away_reach_the_map_and_the_wall(led: Led) -> None:
    led.state.go("columns")
    write(led, "write-well", "Mila sleps.")
    item = led.state.whole.of("well")[0]
    press(led, f"change-{item.id}")
    write(led, "changeLine", "Mila sleeps at Nan's.")
    assert cards(led, "strength") == ["Mila sleeps at Nan's."]
    assert "sleeps at" in heard(led.room)
    press(led, f"remove-{item.id}")
    assert cards(led, "strength") == []
    assert "sleeps at" not in heard(led.room)


def test_the_rooms_own_panel_writes_no_covered_name_back(led: Led) -> None:
    """What stands on the wall has other names in it: it can be taken away there, not changed."""
    from ui.screens.session.collect import ItemList

    led.state.go("columns")
    write(led, "write-well", "Danny reads to Mila.")
    safe = ItemList(led.state, is_safe=True)
    assert not safe.findChildren(QAbstractButton, f"change-{led.state.whole.of('well')[0].id}")
    assert safe.findChildren(QAbstractButton, f"remove-{led.state.whole.of('well')[0].id}")
    safe.deleteLater()


def test_the_familys_map_stands_above_when_asked_for_without_names_or_secrets(led: Led) -> None:
    case, workspace_id = led.family.case, led.family.workspace_id
    add_card(case, workspace_id, "complicating", "Danny owes money.")
    hidden = add_card(case, workspace_id, "strength", "A second telephone.")
    with case.edit("Held back") as session:
        session.add(Restriction(id=new_id(), case_id=case.id, target_table="card", target_id=hidden, target_field="",
                                fact="", reason="hers", values_json='["second telephone"]'))  # fmt: skip
    led.state.go("columns")
    assert "owes money" not in heard(led.room)
    press(led, "roomMap")
    said = heard(led.room)
    assert "owes money" in said
    assert "Danny" not in said
    assert "telephone" not in said
    write(led, "write-worry", "No car.")
    assert heard(led.room).count("No car.") == 1
    ears = Ears()
    led.room.render(ears)
    assert min(ears.sizes) >= 32
    press(led, "roomMap")
    assert "owes money" not in heard(led.room)


def test_the_control_finds_the_secret_when_the_room_gets_the_teams_map(
    led: Led, monkeypatch: pytest.MonkeyPatch
) -> None:
    from models.readers import US

    add_card(led.family.case, led.family.workspace_id, "complicating", "Danny owes money.")
    monkeypatch.setattr("models.session_room.ROOM", US)
    monkeypatch.setattr("models.cover_names.Cover.text", lambda self, words: words or "")
    led.state.cover_anew()
    led.state.go("columns")
    led.state.show_map(True)
    assert "Danny" in heard(led.room)


def test_the_family_grows_on_the_wall_while_it_is_told(led: Led) -> None:
    case, people = led.family.case, led.family.people
    add_partner(case, people["Shauna"], "Danny Pryce", {})
    led.state.go("family")
    write(led, "familyWords", "")
    line = led.console.family
    couple = next(key for key, words in line._people() if words.startswith("Shauna and"))
    line.beside.choose(couple)
    write(led, "familyWords", "Ottoline 4, Bartholomew 2")
    rows = case.rows.table("person")
    new = [key for key, row in rows.items() if row["name"] in ("Ottoline", "Bartholomew")]
    assert len(new) == 2
    said = heard(led.room)
    assert "Ottoline" not in said
    assert "Bartholomew" not in said
    called = {key: cover_of(case.rows, led.state.session_id).person(key) for key in new}
    assert all(name in said for name in called.values()), (called, said)
    line.how.menu_of_choices().actions()[1].trigger()
    assert line.how.now == "partner"
    line.beside.choose(people["Lisa"])
    write(led, "familyWords", "Quentin 40")
    assert "Quentin" in [row["name"] for row in rows.values()]
    assert "Quentin" not in heard(led.room)
    line.how.menu_of_choices().actions()[-1].trigger()
    assert line.beside.isHidden()
    write(led, "familyWords", "Hortense 70, next door")
    assert "Hortense" in [row["name"] for row in rows.values()]
    led.state.go("columns")  # the new people's names are kept from here on
    kept = led.state.names().people
    assert {key: kept[key] for key in new} == called


def test_writing_a_card_covers_no_name_anew(led: Led, monkeypatch: pytest.MonkeyPatch) -> None:
    led.state.go("columns")
    led.state.add("worry", "One.")
    led.room.repaint()
    made: list[str] = []

    def covering(rows: Any, key: str) -> Any:
        made.append(key)
        return cover_of(rows, key)

    monkeypatch.setattr("ui.screens.session.state.cover_of", covering)
    led.state.add("worry", "Two.", part="complicating")
    assert "Two." in heard(led.room)
    assert made == []
    add_card(led.family.case, led.family.workspace_id, "strength", "From another room.")
    assert led.room.frame is not None
    assert made  # the control: any other change covers anew
