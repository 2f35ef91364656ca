"""The ground every page of the family's panel stands on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from models.drawings.genogram.presets import Presets
from models.family_views import GenogramPerson
from models.views import PersonView
from ui.restricting import RestrictRow
from ui.screens.family.panel_kit import FactField
from ui.screens.family.state import FamilyState
from ui.screens.people.discs import avatar
from ui.theme import theme
from ui.widgets import Avatar, Label, column


class Page(QWidget):
    """One page: built anew whenever what it shows has changed.

    ``entry_wanted(mode, id)``: the entry line is to open for a person or, to add children, for a couple.
    """

    entry_wanted = Signal(str, str)

    def __init__(self, state: FamilyState, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.state = state
        self.context = state.context
        self.case = state.context.case
        self.body = column(self, gap=10)
        self._people = {person.id: person for person in state.view.people}

    @property
    def presets(self) -> Presets:
        """How everything is drawn and called."""
        return self.state.presets

    @property
    def named(self) -> bool:
        """Whether names may be read; else only initials, and no words that might name somebody."""
        return self.state.options.names

    def heading(self, text: str) -> None:
        """The name of a part."""
        self.body.addSpacing(theme().px(8))
        self.body.addWidget(Label(text, "body", bold=True))

    def may_be_held_back(self, table: str, key: str) -> None:
        """For the team: whether the thing of this page is held back from readers, and the way to the questions."""
        if self.context.lens.is_us and self.named and self.state.may_edit:
            self.body.addSpacing(theme().px(8))
            self.body.addWidget(RestrictRow(self.context, table, key))

    def left(self, widget: QWidget) -> None:
        """Put something at the left edge, as wide as it needs."""
        self.body.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft)

    def disc(self, person: PersonView, size: int) -> Avatar:
        """Somebody's disc; while names are hidden it says the initials."""
        return avatar(person if self.named else replace(person, name=person.initials), size)

    def do(self, work: Callable[[], Any]) -> Any:
        """Change the case; what cannot be done is said."""
        return self.context.attempt(work)

    def put_back(self, words: str) -> None:
        """Show the old words in the field that has just been left."""
        field = self.sender()
        if isinstance(field, FactField):
            field.set_words(words)

    def person(self, person_id: str) -> GenogramPerson | None:
        """Somebody in the view."""
        return self._people.get(person_id)

    def name_of(self, person_id: str) -> str:
        """What somebody is called in the view; initials while names are hidden."""
        found = self.person(person_id)
        if found is None or found.stands_for:
            return self.tr("somebody not known")
        return found.person.name if self.state.options.names else found.person.initials
