"""The whiteboard on paper: a table of all work on upright A4, the question mark on what is thin, what columns mean."""

from __future__ import annotations

from models import pathways
from models.drawings.look import Copy, look
from models.drawings.pages import WIDTH, Part, Sheet
from models.drawings.tables import Cell, Grid, TableSetter
from models.whiteboard import BoardRow, Whiteboard

_BODY = 8.6
_FIRST = 0.17
"""How much of the width the name of the work takes."""


def whiteboard_sheet(view: Whiteboard, copy: Copy | None = None, *, title: str = "Whiteboard") -> Part:
    """The board's pages. Names stand on it where the view has them."""
    sheet = Sheet(title, look(_BODY), copy or Copy(), invites=False)
    many = f"{len(view.rows)} pieces of work" if len(view.rows) != 1 else "1 piece of work"
    if len(view.rows) < view.of:
        many += f" of {view.of}"
    sheet.head([many, "A question mark: this is thin, so it is worth asking about. It is no mark."])
    _table(sheet, view)
    section = sheet.structure.add("Sect")
    pieces = [sheet.heading(section, "What the columns mean")]
    pieces += [sheet.line(section, f"{each.short}: {each.title}. {each.definition}") for each in view.columns]
    sheet.section(pieces)
    return sheet


def _table(sheet: Sheet, view: Whiteboard) -> None:
    section = sheet.structure.add("Sect")
    each = (1.0 - _FIRST) / len(view.columns)
    widths = [WIDTH * _FIRST, *(WIDTH * each for _ in view.columns)]
    table = TableSetter(sheet.structure, section, sheet.look, widths)
    header = table.header(["Work", *(column.short for column in view.columns)])
    rows = [table.row(_cells(row, place + 1)) for place, row in enumerate(view.rows)]
    counts = [Cell("Thin in", bold=True), *(Cell(str(count), bold=True) for _, count in view.thin_counts())]
    sheet.section([Grid(header=header, rows=(*rows, table.row(counts)))])


def _cells(row: BoardRow, number: int) -> list[Cell]:
    pathway = pathways.pathway(row.pathway).short if row.pathway in pathways.PATHWAYS else row.pathway
    lead = ", ".join(filter(None, (row.title or f"Work {number}", row.worker, pathway)))
    return [
        Cell(lead, bold=True),
        *(
            Cell(f"{cell.shown or '–'} ?", bold=True, colour="askInk") if cell.is_thin else Cell(cell.shown or "–")
            for cell in row.cells
        ),
    ]
