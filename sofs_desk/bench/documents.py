"""How quick documents are made: those of the larger example family as PDF."""

from __future__ import annotations

import html
import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from reportlab.lib.pagesizes import A3, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, SimpleDocTemplate

from exporters.bundle import load_examples
from exporters.export import export, pages_of
from exporters.order import Order
from models.casework import Case, Desk
from models.keyslots import KdfCost
from models.readers import FAMILY
from models.vault import Vault
from sofs_desk.bench.big_vault import PASSPHRASE
from sofs_desk.bench.timing import Figure, milliseconds


def pdf(what: str) -> Callable[[Path, int], Figure]:
    """How quick a document of the larger example family is made for the family: projected, drawn, painted, scanned."""

    def measured(path: Path, repeats: int) -> Figure:
        with examples(path) as desk:
            case, workspace_id = largest(desk)
            order = Order(what, FAMILY, paper="A3" if what == "map" else "A4")
            texts = pages_of(case, workspace_id, order).text().splitlines()
            samples = tuple(milliseconds(lambda: export(case, workspace_id, order)) for _ in range(repeats))
            control = tuple(milliseconds(lambda: plain_pdf(texts)) for _ in range(repeats))
        name = "map PDF" if what == "map" else f"{what} PDF"
        return Figure(
            name, f"{what} of the larger example family", "ms", "p99" if what == "map" else "p95", 500, samples,
            "its words as plain paragraphs", control,
        )  # fmt: skip

    return measured


@contextmanager
def examples(path: Path) -> Iterator[Desk]:
    """A desk with the example families, beside the vault that is measured."""
    place = path.with_name("examples.sofs")
    place.unlink(missing_ok=True)
    vault, _ = Vault.create(place, PASSPHRASE, cost=KdfCost.LIGHT)
    desk = Desk(vault)
    try:
        yield desk
    finally:
        desk.close()
        vault.close()


def largest(desk: Desk) -> tuple[Case, str]:
    """The example case and the workspace whose map holds the most cards."""
    counted = []
    for case_id in load_examples(desk):
        case = desk.open_case(case_id)
        for workspace_id in case.rows.table("workspace"):
            counted.append((len(case.rows.where("card", workspace_id=workspace_id)), case_id, workspace_id))
    _, case_id, workspace_id = max(counted)
    return desk.open_case(case_id), workspace_id


def plain_pdf(texts: list[str]) -> bytes:
    """A document of nothing but these paragraphs: what reportlab alone takes."""
    page = io.BytesIO()
    style = ParagraphStyle("words", fontSize=10, leading=13)
    SimpleDocTemplate(page, pagesize=landscape(A3)).build([Paragraph(html.escape(text), style) for text in texts])
    return page.getvalue()
