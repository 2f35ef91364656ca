"""Safety circles on paper: the rings with everybody in them, and the same in words.

On upright A4 the words stand under the picture and flow over pages; on A3 (and on one sheet) beside it. People may be
kept out of a copy that does not ask, so it counts nobody: no totals, no bottom line measured, no ring said to be empty.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

from models import dates
from models.circle_checks import checked
from models.circle_layout import GHOST, LABEL_SIZE, NAME_LINE, NAME_SIZE, CirclesLayout, Footprint, Spot, arrives, place
from models.circle_words import RINGS, listed, number_word, ring_words
from models.drawing import Drawing, Line, Page, Path, Primitive, Rect, Segment, Structure, moved, place_text, speak_lang
from models.drawings.flow import Art, Item, Piece, Stack, fill_pages, place_stack, stacked_height, words
from models.drawings.look import A3_LANDSCAPE, NOTHING_HERE, Copy, Look, Paper, foot_line, heading, look, quoted
from models.drawings.pages import MARGIN, WIDTH, Part, Sheet, best_fit
from models.drawings.scale_chart import person_disc
from models.family_views import CircleSaid, CirclesView, RingMove, RingPerson
from models.typeset import Span, Style

_FILLS = {"inner": "paper", "middle": "wellTint2", "outer": "hover"}


def circles_drawing(view: CirclesView, paper: Paper = "A4", copy: Copy | None = None) -> Drawing:
    """The circles of a view as pages: upright A4, or one page of A3 (also for ``"sheet"``) where there is a picture."""
    if paper == "A4" or not _is_drawn(view, copy or Copy()):
        return circles_sheet(view, copy).drawing()
    return _WidePage(view, copy or Copy()).drawing()


def circles_sheet(view: CirclesView, copy: Copy | None = None) -> Part:
    """The circles on upright A4, as a part of a longer document."""
    return best_fit(lambda body: _sheet(view, copy or Copy(), body))


def circles_figure(
    layout: CirclesLayout, scale: float = 1.0, *, footprints_of: str = "", block: int | None = None
) -> list[Primitive]:
    """The rings and everybody in them round (0, 0); ``footprints_of``: whose earlier places are shown."""
    drawn: list[Primitive] = []
    for ring, edge in reversed(list(zip(RINGS, layout.radii, strict=True))):
        far = edge * scale
        drawn.append(Rect(-far, -far, 2 * far, 2 * far, _FILLS[ring], "lineStrong", far, 0.8, block=block))
    spot = layout.spot(footprints_of)
    if spot:
        drawn += _walk(layout.footprints.get(footprints_of, ()), spot, scale, block)
    bold = Style(LABEL_SIZE * scale, bold=True)
    for label in layout.labels:
        drawn += place_text(label.words, bold, 0.0, (label.y + LABEL_SIZE * 0.36) * scale, block, "centre")
    for one in (*layout.children, *layout.people):
        drawn += _person(one, scale, block, bold=one is spot)
    return drawn


def rings_in_words(view: CirclesView, *, asks: bool = True) -> str:
    """The whole picture for whoever cannot see it. ``asks`` off: rings without anybody are not spoken of."""
    middle = listed([child.name for child in view.children]) or "The children"
    said = [f"{middle} in the middle."]
    for ring in RINGS:
        names = [person.person.name for person in view.ring(ring)]
        if names or asks:
            said.append(f"{ring_words(ring).now}: {listed(names) or 'nobody'}.")
    return " ".join(said)


def headline(view: CirclesView) -> tuple[str, str, str]:
    """("7 people", "know everything.", "In October it was one."): how many, what they do, and how it began."""
    inner = len(view.ring("inner"))
    count = "Nobody" if not inner else "1 person" if inner == 1 else f"{inner} people"
    knows = (
        "knows everything yet."
        if not inner
        else f"{ring_words('inner').one if inner == 1 else ring_words('inner').many}."
    )
    return count, knows, _how_it_began(view, inner)


def _how_it_began(view: CirclesView, inner: int) -> str:
    first = view.days[0] if view.days else None
    began = dates.as_date(first.on) if first else None
    if first is None or began is None or first.on >= view.as_at or first.inner == inner:
        return ""
    now = dates.as_date(view.as_at)
    near = now is not None and (now - began).days < 330
    when = dates.MONTHS[began.month - 1] + ("" if near else f" {began.year}")
    return f"In {when} it was {number_word(first.inner) if first.inner else 'nobody'}."


def step_words(move: RingMove, last: bool) -> str:
    """A step of somebody's way: "Knew some", the last one as it is now."""
    return ring_words(move.ring).now if last else ring_words(move.ring).then


