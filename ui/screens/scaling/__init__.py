"""Scaling: scored privately, shown together, never averaged."""

from ui.screens.scaling.screen import ScalingScreen

__all__ = ["ScalingScreen"]
