"""How somebody of a case is drawn: which disc, which initials."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from models.views import PersonView
from ui.widgets import Avatar, PersonKind


def disc_of(person: PersonView) -> PersonKind:
    """Open disc for professionals, double ring for the children the work is about, filled for everybody else."""
    if person.kind == "professional":
        return "professional"
    return "child" if person.is_child else "family"


def avatar(person: PersonView, size: int = 32, *, done: bool = False, parent: QWidget | None = None) -> Avatar:
    """Somebody's disc of 24, 32, 40 or 56 px."""
    return Avatar(
        person.name, disc_of(person), size=size, initials=person.initials, done=done, parent=parent
    )  # fmt: skip