def said_words(said: CircleSaid) -> str:
    """What somebody said about a person in the circles, as a sentence."""
    about = said.about.name
    if said.kind == "chosen":
        return f"{said.by.name if said.by else 'The children'} chose {about}."
    who = said.by.name if said.by else ""
    return f"{who} is most nervous about {about} knowing." if who else f"The most worrying to tell: {about}."


# ---- the figure ---------------------------------------------------------------------------------------------------


def _person(spot: Spot, scale: float, block: int | None, *, bold: bool = False) -> list[Primitive]:
    size = spot.size * scale
    left, top = spot.x * scale - size / 2, spot.y * scale - size / 2
    drawn = person_disc(spot.person, spot.label, left, top, size, block)
    if bold:
        drawn.append(Rect(left - 3, top - 3, size + 6, size + 6, "", "focus", size / 2 + 3, 1.6, block=block))
    if not spot.ring:
        return drawn
    style = Style(NAME_SIZE * scale, bold=bold)
    for index, line in enumerate(spot.name):
        baseline = (spot.y + spot.size / 2 + 3 + NAME_LINE * index + NAME_SIZE * 0.95) * scale
        drawn += place_text(line, style, spot.x * scale, baseline, block, "centre")
    return drawn


def _walk(prints: Sequence[Footprint], spot: Spot, scale: float, block: int | None) -> list[Primitive]:
    drawn: list[Primitive] = []
    stops = [(p.x * scale, p.y * scale, p.size * scale / 2) for p in prints]
    stops.append((spot.x * scale, spot.y * scale, arrives(spot, prints[-1].x, prints[-1].y) * scale if prints else 0.0))
    for (x1, y1, r1), (x2, y2, r2) in itertools.pairwise(stops):
        drawn += dashed_arrow((x1, y1), (x2, y2), r1, r2, head=(x2, y2, r2) == stops[-1], block=block)
    half = GHOST * scale / 2
    for print_ in prints:
        x, y = print_.x * scale, print_.y * scale
        drawn.append(Rect(x - half, y - half, 2 * half, 2 * half, "paper", "ink", half, 1.0, (2.5, 2.0), block=block))
        drawn += place_text(spot.label, Style(11 * scale), x, y + 4 * scale, block, "centre")
        wx, wy = print_.words_at()
        day = Style(12 * scale, colour="ink2")
        drawn += place_text(print_.when, day, wx * scale, (wy + 4.5) * scale, block, "centre")
    return drawn


def dashed_arrow(
    start: tuple[float, float], end: tuple[float, float], leave: float, arrive: float, *, head: bool, block: int | None
) -> list[Primitive]:
    """A dashed line from edge to edge of two discs, with a head where it ends; nothing where they touch."""
    far = math.dist(start, end)
    if far <= leave + arrive + 2:
        return []
    ux, uy = (end[0] - start[0]) / far, (end[1] - start[1]) / far
    x1, y1 = start[0] + ux * leave, start[1] + uy * leave
    x2, y2 = end[0] - ux * arrive, end[1] - uy * arrive
    back = 7.0 if head else 0.0
    drawn: list[Primitive] = [Line(x1, y1, x2 - ux * back, y2 - uy * back, "ink", 1.4, (3.0, 2.4), block)]
    if head:
        bx, by = x2 - ux * 9, y2 - uy * 9
        tip: tuple[Segment, ...] = (
            ("M", (x2, y2)), ("L", (bx - uy * 3.6, by + ux * 3.6)), ("L", (bx + uy * 3.6, by - ux * 3.6)), ("Z", ()),
        )  # fmt: skip
        drawn.append(Path(tip, fill="ink", block=block))
    return drawn


# ---- the words ----------------------------------------------------------------------------------------------------


