"""How quick a document is made: the map of the larger example family as PDF."""

from __future__ import annotations

import html
import io
from pathlib import Path

from reportlab.lib.pagesizes import A3, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, SimpleDocTemplate

from exporters.bundle import load_examples
from exporters.export import Order, export
from models.casework import Case, Desk
from models.keyslots import KdfCost
from models.projections import Projector
from models.vault import Vault
from sofs_desk.bench.big_vault import PASSPHRASE
from sofs_desk.bench.timing import Figure, milliseconds


def map_pdf(path: Path, repeats: int) -> Figure:
    """The whole way out: projection, drawing, tagged PDF; control: the same words as plain untagged paragraphs."""
    place = path.with_name("examples.sofs")
    place.unlink(missing_ok=True)
    vault, _ = Vault.create(place, PASSPHRASE, cost=KdfCost.LIGHT)
    desk = Desk(vault)
    try:
        case, workspace_id = _largest(desk)
        view = Projector(case.rows).map(workspace_id)
        texts = [card.text for column in view.columns for part in column.parts for card in part.cards]
        samples = tuple(milliseconds(lambda: export(case, workspace_id, Order("map"))) for _ in range(repeats))
        control = tuple(milliseconds(lambda: _plain_pdf(texts)) for _ in range(repeats))
    finally:
        desk.close()
        vault.close()
    what = "map of the larger example family"
    return Figure("map PDF", what, "ms", "p99", 500, samples, "its words as plain paragraphs", control)


def _largest(desk: Desk) -> tuple[Case, str]:
    """The example case and the workspace whose map holds the most cards."""
    counted = []
    for case_id in load_examples(desk):
        case = desk.open_case(case_id)
        for workspace_id in case.rows.table("workspace"):
            counted.append((len(case.rows.where("card", workspace_id=workspace_id)), case_id, workspace_id))
    _, case_id, workspace_id = max(counted)
    return desk.open_case(case_id), workspace_id


def _plain_pdf(texts: list[str]) -> bytes:
    page = io.BytesIO()
    style = ParagraphStyle("words", fontSize=10, leading=13)
    SimpleDocTemplate(page, pagesize=landscape(A3)).build([Paragraph(html.escape(text), style) for text in texts])
    return page.getvalue()
