"""Strength or safety? What a card still needs to be existing safety, and where it belongs until then."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from models.views import CardView, MapView
from ui.screens.map.facts import FOUR
from ui.screens.map.wording import FACT_QUESTIONS, capital, count_word, tr
from ui.widgets import Button, Label, LinkButton, announce, column


def lacking(card: CardView) -> list[str]:
    """Which of the four facts a card has not got, in the order they are asked."""
    there = {"danger": card.danger, "acted": card.acted, "when": card.occurred, "seen_by": card.seen_by}
    return [key for key in FOUR if not there[key]]


class SafetyTest(QWidget):
    """Below the four facts: how many are to go, and the move that fits. ``move_wanted(part)``; ``left()``.

    A strength can become safety once all four are there; a card filed as safety without them is offered back.
    """

    move_wanted = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        box = column(self, gap=8)
        self.still = Label("", "body")
        self.to_safety = Button("", name="moveToSafety", kind="primary", size="small")
        self.to_strength = Button("", name="moveToStrength", size="small", icon="arrow-u-up-left")
        self.leave = LinkButton(tr("Leave it a strength"), name="leaveStrength", role="caption", ink="ink2")
        self.to_safety.clicked.connect(self._to_safety)
        self.to_strength.clicked.connect(self._to_strength)
        self.leave.clicked.connect(self.left)
        box.addWidget(self.still)
        for button in (self.to_safety, self.to_strength, self.leave):
            box.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def show_card(self, view: MapView, card: CardView, *, may_change: bool) -> None:
        """Say what is missing, and offer the move."""
        missing, is_safety = lacking(card), card.part == "safety"
        words = self._words(missing, is_safety)
        if words != self.still.text():
            self.still.setText(words)
            announce(self, words)
        self.to_safety.setText(tr("Move it to {part}").format(part=_lower(view.part("safety").title)))
        self.to_strength.setText(tr("Move it back to {part}").format(part=_lower(view.part("strength").title)))
        self.to_safety.setVisible(may_change and not is_safety and not missing)
        self.to_strength.setVisible(may_change and is_safety and bool(missing))
        self.leave.setVisible(may_change and not is_safety)

    def take_keyboard(self) -> None:
        """Once all four are said, the move is one Enter away."""
        if not self.to_safety.isHidden():
            self.to_safety.setFocus(Qt.FocusReason.OtherFocusReason)

    def _words(self, missing: list[str], is_safety: bool) -> str:
        if not missing:
            return tr("All four are there. It is safety.")
        if is_safety:
            asked = " ".join(tr(FACT_QUESTIONS[key]) for key in missing)
            return tr("It stays a strength for now. Still to be said: {asked} Move it back?").format(asked=asked)
        if len(missing) == len(FOUR):
            return tr("This card has none of the four yet, so it sits well as a strength.")
        count = capital(count_word(len(missing)).split()[0])
        return tr("{count} to go. Until then it sits well as a strength.").format(count=count)

    def _to_safety(self) -> None:
        self.move_wanted.emit("safety")

    def _to_strength(self) -> None:
        self.move_wanted.emit("strength")


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
