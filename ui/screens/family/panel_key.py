"""Nothing chosen: the key to the picture, how many people are in it, and what to ask next."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.screens.family.panel_page import Page
from ui.screens.family.state import FamilyState
from ui.widgets import Label


class KeyPage(Page):
    """The key and the prompts."""

    def __init__(self, state: FamilyState, parent: QWidget | None = None) -> None:
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
