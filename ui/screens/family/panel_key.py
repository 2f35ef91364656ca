"""Nothing chosen: how many people are in the picture, what to ask next, and the key to its signs."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from models.drawings.genogram import legend
from ui.screens.family.line_sample import Sample
from ui.screens.family.panel_page import Page
from ui.screens.family.state import FamilyState
from ui.theme import theme
from ui.widgets import Label, column


class KeyPage(Page):
    """The key and the prompts. ``used``: the signs in the picture, as the figure names them."""

    def __init__(self, state: FamilyState, used: Sequence[str] = (), parent: QWidget | None = None) -> None:
        super().__init__(state, "keyPage", parent)
        number = sum(not person.stands_for for person in state.view.people)
        words = {0: self.tr("Nobody yet"), 1: self.tr("One person")}
        self.count = Label(words.get(number, self.tr("{n} people").format(n=number)), "lead")
        self.body.addWidget(self.count)
        if number:
            text = self.tr("Choose somebody, or a line, to see and change what is known.")
            self.body.addWidget(Label(text, "body", "ink2"))
        self.heading(self.tr("You could ask"))
        for question in (self.tr("Who else is in your family?"), self.tr("Who lives where?"), self.tr("Who helps?")):
            self.body.addWidget(Label(question, "words"))
        if used:
            self._add_key(used)

    def _add_key(self, used: Sequence[str]) -> None:
        """Every symbol and line in the picture, with its name."""
        self.heading(self.tr("What the signs mean"))
        holder = QWidget()
        rows = column(holder, gap=4)
        for items, words in legend(used, self.presets, ground="canvas"):
            row = QHBoxLayout()
            row.setSpacing(theme().px(12))
            row.addWidget(Sample(items, width=46, height=24))
            row.addWidget(Label(words, "body"), 1)
            rows.addLayout(row)
        self.body.addWidget(holder)
