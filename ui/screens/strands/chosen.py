"""Which strand a family is looking at: one choice shared by the rooms that show a single strand."""

from __future__ import annotations

from collections.abc import Sequence

from models.views import StrandView
from ui.context import CaseContext

_PROPERTY = "strandInView"


def choose_strand(context: CaseContext, strand_id: str) -> None:
    """Remember the strand in view for this open case."""
    context.setProperty(_PROPERTY, strand_id)


def strand_in_view(context: CaseContext, strands: Sequence[StrandView] | None = None) -> StrandView | None:
    """The strand in view as the lens allows it: the one chosen, else the first that is open, else any.

    ``strands``: those of the map, where they are at hand.
    """
    strands = context.map_view().strands if strands is None else strands
    chosen = next((s for s in strands if s.id == context.property(_PROPERTY)), None)
    return chosen or next((s for s in strands if not s.closed_on), strands[0] if strands else None)
