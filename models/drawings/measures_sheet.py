"""Measures on paper: each with its definition, how it stands and its chart, on upright A4."""

from __future__ import annotations

from collections.abc import Sequence

from models.drawing import speak_lang
from models.drawings.flow import Art, Row, Stack, words
from models.drawings.look import Copy, look
from models.drawings.measure_charts import chart_in_words, measure_chart
from models.drawings.pages import WIDTH, Part, Sheet
from models.measures_shown import GROUPS, MeasureLine
from models.typeset import Span, Style

_CHART = (WIDTH * 0.42, 52.0)
TITLES = {
    "map": "The map", "statements": "Statements", "voice": "Children’s voice", "network": "Network",
    "plan": "The plan", "scores": "Scores",
}  # fmt: skip
"""What the parts are called."""


def measures_sheet(lines: Sequence[MeasureLine], of: str, copy: Copy | None = None) -> Part:
    """The pages. ``of``: whose measures they are, in words."""
    sheet = Sheet("Measures", look(9.6), copy or Copy())
    sheet.head([of, "Worked out from the record, never typed. A question mark: this is thin, so it is worth asking."])
    for group in GROUPS:
        section = sheet.structure.add("Sect")
        heading = sheet.heading(section, TITLES[group])
        for number, line in enumerate(each for each in lines if each.definition.group == group):
            sheet.section([*([heading] if not number else []), _row(sheet, section, line)])
    return sheet


def _row(sheet: Sheet, section: int, line: MeasureLine) -> Row:
    wide, tall = _CHART
    body, width = sheet.look.body, WIDTH - wide - 14.0
    title = sheet.structure.add("P", section, lang=speak_lang(line.definition.title))
    ink = Style(body.size, bold=True, colour="askInk" if line.is_thin else "ink")
    now = f"{line.shown} ?" if line.is_thin else line.shown
    head = words([Span(f"{line.definition.title}: {now}", ink)], width, body.line, title)
    under = sheet.structure.add("P", section, lang=speak_lang(line.definition.definition))
    said = line.definition.definition + (f" Thin: {line.thin_where}." if line.thin_where else "")
    small = sheet.look.small
    definition = words([Span(said, Style(small.size, colour="ink2"))], width, small.line, under, gap=1.0)
    heard = sheet.structure.add("Figure", section, alt=chart_in_words(line) or now)
    chart = measure_chart(line, wide, tall, block=heard)
    return Row(cells=((0.0, Stack(children=(head, definition))), (width + 14.0, Art(items=chart, tall=tall))))
