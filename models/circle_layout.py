"""Where everybody stands in a drawing of safety circles: rings, discs, names, footprints, without overlaps.

A person has a spoke of their own, by the order in which they came (golden angle: any number of people is spread evenly,
and nobody moves because somebody came later), and stands on it in every ring and on every day. Where two would touch,
the later one gives way along the ring. Rings grow when they are full. Lengths are units: pixels of the screen design.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from models import dates
from models.circle_words import RINGS, ring_words
from models.family_views import CirclesView, RingPerson
from models.typeset import Style, text_width
from models.views import PersonView

Radii = tuple[float, float, float]
"""Outer edges of the inner, middle and outer ring."""

DISC = 36.0
CHILD = 34.0
GHOST = 26.0
NAME_SIZE = 13.0
NAME_LINE = 16.0
LABEL_SIZE = 13.0
_WIDEST = 66.0
_GAP = 4.0
_ROOM = 7000.0
"""How much of a ring somebody needs, with the room that is lost between them."""
_SMALLEST: Radii = (138.0, 204.0, 272.0)
_GOLDEN = math.pi * (3 - math.sqrt(5))
_START = -math.pi * 0.72
_STEP = math.radians(4)
_NAME = Style(NAME_SIZE)
_LABEL = Style(LABEL_SIZE, bold=True)


@dataclass(frozen=True)
class Box:
    """A rectangle: left, top, right, bottom."""

    left: float
    top: float
    right: float
    bottom: float

    def touches(self, other: Box) -> bool:
        """Whether two boxes have a point in common (edges that meet do not count)."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )  # fmt: skip


@dataclass(frozen=True)
class Spot:
    """A person's place: middle of the disc, the lines of the name under it, and the box of both."""

    person: PersonView
    ring: str
    x: float
    y: float
    size: float
    label: str
    name: tuple[str, ...]
    box: Box


@dataclass(frozen=True)
class Footprint:
    """Where somebody stood before: a ghost in that ring, and the day they came there.

    ``side`` is where the day stands, clear of the way on: below, left or right of the ghost.
    """

    ring: str
    when: str
    x: float
    y: float
    side: str = "below"
    size: float = GHOST

    def words_at(self) -> tuple[float, float]:
        """The middle of the day's words."""
        if self.side == "below":
            return self.x, self.y + self.size / 2 + 3 + NAME_LINE / 2
        away = self.size / 2 + 5 + text_width(self.when, _NAME) / 2
        return self.x + (away if self.side == "right" else -away), self.y


def arrives(spot: Spot, x: float, y: float) -> float:
    """How far from a disc's middle an arrow from (x, y) ends, so that it strikes neither the disc nor the name."""
    far = math.hypot(spot.x - x, spot.y - y) or 1.0
    ux, uy = (x - spot.x) / far, (y - spot.y) / far
    clear = spot.size / 2 + 6
    if uy <= 0 or not spot.name:
        return clear
    under = (spot.box.bottom - spot.y) / uy
    aside = (spot.box.right - spot.x) / abs(ux) if ux else under
    passes_name = abs(ux) * (spot.size / 2 + 3) / uy <= spot.box.right - spot.x
    return max(clear, min(under, aside)) if passes_name else clear


@dataclass(frozen=True)
class RingLabel:
    """A ring's words, centred at (0, y): y is the middle of the line."""

    ring: str
    words: str
    y: float


@dataclass(frozen=True)
class CirclesLayout:
    """Everything's place, the middle of the circles at (0, 0), y down."""

    radii: Radii
    labels: tuple[RingLabel, ...]
    children: tuple[Spot, ...]
    people: tuple[Spot, ...]
    footprints: Mapping[str, tuple[Footprint, ...]] = field(default_factory=dict)

    def spot(self, person_id: str) -> Spot | None:
        """Where somebody stands."""
        return next((spot for spot in self.people if spot.person.id == person_id), None)

    def ring_at(self, x: float, y: float) -> str:
        """The ring a point lies in; "left" outside all of them."""
        far = math.hypot(x, y)
        return next((ring for ring, edge in zip(RINGS, self.radii, strict=True) if far <= edge), "left")


def place(
    view: CirclesView, order: Sequence[str] = (), radii: Radii | None = None, *, names: bool = True
) -> CirclesLayout:
    """Places for a view. ``order``: everybody who ever stood in the circles, as they came (else the view's own order).

    ``radii``: at least these, so that the rings keep their size from day to day (:func:`radii_for`). Without ``names``
    the discs stand alone, in the same places.
    """
    spokes = {key: index for index, key in enumerate(order or [p.person.id for p in view.people])}
    edges = radii or roomy(view)
    while True:
        tried = _Placing(view, spokes, edges, names).people()
        if isinstance(tried, CirclesLayout):
            return tried
        edges = _wider(edges, tried)


def radii_for(views: Iterable[CirclesView], order: Sequence[str] = ()) -> Radii:
    """Rings wide enough for several days of the same circles."""
    edges = _SMALLEST
    for view in views:
        edges = place(view, order, _widest(edges, roomy(view))).radii
    return edges


