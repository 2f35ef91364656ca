"""What has lost the rest of its strand shows on the map, and one press leads to the strands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from models.acts.cards import add_card, restrict
from models.acts.strands import add_strand
from models.readers import FAMILY
from ui.screens.map import MapScreen
from ui.screens.strands.chosen import strand_in_view


@pytest.fixture
def screen(bare: Any, show: Callable[..., QWidget]) -> MapScreen:
    made = MapScreen(bare.context)
    show(made)
    return made


def asked(screen: MapScreen, card_id: str) -> str:
    card = screen.canvas.card(card_id)
    assert card is not None
    return card.face.gap


def test_a_danger_without_goal_or_scale_and_a_goal_without_danger_ask(bare: Any, screen: MapScreen) -> None:
    danger = add_card(bare.case, bare.workspace_id, "danger", "Danny will hit Shauna.", strand_id=bare.strands[0])
    assert asked(screen, danger) == "No goal yet. What would the children see instead?"
    goal = add_card(bare.case, bare.workspace_id, "goal", "Danny rings Ian.", strand_id=bare.strands[0])
    assert asked(screen, danger) == asked(screen, goal) == ""
    bare_strand = add_strand(bare.case, bare.workspace_id, "Mornings", with_scale=False)
    lone = add_card(bare.case, bare.workspace_id, "goal", "Breakfast at eight.", strand_id=bare_strand)
    assert "No worry yet" in asked(screen, lone) and "No scale yet" in asked(screen, lone)
    loose = add_card(bare.case, bare.workspace_id, "goal", "Sundays are calm.")
    assert asked(screen, loose).startswith("Which strand is this?")
    words = screen.canvas.card(loose)
    assert words is not None and "Which strand is this?" in words.accessibleName()


def test_pressing_the_question_or_its_menu_leads_to_the_strand(bare: Any, screen: MapScreen) -> None:
    danger = add_card(bare.case, bare.workspace_id, "danger", "Alfie could die.", strand_id=bare.strands[1])
    QTest.qWait(1)
    card = screen.canvas.reveal(danger)
    assert card is not None
    assert not card.face.ask_rect.isEmpty()
    QTest.mouseClick(card, Qt.MouseButton.LeftButton, pos=card.face.ask_rect.center())
    in_view = strand_in_view(bare.context)
    assert (bare.said.room, in_view and in_view.id) == ("strands", bare.strands[1])
    bare.said.room = ""
    screen.go_to_strand(danger)
    assert bare.said.room == "strands"


def test_a_strand_without_statements_is_told_beside_the_map(bare: Any, screen: MapScreen) -> None:
    screen.panel.show_part(screen.canvas.view, "danger")
    link = screen.panel.findChild(QPushButton, f"lone-{bare.strands[0]}")
    assert isinstance(link, QPushButton)
    QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    in_view = strand_in_view(bare.context)
    assert (bare.said.room, in_view and in_view.id) == ("strands", bare.strands[0])
    screen.panel.show_part(screen.canvas.view, "strength")
    assert not [w for w in screen.panel.findChildren(QPushButton, f"lone-{bare.strands[0]}") if w.isVisible()]


def test_a_goal_held_back_is_asked_for_as_if_it_had_never_been(bare: Any, screen: MapScreen) -> None:
    danger = add_card(bare.case, bare.workspace_id, "danger", "Danny will hit Shauna.", strand_id=bare.strands[0])
    goal = add_card(bare.case, bare.workspace_id, "goal", "The refuge is ready.", strand_id=bare.strands[0])
    restrict(bare.case, "card", goal, "would put Shauna at risk")
    assert asked(screen, danger) == ""  # the control
    bare.context.set_lens(FAMILY)
    assert asked(screen, danger).startswith("No goal yet")
