"""What holds for every room: names for everything one can act on, targets for fingers, no line without its control."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QTextEdit, QWidget

from models.acts.cards import add_card
from models.acts.people import add_household, move_home
from models.acts.strands import add_wording
from ui.screens.people import PeopleScreen
from ui.screens.scaling import ScalingScreen
from ui.screens.share import ShareScreen
from ui.screens.strands import StrandsScreen
from ui.theme import theme

ROOMS = (ScalingScreen, StrandsScreen, PeopleScreen, ShareScreen)


def full(family: Any) -> None:
    """Something of everything on the screens."""
    case, workspace_id = family.case, family.workspace_id
    move_home(case, family.people["Shauna"], add_household(case, "12 Tanner's Row"))
    add_card(case, workspace_id, "danger", "Danny will hit Shauna", strand_id=family.strands[0])
    add_card(case, workspace_id, "strength", "Nan's curry")
    add_wording(case, workspace_id, "danger", "The phone call", person_id=family.people["Nanna Mo"])


def actionable(room: QWidget) -> list[QWidget]:
    """Everything shown that takes the keyboard or a press."""
    found: list[QWidget] = []
    for kind in (QAbstractButton, QLineEdit, QTextEdit):
        found += room.findChildren(kind)
    return [w for w in found if w.isVisible() and w.isEnabled() and w.focusPolicy() != Qt.FocusPolicy.NoFocus]


@pytest.mark.parametrize("make", ROOMS, ids=lambda room: room.__name__)
def test_everything_one_can_act_on_has_a_name_and_a_target(
    family: Any, show: Callable[..., QWidget], make: type[QWidget]
) -> None:
    full(family)
    theme().set(touch=True)
    room = make(family.context)
    show(room)
    if isinstance(room, PeopleScreen):
        room.choose(family.people["Shauna"])
    QTest.qWait(30)
    widgets = actionable(room)
    assert len(widgets) > 10
    for widget in widgets:
        assert widget.objectName(), type(widget).__name__
        assert widget.accessibleName().strip(), widget.objectName()
    # Pills and rounds stand on a scale whose steps set their size; everything else fits a finger.
    small = [
        (w.objectName(), w.height())
        for w in widgets
        if w.height() < 38 and not w.objectName().startswith(("scalePerson-", "round-"))
    ]
    assert not small


@pytest.mark.parametrize("make", ROOMS, ids=lambda room: room.__name__)
@pytest.mark.parametrize(("width", "height", "scale"), [(1274, 634, 1.0), (1274, 634, 2.0), (628, 424, 1.0)])
def test_no_room_is_wider_than_its_window(
    family: Any, show: Callable[..., QWidget], make: type[QWidget], width: int, height: int, scale: float
) -> None:
    full(family)
    theme().set(text_scale=scale)
    room = make(family.context)
    show(room, width, height)
    QTest.qWait(30)
    assert room.width() <= width + (0 if scale == 1.0 else 80)
