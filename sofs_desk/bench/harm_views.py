"""How quick a harm matrix is read anew once a word was written in one of its boxes; its pages, all twelve of them."""

from __future__ import annotations

import itertools
from pathlib import Path

from sofs_desk.bench.harm import make_matrices
from sofs_desk.bench.storing import desk_on
from sofs_desk.bench.timing import Figure, milliseconds


def matrix_read(path: Path, repeats: int) -> Figure:
    """One of twelve matrices of six children, after an edit of one box; control: reading all twelve."""
    from models.acts.harm import write_cell
    from models.harm import harm_view, matrix_view
    from models.projections import Projector
    from models.readers import US

    samples, control = [], []
    with desk_on(path) as desk:
        case = make_matrices(desk)
        workspace_id = next(iter(case.rows.table("workspace")))
        matrices = itertools.cycle(harm_view(Projector(case.rows), workspace_id, US).matrices)
        for number, matrix in zip(range(repeats), matrices, strict=False):
            write_cell(case, matrix.id, matrix.rows[number % len(matrix.rows)], "worst", f"Written anew, {number}")
            key = matrix.id
            samples.append(milliseconds(lambda key=key: matrix_view(Projector(case.rows), key, US)))  # type: ignore[misc]
            control.append(milliseconds(lambda: harm_view(Projector(case.rows), workspace_id, US)))
    what = "a harm matrix read anew after an edit"
    return Figure("matrix", what, "ms", "p95", 16, tuple(samples), "all twelve", tuple(control))


def matrix_pdf(path: Path, repeats: int) -> Figure:
    """Twelve behaviours of six children as a PDF, from the rows to the bytes; control: a view of one of them."""
    from dataclasses import replace

    from exporters.painters import DocumentMeta, to_pdf
    from models.drawings.harm_sheet import harm_sheet
    from models.harm import harm_view
    from models.projections import Projector
    from models.readers import FAMILY
    from models.thinking_views import HarmView

    def made(view: HarmView) -> bytes:
        drawing = harm_sheet(view).drawing()
        return to_pdf(drawing, DocumentMeta(drawing.title))

    with desk_on(path) as desk:
        case = make_matrices(desk)
        workspace_id = next(iter(case.rows.table("workspace")))
        view = harm_view(Projector(case.rows), workspace_id, FAMILY)
        one = replace(view, matrices=view.matrices[:1])
        made(one)  # fonts are loaded once
        samples = tuple(
            milliseconds(lambda: made(harm_view(Projector(case.rows), workspace_id, FAMILY))) for _ in range(repeats)
        )
        control = tuple(milliseconds(lambda: made(one)) for _ in range(repeats))
    return Figure("matrix-pdf", "twelve harm matrices as PDF", "ms", "median", 500, samples, "one of them", control)
