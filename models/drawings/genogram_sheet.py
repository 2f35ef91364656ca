"""The genogram on paper: the picture as the screen shows it, a key of what occurs in it, and the family in words.

A picture that stays readable takes one page; a larger one is cut into tiles that overlap, after a page that says how
they go together. ``"sheet"`` is one page as large as it needs to be, for SVG and PNG.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from math import ceil

from models import dates
from models.drawing import Drawing, Line, Page, Primitive, Rect, Structure, Text, moved, place_text, speak_lang
from models.drawings.ecomap import scaled
from models.drawings.flow import Art, Piece, Row, Words, fill_pages, place_stack, stacked_height, words
from models.drawings.genogram import Figure, Options, OutlineLine, figure, legend, outline
from models.drawings.genogram.legend import SIZE
from models.drawings.genogram.presets import Presets, in_force
from models.drawings.look import A3_LANDSCAPE, A4_LANDSCAPE, Copy, Look, Paper, foot_line, heading, look
from models.family_views import FamilyView
from models.genogram.result import Layout
from models.typeset import Span, Style, text_width

LEAST = 7.0
"""The smallest text on paper, in points."""
OVERLAP = 30.0
"""How much of the picture neighbouring tiles share, in points."""
_LARGEST = 1.35
_SAMPLE_UNIT = 60.0
_GAP = 26.0
_BAND = 20.0
"""Room over each tile for the words that say where it goes."""


def genogram_drawing(
    view: FamilyView,
    layout: Layout,
    options: Options | None = None,
    presets: Presets | None = None,
    paper: Paper = "A3",
    copy: Copy | None = None,
) -> Drawing:
    """The genogram as pages: the picture on one page or in tiles, then the family in words."""
    return GenogramSheet(view, layout, options, presets, paper, copy).drawing()


@dataclass(frozen=True)
class _Tiles:
    """A picture cut up: how large it is drawn, in how many columns and rows, and the part each page shows."""

    scale: float
    columns: int
    rows: int
    width: float
    height: float

    def corner(self, number: int) -> tuple[float, float]:
        """Where tile *number* (from 0, row by row) begins in the enlarged picture."""
        row, column = divmod(number, self.columns)
        return column * (self.width - OVERLAP), row * (self.height - OVERLAP)

    @property
    def count(self) -> int:
        """How many tiles there are."""
        return self.columns * self.rows

    def place(self, number: int, first_page: int) -> str:
        """Where a tile goes: "right of page 2, below page 1". Pages count from 1."""
        row, column = divmod(number, self.columns)
        said = [f"right of page {first_page + number - 1}"] if column else []
        said += [f"below page {first_page + number - self.columns}"] if row else []
        return ", ".join(said) or "top left"


class GenogramSheet:
    """The pages of one genogram: a part of a document (see :class:`models.drawings.pages.Part`)."""

    def __init__(
        self,
        view: FamilyView,
        layout: Layout,
        options: Options | None = None,
        presets: Presets | None = None,
        paper: Paper = "A3",
        copy: Copy | None = None,
    ) -> None:
        self._view, self._paper, self._copy = view, paper, copy or Copy()
        self._presets, options = presets or in_force(), replace(options or Options(), ground="paper")
        self._figure: Figure = figure(view, layout, options, self._presets)
        self._lines = [line for line in outline(view, layout, self._presets, options.names) if _shown(line, options)]
        self._look: Look = look(10.0 if paper == "A4" else 10.9)
        self._margin = 30.0 if paper == "A4" else 38.0
        self._width, self._tall = A4_LANDSCAPE if paper == "A4" else A3_LANDSCAPE
        if paper == "sheet":
            self._width = max(720.0, self._figure.width + 2 * self._margin)
        self._structure = Structure()
        self._title = heading(view, "genogram") if options.names and view.case_name else "The family's genogram"
        self._head = self._set_head()
        self._blocks = self._picture_blocks()
        self._key = self._set_key()
        self._frames = [] if paper == "sheet" else fill_pages(self._set_words(), self._room)
        if paper == "sheet":
            below = stacked_height(self._key) + self._foot_height + self._margin
            self._tall = self._top + self._figure.height + 16.0 + below

    # -- what it holds

    def _set_head(self) -> list[Piece]:
        wide = self._width - 2 * self._margin
        block = self._structure.add("H1", lang=speak_lang(self._title))
        title = [Span(self._title, Style(self._look.title.size, bold=True))]
        line = ". ".join(part for part in (dates.written(self._view.as_at), self._copy.reader) if part)
        under = self._structure.add("P", lang=speak_lang(line))
        grey = [Span(line, Style(self._look.body.size, colour="ink2"))]
        return [
            words(title, wide, self._look.title.line, block),
            words(grey, wide, self._look.body.line, under, gap=1.0),
        ]

    def _picture_blocks(self) -> list[int]:
        """The figure's block; of a picture in tiles the plan of the tiles, then each of them."""
        if self._paper == "sheet":
            # A picture has no pages of words behind it: its description says everything.
            return [self._structure.add("Figure", alt="\n".join(line.text for line in self._lines) or self._summary)]
        if self._tiles is None or self._is_alone:
            return [self._structure.add("Figure", alt=f"{self._summary} The family in words follows the picture.")]
        tiles = self._tiles
        plan = f"How the {tiles.count} parts of the picture go together: {tiles.rows} by {tiles.columns}."
        blocks = [self._structure.add("Figure", alt=f"{self._summary} {plan} The family in words follows the picture.")]
        for number in range(tiles.count):
            said = f"Part {number + 1} of {tiles.count} of the picture."
            blocks.append(self._structure.add("Figure", alt=said))
        return blocks

    @property
    def _summary(self) -> str:
        count = len(self._view.people)
        return f"The genogram: {count} {'person' if count == 1 else 'people'}."

    def _set_key(self) -> list[Piece]:
        """Every symbol and line that occurs, with what it is called, in rows."""
        style, line = Style(self._look.small.size), self._look.small.line
        wide, high = SIZE[0] * _SAMPLE_UNIT, SIZE[1] * _SAMPLE_UNIT
        rows: list[list[tuple[float, Piece]]] = [[]]
        x = 0.0
        for art, text in legend(self._figure.used, self._presets, _SAMPLE_UNIT, "paper"):
            step = wide + 7 + text_width(text, style) + 18
            if rows[-1] and x + step - 18 > self._width - 2 * self._margin:
                rows.append([])
                x = 0.0
            block = self._structure.add("P")
            rows[-1].append((x, Art(items=art, tall=high)))
            label = words([Span(text, style)], step, line, block)
            rows[-1].append((x + wide + 7, Art(items=tuple(label.place(0.0, (high - line) / 2)), tall=high)))
            x += step
        return [Row(gap=5.0, cells=tuple(row)) for row in rows if row]

    def _set_words(self) -> list[Piece]:
        """The outline as headings and lists, children further in than their parents."""
        if not self._lines:
            return []
        part, body = self._look.part, self._look.body
        block = self._structure.add("H2")
        title = [Span("The family in words", Style(self._look.column.size, bold=True))]
        pieces: list[Piece] = [words(title, self._column, self._look.column.line, block, keep_next=True)]
        listed: int | None = None
        for line in self._lines:
            if line.kind == "heading":
                block, listed = self._structure.add("H3"), None
                bold = [Span(line.text, Style(part.size, bold=True))]
                gap = 4.0 * self._look.unit
                pieces.append(words(bold, self._column, part.line, block, gap=gap, keep_next=True))
                continue
            if listed is None:
                listed = self._structure.add("L")
            item = self._structure.add("LI", listed)
            block = self._structure.add("LBody", item, lang=speak_lang(line.text))
            indent = max(0, line.level - 1) * 14.0
            said = words([Span(line.text, Style(body.size))], self._column - indent, body.line, block)
            pieces.append(_Indented(gap=(1.6 if line.level == 1 else 0.6) * self._look.unit, body=said, by=indent))
        return pieces

    # -- where it stands

    @property
    def _foot_height(self) -> float:
        return self._look.small.line * 2.2

    @property
    def _columns(self) -> int:
        return 2 if self._paper == "A4" else 3

    @property
    def _column(self) -> float:
        return (self._width - 2 * self._margin - (self._columns - 1) * _GAP) / self._columns

    @property
    def _top(self) -> float:
        return self._margin * 0.8 + stacked_height(self._head) + 8.0

    @property
    def _later_top(self) -> float:
        return self._margin + self._look.body.line * 1.8

    def _top_of(self, frame: int) -> float:
        """Where a column of words begins: under the key, where the picture left that no room."""
        has_key = self._is_alone and frame < self._columns
        return self._later_top + (stacked_height(self._key) + 12.0 if has_key else 0.0)

    def _room(self, frame: int) -> float:
        return self._tall - self._top_of(frame) - self._margin - self._foot_height

    @cached_property
    def _box(self) -> tuple[float, float, float, float]:
        """The room for the picture on the first page: left, top, width, height."""
        # The key is measured after the picture's place is known: as many rows as it can have at most.
        entries = legend(self._figure.used, self._presets, _SAMPLE_UNIT, "paper")
        style = Style(self._look.small.size)
        long = sum(SIZE[0] * _SAMPLE_UNIT + 25 + text_width(text, style) for _art, text in entries)
        wide = self._width - 2 * self._margin
        rows = ceil(long / (wide * 0.88)) if entries else 0
        key = rows * (SIZE[1] * _SAMPLE_UNIT + 5.0)
        bottom = self._tall - self._margin * 0.8 - self._foot_height - key - 10.0
        return self._margin, self._top, wide, bottom - self._top

    @cached_property
    def _least_scale(self) -> float:
        sizes = [item.size for item in self._figure.items if isinstance(item, Text)]
        return LEAST / min(sizes, default=LEAST)

    @cached_property
    def _fit(self) -> float:
        """How large the picture can be on one page."""
        _, _, wide, high = self._box
        return min(_LARGEST, wide / self._figure.width, high / self._figure.height)

    @cached_property
    def _tiles(self) -> _Tiles | None:
        """The cuts of a picture too large for one page; None where it fits."""
        if self._paper == "sheet" or self._fit >= self._least_scale:
            return None
        wide = self._width - 2 * self._margin
        high = self._tall - 2 * self._margin - _BAND - self._foot_height
        scale = self._least_scale * 1.02
        columns = max(1, ceil((self._figure.width * scale - OVERLAP) / (wide - OVERLAP)))
        rows = max(1, ceil((self._figure.height * scale - OVERLAP) / (high - OVERLAP)))
        most = min(
            (columns * (wide - OVERLAP) + OVERLAP) / self._figure.width,
            (rows * (high - OVERLAP) + OVERLAP) / self._figure.height,
        )
        return _Tiles(max(scale, min(most, _LARGEST)), columns, rows, wide, high)

    @property
    def _is_alone(self) -> bool:
        """Whether one page holds the picture, but not its title and its key as well."""
        return self._tiles is not None and self._tiles.count == 1

    # -- pages

    @property
    def count(self) -> int:
        """How many pages it takes."""
        tiles = self._tiles.count if self._tiles and not self._is_alone else 0
        return 1 + tiles + ceil(len(self._frames) / self._columns)

    def drawing(self, before: int = 0, total: int = 0) -> Drawing:
        """All its pages, numbered after *before* others, of *total* (0: of its own)."""
        total = total or self.count
        contents = [self._alone(self._tiles) if self._tiles and self._is_alone else self._first(before)]
        if self._tiles and not self._is_alone:
            contents += [self._tile(number, self._tiles, before) for number in range(self._tiles.count)]
        for start in range(0, len(self._frames), self._columns):
            page = self._later(self._frames[start : start + self._columns], before + len(contents), start)
            contents.append(page)
        pages = [
            Page(self._width, self._tall, (*items, *self._foot(before + number, total)))
            for number, items in enumerate(contents)
        ]
        return Drawing(self._title, tuple(pages), tuple(self._structure.blocks))

    def _first(self, before: int) -> list[Primitive]:
        items = place_stack(self._head, self._margin, self._margin * 0.8)
        if self._paper == "sheet":
            left = (self._width - self._figure.width) / 2
            items += [replace(moved(item, left, self._top), block=self._blocks[0]) for item in self._figure.items]
        elif self._tiles:
            items += self._plan(self._tiles, before)
        else:
            x, y, wide, high = self._box
            left = x + (wide - self._figure.width * self._fit) / 2
            top = y + (high - self._figure.height * self._fit) / 2
            items += [
                replace(moved(scaled(item, self._fit), left, top), block=self._blocks[0]) for item in self._figure.items
            ]
        key = stacked_height(self._key)
        bottom = self._tall - self._margin * 0.8 - self._foot_height
        return items + place_stack(self._key, self._margin, bottom - key)

    def _alone(self, tiles: _Tiles) -> list[Primitive]:
        """The picture on a page of its own, its title small over it; the key follows with the words."""
        left, right = (piece.block for piece in self._head if isinstance(piece, Words))
        said = ". ".join(part for part in (dates.written(self._view.as_at), self._copy.reader) if part)
        size, high = self._look.body.size, self._margin * 0.8 + self._look.body.size
        end = self._width - self._margin
        items = place_text(self._title, Style(size * 1.3, bold=True), self._margin, high, left)
        items += place_text(said, Style(size, colour="ink2"), end, high, right, "right")
        x = (self._width - self._figure.width * tiles.scale) / 2
        y = self._margin + _BAND + (tiles.height - self._figure.height * tiles.scale) / 2
        block = self._blocks[0]
        return items + [replace(moved(scaled(item, tiles.scale), x, y), block=block) for item in self._figure.items]

    def _plan(self, tiles: _Tiles, before: int) -> list[Primitive]:
        """How the tiles go together: their page numbers, and a dot where each person stands."""
        x, y, wide, high = self._box
        scale = min(wide / self._figure.width, high / self._figure.height)
        left, top = x + (wide - self._figure.width * scale) / 2, y + (high - self._figure.height * scale) / 2
        block, by = self._blocks[0], scale / tiles.scale
        items: list[Primitive] = []
        for piece in self._figure.pieces:
            if piece.kind == "line":
                items += [moved(scaled(item, scale), left, top) for item in piece.items if not isinstance(item, Text)]
        for piece in self._figure.pieces:
            if piece.kind == "person":
                px, py = left + piece.anchor[0] * scale, top + piece.anchor[1] * scale
                items.append(Rect(px - 2.6, py - 2.6, 5.2, 5.2, "ink", radius=2.6))
        number_style = Style(26.0, bold=True, colour="ink2")
        for number in range(tiles.count):
            tx, ty = tiles.corner(number)
            box = (left + tx * by, top + ty * by)
            size = (
                min(tiles.width * by, self._figure.width * scale - tx * by),
                min(tiles.height * by, self._figure.height * scale - ty * by),
            )
            items.append(Rect(*box, *size, "", "lineStrong", dash=(3.0, 3.0)))
            items += place_text(str(before + number + 2), number_style, box[0] + 12.0, box[1] + 28.0)
        return [replace(item, block=block) for item in items]

    def _tile(self, number: int, tiles: _Tiles, before: int) -> list[Primitive]:
        """One tile: its part of the picture, blank margins over what hangs out, marks where pages are laid together."""
        x, y = self._margin, self._margin + _BAND
        tx, ty = tiles.corner(number)
        items: list[Primitive] = []
        for piece in self._figure.pieces:
            for item in piece.items:
                placed = moved(scaled(item, tiles.scale), x - tx, y - ty)
                if _touches(placed, (x, y, tiles.width, tiles.height)):
                    items.append(replace(placed, block=self._blocks[number + 1]))
        right, bottom = x + tiles.width, y + tiles.height
        for mask in (
            (0.0, 0.0, self._width, y), (0.0, bottom, self._width, self._tall - bottom),
            (0.0, y, x, tiles.height), (right, y, self._width - right, tiles.height),
        ):  # fmt: skip
            items.append(Rect(*mask, "paper"))
        first = before + 2
        items += self._marks(number, tiles, (x, y, right, bottom))
        said = f"{number + 1} of {tiles.count}: {tiles.place(number, first)}"
        style = Style(self._look.small.size, bold=True, colour="ink2")
        return items + place_text(said, style, x, y - 8.0)

    def _marks(self, number: int, tiles: _Tiles, edges: tuple[float, float, float, float]) -> list[Primitive]:
        """Dashed lines where a neighbour is glued on, and short strokes at the corners to cut along."""
        x, y, right, bottom = edges
        row, column = divmod(number, tiles.columns)
        lines: list[Primitive] = []
        if column:
            lines.append(Line(x + OVERLAP, y, x + OVERLAP, bottom, "line", 0.6, (2.0, 4.0)))
        if row:
            lines.append(Line(x, y + OVERLAP, right, y + OVERLAP, "line", 0.6, (2.0, 4.0)))
        for cx, sx in ((x, -1), (right, 1)):
            for cy, sy in ((y, -1), (bottom, 1)):
                lines.append(Line(cx + sx * 3, cy, cx + sx * 12, cy, "ink2", 0.6))
                lines.append(Line(cx, cy + sy * 3, cx, cy + sy * (6 if sy < 0 else 12), "ink2", 0.6))
        return lines

    def _later(self, frames: list[tuple[Piece, ...]], number: int, start: int) -> list[Primitive]:
        """A page of words, page *number* of the document; *start* is its first column."""
        style = Style(self._look.body.size, bold=True, colour="ink2")
        items: list[Primitive] = []
        items += place_text(f"{self._title}, page {number + 1}", style, self._margin, self._margin + style.size)
        if not start and self._is_alone:
            items += place_stack(self._key, self._margin, self._later_top)
        for place, pieces in enumerate(frames):
            items += place_stack(pieces, self._margin + place * (self._column + _GAP), self._top_of(start))
        return items

    def _foot(self, page: int, pages: int) -> list[Primitive]:
        return foot_line(
            self._copy, self._structure, page, pages, left=self._margin, right=self._width - self._margin,
            baseline=self._tall - self._margin * 0.8, size=self._look.small.size,
        )  # fmt: skip


