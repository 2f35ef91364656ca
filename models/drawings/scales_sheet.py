"""Scales on paper: who stood where, round after round, why, and what would make it one higher. Never an average.

The charts are figures with their words as alternative text; the table under them says the same, cell by cell.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from models import dates
from models.drawing import Line, speak_lang
from models.drawings.flow import Align, Art, Item, Piece, Row, Stack, Words, words
from models.drawings.look import NOTHING_HERE, Copy, children_line, copy_line, heading, look, quoted
from models.drawings.pages import WIDTH, Part, Sheet, best_fit
from models.drawings.scale_chart import (
    person_disc,
    round_in_words,
    rounds_chart,
    rounds_in_words,
    scored,
    short_names,
    spread_chart,
    spread_words,
)
from models.drawings.strands_sheet import ends_of, strand_heading
from models.typeset import Span, Style, is_rtl_text
from models.views import MapView, PersonView, RoundView, ScaleView, ScoreView, StrandView

_NAME_WIDTH = 128.0
_ROUNDS_A_TABLE = 7
"""How many rounds a table has room for beside one another, and a chart below one another."""
_STATES = {"skipped": "rather not", "not_asked": "not asked"}


def scales_sheet(view: MapView, copy: Copy | None = None) -> Part:
    """Every scale of the map, each on one page where it fits; good for no scores, one person, or a dozen."""
    return best_fit(lambda body: _scales(view, copy or Copy(), body))


def _scales(view: MapView, copy: Copy, body: float) -> Sheet:
    sheet = Sheet(heading(view, "scales"), look(body), copy)
    sheet.head([children_line(view), copy_line(view, copy)])
    scaled = [strand for strand in view.strands if strand.scale]
    for strand in scaled:
        sheet.section(_ScaleSetter(sheet, strand, asks=copy.asks).pieces())
    if not scaled:
        block = sheet.structure.add("P")
        style = Style(sheet.look.body.size)
        said = "No scales yet." if copy.asks else NOTHING_HERE
        sheet.section([words([Span(said, style)], WIDTH, sheet.look.body.line, block)])
    return sheet


class _ScaleSetter:
    """Sets one strand's scale as pieces."""

    def __init__(self, sheet: Sheet, strand: StrandView, *, asks: bool) -> None:
        assert strand.scale is not None
        self._sheet, self._strand, self._asks = sheet, strand, asks
        self._scale: ScaleView = strand.scale
        self._structure, self._look = sheet.structure, sheet.look
        self._section = sheet.structure.add("Sect")
        self._shorts = short_names(strand.scale)
        self._rounds = [r for r in self._scale.rounds if r.revealed and r.scores]

    def pieces(self) -> list[Piece]:
        """Heading and newest round, all rounds, reasons, table."""
        found: list[Piece] = [
            strand_heading(self._sheet, self._section, self._strand),
            self._line(f"{self._scale.name}. {self._scale.question}"),
        ]
        if self._strand.closed_on:
            found.append(self._line(f"Closed {dates.written(self._strand.closed_on)}."))
        found += self._newest()
        if len(scored(self._scale)) > 1:
            found += self._all_rounds()
        return found + self._reasons() + self._table()

    # -- parts

    def _newest(self) -> list[Piece]:
        latest, unit = self._scale.latest, self._look.unit
        found: list[Piece] = []
        if latest is None and not self._asks:
            return ends_of(self._sheet, self._section, self._scale)
        if latest:
            occasion = f", {latest.occasion[:1].lower()}{latest.occasion[1:]}" if latest.occasion else ""
            found.append(self._heading(f"{latest.when}{occasion}: {spread_words(latest)}"))
        figure = self._structure.add("Figure", self._section, alt=round_in_words(latest))
        chart = spread_chart(latest, WIDTH, size=9.8, block=figure)
        art = Art(gap=2.5 * unit, items=chart.items, tall=chart.height)
        ends = ends_of(self._sheet, self._section, self._scale)
        found.append(Stack(gap=2.0 * unit, whole=True, children=(art, *ends)))
        if latest is None:
            found.append(
                self._line("Not scored yet. First agree the two statements; then everyone scores on their own.")
            )
            return found
        missing = [s.person.name for s in latest.scores if s.state == "not_asked"]
        if missing:
            found.append(self._line(f"Not asked this time: {', '.join(missing)}."))
        return found

    def _all_rounds(self) -> list[Piece]:
        """The rounds as charts, as many of them to a chart as fit a page."""
        rounds = scored(self._scale)
        parts = [rounds[start : start + _ROUNDS_A_TABLE] for start in range(0, len(rounds), _ROUNDS_A_TABLE)]
        title = self._heading("Round after round")
        charts = [self._rounds_part(part) for part in parts]
        key = self._line(
            "Each disc is a person. Two rings: a child. Open: a professional. Filled: family and friends.", small=True
        )
        last = Stack(gap=charts[-1].gap, whole=True, children=(charts[-1], key))
        if len(charts) == 1:
            return [Stack(gap=title.gap, whole=True, children=(title, last))]
        return [Stack(gap=title.gap, whole=True, children=(title, charts[0])), *charts[1:-1], last]

    def _rounds_part(self, rounds: Sequence[RoundView]) -> Art:
        alt = f"{rounds_in_words(rounds)} Everybody's scores are in the table below."
        figure = self._structure.add("Figure", self._section, alt=alt)
        chart = rounds_chart(self._scale, WIDTH, rounds=rounds, size=8.6, block=figure)
        return Art(gap=1.5 * self._look.unit, items=chart.items, tall=chart.height)

    def _reasons(self) -> list[Piece]:
        told = [(r, s) for r in reversed(self._rounds) for s in r.given if s.reason or s.higher]
        if not told:
            return []
        found: list[Piece] = [self._heading("Why that number, and what would make it one higher")]
        for round_, score in told:
            found.append(self._reason(round_, score, self._shorts[score.person.id]))
        return found

    def _reason(self, round_: RoundView, score: ScoreView, short: str) -> Piece:
        look_, unit = self._look, self._look.unit
        indent = 12.0 * unit
        body = Style(look_.body.size)
        block = self._structure.add("P", self._section, lang=speak_lang(score.reason or ""))
        spans = [Span(f"{score.person.name}, {score.value}", body.but(bold=True), isolate=True)]
        spans.append(Span(f", {round_.when}. ", body.but(colour="ink2"), isolate=True))
        if score.reason:
            text = quoted(score.reason) if score.reason_is_quotation else score.reason
            spans.append(Span(text, body, speak_lang(score.reason)))
        first = words(spans, WIDTH - indent, look_.body.line, block, rtl=is_rtl_text(score.reason or ""))
        disc = person_disc(score.person, short, 0.0, 0.0, 7.4 * unit)
        said = (first, self._higher(score, indent)) if score.higher else (first,)
        cells = ((0.0, Art(items=tuple(disc), tall=7.4 * unit)), (indent, Stack(children=said)))
        return Row(gap=2.4 * unit, cells=cells)

    def _higher(self, score: ScoreView, indent: float) -> Piece:
        look_ = self._look
        assert score.higher is not None
        block = self._structure.add("P", self._section, lang=speak_lang(score.higher))
        text = quoted(score.higher) if score.higher_is_quotation else score.higher
        style = Style(look_.body.size)
        spans = [
            Span("One higher: ", style.but(colour="ink2"), isolate=True),
            Span(text, style, speak_lang(score.higher)),
        ]
        sign = look_.body.size * 1.5
        body = words(spans, WIDTH - indent - sign, look_.body.line, block, rtl=is_rtl_text(score.higher))
        return Item(
            gap=0.4 * look_.unit, body=body, symbol="arrow-up", symbol_size=look_.body.size, symbol_colour="ink2",
            indent=sign,
        )  # fmt: skip

    # -- the table

    def _table(self) -> list[Piece]:
        if not self._rounds:
            return []
        people: dict[str, PersonView] = {s.person.id: s.person for r in self._rounds for s in r.scores}
        found: list[Piece] = [self._heading("All scores")]
        for start in range(0, len(self._rounds), _ROUNDS_A_TABLE):
            found.append(self._part_table(list(people.values()), self._rounds[start : start + _ROUNDS_A_TABLE]))
        return found

    def _part_table(self, people: Sequence[PersonView], rounds: Sequence[RoundView]) -> Piece:
        table = self._structure.add("Table", self._section)
        column = min((WIDTH - _NAME_WIDTH) / len(rounds), 110.0)
        width = _NAME_WIDTH + column * len(rounds)
        header = self._structure.add("TR", table)
        cells: list[tuple[float, Piece]] = [(0.0, self._cell("Who", header, "TH", _NAME_WIDTH, scope="Column"))]
        for index, round_ in enumerate(rounds):
            cell = self._cell(_short_date(round_), header, "TH", column, scope="Column", align="centre")
            cells.append((_NAME_WIDTH + index * column, cell))
        rows: list[Piece] = [Row(keep_next=True, cells=tuple(cells)), _rule(width, "lineStrong")]
        for person in people:
            rows += [self._person_row(person, rounds, table, column), _rule(width, "line")]
        return Stack(gap=1.5 * self._look.unit, whole=True, children=tuple(rows))

    def _person_row(self, person: PersonView, rounds: Sequence[RoundView], table: int, column: float) -> Piece:
        row = self._structure.add("TR", table)
        cells: list[tuple[float, Piece]] = [
            (
                0.0,
                self._cell(
                    f"{person.name} ({self._shorts[person.id]})", row, "TH", _NAME_WIDTH, scope="Row", bold=False
                ),
            )
        ]
        for index, round_ in enumerate(rounds):
            score = next((s for s in round_.scores if s.person.id == person.id), None)
            cell = self._cell(_said(score), row, "TD", column, align="centre")
            cells.append((_NAME_WIDTH + index * column, cell))
        return Row(gap=0.8 * self._look.unit, cells=tuple(cells))

    def _cell(
        self,
        text: str,
        row: int,
        role: Literal["TH", "TD"],
        width: float,
        *,
        scope: Literal["", "Row", "Column"] = "",
        align: Align = "start",
        bold: bool = True,
    ) -> Words:
        block = self._structure.add(role, row, scope=scope)
        number = text.isdigit()
        size = self._look.body.size if number or scope == "Row" else self._look.small.size
        style = Style(size, bold=bold and role == "TH", colour="ink" if number or role == "TH" else "ink2")
        return words([Span(text, style)], width - 4.0, self._look.body.line, block, align=align)

    # -- small things

    def _heading(self, text: str) -> Words:
        block = self._structure.add("H3", self._section, lang=speak_lang(text))
        style = Style(self._look.part.size, bold=True)
        gap = 4.0 * self._look.unit
        return words([Span(text, style)], WIDTH, self._look.part.line, block, gap=gap, keep_next=True)

    def _line(self, text: str, *, small: bool = False) -> Words:
        type_ = self._look.small if small else self._look.body
        block = self._structure.add("P", self._section, lang=speak_lang(text))
        style = Style(type_.size, colour="ink2")
        return words([Span(text, style)], WIDTH, type_.line, block, gap=self._look.unit)


def _said(score: ScoreView | None) -> str:
    if score is None:
        return "–"
    return str(score.value) if score.state == "given" else _STATES.get(score.state, "–")


def _short_date(round_: RoundView) -> str:
    """ "9 Dec 2024": narrow enough for a table's column."""
    known = dates.as_date(round_.held_on)
    return f"{known.day} {dates.MONTHS[known.month - 1][:3]} {known.year}" if known else round_.when


def _rule(width: float, colour: str) -> Piece:
    return Art(gap=1.5, items=(Line(0.0, 0.0, width, 0.0, colour, 0.6),), tall=0.6)
