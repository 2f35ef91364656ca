"""Holding back, asked in one way everywhere: what the sheet asks, shows and writes; nothing of it under a lens."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from models.acts import cards, people
from models.audience import Reader
from models.projections import Projector
from models.readers import FAMILY, US, map_for
from tests.ui.desk_helpers import flush, make_vault
from tests.ui.rooms.sharing_window import case_of, opened_window, page_of, press
from ui.restricting import HeldRegister, RestrictRow, RestrictSheet
from ui.screens.case_shell import CaseShell
from ui.screens.home import HomeScreen
from ui.shell import MainWindow
from ui.widgets import LinkButton


class Room(QWidget):
    """A room with the row of one person in it."""

    def __init__(self, context: Any, person: str) -> None:
        super().__init__()
        self.resize(1200, 700)
        self.row = RestrictRow(context, "person", person, self)
        self.field = QPushButton("beneath", self)


@pytest.fixture
def joy(bare: Any) -> str:
    key = people.add_person(bare.case, "Joy Petrov")
    home = people.add_household(bare.case, "Number 31", address="31 Quill Lane, AB1 2CD")
    people.move_home(bare.case, key, home)
    cards.add_card(bare.case, bare.workspace_id, "past_harm", "Joy Petrov rang the police.")
    return key


@pytest.fixture
def room(bare: Any, joy: str) -> Iterator[Room]:
    shown = Room(bare.context, joy)
    shown.show()
    flush()
    yield shown
    shown.close()
    shown.deleteLater()
    flush()


def opened(room: Room) -> RestrictSheet:
    sheet = room.row.open_sheet()
    assert sheet is not None
    flush()
    return sheet


def told(bare: Any, reader: Reader) -> str:
    view = map_for(Projector(bare.case.rows), bare.workspace_id, reader)
    return "\n".join(card.text for card in view.cards)


def spoken(widget: QWidget) -> str:
    texts = [label.text() for label in widget.findChildren(QLabel)]
    return "\n".join([*texts, *(each.accessibleName() for each in widget.findChildren(QWidget))])


def switch(sheet: RestrictSheet, words: str) -> QPushButton:
    """The switch of a reader, or of words of the record."""
    return next(each for each in sheet.findChildren(QPushButton) if each.text() == words and each.isCheckable())


def test_everything_is_asked_once_and_done_as_it_says(bare: Any, room: Room, joy: str) -> None:
    sheet = opened(room)
    assert not sheet.keep_button.isEnabled()
    press(sheet, "restrictReason-0")
    press(sheet, "restrictPublic-0")
    press(sheet, "reviewOn-1")
    sheet.said_by.field.setText("Joy herself")
    switch(sheet, "31 Quill Lane, AB1 2CD").click()
    sheet.words.more.setPlainText("07700 900123\nthe blue gate")
    switch(sheet, "The court").click()
    sheet.tell()
    assert "the network" in sheet.change.copies.text() and "“a neighbour”" in sheet.change.copies.text()
    assert sheet.change.as_it_is.text() == "The court sees it as it is."
    assert "a neighbour rang the police." in spoken(sheet.change)
    sheet.keep()
    flush()
    first, second = sorted(bare.case.rows.table("restriction").values(), key=lambda row: not row["target_id"])
    assert (first["reason"], first["public_name"]) == ("They asked for it (said by Joy herself)", "a neighbour")
    assert "Joy Petrov" in first["values_json"] and "Quill" not in first["values_json"]
    assert all(words in second["values_json"] for words in ("31 Quill Lane", "07700 900123", "the blue gate"))
    assert dt.date.fromisoformat(first["review_on"]) > bare.context.services.now().date()
    assert "Joy" in told(bare, Reader("court")) and "a neighbour rang" in told(bare, FAMILY)
    assert "Just us: They asked for it" in room.row.reason.text()
    assert "Seen all the same by the court." in room.row.more.text()


def test_it_is_changed_and_lifted_from_the_same_place(bare: Any, room: Room, joy: str) -> None:
    sheet = opened(room)
    sheet.reason.field.setText("In confidence")
    sheet.keep()
    flush()
    sheet = opened(room)
    assert (sheet.reason.text, sheet.held.id) == ("In confidence", next(iter(bare.case.rows.table("restriction"))))
    sheet.public.field.setText("a relative")
    sheet.keep()
    flush()
    (row,) = bare.case.rows.table("restriction").values()
    assert row["public_name"] == "a relative"
    sheet = opened(room)
    press(sheet, "toLift")
    assert not sheet.lift_button.isEnabled()
    sheet.lift_why.field.setText("She agreed")
    press(sheet, "liftNow")
    assert not bare.case.rows.table("restriction")
    assert "Joy Petrov rang" in told(bare, FAMILY)
    assert "She agreed" in spoken(opened(room))  # next time somebody asks, it is known


def test_a_day_that_is_not_understood_is_not_kept(bare: Any, room: Room) -> None:
    sheet = opened(room)
    sheet.reason.field.setText("x")
    sheet.review.field.setText("when it is over")
    assert not sheet.keep_button.isEnabled() and "no day to come" in sheet.review.day.text()
    sheet.review.field.setText("")
    sheet.keep()
    (row,) = bare.case.rows.table("restriction").values()
    assert row["review_on"] is None


def test_keys_stay_in_the_sheet_and_esc_closes_it(bare: Any, room: Room) -> None:
    pressed = []
    room.keyPressEvent = lambda event: pressed.append(event.key())  # type: ignore[method-assign]
    sheet = opened(room)
    assert not room.field.isEnabled()  # what lies beneath takes neither key nor press
    QTest.keyClick(sheet, Qt.Key.Key_M)
    QTest.keyClick(sheet.keep_button, Qt.Key.Key_M)
    assert not pressed
    QTest.keyClick(sheet.reason.field, Qt.Key.Key_Escape)
    flush()
    assert room.field.isEnabled() and room.findChild(RestrictSheet) is None
    assert not bare.case.rows.table("restriction")


def test_another_lens_sees_nothing_of_it(bare: Any, room: Room, joy: str) -> None:
    sheet = opened(room)
    sheet.reason.field.setText("It could put somebody in danger")
    sheet.keep()
    flush()
    opened(room)
    assert "in danger" in spoken(room)  # the control: the team does
    bare.context.set_lens(FAMILY)
    flush()
    assert room.findChild(RestrictSheet) is None and not room.row.isVisible()
    assert "in danger" not in spoken(room) and "Joy" not in spoken(room)
    assert room.row.open_sheet() is None
    bare.context.set_lens(US)
    assert room.row.isVisible()


def test_the_list_shows_what_is_to_be_looked_at_first(bare: Any, joy: str) -> None:
    today = bare.context.services.now().date()
    card = next(iter(bare.case.rows.table("card")))
    cards.restrict(bare.case, "card", card, "told in confidence")
    cards.restrict(bare.case, "person", joy, "asked for it", review_on=(today - dt.timedelta(days=3)).isoformat())
    page = HeldRegister(bare.context)
    page.show()
    said = spoken(page)
    assert said.index("asked for it") < said.index("told in confidence")
    assert "It was to be looked at again on" in said and "No day is set" in said
    row = next(row for row in bare.case.rows.table("restriction").values() if row["target_id"] == joy)
    press(page, f"change-{row['id']}")
    sheet = page.findChild(RestrictSheet)
    assert sheet is not None and "to be looked at again by then" in sheet.review.day.text()
    sheet.review.field.setText("in a year")
    sheet.keep()
    flush()
    assert "It was to be looked at again on" not in spoken(page)
    bare.context.set_lens(FAMILY)
    flush()
    assert "confidence" not in spoken(page) and "Joy" not in spoken(page)
    page.close()
    page.deleteLater()
    flush()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_vault(tmp_path_factory.mktemp("held"), examples=True)


def test_home_leads_to_what_is_to_be_looked_at_again(made: Path, tmp_path: Path) -> None:
    with opened_window(made, tmp_path, rooms=True) as window:
        case, _workspace = case_of(window)
        assert link_of(window, case.id) is None  # the control: nothing is due yet
        person = next(iter(case.rows.table("person")))
        cards.restrict(case, "person", person, "she asked", review_on="2020-01-01")
        link = link_of(window, case.id)
        assert link is not None and "one thing is to be looked at again" in link.text()
        assert "she asked" not in link.text()
        link.click()
        flush()
        room = page_of(window, CaseShell).room("held")
        assert isinstance(room, HeldRegister) and "she asked" in spoken(room)


def link_of(window: MainWindow, case_id: str) -> LinkButton | None:
    window.show_home()
    flush()
    return page_of(window, HomeScreen).findChild(LinkButton, f"review-{case_id}")
