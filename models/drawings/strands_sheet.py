"""Strands on paper: for each its danger statement, its goal, everybody's own words, and the scale with both ends."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from models import dates, pathways
from models.drawing import speak_lang
from models.drawings.cards import CardSetter
from models.drawings.flow import Art, Box, Piece, Stack, words
from models.drawings.look import NOTHING_HERE, Copy, Type, children_line, copy_line, heading, look, quoted
from models.drawings.pages import WIDTH, Part, Sheet, best_fit
from models.drawings.scale_chart import round_in_words, spread_chart, spread_words
from models.drawings.scale_pieces import scale_ends
from models.frames import listed
from models.stances import agreeing, stances
from models.typeset import Span, Style, is_rtl_text
from models.views import CardView, MapView, ScaleView, StrandView, WordingView

_MISSING = {
    "danger": "There is no {one} yet. What are we worried will happen, to whom, if nothing changes?",
    "goal": "There is no {one} yet. What would we see instead, and what would the children say?",
    "scale": "There is no scale yet. What would 0 look like here, and what would 10?",
}


def strands_sheet(view: MapView, copy: Copy | None = None) -> Part:
    """Every strand of the map, each on one page where it fits. A missing part is asked for, never passed over.

    On a copy that does not ask, what is not there is not spoken of: it may only be kept out of this copy.
    """
    return best_fit(lambda body: _strands(view, copy or Copy(), body))


def _strands(view: MapView, copy: Copy, body: float) -> Sheet:
    sheet = Sheet(heading(view, "strands"), look(body), copy)
    sheet.head([children_line(view), copy_line(view, copy)])
    for strand in view.strands:
        sheet.section(_StrandSetter(sheet, strand, view, asks=copy.asks).pieces())
    lines = [card for card in view.part("bottom_line").cards if card.strand is None]
    if lines and view.strands:
        sheet.section(_shared_lines(sheet, view, lines))
    if view.wordings:
        sheet.section(_loose(sheet, view.wordings))
    elif not view.strands:
        block = sheet.structure.add("P")
        style = Style(sheet.look.body.size)
        said = "No strands yet." if copy.asks else NOTHING_HERE
        sheet.section([words([Span(said, style)], WIDTH, sheet.look.body.line, block)])
    return sheet


class _StrandSetter:
    """Sets one strand as pieces."""

    def __init__(self, sheet: Sheet, strand: StrandView, view: MapView, *, asks: bool) -> None:
        self._sheet, self._strand, self._view, self._asks = sheet, strand, view, asks
        self._structure, self._look = sheet.structure, sheet.look
        self._section = sheet.structure.add("Sect")
        self._parts = pathways.pathway(strand.pathway).parts
        self._cards = CardSetter(sheet.structure, self._section, WIDTH, sheet.look, "ink", _today(view))

    def pieces(self) -> list[Piece]:
        """Heading, statements with who agrees, bottom lines, own words, scale."""
        strand = self._strand
        found: list[Piece] = [strand_heading(self._sheet, self._section, strand)]
        if strand.closed_on:
            found.append(self._line(f"Closed {dates.written(strand.closed_on)}."))
        found += self._statements("danger", strand.dangers, "worry")
        found += self._statements("goal", strand.goals, "next")
        found += self._bottom_lines()
        found += self._own_words()
        return found + self._scale()

    def _line(self, text: str, colour: str = "ink2") -> Piece:
        block = self._structure.add("P", self._section, lang=speak_lang(text))
        style = Style(self._look.body.size, colour=colour)
        return words([Span(text, style)], WIDTH, self._look.body.line, block, gap=self._look.unit)

    def _statements(self, key: str, cards: tuple[CardView, ...], hue: str) -> list[Piece]:
        one = self._parts[key].one.split(" ", 1)[-1]
        if not cards:
            return self._asked(_MISSING[key].format(one=one))
        title = self._parts[key].title if len(cards) > 1 else one[:1].upper() + one[1:]
        block = self._structure.add("H3", self._section, lang=speak_lang(title))
        look_, unit = self._look, self._look.unit
        style = Style(look_.part.size, bold=True, colour=f"{hue}Ink")
        pad = 4.0 * unit
        inner = WIDTH - 2 * pad
        # The heading stands inside the box, so the box says by its tint and its words what it is.
        first = words([Span(title, style)], inner, look_.part.line, block, keep_next=True)
        body = [piece for c in cards for piece in (self._cards.statement(c, inner), *self._said_by(c, inner))]
        box = Box(
            gap=3.0 * unit, children=(first, *body), width=WIDTH, pad_x=pad, pad_y=3.0 * unit, fill=f"{hue}Tint",
            radius=3.0 * unit,
        )  # fmt: skip
        return [box]

    def _said_by(self, card: CardView, width: float) -> list[Piece]:
        """Who agrees, who sees it differently (their words stand above), who is still to be asked; one small line."""
        strand, type_ = self._strand, self._look.small
        said = stances(card, strand.wordings, strand.scale, self._view.children)
        named = {key: [s.person.name for s in said if s.stance == key] for key in ("agreed", "disputed", "missing")}
        agreed = [mention.label for mention in agreeing(card)]
        parts = [("Agreed by", agreed, "ink2"), ("Seen differently by", named["disputed"], "ink2")]
        if self._asks and not strand.closed_on and (agreed or named["disputed"]):
            parts.append(("Still to ask:", named["missing"], "askInk"))
        told = [(f"{lead} {listed(people)}. ", colour) for lead, people, colour in parts if people]
        if not told and not self._asks:
            return []
        told = told or [("Who agrees is not written down yet.", "askInk")]
        block = self._structure.add("P", self._section)
        spans = [Span(text, Style(type_.size, colour=colour)) for text, colour in told]
        return [words(spans, width, type_.line, block, gap=0.8 * self._look.unit)]

    def _bottom_lines(self) -> list[Piece]:
        own = [
            card
            for card in self._view.part("bottom_line").cards
            if card.strand is not None and card.strand.id == self._strand.id
        ]
        return self._cards.part("bottom_line", self._parts["bottom_line"].title, own)

    def _asked(self, question: str) -> list[Piece]:
        """A missing part as a question; nothing on a copy that does not ask."""
        if not self._asks:
            return []
        unit = self._look.unit
        block = self._structure.add("P", self._section)
        style = Style(self._look.body.size, colour="askInk")
        pad = 4.0 * unit
        body = words([Span(question, style)], WIDTH - 2 * pad, self._look.body.line, block)
        box = Box(
            gap=3.0 * unit, children=(body,), width=WIDTH, pad_x=pad, pad_y=2.5 * unit, fill="ask",
            stroke="askLine", dash=(3.0, 2.0), radius=3.0 * unit,
        )  # fmt: skip
        return [box]

    def _own_words(self) -> list[Piece]:
        wordings = self._strand.wordings
        if not wordings:
            return []
        listed = self._cards.heading("In each person's own words")
        return [listed, *(_wording(self._sheet, self._section, wording) for wording in wordings)]

    def _scale(self) -> list[Piece]:
        scale = self._strand.scale
        if scale is None:
            return self._asked(_MISSING["scale"])
        latest = scale.latest
        when = f", {latest.when}" if latest else ""
        shows_scores = self._asks or latest is not None
        spread = f": {spread_words(latest)}" if shows_scores else ""
        title = self._cards.heading(f"{scale.name}{when}{spread}")
        held: list[Piece] = [title, self._line(scale.question)]
        if shows_scores:
            figure = self._structure.add("Figure", self._section, alt=round_in_words(latest))
            chart = spread_chart(latest, WIDTH, size=9.8, block=figure)
            held.append(Art(gap=2.0 * self._look.unit, items=chart.items, tall=chart.height))
        held += ends_of(self._sheet, self._section, scale)
        return [Stack(gap=title.gap, whole=True, children=tuple(held))]


def _wording(sheet: Sheet, section: int, wording: WordingView) -> Piece:
    """Somebody's own statement: who, when, and the words as they were said."""
    look_ = sheet.look
    block = sheet.structure.add("P", section, lang=speak_lang(wording.text))
    body = Style(look_.body.size)
    person = wording.person
    spans = []
    if person:
        role = f", {person.role}" if person.role and person.kind == "professional" else ""
        when = f", {dates.written(wording.written_on)}" if wording.written_on else ""
        spans.append(Span(f"{person.name}{role}", body.but(bold=True), isolate=True))
        spans.append(Span(f"{when}: ", body.but(colour="ink2"), isolate=True))
    text = quoted(wording.text) if wording.is_quotation else wording.text
    spans.append(Span(text, body, speak_lang(wording.text)))
    rtl = is_rtl_text(wording.text)
    return words(spans, WIDTH, look_.body.line, block, gap=1.8 * look_.unit, rtl=rtl)


