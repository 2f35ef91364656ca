"""The way from the danger to the goal: every round of scores as a capsule of dots along the days, with what happened.

Each dot is a person; a capsule reaches from the lowest to the highest score and says so in words; the band between
shows how the spread went. There is no average, and a fall is drawn like a rise. What is planned is hollow: the target
everybody is to reach, never a forecast. Rounds and events close together stand side by side, tied to their day.

Plain primitives from (0, 0): the same picture on the screen and on paper. Positions are given for pointing at it.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from models import dates
from models.drawing import Line, Path, Primitive, Rect, place_text
from models.drawings.scale_chart import rounds_in_words, scored, spread_words
from models.drawings.time_axis import Axis, kept_apart, padded
from models.thinking_views import EventView, TimelineView
from models.timeline import DANGERS, day_of
from models.typeset import Style, text_width
from models.views import RoundView, ScaleView


@dataclass(frozen=True, slots=True)
class Capsule:
    """Where a round stands: the middle and the box of its capsule, and the x of its own day."""

    round_id: str
    held_on: str
    words: str
    x: float
    y: float
    width: float
    height: float
    day_x: float

    @property
    def left(self) -> float:
        """Its left edge."""
        return self.x - self.width / 2


@dataclass(frozen=True, slots=True)
class Mark:
    """Where an event stands on the line of days: its middle, its size, and the x of its own day."""

    event_id: str
    on: str
    x: float
    y: float
    size: float
    day_x: float


@dataclass(frozen=True, slots=True)
class Trajectory:
    """The picture and what is where in it. ``axis`` turns days to x and back; ``top``/``bottom`` are 10 and 0."""

    items: tuple[Primitive, ...]
    width: float
    height: float
    axis: Axis
    top: float
    bottom: float
    lane: float
    capsules: tuple[Capsule, ...]
    marks: tuple[Mark, ...]

    def y(self, value: float) -> float:
        """How high a score stands."""
        return self.bottom - (self.bottom - self.top) * value / 10

    def mark_at(self, x: float, y: float) -> Mark | None:
        """The event under a point, the nearest of several."""
        near = [m for m in self.marks if abs(m.x - x) <= m.size * 0.8 and abs(m.y - y) <= m.size * 1.2]
        return min(near, key=lambda m: abs(m.x - x), default=None)

    def capsule_at(self, x: float, y: float) -> Capsule | None:
        """The round under a point."""
        for one in self.capsules:
            if one.left <= x <= one.left + one.width and one.y <= y <= one.y + one.height:
                return one
        return None


def trajectory(
    view: TimelineView,
    scale: ScaleView | None,
    width: float,
    height: float,
    *,
    size: float = 9.0,
    chosen: str | None = None,
    block: int | None = None,
) -> Trajectory:
    """The chart of one scale (None: the line of days alone) in a box; *size* is that of its letters.

    *chosen* is a day marked on it. All scales of a view have the same axis, so charts can be laid on each other.
    """
    return _Chart(view, scale, width, height, size, block).made(chosen)


def trajectory_in_words(view: TimelineView, scale: ScaleView, *, asks: bool = True) -> str:
    """The chart said aloud: every round with its spread, what was hard, what is planned.

    ``asks`` off: rounds of which nothing is shown are not said to be empty.
    """
    rounds = scored(scale)
    said = [rounds_in_words(rounds) if rounds else "Nobody has scored yet." if asks else ""]
    empty = [r for r in scale.rounds if asks and r.revealed and not r.given]
    said += [f"On {r.when} nobody gave a number." for r in empty]
    hard = [e for e in view.events if e.kind == "setback" and e.state == "past"]
    said += [f"Setback on {e.when}: {e.text.rstrip('.')}." for e in hard]
    if scale.closed_on:
        said.append(f"Closed {dates.written(scale.closed_on)}.")
    said += [f"Planned for {e.when}: everyone at {e.target} or above." for e in targets(view, scale)]
    return " ".join(filter(None, said))


def targets(view: TimelineView, scale: ScaleView) -> list[EventView]:
    """The planned events that wait for a score on this scale; a closed scale has none left."""
    if scale.closed_on:
        return []
    mine = [e for e in view.events if e.target is not None and (e.strand is None or e.strand.id == scale.strand_id)]
    return [event for event in mine if event.state != "past"]


@dataclass(frozen=True, slots=True)
class _Dots:
    """How big dots are and how many stand side by side, so that every capsule has its room."""

    size: float
    pitch: float
    across: int

    @property
    def width(self) -> float:
        """How wide a capsule is."""
        return self.across * self.pitch + self.size * 0.9


class _Chart:
    """Draws one chart."""

    def __init__(
        self, view: TimelineView, scale: ScaleView | None, width: float, height: float, size: float, block: int | None
    ) -> None:
        self._view, self._scale, self._size, self._block = view, scale, size, block
        self._width, self._height = width, height
        gutter = size * 2.2 if scale else size * 0.6
        self._lane = height - size * 2.9
        self._top = size * 2.9
        self._bottom = self._lane - size * 3.1 if scale else self._top
        first, last = (day_of(end) or dt.date.min for end in (view.first, view.last))
        self._axis = padded(first, last, gutter, width, size * 2.6)
        self._today = dates.as_date(view.as_at) or last
        self._rounds = scored(scale) if scale else []
        self._items: list[Primitive] = []
        self._taken: list[tuple[float, float, float, float]] = []

    def made(self, chosen: str | None) -> Trajectory:
        """Everything, from the back to the front."""
        capsules: list[Capsule] = []
        day = day_of(chosen)
        if self._scale:
            self._planned_area(self._scale)
            self._grid()
            capsules = self._places()
            self._band(capsules)
            self._setbacks(capsules)
            self._ends_of(self._scale, capsules)
            self._aims(self._scale, capsules)
            if day:
                self._upright(self._axis.x(day), self._lane, capsules, "ink", 1.4)
            for capsule, round_ in zip(capsules, self._rounds, strict=True):
                self._capsule(capsule, round_, day == day_of(round_.held_on))
            self._spreads(capsules)
        marks = self._line_of_days(day)
        return Trajectory(
            tuple(self._items), self._width, self._height, self._axis, self._top, self._bottom, self._lane,
            tuple(capsules), tuple(marks),
        )  # fmt: skip

    def _y(self, value: float) -> float:
        return self._bottom - (self._bottom - self._top) * value / 10

    # -- behind the scores

    def _planned_area(self, scale: ScaleView) -> None:
        left = self._axis.x(self._today)
        ahead = any(event.state == "planned" for event in self._view.events)
        if scale.closed_on or not ahead or self._axis.right - left < 2:
            return
        over = self._size * 0.7
        self._items.append(
            Rect(left, self._top - over, self._axis.right - left, self._bottom - self._top + over, "nextTint",
                 radius=self._size * 0.4, block=self._block)
        )  # fmt: skip
        style = Style(self._size, bold=True, colour="nextInk")
        words = "What we plan"
        if text_width(words, style) + self._size * 1.4 < self._axis.right - left:
            self._say(words, style, left + self._size * 0.9, self._bottom - self._size * 1.0)

    def _grid(self) -> None:
        for value in range(0, 11, 2):
            y = self._y(value)
            self._items.append(Line(self._axis.left, y, self._axis.right, y, "line", 0.7, block=self._block))
            style = Style(self._size * 0.95, colour="ink2")
            self._items += place_text(
                str(value), style, self._axis.left - self._size * 0.7, y + self._size * 0.34, self._block, "right"
            )

    def _setbacks(self, capsules: Sequence[Capsule]) -> None:
        """A faint line up from what was hard, so that a fall is seen beside it."""
        for event in self._view.events:
            day = day_of(event.on)
            if event.kind == "setback" and event.state == "past" and day:
                self._upright(self._axis.x(day), self._lane, capsules, "worry", 0.9, (1.5, 2.5))

    def _upright(
        self, x: float, bottom: float, capsules: Sequence[Capsule], colour: str, thick: float,
        dash: tuple[float, ...] = (),
    ) -> None:  # fmt: skip
        """A line up to the top, or to the capsule it meets: nothing is struck through."""
        met = [c.y + c.height for c in capsules if c.left - 1 <= x <= c.left + c.width + 1]
        top = max([self._top, *met])
        self._items.append(Line(x, top, x, bottom, colour, thick, dash, self._block))
        self._taken.append((x - 1, top, x + 1, bottom))

    def _ends_of(self, scale: ScaleView, capsules: Sequence[Capsule]) -> None:
        """Where a scale was closed, and rounds in which nobody gave a number."""
        style = Style(self._size * 0.9, colour="ink2")
        closed = day_of(scale.closed_on)
        if closed:
            x = self._axis.x(closed)
            self._upright(x, self._bottom, capsules, "lineStrong", 1.0, (4.0, 3.0))
            words = f"closed {dates.written(scale.closed_on)}"
            fits = x + self._size * 0.5 + text_width(words, style) <= self._width
            self._say(words, style, x + self._size * (0.5 if fits else -0.5), self._bottom - self._size * 0.5,
                      "left" if fits else "right")  # fmt: skip
        for round_ in scale.rounds:
            day = day_of(round_.held_on)
            if round_.revealed and not round_.given and day:
                x, y, r = self._axis.x(day), self._bottom + self._size * 0.55, self._size * 0.45
                ring = Rect(x - r, y - r, 2 * r, 2 * r, "", "lineStrong", r, 0.8, (1.5, 1.5), self._block)
                self._items.append(ring)

    # -- the scores

    def _places(self) -> list[Capsule]:
        if not self._rounds:
            return []
        wanted = [self._axis.x(day_of(r.held_on) or self._today) for r in self._rounds]
        self._dot, placed = self._dots(wanted)
        half = self._dot.width / 2
        found = []
        for round_, x, day_x in zip(self._rounds, placed, wanted, strict=True):
            low, high = round_.spread or (0, 0)
            over, under = (max(half, self._rows(round_, v) * self._dot.pitch / 2 + self._dot.size * 0.6)
                           for v in (high, low))  # fmt: skip
            top = self._y(high) - over
            tall = self._y(low) + under - top
            found.append(Capsule(round_.id, round_.held_on, spread_words(round_), x, top, 2 * half, tall, day_x))
        return found

    def _rows(self, round_: RoundView, value: int) -> int:
        return -(-sum(s.value == value for s in round_.given) // self._dot.across)

    def _dots(self, wanted: Sequence[float]) -> tuple[_Dots, list[float]]:
        """The largest dots with which every capsule stands near its day and no number runs into the next.

        Returned with the middles of the capsules.
        """
        most = max(max(Counter(s.value for s in r.given).values()) for r in self._rounds)
        step = (self._bottom - self._top) / 10
        for tenth in range(12, 2, -1):
            for across in (3, 4, 5, 2, 6, 1):
                size = self._size * 0.55 * tenth / 10
                dots = _Dots(size, size * 1.3, across)
                if dots.width > self._size * 3.4 or -(-most // across) * dots.pitch > step * 0.96:
                    continue
                placed = self._beside(wanted, dots)
                far = max(abs(one - other) for one, other in zip(placed, wanted, strict=True))
                if far <= max(dots.width * 1.6, self._size * 2.4) and self._apart(placed) >= dots.width:
                    return dots, placed
        across = max(1, -(-most // 10))
        size = max(min(self._size * 0.2, step * 0.9 / 1.3 / -(-most // across)), 0.4)
        dots = _Dots(size, size * 1.3, across)
        return dots, self._beside(wanted, dots)

    def _beside(self, wanted: Sequence[float], dots: _Dots) -> list[float]:
        """The middles of the capsules beside one another; none of them stands in what is still to come."""
        half = dots.width / 2
        right = min(max(wanted[-1], self._axis.x(self._today)) + half, self._axis.right - half)
        return kept_apart(wanted, dots.width + self._size * 0.2, self._axis.left + half + 1, right)

    @staticmethod
    def _apart(placed: Sequence[float]) -> float:
        return min((two - one for one, two in itertools.pairwise(placed)), default=1e9)

    def _band(self, capsules: Sequence[Capsule]) -> None:
        for index, (one, two) in enumerate(itertools.pairwise(capsules)):
            low, high = self._rounds[index].spread or (0, 0)
            low2, high2 = self._rounds[index + 1].spread or (0, 0)
            edges = (
                ("M", (one.x, self._y(high))), ("L", (two.x, self._y(high2))), ("L", (two.x, self._y(low2))),
                ("L", (one.x, self._y(low))), ("Z", ()),
            )  # fmt: skip
            self._items.append(Path(edges, fill="hover", block=self._block))  # type: ignore[arg-type]

    def _capsule(self, capsule: Capsule, round_: RoundView, is_chosen: bool) -> None:
        newest = self._scale is not None and round_ == self._scale.latest
        if abs(capsule.x - capsule.day_x) > capsule.width * 0.2:
            self._items.append(
                Line(capsule.day_x, self._bottom + 2, capsule.x, capsule.y + capsule.height, "lineStrong", 0.6,
                     block=self._block)
            )  # fmt: skip
        stroke, thick = ("ink", self._size * 0.2) if newest or is_chosen else ("lineStrong", 0.8)
        self._items.append(
            Rect(capsule.left, capsule.y, capsule.width, capsule.height, "paper", stroke, capsule.width / 2, thick,
                 block=self._block)
        )  # fmt: skip
        self._taken.append((capsule.left, capsule.y, capsule.left + capsule.width, capsule.y + capsule.height))
        dots = self._dot
        for value, count in Counter(s.value for s in round_.given).items():
            rows = -(-count // dots.across)
            for index in range(count):
                row, place = divmod(index, dots.across)
                in_row = min(dots.across, count - row * dots.across)
                x = capsule.x + (place - (in_row - 1) / 2) * dots.pitch - dots.size / 2
                y = self._y(value or 0) + (row - (rows - 1) / 2) * dots.pitch - dots.size / 2
                self._items.append(Rect(x, y, dots.size, dots.size, "ink", radius=dots.size / 2, block=self._block))

    def _spreads(self, capsules: Sequence[Capsule]) -> None:
        """ "5 to 8" over each capsule, or under it; where many stand close, the newest and the first come first."""
        order = list(range(len(capsules)))
        order.sort(key=lambda place: (place != len(order) - 1, place != 0, place))
        for place in order:
            capsule = capsules[place]
            for words in (capsule.words, capsule.words.replace(" to ", "–")):
                if self._say_spread(capsule, words):
                    break

    def _say_spread(self, capsule: Capsule, words: str) -> bool:
        size = self._size
        style = Style(size, bold=True)
        wide = text_width(words, style)
        left = min(max(capsule.x - wide / 2, self._axis.left), self._width - wide)
        for baseline in (capsule.y - size * 0.45, capsule.y + capsule.height + size * 1.05):
            box = (left - 1.5, baseline - size * 0.8, left + wide + 1.5, baseline + size * 0.15)
            if box[1] < 0 or box[3] > self._bottom + size * 1.6:
                continue
            if not any(_meet(box, other) for other in self._taken):
                self._say(words, style, left, baseline)
                return True
        return False

    # -- what is planned

    def _aims(self, scale: ScaleView, capsules: Sequence[Capsule]) -> None:
        """The line everybody is to reach, and the way there from where people stand now: hollow, not a forecast."""
        aims = targets(self._view, scale)
        for value in sorted({event.target for event in aims if event.target is not None}):
            event = next(e for e in aims if e.target == value)
            y, start = self._y(value), self._axis.x(self._today)
            self._items.append(Line(start, y, self._axis.right, y, "nextInk", 1.3, (4.0, 3.0), self._block))
            words = f"everyone at {value} or above" if value < 10 else "everyone at 10"
            style = Style(self._size * 0.9, colour="nextInk")
            if text_width(words, style) > self._axis.right - start - self._size:
                words = f"{value} or above"
            self._say(words, style, self._axis.right - self._size * 0.6, y - self._size * 0.8, "right")
            day = day_of(event.on)
            if day and capsules and day > self._today:
                self._way(capsules[-1], self._rounds[-1], value, self._axis.x(day))

    def _way(self, capsule: Capsule, round_: RoundView, value: int, x: float) -> None:
        low, high = round_.spread or (0, 0)
        for now in {low, high}:
            if now < value:
                self._items.append(
                    Line(capsule.x + capsule.width / 2, self._y(now), x, self._y(value), "ink3", 1.0, (2.0, 3.0),
                         self._block)
                )  # fmt: skip
        r = self._size * 0.42
        self._items.append(
            Rect(x - r, self._y(value) - r, 2 * r, 2 * r, "nextTint", "nextInk", r, 1.3, block=self._block)
        )

    # -- the line of days

    def _line_of_days(self, chosen: dt.date | None) -> list[Mark]:
        size, y = self._size, self._lane
        now = self._axis.x(min(max(self._today, self._axis.first), self._axis.last))
        thick = size * 0.42
        self._items.append(Line(now, y, self._axis.right, y, "selected", thick, block=self._block))
        self._items.append(Line(self._axis.left, y, now, y, "ink", thick, block=self._block))
        self._breaks(y)
        for x, words in self._axis.months(size * 5.4):
            style = Style(size * 0.95, colour="ink2")
            wide = text_width(words, style)
            at = min(max(x, self._axis.left + wide / 2), self._width - wide / 2)
            self._items += place_text(words, style, at, y + size * 2.4, self._block, "centre")
        marks = self._marks()
        events = {event.id: event for event in self._view.events}
        for mark in marks:
            self._items += event_mark(events[mark.event_id], mark.x, y, mark.size, self._block)
        if chosen:
            r = size * 0.95
            self._items.append(
                Rect(self._axis.x(chosen) - r, y - r, 2 * r, 2 * r, "ink", "paper", r, size * 0.18, block=self._block)
            )
        return marks

    def _breaks(self, y: float) -> None:
        """Two strokes through an end of the line beyond which there are days that would not go on it."""
        days = [day for event in self._view.events if (day := day_of(event.on))]
        tall = self._size * 0.55
        for beyond, x in (
            (any(day < self._axis.first for day in days), self._axis.left + self._size * 2.2),
            (any(day > self._axis.last for day in days), self._axis.right - self._size * 2.2),
        ):
            for shift in (-0.18, 0.18) if beyond else ():
                at = x + shift * self._size
                self._items.append(
                    Line(at - tall * 0.4, y + tall, at + tall * 0.4, y - tall, "ink", 1.1, block=self._block)
                )

    def _marks(self) -> list[Mark]:
        dated = [(day, event) for event in self._view.events if (day := day_of(event.on))]
        dated.sort(key=lambda pair: pair[0])
        size = self._size * 1.15
        half = size / 2
        wanted = [self._axis.x(day) for day, _event in dated]
        placed = wanted
        for room in (1.1, 0.8, 0.5, 0.25, 0.0):
            placed = kept_apart(wanted, size * room, self._axis.left + half, self._axis.right - half)
            # Rather one over the other than far from their days.
            if all(abs(one - other) < size * 2 for one, other in zip(placed, wanted, strict=True)):
                break
        return [
            Mark(event.id, event.on, x, self._lane, size, day_x)
            for (_day, event), x, day_x in zip(dated, placed, wanted, strict=True)
        ]

    def _say(self, words: str, style: Style, x: float, baseline: float, align: str = "left") -> None:
        wide = text_width(words, style)
        left = x - wide if align == "right" else x
        self._items += place_text(words, style, left, baseline, self._block)
        self._taken.append((left, baseline - style.size * 0.8, left + wide, baseline + style.size * 0.2))


def event_mark(event: EventView, x: float, y: float, size: float, block: int | None = None) -> list[Primitive]:
    """An event's sign round (x, y): a diamond is danger, a ring something that happened, a dashed ring a plan.

    With a dot in it, a plan whose day has gone by: did it happen?
    """
    r = size / 2
    if event.kind in DANGERS and event.state == "past":
        far = r * 1.15
        way = (("M", (x, y - far)), ("L", (x + far, y)), ("L", (x, y + far)), ("L", (x - far, y)), ("Z", ()))
        return [Path(way, fill="paper", stroke="ink", stroke_width=size * 0.16, block=block)]  # type: ignore[arg-type]
    ring = Rect(x - r, y - r, size, size, "paper", "ink", r, size * 0.16, block=block)
    if event.state == "past":
        return [ring]
    planned = replace(ring, stroke="nextInk", dash=(size * 0.2, size * 0.16))
    if event.state == "planned":
        return [planned]
    dot = size * 0.36
    return [planned, Rect(x - dot / 2, y - dot / 2, dot, dot, "nextInk", radius=dot / 2, block=block)]


def _meet(one: tuple[float, float, float, float], two: tuple[float, float, float, float]) -> bool:
    return one[0] < two[2] and two[0] < one[2] and one[1] < two[3] and two[1] < one[3]
