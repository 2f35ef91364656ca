"""Cards for the room: sayings one below the other, as large as they fit; what does not fit at once stands on pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from ui.screens.session import chalk

SIZES = (42, 38, 34, chalk.LEAST)
_PAD, _GAP, _NUMBER, _UNDER = 24.0, 16.0, 72.0, 44.0


@dataclass(frozen=True)
class Card:
    """A saying. ``number`` at its left; ``under``: a small line with an icon; ``token``: its tint."""

    text: str
    number: str = ""
    under: str = ""
    icon: str = ""
    token: str = "card"


def tall(card: Card, size: int, width: float) -> float:
    """How high a card is at a type size."""
    words = chalk.height(card.text, size, width - 2 * _PAD - (_NUMBER if card.number else 0))
    return 2 * (_PAD - 4) + words + (_UNDER if card.under else 0)


def pages(cards: Sequence[Card], width: float, room: float) -> tuple[int, list[list[Card]]]:
    """The largest type size at which all fit, or pages at a middling one. Returns the size and the pages in order."""
    for size in SIZES:
        if sum(tall(card, size, width) + _GAP for card in cards) - _GAP <= room:
            return size, [list(cards)]
    made: list[list[Card]] = [[]]
    size, used = SIZES[-1], 0.0
    # From the end: the newest page is full, the oldest has what is left.
    for card in reversed(cards):
        high = tall(card, size, width)
        if made[0] and used + high > room:
            made.insert(0, [])
            used = 0.0
        made[0].insert(0, card)
        used += high + _GAP
    return size, made


def paint(painter: QPainter, cards: Sequence[Card], area: QRectF, page: int = 0) -> tuple[int, int]:
    """Paint a page of cards, counted from the newest (0). Returns which page it is, from 1, and how many there are."""
    if not cards:
        return 1, 1
    size, made = pages(cards, area.width(), area.height())
    shown = max(0, len(made) - 1 - page)
    y = area.top()
    for card in made[shown]:
        y += _paint(painter, card, QRectF(area.left(), y, area.width(), tall(card, size, area.width())), size) + _GAP
    return shown + 1, len(made)


def _paint(painter: QPainter, card: Card, rect: QRectF, size: int) -> float:
    chalk.box(painter, rect, token=card.token)
    left, top = rect.left() + _PAD, rect.top() + _PAD - 4
    if card.number:
        chalk.write(painter, card.number, left, top, size=size + 4, token="next", bold=True)
        left += _NUMBER
    top += chalk.write(painter, card.text, left, top, size=size, width=rect.right() - _PAD - left)
    if card.under:
        chalk.icon(painter, card.icon or "user", left, top + 8, 32)
        room = rect.right() - _PAD - left - 46
        chalk.write(painter, card.under, left + 46, top + 2, width=room, token="ink2", most=1)
    return rect.height()
