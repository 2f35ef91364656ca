"""The ecomap as a picture: a household in a circle, and round it who helps and who costs strength.

Everything stands round (0, 0), the middle of the home, in points; the screen and every paper show the same primitives.
Line styles are told apart without colour. See :func:`figure`; the paper is in :mod:`models.drawings.ecomap`.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from models.drawing import Path, Primitive, Rect, moved, place_line, place_text
from models.drawings.courses import Point, arrow, bars, course, cut, dotted, stroke, triple, zigzag
from models.ecomap import clockwise
from models.family_projection import short_age
from models.family_views import EcomapNode, EcomapView
from models.typeset import Span, Style, set_paragraph, text_width
from models.views import PersonView

NAME = 13.0
SMALL = 11.6
_LINE = 1.22
_RADII = tuple(float(r) for r in range(26, 60, 2))
"""What a circle round the home may measure; the smallest that holds its words."""
_GAP = 12.0
_INNER = 16
"""So many places stand on the inner round; the others between them, farther out."""
_ASPECT = 1.6
"""How much wider than high the rounds are: screens and paper lie on their long side."""
_GROW = 1.09
_MOST_MEMBERS = 5
"""How many of a home stand beside one another."""

KINDS = {
    "strong": "a strong line", "ordinary": "an ordinary line", "weak": "a weak line",
    "stressful": "a stressful line", "broken": "a line that is broken",
}  # fmt: skip
"""How the lines are said aloud."""
KIND_KEYS = {
    "strong": "Strong", "ordinary": "Ordinary", "weak": "Weak", "stressful": "Stressful", "broken": "Broken",
}  # fmt: skip
ENERGY_KEYS = {"in": "Gives them strength", "out": "Costs them strength", "both": "Gives and costs strength"}
"""How lines and arrows are called in the key."""
ENERGIES = {
    "in": "strength flows to them", "out": "it costs them strength", "both": "strength flows both ways", "none": "",
}  # fmt: skip


@dataclass(frozen=True)
class Ball:
    """Somebody or something round the home: where it stands, how large it is, and what draws it."""

    node: EcomapNode
    x: float
    y: float
    radius: float
    items: tuple[Primitive, ...]
    line: tuple[Primitive, ...]
    way: tuple[Point, ...]
    """The course of its line, from the home to the ball."""


@dataclass(frozen=True)
class Stand:
    """Somebody who lives there: the middle of their symbol, half its height, and what draws them."""

    person: PersonView
    x: float
    y: float
    items: tuple[Primitive, ...]


@dataclass(frozen=True)
class Figure:
    """The whole picture.

    ``home`` draws the circle, ``name`` its name; ``rounds``: how far out both are; ``left``, ``top``, ``right`` and
    ``bottom`` bound everything drawn.
    """

    radius: float
    rounds: tuple[float, float]
    home: tuple[Primitive, ...]
    name: tuple[Primitive, ...]
    members: tuple[Stand, ...]
    balls: tuple[Ball, ...]
    left: float
    top: float
    right: float
    bottom: float

    def spot(self, slot: int) -> Point:
        """The middle of a place, taken or not."""
        return _at(slot, self.rounds[slot >= _INNER])

    def items(self) -> tuple[Primitive, ...]:
        """Everything in drawing order: the home, the lines over it, who lives there, who is round it."""
        lines = [item for ball in self.balls for item in ball.line]
        people = [item for member in self.members for item in member.items]
        return (*self.home, *lines, *self.name, *people, *(item for ball in self.balls for item in ball.items))


def figure(view: EcomapView) -> Figure:
    """The picture of an ecomap: nobody overlaps anybody, and whoever is added moves nobody to another side."""
    home, name, members, radius = _home(view)
    words = [_words(node) for node in view.nodes]
    rounds = _rounds(view.nodes, [size for size, _items in words], radius)
    ways = _ways(view.nodes, [size for size, _items in words], rounds, radius, members)
    balls = []
    for node, (size, items), way in zip(view.nodes, words, ways, strict=True):
        x, y = _at(node.slot, rounds[node.slot >= _INNER])
        drawn = (*_disc(node, size, x, y), *(moved(item, x, y) for item in items))
        balls.append(Ball(node, x, y, size, drawn, link_line(way, node.kind, node.energy), way))
    reach = [(ball.x, ball.y, ball.radius) for ball in balls] + [(0.0, 0.0, radius)]
    return Figure(
        radius, rounds, home, name, members, tuple(balls),
        min(x - r for x, _y, r in reach) - 2, min(y - r for _x, y, r in reach) - 2,
        max(x + r for x, _y, r in reach) + 2, max(y + r for _x, y, r in reach) + 2,
    )  # fmt: skip


# Where everybody stands


@cache
def _oval() -> tuple[tuple[float, float], ...]:
    """An oval 1 high from its middle, clockwise from the top, as points the same way apart from each other."""
    steps = 1440
    fine = [(_ASPECT * math.sin(2 * math.pi * i / steps), -math.cos(2 * math.pi * i / steps)) for i in range(steps + 1)]
    along = [0.0]
    for (x1, y1), (x2, y2) in itertools.pairwise(fine):
        along.append(along[-1] + math.hypot(x2 - x1, y2 - y1))
    even, at = [], 0
    for i in range(256):
        wanted = along[-1] * i / 256
        while along[at + 1] < wanted:
            at += 1
        even.append(fine[at])
    return tuple(even)


def direction(slot: int) -> Point:
    """Which way a place lies from the middle of the home, on an oval 1 high."""
    return _oval()[round(clockwise(slot) * 256) % 256]


def nearest_slot(x: float, y: float, among: Iterable[int]) -> int:
    """Which of some places lies nearest to the way from the home to (x, y)."""

    def apart(slot: int) -> float:
        dx, dy = direction(slot)
        return -(x * dx + y * dy) / (math.hypot(x, y) * math.hypot(dx, dy) or 1.0)

    return min(among, key=lambda slot: (round(apart(slot), 6), slot))


def _rounds(nodes: Sequence[EcomapNode], sizes: Sequence[float], radius: float) -> tuple[float, float]:
    """How far out both rounds lie: the least on which nobody is nearer than a gap to anybody, or to the home.

    They grow in steps, so that one more name rarely changes them.
    """
    inner = [(node, size) for node, size in zip(nodes, sizes, strict=True) if node.slot < _INNER]
    outer = [(node, size) for node, size in zip(nodes, sizes, strict=True) if node.slot >= _INNER]
    biggest = max((size for _node, size in inner), default=_RADII[0])
    reach = _grown(radius + 40.0 + biggest, inner, [])
    most = max((size for _node, size in outer), default=_RADII[0])
    placed = [(_at(node.slot, reach), size) for node, size in inner]
    return reach, _grown(reach + (biggest + most) * 0.8, outer, placed)


def _at(slot: int, reach: float) -> Point:
    x, y = direction(slot)
    return x * reach, y * reach


def _grown(reach: float, nodes: Sequence[tuple[EcomapNode, float]], placed: Sequence[tuple[Point, float]]) -> float:
    while True:
        spots = [(_at(node.slot, reach), size) for node, size in nodes]
        if all(_clear(spot, other) for i, spot in enumerate(spots) for other in (*spots[:i], *placed)):
            return reach
        reach *= _GROW


def _clear(one: tuple[Point, float], other: tuple[Point, float]) -> bool:
    (x1, y1), r1 = one
    (x2, y2), r2 = other
    return math.hypot(x1 - x2, y1 - y2) >= r1 + r2 + _GAP


# Who lives there


def _home(
    view: EcomapView,
) -> tuple[tuple[Primitive, ...], tuple[Primitive, ...], tuple[Stand, ...], float]:
    """The circle, its name, who stands in it, and its radius."""
    people = sorted((m.person for m in view.home.members), key=_household_order)
    rows = [people[start : start + _MOST_MEMBERS] for start in range(0, len(people), _MOST_MEMBERS)]
    wide, high = 58.0, 54.0
    across = [max([wide, *(text_width(p.name, Style(SMALL, bold=True)) + 10 for p in row)]) for row in rows]
    widest = max((pitch * len(row) for pitch, row in zip(across, rows, strict=True)), default=60.0)
    title = set_paragraph([Span(view.home.name, Style(NAME, bold=True))], max(widest, 110.0))
    foot = len(title.lines) * NAME * _LINE if view.home.name else 0.0
    tall = len(rows) * high + foot + 10
    radius = max(58.0, math.hypot(widest / 2, tall / 2) + 4)
    top = -tall / 2
    home = Rect(-radius, -radius, 2 * radius, 2 * radius, fill="card", stroke="ink", radius=radius, stroke_width=1.6)
    name: list[Primitive] = []
    for number, line in enumerate(title.lines if view.home.name else ()):
        baseline = radius * 0.9 - (len(title.lines) - number) * NAME * _LINE + NAME * 0.2
        name.append(Rect(-line.width / 2 - 4, baseline - NAME, line.width + 8, NAME * 1.35, fill="card"))
        name += place_line(line.runs, -line.width / 2, baseline, None)
    stands = []
    for number, (row, pitch) in enumerate(zip(rows, across, strict=True)):
        y = top + number * high + 17
        for place, person in enumerate(row):
            x = (place - (len(row) - 1) / 2) * pitch
            stands.append(Stand(person, x, y, tuple(_member(person, x, y))))
    return (home,), tuple(name), tuple(stands), radius


def _household_order(person: PersonView) -> tuple[bool, bool, str, str]:
    """Grown-ups, then children from the oldest, then pets."""
    return person.kind == "pet", person.is_child, person.born or "9999", person.name


_HALF = 15.0
"""Half a symbol's height."""