def _today(view: MapView) -> dt.date:
    return dates.as_date(view.as_at) or dt.date(1970, 1, 1)


def _sees(people: Sequence[str]) -> str:
    return "sees" if len(people) == 1 else "see"


def _shared_lines(sheet: Sheet, view: MapView, lines: Sequence[CardView]) -> list[Piece]:
    """Bottom lines that hold for every strand."""
    section = sheet.structure.add("Sect")
    cards = CardSetter(sheet.structure, section, WIDTH, sheet.look, "ink", _today(view))
    return cards.part("bottom_line", "Bottom lines for every strand", lines)


def _loose(sheet: Sheet, wordings: Sequence[WordingView]) -> list[Piece]:
    """People's own statements that no strand has taken up yet."""
    section = sheet.structure.add("Sect")
    block = sheet.structure.add("H2", section)
    style = Style(sheet.look.column.size, bold=True)
    title = Span("Own words that are not yet part of a strand", style)
    heading_ = words([title], WIDTH, sheet.look.column.line, block, keep_next=True)
    return [heading_, *(_wording(sheet, section, wording) for wording in wordings)]


def strand_heading(sheet: Sheet, section: int, strand: StrandView, more: str = "") -> Piece:
    """A strand's number and name as the heading of its section."""
    block = sheet.structure.add("H2", section, lang=speak_lang(strand.name))
    style = Style(sheet.look.column.size, bold=True)
    gap = 2.0 * sheet.look.unit
    spans = [Span(strand.name + more, style)]
    return words(spans, WIDTH, sheet.look.column.line, block, gap=gap, keep_next=True, disc=str(strand.number))


def ends_of(sheet: Sheet, section: int, scale: ScaleView) -> list[Piece]:
    """Both ends of a scale under its chart, over the whole width."""
    body = sheet.look.body
    small = Type(body.size * 0.94, body.line * 0.94)
    return scale_ends(sheet.structure, section, scale, small, WIDTH, gap=sheet.look.unit, share=0.46)
