"""An audit on paper: every question with the record's own evidence, the three scores beside each other, earlier ones.

And feedback forms to fill in by hand.
"""

from __future__ import annotations

from collections.abc import Sequence

from models import dates
from models.drawings.flow import Piece
from models.drawings.look import Copy, heading, look
from models.drawings.pages import WIDTH, Part, Sheet, best_fit
from models.drawings.tables import Cell, TableSetter
from models.quality_views import AuditLine, AuditView, Form

_WIDTHS = (0.58, 0.14, 0.14, 0.14)
_APART = 3
"""Scores this far apart are worth talking about."""


def audit_sheet(view: AuditView, copy: Copy | None = None) -> Part:
    """The audit of one day on upright A4; where none was held, the questions with their evidence and empty boxes."""
    return best_fit(lambda body: _sheet(view, copy or Copy(), body))


def _sheet(view: AuditView, copy: Copy, body: float) -> Sheet:
    sheet = Sheet(heading(view, "audit"), look(body), copy)
    workspace = f"{view.title}. " if view.title and view.title not in view.case_name else ""
    held = f"Held on {dates.written(view.held_on)}" if view.held_on else "Not held yet"
    as_at = f"the record’s own evidence as it stands on {dates.written(view.as_at)}"
    sheet.head([f"{workspace}{held}; {as_at}", copy.reader])
    for number, line in enumerate(view.lines, 1):
        sheet.section(_question(sheet, line, number))
    if not view.lines:
        sheet.section([sheet.line(sheet.structure.add("Sect"), "Nothing is asked yet.")])
    return sheet


def _question(sheet: Sheet, line: AuditLine, number: int) -> list[Piece]:
    section = sheet.structure.add("Sect")
    pieces: list[Piece] = [sheet.heading(section, f"{number}. {line.question}")]
    if line.about:
        pieces.append(sheet.line(section, line.about, colour="ink2"))
    pieces += [sheet.line(section, f"The record: {said}.") for said in line.evidence]
    if line.written:
        pieces.append(sheet.line(section, f"Written then: {dates.within(line.written)}"))
    table = TableSetter(sheet.structure, section, sheet.look, [WIDTH * part for part in _WIDTHS])
    who = f"Family ({line.family_person.name})" if line.family_person else "Family"
    pieces.append(table.header(["0 = not at all, 10 = completely", "Worker", "Auditor", who]))
    points = [(point.held_on, (point.worker, point.auditor, point.family)) for point in line.course]
    for held_on, scores in points or [("", (line.worker, line.auditor, line.family))]:
        pieces.append(table.row([Cell(dates.written(held_on) or "Score"), *(_score(value) for value in scores)]))
    if line.spread >= _APART:
        pieces.append(sheet.asked(section, "These numbers are far apart. What does each of you see?"))
    return pieces


def _score(value: int | None) -> Cell:
    return Cell("" if value is None else str(value), bold=True)


def feedback_sheet(form: Form, copy: Copy | None = None) -> Part:
    """A short form to fill in by hand: numbers to ring, lines to write on, nobody's name on it."""
    sheet = Sheet(form.title, look(13.0), copy or Copy())
    sheet.head([form.lead])
    for question in form.questions:
        section = sheet.structure.add("Sect")
        pieces: list[Piece] = [sheet.heading(section, question.text)]
        pieces += _numbers(sheet, section, form) if question.scored else _lines(sheet, section)
        sheet.section(pieces)
    return sheet


def _numbers(sheet: Sheet, section: int, form: Form) -> Sequence[Piece]:
    table = TableSetter(sheet.structure, section, sheet.look, [WIDTH / 11] * 11)
    row = table.row([Cell(str(number), bold=True, size=17.0) for number in range(11)], is_headed=False)
    return [row, sheet.line(section, f"Ring a number: 0 = {form.low}, 10 = {form.high}", colour="ink2")]


def _lines(sheet: Sheet, section: int) -> Sequence[Piece]:
    table = TableSetter(sheet.structure, section, sheet.look, [WIDTH])
    return [table.row([Cell("", size=22.0)], is_headed=False) for _ in range(3)]
