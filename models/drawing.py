"""One drawing, many painters: pages of flat primitives with style roles, and the structure a screen reader follows.

A drawing is plain data: it knows neither Qt nor any file format, can be pickled to a worker process, and looks the
same in every painter. Lengths are points (1/72 inch), x to the right, y **down** from the page's top left corner.
Colours are names of roles in the design tokens (``"ink"``, ``"worryTint"``, ``"scale7"``), resolved by the painter, or
``#rrggbb`` where somebody chose one to draw with.

Order is drawing order. A primitive that carries meaning names its ``block``; one without is decoration (an
*artifact*). Blocks are listed in reading order and form a tree by ``parent``; a block holds either child blocks or
primitives of its own, not both, so that reading order is never in doubt.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from models.typeset import Paragraph, Run, Span, Style, guess_lang, metrics, set_paragraph

Role = Literal[
    "Sect",
    "H1",
    "H2",
    "H3",
    "P",
    "L",
    "LI",
    "Lbl",
    "LBody",
    "Figure",
    "Table",
    "TR",
    "TH",
    "TD",
    "Caption",
    "BlockQuote",
]
Segment = tuple[Literal["M", "L", "C", "Z"], tuple[float, ...]]
"""A step of a path: move (x, y), line (x, y), cubic curve (x1, y1, x2, y2, x, y), close ()."""


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of the document's structure, with PDF role names.

    ``parent`` is the index of another, earlier block, or None for the top. ``alt`` says a figure in words.
    ``actual_text`` replaces signs that read badly aloud. ``scope`` is for TH. ``title`` names it in bookmarks.
    """

    role: Role
    parent: int | None = None
    alt: str = ""
    lang: str = ""
    actual_text: str = ""
    scope: Literal["", "Row", "Column"] = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A straight stroke; ``dash`` is on and off lengths."""

    x1: float
    y1: float
    x2: float
    y2: float
    colour: str
    width: float = 1.0
    dash: tuple[float, ...] = ()
    block: int | None = None


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle with corner radius; ``fill`` and ``stroke`` are colour roles, "" for none. A disc is a round one."""

    x: float
    y: float
    width: float
    height: float
    fill: str = ""
    stroke: str = ""
    radius: float = 0.0
    stroke_width: float = 1.0
    dash: tuple[float, ...] = ()
    block: int | None = None


@dataclass(frozen=True, slots=True)
class Path:
    """Lines and cubic curves, filled (even-odd) and/or stroked. ``round``: with a pen's round ends and corners."""

    segments: tuple[Segment, ...]
    fill: str = ""
    stroke: str = ""
    stroke_width: float = 1.0
    dash: tuple[float, ...] = ()
    block: int | None = None
    round: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """One run of text in one face and direction; ``x`` is the left edge and ``y`` the baseline.

    ``width`` is the set width: painters that shape with other fonts squeeze to it. ``joiner`` is the space at which
    the line was broken: kept for copying and reading aloud.
    """

    x: float
    y: float
    text: str
    face: str
    size: float
    colour: str
    width: float
    rtl: bool = False
    lang: str = ""
    joiner: str = ""
    block: int | None = None


@dataclass(frozen=True, slots=True)
class Symbol:
    """An icon of the UI set by name (``"cloud"``), in a square of ``size`` with its top left at (x, y)."""

    x: float
    y: float
    size: float
    name: str
    colour: str
    block: int | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """A raster picture (PNG or JPEG bytes without metadata) in a rectangle.

    It is ``flipped`` left to right, then turned about its middle by ``rotation`` (degrees, clockwise).
    """

    x: float
    y: float
    width: float
    height: float
    data: bytes
    block: int | None = None
    rotation: float = 0.0
    flipped: bool = False


@dataclass(frozen=True, slots=True)
class Clip:
    """Primitives of which only what lies inside a rectangle (with corner ``radius``) is seen; all are of its block."""

    x: float
    y: float
    width: float
    height: float
    items: tuple[Primitive, ...]
    radius: float = 0.0
    block: int | None = None


Primitive = Line | Rect | Path | Text | Symbol | Picture | Clip


def flat(items: Iterable[Primitive]) -> Iterator[Primitive]:
    """Primitives in drawing order, those inside clips too."""
    for item in items:
        if isinstance(item, Clip):
            yield from flat(item.items)
        else:
            yield item


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet: its size and its primitives in drawing order."""

    width: float
    height: float
    items: tuple[Primitive, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """Pages and the structure over all of them. ``title`` and ``lang`` are the document's own."""

    title: str
    pages: tuple[Page, ...]
    blocks: tuple[Block, ...]
    lang: str = "en-GB"

    def text_of(self, block: int) -> str:
        """The words of one block as a reader meets them."""
        parts = [
            item.text + item.joiner
            for page in self.pages
            for item in flat(page.items)
            if isinstance(item, Text) and item.block == block
        ]
        return "".join(parts).strip()

    def text(self) -> str:
        """All words in reading order, a line a block: what a screen reader says (figures by their alt)."""
        # In one round over the pages: a document of everything has more than a thousand blocks.
        parts: dict[int | None, list[str]] = {}
        for page in self.pages:
            for item in flat(page.items):
                if isinstance(item, Text):
                    parts.setdefault(item.block, []).append(item.text + item.joiner)
        said = (block.alt or "".join(parts.get(index, ())).strip() for index, block in enumerate(self.blocks))
        return "\n".join(words for words in said if words)