def _member(person: PersonView, x: float, y: float) -> list[Primitive]:
    """Square, circle or diamond with the age in it, a second outline for a child the work is about; the name below."""
    items = _symbol(person, x, y, _HALF, "card")
    if person.is_child:
        items += _symbol(person, x, y, _HALF - 2.6, "")
    inside = "?" if person.gender == "unknown" and person.kind != "pet" and not person.age else short_age(person.age)
    if inside:
        items += place_text(inside, Style(SMALL), x, y + SMALL * 0.34, None, "centre")
    name = Style(SMALL, bold=True)
    band = text_width(person.name, name)
    items.append(Rect(x - band / 2 - 2, y + _HALF + 1.5, band + 4, SMALL * 1.3, fill="card"))
    return items + list(place_text(person.name, name, x, y + _HALF + SMALL * 1.12, None, "centre"))


def _symbol(person: PersonView, x: float, y: float, half: float, fill: str) -> list[Primitive]:
    if person.kind == "pet" or person.gender == "non_binary":
        half *= 1.1
        steps = ((x, y - half), (x + half, y), (x, y + half), (x - half, y))
        path = (("M", steps[0]), *(("L", step) for step in steps[1:]), ("Z", ()))
        return [Path(path, fill=fill, stroke="ink", stroke_width=1.3)]  # type: ignore[arg-type]
    corner = 0.0 if person.gender == "male" else half
    return [Rect(x - half, y - half, 2 * half, 2 * half, fill, "ink", corner, 1.3)]


