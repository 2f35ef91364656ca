"""The pictures in a Word document: everybody on their number, the same drawing as on screen and on paper."""

from __future__ import annotations

from functools import lru_cache

from exporters.painters import DocumentMeta, to_png
from models.drawing import Drawing, Page
from models.drawings.scale_chart import spread_chart
from models.views import RoundView

_DPI = 200


@lru_cache(maxsize=16)
def scale_picture(round_: RoundView | None, width: float) -> bytes:
    """A round of scores as PNG, *width* points wide."""
    chart = spread_chart(round_, width, size=10.5)
    drawing = Drawing("", (Page(width, chart.height, chart.items),), ())
    return to_png(drawing, DocumentMeta(title=""), dpi=_DPI)