class _Words:
    """Sets what the picture says, and what stands beside it, as pieces of a width."""

    def __init__(self, structure: Structure, look_: Look, width: float, parent: int | None, *, asks: bool) -> None:
        self._structure, self._look, self._width, self._parent = structure, look_, width, parent
        self._asks = asks

    def sections(self, view: CirclesView) -> list[list[Piece]]:
        """Who stands where, bottom lines and questions, what was said, how people moved."""
        parts = [self._rings(view), self._lines(view), self._said(view), *self._moves(view)]
        return [part for part in parts if part] or [[self.line(NOTHING_HERE)]]

    def _rings(self, view: CirclesView) -> list[Piece]:
        found: list[Piece] = []
        for ring in RINGS:
            names = [person.person.name for person in view.ring(ring)]
            if names or self._asks:
                found.append(self._pair(f"{ring_words(ring).now}: ", f"{listed(names) or 'Nobody'}."))
        return found

    def _lines(self, view: CirclesView) -> list[Piece]:
        found: list[Piece] = []
        for line in checked(view):
            found.append(self.head("The bottom line"))
            found.append(self.line(line.words))
            found += [self._tick(check.words, check.met) for check in line.checks if self._asks]
        if view.gaps and self._asks:
            found.append(self.head("Still to ask"))
            found += [self._tick(gap.question, False) for gap in view.gaps]
        return found

    def _said(self, view: CirclesView) -> list[Piece]:
        found = [self.head("Who was spoken of")] if view.said or view.note else []
        for said in view.said:
            found.append(self.line(said_words(said)))
            if said.words:
                found.append(self.line(quoted(said.words)))
            if said.help:
                found.append(self._pair("What would help: ", said.help))
        if view.note:
            found.append(self.line(view.note))
        return found

    def _moves(self, view: CirclesView) -> list[list[Piece]]:
        travelled = [p for p in view.people if len(p.moves) > 1 or any(m.helped for m in p.moves)]
        if not travelled:
            return []
        first = [self.head("How people moved"), *self._way(travelled[0])]
        return [first, *(self._way(person) for person in travelled[1:])]

    def _way(self, person: RingPerson) -> list[Piece]:
        steps = [
            f"{step_words(move, move is person.moves[-1]).lower()}, {dates.written(move.moved_on)}"
            for move in person.moves
        ]
        found: list[Piece] = [self._pair(f"{person.person.name}: ", "; ".join(steps) + ".")]
        for move in person.moves:
            if move.asked:
                found.append(self._pair("Asked: ", move.asked, 12.0))
            if move.helped:
                found.append(self._pair("What helped: ", move.helped, 12.0))
            if move.note:
                found.append(self.line(move.note))
        return found

    def head(self, text: str) -> Piece:
        """A heading over some lines."""
        block = self._structure.add("H2", self._parent)
        style = Style(self._look.part.size, bold=True)
        gap = 3.0 * self._look.unit
        return words([Span(text, style)], self._width, self._look.part.line, block, gap=gap, keep_next=True)

    def line(self, text: str) -> Piece:
        """A paragraph."""
        block = self._structure.add("P", self._parent, lang=speak_lang(text))
        spans = [Span(text, Style(self._look.body.size))]
        return words(spans, self._width, self._look.body.line, block, gap=self._look.unit)

    def _pair(self, first: str, second: str, indent: float = 0.0) -> Piece:
        block = self._structure.add("P", self._parent, lang=speak_lang(second))
        body = Style(self._look.body.size)
        spans = [Span(first, body.but(bold=True), isolate=True), Span(second, body, isolate=True)]
        return words(spans, self._width - indent, self._look.body.line, block, gap=self._look.unit)

    def _tick(self, text: str, met: bool) -> Piece:
        block = self._structure.add("P", self._parent, lang=speak_lang(text))
        sign = self._look.body.size * 1.7
        spans = [Span(text, Style(self._look.body.size))]
        body = words(spans, self._width - sign, self._look.body.line, block)
        return Item(
            gap=self._look.unit, body=body, symbol="check-circle" if met else "circle-dashed",
            symbol_size=self._look.body.size * 1.2, symbol_colour="wellInk" if met else "askInk", indent=sign,
        )  # fmt: skip


