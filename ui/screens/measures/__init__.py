"""Meaningful measures: what the record says about the work, over time, and out of the vault."""

from ui.screens.measures.screen import MeasuresScreen

__all__ = ["MeasuresScreen"]
