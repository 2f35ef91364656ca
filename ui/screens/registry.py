"""The rooms of a case. The rail shows what is registered, in the order of the design; later work adds a line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from PySide6.QtWidgets import QWidget

from ui.context import CaseContext

#: Every room the product will have, with its icon and title, group by group: the same place always.
PLACES: tuple[tuple[str, str, str], ...] = (
    ("map", "columns", str(QT_TRANSLATE_NOOP("Rail", "Map"))),
    ("strands", "path", str(QT_TRANSLATE_NOOP("Rail", "Strands"))),
    ("scaling", "steps", str(QT_TRANSLATE_NOOP("Rail", "Scaling"))),
    ("", "", ""),
    ("family", "tree-structure", str(QT_TRANSLATE_NOOP("Rail", "Family"))),
    ("circles", "circles-three-plus", str(QT_TRANSLATE_NOOP("Rail", "Circles"))),
    ("harm", "table", str(QT_TRANSLATE_NOOP("Rail", "Harm"))),
    ("timeline", "clock-counter-clockwise", str(QT_TRANSLATE_NOOP("Rail", "Timeline"))),
    ("", "", ""),
    ("plan", "shield-check", str(QT_TRANSLATE_NOOP("Rail", "Plan"))),
    ("words", "book-open-text", str(QT_TRANSLATE_NOOP("Rail", "Words and pictures"))),
    ("children", "house-line", str(QT_TRANSLATE_NOOP("Rail", "Children"))),
    ("audit", "clipboard-text", str(QT_TRANSLATE_NOOP("Rail", "Learning"))),
    ("", "", ""),
    ("share", "paper-plane-tilt", str(QT_TRANSLATE_NOOP("Rail", "Share"))),
)

#: What a case has besides the rooms of the rail: reached from the top bar or a room.
BESIDE: tuple[tuple[str, str, str], ...] = (
    ("session", "chalkboard-teacher", str(QT_TRANSLATE_NOOP("Rail", "Sessions"))),
    ("held", "lock-simple", str(QT_TRANSLATE_NOOP("Rail", "What is held back"))),
)


@dataclass(frozen=True)
class ScreenSpec:
    """A room: its id (of :data:`PLACES` or :data:`BESIDE`) and what makes its widget for an open case."""

    id: str
    factory: Callable[[CaseContext], QWidget]

    @property
    def icon(self) -> str:
        """Its icon in the rail; the chosen room has ``-fill``."""
        return next(icon for place, icon, _ in (*PLACES, *BESIDE) if place == self.id)

    @property
    def title(self) -> str:
        """Its name in the rail, translated."""
        titles = {place: title for place, _, title in (*PLACES, *BESIDE)}
        return QCoreApplication.translate("Rail", titles[self.id])

    @property
    def number(self) -> int:
        """Its place counted from 1, whatever else is there: Ctrl and this number leads to it."""
        return [place for place, _, _ in PLACES if place].index(self.id) + 1

    @property
    def group(self) -> int:
        """Which group of the rail it stands in, from 0."""
        group = 0
        for place, _, _ in PLACES:
            if place == self.id:
                break
            group += not place
        return group


_screens: dict[str, ScreenSpec] = {}


def register(screen_id: str, factory: Callable[[CaseContext], QWidget]) -> None:
    """Add a room (the composition root does, once for each); registering again replaces it."""
    if screen_id not in {place for place, _, _ in (*PLACES, *BESIDE) if place}:
        raise ValueError(f"no place in the rail or beside it for {screen_id!r}")
    _screens[screen_id] = ScreenSpec(screen_id, factory)


def screens() -> tuple[ScreenSpec, ...]:
    """The rooms there are, in the rail's order."""
    return tuple(_screens[place] for place, _, _ in PLACES if place in _screens)


def beside() -> tuple[ScreenSpec, ...]:
    """What there is besides the rail."""
    return tuple(_screens[place] for place, _, _ in BESIDE if place in _screens)
