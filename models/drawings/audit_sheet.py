"""An audit on paper: every question with the record's own evidence, the three scores beside each other, earlier ones.

And feedback forms to fill in by hand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from models import dates
from models.drawing import Path, Primitive, Rect, Segment
from models.drawings.flow import Art, Piece
from models.drawings.look import NOTHING_HERE, Copy, heading, look
from models.drawings.pages import WIDTH, Part, Sheet, best_fit
from models.drawings.tables import Cell, TableSetter
from models.frames import listed
from models.quality_views import FACES, AuditLine, AuditView, Form
from models.views import CardView

_WIDTHS = (0.58, 0.14, 0.14, 0.14)
APART = 3
"""Scores this far apart are worth talking about."""


def audit_sheet(view: AuditView, copy: Copy | None = None, *, with_evidence: bool = True) -> Part:
    """The audit of one day on upright A4; where none was held, the questions with their evidence and empty boxes.

    ``with_evidence``: off for readers of a part of the record, of which counts would be untrue.
    """
    return best_fit(lambda body: _sheet(view, copy or Copy(), body, with_evidence))


def _sheet(view: AuditView, copy: Copy, body: float, with_evidence: bool) -> Sheet:
    sheet = Sheet(heading(view, "audit"), look(body), copy, invites=False)
    workspace = f"{view.title}. " if view.title and view.title not in view.case_name else ""
    held = f"Held on {dates.written(view.held_on)}" if view.held_on else "Not held yet" if copy.asks else ""
    as_at = f"the record’s own evidence as it stands on {dates.written(view.as_at)}" if with_evidence else ""
    day = "; ".join(filter(None, (held, as_at)))
    sheet.head([f"{workspace}{day[:1].upper()}{day[1:]}", _took_part(view), copy.reader])
    for number, line in enumerate(view.lines, 1):
        sheet.section(_question(sheet, line if with_evidence else replace(line, evidence=()), number))
    if not view.lines:
        sheet.section([sheet.line(sheet.structure.add("Sect"), "Nothing is asked yet." if copy.asks else NOTHING_HERE)])
    steps = [f"{card.text.rstrip('.')}{_done_or_due(card)}." for card in view.steps]
    for title, lines in (("What we learn", [each.text for each in view.learned]), ("What we do next", steps)):
        if lines:
            section = sheet.structure.add("Sect")
            sheet.section([sheet.heading(section, title), *(sheet.line(section, line) for line in lines)])
    return sheet


def _took_part(view: AuditView) -> str:
    """Who sat at the table, as far as it was written down."""
    family = dict.fromkeys(line.family_person.name for line in view.lines if line.family_person)
    said = [("Worker", view.worker.name if view.worker else ""), ("auditor", view.auditor.name if view.auditor else ""),
            ("family", listed(tuple(family)))]  # fmt: skip
    there = "; ".join(f"{who}: {name}" for who, name in said if name)
    silent = " Everybody writes first: the numbers are not shown yet." if view.is_silent else ""
    return f"{there[:1].upper()}{there[1:]}.{silent}" if there else silent.strip()


def _done_or_due(card: CardView) -> str:
    if card.done_on:
        return f" (done {dates.written(card.done_on)})"
    return f" (by {dates.written(card.due_on)})" if card.due_on else ""


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
    who_wrote = {"worker": "Worker", "auditor": "Auditor", "family": who}
    pieces += [sheet.line(section, f"{who_wrote[key]}: {words}") for key, words in line.notes]
    if line.spread >= APART:
        pieces.append(sheet.asked(section, "These numbers are far apart. What does each of you see?"))
    return pieces


def _score(value: int | None) -> Cell:
    return Cell("" if value is None else str(value), bold=True)


def feedback_sheet(form: Form, copy: Copy | None = None) -> Part:
    """A short form to fill in by hand: numbers to ring, lines to write on, nobody's name on it."""
    return min((_form_sheet(form, copy or Copy(), body) for body in (13.0, 12.4, 11.8, 11.2)), key=Sheet.fit)


def _form_sheet(form: Form, copy: Copy, body: float) -> Sheet:
    sheet = Sheet(form.title, look(body), copy, invites=False)
    ring = (
        "Ring a face: the first is “{low}”, the last “{high}”."
        if form.choose == "faces"
        else ("Ring a number: 0 is “{low}”, 10 is “{high}”.")
    )
    sheet.head([form.lead, form.shown, ring.format(low=form.low, high=form.high)])
    for question in form.questions:
        section = sheet.structure.add("Sect")
        pieces: list[Piece] = [sheet.heading(section, question.text)]
        ask = _faces if form.choose == "faces" else _numbers
        pieces += ask(sheet, section, form) if question.scored else _lines(sheet, section)
        sheet.section(pieces)
    return sheet


def _numbers(sheet: Sheet, section: int, _form: Form) -> Sequence[Piece]:
    table = TableSetter(sheet.structure, section, sheet.look, [WIDTH / 11] * 11)
    return [table.row([Cell(str(number), bold=True, size=17.0) for number in range(11)], is_headed=False)]


def _lines(sheet: Sheet, section: int) -> Sequence[Piece]:
    table = TableSetter(sheet.structure, section, sheet.look, [WIDTH])
    return [table.row([Cell("", size=22.0)], is_headed=False) for _ in range(3)]


def _faces(sheet: Sheet, section: int, form: Form) -> Sequence[Piece]:
    """Five faces to ring, from "not at all" on."""
    alt = f"Five faces to ring one of, from {form.low} to {form.high}"
    block, side = sheet.structure.add("Figure", section, alt=alt), 40.0
    items = [item for place, value in enumerate(FACES) for item in _face(place * WIDTH / 5 + 8.0, side, value, block)]
    return [Art(gap=3.0, items=tuple(items), tall=side + 4.0)]


def _face(x: float, side: float, value: int, block: int) -> list[Primitive]:
    """A face of a number from 0 to 10, its mouth down to up."""
    mood, middle, low = value / 5 - 1, x + side / 2, side * (0.66 - 0.06 * (value / 5 - 1))
    items: list[Primitive] = [Rect(x, 0.0, side, side, stroke="ink", radius=side / 2, stroke_width=1.4, block=block)]
    for way in (-1, 1):
        items.append(Rect(middle + way * side * 0.17 - 2.0, side * 0.36, 4.0, 5.0, fill="ink", radius=2.0, block=block))
    bend, half = low + side * 0.22 * mood, side * 0.22
    mouth: tuple[Segment, ...] = (
        ("M", (middle - half, low)), ("C", (middle - half / 2, bend, middle + half / 2, bend, middle + half, low)),
    )  # fmt: skip
    return [*items, Path(mouth, stroke="ink", stroke_width=2.0, block=block, round=True)]
