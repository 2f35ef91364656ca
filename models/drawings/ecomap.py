"""The ecomap on paper, on its long side: the picture, a key of the lines that occur, and the same in words.

On A4 the words follow on a page of their own; on A3, and on one sheet for SVG and PNG, they stand beside the picture.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from models import dates
from models.drawing import Drawing, Line, Page, Path, Primitive, Rect, Structure, Symbol, Text, moved, speak_lang
from models.drawings.ecomap_figure import ENERGY_KEYS, KIND_KEYS, Figure, figure, in_words, node_words, sample, used
from models.drawings.flow import Art, Piece, Row, fill_pages, place_stack, stacked_height, words
from models.drawings.look import A3_LANDSCAPE, A4_LANDSCAPE, Copy, Look, Paper, foot_line, heading, look
from models.family_views import EcomapNode, EcomapView
from models.typeset import Span, Style, text_width

_COLUMN = {"A4": 240.0, "A3": 262.0, "sheet": 262.0}
"""How wide a column of words is."""
_SAMPLE = 40.0
_LARGEST = 1.3


def ecomap_drawing(view: EcomapView, paper: Paper = "A4", copy: Copy | None = None) -> Drawing:
    """The ecomap of a home as pages; ``"sheet"`` is one page as long as it needs to be."""
    return EcomapSheet(view, paper, copy or Copy()).drawing()


class EcomapSheet:
    """The pages of one ecomap: a part of a document (see :class:`models.drawings.pages.Part`)."""

    def __init__(self, view: EcomapView, paper: Paper = "A4", copy: Copy | None = None) -> None:
        self._view, self._paper, self._copy = view, paper, copy or Copy()
        self._look: Look = look(10.0 if paper == "A4" else 10.9)
        self._width, self._tall = A4_LANDSCAPE if paper == "A4" else A3_LANDSCAPE
        self._margin = 30.0 if paper == "A4" else 38.0
        self._title = heading(view, "ecomap")
        self._structure = Structure()
        self._head = self._set_head()
        self._figure = self._structure.add("Figure", alt=in_words(view, asks=self._copy.asks))
        self._key = self._set_key()
        said = self._set_words()
        if paper == "sheet":
            top = self._margin + stacked_height(self._head) + self._foot_height
            self._tall = max(self._tall, top + stacked_height(said) + 2 * self._margin)
        self._frames = fill_pages(said, self._room)

    # -- what it holds

    def _set_head(self) -> list[Piece]:
        block = self._structure.add("H1", lang=speak_lang(self._title))
        wide = self._width - 2 * self._margin
        title = [Span(self._title, Style(self._look.title.size, bold=True))]
        home = self._view.home.name
        line = ". ".join(part for part in (home, dates.written(self._view.as_at), self._copy.reader) if part)
        under = self._structure.add("P", lang=speak_lang(line))
        grey = [Span(line, Style(self._look.body.size, colour="ink2"))]
        return [
            words(title, wide, self._look.title.line, block),
            words(grey, wide, self._look.body.line, under, gap=1.0),
        ]

    def _set_key(self) -> list[Piece]:
        """Every kind of line and arrow that occurs, beside one another, in rows."""
        kinds, ways = used(self._view)
        entries = [(sample(kind, width=_SAMPLE), KIND_KEYS[kind]) for kind in kinds]
        entries += [(sample("ordinary", way, _SAMPLE), ENERGY_KEYS[way]) for way in ways]
        style = Style(self._look.small.size)
        rows: list[list[tuple[float, Piece]]] = [[]]
        x, room = 0.0, self._picture_width
        for art, text in entries:
            wide = _SAMPLE + 8 + text_width(text, style) + 18
            if x + wide > room and rows[-1]:
                rows.append([])
                x = 0.0
            line = self._look.small.line
            block = self._structure.add("P")
            rows[-1].append((x, Art(items=tuple(moved(item, 0.0, line / 2) for item in art), tall=line)))
            rows[-1].append((x + _SAMPLE + 8, words([Span(text, style)], wide, line, block)))
            x += wide
        return [Row(gap=4.0, cells=tuple(row)) for row in rows if row]

    def _set_words(self) -> list[Piece]:
        """Each line in a sentence, its note beneath."""
        if not self._view.nodes:
            return []
        block = self._structure.add("H2")
        part = self._look.part
        head = words([Span("In words", Style(part.size, bold=True))], self._column, part.line, block, keep_next=True)
        listed = self._structure.add("L")
        return [head, *(piece for node in self._view.nodes for piece in self._said(node, listed))]

    def _said(self, node: EcomapNode, listed: int) -> list[Piece]:
        item = self._structure.add("LI", listed)
        text = node_words(node, note=False)
        block = self._structure.add("LBody", item, lang=speak_lang(node.note or text))
        name, rest = node.label, text[len(node.label) :]
        body = Style(self._look.body.size)
        spans = [Span(name, body.but(bold=True), isolate=True), Span(rest, body)]
        if node.note:
            spans.append(Span(f" {node.note}", body, speak_lang(node.note)))
        return [words(spans, self._column, self._look.body.line, block, gap=1.6 * self._look.unit)]

    # -- where it stands

    @property
    def _column(self) -> float:
        return _COLUMN[self._paper]

    @property
    def _beside(self) -> bool:
        """Whether words stand beside the picture."""
        return self._paper != "A4" and bool(self._view.nodes)

    @property
    def _picture_width(self) -> float:
        wide = self._width - 2 * self._margin
        return wide - self._column - 24.0 if self._beside else wide

    @property
    def _foot_height(self) -> float:
        return self._look.small.line * 2.2

    @property
    def _columns(self) -> int:
        """How many columns of words a later page holds."""
        return int((self._width - 2 * self._margin + 24.0) // (self._column + 24.0))

    @property
    def _top(self) -> float:
        return self._margin + stacked_height(self._head) + 10.0

    def _room(self, frame: int) -> float:
        """How much room a column of words has; the first may stand beside the picture."""
        top = self._top if self._beside and frame == 0 else self._later_top
        return self._tall - top - self._margin - self._foot_height

    @property
    def _later_top(self) -> float:
        return self._margin + self._look.body.line * 1.8

    @property
    def count(self) -> int:
        """How many pages it takes."""
        later = max(0, len(self._frames) - (1 if self._beside else 0))
        return 1 + -(-later // self._columns)

    def drawing(self, before: int = 0, total: int = 0) -> Drawing:
        """All its pages, numbered after *before* others, of *total* (0: of its own)."""
        total = total or self.count
        pages = [Page(self._width, self._tall, (*self._first(), *self._foot(before, total)))]
        frames = self._frames[1:] if self._beside else self._frames
        for number, start in enumerate(range(0, len(frames), self._columns), 1):
            items = self._later(frames[start : start + self._columns], before + number)
            pages.append(Page(self._width, self._tall, (*items, *self._foot(before + number, total))))
        return Drawing(self._title, tuple(pages), tuple(self._structure.blocks))

    def _first(self) -> list[Primitive]:
        items = place_stack(self._head, self._margin, self._margin)
        key = stacked_height(self._key)
        bottom = self._tall - self._margin - self._foot_height - key
        drawn = figure(self._view)
        items += _fitted(drawn, (self._margin, self._top, self._picture_width, bottom - 8.0 - self._top), self._figure)
        items += place_stack(self._key, self._margin, bottom)
        if self._beside and self._frames:
            items += place_stack(self._frames[0], self._width - self._margin - self._column, self._top)
        return items

    def _later(self, frames: Sequence[tuple[Piece, ...]], number: int) -> list[Primitive]:
        again = Style(self._look.body.size, bold=True, colour="ink2")
        title = words([Span(f"{self._title}, page {number + 1}", again)], self._width, self._look.body.line, None)
        items = title.place(self._margin, self._margin)
        for place, pieces in enumerate(frames):
            items += place_stack(pieces, self._margin + place * (self._column + 24.0), self._later_top)
        return items

    def _foot(self, page: int, pages: int) -> list[Primitive]:
        return foot_line(
            self._copy, self._structure, page, pages, left=self._margin, right=self._width - self._margin,
            baseline=self._tall - self._margin * 0.8, size=self._look.small.size,
        )  # fmt: skip


def _fitted(drawn: Figure, box: tuple[float, float, float, float], block: int) -> list[Primitive]:
    """The picture as large as a box (x, y, width, height) lets it be, in its middle."""
    x, y, wide, high = box
    scale = min(_LARGEST, wide / (drawn.right - drawn.left), high / (drawn.bottom - drawn.top))
    middle_x = x + wide / 2 - scale * (drawn.left + drawn.right) / 2
    middle_y = y + high / 2 - scale * (drawn.top + drawn.bottom) / 2
    return [replace(moved(scaled(item, scale), middle_x, middle_y), block=block) for item in drawn.items()]


def scaled(item: Primitive, by: float) -> Primitive:
    """The same primitive larger or smaller, measured from (0, 0)."""
    if isinstance(item, Line):
        dash = tuple(part * by for part in item.dash)
        return replace(
            item, x1=item.x1 * by, y1=item.y1 * by, x2=item.x2 * by, y2=item.y2 * by, width=item.width * by, dash=dash
        )
    if isinstance(item, Path):
        segments = tuple((verb, tuple(value * by for value in values)) for verb, values in item.segments)
        dash = tuple(part * by for part in item.dash)
        return replace(item, segments=segments, stroke_width=item.stroke_width * by, dash=dash)
    if isinstance(item, Text):
        return replace(item, x=item.x * by, y=item.y * by, size=item.size * by, width=item.width * by)
    if isinstance(item, Symbol):
        return replace(item, x=item.x * by, y=item.y * by, size=item.size * by)
    box = replace(item, x=item.x * by, y=item.y * by, width=item.width * by, height=item.height * by)
    if isinstance(box, Rect):
        dash = tuple(part * by for part in box.dash)
        return replace(box, radius=box.radius * by, stroke_width=box.stroke_width * by, dash=dash)
    return box
