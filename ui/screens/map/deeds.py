"""What the panel's facts do to the case. Under a lens only what it shows is touched: hidden mentions stay."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from models.acts import cards
from models.views import CardView
from ui.screens.map.wording import tr

if TYPE_CHECKING:
    from ui.context import CaseContext
    from ui.screens.map.panel import MapPanel


class CardDeeds(QObject):
    """Wires a panel to the case."""

    def __init__(self, context: CaseContext, panel: MapPanel, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._panel = context, panel
        form = panel.form
        form.people_added.connect(self.add_person)
        form.people_removed.connect(self.remove_person)
        form.field_set.connect(self.set_field)
        form.view_written.connect(self.write_view)
        form.view_wanted.connect(self.add_view)
        panel.note_written.connect(self.write_note)
        panel.restriction.follow(context)

    @property
    def _card_id(self) -> str:
        return self._panel.card.id if self._panel.card is not None else ""

    def _whole(self) -> CardView | None:
        """The card as the record has it, not as the lens shows it."""
        row = self._context.case.rows.get("card", self._card_id)
        return self._context.projector.card(row) if row is not None else None

    def _mentions(self, card: CardView, role: str) -> list[tuple[str, str | None, str | None]]:
        if role == "speaker":
            return [("speaker", card.speaker.id, None)] if card.speaker else []
        named = {"source": card.sources, "acted": card.acted, "seen_by": card.seen_by, "responsible": card.responsible}
        return [(m.id, m.person.id if m.person else None, m.words) for m in named[role]]

    def add_person(self, role: str, person_id: object, words: object) -> None:
        """Somebody more in a role (the only one, for who said it)."""
        card = self._whole()
        if card is None:
            return
        there = [] if role == "speaker" else self._mentions(card, role)
        people = [(person, said) for _, person, said in there]
        people.append((str(person_id) if person_id else None, str(words) if words else None))
        case, card_id = self._context.case, card.id
        self._context.attempt(lambda: cards.set_people(case, card_id, role, people))

    def remove_person(self, role: str, mention_id: str) -> None:
        """Somebody less in a role."""
        card = self._whole()
        if card is not None:
            kept = [(person, said) for key, person, said in self._mentions(card, role) if key != mention_id]
            case, card_id = self._context.case, card.id
            self._context.attempt(lambda: cards.set_people(case, card_id, role, kept))

    def set_field(self, name: str, value: object) -> None:
        """A fact of the card itself."""
        case, card_id = self._context.case, self._card_id
        if name == "strand_id":
            strand = str(value) if value else None
            self._context.attempt(lambda: cards.link_strand(case, [card_id], strand))
        else:
            fields: dict[str, Any] = {name: value}
            self._context.attempt(lambda: cards.set_card(case, card_id, **fields))

    def write_view(self, view_id: str, text: str) -> None:
        """The words of a different view; none takes it away."""
        case = self._context.case
        self._context.attempt(lambda: cards.set_dispute(case, view_id, words=text))

    def add_view(self, words: str, person_id: object) -> None:
        """Somebody sees it differently: their view opens to be written."""
        case, card_id = self._context.case, self._card_id
        person = str(person_id) if person_id else None
        start = f"{words}: …" if words else "…"
        made = self._context.attempt(lambda: cards.add_dispute(case, card_id, person, start))
        if made:
            self._panel.form.views.focus_view(made)

    def write_note(self, card_id: str, text: str) -> None:
        """A note for the team."""
        case = self._context.case
        self._context.attempt(lambda: cards.set_card(case, card_id, tr("Wrote a note"), note=text or None))
