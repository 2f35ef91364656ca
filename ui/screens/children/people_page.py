"""Who? A child puts somebody into its safety house: everybody it may know of, as they are drawn."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.looks import look_view
from models.readers import ReaderProjection
from models.views import PersonView
from ui.context import CaseContext
from ui.screens.children.deeds import SheetDeeds
from ui.screens.children.drawn import CHILD, Drawn, figure_items
from ui.screens.children.kit import BigButton, ChildHead, PressBox, page_column
from ui.screens.children.who_page import as_called, near_first
from ui.screens.children.words import part_look, tr
from ui.theme import theme
from ui.widgets import FlowLayout, IconMark, Label, ScrollArea

WITH_PEOPLE = ("inside", "visits", "outside")
"""Parts of a safety house that people are put into."""


class PersonTile(PressBox):
    """Somebody as a figure with their name; a paw for an animal."""

    def __init__(self, context: CaseContext, person: PersonView, name: str) -> None:
        super().__init__(name=f"person-{person.id}", heard=name)
        self.person, self.called = person, name
        body = QVBoxLayout(self)
        body.setContentsMargins(*(theme().px(6),) * 4)
        body.setSpacing(2)
        middle = Qt.AlignmentFlag.AlignHCenter
        look = look_view(context.projector, person.id, CHILD) if person.kind != "pet" else None
        if look is not None:
            body.addWidget(Drawn(*figure_items(look, face="calm"), wide=84, high=112, parent=self), 0, middle)
        else:
            body.addWidget(IconMark("paw-print", size=84, parent=self), 0, middle)
        body.addWidget(Label(name, "words", align=middle, max_lines=2, parent=self))
        self.setFixedWidth(theme().px(128))
        self.settle()


class PeoplePage(QWidget):
    """Who is meant? ``chosen(person id, name)``; ``other()``: somebody or something else, to be said or drawn."""

    chosen = Signal(str, str)
    other = Signal()

    def __init__(self, deeds: SheetDeeds, part: str, *, narrow: bool = False) -> None:
        super().__init__()
        self.setObjectName("peoplePage")
        body = page_column(self, narrow=narrow)
        self.head = ChildHead(part_look(part).one, back=tr("Back"), who=False, read=False)
        body.addWidget(self.head)
        body.addWidget(Label(tr("Who?"), "hero"))
        holder = QWidget()
        flow = FlowLayout(holder, gap=theme().px(10), row_gap=theme().px(10))
        context, child_id = deeds.context, deeds.seat.child_id
        view = deeds.view
        there = {item.person.id for each in (view.parts if view else ()) for item in each.items if item.person}
        self.tiles: list[PersonTile] = []
        for person in _people(context, child_id):
            if person.id not in there:
                tile = PersonTile(context, person, tr("me") if person.id == child_id else person.name)
                tile.clicked.connect(self._on_tile)
                self.tiles.append(tile)
                flow.addWidget(tile)
        body.addWidget(ScrollArea(holder, name="peopleScroll"), 1)
        other = BigButton(tr("Somebody or something else"), name="otherPerson", kind="outline", icon="plus")
        other.clicked.connect(self.other)
        body.addWidget(other, 0, Qt.AlignmentFlag.AlignLeft)

    @property
    def first(self) -> QWidget | None:
        """What the keyboard goes to."""
        return self.tiles[0] if self.tiles else None

    def _on_tile(self) -> None:
        tile = self.sender()
        if isinstance(tile, PersonTile):
            self.chosen.emit(tile.person.id, tile.called)


def _people(context: CaseContext, child_id: str) -> list[PersonView]:
    """Everybody a child may know of, the child first, then its parents, the family, friends."""
    rows = context.projector.rows
    reading = ReaderProjection(rows, CHILD)
    everybody = (reading.person(context.projector.people.get(key)) for key in rows.table("person"))
    kept = [p for p in as_called(context, child_id, everybody) if p.life in ("alive", "unknown")]
    return sorted(near_first(context, child_id, kept), key=lambda person: person.id != child_id)
