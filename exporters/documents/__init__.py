"""Documents: views in, drawings out. Painters turn the drawings into files (:mod:`exporters.painters`).

What a document may say is decided before: views come already cut down for their reader.
"""

from __future__ import annotations

import datetime as dt

from models.drawing import Drawing
from models.drawings.look import Copy, Paper
from models.drawings.map_sheet import map_sheet
from models.views import MapView


def map_document(
    view: MapView,
    *,
    paper: Paper = "A3",
    printed_on: dt.date | None = None,
    reader: str = "",
    contact: str = "",
    drafts: bool = False,
) -> Drawing:
    """The map on A3 or A4 landscape, or on one sheet as long as it needs (``"sheet"``, for SVG and PNG).

    ``reader`` names the copy ("Family copy"), ``contact`` is a sentence for the foot ("Ask Priya for another copy.").
    Drafts are left out unless asked for.
    """
    return map_sheet(view, paper, Copy(printed_on, reader, contact), drafts=drafts)


__all__ = ["Paper", "map_document"]
