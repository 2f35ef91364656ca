"""The timeline on paper: for every scale its way from the danger to the goal, then what happened and what is planned.

Charts are figures with their words; the tables say the same row by row, every number of every round in it. What is
planned is hollow and said to be planned; what was planned and has gone by is asked.
"""

from __future__ import annotations

from collections.abc import Sequence

from models import dates
from models.drawing import Primitive, place_text, speak_lang
from models.drawings.flow import Art, Piece, Stack, words
from models.drawings.look import NOTHING_HERE, Copy, heading, look
from models.drawings.pages import WIDTH, Part, Sheet, best_fit
from models.drawings.scale_chart import scored, spread_words
from models.drawings.tables import Cell, TableSetter
from models.drawings.trajectory import event_mark, targets, trajectory, trajectory_in_words
from models.thinking_views import EventView, TimelineView
from models.timeline import kind_words
from models.typeset import Span, Style, text_width
from models.views import RoundView, ScaleView, StrandTag

_CHART_HEIGHT = 206.0
_PARTS = (("What happened", "past"), ("Did it happen?", "ask"), ("What we plan", "planned"))
_NOT_ASKED = "Was planned"
"""What a copy that does not ask says of a day gone by: whether it happened may be told elsewhere."""
_SIGNS = (
    EventView("", "", None, "", "Danger", "setback", "past"),
    EventView("", "", None, "", "Something happened", "event", "past"),
    EventView("", "", None, "", "Planned", "event", "planned"),
    EventView("", "", None, "", "Was planned: did it happen?", "event", "ask"),
)


def timeline_sheet(view: TimelineView, copy: Copy | None = None) -> Part:
    """The timeline of a workspace on upright A4."""
    return best_fit(lambda body: _sheet(view, copy or Copy(), body))


def _sheet(view: TimelineView, copy: Copy, body: float) -> Sheet:
    sheet = Sheet(heading(view, "timeline"), look(body), copy)
    workspace = f"{view.title}. " if view.title and view.title not in view.case_name else ""
    sheet.head([". ".join(filter(None, (f"{workspace}{dates.written(view.as_at)}", copy.reader)))])
    for scale, strand in zip(view.scales, view.strands, strict=True):
        sheet.section(_way(sheet, view, scale, strand, asks=copy.asks))
    if not view.scales and view.events:
        sheet.section(_days_alone(sheet, view, asks=copy.asks))
    for title, state in _PARTS:
        events = [event for event in view.events if event.state == state]
        if events:
            sheet.section(_table(sheet, title, events, state, asks=copy.asks))
    for scale, strand in zip(view.scales, view.strands, strict=True):
        if rounds := _told(scale, copy):
            sheet.section(_rounds(sheet, scale, strand, rounds))
    if not view.events and not view.scales:
        said = "There is nothing on the timeline yet." if copy.asks else NOTHING_HERE
        sheet.section([sheet.line(sheet.structure.add("Sect"), said)])
    return sheet


def _told(scale: ScaleView, copy: Copy) -> list[RoundView]:
    """The rounds of the table. One without a number says that nobody gave one, where that is known."""
    return [round_ for round_ in scale.rounds if round_.revealed and (round_.given or copy.asks)]


def _way(sheet: Sheet, view: TimelineView, scale: ScaleView, strand: StrandTag, *, asks: bool) -> list[Piece]:
    """One scale: its name and the chart."""
    section = sheet.structure.add("Sect")
    closed = f", closed {dates.written(scale.closed_on)}" if scale.closed_on else ""
    block = sheet.structure.add("H2", section, lang=speak_lang(strand.name))
    name = Span(strand.name or scale.name, Style(sheet.look.column.size, bold=True))
    title = words([name], WIDTH, sheet.look.column.line, block, keep_next=True, disc=str(strand.number))
    if not scored(scale):
        aims = "".join(f" Planned for {e.when}: everyone at {e.target} or above." for e in targets(view, scale))
        unscored = " Nobody has scored yet." if asks else ""
        return [title, sheet.line(section, f"{scale.name}{closed}.{unscored}{aims}")]
    under = sheet.line(section, f"{scale.name}{closed}. Each dot is a person; there is no average.")
    figure = sheet.structure.add("Figure", section, alt=trajectory_in_words(view, scale, asks=asks))
    chart = trajectory(view, scale, WIDTH, _CHART_HEIGHT, size=8.6, block=figure)
    art = Art(gap=1.5 * sheet.look.unit, items=chart.items, tall=chart.height)
    return [Stack(whole=True, children=(title, under, art, _signs(sheet, view, asks=asks)))]


