"""A tie's strokes along any curve: parallels, zigzags, dots, bars, circles and arrows."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from models.drawing import Line, Path, Primitive, Rect
from models.drawings.genogram.pieces import Point, Scale
from models.drawings.genogram.presets import Dash, Presets
from models.drawings.genogram.shapes import open_path, polygon

Floats = npt.NDArray[np.float64]

_APART = 0.045
_AROUND = 0.064
"""How far parallel strokes lie apart, and how far from the middle those beside a zigzag, in units."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a tie is drawn with, all its kinds put together."""

    colour: str
    strokes: int
    wave: str
    dash: Dash
    ends: tuple[str, ...]
    marks: tuple[str, ...]
    width: float


def look_of(kinds: Sequence[str], presets: Presets, *, repaired: bool, over: bool, directed: bool) -> Look:
    """One look for a tie of one kind or several. ``over``: it has ended; ``repaired``: a cut-off that was mended."""
    known = [presets.ties[kind] for kind in kinds if kind in presets.ties]
    if not known:
        return Look("ink2", 1, "straight", (), ("arrow",) if directed else (), (), 1.0)
    main = [known[0], *(kind for kind in known[1:] if kind.change == "none")]
    changes = [kind for kind in known[1:] if kind.change != "none"]
    worry = next((kind.colour for kind in main if kind.wave != "straight"), main[0].colour)
    waves = {kind.wave for kind in main}
    ends = tuple(dict.fromkeys(kind.ends for kind in main if kind.ends != "none"))
    if directed and not any("arrow" in end for end in ends):
        ends = (*ends, "arrow")
    marks = [kind.mark for kind in main if kind.mark != "none"]
    if repaired or any(kind.change == "circle" for kind in changes):
        marks.append("circle")
    dash = main[0].dash
    for kind in changes:
        dash = kind.dash if kind.change == "dash" else dash
    if over and not dash:
        dash = presets.ties["past"].dash
    return Look(
        worry, max(kind.strokes for kind in main),
        "zigzag" if "zigzag" in waves else "ripple" if "ripple" in waves else "straight",
        dash, ends, tuple(dict.fromkeys(marks)), max(kind.width for kind in main),
    )  # fmt: skip


class Curve:
    """A line as points, by the length along it."""

    def __init__(self, points: Floats) -> None:
        steps = np.hypot(*(points[1:] - points[:-1]).T)
        keep = np.concatenate(([True], steps > 1e-9))
        self.points = points[keep]
        self.at = np.concatenate(([0.0], np.cumsum(steps[keep[1:]])))
        self.length = float(self.at[-1])

    def on(self, at: Floats) -> Floats:
        """Points at lengths along it."""
        return np.column_stack(
            (np.interp(at, self.at, self.points[:, 0]), np.interp(at, self.at, self.points[:, 1]))
        )  # fmt: skip

    def beside(self, at: Floats, off: Floats | float) -> Floats:
        """Points at lengths along it, *off* to its left."""
        step = min(1.0, self.length / 4)
        along = self.on(np.minimum(at + step, self.length)) - self.on(np.maximum(at - step, 0.0))
        size = np.maximum(np.hypot(along[:, 0], along[:, 1]), 1e-9)
        normal = np.column_stack((along[:, 1], -along[:, 0])) / size[:, None]
        found: Floats = self.on(at) + normal * np.asarray(off, dtype=float).reshape(-1, 1)
        return found


def strokes(points: Floats, look: Look, scale: Scale, ground: str) -> list[Primitive]:
    """The tie from the first of *points* to the last."""
    return _Pen(Curve(points), look, scale, ground).drawn()


