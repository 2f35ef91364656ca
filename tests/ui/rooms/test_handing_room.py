"""Colleagues, handing a case over and taking one in, in the window and with a second, real vault."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QWidget

from exporters import age_files
from exporters.handover import ENDING, look, receive, take_in, waiting, write_handover
from models.acts import cards
from models.casework import Case, Desk
from models.colleagues import add_colleague, colleagues, make_own_keys, own_keys, set_checked
from models.keyslots import KdfCost
from models.vault import Vault
from tests.ui.desk_helpers import flush
from tests.ui.rooms.sharing_window import Answers, case_of, opened_window, page_of, press, until
from ui import work
from ui.screens.handing import HandingScreen
from ui.screens.home import HomeScreen
from ui.seams import use
from ui.shell import MainWindow
from ui.widgets import Button, Switch

PHRASE = "otter lantern gravel spoon"


@pytest.fixture
def window(made: Path, tmp_path: Path) -> Iterator[MainWindow]:
    """A window with the families unlocked."""
    with opened_window(made, tmp_path) as shown:
        yield shown


@pytest.fixture
def ben(tmp_path: Path) -> Iterator[Desk]:
    """A colleague with a vault of his own."""
    vault, _code = Vault.create(tmp_path / "ben.sofs", "another passphrase here", cost=KdfCost.LIGHT)
    desk = Desk(vault)
    make_own_keys(desk, "Ben Brook")
    yield desk
    desk.close()
    vault.close()


def card_of(desk: Desk) -> str:
    keys = own_keys(desk)
    assert keys is not None
    return keys.card.line


def shown_words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if not label.isHidden())


def at(window: MainWindow, part: int) -> HandingScreen:
    window.show_desk_page("handing")
    page = page_of(window, HandingScreen)
    page.show_part(part)
    flush()
    return page


def acquainted(window: MainWindow, ben: Desk, *, compared: bool = True) -> str:
    """Both have each other's card; returns Ben's id here."""
    assert window.desk is not None
    make_own_keys(window.desk, "Ann Ashby")
    mine, his = own_keys(window.desk), own_keys(ben)
    assert mine is not None
    assert his is not None
    add_colleague(ben, mine.card)
    there = add_colleague(window.desk, his.card)
    set_checked(window.desk, there, compared)
    return there


def given_back(window: MainWindow, ben: Desk) -> tuple[Case, Case]:
    """The first case as we have it, and as Ben has it."""
    case, _workspace = case_of(window)
    his = own_keys(ben)
    assert his is not None
    received = receive(ben, write_handover(case, to=his.card))
    return case, ben.open_case(take_in(ben, received))


def send_back(window: MainWindow, ben: Desk, theirs: Case) -> str:
    assert window.desk is not None
    mine = own_keys(window.desk)
    assert mine is not None
    return receive(window.desk, write_handover(theirs, to=mine.card))


def test_home_leads_here_and_our_own_card_is_made(window: MainWindow) -> None:
    press(page_of(window, HomeScreen), "toHanding")
    page = page_of(window, HandingScreen)
    press(page, "makeKeys")
    assert "needs a name" in shown_words(page.people)
    page.people.name.setText("Ann Ashby")
    press(page, "makeKeys")
    assert window.desk is not None
    keys = own_keys(window.desk)
    assert keys is not None
    assert len(keys.card.groups.split()) == 8
    assert keys.card.groups in shown_words(page.people)
    press(page, "copyCard")
    assert QGuiApplication.clipboard().text() == keys.card.line


def test_a_colleague_is_added_by_pasting_and_compared(window: MainWindow, ben: Desk) -> None:
    page = at(window, 0)
    page.people.pasted.setPlainText("hello")
    press(page, "addColleague")
    assert "no whole key card" in shown_words(page.people)
    page.people.pasted.setPlainText(f"Hello Ann, here it is:\n{card_of(ben)}\nBen")
    press(page, "addColleague")
    assert window.desk is not None
    (view,) = colleagues(window.desk)
    assert not view.is_checked
    assert view.card.groups in shown_words(page.people)
    switch = page.findChild(Switch, f"compared-{view.id}")
    assert switch is not None
    switch.click()
    assert colleagues(window.desk)[0].is_checked


def test_nothing_leaves_before_there_is_a_card_of_our_own(window: MainWindow) -> None:
    page = at(window, 1)
    press(page, "firstKeys")
    assert page.parts.current == 0


def test_a_case_goes_to_a_colleague(window: MainWindow, ben: Desk, tmp_path: Path) -> None:
    acquainted(window, ben)
    case, workspace_id = case_of(window)
    window.open_case(case.id, workspace_id)
    window.show_screen("handing")
    page = page_of(window, HandingScreen)
    assert page.parts.current == 1
    assert page.giving.case_id == case.id
    with use(Answers(tmp_path)):
        press(page, "saveHandover")
    (file,) = tmp_path.glob(f"*{ENDING}")
    assert case.row["name"].encode() not in file.read_bytes()
    assert look(ben, receive(ben, file.read_bytes())).is_new


def test_a_case_goes_with_a_passphrase_and_comes_in_with_it(
    window: MainWindow, ben: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    turns: list[int] = []
    real = age_files._stretched

    def noted(phrase: str, salt: bytes, rounds: int) -> bytes:
        turns.append(threading.get_ident())
        return real(phrase, salt, rounds)

    monkeypatch.setattr(age_files, "WORK", 14)
    monkeypatch.setattr(age_files, "_stretched", noted)
    acquainted(window, ben)
    page = at(window, 1)
    press(page, "to-")
    assert not page.giving.save.isEnabled()
    page.giving.passphrase.setText(PHRASE)
    with use(Answers(tmp_path)):
        press(page, "saveHandover")
        until(lambda: bool(list(tmp_path.glob(f"*{ENDING}"))))
    (file,) = tmp_path.glob(f"*{ENDING}")
    answers = Answers(tmp_path)
    answers.open = file
    page.show_part(2)
    with use(answers):
        press(page, "openReceived")
    assert page.taking.passphrase.isVisible()
    page.taking.passphrase.setText("not this one at all")
    press(page, "unlockReceived")
    until(lambda: page.taking.problem.isVisible() and page.taking.isEnabled())
    assert "passphrase is wrong" in page.taking.problem.words.text()
    page.taking.passphrase.setText(PHRASE)
    press(page, "unlockReceived")
    desk = window.desk
    assert desk is not None
    until(lambda: len(waiting(desk)) == 1)
    # A passphrase is never worked out on the window's own thread: that would stand still for a second.
    assert len(turns) == 3 and threading.get_ident() not in turns


def test_a_lock_while_a_passphrase_is_worked_out_loses_nothing(
    window: MainWindow, ben: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(age_files, "WORK", 15)
    acquainted(window, ben)
    page = at(window, 1)
    press(page, "to-")
    page.giving.passphrase.setText(PHRASE)
    with use(Answers(tmp_path)):
        press(page, "saveHandover")
        assert not page.giving.isEnabled()
        window.lock()
        until(lambda: not work._running)
    assert not list(tmp_path.glob(f"*{ENDING}"))  # nothing is written behind a lock


def test_what_comes_back_is_looked_at_decided_and_taken_in(window: MainWindow, ben: Desk) -> None:
    acquainted(window, ben)
    ours, theirs = given_back(window, ben)
    first, second, third = list(ours.rows.table("card"))[:3]
    cards.write_card(theirs, first, "Theirs: it was on the stairs.")
    cards.write_card(ours, first, "Ours: it was in the kitchen.")
    cards.write_card(theirs, second, "Written anew by Ben.")
    workspace_id = next(iter(theirs.rows.table("workspace")))
    added = cards.add_card(theirs, workspace_id, "strength", "Nan came on the bad Friday.")
    cards.delete_cards(theirs, [third])
    received = send_back(window, ben, theirs)
    before = dict(ours.rows.table("card"))
    page = at(window, 2)
    press(page, f"look-{received}")
    words = shown_words(page.taking)
    assert "Signed by Ben Brook, whose card you compared." in words
    for sentence in ("Ours: it was in the kitchen.", "Theirs: it was on the stairs.", "Written anew by Ben.",
                     "Nan came on the bad Friday."):  # fmt: skip
        assert sentence in words
    assert "The map  3" in words
    assert ours.rows.table("card") == before  # nothing happens by looking
    press(page, f"theirs-card-{first}-text")
    press(page, "takeIn")
    after = ours.rows.table("card")
    assert after[first]["text"] == "Theirs: it was on the stairs."
    assert after[second]["text"] == "Written anew by Ben."
    assert added in after
    assert third not in after
    ours.undo()
    assert ours.rows.table("card")[first]["text"] == "Ours: it was in the kitchen."


def test_without_a_choice_ours_stays(window: MainWindow, ben: Desk) -> None:
    acquainted(window, ben, compared=False)
    ours, theirs = given_back(window, ben)
    first = next(iter(ours.rows.table("card")))
    cards.write_card(theirs, first, "Theirs.")
    cards.write_card(ours, first, "Ours.")
    received = send_back(window, ben, theirs)
    page = at(window, 2)
    press(page, f"look-{received}")
    assert "which you have not compared yet" in shown_words(page.taking)
    press(page, "takeIn")
    assert ours.rows.table("card")[first]["text"] == "Ours."


def test_a_stranger_is_called_one_and_can_be_refused(
    window: MainWindow, ben: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    there = acquainted(window, ben)
    _ours, theirs = given_back(window, ben)
    received = send_back(window, ben, theirs)
    assert window.desk is not None
    from models.colleagues import remove_colleague

    remove_colleague(window.desk, there)
    page = at(window, 2)
    press(page, f"look-{received}")
    assert "not among your colleagues" in shown_words(page.taking)
    answers = Answers(tmp_path)
    monkeypatch.setattr(answers, "confirm", lambda *_said: True, raising=False)
    with use(answers):
        press(page, "refuseIt")
    assert waiting(window.desk)[0].state == "refused"


def test_a_file_of_another_kind_is_said_in_place(window: MainWindow, tmp_path: Path) -> None:
    page = at(window, 2)
    answers = Answers(tmp_path)
    answers.open = tmp_path / "letter.txt"
    answers.open.write_text("Dear Ann")
    with use(answers):
        press(page, "openReceived")
    assert "it is no handed-over case" in page.taking.problem.words.text()
    assert not page.taking.passphrase.isVisible()


def test_everything_to_press_has_a_name(window: MainWindow, ben: Desk) -> None:
    acquainted(window, ben)
    page = at(window, 1)
    for button in page.findChildren(Button):
        assert button.objectName(), button.text()
        assert button.accessibleName(), button.objectName()
