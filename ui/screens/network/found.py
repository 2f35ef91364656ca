"""Who comes to mind: one line to write, and everybody found so far with where they stand in the circles."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from models.circle_words import ring_words
from models.family_views import FoundPerson
from ui.screens.people.discs import disc_of
from ui.theme import theme
from ui.widgets import Button, Card, Chip, FlowLayout, IconButton, Label, LineField, column


class FoundPart(Card):
    """``named(line)`` when somebody was written; ``removed(find id)``."""

    named = Signal(str)
    removed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(fill="nextTint", parent=parent)
        self.setObjectName("networkFound")
        body = column(self, (14, 10, 14, 10), gap=6)
        row = QHBoxLayout()
        row.setSpacing(theme().px(8))
        self.ask = Label(self.tr("Who does that make you think of?"), "body", bold=True, wrap=False)
        row.addWidget(self.ask)
        self.entry = LineField(
            name="networkName", heard=self.tr("Who does that make you think of?"),
            placeholder=self.tr("Jean, mum's aunt"),
        )  # fmt: skip
        self.entry.returnPressed.connect(self._name)
        row.addWidget(self.entry, 1)
        add = Button(self.tr("Add"), name="networkFoundAdd", kind="primary", icon="user-plus")
        add.clicked.connect(self._name)
        row.addWidget(add)
        body.addLayout(row)
        self._body = body
        self._people = QWidget()
        body.addWidget(self._people)
        self.chips: list[Chip] = []

    def show_found(self, found: Sequence[FoundPerson]) -> None:
        """Everybody found, each with the ring they stand in now."""
        holder = QWidget()
        flow = FlowLayout(holder, gap=theme().px(6), row_gap=theme().px(4))
        self.chips = []
        for find in found:
            person = find.person
            where = ring_words(find.ring).now.lower() if find.ring else self.tr("not in the circles")
            text = self.tr("{name}, now in the circles: {ring}") if find.ring else "{name}, {ring}"
            chip = Chip(
                text.format(name=person.name, ring=where), name=f"found-{find.id}", tone="line",
                person=disc_of(person), initials=person.initials,
            )  # fmt: skip
            away = IconButton(
                "x", self.tr("Not {name} after all").format(name=person.name), name=f"notFound-{find.id}", size="small"
            )
            away.setProperty("find", find.id)
            away.clicked.connect(self._remove)
            self.chips.append(chip)
            pair = QWidget()
            line = QHBoxLayout(pair)
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(0)
            line.addWidget(chip)
            line.addWidget(away)
            flow.addWidget(pair)
        holder.setVisible(bool(found))
        self._body.replaceWidget(self._people, holder)
        self._people.hide()
        self._people.deleteLater()
        self._people = holder

    def _name(self) -> None:
        line = self.entry.text().strip(" ,")
        if line:
            self.named.emit(line)

    def _remove(self) -> None:
        button = self.sender()
        if isinstance(button, IconButton):
            self.removed.emit(str(button.property("find")))
