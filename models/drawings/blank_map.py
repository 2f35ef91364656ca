"""A map to fill in by hand: the pathway's own words over ruled lines, for when the laptop stays shut."""

from __future__ import annotations

from models import pathways
from models.drawing import Drawing, Line, Page, Primitive, Rect, Structure, Symbol, baseline_in, place_text, speak_lang
from models.drawings.flow import Art, Words, words
from models.drawings.look import A3_LANDSCAPE, A4_LANDSCAPE, Look, Paper, look
from models.drawings.scale_chart import spread_chart
from models.pathways import ColumnWords, Pathway
from models.typeset import Span, Style, text_width

_INKS = {"worries": "worry", "well": "well", "next": "next"}
_SHARES = {
    "past_harm": 3, "danger": 3, "complicating": 2, "strength": 4, "safety": 4, "own_words": 2, "goal": 3,
    "bottom_line": 2, "next_step": 3,
}  # fmt: skip
"""How the ruled lines of a column are shared among its parts."""

_HEAD = ("Family", "Date", "Who is here")


def blank_map(pathway_key: str, paper: Paper = "A3") -> Drawing:
    """A blank map for a pathway. Raises KeyError for an unknown pathway."""
    return _BlankMap(pathways.pathway(pathway_key), paper).drawing()


