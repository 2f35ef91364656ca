"""The whiteboard on paper: a table of all work on upright A4, the question mark on what is thin, what columns mean."""

from __future__ import annotations

from models import pathways
from models.drawings.look import Copy, Look, look
from models.drawings.pages import WIDTH, Part, Sheet
from models.drawings.tables import Cell, Grid, TableSetter
from models.typeset import Style, text_width
from models.whiteboard import OF, BoardRow, Whiteboard

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
    table = TableSetter(sheet.structure, section, sheet.look, _widths(sheet.look, view))
    header = table.header(["Work", *(column.short for column in view.columns)])
    rows = [table.row(_cells(row, place + 1)) for place, row in enumerate(view.rows)]
    counts = [Cell("Thin in", bold=True), *(Cell(str(count), bold=True) for _, count in view.thin_counts())]
    sheet.section([Grid(header=header, rows=(*rows, table.row(counts)))])


def _widths(look: Look, view: Whiteboard) -> list[float]:
    """The columns' widths: no word of a heading is broken, nor "5 of 8 ?"; what is left is shared."""
    bold, of = Style(look.small.size, bold=True), text_width("8 of 8 ?", Style(look.body.size, bold=True))
    needed = [
        max(of * (each.key in OF), *(text_width(word, bold) for word in each.short.split())) + 4.0 * look.unit
        for each in view.columns
    ]
    spare = (WIDTH * (1.0 - _FIRST) - sum(needed)) / len(needed)
    return [WIDTH * _FIRST, *(width + spare for width in needed)]


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
