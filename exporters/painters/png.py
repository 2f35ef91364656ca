"""Drawings to PNG: our own PDF, rasterised, pages below one another on one sheet."""

from __future__ import annotations

import io

import pypdfium2
from PIL import Image

from exporters.painters.meta import DocumentMeta
from exporters.painters.pdf import to_pdf
from exporters.pdfium import LOCK
from models.drawing import Drawing

_GAP = 12.0
"""Space between pages on the sheet, in points."""


def to_png(drawing: Drawing, meta: DocumentMeta, dpi: int = 144) -> bytes:
    """The drawing as one PNG at *dpi* dots per inch, without metadata."""
    zoom = dpi / 72
    data = to_pdf(drawing, meta)
    with LOCK:
        document = pypdfium2.PdfDocument(data)
        try:
            pages = [page.render(scale=zoom).to_pil().convert("RGB") for page in document]
        finally:
            document.close()
    gap = round(_GAP * zoom)
    height = sum(page.height for page in pages) + gap * (len(pages) - 1)
    sheet = Image.new("RGB", (max(page.width for page in pages), height), "white")
    top = 0
    for page in pages:
        sheet.paste(page, (0, top))
        top += page.height + gap
    held = io.BytesIO()
    sheet.save(held, "PNG", dpi=(dpi, dpi))
    return held.getvalue()
