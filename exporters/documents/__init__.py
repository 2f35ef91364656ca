"""Documents: views in, drawings out. Painters turn the drawings into files (:mod:`exporters.painters`).

What a document may say is decided before: views come already cut down for their reader, and a
:class:`~models.drawings.look.Copy` says whose copy it is and whether it asks for what is missing.
"""

from __future__ import annotations

from collections.abc import Sequence

from models.drawing import Drawing
from models.drawings.blank_map import blank_map
from models.drawings.look import Copy, Paper, heading
from models.drawings.map_sheet import map_sheet
from models.drawings.pages import Part, drawn_together
from models.drawings.scales_sheet import scales_sheet
from models.drawings.strands_sheet import strands_sheet
from models.views import MapView


def map_document(view: MapView, copy: Copy | None = None, *, paper: Paper = "A3", drafts: bool = False) -> Drawing:
    """The map on A3 or A4 landscape, or on one sheet as long as it needs (``"sheet"``, for SVG and PNG).

    Drafts are left out unless asked for.
    """
    return map_sheet(view, paper, copy, drafts=drafts).drawing()


def strands_document(view: MapView, copy: Copy | None = None) -> Drawing:
    """Every strand on A4: danger statement, goal, own words, scale with both ends. Missing parts are asked for."""
    return strands_sheet(view, copy).drawing()


def scales_document(view: MapView, copy: Copy | None = None) -> Drawing:
    """Every scale on A4: charts, reasons, "one higher", and a table of all scores."""
    return scales_sheet(view, copy).drawing()


def everything_document(
    view: MapView, copy: Copy | None = None, *, paper: Paper = "A4", drafts: bool = False, more: Sequence[Part] = ()
) -> Drawing:
    """Map, strands, scales, and ``more``, in one document, its pages numbered through."""
    parts: list[Part] = [map_sheet(view, paper, copy, drafts=drafts), strands_sheet(view, copy)]
    parts += [scales_sheet(view, copy), *more]
    return drawn_together(heading(view, "map, strands and scales"), parts)


def blank_map_document(pathway: str, *, paper: Paper = "A3") -> Drawing:
    """A map to fill in by hand, in the words of a pathway ("safety", "wellbeing", "success"). KeyError for others."""
    return blank_map(pathway, paper)


__all__ = [
    "Paper",
    "blank_map_document",
    "everything_document",
    "map_document",
    "scales_document",
    "strands_document",
]