# Who is round it


def node_detail(node: EcomapNode) -> str:
    """What stands under a name: what somebody does, or is to the children."""
    person = node.person
    return (person.role or person.relation or "") if person else ""


def _words(node: EcomapNode) -> tuple[float, tuple[Primitive, ...]]:
    """(the radius of the smallest circle that holds them, the words round its middle)."""
    detail = node_detail(node)
    for radius in _RADII:
        lines = _set(node.label, detail, radius)
        if lines is not None:
            return radius, lines
    for label, more in ((node.label, ""), (_shortened(node.label), "")):
        lines = _set(label, more, _RADII[-1])
        if lines is not None:
            return _RADII[-1], lines
    return _RADII[-1], tuple(place_text(_shortened(node.label, 10), Style(SMALL, bold=True), 0, 3, None, "centre"))


def _shortened(text: str, letters: int = 44) -> str:
    return text if len(text) <= letters else f"{text[: letters - 1].rstrip()}…"


def _set(label: str, detail: str, radius: float) -> tuple[Primitive, ...] | None:
    """The words centred in a circle, or None where they do not go in."""
    width = 1.72 * radius
    parts = [(label, Style(NAME, bold=True)), *([(detail, Style(SMALL, colour="ink2"))] if detail else [])]
    lines = []
    for text, style in parts:
        if any(text_width(word, style) > width for word in text.split()):
            return None
        lines += [(line, style.size) for line in set_paragraph([Span(text, style)], width).lines]
    tall = sum(size * _LINE for _line, size in lines)
    y, items = -tall / 2, []
    for line, size in lines:
        corner = max(abs(y), abs(y + size * _LINE))
        if corner >= radius or line.width / 2 > math.sqrt(radius**2 - corner**2) - 1.5:
            return None
        items += place_line(line.runs, -line.width / 2, y + size * _LINE * 0.79, None)
        y += size * _LINE
    return tuple(items)


def _disc(node: EcomapNode, radius: float, x: float, y: float) -> tuple[Primitive, ...]:
    """Filled for family and friends, open with a ring for professionals, open with a thin line for services."""
    ours = node.person is not None and node.person.kind != "professional"
    fill, line, wide = ("personFamily", "personRing", 0.9) if ours else ("card", "personRing", 1.5)
    if node.person is None:
        fill, line, wide = "sunken", "lineStrong", 0.9
    return (Rect(x - radius, y - radius, 2 * radius, 2 * radius, fill, line, radius, wide),)


# The lines


