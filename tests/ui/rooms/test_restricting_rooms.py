"""Held back where it stands: lines of the ecomap, dates, rules; and answers that outlast a lock."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from models.acts import ecomap, people
from models.acts import plan as plan_acts
from models.acts import timeline as timeline_acts
from models.readers import FAMILY, US
from tests.ui.desk_helpers import flush
from tests.ui.rooms.sharing_window import press
from ui.lock import finish_editing
from ui.restricting import RestrictRow, RestrictSheet
from ui.screens.ecomap import EcomapScreen
from ui.screens.plan import PlanScreen
from ui.screens.timeline import TimelineScreen

Show = Callable[..., QWidget]


@pytest.fixture
def home(bare: Any) -> str:
    key = people.add_household(bare.case, "12 Tanner's Row")
    people.move_home(bare.case, bare.people["Jayden"], key)
    return key


def sheet_of(screen: QWidget) -> RestrictSheet:
    flush()
    found = [sheet for sheet in screen.findChildren(RestrictSheet) if sheet.isVisible()]
    assert len(found) == 1
    return found[0]


def hold(screen: QWidget) -> None:
    sheet = sheet_of(screen)
    sheet.reason.field.setText("In confidence")
    sheet.keep()
    flush()


def choose(menu: Any, name: str) -> None:
    action = menu.findChild(QAction, name)
    assert action is not None, name
    action.trigger()
    menu.deleteLater()
    flush()


def restricted(bare: Any) -> list[tuple[str, str]]:
    return [(row["target_table"], row["target_id"]) for row in bare.case.rows.table("restriction").values()]


def test_a_line_of_the_ecomap_has_its_button(bare: Any, home: str, show: Show) -> None:
    line = ecomap.add(bare.case, home, name="Refuge")
    ecomap.add(bare.case, home, name="School")
    screen = EcomapScreen(bare.context)
    show(screen)
    screen.choose(line)
    press(screen, "holdBack")
    assert "Refuge, round 12 Tanner's Row" in sheet_of(screen).accessibleName()
    hold(screen)
    assert restricted(bare) == [("ecomap_link", line)]
    row = screen.lines.rows[line]
    assert "not to be shown outside the team" in row.accessibleName()
    assert screen.line is not None
    assert [each.button.hasFocus() for each in screen.line.findChildren(RestrictRow)] == [True]
    bare.context.set_lens(FAMILY)
    flush()
    assert [r.title for r in screen.lines.rows.values()] == ["School"]
    assert not [each for each in screen.findChildren(RestrictRow) if each.isVisible()]


def test_a_date_is_held_back_from_its_form_and_its_menu(bare: Any, show: Show) -> None:
    event = timeline_acts.add_event(bare.case, bare.workspace_id, on="2025-01-19", text="She rang")
    timeline_acts.add_event(bare.case, bare.workspace_id, on="2025-02-19", text="Nan came")
    screen = TimelineScreen(bare.context)
    show(screen)
    view = screen.list.event_view(event)
    assert view is not None
    choose(screen.menu_of(view), "menuHoldBack")
    assert "19 January 2025: She rang" in sheet_of(screen).accessibleName()
    hold(screen)
    assert restricted(bare) == [("timeline_event", event)]
    form = screen.list.form
    assert form is not None and form.restriction is not None
    assert form.restriction.button.hasFocus() and "In confidence" in form.restriction.reason.text()
    form.close_saved()
    assert "not to be shown outside the team" in screen.list.rows[event].accessibleName()
    bare.context.set_lens(FAMILY)
    flush()
    other, *rest = screen.state.view.events
    assert other.text == "Nan came" and "She rang" not in [event.text for event in rest]
    menu = screen.menu_of(other)
    assert menu.findChild(QAction, "menuChange") is not None and menu.findChild(QAction, "menuHoldBack") is None


def test_a_rule_is_held_back_from_its_menu_and_says_so(bare: Any, show: Show) -> None:
    rule = plan_acts.add_rule(bare.case, bare.workspace_id, "No drink.")
    plan_acts.add_rule(bare.case, bare.workspace_id, "Nan comes.")
    screen = PlanScreen(bare.context)
    show(screen)
    row = screen.rules.rows[rule]
    assert not row.restriction.isVisible()  # nothing to say of it yet
    choose(screen.rules.menu_for(rule), "ruleHoldBack")
    assert "Rule 1: No drink." in sheet_of(screen).accessibleName()
    sheet_of(screen).leave()
    assert row.menu.hasFocus() and not row.restriction.isVisible()
    choose(screen.rules.menu_for(rule), "ruleHoldBack")
    hold(screen)
    assert row.restriction.isVisible() and row.restriction.button.hasFocus()
    assert restricted(bare) == [("plan_rule", rule)]
    bare.context.set_lens(FAMILY)
    flush()
    assert [r.text for r in screen.state.view.rules] == ["Nan comes."]
    bare.context.set_lens(US)
    flush()
    choose(screen.rules.menu_for(rule), "ruleHoldBack")
    assert sheet_of(screen).reason.text == "In confidence"


class Row(QWidget):
    """A page with the row of one person."""

    def __init__(self, context: Any, person: str) -> None:
        super().__init__()
        self.resize(1200, 700)
        self.row = RestrictRow(context, "person", person, self)

    def close_down(self) -> None:
        self.close()
        self.deleteLater()
        flush()


def begin(bare: Any) -> tuple[Row, RestrictSheet]:
    page = Row(bare.context, bare.people["Kofi"])
    page.show()
    sheet = page.row.open_sheet()
    assert sheet is not None
    flush()
    return page, sheet


def test_answers_outlast_a_lock_and_are_gone_when_all_stays_as_it_is(bare: Any) -> None:
    page, sheet = begin(bare)
    sheet.reason.field.setFocus()
    sheet.reason.field.setText("He rang in fear")
    sheet.words.more.setPlainText("the blue gate")
    sheet.readers.switches[0].click()
    finish_editing(page)  # what a lock does first
    page.close_down()
    assert not restricted(bare)
    page, sheet = begin(bare)
    assert sheet.begun.isVisible()
    assert sheet.reason.text == "He rang in fear" and sheet.words.more.toPlainText() == "the blue gate"
    assert sheet.readers.switches[0].isChecked() and sheet.keep_button.isEnabled()
    sheet.leave()
    assert page.row.button.text() == "Hold back…"
    page.close_down()
    page, sheet = begin(bare)
    assert sheet.reason.text == "" and sheet.begun.isHidden()
    page.close_down()


def test_without_its_keeping_a_lock_would_lose_them(bare: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(RestrictSheet, "_keep_draft", lambda self: None)
    page, sheet = begin(bare)
    sheet.reason.field.setText("He rang in fear")
    finish_editing(page)
    page.close_down()
    page, sheet = begin(bare)
    assert sheet.reason.text == ""
    page.close_down()


def test_another_lens_covers_the_answers_and_keeps_them(bare: Any) -> None:
    page, sheet = begin(bare)
    sheet.reason.field.setText("He rang in fear")
    assert [timer.isActive() for timer in sheet.findChildren(QTimer)].count(True) == 1
    bare.context.set_lens(FAMILY)
    flush()
    bare.context.set_lens(US)
    assert page.row.button.text() == "Go on with it…" and "begun" in page.row.button.accessibleName()
    again = page.row.open_sheet()
    assert again is not None and again.reason.text == "He rang in fear"
    again.keep()
    assert bare.case.desk.note("hold-back:person:" + bare.people["Kofi"] + "::" + bare.case.id) == ""
    assert restricted(bare) == [("person", bare.people["Kofi"])]
    page.close_down()
