"""Guides of the practice library on paper. They hold no family's words, so there is nothing to cut down or scan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from exporters import painters
from models.drawing import Drawing
from models.drawings.guide_sheet import guide_sheet
from models.drawings.pages import Together
from models.library import Guide

TITLE = "Practice library"


def guides_drawing(guides: Sequence[Guide], notes: Mapping[str, str]) -> Drawing:
    """A page for each guide, numbered through; ``notes``: the owner's own words by the guide's key."""
    parts = [guide_sheet(guide, notes.get(guide.key, "")) for guide in guides]
    return parts[0].drawing() if len(parts) == 1 else Together(TITLE, parts).drawing()


def guides_pdf(guides: Sequence[Guide], notes: Mapping[str, str]) -> bytes:
    """The same as a tagged PDF file."""
    title = guides[0].title if len(guides) == 1 else TITLE
    return painters.to_pdf(guides_drawing(guides, notes), painters.DocumentMeta(title))
