"""The certificates of every case that was erased from this vault, kept without anything that tells whose it was."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from models.certificates import certificates, is_changed
from ui.screens.case_end.certificate import CertificateCard
from ui.screens.case_end.words import tr
from ui.screens.desk_page import DeskContext, DeskPage
from ui.theme import theme
from ui.widgets import EmptyState, Label, ScrollArea, column


class ErasedScreen(DeskPage):
    """Newest first; each can be saved and printed again."""

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(context, tr("Erased cases"), "erasedPage", parent)
        page = QWidget()
        body = column(page, (2, 4, 12, 24), gap=14)
        self.cards: list[CertificateCard] = []
        kept = certificates(self.desk)
        if kept:
            words = tr("A certificate says when a case was erased and how much went. It holds the case's number, and "
                       "no name or word of it. Own words about why stand only on the paper made that day.")  # fmt: skip
            about = Label(words, "body", "ink2")
            about.setMaximumWidth(theme().px(760))
            body.addWidget(about)
        for each in kept:
            wrong = tr("This certificate was changed after it was made. The paper of the day is the one that counts.")
            card = CertificateCard(context, each, wrong=wrong if is_changed(self.desk, each) else "")
            card.said.connect(self.said)
            self.cards.append(card)
            body.addWidget(card)
        if not kept:
            words = tr("No case was erased here yet. When one is, its certificate is kept on this page.")
            body.addWidget(EmptyState(words, icon="archive"), 1)
        body.addStretch(1)
        self.body.addWidget(ScrollArea(page, name="erasedScroll"), 1)
