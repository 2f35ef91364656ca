"""What was found in the library: guides to open, and questions to star or copy."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from models import question_bank
from models.casework import Desk
from models.library import Library, find
from models.question_bank import spoken
from ui.screens.questions import QuestionRow
from ui.widgets import Label, LinkButton, announce, clear, column

SHOWN = 40
"""How many questions a search shows at most."""


class Found(QWidget):
    """Guides first, then questions with where they stand. ``opened(key)`` for a guide; ``said(words)``."""

    opened = Signal(str)
    said = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("libraryFound")
        self._desk = desk
        self._words = ""
        self._library: Library | None = None
        self._body = column(self, gap=4)

    def show_for(self, library: Library, words: str) -> None:
        """Show what holds these words."""
        self._library, self._words = library, words
        self.clear()
        guides = find(library, words)
        if guides:
            self._body.addWidget(Label(self.tr("Guides and examples"), "label", "ink2"))
        for guide in guides:
            link = LinkButton(guide.title, name=f"found-{guide.key}", icon="file-text")
            link.setProperty("guide", guide.key)
            link.clicked.connect(self._open)
            self._body.addWidget(link)
        count = self._add_questions(words)
        if not guides and not count:
            self._body.addWidget(Label(self.tr("Nothing found. Fewer letters find more."), "body", "ink2"))
        announce(self, self.tr("{count} found").format(count=len(guides) + count))

    def _add_questions(self, words: str) -> int:
        bank, shelf = question_bank.in_force()[0], question_bank.shelf(self._desk)
        bank = question_bank.with_own(bank, shelf, self.tr("Our own questions"))
        placed = list(question_bank.find(bank, words).placed())[:SHOWN]
        head = ""
        for number, (each, group, question) in enumerate(placed):
            title = f"{each.title}: {group.title}"
            if title != head:
                self._body.addWidget(Label(title, "label", "ink2"))
                head = title
            is_kept = question.text in shelf.favourites
            row = QuestionRow(question, spoken(question.text), number, favourite=is_kept)
            row.chosen.connect(self._copy)
            row.starred.connect(self._star)
            self._body.addWidget(row)
        return len(placed)

    def clear(self) -> None:
        """Show nothing."""
        clear(self._body)

    def _open(self) -> None:
        link = self.sender()
        if isinstance(link, LinkButton):
            self.opened.emit(str(link.property("guide")))

    def _copy(self, row: QuestionRow) -> None:
        QGuiApplication.clipboard().setText(row.words)
        self.said.emit(self.tr("Question copied"))

    def _star(self, row: QuestionRow) -> None:
        is_new = row.question.text not in question_bank.shelf(self._desk).favourites
        question_bank.keep_favourite(self._desk, row.question.text, is_favourite=is_new)
        if self._library is not None:
            self.show_for(self._library, self._words)