@dataclass(slots=True)
class Structure:
    """The block tree while it grows; indices are stable."""

    blocks: list[Block] = field(default_factory=list)

    def add(
        self,
        role: Role,
        parent: int | None = None,
        *,
        alt: str = "",
        lang: str = "",
        actual_text: str = "",
        scope: Literal["", "Row", "Column"] = "",
    ) -> int:
        """Append a block and return its index."""
        self.blocks.append(Block(role, parent, alt, lang, actual_text, scope))
        return len(self.blocks) - 1


def joined(title: str, drawings: Sequence[Drawing]) -> Drawing:
    """Several drawings as one document: their pages and structures one after another."""
    pages: list[Page] = []
    blocks: list[Block] = []
    for drawing in drawings:
        shift = len(blocks)
        for page in drawing.pages:
            pages.append(replace(page, items=tuple(_shifted(item, shift) for item in page.items)))
        blocks += [b if b.parent is None else replace(b, parent=b.parent + shift) for b in drawing.blocks]
    return Drawing(title, tuple(pages), tuple(blocks), drawings[0].lang)


def _shifted(item: Primitive, shift: int) -> Primitive:
    """The same primitive, its block *shift* further on."""
    if isinstance(item, Clip):
        item = replace(item, items=tuple(_shifted(inside, shift) for inside in item.items))
    return item if item.block is None else replace(item, block=item.block + shift)


def moved(item: Primitive, dx: float, dy: float) -> Primitive:
    """The same primitive, *dx* to the right and *dy* down."""
    if isinstance(item, Line):
        return replace(item, x1=item.x1 + dx, y1=item.y1 + dy, x2=item.x2 + dx, y2=item.y2 + dy)
    if isinstance(item, Path):
        # Long curves are moved often: the steps with one point, nearly all there are, take the short way.
        segments = tuple(
            (verb, (values[0] + dx, values[1] + dy))
            if len(values) == 2
            else (verb, tuple(value + (dy if index % 2 else dx) for index, value in enumerate(values)))
            for verb, values in item.segments
        )
        return Path(segments, item.fill, item.stroke, item.stroke_width, item.dash, item.block, item.round)
    if isinstance(item, Text):
        # Spelt out as above: copying by name takes twice as long, and drawings are mostly words.
        return Text(
            item.x + dx, item.y + dy, item.text, item.face, item.size, item.colour, item.width, item.rtl, item.lang,
            item.joiner, item.block,
        )  # fmt: skip
    if isinstance(item, Clip):
        item = replace(item, items=tuple(moved(inside, dx, dy) for inside in item.items))
    return replace(item, x=item.x + dx, y=item.y + dy)


def place_line(runs: Sequence[Run], x: float, baseline: float, block: int | None, lang: str = "") -> list[Text]:
    """The text primitives of one set line whose left edge is at *x*."""
    return [
        Text(
            x + run.x,
            baseline,
            run.text,
            run.face,
            run.style.size,
            run.style.colour,
            run.width,
            run.rtl,
            run.lang or lang,
            run.joiner,
            block,
        )
        for run in runs
    ]


def place_text(
    text: str,
    style: Style,
    x: float,
    baseline: float,
    block: int | None = None,
    align: Literal["left", "centre", "right"] = "left",
) -> list[Text]:
    """One unbroken line of text, its left edge, middle or right edge at *x*."""
    paragraph = set_paragraph([Span(text, style)], 1e9)
    shift = {"left": 0.0, "centre": 0.5, "right": 1.0}[align] * paragraph.width
    placed: list[Text] = []
    for line in paragraph.lines:
        placed += place_line(line.runs, x - shift, baseline, block)
    return placed


def baseline_in(style_size: float, line_height: float, face: str = "atkinson") -> float:
    """How far below the top of a line of *line_height* its baseline lies, the letters centred in it."""
    measure = metrics(face)
    ascent = measure.ascent / measure.upem * style_size
    descent = -measure.descent / measure.upem * style_size
    return (line_height - ascent - descent) / 2 + ascent


def speak_lang(text: str, lang: str = "") -> str:
    """The language a block should be read in: the given one, else a guess, else "" for the document's own."""
    return lang or guess_lang(text)


__all__ = [
    "Block",
    "Clip",
    "Drawing",
    "Line",
    "Page",
    "Paragraph",
    "Path",
    "Picture",
    "Primitive",
    "Rect",
    "Role",
    "Segment",
    "Structure",
    "Symbol",
    "Text",
    "baseline_in",
    "flat",
    "joined",
    "moved",
    "place_line",
    "place_text",
    "speak_lang",
]