@dataclass(frozen=True)
class _Indented(Piece):
    """A line of the outline, further in than the ones it belongs to."""

    body: Piece | None = None
    by: float = 0.0

    @property
    def height(self) -> float:
        return self.body.height if self.body else 0.0

    def place(self, x: float, y: float) -> list[Primitive]:
        return self.body.place(x + self.by, y) if self.body else []


def _shown(line: OutlineLine, options: Options) -> bool:
    """Whether the outline tells what the picture shows: no ties or homes where those are turned off."""
    off = [kind for kind, on in (("tie", options.ties), ("home", options.homes)) if not on]
    titles = {"tie": "How people get on", "home": "Who lives where"}
    return line.kind not in off and not (line.kind == "heading" and line.text in [titles[kind] for kind in off])


def _touches(item: Primitive, box: tuple[float, float, float, float]) -> bool:
    """Whether any of a primitive lies in a box (left, top, width, height)."""
    if isinstance(item, Line):
        xs, ys = (item.x1, item.x2), (item.y1, item.y2)
    elif isinstance(item, Text):
        xs, ys = (item.x, item.x + item.width), (item.y - item.size, item.y + item.size * 0.3)
    elif hasattr(item, "segments"):
        points = [value for _verb, values in item.segments for value in values]
        xs, ys = (min(points[::2]), max(points[::2])), (min(points[1::2]), max(points[1::2]))
    else:
        size = getattr(item, "size", 0.0)
        wide, high = getattr(item, "width", size), getattr(item, "height", size)
        xs, ys = (item.x, item.x + wide), (item.y, item.y + high)
    left, top, width, height = box
    return max(xs) >= left and min(xs) <= left + width and max(ys) >= top and min(ys) <= top + height
