"""Plain words on the map: what is asked about the card being written, or chosen; its phrases marked meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject

from models.plain_words import Asked
from ui.plain_words import PlainWords, mark_in, spans_of
from ui.screens.map.draft import DraftCard
from ui.screens.map.parts import MapParts
from ui.widgets import GrowingTextEdit


@dataclass(frozen=True)
class Writing:
    """What is looked at: a card's part and words, and the field they are written in, if they are."""

    part: str
    text: str
    card_id: str = ""
    is_quotation: bool = False
    field: GrowingTextEdit | None = None


class CardWords(QObject):
    """Follows what is written or chosen on a map and asks about it beside the map."""

    def __init__(self, parts: MapParts) -> None:
        super().__init__(parts.canvas)
        self._parts, self._shown = parts, parts.panel.words
        self._now: Writing | None = None
        self.checker = PlainWords(parts.context, self)
        self.checker.asked.connect(self._on_asked)
        self._shown.silence_wanted.connect(self.checker.silence)
        parts.panel.installEventFilter(self)

    def _look(self) -> Writing | None:
        """The new card, the card being written on, or the one chosen."""
        canvas, panel = self._parts.canvas, self._parts.panel
        drafts = [section.extra for column in canvas.columns for section in column.sections]
        draft = next((each for each in drafts if isinstance(each, DraftCard)), None)
        if draft is not None:
            return Writing(draft.part, draft.field.toPlainText(), field=draft.field)
        card = canvas.editing()
        if card is not None and card.field is not None:
            view = card.view
            return Writing(view.part, card.field.toPlainText(), view.id, view.is_quotation, card.field)
        if panel.card is None or panel.four:
            return None
        return Writing(panel.card.part, panel.card.text, panel.card.id, panel.card.is_quotation)

    def follow(self) -> None:
        """Something else may be written or chosen now."""
        now = self._look()
        if now == self._now:
            return
        was, self._now = self._now, now
        if now is None:
            self.checker.stop()
            self._tell([])
            return
        if now.field is not None and (was is None or was.field is not now.field):
            now.field.textChanged.connect(self.follow)
        if was is not None and (was.card_id, was.field) != (now.card_id, now.field):
            self._tell([])  # those were about another card
        self.checker.check(now.part, now.text, now.is_quotation)

    def stop(self) -> None:
        """Nothing is looked at any more."""
        self._now = None
        self.checker.stop()

    def _on_asked(self, asked: Sequence[Asked]) -> None:
        self._tell(asked)
        if self._now is not None and self._now.field is not None:
            mark_in(self._now.field, spans_of(asked))

    def _tell(self, asked: Sequence[Asked]) -> None:
        self._shown.show_asked(asked)
        self._count()

    def _count(self) -> None:
        """While the panel is out of sight the bar says that there are questions."""
        hidden = self._parts.panel.isHidden()
        self._parts.bar.show_asked(len(self._shown.questions) if hidden else 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: the panel comes or goes."""
        if event.type() in (QEvent.Type.Show, QEvent.Type.Hide):
            self._count()
        return False
