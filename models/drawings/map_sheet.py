"""The map on paper: three columns side by side, whole sentences, flowing over pages where they must."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from models import dates
from models.drawing import Drawing, Page, Primitive, Rect, Structure, Symbol, baseline_in, place_text, speak_lang
from models.drawings.cards import CardSetter
from models.drawings.flow import Art, Box, Piece, Row, Stack, Words, fill_pages, place_stack, stacked_height, words
from models.drawings.look import (
    A3_LANDSCAPE,
    A4_LANDSCAPE,
    NOTHING_HERE,
    Copy,
    Look,
    Paper,
    children_line,
    copy_line,
    foot_line,
    heading,
    look,
)
from models.drawings.pages import Part
from models.drawings.scale_chart import round_in_words, spread_chart, spread_words
from models.drawings.scale_pieces import scale_ends
from models.typeset import Span, Style, text_width
from models.views import ColumnView, MapView, ScaleView, StrandView

_INKS = {"worries": "worry", "well": "well", "next": "next"}
_BODIES = {"A3": (11.6, 11.2, 10.9, 10.5, 10.1, 9.7, 9.4), "A4": (10.4, 10.0), "sheet": (10.9,)}
"""Body sizes to try, the largest that fits one page wins; when none does, pages follow in the size of _FLOWING."""
_TURNS = 4
"""How often the columns' widths are evened out, at most."""
_FLOWING = {"A3": 10.9, "A4": 10.0, "sheet": 10.9}


@dataclass(frozen=True)
class _Column:
    key: str
    title: str
    icon: str
    width: float
    section: int
    heading: Words
    pieces: tuple[Piece, ...]

    @property
    def ink(self) -> str:
        return f"{_INKS.get(self.key, 'next')}Ink"


def map_sheet(view: MapView, paper: Paper = "A3", copy: Copy | None = None, *, drafts: bool = False) -> Part:
    """The map, set. ``"sheet"`` is one page as long as it needs to be, for SVG and PNG.

    Drafts are left out unless asked for, and then say so. Nothing is shortened: long maps go on over pages, with the
    title and the columns' headings repeated.
    """
    shown = view if drafts else _without_drafts(view)
    copy = copy or Copy()
    return _best(shown, paper, copy)


def _best(view: MapView, paper: Paper, copy: Copy) -> _MapSheet:
    """The largest body size with which the map fits one page; the flowing size when none does."""
    flowing = _MapSheet(view, paper, copy, look(_FLOWING[paper]))
    # Text shrinks in both directions: the size that fits can be told from how much too long it is.
    likely = _FLOWING[paper] * flowing.fullness**-0.5
    for body in _BODIES[paper]:
        if body <= likely + 0.7 and body != _FLOWING[paper]:
            sheet = _MapSheet(view, paper, copy, look(body))
            if sheet.fullness <= 1.0:
                return sheet
        elif body == _FLOWING[paper] and flowing.fullness <= 1.0:
            return flowing
    return flowing


def _without_drafts(view: MapView) -> MapView:
    columns = tuple(
        replace(
            column,
            parts=tuple(
                replace(part, cards=tuple(card for card in part.cards if card.state != "draft"))
                for part in column.parts
            ),
        )
        for column in view.columns
    )
    return replace(view, columns=columns)