def _title_lines(view: CirclesView, copy: Copy) -> list[str]:
    children = listed([child.name for child in view.children])
    count, knows, began = headline(view)
    when = dates.written(view.as_at) + (f". {copy.reader}" if copy.reader else "")
    counted = " ".join(part for part in (count, knows, began) if part and copy.asks)
    return [f"Round {children}" if children else "", counted, when]


def _is_drawn(view: CirclesView, copy: Copy) -> bool:
    """Whether there is a picture: rings without anybody would say that nobody knows, which a copy may not know."""
    return copy.asks or bool(view.people)


def _sheet(view: CirclesView, copy: Copy, body: float) -> Sheet:
    sheet = Sheet(heading(view, "safety circles"), look(body), copy)
    sheet.head(_title_lines(view, copy))
    section = sheet.structure.add("Sect")
    if _is_drawn(view, copy):
        figure = sheet.structure.add("Figure", section, alt=rings_in_words(view, asks=copy.asks))
        layout = place(view)
        scale = min(WIDTH / 2 / (layout.radii[2] + 2), 0.8)
        tall = 2 * (layout.radii[2] + 2) * scale
        drawn = [moved(item, WIDTH / 2, tall / 2) for item in circles_figure(layout, scale, block=figure)]
        sheet.section([Art(items=tuple(drawn), tall=tall)])
    for pieces in _Words(sheet.structure, sheet.look, WIDTH, section, asks=copy.asks).sections(view):
        sheet.section(pieces)
    return sheet


class _WidePage:
    """The picture at the left and the words at the right of one A3 page; more pages where the words need them."""

    def __init__(self, view: CirclesView, copy: Copy) -> None:
        self._view, self._copy = view, copy
        self._structure = Structure()
        self._title = heading(view, "safety circles")

    def drawing(self) -> Drawing:
        """The pages."""
        wide, high = A3_LANDSCAPE
        look_ = look(12.0)
        side = high - 2 * MARGIN - 30.0
        head = self._head(look_)
        section = self._structure.add("Sect")
        figure = self._structure.add("Figure", section, alt=rings_in_words(self._view, asks=self._copy.asks))
        layout = place(self._view)
        scale = side / 2 / (layout.radii[2] + 2)
        middle = (MARGIN + side / 2, MARGIN + side / 2)
        items = [moved(item, *middle) for item in circles_figure(layout, scale, block=figure)]
        left = MARGIN + side + 34.0
        column = wide - left - MARGIN
        texts = _Words(self._structure, look_, column, section, asks=self._copy.asks).sections(self._view)
        stacks: list[Piece] = [Stack(gap=9.0 * look_.unit, children=tuple(part)) for part in texts]
        top = MARGIN + stacked_height(head) + 6.0 * look_.unit
        contents = fill_pages(stacks, lambda page: high - (MARGIN if page else top) - MARGIN - 20.0)
        pages = []
        for number, pieces in enumerate(contents or [()]):
            drawn = [*items, *place_stack(head, left, MARGIN)] if not number else []
            drawn += place_stack(pieces, left, MARGIN if number else top)
            drawn += foot_line(
                self._copy, self._structure, number, len(contents), left=MARGIN, right=wide - MARGIN,
                baseline=high - MARGIN * 0.6, size=look_.small.size,
            )  # fmt: skip
            pages.append(Page(wide, high, tuple(drawn)))
        return Drawing(self._title, tuple(pages), tuple(self._structure.blocks))

    def _head(self, look_: Look) -> list[Piece]:
        column = A3_LANDSCAPE[0] - 2 * MARGIN - (A3_LANDSCAPE[1] - 2 * MARGIN - 30.0) - 34.0
        block = self._structure.add("H1", lang=speak_lang(self._title))
        title = Span(self._title, Style(look_.title.size, bold=True))
        found: list[Piece] = [words([title], column, look_.title.line, block)]
        for line in filter(None, _title_lines(self._view, self._copy)):
            under = self._structure.add("P", lang=speak_lang(line))
            found.append(words([Span(line, Style(look_.body.size, colour="ink2"))], column, look_.body.line, under))
        return found
