"""A baby, sitting: the body under the head of :mod:`models.drawings.figures`."""

from __future__ import annotations

from models.drawings.inking import Ink
from models.picture_views import LookView

BABY_HEIGHT = 94.0
"""From the seat to the tip of the hair, in the measure in which a grown-up is 213."""


def draw_baby(ink: Ink, look: LookView) -> None:
    """A romper with its feet to both sides, one hand up. The middle of the seat is (0, 0)."""
    ink.shape([(-13, -41), (0, -44), (13, -41), (18, -20), (15, -3), (0, 0), (-15, -3), (-18, -20)], look.top)
    for side in (-1, 1):
        ink.tube([(side * 9, -9), (side * 20, -8), (side * 30, -10)], 11, look.top)
        ink.disc(side * 31, -11, 6.4, look.top, 2.8, ry=8)
    ink.tube([(-12, -34), (-23, -26), (-24, -19)], 9, look.top)
    ink.disc(-23.5, -16.5, 5.6, look.skin, 2.8)
    ink.tube([(12, -34), (24, -32), (29, -41)], 9, look.top)
    ink.disc(30, -44, 5.6, look.skin, 2.8)