def roomy(view: CirclesView) -> Radii:
    """Rings about wide enough for how many stand in them."""
    children = max(0, len(view.children) - 3) * 10.0
    area = math.pi * _SMALLEST[0] ** 2
    inner = max(_SMALLEST[0] + children, math.sqrt((len(view.ring("inner")) * _ROOM + area * 0.25) / math.pi))
    edges = [inner]
    for ring, least in (("middle", _SMALLEST[1] - _SMALLEST[0]), ("outer", _SMALLEST[2] - _SMALLEST[1])):
        area = math.pi * edges[-1] ** 2 + len(view.ring(ring)) * _ROOM
        edges.append(max(edges[-1] + least, math.sqrt(area / math.pi)))
    return edges[0], edges[1], edges[2]


def _widest(one: Radii, other: Radii) -> Radii:
    return max(one[0], other[0]), max(one[1], other[1]), max(one[2], other[2])


def _wider(edges: Radii, ring: str) -> Radii:
    more = 14.0
    place_ = RINGS.index(ring)
    grown = [edge + (more if index >= place_ else 0.0) for index, edge in enumerate(edges)]
    return grown[0], grown[1], grown[2]


def short_labels(people: Sequence[PersonView]) -> dict[str, str]:
    """What stands in each disc: initials, one letter more for whoever would share them ("S", "St")."""
    taken: set[str] = set()
    labels = {}
    for person in people:
        label, letters = person.initials, [c for c in person.name if c.isalnum()]
        for count in range(2, 4):
            if label in taken and len(letters) >= count:
                label = "".join([letters[0].upper(), *(c.lower() for c in letters[1:count])])
        taken.add(label)
        labels[person.id] = label
    return labels


def name_lines(name: str) -> tuple[str, ...]:
    """A name on one line, or on two where it is long; what fits on neither ends with an ellipsis."""
    if text_width(name, _NAME) <= _WIDEST:
        return (name,)
    words, first = name.split(), ""
    while words and text_width(f"{first} {words[0]}".strip(), _NAME) <= _WIDEST:
        first = f"{first} {words.pop(0)}".strip()
    rest = " ".join(words)
    if not first:
        first, rest = _cut(rest), ""
    return (first, _cut(rest)) if rest else (first,)


def _cut(words: str) -> str:
    if text_width(words, _NAME) <= _WIDEST:
        return words
    while words and text_width(words + "…", _NAME) > _WIDEST:
        words = words[:-1]
    return words.rstrip() + "…"


def short_day(iso: str, year: bool) -> str:
    """ "14 Oct", with the year where the steps are years apart."""
    day = dates.as_date(iso)
    if day is None:
        return iso
    said = f"{day.day} {dates.MONTHS[day.month - 1][:3]}"
    return f"{said} {day.year}" if year else said


