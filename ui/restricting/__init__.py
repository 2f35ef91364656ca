"""Holding something back from readers: one way of asking, whatever the thing is: a card, a person, a line, a date …"""

from ui.restricting.register import HeldRegister
from ui.restricting.row import RestrictRow, held_keys
from ui.restricting.sheet import RestrictSheet

__all__ = ["HeldRegister", "RestrictRow", "RestrictSheet", "held_keys"]
