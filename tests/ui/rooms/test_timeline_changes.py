"""What changed since the last visit: tool by tool, earlier words named, copied, taken to Share, read for the lens."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from models.acts.cards import add_card, restrict, write_card
from models.readers import FAMILY, US
from ui.screens.timeline import TimelineScreen
from ui.screens.timeline.changes import Struck

SECRET = "Ruth knows of a second phone"


def said(screen: TimelineScreen) -> list[str]:
    QTest.qWait(5)
    return [label.text() for label in screen.changes.findChildren(QLabel) if label.isVisible()]


@pytest.fixture
def screen(family: Any, show: Callable[..., QWidget], monkeypatch: pytest.MonkeyPatch) -> TimelineScreen:
    case, now = family.case, case_now(family)
    with monkeypatch.context() as patch:
        patch.setattr(case.desk, "now", lambda: dt.datetime(2025, 6, 10, 9, tzinfo=dt.UTC))
        changed = add_card(case, family.workspace_id, "past_harm", "Danny shouted")
    assert case.desk.now() == now
    write_card(case, changed, "Danny shouted and hit the door")
    hidden = add_card(case, family.workspace_id, "past_harm", SECRET)
    restrict(case, "card", hidden, "would put Shauna at risk", values=["second phone"])
    made = TimelineScreen(family.context)
    show(made)
    made.open_changes()
    QTest.qWait(10)
    return made


def case_now(family: Any) -> dt.datetime:
    now = family.case.desk.now()
    assert isinstance(now, dt.datetime)
    return now


def test_lines_by_tool_with_the_earlier_words(screen: TimelineScreen) -> None:
    words = said(screen)
    assert words.index("Map") < words.index("Danny shouted and hit the door")
    assert "Danny shouted" in words
    struck = next(label for label in screen.changes.findChildren(Struck) if label.text() == "Danny shouted")
    assert struck.font().strikeOut()
    assert struck.accessibleName() == "Before: Danny shouted"


def test_a_day_is_chosen(screen: TimelineScreen) -> None:
    menu = screen.changes.days_menu()
    days = [action.objectName() for action in menu.actions()]
    assert days[0] == "since-2025-06-17"
    assert "since-2025-06-10" in days or len(days) == 1
    menu.actions()[0].trigger()
    menu.deleteLater()
    assert screen.changes.since == "2025-06-17"
    assert screen.changes.day_button.text().endswith("17 June 2025")


def test_any_day_of_the_line(screen: TimelineScreen) -> None:
    screen.close_changes()
    screen.state.show_day(dt.date(2025, 5, 1))
    screen.open_changes()
    menu = screen.changes.days_menu()
    menu.actions()[-1].trigger()
    menu.deleteLater()
    assert screen.changes.since == "2025-05-01"
    assert "Danny shouted" not in said(screen)  # it was not there yet: all of it is new
    assert "Danny shouted and hit the door" in said(screen)


def test_copied_as_plain_lines(screen: TimelineScreen) -> None:
    button = screen.changes.findChild(QPushButton, "changesCopy")
    assert button is not None
    button.click()
    text = QGuiApplication.clipboard().text()
    assert "\nMap\n" in text
    assert "Danny shouted and hit the door (before: Danny shouted)" in text


def test_paper_is_made_in_share(screen: TimelineScreen, family: Any) -> None:
    button = screen.changes.findChild(QPushButton, "changesShare")
    assert button is not None
    button.click()
    assert family.said.room == "share"


def test_the_family_reads_nothing_restricted(screen: TimelineScreen, family: Any) -> None:
    assert SECRET in said(screen)
    family.context.set_lens(FAMILY)
    assert SECRET not in said(screen)
    screen.changes.copy()
    assert "phone" not in QGuiApplication.clipboard().text()
    family.context.set_lens(US)
    assert SECRET in said(screen)


def test_escape_leads_back(screen: TimelineScreen) -> None:
    QTest.keyClick(screen.changes, Qt.Key.Key_Escape)
    assert screen.work.isVisible()
    assert not screen.changes.isVisible()
