"""Naming people on a card: those of the case by a few letters, anybody else in plain words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from models.views import Mention, PersonView
from ui.screens.map.face import person_kind
from ui.screens.map.wording import tr
from ui.widgets import Chip, FlowLayout, LineField, column

MOST = 5
"""How many people of the case are offered at once."""


class _NameField(LineField):
    """Where a name is typed."""

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter or comma takes the name."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Comma):
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


class PeopleField(QWidget):
    """Chips of who is named, a field for more, and the people of the case to pick from.

    ``added(person id or None, words or None)`` and ``removed(mention id)``; it changes nothing itself. ``single``
    lets a new name take the old one's place.
    """

    added = Signal(object, object)
    removed = Signal(str)

    def __init__(self, role: str, heard: str, *, single: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.role, self.single = role, single
        self._people: Sequence[PersonView] = ()
        self._mentions: tuple[Mention, ...] = ()
        box = column(self, gap=6)
        self._chips = QWidget()
        self._flow = FlowLayout(self._chips)
        box.addWidget(self._chips)
        self.field = _NameField(name=f"{role}Name", heard=heard, placeholder=tr("Name, or words"), height=36)
        box.addWidget(self.field)
        self._offers = QWidget()
        self._offer_flow = FlowLayout(self._offers)
        box.addWidget(self._offers)
        self._offers.hide()
        self._chips.hide()
        self.field.textEdited.connect(self._offer)
        self.field.entered.connect(self._take_typed)
        self.field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: offer people when the field is entered; take what was typed when it is left."""
        if event.type() == QEvent.Type.FocusIn:
            self._offer(self.field.text())
        elif event.type() == QEvent.Type.FocusOut:
            self._offers.hide()
            if self.field.text().strip():
                self._take_typed()
        return False

    def show_people(self, mentions: tuple[Mention, ...], people: Sequence[PersonView]) -> None:
        """Show who is named now, and whom one may pick."""
        self._people = people
        if not people:
            empty_flow(self._offer_flow)
        if mentions == self._mentions:
            return
        self._mentions = mentions
        empty_flow(self._flow)
        for mention in mentions:
            chip = Chip(
                mention.label, name=f"{self.role}-{mention.id}", live=True,
                person=person_kind(mention.person) if mention.person and not mention.words else None,
                initials=mention.person.initials if mention.person else "",
                heard=tr("Remove {name}").format(name=mention.label),
            )  # fmt: skip
            chip.setToolTip(tr("Remove {name}").format(name=mention.label))
            chip.setProperty("mention", mention.id)
            chip.clicked.connect(self._on_remove)
            self._flow.addWidget(chip)
        self._chips.setVisible(bool(mentions))

    def _matches(self, typed: str) -> list[PersonView]:
        there = {m.person.id for m in self._mentions if m.person}
        wanted = typed.strip().lower()
        found = [p for p in self._people if p.id not in there and p.life in ("alive", "unknown")]
        if wanted:
            found = [p for p in found if any(w.startswith(wanted) for w in (p.name + " " + p.full_name).lower().split())
                     or p.name.lower().startswith(wanted)]  # fmt: skip
        return found[:MOST]

    def _offer(self, typed: str) -> None:
        empty_flow(self._offer_flow)
        found = self._matches(typed)
        for person in found:
            heard = tr("Add {name}").format(name=person.name)
            chip = Chip(person.name, name=f"{self.role}Pick-{person.id}", tone="line", person=person_kind(person),
                        initials=person.initials, live=True, heard=heard)  # fmt: skip
            # Pressing it must not take the keyboard from the field, or the offers would close first.
            chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            chip.setProperty("person", person.id)
            chip.clicked.connect(self._on_pick)
            self._offer_flow.addWidget(chip)
        self._offers.setVisible(bool(found))

    def _take_typed(self) -> None:
        typed = self.field.text().strip()
        self.field.clear()
        if not typed:
            return
        exact = [p for p in self._people if typed.lower() in (p.name.lower(), p.full_name.lower())]
        start = self._matches(typed)
        chosen = exact or (start if len(start) == 1 else [])
        self.added.emit(chosen[0].id if chosen else None, None if chosen else typed)
        self._offers.hide()

    def _on_pick(self) -> None:
        chip = self.sender()
        if isinstance(chip, Chip):
            self.field.clear()
            self._offers.hide()
            self.added.emit(str(chip.property("person")), None)

    def _on_remove(self) -> None:
        chip = self.sender()
        if isinstance(chip, Chip):
            self.field.setFocus()
            self.removed.emit(str(chip.property("mention")))


def empty_flow(flow: FlowLayout) -> None:
    """Take everything out of a flow."""
    while flow.count():
        item = flow.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