class _MapSheet:
    """One setting of the map: a paper and a look. Widths are balanced so that the columns end near one another."""

    def __init__(self, view: MapView, paper: Paper, copy: Copy, look_: Look) -> None:
        self._view, self._copy, self._look = view, copy, look_
        self._paper = paper
        self._width, self._page_height = A4_LANDSCAPE if paper == "A4" else A3_LANDSCAPE
        self._margin = 26.0 if paper == "A4" else 36.0
        self._gap = 3.0 * look_.unit
        self._pad = 4.6 * look_.unit
        self._today = dates.as_date(view.as_at) or copy.printed_on or dt.date(1970, 1, 1)
        inner = self._width - 2 * self._margin - self._gap * (len(view.columns) - 1)
        widths = [inner / len(view.columns)] * len(view.columns)
        self._structure, self._head, self._columns = self._set(widths)
        best = self._longest
        for _turn in range(_TURNS):
            widths = self._balanced(inner)
            kept = self._structure, self._head, self._columns
            self._structure, self._head, self._columns = self._set(widths)
            if self._longest >= best:
                self._structure, self._head, self._columns = kept
                break
            best = self._longest
        self.fullness = best / self._room(0)
        """How much of one page the longest column takes; over 1 it does not fit."""

    # -- measuring

    @property
    def _head_height(self) -> float:
        return stacked_height(self._head) + 3.2 * self._look.unit

    @property
    def _foot_height(self) -> float:
        return self._look.small.line * 1.9

    def _column_head(self, column: _Column) -> float:
        return column.heading.height + 2.0 * self._look.unit

    def _room(self, page: int) -> float:
        """The height for pieces on a page, under the headings and above the foot."""
        if self._paper == "sheet":
            return 1e5
        head = self._head_height if page == 0 else self._look.title.line
        room = self._page_height - 2 * self._margin * 0.72 - head - self._foot_height
        return room - max(self._column_head(c) for c in self._columns) - 2 * self._pad * 0.8

    @property
    def _longest(self) -> float:
        return max(stacked_height(column.pieces) for column in self._columns)

    def _balanced(self, inner: float) -> list[float]:
        """Wider where a column is longer than the others, within a fifth of even."""
        even = inner / len(self._columns)
        heights = [max(stacked_height(column.pieces), 1.0) for column in self._columns]
        middle = sum(heights) / len(heights)
        # Half-way only: charts and cards do not shrink with the width as text does.
        steps = [c.width * (h / middle) ** 0.5 for c, h in zip(self._columns, heights, strict=True)]
        wanted = [min(max(inner * step / sum(steps), even * 0.8), even * 1.22) for step in steps]
        return [width * inner / sum(wanted) for width in wanted]

    # -- setting

    def _set(self, widths: Sequence[float]) -> tuple[Structure, list[Piece], list[_Column]]:
        structure = Structure()
        head = self._set_head(structure)
        columns = [
            self._set_column(structure, column, width) for column, width in zip(self._view.columns, widths, strict=True)
        ]
        return structure, head, columns

    def _set_head(self, structure: Structure) -> list[Piece]:
        """The title with the children beside it, and on the right which copy this is."""
        full = self._width - 2 * self._margin
        title_block = structure.add("H1")
        title = Span(heading(self._view, "map"), Style(self._look.title.size, bold=True))
        side = Style(self._look.body.size * 1.06, colour="ink2")
        right, left = copy_line(self._view, self._copy), children_line(self._view)
        right_width, left_width = text_width(right, side), text_width(left, side)
        title_width = text_width(title.text, title.style)
        spare = full - title_width - left_width - right_width - 10 * self._look.unit
        title_words = words([title], full, self._look.title.line, title_block)
        under = baseline_in(title.style.size, self._look.title.line) - baseline_in(side.size, self._look.body.line)
        line = self._look.body.line
        left_block, right_block = structure.add("P", lang=speak_lang(left)), structure.add("P", lang=speak_lang(right))
        if spare >= 0:
            beside = words([Span(left, side)], left_width + 1, line, left_block, gap=0)
            end = words([Span(right, side)], right_width + 1, line, right_block)
            at = title_width + 5 * self._look.unit
            row = Row(cells=((0.0, title_words), (at, _lowered(beside, under)),
                             (full - right_width - 1, _lowered(end, under))))  # fmt: skip
            return [row]
        below = words([Span(left, side)], full * 0.6, line, left_block)
        end = words([Span(right, side)], full * 0.38, line, right_block, align="right")
        return [title_words, Row(gap=0.5 * self._look.unit, cells=((0.0, below), (full * 0.62, end)))]

    def _set_column(self, structure: Structure, column: ColumnView, width: float) -> _Column:
        section = structure.add("Sect")
        inner = width - 2 * self._pad
        ink = f"{_INKS.get(column.key, 'next')}Ink"
        block = structure.add("H2", section)
        style = Style(self._look.column.size, bold=True, colour=ink)
        icon = self._look.column.size * 1.25
        title = words([Span(column.title, style)], inner - icon * 1.35, self._look.column.line, block)
        setter = CardSetter(structure, section, inner, self._look, ink, self._today)
        pieces: list[Piece] = []
        for part in column.parts:
            pieces += setter.part(part.key, part.title, part.cards)
        if column.key == "well":
            pieces += self._scales(setter)
        if not pieces:
            empty = structure.add("P", section)
            grey = Style(self._look.body.size, italic=True, colour="ink2")
            said = "Nothing here yet. Who could start?" if self._copy.asks else NOTHING_HERE
            pieces.append(words([Span(said, grey)], inner, self._look.body.line, empty))
        return _Column(column.key, column.title, column.icon, width, section, title, tuple(pieces))

    def _scales(self, setter: CardSetter) -> list[Piece]:
        """Where we are: for each open strand its newest scores, with both ends in words."""
        strands = [s for s in self._view.strands if s.scale and not s.closed_on and self._tells(s.scale)]
        if not strands:
            return []
        held = {s.scale.latest.when for s in strands if s.scale and s.scale.latest}
        when = f", {held.pop()}" if len(held) == 1 else ""
        return [setter.heading(f"Where we are{when}"), *(self._scale_card(setter, strand) for strand in strands)]

    def _tells(self, scale: ScaleView) -> bool:
        """Whether a scale has anything to show; the team is shown an empty one too."""
        return self._copy.asks or scale.latest is not None or bool(scale.zero_text or scale.ten_text)

    def _scale_card(self, setter: CardSetter, strand: StrandView) -> Piece:
        scale = strand.scale
        assert scale is not None
        structure, unit, small = setter.structure, self._look.unit, self._look.small
        pad = 3.2 * unit
        inner = setter.width - 2 * pad
        title = structure.add("P", setter.parent)
        style = Style(self._look.body.size, bold=True)
        shows_scores = self._copy.asks or scale.latest is not None
        name = f"{strand.name}: {spread_words(scale.latest)}" if shows_scores else strand.name
        held: list[Piece] = [words([Span(name, style)], inner, self._look.body.line, title, disc=str(strand.number))]
        if shows_scores:
            figure = structure.add("Figure", setter.parent, alt=round_in_words(scale.latest))
            chart = spread_chart(scale.latest, inner, size=small.size, block=figure)
            held.append(Art(gap=unit, items=chart.items, tall=chart.height))
        held += scale_ends(structure, setter.parent, scale, small, inner, gap=0.8 * unit, share=0.48)
        return Box(
            gap=2.0 * unit, width=setter.width, pad_x=pad, pad_y=2.5 * unit, fill="card", radius=2.8 * unit,
            whole=True, children=tuple(held),
        )  # fmt: skip

    # -- drawing

    @property
    def count(self) -> int:
        """How many pages it takes."""
        return max(1, *(len(flow) for flow in self._flows()))

    def drawing(self, before: int = 0, total: int = 0) -> Drawing:
        """All pages, numbered after *before* others, of *total* (0: of its own)."""
        flows, count = self._flows(), self.count
        pages = []
        for number in range(count):
            parts = [flow[number] if number < len(flow) else None for flow in flows]
            pages.append(self._page(number, (before, total or count), parts))
        title = heading(self._view, "map")
        return Drawing(title, tuple(pages), tuple(self._structure.blocks))

    def _flows(self) -> list[list[tuple[Piece, ...]]]:
        return [fill_pages(column.pieces, self._room) for column in self._columns]

    def _page(self, number: int, numbers: tuple[int, int], parts: Sequence[tuple[Piece, ...] | None]) -> Page:
        """Page *number* of the map (from 0). *numbers*: how many pages go before it, how many there are in all."""
        before, total = numbers
        top = self._margin * 0.72
        items: list[Primitive] = []
        if number == 0:
            items += place_stack(self._head, self._margin, top)
            top += self._head_height
        else:
            style = Style(self._look.body.size, bold=True)
            again = f"{heading(self._view, 'map')}, page {before + number + 1}"
            items += place_text(again, style, self._margin, top + self._look.body.line)
            top += self._look.title.line
        body = max(
            (self._column_head(c) + stacked_height(p) for c, p in zip(self._columns, parts, strict=True) if p),
            default=0.0,
        ) + 2 * self._pad * 0.8  # fmt: skip
        if self._paper != "sheet" and number == 0:
            body = self._page_height - self._margin * 0.72 - self._foot_height - top
        x = self._margin
        for column, pieces in zip(self._columns, parts, strict=True):
            if pieces is not None:
                items += self._column_items(column, pieces, x, top, body, first=number == 0)
            x += column.width + self._gap
        height = top + body + self._foot_height + self._margin * 0.72 if self._paper == "sheet" else self._page_height
        items += self._foot(before + number, total, height)
        return Page(self._width, height, tuple(items))

    def _column_items(
        self, column: _Column, pieces: tuple[Piece, ...], x: float, top: float, height: float, *, first: bool
    ) -> list[Primitive]:
        unit = self._look.unit
        tint = f"{_INKS.get(column.key, 'next')}Tint"
        items: list[Primitive] = [Rect(x, top, column.width, height, tint, radius=4.5 * unit)]
        left, y = x + self._pad, top + self._pad * 0.8
        icon = self._look.column.size * 1.25
        items.append(Symbol(left, y + (self._look.column.line - icon) / 2, icon, column.icon, column.ink))
        # On later pages the heading is repeated for the eye; a screen reader has met it already.
        title = column.heading if first else replace(column.heading, block=None)
        items += title.place(left + icon * 1.35, y)
        return items + place_stack(pieces, left, y + self._column_head(column))

    def _foot(self, number: int, total: int, height: float) -> list[Primitive]:
        return foot_line(
            self._copy, self._structure, number, total, left=self._margin, right=self._width - self._margin,
            baseline=height - self._margin * 0.72, size=self._look.small.size,
        )  # fmt: skip


def _lowered(piece: Words, by: float) -> Piece:
    """A line beside the title, *by* points lower, so that it sits on the title's baseline."""
    return Stack(children=(Piece(), replace(piece, gap=by)))