def _days_alone(sheet: Sheet, view: TimelineView, *, asks: bool) -> list[Piece]:
    section = sheet.structure.add("Sect")
    figure = sheet.structure.add("Figure", section, alt="The days on a line; the tables below say what happened when.")
    chart = trajectory(view, None, WIDTH, 44.0, size=8.6, block=figure)
    return [Art(items=chart.items, tall=chart.height), _signs(sheet, view, asks=asks)]


def _signs(sheet: Sheet, view: TimelineView, *, asks: bool) -> Piece:
    """What the signs on the line of days mean; decoration, for the tables say it in words."""
    there = {"danger" if e.state == "past" and e.kind in ("harm", "setback") else e.state for e in view.events}
    keys = ("danger", "past", "planned", "ask")
    style = Style(sheet.look.small.size, colour="ink2")
    items: list[Primitive] = []
    x, middle = 0.0, style.size * 0.7
    for key, sign in zip(keys, _SIGNS, strict=True):
        if key in there:
            items += event_mark(sign, x + style.size * 0.55, middle, style.size * 0.95)
            text = _NOT_ASKED if key == "ask" and not asks else sign.text
            items += place_text(text, style, x + style.size * 1.6, middle + style.size * 0.34)
            x += style.size * 3.2 + text_width(text, style)
    return Art(gap=1.5 * sheet.look.unit, items=tuple(items), tall=style.size * 1.4 if items else 0.0)


def _rounds(sheet: Sheet, scale: ScaleView, strand: StrandTag, rounds: Sequence[RoundView]) -> list[Piece]:
    section = sheet.structure.add("Sect")
    table = TableSetter(sheet.structure, section, sheet.look, [WIDTH * part for part in (0.22, 0.26, 0.16, 0.36)])
    title = sheet.heading(section, f"Round after round: {strand.name or scale.name}")
    rows: list[Piece] = [title, table.header(["Scored on", "Occasion", "From and to", "Everybody’s number"])]
    for round_ in rounds:
        values = sorted(score.value for score in round_.given if score.value is not None)
        spread = spread_words(round_) if values else "nobody gave one"
        numbers = ", ".join(str(value) for value in values)
        rows.append(table.row([Cell(round_.when), Cell(round_.occasion or ""), Cell(spread, bold=True), Cell(numbers)]))
    return rows


def _table(sheet: Sheet, title: str, events: Sequence[EventView], state: str, *, asks: bool) -> list[Piece]:
    is_asked = state == "ask" and asks
    title = _NOT_ASKED if state == "ask" and not asks else title
    section = sheet.structure.add("Sect")
    table = TableSetter(sheet.structure, section, sheet.look, [WIDTH * part for part in (0.26, 0.5, 0.24)])
    said = [_last(event, is_asked=is_asked) for event in events]
    last = {"past": "What it was", "ask": "Happened, or not", "planned": "Waits for"}[state]
    named = last if any(cell.text for cell in said) else ""
    rows: list[Piece] = [sheet.heading(section, title), table.header(["When", "What", named])]
    for event, cell in zip(events, said, strict=True):
        strand = f" ({event.strand.name})" if event.strand and event.strand.name else ""
        rows.append(table.row([Cell(event.when), Cell(event.text + strand), cell]))
    return rows


def _last(event: EventView, *, is_asked: bool) -> Cell:
    if event.state == "past" and event.kind == "event":
        return Cell("")  # that something happened is what the table is called
    if event.state == "past":
        return Cell(kind_words(event.kind), bold=event.kind in ("harm", "setback"))
    if is_asked:
        return Cell("Did it happen?", colour="askInk")
    return Cell("" if event.target is None else f"everyone at {event.target} or above")
