"""How quick the last look at a finished file is: forty pages of PDF against everything one family has to keep back."""

from __future__ import annotations

import itertools
from pathlib import Path

import pypdfium2

from exporters.export import pages_of
from exporters.leakscan import places_in
from exporters.order import Order
from exporters.painters import DocumentMeta, to_pdf
from models.drawing import Drawing
from models.readers import FAMILY, Reader, secrets_for
from sofs_desk.bench.documents import examples, largest
from sofs_desk.bench.timing import Figure, milliseconds

PAGES = 40


def scan_pdf(path: Path, repeats: int) -> Figure:
    """A clean document of forty tagged pages, looked through for one parent; control: only its text drawn out."""
    with examples(path) as desk:
        case, workspace_id = largest(desk)
        data = _forty_pages(pages_of(case, workspace_id, Order("everything", FAMILY, paper="A4")))
        secrets = secrets_for(case.rows, Reader("parent", "Craig")) or secrets_for(case.rows, FAMILY)
        samples = tuple(milliseconds(lambda: places_in(data, secrets)) for _ in range(repeats))
        control = tuple(milliseconds(lambda: _text(data)) for _ in range(repeats))
    what = f"a PDF of {PAGES} pages looked through"
    return Figure("scan-pdf", what, "ms", "p95", 500, samples, "its text drawn out", control)


def _forty_pages(drawing: Drawing) -> bytes:
    pages = tuple(itertools.islice(itertools.cycle(drawing.pages), PAGES))
    return to_pdf(Drawing(drawing.title, pages, drawing.blocks), DocumentMeta(title=drawing.title))


def _text(data: bytes) -> int:
    document = pypdfium2.PdfDocument(data)
    try:
        return sum(len(document[number].get_textpage().get_text_range()) for number in range(len(document)))
    finally:
        document.close()