def _ways(
    nodes: Sequence[EcomapNode], sizes: Sequence[float], rounds: tuple[float, float], radius: float,
    members: Sequence[Stand],
) -> list[tuple[Point, ...]]:  # fmt: skip
    """The course of every line: from the home's edge, or from the one person it is for, to the edge of the ball.

    To a person it comes down from above, or up from below, and so runs across nobody else; where several come to one
    person from one side, they stand a little apart.
    """
    spots = [_at(node.slot, rounds[node.slot >= _INNER]) for node in nodes]
    stands = {stand.person.id: stand for stand in members}
    ends: dict[tuple[str, bool], list[int]] = {}
    for place, (node, spot) in enumerate(zip(nodes, spots, strict=True)):
        if node.member and node.member.id in stands:
            stand = stands[node.member.id]
            above = spot[1] < stand.y + 12
            ends.setdefault((node.member.id, above), []).append(place)
    ways = [course(_edge(spot, radius), None, spot) for spot in spots]
    for (member, above), places in ends.items():
        stand = stands[member]
        apart = min(11.0, 22.0 / max(1, len(places) - 1))
        for nth, place in enumerate(sorted(places, key=lambda p: spots[p][0])):
            x = stand.x + (nth - (len(places) - 1) / 2) * apart
            start = (x, stand.y - _HALF - 2 if above else stand.y + _HALF + SMALL * 1.35 + 2)
            ways[place] = course(start, (x, -radius * 0.92 if above else radius * 0.92), spots[place])
    return [cut(way, size + 1.5) for way, size in zip(ways, sizes, strict=True)]


def _edge(spot: Point, radius: float) -> Point:
    far = math.hypot(*spot) or 1.0
    return spot[0] / far * radius, spot[1] / far * radius


def link_line(way: Sequence[Point], kind: str, energy: str) -> tuple[Primitive, ...]:
    """A line of a kind along a course that begins at the home, with arrows for the way the strength flows."""
    ink = "ink"
    heads: list[Primitive] = []
    body = tuple(way)
    if energy in ("in", "both"):
        heads.append(arrow(body[::-1], ink))
    if energy in ("out", "both"):
        heads.append(arrow(body, ink))
    if energy in ("out", "both"):
        body = cut(body, 7.0)
    if energy in ("in", "both"):
        body = cut(body[::-1], 7.0)[::-1]
    drawn: list[Primitive]
    if kind == "strong":
        drawn = triple(body, ink)
    elif kind == "weak":
        drawn = [dotted(body, ink)]
    elif kind == "stressful":
        drawn = [zigzag(body, ink)]
    elif kind == "broken":
        drawn = bars(body, ink)
    else:
        drawn = [stroke(body, ink, 1.5)]
    return (*drawn, *heads)


# In words


def node_words(node: EcomapNode, *, note: bool = True) -> str:
    """A line in a sentence: "Oakfield Primary: a strong line to Jayden, strength flows to them. Note" """
    detail = node_detail(node)
    # "Leah, half-sister (same mum)": no brackets inside brackets.
    beside = f", {detail}" if "(" in detail else f" ({detail})" if detail else ""
    name = f"{node.label}{beside}"
    to = f" to {node.member.name}" if node.member else ""
    energy = f", {ENERGIES[node.energy]}" if ENERGIES[node.energy] else ""
    more = f" {node.note}" if note and node.note else ""
    return f"{name}: {KINDS[node.kind]}{to}{energy}.{more}"


def in_words(view: EcomapView, *, asks: bool = True) -> str:
    """The whole picture in words, a sentence a line. ``asks`` off: a home without lines is not said to have none."""
    people = sorted((m.person for m in view.home.members), key=_household_order)
    who = ", ".join(f"{p.name} ({p.age})" if p.age else p.name for p in people)
    lives = f" with {who}" if who else ""
    if not view.nodes:
        return f"The home {view.home.name}{lives}." + (" Nobody is drawn round it yet." if asks else "")
    lines = " ".join(node_words(node, note=False) for node in view.nodes)
    return f"The home {view.home.name}{lives}. Round it, clockwise from the top: {lines}"


def sample(kind: str, energy: str = "none", width: float = 44.0) -> tuple[Primitive, ...]:
    """A short piece of a line from (0, 0) to the right: for keys and legends."""
    return link_line(course((0.0, 0.0), None, (width, 0.0)), kind, energy)


def used(view: EcomapView) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(the kinds of line, the ways of strength) that occur, in their order."""
    kinds = tuple(kind for kind in KINDS if any(node.kind == kind for node in view.nodes))
    return kinds, tuple(e for e in ("in", "out", "both") if any(node.energy == e for node in view.nodes))
