"""Painters: a drawing to a tagged PDF, an SVG or a PNG."""

from __future__ import annotations

from functools import cache

from exporters.painters.meta import DocumentMeta
from models.drawing import Drawing
from models.typeset import require_shaping


@cache
def _ready() -> None:
    """Before the first file: better no document than one with broken words. KnownError when shaping is not there."""
    require_shaping()


def to_pdf(drawing: Drawing, meta: DocumentMeta) -> bytes:
    """The drawing as a tagged PDF file (PDF/UA-1). The same drawing and metadata give the same bytes."""
    from exporters.painters.pdf import to_pdf as paint

    _ready()
    return paint(drawing, meta)


def to_svg(drawing: Drawing, meta: DocumentMeta) -> bytes:
    """The drawing as one SVG picture on a continuous sheet, with its fonts embedded."""
    from exporters.painters.svg import to_svg as paint

    _ready()
    return paint(drawing, meta)


def to_png(drawing: Drawing, meta: DocumentMeta, dpi: int = 144) -> bytes:
    """The drawing as one PNG on a continuous sheet, at *dpi* dots per inch."""
    from exporters.painters.png import to_png as paint

    _ready()
    return paint(drawing, meta, dpi)


__all__ = ["DocumentMeta", "to_pdf", "to_png", "to_svg"]
