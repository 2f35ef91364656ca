"""The bottom lines of a strand: what must be there, never how; those of the whole work stand with them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from models.acts.cards import add_card, delete_cards, link_strand, write_card
from models.views import CardView, StrandView
from ui.context import CaseContext
from ui.screens.strands.editable import WordsField
from ui.screens.strands.guidance import emptied
from ui.theme import theme
from ui.widgets import IconButton, IconMark, Label, LinkButton, column


class _Line(QWidget):
    """One bottom line; it belongs to this strand, or to all of them. ``left()`` after writing."""

    left = Signal()

    def __init__(self, context: CaseContext, card: CardView, strand_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self.card, self._strand_id = context, card, strand_id
        row = QHBoxLayout(self)
        row.setContentsMargins(0, theme().px(2), 0, theme().px(2))
        row.setSpacing(theme().px(10))
        row.addWidget(IconMark("shield-check", "nextInk"), 0, Qt.AlignmentFlag.AlignTop)
        self.words = WordsField(card.text, name=f"bottomLine-{card.id}", heard=self.tr("Bottom line"),
                                empty=self.tr("What must be there?"))  # fmt: skip
        self.words.written.connect(self._write)
        self.words.closed.connect(self._closed)
        row.addWidget(self.words, 1)
        tied = card.strand is not None
        if not tied:
            row.addWidget(Label(self.tr("For every strand"), "caption", "ink2", wrap=False))
        tip = self.tr("For every strand") if tied else self.tr("Only for this strand")
        tie = IconButton(
            "link-break" if tied else "link-simple-horizontal", tip, name=f"tieLine-{card.id}", size="small"
        )
        tie.clicked.connect(self._tie)
        row.addWidget(tie)

    def _write(self, text: str) -> None:
        case, card_id, origin = self._context.case, self.card.id, self._context
        self._context.attempt(lambda: write_card(case, card_id, text, origin=origin))

    def _closed(self) -> None:
        case, card_id = self._context.case, self.card.id
        if not self.words.text and case.rows.get("card", card_id):
            self._context.attempt(lambda: delete_cards(case, [card_id]))
        self.left.emit()

    def _tie(self) -> None:
        case, card_id = self._context.case, self.card.id
        target = None if self.card.strand else self._strand_id
        self._context.attempt(lambda: link_strand(case, [card_id], target))


class BottomLines(QWidget):
    """Every bottom line that holds for a strand. ``left()`` after writing."""

    left = Signal()

    def __init__(self, context: CaseContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bottomLines")
        self._context = context
        self._strand_id = ""
        self._shown: tuple[CardView, ...] | None = None
        self.lines: list[_Line] = []
        body = column(self, gap=4)
        body.addWidget(Label(self.tr("Bottom lines"), "label"))
        asked = self.tr("What must be there before anybody can step back; how is up to the family.")
        body.addWidget(Label(asked, "caption", "ink2"))
        self._body = column(holder := QWidget(), gap=0)
        body.addWidget(holder)
        add = LinkButton(self.tr("Add a bottom line"), name="addBottomLine", icon="plus")
        add.clicked.connect(self.add)
        body.addWidget(add)

    def forget(self) -> None:
        """Show everything anew the next time (another text size, say)."""
        self._shown = None

    def show_strand(self, strand: StrandView, cards: Sequence[CardView]) -> None:
        """Show the bottom lines of a strand, then those of all strands."""
        lines = [card for card in cards if card.part == "bottom_line"]
        own = [card for card in lines if card.strand and card.strand.id == strand.id]
        shown = (*own, *(card for card in lines if card.strand is None))
        if (strand.id, shown) == (self._strand_id, self._shown):
            return
        self._strand_id, self._shown = strand.id, shown
        emptied(self._body)
        self.lines = [_Line(self._context, card, strand.id) for card in shown]
        for line in self.lines:
            line.left.connect(self.left)
            self._body.addWidget(line)

    def add(self) -> None:
        """Begin a bottom line of this strand."""
        case, workspace_id, strand_id = self._context.case, self._context.workspace_id, self._strand_id
        made = self._context.attempt(lambda: add_card(case, workspace_id, "bottom_line", strand_id=strand_id))
        line = next((each for each in self.lines if each.card.id == made), None)
        if line is not None:
            line.words.open()
