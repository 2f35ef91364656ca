"""Plain words on the map: what is asked about the card being written, or chosen; its phrases marked meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from models.plain_words import Asked
from ui.context import CaseContext
from ui.plain_words import PlainWords, WordQuestions, mark_in, spans_of
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
    """Follows what is written or chosen on a map (``look`` tells) and asks about it beside the map."""

    counted = Signal()
    """There may be more or fewer questions now."""

    def __init__(
        self, context: CaseContext, shown: WordQuestions, look: Callable[[], Writing | None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._shown, self._look = shown, look
        self._now: Writing | None = None
        self.checker = PlainWords(context, self)
        self.checker.asked.connect(self._on_asked)
        shown.silence_wanted.connect(self.checker.silence)

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
        self.counted.emit()
