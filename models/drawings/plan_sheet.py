"""The safety plan on paper: first a page for the fridge door in the family's words, then its diary and days ahead.

The fridge page has the rules as one table, as large as a page allows; who agreed stands under it. What comes after
(diary, hard days) starts on a page of its own, so that the first can be pinned up alone.
"""

from __future__ import annotations

from collections.abc import Sequence

from models import dates
from models.drawings.flow import Piece
from models.drawings.look import NOTHING_HERE, Copy, heading, look, quoted
from models.drawings.pages import WIDTH, Part, Sheet, Together
from models.drawings.tables import Cell, TableSetter
from models.thinking_views import AgreementView, EntryView, HardDayView, PlanView

_COLUMNS = (0.37, 0.17, 0.21, 0.25)
_FRIDGE_SIZES = (15.4, 14.6, 13.8, 13.0, 12.2, 11.4, 10.6, 9.8, 9.2)
"""It is read from across a kitchen: as large as one page allows."""
_TITLES = {"safety": "safety plan"}


def plan_sheet(view: PlanView, copy: Copy | None = None, *, diary: bool = True) -> Part:
    """The plan for one reader: the fridge page, and with ``diary`` what has happened since and the days ahead.

    A copy that does not ask has the days the family keeps, and no questions about the others or about quiet times.
    """
    made = copy or Copy()
    fridge = min((_fridge(view, made, body) for body in _FRIDGE_SIZES), key=Sheet.fit)
    if not diary or not (view.entries or _days_for(view, made)):
        return fridge
    return Together(heading(view, plan_title(view)), (fridge, _since(view, made)))


def plan_title(view: PlanView) -> str:
    """ "safety plan" where the work is about safety, "plan" elsewhere."""
    return _TITLES.get(view.pathway, "plan")


def _fridge(view: PlanView, copy: Copy, body: float) -> Sheet:
    sheet = Sheet(heading(view, plan_title(view)), look(body), copy)
    version = f"Version {view.version}, {view.made_words}" if view.rules else ""
    sheet.head([". ".join(filter(None, (version, copy.reader)))])
    section = sheet.structure.add("Sect")
    if not view.rules:
        said = "There are no rules yet. What has the family agreed to do?" if copy.asks else NOTHING_HERE
        sheet.section([sheet.line(section, said)])
        return sheet
    sheet.section(_rules(sheet, section, view))
    if view.agreements:
        sheet.section(_agreed(sheet, view.agreements))
    return sheet


def _rules(sheet: Sheet, section: int, view: PlanView) -> list[Piece]:
    look_ = sheet.look
    table = TableSetter(sheet.structure, section, look_, [WIDTH * part for part in _COLUMNS])
    rows: list[Piece] = [table.header(["Rule", "Who", "How we will know", "If it slips"])]
    for rule in view.rules:
        first = Cell(rule.text, bold=True, size=look_.words.size, disc=str(rule.number))
        rows.append(
            table.row([first, *(Cell(dates.within(text)) for text in (rule.who, rule.how_we_know, rule.if_it_slips))])
        )
    return rows


def _agreed(sheet: Sheet, agreements: Sequence[AgreementView]) -> list[Piece]:
    said = {"agreed": "Agreed by", "not_yet": "Not agreed yet", "disagrees": "Sees it differently"}
    section = sheet.structure.add("Sect")
    lines: list[Piece] = []
    for state, title in said.items():
        names = [_with_words(each) for each in agreements if each.state == state]
        if names:
            lines.append(sheet.line(section, f"{title}: {'; '.join(names)}."))
    return lines


def _with_words(each: AgreementView) -> str:
    when = f" ({dates.written(each.on)})" if each.on else ""
    return f"{each.label}{when}" + (f", {quoted(each.words)}" if each.words else "")


def _since(view: PlanView, copy: Copy) -> Sheet:
    sheet = Sheet(heading(view, f"{plan_title(view)}: what has happened since"), look(10.6), copy)
    sheet.head([". ".join(filter(None, (dates.written(view.as_at), copy.reader)))])
    if view.entries:
        sheet.section(_diary(sheet, view, asks=copy.asks))
    if days := _days_for(view, copy):
        sheet.section(_days(sheet, days, asks=copy.asks))
    return sheet


def _days_for(view: PlanView, copy: Copy) -> tuple[HardDayView, ...]:
    """The days ahead that this copy tells of: those only offered are a question to whoever is asked."""
    return tuple(day for day in view.hard_days if day.id or copy.asks)


def _diary(sheet: Sheet, view: PlanView, *, asks: bool) -> list[Piece]:
    section = sheet.structure.add("Sect")
    pieces: list[Piece] = [sheet.heading(section, "The diary")]
    if asks:
        pieces += [sheet.asked(section, spell.question) for spell in view.quiet]
    table = TableSetter(sheet.structure, section, sheet.look, [WIDTH * part for part in (0.2, 0.26, 0.38, 0.16)])
    pieces.append(table.header(["When", "How it went", "What happened", "Who wrote it"]))
    for entry in view.entries:
        pieces.append(table.row([Cell(text) for text in _entry(entry)]))
    return pieces


def _entry(entry: EntryView) -> tuple[str, str, str, str]:
    by = entry.logged_by.name if entry.logged_by else ""
    return entry.when, entry.title, entry.text, by


def _days(sheet: Sheet, days: Sequence[HardDayView], *, asks: bool) -> list[Piece]:
    """The days the family keeps, each with its plan; those nobody has spoken of yet as one question."""
    section = sheet.structure.add("Sect")
    pieces: list[Piece] = [sheet.heading(section, "Hard days ahead")]
    kept = [day for day in days if day.id]
    if kept:
        table = TableSetter(sheet.structure, section, sheet.look, [WIDTH * part for part in (0.22, 0.28, 0.32, 0.18)])
        pieces.append(table.header(["When", "What it is", "What we will do", "Who"]))
        for day in kept:
            asked = asks and not day.planned
            plan = Cell("Not planned yet. What will we do?", colour="askInk") if asked else Cell(day.plan)
            pieces.append(table.row([Cell(day.when), Cell(day.title), plan, Cell(day.who)]))
    offered = "; ".join(f"{day.title} ({day.when})" for day in days if not day.id)
    if offered:
        pieces.append(sheet.asked(section, f"Which of these could be hard? {offered}."))
    return pieces
