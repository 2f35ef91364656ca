"""Writing new cards on the map: one at the end of a part, several from a pasted list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from models.acts import cards
from models.casework import ChangeSet
from ui.screens.map.draft import DraftCard, pasted_lines
from ui.screens.map.parts import MapParts
from ui.screens.map.questions import CardWords
from ui.screens.map.wording import tr
from ui.widgets import announce


class Drafting(QObject):
    """The card being written, from its first letter on. ``ended()``: the map shows what has become of it."""

    ended = Signal()

    def __init__(self, parts: MapParts, words: CardWords) -> None:
        super().__init__(parts.canvas)
        self._context, self._canvas, self._words = parts.context, parts.canvas, words
        self.draft: DraftCard | None = None

    def follow(self, change: ChangeSet) -> None:
        """The first words made a card of it: that one is shown by its field alone."""
        draft = self.draft
        if draft is not None and change.origin is draft:
            added = [row.key for row in change.changes if row.table == "card" and row.before is None]
            draft.card_id = added[0] if added else draft.card_id
            self._hold_back()

    def add(self, part: str) -> None:
        """Begin a new card at the end of what a part shows."""
        if not self._canvas.may_change:
            return
        self._canvas.finish_editing()
        self.end()
        section = self._canvas.section(part)
        if section is None:
            return
        if section.collapsed:
            section.unfold()
        draft = DraftCard(
            part, section.part.one, self._canvas.style_, quotation=part == "own_words", parent=section,
        )  # fmt: skip
        self.draft = draft
        draft.written.connect(self._on_written)
        draft.ended.connect(self._on_ended)
        draft.split_accepted.connect(self._on_split)
        draft.grown.connect(self._on_grown)
        section.extra = draft
        self._canvas.arrange_column_of(section)
        draft.show()
        self._canvas.select(())
        self._canvas.scroll_to(draft)
        draft.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._words.follow()
        announce(draft, tr("New card: {one}").format(one=section.part.one))

    def _before(self) -> str | None:
        """A new card goes before those that are folded away, so that it can be seen."""
        assert self.draft is not None
        section = self._canvas.section(self.draft.part)
        return section.before_id(section.shown_count) if section is not None else None

    def _on_written(self, text: str) -> None:
        draft = self.draft
        if draft is None:
            return
        case = self._context.case
        if draft.card_id is not None and case.rows.get("card", draft.card_id) is None:
            draft.card_id = None  # undone meanwhile: what is typed now is a card again
        if draft.card_id is None:
            if text:
                before = self._before()
                self._context.attempt(
                    lambda: cards.add_card(
                        case, self._context.workspace_id, draft.part, text, before_id=before, origin=draft
                    )
                )
        else:
            self._context.attempt(lambda: cards.write_card(case, str(draft.card_id), text, origin=draft))

    def _on_ended(self, go_on: bool) -> None:
        draft = self.draft
        part, card_id = (draft.part, draft.card_id) if draft is not None else ("", None)
        self.end()
        row = self._context.case.rows.get("card", card_id)
        if card_id and row is not None and not row["text"].strip():
            self._context.attempt(lambda: cards.delete_cards(self._context.case, [card_id]))
        elif go_on:
            self.add(part)
        elif card_id and QApplication.focusWidget() is None:
            self._canvas.focus_card(card_id)

    def end(self) -> None:
        """Close the field of a new card; what was typed is saved."""
        draft = self.draft
        if draft is None:
            return
        draft.field.commit()
        self.draft = None
        section = self._canvas.section(draft.part)
        self._hold_back()
        draft.hide()
        draft.deleteLater()
        if section is not None:
            section.extra = None
            if draft.card_id and section.shown is not None:
                section.set_shown(section.shown + 1)
        self.ended.emit()
        if section is not None:
            self._canvas.arrange_column_of(section)

    def _on_grown(self) -> None:
        if self.draft is not None:
            section = self._canvas.section(self.draft.part)
            if section is not None:
                self._canvas.arrange_column_of(section)
                self._canvas.scroll_to(self.draft)

    def _on_split(self, lines: Sequence[str]) -> None:
        draft = self.draft
        if draft is None:
            return
        case, part, before, mine = self._context.case, draft.part, self._before(), draft.card_id
        draft.field.set_kept("")

        def add_all() -> list[str]:
            with case.edit(tr("Added {count} cards").format(count=len(lines))):
                if mine:
                    cards.delete_cards(case, [mine])
                return cards.add_cards(case, self._context.workspace_id, part, list(lines), before_id=before)

        draft.card_id = None
        self.end()
        section = self._canvas.section(part)
        if section is not None and section.shown is not None:
            section.shown += len(lines)
        ids = self._context.attempt(add_all)
        if ids:
            self._canvas.focus_card(ids[0])
            self._context.said_and_undoable(tr("Added {count} cards").format(count=len(lines)))

    def paste(self, part: str) -> None:
        """Put what was copied into a part: one text as a new card, a list as an offer of cards."""
        source = QApplication.clipboard().mimeData()
        lines = pasted_lines(source)
        if not lines:
            return
        self.add(part)
        if self.draft is not None:
            self.draft.field.insertFromMimeData(source)

    def _hold_back(self) -> None:
        """The card being written is shown by its field alone until it ends."""
        for each in self._canvas.columns:
            for section in each.sections:
                mine = self.draft is not None and section.key == self.draft.part
                section.held_back = self.draft.card_id if mine and self.draft is not None else None
