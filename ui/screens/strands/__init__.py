"""Strands: a danger statement, its goal and its scale, tied together under the family's own name."""

from ui.screens.strands.screen import StrandsScreen

__all__ = ["StrandsScreen"]
