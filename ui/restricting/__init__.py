"""Holding something back from readers: one way of asking, for a card, a person, a home, a line or a picture."""

from ui.restricting.register import HeldRegister
from ui.restricting.row import RestrictRow
from ui.restricting.sheet import RestrictSheet

__all__ = ["HeldRegister", "RestrictRow", "RestrictSheet"]