class _BlankMap:
    def __init__(self, pathway: Pathway, paper: Paper) -> None:
        self._pathway = pathway
        self._look: Look = look(9.6 if paper == "A4" else 11.2)
        self._width, self._height = A4_LANDSCAPE if paper == "A4" else A3_LANDSCAPE
        self._margin = 26.0 if paper == "A4" else 36.0
        self._rule = 21.0 if paper == "A4" else 25.0
        """Room for handwriting between two lines."""
        self._structure = Structure()
        self._items: list[Primitive] = []

    def drawing(self) -> Drawing:
        """The one page."""
        title = f"Our map: {self._pathway.name}"
        top = self._head(title)
        gap = 3.0 * self._look.unit
        columns = pathways.columns()
        width = (self._width - 2 * self._margin - gap * (len(columns) - 1)) / len(columns)
        bottom = self._height - self._margin * 0.8
        for index, column in enumerate(columns):
            self._column(column, self._margin + index * (width + gap), top, width, bottom - top)
        page = Page(self._width, self._height, tuple(self._items))
        return Drawing(title, (page,), tuple(self._structure.blocks))

    def _head(self, title: str) -> float:
        """The title and, on its line, what to write first. Returns where the columns start."""
        top = self._margin * 0.8
        baseline = top + baseline_in(self._look.title.size, self._look.title.line)
        style = Style(self._look.title.size, bold=True)
        self._items += place_text(title, style, self._margin, baseline, self._structure.add("H1"))
        x = self._margin + text_width(title, style) + 10 * self._look.unit
        label = Style(self._look.body.size, colour="ink2")
        room = self._width - self._margin - x
        for words_, share in zip(_HEAD, (0.36, 0.2, 0.44), strict=True):
            self._items += place_text(words_, label, x, baseline, self._structure.add("P"))
            start = x + text_width(words_, label) + 2 * self._look.unit
            end = x + room * share - 4 * self._look.unit
            self._items.append(Line(start, baseline + 2, end, baseline + 2, "lineStrong", 0.6))
            x += room * share
        return top + self._look.title.line + 4 * self._look.unit

    def _column(self, column: ColumnWords, x: float, top: float, width: float, height: float) -> None:
        ink, unit = _INKS[column.key], self._look.unit
        pad = 4.6 * unit
        section = self._structure.add("Sect")
        self._items.append(Rect(x, top, width, height, f"{ink}Tint", radius=4.5 * unit))
        left, y, inner = x + pad, top + pad * 0.8, width - 2 * pad
        icon = self._look.column.size * 1.25
        self._items.append(Symbol(left, y + (self._look.column.line - icon) / 2, icon, column.icon, f"{ink}Ink"))
        style = Style(self._look.column.size, bold=True, colour=f"{ink}Ink")
        block = self._structure.add("H2", section, lang=speak_lang(column.title))
        title = words([Span(column.title, style)], inner - icon * 1.35, self._look.column.line, block)
        self._items += title.place(left + icon * 1.35, y)
        y += title.height + 2 * unit
        bottom = top + height - pad
        if column.key == "well":
            bottom = self._scale(section, left, inner, bottom)
        self._parts(column, section, left, inner, y, bottom)

    def _parts(self, column: ColumnWords, section: int, x: float, width: float, top: float, bottom: float) -> None:
        """Each part's heading, what it is about, and its share of the ruled lines."""
        heads = [self._part_head(part, section, width, _INKS[column.key]) for part in column.parts]
        used = sum(sum(piece.height for piece in head) for head in heads) + 4.5 * self._look.unit * len(heads)
        lines = max(int((bottom - top - used) / self._rule), len(heads))
        total = sum(_SHARES[part] for part in column.parts)
        counts = [max(1, lines * _SHARES[part] // total) for part in column.parts]
        for spare in range(lines - sum(counts)):
            counts[spare % len(counts)] += 1
        # What is left over goes between the lines, so that all columns end alike.
        rule = (bottom - top - used) / sum(counts)
        y = top
        for part, head, count in zip(column.parts, heads, counts, strict=True):
            for piece in head:
                self._items += piece.place(x, y)
                y += piece.height
            for _line in range(count):
                y += rule
                self._ruled(part, x, width, y)
            y += 4.5 * self._look.unit

    def _part_head(self, part: str, section: int, width: float, ink: str) -> list[Words]:
        look_ = self._look
        title = self._pathway.parts[part].title
        bold = Style(look_.part.size, bold=True, colour=f"{ink}Ink")
        grey = Style(look_.small.size, colour="ink2")
        heading = words([Span(title, bold)], width, look_.part.line, self._structure.add("H3", section))
        about = pathways.guidance(part).about
        hint = words([Span(about, grey)], width, look_.small.line, self._structure.add("P", section))
        return [heading, hint]

    def _ruled(self, part: str, x: float, width: float, y: float) -> None:
        """A line to write on, with a circle to tick for a step and a tick for a bottom line."""
        start = x
        sign = {"next_step": "circle", "bottom_line": "check"}.get(part)
        if sign:
            size = self._look.body.size
            self._items.append(Symbol(x, y - size - 1.5, size, sign, "ink2"))
            start += size * 1.6
        self._items.append(Line(start, y, x + width, y, "lineStrong", 0.5))

    def _scale(self, section: int, x: float, width: float, bottom: float) -> float:
        """An empty scale at the foot of the middle column; returns where it begins."""
        look_, unit, scale = self._look, self._look.unit, self._pathway.scale
        half = width * 0.47
        grey = Style(look_.small.size, colour="ink2")
        bold = Style(look_.part.size, bold=True, colour="wellInk")
        heading = words(
            [Span(f"{scale.name}: {scale.question}", bold)], width, look_.part.line, self._structure.add("H3", section)
        )
        figure = self._structure.add("Figure", section, alt="An empty scale from 0 to 10, to put your names on.")
        chart = spread_chart(None, width, size=look_.small.size, block=figure)
        zero_block, ten_block = self._structure.add("P", section), self._structure.add("P", section)
        zero = words([Span(f"0: {scale.zero}", grey)], half, look_.small.line, zero_block)
        ten = words([Span(f"10: {scale.ten}", grey)], half, look_.small.line, ten_block, align="right")
        names = 2.4 * self._rule  # room above the steps for names
        top = bottom - max(zero.height, ten.height) - 2 * unit - chart.height - names - heading.height
        self._items += heading.place(x, top)
        steps = Art(items=chart.items, tall=chart.height)
        y = top + heading.height + names
        self._items += steps.place(x, y)
        y += chart.height + 1.5 * unit
        self._items += [*zero.place(x, y), *ten.place(x + width - half, y)]
        return top - 4 * unit
