"""Looking back: kept versions are read-only, lead back, and can be set beside today."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from models.acts import cards, strands
from models.projections import Projector
from models.readers import FAMILY
from tests.ui.map_window import map_of
from ui.screens.map.compare import compare, word_changes
from ui.screens.map.screen import MapScreen

SmallFamily = Any


@pytest.fixture
def screen(qtbot: QtBot, family: SmallFamily, tmp_path: Path) -> Iterator[MapScreen]:
    with map_of(qtbot, family, tmp_path, width=1274) as shown:
        yield shown


def kept(screen: MapScreen, family: SmallFamily) -> str:
    """Keep a version, then go on working."""
    made = strands.keep_version(family.case, family.workspace_id, "First")
    cards.write_card(family.case, family.strength, "Ruby reads to Jay most nights.")
    return made


def test_word_changes_name_the_stretches() -> None:
    cut, new = word_changes("Ruby reads every night.", "Ruby reads most nights.")
    assert ["Ruby reads every night."[start : start + length] for start, length in cut] == ["every", "night"]
    assert ["Ruby reads most nights."[start : start + length] for start, length in new] == ["most", "nights"]
    assert word_changes("same", "same") == ((), ())


def test_compare_tells_added_removed_moved_and_reworded(family: SmallFamily) -> None:
    case, workspace = family.case, family.workspace_id
    gone = cards.add_card(case, workspace, "complicating", "Money is short.")
    before = Projector(case.rows).map(workspace)
    cards.delete_cards(case, [gone])
    fresh = cards.add_card(case, workspace, "past_harm", "Jay was left alone.")
    cards.write_card(case, family.danger, "Ruby is worried that Jay will lie awake again.")
    cards.move_cards(case, [family.strength], "complicating")
    found = compare(before, Projector(case.rows).map(workspace))
    kinds = {(change.after or change.before).id: change.kind for part in found for change in part.changes}
    assert kinds == {gone: "removed", fresh: "added", family.danger: "changed", family.strength: "moved"}


def test_a_past_version_can_be_looked_at_and_nothing_changes(screen: MapScreen, family: SmallFamily) -> None:
    version = kept(screen, family)
    steps = len(family.case.history())
    screen.past.show_version(version)
    assert not screen.past.banner.isHidden()
    card = screen.canvas.card(family.strength)
    assert card is not None and "every night" in card.accessibleName()
    QTest.mouseClick(card, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(30, 20))
    assert card.field is None
    QTest.keyClick(card, Qt.Key.Key_Delete)
    QTest.keyClick(card, Qt.Key.Key_M)
    assert not screen.canvas.hand.holding
    screen.add("strength")
    assert screen.draft is None
    plus = screen.findChild(QWidget, "add-strength")
    assert plus is not None and plus.isHidden()
    assert len(family.case.history()) == steps
    screen.past.banner.to_today.click()
    assert screen.past.banner.isHidden()
    card = screen.canvas.card(family.strength)
    assert card is not None and "most nights" in card.accessibleName()
    assert not plus.isHidden()


def test_restrictions_of_today_hold_for_the_past(screen: MapScreen, family: SmallFamily) -> None:
    version = kept(screen, family)
    cards.restrict(family.case, "card", family.strength, "Not for Jay's dad")
    screen.past.show_version(version)
    assert screen.canvas.card(family.strength) is not None  # the control: the team sees it
    screen.context.set_lens(FAMILY)
    assert screen.canvas.card(family.strength) is None
    screen.past.compare(version)
    assert screen.past.compared is not None
    spoken = " ".join(widget.accessibleName() for widget in screen.past.compared.findChildren(QWidget))
    assert "every night" not in spoken and "most nights" not in spoken


def test_compare_shows_both_sides_and_leads_back(screen: MapScreen, family: SmallFamily) -> None:
    version = kept(screen, family)
    screen.past.compare(version)
    compared = screen.past.compared
    assert compared is not None and screen.canvas.isHidden()
    names = [row.accessibleName() for row in compared.findChildren(QWidget, "changeRow")]
    assert names == [
        "Other words. Before: Ruby reads to Jay every night.. After: Ruby reads to Jay most nights."
    ]  # fmt: skip
    QTest.keyClick(compared, Qt.Key.Key_Escape)
    assert screen.past.compared is None and not screen.canvas.isHidden()


def test_the_menu_keeps_a_version_by_name(screen: MapScreen, family: SmallFamily) -> None:
    menu = screen.past.menu()
    next(action for action in menu.actions() if action.objectName() == "keepVersion").trigger()
    menu.deleteLater()
    assert not screen.past.keep_bar.isHidden()
    QTest.keyClicks(screen.past.keep_bar.field, "After the meeting")
    QTest.keyClick(screen.past.keep_bar.field, Qt.Key.Key_Return)
    (version,) = screen.context.projector.versions(family.workspace_id)
    assert (version.number, version.label) == (1, "After the meeting")
    assert screen.bar.versions.text().startswith("Version 1")


def test_undoing_the_version_looked_at_leads_back_to_today(screen: MapScreen, family: SmallFamily) -> None:
    version = strands.keep_version(family.case, family.workspace_id, None)
    screen.past.show_version(version)
    family.case.undo()
    assert screen.past.version_id is None and screen.past.banner.isHidden() and screen.canvas.may_change