class _Placing:
    """One try at rings of given sizes."""

    def __init__(self, view: CirclesView, spokes: Mapping[str, int], radii: Radii, names: bool) -> None:
        self._view, self._spokes, self._radii, self._names = view, spokes, radii, names
        self._bands = dict(zip(RINGS, zip((0.0, *radii[:2]), radii, strict=True), strict=True))
        self._labels = short_labels([*view.children, *(p.person for p in view.people)])
        self._rings = tuple(
            RingLabel(ring, ring_words(ring).now, -edge + 20.0) for ring, edge in zip(RINGS, radii, strict=True)
        )
        self._children = tuple(self._row_of_children())
        self._taken = [_around(spot) for spot in self._children] + [_label_box(label) for label in self._rings]

    def people(self) -> CirclesLayout | str:
        """The layout, or the ring that is too full."""
        placed = []
        for person in sorted(self._view.people, key=self._spoke):
            spot = self._seat(person)
            if spot is None:
                return person.ring
            self._taken.append(spot.box)
            placed.append(spot)
        prints = {
            person.person.id: self._footprints(person, spot)
            for spot in placed
            for person in self._view.people
            if person.person.id == spot.person.id and len(person.moves) > 1
        }
        if not self._names:
            placed = [replace(spot, name=()) for spot in placed]
        return CirclesLayout(self._radii, self._rings, self._children, tuple(placed), prints)

    def _spoke(self, person: RingPerson) -> int:
        return self._spokes.get(person.person.id, len(self._spokes))

    def _angle(self, person: RingPerson) -> float:
        return _START + self._spoke(person) * _GOLDEN

    def _seat(self, person: RingPerson) -> Spot | None:
        """The free place nearest to the person's spoke: one wholly in the ring, else one whose disc is in it."""
        lines = name_lines(person.person.name)
        wide = max(DISC, *(text_width(line, _NAME) for line in lines)) / 2 + _GAP / 2
        high = (DISC + 3 + NAME_LINE * len(lines) + _GAP) / 2
        for slack in (0.0, NAME_LINE):
            found = self._free(person, wide, high, slack)
            if found is not None:
                x, y = found
                box = Box(x - wide, y - high, x + wide, y + high)
                middle = box.top + _GAP / 2 + DISC / 2
                return Spot(person.person, person.ring, x, middle, DISC, self._labels[person.person.id], lines, box)
        return None

    def _free(self, person: RingPerson, wide: float, high: float, slack: float) -> tuple[float, float] | None:
        """The middle of a free box of half sizes *wide* and *high*; with *slack* it may reach over the ring's edges."""
        near, far = self._bands[person.ring]
        lanes = tuple(_lanes(near, far))
        disc = DISC / 2 + 3
        taken = [(box.left, box.top, box.right, box.bottom) for box in self._taken]
        for angle in _turns(self._angle(person)):
            cos, sin = math.cos(angle), math.sin(angle)
            for radius in lanes:
                x, y = radius * cos, radius * sin
                away = math.hypot(x, y - high + (DISC + _GAP) / 2)
                if not near + disc <= away <= far - disc:
                    continue
                if math.hypot(abs(x) + wide, abs(y) + high) > far - 1 + slack:
                    continue
                if not slack and math.hypot(max(abs(x) - wide, 0.0), max(abs(y) - high, 0.0)) < near + 1:
                    continue
                left, top, right, bottom = x - wide, y - high, x + wide, y + high
                if not any(left < r and le < right and top < b and t < bottom for le, t, r, b in taken):
                    return x, y
        return None

    def _row_of_children(self) -> Iterator[Spot]:
        children = self._view.children
        across = max(1, len(children)) if len(children) <= 3 else math.ceil(math.sqrt(len(children)))
        rows = [children[start : start + across] for start in range(0, len(children), across)]
        for down, row in enumerate(rows):
            y = (down - (len(rows) - 1) / 2) * (CHILD + 4)
            for place_, child in enumerate(row):
                x = (place_ - (len(row) - 1) / 2) * (CHILD + 4)
                half = CHILD / 2
                box = Box(x - half, y - half, x + half, y + half)
                yield Spot(child, "", x, y, CHILD, self._labels[child.id], (child.name,), box)

    def _footprints(self, person: RingPerson, spot: Spot) -> tuple[Footprint, ...]:
        """Ghosts on the person's spoke, one for each ring they stood in before, where nobody stands."""
        steps = [move for move in person.moves[:-1] if move.ring != "left"]
        years = len({move.moved_on[:4] for move in person.moves}) > 2
        angle = math.atan2(spot.y, spot.x)
        found: list[Footprint] = []
        taken = list(self._taken)
        target = (spot.x, spot.y)
        for move in reversed(steps):
            near, far = self._bands[move.ring]
            print_ = Footprint(move.ring, short_day(move.moved_on, years), 0.0, 0.0)
            placed, box = _ghost(print_, angle, (near + far) / 2, target, taken)
            taken.append(box)
            found.append(placed)
            target = (placed.x, placed.y)
        return tuple(reversed(found))


def _ghost(
    print_: Footprint, angle: float, radius: float, target: tuple[float, float], taken: Sequence[Box]
) -> tuple[Footprint, Box]:
    """The footprint at the free place nearest to an angle, and the box of ghost and words. ``target``: the way on."""
    first: tuple[Footprint, Box] | None = None
    for turned in _turns(angle):
        if abs(turned - angle) > math.radians(50):
            break
        x, y = radius * math.cos(turned), radius * math.sin(turned)
        steep = abs(target[1] - y) > abs(target[0] - x) * 0.6
        side = ("right" if x >= 0 else "left") if steep else "below"
        placed = replace(print_, x=x, y=y, side=side)
        wx, wy = placed.words_at()
        half, wide = GHOST / 2, text_width(placed.when, _NAME) / 2
        box = Box(min(x - half, wx - wide), min(y - half, wy - 8), max(x + half, wx + wide), max(y + half, wy + 8))
        first = first or (placed, box)
        if not any(box.touches(other) for other in taken):
            return placed, box
    assert first is not None
    return first


def _turns(angle: float) -> Iterator[float]:
    """An angle, then those on either side of it, ever farther, all the way round."""
    yield angle
    for step in range(1, round(math.pi / _STEP) + 1):
        yield angle + step * _STEP
        yield angle - step * _STEP


def _lanes(near: float, far: float) -> Iterator[float]:
    """Distances from the middle to try in a ring: its own middle first."""
    half = DISC / 2 + 3
    low, high = near + half, far - half
    middle = (low + high) / 2 if near else high - 8
    yield middle
    for step in range(1, 40):
        shift = step * 7.0
        if middle - shift < low and middle + shift > high:
            return
        if middle + shift <= high:
            yield middle + shift
        if middle - shift >= low:
            yield middle - shift


def _around(spot: Spot) -> Box:
    return Box(spot.box.left - 8, spot.box.top - 6, spot.box.right + 8, spot.box.bottom + 6)


def _label_box(label: RingLabel) -> Box:
    half = text_width(label.words, _LABEL) / 2 + 6
    return Box(-half, label.y - 11, half, label.y + 11)
