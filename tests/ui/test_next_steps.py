"""The page of next steps over all families: groups, filters, ticking with undo, keys, going to the card."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from models.acts import cards
from models.casework import Desk
from models.vault import Vault
from tests.ui.desk_helpers import PASSPHRASE, copy_of, flush, make_vault, register_rooms, services_for, unlock
from ui.screens import registry
from ui.screens.home import HomeScreen
from ui.screens.map import MapScreen
from ui.screens.next_steps import NextStepsScreen
from ui.shell import MainWindow
from ui.theme import theme
from ui.widgets import Button, LinkButton

NOW = dt.datetime(2025, 7, 8, 10, tzinfo=dt.UTC)


@pytest.fixture
def desk(made: Path, tmp_path: Path) -> Iterator[Desk]:
    """The example families, open."""
    vault = Vault.open(copy_of(made, tmp_path), PASSPHRASE)
    opened = Desk(vault, now=lambda: NOW)
    yield opened
    opened.close()
    vault.close()


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, tmp_path: Path) -> NextStepsScreen:
    shown = NextStepsScreen(desk, services_for(tmp_path / "desk.sofs", now=lambda: NOW))
    qtbot.addWidget(shown)
    shown.resize(1366, 768)
    shown.show()
    flush()
    return shown


def seen(page: NextStepsScreen) -> list[str]:
    return [line.text.split()[0] for line in page.list.steps.lines]


def press(page: NextStepsScreen, text: str, *, on_tick: bool) -> None:
    line = next(line for line in page.list.steps.lines if line.text.startswith(text))
    rect = page.list.visualRect(page.list.steps.index(page.list.steps.row_of(line.card_id), 0))
    at = rect.topLeft() + QPoint(26 if on_tick else 300, 24)
    QTest.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=at)


def said_of(page: NextStepsScreen) -> list[str]:
    model = page.list.steps
    rows = (model.index(row, 0) for row in range(model.rowCount()))
    return [str(model.data(row, Qt.ItemDataRole.AccessibleTextRole)) for row in rows]


def test_steps_of_all_families_stand_under_their_days(page: NextStepsScreen, desk: Desk) -> None:
    assert seen(page) == ["Invite", "Leah's", "Add", "Summer", "Kofi", "Four", "Write"]
    assert page.count.text() == "7 to do, none late"
    said = said_of(page)
    assert said[0] == "Next 7 days, 2" and said[3] == "Later, 5"
    assert said[1] == "To do. Invite Dean to the next network meeting. Ian rings him. By Friday 4 July. Harlow / Pryce."
    case = desk.new_case("Ours")
    workspace = next(iter(case.rows.table("workspace")))
    cards.add_card(case, workspace, "next_step", "Ring Dean", due_on="2025-07-05")
    cards.add_card(case, workspace, "next_step", "Ask Jo")
    cards.add_card(case, workspace, "next_step", "Bake a cake", due_on="before Christmas")
    page.refresh()
    assert page.count.text() == "10 to do, 1 late" and seen(page)[0] == "Ring"
    said = said_of(page)
    assert said[1] == "Late. Ring Dean. Who will do it? By Saturday 5 July. 3 days late. Ours."
    assert "To do. Ask Jo. Who will do it? By when? Ours." in said and seen(page)[-1] == "Ask"
    for index, wanted in enumerate((10, 1, 2, 7, 2)):
        page.when._group.button(index).click()
        assert len(page.list.steps.lines) == wanted
    assert said_of(page)[1].startswith("Done. Practise the text code with Mila. Nanna Mo. 25 June 2025. Harlow")


def test_found_by_words_and_by_who(page: NextStepsScreen) -> None:
    page.search.setText("kofi")
    assert seen(page) == ["Kofi"]
    page.search.setText("doyle joy")
    assert seen(page) == ["Summer"]
    page.search.setText("nothing like this")
    assert seen(page) == [] and page.list.isHidden()
    page.search.clear()
    menu = page.who_menu()
    names = [action.text() for action in menu.actions()]
    assert names[0] == "Everybody" and "Farah  2" in names and "Nanna Mo" in names
    next(action for action in menu.actions() if action.text() == "Farah  2").trigger()
    menu.deleteLater()
    assert seen(page) == ["Leah's", "Add"] and page.who.text() == "Farah"


def test_a_press_on_the_circle_ticks_and_one_on_the_words_opens(page: NextStepsScreen, desk: Desk) -> None:
    opened: list[tuple[str, str, str]] = []
    toasts: list[Any] = []
    page.card_asked.connect(lambda *asked: opened.append(asked))
    page.said.connect(lambda *said: toasts.append(said))
    invite = page.list.steps.lines[0]
    press(page, "Leah's", on_tick=False)
    assert len(opened) == 1 and not toasts
    press(page, "Invite", on_tick=True)
    assert seen(page)[0] == "Leah's" and len(opened) == 1
    row = desk.open_case(invite.case_id).rows.get("card", invite.card_id)
    assert row is not None and row["done_on"] == "2025-07-08"
    words, action, undo = toasts[0]
    assert (words, action) == ("Marked as done", "Undo")
    undo()
    assert seen(page)[0] == "Invite" and desk.open_case(invite.case_id).undo_label is None


def test_undo_takes_back_the_tick_and_not_what_came_after(page: NextStepsScreen, desk: Desk) -> None:
    invite, kofi = page.list.steps.lines[0], page.list.steps.lines[4]
    page.tick(invite)
    page.tick(kofi)
    case = desk.open_case(invite.case_id)
    cards.write_card(case, invite.card_id, "Invite Dean and Jo")
    undo = page.findChild(QAction, "undoTick")
    assert undo is not None
    undo.trigger()
    undo.trigger()
    undo.trigger()
    rows = [case.rows.get("card", line.card_id) for line in (invite, kofi)]
    assert [row["done_on"] if row else "" for row in rows] == [None, None]
    assert rows[0] is not None and rows[0]["text"] == "Invite Dean and Jo"


def test_keys_go_past_headings_tick_and_open(page: NextStepsScreen) -> None:
    opened: list[str] = []
    page.card_asked.connect(lambda case, workspace, card: opened.append(card))
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Home)
    for _ in range(2):
        QTest.keyClick(page.list, Qt.Key.Key_Down)
    here = page.list.steps.line_at(page.list.currentIndex())
    assert here is not None and here.text.startswith("Add"), "the heading between was passed"
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert opened == [here.card_id]
    QTest.keyClick(page.list, Qt.Key.Key_Space)
    following = page.list.steps.line_at(page.list.currentIndex())
    assert following is not None and following.text.startswith("Summer") and "Add" not in seen(page)
    page.when._group.button(4).click()
    page.list.setCurrentIndex(page.list.steps.index(1, 0))
    QTest.keyClick(page.list, Qt.Key.Key_Space)
    assert "Add" not in seen(page), "a done step is put back the same way"


@pytest.mark.parametrize(("width", "scale"), [(720, 1.0), (1366, 2.0), (1920, 1.25)])
def test_rows_hold_their_words(page: NextStepsScreen, desk: Desk, width: int, scale: float) -> None:
    line = page.list.steps.lines[0]
    cards.write_card(desk.open_case(line.case_id), line.card_id, "Longer words than usual that have to wrap. " * 3)
    theme().set(text_scale=scale)
    page.resize(width, 768)
    page.refresh()
    flush()
    page.grab()
    for row in range(page.list.steps.rowCount()):
        rect = page.list.visualRect(page.list.steps.index(row, 0))
        assert rect.right() <= page.list.viewport().width()
        shown = page.list.steps.line_at(page.list.steps.index(row, 0))
        if shown is not None:
            _day, words, _family = page.list.rows._columns(_card_rect(rect))
            tall = page.list.rows._words(shown.text, "body", words.width()).height
            assert tall < rect.height()


def _card_rect(rect: QRect) -> QRectF:
    return QRectF(rect).adjusted(4, 0, -4, 0)


def test_an_empty_vault_says_so(qtbot: QtBot, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    vault = Vault.open(make_vault(tmp_path_factory.mktemp("none"), examples=False), PASSPHRASE)
    desk = Desk(vault)
    page = NextStepsScreen(desk, services_for(tmp_path / "desk.sofs"))
    qtbot.addWidget(page)
    page.show()
    assert page.list.isHidden() and page.count.text() == "Nothing to do"
    desk.close()
    vault.close()


def test_two_hundred_steps_are_there_at_once(page: NextStepsScreen, desk: Desk) -> None:
    line = page.list.steps.lines[0]
    words = [f"Step {number} with enough words in it to fill most of one line" for number in range(200)]
    cards.add_cards(desk.open_case(line.case_id), line.workspace_id, "next_step", words)
    best = 9.0
    for _ in range(3):
        begun = time.process_time()
        page.refresh()
        flush()
        page.grab()
        best = min(best, time.process_time() - begun)
    assert len(page.list.steps.lines) == 207 and best < 0.3, "0.1 s on a quiet machine"


def test_from_home_to_the_steps_to_the_card_and_back(qtbot: QtBot, made: Path, tmp_path: Path) -> None:
    back = register_rooms()
    registry.register("map", MapScreen)
    window = MainWindow(services_for(copy_of(made, tmp_path)))
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.start()
    window.show()
    unlock(window)
    home = window.page
    assert isinstance(home, HomeScreen)
    link = home.findChild(LinkButton, "allNextSteps")
    assert link is not None and link.isVisible()
    button = home.findChild(Button, "nextSteps")
    assert button is not None and button.text() == "Next steps"
    button.click()
    flush()
    steps = window.page
    assert isinstance(steps, NextStepsScreen)
    line = steps.list.steps.lines[0]
    steps._open(line)
    flush()
    screen = window.findChild(MapScreen)
    assert screen is not None and screen.canvas.selected == [line.card_id]
    window.show_home()
    window.open_for_visit(line.case_id, line.workspace_id)
    window.show_next_steps()
    assert not isinstance(window.page, NextStepsScreen), "a visit never sees the other families"
    window.show_home()
    window.show_next_steps()
    assert isinstance(window.page, NextStepsScreen)
    flush()
    window.close()
    back()
