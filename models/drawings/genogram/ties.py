"""Ties between people: curved round whoever stands between, beside one another, off the family's own lines."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from models.drawings.genogram.pieces import Box, Options, Piece, Point, Scale, box_of
from models.drawings.genogram.presets import Presets
from models.drawings.genogram.shapes import Outline
from models.drawings.genogram.strokes import key_of, look_of, strokes
from models.drawings.genogram.words import Speaker
from models.family_views import TieView

Floats = npt.NDArray[np.float64]
Segment = tuple[float, float, float, float]

_BENDS = (0.0, 0.1, -0.1, 0.2, -0.2, 0.32, -0.32, 0.46, -0.46, 0.62, -0.62)
_LEANS = (0.5, 0.28, 0.72)
"""Curves that are tried: how far the line bends aside (of its length), and where along it the bend lies."""

_GENTLE = range(5)
_ALL = range(len(_BENDS) * len(_LEANS))
_GOOD = 0.6
"""Gentle curves are enough where one of them costs less than this."""

_AWKWARD = np.tile(np.abs(_BENDS) * 0.35 + np.square(_BENDS) * 1.5, len(_LEANS)) + np.repeat(
    (0.0, 0.3, 0.3), len(_BENDS)
)
_SAMPLES = 28
_T = np.linspace(0.0, 1.0, _SAMPLES)


@dataclass(frozen=True)
class Obstacles:
    """What a tie should keep clear of."""

    outlines: Mapping[str, Outline]
    own: Mapping[str, Box]
    """The label of each person: a tie may leave through that of its own people."""
    labels: Sequence[Box]
    """Other words: years, dates."""
    segments: Sequence[Segment]


class Router:
    """Finds a curve for one tie after another; each keeps off those before it."""

    def __init__(self, obstacles: Obstacles, scale: Scale) -> None:
        self.unit = scale.unit
        self.outlines = obstacles.outlines
        self.order = {key: number for number, key in enumerate(obstacles.outlines)}
        self.boxes = np.array([outline.box for outline in obstacles.outlines.values()], float).reshape(-1, 4)
        keys = [*obstacles.own]
        self.label_of = {key: number for number, key in enumerate(keys)}
        self.labels = np.array([*(obstacles.own[key] for key in keys), *obstacles.labels], float).reshape(-1, 4)
        lines = np.array(obstacles.segments, float).reshape(-1, 4)
        self.lines = np.column_stack(
            (np.minimum(lines[:, 0], lines[:, 2]), np.minimum(lines[:, 1], lines[:, 3]),
             np.maximum(lines[:, 0], lines[:, 2]), np.maximum(lines[:, 1], lines[:, 3]))
        )  # fmt: skip
        self.drawn: dict[str, list[Floats]] = defaultdict(list)

    def route(self, start: str, end: str, wide: float) -> Floats:
        """Points from the edge of one symbol to the edge of the other; ``wide`` is half the tie's width."""
        one, other = self.outlines[start], self.outlines[end]
        for numbers in (_GENTLE, _ALL):
            curves = self._curves(numbers, (one.x, one.y), (other.x, other.y))
            costs = self._costs(numbers, curves, start, end, wide)
            best = int(np.argmin(costs))
            if costs[best] < _GOOD:
                break
        points = self._clipped(self._fine(numbers[best], (one.x, one.y), (other.x, other.y)), one, other)
        for key in (start, end):
            self.drawn[key].append(curves[best][::2])
        return points

    def _control(self, number: int, start: Point, end: Point) -> Point:
        """The point that pulls curve *number* aside."""
        bend, lean = _BENDS[number % len(_BENDS)], _LEANS[number // len(_BENDS)]
        dx, dy = end[0] - start[0], end[1] - start[1]
        length = math.hypot(dx, dy) or 1.0
        # Long lines need not bend as far, in proportion, to get round a symbol.
        off = bend * 2 * min(length, self.unit * 3.2)
        return start[0] + dx * lean + dy / length * off, start[1] + dy * lean - dx / length * off

    def _curves(self, numbers: Sequence[int], start: Point, end: Point) -> Floats:
        """Curves to choose from, as (curve, sample, xy)."""
        controls = np.array([self._control(number, start, end) for number in numbers])
        return self._bent(start, controls, end, _T)

    def _bent(self, start: Point, controls: Floats, end: Point, t: Floats) -> Floats:
        a, b = np.asarray(start), np.asarray(end)
        w0, w1, w2 = ((1 - t) ** 2)[None, :, None], (2 * t * (1 - t))[None, :, None], (t**2)[None, :, None]
        found: Floats = w0 * a + w1 * controls[:, None, :] + w2 * b
        return found

    def _fine(self, number: int, start: Point, end: Point) -> Floats:
        controls = np.array([self._control(number, start, end)])
        found: Floats = self._bent(start, controls, end, np.linspace(0.0, 1.0, 65))[0]
        return found

    def _clipped(self, points: Floats, one: Outline, other: Outline) -> Floats:
        """Without what lies in or touches the two symbols."""
        gap = self.unit * 0.025
        listed = points.tolist()
        first, last = 0, len(listed) - 1
        while first < last and _touches(one, listed[first + 1], gap):
            first += 1
        while last > first and _touches(other, listed[last - 1], gap):
            last -= 1
        if last - first < 3:
            middle = (first + last) // 2
            first, last = max(0, middle - 2), min(len(listed) - 1, middle + 2)
        found: Floats = points[first : last + 1]
        return found

    # What a curve costs

    def _costs(self, numbers: Sequence[int], curves: Floats, start: str, end: str, wide: float) -> Floats:
        unit = self.unit
        steps = np.hypot(*np.moveaxis(curves[:, 1:] - curves[:, :-1], 2, 0))
        length = steps.sum(axis=1)
        straight = math.dist(curves[0, 0], curves[0, -1])
        share = straight / _SAMPLES / unit
        costs: Floats = (length - straight) / unit * 1.8 + _AWKWARD[list(numbers)]
        # Between people of one row upwards is better: names stand below.
        costs += np.where(curves[:, _SAMPLES // 2, 1] > curves[:, 0, 1] + 1, 0.12, 0.0) * (
            abs(curves[0, 0, 1] - curves[0, -1, 1]) < unit * 0.3
        )
        low, high = curves.min(axis=(0, 1)), curves.max(axis=(0, 1))
        others = np.ones(len(self.boxes), bool)
        others[[self.order[start], self.order[end]]] = False
        words = np.ones(len(self.labels), bool)
        words[[self.label_of[key] for key in (start, end) if key in self.label_of]] = False
        costs += self._hits(curves, self.boxes[others], wide + unit * 0.05, low, high) * share * 60
        costs += self._hits(curves, self.labels[words], wide + unit * 0.02, low, high) * share * 5
        costs += self._hits(curves, self.labels[~words], 0.0, low, high) * share * 2
        costs += self._along(curves, low, high, wide) * share * 6
        return costs + self._beside(curves, start, end, wide) * share * 12

    def _hits(self, curves: Floats, boxes: Floats, pad: float, low: Floats, high: Floats) -> Floats:
        """How many samples of each curve lie in boxes."""
        near = boxes[
            (boxes[:, 0] < high[0] + pad) & (boxes[:, 0] + boxes[:, 2] > low[0] - pad)
            & (boxes[:, 1] < high[1] + pad) & (boxes[:, 1] + boxes[:, 3] > low[1] - pad)
        ]  # fmt: skip
        if not len(near):
            return np.zeros(len(curves))
        x, y = curves[:, :, 0, None], curves[:, :, 1, None]
        inside = (
            (x > near[:, 0] - pad) & (x < near[:, 0] + near[:, 2] + pad)
            & (y > near[:, 1] - pad) & (y < near[:, 1] + near[:, 3] + pad)
        )  # fmt: skip
        found: Floats = inside.any(axis=2).sum(axis=1).astype(float)
        return found

    def _along(self, curves: Floats, low: Floats, high: Floats, wide: float) -> Floats:
        """How many samples run along one of the family's lines rather than across it."""
        pad = wide + self.unit * 0.05
        near = self.lines[
            (self.lines[:, 0] < high[0]) & (self.lines[:, 2] > low[0])
            & (self.lines[:, 1] < high[1]) & (self.lines[:, 3] > low[1])
        ]  # fmt: skip
        if not len(near):
            near = self.lines[:0]
        direction = np.gradient(curves, axis=1)
        flat = np.abs(direction[:, :, 1]) < np.abs(direction[:, :, 0]) * 0.45
        steep = np.abs(direction[:, :, 0]) < np.abs(direction[:, :, 1]) * 0.45
        lying = near[:, 2] - near[:, 0] > near[:, 3] - near[:, 1]
        x, y = curves[:, :, 0, None], curves[:, :, 1, None]
        close = (x > near[:, 0] - pad) & (x < near[:, 2] + pad) & (y > near[:, 1] - pad) & (y < near[:, 3] + pad)
        same = np.where(lying[None, None, :], flat[:, :, None], steep[:, :, None])
        found: Floats = (close & same).any(axis=2).sum(axis=1).astype(float)
        return found

    def _beside(self, curves: Floats, start: str, end: str, wide: float) -> Floats:
        """How many samples run into an earlier tie of the same people, the symbols themselves left out."""
        before = [*self.drawn[start], *self.drawn[end]]
        found = np.zeros(len(curves))
        inner = curves[:, 5:-5]
        reach = wide + self.unit * 0.12
        for curve in before:
            gaps = np.abs(inner[:, :, None, :] - curve[None, None, :, :]).max(axis=3).min(axis=2)
            found += (gaps < reach).sum(axis=1)
        return found


def _touches(outline: Outline, point: Sequence[float], gap: float) -> bool:
    dx, dy = point[0] - outline.x, point[1] - outline.y
    return math.hypot(dx, dy) <= outline.reach(dx, dy) + gap


def tie_pieces(
    ties: Sequence[TieView], obstacles: Obstacles, presets: Presets, options: Options, scale: Scale, speaker: Speaker
) -> tuple[list[Piece], set[str]]:
    """A piece for every tie that is shown, and the legend keys of their looks. Short ties find their way first."""
    shown = [
        tie for tie in ties
        if tie.start in obstacles.outlines and tie.end in obstacles.outlines and tie.start != tie.end
        and (options.tie_kinds is None or options.tie_kinds & set(tie.kinds))
    ]  # fmt: skip

    def far(tie: TieView) -> float:
        one, other = obstacles.outlines[tie.start], obstacles.outlines[tie.end]
        return math.hypot(one.x - other.x, one.y - other.y)

    router = Router(obstacles, scale)
    pieces, used = [], set()
    for tie in sorted(shown, key=lambda tie: (far(tie), tie.id)):
        look = look_of(
            tie.kinds, presets, repaired=bool(tie.repaired_on), over=bool(tie.ended_on), directed=tie.directed
        )
        wide = scale.unit * (0.07 if look.wave != "straight" else 0.03 * look.strokes)
        points = router.route(tie.start, tie.end, wide)
        items = strokes(points, look, scale, options.ground)
        if known := [kind for kind in tie.kinds if kind in presets.ties]:
            used.add(key_of(known, repaired=bool(tie.repaired_on)))
        listed = tuple((x, y) for x, y in [*points[:-1].tolist(), points[-1].tolist()])
        pieces.append(
            Piece("tie", tie.id, tuple(items), box_of(items), speaker.tie(tie), listed[len(listed) // 2],
                  (tie.start, tie.end), listed)
        )  # fmt: skip
    return pieces, used