class _Pen:
    """Draws one tie."""

    def __init__(self, curve: Curve, look: Look, scale: Scale, ground: str) -> None:
        self.curve, self.look, self.unit, self.ground = curve, look, scale.unit, ground
        self.width = scale.thin * look.width
        self.dash = scale.dash(look.dash)

    def drawn(self) -> list[Primitive]:
        """All its strokes, marks and arrow heads."""
        arrow = next((end for end in self.look.ends if "arrow" in end), "")
        heads = {"": 0.0, "double_arrow": 0.19}.get(arrow, 0.1)
        end = self.curve.length - self.unit * heads
        end = max(end, self.curve.length * 0.3)
        middle, gap = end / 2, 0.0
        if "bars" in self.look.ends:
            gap = min(self.unit * (0.19 if "circle" in self.look.marks else 0.08), end * 0.3)
        elif "circle" in self.look.marks:
            gap = min(self.unit * 0.05, end * 0.2)
        parts = [(0.0, middle - gap), (middle + gap, end)] if gap else [(0.0, end)]
        items: list[Primitive] = []
        for start, stop in parts:
            items += self._part(start, stop)
        items += self._marks(middle, gap)
        if arrow:
            items += self._arrow(self.curve.length, arrow)
            if arrow == "double_arrow":
                items += self._arrow(self.curve.length - self.unit * 0.09, arrow)
        return items

    def _part(self, start: float, stop: float) -> list[Primitive]:
        waved = self.look.wave != "straight"
        around = _AROUND if waved else _APART / 2
        offsets = {1: [], 2: [-around, around], 3: [-around * (1 if waved else 2), around * (1 if waved else 2)]}[
            self.look.strokes
        ]
        items: list[Primitive] = []
        count = max(2, int((stop - start) / (self.unit * 0.06)))
        at = np.linspace(start, stop, count)
        for off in offsets:
            items.append(self._stroke(self.curve.beside(at, off * self.unit), self.width * 0.92))
        if waved:
            items.append(self._stroke(self._wave(start, stop), self.width))
        elif self.look.strokes != 2:
            items.append(self._stroke(self.curve.on(at), self.width))
        return items

    def _wave(self, start: float, stop: float) -> Floats:
        unit = self.unit
        lead = min(unit * 0.06, (stop - start) / 6)
        if self.look.wave == "ripple":
            count = max(1, round((stop - start - 2 * lead) / (unit * 0.13)))
            turns = np.linspace(0.0, 2 * math.pi * count, count * 10 + 1)
            off = np.sin(turns) * unit * 0.034
            at = np.linspace(start + lead, stop - lead, len(turns))
        else:
            count = max(1, round((stop - start - 2 * lead) / (unit * 0.047)))
            at = np.linspace(start + lead, stop - lead, count * 2 + 1)[1::2]
            off = np.where(np.arange(count) % 2 == 0, 1.0, -1.0) * unit * 0.042
        at = np.concatenate(([start, start + lead], at, [stop - lead, stop]))
        return self.curve.beside(at, np.concatenate(([0.0, 0.0], off, [0.0, 0.0])))

    def _stroke(self, points: Floats, width: float) -> Primitive:
        listed = [(x, y) for x, y in np.round(points, 2).tolist()]
        return Path(open_path(listed), "", self.look.colour, width, self.dash)

    def _marks(self, middle: float, gap: float) -> list[Primitive]:
        items: list[Primitive] = []
        bar = self.unit * 0.09
        if "bars" in self.look.ends:
            items += [self._across(middle - gap, bar), self._across(middle + gap, bar)]
        x, y = self.curve.on(np.array([middle]))[0].tolist()
        if "circle" in self.look.marks:
            r = self.unit * 0.055
            items.append(Rect(x - r, y - r, 2 * r, 2 * r, self.ground, self.look.colour, r, self.width))
        if "square" in self.look.marks:
            r = self.unit * 0.055
            items.append(Rect(x - r, y - r, 2 * r, 2 * r, self.ground, self.look.colour, 0.0, self.width))
        if "bar" in self.look.marks:
            items.append(self._across(middle, bar))
        return items

    def _across(self, at: float, half: float) -> Line:
        (x1, y1), (x2, y2) = self.curve.beside(np.array([at, at]), np.array([half, -half])).tolist()
        return Line(x1, y1, x2, y2, self.look.colour, self.width)

    def _arrow(self, tip: float, kind: str) -> list[Primitive]:
        long, wide = min(self.unit * 0.11, self.curve.length * 0.6), self.unit * 0.052
        back = max(tip - long, 0.0)
        (tx, ty), (bx, by) = self.curve.on(np.array([tip, back])).tolist()
        size = math.hypot(tx - bx, ty - by) or 1.0
        nx, ny = -(ty - by) / size * wide, (tx - bx) / size * wide
        points: list[Point] = [(bx + nx, by + ny), (tx, ty), (bx - nx, by - ny)]
        if kind == "open_arrow":
            return [Path(polygon(points), self.ground, self.look.colour, self.width)]
        return [Path(polygon(points), self.look.colour)]


def key_of(kinds: Sequence[str], *, repaired: bool) -> str:
    """The legend key of a tie of these kinds."""
    said = [kind for kind in kinds if not (repaired and kind == "mending")]
    return "tie:" + "+".join([*said, *(["repaired"] if repaired else [])])
