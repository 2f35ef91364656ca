"""Where somebody is in the window: which page it shows, and a place that can be gone back to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeGuard

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from models.readers import Reader
    from ui.screens.case_shell import CaseShell
    from ui.screens.desk_page import DeskPage
    from ui.screens.home import HomeScreen
    from ui.screens.next_steps import NextStepsScreen
    from ui.screens.settings_screen import SettingsScreen

DESK_PAGES = ("outbox", "connections", "handing", "caseEnd", "erased", "whiteboard", "measures", "library")
"""Pages beside the families and their rooms (``ui.desk_pages`` makes them)."""


@dataclass(frozen=True)
class Place:
    """Where somebody was in a family: ids only, so it may outlive a lock. ``lens``: who was looking."""

    case_id: str
    workspace_id: str
    screen_id: str
    visit: bool = False
    lens: Reader | None = None
    presenting: bool = False


# A page is known by its name: asking for its class would load every room before the door is open.


def is_home(page: QWidget | None) -> TypeGuard[HomeScreen]:
    """Whether it is the list of families."""
    return page is not None and page.objectName() == "home"


def is_settings(page: QWidget | None) -> TypeGuard[SettingsScreen]:
    """Whether it is the preferences."""
    return page is not None and page.objectName() == "settingsPage"


def is_steps(page: QWidget | None) -> TypeGuard[NextStepsScreen]:
    """Whether it is the next steps over all families."""
    return page is not None and page.objectName() == "nextStepsPage"


def is_desk_page(page: QWidget | None) -> TypeGuard[DeskPage]:
    """Whether it is one of :data:`DESK_PAGES`."""
    return page is not None and page.objectName() in {f"{name}Page" for name in DESK_PAGES}


def is_case(page: QWidget | None) -> TypeGuard[CaseShell]:
    """Whether it is an open family."""
    return page is not None and page.objectName() == "case"
